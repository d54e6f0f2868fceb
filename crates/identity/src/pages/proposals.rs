//! `/forslag`: changes that one person asks for and another decides on.

use axum::Form;
use axum::extract::{Path, Query};
use axum::response::Response;
use kameral_access::Permission;
use kameral_access::proposal::{
    NewProposal, Proposal, ProposalRefusal, ProposalState, RoleGiveAsked, accept, find, list, propose, reject, withdraw,
};
use kameral_access::roles;
use kameral_site::{Answered, Miss, Needs, Pages, Visit};
use kameral_store::{Fault, FaultKind, Stop};
use kameral_ui::parts::{
    Badge, Button, Cell, Choice, Column, ErrorSummary, Facts, Field, Form as FormPart, PageHead, Row, Table, Tone,
    Width,
};
use kameral_ui::{Crumb, Language, Spoken};
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::Value;

use super::duties::{kind_name, ways};

/// Who may meet proposals: those who could make one of the kinds there are.
const ANY: Needs = Needs::AnyOf(&[
    Permission::UserManage,
    Permission::PeriodManage,
    Permission::RuleEdit,
    Permission::RoleManage,
    Permission::PartyEdit,
]);

/// The routes.
pub(super) fn routes() -> Pages {
    Pages::new()
        .get("/{entity}/forslag", ANY, all)
        .get("/{entity}/forslag/roll", Permission::UserManage, new_role)
        .post("/{entity}/forslag/roll", Permission::UserManage, propose_role)
        .get("/{entity}/forslag/{proposal}", ANY, one)
        .post("/{entity}/forslag/{proposal}", ANY, decide)
}

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    visa: String,
}

async fn all(visit: Visit, Query(asked): Query<Asked>) -> Response {
    visit.answer(move |visit| list_page(visit, asked.visa == "alla")).await
}

/// Reads with whichever of the permissions the visitor holds.
fn reading(visit: &Visit) -> Permission {
    let Needs::AnyOf(any) = ANY else {
        return Permission::UserManage;
    };
    let held = any.iter().copied().find(|permission| visit.cx.may(*permission));
    held.unwrap_or(Permission::UserManage)
}

fn list_page(visit: &Visit, all: bool) -> Answered {
    let words = visit.words;
    let found = visit.cx.read(reading(visit), |tx| list(tx, &visit.cx, all))?;
    let title = words.t("proposals-title");
    let columns = [
        Column::number(words.t("proposal-number")),
        Column::text(words.t("duty-kind-of-change")),
        Column::text(words.t("breach-subject")),
        Column::wide(words.t("proposal-reason")),
        Column::text(words.t("proposal-by")),
        Column::code(words.t("proposal-valid-to")),
        Column::text(words.t("duty-state")),
    ];
    let table = Table::new(words, title.as_str(), columns)
        .rows(found.iter().map(|of| {
            Row::new([
                Cell::count(of.number),
                Cell::text(kind_name(visit, &of.kind)),
                Cell::text(&of.subject),
                Cell::text(&of.reason),
                Cell::text(&of.proposed_by_name),
                Cell::date(of.valid_to),
                Cell::badge(&state(visit, of)),
            ])
            .href(visit.at(&format!("forslag/{}", of.number)))
        }))
        .empty(html! { p { (words.t("proposals-none")) } });
    let mut head = PageHead::new(title.as_str()).lead(words.t("proposals-lead"));
    if visit.cx.may(Permission::UserManage) {
        head = head.action(Button::link(visit.at("forslag/roll"), words.t("proposal-role")).key("n"));
    }
    let (other, key) = if all {
        ("forslag", "proposals-open")
    } else {
        ("forslag?visa=alla", "proposals-all")
    };
    let content = html! {
        (head) (ways(visit))
        p { a href=(visit.at(other)) { (words.t(key)) } }
        (table)
    };
    visit.page(&title, &[], &content)
}

fn state(visit: &Visit, of: &Proposal) -> Badge {
    let (tone, key) = match of.state {
        ProposalState::Open if of.is_open_on(visit.cx.today) => (Tone::Warning, "proposal-state-open"),
        ProposalState::Open => (Tone::Neutral, "proposal-state-lapsed"),
        ProposalState::Accepted => (Tone::Success, "proposal-state-accepted"),
        ProposalState::Rejected => (Tone::Neutral, "proposal-state-rejected"),
        ProposalState::Withdrawn => (Tone::Neutral, "proposal-state-withdrawn"),
    };
    Badge::new(tone, visit.words.t(key))
}

async fn one(visit: Visit, Path((_, proposal)): Path<(String, String)>) -> Response {
    visit
        .answer(move |visit| page(visit, &found(visit, &proposal)?, &[]))
        .await
}

