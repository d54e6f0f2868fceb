//! Stories about what a line of a run came of (GL-12, APR-03).

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use crate::world;

use std::collections::BTreeMap;

use expect_test::expect;
use kameral_access::Permission;
use kameral_base::Ore;
use kameral_ledger::charge::{LineCauses, Stretch};
use kameral_ledger::commands::{line_causes, of_run};
use kameral_ledger::store::vouchers::{self, Voucher};
use kameral_ledger::voucher::CodingKey;
use proptest::prelude::{Strategy, prop_oneof};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use world::rules::{self, STATE};
use world::{World, check_with, each_world};

/// The agency of the rules' stories, whose charges are made when they are run.
fn run_for_a_period() -> String {
    format!(
        "{STATE}
    automatic charge 1 when=4*,5*,6* FLOW=* off
      charge: FIN 100%
      3011 FIN -100%
    automatic charged 1 when=4*,5*,6* FLOW=* method=run
      charge: FIN 100%
      3011 FIN -100%"
    )
}

/// GL-12, APR-03: a line of a run leads to the lines that it charges; of a later run to what had been
/// posted before as well, and to the corrections that count in its period.
#[test]
fn a_line_of_a_run_leads_to_the_lines_that_it_charges() {
    check_with(
        &format!(
            "{}
    post 2026-03-02 Faktura
      5531 ORG=100 FIN=20 500,00 \"Papper\"
      1542 125,00
      2581 -625,00
    post 2026-03-03 Faktura
      5531 ORG=110 FIN=20 100,00
      5531 ORG=110 FIN=10 40,00
      2581 -140,00
    run 202603
    show R-2026-1
    why R-2026-1 1
    why R-2026-1 1 after=1 limit=1
    why R-2026-1 4
    post 2026-03-31 Sen faktura
      5531 ORG=110 FIN=20 0,03
      2581 -0,03
    reverse A-2026-2 2026-03-31 Fel
    run 202603
    show R-2026-2
    why R-2026-2 1
    why R-2026-1 1
    reverse A-2026-1 2026-04-01 Fel
    run 202604
    why R-2026-3 1
    why A-2026-1 1
    why R-2026-3 9
    why R-2026-9 1",
            run_for_a_period()
        ),
        rules::act,
        expect![[r#"
            posted A-2026-1 202603
            posted A-2026-2 202603
            posted R-2026-1 202603
            R-2026-1 2026-03-31 202603 charged 202603 by operator
              1 1741 FIN=20 600.00 by charged 1
              2 1751 FIN=10 40.00 by charged 1
              3 3011 FIN=10 -40.00 by charged 1
              4 3011 FIN=20 -600.00 by charged 1
            R-2026-1 1 1741 FIN=20 600.00 by charged 1 in 202603
              A-2026-1 1 2026-03-02 5531 ORG=100 FIN=20 500.00 gives 500.00 "Papper"
              A-2026-2 1 2026-03-03 5531 ORG=110 FIN=20 100.00 gives 100.00 "Faktura"
              2 give 600.00, 0 posted 0.00, rest 0.00
            R-2026-1 1 1741 FIN=20 600.00 by charged 1 in 202603
              A-2026-2 1 2026-03-03 5531 ORG=110 FIN=20 100.00 gives 100.00 "Faktura"
              2 give 600.00, 0 posted 0.00, rest 0.00
            R-2026-1 4 3011 FIN=20 -600.00 by charged 1 in 202603
              A-2026-1 1 2026-03-02 5531 ORG=100 FIN=20 500.00 gives -500.00 "Papper"
              A-2026-2 1 2026-03-03 5531 ORG=110 FIN=20 100.00 gives -100.00 "Faktura"
              2 give -600.00, 0 posted 0.00, rest 0.00
            posted A-2026-3 202603
            posted C-2026-1 202603
            posted R-2026-2 202603
            R-2026-2 2026-03-31 202603 charged 202603 by operator
              1 1741 FIN=20 -99.97 by charged 1
              2 1751 FIN=10 -40.00 by charged 1
              3 3011 FIN=10 40.00 by charged 1
              4 3011 FIN=20 99.97 by charged 1
            R-2026-2 1 1741 FIN=20 -99.97 by charged 1 in 202603
              A-2026-1 1 2026-03-02 5531 ORG=100 FIN=20 500.00 gives 500.00 "Papper"
              A-2026-2 1 2026-03-03 5531 ORG=110 FIN=20 100.00 gives 100.00 "Faktura"
              A-2026-3 1 2026-03-31 5531 ORG=110 FIN=20 0.03 gives 0.03 "Sen faktura"
              C-2026-1 1 2026-03-31 5531 ORG=110 FIN=20 -100.00 gives -100.00 "Faktura"
              posted before R-2026-1 1 2026-03-31 600.00
              4 give 500.03, 1 posted 600.00, rest 0.00
            R-2026-1 1 1741 FIN=20 600.00 by charged 1 in 202603
              A-2026-1 1 2026-03-02 5531 ORG=100 FIN=20 500.00 gives 500.00 "Papper"
              A-2026-2 1 2026-03-03 5531 ORG=110 FIN=20 100.00 gives 100.00 "Faktura"
              2 give 600.00, 0 posted 0.00, rest 0.00
            posted C-2026-2 202604
            posted R-2026-3 202604
            R-2026-3 1 1741 FIN=20 -500.00 by charged 1 in 202604
              C-2026-2 1 2026-04-01 5531 ORG=100 FIN=20 -500.00 gives -500.00 "Papper"
              1 give -500.00, 0 posted 0.00, rest 0.00
            A-2026-1 1 came of no run
            R-2026-3 9 came of no run
            R-2026-9 1 came of no run
        "#]],
    );
}

/// A rule that follows on another's lines leads to those of the same run, whichever voucher came
/// first, and from there to what was posted.
#[test]
fn a_rule_that_follows_on_another_leads_to_its_lines() {
    check_with(
        &format!(
            "{}
    automatic around 1 when=1741 method=run
      1932 FIN 100%
      9210 -100%
    post 2026-03-02 Faktura
      5531 ORG=100 FIN=20 500,00
      2581 -500,00
    run 202603
    why R-2026-1 1
    why R-2026-2 1",
            run_for_a_period()
        ),
        rules::act,
        expect![[r#"
            posted A-2026-1 202603
            posted R-2026-1 202603
            posted R-2026-2 202603
            R-2026-1 1 1932 FIN=20 500.00 by around 1 in 202603
              R-2026-2 1 2026-03-31 1741 FIN=20 500.00 gives 500.00 "charged 202603"
              1 give 500.00, 0 posted 0.00, rest 0.00
            R-2026-2 1 1741 FIN=20 500.00 by charged 1 in 202603
              A-2026-1 1 2026-03-02 5531 ORG=100 FIN=20 500.00 gives 500.00 "Faktura"
              1 give 500.00, 0 posted 0.00, rest 0.00
        "#]],
    );
}

/// Registers are changed after a run: its lines are told by what stood there then, and what the next
/// run moves is what was posted before.
#[test]
fn a_line_is_told_by_what_stood_in_the_registers_then() {
    check_with(
        &format!(
            "{}
    account 1742 Mot_anslag_I_inkomst
    post 2026-03-02 Faktura
      5531 ORG=100 FIN=20 500,00
      2581 -500,00
    run 202603
    relation charge FIN 10=1751 20=1742
    run 202603
    why R-2026-1 1
    why R-2026-2 1
    why R-2026-2 2",
            run_for_a_period()
        ),
        rules::act,
        expect![[r#"
            posted A-2026-1 202603
            posted R-2026-1 202603
            posted R-2026-2 202603
            R-2026-1 1 1741 FIN=20 500.00 by charged 1 in 202603
              A-2026-1 1 2026-03-02 5531 ORG=100 FIN=20 500.00 gives 500.00 "Faktura"
              1 give 500.00, 0 posted 0.00, rest 0.00
            R-2026-2 1 1741 FIN=20 -500.00 by charged 1 in 202603
              posted before R-2026-1 1 2026-03-31 500.00
              0 give 0.00, 1 posted 500.00, rest 0.00
            R-2026-2 2 1742 FIN=20 500.00 by charged 1 in 202603
              A-2026-1 1 2026-03-02 5531 ORG=100 FIN=20 500.00 gives 500.00 "Faktura"
              1 give 500.00, 0 posted 0.00, rest 0.00
        "#]],
    );
}

/// A rule that takes parts of amounts rounds the balance; the öre between it and the lines is told.
#[test]
fn what_a_run_rounds_is_told_apart() {
    check_with(
        &format!(
            "{STATE}
    automatic charge 1 when=4*,5*,6* FLOW=* off
      charge: FIN 100%
      3011 FIN -100%
    automatic third 1 when=5531 method=run
      1510 33,33%
      2050 -33,33%
    post 2026-03-02 Faktura
      5531 ORG=100 0,02
      2581 -0,02
    post 2026-03-02 Faktura
      5531 ORG=100 0,02
      2581 -0,02
    run 202603
    why R-2026-1 1"
        ),
        rules::act,
        expect![[r#"
            posted A-2026-1 202603
            posted A-2026-2 202603
            posted R-2026-1 202603
            R-2026-1 1 1510 0.01 by third 1 in 202603
              A-2026-1 1 2026-03-02 5531 ORG=100 0.02 gives 0.01 "Faktura"
              A-2026-2 1 2026-03-02 5531 ORG=100 0.02 gives 0.01 "Faktura"
              2 give 0.02, 0 posted 0.00, rest -0.01
        "#]],
    );
}

/// Sequences of a usual run on each engine; `KAMERAL_CASES` for more.
const CASES: u32 = 8;

/// A rule that posts whole amounts, one that follows on it, one that asks for a side and one that takes
/// parts of amounts; all of them run.
const RULES: &str = "
    automatic charge 1 when=4*,5*,6* FLOW=* off
      charge: FIN 100%
      3011 FIN -100%
    account 1742 Mot_anslag_I_inkomst
    automatic charged 1 when=4*,5*,6* FLOW=* method=run
      charge: FIN 100%
      3011 FIN -100%
    automatic around 1 when=17* method=run
      1932 FIN 100%
      9210 -100%
    automatic bought 1 when=5531 debit method=run
      1510 ORG 100%
      2050 -100%
    automatic third 1 when=5531 method=run
      1510 FIN 33,33%
      2050 FIN -33,33%
";

/// One step of a random story.
fn steps() -> impl Strategy<Value = Vec<String>> {
    let post = (
        3..5_u32,
        1..29_u32,
        0..3_usize,
        0..3_usize,
        0..2_usize,
        -99_999..99_999_i64,
    );
    let post = post.prop_map(|(month, day, account, fin, org, ore)| {
        let account = ["5531", "5012", "4011"][account];
        let (fin, org) = (["10", "20", "40"][fin], ["100", "110"][org]);
        let amount = |ore: i64| Ore::new(ore).plain().replace('.', ",");
        let (here, there) = (amount(ore), amount(-ore));
        format!("post 2026-{month:02}-{day:02} Köp\n      {account} ORG={org} FIN={fin} {here}\n      2581 {there}")
    });
    let reverse =
        (1..9_u32, 3..5_u32).prop_map(|(number, month)| format!("reverse A-2026-{number} 2026-{month:02}-28 Fel"));
    let recode = (1..9_u32, 3..5_u32, 0..2_usize).prop_map(|(number, month, fin)| {
        let fin = ["10", "20"][fin];
        format!("recode A-2026-{number} 2026-{month:02}-28 Fel\n      1 FIN={fin}")
    });
    let run = (3..5_u32).prop_map(|month| format!("run 2026{month:02}"));
    let relate = (0..2_usize).prop_map(|to| format!("relation charge FIN 10=1751 20={}", ["1741", "1742"][to]));
    proptest::collection::vec(
        prop_oneof![6 => post, 2 => reverse, 1 => recode, 3 => run, 1 => relate],
        3..25,
    )
}

/// GL-12, APR-03: whatever is posted, corrected, moved to another appropriation and run, causing lines
/// less what was posted before are the line, to the öre; and the causing lines are those that stood in
/// the period when it was run.
#[test]
fn causing_lines_come_to_the_line() {
    let config = Config {
        cases: std::env::var("KAMERAL_CASES")
            .ok()
            .and_then(|text| text.parse().ok())
            .unwrap_or(CASES),
        failure_persistence: None,
        max_shrink_iters: 60,
        ..Config::default()
    };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let done = runner.run(&steps(), |steps| {
        each_world(|mut world| {
            assert_eq!(world.play_with(&format!("{STATE}{RULES}"), rules::act), "");
            for step in &steps {
                world.play_with(&format!("\n    {step}"), rules::act);
            }
            world.play_with("\n    run 202603\n    run 202604", rules::act);
            for_every_line_of_a_run(&world);
        });
        Ok(())
    });
    if let Err(failure) = done {
        panic!("{failure}");
    }
}

fn for_every_line_of_a_run(world: &World) {
    let books = books(world);
    for run in &books {
        for line in run.lines.iter().filter(|line| of_run(&run.header, line)) {
            let stretch = Stretch { after: 0, limit: 1_000 };
            let told = line_causes(&world.cx, &run.header.number, line.line_no, stretch)
                .expect("it can be read")
                .expect("it came of a run");
            let of = |what: &str| format!("{what} of {} {}: {told:#?}", run.header.number, line.line_no);
            let parts = told.causes.iter().map(|cause| cause.share.get()).sum::<i64>();
            let earlier = told.earlier.iter().map(|line| line.amount.get()).sum::<i64>();
            assert_eq!(parts, told.required.get(), "{}", of("the parts"));
            assert_eq!(earlier, told.posted.get(), "{}", of("what was posted before"));
            assert_eq!(
                parts - earlier + told.rest.get(),
                line.amount.get(),
                "{}",
                of("the sum")
            );
            if told.rounds {
                assert!(told.rest.get().abs() <= told.cause_count, "{}", of("the rounding"));
            } else {
                assert_eq!(told.rest, Ore::ZERO, "{}", of("nothing is left"));
            }
            if told.rule == "charged" {
                assert_eq!(
                    sums(&told),
                    charged(world, &books, run, &told),
                    "{}",
                    of("the causing lines")
                );
            }
            paged(world, run, line.line_no, &told);
        }
    }
}

/// Every voucher there is, in the order of the journal.
fn books(world: &World) -> Vec<Voucher> {
    let read = world.cx.read(Permission::BooksRead, |tx| {
        let (last, _) = vouchers::journal_end(tx, world.cx.entity())?;
        (1..=last)
            .map(|seq| {
                let sight = kameral_ledger::sight::Sight::load(tx, &world.cx)?;
                vouchers::voucher(tx, &sight, seq, 1, 1_000)
            })
            .collect()
    });
    read.expect("the books can be read")
}

/// What the causing lines give, by coding.
fn sums(told: &LineCauses) -> BTreeMap<CodingKey, i64> {
    let mut sums = BTreeMap::new();
    for cause in &told.causes {
        *sums.entry(cause.coding.clone()).or_insert(0) += cause.share.get();
    }
    sums
}

/// The same by a model of its own: costs of the line's financier that stood in the period when it was
/// run, unless the relation has moved the financier since the account was charged.
fn charged(world: &World, books: &[Voucher], run: &Voucher, told: &LineCauses) -> BTreeMap<CodingKey, i64> {
    let fin = world.model().dimension("FIN").expect("it is there").position;
    let financier = |coding: &CodingKey| coding.values().into_iter().find(|(at, _)| *at == fin);
    let sign = if told.coding.account() == "3011" { -1 } else { 1 };
    let mut sums = BTreeMap::new();
    if told.causes.is_empty() {
        // The financier is charged to another account now, and the line takes back what was posted.
        assert_eq!(told.amount, told.posted.checked_neg().expect("small"), "{told:#?}");
        return sums;
    }
    let before = books
        .iter()
        .filter(|voucher| voucher.header.journal_seq < run.header.journal_seq);
    for line in before
        .filter(|voucher| voucher.header.period == told.period)
        .flat_map(|voucher| &voucher.lines)
        .filter(|line| {
            ["4", "5", "6"]
                .iter()
                .any(|class| line.coding.account().starts_with(class))
        })
        .filter(|line| financier(&line.coding) == financier(&told.coding) && !line.amount.is_zero())
    {
        *sums.entry(line.coding.clone()).or_insert(0) += sign * line.amount.get();
    }
    sums
}

/// The same lines, two at a time.
fn paged(world: &World, run: &Voucher, line_no: i64, told: &LineCauses) {
    let mut found = Vec::new();
    while i64::try_from(found.len()).expect("few") < told.cause_count {
        let after = i64::try_from(found.len()).expect("few");
        let stretch = Stretch { after, limit: 2 };
        let page = line_causes(&world.cx, &run.header.number, line_no, stretch);
        let page = page.expect("it can be read").expect("it came of a run");
        assert_eq!(
            (
                page.required,
                page.posted,
                page.rest,
                page.cause_count,
                page.earlier_count
            ),
            (
                told.required,
                told.posted,
                told.rest,
                told.cause_count,
                told.earlier_count
            ),
        );
        assert!(!page.causes.is_empty(), "a page after {after} of {}", told.cause_count);
        found.extend(page.causes);
    }
    assert_eq!(found, told.causes);
}
