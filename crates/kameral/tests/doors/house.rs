//! The agency `1098` with something of each kind in it, another's entity `2098`, and everybody who may
//! come: a user for each role, and one for each permission.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{Request, StatusCode, header};
use kameral_access::{
    Cx, GrantDecision, HashCost, NewUser, Password, Permission, RoleGrant, RoleRow, add_user, give_role, set_roles,
};
use kameral_base::{Date, EntityId, Timestamp};
use kameral_ledger::commands::{NewEntity, init_entity};
use kameral_ledger::model::RuleSet;
use kameral_ledger::standard;
use kameral_site::{Needs, Site};
use kameral_store::Store;
use tokio::runtime::Runtime;
use tower::ServiceExt as _;

/// Who holds every permission.
pub const ALL: &str = "every";
pub const PASSWORD: &str = "en lång hemlighet för prov";
pub const CHEAP: HashCost = HashCost {
    memory_kib: 8,
    passes: 1,
    lanes: 1,
};

pub fn now() -> Timestamp {
    "2026-06-30T08:00:00Z".parse().unwrap()
}

/// A row of one of the two tables.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    pub method: &'static str,
    pub path: &'static str,
    pub needs: Needs,
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} ({})", self.method, self.path, self.needs.told())
    }
}

/// Every route of the program, pages first.
pub fn rows() -> Vec<Row> {
    let pages = kameral::server::pages();
    let pages = pages.rows().iter().map(|row| Row {
        method: row.method,
        path: row.path,
        needs: row.needs,
    });
    let api = kameral::api::whole();
    let api: Vec<Row> = api
        .doors()
        .map(|(method, path, needs)| Row { method, path, needs })
        .collect();
    pages.chain(api).collect()
}

/// What was answered.
pub struct Answer {
    pub status: StatusCode,
    location: String,
    file_name: String,
    signs_out: bool,
    csrf: String,
    pub body: Bytes,
}

impl Answer {
    /// Whether a browser is asked to sign in. Signing out leads there too.
    pub fn to_sign_in(&self) -> bool {
        self.location.starts_with("/logga-in") && !self.signs_out
    }

    /// All of it but the session's own token.
    pub fn told(&self) -> String {
        let body = String::from_utf8_lossy(&self.body);
        let body = if self.csrf.is_empty() {
            body.into_owned()
        } else {
            body.replace(&self.csrf, "#")
        };
        format!("{} {} {} {body}", self.status, self.location, self.file_name)
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let body = String::from_utf8_lossy(&self.body);
        let title = body.split("<title>").nth(1).and_then(|rest| rest.split('<').next());
        let told: String = title.unwrap_or(&body).chars().take(160).collect();
        write!(f, "{} {} {told}", self.status.as_u16(), self.location)
    }
}

struct Session {
    cookie: String,
    csrf: String,
}

/// The program's routes, and who has signed in.
pub struct House {
    store: Store,
    router: Router,
    runtime: Runtime,
    roles: Vec<String>,
    permissions: BTreeMap<String, BTreeSet<String>>,
    sessions: BTreeMap<String, Session>,
}

