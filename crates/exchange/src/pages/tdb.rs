//! `/tdb`: control totals, what is missing or left out, the file, and the list of rejects.

use axum::Form;
use axum::extract::{Multipart, Query};
use axum::http::StatusCode;
use axum::response::Response;
use kameral_base::{Arg, Period, PeriodRange};
use kameral_ledger::pages::voucher_path;
use kameral_site::{Answered, Miss, Visit};
use kameral_store::Stop;
use kameral_ui::parts::{
    Button, Cell, Choice, Column, ErrorSummary, Facts, Field, FilterBar, Form as FormPart, Notice, PageHead,
    PeriodPicker, Row, Table, Width,
};
use kameral_ui::{Crumb, Spoken};
use maud::{Markup, html};
use serde::Deserialize;

use super::hermes::version;
use super::{FILES_MAX, ROWS_MAX, file_table, missing, more, to_made};
use crate::TDB;
use crate::commands::{PreparedTdb, TdbOrder, files, make_tdb, prepare_tdb, read_rejects};
use crate::tdb::Rejected;

/// The field the list comes in.
const FILES: &str = "filer";

/// What the address asks for, and the form sends.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    period: String,
    utan: String,
}

impl Asked {
    fn order(&self) -> Option<TdbOrder> {
        Some(TdbOrder {
            periods: PeriodRange::parse(&self.period).ok()?,
            leave_out: self.utan == "utelamna",
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
            match make_tdb(&visit.cx, None, &order) {
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
    let title = words.t("tdb-title");
    let unreadable = !asked.period.trim().is_empty() && asked.order().is_none();
    let prepared = match asked.order() {
        None => None,
        Some(order) => Some(match prepare_tdb(&visit.cx, &order) {
            Ok(prepared) => Ok(prepared),
            Err(Stop::Refused(refusals)) => Err(visit.spoken(&refusals)),
            Err(stop) => return Err(visit.refused(stop).err().unwrap_or(Miss::NotFound)),
        }),
    };
    let kept = match files(&visit.cx, Some(TDB), FILES_MAX) {
        Ok(kept) => kept,
        Err(stop) => return Err(visit.refused(stop).err().unwrap_or(Miss::NotFound)),
    };
    let is_refused = unreadable || !refused.is_empty() || matches!(prepared, Some(Err(_)));
    let wrong = unreadable.then(|| Spoken {
        name: "unreadable",
        line: None,
        field: Some("period".to_owned()),
        text: words.t("exchange-period-unreadable"),
        severity: "refused",
    });
    let settings = Button::link(visit.at("utkorg/installningar/tdb"), words.t("exchange-settings"));
    let content = html! {
        (PageHead::new(title.as_str()).lead(words.t("tdb-lead")).action(settings))
        (ErrorSummary::new(words, wrong.as_slice()))
        (filters(visit))
        @match &prepared {
            _ if !refused.is_empty() => { (missing(visit, refused)) }
            Some(Err(refusals)) => { (missing(visit, refusals)) }
            Some(Ok(prepared)) => { (preview(visit, asked, prepared)) }
            None => {}
        }
        (file_table(visit, &kept))
        (reject_form(visit))
    };
    if is_refused {
        visit.page_status(StatusCode::UNPROCESSABLE_ENTITY, &title, &[], &content)
    } else {
        visit.page(&title, &[], &content)
    }
}

fn filters(visit: &Visit) -> FilterBar {
    let words = visit.words;
    let mut period = PeriodPicker::new(words, &visit.address);
    if let Some(before) = Period::of(visit.cx.today).previous_month() {
        period = period.preset(before.to_string(), words.t("exchange-last-month"));
    }
    let choices = [
        Choice::new("", words.t("tdb-refuse")),
        Choice::new("utelamna", words.t("tdb-leave-out")),
    ];
    FilterBar::new(words, &visit.address)
        .field(period.field())
        .field(Field::select("utan", words.t("tdb-unidentified"), choices))
}

fn preview(visit: &Visit, asked: &Asked, prepared: &PreparedTdb) -> Markup {
    let words = visit.words;
    let decided = &prepared.decided;
    let facts = Facts::new()
        .text(words.t("outbox-name"), prepared.file_name.as_str())
        .text(words.t("exchange-authority"), prepared.authority.as_str())
        .text(words.t("exchange-records"), decided.records.len().to_string())
        .text(
            words.t("exchange-settings-version"),
            version(visit, prepared.settings_version),
        );
    let rows = decided.totals.iter().map(|(period, total)| {
        Row::new([
            Cell::period(*period),
            Cell::count(total.count),
            Cell::money(total.amount),
        ])
    });
    let columns = [
        Column::code(words.t("outbox-period")),
        Column::number(words.t("tdb-count")),
        Column::number(words.t("hermes-amount")),
    ];
    let totals = Table::new(words, words.t("tdb-totals"), columns)
        .caption_shown()
        .rows(rows)
        .empty(html! { p { (words.t("tdb-none")) } });
    let form = FormPart::post(visit.at("tdb"), &visit.csrf)
        .content(html! {
            input type="hidden" name="period" value=(asked.period);
            input type="hidden" name="utan" value=(asked.utan);
        })
        .button(Button::submit(words.t("exchange-make")).primary());
    html! {
        (facts)
        (totals)
        @if !decided.unidentified.is_empty() { (left_out(visit, prepared)) }
        (form)
    }
}

fn left_out(visit: &Visit, prepared: &PreparedTdb) -> Markup {
    let words = visit.words;
    let decided = &prepared.decided;
    let total = decided.left_out();
    let args = [
        ("count", Arg::Number(total.count)),
        ("amount", Arg::Amount(total.amount)),
    ];
    let rows = decided.unidentified.iter().take(ROWS_MAX).map(|purchase| {
        Row::new([
            Cell::code_link(&voucher_path(visit, &purchase.voucher), purchase.voucher.to_string()),
            Cell::code(purchase.coding.account()),
            Cell::period(purchase.period),
            Cell::money(purchase.amount),
        ])
    });
    let columns = [
        Column::code(words.t("hermes-voucher")),
        Column::code(words.t("hermes-account")),
        Column::code(words.t("outbox-period")),
        Column::number(words.t("hermes-amount")),
    ];
    let table = Table::new(words, words.t("tdb-left-out-title"), columns)
        .caption_shown()
        .rows(rows);
    html! {
        (Notice::warning(words.t_args("tdb-left-out-count", &args)).spoken(words))
        (table)
        (more(visit, decided.unidentified.len()))
    }
}

fn reject_form(visit: &Visit) -> Markup {
    let words = visit.words;
    let form = FormPart::post(visit.at("tdb/avvisade"), &visit.csrf)
        .with_files()
        .content(html! {
            div.fields {
                (Field::file(FILES, words.t("tdb-rejects-file"), "").width(Width::Long))
                (Button::submit(words.t("tdb-rejects-read")))
            }
        });
    html! {
        h2 { (words.t("tdb-rejects")) }
        p { (words.t("tdb-rejects-lead")) }
        (form)
    }
}

/// The address of the list of rejects, followed as a link: the page with the form.
pub(super) async fn back(visit: Visit) -> Response {
    visit.answer(|visit| visit.go_to(&visit.at("tdb"))).await
}

/// Reads the list and shows each transaction with its voucher. Nothing is kept.
pub(super) async fn rejects(visit: Visit, form: Multipart) -> Response {
    let sent = list(form).await;
    visit
        .answer(move |visit| {
            let words = visit.words;
            let title = words.t("tdb-rejects");
            let crumbs = [Crumb::new(words.t("tdb-title"), visit.at("tdb"))];
            match read_rejects(&visit.cx, &sent?) {
                Ok(rejected) => {
                    let page = html! { (PageHead::new(title.as_str())) (rejected_table(visit, &rejected)) };
                    visit.page(&title, &crumbs, &page)
                }
                Err(stop) => {
                    let refusals = visit.refused(stop)?;
                    let page = html! {
                        (PageHead::new(title.as_str()))
                        (missing(visit, &visit.spoken(&refusals)))
                        (reject_form(visit))
                    };
                    visit.page_status(StatusCode::UNPROCESSABLE_ENTITY, &title, &crumbs, &page)
                }
            }
        })
        .await
}

/// The list's bytes.
async fn list(mut form: Multipart) -> Result<Vec<u8>, Miss> {
    while let Some(field) = form.next_field().await.map_err(|_| Miss::Malformed)? {
        if field.name() == Some(FILES) {
            let bytes = field.bytes().await.map_err(|_| Miss::Malformed)?;
            return Ok(bytes.to_vec());
        }
    }
    Err(Miss::Malformed)
}

fn rejected_table(visit: &Visit, rejected: &[Rejected]) -> Markup {
    let words = visit.words;
    let rows = rejected.iter().take(ROWS_MAX).map(|found| {
        let voucher = match &found.voucher {
            Some(number) => Cell::code_link(&voucher_path(visit, number), number.to_string()),
            None => Cell::code(&found.record.voucher),
        };
        let lines: Vec<String> = found.lines.iter().map(ToString::to_string).collect();
        let verdict = match (&found.voucher, found.lines.is_empty()) {
            (None, _) => words.t("tdb-voucher-unknown"),
            (Some(_), true) => words.t("tdb-line-unknown"),
            (Some(_), false) => String::new(),
        };
        Row::new([
            Cell::count(found.line),
            voucher,
            Cell::code(lines.join(" ")),
            Cell::code(&found.record.account),
            Cell::code(&found.supplier),
            Cell::text(&found.supplier_name),
            Cell::money(found.record.amount),
            Cell::text(verdict),
        ])
    });
    let columns = [
        Column::number(words.t("hermes-record")),
        Column::code(words.t("hermes-voucher")),
        Column::code(words.t("tdb-lines")),
        Column::code(words.t("hermes-account")),
        Column::code(words.t("tdb-supplier")),
        Column::wide(words.t("tdb-supplier-name")),
        Column::number(words.t("hermes-amount")),
        Column::text(words.t("tdb-note")),
    ];
    let table = Table::new(words, words.t("tdb-rejected"), columns)
        .caption_shown()
        .rows(rows)
        .empty(html! { p { (words.t("tdb-none-rejected")) } })
        .scrolls();
    html! { (table) (more(visit, rejected.len())) }
}
