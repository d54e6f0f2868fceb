//! What the forms and lists of users and roles have in common: fields by name, decisions, roles by name, files.

use axum::http::{HeaderValue, header};
use axum::response::IntoResponse as _;
use kameral_access::proposal::{NewProposal, ProposalKind, ProposalRefusal, propose};
use kameral_access::{GrantDecision, HeldAt, Role};
use kameral_base::Date;
use kameral_site::{Answered, Miss, Visit};
use kameral_store::{Fault, FaultKind, Stop};
use kameral_ui::parts::{Field, Width};
use kameral_ui::{Language, Spoken};
use maud::{Markup, html};
use serde::Serialize;

pub use kameral_site::fields::{Fields, all, field};

/// A day, or nothing.
pub fn day(fields: &Fields, name: &str) -> Option<Date> {
    field(fields, name).parse().ok()
}

/// A day that must be readable when it is written; an unreadable one is told at its field.
pub fn days_unreadable(visit: &Visit, fields: &Fields, names: &[&str]) -> Vec<Spoken> {
    let written = names.iter().filter(|name| !field(fields, name).is_empty());
    let unreadable = written.filter(|name| day(fields, name).is_none());
    unreadable
        .map(|name| Spoken {
            name: "day_unreadable",
            line: None,
            field: Some((*name).to_owned()),
            text: visit.words.t("identity-day-unreadable"),
            severity: "refused",
        })
        .collect()
}

/// The decision that a form names; without a day, today's.
pub fn decision(visit: &Visit, fields: &Fields) -> GrantDecision {
    GrantDecision {
        reference: field(fields, "decision").to_owned(),
        on: day(fields, "decided_on").unwrap_or(visit.cx.today),
    }
}

/// The fields of a decision.
pub fn decision_fields(visit: &Visit, fields: &Fields, refusals: &[Spoken]) -> Markup {
    let words = visit.words;
    let decided = match field(fields, "decided_on") {
        "" => visit.cx.today.to_string(),
        typed => typed.to_owned(),
    };
    html! {
        (Field::text("decision", words.t("identity-decision")).value(field(fields, "decision"))
            .help(words.t("identity-decision-help")).required().width(Width::Long).refusals(refusals))
        (Field::date("decided_on", words.t("identity-decided-on")).value(decided).refusals(refusals))
    }
}

/// The field of why a change is proposed, where it takes two.
pub fn reason_field(visit: &Visit, fields: &Fields, takes_two: bool, refusals: &[Spoken]) -> Markup {
    let words = visit.words;
    html! {
        @if takes_two {
            (Field::text("reason", words.t("proposal-reason")).value(field(fields, "reason"))
                .help(words.t("identity-takes-two")).required().width(Width::Long).refusals(refusals))
        }
    }
}

/// Proposes a change that takes two, with the form's reason. Answers its number.
pub fn propose_change(
    visit: &Visit,
    kind: &ProposalKind,
    content: &impl Serialize,
    fields: &Fields,
) -> Result<i64, Stop<Vec<ProposalRefusal>>> {
    let unfit = |error: serde_json::Error| Stop::Fault(Fault::new(FaultKind::Mismatch, error.to_string()));
    let new = NewProposal {
        kind: kind.code.to_owned(),
        content: serde_json::to_string(content).map_err(unfit)?,
        reason: field(fields, "reason").to_owned(),
        valid_to: None,
    };
    propose(&visit.cx, None, &new)
}

/// What a role is called in the reader's language.
pub fn role_name(visit: &Visit, role: &Role) -> String {
    match visit.words.language() {
        Language::En if !role.name_en.is_empty() => role.name_en.clone(),
        _ => role.name.clone(),
    }
}

/// Roles by name, each with its code as title.
pub fn roles_named(visit: &Visit, roles: &[Role], codes: &[&str]) -> Markup {
    let name = |code: &str| {
        let role = roles.iter().find(|role| role.role == code);
        role.map_or_else(|| code.to_owned(), |role| role_name(visit, role))
    };
    html! {
        @for (place, code) in codes.iter().enumerate() {
            @if place != 0 { ", " }
            span title=(code) { (name(code)) }
        }
    }
}

/// The roles held, by name, those of one entity after those of another.
pub fn held_roles_named(visit: &Visit, roles: &[Role], held: &[HeldAt]) -> Markup {
    let at_each = held.iter().map(|at| {
        let mut codes: Vec<&str> = at.roles.iter().map(|role| role.role.as_str()).collect();
        codes.dedup();
        codes
    });
    html! {
        @for (at, codes) in at_each.enumerate() {
            @if at != 0 { "; " }
            (roles_named(visit, roles, &codes))
        }
    }
}

/// A list as a file to keep, named after what it lists and the entity it was asked for at.
pub fn csv_file(visit: &Visit, list: &str, bytes: Vec<u8>) -> Answered {
    let name = format!("attachment; filename=\"{list}-{}.csv\"", visit.place.code);
    let name = HeaderValue::from_str(&name).map_err(|_| Miss::Malformed)?;
    let kind = HeaderValue::from_static("text/csv; charset=utf-8");
    Ok((
        [(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name)],
        bytes,
    )
        .into_response())
}
