//! `/api/v1`: every crate's resources as one API, and the document that describes it.

mod entities;
mod history;

use std::sync::OnceLock;

use axum::Router;
use axum::http::header;
use kameral_site::api::{self, Api, Operation};
use kameral_site::Web;

/// Where the document stands.
pub const DOCUMENT_PATH: &str = "/api/v1/openapi.json";

/// The routes of the API, with its document.
pub fn routes() -> Router<Web> {
    whole().into_router()
}

/// Every resource, in the order of the house.
pub fn whole() -> Api {
    let document = Operation::new("This document").gives::<serde_json::Value>().open();
    Api::new("document")
        .get(DOCUMENT_PATH, || async { ([(header::CONTENT_TYPE, "application/json")], document_text()) }, document)
        .and(api::sign_in_routes())
        .and(entities::routes())
        .and(kameral_ledger::api::routes())
        .and(kameral_reports::api::routes())
        .and(history::routes())
}

/// The OpenAPI document.
pub fn document_text() -> &'static str {
    static TEXT: OnceLock<String> = OnceLock::new();
    TEXT.get_or_init(|| whole().document(env!("CARGO_PKG_VERSION")).to_string())
}
