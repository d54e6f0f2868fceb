//! Stories about substitutes: who acts for whom, in which roles and on which days, under both names (SEC-09).

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use crate::story;

use expect_test::expect;
use story::check;

/// SEC-09: a substitute acts with what was lent, while it is lent, and both names stand on what is done.
#[test]
fn a_substitute_acts_under_both_names_while_it_is_lent() {
    check(expect![[r#"
        roll chef books.read report.run → ja
        roll ekonom books.read voucher.post → ja
        roll tid time.report → ja
        operatör lägger upp anna korrekt-häst-batteri Anna Ek → användare 1
        operatör lägger upp bo korrekt-häst-batteri Bo Alm → användare 2
        operatör ger anna tid → roll nummer 1
        operatör ger bo chef ORG=12* → roll nummer 2
        operatör ger bo ekonom → roll nummer 3
        operatör utser anna för bo som chef från 2026-03-02 till 2026-03-03 → ersättare 1
        anna loggar in korrekt-häst-batteri → inloggad
        # Nothing changes before it is chosen.
        anna rättigheter → tid: time.report
        anna arbetar för bo → ja
        anna rättigheter → chef: books.read report.run
        anna läser → rader där ORG=12*
        anna bokför A1 → saknar voucher.post
        anna arbetar för sig → ja
        anna rättigheter → tid: time.report
        anna arbetar för bo → ja
        operatör avslutar ersättare 1 → ja
        anna rättigheter → tid: time.report
        operatör utser anna för bo till 2026-03-02 → ersättare 2
        anna rättigheter → chef ekonom: books.read report.run voucher.post
        anna bokför A1 → ja
        # What Bo loses, his substitute loses.
        operatör tar bo 3 → ja
        anna bokför A2 → saknar voucher.post
        16 timmar går
        anna loggar in korrekt-häst-batteri → inloggad
        anna arbetar för bo → nej
        historik 1
        | 1 ; 08:00 ; drift ; operator ; cli ; user.add ; anna ; accepted ;
        | 2 ; 08:00 ; drift ; operator ; cli ; user.add ; bo ; accepted ;
        | 3 ; 08:00 ; drift ; operator ; cli ; role.give ; anna ; accepted ;
        | 4 ; 08:00 ; drift ; operator ; cli ; role.give ; bo ; accepted ;
        | 5 ; 08:00 ; drift ; operator ; cli ; role.give ; bo ; accepted ;
        | 6 ; 08:00 ; drift ; operator ; cli ; substitute.appoint ; anna ; accepted ;
        | 7 ; 08:00 ; Anna Ek för Bo Alm ; chef ; web ; voucher.post ; A1 ; denied ; voucher.post
        | 8 ; 08:00 ; drift ; operator ; cli ; substitute.end ; 1 ; accepted ;
        | 9 ; 08:00 ; drift ; operator ; cli ; substitute.appoint ; anna ; accepted ;
        | 10 ; 08:00 ; Anna Ek för Bo Alm ; chef ekonom ; web ; voucher.post ; A1 ; accepted ;
        | 11 ; 08:00 ; drift ; operator ; cli ; role.take ; bo ; accepted ;
        | 12 ; 08:00 ; Anna Ek för Bo Alm ; chef ; web ; voucher.post ; A2 ; denied ; voucher.post
    "#]]);
}

/// SEC-09, SEC-25: nothing that governs is lent, nothing is lent on, and nobody appoints themselves.
#[test]
fn what_governs_is_not_lent_and_nothing_is_lent_on() {
    check(expect![[r#"
        roll förvaltare user.manage role.manage system.manage books.read → ja
        roll ekonom books.read voucher.post → ja
        operatör lägger upp siv korrekt-häst-batteri → användare 1
        operatör lägger upp anna korrekt-häst-batteri → användare 2
        operatör lägger upp bo korrekt-häst-batteri → användare 3
        operatör ger siv förvaltare → roll nummer 1
        operatör ger bo ekonom → roll nummer 2
        siv loggar in korrekt-häst-batteri → inloggad
        anna loggar in korrekt-häst-batteri → inloggad
        siv utser anna för anna → nekad substitute_same
        siv utser siv för bo → nekad own_substitute
        siv utser anna för ingen → nekad user_unknown
        siv utser anna för bo som kung → nekad role_unknown
        siv utser anna för bo från 2026-03-05 till 2026-03-04 → nekad role_validity_backward
        siv utser anna för bo obeslutad → nekad decision_missing
        anna utser anna för bo → möter inte företaget
        siv utser anna för siv → ersättare 1
        siv utser anna för siv → nekad substitute_held
        anna arbetar för siv → ja
        anna rättigheter → förvaltare: books.read
        anna lägger upp ny korrekt-häst-batteri → saknar user.manage
        # Bo is lent what is Anna's own: nothing, though she acts for Siv.
        operatör utser bo för anna → ersättare 2
        bo loggar in korrekt-häst-batteri → inloggad
        bo arbetar för anna → ja
        bo rättigheter → ekonom: books.read voucher.post
        # At another agency nothing is lent.
        anna@2 läser → möter inte företaget
        # A principal who may no longer sign in lends nothing.
        operatör stänger siv → ja
        anna rättigheter → möter inte företaget
    "#]]);
}

/// SEC-08, SEC-25: nobody is lent what a rule keeps apart from what they do themselves; what governs is not
/// lent, so it stands in nobody's way; the operator passes, and that is kept.
#[test]
fn nothing_is_lent_that_is_kept_apart() {
    check(expect![[r#"
        roll ekonom books.read voucher.post → ja
        roll läsare books.read → ja
        roll förvaltare user.manage → ja
        regel user_post behörigheter user.manage / voucher.post → 1 nya
        operatör lägger upp siv korrekt-häst-batteri Siv Lund → användare 1
        operatör lägger upp ulf korrekt-häst-batteri Ulf Berg → användare 2
        operatör lägger upp eva korrekt-häst-batteri Eva Ek → användare 3
        operatör ger siv förvaltare → roll nummer 1
        operatör ger ulf förvaltare → roll nummer 2
        operatör ger eva ekonom → roll nummer 3
        operatör ger eva läsare → roll nummer 4
        siv loggar in korrekt-häst-batteri → inloggad
        siv utser ulf för eva → nekad substitute_kept_apart
        siv utser ulf för eva som läsare → ersättare 1
        siv utser eva för ulf → ersättare 2
        operatör utser siv för eva → ersättare 3
        avsteg 1
        | user_post ; substitute.appoint ; siv ; drift ; drift
    "#]]);
}
