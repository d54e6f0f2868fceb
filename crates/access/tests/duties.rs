//! Stories about separation of duties: rules on commands and on roles, natural persons, exceptions
//! (SEC-25, SEC-26, reliability rule 14).

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use crate::story;

use expect_test::expect;
use story::check;

/// SEC-10, SEC-25, SEC-26: who did the first on a thing may not do the second on it; another may, and
/// so may the same person on another thing. History tells which rule stood in the way.
#[test]
fn who_did_the_first_on_a_thing_may_not_do_the_second() {
    check(expect![[r#"
        roll ekonom books.read → ja
        regel betalning kommandon payment.create payment.change / payment.approve → 1 nya
        operatör lägger upp anna korrekt-häst-batteri Anna Ek → användare 1
        operatör lägger upp bo korrekt-häst-batteri Bo Ask → användare 2
        operatör ger anna ekonom → roll nummer 1
        operatör ger bo ekonom → roll nummer 2
        anna loggar in korrekt-häst-batteri → inloggad
        bo loggar in korrekt-häst-batteri → inloggad
        anna gör payment.create på betalning 1 → ja
        anna gör payment.approve på betalning 1 → hindras av duty:betalning
        bo gör payment.change på betalning 2 → ja
        bo gör payment.approve på betalning 1 → ja
        anna gör payment.approve på betalning 2 → ja
        bo gör payment.approve på betalning 2 → hindras av duty:betalning
        operatör gör payment.create på betalning 3 → ja
        operatör gör payment.approve på betalning 3 → ja
        avsteg 1
        | betalning ; payment.approve ; betalning 3 ; drift ; drift
        historik 1
        | 1 ; 08:00 ; drift ; operator ; cli ; user.add ; anna ; accepted ;
        | 2 ; 08:00 ; drift ; operator ; cli ; user.add ; bo ; accepted ;
        | 3 ; 08:00 ; drift ; operator ; cli ; role.give ; anna ; accepted ;
        | 4 ; 08:00 ; drift ; operator ; cli ; role.give ; bo ; accepted ;
        | 5 ; 08:00 ; Anna Ek ; ekonom ; web ; payment.create ; betalning 1 ; accepted ;
        | 6 ; 08:00 ; Anna Ek ; ekonom ; web ; payment.approve ; betalning 1 ; denied ; books.read duty:betalning
        | 7 ; 08:00 ; Bo Ask ; ekonom ; web ; payment.change ; betalning 2 ; accepted ;
        | 8 ; 08:00 ; Bo Ask ; ekonom ; web ; payment.approve ; betalning 1 ; accepted ;
        | 9 ; 08:00 ; Anna Ek ; ekonom ; web ; payment.approve ; betalning 2 ; accepted ;
        | 10 ; 08:00 ; Bo Ask ; ekonom ; web ; payment.approve ; betalning 2 ; denied ; books.read duty:betalning
        | 11 ; 08:00 ; drift ; operator ; cli ; payment.create ; betalning 3 ; accepted ;
        | 12 ; 08:00 ; drift ; operator ; cli ; payment.approve ; betalning 3 ; accepted ; duty:betalning operator
    "#]]);
}

/// SEC-25: several accounts of one person are one person.
#[test]
fn two_accounts_of_one_person_are_one() {
    check(expect![[r#"
        roll ekonom books.read → ja
        regel betalning kommandon payment.create / payment.approve → 1 nya
        operatör lägger upp anna korrekt-häst-batteri Anna Ek → användare 1
        operatör lägger upp anna2 korrekt-häst-batteri Anna Ek → användare 2
        operatör ger anna ekonom → roll nummer 1
        operatör ger anna2 ekonom → roll nummer 2
        anna loggar in korrekt-häst-batteri → inloggad
        anna2 loggar in korrekt-häst-batteri → inloggad
        anna gör payment.create på betalning 1 → ja
        anna2 gör payment.approve på betalning 1 → ja
        anna gör payment.create på betalning 2 → ja
        operatör knyter anna till 1001 → ja
        operatör knyter anna2 till 1001 → ja
        anna2 gör payment.approve på betalning 2 → hindras av duty:betalning
        operatör knyter ingen till 1001 → nekad user_unknown
    "#]]);
}

/// SEC-25: a role is not given that makes one person hold what a rule keeps apart, over several
/// accounts neither; the operator passes, and that is in the list.
#[test]
fn a_role_that_would_break_a_rule_is_refused() {
    check(expect![[r#"
        roll ekonom books.read voucher.post → ja
        roll förvaltare user.manage → ja
        regel skilda behörigheter user.manage / voucher.post → 1 nya
        operatör lägger upp siv korrekt-häst-batteri Siv Lund → användare 1
        operatör lägger upp anna korrekt-häst-batteri Anna Ek → användare 2
        operatör lägger upp anna2 korrekt-häst-batteri Anna Ek → användare 3
        operatör ger siv förvaltare → roll nummer 1
        siv loggar in korrekt-häst-batteri → inloggad
        siv ger anna ekonom → roll nummer 2
        siv ger anna förvaltare → nekad role_kept_apart
        siv ger anna2 förvaltare till 2026-06-30 → roll nummer 3
        konflikter 1 → inga
        operatör knyter anna till 1001 → ja
        operatör knyter anna2 till 1001 → ja
        konflikter 1
        | skilda ; anna anna2 ; förvaltare@anna2 ; ekonom@anna ;
        operatör tar anna2 3 → ja
        siv ger anna2 förvaltare → nekad role_kept_apart
        siv tar anna 2 → ja
        siv ger anna ekonom till 2026-03-31 → roll nummer 4
        siv ger anna2 förvaltare från 2026-03-31 → nekad role_kept_apart
        siv ger anna2 förvaltare från 2026-04-01 → roll nummer 5
        konflikter 1 → inga
        operatör ger siv ekonom → roll nummer 6
        konflikter 1
        | skilda ; siv ; förvaltare@siv ; ekonom@siv ;
        avsteg 1
        | skilda ; role.give ; siv ; drift ; drift
    "#]]);
}

/// SEC-25: who adds a user gives it no roles: a rule over things of the installation, told at one
/// entity and kept at another.
#[test]
fn who_adds_a_user_gives_it_no_roles() {
    check(expect![[r#"
        roll förvaltare user.manage → ja
        roll ekonom books.read → ja
        regel user_role kommandon user.add / role.give installation → 1 nya
        operatör lägger upp siv korrekt-häst-batteri → användare 1
        operatör lägger upp ulf korrekt-häst-batteri → användare 2
        operatör ger siv förvaltare → roll nummer 1
        operatör@2 ger siv förvaltare → roll nummer 2
        operatör ger ulf förvaltare → roll nummer 3
        siv loggar in korrekt-häst-batteri → inloggad
        ulf loggar in korrekt-häst-batteri → inloggad
        siv lägger upp ny korrekt-häst-batteri → användare 3
        siv ger ny ekonom → hindras av duty:user_role
        siv@2 ger ny ekonom → hindras av duty:user_role
        ulf ger ny ekonom → roll nummer 4
    "#]]);
}

/// SEC-25: an exception is for a user, a rule and a time, with a reason and a control, agreed on by two
/// others; it counts from its first day to its last, and each use is kept.
#[test]
fn an_exception_is_agreed_on_by_two_others_and_its_use_is_kept() {
    check(expect![[r#"
        roll ekonom books.read user.manage → ja
        regel betalning kommandon payment.create / payment.approve → 1 nya
        operatör lägger upp anna korrekt-häst-batteri Anna Ek → användare 1
        operatör lägger upp bo korrekt-häst-batteri Bo Ask → användare 2
        operatör lägger upp cilla korrekt-häst-batteri Cilla Dahl → användare 3
        operatör ger anna ekonom → roll nummer 1
        operatör ger bo ekonom → roll nummer 2
        operatör ger cilla ekonom → roll nummer 3
        anna loggar in korrekt-häst-batteri → inloggad
        bo loggar in korrekt-häst-batteri → inloggad
        cilla loggar in korrekt-häst-batteri → inloggad
        anna gör payment.create på betalning 1 → ja
        anna föreslår duty.exception {"rule":"betalning","login":"anna","valid_from":"2026-03-02","valid_to":"2026-03-03","control":"Ekonomichefen_granskar"} → nekad own_exception
        bo föreslår duty.exception {"rule":"finns_ej","login":"anna","valid_from":"2026-03-02","valid_to":"2026-03-03","control":"x"} → nekad duty_rule_unknown
        bo föreslår duty.exception {"rule":"betalning","login":"anna","valid_from":"2026-03-02","valid_to":"2027-03-03","control":"x"} → nekad exception_too_long
        bo föreslår duty.exception {"rule":"betalning","login":"anna","valid_from":"2026-03-02","valid_to":"2026-03-01","control":"x"} → nekad duty_validity_backward
        bo föreslår duty.exception {"rule":"betalning","login":"anna","valid_from":"2026-03-02","valid_to":"2026-03-03","control":""} → nekad control_missing
        bo föreslår duty.exception {"rule":"betalning","login":"anna","valid_from":"2026-03-02","valid_to":"2026-03-03","control":"Ekonomichefen_granskar"} → förslag 1
        anna godtar 1 → nekad own_exception
        bo godtar 1 → nekad own_proposal
        anna gör payment.approve på betalning 1 → hindras av duty:betalning
        cilla godtar 1 → ja
        anna gör payment.approve på betalning 1 → ja
        undantag 1
        | 1 ; betalning ; anna ; 2026-03-02–2026-03-03 ; Ekonomichefen_granskar ; Bo Ask och Cilla Dahl ;
        avsteg 1
        | betalning ; payment.approve ; betalning 1 ; Anna Ek ; undantag 1
        bo gör payment.create på betalning 2 → ja
        bo gör payment.approve på betalning 2 → hindras av duty:betalning
        cilla avslutar undantag 1 → ja
        anna gör payment.approve på betalning 1 → hindras av duty:betalning
        undantag 1
        | 1 ; betalning ; anna ; 2026-03-02–2026-03-03 ; Ekonomichefen_granskar ; Bo Ask och Cilla Dahl ; avslutat av Cilla Dahl
        bo föreslår duty.exception {"rule":"betalning","login":"anna","valid_from":"2026-03-02","valid_to":"2026-03-03","control":"Ekonomichefen_granskar"} → förslag 2
        cilla godtar 2 → ja
        anna gör payment.approve på betalning 1 → ja
        operatör godtar 2 → nekad proposal_decided
        48 timmar går
        anna loggar in korrekt-häst-batteri → inloggad
        anna gör payment.approve på betalning 1 → hindras av duty:betalning
    "#]]);
}

/// SEC-25: rules are changed by two, in versions, and count from the next command on.
#[test]
fn a_rule_is_changed_by_two_and_counts_at_once() {
    check(expect![[r#"
        roll ekonom books.read user.manage → ja
        operatör lägger upp anna korrekt-häst-batteri Anna Ek → användare 1
        operatör lägger upp bo korrekt-häst-batteri Bo Ask → användare 2
        operatör ger anna ekonom → roll nummer 1
        operatör ger bo ekonom → roll nummer 2
        anna loggar in korrekt-häst-batteri → inloggad
        bo loggar in korrekt-häst-batteri → inloggad
        anna föreslår duty.rule {"rule":"R","kind":"acts","first":[],"second":["b"],"permission":null,"of_installation":false,"active":true,"valid_from":null,"valid_to":null,"name":"","name_en":"","source":""} → nekad duty_rule_malformed duty_rule_name_malformed duty_rule_one_sided
        anna föreslår duty.rule {"rule":"betalning"} → nekad proposal_content_malformed
        anna föreslår duty.rule {"rule":"p","kind":"permissions","first":["books.read"],"second":["x.y"],"permission":null,"of_installation":false,"active":true,"valid_from":"2026-02-01","valid_to":"2026-01-01","name":"P","name_en":"","source":""} → nekad duty_code_unknown duty_validity_backward
        anna föreslår duty.rule {"rule":"betalning","kind":"acts","first":["payment.create"],"second":["payment.approve"],"permission":"books.read","of_installation":false,"active":true,"valid_from":null,"valid_to":null,"name":"Betalning","name_en":"","source":"SEC-26"} → förslag 1
        anna gör payment.create på betalning 1 → ja
        anna gör payment.approve på betalning 1 → ja
        bo godtar 1 → ja
        anna gör payment.create på betalning 2 → ja
        anna gör payment.approve på betalning 2 → hindras av duty:betalning
        anna föreslår duty.rule {"rule":"betalning","kind":"acts","first":["payment.create"],"second":["payment.approve"],"permission":"books.read","of_installation":false,"active":false,"valid_from":null,"valid_to":null,"name":"Betalning","name_en":"","source":"SEC-26"} → förslag 2
        bo godtar 2 → ja
        anna gör payment.approve på betalning 2 → ja
        historik 1
        | 1 ; 08:00 ; drift ; operator ; cli ; user.add ; anna ; accepted ;
        | 2 ; 08:00 ; drift ; operator ; cli ; user.add ; bo ; accepted ;
        | 3 ; 08:00 ; drift ; operator ; cli ; role.give ; anna ; accepted ;
        | 4 ; 08:00 ; drift ; operator ; cli ; role.give ; bo ; accepted ;
        | 5 ; 08:00 ; Anna Ek ; ekonom ; web ; proposal.propose ; duty.rule ; refused ; duty_rule_malformed duty_rule_name_malformed duty_rule_one_sided
        | 6 ; 08:00 ; Anna Ek ; ekonom ; web ; proposal.propose ; duty.rule ; refused ; proposal_content_malformed
        | 7 ; 08:00 ; Anna Ek ; ekonom ; web ; proposal.propose ; duty.rule p ; refused ; duty_code_unknown duty_validity_backward
        | 8 ; 08:00 ; Anna Ek ; ekonom ; web ; proposal.propose ; duty.rule betalning ; accepted ;
        | 9 ; 08:00 ; Anna Ek ; ekonom ; web ; payment.create ; betalning 1 ; accepted ;
        | 10 ; 08:00 ; Anna Ek ; ekonom ; web ; payment.approve ; betalning 1 ; accepted ;
        | 11 ; 08:00 ; Anna Ek, Bo Ask ; ekonom ; web ; duty.rule ; betalning ; accepted ; proposal:1
        | 12 ; 08:00 ; Bo Ask ; ekonom ; web ; proposal.accept ; 1 ; accepted ;
        | 13 ; 08:00 ; Anna Ek ; ekonom ; web ; payment.create ; betalning 2 ; accepted ;
        | 14 ; 08:00 ; Anna Ek ; ekonom ; web ; payment.approve ; betalning 2 ; denied ; books.read duty:betalning
        | 15 ; 08:00 ; Anna Ek ; ekonom ; web ; proposal.propose ; duty.rule betalning ; accepted ;
        | 16 ; 08:00 ; Anna Ek, Bo Ask ; ekonom ; web ; duty.rule ; betalning ; accepted ; proposal:2
        | 17 ; 08:00 ; Bo Ask ; ekonom ; web ; proposal.accept ; 2 ; accepted ;
        | 18 ; 08:00 ; Anna Ek ; ekonom ; web ; payment.approve ; betalning 2 ; accepted ;
    "#]]);
}
