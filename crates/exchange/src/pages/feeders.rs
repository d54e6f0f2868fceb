//! `/forsystem`: feeder systems, a file to try or take, and the receipts.

use axum::extract::{Multipart, Path};
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::Arg;
use kameral_formats::table_file::FILE_BYTES_MAX;
use kameral_site::fields::{field, sent_file};
use kameral_site::{Answered, Miss, Visit};
use kameral_store::Stop;
use kameral_store::inbox::Spool;
use kameral_ui::address::encode;
use kameral_ui::parts::{Button, Cell, Choice, Column, Field, Form as FormPart, Notice, PageHead, Row, Table, Width};
use kameral_ui::{Crumb, Language, Spoken};
use maud::{Markup, html};

use super::feeder_receipt::{facts, left_out};
use super::{ROWS_MAX, more};
use crate::commands::{ImportOrder, Imported, PreviewLine, feeders, import_feeder, receipts};
use crate::feeder::store::{FeederVersion, Receipt};

/// Receipts the page lists.
const RECEIPTS_MAX: u32 = 200;

/// The field the file comes in.
const FILE: &str = "fil";

/// What was sent with a file.
#[derive(Debug, Default)]
struct Sent {
    feeder: String,
    reason: String,
    is_trial: bool,
    name: String,
    bytes: Vec<u8>,
}

/// A feeder system's page.
pub(super) fn system_path(visit: &Visit, code: &str) -> String {
    visit.at(&format!("forsystem/system/{}", encode(code)))
}

/// A receipt's page.
pub(super) fn receipt_path(visit: &Visit, number: i64) -> String {
    visit.at(&format!("forsystem/kvitton/{number}"))
}

pub(super) async fn list(visit: Visit) -> Response {
    visit.answer(|visit| page(visit, &Sent::default(), &[], None)).await
}

pub(super) async fn take(visit: Visit, form: Multipart) -> Response {
    let sent = sent(form).await;
    visit.answer(move |visit| taken(visit, &sent?)).await
}

/// The voucher's receipt.
pub(super) async fn of_voucher(visit: Visit, Path((_, number)): Path<(String, String)>) -> Response {
    visit
        .answer(move |visit| {
            let number = kameral_ledger::voucher::VoucherNumber::parse(&number).ok_or(Miss::NotFound)?;
            match crate::commands::origin(&visit.cx, &number) {
                Ok(Some(origin)) => visit.go_to(&receipt_path(visit, origin.receipt)),
                Ok(None) => Err(Miss::NotFound),
                Err(stop) => {
                    let refusals = visit.refused(stop)?;
                    super::feeder_receipt::refused(visit, &visit.spoken(&refusals))
                }
            }
        })
        .await
}

fn taken(visit: &Visit, sent: &Sent) -> Answered {
    let spool = match Spool::receive(sent.bytes.as_slice(), FILE_BYTES_MAX as u64) {
        Ok(spool) => spool,
        Err(Stop::Refused(refusal)) => {
            let spoken = visit.words.refusal(&refusal);
            return page(visit, sent, &[spoken], None);
        }
        Err(Stop::Fault(fault)) => return Err(fault.into()),
        Err(Stop::Denied(_)) => return Err(Miss::NotFound),
    };
    let order = ImportOrder {
        feeder: &sent.feeder,
        name: &sent.name,
        spool: &spool,
        accept_warnings: Some(sent.reason.trim().to_owned()).filter(|reason| !reason.is_empty()),
        dry_run: sent.is_trial,
    };
    match import_feeder(&visit.cx, None, &order) {
        Ok(imported) if sent.is_trial => page(visit, sent, &[], Some(&imported)),
        Ok(imported) => visit.go_to(&receipt_path(visit, imported.receipt.receipt)),
        Err(stop) => {
            let refusals = visit.refused(stop)?;
            page(visit, sent, &visit.spoken(&refusals), None)
        }
    }
}

/// The form as it came: its file and what was chosen.
async fn sent(form: Multipart) -> Result<Sent, Miss> {
    let sent = sent_file(form, FILE).await?;
    let text = |name: &str| field(&sent.fields, name).to_owned();
    Ok(Sent {
        feeder: text("forsystem"),
        reason: text("varningar"),
        is_trial: text("gor") == "prov",
        name: sent.name,
        bytes: sent.bytes,
    })
}

