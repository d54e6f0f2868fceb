//! Stories about open items: what is open, what answers what, and that it always sums to the balance.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]
#![allow(
    clippy::format_collect,
    reason = "a story has few lines, and this reads best"
)]

mod world;

use std::fmt::Write as _;
use std::sync::Barrier;
use std::thread;

use expect_test::{Expect, expect};
use kameral_access::{Cx, IdempotencyKey, Permission};
use kameral_base::{Date, Ore, Pattern, Refusal as _};
use kameral_ledger::commands::{pair, unpair};
use kameral_ledger::open_item::{AsOf, OpenItem, Part, TieOut, propose};
use kameral_ledger::store::open_items;
use kameral_store::Stop;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use world::{Step, World, check_with, each_world, moment, stop};

/// ```text
/// pair 1510            parts below: place in the journal, line, amount
///   1/1 100,00
/// unpair 1
/// items 1*             with age on 2026-06-30; `items 1510 at 3` as when the journal ended at 3,
///                      `items 1510 after 60` as a minute after noon
/// propose 1*
/// tie 1*
/// later 60             the clock goes on: seconds after noon
/// ```
fn act(world: &mut World, step: &Step<'_>) -> Option<String> {
    let words: Vec<&str> = step.rest.split_whitespace().collect();
    let cx = &world.cx;
    Some(match step.word {
        "pair" => {
            let parts: Vec<Part> = step.below.iter().map(|text| part(text)).collect();
            told(pair(cx, None, words[0], &parts))
        }
        "unpair" => told(unpair(cx, None, words[0].parse().expect("a number"))),
        "items" => {
            let as_of = match words.get(1) {
                Some(&"at") => AsOf::Journal(words[2].parse().expect("a place")),
                Some(&"after") => AsOf::Moment(moment(words[2].parse().expect("seconds"))),
                _ => AsOf::Now,
            };
            items(world, words[0], as_of).iter().map(line_of).collect()
        }
        "propose" => {
            let proposed = propose(&items(world, words[0], AsOf::Now));
            let part = |part: &Part| {
                format!(
                    "{}/{} {}",
                    part.journal_seq,
                    part.line_no,
                    part.amount.plain()
                )
            };
            proposed
                .iter()
                .map(|[one, other]| format!("{} answers {}\n", part(other), part(one)))
                .collect()
        }
        "tie" => ties(world, words[0])
            .iter()
            .fold(String::new(), |mut text, tie| {
                let word = if tie.holds() { "holds" } else { "differs" };
                let _ = writeln!(
                    text,
                    "{} {} {} {word}",
                    tie.account,
                    tie.items.plain(),
                    tie.balance.plain()
                );
                text
            }),
        "later" => {
            world.cx.now = moment(words[0].parse().expect("seconds"));
            String::new()
        }
        _ => return None,
    })
}

fn part(text: &str) -> Part {
    let (line, amount) = text.split_once(' ').expect("a line and an amount");
    let (seq, line_no) = line.split_once('/').expect("place and line");
    let amount = Ore::parse(amount).expect("an amount");
    Part {
        journal_seq: seq.parse().expect("a place"),
        line_no: line_no.parse().expect("a line"),
        amount,
    }
}

fn told(paired: Result<i64, Stop<Vec<kameral_ledger::open_item::PairRefusal>>>) -> String {
    match paired {
        Ok(number) => format!("pairing {number}"),
        Err(refused) => stop(refused),
    }
}

fn items(world: &World, accounts: &str, as_of: AsOf) -> Vec<OpenItem> {
    let accounts = Pattern::parse(accounts).expect("a pattern");
    let model = world.model();
    let read = |tx: &mut kameral_store::Tx| {
        open_items::open_items(tx, &world.cx.scope, &model, &accounts, as_of, 100)
    };
    world
        .cx
        .read(Permission::BooksRead, read)
        .expect("items can be read")
}

fn ties(world: &World, accounts: &str) -> Vec<TieOut> {
    let accounts = Pattern::parse(accounts).expect("a pattern");
    let model = world.model();
    let read =
        |tx: &mut kameral_store::Tx| open_items::tie_out(tx, &world.cx.scope, &model, &accounts);
    world
        .cx
        .read(Permission::BooksRead, read)
        .expect("items can be read")
}

fn line_of(item: &OpenItem) -> String {
    let age = item.age_days(Date::constant(2026, 6, 30));
    let (place, amount, open) = (
        (item.journal_seq, item.line_no),
        item.amount.plain(),
        item.open.plain(),
    );
    format!(
        "{} {}/{} {} {} days {amount} open {open} {}\n",
        item.account, place.0, place.1, item.number, age, item.text
    )
}

