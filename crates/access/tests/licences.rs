//! Stories about user classes: light and full users, named persons, and the list of them (SEC-13 to SEC-16,
//! DEF-08, DEF-09, REP-45).

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use crate::story;

use std::fmt::Write as _;

use expect_test::expect;
use kameral_access::{MIGRATIONS, Permission, UserClass, class_summary, listed_users};
use kameral_base::EntityId;
use kameral_store::testing::each_migrated;
use story::{World, check};

/// SEC-13, DEF-08: what a light user may hold; whatever comes later is for a full user until it is named here.
#[test]
fn the_function_matrix_by_class() {
    let of = |class: UserClass| {
        let lets = Permission::ALL.into_iter().filter(|permission| class.lets(*permission));
        lets.map(Permission::code).collect::<Vec<_>>().join(" ")
    };
    expect!["books.read report.run voucher.draft time.report"].assert_eq(&of(UserClass::Light));
    assert_eq!(of(UserClass::Full).split(' ').count(), Permission::ALL.len());
    assert_eq!(
        UserClass::of([Permission::BooksRead, Permission::TimeReport]),
        Some(UserClass::Light)
    );
    assert_eq!(
        UserClass::of([Permission::BooksRead, Permission::VoucherPost]),
        Some(UserClass::Full)
    );
    assert_eq!(UserClass::of([]), None);
}

