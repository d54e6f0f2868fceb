//! `/register/automatkontering/ny` and `…/{rule}/ny-version`: a version of a rule as it shall be, and
//! `…/{rule}/{version}/giltighet`: its last day, and whether it applies.

use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_site::reading::{Reading, TICKED, day, number, tick};
use kameral_site::{Answered, Miss, Visit};
use kameral_ui::parts::{Button, Choice, ErrorSummary, Field, Form as FormPart, PageHead, Width};
use kameral_ui::{Crumb, Spoken};
use maud::{Markup, html};
use serde::Deserialize;

use super::super::path;
use super::written;
use crate::commands::change_registers;
use crate::model::{Base, Method, PostingRule, Side, Trigger};
use crate::proposals::propose_rule;
use crate::register::Change;
use crate::store::model;

/// Order of a rule that says nothing of it.
const ORDER: i64 = 10;

/// The form, as it comes.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(in crate::pages) struct Typed {
    rule: String,
    version: String,
    name: String,
    name_en: String,
    order: String,
    active: String,
    method: String,
    base: String,
    vat_rate: String,
    accounts: String,
    conditions: String,
    relations: String,
    kinds: String,
    side: String,
    lines: String,
    valid_from: String,
    valid_to: String,
    text_sv: String,
    text_en: String,
}

pub(in crate::pages) async fn new(visit: Visit) -> Response {
    let typed = Typed {
        version: "1".to_owned(),
        order: ORDER.to_string(),
        active: TICKED.to_owned(),
        ..Typed::default()
    };
    visit.answer(move |visit| page(visit, &typed, &[])).await
}

/// The next version, filled in as the last one stands.
pub(in crate::pages) async fn next(visit: Visit, Path((_, rule)): Path<(String, String)>) -> Response {
    visit
        .answer(move |visit| {
            let last = last(visit, &rule)?;
            let mut typed = Typed::of(&last);
            typed.version = (last.version + 1).to_string();
            typed.valid_from = visit.cx.today.to_string();
            typed.valid_to = String::new();
            page(visit, &typed, &[])
        })
        .await
}

/// A version as it stands, to end it or switch it.
pub(in crate::pages) async fn change(visit: Visit, Path((_, rule, version)): Path<(String, String, i64)>) -> Response {
    visit
        .answer(move |visit| page(visit, &Typed::of(&one(visit, &rule, version)?), &[]))
        .await
}

pub(in crate::pages) async fn save(visit: Visit, Form(typed): Form<Typed>) -> Response {
    visit.answer(move |visit| keep(visit, &typed)).await
}

fn versions(visit: &Visit, rule: &str) -> Result<Vec<PostingRule>, Miss> {
    let model = visit.cx.read(Permission::BooksRead, |tx| model::load(tx, &visit.cx))?;
    let own = model.posting_rules.iter().filter(|known| known.rule == rule);
    Ok(own.cloned().collect())
}

fn last(visit: &Visit, rule: &str) -> Result<PostingRule, Miss> {
    let versions = versions(visit, rule)?.into_iter();
    versions.max_by_key(|rule| rule.version).ok_or(Miss::NotFound)
}

/// A version that is kept.
pub(super) fn one(visit: &Visit, rule: &str, version: i64) -> Result<PostingRule, Miss> {
    let found = versions(visit, rule)?.into_iter().find(|rule| rule.version == version);
    found.ok_or(Miss::NotFound)
}

impl Typed {
    fn of(rule: &PostingRule) -> Self {
        Self {
            rule: rule.rule.clone(),
            version: rule.version.to_string(),
            name: rule.name.clone(),
            name_en: rule.name_en.clone(),
            order: rule.order.to_string(),
            active: tick(rule.active),
            method: rule.method.word().to_owned(),
            base: rule.base.word().to_owned(),
            vat_rate: number(rule.base.rate()),
            accounts: rule.when.accounts.to_string(),
            conditions: written::conditions(&rule.when.values),
            relations: written::conditions(&rule.when.related),
            kinds: rule.when.kinds.join(" "),
            side: rule.when.side.word().to_owned(),
            lines: written::lines(&rule.lines),
            valid_from: day(rule.valid_from),
            valid_to: day(rule.valid_to),
            text_sv: rule.text_sv.clone(),
            text_en: rule.text_en.clone(),
        }
    }

