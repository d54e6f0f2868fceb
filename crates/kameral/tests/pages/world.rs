//! A browser at the small agency: it keeps its session, sends forms as pages give them, and tells
//! a page as its words.

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use kameral_access::Cx;
use kameral_base::{Date, EntityId};
use kameral_ledger::commands::change_registers;
use kameral_ledger::register::Change;
use kameral_store::Store;
use tokio::runtime::Runtime;
use tower::ServiceExt as _;

use crate::agency::{self, PASSWORD, PEOPLE};

/// One browser.
pub struct Browser {
    router: Router,
    runtime: Runtime,
    cookie: String,
    csrf: String,
    language: &'static str,
}

/// What it was answered.
pub struct Page {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Browser {
    /// A browser nobody has signed in with.
    pub fn new() -> Self {
        Self::over(agency::empty())
    }

    /// A browser over a database whose tables are empty still.
    pub fn over(store: Store) -> Self {
        Self::to(agency::router(store))
    }

    /// The same, of a server that is reached over TLS only.
    pub fn over_tls_only(store: Store) -> Self {
        Self::to(agency::router_with(store, true))
    }

    fn to(router: Router) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .unwrap();
        Self {
            router,
            runtime,
            cookie: String::new(),
            csrf: String::new(),
            language: "sv",
        }
    }

    /// A browser somebody has signed in with, after the agency's registers were changed.
    pub fn after(who: &str, changes: &[Change]) -> Self {
        let store = agency::empty();
        let mut browser = Self::over(store.clone());
        let now = "2026-06-30T08:00:00Z".parse().unwrap();
        let cx = Cx::operator(store, "operator", EntityId(1), Date::constant(2026, 6, 30), now);
        change_registers(&cx, None, "register", changes).unwrap();
        browser.sign_in(who);
        browser
    }

    /// A browser somebody has signed in with.
    pub fn of(who: &str) -> Self {
        let mut browser = Self::new();
        browser.sign_in(who);
        browser
    }

    /// Somebody signs in, over the same books.
    pub fn sign_in(&mut self, who: &str) {
        assert!(PEOPLE.iter().any(|(login, _)| *login == who), "{who}");
        self.enter(who);
    }

    /// Somebody the story itself has made signs in.
    pub fn enter(&mut self, who: &str) {
        self.cookie.clear();
        let signed_in = self.form("/logga-in", &[("anvandare", who), ("losenord", PASSWORD)]);
        let cookie = signed_in.header("set-cookie");
        cookie.split(';').next().unwrap().clone_into(&mut self.cookie);
        let start = self.get("/1098");
        let token = start.between("<meta name=\"csrf-token\" content=\"", "\"");
        token.clone_into(&mut self.csrf);
    }

