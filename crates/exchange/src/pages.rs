//! Pages of files to the central government accounts, and of feeder systems. Addresses are Swedish and hold all state.

mod conversion;
mod feeder_form;
mod feeder_receipt;
mod feeders;
mod hermes;
mod outbox;
mod record;
mod reported;
mod settings;
mod tdb;

use axum::extract::DefaultBodyLimit;
use kameral_access::Permission as P;
use kameral_base::Arg;
use kameral_site::{Answered, Needs, Pages, Visit};
use kameral_store::outbox::OutboxFile;
use kameral_ui::Spoken;
use kameral_ui::parts::{Cell, Column, Notice, Row, Table};
use maud::{Markup, html};

use crate::commands::Made;

/// Changes registers.
const EDITING: Needs = Needs::Whole(&[P::BooksRead, P::SettingEdit]);
/// Makes files.
const EXPORTING: Needs = Needs::Whole(&[P::BooksRead, P::FileExport]);

/// Reads what concerns the whole entity.
const WHOLE: Needs = Needs::Whole(&[P::BooksRead]);

/// The routes, each under the entity's code.
pub fn routes() -> Pages {
    Pages::new()
        .get("/{entity}/hermes", EXPORTING, hermes::show)
        .post("/{entity}/hermes", EXPORTING, hermes::make_file)
        .get("/{entity}/hermes/rad", EXPORTING, record::of_order)
        .get("/{entity}/hermes/konvertering", EXPORTING, conversion::show)
        .get("/{entity}/hermes/konvertering/fil", EXPORTING, conversion::file)
        .get("/{entity}/tdb", EXPORTING, tdb::show)
        .post("/{entity}/tdb", EXPORTING, tdb::make_file)
        // The guard of forged writes has read the body and knows the largest there may be.
        .get("/{entity}/tdb/avvisade", EXPORTING, tdb::back)
        .post_large(
            "/{entity}/tdb/avvisade",
            EXPORTING,
            DefaultBodyLimit::disable(),
            tdb::rejects,
        )
        .get("/{entity}/forsystem", WHOLE, feeders::list)
        .post_large(
            "/{entity}/forsystem",
            Needs::Whole(&[P::BooksRead, P::FileImport]),
            DefaultBodyLimit::disable(),
            feeders::take,
        )
        .get("/{entity}/forsystem/ny", EDITING, feeder_form::new)
        .post("/{entity}/forsystem/ny", EDITING, feeder_form::save)
        .get("/{entity}/forsystem/system/{code}", WHOLE, feeder_form::show)
        .get("/{entity}/forsystem/kvitton/{number}", WHOLE, feeder_receipt::show)
        .get("/{entity}/forsystem/kvitton/{number}/fil", WHOLE, feeder_receipt::file)
        .get(
            "/{entity}/forsystem/verifikationer/{number}",
            WHOLE,
            feeders::of_voucher,
        )
        .get("/{entity}/utkorg", WHOLE, outbox::list)
        .get(
            "/{entity}/utkorg/installningar/{register}",
            Needs::AnyOf(&[P::BooksRead, P::SettingEdit]),
            settings::show,
        )
        .post(
            "/{entity}/utkorg/installningar/{register}",
            P::SettingEdit,
            settings::change,
        )
        .get("/{entity}/utkorg/{kind}/{number}", EXPORTING, outbox::one)
        .get("/{entity}/utkorg/{kind}/{number}/fil", EXPORTING, outbox::file)
        .get("/{entity}/utkorg/{kind}/{number}/jamfor", EXPORTING, outbox::compared)
        .get(
            "/{entity}/utkorg/{kind}/{number}/rad/{record}",
            EXPORTING,
            record::of_file,
        )
}

/// The most records or lines a page shows; the file has them all.
const ROWS_MAX: usize = 1_000;

/// Files a page lists.
const FILES_MAX: u32 = 200;

/// Everything that is missing, in the order it was looked at.
fn missing(visit: &Visit, refusals: &[Spoken]) -> Markup {
    let words = visit.words;
    let title = words.t("exchange-missing");
    let table = Table::new(words, title.as_str(), [Column::wide(words.t("exchange-missing-what"))]).rows(
        refusals
            .iter()
            .take(ROWS_MAX)
            .map(|spoken| Row::new([Cell::text(&spoken.text)])),
    );
    html! {
        (Notice::refused(words.t_args("exchange-missing-count", &[("count", Arg::from(refusals.len()))])).spoken(words))
        (table)
        (more(visit, refusals.len()))
    }
}

/// That there are more rows than a page shows.
fn more(visit: &Visit, rows: usize) -> Markup {
    html! {
        @if ROWS_MAX < rows {
            p.note { (visit.words.t_args("exchange-more", &[("count", Arg::from(rows - ROWS_MAX))])) }
        }
    }
}

/// Files that were made, the latest first.
fn file_table(visit: &Visit, files: &[OutboxFile]) -> Table {
    let words = visit.words;
    let rows = files.iter().map(|file| {
        let address = visit.at(&format!("utkorg/{}/{}", file.key.kind, file.key.number));
        Row::new([
            Cell::code_link(&address, format!("{} {}", file.key.kind, file.key.number)),
            Cell::code(periods(file)),
            Cell::code(&file.file_name),
            Cell::count(file.file_bytes),
            Cell::date((visit.site.day)(file.made_at)),
            Cell::text(&file.made_by_name),
            Cell::markup(html! { code { (file.sha256.get(..12).unwrap_or_default()) "…" } }),
            Cell::markup(html! { a href=(format!("{address}/fil")) { (words.t("outbox-download")) } }),
        ])
    });
    let columns = [
        Column::code(words.t("outbox-file")),
        Column::code(words.t("outbox-period")),
        Column::code(words.t("outbox-name")),
        Column::number(words.t("outbox-bytes")),
        Column::code(words.t("outbox-made")),
        Column::text(words.t("outbox-made-by")),
        Column::code(words.t("outbox-sha256")),
        Column::text(words.t("outbox-do")),
    ];
    Table::new(words, words.t("outbox-files"), columns)
        .caption_shown()
        .rows(rows)
        .empty(html! { p { (words.t("outbox-none")) } })
        .scrolls()
}

fn periods(file: &OutboxFile) -> String {
    if file.period_from == file.period_to {
        file.period_to.to_string()
    } else {
        format!("{}..{}", file.period_from, file.period_to)
    }
}

/// The page of a file that was made, or had been made before.
fn to_made(visit: &Visit, made: &Made) -> Answered {
    let how = if made.same { "samma" } else { "ny" };
    visit.go_to(&visit.at(&format!("utkorg/{}/{}?gjord={how}", made.kind, made.number)))
}
