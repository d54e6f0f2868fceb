//! `/users`, `/roles`: who may sign in, and what they hold at an entity (SEC-01, SEC-15).
//!
//! Nothing of a password is ever told, and nothing of one is kept with a key.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kameral_access::{
    GrantDecision, NewUser, Password, Permission, RoleGrant, RoleHeld, User, UserClass, add_user, give_role,
    give_role_at, held_roles, roles, set_active, take_role, users,
};
use kameral_base::{Date, EntityId, Timestamp};
use kameral_site::api::{Answer, Api, ApiVisit, Operation, Sent, json};
use kameral_site::{asked, told};
use kameral_ui::web::Problem;

const PATH: &str = "/api/v1/entities/{entity}/users";

asked! {
    /// A user to be added, without roles.
    pub struct NewUserAsked {
        /// What the user signs in with: letters a to z, digits and `. _ @ -`. It never changes.
        login: String,
        /// Name, as it is kept on vouchers.
        name: String,
        /// The first password.
        password: String,
        /// `sv` or `en`; left out, `sv`.
        language: Option<String>,
    }
}

asked! {
    /// What a user shall be.
    pub struct UserAsked {
        /// Whether the user may sign in. Roles are kept as they are.
        active: bool,
    }
}

asked! {
    /// A role to be given at the entity.
    pub struct RoleAsked {
        /// Code of the role.
        role: String,
        /// Rows it is held for, all of them met: `ORG=12*`, `ORG/TREE=A100` below a node of a hierarchy,
        /// `PROJ.responsible==me` with the holder's own login in an attribute; left out, every row.
        conditions: Option<Vec<String>>,
        /// First day.
        valid_from: Option<Date>,
        /// Last day.
        valid_to: Option<Date>,
        /// Reference of the decision behind it.
        decision: String,
        /// When it was decided; left out, today.
        decided_on: Option<Date>,
        /// Codes of all the entities it is given at, in place of the one in the path.
        entities: Option<Vec<String>>,
    }
}

told! {
    /// A role that is held at the entity.
    pub struct RoleHeldTold {
        /// Its number, to take it away by.
        grant: i64,
        /// Code of the role.
        role: String,
        /// Rows it is held for, all of them met; none is every row.
        conditions: Vec<String>,
        /// First day.
        valid_from: Option<Date>,
        /// Last day.
        valid_to: Option<Date>,
        /// Reference of the decision behind it; none for one given before decisions were kept.
        decision: Option<String>,
        /// When it was decided.
        decided_on: Option<Date>,
        /// When it was given.
        given_at: Timestamp,
        /// When it was taken away; none while it is held.
        taken_at: Option<Timestamp>,
    }
}

told! {
    /// *Användare*.
    pub struct UserTold {
        /// What the user signs in with.
        login: String,
        /// Name, as it is kept on vouchers.
        name: String,
        /// `sv` or `en`.
        language: String,
        /// Whether the user may sign in.
        active: bool,
        /// When the user was added.
        created_at: Timestamp,
        /// When the user last signed in.
        signed_in_at: Option<Timestamp>,
        /// Roles held at the entity, also those that ended.
        roles: Vec<RoleHeldTold>,
    }
}

told! {
    /// Users with a role at the entity, now or before, and those without a role anywhere.
    pub struct UsersTold {
        /// By login.
        users: Vec<UserTold>,
    }
}

told! {
    /// The number of a role that was given.
    pub struct RoleGivenTold {
        /// Its number, to take it away by; of the first entity where there are several.
        grant: i64,
        /// Its number at each of the entities, in their order.
        grants: Vec<i64>,
    }
}

told! {
    /// *Roll*.
    pub struct RoleTold {
        /// Code.
        role: String,
        /// Swedish name.
        name: String,
        /// English name; may be empty.
        name_en: String,
        /// What it is for.
        description: String,
        /// Codes of what it permits.
        permissions: Vec<String>,
        /// Names of the reports it is limited to; none is every report.
        reports: Vec<String>,
        /// Whether it requires a second factor.
        second_factor: bool,
        /// `light` or `full`: the class of users that it takes.
        class: Option<String>,
        /// Whether an agency made it itself.
        own: bool,
    }
}

