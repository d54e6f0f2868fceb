//! `/roles/{role}`: making and changing roles (SEC-01, SEC-09, REP-11, DEF-14).

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kameral_access::{Permission, RoleChange, RoleRow, save_role};
use kameral_site::api::{Api, ApiVisit, Operation, Sent};
use kameral_site::asked;

asked! {
    /// What a role shall be.
    pub struct RoleSaved {
        /// Swedish name.
        name: String,
        /// English name.
        name_en: Option<String>,
        /// What it is for.
        description: Option<String>,
        /// Codes of what it permits.
        permissions: Vec<String>,
        /// Names of the reports it is limited to; left out or empty, every report.
        reports: Option<Vec<String>>,
    }
}

pub(super) fn routes() -> Api {
    Api::new("roles").put(
        "/api/v1/entities/{entity}/roles/{role}",
        save,
        Operation::new("Make or change a role")
            .note("What governs users, roles or the system is put in a role by who holds it; nobody widens a role they hold.")
            .needs(Permission::RoleManage)
            .takes::<RoleSaved>()
            .silent(),
    )
}

async fn save(visit: ApiVisit, Path((_, role)): Path<(String, String)>, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let asked: RoleSaved = visit.read(&sent.0)?;
            let change = RoleChange {
                row: RoleRow {
                    role,
                    name: asked.name,
                    name_en: asked.name_en.unwrap_or_default(),
                    description: asked.description.unwrap_or_default(),
                    permissions: asked.permissions,
                },
                reports: asked.reports.unwrap_or_default(),
            };
            let done = save_role(&visit.cx, visit.key(&sent.0)?.as_ref(), &change);
            done.map_err(|stop| visit.problem(stop))?;
            Ok(StatusCode::NO_CONTENT.into_response())
        })
        .await
}
