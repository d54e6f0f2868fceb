//! `/hermes`: what is missing, the records with what lies under them, and the file.

use axum::Form;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_base::{Ore, Period};
use kameral_formats::hermes::{Record, RecordKind};
use kameral_site::{Answered, Visit};
use kameral_store::Stop;
use kameral_ui::parts::{
    Button, Cell, Choice, Column, ErrorSummary, Facts, Field, FilterBar, Form as FormPart, PageHead, PeriodPicker, Row,
    Table, Width,
};
use kameral_ui::{Address, Spoken};
use maud::{Markup, html};
use serde::Deserialize;

use super::reported::standings;
use super::{FILES_MAX, ROWS_MAX, file_table, missing, more, to_made};
use crate::commands::{HermesKind, HermesOrder, Prepared, files, make, prepare};

/// What the address asks for, and the form sends.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    period: String,
    fil: String,
    bokstav: String,
    /// Year of what was reported.
    ar: String,
}

impl Asked {
    /// The order; none where the period cannot be read or is not said.
    pub(super) fn order(&self) -> Option<HermesOrder> {
        Some(HermesOrder {
            kind: HermesKind::from_outbox(&self.fil).unwrap_or(HermesKind::Balances),
            period: Period::parse(&self.period).ok()?,
            letter: self.bokstav.trim().to_owned(),
        })
    }

    /// The page's address, with what was asked.
    pub(super) fn address(&self, visit: &Visit, path: &str) -> Address {
        let given = [("period", &self.period), ("fil", &self.fil), ("bokstav", &self.bokstav)];
        let given = given.into_iter().filter(|(_, value)| !value.is_empty());
        given.fold(Address::parse(&visit.at(path)), |address, (name, value)| {
            address.with(name, value)
        })
    }
}

pub(super) async fn show(visit: Visit, Query(asked): Query<Asked>) -> Response {
    visit.answer(move |visit| page(visit, &asked, &[])).await
}

pub(super) async fn make_file(visit: Visit, Form(asked): Form<Asked>) -> Response {
    visit
        .answer(move |visit| {
            let Some(order) = asked.order() else {
                return page(visit, &asked, &[]);
            };
            match make(&visit.cx, None, &order) {
                Ok(made) => to_made(visit, &made),
                Err(stop) => {
                    let refusals = visit.refused(stop)?;
                    page(visit, &asked, &visit.spoken(&refusals))
                }
            }
        })
        .await
}

fn page(visit: &Visit, asked: &Asked, refused: &[Spoken]) -> Answered {
    let words = visit.words;
    let title = words.t("hermes-title");
    let unreadable = !asked.period.trim().is_empty() && asked.order().is_none();
    let prepared = match asked.order() {
        None => None,
        Some(order) => Some(match prepare(&visit.cx, &order) {
            Ok(prepared) => Ok(prepared),
            Err(Stop::Refused(refusals)) => Err(visit.spoken(&refusals)),
            Err(stop) => return Err(visit.refused(stop).err().unwrap_or(kameral_site::Miss::NotFound)),
        }),
    };
    let mut kept = visit_files(visit)?;
    kept.truncate(FILES_MAX as usize);
    let is_refused = unreadable || !refused.is_empty() || matches!(prepared, Some(Err(_)));
    let wrong = unreadable.then(|| Spoken {
        name: "unreadable",
        line: None,
        field: Some("period".to_owned()),
        text: words.t("exchange-period-unreadable"),
        severity: "refused",
    });
    let settings = Button::link(visit.at("utkorg/installningar/hermes"), words.t("exchange-settings"));
    let conversions = Button::link(visit.at("hermes/konvertering"), words.t("conversion-title"));
    let standings = if prepared.is_none() {
        standings(visit, asked.ar.parse().ok())?
    } else {
        html! {}
    };
    let content = html! {
        (PageHead::new(title.as_str()).lead(words.t("hermes-lead")).action(conversions).action(settings))
        (ErrorSummary::new(words, wrong.as_slice()))
        (filters(visit))
        @match &prepared {
            _ if !refused.is_empty() => { (missing(visit, refused)) }
            Some(Err(refusals)) => { (missing(visit, refusals)) }
            Some(Ok(prepared)) => { (preview(visit, asked, prepared)) }
            None => {}
        }
        (standings)
        (file_table(visit, &kept))
    };
    if is_refused {
        visit.page_status(StatusCode::UNPROCESSABLE_ENTITY, &title, &[], &content)
    } else {
        visit.page(&title, &[], &content)
    }
}

/// Files of both kinds, the latest first.
fn visit_files(visit: &Visit) -> Result<Vec<kameral_store::outbox::OutboxFile>, kameral_site::Miss> {
    let mut found = Vec::new();
    for kind in [HermesKind::Balances, HermesKind::RealEconomic] {
        match files(&visit.cx, Some(kind.in_outbox()), FILES_MAX) {
            Ok(files) => found.extend(files),
            Err(stop) => return Err(visit.refused(stop).err().unwrap_or(kameral_site::Miss::NotFound)),
        }
    }
    found.sort_by_key(|file| std::cmp::Reverse((file.made_at, file.key.number)));
    Ok(found)
}

