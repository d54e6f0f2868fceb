//! `/api/v1/entities/{entity}/outbox`, `/hermes`, `/tdb`, `/exchange-settings`: files to the central
//! government accounts; `/feeders` and `/feeder-receipts`: files of other systems.

mod feeders;
mod hermes;
mod outbox;
mod settings;
mod tdb;

use axum::http::header;
use axum::response::{IntoResponse, Response};
use kameral_site::api::Api;

use crate::commands::Made;

/// The routes.
pub fn routes() -> Api {
    Api::new("exchange")
        .and(outbox::routes())
        .and(hermes::routes())
        .and(tdb::routes())
        .and(settings::routes())
        .and(feeders::routes())
}

kameral_site::told! {
    /// A file that was made, or had been made before.
    pub struct MadeTold {
        /// Kind in the outbox.
        kind: String,
        /// Number there.
        number: i64,
        /// Whether the same file was made before and has had the number since.
        same: bool,
        /// What it is called where it is going.
        file_name: String,
        /// SHA-256 of its bytes.
        sha256: String,
        /// Its length.
        file_bytes: i64,
        /// Records in it.
        records: u64,
    }
}

impl From<Made> for MadeTold {
    fn from(made: Made) -> Self {
        Self {
            kind: made.kind,
            number: made.number,
            same: made.same,
            file_name: made.file_name,
            sha256: made.sha256,
            file_bytes: made.file_bytes,
            records: made.records,
        }
    }
}

/// A file to save, under its own name. A name may hold any character that can be seen, and a header
/// some of them only, so it is given in both ways there are.
pub(crate) fn saved(name: &str, bytes: Vec<u8>) -> Response {
    let plain: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_graphic() && !"\"\\%".contains(c) || c == ' ' {
                c
            } else {
                '_'
            }
        })
        .collect();
    let encoded: String = name
        .bytes()
        .map(|byte| match byte {
            b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect();
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}"),
        ),
    ];
    (headers, bytes).into_response()
}
