//! `/user-list`: users with class, roles and permissions, and each class against its number (SEC-15, SEC-16,
//! REP-45); `/users/{login}/kind`: persons and integrations (DEF-09).

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kameral_access::{
    ClassSummary, LicenceLimit, ListedUser, Permission, UserClass, class_summary, listed_users, managed_entities,
    set_is_person,
};
use kameral_base::{EntityId, Timestamp};
use kameral_site::api::{Answer, Api, ApiVisit, Asked, Operation, Sent, json};
use kameral_site::{asked, told};
use kameral_ui::web::Problem;

asked! {
    /// Whether a user is a person.
    pub struct UserKindAsked {
        /// A person, or else a robot or an integration, which takes no licence.
        person: bool,
    }
}

asked! {
    /// Whose users are listed.
    pub struct UserListAsked {
        /// Those of every entity where the caller manages users; left out, of the one in the path.
        everywhere: Option<bool>,
    }
}

told! {
    /// What a user holds at one entity.
    pub struct ListedAtTold {
        /// Code of the entity.
        entity: String,
        /// `light` or `full`: what the roles here take.
        class: Option<String>,
        /// Codes of the roles.
        roles: Vec<String>,
        /// Codes of what they permit together.
        permissions: Vec<String>,
    }
}

told! {
    /// A user with class, roles and permissions of today.
    pub struct ListedUserTold {
        /// What the user signs in with.
        login: String,
        /// Name.
        name: String,
        /// Whether the user may sign in.
        active: bool,
        /// A person, or else a robot or an integration.
        person: bool,
        /// `light` or `full`: what the roles take.
        class: Option<String>,
        /// `light` or `full`: the licence that is held.
        licence: Option<String>,
        /// When the user was last seen.
        last_used: Option<Timestamp>,
        /// What is held where.
        held: Vec<ListedAtTold>,
    }
}

told! {
    /// A class against its number.
    pub struct ClassTold {
        /// `light` or `full`.
        class: String,
        /// Persons whose roles take it, each once however many entities they work for.
        needed: u64,
        /// Persons who hold a licence of it, of the whole installation.
        held: u64,
        /// The number; none where there is no limit.
        number: Option<i64>,
    }
}

told! {
    /// The list of users, and each class against its number.
    pub struct UserListTold {
        /// By login.
        users: Vec<ListedUserTold>,
        /// The lighter first.
        classes: Vec<ClassTold>,
    }
}

pub(super) fn routes() -> Api {
    let managing = |summary| Operation::new(summary).needs(Permission::UserManage);
    Api::new("user-list")
        .get(
            "/api/v1/entities/{entity}/user-list",
            list,
            managing("Users with class, roles, permissions and last use, and each class against its number")
                .asks::<UserListAsked>()
                .gives::<UserListTold>(),
        )
        .put(
            "/api/v1/entities/{entity}/users/{login}/kind",
            set_kind,
            managing("Say whether a user is a person, or a robot or an integration")
                .takes::<UserKindAsked>()
                .silent(),
        )
}

async fn list(visit: ApiVisit, Asked(asked): Asked<UserListAsked>) -> Response {
    visit.answer(move |visit| listed(visit, &asked)).await
}

/// Codes of every entity by key.
pub(super) fn codes(visit: &ApiVisit) -> Result<Vec<(EntityId, String)>, Problem> {
    let places = visit.site.store.read(|tx| (visit.site.places)(tx));
    let places = places.map_err(|fault| visit.fault(&fault))?;
    Ok(places.into_iter().map(|place| (place.id, place.code)).collect())
}

fn listed(visit: &ApiVisit, asked: &UserListAsked) -> Answer {
    let cx = &visit.cx;
    let codes = codes(visit)?;
    let found = cx.read(Permission::UserManage, |tx| {
        let all: Vec<EntityId> = codes.iter().map(|(id, _)| *id).collect();
        let entities = if asked.everywhere == Some(true) {
            managed_entities(tx, cx, &all)?
        } else {
            vec![cx.entity()]
        };
        let users = listed_users(tx, &entities, cx.today)?;
        let classes = class_summary(tx, &users, cx.today)?;
        Ok((users, classes))
    });
    let (users, classes) = found.map_err(|stop| visit.stopped(stop))?;
    let told = UserListTold {
        users: users.iter().map(|user| user_told(user, &codes)).collect(),
        classes: classes.iter().map(class_told).collect(),
    };
    json(StatusCode::OK, &told)
}

fn word(class: Option<UserClass>) -> Option<String> {
    class.map(|class| class.word().to_owned())
}

fn user_told(user: &ListedUser, codes: &[(EntityId, String)]) -> ListedUserTold {
    let held = user.held.iter().map(|at| {
        let mut roles: Vec<String> = at.roles.iter().map(|role| role.role.clone()).collect();
        roles.dedup();
        let entity = codes.iter().find(|(id, _)| *id == at.entity);
        let permissions = at.permissions.iter().map(|permission| permission.code().to_owned());
        ListedAtTold {
            entity: entity.map_or_else(String::new, |(_, code)| code.clone()),
            class: word(at.class()),
            roles,
            permissions: permissions.collect(),
        }
    });
    ListedUserTold {
        login: user.login.clone(),
        name: user.name.clone(),
        active: user.active,
        person: user.is_person,
        class: word(user.class),
        licence: word(user.licence),
        last_used: user.last_used,
        held: held.collect(),
    }
}

fn class_told(of: &ClassSummary) -> ClassTold {
    let count = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    ClassTold {
        class: of.class.word().to_owned(),
        needed: count(of.needed),
        held: count(of.held),
        number: match of.number {
            LicenceLimit::Persons(number) => Some(number),
            LicenceLimit::Unlimited | LicenceLimit::Organisation => None,
        },
    }
}

async fn set_kind(visit: ApiVisit, Path((_, login)): Path<(String, String)>, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let asked: UserKindAsked = visit.read(&sent.0)?;
            let done = set_is_person(&visit.cx, visit.key(&sent.0)?.as_ref(), &login, asked.person);
            done.map_err(|stop| visit.problem(stop))?;
            Ok(StatusCode::NO_CONTENT.into_response())
        })
        .await
}
