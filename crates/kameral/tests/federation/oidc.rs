//! Stories of OpenID Connect.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;

use expect_test::{Expect, expect};
use kameral_access::{INSTALLATION, Permission};
use kameral_base::Timestamp;
use kameral_identity::federation::Provider;
use kameral_store::Store;
use kameral_store::testing::each_migrated;
use kameral_ui::Address;
use serde_json::{Value, json};

use crate::federation::issuer::{CLIENT, Issuer, SECRET, Signed};
use crate::federation::world::World;

fn now() -> Timestamp {
    "2026-06-30T08:00:00Z".parse().unwrap()
}

struct Story {
    world: World,
    issuer: Issuer,
    provider: Provider,
    _secret: tempfile::NamedTempFile,
}

impl Story {
    fn begin(store: &Store, change: Value) -> Self {
        let world = World::new(store, now);
        let issuer = Issuer::start(&world.runtime);
        let mut secret = tempfile::NamedTempFile::new().unwrap();
        writeln!(secret, "{SECRET}").unwrap();
        let mut settings = json!({
            "code": "ssn",
            "name": "Strandskyddsnämnden",
            "kind": "oidc",
            "issuer": issuer.address(),
            "client_id": CLIENT,
            "secret_file": secret.path(),
            "our_address": "https://ekonomi.test",
            "logins": ["@ssn.se"],
            "creates": true,
            "roles": [
                { "group": "ekonomer", "entity": "1098", "role": "controller" },
                { "group": "chefer", "entity": "1098", "role": "budget_holder", "dimension": "ORG", "pattern": "1*" },
            ],
        });
        for (name, value) in change.as_object().unwrap() {
            settings[name] = value.clone();
        }
        let provider: Provider = serde_json::from_value(settings).unwrap();
        assert_eq!(world.keep(&provider), "kept, version 1");
        Self {
            world,
            issuer,
            provider,
            _secret: secret,
        }
    }

    /// The browser asks; answers what the provider is asked.
    fn ask(&mut self) -> BTreeMap<String, String> {
        let sent = self.world.get("/logga-in/med/ssn?till=%2F1098%2Fverifikationer");
        assert!(
            sent.location
                .starts_with(&format!("{}/authorize?", self.issuer.address())),
            "{}",
            sent.text
        );
        let (_, query) = sent.location.split_once('?').unwrap();
        Address::parse(&format!("?{query}"))
            .pairs()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect()
    }

    /// Anna, as the provider describes her; what a test changes stands instead.
    fn anna(&self, asked: &BTreeMap<String, String>, change: Value) -> Value {
        let seconds = now().as_second();
        let mut claims = json!({
            "iss": self.issuer.address(),
            "aud": CLIENT,
            "sub": "anna-1",
            "exp": seconds + 300,
            "iat": seconds,
            "nonce": asked["nonce"],
            "preferred_username": "anna@ssn.se",
            "name": "Anna Ek",
            "groups": ["ekonomer"],
        });
        for (name, value) in change.as_object().unwrap() {
            claims[name] = value.clone();
        }
        claims
    }

    fn back(&mut self, code: &str, state: &str) -> String {
        let answer = self
            .world
            .get(&format!("/logga-in/med/ssn/svar?code={code}&state={state}"));
        self.world.told(&answer)
    }

    /// A whole sign-in; answers what the person is told.
    fn sign_in(&mut self, change: Value, signed: Signed) -> String {
        let asked = self.ask();
        let code = self.issuer.code(&asked, self.anna(&asked, change), signed);
        self.back(&code, &asked["state"])
    }
}

/// The same on each engine, told once.
fn on_each(change: Value, expected: Expect, tell: impl Fn(&mut Story) -> String) {
    let told = std::cell::RefCell::new(Vec::new());
    each_migrated(&kameral::MIGRATIONS, |store| {
        let mut story = Story::begin(store, change.clone());
        told.borrow_mut().push(tell(&mut story));
    });
    let told = told.into_inner();
    assert!(
        told.iter().all(|one| *one == told[0]),
        "the engines tell different stories: {told:?}"
    );
    expected.assert_eq(&told[0]);
}