fn check(story: &str, expected: Expect) {
    check_with(story, act, expected);
}

const INVOICES: &str = "
    post 2026-03-15 Invoice 1
      1510 100,00
      3451 -100,00
    post 2026-04-15 Invoice 2
      1510 250,00
      3451 -250,00
    post 2026-05-10 Payment
      1932 300,00
      1510 -300,00";

fn after_invoices(story: &str, expected: Expect) {
    check(&format!("{INVOICES}{story}"), expected);
}

#[test]
fn lines_are_open_until_they_are_paired_in_whole_or_in_part() {
    after_invoices(
        "
    items 1510
    tie *
    pair 1510
      1/1 100,00
      3/2 -100,00
    items 1510
    pair 1510
      2/1 200,00
      3/2 -200,00
    items 1510
    tie 1510",
        expect![[r#"
            posted A-2026-1 202603
            posted A-2026-2 202604
            posted A-2026-3 202605
            1510 1/1 A-2026-1 107 days 100.00 open 100.00 Invoice 1
            1510 2/1 A-2026-2 76 days 250.00 open 250.00 Invoice 2
            1510 3/2 A-2026-3 51 days -300.00 open -300.00 Payment
            1510 50.00 50.00 holds
            2581 0.00 0.00 holds
            pairing 1
            1510 2/1 A-2026-2 76 days 250.00 open 250.00 Invoice 2
            1510 3/2 A-2026-3 51 days -300.00 open -200.00 Payment
            pairing 2
            1510 2/1 A-2026-2 76 days 250.00 open 50.00 Invoice 2
            1510 50.00 50.00 holds
        "#]],
    );
}

#[test]
fn pairing_is_refused_in_this_order() {
    after_invoices(
        "
    pair 1599
      1/1 100,00
    pair 1932
      3/1 300,00
    pair 1510
      9/1 100,00
      3/1 300,00
      1/1 100,00
      1/1 100,00
      2/1 250,01
      3/2 300,00
      2/1 0,00
    pair 1510
      1/1 100,00
      3/2 -99,99
    pair 1510
    pair 1510
      1/1 100,00
      3/2 -100,00
    pair 1510
      1/1 0,01
      3/2 -0,01
    unpair 7
    unpair 1
    unpair 1
    unpair 2
    items 1510",
        expect![[r#"
            posted A-2026-1 202603
            posted A-2026-2 202604
            posted A-2026-3 202605
            refused: account_unknown account=1599
            refused: account_not_followed account=1932
            refused: pair_line_unknown (line 1)
            refused: pair_other_account (line 2) account=1932
            refused: pair_line_twice (line 4)
            refused: pair_beyond_open (line 5) amount=250.01 open=250.00
            refused: pair_beyond_open (line 6) amount=300.00 open=-300.00
            refused: pair_line_twice (line 7)
            refused: pair_not_zero sum=0.01
            refused: pair_parts_missing
            pairing 1
            refused: pair_beyond_open (line 1) amount=0.01 open=0.00
            refused: pairing_unknown pairing=7
            pairing 2
            refused: pairing_undone pairing=1 by=2
            refused: pairing_undoes pairing=2
            1510 1/1 A-2026-1 107 days 100.00 open 100.00 Invoice 1
            1510 2/1 A-2026-2 76 days 250.00 open 250.00 Invoice 2
            1510 3/2 A-2026-3 51 days -300.00 open -300.00 Payment
        "#]],
    );
}

#[test]
fn open_items_are_told_as_they_were() {
    after_invoices(
        "
    later 60
    pair 1510
      1/1 100,00
      3/2 -100,00
    later 120
    post 2026-06-01 Invoice 3
      1510 70,00
      3451 -70,00
    unpair 1
    items 1510
    items 1510 at 1
    items 1510 at 3
    items 1510 at 4
    items 1510 after 0
    items 1510 after 60
    items 1510 after 120",
        expect![[r#"
            posted A-2026-1 202603
            posted A-2026-2 202604
            posted A-2026-3 202605
            pairing 1
            posted A-2026-4 202606
            pairing 2
            1510 1/1 A-2026-1 107 days 100.00 open 100.00 Invoice 1
            1510 2/1 A-2026-2 76 days 250.00 open 250.00 Invoice 2
            1510 3/2 A-2026-3 51 days -300.00 open -300.00 Payment
            1510 4/1 A-2026-4 29 days 70.00 open 70.00 Invoice 3
            1510 1/1 A-2026-1 107 days 100.00 open 100.00 Invoice 1
            1510 2/1 A-2026-2 76 days 250.00 open 250.00 Invoice 2
            1510 3/2 A-2026-3 51 days -300.00 open -200.00 Payment
            1510 1/1 A-2026-1 107 days 100.00 open 100.00 Invoice 1
            1510 2/1 A-2026-2 76 days 250.00 open 250.00 Invoice 2
            1510 3/2 A-2026-3 51 days -300.00 open -300.00 Payment
            1510 4/1 A-2026-4 29 days 70.00 open 70.00 Invoice 3
            1510 1/1 A-2026-1 107 days 100.00 open 100.00 Invoice 1
            1510 2/1 A-2026-2 76 days 250.00 open 250.00 Invoice 2
            1510 3/2 A-2026-3 51 days -300.00 open -300.00 Payment
            1510 2/1 A-2026-2 76 days 250.00 open 250.00 Invoice 2
            1510 3/2 A-2026-3 51 days -300.00 open -200.00 Payment
            1510 1/1 A-2026-1 107 days 100.00 open 100.00 Invoice 1
            1510 2/1 A-2026-2 76 days 250.00 open 250.00 Invoice 2
            1510 3/2 A-2026-3 51 days -300.00 open -300.00 Payment
            1510 4/1 A-2026-4 29 days 70.00 open 70.00 Invoice 3
        "#]],
    );
}

#[test]
fn what_probably_belongs_together_is_proposed() {
    check(
        "post 2026-03-15 source_key=F17 Invoice to Kommunen
           1510 100,00
           3451 -100,00
         post 2026-03-16 Subscription
           1510 100,00
           3451 -100,00
         post 2026-03-17 Subscription
           1510 100,00
           3451 -100,00
         post 2026-04-01 source_key=F17 Payment
           1932 100,00
           1510 -100,00
         post 2026-04-02 Payment
           1932 200,00
           1510 -100,00 \"Subscription\"
           1510 -100,00 \"Another text\"
         propose *",
        expect![[r#"
            posted A-2026-1 202603
            posted A-2026-2 202603
            posted A-2026-3 202603
            posted A-2026-4 202604
            posted A-2026-5 202604
            4/2 -100.00 answers 1/1 100.00
            5/2 -100.00 answers 2/1 100.00
        "#]],
    );
}

/// An opening balance repeats what is open already, except in the first year, where it came from an
/// earlier system.
#[test]
fn opening_balances_are_items_in_the_first_year_only() {
    check(
        "post 2025-01-01 period=202500 Brought forward from the earlier system
           1510 40,00
           2050 -40,00
         post 2025-11-01 Invoice 9
           1510 60,00
           3451 -60,00
         tie 1510
         post 2026-01-01 period=202600 Opening balances
           1510 100,00
           2050 -100,00
         items 1510
         tie 1510
         pair 1510
           3/1 100,00
         post 2026-02-01 Payment
           1932 60,00
           1510 -60,00
         pair 1510
           2/1 60,00
           4/2 -60,00
         items 1510
         tie 1510
         post 2025-12-31 Late, after the opening balances
           1510 5,00
           3451 -5,00
         tie 1510",
        expect![[r#"
            posted A-2025-1 202500
            posted A-2025-2 202511
            1510 100.00 100.00 holds
            posted A-2026-1 202600
            1510 1/1 A-2025-1 545 days 40.00 open 40.00 Brought forward from the earlier system
            1510 2/1 A-2025-2 241 days 60.00 open 60.00 Invoice 9
            1510 100.00 100.00 holds
            refused: pair_opening_repeated (line 1)
            posted A-2026-2 202602
            pairing 1
            1510 1/1 A-2025-1 545 days 40.00 open 40.00 Brought forward from the earlier system
            1510 40.00 40.00 holds
            posted A-2025-3 202512
            1510 45.00 40.00 differs
        "#]],
    );
}

/// Pairings of the same line at the same moment never take more of it than it holds.
#[test]
fn a_line_is_never_paired_beyond_its_amount() {
    each_world(|mut world| {
        world.play(
            "post 2026-03-15 Invoice
               1510 100,00
               3451 -100,00
             post 2026-04-01 Payments
               1932 400,00
               1510 -100,00
               1510 -100,00
               1510 -100,00
               1510 -100,00",
        );
        let barrier = Barrier::new(4);
        let took: Vec<bool> = thread::scope(|scope| {
            let threads = [2, 3, 4, 5].map(|line| {
                let (cx, barrier) = (world.cx_of("eva"), &barrier);
                scope.spawn(move || {
                    barrier.wait();
                    let of_payment = part(&format!("2/{line} -60,00"));
                    took(pair(&cx, None, "1510", &[part("1/1 60,00"), of_payment]))
                })
            });
            threads
                .map(|thread| thread.join().expect("no panic"))
                .to_vec()
        });
        assert_eq!(took.iter().filter(|took| **took).count(), 1, "{took:?}");
        let open = items(&world, "1510", AsOf::Now);
        assert_eq!(open[0].open, Ore::new(4_000));
        assert!(ties(&world, "*").iter().all(TieOut::holds));
    });
}

fn took(answer: Result<i64, Stop<Vec<kameral_ledger::open_item::PairRefusal>>>) -> bool {
    match answer {
        Ok(_) => true,
        Err(Stop::Refused(refusals)) => {
            assert_eq!(refusals[0].name(), "pair_beyond_open");
            false
        }
        Err(other) => panic!("{other:?}"),
    }
}

/// A pairing is undone once, also when two ask for it at the same moment.
#[test]
fn of_two_who_undo_a_pairing_one_succeeds() {
    each_world(|mut world| {
        world.play_with(
            &format!("{INVOICES}\n    pair 1510\n      1/1 100,00\n      3/2 -100,00"),
            act,
        );
        let barrier = Barrier::new(2);
        let undo = |cx: Cx| {
            barrier.wait();
            unpair(&cx, None, 1).is_ok()
        };
        let undone = thread::scope(|scope| {
            let threads = ["eva", "bo"].map(|name| {
                let cx = world.cx_of(name);
                scope.spawn(|| undo(cx))
            });
            threads.map(|thread| thread.join().expect("no panic"))
        });
        assert_eq!(undone.iter().filter(|undone| **undone).count(), 1);
        assert_eq!(items(&world, "1510", AsOf::Now).len(), 3);
    });
}

/// Lines of 1510 by place and line.
const DEBIT: [(i64, i64); 4] = [(1, 1), (2, 1), (5, 1), (1, 2)];
const CREDIT: [(i64, i64); 2] = [(3, 2), (4, 1)];

/// The same steps every time.
fn runner(cases: u32) -> TestRunner {
    let config = Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

/// Whatever is paired and undone, accepted or refused: no line is open beyond its amount or on the
/// other side, and what is open sums to the balance.
#[test]
fn what_is_open_always_sums_to_the_balance() {
    each_world(|mut world| {
        world.play(INVOICES);
        world.play("post 2026-05-20 Credit\n  1510 -70,00\n  3451 70,00\npost 2026-05-21 Fee\n  1510 20,00\n  3451 -20,00");
        // A debit line, a credit line, so many tens of each, now and then not the same, and a pairing
        // to undo.
        let steps = (
            0..DEBIT.len(),
            0..CREDIT.len(),
            1_i64..9,
            0_i64..5,
            0_i64..20,
        );
        let run = runner(60).run(&steps, |(debit, credit, tens, slip, undone)| {
            let taken = -tens - i64::from(slip == 0);
            let parts = [(DEBIT[debit], tens), (CREDIT[credit], taken)];
            let parts = parts.map(|((journal_seq, line_no), tens)| {
                let amount = Ore::new(tens * 1_000);
                Part {
                    journal_seq,
                    line_no,
                    amount,
                }
            });
            let _ = pair(&world.cx, None, "1510", &parts);
            let _ = unpair(&world.cx, None, undone);
            for item in items(&world, "1510", AsOf::Now) {
                assert_eq!(
                    item.open.is_negative(),
                    item.amount.is_negative(),
                    "{item:?}"
                );
                assert!(
                    item.open.checked_abs() <= item.amount.checked_abs(),
                    "{item:?}"
                );
            }
            assert!(ties(&world, "*").iter().all(TieOut::holds));
            Ok(())
        });
        run.expect("every step keeps the books");
        let made = world.cx.read(Permission::BooksRead, |tx| {
            open_items::pairings(tx, &world.cx.scope, "1510", 100)
        });
        let made = made.expect("pairings can be read");
        assert!(
            5 < made.len() && made.iter().any(|pairing| pairing.undoes.is_some()),
            "the test pairs and undoes"
        );
        assert!(
            made.iter()
                .all(|pairing| pairing.undoes.is_none() || pairing.undone_by.is_none())
        );
    });
}

#[test]
fn pairing_again_with_the_same_key_pairs_once() {
    each_world(|mut world| {
        world.play(INVOICES);
        let key = IdempotencyKey::new("p1", b"pairing");
        let parts = [part("2/1 100,00"), part("3/2 -100,00")];
        let first = pair(&world.cx, Some(&key), "1510", &parts).expect("it is paired");
        assert_eq!(
            pair(&world.cx, Some(&key), "1510", &parts).expect("it was paired"),
            first
        );
        assert_eq!(items(&world, "1510", AsOf::Now)[1].open, Ore::new(15_000));
    });
}
