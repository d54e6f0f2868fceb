//! `/atskillnad`, `/konflikter`, `/undantag`: rules of separation, who breaks them, and exceptions.

use axum::Form;
use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use jiff::ToSpan as _;
use kameral_access::Permission;
use kameral_access::duty::{
    Breach, Conflict, DutyKind, DutyRule, ExceptionAsked, breaches, conflicts, duty_rules, end_exception, exceptions,
    four_eyes,
};
use kameral_access::proposal::{FourEyesAsked, NewProposal, propose};
use kameral_formats::csv_safe::{Style, Writer};
use kameral_site::{Answered, Miss, Pages, Visit};
use kameral_store::{Fault, FaultKind};
use kameral_ui::parts::{
    Badge, Button, Cell, Choice, Column, ErrorSummary, Field, Form as FormPart, PageHead, Row, Table, Tabs, Tone, Width,
};
use kameral_ui::{Crumb, Language, Spoken, Words};
use maud::{Markup, html};
use serde::{Deserialize, Serialize};

const MANAGING: Permission = Permission::UserManage;

/// The routes.
pub(super) fn routes() -> Pages {
    Pages::new()
        .get("/{entity}/atskillnad", MANAGING, rules)
        .post("/{entity}/atskillnad/regel", MANAGING, switch_rule)
        .post("/{entity}/atskillnad/tva", MANAGING, switch_kind)
        .get("/{entity}/konflikter", MANAGING, list)
        .get("/{entity}/undantag", MANAGING, all_exceptions)
        .post("/{entity}/undantag", MANAGING, propose_exception)
        .post("/{entity}/undantag/{exception}/avsluta", MANAGING, end)
}

/// What a rule is called.
pub(super) fn rule_name(words: Words, rule: &DutyRule) -> String {
    match words.language() {
        Language::En if !rule.name_en.is_empty() => rule.name_en.clone(),
        _ => rule.name.clone(),
    }
}

/// The way between the pages of separation.
pub(super) fn ways(visit: &Visit) -> Markup {
    let words = visit.words;
    let tabs = Tabs::new(words.t("duty-ways"), &visit.address)
        .page(visit.at("forslag"), words.t("proposals-title"))
        .page(visit.at("konflikter"), words.t("conflicts-title"))
        .page(visit.at("atskillnad"), words.t("duty-rules-title"))
        .page(visit.at("undantag"), words.t("exceptions-title"))
        .page(visit.at("forklaring"), words.t("explain-title"));
    html! { (tabs) }
}

/// What a form that proposes sends.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Switch {
    kod: String,
    till: String,
    skal: String,
}

async fn rules(visit: Visit) -> Response {
    visit.answer(|visit| rules_page(visit, &[])).await
}

async fn switch_rule(visit: Visit, Form(typed): Form<Switch>) -> Response {
    visit
        .answer(move |visit| {
            let known = visit.cx.read(MANAGING, duty_rules)?;
            let rule = known
                .into_iter()
                .find(|rule| rule.rule == typed.kod)
                .ok_or(Miss::NotFound)?;
            let rule = DutyRule {
                active: typed.till == "ja",
                ..rule
            };
            proposed(visit, "duty.rule", &rule, &typed.skal, rules_page)
        })
        .await
}

async fn switch_kind(visit: Visit, Form(typed): Form<Switch>) -> Response {
    visit
        .answer(move |visit| {
            let asked = FourEyesAsked {
                kind: typed.kod.clone(),
                takes_two: typed.till == "ja",
            };
            proposed(visit, "duty.four_eyes", &asked, &typed.skal, rules_page)
        })
        .await
}

/// Proposes, and goes to the proposal; or shows the page with what was refused.
fn proposed(
    visit: &Visit,
    kind: &str,
    content: &impl Serialize,
    reason: &str,
    page: impl Fn(&Visit, &[Spoken]) -> Answered,
) -> Answered {
    let unfit = |error: serde_json::Error| Fault::new(FaultKind::Mismatch, format!("a proposal's content: {error}"));
    let new = NewProposal {
        kind: kind.to_owned(),
        content: serde_json::to_string(content).map_err(unfit)?,
        reason: reason.to_owned(),
        valid_to: None,
    };
    match propose(&visit.cx, None, &new) {
        Ok(number) => visit.go_to(&visit.at(&format!("forslag/{number}"))),
        Err(stop) => {
            let refusals = visit.refused(stop)?;
            page(visit, &visit.spoken(&refusals))
        }
    }
}