fn found(visit: &Visit, number: &str) -> Result<Proposal, Miss> {
    let number = number.parse().map_err(|_| Miss::NotFound)?;
    let found = visit.cx.read(reading(visit), |tx| find(tx, &visit.cx, number))?;
    found.ok_or(Miss::NotFound)
}

/// The decision, as it is sent.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Decision {
    beslut: String,
    sedd: String,
    skal: String,
}

async fn decide(visit: Visit, Path((_, proposal)): Path<(String, String)>, Form(decision): Form<Decision>) -> Response {
    visit
        .answer(move |visit| {
            let of = found(visit, &proposal)?;
            let done = match decision.beslut.as_str() {
                "godta" => accept(&visit.cx, None, of.number, &decision.sedd, &decision.skal),
                "avsla" => reject(&visit.cx, None, of.number, &decision.skal),
                "aterta" => withdraw(&visit.cx, None, of.number),
                _ => return Err(Miss::Malformed),
            };
            match done {
                Ok(()) => visit.go_to(&visit.at(&format!("forslag/{}", of.number))),
                Err(stop) => {
                    let refusals = visit.refused(stop)?;
                    page(visit, &found(visit, &proposal)?, &visit.spoken(&refusals))
                }
            }
        })
        .await
}

fn page(visit: &Visit, of: &Proposal, refusals: &[Spoken]) -> Answered {
    let words = visit.words;
    let title = words.t_args("proposal-title", &[("number", of.number.into())]);
    let mut facts = Facts::new()
        .markup(words.t("duty-state"), html! { (state(visit, of)) })
        .text(words.t("duty-kind-of-change"), kind_name(visit, &of.kind))
        .text(words.t("proposal-reason"), &of.reason)
        .text(
            words.t("proposal-by"),
            format!("{} {}", of.proposed_by_name, of.proposed_at.strftime("%Y-%m-%d %H:%M")),
        )
        .date(words.t("proposal-valid-to"), of.valid_to);
    if let (Some(by), Some(at)) = (&of.decided_by_name, of.decided_at) {
        let said = of.decision.as_deref().unwrap_or_default();
        let decided = format!("{by} {} {said}", at.strftime("%Y-%m-%d %H:%M"));
        facts = facts.text(words.t("proposal-decided"), decided.trim());
    }
    let heading = words.t("proposal-content");
    let columns = [
        Column::code(words.t("proposal-field")),
        Column::wide(words.t("proposal-value")),
    ];
    let rows = fields(&of.content);
    let table = Table::new(words, heading.as_str(), columns).caption_shown().rows(
        rows.iter()
            .map(|(name, value)| Row::new([Cell::code(name), Cell::text(value)])),
    );
    let crumbs = [Crumb::new(words.t("proposals-title"), visit.at("forslag"))];
    let content = html! {
        (PageHead::new(title.as_str()))
        (ErrorSummary::new(words, refusals))
        (facts) (table)
        @if of.is_open_on(visit.cx.today) || of.state == ProposalState::Open { (decision(visit, of)) }
        p.quiet { (words.t_args("proposal-hash", &[("hash", of.hash().into())])) }
    };
    visit.page(&title, &crumbs, &content)
}

/// The content, a field a row. Things in a list are numbered from 1, each with its fields; what stands inside
/// another besides stands as JSON.
fn fields(content: &str) -> Vec<(String, String)> {
    let Ok(Value::Object(fields)) = serde_json::from_str(content) else {
        return vec![(String::new(), content.to_owned())];
    };
    let told = fields.into_iter().filter(|(_, value)| !value.is_null());
    told.flat_map(|(name, value)| match value {
        Value::Array(things) if things.iter().any(Value::is_object) => things_told(&name, things),
        other => vec![(name, plain(other))],
    })
    .collect()
}

fn things_told(name: &str, things: Vec<Value>) -> Vec<(String, String)> {
    let mut rows = Vec::new();
    for (number, thing) in (1..).zip(things) {
        match thing {
            Value::Object(fields) => {
                let told = fields.into_iter().filter(|(_, value)| !value.is_null());
                rows.extend(told.map(|(field, value)| (format!("{name} {number}: {field}"), plain(value))));
            }
            other => rows.push((format!("{name} {number}"), plain(other))),
        }
    }
    rows
}

/// A text as it is, and texts in a list with blanks between them; anything else as JSON.
fn plain(value: Value) -> String {
    match value {
        Value::String(text) => text,
        Value::Array(all) if !all.is_empty() && all.iter().all(Value::is_string) => {
            let texts: Vec<&str> = all.iter().filter_map(Value::as_str).collect();
            texts.join(" ")
        }
        other => other.to_string(),
    }
}

