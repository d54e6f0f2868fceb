//! Stories about users: who is added, by whom, with which password (SEC-11, SEC-15, SEC-25).

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use crate::story;

use expect_test::expect;
use kameral_access::{held_roles, users};
use story::{World, check};

/// SEC-11: what is wrong with a new user is told at once, and nothing is kept of it.
#[test]
fn a_user_is_added_once_and_with_a_password_that_holds() {
    check(expect![[r#"
        operatör lägger upp anna korrekt-häst-batteri Anna Ek → användare 1
        operatör lägger upp ANNA korrekt-häst-batteri → nekad login_taken
        operatör lägger upp bo/ek kort → nekad login_malformed password_too_short
        operatör lägger upp åsa korrekt-häst-batteri → nekad login_malformed
        operatör lägger upp bo lösenord1234 → nekad password_common
        operatör lägger upp bo.ek@myndigheten.se bo.ek@myndigheten.se → nekad password_is_login
        operatör lägger upp bo.ek@myndigheten.se korrekt-häst-batteri → användare 2
        operatör byter anna 123456789012 → nekad password_common
        operatör byter ingen korrekt-häst-batteri → nekad user_unknown
        historik 1
        | 1 ; 08:00 ; drift ; operator ; cli ; user.add ; anna ; accepted ;
        | 2 ; 08:00 ; drift ; operator ; cli ; user.add ; anna ; refused ; login_taken
        | 3 ; 08:00 ; drift ; operator ; cli ; user.add ;  ; refused ; login_malformed password_too_short
        | 4 ; 08:00 ; drift ; operator ; cli ; user.add ;  ; refused ; login_malformed
        | 5 ; 08:00 ; drift ; operator ; cli ; user.add ; bo ; refused ; password_common
        | 6 ; 08:00 ; drift ; operator ; cli ; user.add ; bo.ek@myndigheten.se ; refused ; password_is_login
        | 7 ; 08:00 ; drift ; operator ; cli ; user.add ; bo.ek@myndigheten.se ; accepted ;
        | 8 ; 08:00 ; drift ; operator ; cli ; user.set_password ; anna ; refused ; password_common
        | 9 ; 08:00 ; drift ; operator ; cli ; user.set_password ; ingen ; refused ; user_unknown
    "#]]);
}

/// What no text of a database can hold is refused, not a fault.
#[test]
fn characters_that_cannot_be_kept_are_refused() {
    kameral_store::testing::each_migrated(&[kameral_access::MIGRATIONS], |store| {
        let mut world = World::new(store);
        world.hear("operatör lägger upp anna korrekt-häst-batteri");
        for (wish, expected) in [
            (
                "operatör lägger upp b\0 korrekt-häst-batteri Bo",
                "nekad login_malformed",
            ),
            (
                "operatör lägger upp bo korrekt-häst-batteri B\0",
                "nekad user_name_malformed",
            ),
            ("operatör lägger upp bo korrekt-häst\0batteri", "användare 2"),
            ("operatör stänger a\0", "nekad user_unknown"),
            ("operatör ger a\0 ekonom", "nekad user_unknown"),
            ("operatör ger anna ekonom\0", "nekad role_unknown"),
            (
                "operatör ger anna ekonom ORG\0=1",
                "nekad condition_dimension_malformed",
            ),
            (
                "operatör ger anna ekonom ORG=\u{1}\0",
                "nekad condition_pattern_malformed",
            ),
            ("a\0 loggar in korrekt-häst-batteri", "nekad Wrong"),
            ("anna loggar in korrekt\0häst-batteri", "nekad Wrong"),
            ("bo loggar in korrekt-häst\0batteri", "inloggad"),
        ] {
            assert_eq!(world.hear(wish).unwrap(), expected, "{wish:?}");
        }
    });
}

/// SEC-11: a password that an administrator sets is judged by the name as well as by the login.
#[test]
fn a_password_that_is_the_name_is_not_set() {
    check(expect![[r#"
        operatör lägger upp x1 korrekt-häst-batteri Xqvz Kprwtlm → användare 1
        operatör byter x1 kprwtlm-xqvz → nekad password_guessable
        operatör byter x1 rätt-häst-batteri → ja
    "#]]);
}

/// SEC-11: a password set by somebody else, and being deactivated, ends what is going on.
#[test]
fn a_new_password_or_a_deactivation_ends_sessions_at_once() {
    check(expect![[r#"
        roll ekonom books.read voucher.post → ja
        operatör lägger upp anna korrekt-häst-batteri → användare 1
        operatör ger anna ekonom → roll nummer 1
        anna loggar in korrekt-häst-batteri → inloggad
        anna bokför A1 → ja
        operatör byter anna rätt-häst-batteri → ja
        anna bokför A2 → inte inloggad
        anna loggar in korrekt-häst-batteri → nekad Wrong
        anna loggar in rätt-häst-batteri → inloggad
        anna bokför A2 → ja
        operatör stänger anna → ja
        anna bokför A3 → inte inloggad
        anna loggar in rätt-häst-batteri → nekad Wrong
        operatör öppnar anna → ja
        anna bokför A3 → inte inloggad
        anna loggar in rätt-häst-batteri → inloggad
        anna bokför A3 → ja
    "#]]);
}

/// SEC-25, reliability T06: nobody reaches further through users than the roles they were given.
#[test]
fn who_manages_users_reaches_no_further_than_there() {
    check(expect![[r#"
        roll ekonom books.read voucher.post → ja
        roll förvaltare user.manage → ja
        operatör lägger upp siv korrekt-häst-batteri → användare 1
        operatör lägger upp anna korrekt-häst-batteri → användare 2
        operatör lägger upp bo korrekt-häst-batteri → användare 3
        operatör ger siv förvaltare → roll nummer 1
        operatör ger anna ekonom → roll nummer 2
        operatör@2 ger bo ekonom → roll nummer 3
        siv loggar in korrekt-häst-batteri → inloggad
        # Herself she may not promote, close or give a password without the present one.
        siv ger siv ekonom → nekad own_role
        siv tar siv 1 → nekad own_role
        siv stänger siv → nekad own_account
        siv byter siv rätt-häst-batteri → nekad own_account
        # Bo works elsewhere: his password would open another entity's books.
        siv byter bo rätt-häst-batteri → nekad user_elsewhere
        siv stänger bo → nekad user_elsewhere
        siv ger bo ekonom → roll nummer 4
        siv byter bo rätt-häst-batteri → nekad user_elsewhere
        # Another entity is not told of.
        siv ger anna ekonom i 2 → nekad role_entity_unknown
        siv@2 ger anna ekonom → möter inte företaget
        siv byter anna rätt-häst-batteri → ja
        siv lägger upp ny korrekt-häst-batteri → användare 4
        siv byter ny rätt-häst-batteri → ja
        # Who manages users at both places may.
        operatör@2 ger siv förvaltare → roll nummer 5
        siv byter bo rätt-häst-batteri → ja
        anna loggar in rätt-häst-batteri → inloggad
        anna lägger upp ny2 korrekt-häst-batteri → saknar user.manage
        anna ger bo förvaltare → saknar user.manage
    "#]]);
}

/// SEC-08, SEC-25: who manages users gives roles that keep books without keeping any, and none that
/// governs what they do not govern; a role taken meanwhile counts no more.
#[test]
fn nobody_gives_a_role_that_governs_more_than_they_do() {
    check(expect![[r#"
        roll ekonom books.read voucher.post → ja
        roll förvaltare user.manage → ja
        roll system system.manage → ja
        operatör lägger upp siv korrekt-häst-batteri → användare 1
        operatör lägger upp bo korrekt-häst-batteri → användare 2
        operatör ger siv förvaltare → roll nummer 1
        siv loggar in korrekt-häst-batteri → inloggad
        siv ger bo ekonom → roll nummer 2
        siv ger bo förvaltare → roll nummer 3
        siv ger bo system → saknar system.manage
        operatör ger siv system → roll nummer 4
        siv ger bo system → roll nummer 5
        operatör tar siv 4 → ja
        siv tar bo 5 → ja
        siv ger bo system → saknar system.manage
        operatör ger bo system → roll nummer 6
    "#]]);
}

/// SEC-15: users and the roles they hold can be listed, for those whose users one manages.
#[test]
fn users_and_their_roles_are_listed_for_an_entity() {
    kameral_store::testing::each_migrated(&[kameral_access::MIGRATIONS], |store| {
        let mut world = World::new(store);
        for wish in [
            "roll ekonom books.read",
            "operatör lägger upp anna korrekt-häst-batteri",
            "operatör lägger upp bo korrekt-häst-batteri",
            "operatör lägger upp eva korrekt-häst-batteri",
            "operatör ger anna ekonom ORG=12* till 2026-06-30",
            "operatör@2 ger bo ekonom",
            "operatör ger bo ekonom från 2026-04-01",
            "operatör ger eva ekonom",
            "operatör tar eva 4",
        ] {
            world.hear(wish);
        }
        let logins = |entity| {
            let cx = world.operator(entity);
            let listed = store.read(|tx| users(tx, &cx.scope)).unwrap();
            listed.into_iter().map(|user| user.login).collect::<Vec<_>>()
        };
        assert_eq!(logins(1), ["anna", "bo", "eva"]);
        assert_eq!(logins(2), ["bo", "eva"]);
        assert_eq!(logins(0), ["anna", "bo", "eva"]);

        let cx = world.operator(1);
        let held = store.read(|tx| held_roles(tx, &cx.scope)).unwrap();
        let told: Vec<String> = held
            .iter()
            .map(|held| {
                let until = held.valid_to.map(|day| day.to_string()).unwrap_or_default();
                format!("{} {} {until} {}", held.login, held.role, held.holds_on(world.today()))
            })
            .collect();
        // What has ended stays in the list, and what has not begun is there already.
        assert_eq!(
            told,
            ["anna ekonom 2026-06-30 true", "bo ekonom  false", "eva ekonom  false"]
        );
    });
}