fn page(visit: &Visit, sent: &Sent, refusals: &[Spoken], trial: Option<&Imported>) -> Answered {
    let words = visit.words;
    let title = words.t("feeders-title");
    let systems = feeders(&visit.cx).map_err(|stop| visit.refused(stop).err().unwrap_or(Miss::NotFound))?;
    let head = PageHead::new(title.as_str()).lead(words.t("feeders-lead"));
    let head = if visit.cx.may(Permission::SettingEdit) {
        head.action(Button::link(visit.at("forsystem/ny"), words.t("feeders-new")))
    } else {
        head
    };
    // Who sees some rows only sees the systems, and is told nothing of files.
    let kept = match receipts(&visit.cx, "", RECEIPTS_MAX) {
        Ok(kept) => Some(kept),
        Err(Stop::Refused(_)) => None,
        Err(stop) => return Err(visit.refused(stop).err().unwrap_or(Miss::NotFound)),
    };
    let page = html! {
        (head)
        @if !refusals.is_empty() { (faults(visit, refusals)) }
        @if let Some(imported) = trial { (preview(visit, imported)) }
        @if visit.cx.may(Permission::FileImport) && systems.iter().any(|system| !system.feeder.closed) {
            (file_form(visit, sent, &systems))
        }
        (system_table(visit, &systems))
        @if let Some(kept) = &kept { (receipt_table(visit, kept)) }
    };
    if refusals.is_empty() {
        visit.page(&title, &[], &page)
    } else {
        visit.page_status(StatusCode::UNPROCESSABLE_ENTITY, &title, &[], &page)
    }
}

/// Every fault of a file with its row and column, in the order of the file.
fn faults(visit: &Visit, refusals: &[Spoken]) -> Markup {
    let words = visit.words;
    let rows = refusals.iter().take(ROWS_MAX).map(|spoken| {
        Row::new([
            spoken
                .line
                .map_or_else(Cell::empty, |line| Cell::count(i64::from(line))),
            Cell::code(spoken.field.clone().unwrap_or_default()),
            Cell::text(&spoken.text),
        ])
    });
    let columns = [
        Column::number(words.t("feeders-row")),
        Column::code(words.t("feeders-column")),
        Column::wide(words.t("exchange-missing-what")),
    ];
    let count = [("count", Arg::from(refusals.len()))];
    html! {
        (Notice::refused(words.t_args("feeders-faults", &count)).spoken(words))
        (Table::new(words, words.t("exchange-missing"), columns).rows(rows))
        (more(visit, refusals.len()))
    }
}

fn file_form(visit: &Visit, sent: &Sent, systems: &[FeederVersion]) -> Markup {
    let words = visit.words;
    let open = systems.iter().filter(|system| !system.feeder.closed);
    let choices = open.map(|system| {
        let label = format!("{} {}", system.feeder.feeder, name(visit, system));
        Choice::new(system.feeder.feeder.as_str(), label)
    });
    let form = FormPart::post(visit.at("forsystem"), &visit.csrf)
        .with_files()
        .content(html! {
            (Field::select("forsystem", words.t("feeders-system"), choices).value(&sent.feeder))
            (Field::file(FILE, words.t("feeders-file"), "").width(Width::Long).required())
            (Field::text("varningar", words.t("feeders-warnings")).value(&sent.reason).width(Width::Long)
                .help(words.t("feeders-help-warnings")))
        })
        .button(Button::submit(words.t("feeders-try")).sends("gor", "prov"))
        .button(Button::submit(words.t("feeders-take")).primary().sends("gor", "las"));
    html! {
        h2 { (words.t("feeders-take-title")) }
        (form)
    }
}

fn name(visit: &Visit, system: &FeederVersion) -> String {
    let feeder = &system.feeder;
    if visit.words.language() == Language::En && !feeder.name_en.is_empty() {
        feeder.name_en.clone()
    } else {
        feeder.name.clone()
    }
}

