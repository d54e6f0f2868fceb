//! Stories of user directories: by SCIM, and in a file.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::net::{IpAddr, Ipv4Addr};

use axum::body::Body;
use axum::http::{Request, StatusCode};
use expect_test::{Expect, expect};
use kameral_access::{Browser, Factors, INSTALLATION, Method, ProvenElsewhere, Session, feed, proven_elsewhere};
use kameral_access::{
    HashCost, NewPasskey, Password, SignIn, add_passkey, kept_passkeys, set_active, set_password, sign_in,
};
use kameral_base::{Refusal as _, Timestamp};
use kameral_identity::federation::directory_file::{import, read};
use kameral_identity::federation::{Change, Provider};
use kameral_identity::scim::new_token;
use kameral_store::testing::each_migrated;
use kameral_store::{Stop, Store};
use serde_json::{Value, json};

use crate::federation::world::World;

fn now() -> Timestamp {
    "2026-06-30T08:00:00Z".parse().unwrap()
}

const PASSWORD: &str = "en lång hemlighet för prov";
const FAST: HashCost = HashCost {
    memory_kib: 8,
    passes: 1,
    lanes: 1,
};

struct Story {
    world: World,
    provider: Provider,
    token: String,
}

impl Story {
    fn begin(store: &Store) -> Self {
        let world = World::new(store, now);
        let provider: Provider = serde_json::from_value(json!({
            "code": "ssn",
            "name": "Strandskyddsnämnden",
            "kind": "directory",
            "logins": ["@ssn.se"],
            "roles": [
                { "group": "ekonomer", "entity": "1098", "role": "controller" },
                { "group": "ekonomerna", "entity": "1098", "role": "controller" },
                { "group": "chefer", "entity": "1098", "role": "budget_holder", "dimension": "ORG", "pattern": "1*" },
            ],
        }))
        .unwrap();
        assert_eq!(world.keep(&provider), "kept, version 1");
        let token = new_token(&world.operator(INSTALLATION), &provider).unwrap();
        Self {
            world,
            provider,
            token: token.reveal().to_owned(),
        }
    }

    /// What the directory sends, and what it is answered.
    fn send(&mut self, method: &str, path: &str, body: Value) -> (u16, Value) {
        let bearer = format!("Bearer {}", self.token);
        self.send_as(&bearer, method, path, body, &[])
    }

    fn send_as(&mut self, bearer: &str, method: &str, path: &str, body: Value, heads: &[(&str, &str)]) -> (u16, Value) {
        let mut heads = heads.to_vec();
        heads.push(("authorization", bearer));
        let text = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        let answer = self.world.message(method, &format!("/scim/v2{path}"), &heads, text);
        (
            answer.status.as_u16(),
            serde_json::from_str(&answer.text).unwrap_or(Value::Null),
        )
    }

    /// Signs somebody in; answers the session's token.
    fn session(&self, login: &str) -> String {
        let user = self.world.store.read(|tx| feed::user(tx, login)).unwrap().unwrap();
        let browser = Browser {
            address: IpAddr::V4(Ipv4Addr::LOCALHOST),
            agent: "",
            device: None,
            former: None,
        };
        let proven = ProvenElsewhere {
            user: user.id,
            method: Method::Oidc,
            factors: Factors::Two,
            proven_at: Some(now()),
            forms: None,
        };
        let signed_in = proven_elsewhere(&self.world.store, &proven, &browser, now());
        signed_in.unwrap().token.reveal().to_owned()
    }

    /// What somebody at the agency may come to have: a password, a passkey and a role by hand.
    fn furnish(&self, login: &str) {
        let cx = self.world.operator(INSTALLATION);
        set_password(&cx, FAST, login, &Password::new(PASSWORD)).unwrap();
        self.world.give(login, "budget_holder");
        let token = self.session(login);
        let session = Session::find(&self.world.store, &token, now()).unwrap().unwrap();
        let id = format!("nyckel {token}");
        let new = NewPasskey {
            credential_id: id.as_bytes(),
            credential: "{}",
            name: "En nyckel",
        };
        add_passkey(&self.world.store, &session, &new, now()).unwrap();
    }

