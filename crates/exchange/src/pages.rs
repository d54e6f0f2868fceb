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

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::get;
use kameral_base::Arg;
use kameral_site::{Answered, Visit, Web};
use kameral_store::outbox::OutboxFile;
use kameral_ui::Spoken;
use kameral_ui::parts::{Cell, Column, Notice, Row, Table};
use maud::{Markup, html};

use crate::commands::Made;

/// The routes, each under the entity's code.
pub fn routes() -> Router<Web> {
    Router::new()
        .route("/{entity}/hermes", get(hermes::show).post(hermes::make_file))
        .route("/{entity}/hermes/rad", get(record::of_order))
        .route("/{entity}/hermes/konvertering", get(conversion::show))
        .route("/{entity}/hermes/konvertering/fil", get(conversion::file))
        .route("/{entity}/tdb", get(tdb::show).post(tdb::make_file))
        // The guard of forged writes has read the body and knows the largest there may be.
        .route(
            "/{entity}/tdb/avvisade",
            get(tdb::back).post(tdb::rejects).layer(DefaultBodyLimit::disable()),
        )
        .route(
            "/{entity}/forsystem",
            get(feeders::list)
                .post(feeders::take)
                .layer(DefaultBodyLimit::disable()),
        )
        .route("/{entity}/forsystem/ny", get(feeder_form::new).post(feeder_form::save))
        .route("/{entity}/forsystem/system/{code}", get(feeder_form::show))
        .route("/{entity}/forsystem/kvitton/{number}", get(feeder_receipt::show))
        .route("/{entity}/forsystem/kvitton/{number}/fil", get(feeder_receipt::file))
        .route("/{entity}/forsystem/verifikationer/{number}", get(feeders::of_voucher))
        .route("/{entity}/utkorg", get(outbox::list))
        .route(
            "/{entity}/utkorg/installningar/{register}",
            get(settings::show).post(settings::change),
        )
        .route("/{entity}/utkorg/{kind}/{number}", get(outbox::one))
        .route("/{entity}/utkorg/{kind}/{number}/fil", get(outbox::file))
        .route("/{entity}/utkorg/{kind}/{number}/jamfor", get(outbox::compared))
        .route("/{entity}/utkorg/{kind}/{number}/rad/{record}", get(record::of_file))
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
