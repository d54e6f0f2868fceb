//! The processing history as a file for a spreadsheet, by the filters of the page.

use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use kameral_access::Permission;
use kameral_access::history::{self, HistoryFilter};
use kameral_formats::csv_safe::{Style, Writer};
use kameral_site::{Answered, Miss, Visit};
use kameral_store::{Fault, FaultKind};

use super::line::may_read;

/// The word in the address.
pub(super) const FORMAT: &str = "csv-sv";

/// Most lines of one file. More are taken by narrower dates.
const FILE_LINES_MAX: usize = 20_000;

/// Columns, by the names of history's own.
const COLUMNS: [&str; 18] = [
    "seq",
    "at",
    "actor",
    "on_behalf_of",
    "role",
    "channel",
    "address",
    "client",
    "command",
    "subject",
    "outcome",
    "detail",
    "rules",
    "register",
    "object",
    "field",
    "before",
    "after",
];

/// Lines that fit, newest first: one row a change, or one row where nothing was changed.
pub(super) fn download(visit: &Visit, filter: &HistoryFilter) -> Answered {
    let bytes = visit.cx.read(Permission::BooksRead, |tx| {
        let mut csv = Writer::new(Vec::new(), Style::Swedish);
        let torn = |error: std::io::Error| Fault::new(FaultKind::Misuse, error.to_string());
        COLUMNS.into_iter().for_each(|column| csv.text(column));
        csv.end_row().map_err(torn)?;
        let (mut before, mut lines) = (None, 0);
        loop {
            let page = history::page(tx, &visit.cx.scope, filter, before, history::HISTORY_LINES_MAX)?;
            for line in &page.lines {
                let found = history::one(tx, &visit.cx.scope, line.seq)?;
                let mut changes = found.map(|(_, changes)| changes).unwrap_or_default();
                changes.retain(|change| may_read(visit, change));
                let rows = changes.iter().map(Some).chain(changes.is_empty().then_some(None));
                for change in rows {
                    csv.text(&line.seq.to_string());
                    csv.text(&line.at.to_string());
                    let of_line = [
                        &line.actor,
                        &line.on_behalf_of,
                        &line.role,
                        &line.channel,
                        &line.address,
                        &line.client,
                        &line.command,
                        &line.subject,
                    ];
                    of_line.into_iter().for_each(|text| csv.text(text));
                    csv.text(line.outcome.word());
                    csv.text(&line.detail);
                    csv.text(&line.rules);
                    csv.text(change.map_or("", |change| &change.register));
                    csv.text(change.map_or("", |change| &change.object));
                    csv.text(change.map_or("", |change| &change.field));
                    csv.text(change.and_then(|change| change.before.as_deref()).unwrap_or_default());
                    csv.text(change.and_then(|change| change.after.as_deref()).unwrap_or_default());
                    csv.end_row().map_err(torn)?;
                }
            }
            lines += page.lines.len();
            before = page.next;
            if before.is_none() || FILE_LINES_MAX <= lines {
                return csv.finish().map_err(torn);
            }
        }
    })?;
    let name = format!("attachment; filename=\"historik-{}.csv\"", visit.place.code);
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (CONTENT_DISPOSITION, name),
    ];
    Ok::<_, Miss>((headers, bytes).into_response())
}
