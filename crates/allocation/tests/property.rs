//! GL-04, GL-17, GL-18 against a simple model: whatever is posted, run and run again, internal accounts sum to nothing,
//! a second run changes nothing, the parts sum to the whole, and a key that is run after every voucher ends where one
//! ends that is run once.

use crate::world;

use std::collections::BTreeMap;

use kameral_access::Permission;
use kameral_allocation::commands::{RunOrder, run, trial};
use kameral_base::{Ore, Period};
use kameral_ledger::store::generated;
use proptest::prelude::{Just, Strategy, prop_oneof};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use world::{World, each_world};

/// Sequences of a usual run on each engine.
const CASES: u32 = 6;

#[derive(Debug, Clone)]
enum Act {
    Cost { month: u32, org: usize, amount: i64 },
    Hours { month: u32, org: usize, thousandths: i64 },
    Run { month: u32 },
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let cost =
        (1..=3_u32, 0..2_usize, 1..9_999_999_i64).prop_map(|(month, org, amount)| Act::Cost { month, org, amount });
    let hours = (1..=3_u32, 0..3_usize, 1..99_999_i64).prop_map(|(month, org, thousandths)| Act::Hours {
        month,
        org,
        thousandths,
    });
    let run = (1..=3_u32).prop_map(|month| Act::Run { month });
    proptest::collection::vec(
        prop_oneof![3 => cost, 3 => hours, 2 => run, 1 => Just(Act::Run { month: 2 })],
        4..14,
    )
}

const POOLS: [&str; 2] = ["100", "900"];
const RECEIVERS: [&str; 3] = ["110", "120", "130"];

const KEYS: &str = "price H 123,45 2026-01-01
    key andel order=10 pool=5* ORG=100 ; weights ORG=110:3 ORG=120:2 ORG=130:2 ; 9511 9519 | ORG
    key bas order=20 year pool=5*,9511 ORG=900 ; basis ORG 9901 unit=h ORG=1* ; 9521 9529 | ORG
    key tid order=30 pool=5* ; price RESURS 9901 unit=h ; 9411 9419 ORG | ORG=100 | 9811 9819";

fn money(ore: i64) -> String {
    Ore::new(ore).plain()
}

/// Applies the acts; answers what a simple model has on the receivers.
fn apply(world: &World, acts: &[Act], rerun: bool) {
    world.play(KEYS);
    for receiver in RECEIVERS {
        // Each month has a basis, so that no run is refused.
        for month in 1..=3 {
            world.post(&format!("2026-{month:02}-01 Tid | 9901 ORG={receiver} RESURS=H 1h"));
        }
    }
    for act in acts {
        match act {
            Act::Cost { month, org, amount } => {
                let (amount, back) = (money(*amount), money(-*amount));
                world.post(&format!(
                    "2026-{month:02}-10 Hyra | 5012 ORG={} {amount} | 2581 {back}",
                    POOLS[*org]
                ));
            }
            Act::Hours {
                month,
                org,
                thousandths,
            } => {
                let hours = kameral_base::Quantity::new(*thousandths).plain();
                world.post(&format!(
                    "2026-{month:02}-10 Tid | 9901 ORG={} RESURS=H {hours}h",
                    RECEIVERS[*org]
                ));
            }
            Act::Run { month } if rerun => run_month(world, *month),
            Act::Run { .. } => {}
        }
    }
    for month in 1..=3 {
        run_month(world, month);
    }
}

fn run_month(world: &World, month: u32) {
    let order = RunOrder {
        period: Period::new(2026, month).expect("a period"),
        key: None,
        accept_warnings: None,
    };
    run(&world.cx, None, &order).expect("the keys are run");
}

/// What stands on internal accounts, by period, coding and unit.
fn internal(world: &World) -> BTreeMap<(i64, String), i64> {
    let rows = world.cx.read(Permission::BooksRead, |tx| {
        generated::standing(tx, world.cx.entity(), 2026, Period::new(2026, 12).expect("a period"))
    });
    let rows = rows.expect("the balances").into_iter();
    let internal = rows.filter(|row| row.coding.account().starts_with('9') && !row.amount.is_zero());
    internal
        .map(|row| {
            (
                (row.period.get(), format!("{} {}", row.coding.as_str(), row.unit)),
                row.amount.get(),
            )
        })
        .collect()
}

