//! Stories about permissions: the standard roles, several roles on one person, and every command
//! asked for its right (SEC-01 to SEC-10, FBF 22 §).

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use crate::story;

use std::convert::Infallible;
use std::fmt::Write as _;

use expect_test::expect;
use kameral_access::{
    Act, Cx, GrantDecision, HashCost, MIGRATIONS, NewUser, Password, Permission, RoleGrant, RoleRow, add_user,
    give_role, roles, set_roles,
};
use kameral_base::{Date, EntityId};
use kameral_store::testing::each_migrated;
use kameral_store::{Stop, Store, params};
use story::check;

/// SEC-09: two roles are a union; what one takes away is gone at once; days count.
#[test]
fn several_roles_are_a_union_and_end_at_once() {
    check(expect![[r#"
        roll budgetansvarig books.read report.run → ja
        roll projektledare books.read → ja
        roll ekonom books.read voucher.post → ja
        roll förvaltare user.manage → ja
        operatör lägger upp anna korrekt-häst-batteri Anna Ek → användare 1
        anna loggar in korrekt-häst-batteri → inloggad
        anna läser → möter inte företaget
        operatör ger anna budgetansvarig ORG/TREE=12* → roll nummer 1
        anna läser → rader där ORG/TREE=12*
        anna bokför A1 → saknar voucher.post
        operatör ger anna projektledare PROJ=100 → roll nummer 2
        anna läser → rader där ORG/TREE=12* eller PROJ=100
        operatör ger anna förvaltare → roll nummer 3
        anna läser → rader där ORG/TREE=12* eller PROJ=100
        anna rättigheter → budgetansvarig projektledare förvaltare: books.read report.run user.manage
        operatör ger anna ekonom från 2026-03-03 till 2026-03-04 → roll nummer 4
        anna läser → rader där ORG/TREE=12* eller PROJ=100
        16 timmar går
        anna loggar in korrekt-häst-batteri → inloggad
        anna läser → allt
        anna bokför A1 → ja
        operatör tar anna 4 → ja
        anna läser → rader där ORG/TREE=12* eller PROJ=100
        anna bokför A2 → saknar voucher.post
        operatör tar anna 1 → ja
        operatör tar anna 2 → ja
        anna läser → saknar books.read
        anna@2 läser → möter inte företaget
        operatör@2 ger anna ekonom → roll nummer 5
        anna@2 läser → allt
        anna läser → saknar books.read
        historik 2
        | 1 ; 00:00 ; drift ; operator ; cli ; role.give ; anna ; accepted ;
    "#]]);
}

/// SEC-09: what a role is given with is checked, in this order.
#[test]
fn a_role_is_given_once_and_with_a_condition_that_can_be_read() {
    check(expect![[r#"
        roll ekonom books.read → ja
        operatör lägger upp anna korrekt-häst-batteri → användare 1
        operatör ger anna ekonom ORG!=12 → nekad condition_dimension_malformed
        operatör ger anna ekonom ORG=1-20 → nekad condition_pattern_malformed
        operatör ger anna ekonom från 2026-02-01 till 2026-01-31 → nekad role_validity_backward
        operatör ger anna ekonom i 2 → nekad role_entity_unknown
        operatör ger ingen ekonom → nekad user_unknown
        operatör ger anna kassör → nekad role_unknown
        operatör ger anna ekonom från 2026-01-01 till 2026-01-31 → roll nummer 1
        operatör ger anna ekonom från 2026-02-01 → roll nummer 2
        operatör ger anna ekonom → nekad role_held
        operatör ger anna ekonom ORG=12* → roll nummer 3
        operatör ger anna ekonom ORG=12* till 2026-05-31 → nekad role_held
        operatör tar anna 1 → ja
        operatör tar anna 1 → nekad role_not_held
        operatör tar anna 2 → ja
        operatör@2 tar anna 3 → nekad role_not_held
        operatör ger anna ekonom från 2026-01-01 → roll nummer 4
    "#]]);
}

/// Reliability rule 14: whatever decides a right is changed, by whichever statement, it counts in the next command
/// of who came before, and what was undone does not.
#[test]
fn what_was_found_holds_only_while_nothing_has_changed() {
    each_migrated(&[MIGRATIONS], |store| {
        let (today, now) = (Date::constant(2026, 3, 2), "2026-03-02T08:00:00Z".parse().unwrap());
        let operator = Cx::operator(store.clone(), "drift", EntityId(1), today, now);
        let role = RoleRow {
            role: "ekonom".to_owned(),
            name: "Ekonom".to_owned(),
            name_en: String::new(),
            description: String::new(),
            permissions: vec!["books.read".to_owned(), "voucher.post".to_owned()],
        };
        store.write(|tx| set_roles(tx, std::slice::from_ref(&role))).unwrap();
        let new = NewUser {
            login: "anna".to_owned(),
            name: "Anna Ek".to_owned(),
            password: Password::new("korrekt-häst-batteri"),
            language: "sv".to_owned(),
        };
        let cheap = HashCost {
            memory_kib: 8,
            passes: 1,
            lanes: 1,
        };
        let anna = add_user(&operator, None, cheap, &new).unwrap().id;
        let grant = RoleGrant {
            login: "anna".to_owned(),
            entity: EntityId(1),
            role: "ekonom".to_owned(),
            conditions: Vec::new(),
            valid_from: None,
            valid_to: None,
            decision: GrantDecision {
                reference: "dnr 1".to_owned(),
                on: today,
            },
        };
        give_role(&operator, None, &grant).unwrap();
        let cx = Cx::of_user(store, anna, EntityId(1), "web", today, now)
            .unwrap()
            .unwrap();
        let may = || {
            let done: Result<(), Stop<Infallible>> =
                cx.write(Act::new(Permission::VoucherPost, "prov", ""), |_| Ok(()));
            done.is_ok()
        };
        let change = |sql: &'static str| {
            let changed: Result<(), Stop<()>> = store.write(|tx| {
                tx.for_entities(&[EntityId(1)])?;
                tx.exec(sql, params![])?;
                if sql.starts_with("-- undone") {
                    Err(Stop::Refused(()))
                } else {
                    Ok(())
                }
            });
            assert!(changed.is_ok() || sql.starts_with("-- undone"), "{sql}: {changed:?}");
        };
        assert!(may() && may());
        for (sql, expected) in [
            (
                "update user_role set taken_at = '2026-03-02T09:00:00Z', taken_by = 0",
                false,
            ),
            ("update user_role set taken_at = null, taken_by = null", true),
            ("delete from role_permission where permission = 'voucher.post'", false),
            (
                "insert into role_permission (role, permission) values ('ekonom', 'voucher.post')",
                true,
            ),
            (
                "-- undone\nupdate app_user set active = false where login = 'anna'",
                true,
            ),
            ("update app_user set active = false where login = 'anna'", false),
            (
                "-- undone\nupdate app_user set active = true where login = 'anna'",
                false,
            ),
            ("update app_user set active = true where login = 'anna'", true),
            (
                "insert into licence_number (licence_number_id, class, valid_from, persons, kept_at, kept_by)
                values (1, 'full', '2026-01-01', 1, '', 0)",
                false,
            ),
            (
                "insert into licence_holding (licence_holding_id, user_id, class, valid_from, given_at, given_by)
                select 1, user_id, 'full', '2026-01-01', '', 0 from app_user where login = 'anna'",
                true,
            ),
            ("update licence_holding set valid_to = '2026-03-01'", false),
        ] {
            change(sql);
            assert_eq!((may(), may()), (expected, expected), "{sql}");
        }
    });
}

/// SEC-10: a command without permission changes nothing and leaves its line.
#[test]
fn a_denied_command_is_in_history() {
    check(expect![[r#"
        roll ekonom books.read → ja
        operatör lägger upp anna korrekt-häst-batteri Anna Ek → användare 1
        operatör ger anna ekonom → roll nummer 1
        anna loggar in korrekt-häst-batteri → inloggad
        anna bokför A1 → saknar voucher.post
        anna lägger upp bo korrekt-häst-batteri → saknar user.manage
        historik 1
        | 1 ; 08:00 ; drift ; operator ; cli ; user.add ; anna ; accepted ;
        | 2 ; 08:00 ; drift ; operator ; cli ; role.give ; anna ; accepted ;
        | 3 ; 08:00 ; Anna Ek ; ekonom ; web ; voucher.post ; A1 ; denied ; voucher.post
        | 4 ; 08:00 ; Anna Ek ; ekonom ; web ; user.add ; bo ; denied ; user.manage
    "#]]);
}

/// SEC-01, SEC-02, SEC-03, SEC-05, SEC-07, SEC-08, SEC-18: the roles of a new installation, and what each may
/// do. Nobody but who manages the system manages users, and who does neither posts nor reads the books.
#[test]
fn the_standard_roles_may_do_this() {
    let rows = standard("state");
    each_migrated(&[MIGRATIONS], |store| {
        store.write(|tx| set_roles(tx, &rows)).unwrap();
        expect![[r#"
            accounting_administrator: account.reconcile books.read file.import personal.read project.edit records.manage report.run voucher.correct voucher.draft voucher.post
            auditor: books.read report.run
            budget_holder: books.read report.run
            controller: account.reconcile books.read closing.lead disposal.decide file.export file.import period.manage personal.read project.edit records.manage register.edit report.run rule.edit secret.read setting.edit voucher.correct voucher.draft voucher.post
            project_manager: books.read report.run
            subledger_administrator: account.reconcile books.read party.edit report.run
            system_administrator: personal.manage personal.read protected.read role.manage setting.edit system.manage user.manage
            time_reporter: time.report
        "#]]
        .assert_eq(&told(store));
    });
}

/// SEC-01: the municipal roles are as well known to the program.
#[test]
fn the_municipal_roles_can_be_loaded() {
    let rows = standard("municipal");
    each_migrated(&[MIGRATIONS], |store| {
        store.write(|tx| set_roles(tx, &rows)).unwrap();
        assert_eq!(store.read(roles).unwrap().len(), rows.len());
    });
}

/// Data that permits what the program does not know is refused by name, and nothing of it is kept.
#[test]
fn an_unknown_permission_is_refused_by_name() {
    each_migrated(&[MIGRATIONS], |store| {
        let mut rows = standard("state");
        rows[0].permissions.push("time.travel".to_owned());
        rows[1].name.clear();
        let Err(Stop::Refused(refusals)) = store.write(|tx| set_roles(tx, &rows)) else {
            panic!("the roles were loaded");
        };
        expect![[r#"
            [
                PermissionUnknown {
                    role: "budget_holder",
                    permission: "time.travel",
                },
                RoleIncomplete {
                    role: "project_manager",
                },
            ]
        "#]]
        .assert_debug_eq(&refusals);
        assert_eq!(store.read(roles).unwrap(), []);
    });
}

/// An agency's own role stays when the standard is loaded again; a standard role is set anew.
#[test]
fn roles_are_set_and_others_left_alone() {
    let row = |role: &str, permissions: &[&str]| RoleRow {
        role: role.to_owned(),
        name: role.to_owned(),
        name_en: String::new(),
        description: String::new(),
        permissions: permissions.iter().map(ToString::to_string).collect(),
    };
    each_migrated(&[MIGRATIONS], |store| {
        let set = |rows: &[RoleRow]| store.write(|tx| set_roles(tx, rows)).unwrap();
        set(&[
            row("own", &["books.read"]),
            row("standard", &["books.read", "voucher.post"]),
        ]);
        set(&[row("standard", &["books.read", "report.run", "report.run"])]);
        assert_eq!(told(store), "own: books.read\nstandard: books.read report.run\n");
    });
}

fn told(store: &Store) -> String {
    let mut told = String::new();
    for role in store.read(roles).unwrap() {
        let codes: Vec<&str> = role.permissions.iter().map(|permission| permission.code()).collect();
        writeln!(told, "{}: {}", role.role, codes.join(" ")).unwrap();
    }
    told
}

/// The rows of `standard/*/roles.csv` and `role_duties.csv`.
fn standard(rules: &str) -> Vec<RoleRow> {
    let folder = format!("{}/../../standard/{rules}", env!("CARGO_MANIFEST_DIR"));
    let read = |file: &str| {
        let mut reader = csv::Reader::from_path(format!("{folder}/{file}")).unwrap();
        reader.records().map(|row| row.unwrap()).collect::<Vec<_>>()
    };
    let duties = read("role_duties.csv");
    let role = |row: &csv::StringRecord| RoleRow {
        role: row[0].to_owned(),
        name: row[1].to_owned(),
        name_en: row[2].to_owned(),
        description: row[3].to_owned(),
        permissions: duties
            .iter()
            .filter(|duty| duty[0] == row[0])
            .map(|duty| duty[1].to_owned())
            .collect(),
    };
    read("roles.csv").iter().map(role).collect()
}
