//! Stories about automatic posting: lines that rules add to what is posted.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use crate::world;

use expect_test::expect;
use kameral_ledger::commands::import_sie;
use kameral_store::inbox::Spool;
use world::rules::{self, STATE};
use world::{Step, World, check_with, each_world};

/// A word of these stories beside those of rules: `import`, a rent with FIN 10 out of a SIE file.
fn words(world: &mut World, step: &Step<'_>) -> Option<String> {
    match step.word {
        "import" => Some(import(world)),
        _ => rules::act(world, step),
    }
}

/// A rent, charged to an appropriation by hand, as another system had it.
fn import(world: &World) -> String {
    let content = "#FLAGGA 0\n#SIETYP 4\n#FORMAT PC8\n#GEN 20260630\n#PROGRAM \"x\" 1\n#FNAMN \"Namnd\"\n\
        #RAR 0 20260101 20261231\n#KONTO 5012 \"Lokalhyra\"\n#KONTO 2581 \"Skulder\"\n#DIM 22 \"Finansiar\"\n\
        #VER I \"\" 20260315 \"Rent\"\n{\n#TRANS 5012 {22 \"10\"} 1.00\n#TRANS 2581 {} -1.00\n}\n";
    let spool = Spool::receive(content.as_bytes(), 1 << 20).expect("a small file");
    import_sie(&world.cx, None, "rent.si", &spool, false).expect("imported");
    String::new()
}