    /// The rule, or a sentence at each field that cannot be read.
    fn read(&self, visit: &Visit) -> Result<PostingRule, Vec<Spoken>> {
        let mut reading = Reading::new(visit);
        let rate = reading.number("vat_rate", &self.vat_rate).unwrap_or_default();
        let rule = PostingRule {
            rule: self.rule.trim().to_owned(),
            version: reading.number("version", &self.version).unwrap_or(1),
            name: self.name.trim().to_owned(),
            name_en: self.name_en.trim().to_owned(),
            order: reading.number("order", &self.order).unwrap_or(ORDER),
            active: self.active == TICKED,
            method: Method::from_word(&self.method).unwrap_or_default(),
            base: Base::from_word(&self.base, rate).unwrap_or_default(),
            when: Trigger {
                values: reading.lines("conditions", &self.conditions, written::condition),
                related: reading.lines("relations", &self.relations, written::condition),
                kinds: self.kinds.split_whitespace().map(str::to_owned).collect(),
                side: Side::from_word(&self.side).unwrap_or_default(),
                ..Trigger::on(reading.pattern("accounts", &self.accounts))
            },
            lines: reading.lines("lines", &self.lines, written::line),
            valid_from: reading.day("valid_from", &self.valid_from),
            valid_to: reading.day("valid_to", &self.valid_to),
            text_sv: one_line(&self.text_sv),
            text_en: one_line(&self.text_en),
        };
        if reading.mistakes.is_empty() {
            Ok(rule)
        } else {
            Err(reading.mistakes)
        }
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn keep(visit: &Visit, typed: &Typed) -> Answered {
    let rule = match typed.read(visit) {
        Ok(rule) => rule,
        Err(wrong) => return page(visit, typed, &wrong),
    };
    match propose_rule(&visit.cx, &rule) {
        Ok(Some(number)) => return visit.go_to(&visit.at(&format!("forslag/{number}"))),
        Ok(None) => {}
        Err(stop) => {
            let refusals = visit.refused(stop)?;
            return page(visit, typed, &visit.spoken(&refusals));
        }
    }
    match change_registers(&visit.cx, None, &rule.rule, &[Change::PostingRule(rule.clone())]) {
        Ok(_) => visit.go_to(&path::posting_rule(visit, &rule.rule, rule.version)),
        Err(stop) => {
            let refusals = visit.refused(stop)?;
            page(visit, typed, &visit.spoken(&refusals))
        }
    }
}

fn page(visit: &Visit, typed: &Typed, refusals: &[Spoken]) -> Answered {
    visit.cx.require(Permission::RuleEdit)?;
    let words = visit.words;
    let title = if typed.rule.is_empty() {
        words.t("posting-rules-new")
    } else {
        let version = words.t_args("posting-rules-of-version", &[("version", typed.version.clone().into())]);
        format!("{}: {}", typed.rule, version.to_lowercase())
    };
    let form = FormPart::post(visit.at("register/automatkontering/spara"), &visit.csrf)
        .content(html! { (what(visit, typed, refusals)) (when(visit, typed, refusals)) (why(visit, typed, refusals)) })
        .button(Button::submit(words.t("posting-rules-save")).primary())
        .button(Button::link(
            visit.at("register/automatkontering"),
            words.t("dialog-cancel"),
        ));
    let status = if refusals.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let crumbs = [Crumb::new(
        words.t("posting-rules-title"),
        visit.at("register/automatkontering"),
    )];
    let content = html! { (PageHead::new(title.as_str())) (ErrorSummary::new(words, refusals)) (form) };
    visit.page_status(status, &title, &crumbs, &content)
}

fn what(visit: &Visit, typed: &Typed, refusals: &[Spoken]) -> Markup {
    let words = visit.words;
    let methods = Method::ALL.map(|method| {
        let word = method.word();
        Choice::new(word, words.t(&format!("posting-rules-method-{word}")))
    });
    let bases = Base::WORDS.map(|word| Choice::new(word, words.t(&format!("posting-rules-base-{word}"))));
    html! {
        (Field::text("rule", words.t("posting-rules-rule")).value(&typed.rule).required().refusals(refusals))
        (Field::number("version", words.t("posting-rules-version")).value(&typed.version).refusals(refusals))
        (Field::number("order", words.t("posting-rules-order")).value(&typed.order).refusals(refusals))
        (Field::text("name", words.t("line-name")).value(&typed.name).required().refusals(refusals))
        (Field::text("name_en", words.t("posting-rules-name-en")).value(&typed.name_en).optional(words).refusals(refusals))
        (Field::select("method", words.t("posting-rules-method"), methods).width(Width::Long).value(&typed.method).refusals(refusals))
        (Field::select("base", words.t("posting-rules-base"), bases).width(Width::Long).value(&typed.base).refusals(refusals))
        (Field::number("vat_rate", words.t("posting-rules-vat-rate")).value(&typed.vat_rate).optional(words).refusals(refusals))
        (Field::text_area("lines", words.t("posting-rules-lines"), 4).help(words.t("posting-rules-lines-help"))
            .value(&typed.lines).required().refusals(refusals))
    }
}

fn when(visit: &Visit, typed: &Typed, refusals: &[Spoken]) -> Markup {
    let words = visit.words;
    let sides = [Side::Either, Side::Debit, Side::Credit].map(|side| {
        let word = side.word();
        Choice::new(word, words.t(&format!("posting-rules-side-{word}")))
    });
    html! {
        (Field::text("accounts", words.t("posting-rules-accounts")).help(words.t("posting-rules-accounts-help"))
            .value(&typed.accounts).required().width(Width::Full).refusals(refusals))
        (Field::text_area("conditions", words.t("posting-rules-conditions"), 2).help(words.t("posting-rules-conditions-help"))
            .value(&typed.conditions).optional(words).refusals(refusals))
        (Field::text_area("relations", words.t("posting-rules-relations"), 2).help(words.t("posting-rules-relations-help"))
            .value(&typed.relations).optional(words).refusals(refusals))
        (Field::select("side", words.t("posting-rules-side"), sides).value(&typed.side).refusals(refusals))
        (Field::text("kinds", words.t("posting-rules-kinds")).help(words.t("posting-rules-kinds-help"))
            .value(&typed.kinds).optional(words).refusals(refusals))
        (Field::date("valid_from", words.t("values-from")).value(&typed.valid_from).optional(words).refusals(refusals))
        (Field::date("valid_to", words.t("values-to")).value(&typed.valid_to).optional(words).refusals(refusals))
        (Field::checkbox("active", words.t("posting-rules-active")).value(&typed.active).refusals(refusals))
    }
}

fn why(visit: &Visit, typed: &Typed, refusals: &[Spoken]) -> Markup {
    let words = visit.words;
    html! {
        (Field::text_area("text_sv", words.t("posting-rules-why"), 2).value(&typed.text_sv).optional(words).refusals(refusals))
        (Field::text_area("text_en", words.t("posting-rules-why-en"), 2).value(&typed.text_en).optional(words).refusals(refusals))
    }
}
