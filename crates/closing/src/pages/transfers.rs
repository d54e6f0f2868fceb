//! `/bokslut/omforingar`: what may be moved in the State's current account, and what cannot be told.

use axum::Form;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::{FiscalYear, Ore, Period};
use kameral_ledger::charge::coding_words;
use kameral_ledger::model::AccountingModel;
use kameral_ledger::store::model;
use kameral_site::{Answered, Visit};
use kameral_ui::parts::{
    Button, Cell, Column, ErrorSummary, Field, FilterBar, Form as FormPart, PageHead, Row, Table, Width,
};
use kameral_ui::{Crumb, Spoken};
use maud::{Markup, html};
use serde::Deserialize;

use crate::commands::{TransferOrder, post_transfers, read_transfers};
use crate::transfer::{Instalment, Reading, Repayment, TransferKind};
use crate::typed;

/// Period, plans, and which proposals.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    period: String,
    inbetalning: String,
    aterbetalning: String,
    ranta: String,
    rantekod: String,
    slag: String,
    finansiar: String,
    skal: String,
}

impl Asked {
    fn period(&self, visit: &Visit) -> Result<Period, Spoken> {
        if self.period.trim().is_empty() {
            return Ok(Period::of(visit.cx.today));
        }
        Period::parse(&self.period).map_err(|_| unreadable(visit, "period"))
    }

    /// What is asked for; every field that cannot be read is told.
    fn order(&self, visit: &Visit) -> Result<TransferOrder, Vec<Spoken>> {
        let mut wrong = Vec::new();
        let period = match self.period(visit) {
            Ok(period) => period,
            Err(spoken) => {
                wrong.push(spoken);
                Period::of(visit.cx.today)
            }
        };
        let mut order = TransferOrder::all(period);
        let mut plan = |field: &'static str, text: &str| {
            if text.trim().is_empty() {
                return None;
            }
            let read = typed::financier_amount(text);
            if read.is_none() {
                wrong.push(unreadable(visit, field));
            }
            read
        };
        if let Some((financier, year_amount)) = plan("inbetalning", &self.inbetalning) {
            order.plans.instalments.push(Instalment { financier, year_amount });
        }
        let repaid = plan("aterbetalning", &self.aterbetalning);
        let interest = match self.ranta.trim() {
            "" => Some(Ore::ZERO),
            text => Ore::parse(text).ok(),
        };
        let values = typed::coding(&self.rantekod);
        for (field, missing) in [("ranta", interest.is_none()), ("rantekod", values.is_none())] {
            if missing {
                wrong.push(unreadable(visit, field));
            }
        }
        if let (Some((financier, amount)), Some(interest), Some(interest_values)) = (repaid, interest, values) {
            order.plans.repayments.push(Repayment {
                financier,
                amount,
                interest,
                interest_values,
            });
        }
        order.kinds = TransferKind::from_word(&self.slag).map(|kind| vec![kind]);
        order.financier = (!self.finansiar.is_empty()).then(|| self.finansiar.clone());
        let reason = self.skal.trim();
        order.accept_warnings = (!reason.is_empty()).then(|| reason.to_owned());
        if wrong.is_empty() { Ok(order) } else { Err(wrong) }
    }
}

fn unreadable(visit: &Visit, field: &str) -> Spoken {
    Spoken {
        name: "unreadable",
        line: None,
        field: Some(field.to_owned()),
        text: visit.words.t(if field == "period" {
            "closing-unreadable-period"
        } else {
            "closing-unreadable"
        }),
        severity: "refused",
    }
}

pub(super) async fn show(visit: Visit, Query(asked): Query<Asked>) -> Response {
    visit.answer(move |visit| page(visit, &asked, &[])).await
}

pub(super) async fn post(visit: Visit, Form(asked): Form<Asked>) -> Response {
    visit
        .answer(move |visit| {
            let order = match asked.order(visit) {
                Ok(order) => order,
                Err(wrong) => return page(visit, &asked, &wrong),
            };
            match post_transfers(&visit.cx, None, &order) {
                Ok(_) => visit.go_to(&visit.at(&format!("bokslut/omforingar?period={}", order.period))),
                Err(stop) => {
                    let refusals = visit.refused(stop)?;
                    page(visit, &asked, &visit.spoken(&refusals))
                }
            }
        })
        .await
}

fn page(visit: &Visit, asked: &Asked, refusals: &[Spoken]) -> Answered {
    let (cx, words) = (&visit.cx, visit.words);
    let model = cx.read(Permission::BooksRead, |tx| model::load(tx, cx))?;
    let mut told = refusals.to_vec();
    let mut reading = None;
    match asked.order(visit) {
        Ok(order) => {
            // The list shows every proposal, also after one of them was refused.
            let all = TransferOrder {
                kinds: None,
                financier: None,
                ..order
            };
            match read_transfers(cx, &all) {
                Ok(read) => reading = Some((all.period, read)),
                Err(stop) if told.is_empty() => told = visit.spoken(&visit.refused(stop)?),
                Err(stop) => drop(visit.refused(stop)?),
            }
        }
        Err(wrong) if told.is_empty() => told = wrong,
        Err(_) => {}
    }
    let title = words.t("closing-transfers-title");
    let content = html! {
        (PageHead::new(title.as_str()).lead(words.t("closing-transfers-lead")))
        (ErrorSummary::new(words, &told))
        (question(visit, &told))
        @if let Some((period, reading)) = &reading {
            (proposals(visit, &model, asked, *period, reading))
            (untold(visit, &model, *period, reading))
        }
    };
    let crumbs = [Crumb::new(words.t("closing-title"), visit.at("bokslut"))];
    let status = if told.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    visit.page_status(status, &title, &crumbs, &content)
}