/// GL-09, GL-10, GL-19, APR-04, APR-08: case C01 of the contract. A cost is charged to an appropriation
/// against the State's central account, without its VAT; a payment empties its bank account.
#[test]
fn c01_a_cost_is_charged_in_the_flow_without_interest() {
    check_with(
        &format!(
            "{STATE}
    post 2026-03-02 Faktura
      5531 ORG=100 FIN=20 500,00
      1542 125,00
      2581 -625,00
    post 2026-03-20 Betalning
      2581 625,00
      19431 -625,00
    show A-2026-1
    show A-2026-2"
        ),
        words,
        expect![[r#"
            posted A-2026-1 202603
            posted A-2026-2 202603
            A-2026-1 2026-03-02 202603 Faktura by operator
              1 5531 ORG=100 FIN=20 500.00
              2 1542 125.00
              3 2581 -625.00
              4 1741 FIN=20 500.00 by charge 1 of line 1
              5 3011 FIN=20 -500.00 by charge 1 of line 1
            A-2026-2 2026-03-20 202603 Betalning by operator
              1 2581 625.00
              2 19431 -625.00
              3 19441 625.00 by cover 1 of line 2
              4 1794 -625.00 by cover 1 of line 2
        "#]],
    );
}

/// APR-09: case C02, the same in the interest-bearing flow.
#[test]
fn c02_a_cost_is_charged_in_the_interest_bearing_flow() {
    check_with(
        &format!(
            "{STATE}
    post 2026-03-02 Faktura
      5531 ORG=100 FIN=10 500,00
      1541 125,00
      2581 -625,00
    post 2026-03-20 Betalning
      2581 625,00
      19321 -625,00
    show A-2026-1
    show A-2026-2"
        ),
        words,
        expect![[r#"
            posted A-2026-1 202603
            posted A-2026-2 202603
            A-2026-1 2026-03-02 202603 Faktura by operator
              1 5531 ORG=100 FIN=10 500.00
              2 1541 125.00
              3 2581 -625.00
              4 1751 FIN=10 500.00 by charge 1 of line 1
              5 3011 FIN=10 -500.00 by charge 1 of line 1
            A-2026-2 2026-03-20 202603 Betalning by operator
              1 2581 625.00
              2 19321 -625.00
              3 19341 625.00 by cover 1 of line 2
              4 1910 -625.00 by cover 1 of line 2
        "#]],
    );
}

/// Case C23: a reversal carries what rules added; so does a re-coding, which causes what the rules say
/// of the new coding, for the whole line or a part of it.
#[test]
fn corrections_carry_the_generated_lines() {
    check_with(
        &format!(
            "{STATE}
    post 2026-03-02 Faktura
      5531 ORG=100 FIN=10 500,00
      1541 125,00
      2581 -625,00
    reverse A-2026-1 2026-03-03 Fel leverantör
    show C-2026-1
    post 2026-03-04 Faktura
      5531 ORG=100 FIN=10 500,01
      2581 -500,01
    recode A-2026-2 2026-03-05 Fel anslag
      3 FIN=20
    recode A-2026-2 2026-03-05 Fel anslag
      1 FIN=20
    show C-2026-2
    post 2026-03-06 Faktura
      5531 ORG=100 FIN=10 500,01
      2581 -500,01
    recode A-2026-3 2026-03-07 Delas
      1 FIN=20 100,00
      1 ORG=110 33,33
    show C-2026-3
    balances 2026"
        ),
        words,
        expect![[r#"
            posted A-2026-1 202603
            posted C-2026-1 202603
            C-2026-1 2026-03-03 202603 Faktura by operator; reversal of A-2026-1: Fel leverantör
              1 5531 ORG=100 FIN=10 -500.00 corrects line 1
              2 1541 -125.00 corrects line 2
              3 2581 625.00 corrects line 3
              4 1751 FIN=10 -500.00 by charge 1 of line 1 corrects line 4
              5 3011 FIN=10 500.00 by charge 1 of line 1 corrects line 5
            posted A-2026-2 202603
            refused: line_generated (line) line=3 cause=1
            posted C-2026-2 202603
            C-2026-2 2026-03-05 202603 Faktura by operator; recoding of A-2026-2: Fel anslag
              1 5531 ORG=100 FIN=10 -500.01 corrects line 1
              2 5531 ORG=100 FIN=20 500.01
              3 1751 FIN=10 -500.01 by charge 1 of line 1 corrects line 3
              4 3011 FIN=10 500.01 by charge 1 of line 1 corrects line 4
              5 1741 FIN=20 500.01 by charge 1 of line 2
              6 3011 FIN=20 -500.01 by charge 1 of line 2
            posted A-2026-3 202603
            posted C-2026-3 202603
            C-2026-3 2026-03-07 202603 Faktura by operator; recoding of A-2026-3: Delas
              1 5531 ORG=100 FIN=10 -133.33 corrects line 1
              2 5531 ORG=100 FIN=20 100.00
              3 5531 ORG=110 FIN=10 33.33
              4 1751 FIN=10 -133.33 by charge 1 of line 1 corrects line 3
              5 3011 FIN=10 133.33 by charge 1 of line 1 corrects line 4
              6 1741 FIN=20 100.00 by charge 1 of line 2
              7 3011 FIN=20 -100.00 by charge 1 of line 2
              8 1751 FIN=10 33.33 by charge 1 of line 3
              9 3011 FIN=10 -33.33 by charge 1 of line 3
            1541 125.00 125.00
            1741|2=20 600.01 0.00
            1751|2=10 1533.35 1133.34
            2581 625.00 1625.02
            3011|2=10 1133.34 1533.35
            3011|2=20 0.00 600.01
            5531|1=100|2=10 1500.02 1133.34
            5531|1=100|2=20 600.01 0.00
            5531|1=110|2=10 33.33 0.00
        "#]],
    );
}

/// A rule changes from a day on: each voucher shows the version of its day. What a version says is never
/// changed; it may end.
#[test]
fn each_voucher_shows_the_version_of_its_day() {
    check_with(
        &format!(
            "{STATE}
    automatic cover 1 when=19321
      cover: -100%
      source: 100%
    automatic cover 2 when=19321,19431
      1510 -100%
      source: 100%
    automatic cover 1 when=19321,19431 to=2026-06-30
      cover: -100%
      source: 100%
    automatic cover 2 when=19321,19431 from=2026-07-01
      1510 -100%
      source: 100%
    automatic cover 4 when=19321,19431 from=2027-07-01
      1510 -100%
      source: 100%
    post 2026-06-30 Betalning
      2581 10,00
      19321 -10,00
    post 2026-07-01 Betalning
      2581 10,00
      19321 -10,00
    show A-2026-1
    show A-2026-2"
        ),
        words,
        expect![[r#"
            refused: version_kept rule=cover version=1
            refused: version_overlaps rule=cover version=1
            refused: version_kept rule=cover version=4
            posted A-2026-1 202606
            posted A-2026-2 202607
            A-2026-1 2026-06-30 202606 Betalning by operator
              1 2581 10.00
              2 19321 -10.00
              3 19341 10.00 by cover 1 of line 2
              4 1910 -10.00 by cover 1 of line 2
            A-2026-2 2026-07-01 202607 Betalning by operator
              1 2581 10.00
              2 19321 -10.00
              3 1510 10.00 by cover 2 of line 2
              4 1910 -10.00 by cover 2 of line 2
        "#]],
    );
}

/// Parts always sum to the whole; a rule may stand only on one side, for one kind of voucher, or be
/// switched off; rules may follow on each other.
#[test]
fn shares_sides_kinds_and_chains() {
    check_with(
        &format!(
            "{STATE}
    automatic thirds 1 when=9210 debit
      3451 33,33%
      3451 ORG=110 33,33%
      3451 ORG=120 33,34%
      4011 -100%
    automatic corrections 1 when=3451 kind=recoding
      2050 100%
      2581 -100%
    automatic silent 1 when=3451 off
      2050 100%
      2581 -100%
    post 2026-03-02 Fördelning
      9210 ORG=100 1,00
      9210 ORG=110 -1,00
    show A-2026-1
    automatic follows 1 when=3451 ORG=110
      1510 50%
      2581 -50%
    post 2026-03-02 Fördelning
      9210 ORG=100 0,10
      9210 ORG=110 -0,10
    show A-2026-2"
        ),
        words,
        expect![[r#"
            posted A-2026-1 202603
            A-2026-1 2026-03-02 202603 Fördelning by operator
              1 9210 ORG=100 1.00
              2 9210 ORG=110 -1.00
              3 3451 0.33 by thirds 1 of line 1
              4 3451 ORG=110 0.33 by thirds 1 of line 1
              5 3451 ORG=120 0.34 by thirds 1 of line 1
              6 4011 -1.00 by thirds 1 of line 1
            posted A-2026-2 202603
            A-2026-2 2026-03-02 202603 Fördelning by operator
              1 9210 ORG=100 0.10
              2 9210 ORG=110 -0.10
              3 3451 0.03 by thirds 1 of line 1
              4 3451 ORG=110 0.03 by thirds 1 of line 1
              5 3451 ORG=120 0.04 by thirds 1 of line 1
              6 4011 -0.10 by thirds 1 of line 1
              7 1510 0.02 by follows 1 of line 4
              8 2581 -0.02 by follows 1 of line 4
        "#]],
    );
}

/// What a rule would add is checked like what is typed, and refused at the line that caused it, with
/// everything else that is wrong.
#[test]
fn what_a_rule_would_add_is_checked_like_what_is_typed() {
    check_with(
        &format!(
            "{STATE}
    rule charge_has_org 1751 ORG mandatory
    post 2026-03-02 Faktura
      5531 ORG=100 FIN=10 500,00
      2581 -500,00
    post 2026-03-02 Faktura
      5531 ORG=100 FIN=40 500,00
      2581 -500,00
    relation charge FIN 10=1751
    rule charge_has_org 1751 ORG proposed=100
    post 2026-03-02 Faktura
      5531 ORG=100 FIN=10 500,00
      5531 ORG=100 FIN=20 500,00
      2581 -1000,00
    try 2026-03-02 Faktura
      5531 ORG=100 FIN=10 500,00
      2581 -500,00
    post 2026-03-02 period=202600 Ingående
      5531 ORG=100 FIN=10 500,00
      2581 -500,00"
        ),
        words,
        expect![[r#"
            refused: automatic_refused (line 1, ORG) rule=charge cause=<refusal-value-mandatory dimension=ORG account=1751 rule=charge_has_org>
            posted A-2026-1 202603
            refused: automatic_refused (line 2, account) rule=charge cause=<refusal-relation-missing relation=charge>
            would post
              5531|1=100|2=10 500.00
              2581 -500.00
              1751|2=10 500.00
              3011|2=10 -500.00
            posted A-2026-2 202600
        "#]],
    );
}

/// A warning about what a rule adds may be accepted; the line stands there, and the voucher balances.
#[test]
fn a_warning_about_a_generated_line_is_accepted_with_a_reason() {
    check_with(
        &format!(
            "{STATE}
    rule charge_has_org 1751 ORG mandatory warning
    post 2026-03-02 Faktura
      5531 ORG=100 FIN=10 500,00
      2581 -500,00
    post accept=utan_enhet 2026-03-02 Faktura
      5531 ORG=100 FIN=10 500,00
      2581 -500,00
    show A-2026-1"
        ),
        words,
        expect![[r#"
            warning: automatic_refused (line 1, ORG) rule=charge cause=<refusal-value-mandatory dimension=ORG account=1751 rule=charge_has_org>
            posted A-2026-1 202603
            A-2026-1 2026-03-02 202603 Faktura by operator; accepted automatic_refused: utan enhet
              1 5531 ORG=100 FIN=10 500.00
              2 2581 -500.00
              3 1751 FIN=10 500.00 by charge 1 of line 1
              4 3011 FIN=10 -500.00 by charge 1 of line 1
        "#]],
    );
}

/// A chain of rules has an end, and what rules add fits in a voucher: whatever the rules, nothing is
/// half-written.
#[test]
fn chains_and_amounts_have_an_end() {
    check_with(
        &format!(
            "{STATE}
    automatic a 1 when=9210 debit
      1510 100%
      2050 -100%
    automatic b 1 when=1510
      1541 100%
      2050 -100%
    automatic c 1 when=1541
      1542 100%
      2050 -100%
    automatic d 1 when=1542
      1741 100%
      2050 -100%
    post 2026-03-02 Fyra led
      9210 1,00
      9210 -1,00
    automatic e 1 when=1741
      1794 100%
      2050 -100%
    post 2026-03-02 Fem led
      9210 1,00
      9210 -1,00
    automatic huge 1 when=3451
      2050 900000000%
      2581 -900000000%
    post 2026-03-02 Ryms
      3451 -1,00
      2581 1,00
    post 2026-03-02 Ryms inte
      3451 -2000000,00
      2581 2000000,00
    post 2026-03-02 Alldeles för stort
      3451 -9000000000000,00
      2581 9000000000000,00
    balances 2026"
        ),
        words,
        expect![[r#"
            posted A-2026-1 202603
            refused: automatic_too_deep (line 9, account) rule=e max=4
            posted A-2026-2 202603
            refused: amount_overflow (amount)
            refused: amount_overflow (line 1, amount)
            1510 1.00 0.00
            1541 1.00 0.00
            1542 1.00 0.00
            1741 1.00 0.00
            2050 0.00 9000004.00
            2581 9000001.00 0.00
            3451 0.00 1.00
            9210 1.00 1.00
        "#]],
    );
}

/// Moving an opening balance causes nothing, as opening balances do not.
#[test]
fn a_recoding_in_an_opening_period_causes_nothing() {
    check_with(
        &format!(
            "{STATE}
    post 2026-01-01 period=202600 Ingående
      5531 ORG=100 FIN=10 500,00
      2581 -500,00
    recode A-2026-1 2026-01-02 period=202600 Fel anslag
      1 FIN=20
    show C-2026-1"
        ),
        words,
        expect![[r#"
            posted A-2026-1 202600
            posted C-2026-1 202600
            C-2026-1 2026-01-02 202600 Ingående by operator; recoding of A-2026-1: Fel anslag
              1 5531 ORG=100 FIN=10 -500.00 corrects line 1
              2 5531 ORG=100 FIN=20 500.00
        "#]],
    );
}

/// What was imported stands as it was in the other system, and so does its re-coding.
#[test]
fn an_imported_history_and_its_recoding_stand_as_they_are() {
    check_with(
        &format!(
            "{STATE}
    import
    show I-2026-1
    recode I-2026-1 2026-03-20 Fel anslag
      1 FIN=20
    show C-2026-1"
        ),
        words,
        expect![[r#"
            I-2026-1 2026-03-15 202603 Rent by operator
              1 5012 FIN=10 1.00
              2 2581 -1.00
            posted C-2026-1 202603
            C-2026-1 2026-03-20 202603 Rent by operator; recoding of I-2026-1: Fel anslag
              1 5012 FIN=10 -1.00 corrects line 1
              2 5012 FIN=20 1.00
        "#]],
    );
}

/// Two agencies on the same database have rules of their own, which change on days of their own; each
/// voucher shows its agency's version of its day, and a correction takes back by that version.
#[test]
fn two_agencies_have_their_own_versions() {
    let rule = |version: &str, account: &str| {
        format!(
            "
    automatic charge {version}
      {account} FIN 100%
      3011 FIN -100%"
        )
    };
    let vouchers = "
    post 2026-03-31 Faktura
      5531 FIN=10 1,00
      2581 -1,00
    post 2026-07-01 Faktura
      5531 FIN=10 2,00
      2581 -2,00
    reverse A-2026-1 2026-07-02 Fel
    show A-2026-1
    show A-2026-2
    show C-2026-1";
    let versions = |told: &str| -> Vec<String> {
        let lines = told
            .lines()
            .filter(|line| line.contains(" by charge ") && !line.contains(" 3011 "));
        lines.map(|line| line.trim().to_owned()).collect()
    };
    let accounts = "
    account 1741 Mot_anslag_I
    account 1751 Mot_anslag_R
    account 3011 Intäkter_av_anslag kind=income";
    each_world(|mut first| {
        let mut second = World::with_code(&first.store, "2098");
        for (world, changes) in [(&mut first, "06-30 07-01"), (&mut second, "03-30 03-31")] {
            let (last, from) = changes.split_once(' ').expect("two days");
            let one = rule(&format!("1 when=5* to=2026-{last}"), "1751");
            let two = rule(&format!("2 when=5* from=2026-{from}"), "1741");
            let told = world.play_with(&format!("{accounts}{one}{two}"), words);
            assert_eq!(told, "");
        }
        let first = versions(&first.play_with(vouchers, words));
        let second = versions(&second.play_with(vouchers, words));
        assert_eq!(
            first,
            [
                "3 1751 FIN=10 1.00 by charge 1 of line 1 corrected by C-2026-1",
                "3 1741 FIN=10 2.00 by charge 2 of line 1",
                "3 1751 FIN=10 -1.00 by charge 1 of line 1 corrects line 3",
            ]
        );
        assert_eq!(
            second,
            [
                "3 1741 FIN=10 1.00 by charge 2 of line 1 corrected by C-2026-1",
                "3 1741 FIN=10 2.00 by charge 2 of line 1",
                "3 1741 FIN=10 -1.00 by charge 2 of line 1 corrects line 3",
            ]
        );
    });
}
