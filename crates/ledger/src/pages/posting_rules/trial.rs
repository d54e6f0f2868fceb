//! `/register/automatkontering/{rule}/{version}/provkor`: what a rule would have posted in past periods.

use std::collections::BTreeMap;

use axum::extract::{Path, Query};
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::{Ore, PeriodRange};
use kameral_site::{Answered, Visit};
use kameral_ui::Crumb;
use kameral_ui::parts::{Cell, Choice, Column, ErrorSummary, Field, FilterBar, PageHead, Row, Table};
use maud::{Markup, html};
use serde::Deserialize;

use super::super::path;
use super::edit::one;
use crate::charge::{DueLine, coding_words};
use crate::commands::try_rule;
use crate::model::AccountingModel;
use crate::store::model;

/// Which periods, and what is summed by: a dimension, or nothing for the whole coding.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::pages) struct Asked {
    perioder: String,
    per: String,
}

pub(in crate::pages) async fn show(
    visit: Visit,
    Path((_, rule, version)): Path<(String, String, i64)>,
    Query(asked): Query<Asked>,
) -> Response {
    visit.answer(move |visit| page(visit, &rule, version, &asked)).await
}

fn page(visit: &Visit, rule: &str, version: i64, asked: &Asked) -> Answered {
    let words = visit.words;
    let tried = one(visit, rule, version)?;
    let model = visit.cx.read(Permission::BooksRead, |tx| model::load(tx, &visit.cx))?;
    let year = visit.cx.today.year();
    let whole = || PeriodRange::parse(&format!("{year}01..{year}12")).ok();
    let periods = PeriodRange::parse(&asked.perioder).ok().or_else(whole);
    let mut spoken = Vec::new();
    let mut lines = Vec::new();
    if let Some(periods) = periods {
        match try_rule(&visit.cx, &tried, periods, |_| true) {
            Ok(found) => lines.extend(found.into_iter().flat_map(|(_, due)| due.lines)),
            Err(stop) => {
                let refusals = visit.refused(stop)?;
                spoken = visit.spoken(&refusals);
            }
        }
    }
    let dimensions = model
        .direct_dimensions()
        .map(|dimension| Choice::new(dimension.code.as_str(), dimension.name.as_str()));
    let whole = Choice::new("", words.t("posting-rules-try-whole"));
    let filters = FilterBar::new(words, &visit.address)
        .field(
            Field::text("perioder", words.t("posting-rules-try-periods"))
                .value(periods.map(|periods| periods.to_string()).unwrap_or_default()),
        )
        .field(
            Field::select(
                "per",
                words.t("posting-rules-try-by"),
                std::iter::once(whole).chain(dimensions),
            )
            .value(&asked.per),
        );
    let name = format!("{rule} {version}");
    let title = words.t_args("posting-rules-try-title", &[("rule", name.into())]);
    let crumbs = [
        Crumb::new(words.t("posting-rules-title"), visit.at("register/automatkontering")),
        Crumb::new(rule, path::posting_rule(visit, rule, version)),
    ];
    let content = html! {
        (PageHead::new(title.as_str()))
        p { (words.t("posting-rules-try-help")) }
        (ErrorSummary::new(words, &spoken))
        (filters)
        (sums(visit, &model, &lines, &asked.per, &title))
    };
    visit.page(&title, &crumbs, &content)
}

/// Required, posted and the difference, by account and what is asked for.
fn sums(visit: &Visit, model: &AccountingModel, lines: &[DueLine], by: &str, title: &str) -> Markup {
    let words = visit.words;
    let mut sums: BTreeMap<String, [Ore; 3]> = BTreeMap::new();
    for line in lines {
        let sum = sums.entry(key(model, line, by)).or_default();
        for (sum, part) in sum.iter_mut().zip([line.required, line.posted, line.left]) {
            *sum = sum.checked_add(part).unwrap_or(*sum);
        }
    }
    let columns = [
        Column::code(words.t("charge-coding")),
        Column::number(words.t("charge-required")),
        Column::number(words.t("charge-posted")),
        Column::number(words.t("charge-left")),
    ];
    let rows = sums.into_iter().map(|(coding, [required, posted, left])| {
        let money = Cell::money_or_blank;
        Row::new([Cell::code(coding), money(required), money(posted), money(left)])
    });
    let table = Table::new(words, title, columns)
        .rows(rows)
        .empty(html! { p { (words.t("posting-rules-try-none")) } });
    html! { (table) }
}

fn key(model: &AccountingModel, line: &DueLine, by: &str) -> String {
    let Some(dimension) = model.dimension(by) else {
        return coding_words(model, &line.coding);
    };
    let values = line.coding.values();
    let value = values.iter().find(|(position, _)| *position == dimension.position);
    let value = value.map_or("", |(_, value)| value);
    format!("{} {}={value}", line.coding.account(), dimension.code)
}