impl House {
    /// A house on a migrated database.
    pub fn on(store: Store) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .unwrap();
        let site = Site {
            clock: now,
            hash_cost: CHEAP,
            ..kameral::server::site(store.clone(), false, Vec::new())
        };
        let mut house = Self {
            router: kameral::server::app(Arc::new(site)),
            runtime,
            roles: Vec::new(),
            permissions: BTreeMap::new(),
            sessions: BTreeMap::new(),
            store,
        };
        house.furnish();
        house
    }

    /// Codes of the standard roles, as their file has them.
    pub fn roles(&self) -> Vec<String> {
        self.roles.clone()
    }

    /// Whether what a door asks for is what a role gives.
    pub fn gives(&self, role: &str, needs: Needs) -> bool {
        let held = &self.permissions[role];
        needs.met(|permission| held.contains(permission.code())).is_ok()
    }

    /// The operator at an entity.
    pub fn operator(&self, entity: i64) -> Cx {
        let today = Date::constant(2026, 6, 30);
        Cx::operator(self.store.clone(), "operator", EntityId(entity), today, now())
    }

    fn furnish(&mut self) {
        let entity = |code: &str, name: &str, rules: RuleSet| {
            let new = NewEntity {
                code: code.to_owned(),
                name: name.to_owned(),
                org_number: "202100-5026".to_owned(),
                rules,
            };
            init_entity(&self.operator(0), None, &new, &standard::changes(rules).unwrap()).unwrap();
        };
        entity("1098", "Strandskyddsnämnden", RuleSet::State);
        entity("2098", "Stiftelsen", RuleSet::Municipal);
        let mut rows: Vec<RoleRow> = standard::roles(RuleSet::State)
            .unwrap()
            .into_iter()
            .map(|role| RoleRow {
                role: role.role,
                name: role.name,
                name_en: role.name_en,
                description: role.description,
                permissions: role.permissions,
            })
            .collect();
        self.roles = rows.iter().map(|row| row.role.clone()).collect();
        let own = |role: &str, permissions: Vec<String>| RoleRow {
            role: role.replace('.', "_"),
            name: role.to_owned(),
            name_en: String::new(),
            description: String::new(),
            permissions,
        };
        for permission in Permission::ALL {
            rows.push(own(permission.code(), vec![permission.code().to_owned()]));
        }
        let every = Permission::ALL.map(|permission| permission.code().to_owned());
        rows.push(own(ALL, every.to_vec()));
        self.store.write(|tx| set_roles(tx, &rows)).unwrap();
        for row in rows {
            self.add_person(&RoleGrant {
                login: row.role.clone(),
                entity: EntityId(1),
                role: row.role.clone(),
                conditions: Vec::new(),
                valid_from: None,
                valid_to: None,
                decision: GrantDecision {
                    reference: "dnr 1".to_owned(),
                    on: Date::constant(2026, 6, 30),
                },
            });
            self.permissions.insert(row.role, row.permissions.into_iter().collect());
        }
    }

    /// Somebody new, who holds a role at the agency.
    pub fn add_person(&self, grant: &RoleGrant) {
        let cx = self.operator(1);
        let new = NewUser {
            login: grant.login.clone(),
            name: grant.login.clone(),
            password: Password::new(PASSWORD),
            language: "sv".to_owned(),
        };
        add_user(&cx, None, CHEAP, &new).unwrap();
        give_role(&cx, None, grant).unwrap();
    }

    /// A request to the API by who may do everything, which is done; its answer.
    pub fn done(&mut self, method: &'static str, path: &str, body: &str) -> String {
        self.done_by(ALL, method, path, body)
    }

    /// A request to the API by somebody, which is done; its answer.
    pub fn done_by(&mut self, who: &str, method: &'static str, path: &str, body: &str) -> String {
        let row = Row {
            method,
            path: "/api/",
            needs: Needs::AnyRole,
        };
        let address = format!("/api/v1/entities/1098/{path}");
        let answer = self.signed_in(who, |house, session| house.send(&row, &address, body, session));
        let told = String::from_utf8_lossy(&answer.body).into_owned();
        assert!(answer.status.is_success(), "{method} {path}: {told}");
        told
    }

    /// An address asked for by somebody signed in.
    pub fn get(&mut self, who: &str, row: &Row, address: &str) -> Answer {
        self.signed_in(who, |house, session| house.send(row, address, "", session))
    }

    /// A request to a route by somebody signed in; who was signed out meanwhile signs in again.
    pub fn ask(&mut self, who: &str, row: &Row, entity: &str) -> Answer {
        let body = if row.path.starts_with("/api/") { "{}" } else { "" };
        self.signed_in(who, |house, session| {
            house.send(row, &filled(row.path, entity), body, session)
        })
    }

    /// The database.
    pub fn store(&self) -> &Store {
        &self.store
    }

    fn signed_in(&mut self, who: &str, request: impl Fn(&Self, Option<&Session>) -> Answer) -> Answer {
        let who = who.replace('.', "_");
        if !self.sessions.contains_key(&who) {
            self.sign_in(&who);
        }
        let answer = request(self, Some(&self.sessions[&who]));
        if answer.to_sign_in() || answer.status == StatusCode::UNAUTHORIZED {
            self.sign_in(&who);
            return request(self, Some(&self.sessions[&who]));
        }
        answer
    }

    /// A request by nobody.
    pub fn nobody(&self, row: &Row, entity: &str) -> Answer {
        self.send(row, &filled(row.path, entity), "{}", None)
    }

    fn sign_in(&mut self, who: &str) {
        let form = format!("anvandare={who}&losenord={}", kameral_ui::address::encode(PASSWORD));
        let request = Request::post("/logga-in")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form))
            .unwrap();
        let response = self.runtime.block_on(self.router.clone().oneshot(request)).unwrap();
        let cookies = response.headers().get_all(header::SET_COOKIE).iter();
        let cookie = cookies
            .map(|cookie| cookie.to_str().unwrap().split(';').next().unwrap().to_owned())
            .find(|cookie| cookie.starts_with("kameral="))
            .unwrap_or_else(|| panic!("{who} signs in: {}", response.status()));
        let token = cookie.trim_start_matches("kameral=");
        let session = kameral_access::Session::find(&self.store, token, now())
            .unwrap()
            .unwrap();
        let csrf = session.csrf().reveal().to_owned();
        self.sessions.insert(who.to_owned(), Session { cookie, csrf });
    }

    fn send(&self, row: &Row, address: &str, body: &str, session: Option<&Session>) -> Answer {
        let is_api = row.path.starts_with("/api/");
        let mut request = Request::builder()
            .method(row.method.to_uppercase().as_str())
            .uri(address)
            .header(header::ACCEPT, "text/html,*/*");
        if row.method != "get" && is_api {
            request = request.header(header::CONTENT_TYPE, "application/json");
        } else if row.method != "get" {
            request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        if let Some(session) = session {
            request = request
                .header(header::COOKIE, &session.cookie)
                .header(kameral_ui::web::csrf::TOKEN_HEADER, &session.csrf);
        }
        let request = request.body(Body::from(body.to_owned())).unwrap();
        self.runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await.unwrap();
            let (parts, body) = response.into_parts();
            let text = |name| {
                parts
                    .headers
                    .get(name)
                    .map_or("", |value| value.to_str().unwrap())
                    .to_owned()
            };
            Answer {
                status: parts.status,
                signs_out: row.path == "/logga-ut",
                location: text(header::LOCATION),
                file_name: text(header::CONTENT_DISPOSITION),
                csrf: session.map_or(String::new(), |session| session.csrf.clone()),
                body: axum::body::to_bytes(body, usize::MAX).await.unwrap(),
            }
        })
    }
}

/// An address of a route: every part has something that can be read in its place.
fn filled(path: &str, entity: &str) -> String {
    let parts = path.split('/').map(|part| match part {
        "{entity}" => entity,
        "{period}" => "202603",
        "{year}" => "2026",
        "{valid_from}" => "2026-01-01",
        "{sha256}" => "0000000000000000000000000000000000000000000000000000000000000000",
        part if part.starts_with('{') => "1",
        part => part,
    });
    parts.collect::<Vec<_>>().join("/")
}
