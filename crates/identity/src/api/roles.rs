//! `/roles/{role}`: making and changing roles; `/files/roles`: those of a file (SEC-01, SEC-09, SEC-12, REP-11,
//! DEF-14).

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kameral_access::{Permission, RoleChange, RoleRow, UserClass, import_roles, roles, save_role};
use kameral_ledger::api::{XLSX, file_name};
use kameral_site::api::{Answer, Api, ApiVisit, Asked, Operation, Sent, json};
use kameral_site::{asked, told};
use kameral_store::Stop;

use crate::role_file::{self, ROLE_FILE_BYTES_MAX};

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
        /// Whether it requires a second factor; left out, as it is, and a new role requires none.
        second_factor: Option<bool>,
    }
}

asked! {
    /// A table of roles.
    pub struct RoleFileAsked {
        /// What the file is called, for history; left out, `api`.
        name: Option<String>,
    }
}

told! {
    /// *Behörighet*.
    pub struct PermissionTold {
        /// Code, as roles have it.
        permission: String,
        /// What it is called, in the caller's language.
        name: String,
        /// `light` or `full`: the class of users that it takes.
        class: Option<String>,
        /// Whether it governs users, roles, personal data or the installation: it is put in a role by who holds it.
        governs: bool,
        /// Codes of the roles that give it.
        roles: Vec<String>,
    }
}

told! {
    /// Permissions there are.
    pub struct PermissionsTold {
        /// In the order of the house.
        permissions: Vec<PermissionTold>,
    }
}

told! {
    /// What came of a table of roles.
    pub struct RolesImportedTold {
        /// Codes of roles that were not there, in the order of the table.
        added: Vec<String>,
        /// Codes of roles that were changed, in the order of the table.
        changed: Vec<String>,
        /// Roles of the table that were so already.
        unchanged: u64,
    }
}

pub(super) fn routes() -> Api {
    Api::new("roles").put(
        "/api/v1/entities/{entity}/roles/{role}",
        save,
        Operation::new("Make or change a role")
            .note("What governs users, roles or the system is put in a role by who holds it; nobody widens a role they hold, or frees it of its second factor.")
            .needs(Permission::RoleManage)
            .takes::<RoleSaved>()
            .silent(),
    )
    .get(
        "/api/v1/entities/{entity}/permissions",
        permissions,
        Operation::new("Permissions there are, and the roles that give them")
            .needs(Permission::UserManage)
            .gives::<PermissionsTold>(),
    )
    .post(
        "/api/v1/entities/{entity}/files/roles",
        import,
        Operation::new("Make and change the roles of a table, all of them or none")
            .note("Columns role, name, name_en, description, permissions, reports, second_factor; class and own are not read.")
            .note("Where a change of a role takes two, it is denied: propose a change of the kind role.save with roles in it.")
            .needs(Permission::RoleManage)
            .asks::<RoleFileAsked>()
            .takes_bytes("text/csv")
            .takes_bytes(XLSX)
            .gives::<RolesImportedTold>(),
    )
}

async fn permissions(visit: ApiVisit) -> Response {
    visit
        .answer(|visit| {
            let known = visit.cx.read(Permission::UserManage, roles);
            let known = known.map_err(|stop| visit.stopped(stop))?;
            let told = Permission::ALL.map(|permission| {
                let giving = known.iter().filter(|role| role.permissions.contains(&permission));
                PermissionTold {
                    permission: permission.code().to_owned(),
                    name: visit.words.t(permission.text_key()),
                    class: UserClass::of([permission]).map(|class| class.word().to_owned()),
                    governs: permission.governs(),
                    roles: giving.map(|role| role.role.clone()).collect(),
                }
            });
            json(
                StatusCode::OK,
                &PermissionsTold {
                    permissions: told.to_vec(),
                },
            )
        })
        .await
}

async fn import(visit: ApiVisit, Asked(asked): Asked<RoleFileAsked>, sent: Sent<ROLE_FILE_BYTES_MAX>) -> Response {
    visit.answer(move |visit| imported(visit, asked, &sent.0)).await
}

fn imported(visit: &ApiVisit, asked: RoleFileAsked, body: &[u8]) -> Answer {
    let name = file_name(visit, asked.name)?;
    let key = visit.key(body)?;
    // Of who may not, nothing is read: the command denies, and keeps in history that it did (SEC-10).
    let lines = if visit.cx.may(Permission::RoleManage) {
        role_file::read(body).map_err(|wrong| visit.problem(Stop::Refused(wrong)))?
    } else {
        Vec::new()
    };
    let done = import_roles(&visit.cx, key.as_ref(), &name, &lines).map_err(|stop| visit.problem(stop))?;
    let told = RolesImportedTold {
        added: done.added,
        changed: done.changed,
        unchanged: done.unchanged,
    };
    json(StatusCode::OK, &told)
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
                second_factor: asked.second_factor,
            };
            let done = save_role(&visit.cx, visit.key(&sent.0)?.as_ref(), &change);
            done.map_err(|stop| visit.problem(stop))?;
            Ok(StatusCode::NO_CONTENT.into_response())
        })
        .await
}
