//! `/attachments`: documents kept with vouchers, by the hash of their content.

use axum::Extension;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use kameral_access::Permission;
use kameral_site::api::{Answer, Api, ApiVisit, Asked, Operation, Sent, json};
use kameral_site::{Document, Needs, asked};

use super::fields::Sha256Text;
use super::files::{file_name, media_type};
use super::voucher_draft::AttachmentName;
use crate::attachment::ATTACHMENT_BYTES_MAX;
use crate::commands::attach;
use crate::store::attachments;

/// Media type of a document that comes without one.
const UNKNOWN: &str = "application/octet-stream";

asked! {
    /// How a document comes.
    pub struct AttachmentAsked {
        /// File name, as vouchers will show it.
        name: String,
    }
}

pub fn routes() -> Api {
    Api::new("attachments")
        .post(
            "/api/v1/entities/{entity}/attachments",
            keep,
            Operation::new("Keep a document, to be named by a voucher posted later")
                .note("The media type is the Content-Type of the request. The same content twice is kept once.")
                .needs(Permission::VoucherDraft)
                .asks::<AttachmentAsked>()
                .takes_bytes(UNKNOWN)
                .gives::<AttachmentName>()
                .made(),
        )
        .get(
            "/api/v1/entities/{entity}/attachments/{sha256}",
            fetch,
            Operation::new("A document by its hash")
                .needs(Needs::Whole(&[Permission::BooksRead]))
                .gives_bytes(UNKNOWN),
        )
}

async fn keep(visit: ApiVisit, Asked(asked): Asked<AttachmentAsked>, sent: Sent<ATTACHMENT_BYTES_MAX>) -> Response {
    visit
        .answer(move |visit| {
            let name = file_name(visit, Some(asked.name))?;
            let media_type = Some(media_type(visit))
                .filter(|text| !text.is_empty())
                .unwrap_or(UNKNOWN);
            let key = visit.key(&[media_type.as_bytes(), b"\n", &sent.0].concat())?;
            let kept = attach(&visit.cx, key.as_ref(), &name, media_type, &sent.0);
            let kept = kept.map_err(|stop| visit.problem(stop))?;
            json(
                StatusCode::CREATED,
                &AttachmentName {
                    sha256: Sha256Text(kept.sha256),
                    name: kept.name,
                },
            )
        })
        .await
}

async fn fetch(visit: ApiVisit, Path((_, sha256)): Path<(String, String)>) -> Response {
    visit.answer(move |visit| fetched(visit, &sha256)).await
}

/// Always a file to save: a document somebody sent in is never shown as a page of ours.
fn fetched(visit: &ApiVisit, sha256: &str) -> Answer {
    let Sha256Text(sha256) = Sha256Text::parse(sha256).ok_or_else(|| visit.not_found())?;
    let cx = &visit.cx;
    if !crate::secrecy::may_open(cx, &sha256).map_err(|stop| visit.stopped(stop))? {
        return Err(visit.not_found());
    }
    let found = cx.read(Permission::BooksRead, |tx| {
        attachments::content(tx, cx.entity(), &sha256)
    });
    let (media_type, content) = found
        .map_err(|stop| visit.stopped(stop))?
        .ok_or_else(|| visit.not_found())?;
    let headers = [
        (header::CONTENT_TYPE, media_type),
        (header::CONTENT_DISPOSITION, "attachment".to_owned()),
    ];
    Ok((Extension(Document), headers, content).into_response())
}