/// SEC-13, SEC-14, DEF-08, DEF-09: where persons have a number, nobody works without a licence, a light one
/// gives no more than light permissions, and moving it moves the right to work.
#[test]
fn a_licence_is_held_by_a_named_person_and_moved() {
    check(expect![[r#"
        roll ekonom books.read voucher.draft voucher.post → ja
        operatör lägger upp anna korrekt-häst-batteri → användare 1
        operatör lägger upp bo korrekt-häst-batteri → användare 2
        operatör ger anna ekonom → roll nummer 1
        operatör ger bo ekonom → roll nummer 2
        anna loggar in korrekt-häst-batteri → inloggad
        bo loggar in korrekt-häst-batteri → inloggad
        anna rättigheter → ekonom: books.read voucher.draft voucher.post
        operatör licens full anna → licens 1
        operatör antal full 1 → ja
        operatör antal light 1 → ja
        anna rättigheter → ekonom: books.read voucher.draft voucher.post
        bo rättigheter → möter inte företaget
        operatör licens full bo → nekad licence_number_exceeded
        operatör licens light bo → licens 4
        bo rättigheter → ekonom: books.read voucher.draft
        bo bokför A1 → saknar voucher.post
        operatör licens light anna → nekad licence_held
        operatör flyttar licens 7 → nekad licence_unknown
        operatör flyttar licens 1 till bo från 2026-03-01 → nekad licence_day_passed
        operatör flyttar licens 1 till bo → nekad licence_held
        operatör flyttar licens 4 → licens None
        bo rättigheter → möter inte företaget
        operatör flyttar licens 1 till bo → licens Some(6)
        bo rättigheter → ekonom: books.read voucher.draft voucher.post
        anna rättigheter → möter inte företaget
        anna bokför A1 → möter inte företaget
        operatör flyttar licens 1 till bo → nekad licence_unknown
        operatör antal full 0 → nekad licence_number_exceeded
        operatör antal full hela → ja
        anna rättigheter → ekonom: books.read voucher.draft voucher.post
        operatör antal full -1 → nekad licence_number_negative
        operatör antal full 1 från 2026-03-01 → nekad licence_day_passed
        historik 1
        | 1 ; 08:00 ; drift ; operator ; cli ; user.add ; anna ; accepted ;
        | 2 ; 08:00 ; drift ; operator ; cli ; user.add ; bo ; accepted ;
        | 3 ; 08:00 ; drift ; operator ; cli ; role.give ; anna ; accepted ;
        | 4 ; 08:00 ; drift ; operator ; cli ; role.give ; bo ; accepted ;
        | 5 ; 08:00 ; drift ; operator ; cli ; licence.assign ; anna ; accepted ;
        | 6 ; 08:00 ; drift ; operator ; cli ; licence.number ; full ; accepted ;
        | 7 ; 08:00 ; drift ; operator ; cli ; licence.number ; light ; accepted ;
        | 8 ; 08:00 ; drift ; operator ; cli ; licence.assign ; bo ; refused ; licence_number_exceeded
        | 9 ; 08:00 ; drift ; operator ; cli ; licence.assign ; bo ; accepted ;
        | 10 ; 08:00 ; BO ; ekonom ; web ; voucher.post ; A1 ; denied ; voucher.post
        | 11 ; 08:00 ; drift ; operator ; cli ; licence.assign ; anna ; refused ; licence_held
        | 12 ; 08:00 ; drift ; operator ; cli ; licence.end ; 7 ; refused ; licence_unknown
        | 13 ; 08:00 ; drift ; operator ; cli ; licence.move ; 1 ; refused ; licence_day_passed
        | 14 ; 08:00 ; drift ; operator ; cli ; licence.move ; 1 ; refused ; licence_held
        | 15 ; 08:00 ; drift ; operator ; cli ; licence.end ; 4 ; accepted ;
        | 16 ; 08:00 ; drift ; operator ; cli ; licence.move ; 1 ; accepted ;
        | 17 ; 08:00 ; drift ; operator ; cli ; licence.move ; 1 ; refused ; licence_unknown
        | 18 ; 08:00 ; drift ; operator ; cli ; licence.number ; full ; refused ; licence_number_exceeded
        | 19 ; 08:00 ; drift ; operator ; cli ; licence.number ; full ; accepted ;
        | 20 ; 08:00 ; drift ; operator ; cli ; licence.number ; full ; refused ; licence_number_negative
        | 21 ; 08:00 ; drift ; operator ; cli ; licence.number ; full ; refused ; licence_day_passed
    "#]]);
}

/// SEC-14: who keeps a number is not left without the licence that it takes to mend it.
#[test]
fn nobody_locks_themselves_out() {
    check(expect![[r#"
        roll förvaltare user.manage system.manage → ja
        operatör lägger upp siv korrekt-häst-batteri → användare 1
        operatör ger siv förvaltare → roll nummer 1
        siv loggar in korrekt-häst-batteri → inloggad
        siv antal full 5 → nekad own_licence_missing
        siv antal full 5 från 2026-04-01 → nekad own_licence_missing
        siv licens full siv → licens 1
        siv antal full 5 → ja
        siv rättigheter → förvaltare: user.manage system.manage
        # Whoever works elsewhere is given and denied a licence by who manages users there too.
        operatör lägger upp bo korrekt-häst-batteri → användare 2
        operatör@2 ger bo förvaltare → roll nummer 2
        siv licens full bo → nekad user_elsewhere
        operatör licens full bo → licens 3
        siv flyttar licens 3 → nekad user_elsewhere
    "#]]);
}

/// DEF-09: robots and integrations take no licence, and hold none.
#[test]
fn integrations_are_apart() {
    check(expect![[r#"
        roll inläsare file.import → ja
        operatör lägger upp robot korrekt-häst-batteri → användare 1
        operatör ger robot inläsare → roll nummer 1
        operatör antal full 0 → ja
        robot loggar in korrekt-häst-batteri → inloggad
        robot rättigheter → inläsare: 
        operatör robot är integration → ja
        robot rättigheter → inte inloggad
        robot loggar in korrekt-häst-batteri → nekad Wrong
        operatör licens light robot → nekad licence_not_a_person
    "#]]);
}

/// SEC-15, SEC-16, REP-45: the list of users with class, roles, permissions and last use; who works for three
/// agencies is counted once.
#[test]
fn users_are_listed_with_class_and_counted_once() {
    each_migrated(&[MIGRATIONS], |store| {
        let mut world = World::new(store);
        for wish in [
            "roll ekonom books.read voucher.post",
            "roll chef books.read report.run",
            "operatör lägger upp anna korrekt-häst-batteri",
            "operatör lägger upp bo korrekt-häst-batteri",
            "operatör lägger upp ny korrekt-häst-batteri",
            "operatör lägger upp robot korrekt-häst-batteri",
            "operatör lägger upp slutat korrekt-häst-batteri",
            "operatör ger anna ekonom",
            "operatör@2 ger anna chef",
            "operatör@3 ger anna chef",
            "operatör@2 ger bo chef ORG=12* KONTO=4*",
            "operatör ger robot ekonom",
            "operatör robot är integration",
            "operatör ger slutat ekonom",
            "operatör stänger slutat",
            "operatör licens full anna",
            "operatör antal full 4",
            "bo loggar in korrekt-häst-batteri",
        ] {
            world.hear(wish);
        }
        let told = |entities: &[i64]| {
            let entities: Vec<EntityId> = entities.iter().map(|entity| EntityId(*entity)).collect();
            let (listed, summary) = store
                .read(|tx| {
                    let listed = listed_users(tx, &entities, world.today())?;
                    let summary = class_summary(tx, &listed, world.today())?;
                    Ok((listed, summary))
                })
                .unwrap();
            let mut told = String::new();
            for user in listed {
                let word = |class: Option<UserClass>| class.map_or("-", UserClass::word);
                let seen = user.last_used.map_or("aldrig", |_| "använd");
                write!(
                    told,
                    "{}: {} {} {seen}",
                    user.login,
                    word(user.class),
                    word(user.licence)
                )
                .unwrap();
                for at in &user.held {
                    let roles = at.roles.iter().map(|role| {
                        let where_: Vec<String> = role.conditions.iter().map(ToString::to_string).collect();
                        format!("{}[{}]", role.role, where_.join(" "))
                    });
                    let roles = roles.collect::<Vec<_>>().join(",");
                    write!(told, "; {} {roles} {} behörigheter", at.entity, at.permissions.len()).unwrap();
                }
                told.push('\n');
            }
            for class in summary {
                writeln!(
                    told,
                    "{} {} {} {:?}",
                    class.class.word(),
                    class.needed,
                    class.held,
                    class.number
                )
                .unwrap();
            }
            told
        };
        expect![[r#"
            anna: full full aldrig; 1 ekonom[] 2 behörigheter; 2 chef[] 2 behörigheter; 3 chef[] 2 behörigheter
            bo: light - använd; 2 chef[KONTO=4* ORG=12*] 2 behörigheter
            ny: - - aldrig
            robot: full - aldrig; 1 ekonom[] 2 behörigheter
            slutat: - - aldrig
            light 1 0 Unlimited
            full 1 1 Persons(4)
        "#]]
        .assert_eq(&told(&[1, 2, 3]));
        expect![[r#"
            anna: light full aldrig; 2 chef[] 2 behörigheter
            bo: light - använd; 2 chef[KONTO=4* ORG=12*] 2 behörigheter
            ny: - - aldrig
            light 2 0 Unlimited
            full 0 1 Persons(4)
        "#]]
        .assert_eq(&told(&[2]));
    });
}
