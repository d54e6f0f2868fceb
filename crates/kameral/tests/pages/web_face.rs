//! What every answer of the program tells a browser, whichever route gives it and however it ends
//! (reliability rule 18; SEC-20, SEC-24).

use std::collections::BTreeSet;

use axum::http::StatusCode;
use kameral_ui::web::headers::{CONTENT_SECURITY_POLICY, FILE_SECURITY_POLICY};

use crate::pages::world::{Browser, Page};

/// Methods a route is tried with, those it does not take among them.
const METHODS: [&str; 9] = [
    "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW",
];

/// Headers of every answer.
const ALWAYS: [(&str, &str); 6] = [
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), geolocation=(), microphone=(), payment=()",
    ),
];

/// Addresses that stand in no table.
const BESIDE: [&str; 9] = [
    "/stil",
    "/installningar/sprak",
    "/installningar/tema",
    "/",
    "/finns/inte",
    "/1098/finns/inte",
    "/api/v1/finns/inte",
    "/statiskt/0/kameral.css",
    "//ond.se",
];

/// Every page's address, and every route of the API.
fn addresses() -> BTreeSet<String> {
    let mut found: BTreeSet<String> = BESIDE.iter().map(|path| (*path).to_owned()).collect();
    found.extend(kameral::server::pages().rows().iter().map(|row| row.path.to_owned()));
    found.extend(kameral::api::whole().operations().map(|(_, path)| path.to_owned()));
    assert!(150 < found.len(), "the tables were read");
    found
}

