//! A browser at the small agency, on either engine, and what the agency's history says of it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use kameral_access::feed;
use kameral_access::{
    Cx, GrantDecision, HistoryFilter, INSTALLATION, Permission, RoleGrant, Session, give_role, held_roles, history,
};
use kameral_base::{Date, EntityId, Timestamp};
use kameral_identity::federation::commands::keep_provider;
use kameral_identity::federation::{Places, Provider};
use kameral_site::Site;
use kameral_store::{Stop, Store};
use kameral_ui::Language;
use tokio::runtime::Runtime;
use tower::ServiceExt as _;

use crate::agency;

/// The agency, and one browser.
pub struct World {
    pub store: Store,
    pub runtime: Runtime,
    router: Router,
    pub site: Arc<Site>,
    /// What the browser keeps.
    pub cookies: BTreeMap<String, String>,
}

/// What the browser was answered.
pub struct Answer {
    pub status: StatusCode,
    pub location: String,
    pub refresh: String,
    pub text: String,
}

impl World {
    /// The agency with its people, over empty tables.
    pub fn new(store: &Store, clock: fn() -> Timestamp) -> Self {
        agency::people(store);
        let site = Site {
            clock,
            ..kameral::server::site(store.clone(), false, Vec::new())
        };
        let site = Arc::new(site);
        Self {
            store: store.clone(),
            runtime: tokio::runtime::Builder::new_multi_thread()
                .worker_threads(2)
                .enable_all()
                .build()
                .unwrap(),
            router: kameral::server::app(site.clone()),
            site,
            cookies: BTreeMap::new(),
        }
    }

    pub fn now(&self) -> Timestamp {
        (self.site.clock)()
    }

    pub fn today(&self) -> Date {
        (self.site.day)(self.now())
    }

    pub fn operator(&self, entity: EntityId) -> Cx {
        Cx::operator(self.store.clone(), "drift", entity, self.today(), self.now())
    }

    /// Keeps a provider; answers `kept`, or the names of the refusals.
    pub fn keep(&self, provider: &Provider) -> String {
        match keep_provider(&self.operator(INSTALLATION), provider, &self.places()) {
            Ok(version) => format!("kept, version {version}"),
            Err(Stop::Refused(refusals)) => {
                let names = refusals.iter().map(kameral_base::Refusal::name);
                names.collect::<Vec<_>>().join(" ")
            }
            Err(stop) => panic!("{stop:?}"),
        }
    }

    pub fn places(&self) -> Places {
        let found = self.store.read(kameral_ledger::store::entities::all).unwrap();
        found.into_iter().map(|entity| (entity.code, entity.id)).collect()
    }