    /// Roles somebody holds, factors, and whether the password lets them in.
    fn state(&self, login: &str) -> String {
        let user = self.world.store.read(|tx| feed::user(tx, login)).unwrap().unwrap();
        let factors = kept_passkeys(&self.world.store, user.id).unwrap().len();
        let password = Password::new(PASSWORD);
        let attempt = SignIn {
            login,
            password: &password,
            address: IpAddr::V4(Ipv4Addr::LOCALHOST),
            agent: "",
            device: None,
            former: None,
        };
        let enters = sign_in(&self.world.store, FAST, &attempt, now()).is_ok();
        let plural = if factors == 1 { "" } else { "s" };
        format!(
            "{}; {factors} factor{plural}, signs in by password {enters}",
            self.world.roles(login)
        )
    }

    fn lives(&self, token: &str) -> bool {
        Session::find(&self.world.store, token, now()).unwrap().is_some()
    }
}

/// A group's identity is made of a key that each installation has its own of.
fn without_identities(told: &str) -> String {
    let words = told.split_inclusive([' ', '/', '\n']).map(|word| {
        let bare = word.trim_end();
        let is_one = bare.len() == 32 && bare.bytes().all(|sign| sign.is_ascii_hexdigit());
        if is_one {
            word.replace(bare, "#")
        } else {
            word.to_owned()
        }
    });
    words.collect()
}

fn on_each(expected: Expect, tell: impl Fn(&mut Story) -> String) {
    let told = RefCell::new(Vec::new());
    each_migrated(&kameral::MIGRATIONS, |store| {
        let mut story = Story::begin(store);
        told.borrow_mut().push(without_identities(&tell(&mut story)));
    });
    let told = told.into_inner();
    assert!(
        told.iter().all(|one| *one == told[0]),
        "the engines tell different stories: {told:?}"
    );
    expected.assert_eq(&told[0]);
}