/// An address with something in every place.
fn filled(path: &str) -> String {
    let part = |part: &str| match part {
        "{entity}" => "1098".to_owned(),
        "{draft}" | "{pairing}" | "{version}" | "{line}" => "1".to_owned(),
        "{period}" => "202603".to_owned(),
        "{code}" => "ORG".to_owned(),
        part if part.starts_with('{') => "A-2026-1".to_owned(),
        part => part.to_owned(),
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

fn is_held(page: &Page, what: &str) {
    for (name, value) in ALWAYS {
        assert_eq!(page.header(name), value, "{what}: {name}");
    }
    let is_file = page.header("content-disposition").starts_with("attachment");
    let policy = if is_file {
        FILE_SECURITY_POLICY
    } else {
        CONTENT_SECURITY_POLICY
    };
    assert_eq!(page.header("content-security-policy"), policy, "{what}");
    let kept = page.header("cache-control");
    assert!(
        kept == "no-store" || what.contains("/statiskt/") || what.contains("/static/"),
        "{what}: {kept}"
    );
    let kind = page.header("content-type");
    assert!(page.body.is_empty() || !kind.is_empty(), "{what}: bytes of no kind");
    let cookies = page.headers.get_all("set-cookie").iter();
    for cookie in cookies.map(|cookie| cookie.to_str().unwrap()) {
        assert!(
            cookie.contains("SameSite=") && cookie.contains("Path=/"),
            "{what}: {cookie}"
        );
    }
}

/// Nothing inline, nothing from another site (SEC-20: no fonts, scripts or pictures of others).
fn loads_nothing_else(page: &Page, what: &str) {
    if !page.header("content-type").starts_with("text/html") {
        return;
    }
    let html = page.html();
    assert!(
        !html.contains(" style=\"") && !html.contains("<style"),
        "{what}: inline style"
    );
    assert!(
        !html.contains(" onclick=") && !html.contains("javascript:"),
        "{what}: inline script"
    );
    for tag in html.split("<script").skip(1) {
        let (head, rest) = tag.split_once('>').unwrap();
        assert!(
            head.contains(" src=\"/") && rest.starts_with("</script"),
            "{what}: <script{head}>"
        );
    }
    for attribute in ["src=\"", "action=\"", "poster=\"", "srcset=\"", "data=\""] {
        for value in html.split(attribute).skip(1) {
            let outside = value.starts_with("http") || value.starts_with("//");
            assert!(!outside, "{what}: {attribute}{}", &value[..value.len().min(40)]);
        }
    }
    for tag in html.split("<link").skip(1) {
        let head = tag.split('>').next().unwrap();
        assert!(
            !head.contains("href=\"http") && !head.contains("href=\"//"),
            "{what}: <link{head}>"
        );
    }
}

/// Reliability rule 18: every route, by every method, by nobody, by who may and by who may not.
#[test]
fn every_answer_has_the_headers() {
    let mut browser = Browser::new();
    let addresses = addresses();
    let mut answers = 0;
    for who in ["", "eva", "sys"] {
        if !who.is_empty() {
            browser.sign_in(who);
        }
        for address in &addresses {
            for method in METHODS {
                // Who is signed out in the middle meets nothing more.
                if !who.is_empty() && address.contains("logga-ut") {
                    continue;
                }
                let page = browser.send(method, &filled(address), "text/html,*/*", "", Vec::new());
                let what = format!("{who} {method} {address}: {}", page.status);
                is_held(&page, &what);
                loads_nothing_else(&page, &what);
                assert!(method != "TRACE" || !page.status.is_success(), "{what}");
                assert!(method != "BREW" || !page.status.is_success(), "{what}");
                assert!(!page.status.is_server_error(), "{what}");
                answers += 1;
            }
        }
    }
    assert!(4_000 < answers, "{answers}");
}

/// A way in leads nowhere but back into the house.
#[test]
fn nobody_is_sent_to_another_site() {
    for outside in [
        "https://ond.se/",
        "//ond.se",
        "/\\ond.se",
        "\\\\ond.se",
        "javascript:alert(1)",
        "/%09/ond.se",
    ] {
        let browser = Browser::new();
        let fields = [
            ("anvandare", "eva"),
            ("losenord", crate::agency::PASSWORD),
            ("till", outside),
        ];
        let signed_in = browser.form("/logga-in", &fields);
        let to = signed_in.header("location");
        assert!(is_inside(to), "signed in, {outside}: {to}");
        for form in ["/installningar/sprak", "/installningar/tema"] {
            let chosen = browser.form(form, &[("val", "en"), ("tillbaka", outside)]);
            assert!(is_inside(chosen.header("location")), "{form}, {outside}");
        }
    }
}

/// As a browser reads it: a backslash is a slash, a tab is nothing.
fn is_inside(location: &str) -> bool {
    let read = location.replace('\\', "/").replace(['\t', '\n', '\r'], "");
    read.starts_with('/') && !read.starts_with("//")
}

/// The session's cookie is unread by scripts and never sent with what another site posts.
#[test]
fn the_session_cookie_is_held() {
    let browser = Browser::new();
    let signed_in = browser.form(
        "/logga-in",
        &[("anvandare", "eva"), ("losenord", crate::agency::PASSWORD)],
    );
    let cookies: Vec<&str> = signed_in
        .headers
        .get_all("set-cookie")
        .iter()
        .map(|c| c.to_str().unwrap())
        .collect();
    assert!(!cookies.is_empty());
    for cookie in cookies {
        for part in ["HttpOnly", "SameSite=Lax", "Path=/"] {
            assert!(cookie.contains(part), "{cookie}");
        }
    }
}

/// HSTS is told when the operator says so, and only then.
#[test]
fn a_browser_is_told_to_come_over_tls_when_it_is_so() {
    let with = Browser::over_tls_only(crate::agency::empty());
    assert_eq!(
        with.get("/logga-in").header("strict-transport-security"),
        "max-age=31536000"
    );
    assert_eq!(Browser::new().get("/logga-in").header("strict-transport-security"), "");
}

/// SEC-24: a program under another name is refused, with words; a page is a file to save that has no
/// rights of ours.
#[test]
fn sec_24_a_document_is_what_its_bytes_are() {
    let browser = Browser::of("eva");
    let own = browser.get("/1098/verifikationer/ny").header("location").to_owned();
    let files = format!("{own}/underlag");
    let refused = browser.files(&files, &[("faktura.pdf", "application/pdf", b"MZ\x90\0\x03")]);
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.told().contains("faktura.pdf är ett program"),
        "{}",
        refused.told()
    );
    let drawing = b"<svg onload='alert(1)'/>";
    browser.files(&files, &[("bild.png", "image/png", drawing)]);
    let draft = browser.get(&own);
    let address = draft.between(&format!("href=\"{own}/underlag/"), "\"").to_owned();
    let fetched = browser.get(&format!("{own}/underlag/{address}"));
    assert_eq!(&fetched.body[..], drawing);
    assert_eq!(fetched.header("content-type"), "image/svg+xml");
    assert!(fetched.header("content-disposition").starts_with("attachment;"));
    is_held(&fetched, "GET a document");
}
