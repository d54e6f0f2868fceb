//! `/register/automatkontering`: posting rules, and why a line was added (GL-09, GL-10).

pub(super) mod edit;
pub(super) mod trial;
mod written;

use axum::extract::Path;
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::{Date, Quantity};
use kameral_site::{Answered, Miss, Visit};
use kameral_ui::Crumb;
use kameral_ui::parts::{Badge, Button, Cell, Column, Facts, PageHead, Row, Table, Tone, quantity};
use maud::{Markup, html};

use super::path;
use crate::model::{AccountingModel, PostingRule, PostingRuleLine, Taken};
use crate::register::same_postings;
use crate::store::model;

/// Thousandths of a per cent in a millionth.
const PER_CENT: i64 = 10;

pub(super) async fn list(visit: Visit) -> Response {
    visit.answer(show).await
}

fn show(visit: &Visit) -> Answered {
    let model = visit.cx.read(Permission::BooksRead, |tx| model::load(tx, &visit.cx))?;
    let words = visit.words;
    let title = words.t("posting-rules-title");
    let table = Table::new(
        words,
        title.as_str(),
        [
            Column::number(words.t("posting-rules-order")),
            Column::code(words.t("posting-rules-rule")),
            Column::number(words.t("posting-rules-version")),
            Column::wide(words.t("line-name")),
            Column::text(words.t("posting-rules-method")),
            Column::code(words.t("posting-rules-accounts")),
            Column::code(words.t("values-from")),
            Column::code(words.t("values-to")),
            Column::text(words.t("posting-rules-state")),
        ],
    )
    .rows(model.posting_rules.iter().map(|rule| {
        Row::new([
            Cell::count(rule.order),
            Cell::code(&rule.rule),
            Cell::count(rule.version),
            Cell::text(name(visit, rule)),
            Cell::text(words.t(&format!("posting-rules-method-{}", rule.method.word()))),
            Cell::code(shortened(&rule.when.accounts.to_string())),
            day(rule.valid_from),
            day(rule.valid_to),
            Cell::badge(&state(visit, rule)),
        ])
        .href(path::posting_rule(visit, &rule.rule, rule.version))
    }))
    .empty(html! { p { (words.t("posting-rules-none")) } });
    let mut head = PageHead::new(title.as_str());
    if visit.cx.may(Permission::RuleEdit) {
        let new = Button::link(visit.at("register/automatkontering/ny"), words.t("posting-rules-new"));
        head = head.action(new.key("n"));
    }
    visit.page(&title, &[], &html! { (head) (same(visit, &model)) (table) })
}

/// Characters of a pattern that a list shows.
const SHOWN_CHARS: usize = 24;

fn shortened(pattern: &str) -> String {
    if pattern.chars().count() <= SHOWN_CHARS {
        return pattern.to_owned();
    }
    let shown: String = pattern.chars().take(SHOWN_CHARS).collect();
    format!("{shown}…")
}

/// Pairs of rules that would post the same, if there are any.
fn same(visit: &Visit, model: &AccountingModel) -> Markup {
    let words = visit.words;
    let found = same_postings(model);
    let columns = [
        Column::code(words.t("posting-rules-rule")),
        Column::code(words.t("posting-rules-other")),
        Column::code(words.t("posting-rules-cause")),
        Column::code(words.t("posting-rules-posting")),
    ];
    let link = |(rule, version): &(String, i64)| {
        Cell::link(&path::posting_rule(visit, rule, *version), format!("{rule} {version}"))
    };
    let rows = found.iter().map(|same| {
        Row::new([
            link(&same.one),
            link(&same.other),
            Cell::code(&same.cause),
            Cell::code(&same.posting),
        ])
    });
    let heading = words.t("posting-rules-same");
    html! {
        @if !found.is_empty() {
            h2 { (heading) }
            p { (words.t("posting-rules-same-help")) }
            (Table::new(words, heading.as_str(), columns).rows(rows))
        }
    }
}

pub(super) async fn one(visit: Visit, Path((_, rule)): Path<(String, String)>) -> Response {
    visit.answer(move |visit| page(visit, &rule)).await
}

/// Every version of a rule, the latest first.
fn page(visit: &Visit, code: &str) -> Answered {
    let model = visit.cx.read(Permission::BooksRead, |tx| model::load(tx, &visit.cx))?;
    let words = visit.words;
    let mut versions: Vec<&PostingRule> = model.posting_rules.iter().filter(|rule| rule.rule == code).collect();
    versions.sort_by_key(|rule| std::cmp::Reverse(rule.version));
    let latest = versions.first().ok_or(Miss::NotFound)?;
    let title = format!("{code} {}", name(visit, latest));
    let crumbs = [Crumb::new(
        words.t("posting-rules-title"),
        visit.at("register/automatkontering"),
    )];
    let mut head = PageHead::new(title.as_str());
    if visit.cx.may(Permission::RuleEdit) {
        let next = visit.at(&format!("register/automatkontering/{code}/ny-version"));
        head = head.action(Button::link(next, words.t("posting-rules-new-version")).key("n"));
    }
    let content = html! {
        (head)
        @for rule in versions { (version(visit, rule)) }
    };
    visit.page(&title, &crumbs, &content)
}