fn system_table(visit: &Visit, systems: &[FeederVersion]) -> Table {
    let words = visit.words;
    let rows = systems.iter().map(|system| {
        let feeder = &system.feeder;
        Row::new([
            Cell::code_link(&system_path(visit, &feeder.feeder), feeder.feeder.as_str()),
            Cell::text(name(visit, system)),
            Cell::text(words.t(&format!("feeder-choice-{}", feeder.form.word()))),
            Cell::text(words.t(&format!("feeder-choice-{}", feeder.faulty.word()))),
            Cell::count(system.version),
            Cell::text(words.t(if feeder.closed {
                "feeders-closed"
            } else {
                "feeders-open"
            })),
        ])
    });
    let columns = [
        Column::code(words.t("feeders-code")),
        Column::wide(words.t("feeders-name")),
        Column::text(words.t("feeder-form")),
        Column::text(words.t("feeder-faulty")),
        Column::number(words.t("exchange-settings-version")),
        Column::text(words.t("feeders-state")),
    ];
    Table::new(words, words.t("feeders-systems"), columns)
        .caption_shown()
        .rows(rows)
        .empty(html! { p { (words.t("feeders-none")) } })
        .scrolls()
}

fn receipt_table(visit: &Visit, receipts: &[Receipt]) -> Table {
    let words = visit.words;
    let rows = receipts.iter().map(|receipt| {
        Row::new([
            Cell::code_link(&receipt_path(visit, receipt.receipt), receipt.receipt.to_string()),
            Cell::code(&receipt.feeder),
            Cell::text(&receipt.file_name),
            Cell::count(receipt.rows),
            Cell::count(receipt.posted),
            Cell::count(receipt.left_out),
            Cell::code(receipt.taken_at.get(..10).unwrap_or_default()),
            Cell::text(&receipt.taken_by),
        ])
    });
    let columns = [
        Column::code(words.t("feeders-receipt")),
        Column::code(words.t("feeders-system")),
        Column::wide(words.t("outbox-name")),
        Column::number(words.t("feeders-rows")),
        Column::number(words.t("feeders-posted")),
        Column::number(words.t("feeders-left-out")),
        Column::code(words.t("feeders-taken")),
        Column::text(words.t("feeders-taken-by")),
    ];
    Table::new(words, words.t("feeders-receipts"), columns)
        .caption_shown()
        .rows(rows)
        .empty(html! { p { (words.t("feeders-no-receipts")) } })
        .scrolls()
}

/// What a file would come to: its lines, and what would be left out.
fn preview(visit: &Visit, imported: &Imported) -> Markup {
    let words = visit.words;
    let row = |line: &PreviewLine| {
        let values = line.values.iter().map(|(code, value)| format!("{code}={value}"));
        Row::new([
            Cell::code(&line.voucher),
            line.date.map_or_else(Cell::empty, Cell::date),
            Cell::code(&line.account),
            Cell::code(values.collect::<Vec<_>>().join(" ")),
            Cell::money(line.amount),
            Cell::text(&line.text),
            Cell::text(if line.automatic {
                words.t("feeders-automatic")
            } else {
                String::new()
            }),
        ])
    };
    let columns = [
        Column::code(words.t("feeders-voucher")),
        Column::code(words.t("feeders-date")),
        Column::code(words.t("hermes-account")),
        Column::code(words.t("feeders-values")),
        Column::number(words.t("hermes-amount")),
        Column::wide(words.t("feeders-text")),
        Column::text(words.t("feeders-by-rule")),
    ];
    let table = Table::new(words, words.t("feeders-lines"), columns)
        .caption_shown()
        .rows(imported.lines.iter().take(ROWS_MAX).map(row))
        .scrolls();
    html! {
        (Notice::info(words.t("feeders-tried")).spoken(words))
        (facts(visit, &imported.receipt))
        @if !imported.left_out.is_empty() { (left_out(visit, &imported.left_out)) }
        (table)
        (more(visit, imported.lines.len()))
    }
}

/// The way back to the list.
pub(super) fn crumb(visit: &Visit) -> Crumb {
    Crumb::new(visit.words.t("feeders-title"), visit.at("forsystem"))
}