/// SEC-23: create, disable and role change in the directory take effect at once; sessions end with the account.
#[test]
fn what_the_directory_changes_counts_at_once() {
    on_each(
        expect![[r#"
            made: 201 "anna@ssn.se" true "W/\"1\""
            group: 201 [{"display":"Anna Ek","type":"User","value":"4"}]; controller
            another group: 201 200; controller, budget_holder ORG=1*
            left the first: 200; budget_holder ORG=1*
            signed in: true
            closed: 200 false; signed in: false
            opened: 200 true; budget_holder ORG=1*
            deleted: 204; signed in: false; 
            asked for: 404
            made again: 201, the same true
            operator ; operator ; cli ; user.add ; eva ; accepted ; 
            operator ; operator ; cli ; role.give ; eva ; accepted ; 
            operator ; operator ; cli ; user.add ; bo ; accepted ; 
            operator ; operator ; cli ; role.give ; bo ; accepted ; 
            operator ; operator ; cli ; user.add ; sys ; accepted ; 
            operator ; operator ; cli ; role.give ; sys ; accepted ; 
            ssn ; directory ; api ; role.give ; anna@ssn.se ; accepted ; controller
            ssn ; directory ; api ; role.give ; anna@ssn.se ; accepted ; budget_holder
            ssn ; directory ; api ; role.take ; anna@ssn.se ; accepted ; controller
            ssn ; directory ; api ; role.take ; anna@ssn.se ; accepted ; budget_holder
            operator ; operator ; cli ; entity.init ; 1098 ; accepted ; 
            operator ; operator ; cli ; entity.init ; 2098 ; accepted ; 
            drift ; operator ; cli ; provider.keep ; ssn ; accepted ; 
            drift ; operator ; cli ; directory.token ; ssn ; accepted ; 
            ssn ; directory ; api ; user.add ; anna@ssn.se ; accepted ; 
            ssn ; directory ; api ; scim.user.create ; anna@ssn.se ; accepted ; 
            ssn ; directory ; api ; personal.read ; /scim/v2/Users ; accepted ; user
            ssn ; directory ; api ; scim.group.create ; ekonomer ; accepted ; 
            ssn ; directory ; api ; personal.read ; /scim/v2/Groups ; accepted ; user
            ssn ; directory ; api ; scim.group.create ; chefer ; accepted ; 
            ssn ; directory ; api ; scim.group.change ; chefer ; accepted ; 
            ssn ; directory ; api ; personal.read ; /scim/v2/Groups/# ; accepted ; user
            ssn ; directory ; api ; scim.group.change ; ekonomer ; accepted ; 
            Anna Ek ;  ; web ; session.sign_in ; anna@ssn.se ; accepted ; oidc new_device
            ssn ; directory ; api ; user.deactivate ; anna@ssn.se ; accepted ; 
            ssn ; directory ; api ; scim.user.change ; anna@ssn.se ; accepted ; 
            ssn ; directory ; api ; personal.read ; /scim/v2/Users/4 ; accepted ; user
            ssn ; directory ; api ; user.activate ; anna@ssn.se ; accepted ; 
            ssn ; directory ; api ; user.start_anew ; anna@ssn.se ; accepted ; 
            ssn ; directory ; api ; scim.user.change ; anna@ssn.se ; accepted ; 
            Anna Ek ;  ; web ; session.sign_in ; anna@ssn.se ; accepted ; oidc new_device
            ssn ; directory ; api ; user.deactivate ; anna@ssn.se ; accepted ; 
            ssn ; directory ; api ; scim.user.delete ; anna@ssn.se ; accepted ; 
            ssn ; directory ; api ; user.activate ; anna@ssn.se ; accepted ; 
            ssn ; directory ; api ; user.start_anew ; anna@ssn.se ; accepted ; 
            ssn ; directory ; api ; scim.user.create ; anna@ssn.se ; accepted ; 
        "#]],
        |story| {
            let mut told = String::new();
            let anna =
                json!({ "userName": "anna@ssn.se", "displayName": "Anna Ek", "externalId": "a-1", "active": true });
            let (status, made) = story.send("POST", "/Users", anna);
            let id = made["id"].as_str().unwrap().to_owned();
            writeln!(
                told,
                "made: {status} {} {} {}",
                made["userName"], made["active"], made["meta"]["version"]
            )
            .unwrap();
            let member = json!([{ "value": id }]);
            let group = json!({ "displayName": "ekonomer", "members": member });
            let (status, group) = story.send("POST", "/Groups", group);
            writeln!(
                told,
                "group: {status} {}; {}",
                group["members"],
                story.world.roles("anna@ssn.se")
            )
            .unwrap();
            let (status, chefs) = story.send("POST", "/Groups", json!({ "displayName": "chefer" }));
            let patch = |operations: Value| json!({ "Operations": operations });
            let path = format!("/Groups/{}", chefs["id"].as_str().unwrap());
            let add = patch(json!([{ "op": "Add", "path": "members", "value": member }]));
            let (changed, _) = story.send("PATCH", &path, add);
            writeln!(
                told,
                "another group: {status} {changed}; {}",
                story.world.roles("anna@ssn.se")
            )
            .unwrap();
            let first = format!("/Groups/{}", group["id"].as_str().unwrap());
            let leave = patch(json!([{ "op": "remove", "path": format!("members[value eq \"{id}\"]") }]));
            let (status, _) = story.send("PATCH", &first, leave);
            writeln!(told, "left the first: {status}; {}", story.world.roles("anna@ssn.se")).unwrap();

            let session = story.session("anna@ssn.se");
            let user = format!("/Users/{id}");
            writeln!(told, "signed in: {}", story.lives(&session)).unwrap();
            let close = patch(json!([{ "op": "Replace", "path": "active", "value": "False" }]));
            let (status, closed) = story.send("PATCH", &user, close);
            writeln!(
                told,
                "closed: {status} {}; signed in: {}",
                closed["active"],
                story.lives(&session)
            )
            .unwrap();
            let open = patch(json!([{ "op": "replace", "value": { "active": true } }]));
            let (status, opened) = story.send("PATCH", &user, open);
            writeln!(
                told,
                "opened: {status} {}; {}",
                opened["active"],
                story.world.roles("anna@ssn.se")
            )
            .unwrap();
            let session = story.session("anna@ssn.se");
            let (status, _) = story.send("DELETE", &user, Value::Null);
            writeln!(
                told,
                "deleted: {status}; signed in: {}; {}",
                story.lives(&session),
                story.world.roles("anna@ssn.se")
            )
            .unwrap();
            let (status, _) = story.send("GET", &user, Value::Null);
            writeln!(told, "asked for: {status}").unwrap();
            let (status, again) = story.send(
                "POST",
                "/Users",
                json!({ "userName": "anna@ssn.se", "displayName": "Anna Ek" }),
            );
            writeln!(told, "made again: {status}, the same {}", again["id"] == id.as_str()).unwrap();
            told + &story.world.history(story.world.places()["1098"]) + &story.world.history(INSTALLATION)
        },
    );
}

/// RFC 7644: who is nobody, what is not understood, versions, pages and filters.
#[test]
fn the_standard_is_kept() {
    on_each(
        expect![[r#"
        no token: 401  null
        a wrong token: 401  null
        another's: 401  null
        what is offered: 200  null
        kinds: 200  2
        schemas: 200  2
        anna@ssn.se: 201  null
        bo@ssn.se: 201  null
        cia@ssn.se: 201  null
        anna again: 409 uniqueness null
        nobody's login: 400 invalidValue null
        another agency's: 400 invalidValue null
        who was here: 409 uniqueness null
        all: 200  3
        a filter: 200  1
        no such filter: 400 invalidFilter null
        another login: 400 mutability null
        somebody of another directory: 404  null
        an old version: 412  null
        the version: 200  null
        known already: 304  null
        a group: 201  null
        its name again: 409 uniqueness null
        with a stranger: 400 invalidValue null
        deleted: 204  null
        gone: 404  null
        the old token: 401  null
    "#]],
        |story| {
            let mut told = String::new();
            let mut tell = |what: &str, (status, body): (u16, Value)| {
                let kind = body["scimType"].as_str().unwrap_or_default().to_owned();
                writeln!(told, "{what}: {status} {kind} {}", body["totalResults"]).unwrap();
            };
            for (what, bearer) in [
                ("no token", ""),
                ("a wrong token", "Bearer 00"),
                ("another's", "Bearer "),
            ] {
                let bearer = if what == "another's" {
                    format!("{bearer}{}", "0".repeat(64))
                } else {
                    bearer.to_owned()
                };
                tell(what, story.send_as(&bearer, "GET", "/Users", Value::Null, &[]));
            }
            tell(
                "what is offered",
                story.send("GET", "/ServiceProviderConfig", Value::Null),
            );
            tell("kinds", story.send("GET", "/ResourceTypes", Value::Null));
            tell("schemas", story.send("GET", "/Schemas", Value::Null));
            for login in ["anna@ssn.se", "bo@ssn.se", "cia@ssn.se"] {
                tell(login, story.send("POST", "/Users", json!({ "userName": login })));
            }
            tell(
                "anna again",
                story.send("POST", "/Users", json!({ "userName": "ANNA@ssn.se" })),
            );
            tell(
                "nobody's login",
                story.send("POST", "/Users", json!({ "displayName": "x" })),
            );
            tell(
                "another agency's",
                story.send("POST", "/Users", json!({ "userName": "anna@annan.se" })),
            );
            story.world.add("eva@ssn.se");
            tell(
                "who was here",
                story.send("POST", "/Users", json!({ "userName": "eva@ssn.se" })),
            );
            tell("all", story.send("GET", "/Users", Value::Null));
            tell(
                "a filter",
                story.send("GET", "/Users?filter=userName%20eq%20%22BO%40ssn.se%22", Value::Null),
            );
            tell(
                "no such filter",
                story.send("GET", "/Users?filter=title%20eq%20%22x%22", Value::Null),
            );
            let (_, page) = story.send("GET", "/Users?startIndex=2&count=1", Value::Null);
            assert_eq!(
                (page["startIndex"].as_i64(), page["itemsPerPage"].as_i64()),
                (Some(2), Some(1))
            );
            assert_eq!(page["Resources"][0]["userName"], "bo@ssn.se");
            let id = page["Resources"][0]["id"].as_str().unwrap().to_owned();
            let user = format!("/Users/{id}");
            tell(
                "another login",
                story.send("PUT", &user, json!({ "userName": "bosse@ssn.se" })),
            );
            tell(
                "somebody of another directory",
                story.send("GET", "/Users/1", Value::Null),
            );
            let bearer = format!("Bearer {}", story.token);
            let close = json!({ "userName": "bo@ssn.se", "active": false });
            let stale = story.send_as(&bearer, "PUT", &user, close.clone(), &[("if-match", "W/\"7\"")]);
            tell("an old version", stale);
            tell(
                "the version",
                story.send_as(&bearer, "PUT", &user, close, &[("if-match", "W/\"1\"")]),
            );
            tell(
                "known already",
                story.send_as(&bearer, "GET", &user, Value::Null, &[("if-none-match", "W/\"2\"")]),
            );
            tell("a group", story.send("POST", "/Groups", json!({ "displayName": "a" })));
            tell(
                "its name again",
                story.send("POST", "/Groups", json!({ "displayName": "a" })),
            );
            let stranger = json!({ "displayName": "b", "members": [{ "value": "1" }] });
            tell("with a stranger", story.send("POST", "/Groups", stranger));
            let (_, found) = story.send("GET", "/Groups?filter=displayName%20eq%20%22a%22", Value::Null);
            let group = format!("/Groups/{}", found["Resources"][0]["id"].as_str().unwrap());
            tell("deleted", story.send("DELETE", &group, Value::Null));
            tell("gone", story.send("GET", &group, Value::Null));
            // A new token ends the old one.
            new_token(&story.world.operator(INSTALLATION), &story.provider).unwrap();
            tell("the old token", story.send("GET", "/Users", Value::Null));
            told
        },
    );
}

/// SEC-11, SEC-23: the login of somebody who has left opens nothing of theirs: another number is another person, and
/// who is opened again has neither what identity was proven by nor what was given by hand.
#[test]
fn who_comes_back_starts_anew() {
    on_each(
        expect![[r#"
            anna: controller, budget_holder; 1 factor, signs in by password true
            closed for a while and opened: controller; 0 factors, signs in by password false
            the roles again, then left:  and gone
            another number: 409 uniqueness
            the same number: 201; ; 0 factors, signs in by password false
            left, and opened by hand: true
            without a number: 201; ; 0 factors, signs in by password false
        "#]],
        |story| {
            let mut told = String::new();
            let anna =
                |number: Value| json!({ "userName": "anna@ssn.se", "displayName": "Anna Ek", "externalId": number });
            let (_, made) = story.send("POST", "/Users", anna("a-1".into()));
            let id = made["id"].as_str().unwrap().to_owned();
            let user = format!("/Users/{id}");
            let group = json!({ "displayName": "ekonomer", "members": [{ "value": id }] });
            story.send("POST", "/Groups", group);
            let active =
                |active: bool| json!({ "Operations": [{ "op": "replace", "path": "active", "value": active }] });
            story.furnish("anna@ssn.se");
            writeln!(told, "anna: {}", story.state("anna@ssn.se")).unwrap();
            story.send("PATCH", &user, active(false));
            story.send("PATCH", &user, active(true));
            writeln!(told, "closed for a while and opened: {}", story.state("anna@ssn.se")).unwrap();
            story.furnish("anna@ssn.se");
            story.send("DELETE", &user, Value::Null);
            let (gone, _) = story.send("GET", &user, Value::Null);
            let roles = if gone == 404 { "and gone" } else { "?" };
            writeln!(told, "the roles again, then left:  {roles}").unwrap();
            let (status, body) = story.send("POST", "/Users", anna("a-2".into()));
            writeln!(
                told,
                "another number: {status} {}",
                body["scimType"].as_str().unwrap_or_default()
            )
            .unwrap();
            let (status, _) = story.send("POST", "/Users", anna("a-1".into()));
            writeln!(told, "the same number: {status}; {}", story.state("anna@ssn.se")).unwrap();
            // Somebody who manages users opens the account in between; the directory's word is still another's.
            story.furnish("anna@ssn.se");
            story.send("DELETE", &user, Value::Null);
            set_active(&story.world.operator(INSTALLATION), None, "anna@ssn.se", true).unwrap();
            let session = story.session("anna@ssn.se");
            writeln!(told, "left, and opened by hand: {}", story.lives(&session)).unwrap();
            let (status, _) = story.send("POST", "/Users", anna(Value::Null));
            assert!(!story.lives(&session));
            writeln!(told, "without a number: {status}; {}", story.state("anna@ssn.se")).unwrap();
            told
        },
    );
}

/// SEC-11: whom somebody has closed by hand no directory opens, by SCIM or in a file.
#[test]
fn who_was_closed_by_hand_is_opened_by_hand() {
    on_each(
        expect![[r#"
            closed by the directory, opened by it: true
            closed by hand, PUT: 200 false
            PATCH: 200 false
            the file: ; active false
            opened by hand: true
            closed by the directory and by hand: 200 false
        "#]],
        |story| {
            let mut told = String::new();
            let bo = |active: bool| json!({ "userName": "bo@ssn.se", "displayName": "Bo", "active": active });
            let (_, made) = story.send("POST", "/Users", bo(true));
            let path = format!("/Users/{}", made["id"].as_str().unwrap());
            story.send("PUT", &path, bo(false));
            let (_, opened) = story.send("PUT", &path, bo(true));
            writeln!(told, "closed by the directory, opened by it: {}", opened["active"]).unwrap();
            let cx = story.world.operator(INSTALLATION);
            set_active(&cx, None, "bo@ssn.se", false).unwrap();
            let (status, put) = story.send("PUT", &path, bo(true));
            writeln!(told, "closed by hand, PUT: {status} {}", put["active"]).unwrap();
            let patch = json!({ "Operations": [{ "op": "replace", "path": "active", "value": true }] });
            let (status, patched) = story.send("PATCH", &path, patch);
            writeln!(told, "PATCH: {status} {}", patched["active"]).unwrap();
            let done = told_of(story, "login,name,active\nbo@ssn.se,Bo,true\n", false);
            let (_, found) = story.send("GET", &path, Value::Null);
            writeln!(told, "the file: {}; active {}", done.trim(), found["active"]).unwrap();
            set_active(&cx, None, "bo@ssn.se", true).unwrap();
            let (_, found) = story.send("GET", &path, Value::Null);
            writeln!(told, "opened by hand: {}", found["active"]).unwrap();
            story.send("PUT", &path, bo(false));
            set_active(&cx, None, "bo@ssn.se", false).unwrap();
            let (status, put) = story.send("PUT", &path, bo(true));
            writeln!(told, "closed by the directory and by hand: {status} {}", put["active"]).unwrap();
            told
        },
    );
}

/// SEC-23: a message that says nothing of whether the user may sign in changes nothing of it.
#[test]
fn what_is_not_said_is_left_as_it_is() {
    on_each(expect!["made true, closed false, another number false"], |story| {
        let anna = json!({ "userName": "anna@ssn.se", "displayName": "Anna Ek" });
        let (_, made) = story.send("POST", "/Users", anna);
        let path = format!("/Users/{}", made["id"].as_str().unwrap());
        let close = json!({ "Operations": [{ "op": "replace", "path": "active", "value": false }] });
        let (_, closed) = story.send("PATCH", &path, close);
        let numbered = json!({ "userName": "anna@ssn.se", "externalId": "a-1" });
        let (_, changed) = story.send("PUT", &path, numbered);
        format!(
            "made {}, closed {}, another number {}",
            made["active"], closed["active"], changed["active"]
        )
    });
}

/// SEC-23: of two messages about the same version one is taken; whoever left every group that gave a role, at once,
/// has it no more.
#[test]
fn two_messages_at_once_are_taken_one_after_the_other() {
    on_each(expect!["20 rounds"], |story| {
        let (_, anna) = story.send("POST", "/Users", json!({ "userName": "anna@ssn.se" }));
        let id = anna["id"].as_str().unwrap().to_owned();
        let user = format!("/Users/{id}");
        let bearer = format!("Bearer {}", story.token);
        let message = |path: &str, version: Option<&str>, body: Value| {
            let mut request = Request::patch(format!("/scim/v2{path}")).header("authorization", &bearer);
            if let Some(version) = version {
                request = request.header("if-match", version);
            }
            request.body(Body::from(body.to_string())).unwrap()
        };
        let change = |operation: Value| json!({ "Operations": [operation] });
        let mut groups = Vec::new();
        for name in ["ekonomer", "ekonomerna"] {
            let (_, group) = story.send("POST", "/Groups", json!({ "displayName": name }));
            groups.push(format!("/Groups/{}", group["id"].as_str().unwrap()));
        }
        for round in 0..20 {
            let (_, now) = story.send("GET", &user, Value::Null);
            let version = now["meta"]["version"].as_str().unwrap();
            let number = |number: &str| {
                let number = format!("{number}-{round}");
                change(json!({ "op": "replace", "path": "externalId", "value": number }))
            };
            let both = [number("a"), number("b")].map(|body| message(&user, Some(version), body));
            let mut told = story.world.at_once(both.into());
            told.sort();
            assert_eq!(told, [StatusCode::OK, StatusCode::PRECONDITION_FAILED], "round {round}");
            for group in &groups {
                let add = change(json!({ "op": "add", "path": "members", "value": [{ "value": id }] }));
                assert_eq!(story.send("PATCH", group, add).0, 200);
            }
            assert_eq!(story.world.roles("anna@ssn.se"), "controller");
            let leave = change(json!({ "op": "remove", "path": format!("members[value eq \"{id}\"]") }));
            let both = groups.iter().map(|group| message(group, None, leave.clone()));
            let told = story.world.at_once(both.collect());
            assert_eq!(told, [StatusCode::OK, StatusCode::OK], "round {round}");
            assert_eq!(story.world.roles("anna@ssn.se"), "", "round {round}");
        }
        "20 rounds".to_owned()
    });
}

const FILE: &str = "\
login,name,active,entity,role,dimension,pattern,valid_from,valid_to
anna@ssn.se,Anna Ek,true,1098,controller,,,,
anna@ssn.se,Anna Ek,true,1098,budget_holder,ORG,1*,2026-01-01,2026-12-31
bo@ssn.se,Bo Al,ja,1098,budget_holder,ORG,2*,,
cia@ssn.se,Cia Bok,nej,,,,,,
";

fn told_of(story: &Story, text: &str, dry_run: bool) -> String {
    let mut told = String::new();
    let refused = |refusals: Vec<kameral_identity::federation::FeedRefusal>| {
        let names = refusals.iter().map(|refusal| match refusal.place().line {
            Some(line) => format!("{line}:{}", refusal.name()),
            None => refusal.name().to_owned(),
        });
        format!("  nekad {}\n", names.collect::<Vec<_>>().join(" "))
    };
    let users = match read(text, &story.world.places()) {
        Ok(users) => users,
        Err(refusals) => return refused(refusals),
    };
    let cx = story.world.operator(INSTALLATION);
    match import(&cx, &story.provider, &users, "katalog.csv", dry_run) {
        Ok(changes) => {
            for (login, changes) in changes {
                let words = changes.iter().map(|change| match change {
                    Change::Given(role) => format!("ges {}", role.role),
                    Change::Taken(role) => format!("mister {}", role.role),
                    other => format!("{other:?}"),
                });
                writeln!(told, "  {login}: {}", words.collect::<Vec<_>>().join(", ")).unwrap();
            }
            told
        }
        Err(Stop::Refused(refusals)) => refused(refusals),
        Err(stop) => panic!("{stop:?}"),
    }
}

/// SEC-23: a file is the whole directory, is taken whole or not at all, and can be tried first.
#[test]
fn a_file_is_the_whole_directory_or_nothing() {
    on_each(
        expect![[r#"
            tried
              anna@ssn.se: Added, ges budget_holder, ges controller
              bo@ssn.se: Added, ges budget_holder
              cia@ssn.se: Added, Closed
              =  | 
            taken
              anna@ssn.se: Added, ges budget_holder, ges controller
              bo@ssn.se: Added, ges budget_holder
              cia@ssn.se: Added, Closed
              = budget_holder ORG=1*, controller | budget_holder ORG=2*
            the same again
              = budget_holder ORG=1*, controller | budget_holder ORG=2*
            one line is wrong
              nekad feed_role_unknown feed_login_foreign
              = budget_holder ORG=1*, controller | budget_holder ORG=2*
            somebody has left
              anna@ssn.se: mister controller
              cia@ssn.se: Opened
              bo@ssn.se: Closed, mister budget_holder
              = budget_holder ORG=1* | 
            cannot be read
              nekad 2:feed_field_unread 3:feed_line_unread
              = budget_holder ORG=1* | 
            an entity that is not there
              nekad 2:feed_entity_unknown 3:feed_entity_unknown 4:feed_entity_unknown
              = budget_holder ORG=1* | 
            a role that governs
              nekad feed_role_governs
              = budget_holder ORG=1* | 
            nobody
              nekad 1:feed_line_unread
              = budget_holder ORG=1* | 
            operator ; operator ; cli ; entity.init ; 1098 ; accepted ; 
            operator ; operator ; cli ; entity.init ; 2098 ; accepted ; 
            drift ; operator ; cli ; provider.keep ; ssn ; accepted ; 
            drift ; operator ; cli ; directory.token ; ssn ; accepted ; 
            ssn ; directory ; cli ; user.add ; anna@ssn.se ; accepted ; 
            ssn ; directory ; cli ; user.add ; bo@ssn.se ; accepted ; 
            ssn ; directory ; cli ; user.add ; cia@ssn.se ; accepted ; 
            ssn ; directory ; cli ; user.deactivate ; cia@ssn.se ; accepted ; 
            drift ; operator ; cli ; directory.import ; katalog.csv ; accepted ; 
            drift ; operator ; cli ; directory.import ; katalog.csv ; accepted ; 
            Bo Al ;  ; web ; session.sign_in ; bo@ssn.se ; accepted ; oidc new_device
            drift ; operator ; cli ; directory.import ; katalog.csv ; refused ; feed_role_unknown feed_login_foreign
            ssn ; directory ; cli ; user.activate ; cia@ssn.se ; accepted ; 
            ssn ; directory ; cli ; user.start_anew ; cia@ssn.se ; accepted ; 
            ssn ; directory ; cli ; user.deactivate ; bo@ssn.se ; accepted ; 
            drift ; operator ; cli ; directory.import ; katalog.csv ; accepted ; 
            drift ; operator ; cli ; directory.import ; katalog.csv ; refused ; feed_role_governs
        "#]],
        |story| {
            let mut told = String::new();
            let mut tell = |story: &Story, what: &str, text: &str, dry_run: bool| {
                let done = told_of(story, text, dry_run);
                let roles = [story.world.roles("anna@ssn.se"), story.world.roles("bo@ssn.se")].join(" | ");
                writeln!(told, "{what}\n{done}  = {roles}").unwrap();
            };
            tell(story, "tried", FILE, true);
            tell(story, "taken", FILE, false);
            tell(story, "the same again", FILE, false);
            let session = story.session("bo@ssn.se");
            let changed = FILE
                .replace("1098,controller,,,,", ",,,,,")
                .replace("cia@ssn.se,Cia Bok,nej", "cia@ssn.se,Cia Bok,ja");
            let without_bo: String = changed
                .split_inclusive('\n')
                .filter(|line| !line.starts_with("bo"))
                .collect();
            let wrong = without_bo.clone() + "dag@ssn.se,Dag,true,1098,kassör,,,,\neva,Eva,true,,,,,,\n";
            tell(story, "one line is wrong", &wrong, false);
            assert!(story.lives(&session));
            tell(story, "somebody has left", &without_bo, false);
            assert!(!story.lives(&session));
            let unread = "login,name,active\na@ssn.se,A,kanske\nb@ssn.se,B,true,x\n";
            tell(story, "cannot be read", unread, false);
            tell(
                story,
                "an entity that is not there",
                &FILE.replace("1098", "9999"),
                false,
            );
            tell(
                story,
                "a role that governs",
                &FILE.replace("controller", "system_administrator"),
                false,
            );
            tell(story, "nobody", "login,name,active\n", false);
            told + &story.world.history(INSTALLATION)
        },
    );
}
