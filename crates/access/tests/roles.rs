//! Stories about rights with several conditions, the decision behind them, rights at several agencies, and
//! roles that an agency makes itself (SEC-03, SEC-09, DEF-14, REP-11).

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use crate::story;

use expect_test::expect;
use story::check;

/// SEC-03, SEC-09: all conditions of a held role must be met, and what names the user is each user's own.
#[test]
fn a_role_is_held_with_several_conditions_and_with_one_s_own() {
    check(expect![[r#"
        roll projektledare books.read report.run → ja
        operatör lägger upp anna korrekt-häst-batteri → användare 1
        operatör lägger upp bo.ek korrekt-häst-batteri → användare 2
        operatör ger anna projektledare PROJ.responsible==me KONTO=4*,5* → roll nummer 1
        operatör ger bo.ek projektledare PROJ.responsible==me → roll nummer 2
        operatör ger bo.ek projektledare PROJ.responsible==me → nekad role_held
        operatör ger anna projektledare KONTO=4*,5* PROJ.responsible==me → nekad role_held
        operatör ger anna projektledare ORG/TREE=A100 → roll nummer 3
        anna loggar in korrekt-häst-batteri → inloggad
        bo.ek loggar in korrekt-häst-batteri → inloggad
        anna läser → rader där KONTO=4*,5* och PROJ.responsible=anna eller ORG/TREE=A100
        bo.ek läser → rader där PROJ.responsible=bo.ek
    "#]]);
}

/// SEC-09: a right is not given without the decision behind it.
#[test]
fn a_role_is_given_by_a_decision() {
    check(expect![[r#"
        roll ekonom books.read → ja
        operatör lägger upp anna korrekt-häst-batteri → användare 1
        operatör ger anna ekonom obeslutad → nekad decision_missing
        operatör ger anna ekonom beslut dnr1 den 2026-03-03 → nekad decision_later
        operatör ger anna ekonom från 2026-02-01 till 2026-01-01 obeslutad → nekad role_validity_backward
        operatör ger anna ekonom beslut dnr1 den 2026-03-02 → roll nummer 1
    "#]]);
}

/// SEC-09, GDPR art. 18: a user whose data are restricted gets no new roles, from whomever, and is lent none; what
/// is held stays. Lifted, they may.
#[test]
fn a_restricted_user_gets_no_new_roles() {
    check(expect![[r#"
        roll ekonom books.read → ja
        roll läsare report.run → ja
        operatör lägger upp anna korrekt-häst-batteri → användare 1
        operatör lägger upp bo korrekt-häst-batteri → användare 2
        operatör ger anna ekonom → roll nummer 1
        operatör ger bo ekonom → roll nummer 2
        operatör begränsar anna → begränsning 1
        operatör ger anna läsare → nekad user_restricted
        operatör ger anna läsare överallt → nekad user_restricted
        operatör utser anna för bo → nekad user_restricted
        operatör utser bo för anna → ersättare 1
        operatör ger bo läsare → roll nummer 3
        anna loggar in korrekt-häst-batteri → inloggad
        anna läser → allt
        operatör häver begränsning 1 → ja
        operatör ger anna läsare → roll nummer 4
    "#]]);
}

/// SEC-09: one decision, several agencies: all of them or none, and only where one manages the users.
#[test]
fn a_role_is_given_at_several_agencies_at_once() {
    check(expect![[r#"
        roll ekonom books.read → ja
        roll förvaltare user.manage → ja
        operatör lägger upp siv korrekt-häst-batteri → användare 1
        operatör lägger upp anna korrekt-häst-batteri → användare 2
        operatör ger siv förvaltare → roll nummer 1
        operatör@2 ger siv förvaltare → roll nummer 2
        siv loggar in korrekt-häst-batteri → inloggad
        siv ger anna ekonom överallt → nekad role_entity_unknown
        operatör@3 ger siv förvaltare → roll nummer 3
        siv ger anna ekonom överallt → roll nummer [4, 5, 6]
        siv ger anna ekonom överallt → nekad role_held
        # What governs is given only where it is governed.
        roll system system.manage → ja
        operatör ger siv system → roll nummer 7
        siv ger anna system överallt → saknar system.manage
        anna loggar in korrekt-häst-batteri → inloggad
        anna läser → allt
        anna@3 läser → allt
        historik 2
        | 1 ; 08:00 ; drift ; operator ; cli ; role.give ; siv ; accepted ;
        | 2 ; 08:00 ; SIV ; förvaltare ; web ; role.give ; anna ; accepted ;
        historik 3
        | 1 ; 08:00 ; drift ; operator ; cli ; role.give ; siv ; accepted ;
        | 2 ; 08:00 ; SIV ; förvaltare ; web ; role.give ; anna ; accepted ;
    "#]]);
}

/// DEF-14, SEC-09: a role is put together of permissions; a second one takes effect at once, and so does a
/// change of one that is held.
#[test]
fn an_agency_makes_its_own_roles() {
    check(expect![[r#"
        roll förvaltare user.manage role.manage → ja
        operatör lägger upp siv korrekt-häst-batteri → användare 1
        operatör lägger upp anna korrekt-häst-batteri → användare 2
        operatör ger siv förvaltare → roll nummer 1
        siv loggar in korrekt-häst-batteri → inloggad
        anna loggar in korrekt-häst-batteri → inloggad
        siv gör roll läsare books.read report.run → nekad role_code_malformed
        siv gör roll lasare books.read report.run → ja
        siv gör roll lasare2 → nekad role_permits_nothing
        siv gör roll lasare2 books.burn → nekad permission_unknown
        siv ger anna lasare → roll nummer 2
        anna läser → allt
        anna bokför A1 → saknar voucher.post
        siv gör roll bokforare voucher.post → ja
        siv ger anna bokforare → roll nummer 3
        anna bokför A1 → ja
        siv gör roll lasare report.run → ja
        anna läser → saknar books.read
        anna gör roll lasare books.read → saknar role.manage
    "#]]);
}

/// SEC-25: through a role nobody gets, or gives, what they do not govern themselves.
#[test]
fn nobody_makes_a_role_that_governs_more_than_they_do() {
    check(expect![[r#"
        roll rollsättare role.manage → ja
        roll egen role.manage books.read → ja
        operatör lägger upp siv korrekt-häst-batteri → användare 1
        operatör ger siv rollsättare → roll nummer 1
        siv loggar in korrekt-häst-batteri → inloggad
        siv gör roll kung user.manage → saknar user.manage
        siv gör roll drott system.manage books.read → saknar system.manage
        operatör ger siv egen → roll nummer 2
        siv gör roll egen books.read role.manage voucher.post → nekad own_role_widened
        siv gör roll egen books.read → ja
        siv rättigheter → rollsättare egen: books.read role.manage
        operatör gör roll kung user.manage system.manage → ja
        # A role that is held elsewhere too is changed by who manages roles there as well.
        operatör gör roll lasare books.read → ja
        operatör lägger upp bo korrekt-häst-batteri → användare 2
        operatör@2 ger bo lasare → roll nummer 3
        siv gör roll lasare books.read voucher.post → nekad role_elsewhere
        operatör@2 ger siv rollsättare → roll nummer 4
        siv gör roll lasare books.read voucher.post → ja
    "#]]);
}

/// REP-11: a role may name its reports; a role that names none runs them all.
#[test]
fn a_role_is_limited_to_named_reports() {
    check(expect![[r#"
        roll chef report.run books.read → ja
        operatör gör roll enhetschef report.run books.read trial-balance general-ledger → ja
        operatör gör roll enhetschef2 books.read trial-balance → nekad role_reports_without_permission
        operatör gör roll enhetschef2 report.run Trial_Balance → nekad role_report_malformed
        operatör lägger upp anna korrekt-häst-batteri → användare 1
        operatör ger anna enhetschef → roll nummer 1
        anna loggar in korrekt-häst-batteri → inloggad
        anna rapport trial-balance → ja
        anna rapport balance-sheet → nej
        operatör ger anna chef → roll nummer 2
        anna rapport balance-sheet → ja
        operatör tar anna 1 → ja
        anna rapport trial-balance → ja
        operatör tar anna 2 → ja
        anna rapport trial-balance → möter inte företaget
        operatör rapport balance-sheet → ja
    "#]]);
}

/// SEC-08, SEC-09, SEC-25: what is kept apart is kept apart at each agency, and what takes two takes two there
/// too; each agency's history says what was given in it.
#[test]
fn several_agencies_at_once_pass_by_no_rule() {
    check(expect![[r#"
        roll ekonom books.read voucher.post → ja
        roll förvaltare user.manage → ja
        regel user_post behörigheter user.manage / voucher.post → 1 nya
        operatör lägger upp siv korrekt-häst-batteri → användare 1
        operatör lägger upp ulf korrekt-häst-batteri → användare 2
        operatör lägger upp anna korrekt-häst-batteri → användare 3
        operatör ger siv förvaltare → roll nummer 1
        operatör@2 ger siv förvaltare → roll nummer 2
        operatör@3 ger siv förvaltare → roll nummer 3
        operatör@2 ger ulf förvaltare → roll nummer 4
        siv loggar in korrekt-häst-batteri → inloggad
        siv ger ulf ekonom överallt → nekad role_kept_apart
        siv ger anna ekonom överallt → roll nummer [5, 6, 7]
        historik 2
        | 1 ; 08:00 ; drift ; operator ; cli ; role.give ; siv ; accepted ;
        | 2 ; 08:00 ; drift ; operator ; cli ; role.give ; ulf ; accepted ;
        | 3 ; 08:00 ; SIV ; förvaltare ; web ; role.give ; anna ; accepted ;
        två personer role.give → 1 nya
        siv ger anna förvaltare överallt → hindras av four_eyes:role.give
    "#]]);
}

/// SEC-12: whether a role requires a second factor belongs to the role; it holds at once, what does not say it
/// leaves it as it is, and history has both before and after.
#[test]
fn a_role_says_whether_it_requires_a_second_factor() {
    check(expect![[r#"
        roll sysadm books.read role.manage → ja
        roll ekonom books.read → ja
        operatör lägger upp siv korrekt-häst-batteri Siv Lund → användare 1
        operatör lägger upp anna korrekt-häst-batteri Anna Ek → användare 2
        operatör ger siv sysadm → roll nummer 1
        operatör ger anna ekonom → roll nummer 2
        siv loggar in korrekt-häst-batteri → inloggad
        anna loggar in korrekt-häst-batteri → inloggad
        anna läser → allt
        siv gör roll ekonom books.read med_faktor → ja
        anna läser → möter inte företaget
        siv gör roll ekonom books.read report.run → ja
        anna läser → möter inte företaget
        siv gör roll ekonom books.read report.run utan_faktor → ja
        anna läser → allt
        siv gör roll kassor books.read med_faktor → ja
        ändringar role
        | ekonom second_factor: false → true
        | ekonom permissions: books.read → books.read report.run
        | ekonom second_factor: true → false
        | kassor : – → {"description":"","name":"kassor","name_en":"","permissions":"books.read","reports":"","second_factor":true}
        # What is had with one factor is no less than what is had with more: one's own is never freed.
        siv gör roll sysadm books.read role.manage med_faktor → ja
        siv läser → möter inte företaget
        operatör gör roll styr user.manage med_faktor → ja
        operatör gör roll sysadm books.read role.manage utan_faktor → ja
        siv gör roll styr user.manage utan_faktor → saknar user.manage
        siv gör roll styr user.manage → ja
        operatör gör roll styr user.manage utan_faktor → ja
    "#]]);
}

/// DEF-14, REP-11: the roles of a file are brought in all of them or none, with every mistake at its line; those
/// that are as the file says are left alone, also where one manages no roles.
#[test]
fn roles_are_brought_in_from_a_file() {
    check(expect![[r#"
        roll sysadm books.read role.manage → ja
        operatör lägger upp siv korrekt-häst-batteri Siv Lund → användare 1
        operatör lägger upp bo korrekt-häst-batteri Bo Alm → användare 2
        operatör ger siv sysadm → roll nummer 1
        operatör gör roll fjarran books.read → ja
        operatör@2 ger bo fjarran → roll nummer 2
        siv loggar in korrekt-häst-batteri → inloggad
        siv läser in lasare:books.read fjarran:books.read,report.run sysadm:books.read,role.manage,voucher.post → nekad 3 role_elsewhere, 4 own_role_widened
        siv läser in lasare:books.read kung:user.manage → saknar user.manage
        siv läser in lasare:books.read fjarran:books.read sysadm:role.manage,books.read → nya ["lasare"], ändrade [], lika 2
        siv läser in lasare:books.read,report.run ny:books.read → nya ["ny"], ändrade ["lasare"], lika 0
        bo loggar in korrekt-häst-batteri → inloggad
        bo@2 läser in ny:voucher.post → saknar role.manage
        ändringar role
        | fjarran : – → {"description":"","name":"fjarran","name_en":"","permissions":"books.read","reports":"","second_factor":false}
        | lasare : – → {"description":"","name":"lasare","name_en":"","permissions":"books.read","reports":"","second_factor":false}
        | lasare permissions: books.read → books.read report.run
        | ny : – → {"description":"","name":"ny","name_en":"","permissions":"books.read","reports":"","second_factor":false}
        två personer role.save → 1 nya
        siv läser in lasare:books.read,report.run ny:voucher.post → hindras av four_eyes:role.save
        siv läser in lasare:books.read,report.run ny:books.read → nya [], ändrade [], lika 2
        operatör läser in ny:voucher.post → nya [], ändrade ["ny"], lika 0
        avsteg 1
        | four_eyes:role.save ; role.save ; ny ; drift ; drift
    "#]]);
}
