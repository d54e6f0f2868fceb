//! `/api/v1`: every crate's resources as one API, and the document that describes it.

mod entities;
mod groups;
mod history;
mod users;

use std::sync::OnceLock;

use axum::Router;
use axum::http::{StatusCode, header};
use axum::routing::any;
use kameral_site::Web;
use kameral_site::api::{self, Api, Caller, Operation};
use kameral_ui::web::Problem;

/// Where the document stands.
pub const DOCUMENT_PATH: &str = "/api/v1/openapi.json";

/// The routes of the API, with its document. What is not there is told as a problem too, and only
/// to somebody signed in.
pub fn routes() -> Router<Web> {
    let known = whole().into_router().method_not_allowed_fallback(not_so);
    known.route("/api/v1/{*rest}", any(nowhere))
}

async fn not_so(caller: Caller) -> Problem {
    Problem::new(StatusCode::METHOD_NOT_ALLOWED, caller.words.t("problem-method"))
}

async fn nowhere(caller: Caller) -> Problem {
    Problem::new(StatusCode::NOT_FOUND, caller.words.t("problem-not-found"))
}

/// Every resource, in the order of the house.
pub fn whole() -> Api {
    let document = Operation::new("This document").gives::<serde_json::Value>().open();
    Api::new("document")
        .get(
            DOCUMENT_PATH,
            || async { ([(header::CONTENT_TYPE, "application/json")], document_text()) },
            document,
        )
        .and(api::sign_in_routes())
        .and(entities::routes())
        .and(groups::routes())
        .and(users::routes())
        .and(kameral_ledger::api::routes())
        .and(kameral_appropriations::api::routes())
        .and(kameral_closing::api::routes())
        .and(kameral_reports::api::routes())
        .and(kameral_parties::api::routes())
        .and(kameral_exchange::api::routes())
        .and(kameral_allocation::api::routes())
        .and(kameral_identity::api::routes())
        .and(kameral_records::api::routes())
        .and(history::routes())
}

/// The OpenAPI document.
pub fn document_text() -> &'static str {
    static TEXT: OnceLock<String> = OnceLock::new();
    TEXT.get_or_init(|| whole().document(env!("CARGO_PKG_VERSION")).to_string())
}
