//! A small world: the agency `1098`, the foundation `2098` where nobody here has a role, and three
//! people who sign in. A story is lines of requests:
//!
//! ```text
//! eva POST vouchers key=k1 lang=en {"vouchers": …}
//! ```
//!
//! Paths are below `/api/v1/entities/1098/` unless they begin with `/`. What is answered is the
//! status and the body; hashes are told as `#`, and a problem as its title and its refusals.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{Method, Request, StatusCode, header};
use expect_test::Expect;
use serde_json::Value;
use tokio::runtime::Runtime;
use tower::ServiceExt as _;

use crate::agency::{self, PASSWORD, PEOPLE};

/// The program's routes on a database of their own.
pub struct World {
    pub store: kameral_store::Store,
    router: Router,
    runtime: Runtime,
    tokens: BTreeMap<&'static str, String>,
}

/// One answer.
pub struct Answered {
    pub status: StatusCode,
    pub media_type: String,
    pub body: Bytes,
}

impl World {
    /// A new world, everybody signed in.
    pub fn new() -> Self {
        Self::on(agency::empty())
    }

    /// A new world on a database that has its tables and nothing in them.
    pub fn on(store: kameral_store::Store) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .unwrap();
        let mut world = Self {
            store: store.clone(),
            router: agency::router(store),
            runtime,
            tokens: BTreeMap::new(),
        };
        for (login, _) in PEOPLE {
            world.sign_in(login);
        }
        world
    }

    /// Lets somebody who is in the register act.
    pub fn sign_in(&mut self, login: &'static str) {
        let body = serde_json::json!({ "login": login, "password": PASSWORD }).to_string();
        let answered = self.ask("-", "POST", "/api/v1/sign-in", &[], body.into_bytes());
        assert_eq!(answered.status, StatusCode::OK, "{login} signs in");
        let token = answered.json()["token"].as_str().unwrap().to_owned();
        self.tokens.insert(login, token);
    }

    /// One request; `-` is nobody.
    pub fn ask(&self, who: &str, method: &str, path: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Answered {
        let mut request = Request::builder()
            .method(Method::from_bytes(method.as_bytes()).unwrap())
            .uri(path);
        if who != "-" {
            request = request.header(header::AUTHORIZATION, format!("Bearer {}", self.tokens[who]));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::from(body)).unwrap();
        self.runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await.unwrap();
            let media_type = response
                .headers()
                .get(header::CONTENT_TYPE)
                .map(|value| value.to_str().unwrap().to_owned());
            let status = response.status();
            let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
            Answered {
                status,
                media_type: media_type.unwrap_or_default(),
                body,
            }
        })
    }

    /// Plays a story.
    pub fn play(&self, story: &str) -> String {
        let mut told = String::new();
        for line in story.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let (words, body) = line.find(['{', '[']).map_or((line, ""), |at| line.split_at(at));
            let mut words = words.split_whitespace();
            let (who, method, path) = (words.next().unwrap(), words.next().unwrap(), words.next().unwrap());
            let mut headers = vec![("accept-language", "sv")];
            for word in words {
                match word.split_once('=').unwrap() {
                    ("key", key) => headers.push(("idempotency-key", key)),
                    ("lang", language) => headers[0].1 = language,
                    ("type", media_type) => headers.push(("content-type", media_type)),
                    (name, _) => panic!("{name}"),
                }
            }
            let address = if path.starts_with('/') {
                path.to_owned()
            } else {
                format!("/api/v1/entities/1098/{path}")
            };
            let answered = self.ask(who, method, &address, &headers, body.as_bytes().to_vec());
            writeln!(told, "{who} {method} {path}: {}", answered.told()).unwrap();
        }
        told
    }
}

impl Answered {
    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&self.body)))
    }

    fn told(&self) -> String {
        let status = self.status.as_u16();
        if self.media_type == "application/problem+json" {
            return problem(&self.json());
        }
        if self.body.is_empty() {
            return status.to_string();
        }
        if self.media_type != "application/json" {
            return format!(
                "{status} {}\n{}",
                self.media_type,
                String::from_utf8_lossy(&self.body).replace('\r', "").trim_end()
            );
        }
        format!("{status} {}", without_hashes(self.json()))
    }
}

fn problem(problem: &Value) -> String {
    let mut told = format!("{} {}", problem["status"], problem["title"].as_str().unwrap());
    if let Some(detail) = problem["detail"].as_str() {
        write!(told, ": {detail}").unwrap();
    }
    for refusal in problem["refusals"].as_array().into_iter().flatten() {
        let place = [&refusal["line"], &refusal["field"]].map(|part| match part {
            Value::Null => "-".to_owned(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        });
        let words = (refusal["name"].as_str().unwrap(), refusal["text"].as_str().unwrap());
        write!(told, "\n    {} {}: {}: {}", place[0], place[1], words.0, words.1).unwrap();
    }
    told
}

/// What 64 hexadecimal digits say depends on everything before; a story is not about that.
fn without_hashes(value: Value) -> Value {
    match value {
        Value::String(text) if text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit()) => "#".into(),
        Value::Array(values) => values.into_iter().map(without_hashes).collect(),
        Value::Object(members) => members
            .into_iter()
            .map(|(name, value)| (name, without_hashes(value)))
            .collect(),
        other => other,
    }
}

/// A voucher of two lines as JSON.
pub fn voucher(text: &str, amount_ore: i64) -> String {
    let credit = -amount_ore;
    format!(
        r#"{{"date":"2026-03-02","text":"{text}","lines":[{{"account":"5611","amount_ore":{amount_ore}}},{{"account":"1910","amount_ore":{credit}}}]}}"#
    )
}

/// Plays a story in a new world and compares what happened with what was expected. `{rent}` in the
/// story is a voucher of 500 kronor.
pub fn check(story: &str, expected: Expect) {
    let story = story.replace("{rent}", &voucher("Hyra", 50_000));
    expected.assert_eq(&World::new().play(&story));
}