fn decision(visit: &Visit, of: &Proposal) -> Markup {
    let words = visit.words;
    let form = FormPart::post(visit.at(&format!("forslag/{}", of.number)), &visit.csrf);
    if of.proposed_by == visit.cx.actor.user {
        let form = form.button(Button::submit(words.t("proposal-withdraw")).sends("beslut", "aterta"));
        return html! { p { (words.t("proposal-own")) } (form) };
    }
    let form = form
        .content(html! {
            input type="hidden" name="sedd" value=(of.hash());
            (Field::text("skal", words.t("proposal-said")).help(words.t("proposal-said-help")).width(Width::Long))
        })
        .button(
            Button::submit(words.t("proposal-accept"))
                .primary()
                .sends("beslut", "godta"),
        )
        .button(Button::submit(words.t("proposal-reject")).sends("beslut", "avsla"));
    html! { (form) }
}

/// A role to be given, as it is typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct TypedRole {
    anvandare: String,
    roll: String,
    koddel: String,
    monster: String,
    fran: String,
    till: String,
    decision: String,
    skal: String,
}

async fn new_role(visit: Visit, Query(typed): Query<TypedRole>) -> Response {
    visit.answer(move |visit| role_page(visit, &typed, &[])).await
}

async fn propose_role(visit: Visit, Form(typed): Form<TypedRole>) -> Response {
    visit
        .answer(move |visit| {
            let given = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
            let (from, to) = (given(&typed.fran), given(&typed.till));
            let days = [("fran", &from), ("till", &to)];
            let unreadable = days.into_iter().find(|(_, text)| {
                text.as_ref()
                    .is_some_and(|text| text.parse::<kameral_base::Date>().is_err())
            });
            if let Some((field, _)) = unreadable {
                let spoken = Spoken {
                    name: "unreadable",
                    line: None,
                    field: Some(field.to_owned()),
                    text: visit.words.t("explain-day-unreadable"),
                    severity: "refused",
                };
                return role_page(visit, &typed, &[spoken]);
            }
            let asked = RoleGiveAsked {
                login: typed.anvandare.trim().to_owned(),
                role: typed.roll.clone(),
                dimension: given(&typed.koddel),
                pattern: given(&typed.monster),
                valid_from: from.and_then(|day| day.parse().ok()),
                valid_to: to.and_then(|day| day.parse().ok()),
                conditions: Vec::new(),
                decision: typed.decision.trim().to_owned(),
                decided_on: None,
            };
            let unfit = |error: serde_json::Error| Fault::new(FaultKind::Mismatch, error.to_string());
            let new = NewProposal {
                kind: "role.give".to_owned(),
                content: serde_json::to_string(&asked).map_err(unfit)?,
                reason: typed.skal.clone(),
                valid_to: None,
            };
            let made: Result<i64, Stop<Vec<ProposalRefusal>>> = propose(&visit.cx, None, &new);
            match made {
                Ok(number) => visit.go_to(&visit.at(&format!("forslag/{number}"))),
                Err(stop) => {
                    let refusals = visit.refused(stop)?;
                    role_page(visit, &typed, &visit.spoken(&refusals))
                }
            }
        })
        .await
}

fn role_page(visit: &Visit, typed: &TypedRole, refusals: &[Spoken]) -> Answered {
    let words = visit.words;
    let known = visit.cx.read(Permission::UserManage, roles)?;
    let title = words.t("proposal-role");
    let choices = known.iter().map(|role| {
        let name = match words.language() {
            Language::En if !role.name_en.is_empty() => &role.name_en,
            _ => &role.name,
        };
        Choice::new(&role.role, name)
    });
    let form = FormPart::post(visit.at("forslag/roll"), &visit.csrf)
        .content(html! {
            (Field::text("anvandare", words.t("explain-user")).value(&typed.anvandare).required().refusals(refusals))
            (Field::select("roll", words.t("explain-role"), choices).width(Width::Long).value(&typed.roll).refusals(refusals))
            (Field::text("koddel", words.t("proposal-dimension")).value(&typed.koddel).optional(words).refusals(refusals))
            (Field::text("monster", words.t("proposal-pattern")).value(&typed.monster).optional(words).refusals(refusals))
            (Field::date("fran", words.t("explain-from")).value(&typed.fran).optional(words).refusals(refusals))
            (Field::date("till", words.t("explain-to")).value(&typed.till).optional(words).refusals(refusals))
            (Field::text("decision", words.t("identity-decision")).width(Width::Long).value(&typed.decision).help(words.t("proposal-decision-help")).optional(words).refusals(refusals))
            (Field::text("skal", words.t("proposal-reason")).width(Width::Long).value(&typed.skal).required().refusals(refusals))
        })
        .button(Button::submit(words.t("proposal-make")).primary());
    let crumbs = [Crumb::new(words.t("proposals-title"), visit.at("forslag"))];
    let content = html! { (PageHead::new(title.as_str())) (ErrorSummary::new(words, refusals)) (form) };
    visit.page(&title, &crumbs, &content)
}