/// The model: the same keys in a dozen lines, with exact fractions rounded once, within an öre a part.
fn check_against_model(acts: &[Act], internal: &BTreeMap<(i64, String), i64>) {
    let mut pools = BTreeMap::<(u32, usize), i64>::new();
    let mut hours = BTreeMap::<(u32, usize), i64>::new();
    for month in 1..=3 {
        for org in 0..3 {
            hours.insert((month, org), 1_000);
        }
    }
    for act in acts {
        match act {
            Act::Cost { month, org, amount } => *pools.entry((*month, *org)).or_default() += amount,
            Act::Hours {
                month,
                org,
                thousandths,
            } => *hours.entry((*month, *org)).or_default() += thousandths,
            Act::Run { .. } => {}
        }
    }
    let on = |account: &str, period: Option<i64>, org: &str| -> i64 {
        let wanted = format!("{account}|1={org} ");
        let rows = internal
            .iter()
            .filter(|((at, coding), _)| period.is_none_or(|period| period == *at) && coding.starts_with(&wanted));
        rows.map(|(_, amount)| *amount).sum()
    };
    for month in 1..=3_u32 {
        let period = Some(202_600 + i64::from(month));
        let pool = pools.get(&(month, 0)).copied().unwrap_or_default();
        for (receiver, weight) in RECEIVERS.iter().zip([3, 2, 2]) {
            let off = on("9511", period, receiver) * 7 - pool * weight;
            assert!(
                off.abs() < 7,
                "share of {receiver} in {month}: {off} sevenths of an öre off"
            );
        }
        assert_eq!(on("9519", period, "100"), -pool, "the pool is shared out whole");
        for (org, receiver) in RECEIVERS.iter().enumerate() {
            let exact = i128::from(hours[&(month, org)]) * 12_345;
            let charged = i128::from(on("9411", period, receiver)) * 1_000;
            assert!((exact - charged).abs() <= 500, "hours of {receiver} in {month}");
        }
    }
    let pool: i64 = (1..=3)
        .map(|month| pools.get(&(month, 1)).copied().unwrap_or_default())
        .sum();
    let total: i64 = hours.values().sum();
    for (org, receiver) in RECEIVERS.iter().enumerate() {
        let own: i64 = (1..=3).map(|month| hours[&(month, org)]).sum();
        let off = i128::from(on("9521", None, receiver)) * i128::from(total) - i128::from(pool) * i128::from(own);
        assert!(off.abs() < i128::from(total), "the year's part of {receiver}");
    }
    assert_eq!(on("9529", None, "900"), -pool, "the year's pool is shared out whole");
}

#[test]
fn keys_agree_with_a_simple_model() {
    let mut runner = TestRunner::new_with_rng(
        Config {
            cases: CASES,
            failure_persistence: None,
            ..Config::default()
        },
        TestRng::deterministic_rng(RngAlgorithm::ChaCha),
    );
    runner
        .run(&acts(), |acts| {
            let once = std::cell::RefCell::new(Vec::new());
            for rerun in [false, true] {
                each_world(|world| {
                    apply(world, &acts, rerun);
                    let found = internal(world);
                    assert_eq!(found.values().sum::<i64>(), 0, "internal accounts sum to nothing");
                    check_against_model(&acts, &found);
                    for month in 1..=3 {
                        let period = Period::new(2026, month).expect("a period");
                        let shown = trial(&world.cx, period, None).expect("a trial");
                        assert!(
                            shown.iter().all(kameral_allocation::commands::Shown::stands),
                            "a run changes nothing"
                        );
                    }
                    once.borrow_mut().push(found);
                });
            }
            let found = once.into_inner();
            assert!(
                found.windows(2).all(|pair| pair[0] == pair[1]),
                "run once, run often, on both engines"
            );
            Ok(())
        })
        .expect("the property holds");
}