told! {
    /// Roles there are.
    pub struct RolesTold {
        /// By code.
        roles: Vec<RoleTold>,
    }
}

pub fn routes() -> Api {
    let managing = |summary| Operation::new(summary).needs(Permission::UserManage);
    Api::new("users")
        .get(
            PATH,
            list,
            managing("Users and the roles they hold here").gives::<UsersTold>(),
        )
        .post(
            PATH,
            add,
            managing("Add a user, without roles")
                .note("The password is no part of what a key is compared with, so that nothing of it is kept.")
                .takes::<NewUserAsked>()
                .gives::<UserTold>()
                .made(),
        )
        .put(
            "/api/v1/entities/{entity}/users/{login}",
            set,
            managing("Let a user sign in, or no longer")
                .note("Not oneself, and nobody who holds roles where the caller manages no users.")
                .takes::<UserAsked>()
                .silent(),
        )
        .post(
            "/api/v1/entities/{entity}/users/{login}/roles",
            give,
            managing("Give a user a role here")
                .note("Not oneself. A role with user.manage or system.manage is given by who holds that permission.")
                .takes::<RoleAsked>()
                .gives::<RoleGivenTold>()
                .made(),
        )
        .delete(
            "/api/v1/entities/{entity}/users/{login}/roles/{grant}",
            take,
            managing("Take a role away; not one's own").silent(),
        )
        .get(
            "/api/v1/entities/{entity}/roles",
            known,
            managing("Roles there are, and what they permit").gives::<RolesTold>(),
        )
}

async fn list(visit: ApiVisit) -> Response {
    visit.answer(listed).await
}

fn listed(visit: &ApiVisit) -> Answer {
    let cx = &visit.cx;
    let found = cx.read(Permission::UserManage, |tx| {
        Ok((users(tx, &cx.scope)?, held_roles(tx, &cx.scope)?))
    });
    let (users, held) = found.map_err(|stop| visit.stopped(stop))?;
    let told = users.into_iter().map(|user| {
        let roles = held.iter().filter(|role| role.user == user.id).map(held_told);
        let roles = roles.collect();
        user_told(user, roles)
    });
    json(StatusCode::OK, &UsersTold { users: told.collect() })
}

fn user_told(user: User, roles: Vec<RoleHeldTold>) -> UserTold {
    UserTold {
        login: user.login,
        name: user.name,
        language: user.language,
        active: user.active,
        created_at: user.created_at,
        signed_in_at: user.signed_in_at,
        roles,
    }
}

fn held_told(role: &RoleHeld) -> RoleHeldTold {
    let decision = role.decision.as_ref();
    RoleHeldTold {
        grant: role.grant,
        role: role.role.clone(),
        conditions: role.conditions.iter().map(ToString::to_string).collect(),
        valid_from: role.valid_from,
        valid_to: role.valid_to,
        decision: decision.map(|of| of.reference.clone()),
        decided_on: decision.map(|of| of.on),
        given_at: role.given_at,
        taken_at: role.taken_at,
    }
}

async fn add(visit: ApiVisit, sent: Sent) -> Response {
    visit.answer(move |visit| added(visit, &sent.0)).await
}

fn added(visit: &ApiVisit, body: &[u8]) -> Answer {
    let asked: NewUserAsked = visit.read(body)?;
    let language = asked.language.unwrap_or_else(|| "sv".to_owned());
    // What is kept of a request is a quick hash, which a password in it would be guessed by.
    let request = serde_json::json!([asked.login, asked.name, language]).to_string();
    let key = visit.key(request.as_bytes())?;
    let new = NewUser {
        login: asked.login,
        name: asked.name,
        password: Password::new(asked.password),
        language,
    };
    let user = add_user(&visit.cx, key.as_ref(), visit.site.hash_cost, &new);
    let user = user.map_err(|stop| visit.problem(stop))?;
    json(StatusCode::CREATED, &user_told(user, Vec::new()))
}