/// SEC-11, SEC-23, DEF-13: a person whom the agency's own sign-in vouches for is let in, becomes a user the
/// first time, and holds exactly the roles of the groups they are in at each sign-in.
#[test]
fn somebody_of_the_agency_signs_in_and_roles_follow_the_groups() {
    on_each(
        json!({}),
        expect![[r#"
        ["ekonomer"]: inloggad, 0; url=/1098/verifikationer; Anna Ek; controller
        ["ekonomer","chefer","annat"]: inloggad, 0; url=/1098/verifikationer; Anna Ek; controller, budget_holder ORG=1*
        ["chefer"]: inloggad, 0; url=/1098/verifikationer; Anna Ek; budget_holder ORG=1*
        []: inloggad, 0; url=/1098/verifikationer; ingen (404); 
        operator ; operator ; cli ; entity.init ; 1098 ; accepted ; 
        operator ; operator ; cli ; entity.init ; 2098 ; accepted ; 
        drift ; operator ; cli ; provider.keep ; ssn ; accepted ; 
        ssn ; directory ; web ; user.add ; anna@ssn.se ; accepted ; 
        Anna Ek ;  ; web ; session.sign_in ; anna@ssn.se ; accepted ; oidc new_device
        Anna Ek ;  ; web ; session.sign_in ; anna@ssn.se ; accepted ; oidc new_device
        Anna Ek ;  ; web ; session.sign_in ; anna@ssn.se ; accepted ; oidc new_device
        Anna Ek ;  ; web ; session.sign_in ; anna@ssn.se ; accepted ; oidc new_device
    "#]],
        |story| {
            let mut told = String::new();
            for groups in [
                json!(["ekonomer"]),
                json!(["ekonomer", "chefer", "annat"]),
                json!(["chefer"]),
                json!([]),
            ] {
                story.world.cookies.clear();
                let said = story.sign_in(json!({ "groups": groups }), Signed::Rightly);
                let (who, roles) = (story.world.who(), story.world.roles("anna@ssn.se"));
                writeln!(told, "{groups}: {said}; {who}; {roles}").unwrap();
            }
            told + &story.world.history(INSTALLATION)
        },
    );
}

/// SEC-11: what does not prove who it is lets nobody in, and leaves no session. Each refusal is told and
/// kept, without more of the person than the login.
#[test]
fn what_proves_nothing_is_refused() {
    on_each(
        json!({ "assurance": ["loa3"], "max_age_seconds": 300 }),
        expect![[r#"
        another's nonce: nekad proof-refused (403); ingen (303)
        meant for another: nekad proof-refused (403); ingen (303)
        also meant for another: nekad proof-refused (403); ingen (303)
        another issuer: nekad proof-refused (403); ingen (303)
        expired: nekad proof-refused (403); ingen (303)
        issued tomorrow: nekad proof-refused (403); ingen (303)
        proven an hour ago: nekad proof-refused (403); ingen (303)
        no word of when: nekad proof-refused (403); ingen (303)
        alg none: nekad proof-refused (403); ingen (303)
        another key: nekad proof-refused (403); ingen (303)
        changed afterwards: nekad proof-refused (403); ingen (303)
        too low assurance: nekad assurance-too-low (403); ingen (303)
        another agency's login: nekad login-foreign (403); ingen (303)
        no login: nekad login-missing (403); ingen (303)
        nothing wrong: inloggad, 0; url=/1098/verifikationer; Anna Ek
        operator ; operator ; cli ; entity.init ; 1098 ; accepted ; 
        operator ; operator ; cli ; entity.init ; 2098 ; accepted ; 
        drift ; operator ; cli ; provider.keep ; ssn ; accepted ; 
        ssn ; directory ; web ; session.sign_in ;  ; refused ; federation_proof_refused nonce
        ssn ; directory ; web ; session.sign_in ;  ; refused ; federation_proof_refused audience
        ssn ; directory ; web ; session.sign_in ;  ; refused ; federation_proof_refused audience
        ssn ; directory ; web ; session.sign_in ;  ; refused ; federation_proof_refused issuer
        ssn ; directory ; web ; session.sign_in ;  ; refused ; federation_proof_refused expired
        ssn ; directory ; web ; session.sign_in ;  ; refused ; federation_proof_refused expired
        ssn ; directory ; web ; session.sign_in ;  ; refused ; federation_proof_refused too_old
        ssn ; directory ; web ; session.sign_in ;  ; refused ; federation_proof_refused too_old
        ssn ; directory ; web ; session.sign_in ;  ; refused ; federation_proof_refused signature
        ssn ; directory ; web ; session.sign_in ;  ; refused ; federation_proof_refused signature
        ssn ; directory ; web ; session.sign_in ;  ; refused ; federation_proof_refused signature
        ssn ; directory ; web ; session.sign_in ; anna@ssn.se ; refused ; federation_assurance_too_low
        ssn ; directory ; web ; session.sign_in ; anna@annan.se ; refused ; federation_login_foreign
        ssn ; directory ; web ; session.sign_in ;  ; refused ; federation_login_missing
        ssn ; directory ; web ; user.add ; anna@ssn.se ; accepted ; 
        Anna Ek ;  ; web ; session.sign_in ; anna@ssn.se ; accepted ; oidc new_device
    "#]],
        |story| {
            let seconds = now().as_second();
            let good = json!({ "acr": "loa3", "auth_time": seconds - 60 });
            let with = |name: &str, value: Value| {
                let mut change = good.clone();
                change[name] = value;
                change
            };
            let mut told = String::new();
            for (what, change, signed) in [
                ("another's nonce", with("nonce", "0".repeat(64).into()), Signed::Rightly),
                ("meant for another", with("aud", "annan".into()), Signed::Rightly),
                (
                    "also meant for another",
                    with("aud", json!([CLIENT, "annan"])),
                    Signed::Rightly,
                ),
                (
                    "another issuer",
                    with("iss", "https://annan.test".into()),
                    Signed::Rightly,
                ),
                ("expired", with("exp", (seconds - 1).into()), Signed::Rightly),
                (
                    "issued tomorrow",
                    with("iat", (seconds + 86_400).into()),
                    Signed::Rightly,
                ),
                (
                    "proven an hour ago",
                    with("auth_time", (seconds - 3600).into()),
                    Signed::Rightly,
                ),
                ("no word of when", with("auth_time", Value::Null), Signed::Rightly),
                ("alg none", good.clone(), Signed::Not),
                ("another key", good.clone(), Signed::ByAnother),
                ("changed afterwards", good.clone(), Signed::Changed),
                ("too low assurance", with("acr", "loa2".into()), Signed::Rightly),
                (
                    "another agency's login",
                    with("preferred_username", "anna@annan.se".into()),
                    Signed::Rightly,
                ),
                ("no login", with("preferred_username", Value::Null), Signed::Rightly),
                ("nothing wrong", good.clone(), Signed::Rightly),
            ] {
                story.world.cookies.clear();
                let said = story.sign_in(change, signed);
                let who = story.world.who();
                writeln!(told, "{what}: {said}; {who}").unwrap();
            }
            told + &story.world.history(INSTALLATION)
        },
    );
}

/// SEC-11, RFC 9700: an answer belongs to one question of one browser, and is taken once.
#[test]
fn an_answer_belongs_to_one_question_of_one_browser() {
    on_each(
        json!({}),
        expect![[r#"
        a browser that asked nothing: nekad flow-unknown (422)
        a browser that asked something else: nekad flow-unknown (422)
        without state: nekad flow-unknown (422)
        the right one: inloggad, 0; url=/1098/verifikationer
        the same code again: nekad proof-refused (403)
        the same question again, with a new code: nekad flow-unknown (422)
        a stolen code: nekad proof-refused (403)
        the provider says no: nekad declined (403)
        no such provider: nekad provider-unknown (404)
        operator ; operator ; cli ; entity.init ; 1098 ; accepted ; 
        operator ; operator ; cli ; entity.init ; 2098 ; accepted ; 
        drift ; operator ; cli ; provider.keep ; ssn ; accepted ; 
        ssn ; directory ; web ; user.add ; anna@ssn.se ; accepted ; 
        Anna Ek ;  ; web ; session.sign_in ; anna@ssn.se ; accepted ; oidc new_device
        ssn ; directory ; web ; session.sign_in ; anna@ssn.se ; refused ; federation_flow_unknown
        ssn ; directory ; web ; session.sign_in ;  ; refused ; federation_proof_refused code
        ssn ; directory ; web ; session.sign_in ;  ; refused ; federation_declined
    "#]],
        |story| {
            let mut told = String::new();
            let mut tell = |what: &str, said: String| writeln!(told, "{what}: {said}").unwrap();

            let asked = story.ask();
            let code = story
                .issuer
                .code(&asked, story.anna(&asked, json!({})), Signed::Rightly);
            let mine = story.world.cookies.clone();
            story.world.cookies.clear();
            tell("a browser that asked nothing", story.back(&code, &asked["state"]));
            story.ask();
            tell(
                "a browser that asked something else",
                story.back(&code, &asked["state"]),
            );
            story.world.cookies = mine.clone();
            tell("without state", story.back(&code, ""));
            story.world.cookies = mine.clone();
            tell("the right one", story.back(&code, &asked["state"]));
            story.world.cookies = mine.clone();
            tell("the same code again", story.back(&code, &asked["state"]));
            story.world.cookies = mine;
            let again = story
                .issuer
                .code(&asked, story.anna(&asked, json!({})), Signed::Rightly);
            tell(
                "the same question again, with a new code",
                story.back(&again, &asked["state"]),
            );

            // A code that was stolen on its way and is brought to a question of the thief's own.
            let stolen = story.ask();
            let code = story
                .issuer
                .code(&stolen, story.anna(&stolen, json!({})), Signed::Rightly);
            story.world.cookies.clear();
            let own = story.ask();
            tell("a stolen code", story.back(&code, &own["state"]));

            let asked = story.ask();
            let path = format!("/logga-in/med/ssn/svar?error=access_denied&state={}", asked["state"]);
            let declined = story.world.get(&path);
            tell("the provider says no", story.world.told(&declined));
            let unknown = story.world.get("/logga-in/med/annan");
            tell("no such provider", story.world.told(&unknown));
            told + &story.world.history(INSTALLATION)
        },
    );
}

/// A provider changes its keys, and nothing need be done here; one that is gone is told of.
#[test]
fn a_provider_may_change_its_keys_and_may_be_gone() {
    on_each(
        json!({}),
        expect![[r#"
        inloggad, 0; url=/1098/verifikationer
        inloggad, 0; url=/1098/verifikationer
        nekad unreachable (502)
    "#]],
        |story| {
            let before = story.sign_in(json!({}), Signed::Rightly);
            story.issuer.rotate();
            let after = story.sign_in(json!({}), Signed::Rightly);
            let mut gone = story.provider.clone();
            gone.issuer = "http://127.0.0.1:1".to_owned();
            story.world.keep(&gone);
            let answer = story.world.get("/logga-in/med/ssn");
            let answer = story.world.told(&answer);
            format!("{before}\n{after}\n{answer}\n")
        },
    );
}

/// SEC-23, SEC-25: nobody who was here before is taken over by a login alone, no governing role comes through
/// a mapping, and who governs does not come in by a provider that is not trusted with it.
#[test]
fn a_provider_reaches_no_further_than_it_is_trusted() {
    on_each(
        json!({}),
        expect![[r#"
        a login of somebody here: nekad person-tied (403); ingen (303)
        the same, when that is allowed: inloggad, 0; url=/1098/verifikationer; bo@ssn.se
        the login with another person: nekad person-tied (403); ingen (303)
        the person with another login: inloggad, 0; url=/1098/verifikationer; bo@ssn.se
        who governs: nekad person-governs (403); ingen (303)
        who does not: inloggad, 0; url=/1098/verifikationer; eva@ssn.se
        a governing role: provider_role_governs
        a role that has come to govern: inloggad, 0; url=/1098/verifikationer; 
    "#]],
        |story| {
            let mut told = String::new();
            story.world.add("bo@ssn.se");
            for (login, role) in [("sys@ssn.se", "system_administrator"), ("eva@ssn.se", "controller")] {
                story.world.add(login);
                story.world.give(login, role);
            }
            let mut tell = |story: &mut Story, what: &str, change: Value| {
                story.world.cookies.clear();
                let said = story.sign_in(change, Signed::Rightly);
                writeln!(told, "{what}: {said}; {}", story.world.who()).unwrap();
            };
            tell(
                story,
                "a login of somebody here",
                json!({ "sub": "bo-1", "preferred_username": "bo@ssn.se" }),
            );
            let mut adopting = story.provider.clone();
            adopting.adopts = true;
            story.world.keep(&adopting);
            tell(
                story,
                "the same, when that is allowed",
                json!({ "sub": "bo-1", "preferred_username": "bo@ssn.se" }),
            );
            tell(
                story,
                "the login with another person",
                json!({ "sub": "bo-2", "preferred_username": "bo@ssn.se" }),
            );
            tell(
                story,
                "the person with another login",
                json!({ "sub": "bo-1", "preferred_username": "bosse@ssn.se" }),
            );
            tell(
                story,
                "who governs",
                json!({ "sub": "sys-1", "preferred_username": "sys@ssn.se" }),
            );
            tell(
                story,
                "who does not",
                json!({ "sub": "eva-1", "preferred_username": "eva@ssn.se" }),
            );

            let mut reaching = adopting.clone();
            reaching.roles[0].role = "system_administrator".to_owned();
            writeln!(told, "a governing role: {}", story.world.keep(&reaching)).unwrap();
            // A role that was harmless when it was mapped, and governs now.
            let mut roles = story.world.store.read(kameral_access::roles).unwrap();
            roles.retain(|role| role.role == "controller");
            let widened = kameral_access::RoleRow {
                role: "controller".to_owned(),
                name: roles[0].name.clone(),
                name_en: roles[0].name_en.clone(),
                description: String::new(),
                permissions: vec![
                    Permission::BooksRead.code().to_owned(),
                    Permission::UserManage.code().to_owned(),
                ],
            };
            story
                .world
                .store
                .write(|tx| kameral_access::set_roles(tx, std::slice::from_ref(&widened)))
                .unwrap();
            story.world.cookies.clear();
            let said = story.sign_in(
                json!({ "sub": "cia-1", "preferred_username": "cia@ssn.se" }),
                Signed::Rightly,
            );
            writeln!(
                told,
                "a role that has come to govern: {said}; {}",
                story.world.roles("cia@ssn.se")
            )
            .unwrap();
            told
        },
    );
}

/// SEC-12, reliability §4.7: a provider that remembers the person lets them in, and proves nothing anew; what is
/// sensitive leads back to it, where they are asked, and goes on with what was typed.
#[test]
fn what_a_provider_remembers_is_no_fresh_proof() {
    on_each(
        json!({}),
        expect![[r#"
            a minute ago: inloggad, 0; url=/1098/verifikationer; fresh true
            an hour ago: inloggad, 0; url=/1098/verifikationer; fresh false
            tomorrow: inloggad, 0; url=/1098/verifikationer; fresh true, and no later
            nobody says: inloggad, 0; url=/1098/verifikationer; fresh false
            a token: 403, the way true
            asked anew: login 0
            let through by what it remembers: nekad proof-refused (403); fresh false
            asked: back to the tab true; fresh true
            the token: 200 true
            another person: 403
        "#]],
        |story| {
            let seconds = now().as_second();
            let mut told = String::new();
            for (what, at) in [
                ("a minute ago", json!(seconds - 60)),
                ("an hour ago", json!(seconds - 3600)),
                ("tomorrow", json!(seconds + 86_400)),
                ("nobody says", Value::Null),
            ] {
                let said = story.sign_in(json!({ "auth_time": at }), Signed::Rightly);
                let session = story.world.session();
                let later = now() + jiff::SignedDuration::from_mins(5);
                let lasts = if what == "tomorrow" && !session.is_freshly_proven(later) {
                    ", and no later"
                } else {
                    ""
                };
                writeln!(
                    told,
                    "{what}: {said}; fresh {}{lasts}",
                    session.is_freshly_proven(now())
                )
                .unwrap();
            }
            // The page asks with the form of before, and is left open.
            let forms = story.world.session().csrf().reveal().to_owned();
            let fields = [
                ("namn", "Löner"),
                ("dagar", "30"),
                ("behorighet", "books.read"),
                ("foretag", "1098"),
                ("_csrf", forms.as_str()),
                ("_bevis", "1"),
            ];
            let asked = story.world.post("/konto/programnycklar", &fields);
            let way = asked.text.contains("/logga-in/med/ssn?igen=ja\" target=\"_blank\"");
            writeln!(told, "a token: {}, the way {way}", asked.status.as_u16()).unwrap();
            let ask = |story: &mut Story| -> BTreeMap<String, String> {
                let sent = story.world.get("/logga-in/med/ssn?igen=ja");
                let (_, query) = sent.location.split_once('?').unwrap();
                let asked = Address::parse(&format!("?{query}"));
                asked
                    .pairs()
                    .map(|(name, value)| (name.to_owned(), value.to_owned()))
                    .collect()
            };
            let asked = ask(story);
            writeln!(told, "asked anew: {} {}", asked["prompt"], asked["max_age"]).unwrap();
            let old = story.anna(&asked, json!({ "auth_time": seconds - 3600 }));
            let code = story.issuer.code(&asked, old, Signed::Rightly);
            let said = story.back(&code, &asked["state"]);
            let fresh = story.world.session().is_freshly_proven(now());
            writeln!(told, "let through by what it remembers: {said}; fresh {fresh}").unwrap();
            let asked = ask(story);
            let new = story.anna(&asked, json!({ "auth_time": seconds }));
            let code = story.issuer.code(&asked, new, Signed::Rightly);
            let path = format!("/logga-in/med/ssn/svar?code={code}&state={}", asked["state"]);
            let answer = story.world.get(&path);
            let back = answer.refresh.is_empty() && answer.text.contains("Du har visat vem du är");
            let fresh = story.world.session().is_freshly_proven(now());
            writeln!(told, "asked: back to the tab {back}; fresh {fresh}").unwrap();
            let done = story.world.post("/konto/programnycklar", &fields);
            let made = done.text.contains("kml_");
            writeln!(told, "the token: {} {made}", done.status.as_u16()).unwrap();
            // Somebody else at the same browser gets no form of hers.
            let asked = ask(story);
            let bo = json!({ "auth_time": seconds, "sub": "bo-1", "preferred_username": "bo@ssn.se" });
            let bo = story.anna(&asked, bo);
            let code = story.issuer.code(&asked, bo, Signed::Rightly);
            story.back(&code, &asked["state"]);
            let theirs = story.world.post("/konto/programnycklar", &fields);
            writeln!(told, "another person: {}", theirs.status.as_u16()).unwrap();
            told
        },
    );
}

/// Reliability §4.7: whoever begins and begins, or shows what proves nothing, is held; history grows by so much and
/// no more; and who signs in rightly is not counted.
#[test]
fn sign_ins_that_come_to_nothing_are_held() {
    on_each(
        json!({}),
        expect![[r#"
            40 right ones: 40
            60 questions with a wrong answer: 15 lines, then nekad throttled (429)
        "#]],
        |story| {
            let mut told = String::new();
            let right = (0..40)
                .filter(|_| {
                    story.world.cookies.clear();
                    story.sign_in(json!({}), Signed::Rightly).starts_with("inloggad")
                })
                .count();
            writeln!(told, "40 right ones: {right}").unwrap();
            let before = story.world.history(INSTALLATION).lines().count();
            let mut last = String::new();
            for _ in 0..60 {
                story.world.cookies.clear();
                let question = story.world.get("/logga-in/med/ssn");
                last = match question.location.split_once('?') {
                    Some((_, query)) => {
                        let state = Address::parse(&format!("?{query}")).get("state").unwrap().to_owned();
                        story.back("fel", &state)
                    }
                    None => story.world.told(&question),
                };
            }
            let lines = story.world.history(INSTALLATION).lines().count() - before;
            writeln!(told, "60 questions with a wrong answer: {lines} lines, then {last}").unwrap();
            told
        },
    );
}

/// The sign-in page shows the way, and a program that visitors reach over TLS keeps its cookies apart.
#[test]
fn the_sign_in_page_shows_the_way() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        let mut story = Story::begin(store, json!({}));
        let page = story.world.get("/logga-in?till=%2F1098");
        assert!(page.text.contains("Logga in med Strandskyddsnämnden"), "{}", page.text);
        assert!(page.text.contains("/logga-in/med/ssn?till=/1098"), "{}", page.text);
        let mut closed = story.provider.clone();
        closed.valid_to = Some(kameral_base::Date::constant(2026, 6, 29));
        story.world.keep(&closed);
        assert!(
            !story
                .world
                .get("/logga-in")
                .text
                .contains("Logga in med Strandskyddsnämnden")
        );
        let answer = story.world.get("/logga-in/med/ssn");
        assert_eq!(story.world.told(&answer), "nekad provider-unknown (404)");
    });
}