fn rules_page(visit: &Visit, refusals: &[Spoken]) -> Answered {
    let words = visit.words;
    let (rules, kinds) = visit.cx.read(MANAGING, |tx| Ok((duty_rules(tx)?, four_eyes(tx)?)))?;
    let title = words.t("duty-rules-title");
    let columns = [
        Column::code(words.t("duty-code")),
        Column::wide(words.t("duty-rule")),
        Column::text(words.t("duty-kind")),
        Column::code(words.t("duty-first")),
        Column::code(words.t("duty-second")),
        Column::text(words.t("duty-source")),
        Column::text(words.t("duty-state")),
    ];
    let table = Table::new(words, title.as_str(), columns)
        .rows(rules.iter().map(|rule| {
            let kind = match rule.kind {
                DutyKind::Permissions => "duty-kind-permissions",
                DutyKind::Acts => "duty-kind-acts",
            };
            Row::new([
                Cell::code(&rule.rule),
                Cell::text(rule_name(words, rule)),
                Cell::text(words.t(kind)),
                Cell::code(rule.first.join(" ")),
                Cell::code(rule.second.join(" ")),
                Cell::text(&rule.source),
                Cell::badge(&on(words, rule.active)),
            ])
        }))
        .empty(html! { p { (words.t("duty-no-rules")) } });
    let two = words.t("duty-two-title");
    let kinds_table = Table::new(
        words,
        two.as_str(),
        [
            Column::wide(words.t("duty-kind-of-change")),
            Column::text(words.t("duty-state")),
        ],
    )
    .caption_shown()
    .rows(kinds.iter().map(|row| {
        Row::new([
            Cell::text(kind_name(visit, &row.kind)),
            Cell::badge(&on(words, row.takes_two)),
        ])
    }));
    let rule_choices = rules.iter().map(|rule| Choice::new(&rule.rule, rule_name(words, rule)));
    let kind_choices = kinds
        .iter()
        .map(|row| Choice::new(&row.kind, kind_name(visit, &row.kind)));
    let content = html! {
        (PageHead::new(title.as_str()).lead(words.t("duty-rules-lead")))
        (ways(visit))
        (ErrorSummary::new(words, refusals))
        (switch(visit, "atskillnad/regel", "duty-propose-rule", rule_choices))
        (table)
        (switch(visit, "atskillnad/tva", "duty-propose-two", kind_choices))
        (kinds_table)
    };
    visit.page(&title, &[], &content)
}

fn on(words: Words, on: bool) -> Badge {
    if on {
        Badge::new(Tone::Success, words.t("duty-on"))
    } else {
        Badge::new(Tone::Neutral, words.t("duty-off"))
    }
}

/// What a kind of change is called; its code where no room of the program has it yet.
pub(super) fn kind_name(visit: &Visit, code: &str) -> String {
    let known = kameral_access::proposal::kinds(&visit.site.store);
    let known = known.into_iter().find(|kind| kind.code == code);
    known.map_or_else(|| code.to_owned(), |kind| visit.words.t(kind.text_key))
}

fn switch(visit: &Visit, path: &str, title: &str, choices: impl IntoIterator<Item = Choice>) -> Markup {
    let words = visit.words;
    let states = [
        Choice::new("ja", words.t("duty-switch-on")),
        Choice::new("nej", words.t("duty-switch-off")),
    ];
    let form = FormPart::post(visit.at(path), &visit.csrf)
        .content(html! {
            (Field::select("kod", words.t("duty-which"), choices).width(Width::Long).required())
            (Field::select("till", words.t("duty-state"), states).required())
            (Field::text("skal", words.t("proposal-reason")).width(Width::Long).required())
        })
        .button(Button::submit(words.t("proposal-make")).primary());
    html! { details.add { summary { (words.t(title)) } (form) } }
}

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    format: String,
}

async fn list(visit: Visit, Query(asked): Query<Asked>) -> Response {
    visit
        .answer(move |visit| {
            let (cx, today) = (&visit.cx, visit.cx.today);
            let (found, kept) = cx.read(MANAGING, |tx| {
                Ok((conflicts(tx, &cx.scope, today)?, breaches(tx, cx.entity())?))
            })?;
            if asked.format == "csv" {
                return saved(visit, &found);
            }
            conflicts_page(visit, &found, &kept)
        })
        .await
}

/// The headings of the conflict list.
const CONFLICT_COLUMNS: [&str; 6] = [
    "duty-code",
    "duty-rule",
    "conflict-person",
    "conflict-first",
    "conflict-second",
    "duty-exception",
];