/// Period and plans; what is asked stands in the address.
fn question(visit: &Visit, refusals: &[Spoken]) -> FilterBar {
    let words = visit.words;
    let text = |name: &str, label: &str| Field::text(name, words.t(label)).refusals(refusals);
    let period = Field::text("period", words.t("closing-period"))
        .value(Period::of(visit.cx.today).to_string())
        .width(Width::Short)
        .refusals(refusals);
    FilterBar::new(words, &visit.address)
        .field(period)
        .field(text("inbetalning", "closing-instalment").help(words.t("closing-plan-help")))
        .field(text("aterbetalning", "closing-repayment").help(words.t("closing-plan-help")))
        .field(text("ranta", "closing-interest"))
        .field(text("rantekod", "closing-interest-coding").help(words.t("closing-interest-coding-help")))
}

fn proposals(visit: &Visit, model: &AccountingModel, asked: &Asked, period: Period, reading: &Reading) -> Markup {
    let words = visit.words;
    let may = visit.cx.may(Permission::VoucherPost);
    let columns = [
        Column::text(words.t("closing-transfer")),
        Column::code(words.t("closing-financier")),
        Column::wide(words.t("closing-lines")),
        Column::number(words.t("closing-amount")),
        Column::text(words.t("closing-post")),
    ];
    let rows = reading.proposals.iter().map(|proposal| {
        let lines = proposal.lines.iter();
        let lines = lines.map(|(coding, amount)| format!("{}: {amount}", coding_words(model, coding)));
        let word = proposal.kind.word();
        let action = if may {
            let form = sent(visit, asked, period, word, &proposal.financier);
            Cell::markup(html! { (form.button(Button::submit(words.t("closing-post-one")))) })
        } else {
            Cell::empty()
        };
        Row::new([
            Cell::text(words.t(&format!("closing-transfer-{word}"))),
            Cell::code(&proposal.financier),
            Cell::text(lines.collect::<Vec<_>>().join("; ")),
            Cell::money(proposal.amount),
            action,
        ])
    });
    let all = sent(visit, asked, period, "", "").button(Button::submit(words.t("closing-post-all")).primary());
    html! {
        (Table::new(words, words.t("closing-proposals"), columns).rows(rows).caption_shown()
            .empty(html! { p { (words.t("closing-proposals-none")) } }))
        @if may && !reading.proposals.is_empty() { (all) }
    }
}

/// A form that posts proposals of a kind and a financier, or all of them.
fn sent(visit: &Visit, asked: &Asked, period: Period, kind: &str, financier: &str) -> FormPart {
    let period = period.to_string();
    let fields = [
        ("period", period.as_str()),
        ("inbetalning", &asked.inbetalning),
        ("aterbetalning", &asked.aterbetalning),
        ("ranta", &asked.ranta),
        ("rantekod", &asked.rantekod),
        ("slag", kind),
        ("finansiar", financier),
    ];
    FormPart::post(visit.at("bokslut/omforingar"), &visit.csrf).content(html! {
        @for (name, value) in fields { input type="hidden" name=(name) value=(value); }
    })
}

fn untold(visit: &Visit, model: &AccountingModel, period: Period, reading: &Reading) -> Markup {
    let words = visit.words;
    let year = model.year_of_period(period).copied();
    let columns = [
        Column::wide(words.t("closing-why")),
        Column::code(words.t("closing-account")),
        Column::code(words.t("closing-financier")),
        Column::number(words.t("closing-amount")),
    ];
    let rows = reading.unexplained.iter().map(|row| {
        Row::new([
            Cell::text(words.t(&format!("closing-reason-{}", row.reason.word()))),
            account(visit, year, &row.account),
            Cell::code(&row.financier),
            Cell::money(row.amount),
        ])
    });
    let beside = reading.beside.iter().map(|(number, amount)| {
        Row::new([
            account(visit, year, number),
            Cell::text(model.account_name(number)),
            Cell::money(*amount),
        ])
    });
    let beside_columns = [
        Column::code(words.t("closing-account")),
        Column::wide(words.t("closing-name")),
        Column::number(words.t("closing-amount")),
    ];
    html! {
        (Table::new(words, words.t("closing-unexplained"), columns).rows(rows).caption_shown()
            .empty(html! { p { (words.t("closing-unexplained-none")) } }))
        @if !reading.beside.is_empty() {
            (Table::new(words, words.t("closing-beside"), beside_columns).rows(beside).caption_shown())
        }
    }
}

fn account(visit: &Visit, year: Option<FiscalYear>, account: &str) -> Cell {
    match year {
        Some(year) if !account.is_empty() && account.bytes().all(|byte| byte.is_ascii_digit()) => {
            Cell::code_link(&super::ledger(visit, year, account), account)
        }
        _ => Cell::code(account),
    }
}
