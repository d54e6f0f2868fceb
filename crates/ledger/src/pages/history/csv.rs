//! The processing history as a file for a spreadsheet, by the filters of the page.

use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use kameral_access::Permission;
use kameral_access::history::{self, HistoryFilter};
use kameral_formats::csv_safe::{Style, Writer};
use kameral_site::{Answered, Miss, Visit};
use kameral_store::{Fault, FaultKind};
use kameral_ui::parts::Notice;
use maud::html;

/// The word in the address.
pub(super) const FORMAT: &str = "csv-sv";

/// Most lines of one file. More are refused, and taken by narrower dates: a file that ends early would
/// look whole.
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
        for column in COLUMNS {
            csv.text(column);
        }
        csv.end_row().map_err(torn)?;
        let (mut before, mut lines) = (None, 0);
        loop {
            let page = history::page(tx, &visit.cx.scope, filter, before, history::HISTORY_LINES_MAX)?;
            let mut changed = history::changes_in(tx, &visit.cx.scope, &page.lines)?;
            for line in &page.lines {
                let mut changes = changed.remove(&line.seq).unwrap_or_default();
                changes.retain(|change| history::may_read(&visit.cx, change));
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
                    for text in of_line {
                        csv.text(text);
                    }
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
            if before.is_none() {
                return csv.finish().map(Some).map_err(torn);
            }
            if FILE_LINES_MAX <= lines {
                return Ok(None);
            }
        }
    })?;
    let Some(bytes) = bytes else {
        let title = visit.words.t("history-title");
        let most = [("count", i64::try_from(FILE_LINES_MAX).unwrap_or(i64::MAX).into())];
        let told = Notice::refused(visit.words.t_args("history-file-too-long", &most)).spoken(visit.words);
        return visit.page_status(StatusCode::UNPROCESSABLE_ENTITY, &title, &[], &html! { (told) });
    };
    let name = format!("attachment; filename=\"historik-{}.csv\"", visit.place.code);
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (CONTENT_DISPOSITION, name),
    ];
    Ok::<_, Miss>((headers, bytes).into_response())
}