/// The cells of a conflict, in the order of its headings.
fn cells(words: Words, conflict: &Conflict) -> [String; 6] {
    let side = |roles: &[(String, String)]| {
        let roles = roles.iter().map(|(role, login)| format!("{role} ({login})"));
        roles.collect::<Vec<_>>().join(", ")
    };
    let exception = conflict.exception.as_ref();
    [
        conflict.rule.rule.clone(),
        rule_name(words, &conflict.rule),
        format!("{} ({})", conflict.name, conflict.logins.join(", ")),
        side(&conflict.first),
        side(&conflict.second),
        exception.map_or(String::new(), |of| format!("{} – {}", of.number, of.valid_to)),
    ]
}

/// The list as a file for a spreadsheet.
fn csv(words: Words, found: &[Conflict]) -> Result<Vec<u8>, Fault> {
    let mut file = Writer::new(Vec::new(), Style::Swedish);
    for key in CONFLICT_COLUMNS {
        file.text(&words.t(key));
    }
    file.end_row()?;
    for conflict in found {
        for cell in cells(words, conflict) {
            file.text(&cell);
        }
        file.end_row()?;
    }
    Ok(file.finish()?)
}

fn saved(visit: &Visit, found: &[Conflict]) -> Answered {
    let name = format!(
        "attachment; filename=\"konflikter_{}_{}.csv\"",
        visit.place.code, visit.cx.today
    );
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, csv(visit.words, found)?).into_response())
}

/// Days before an exception's last that it is told to expire.
const EXPIRES_DAYS: i32 = 30;

fn conflicts_page(visit: &Visit, found: &[Conflict], kept: &[Breach]) -> Answered {
    let words = visit.words;
    let title = words.t("conflicts-title");
    let columns = CONFLICT_COLUMNS.map(|key| Column::text(words.t(key)));
    let soon = visit
        .cx
        .today
        .checked_add(EXPIRES_DAYS.days())
        .unwrap_or(visit.cx.today);
    let table = Table::new(words, title.as_str(), columns)
        .csv(visit.address.clone().with("format", "csv").to_string())
        .rows(found.iter().map(|conflict| {
            let [code, rule, person, first, second, exception] = cells(words, conflict);
            let standing = match &conflict.exception {
                None => Badge::new(Tone::Warning, words.t("conflict-open")),
                Some(of) if of.valid_to <= soon => Badge::new(Tone::Warning, exception),
                Some(_) => Badge::new(Tone::Info, exception),
            };
            Row::new([
                Cell::code(code),
                Cell::text(rule),
                Cell::text(person),
                Cell::text(first),
                Cell::text(second),
                Cell::badge(&standing),
            ])
        }))
        .empty(html! { p { (words.t("conflicts-none")) } });
    let heading = words.t("breaches-title");
    let columns = [
        Column::code(words.t("explain-at")),
        Column::code(words.t("duty-code")),
        Column::code(words.t("explain-act")),
        Column::wide(words.t("breach-subject")),
        Column::text(words.t("explain-by")),
        Column::text(words.t("duty-exception")),
    ];
    let passed = Table::new(words, heading.as_str(), columns)
        .caption_shown()
        .rows(kept.iter().map(|breach| {
            let why = breach
                .exception
                .map_or_else(|| words.t("explain-by-operator"), |number| number.to_string());
            Row::new([
                Cell::code(breach.at.strftime("%Y-%m-%d %H:%M")),
                Cell::code(&breach.rule),
                Cell::code(&breach.command),
                Cell::text(&breach.subject),
                Cell::text(&breach.by),
                Cell::text(why),
            ])
        }))
        .empty(html! { p { (words.t("breaches-none")) } });
    let content = html! {
        (PageHead::new(title.as_str()).lead(words.t("conflicts-lead")))
        (ways(visit)) (table) (passed)
    };
    visit.page(&title, &[], &content)
}

/// A proposed exception, as it is typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct TypedException {
    regel: String,
    anvandare: String,
    fran: String,
    till: String,
    skal: String,
    kontroll: String,
}

async fn all_exceptions(visit: Visit) -> Response {
    visit
        .answer(|visit| exceptions_page(visit, &TypedException::default(), &[]))
        .await
}

