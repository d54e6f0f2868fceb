//! Stories about signing in, and about not being able to (SEC-11, reliability §4.7).

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use crate::story;

use expect_test::expect;
use kameral_access::{HashCost, HistoryFilter, MIGRATIONS, Password, SignIn, change_own_password, sign_in};
use kameral_store::params;
use kameral_store::testing::each_migrated;
use story::{FAST, answer, check, with_anna};

/// SEC-11: every way to fail is told the same; history knows which it was.
#[test]
fn whoever_fails_is_told_the_same() {
    check(expect![[r#"
        operatör lägger upp anna korrekt-häst-batteri Anna Ek → användare 1
        anna loggar in fel-häst-batteri → nekad Wrong
        bo loggar in korrekt-häst-batteri → nekad Wrong
        korrekt-häst-batteri loggar in anna → nekad Wrong
        ANNA loggar in korrekt-häst-batteri → inloggad
        operatör stänger anna → ja
        anna loggar in korrekt-häst-batteri → nekad Wrong
        anna loggar in fel-häst-batteri → nekad Wrong
        operatör öppnar anna → ja
        anna loggar in korrekt-häst-batteri → inloggad
        anna loggar ut → ja
        anna läser → inte inloggad
        historik 0
        | 1 ; 08:00 ; Anna Ek ;  ; web ; session.sign_in ; anna ; refused ; password_wrong
        | 2 ; 08:00 ;  ;  ; web ; session.sign_in ;  ; refused ; login_unknown
        | 3 ; 08:00 ;  ;  ; web ; session.sign_in ;  ; refused ; login_unknown
        | 4 ; 08:00 ; Anna Ek ;  ; web ; session.sign_in ; anna ; accepted ; new_device
        | 5 ; 08:00 ; Anna Ek ;  ; web ; session.sign_in ; anna ; refused ; user_inactive
        | 6 ; 08:00 ; Anna Ek ;  ; web ; session.sign_in ; anna ; refused ; password_wrong
        | 7 ; 08:00 ; Anna Ek ;  ; web ; session.sign_in ; anna ; accepted ; new_device
        | 8 ; 08:00 ; Anna Ek ;  ; web ; session.sign_out ; anna ; accepted ;
    "#]]);
}

/// Nobody locks anyone out: a browser that is known, and another network, stay open.
#[test]
fn failed_attempts_hold_back_who_makes_them() {
    each_migrated(&[MIGRATIONS], |store| {
        let mut world = with_anna(store);
        let told: Vec<String> = (0..40)
            .map(|_| world.sign_in("anna", "fel-häst-batteri", "198.51.100.7", true))
            .collect();
        let wait = "nekad Throttled { seconds: 20 }";
        assert!(told[..30].iter().all(|told| told == "nekad Wrong"), "{told:?}");
        assert!(told[30..].iter().all(|told| told == wait), "{told:?}");
        // Another login from there waits too, and the right password helps nobody there.
        assert_eq!(world.sign_in("bo", "fel", "198.51.100.7", true), wait);
        assert_eq!(
            world.sign_in("anna", "korrekt-häst-batteri", "198.51.100.7", true),
            wait
        );
        // Anna's own browser, and a new one elsewhere, do not.
        assert_eq!(
            world.sign_in("anna", "korrekt-häst-batteri", "192.0.2.1", false),
            "inloggad"
        );
        assert_eq!(
            world.sign_in("anna", "korrekt-häst-batteri", "203.0.113.5", true),
            "inloggad"
        );
        // What is held back leaves no line, or anyone could fill the disk.
        let lines = world.lines(0, &HistoryFilter::default());
        assert_eq!(lines.iter().filter(|line| line.detail == "password_wrong").count(), 30);
        assert_eq!(lines.len(), 33);
        world.hear("20 sekunder går");
        assert_eq!(
            world.sign_in("anna", "korrekt-häst-batteri", "198.51.100.7", true),
            "inloggad"
        );
    });
}

/// Whoever signs in takes no place from others: a whole office may share an address.
#[test]
fn attempts_that_succeed_are_not_counted() {
    each_migrated(&[MIGRATIONS], |store| {
        let mut world = with_anna(store);
        for _ in 0..40 {
            assert_eq!(
                world.sign_in("anna", "korrekt-häst-batteri", "198.51.100.7", true),
                "inloggad"
            );
        }
        for _ in 0..15 {
            assert_eq!(
                world.sign_in("anna", "korrekt-häst-batteri", "198.51.100.7", false),
                "inloggad"
            );
        }
    });
}

/// A known browser has its own limit, and a mark opens nothing for another user.
#[test]
fn a_known_browser_may_fail_by_itself() {
    each_migrated(&[MIGRATIONS], |store| {
        let mut world = with_anna(store);
        for _ in 0..10 {
            assert_eq!(world.sign_in("anna", "fel", "192.0.2.1", false), "nekad Wrong");
        }
        assert_eq!(
            world.sign_in("anna", "korrekt-häst-batteri", "192.0.2.1", false),
            "nekad Throttled { seconds: 30 }"
        );
        // Without its mark it is a stranger, as anyone is.
        assert_eq!(
            world.sign_in("anna", "korrekt-häst-batteri", "192.0.2.1", true),
            "inloggad"
        );

        world.hear("operatör lägger upp bo korrekt-häst-batteri");
        let mark = world.browsers[&("anna".to_owned(), "192.0.2.1".to_owned())].1.clone();
        world
            .browsers
            .insert(("bo".to_owned(), "192.0.2.1".to_owned()), (String::new(), mark.clone()));
        assert_eq!(
            world.sign_in("bo", "korrekt-häst-batteri", "192.0.2.1", false),
            "inloggad"
        );
        assert_ne!(world.browsers[&("bo".to_owned(), "192.0.2.1".to_owned())].1, mark);
    });
}

/// A user changes the own password only by knowing it, and other browsers are signed out.
#[test]
fn one_s_own_password_is_changed_by_who_knows_it() {
    each_migrated(&[MIGRATIONS], |store| {
        let mut world = with_anna(store);
        world.sign_in("anna", "korrekt-häst-batteri", "192.0.2.2", false);
        let session = world.session("anna").unwrap();
        let change = |present: &str, new: &str| {
            let (present, new) = (Password::new(present), Password::new(new));
            let done = change_own_password(store, FAST, &session, &present, &new, world.now);
            answer(done, |_| "ja".to_owned())
        };
        assert_eq!(change("fel-häst-batteri", "rätt-häst-batteri"), "nekad password_wrong");
        assert_eq!(
            change("korrekt-häst-batteri", "anna"),
            "nekad password_too_short password_is_login"
        );
        assert_eq!(change("korrekt-häst-batteri", "rätt-häst-batteri"), "ja");
        assert_eq!(session.all(store, world.now).unwrap().len(), 1);
        for _ in 0..10 {
            change("fel", "rätt-häst-batteri");
        }
        assert_eq!(
            change("rätt-häst-batteri", "annan-häst-batteri"),
            "nekad password_throttled"
        );
        assert_eq!(
            world.sign_in("anna", "korrekt-häst-batteri", "192.0.2.1", false),
            "nekad Wrong"
        );
        assert_eq!(
            world.sign_in("anna", "rätt-häst-batteri", "192.0.2.1", false),
            "inloggad"
        );
    });
}

/// A dearer cost is taken into use user by user, as they sign in.
#[test]
fn a_hash_is_made_anew_when_its_cost_has_changed() {
    each_migrated(&[MIGRATIONS], |store| {
        let world = with_anna(store);
        let kept = || {
            let sql = "select password_hash from app_user";
            store
                .read(|tx| tx.one(sql, params![], |row| row.get::<String>("password_hash")))
                .unwrap()
        };
        let sign_in_at = |cost: HashCost, password: &str| {
            let attempt = SignIn {
                login: "anna",
                password: &Password::new(password),
                address: "192.0.2.1".parse().unwrap(),
                agent: "",
                device: None,
                former: None,
            };
            sign_in(store, cost, &attempt, world.now).is_ok()
        };
        let first = kept();
        let dearer = HashCost { passes: 2, ..FAST };
        assert!(!sign_in_at(dearer, "fel-häst-batteri"));
        assert_eq!(kept(), first);
        assert!(sign_in_at(dearer, "korrekt-häst-batteri"));
        assert!(kept().contains("t=2"), "{}", kept());
        assert!(sign_in_at(dearer, "korrekt-häst-batteri"));
    });
}

/// A browser is known for half a year after it was last signed in with.
#[test]
fn a_browser_is_forgotten_after_half_a_year() {
    each_migrated(&[MIGRATIONS], |store| {
        let mut world = with_anna(store);
        let mut mark_after = |days: &str| {
            world.hear(days);
            world.sign_in("anna", "korrekt-häst-batteri", "192.0.2.1", false);
            world.browsers[&("anna".to_owned(), "192.0.2.1".to_owned())].1.clone()
        };
        let first = mark_after("0 dagar går");
        assert_eq!(mark_after("179 dagar går"), first);
        assert_eq!(mark_after("179 dagar går"), first);
        assert_ne!(mark_after("180 dagar går"), first);
    });
}