async fn set(visit: ApiVisit, Path((_, login)): Path<(String, String)>, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let asked: UserAsked = visit.read(&sent.0)?;
            let done = set_active(&visit.cx, visit.key(&sent.0)?.as_ref(), &login, asked.active);
            done.map_err(|stop| visit.problem(stop))?;
            Ok(StatusCode::NO_CONTENT.into_response())
        })
        .await
}

async fn give(visit: ApiVisit, Path((_, login)): Path<(String, String)>, sent: Sent) -> Response {
    visit.answer(move |visit| given(visit, login, &sent.0)).await
}

fn given(visit: &ApiVisit, login: String, body: &[u8]) -> Answer {
    let asked: RoleAsked = visit.read(body)?;
    let mut conditions = Vec::new();
    for condition in asked.conditions.unwrap_or_default() {
        let (dimension, pattern) = condition
            .split_once('=')
            .ok_or_else(|| visit.malformed("conditions: ORG=12*"))?;
        conditions.push((dimension.to_owned(), pattern.to_owned()));
    }
    let grant = RoleGrant {
        login,
        entity: visit.cx.entity(),
        role: asked.role,
        conditions,
        valid_from: asked.valid_from,
        valid_to: asked.valid_to,
        decision: GrantDecision {
            reference: asked.decision,
            on: asked.decided_on.unwrap_or(visit.cx.today),
        },
    };
    let key = visit.key(body)?;
    let grants = match asked.entities {
        None => give_role(&visit.cx, key.as_ref(), &grant).map(|grant| vec![grant]),
        Some(codes) => give_role_at(&visit.cx, key.as_ref(), &grant, &entities_of(visit, &codes)?),
    };
    let grants = grants.map_err(|stop| visit.problem(stop))?;
    let grant = *grants
        .first()
        .ok_or_else(|| visit.malformed("entities: at least one"))?;
    json(StatusCode::CREATED, &RoleGivenTold { grant, grants })
}

/// Entities by their codes. One that is not there is named by a number that no entity has, so that it is
/// refused in the same words as one the caller may not know of.
fn entities_of(visit: &ApiVisit, codes: &[String]) -> Result<Vec<EntityId>, Problem> {
    if codes.is_empty() {
        return Err(visit.malformed("entities: at least one"));
    }
    let places = visit.site.store.read(|tx| (visit.site.places)(tx));
    let places = places.map_err(|fault| visit.fault(&fault))?;
    let id = |code: &String| places.iter().find(|place| place.code == *code).map(|place| place.id);
    Ok(codes.iter().map(|code| id(code).unwrap_or(EntityId(-1))).collect())
}

async fn take(visit: ApiVisit, Path((_, login, grant)): Path<(String, String, String)>) -> Response {
    visit
        .answer(move |visit| {
            let grant = grant.parse().map_err(|_| visit.not_found())?;
            let done = take_role(&visit.cx, visit.key(b"")?.as_ref(), &login, grant);
            done.map_err(|stop| visit.problem(stop))?;
            Ok(StatusCode::NO_CONTENT.into_response())
        })
        .await
}

async fn known(visit: ApiVisit) -> Response {
    visit
        .answer(|visit| {
            let known = visit.cx.read(Permission::UserManage, roles);
            let known = known.map_err(|stop| visit.stopped(stop))?.into_iter();
            let told = known.map(|role| RoleTold {
                class: UserClass::of(role.permissions.iter().copied()).map(|class| class.word().to_owned()),
                role: role.role,
                name: role.name,
                name_en: role.name_en,
                description: role.description,
                permissions: role.permissions.into_iter().map(|of| of.code().to_owned()).collect(),
                reports: role.reports,
                second_factor: role.second_factor,
                own: role.own,
            });
            json(StatusCode::OK, &RolesTold { roles: told.collect() })
        })
        .await
}
