//! `/automatkorning`: what rules require of a period, and posting what is left (GL-11, GL-12).

use axum::Form;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::Period;
use kameral_site::{Answered, Visit};
use kameral_ui::Spoken;
use kameral_ui::parts::{
    Button, Cell, Choice, Column, ErrorSummary, Field, FilterBar, Form as FormPart, Notice, PageHead, Row, Table, Width,
};
use maud::{Markup, html};
use serde::Deserialize;

use super::path;
use crate::charge::{Due, coding_words, rules_of};
use crate::commands::{ChargeOrder, charge, dues};
use crate::model::{AccountingModel, Method};
use crate::store::model;

/// Which period and rules; `bokfort` names what was just posted, `godkann` why warnings are accepted.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    period: String,
    satt: String,
    bokfort: String,
    godkann: String,
}

impl Asked {
    fn period(&self, visit: &Visit) -> Period {
        let this_month = Period::of(visit.cx.today);
        Period::parse(&self.period).unwrap_or(this_month)
    }

    /// Rules that are run, if nothing else is asked and there are any; else those with the transaction.
    fn method(&self, model: &AccountingModel) -> Method {
        Method::from_word(&self.satt).unwrap_or_else(|| {
            let run = rules_of(model, &[Method::Run]).next().is_some();
            if run { Method::Run } else { Method::Transaction }
        })
    }
}

pub(super) async fn show(visit: Visit, Query(asked): Query<Asked>) -> Response {
    visit.answer(move |visit| page(visit, &asked, &[])).await
}

pub(super) async fn run(visit: Visit, Form(asked): Form<Asked>) -> Response {
    visit.answer(move |visit| post(visit, &asked)).await
}

fn post(visit: &Visit, asked: &Asked) -> Answered {
    let model = visit.cx.read(Permission::BooksRead, |tx| model::load(tx, &visit.cx))?;
    let (period, method) = (asked.period(visit), asked.method(&model));
    let order = ChargeOrder {
        period,
        methods: vec![method],
        accept_warnings: Some(asked.godkann.trim().to_owned()).filter(|reason| !reason.is_empty()),
    };
    match charge(&visit.cx, None, &order) {
        Ok(posted) => {
            let numbers: Vec<String> = posted.iter().map(|voucher| voucher.number.to_string()).collect();
            let own = own(visit, period, method);
            visit.go_to(&format!("{own}&bokfort={}", numbers.join("+")))
        }
        Err(stop) => {
            let refusals = visit.refused(stop)?;
            page(visit, asked, &visit.spoken(&refusals))
        }
    }
}

fn own(visit: &Visit, period: Period, method: Method) -> String {
    visit.at(&format!("automatkorning?period={period}&satt={}", method.word()))
}

fn page(visit: &Visit, asked: &Asked, refused: &[Spoken]) -> Answered {
    let words = visit.words;
    let model = visit.cx.read(Permission::BooksRead, |tx| model::load(tx, &visit.cx))?;
    let (period, method) = (asked.period(visit), asked.method(&model));
    let mut spoken = refused.to_vec();
    let found = match dues(&visit.cx, period, &[method], None) {
        Ok(found) => Some(found),
        Err(stop) => {
            let refusals = visit.refused(stop)?;
            spoken.extend(visit.spoken(&refusals));
            None
        }
    };
    // A reason is asked for where something may be accepted with it.
    let warned = refused.iter().any(|spoken| spoken.severity == "warning");
    let reason = warned.then(|| Field::text("godkann", words.t("charge-accept-warnings")).value(&asked.godkann));
    let title = words.t("charge-title");
    let status = if spoken.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let content = html! {
        (PageHead::new(title.as_str()))
        p { (words.t("charge-about")) }
        @if !asked.bokfort.is_empty() { (done(visit, &asked.bokfort)) }
        (ErrorSummary::new(words, &spoken))
        (filters(visit, period, method))
        @if let Some(found) = &found { (content(visit, &model, (period, method), found, reason)) }
    };
    visit.page_status(status, &title, &[], &content)
}

/// What was posted; the address may be older than what it names, so only numbers are told.
fn done(visit: &Visit, numbers: &str) -> Markup {
    let words = visit.words;
    let read = |text: &str| crate::voucher::VoucherNumber::parse(text);
    let numbers: Vec<_> = numbers.split([' ', '+']).filter_map(read).collect();
    let told: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    let told = words.t_args("charge-done", &[("numbers", told.join(", ").into())]);
    let links = html! {
        @for number in &numbers { " " a href=(path::voucher(visit, number)) { (number) } }
    };
    html! { @if !numbers.is_empty() { (Notice::success(told).more(links).spoken(words)) } }
}

fn filters(visit: &Visit, period: Period, method: Method) -> FilterBar {
    let words = visit.words;
    let methods = Method::ALL.map(|method| {
        let word = method.word();
        Choice::new(word, words.t(&format!("posting-rules-method-{word}")))
    });
    FilterBar::new(words, &visit.address)
        .field(Field::text("period", words.t("charge-period")).value(period.to_string()))
        .field(
            Field::select("satt", words.t("posting-rules-method"), methods)
                .width(Width::Long)
                .value(method.word()),
        )
}

fn content(
    visit: &Visit,
    model: &AccountingModel,
    (period, method): (Period, Method),
    dues: &[Due],
    reason: Option<Field>,
) -> Markup {
    let words = visit.words;
    let complete = dues.iter().all(Due::is_complete);
    let form = FormPart::post(visit.at("automatkorning"), &visit.csrf)
        .content(html! {
            input type="hidden" name="period" value=(period);
            input type="hidden" name="satt" value=(method.word());
            @if let Some(reason) = reason { (reason) }
        })
        .button(Button::submit(words.t("charge-post")).primary());
    html! {
        @if dues.is_empty() { p { (words.t("charge-none")) } }
        @else if complete { p { (words.t("charge-complete")) } }
        @else if visit.cx.may(Permission::VoucherPost) { (form) }
        @for due in dues { (table(visit, model, due)) }
    }
}

fn table(visit: &Visit, model: &AccountingModel, due: &Due) -> Markup {
    let words = visit.words;
    let args = [("rule", due.rule.clone().into()), ("version", due.version.into())];
    let heading = words.t_args("charge-cause", &args);
    let columns = [
        Column::code(words.t("charge-coding")),
        Column::wide(words.t("line-name")),
        Column::number(words.t("charge-required")),
        Column::number(words.t("charge-posted")),
        Column::number(words.t("charge-left")),
    ];
    let rows = due.lines.iter().map(|line| {
        Row::new([
            Cell::code(coding_words(model, &line.coding)),
            Cell::text(model.account_name(line.coding.account())),
            Cell::money(line.required),
            Cell::money(line.posted),
            Cell::money_or_blank(line.left),
        ])
    });
    html! {
        h2 { a href=(path::posting_rule(visit, &due.rule, due.version)) { (heading) } }
        (Table::new(words, heading.as_str(), columns).rows(rows))
    }
}
