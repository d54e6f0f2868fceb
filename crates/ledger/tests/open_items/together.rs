//! Many at once, and many steps: what is open always sums to the balance.

use std::sync::Barrier;
use std::thread;

use kameral_access::{Cx, IdempotencyKey, Permission};
use kameral_base::{Ore, Refusal as _};
use kameral_ledger::commands::{pair, unpair};
use kameral_ledger::open_item::{AsOf, Part, TieOut};
use kameral_ledger::store::open_items;
use kameral_store::Stop;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::open_items::language::{INVOICES, act, items, part, ties};
use crate::world::each_world;

/// Pairings of the same line at the same moment never take more of it than it holds.
#[test]
fn a_line_is_never_paired_beyond_its_amount() {
    each_world(|mut world| {
        // The first round also makes the connections; then all four are at it at once.
        for round in 0..8 {
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
            let invoice = 2 * round + 1;
            let barrier = Barrier::new(4);
            let took: Vec<bool> = thread::scope(|scope| {
                let threads = [2, 3, 4, 5].map(|line| {
                    let (cx, barrier) = (world.cx_of("eva"), &barrier);
                    scope.spawn(move || {
                        barrier.wait();
                        let of_invoice = part(&format!("{invoice}/1 60,00"));
                        let of_payment = part(&format!("{}/{line} -60,00", invoice + 1));
                        took(pair(&cx, None, "1510", &[of_invoice, of_payment]))
                    })
                });
                threads.map(|thread| thread.join().expect("no panic")).to_vec()
            });
            assert_eq!(took.iter().filter(|took| **took).count(), 1, "{took:?}");
        }
        let open = items(&world, "1510", AsOf::Now);
        assert!(open.iter().filter(|item| item.open == Ore::new(4_000)).count() == 8);
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
        world.play(
            "post 2026-05-20 Credit\n  1510 -70,00\n  3451 70,00\npost 2026-05-21 Fee\n  1510 20,00\n  3451 -20,00",
        );
        // A debit line, a credit line, so many tens of each, now and then not the same, and a pairing
        // to undo.
        let steps = (0..DEBIT.len(), 0..CREDIT.len(), 1_i64..9, 0_i64..5, 0_i64..20);
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
                assert_eq!(item.open.is_negative(), item.amount.is_negative(), "{item:?}");
                assert!(item.open.checked_abs() <= item.amount.checked_abs(), "{item:?}");
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