fn version(visit: &Visit, rule: &PostingRule) -> Markup {
    let words = visit.words;
    let heading = words.t_args("posting-rules-of-version", &[("version", rule.version.into())]);
    let mut facts = Facts::new()
        .markup(words.t("posting-rules-state"), html! { (state(visit, rule)) })
        .text(
            words.t("posting-rules-method"),
            words.t(&format!("posting-rules-method-{}", rule.method.word())),
        )
        .text(words.t("posting-rules-order"), rule.order.to_string())
        .text(words.t("posting-rules-accounts"), rule.when.accounts.to_string());
    for (dimension, pattern) in &rule.when.values {
        facts = facts.text(dimension.as_str(), pattern.to_string());
    }
    for (relation, pattern) in &rule.when.related {
        let related = words.t_args("posting-rules-related", &[("relation", relation.clone().into())]);
        facts = facts.text(related, pattern.to_string());
    }
    if let Some(rate) = rule.base.rate() {
        facts = facts
            .text(
                words.t("posting-rules-base"),
                words.t(&format!("posting-rules-base-{}", rule.base.word())),
            )
            .text(words.t("posting-rules-vat-rate"), rate.to_string());
    }
    if !rule.when.kinds.is_empty() {
        facts = facts.text(words.t("voucher-kind"), rule.when.kinds.join(", "));
    }
    facts = facts.text(
        words.t("posting-rules-side"),
        words.t(&format!("posting-rules-side-{}", rule.when.side.word())),
    );
    if let Some(from) = rule.valid_from {
        facts = facts.date(words.t("values-from"), from);
    }
    if let Some(to) = rule.valid_to {
        facts = facts.date(words.t("values-to"), to);
    }
    let why = match words.language() {
        kameral_ui::Language::En if !rule.text_en.is_empty() => &rule.text_en,
        _ => &rule.text_sv,
    };
    let own = |does: &str| {
        visit.at(&format!(
            "register/automatkontering/{}/{}/{does}",
            rule.rule, rule.version
        ))
    };
    html! {
        h2 id=(format!("v{}", rule.version)) { (heading) }
        @if !why.is_empty() { p { (why) } }
        (facts)
        (lines(visit, rule, &heading))
        p.actions {
            @if visit.cx.scope.is_whole() {
                (Button::link(own("provkor"), words.t("posting-rules-try")))
            }
            @if visit.cx.may(Permission::RuleEdit) {
                " " (Button::link(own("giltighet"), words.t("posting-rules-change")))
            }
        }
    }
}

fn lines(visit: &Visit, rule: &PostingRule, heading: &str) -> Table {
    let words = visit.words;
    let caption = format!("{} {heading}", rule.rule);
    let columns = [
        Column::code(words.t("line-account")),
        Column::wide(words.t("posting-rules-values")),
        Column::number(words.t("posting-rules-share")),
    ];
    Table::new(words, caption, columns).rows(rule.lines.iter().map(|line| {
        Row::new([
            Cell::text(taken(visit, &line.account)),
            Cell::text(values(visit, line)),
            Cell::markup(html! { (quantity(Quantity::new(line.share / PER_CENT), Some("%"))) }),
        ])
    }))
}

fn values(visit: &Visit, line: &PostingRuleLine) -> String {
    let told = line
        .values
        .iter()
        .map(|(dimension, from)| format!("{dimension}: {}", taken(visit, from)));
    told.collect::<Vec<_>>().join("; ")
}

fn taken(visit: &Visit, from: &Taken) -> String {
    let words = visit.words;
    match from {
        Taken::Fixed(value) => value.clone(),
        Taken::Copied => words.t("posting-rules-copied"),
        Taken::Related(relation) => words.t_args("posting-rules-related", &[("relation", relation.clone().into())]),
    }
}

fn name(visit: &Visit, rule: &PostingRule) -> String {
    match visit.words.language() {
        kameral_ui::Language::En if !rule.name_en.is_empty() => rule.name_en.clone(),
        _ => rule.name.clone(),
    }
}

fn state(visit: &Visit, rule: &PostingRule) -> Badge {
    let (tone, key) = if rule.applies_on(visit.cx.today) {
        (Tone::Success, "posting-rules-in-force")
    } else if rule.active {
        (Tone::Info, "posting-rules-other-days")
    } else {
        (Tone::Neutral, "posting-rules-off")
    };
    Badge::new(tone, visit.words.t(key))
}

fn day(day: Option<Date>) -> Cell {
    day.map_or_else(Cell::empty, Cell::date)
}
