//! Stories about combination rules that see the whole voucher: its kind, and its other accounts
//! (APR-24, GL-20).

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use crate::world;

use expect_test::expect;
use kameral_access::MIGRATIONS as ACCESS;
use kameral_base::{Date, EntityId};
use kameral_ledger::MIGRATIONS;
use kameral_store::testing::{each_engine, long_ago, write};
use kameral_store::{Migrations, params};
use world::{check, check_with, rules};

/// APR-24: what a rule keeps apart is told on each of its lines, with the line it meets; a warning may
/// be accepted with a reason.
#[test]
fn accounts_are_kept_apart_in_a_voucher() {
    check(
        "rule rent_by_other_bank 5012 KONTO apart=1932
         rule pay_by_other_bank 4011 KONTO apart=1932 when FIN=40 warning
         post 2026-03-15 Rent from the wrong account
           5012 ORG=100 400,00
           5531 100,00
           5012 ORG=110 100,00
           1932 -600,00
         post 2026-03-15 Rent
           5012 500,00
           19321 -500,00
         post 2026-03-15 Rent owed
           5012 500,00
           2581 -500,00
         post 2026-03-15 Rent paid
           2581 500,00
           1932 -500,00
         post 2026-03-16 Pay of the agency
           4011 FIN=10 500,00
           1932 -500,00
         post 2026-03-16 Pay of a project
           1932 -500,00
           4011 FIN=40 500,00
         post accept=The_bank_was_closed 2026-03-16 Pay of a project
           1932 -500,00
           4011 FIN=40 500,00
         show A-2026-5",
        expect![[r#"
            refused: accounts_apart (line 1, account) account=5012 other=1932 line=4 rule=rent_by_other_bank
            refused: accounts_apart (line 3, account) account=5012 other=1932 line=4 rule=rent_by_other_bank
            posted A-2026-1 202603
            posted A-2026-2 202603
            posted A-2026-3 202603
            posted A-2026-4 202603
            warning: accounts_apart (line 2, account) account=4011 other=1932 line=1 rule=pay_by_other_bank
            posted A-2026-5 202603
            A-2026-5 2026-03-16 202603 Pay of a project by operator; accepted accounts_apart: The bank was closed
              1 1932 -500.00
              2 4011 FIN=40 500.00
        "#]],
    );
}

/// Everything that is wrong is told at once, what lines have on their own first.
#[test]
fn lines_are_told_first_and_then_what_stands_together() {
    check(
        "rule apart 5* KONTO apart=5012,1932
         rule org 5012 ORG mandatory
         post 2026-03-15 Two costs are not apart from each other
           5012 ORG=100 300,00
           5531 200,00
           2581 -500,00
         post - Rent
           5012 300,00
           1932 -200,00",
        expect![[r#"
            posted A-2026-1 202603
            refused: date_missing (date)
            refused: value_mandatory (line 1, ORG) dimension=ORG account=5012 rule=org
            refused: unbalanced (amount) debit=300.00 credit=200.00 difference=100.00
            refused: accounts_apart (line 1, account) account=5012 other=1932 line=2 rule=apart
        "#]],
    );
}

/// A rule of some voucher kinds is asked in no other; it ends with its last day like every rule.
#[test]
fn a_rule_of_some_voucher_kinds_is_asked_in_those() {
    check(
        "rule invoices_have_org 5* ORG mandatory kinds=service_*,sie_import
         rule never_by_hand 9210 KONTO forbidden kinds=general
         rule not_with_pay 5012 KONTO apart=4011 kinds=!service_invoice warning
         post 2026-03-15 By hand
           5531 100,00
           2581 -100,00
         post 2026-03-15 kind=service_invoice number=1 Invoice
           5531 100,00
           2581 -100,00
         post 2026-03-15 By hand
           9210 100,00
           9210 -100,00
         post 2026-03-15 kind=file_import Out of a file
           9210 100,00
           9210 -100,00
         try 2026-03-15 Rent and pay
           5012 100,00
           4011 -100,00
         post 2026-03-15 kind=service_invoice number=1 Rent and pay
           5012 ORG=100 100,00
           4011 -100,00",
        expect![[r#"
            posted A-2026-1 202603
            refused: value_mandatory (line 1, ORG) dimension=ORG account=5531 rule=invoices_have_org
            refused: account_forbidden (line 1, account) account=9210 rule=never_by_hand
            refused: account_forbidden (line 2, account) account=9210 rule=never_by_hand
            posted I-2026-1 202603
            warning: accounts_apart (line 1, account) account=5012 other=4011 line=2 rule=not_with_pay
            posted E-2026-1 202603
        "#]],
    );
}

/// What rules add is part of the voucher. A typed line is told where there is one; of two that rules
/// added, the line that caused it.
#[test]
fn lines_that_rules_add_are_part_of_the_voucher() {
    check_with(
        "automatic cover 1 when=19321
           1932 -100%
           2050 100%
         rule rent_not_by_interest_account 5012 KONTO apart=1932
         rule no_capital_from_fees 2050 KONTO apart=3451
         post 2026-03-15 Rent
           5012 100,00
           19321 -100,00
         post 2026-03-15 Fee
           19321 100,00
           3451 -100,00
         rule cover_is_no_cover 2050 KONTO apart=1932
         post 2026-03-15 Pay
           4011 100,00
           19321 -100,00",
        rules::act,
        expect![[r#"
            refused: accounts_apart (line 1, account) account=5012 other=1932 line=3 rule=rent_not_by_interest_account
            refused: accounts_apart (line 2, account) account=3451 other=2050 line=4 rule=no_capital_from_fees
            refused: automatic_refused (line 2, account) rule=cover cause=<refusal-accounts-apart account=2050 other=1932 line=3 rule=cover_is_no_cover>
        "#]],
    );
}

/// A run of a rule is held to the rules of its own kind of voucher.
#[test]
fn a_run_is_held_to_rules_of_its_kind() {
    check_with(
        "automatic charge 1 when=5* method=run
           2050 100%
           3010 -100%
         post 2026-03-15 Rent
           5012 100,00
           2581 -100,00
         rule apart 2050 KONTO apart=3010 kinds=rule_run
         run 202603
         rule apart 2050 KONTO apart=3010 kinds=general
         run 202603",
        rules::act,
        expect![[r#"
            posted A-2026-1 202603
            refused: automatic_refused (line 1, account) rule=charge cause=<refusal-accounts-apart account=2050 other=3010 line=2 rule=apart>
            posted R-2026-1 202603
        "#]],
    );
}

/// A re-coding is held to the rules of the voucher it corrects, with the lines that stay there; what
/// stood beside each other before is not told again, and a reversal is always possible.
#[test]
fn a_re_coding_is_held_to_the_rules_of_its_voucher() {
    check(
        "post 2026-03-15 Electricity
           5531 ORG=100 300,00
           5531 ORG=110 200,00
           1932 -500,00
         post 2026-03-15 Rent
           5012 ORG=100 500,00
           1932 -500,00
         post 2026-03-15 Rent owed
           5012 ORG=100 500,00
           2581 -500,00
         post 2026-03-15 Rent of others
           5012 ORG=100 500,00
           1932 -500,00
         post 2026-03-15 kind=service_invoice number=1 Electricity
           5531 300,00
           2581 -300,00
         rule apart 5012 KONTO apart=1932
         rule no_rent 5012 KONTO allowed=2581 kinds=service_invoice
         recode A-2026-1 2026-04-01 It was rent
           2 5012
         recode A-2026-1 2026-04-01 It was rent, a part of it owed
           1 5012
           3 2581 -300,00
         recode A-2026-1 2026-04-01 All of it is owed
           3 2581
         recode A-2026-1 2026-04-02 It was rent
           2 5012
         recode A-2026-2 2026-04-01 Another unit
           1 ORG=110
         recode A-2026-3 2026-04-01 It was paid
           2 1932
         reverse A-2026-4 2026-04-01 Not ours
         recode E-2026-1 2026-04-01 It was rent
           1 5012",
        expect![[r#"
            posted A-2026-1 202603
            posted A-2026-2 202603
            posted A-2026-3 202603
            posted A-2026-4 202603
            posted E-2026-1 202603
            refused: accounts_apart (line 2, account) account=5012 other=1932 line=3 rule=apart
            refused: accounts_apart (line 1, account) account=5012 other=1932 line=3 rule=apart
            posted C-2026-1 202604
            posted C-2026-2 202604
            posted C-2026-3 202604
            refused: accounts_apart (line 2, account) account=1932 other=5012 line=1 rule=apart
            posted C-2026-4 202604
            refused: account_not_allowed (line 1, account) account=5012 allowed=2581 rule=no_rent
        "#]],
    );
}

/// Rules that were kept before a rule could see the voucher stand as they did, on both engines, and the
/// new requirement can be kept beside them.
#[test]
fn rules_kept_before_stand_as_they_did() {
    const RULE: &str = "insert into combination_rule (entity_id, rule, account_pattern, dimension, requirement, \
        value_pattern, warning, when_dimension, when_pattern, valid_from, text_sv) \
        values (1, $1, '5*', 'FIN', $2, '1*', true, 'ORG', '100', $3, 'Varför')";
    each_engine(|store| {
        let before = Migrations {
            crate_name: MIGRATIONS.crate_name,
            files: &MIGRATIONS.files[..6],
        };
        assert_eq!(MIGRATIONS.files[6].0, "007_voucher_rules");
        let day = Date::constant(2026, 2, 1);
        let keep = |rule: &'static str, requirement: &'static str| {
            write(store, |tx| {
                tx.for_entities(&[EntityId(1)])?;
                tx.exec(RULE, params![rule, requirement, day])
            })
        };
        store.migrate(&[ACCESS, before], long_ago()).expect("migrated");
        write(store, |tx| {
            tx.for_entities(&[EntityId(1)])?;
            let entity = include_str!("../src/sql/add_entity.sql");
            tx.exec(entity, params![1_i64, "1098", "x", "202100-5026", "state", 0_i64, "x"])
        })
        .expect("an entity");
        keep("old", "allowed").expect("kept");
        assert!(keep("early", "apart").is_err(), "the requirement is new");
        store.migrate(&[ACCESS, MIGRATIONS], long_ago()).expect("migrated");
        keep("new", "apart").expect("kept");
        assert!(keep("odd", "odd").is_err(), "other words are refused as before");
        assert!(keep("old", "allowed").is_err(), "the key is what it was");
        let told = write(store, |tx| {
            tx.for_entities(&[EntityId(1)])?;
            tx.all(
                include_str!("../src/sql/combination_rules.sql"),
                params![EntityId(1)],
                |row| {
                    let text = |column: &'static str| row.get::<String>(column);
                    let (warning, from): (bool, Date) = (row.get("warning")?, row.get("valid_from")?);
                    let until: Option<Date> = row.get("valid_to")?;
                    Ok(format!(
                        "{} {} {} {} {} {warning} {}={} [{}] {from} {until:?} {}{}",
                        text("rule")?,
                        text("account_pattern")?,
                        text("dimension")?,
                        text("requirement")?,
                        text("value_pattern")?,
                        text("when_dimension")?,
                        text("when_pattern")?,
                        text("kind_pattern")?,
                        text("text_sv")?,
                        text("text_en")?,
                    ))
                },
            )
        });
        assert_eq!(
            told.expect("rules"),
            [
                "new 5* FIN apart 1* true ORG=100 [] 2026-02-01 None Varför",
                "old 5* FIN allowed 1* true ORG=100 [] 2026-02-01 None Varför"
            ]
        );
    });
}

/// What can be required of the account itself and of a dimension, and in some voucher kinds only.
#[test]
fn a_rule_that_cannot_be_asked_is_refused() {
    check(
        "rule a 5* KONTO mandatory
         rule b 5* KONTO fixed=5012
         rule c 5* ORG apart=1*
         rule d 5* ORG fixed=100 kinds=general
         rule e 5* ORG proposed=100 kinds=general
         rule f 5* ORG mandatory kinds=nothing_*
         rule g 5* KONTO apart=1* kinds=general,nothing",
        expect![[r#"
            refused: requirement_misplaced rule=a requirement=mandatory dimension=KONTO
            refused: requirement_misplaced rule=b requirement=fixed dimension=KONTO
            refused: requirement_misplaced rule=c requirement=apart dimension=ORG
            refused: requirement_of_line rule=d requirement=fixed
            refused: requirement_of_line rule=e requirement=proposed
            refused: kind_unknown kind=nothing_*
        "#]],
    );
}

mod the_state {
    //! The rules that the standard proposes to agencies.

    use std::cell::RefCell;
    use std::collections::BTreeMap;

    use expect_test::{Expect, expect};
    use kameral_access::{Cx, MIGRATIONS};
    use kameral_base::{Date, EntityId, Pattern};
    use kameral_ledger::commands::{NewEntity, change_registers, init_entity};
    use kameral_ledger::model::{DimensionValue, Relation, RelationValue, RuleSet};
    use kameral_ledger::register::Change;
    use kameral_ledger::standard;
    use kameral_store::Store;
    use kameral_store::testing::each_migrated;

    use crate::world::{World, moment};

    /// An agency with everything that is proposed, an appropriation on FIN 10, one for grants on 20, and
    /// counterparties: the pension board 1103 and another agency.
    fn agency(store: &Store) -> World {
        let (today, now) = (Date::constant(2026, 6, 30), moment(0));
        let nobody = Cx::operator(store.clone(), "operator", EntityId(0), today, now);
        let new = NewEntity {
            code: "1098".to_owned(),
            name: "Friluftsmyndigheten".to_owned(),
            org_number: "202100-5026".to_owned(),
            rules: RuleSet::State,
        };
        let changes = standard::changes(RuleSet::State).expect("the standard");
        let entity = init_entity(&nobody, None, &new, &changes).expect("an agency");
        let cx = Cx::operator(store.clone(), "operator", entity.id, today, now);
        let positions = [("ORG", 1), ("VHT", 2), ("PROJ", 3), ("FIN", 4), ("MP", 5)];
        let positions: BTreeMap<String, u8> = positions.map(|(code, at)| (code.to_owned(), at)).into();
        let mut changes = standard::proposed(RuleSet::State, &positions).expect("the proposed rules");
        changes.extend(["1103", "1128"].map(|code| Change::Value(DimensionValue::plain(5, code, code))));
        changes.extend(standard::posting_rules(RuleSet::State).expect("the posting rules"));
        change_registers(&cx, None, "standard", &changes).expect("the standard is kept");
        let relations = [
            ("anslag", ["1:5 ap.1", "1:8 ap.1"]),
            ("flode", ["rantebarande", "scr"]),
            ("avrakning", ["kostnad", "kassa"]),
        ];
        let relations = relations.map(|(code, of)| relation(code, of));
        change_registers(&cx, None, "financing", &relations).expect("the financing is kept");
        let store = store.clone();
        World { store, cx }
    }

    fn relation(code: &str, of: [&str; 2]) -> Change {
        let pairs = ["10", "20"].into_iter().zip(of).map(|(from, to)| RelationValue {
            from: Pattern::exact(from).expect("a value"),
            to: to.to_owned(),
            valid_from: None,
            valid_to: None,
        });
        Change::Relation(Relation {
            relation: code.to_owned(),
            from_dimension: "FIN".to_owned(),
            name: code.to_owned(),
            name_en: String::new(),
            values: pairs.collect(),
        })
    }

    fn check(story: &str, expected: &Expect) {
        let told = RefCell::new(Vec::new());
        each_migrated(&[MIGRATIONS, kameral_ledger::MIGRATIONS], |store| {
            told.borrow_mut().push(agency(store).play(story));
        });
        let told = told.into_inner();
        assert!(told.iter().all(|other| *other == told[0]), "{told:#?}");
        expected.assert_eq(&told[0]);
    }

    /// GL-20: the premiums are charged with the pay. The pension board's invoice is stopped on a cost
    /// account and shown the liability, where it settles nothing on the appropriation; nor does a
    /// re-coding bring it back to cost, or a re-coding of that.
    #[test]
    fn gl_20_the_pension_boards_invoice_goes_to_the_liability() {
        check(
            "post 2026-03-25 kind=payroll Lön mars
               4611 2000,00 ORG=1 FIN=10 MP=1103
               2572 -2000,00 MP=1103
             show P-2026-1
             post 2026-03-31 kind=supplier_invoice SPV mars
               4611 2000,00 ORG=1 FIN=10 MP=1103
               2561 -2000,00 MP=1103
             post 2026-03-31 kind=service_invoice number=17 SPV mars
               5792 2000,00 ORG=1 FIN=10 MP=1103
               2561 -2000,00 MP=1103
             post 2026-03-31 kind=supplier_invoice SPV mars
               2572 2000,00 MP=1103
               2561 -2000,00 MP=1103
             show L-2026-1
             recode L-2026-1 2026-03-31 Hellre kostnad
               1 4611 ORG=1 FIN=10
             recode L-2026-1 2026-03-31 Ett annat skuldkonto
               1 2579
             recode C-2026-1 2026-03-31 Hellre kostnad
               2 4611 ORG=1 FIN=10
             post 2026-03-31 kind=supplier_invoice En annan myndighet
               5792 2000,00 ORG=1 FIN=10 MP=1128
               2561 -2000,00 MP=1128",
            &expect![[r#"
                posted P-2026-1 202603
                P-2026-1 2026-03-25 202603 Lön mars by operator
                  1 4611 ORG=1 FIN=10 MP=1103 2000.00
                  2 2572 MP=1103 -2000.00
                  3 1751 ORG=1 FIN=10 2000.00 by kostnad-r 1 of line 1
                  4 3011 ORG=1 FIN=10 -2000.00 by kostnad-r 1 of line 1
                refused: account_not_allowed (line 1, account) account=4611 allowed=2572 rule=spv-faktura
                refused: account_not_allowed (line 1, account) account=5792 allowed=2572 rule=spv-faktura
                posted L-2026-1 202603
                L-2026-1 2026-03-31 202603 SPV mars by operator
                  1 2572 MP=1103 2000.00
                  2 2561 MP=1103 -2000.00
                refused: account_not_allowed (line 1, account) account=4611 allowed=2572 rule=spv-faktura
                posted C-2026-1 202603
                refused: account_not_allowed (line 2, account) account=4611 allowed=2572 rule=spv-faktura
                posted L-2026-2 202603
            "#]],
        );
    }

    /// APR-24: a grant paid, and revenue not at the agency's disposal received, over a bank account of the
    /// interest-bearing flow are warned of; over the other flow they are not. What rules add beside the
    /// bank account is not told.
    #[test]
    fn apr_24_payments_for_the_states_account_are_paid_in_its_own_flow() {
        check(
            "post 2026-03-15 Bidrag
               7751 1000,00 FIN=20
               19321 -1000,00
             post 2026-03-15 Bidrag
               7751 1000,00 FIN=20
               19431 -1000,00
             post 2026-03-16 Offentligrättslig avgift
               19311 300,00
               7012 -300,00 FIN=90
             post 2026-03-16 Skatt
               7111 -300,00 FIN=90
               19312 300,00
             post 2026-03-16 Offentligrättslig avgift
               19411 300,00
               7012 -300,00 FIN=90
             post 2026-03-16 Fordran
               1512 300,00
               7012 -300,00 FIN=90
             post accept=Flyttas_samma_dag 2026-03-17 Bidrag
               7751 500,00 FIN=20
               19321 -500,00
             show A-2026-4",
            &expect![[r#"
                warning: accounts_apart (line 1, account) account=7751 other=19321 line=2 rule=flode-bank
                posted A-2026-1 202603
                warning: accounts_apart (line 2, account) account=7012 other=19311 line=1 rule=flode-bank
                warning: accounts_apart (line 1, account) account=7111 other=19312 line=2 rule=flode-bank
                posted A-2026-2 202603
                posted A-2026-3 202603
                posted A-2026-4 202603
                A-2026-4 2026-03-17 202603 Bidrag by operator; accepted accounts_apart: Flyttas samma dag
                  1 7751 FIN=20 500.00
                  2 19321 -500.00
                  3 1741 FIN=20 500.00 by bidrag-i 1 of line 1
                  4 7311 FIN=20 -500.00 by bidrag-i 1 of line 1
                  5 19341 500.00 by bank 1 of line 2
                  6 1910 -500.00 by bank 1 of line 2
            "#]],
        );
    }
}
