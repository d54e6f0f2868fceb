//! `/motparter/part/{party}/konto`: an account that is added, changed or taken out of use. It is proposed where it
//! takes two.

use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_site::fields::{Fields, field, given};
use kameral_site::{Answered, Miss, Visit};
use kameral_ui::parts::{Button, ErrorSummary, Field, Form as FormPart, PageHead, Width};
use kameral_ui::{Crumb, Spoken};
use maud::html;

use super::typed::TICKED;
use super::{Done, accept_field, answered, choices, crumb, done, is_proposed, party_path, unreadable};
use crate::account::RouteKind;
use crate::asked::RouteAsked;
use crate::commands::{AccountAsked, PartyShown, save_account, show};
use crate::proposals::{ACCOUNT, propose_account};

pub(super) async fn new(visit: Visit, Path((_, party)): Path<(String, String)>) -> Response {
    visit
        .answer(move |visit| page(visit, (&party, None), &Fields::new(), &[]))
        .await
}

pub(super) async fn add(
    visit: Visit,
    Path((_, party)): Path<(String, String)>,
    Form(fields): Form<Fields>,
) -> Response {
    visit
        .answer(move |visit| {
            let saved = save(visit, (&party, None), &fields);
            answered(visit, saved, |refusals| page(visit, (&party, None), &fields, refusals))
        })
        .await
}

pub(super) async fn of(visit: Visit, Path((_, party, account)): Path<(String, String, i64)>) -> Response {
    visit
        .answer(move |visit| {
            let typed = standing(visit, &party, account)?;
            page(visit, (&party, Some(account)), &typed, &[])
        })
        .await
}

pub(super) async fn change(
    visit: Visit,
    Path((_, party, account)): Path<(String, String, i64)>,
    Form(fields): Form<Fields>,
) -> Response {
    visit
        .answer(move |visit| {
            let of = (party.as_str(), Some(account));
            answered(visit, save(visit, of, &fields), |refusals| {
                page(visit, of, &fields, refusals)
            })
        })
        .await
}

fn shown(visit: &Visit, party: &str) -> Result<PartyShown, Miss> {
    let found = show(&visit.cx, party, visit.cx.today, None)?;
    found.ok_or(Miss::NotFound)
}

/// An account as it is today.
fn standing(visit: &Visit, party: &str, account_no: i64) -> Result<Fields, Miss> {
    let shown = shown(visit, party)?;
    let mut accounts = shown.accounts.into_iter().map(|version| version.account);
    let account = accounts
        .find(|account| account.account_no == account_no)
        .ok_or(Miss::NotFound)?;
    let ticked = |is: bool| if is { TICKED.to_owned() } else { String::new() };
    let bic = account.route.bic().map(ToString::to_string);
    let fields = [
        ("kind", account.route.kind().word().to_owned()),
        ("account", account.route.to_string()),
        ("bic", bic.unwrap_or_default()),
        ("holder", account.holder),
        ("currency", account.currency.to_string()),
        ("preferred", ticked(account.preferred)),
        ("ended", ticked(!account.in_use)),
    ];
    Ok(fields.map(|(name, value)| (name.to_owned(), value)).to_vec())
}

fn save(visit: &Visit, (party, account_no): (&str, Option<i64>), fields: &Fields) -> Done {
    let valid_from = match field(fields, "valid_from") {
        "" => None,
        text => match text.parse() {
            Ok(day) => Some(day),
            Err(_) => return Ok(Err(vec![unreadable(visit, "valid_from")])),
        },
    };
    let asked = AccountAsked {
        party: party.to_owned(),
        account_no,
        valid_from,
        route: RouteAsked {
            kind: field(fields, "kind").to_owned(),
            account: field(fields, "account").to_owned(),
            bic: given(fields, "bic"),
        },
        holder: given(fields, "holder"),
        currency: given(fields, "currency"),
        preferred: field(fields, "preferred") == TICKED,
        ended: field(fields, "ended") == TICKED,
        reason: field(fields, "reason").to_owned(),
        accept_warnings: given(fields, "accept_warnings"),
    };
    if is_proposed(visit, &ACCOUNT)? {
        let made = propose_account(&visit.cx, None, &asked);
        return done(visit, made, |number| visit.at(&format!("forslag/{number}")));
    }
    done(visit, save_account(&visit.cx, None, &asked), |saved| {
        party_path(visit, &saved.party)
    })
}

fn page(visit: &Visit, (party, account_no): (&str, Option<i64>), fields: &Fields, refusals: &[Spoken]) -> Answered {
    let words = visit.words;
    let owner = shown(visit, party)?.version.party;
    let title = match account_no {
        None => words.t("parties-account-new"),
        Some(number) => words.t_args("parties-account-change", &[("account", number.into())]),
    };
    let path = party_path(visit, party);
    let action = match account_no {
        None => format!("{path}/konto"),
        Some(number) => format!("{path}/konto/{number}"),
    };
    let kinds = choices(visit, "route", RouteKind::ALL.iter().map(|kind| kind.word()));
    let lead = if is_proposed(visit, &ACCOUNT)? {
        words.t("parties-account-takes-two")
    } else {
        words.t("parties-account-lead")
    };
    let text = |name: &str| {
        let label = words.t(&format!("parties-field-{}", name.replace('_', "-")));
        Field::text(name, label).value(field(fields, name)).refusals(refusals)
    };
    let tick = |name: &str| Field::checkbox(name, words.t(&format!("parties-field-{name}"))).value(field(fields, name));
    let form = FormPart::post(action, &visit.csrf)
        .content(html! {
            (Field::select("kind", words.t("parties-route"), kinds).value(field(fields, "kind")).refusals(refusals))
            (text("account").required())
            (text("bic").width(Width::Short))
            (text("holder").width(Width::Long).help(words.t("parties-holder-help")))
            (text("currency").width(Width::Short))
            (Field::date("valid_from", words.t("parties-valid-from")).value(field(fields, "valid_from"))
                .help(words.t("parties-account-from-help")).refusals(refusals))
            (tick("preferred"))
            @if account_no.is_some() { (tick("ended")) }
            (text("reason").required().width(Width::Long).help(words.t("parties-account-reason-help")))
            (accept_field(visit, fields, refusals))
        })
        .button(Button::submit(words.t("parties-save")).primary());
    let content = html! {
        (PageHead::new(title.as_str()).lead(lead))
        (ErrorSummary::new(words, refusals))
        (form)
    };
    let status = if refusals.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    visit.page_status(status, &title, &[crumb(visit), Crumb::new(owner.name, path)], &content)
}
