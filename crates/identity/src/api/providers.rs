//! `/identity-providers`: agencies' own sign-in and directories (SEC-23).

use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::{Date, Timestamp};
use kameral_site::api::{Answer, Api, ApiVisit, Operation, json};
use kameral_site::told;

use crate::federation::commands::providers;
use crate::federation::store::KeptProvider;

told! {
    /// A role that a provider's group gives at the entity.
    pub struct ProviderRoleTold {
        /// The group, as the provider writes it; empty is everybody it vouches for.
        group: String,
        /// Code of the role.
        role: String,
        /// Dimension of the rows it is held for; none is every row.
        dimension: Option<String>,
        /// Pattern of its values.
        pattern: Option<String>,
    }
}

told! {
    /// *Identitetsutgivare*.
    pub struct IdentityProviderTold {
        /// Code.
        code: String,
        /// What the sign-in page calls it.
        name: String,
        /// `oidc`, `saml` or `directory`.
        kind: String,
        /// Issuer or entity ID; empty for a directory.
        issuer: String,
        /// Ends of the logins it vouches for.
        logins: Vec<String>,
        /// Whether users are made at their first sign-in, and roles follow the groups of each.
        creates: bool,
        /// Whether it may give roles that govern.
        governing: bool,
        /// First day.
        valid_from: Option<Date>,
        /// Last day.
        valid_to: Option<Date>,
        /// Its version, from 1.
        version: i64,
        /// When it became so.
        changed_at: Timestamp,
        /// Roles it gives here.
        roles: Vec<ProviderRoleTold>,
    }
}

told! {
    /// Providers of the installation.
    pub struct IdentityProvidersTold {
        /// By code.
        providers: Vec<IdentityProviderTold>,
    }
}

pub fn routes() -> Api {
    let operation = Operation::new("Agencies' own sign-in and directories, and the roles they give here")
        .note("A provider is kept by the operator: `kameral provider add`.")
        .needs(Permission::UserManage)
        .gives::<IdentityProvidersTold>();
    Api::new("identity").get("/api/v1/entities/{entity}/identity-providers", list, operation)
}

async fn list(visit: ApiVisit) -> Response {
    visit.answer(listed).await
}

fn listed(visit: &ApiVisit) -> Answer {
    let kept = providers(&visit.cx).map_err(|stop| visit.stopped(stop))?;
    let providers = kept.into_iter().map(|kept| told_of(kept, &visit.place.code)).collect();
    json(StatusCode::OK, &IdentityProvidersTold { providers })
}

fn told_of(kept: KeptProvider, entity: &str) -> IdentityProviderTold {
    let provider = kept.provider;
    let here = provider.roles.into_iter().filter(|mapped| mapped.entity == entity);
    let roles = here.map(|mapped| ProviderRoleTold {
        group: mapped.group,
        role: mapped.role,
        dimension: mapped.dimension,
        pattern: mapped.pattern,
    });
    IdentityProviderTold {
        roles: roles.collect(),
        code: provider.code,
        name: provider.name,
        kind: provider.kind.word().to_owned(),
        issuer: provider.issuer,
        logins: provider.logins,
        creates: provider.creates,
        governing: provider.governing,
        valid_from: provider.valid_from,
        valid_to: provider.valid_to,
        version: kept.version,
        changed_at: kept.changed_at,
    }
}
