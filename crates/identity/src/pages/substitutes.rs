//! `/ersattare`: who may act for whom at the agency; `/arbeta-for`: for whom one works oneself (SEC-09).

use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::proposal::{SUBSTITUTE_APPOINT, SubstituteAppointAsked, takes_two};
use kameral_access::{
    Permission, Substitute, SubstituteGrant, appoint_substitute, end_substitute, listed_users, principals, substitutes,
};
use kameral_base::UserId;
use kameral_site::{Answered, Miss, Visit};
use kameral_ui::Spoken;
use kameral_ui::parts::{
    Badge, Button, Cell, Choice, Column, ErrorSummary, Field, Form as FormPart, Notice, PageHead, Row, Table, Tone,
};
use maud::{Markup, html};

use super::forms::{Fields, day, days_unreadable, decision, decision_fields, field, propose_change, reason_field};

pub(super) async fn list(visit: Visit) -> Response {
    visit.answer(|visit| show(visit, &Fields::new(), &[])).await
}

fn show(visit: &Visit, typed: &Fields, refusals: &[Spoken]) -> Answered {
    let cx = &visit.cx;
    let (known, users) = cx.read(Permission::UserManage, |tx| {
        Ok((substitutes(tx, &cx.scope)?, listed_users(tx, &[cx.entity()], cx.today)?))
    })?;
    let words = visit.words;
    let title = words.t("substitutes-title");
    let columns = [
        Column::text(words.t("substitutes-who")),
        Column::text(words.t("substitutes-whom")),
        Column::wide(words.t("substitutes-roles")),
        Column::code(words.t("users-from")),
        Column::code(words.t("users-to")),
        Column::text(words.t("identity-decision")),
        Column::text(words.t("users-state")),
    ];
    let rows = known.iter().map(|of| row(visit, of));
    let table = Table::new(words, title.as_str(), columns)
        .rows(rows)
        .empty(html! { p { (words.t("substitutes-none")) } })
        .scrolls();
    let people: Vec<Choice> = users
        .iter()
        .filter(|user| user.is_person && user.active)
        .map(|user| Choice::new(&user.login, format!("{} ({})", user.name, user.login)))
        .collect();
    let two = takes_two(cx, &SUBSTITUTE_APPOINT)?;
    let content = html! {
        (PageHead::new(title.as_str()).lead(words.t("substitutes-lead")))
        (ErrorSummary::new(words, refusals))
        (form(visit, people, typed, two, refusals))
        (table)
    };
    let status = if refusals.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    visit.page_status(status, &title, &[], &content)
}

fn row(visit: &Visit, of: &Substitute) -> Row {
    let words = visit.words;
    let roles = if of.roles.is_empty() {
        words.t("substitutes-every-role")
    } else {
        of.roles.join(", ")
    };
    let decision = of.decision.as_ref();
    let holds = of.holds_on(visit.cx.today);
    let last = if of.taken_at.is_some() {
        Cell::text(words.t("substitutes-ended"))
    } else {
        let end = FormPart::post(visit.at(&format!("ersattare/{}/avsluta", of.number)), &visit.csrf)
            .wide()
            .button(Button::submit(words.t("substitutes-end")).quiet());
        Cell::markup(html! {
            @if holds { (Badge::new(Tone::Success, words.t("substitutes-now"))) " " }
            (end)
        })
    };
    let row = Row::new([
        Cell::text(format!("{} ({})", of.name, of.login)),
        Cell::text(format!("{} ({})", of.principal_name, of.principal)),
        Cell::text(roles),
        Cell::date(of.valid_from),
        Cell::date(of.valid_to),
        Cell::text(decision.map_or("", |of| of.reference.as_str())),
        last,
    ]);
    if holds { row } else { row.quiet() }
}

fn form(visit: &Visit, people: Vec<Choice>, typed: &Fields, takes_two: bool, refusals: &[Spoken]) -> Markup {
    let words = visit.words;
    let form = FormPart::post(visit.at("ersattare"), &visit.csrf)
        .content(html! {
            (Field::select("login", words.t("substitutes-who"), people.clone()).value(field(typed, "login")).refusals(refusals))
            (Field::select("principal", words.t("substitutes-whom"), people).value(field(typed, "principal")).refusals(refusals))
            (Field::text("roles", words.t("substitutes-roles")).value(field(typed, "roles")).help(words.t("substitutes-roles-help")).refusals(refusals))
            (Field::date("valid_from", words.t("users-from")).value(field(typed, "valid_from")).required().refusals(refusals))
            (Field::date("valid_to", words.t("users-to")).value(field(typed, "valid_to")).required().refusals(refusals))
            (decision_fields(visit, typed, refusals))
            (reason_field(visit, typed, takes_two, refusals))
        })
        .button(Button::submit(words.t("substitutes-appoint")).primary());
    html! { details.add open[!refusals.is_empty()] { summary { (words.t("substitutes-appoint")) } (form) } }
}

