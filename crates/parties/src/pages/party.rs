//! `/motparter/part/{party}`: a party as of a day, as it was known at a change; its accounts, blocks and history.

use axum::Form;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use kameral_base::Date;
use kameral_site::fields::{Fields, field};
use kameral_site::{Answered, Miss, Visit};
use kameral_ui::Spoken;
use kameral_ui::parts::{
    Badge, Button, Cell, Choice, Column, ErrorSummary, Facts, Field, FilterBar, Form as FormPart, Notice, PageHead,
    Row, Table, Tone, Width,
};
use maud::{Markup, html};
use serde::Deserialize;

use super::{choices, crumb, done, party_path, unreadable, word};
use crate::EDIT;
use crate::account::PayeeAccountVersion;
use crate::asked::{AddressAsked, PartyAsked};
use crate::commands::{PartyShown, history, set_block, show as shown_on};
use crate::highlight::Highlight;
use crate::model::{AddressUse, Blocked, PartyVersion, State};

/// What the address asks for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    dag: String,
    kand: String,
}

pub(super) async fn show(
    visit: Visit,
    Path((_, party)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Response {
    visit.answer(move |visit| page(visit, &party, &asked, &[])).await
}

/// Sets a block, or lifts one.
pub(super) async fn block(
    visit: Visit,
    Path((_, party)): Path<(String, String)>,
    Form(fields): Form<Fields>,
) -> Response {
    visit
        .answer(move |visit| {
            let what = Blocked::from_word(field(&fields, "what")).ok_or(Miss::Malformed)?;
            let stands = field(&fields, "stands") == "ja";
            let set = set_block(&visit.cx, None, &party, (what, stands), field(&fields, "reason"));
            match done(visit, set, |_| party_path(visit, &party))? {
                Ok(path) => visit.go_to(&path),
                Err(refusals) => page(visit, &party, &Asked::default(), &refusals),
            }
        })
        .await
}

fn page(visit: &Visit, party: &str, asked: &Asked, refusals: &[Spoken]) -> Answered {
    let words = visit.words;
    let mut refusals = refusals.to_vec();
    let day = match asked.dag.trim() {
        "" => visit.cx.today,
        text => text.parse::<Date>().unwrap_or_else(|_| {
            refusals.push(unreadable(visit, "dag"));
            visit.cx.today
        }),
    };
    let known = asked.kand.trim().parse().ok();
    let (versions, accounts) = history(&visit.cx, party)?;
    let first = versions.first().ok_or(Miss::NotFound)?;
    let Some(shown) = shown_on(&visit.cx, party, day, known)? else {
        let title = first.party.name.clone();
        let lead = words.t_args("parties-not-then", &[("day", day.to_string().into())]);
        let content = html! {
            (PageHead::new(title.as_str()).lead(lead))
            (as_of(visit, asked)) (versions_table(visit, party, &versions))
        };
        return visit.page(&title, &[crumb(visit)], &content);
    };
    let title = shown.version.party.name.clone();
    let content = html! {
        (head(visit, &shown))
        (ErrorSummary::new(words, &refusals))
        @for highlight in &shown.highlights { (highlighted(visit, highlight).spoken(words)) }
        @for block in shown.blocks.iter().filter(|block| block.stands) {
            (Notice::warning(words.t_args("parties-blocked-because", &[
                ("what", word(visit, "blocked", block.what.word()).into()),
                ("by", block.by_name.as_str().into()), ("reason", block.reason.as_str().into()),
            ])).spoken(words))
        }
        (as_of(visit, asked))
        (facts(visit, &shown.version))
        (addresses(visit, &shown.version))
        (accounts_table(visit, party, &shown.accounts))
        @if visit.cx.may(EDIT) { (block_form(visit, party, &shown)) }
        (versions_table(visit, party, &versions))
        (account_history(visit, &accounts))
    };
    let status = if refusals.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    visit.page_status(status, &title, &[crumb(visit)], &content)
}

fn head(visit: &Visit, shown: &PartyShown) -> PageHead {
    let (words, party) = (visit.words, &shown.version.party);
    let path = party_path(visit, party.number.as_str());
    let mut head = PageHead::new(party.name.as_str());
    for role in &party.roles {
        head = head.badge(Badge::new(Tone::Info, word(visit, "role", role.word())));
    }
    if party.state == State::Closed {
        head = head.badge(Badge::new(Tone::Neutral, word(visit, "state", "closed")));
    }
    if visit.cx.may(EDIT) {
        head = head
            .action(Button::link(format!("{path}/andra"), words.t("parties-edit")).key("e"))
            .action(Button::link(format!("{path}/konto"), words.t("parties-account-new")));
    }
    head
}

/// What stands out, so that whoever approves an invoice or a payment sees it.
fn highlighted(visit: &Visit, highlight: &Highlight) -> Notice {
    let words = visit.words;
    let (key, account, on) = match highlight {
        Highlight::NewSupplier { on } => ("parties-new-supplier", 0, on),
        Highlight::NewAccount { account_no, on } => ("parties-new-account", *account_no, on),
        Highlight::ChangedAccount { account_no, on } => ("parties-changed-account", *account_no, on),
    };
    Notice::warning(words.t_args(key, &[("account", account.into()), ("day", on.to_string().into())]))
}

fn as_of(visit: &Visit, asked: &Asked) -> FilterBar {
    let words = visit.words;
    FilterBar::new(words, &visit.address)
        .field(Field::date("dag", words.t("parties-day")).value(&asked.dag))
        .field(
            Field::text("kand", words.t("parties-known"))
                .value(&asked.kand)
                .width(Width::Short)
                .help(words.t("parties-known-help")),
        )
}

fn facts(visit: &Visit, version: &PartyVersion) -> Facts {
    let (words, party) = (visit.words, PartyAsked::of(&version.party));
    let mut facts = Facts::new()
        .text(words.t("parties-field-number"), party.number.unwrap_or_default())
        .text(words.t("parties-kind"), word(visit, "kind", &party.kind));
    let told = |of: &'static str, code: Option<String>| code.map(|code| word(visit, of, &code));
    let yes = |is: bool| is.then(|| words.t("parties-yes"));
    let rows = [
        ("org-number", party.org_number),
        ("personal-number", party.personal_number),
        ("vat-number", party.vat_number),
        ("gln", party.gln),
        ("peppol", party.peppol),
        (
            "other-names",
            Some(party.other_names.join(", ")).filter(|names| !names.is_empty()),
        ),
        ("counterparty", party.counterparty),
        ("counterparty-kind", told("counterparty-kind", party.counterparty_kind)),
        ("vat-treatment", told("vat-treatment", party.vat_treatment)),
        (
            "within-eu",
            party
                .within_eu
                .map(|is| words.t(if is { "parties-yes" } else { "parties-no" })),
        ),
        ("term-days", party.term_days.map(|days| days.to_string())),
        ("currency", party.currency),
        (
            "groups",
            Some(party.groups.join(" ")).filter(|groups| !groups.is_empty()),
        ),
        ("email", party.email),
        ("language", told("language", party.language)),
        ("agreement", yes(party.agreement)),
        ("direct-debit", yes(party.direct_debit)),
        ("protected", yes(party.protected)),
    ];
    for (key, value) in rows {
        if let Some(value) = value {
            facts = facts.text(words.t(&format!("parties-field-{key}")), value);
        }
    }
    facts
        .date(words.t("parties-valid-from"), version.valid_from)
        .text(words.t("parties-saved-by"), by(version))
}

/// Who kept a version, and who agreed.
fn by(version: &PartyVersion) -> String {
    let agreed = version.saved.approved_by.as_ref().map(|(_, name)| name.as_str());
    [version.saved.by_name.as_str()]
        .into_iter()
        .chain(agreed)
        .collect::<Vec<_>>()
        .join(", ")
}

fn addresses(visit: &Visit, version: &PartyVersion) -> Markup {
    let asked = PartyAsked::of(&version.party).addresses;
    let used_for = |address: &AddressAsked| {
        address
            .used_for
            .clone()
            .unwrap_or_else(|| AddressUse::Postal.word().to_owned())
    };
    html! {
        @if !asked.is_empty() {
            div.addresses {
                @for address in &asked {
                    section {
                        h2 { (word(visit, "address", &used_for(address))) }
                        address {
                            @for line in &address.lines { (line) br; }
                            (address.postal_code) " " (address.city)
                            @if let Some(country) = &address.country { br; (country) }
                        }
                    }
                }
            }
        }
    }
}

fn accounts_table(visit: &Visit, party: &str, accounts: &[PayeeAccountVersion]) -> Markup {
    let words = visit.words;
    let heading = words.t("parties-accounts");
    let columns = [
        Column::number(words.t("parties-account-no")),
        Column::text(words.t("parties-route")),
        Column::code(words.t("parties-field-account")),
        Column::text(words.t("parties-field-holder")),
        Column::code(words.t("parties-field-currency")),
        Column::text(words.t("parties-state")),
    ];
    let path = party_path(visit, party);
    let rows = accounts.iter().map(|version| {
        let account = &version.account;
        let number = account.account_no;
        let first = if visit.cx.may(EDIT) {
            Cell::link(&format!("{path}/konto/{number}"), number.to_string())
        } else {
            Cell::count(number)
        };
        let row = Row::new([
            first,
            Cell::text(word(visit, "route", account.route.kind().word())),
            Cell::code(account.route.to_string()),
            Cell::text(&account.holder),
            Cell::code(&account.currency),
            Cell::markup(account_state(visit, version)),
        ]);
        if account.in_use { row } else { row.quiet() }
    });
    let table = Table::new(words, heading.as_str(), columns)
        .caption_shown()
        .rows(rows)
        .empty(html! { p { (words.t("parties-no-accounts")) } });
    html! { (table) }
}

fn account_state(visit: &Visit, version: &PayeeAccountVersion) -> Markup {
    let words = visit.words;
    let account = &version.account;
    let badge = |tone, key: &str| Badge::new(tone, words.t(key));
    html! {
        @if !account.in_use { (badge(Tone::Neutral, "parties-ended-short")) }
        @if account.preferred { (badge(Tone::Success, "parties-preferred-short")) }
        @if !account.route.check_digit_fits() { (badge(Tone::Warning, "parties-digit-unfit")) }
    }
}

/// A block that is set, or lifted, with the reason.
fn block_form(visit: &Visit, party: &str, shown: &PartyShown) -> Markup {
    let words = visit.words;
    let whats = choices(visit, "blocked", Blocked::ALL.iter().map(|what| what.word()));
    let stands = [
        Choice::new("ja", words.t("parties-block")),
        Choice::new("nej", words.t("parties-unblock")),
    ];
    let is_blocked = shown.blocks.iter().any(|block| block.stands);
    let form = FormPart::post(format!("{}/sparr", party_path(visit, party)), &visit.csrf)
        .content(html! {
            (Field::select("what", words.t("parties-block-what"), whats))
            (Field::select("stands", words.t("parties-block-do"), stands).value(if is_blocked { "nej" } else { "ja" }))
            (Field::text("reason", words.t("parties-field-reason")).required().width(Width::Long))
        })
        .button(Button::submit(words.t("parties-save")));
    html! { details.add { summary { (words.t("parties-blocks")) } (form) } }
}

fn versions_table(visit: &Visit, party: &str, versions: &[PartyVersion]) -> Markup {
    let words = visit.words;
    let columns = [
        Column::number(words.t("parties-change-no")),
        Column::code(words.t("parties-valid-from")),
        Column::wide(words.t("parties-field-name")),
        Column::text(words.t("parties-saved-by")),
        Column::code(words.t("parties-saved-on")),
        Column::text(words.t("parties-accepted")),
    ];
    let path = party_path(visit, party);
    let rows = versions.iter().rev().map(|version| {
        let place = version.saved.change_no;
        Row::new([
            Cell::link(
                &format!("{path}?dag={}&kand={place}", version.valid_from),
                place.to_string(),
            ),
            Cell::date(version.valid_from),
            Cell::text(&version.party.name),
            Cell::text(by(version)),
            Cell::date(version.saved.on),
            Cell::text(&version.accepted),
        ])
    });
    let table = Table::new(words, words.t("parties-versions"), columns)
        .caption_shown()
        .rows(rows);
    html! { (table) }
}

fn account_history(visit: &Visit, versions: &[PayeeAccountVersion]) -> Markup {
    let words = visit.words;
    let columns = [
        Column::number(words.t("parties-change-no")),
        Column::number(words.t("parties-account-no")),
        Column::code(words.t("parties-valid-from")),
        Column::code(words.t("parties-field-account")),
        Column::text(words.t("parties-saved-by")),
        Column::wide(words.t("parties-field-reason")),
    ];
    let rows = versions.iter().rev().map(|version| {
        let agreed = version.saved.approved_by.as_ref().map(|(_, name)| name.as_str());
        let names: Vec<&str> = [version.saved.by_name.as_str()].into_iter().chain(agreed).collect();
        Row::new([
            Cell::count(version.saved.change_no),
            Cell::count(version.account.account_no),
            Cell::date(version.valid_from),
            Cell::code(version.account.route.to_string()),
            Cell::text(names.join(", ")),
            Cell::text(format!("{} {}", version.reason, version.accepted).trim()),
        ])
    });
    html! {
        @if !versions.is_empty() {
            (Table::new(words, words.t("parties-account-versions"), columns).caption_shown().rows(rows))
        }
    }
}