    pub fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path), Body::empty())
    }

    /// Another site's page posts here: the browser says so, and sends no cookie that must stay at home.
    pub fn post_from_elsewhere(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = fields
            .iter()
            .map(|(name, value)| format!("{name}={}", kameral_ui::address::encode(value)));
        let body = body.collect::<Vec<_>>().join("&");
        let request = Request::post(path)
            .header("sec-fetch-site", "cross-site")
            .header(header::ORIGIN, "https://utgivare.test")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, Body::from(body))
    }

    /// A form of our own.
    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = fields
            .iter()
            .map(|(name, value)| format!("{name}={}", kameral_ui::address::encode(value)));
        let body = body.collect::<Vec<_>>().join("&");
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, Body::from(body))
    }

    /// Messages of programs, sent at once; answers what each is answered.
    pub fn at_once(&self, messages: Vec<Request<Body>>) -> Vec<StatusCode> {
        self.runtime.block_on(async {
            let sent = messages.into_iter().map(|message| {
                let router = self.router.clone();
                tokio::spawn(async move { router.oneshot(message).await.unwrap().status() })
            });
            let sent: Vec<_> = sent.collect();
            let mut told = Vec::new();
            for one in sent {
                told.push(one.await.unwrap());
            }
            told
        })
    }

    /// The session of the browser.
    pub fn session(&self) -> Session {
        let token = self.cookies.get("kameral").expect("a session's cookie");
        Session::find(&self.store, token, self.now())
            .unwrap()
            .expect("a session")
    }

    /// A program's message, without anything a browser keeps.
    pub fn message(&mut self, method: &str, path: &str, heads: &[(&str, &str)], body: String) -> Answer {
        let kept = std::mem::take(&mut self.cookies);
        let mut request = Request::builder().method(method).uri(path);
        request = request.header(header::CONTENT_TYPE, "application/scim+json");
        for (name, value) in heads {
            request = request.header(*name, *value);
        }
        let answer = self.send(request, Body::from(body));
        self.cookies = kept;
        answer
    }

    fn send(&mut self, request: axum::http::request::Builder, body: Body) -> Answer {
        let cookies = self.cookies.iter().map(|(name, value)| format!("{name}={value}"));
        let request = request
            .header(header::COOKIE, cookies.collect::<Vec<_>>().join("; "))
            .header(header::ACCEPT, "text/html")
            .body(body)
            .unwrap();
        let router = self.router.clone();
        let (parts, bytes) = self.runtime.block_on(async move {
            let (parts, body) = router.oneshot(request).await.unwrap().into_parts();
            (parts, axum::body::to_bytes(body, usize::MAX).await.unwrap())
        });
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            let (name, rest) = cookie.to_str().unwrap().split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            assert!(rest.contains("HttpOnly") && rest.contains("SameSite="), "{rest}");
            if rest.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let head = |name: &str| {
            parts
                .headers
                .get(name)
                .map(|value| value.to_str().unwrap().to_owned())
                .unwrap_or_default()
        };
        Answer {
            status: parts.status,
            location: head("location"),
            refresh: head("refresh"),
            text: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    /// Whether somebody is signed in with the browser: who, by name.
    pub fn who(&mut self) -> String {
        let page = self.get("/1098");
        if page.status != StatusCode::OK {
            return format!("ingen ({})", page.status.as_u16());
        }
        let found = page
            .text
            .split("user-name\">")
            .nth(1)
            .and_then(|rest| rest.split('<').next());
        found.unwrap_or("?").to_owned()
    }

    /// What a person is told: that they are in, or the name of the refusal.
    pub fn told(&self, answer: &Answer) -> String {
        if !answer.refresh.is_empty() {
            return format!("inloggad, {}", answer.refresh);
        }
        let words = self.site.texts.words(Language::Sv);
        let spoken = |key: &str| words.t(key);
        let keys = [
            "provider-unknown",
            "flow-unknown",
            "busy",
            "declined",
            "unreachable",
            "proof-refused",
            "assurance-too-low",
            "login-missing",
            "login-foreign",
            "person-unknown",
            "person-tied",
            "person-governs",
            "inactive",
        ];
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            return "nekad throttled (429)".to_owned();
        }
        let found = keys
            .iter()
            .find(|key| answer.text.contains(&spoken(&format!("refusal-federation-{key}"))));
        format!("nekad {} ({})", found.unwrap_or(&"?"), answer.status.as_u16())
    }

    /// The installation's history, one line each.
    pub fn history(&self, entity: EntityId) -> String {
        let cx = self.operator(entity);
        let page = cx.read(Permission::BooksRead, |tx| {
            history::page(tx, &cx.scope, &HistoryFilter::default(), None, 200)
        });
        let mut lines = page.unwrap().lines;
        lines.reverse();
        let mut told = String::new();
        for line in lines {
            let parts = [&line.actor, &line.role, &line.channel, &line.command, &line.subject];
            let parts: Vec<&str> = parts.into_iter().map(String::as_str).collect();
            writeln!(
                told,
                "{} ; {} ; {}",
                parts.join(" ; "),
                line.outcome.word(),
                line.detail
            )
            .unwrap();
        }
        told
    }

    /// Roles somebody holds at the agency today.
    pub fn roles(&self, login: &str) -> String {
        let cx = self.operator(self.places()["1098"]);
        let held = cx.read(Permission::UserManage, |tx| held_roles(tx, &cx.scope)).unwrap();
        let of = held
            .iter()
            .filter(|held| held.login == login && held.holds_on(self.today()));
        let told = of.map(|held| {
            let words = held.conditions.iter().map(|of| format!(" {of}"));
            std::iter::once(held.role.clone()).chain(words).collect::<String>()
        });
        told.collect::<Vec<_>>().join(", ")
    }

    /// Gives somebody a role at the agency, by hand.
    pub fn give(&self, login: &str, role: &str) {
        let cx = self.operator(self.places()["1098"]);
        let grant = RoleGrant {
            login: login.to_owned(),
            entity: cx.entity(),
            role: role.to_owned(),
            conditions: Vec::new(),
            valid_from: None,
            valid_to: None,
            decision: GrantDecision {
                reference: "dnr 2".to_owned(),
                on: cx.today,
            },
        };
        give_role(&cx, None, &grant).unwrap();
    }

    /// Adds somebody by hand, without roles.
    pub fn add(&self, login: &str) {
        let cx = self.operator(INSTALLATION);
        self.store
            .write(|tx| {
                tx.for_entities(&[INSTALLATION])?;
                feed::add(tx, &cx, login, login)
            })
            .unwrap();
    }
}
