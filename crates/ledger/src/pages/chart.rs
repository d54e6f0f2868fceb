//! `/register/konton`: the chart of accounts, with source and grade of every row (EM-04, EM-18).

use axum::extract::Query;
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::Pattern;
use kameral_site::{Answered, Visit};
use kameral_ui::parts::{Badge, Cell, Choice, Column, Field, FilterBar, PageHead, Row, Table, Tone};
use maud::html;
use serde::Deserialize;

use crate::model::{Account, AccountKind, AccountPosting};
use crate::store::model;

/// The filters, as the address has them.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    konto: String,
    slag: String,
    grad: String,
}

pub(super) async fn list(visit: Visit, Query(asked): Query<Asked>) -> Response {
    visit.answer(move |visit| show(visit, &asked)).await
}

fn show(visit: &Visit, asked: &Asked) -> Answered {
    let model = visit.cx.read(Permission::BooksRead, |tx| model::load(tx, &visit.cx))?;
    let words = visit.words;
    let title = words.t("chart-title");
    let pattern = Pattern::parse(asked.konto.trim()).ok();
    let text = asked.konto.trim().to_lowercase();
    let wanted = |account: &&Account| {
        let by_text = text.is_empty()
            || pattern
                .as_ref()
                .is_some_and(|pattern| pattern.matches(&account.account))
            || account.account.starts_with(&text)
            || account.name.to_lowercase().contains(&text);
        by_text
            && (asked.slag.is_empty() || account.kind.word() == asked.slag)
            && (asked.grad.is_empty() || account.grade == asked.grad)
    };
    let any = || Choice::new("", words.t("vouchers-any"));
    let kinds =
        AccountKind::ALL.map(|kind| Choice::new(kind.word(), words.t(&format!("account-kind-{}", kind.word()))));
    let filters = FilterBar::new(words, &visit.address)
        .field(
            Field::text("konto", words.t("line-account"))
                .value(&asked.konto)
                .help(words.t("chart-filter-help")),
        )
        .field(Field::select("slag", words.t("chart-kind"), std::iter::once(any()).chain(kinds)).value(&asked.slag))
        .field(
            Field::select(
                "grad",
                words.t("chart-grade"),
                std::iter::once(any()).chain(["A", "B", "C", "D"].map(|grade| Choice::new(grade, grade))),
            )
            .value(&asked.grad),
        );
    let table = Table::new(
        words,
        title.as_str(),
        [
            Column::code(words.t("line-account")),
            Column::wide(words.t("line-name")),
            Column::text(words.t("chart-kind")),
            Column::code(words.t("chart-s-code")),
            Column::text(words.t("chart-posting")),
            Column::code(words.t("chart-valid")),
            Column::text(words.t("chart-grade")),
        ],
    )
    .rows(
        model
            .accounts
            .values()
            .filter(wanted)
            .map(|account| row(visit, account)),
    )
    .empty(html! { p { (words.t("chart-none")) } });
    let lead = words.t_args(
        "chart-lead",
        &[("count", i64::try_from(model.accounts.len()).unwrap_or(i64::MAX).into())],
    );
    visit.page(
        &title,
        &[],
        &html! { (PageHead::new(title.as_str()).lead(lead)) (filters) (table) },
    )
}

fn row(visit: &Visit, account: &Account) -> Row {
    let words = visit.words;
    let day = |day: Option<kameral_base::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let valid = if account.valid_from.is_none() && account.valid_to.is_none() {
        String::new()
    } else {
        format!("{}–{}", day(account.valid_from), day(account.valid_to))
    };
    let tone = if account.grade == "D" {
        Tone::Warning
    } else {
        Tone::Neutral
    };
    let grade = if account.grade.is_empty() {
        Cell::empty()
    } else {
        Cell::badge(&Badge::new(tone, account.grade.as_str()))
    };
    let row = Row::new([
        Cell::link(
            &visit.at(&format!("rapporter/huvudbok?konto={}", account.account)),
            &account.account,
        ),
        Cell::text(&account.name),
        Cell::text(words.t(&format!("account-kind-{}", account.kind.word()))),
        Cell::code(&account.s_code),
        Cell::text(words.t(&format!("account-posting-{}", account.posting.word()))),
        Cell::code(valid),
        grade,
    ]);
    match account.posting {
        AccountPosting::Heading => row.strong(),
        AccountPosting::Open | AccountPosting::BudgetOnly => row,
    }
}