fn filters(visit: &Visit) -> FilterBar {
    let words = visit.words;
    let before = Period::of(visit.cx.today).previous_month();
    let mut period = PeriodPicker::new(words, &visit.address);
    if let Some(before) = before {
        period = period.preset(before.to_string(), words.t("exchange-last-month"));
    }
    let kinds = [HermesKind::Balances, HermesKind::RealEconomic].map(|kind| {
        let key = match kind {
            HermesKind::Balances => "hermes-balances",
            HermesKind::RealEconomic => "hermes-real-economic",
        };
        Choice::new(kind.in_outbox(), words.t(key))
    });
    FilterBar::new(words, &visit.address)
        .field(period.field())
        .field(Field::select("fil", words.t("hermes-kind"), kinds))
        .field(Field::text("bokstav", words.t("hermes-letter")).width(Width::Short))
}

fn preview(visit: &Visit, asked: &Asked, prepared: &Prepared) -> Markup {
    let words = visit.words;
    let sum = |kind| {
        let mut of_kind = prepared.records.iter().filter(|record| record.kind == kind);
        of_kind.try_fold(Ore::ZERO, |sum, record| sum.checked_add(record.amount))
    };
    let mut facts = Facts::new()
        .text(words.t("outbox-name"), prepared.file_name.as_str())
        .text(words.t("exchange-authority"), prepared.authority.as_str())
        .text(words.t("exchange-records"), prepared.records.len().to_string())
        .text(
            words.t("exchange-settings-version"),
            version(visit, prepared.settings_version),
        );
    for (key, kind) in [
        ("hermes-opening", RecordKind::Opening),
        ("hermes-outturn", RecordKind::Outturn),
    ] {
        if let Some(sum) = sum(kind) {
            facts = facts.money(words.t(key), sum);
        }
    }
    if !prepared.internal_accounts.is_empty() {
        facts = facts.text(words.t("hermes-internal"), prepared.internal_accounts.join(", "));
    }
    let form = FormPart::post(visit.at("hermes"), &visit.csrf)
        .content(html! {
            input type="hidden" name="period" value=(asked.period);
            input type="hidden" name="fil" value=(asked.fil);
            input type="hidden" name="bokstav" value=(asked.bokstav);
        })
        .button(Button::submit(words.t("exchange-make")).primary());
    html! {
        (facts)
        (form)
        @if !prepared.conversions.is_empty() { (conversions(visit, prepared)) }
        (records(visit, &prepared.records, |number| {
            asked.address(visit, "hermes/rad").with("rad", number.to_string()).to_string()
        }))
    }
}

/// Version 0 is the standard configuration.
pub(super) fn version(visit: &Visit, version: i64) -> String {
    if version == 0 {
        visit.words.t("exchange-settings-standard")
    } else {
        version.to_string()
    }
}

fn conversions(visit: &Visit, prepared: &Prepared) -> Table {
    let words = visit.words;
    let columns = [
        Column::code(words.t("hermes-financing")),
        Column::wide(words.t("hermes-financing-name")),
        Column::text(words.t("hermes-financing-form")),
        Column::text(words.t("hermes-appropriation")),
    ];
    let rows = prepared.conversions.iter().map(|found| {
        Row::new([
            Cell::code(&found.financier),
            Cell::text(&found.name),
            Cell::text(&found.form),
            Cell::text(&found.appropriation),
        ])
    });
    Table::new(words, words.t("hermes-conversions"), columns)
        .caption_shown()
        .rows(rows)
}

/// Records, each amount opening what lies under it.
pub(super) fn records(visit: &Visit, records: &[Record], address: impl Fn(usize) -> String) -> Markup {
    let words = visit.words;
    let columns = [
        Column::number(words.t("hermes-record")),
        Column::code(words.t("hermes-type")),
        Column::code(words.t("hermes-account")),
        Column::code(words.t("hermes-financing")),
        Column::code(words.t("hermes-counterparty-type")),
        Column::code(words.t("hermes-counterparty")),
        Column::number(words.t("hermes-amount")),
    ];
    let rows = (1..).zip(records).take(ROWS_MAX).map(|(number, record)| {
        Row::new([
            Cell::count(number),
            Cell::code(record.kind.code()),
            Cell::code(&record.account),
            Cell::code(&record.financing),
            Cell::code(record.counterparty_kind.code()),
            Cell::code(&record.counterparty),
            Cell::money_link(record.amount, &address(number)),
        ])
    });
    let table = Table::new(words, words.t("hermes-records"), columns)
        .caption_shown()
        .rows(rows)
        .empty(html! { p { (words.t("hermes-empty")) } })
        .scrolls();
    html! { (table) (more(visit, records.len())) }
}