async fn propose_exception(visit: Visit, Form(typed): Form<TypedException>) -> Response {
    visit
        .answer(move |visit| {
            let (from, to) = (typed.fran.trim().parse().ok(), typed.till.trim().parse().ok());
            let (Some(valid_from), Some(valid_to)) = (from, to) else {
                let field = if from.is_none() { "fran" } else { "till" };
                let unreadable = Spoken {
                    name: "unreadable",
                    line: None,
                    field: Some(field.to_owned()),
                    text: visit.words.t("explain-day-unreadable"),
                    severity: "refused",
                };
                return exceptions_page(visit, &typed, &[unreadable]);
            };
            let asked = ExceptionAsked {
                rule: typed.regel.clone(),
                login: typed.anvandare.trim().to_owned(),
                valid_from,
                valid_to,
                control: typed.kontroll.clone(),
            };
            proposed(visit, "duty.exception", &asked, &typed.skal, |visit, refusals| {
                exceptions_page(visit, &typed, refusals)
            })
        })
        .await
}

async fn end(visit: Visit, Path((_, exception)): Path<(String, String)>) -> Response {
    visit
        .answer(move |visit| {
            let number = exception.parse().map_err(|_| Miss::NotFound)?;
            match end_exception(&visit.cx, None, number) {
                Ok(()) => visit.go_to(&visit.at("undantag")),
                Err(stop) => {
                    let refusals = visit.refused(stop)?;
                    exceptions_page(visit, &TypedException::default(), &visit.spoken(&refusals))
                }
            }
        })
        .await
}

fn exceptions_page(visit: &Visit, typed: &TypedException, refusals: &[Spoken]) -> Answered {
    let (cx, words) = (&visit.cx, visit.words);
    let (all, rules) = cx.read(MANAGING, |tx| Ok((exceptions(tx, &cx.scope)?, duty_rules(tx)?)))?;
    let title = words.t("exceptions-title");
    let columns = [
        Column::number(words.t("exception-number")),
        Column::code(words.t("duty-code")),
        Column::text(words.t("explain-user")),
        Column::code(words.t("explain-from")),
        Column::code(words.t("explain-to")),
        Column::wide(words.t("proposal-reason")),
        Column::wide(words.t("exception-control")),
        Column::text(words.t("exception-agreed")),
        Column::text(words.t("duty-state")),
    ];
    let table = Table::new(words, title.as_str(), columns)
        .rows(all.iter().map(|of| {
            let state = match &of.ended_by {
                Some(by) => html! { (Badge::new(Tone::Neutral, words.t("exception-ended"))) " " (by) },
                None if of.counts_on(cx.today) => html! {
                    (Badge::new(Tone::Warning, words.t("exception-in-force")))
                    (FormPart::post(visit.at(&format!("undantag/{}/avsluta", of.number)), &visit.csrf)
                        .button(Button::submit(words.t("exception-end")).quiet()))
                },
                None => html! { (Badge::new(Tone::Neutral, words.t("exception-not-in-force"))) },
            };
            Row::new([
                Cell::count(of.number),
                Cell::code(&of.rule),
                Cell::text(format!("{} ({})", of.name, of.login)),
                Cell::date(of.valid_from),
                Cell::date(of.valid_to),
                Cell::text(&of.reason),
                Cell::text(&of.control),
                Cell::text(format!("{}, {}", of.proposed_by, of.accepted_by)),
                Cell::markup(state),
            ])
        }))
        .empty(html! { p { (words.t("exceptions-none")) } });
    let choices = rules.iter().map(|rule| Choice::new(&rule.rule, rule_name(words, rule)));
    let form = FormPart::post(visit.at("undantag"), &visit.csrf)
        .content(html! {
            (Field::select("regel", words.t("duty-rule"), choices).width(Width::Long).value(&typed.regel).refusals(refusals))
            (Field::text("anvandare", words.t("explain-user")).value(&typed.anvandare).required().refusals(refusals))
            (Field::date("fran", words.t("explain-from")).value(&typed.fran).required().refusals(refusals))
            (Field::date("till", words.t("explain-to")).value(&typed.till).required().refusals(refusals))
            (Field::text("skal", words.t("proposal-reason")).width(Width::Long).value(&typed.skal).required().refusals(refusals))
            (Field::text("kontroll", words.t("exception-control")).help(words.t("exception-control-help"))
                .width(Width::Long).value(&typed.kontroll).required().refusals(refusals))
        })
        .button(Button::submit(words.t("proposal-make")).primary());
    let crumbs = [Crumb::new(words.t("duty-rules-title"), visit.at("atskillnad"))];
    let content = html! {
        (PageHead::new(title.as_str()).lead(words.t("exceptions-lead")))
        (ways(visit))
        (ErrorSummary::new(words, refusals))
        details.add open[!refusals.is_empty()] { summary { (words.t("exception-propose")) } (form) }
        (table)
    };
    visit.page(&title, &crumbs, &content)
}