pub(super) async fn appoint(visit: Visit, Form(fields): Form<Fields>) -> Response {
    visit
        .answer(move |visit| {
            let mut unreadable = days_unreadable(visit, &fields, &["valid_from", "valid_to", "decided_on"]);
            let days = (day(&fields, "valid_from"), day(&fields, "valid_to"));
            let (Some(valid_from), Some(valid_to)) = days else {
                let missing = ["valid_from", "valid_to"]
                    .into_iter()
                    .find(|name| field(&fields, name).is_empty());
                unreadable.extend(missing.map(|name| Spoken {
                    name: "day_missing",
                    line: None,
                    field: Some(name.to_owned()),
                    text: visit.words.t("identity-day-missing"),
                    severity: "refused",
                }));
                return show(visit, &fields, &unreadable);
            };
            let grant = SubstituteGrant {
                login: field(&fields, "login").to_owned(),
                principal: field(&fields, "principal").to_owned(),
                roles: field(&fields, "roles")
                    .split([' ', ','])
                    .filter(|role| !role.is_empty())
                    .map(str::to_owned)
                    .collect(),
                valid_from,
                valid_to,
                decision: decision(visit, &fields),
            };
            let done = if takes_two(&visit.cx, &SUBSTITUTE_APPOINT)? {
                let proposed = propose_change(visit, &SUBSTITUTE_APPOINT, &asked(&grant), &fields);
                proposed
                    .map(|number| visit.at(&format!("forslag/{number}")))
                    .map_err(|stop| visit.refused(stop).map(|refusals| visit.spoken(&refusals)))
            } else {
                let appointed = appoint_substitute(&visit.cx, None, &grant);
                appointed
                    .map(|_| visit.at("ersattare"))
                    .map_err(|stop| visit.refused(stop).map(|refusals| visit.spoken(&refusals)))
            };
            match done {
                Ok(path) => visit.go_to(&path),
                Err(told) => show(visit, &fields, &told?),
            }
        })
        .await
}

/// An appointment as a proposal keeps it.
fn asked(grant: &SubstituteGrant) -> SubstituteAppointAsked {
    let grant = grant.clone();
    SubstituteAppointAsked {
        login: grant.login,
        principal: grant.principal,
        roles: grant.roles,
        valid_from: grant.valid_from,
        valid_to: grant.valid_to,
        decision: grant.decision.reference,
        decided_on: Some(grant.decision.on),
    }
}

pub(super) async fn end(visit: Visit, Path((_, number)): Path<(String, String)>) -> Response {
    visit
        .answer(move |visit| {
            let number = number.parse().map_err(|_| Miss::NotFound)?;
            match end_substitute(&visit.cx, None, number) {
                Ok(()) => visit.go_to(&visit.at("ersattare")),
                Err(stop) => {
                    let refusals = visit.spoken(&visit.refused(stop)?);
                    show(visit, &Fields::new(), &refusals)
                }
            }
        })
        .await
}

pub(super) async fn choose(visit: Visit) -> Response {
    visit.answer(|visit| chosen(visit, false)).await
}

fn chosen(visit: &Visit, refused: bool) -> Answered {
    let words = visit.words;
    let title = words.t("act-for-title");
    let user = visit.session.user();
    let found = visit.site.store.read(|tx| principals(tx, user, visit.cx.today))?;
    let now = visit.session.on_behalf_of();
    let columns = [
        Column::wide(words.t("substitutes-whom")),
        Column::code(words.t("users-entities")),
        Column::text(words.t("users-state")),
    ];
    let rows = found.iter().map(|whom| {
        let code = |id| {
            visit
                .places
                .iter()
                .find(|place| place.id == id)
                .map(|place| place.code.as_str())
        };
        let at: Vec<&str> = whom.entities.iter().filter_map(|id| code(*id)).collect();
        let choosing = FormPart::post(visit.at("arbeta-for"), &visit.csrf)
            .wide()
            .button(Button::submit(words.t("act-for-begin")).sends("for", &whom.user.to_string()));
        let doing = if now == Some(whom.user) {
            html! { (Badge::new(Tone::Success, words.t("substitutes-now"))) }
        } else {
            html! { (choosing) }
        };
        Row::new([Cell::text(&whom.name), Cell::code(at.join(" ")), Cell::markup(doing)])
    });
    let table = Table::new(words, title.as_str(), columns)
        .rows(rows)
        .empty(html! { p { (words.t("act-for-none")) } });
    let own = FormPart::post(visit.at("arbeta-for"), &visit.csrf)
        .wide()
        .button(Button::submit(words.t("act-for-self")).primary());
    let content = html! {
        (PageHead::new(title.as_str()).lead(words.t("act-for-lead")))
        @if refused { (Notice::refused(words.t("act-for-refused")).spoken(words)) }
        (table)
        @if now.is_some() { (own) }
    };
    visit.page(&title, &[], &content)
}

pub(super) async fn act(visit: Visit, Form(fields): Form<Fields>) -> Response {
    visit
        .answer(move |visit| {
            let whom = match field(&fields, "for") {
                "" => None,
                number => Some(UserId(number.parse().map_err(|_| Miss::Malformed)?)),
            };
            let mut session = visit.session.clone();
            if session.act_for(&visit.site.store, whom, visit.cx.today, visit.cx.now)? {
                // Where one comes to depends on for whom one works: the first page finds it out.
                visit.go_to("/")
            } else {
                chosen(visit, true)
            }
        })
        .await
}
