//! Stories about permissions: the standard roles, several roles on one person, and every command
//! asked for its right (SEC-01 to SEC-10, FBF 22 §).

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use crate::story;

use std::fmt::Write as _;

use expect_test::expect;
use kameral_access::{MIGRATIONS, RoleRow, roles, set_roles};
use kameral_store::testing::each_migrated;
use kameral_store::{Stop, Store};
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
            subledger_administrator: account.reconcile books.read report.run
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