    /// A browser over routes of one's own, where nobody is signed in.
    pub fn at(router: Router) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .unwrap();
        Self {
            router,
            runtime,
            cookie: String::new(),
            csrf: String::new(),
            language: "sv",
        }
    }

    /// Another browser over the same routes, where nobody is signed in.
    pub fn nobody(other: &Self) -> Self {
        Self::at(other.router.clone())
    }

    /// Forgets its cookie.
    pub fn forget(&mut self) {
        self.cookie.clear();
        self.csrf.clear();
    }

    /// Keeps the cookie of an answer, and the token for writes of whatever page it comes to.
    pub fn keep(&mut self, page: &Page) {
        let cookie = page.header("set-cookie");
        cookie.split(';').next().unwrap().clone_into(&mut self.cookie);
        for path in ["/konto", "/logga-in/kod"] {
            let page = self.get(path);
            if page.status == StatusCode::OK {
                page.between("<meta name=\"csrf-token\" content=\"", "\"")
                    .clone_into(&mut self.csrf);
                return;
            }
        }
    }

    /// What a program is answered that sends these credentials.
    pub fn bearing(&self, credentials: &str, path: &str) -> Page {
        let request = Request::builder()
            .uri(path)
            .header(header::AUTHORIZATION, credentials)
            .body(Body::empty())
            .unwrap();
        self.ask(request)
    }

    /// A write with the browser's cookie and these credentials, and without the token of forms.
    pub fn forged(&self, credentials: &str, path: &str) -> Page {
        let request = Request::post(path)
            .header(header::AUTHORIZATION, credentials)
            .header(header::COOKIE, &self.cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::empty())
            .unwrap();
        self.ask(request)
    }

    /// The language the browser asks for.
    pub fn speaks(&mut self, language: &'static str) {
        self.language = language;
    }

    /// A page.
    pub fn get(&self, path: &str) -> Page {
        self.send("GET", path, "text/html,*/*", "", Vec::new())
    }

    /// A form without files, with the session's token.
    pub fn form(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let fields = fields.iter().copied().chain([("_csrf", self.csrf.as_str())]);
        let body: Vec<String> = fields
            .map(|(name, value)| {
                format!(
                    "{}={}",
                    kameral_ui::address::encode(name),
                    kameral_ui::address::encode(value)
                )
            })
            .collect();
        let kind = "application/x-www-form-urlencoded";
        self.send("POST", path, "text/html,*/*", kind, body.join("&").into_bytes())
    }

    /// A form with files: each its name, its media type and its bytes.
    pub fn files(&self, path: &str, files: &[(&str, &str, &[u8])]) -> Page {
        let part =
            |head: &str, content: &[u8]| [b"--prov\r\n", head.as_bytes(), b"\r\n\r\n", content, b"\r\n"].concat();
        let token = "Content-Disposition: form-data; name=\"_csrf\"";
        let mut body = part(token, self.csrf.as_bytes());
        for (name, media_type, content) in files {
            let head = format!(
                "Content-Disposition: form-data; name=\"filer\"; filename=\"{name}\"\r\nContent-Type: {media_type}"
            );
            body.extend(part(&head, content));
        }
        body.extend(b"--prov--\r\n");
        let kind = "multipart/form-data; boundary=prov";
        self.send("POST", path, "text/html,*/*", kind, body)
    }

    /// A form with a file in a field of its own, beside others.
    pub fn file_form(&self, path: &str, fields: &[(&str, &str)], file: (&str, &str, &[u8])) -> Page {
        let part =
            |head: &str, content: &[u8]| [b"--prov\r\n", head.as_bytes(), b"\r\n\r\n", content, b"\r\n"].concat();
        let head = |name: &str| format!("Content-Disposition: form-data; name=\"{name}\"");
        let mut body = part(&head("_csrf"), self.csrf.as_bytes());
        for (name, value) in fields {
            body.extend(part(&head(name), value.as_bytes()));
        }
        let (name, file_name, content) = file;
        body.extend(part(&format!("{}; filename=\"{file_name}\"", head(name)), content));
        body.extend(b"--prov--\r\n");
        let kind = "multipart/form-data; boundary=prov";
        self.send("POST", path, "text/html,*/*", kind, body)
    }

    /// What a script of a page sends.
    pub fn json(&self, path: &str, body: &str) -> Page {
        let body = body.as_bytes().to_vec();
        self.send("POST", path, "application/json", "application/json", body)
    }

    /// One request.
    pub fn send(&self, method: &str, path: &str, accept: &str, content_type: &str, body: Vec<u8>) -> Page {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::CONTENT_LENGTH, body.len())
            .header(header::ACCEPT, accept)
            .header(header::ACCEPT_LANGUAGE, self.language)
            .header(header::COOKIE, &self.cookie)
            .header(header::CONTENT_TYPE, content_type)
            .header(csrf_header(content_type), &self.csrf)
            .body(Body::from(body))
            .unwrap();
        self.ask(request)
    }

    fn ask(&self, request: Request<Body>) -> Page {
        self.runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await.unwrap();
            let (parts, body) = response.into_parts();
            Page {
                status: parts.status,
                headers: parts.headers,
                body: axum::body::to_bytes(body, usize::MAX).await.unwrap(),
            }
        })
    }
}

/// A script sends the token in a header; a form has it among its fields.
fn csrf_header(content_type: &str) -> &'static str {
    if content_type == "application/json" {
        kameral_ui::web::csrf::TOKEN_HEADER
    } else {
        "x-none"
    }
}

impl Page {
    /// A header, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// The page as it was written.
    pub fn html(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    /// What stands between two pieces of it.
    pub fn between(&self, before: &str, after: &str) -> &str {
        let html = self.html();
        let from = html.find(before).unwrap_or_else(|| panic!("no {before} in {html}")) + before.len();
        &html[from..from + html[from..].find(after).unwrap()]
    }

    /// Status and the words of the page's own part, each text on a line.
    pub fn told(&self) -> String {
        let status = self.status.as_u16();
        if !self.header("location").is_empty() {
            return format!("{status} → {}\n", self.header("location"));
        }
        if !self.html().contains("<main") {
            return format!("{status} {}\n", self.html());
        }
        let mut told = format!("{status}\n");
        for part in self.between("<main", "</main>").split('<').skip(1) {
            let words = part.split_once('>').map_or("", |(_, words)| words).trim();
            if !words.is_empty() {
                told.push_str(words);
                told.push('\n');
            }
        }
        told
    }
}
