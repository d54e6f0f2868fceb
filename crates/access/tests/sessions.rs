//! Stories about sessions: how long they live, whose they are, what they may do (SEC-11,
//! reliability §4.7).

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use crate::story;

use expect_test::expect;
use kameral_access::{Act, Cx, HistoryFilter, MIGRATIONS, Permission, SESSION_HOURS, Session, UserRefusal};
use kameral_base::EntityId;
use kameral_store::testing::{as_owner, each_migrated};
use kameral_store::{Stop, params};
use story::{answer, check, with_anna};

/// Idle time, length, and signing in again.
#[test]
fn a_session_ends_by_itself() {
    check(expect![[r#"
        roll ekonom books.read → ja
        operatör lägger upp anna korrekt-häst-batteri → användare 1
        operatör ger anna ekonom → roll nummer 1
        anna loggar in korrekt-häst-batteri → inloggad
        29 minuter går
        anna läser → allt
        29 minuter går
        anna läser → allt
        30 minuter går
        anna läser → inte inloggad
        anna loggar in korrekt-häst-batteri → inloggad
        anna läser → allt
    "#]]);
    each_migrated(&[MIGRATIONS], |store| {
        let mut world = with_anna(store);
        for _ in 0..SESSION_HOURS * 3 - 1 {
            world.hear("20 minuter går");
            assert!(world.session("anna").is_some());
        }
        world.hear("20 minuter går");
        assert!(world.session("anna").is_none());
    });
}

/// The database has no token, no mark and no password; each sign-in has a token of its own.
#[test]
fn what_opens_a_session_is_in_the_browser_only() {
    each_migrated(&[MIGRATIONS], |store| {
        let mut world = with_anna(store);
        let key = ("anna".to_owned(), "192.0.2.1".to_owned());
        let (first, mark) = world.browsers[&key].clone();
        world.sign_in("anna", "korrekt-häst-batteri", "192.0.2.1", false);
        let (second, same_mark) = world.browsers[&key].clone();
        assert_ne!(first, second);
        assert_eq!(mark, same_mark);
        // The session the browser had before has ended.
        assert!(Session::find(store, &first, world.now).unwrap().is_none());
        for wrong in ["", "a", &"0".repeat(64), &second[1..], &second.to_uppercase()] {
            assert!(Session::find(store, wrong, world.now).unwrap().is_none());
        }
        let session = world.session("anna").unwrap();
        assert_ne!(session.csrf().reveal(), second);
        assert_eq!(session.csrf(), world.session("anna").unwrap().csrf());
        let kept: Vec<u8> = store
            .read(|tx| {
                tx.one("select token_sha256 from session", params![], |row| {
                    row.get("token_sha256")
                })
            })
            .unwrap();
        assert_eq!(kept.len(), 32);
        assert!(!format!("{session:?}").contains(&second));
    });
}

/// A user sees and ends the own sessions, and nobody else's.
#[test]
fn sessions_are_listed_and_ended_by_their_user() {
    each_migrated(&[MIGRATIONS], |store| {
        let mut world = with_anna(store);
        world.hear("operatör lägger upp bo korrekt-häst-batteri");
        for address in ["192.0.2.2", "192.0.2.3", "2001:db8::1"] {
            world.now += jiff::SignedDuration::from_secs(60);
            world.sign_in("anna", "korrekt-häst-batteri", address, false);
        }
        world.sign_in("bo", "korrekt-häst-batteri", "192.0.2.9", false);
        let (anna, bo) = (world.session("anna").unwrap(), world.session("bo").unwrap());
        let listed = |session: &Session| {
            let all = session.all(store, world.now).unwrap();
            all.iter()
                .map(|line| format!("{} {}", line.address, line.is_this))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            listed(&anna),
            [
                "2001:db8::1 true",
                "192.0.2.3 false",
                "192.0.2.2 false",
                "192.0.2.1 false"
            ]
        );
        let handle = anna.all(store, world.now).unwrap()[1].handle.clone();
        assert!(!bo.end(store, &handle, world.now).unwrap());
        assert!(!anna.end(store, "åäö", world.now).unwrap());
        assert!(anna.end(store, &handle, world.now).unwrap());
        assert!(!anna.end(store, &handle, world.now).unwrap());
        assert_eq!(
            listed(&anna),
            ["2001:db8::1 true", "192.0.2.2 false", "192.0.2.1 false"]
        );
        assert_eq!(anna.end_others(store, world.now).unwrap(), 2);
        assert_eq!(listed(&anna), ["2001:db8::1 true"]);
        assert_eq!(listed(&bo), ["192.0.2.9 true"]);
        assert!(world.session("bo").is_some());
    });
}

/// The chosen entity is remembered, and only one that may be met can be chosen.
#[test]
fn a_session_remembers_an_entity_that_may_be_met() {
    each_migrated(&[MIGRATIONS], |store| {
        let mut world = with_anna(store);
        world.hear("operatör@3 ger anna ekonom till 2026-03-02");
        let today = world.today();
        let mut session = world.session("anna").unwrap();
        assert_eq!(session.entities(store, today).unwrap(), [EntityId(1), EntityId(3)]);
        assert_eq!(
            session.entities(store, today.tomorrow().unwrap()).unwrap(),
            [EntityId(1)]
        );
        assert_eq!(session.entity(), None);
        assert!(session.choose_entity(store, EntityId(3), today).unwrap());
        assert!(!session.choose_entity(store, EntityId(2), today).unwrap());
        assert_eq!(world.session("anna").unwrap().entity(), Some(EntityId(3)));
    });
}

/// A right that ends while a request runs is gone in its transaction (reliability rule 14).
#[test]
fn a_right_is_asked_for_in_the_transaction() {
    let ends = [
        "operatör tar anna 1",
        "operatör stänger anna",
        "roll ekonom books.read",
        "update user_role set valid_to = '2026-03-01'",
        "update user_role set valid_from = '2026-03-03'",
        "update user_role set entity_id = 2",
    ];
    for end in ends {
        each_migrated(&[MIGRATIONS], |store| {
            let mut world = with_anna(store);
            let cx = world.actor("anna").unwrap();
            if end.starts_with("update") {
                as_owner(store, end).unwrap();
            } else {
                world.hear(end);
            }
            let act = Act::new(Permission::VoucherPost, "voucher.post", "A1");
            let done = cx.write(act, |_| -> Result<(), Stop<Vec<UserRefusal>>> { panic!("{end}") });
            assert_eq!(answer(done, |()| "ja".to_owned()), "saknar voucher.post", "{end}");
            let line = world.lines(1, &HistoryFilter::default()).pop().unwrap();
            assert_eq!((line.actor.as_str(), line.outcome.word()), ("Anna Ek", "denied"));
            // And no new request begins with it.
            let (today, user) = (world.today(), cx.actor.user);
            let anew = Cx::of_user(store, user, EntityId(1), "api", today, world.now).unwrap();
            assert!(anew.is_none_or(|cx| !cx.may(Permission::VoucherPost)), "{end}");
        });
    }
}

/// Old sessions and browsers do not pile up.
#[test]
fn a_user_has_a_limited_number_of_sessions_and_browsers() {
    each_migrated(&[MIGRATIONS], |store| {
        let mut world = with_anna(store);
        for number in 0..25 {
            world.now += jiff::SignedDuration::from_secs(1);
            world.sign_in(
                "anna",
                "korrekt-häst-batteri",
                &format!("192.0.2.{}", 10 + number),
                false,
            );
        }
        let count = |sql| {
            store
                .read(|tx| tx.one(sql, params![], |row| row.get::<i64>("n")))
                .unwrap()
        };
        assert_eq!(count("select count(*) as n from session"), 20);
        assert_eq!(count("select count(*) as n from device"), 20);
        assert!(world.session("anna").is_some());
        world.hear("200 dagar går");
        world.sign_in("anna", "korrekt-häst-batteri", "192.0.2.1", false);
        assert_eq!(count("select count(*) as n from session"), 1);
        assert_eq!(count("select count(*) as n from device"), 1);
    });
}

/// ASVS 7.2.4: whoever signs in in a browser ends the session that was there, whoever's it was.
#[test]
fn signing_in_ends_the_session_the_browser_had() {
    each_migrated(&[MIGRATIONS], |store| {
        let mut world = with_anna(store);
        world.hear("operatör lägger upp bo korrekt-häst-batteri");
        let browser = world.browsers[&("anna".to_owned(), "192.0.2.1".to_owned())].clone();
        world
            .browsers
            .insert(("bo".to_owned(), "192.0.2.1".to_owned()), browser);
        world.sign_in("bo", "korrekt-häst-batteri", "192.0.2.1", false);
        assert!(world.session("anna").is_none());
        assert!(world.session("bo").is_some());
    });
}
