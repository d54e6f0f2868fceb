//! Stories about signing in with two factors, about proving who one is once more, and about one's own
//! account (SEC-11, SEC-12, DEF-13, reliability §4.7).

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::http::StatusCode;
use jiff::SignedDuration;
use kameral_access::{Cx, load_second_factor};
use kameral_base::{Date, EntityId, Timestamp};
use kameral_site::Site;
use kameral_store::{Stop, Store};
use totp_rs::{Builder, Secret};

use crate::agency::{self, PASSWORD};
use crate::pages::world::{Browser, Page};

/// Seconds that have gone since the stories began. Stories run at the same time, so each has its own.
struct Hours(&'static AtomicI64);

macro_rules! clock {
    () => {{
        static GONE: AtomicI64 = AtomicI64::new(0);
        fn now() -> Timestamp {
            agency::now() + SignedDuration::from_secs(GONE.load(Ordering::SeqCst))
        }
        (Hours(&GONE), now as fn() -> Timestamp)
    }};
}

impl Hours {
    fn go(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }
}

/// A browser where nobody is signed in, at a time of its own, and its database.
fn house(now: fn() -> Timestamp) -> (Browser, Store) {
    let store = agency::empty();
    let site = Site {
        clock: now,
        ..agency::site(store.clone())
    };
    (Browser::at(kameral::server::app(Arc::new(site))), store)
}

fn required(store: &Store, role: &str) {
    let role = role.to_owned();
    store
        .write(|tx| {
            load_second_factor(tx, std::slice::from_ref(&role))?;
            Ok::<_, Stop<()>>(())
        })
        .unwrap();
}

fn code(key: &str, at: Timestamp) -> String {
    let secret = Secret::try_from_base32(key.replace(' ', "")).unwrap();
    let totp = Builder::new().with_secret(secret).build().unwrap();
    totp.generate(u64::try_from(at.as_second()).unwrap()).to_string()
}

fn sign_in(browser: &mut Browser, who: &str) -> Page {
    browser.forget();
    let page = browser.form(
        "/logga-in",
        &[("anvandare", who), ("losenord", PASSWORD), ("till", "/1098")],
    );
    browser.keep(&page);
    page
}

/// Sets an app up, and answers its key.
fn set_up(browser: &mut Browser, now: fn() -> Timestamp) -> String {
    let begun = browser.form("/konto/tvafaktor/app", &[]);
    assert_eq!(begun.status, StatusCode::OK, "{}", begun.told());
    assert!(begun.html().contains("<svg"), "a picture to read");
    let key = begun.between("<code>", "</code>").to_owned();
    let done = browser.form("/konto/tvafaktor/app/klar", &[("kod", &code(&key, now()))]);
    assert_eq!(done.html().matches("<li><code>").count(), 10, "{}", done.told());
    browser.keep(&done);
    key
}

/// SEC-12, DEF-13: right password but no second factor fails, in pages and in the API.
#[test]
fn right_password_without_the_second_factor_fails() {
    let (gone, now) = clock!();
    let (mut browser, store) = house(now);
    sign_in(&mut browser, "eva");
    let key = set_up(&mut browser, now);
    assert_eq!(browser.get("/1098/verifikationer").status, StatusCode::OK);
    gone.go(60);
    // The password alone.
    sign_in(&mut browser, "eva");
    for path in [
        "/",
        "/1098",
        "/1098/verifikationer",
        "/konto",
        "/konto/tvafaktor",
        "/konto/programnycklar",
    ] {
        let met = browser.get(path);
        assert!(
            met.header("location").starts_with("/logga-in/kod?till="),
            "{path}: {}",
            met.told()
        );
    }
    let api = browser.send("GET", "/api/v1/entities", "application/json", "", Vec::new());
    assert_eq!(api.status, StatusCode::FORBIDDEN, "{}", api.html());
    let program = Browser::nobody(&browser);
    let by_api = |code: &str| {
        let body = format!(r#"{{"login":"eva","password":"{PASSWORD}"{code}}}"#);
        let kind = "application/json";
        program
            .send("POST", "/api/v1/sign-in", kind, kind, body.into_bytes())
            .status
    };
    assert_eq!(by_api(""), StatusCode::UNAUTHORIZED);
    assert_eq!(by_api(r#","code":"000000""#), StatusCode::UNAUTHORIZED);
    let wrong = browser.form("/logga-in/kod", &[("kod", "000000"), ("till", "/1098/perioder")]);
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.told().contains("Det stämmer inte."), "{}", wrong.told());
    let typed = code(&key, now());
    let right = browser.form("/logga-in/kod", &[("kod", &typed), ("till", "/1098/perioder")]);
    assert_eq!(right.header("location"), "/1098/perioder");
    browser.keep(&right);
    assert_eq!(browser.get("/1098/verifikationer").status, StatusCode::OK);
    // The same code again, by the API.
    assert_eq!(by_api(&format!(r#","code":"{typed}""#)), StatusCode::UNAUTHORIZED);
    gone.go(30);
    let next = code(&key, now());
    assert_eq!(by_api(&format!(r#","code":"{next}""#)), StatusCode::OK);
    drop(store);
}

/// SEC-12: a role that requires a second factor leads to setting one up, and nowhere else.
#[test]
fn a_role_that_requires_a_second_factor_leads_to_setting_one_up() {
    let (_, now) = clock!();
    let (mut browser, store) = house(now);
    required(&store, "controller");
    sign_in(&mut browser, "eva");
    for path in ["/", "/1098", "/1098/verifikationer"] {
        let met = browser.get(path);
        assert!(
            met.header("location").starts_with("/konto/tvafaktor?till="),
            "{path}: {}",
            met.told()
        );
    }
    let post = browser.form("/1098/perioder", &[("period", "202603"), ("lage", "open")]);
    assert!(
        post.header("location").starts_with("/konto/tvafaktor?till="),
        "{}",
        post.told()
    );
    let page = browser.get("/konto/tvafaktor").told();
    assert!(page.contains("Din roll kräver en andra faktor."), "{page}");
    set_up(&mut browser, now);
    assert_eq!(browser.get("/1098/verifikationer").status, StatusCode::OK);
}

/// Reliability §4.7: what is sensitive asks who one is, and goes on with what was typed.
#[test]
fn a_sensitive_form_asks_and_goes_on() {
    let (gone, now) = clock!();
    let (mut browser, store) = house(now);
    sign_in(&mut browser, "eva");
    gone.go(301);
    let fields = [
        ("namn", "Löner & mer"),
        ("dagar", "30"),
        ("behorighet", "books.read"),
        ("behorighet", "report.run"),
        ("foretag", "1098"),
    ];
    let asked = browser.form("/konto/programnycklar", &fields);
    assert_eq!(asked.status, StatusCode::FORBIDDEN);
    assert!(asked.told().contains("Bekräfta att det är du"), "{}", asked.told());
    for (name, value) in fields {
        let value = value.replace('&', "&amp;");
        let carried = format!("<input type=\"hidden\" name=\"{name}\" value=\"{value}\">");
        assert!(asked.html().contains(&carried), "{carried}");
    }
    let with = |proof: &'static str| -> Vec<(&str, &str)> {
        fields
            .into_iter()
            .chain([("_bevis", "1"), ("_bevis_losenord", proof)])
            .collect()
    };
    let wrong = browser.form("/konto/programnycklar", &with("fel lösenord"));
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.html().contains("Löner &amp; mer") && !wrong.html().contains("fel lösenord"));
    let done = browser.form("/konto/programnycklar", &with(PASSWORD));
    assert_eq!(done.status, StatusCode::OK, "{}", done.told());
    assert!(
        done.html().contains("kml_") && done.html().contains("Löner &amp; mer"),
        "{}",
        done.told()
    );
    // The session goes on under a new token, and the old one opens nothing.
    assert!(browser.get("/1098").header("location").starts_with("/logga-in"));
    browser.keep(&done);
    assert_eq!(browser.get("/1098/verifikationer").status, StatusCode::OK);
    // The token does what it says, and nothing else.
    let token = format!("Bearer {}", done.between("<code class=\"token\">", "</code>"));
    let ask = |path: &str| Browser::nobody(&browser).bearing(&token, path).status;
    assert_eq!(ask("/api/v1/entities/1098/vouchers"), StatusCode::OK);
    assert_eq!(ask("/api/v1/entities/1098/users"), StatusCode::FORBIDDEN);
    assert_eq!(ask("/api/v1/entities/2098/vouchers"), StatusCode::NOT_FOUND);
    assert!(
        Browser::nobody(&browser)
            .bearing(&token, "/1098")
            .header("location")
            .starts_with("/logga-in")
    );
    drop(store);
}

/// SEC-11, ASVS 7.5.2: one's own sessions are shown and ended; a new role changes the token.
#[test]
fn sessions_are_shown_and_ended() {
    let (gone, now) = clock!();
    let (mut browser, store) = house(now);
    sign_in(&mut browser, "eva");
    let mut other = Browser::nobody(&browser);
    gone.go(60);
    sign_in(&mut other, "eva");
    let page = browser.get("/konto/inloggningar");
    assert_eq!(page.html().matches("name=\"inloggning\"").count(), 1, "{}", page.told());
    assert!(page.told().contains("Den här"));
    let ended = browser.form("/konto/inloggningar/avsluta", &[]);
    assert_eq!(ended.header("location"), "/konto/inloggningar");
    assert!(other.get("/1098").header("location").starts_with("/logga-in"));
    let cx = Cx::operator(store, "drift", EntityId(1), Date::constant(2026, 6, 30), now());
    let grant = kameral_access::RoleGrant {
        login: "eva".to_owned(),
        entity: EntityId(1),
        role: "budget_holder".to_owned(),
        conditions: Vec::new(),
        valid_from: None,
        valid_to: None,
        decision: kameral_access::GrantDecision {
            reference: "dnr 1".to_owned(),
            on: cx.today,
        },
    };
    kameral_access::give_role(&cx, None, &grant).unwrap();
    let again = browser.get("/1098/verifikationer?sida=2");
    assert_eq!(again.header("location"), "/1098/verifikationer?sida=2");
    assert!(again.header("set-cookie").contains("kameral="), "a new token");
    assert!(
        browser.get("/1098").header("location").starts_with("/logga-in"),
        "the old one is gone"
    );
    browser.keep(&again);
    assert_eq!(browser.get("/1098/verifikationer").status, StatusCode::OK);
}

/// The password is changed with the present one, and common ones are refused in words.
#[test]
fn the_password_is_changed_in_its_page() {
    let (_, now) = clock!();
    let (mut browser, _store) = house(now);
    sign_in(&mut browser, "eva");
    let change = |browser: &Browser, new: &str, again: &str| {
        let fields = [("nuvarande", PASSWORD), ("nytt", new), ("igen", again)];
        browser.form("/konto/losenord", &fields)
    };
    let differing = change(&browser, "ett helt nytt ord", "ett annat helt nytt ord");
    assert!(
        differing.told().contains("De två nya lösenorden är olika."),
        "{}",
        differing.told()
    );
    let common = change(&browser, "password1234", "password1234");
    assert_eq!(common.status, StatusCode::UNPROCESSABLE_ENTITY);
    let done = change(&browser, "ett helt nytt ord", "ett helt nytt ord");
    assert!(done.told().contains("Lösenordet är bytt"), "{}", done.told());
    browser.keep(&done);
    assert_eq!(browser.get("/konto").status, StatusCode::OK);
}

/// Whoever manages users sees another's sessions and tokens, and takes lost factors away.
#[test]
fn who_manages_users_helps_whoever_lost_a_telephone() {
    let (_, now) = clock!();
    let (mut browser, _store) = house(now);
    let mut eva = Browser::nobody(&browser);
    sign_in(&mut eva, "eva");
    set_up(&mut eva, now);
    sign_in(&mut browser, "sys");
    let page = browser.get("/1098/inloggning/eva");
    assert_eq!(page.status, StatusCode::OK, "{}", page.told());
    assert!(page.told().contains("Lösenord och en andra faktor"), "{}", page.told());
    assert_eq!(
        browser.get("/1098/inloggning/ingen").status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let reset = browser.form("/1098/inloggning/eva/nollstall", &[]);
    assert_eq!(reset.header("location"), "/1098/inloggning/eva");
    assert!(eva.get("/1098").header("location").starts_with("/logga-in"));
    sign_in(&mut eva, "eva");
    assert_eq!(eva.get("/1098/verifikationer").status, StatusCode::OK);
    assert_eq!(eva.get("/1098/inloggning/sys").status, StatusCode::FORBIDDEN);
}

/// SEC-12: an app that was begun is confirmed after a fresh proof, and whoever gave it stays signed in.
#[test]
fn an_app_left_unfinished_asks_who_one_is_and_nobody_is_signed_out() {
    let (gone, now) = clock!();
    let (mut browser, _store) = house(now);
    sign_in(&mut browser, "eva");
    let begun = browser.form("/konto/tvafaktor/app", &[]);
    let key = begun.between("<code>", "</code>").to_owned();
    gone.go(301);
    let found = code(&key, now());
    let asked = browser.form("/konto/tvafaktor/app/klar", &[("kod", &found)]);
    assert_eq!(asked.status, StatusCode::FORBIDDEN, "{}", asked.told());
    let proven = [("kod", found.as_str()), ("_bevis", "1"), ("_bevis_losenord", PASSWORD)];
    let done = browser.form("/konto/tvafaktor/app/klar", &proven);
    assert_eq!(done.html().matches("<li><code>").count(), 10, "{}", done.told());
    let kept = done.headers.get_all("set-cookie").iter();
    let kept: Vec<_> = kept
        .filter(|cookie| cookie.to_str().unwrap().starts_with("kameral="))
        .collect();
    assert_eq!(kept.len(), 1, "one token, and that a living one: {kept:?}");
    browser.keep(&done);
    assert_eq!(browser.get("/1098/verifikationer").status, StatusCode::OK);
}

/// Reliability §4.7: whoever begins with passkeys again and again is held, and so is whoever shows what is none.
#[test]
fn passkeys_of_nobody_are_held() {
    let (gone, now) = clock!();
    let (mut browser, _store) = house(now);
    let begin = |browser: &Browser| browser.form("/logga-in/passernyckel/borja", &[]).status;
    let show = |browser: &Browser| {
        let answer = browser.form("/logga-in/passernyckel", &[("ceremoni", "ingen"), ("svar", "{}")]);
        answer.header("location").contains("nekad")
    };
    for _ in 0..20 {
        assert_eq!(begin(&browser), StatusCode::OK);
    }
    for _ in 0..20 {
        assert!(show(&browser));
    }
    assert_eq!(begin(&browser), StatusCode::TOO_MANY_REQUESTS);
    let kind = "application/x-www-form-urlencoded";
    let body = b"ceremoni=ingen&svar=%7B%7D".to_vec();
    let shown = browser.send("POST", "/logga-in/passernyckel", "application/json", kind, body.clone());
    assert_eq!(shown.status, StatusCode::TOO_MANY_REQUESTS);
    gone.go(20);
    assert_eq!(begin(&browser), StatusCode::OK);
    gone.go(40 * 20);
    sign_in(&mut browser, "eva");
    let shown = browser.send("POST", "/logga-in/passernyckel", "application/json", kind, body);
    assert_ne!(
        shown.status,
        StatusCode::TOO_MANY_REQUESTS,
        "who has a session has its user's gate"
    );
}

/// Reliability §5: what a proxy had the browser send along does not stand in for the token of forms.
#[test]
fn only_a_program_at_the_api_needs_no_token_of_forms() {
    let (_, now) = clock!();
    let (mut browser, _store) = house(now);
    sign_in(&mut browser, "eva");
    for (credentials, path) in [
        ("Basic ZXZhOng=", "/logga-ut"),
        ("Bearer kml_", "/logga-ut"),
        ("Basic ZXZhOng=", "/api/v1/entities/1098/drafts"),
    ] {
        let sent = browser.forged(credentials, path);
        assert_eq!(sent.status, StatusCode::FORBIDDEN, "{credentials} {path}");
    }
    assert_eq!(browser.get("/1098/verifikationer").status, StatusCode::OK);
}
