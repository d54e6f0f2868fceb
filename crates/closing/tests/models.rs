//! Random books against simple models: what is moved, what opens, what a run leaves.

use crate::story;

use std::cell::OnceCell;
use std::collections::BTreeMap;

use kameral_base::{FiscalYear, Ore, Period};
use kameral_closing::definition::Definition;
use kameral_closing::opening::{self, Opened};
use kameral_closing::plan::Plan;
use kameral_closing::result;
use kameral_closing::standing::{Nets, Standing, Turnover, total};
use kameral_closing::transfer::{self, Plans, instalment_left, together};
use kameral_ledger::model::{AccountingModel, RuleSet};
use kameral_ledger::voucher::CodingKey;
use kameral_store::testing::each_migrated;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use story::Books;

thread_local! {
    static MODEL: OnceCell<std::sync::Arc<AccountingModel>> = const { OnceCell::new() };
}

/// The agency's model, made once a thread.
fn with_model<T>(ask: impl FnOnce(&AccountingModel) -> T) -> T {
    MODEL.with(|model| {
        ask(model.get_or_init(|| {
            let found = std::cell::RefCell::new(None);
            each_migrated(&[kameral_access::MIGRATIONS, kameral_ledger::MIGRATIONS], |store| {
                if found.borrow().is_none() {
                    *found.borrow_mut() = Some(Books::agency(store).model());
                }
            });
            found.into_inner().expect("a model")
        }))
    })
}

fn year(number: i32) -> FiscalYear {
    FiscalYear::calendar(number).expect("a year")
}

fn turnover(account: &str, financier: &str, month: u32, amount: i64) -> Turnover {
    let values: Vec<(u8, String)> = if financier.is_empty() {
        Vec::new()
    } else {
        vec![(4, financier.to_owned())]
    };
    Turnover {
        coding: CodingKey::new(account, &values),
        period: Period::new(2025, month).expect("a period"),
        debit: Ore::new(amount.max(0)),
        credit: Ore::new((-amount).max(0)),
    }
}

fn standing(moved: Vec<Turnover>) -> Standing {
    Standing {
        year: year(2025),
        opening: Nets::new(),
        moved,
    }
}

fn sum_of(nets: &Nets, accounts: &[&str]) -> i64 {
    nets.iter()
        .filter(|(coding, _)| accounts.contains(&coding.account()))
        .map(|(_, amount)| amount.get())
        .sum()
}

/// Account, financier, month, amount.
fn rows(accounts: &'static [&'static str]) -> impl Strategy<Value = Vec<Turnover>> {
    let row = (
        prop::sample::select(accounts),
        prop::sample::select(&["", "10", "20", "21", "90", "91", "92"][..]),
        1_u32..=13,
        -1_000_i64..1_000,
    );
    let row = row.prop_map(|(account, financier, month, amount)| turnover(account, financier, month, amount));
    prop::collection::vec(row, 0..25)
}

const STATE_ACCOUNT: [&str; 14] = [
    "1720", "1721", "1722", "1728", "1729", "1741", "1742", "1749", "1790", "1793", "1794", "1798", "1799", "1542",
];

/// Random books, the same in every run.
fn each<S: Strategy>(strategy: S, test: impl Fn(&AccountingModel, S::Value) -> Result<(), TestCaseError>) {
    let config = Config {
        cases: 200,
        failure_persistence: None,
        ..Config::default()
    };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let run = runner.run(&strategy, |drawn| with_model(|model| test(model, drawn)));
    run.unwrap_or_else(|failure| panic!("{failure}"));
}

/// CLS-10, APR-15: whatever stands there, omföring leaves the total of 17xx, and what is posted is not
/// proposed again.
#[test]
fn cls_10_the_total_of_the_state_account_is_unchanged() {
    each(rows(&STATE_ACCOUNT), |model, moved| {
        let definition = Definition::standard(RuleSet::State);
        let transfers = definition.transfers.as_ref().expect("the state has a current account");
        let last = Period::new(2025, 13).expect("a period");
        let before = standing(moved.clone());
        let reading = transfer::read(model, transfers, &before, last, &Plans::default()).expect("small amounts");
        let omforing: Vec<_> = reading
            .proposals
            .iter()
            .filter(|proposal| {
                proposal
                    .lines
                    .iter()
                    .all(|(coding, _)| coding.account().starts_with("17"))
            })
            .cloned()
            .collect();
        let added = together(&omforing).expect("small amounts");
        prop_assert_eq!(total(added.values().copied()), Some(Ore::ZERO));
        for proposal in &reading.proposals {
            prop_assert_eq!(total(proposal.lines.iter().map(|(_, amount)| *amount)), Some(Ore::ZERO));
        }
        let mut after = moved;
        for (coding, amount) in reading.proposals.iter().flat_map(|proposal| &proposal.lines) {
            let financier = coding
                .values()
                .into_iter()
                .map(|(_, value)| value)
                .next()
                .unwrap_or_default();
            after.push(turnover(coding.account(), &financier, 13, amount.get()));
        }
        let again = transfer::read(model, transfers, &standing(after), last, &Plans::default());
        prop_assert_eq!(again.expect("small amounts").proposals, vec![]);
        Ok(())
    });
}

/// C03, C12: where everything that is charged is paid, every block comes to zero.
#[test]
fn cls_10_where_everything_is_paid_the_blocks_come_to_zero() {
    let charges = prop::collection::vec(
        (prop::sample::select(&["20", "21"][..]), 1_u32..=12, 1_i64..10_000),
        0..8,
    );
    let titles = prop::collection::vec(
        (prop::sample::select(&["90", "92"][..]), 1_u32..=12, 1_i64..10_000),
        0..8,
    );
    each((charges, titles), |model, (charges, titles)| {
        let definition = Definition::standard(RuleSet::State);
        let transfers = definition.transfers.as_ref().expect("the state has a current account");
        let last = Period::new(2025, 13).expect("a period");
        let mut moved = Vec::new();
        for (financier, month, amount) in &charges {
            moved.push(turnover("1741", financier, *month, *amount));
            moved.push(turnover("1794", "", *month, -amount));
        }
        for (financier, month, amount) in &titles {
            moved.push(turnover("1721", financier, *month, -amount));
            moved.push(turnover("1793", "", *month, *amount));
        }
        let reading = transfer::read(model, transfers, &standing(moved.clone()), last, &Plans::default());
        let reading = reading.expect("small amounts");
        prop_assert_eq!(&reading.unexplained, &vec![]);
        let mut nets = standing(moved).closing().expect("small amounts");
        for (coding, amount) in together(&reading.proposals).expect("small amounts") {
            let sum = nets.entry(coding).or_default();
            *sum = sum.checked_add(amount).expect("small amounts");
        }
        prop_assert_eq!(sum_of(&nets, &["1721", "1729"]), 0);
        prop_assert_eq!(sum_of(&nets, &["1741", "1749"]), 0);
        prop_assert_eq!(sum_of(&nets, &["1793", "1794", "1799"]), 0);
        Ok(())
    });
}

/// APR-17: twelve months come to the year's amount to the öre, whatever is changed on the way, and no
/// two months of one plan differ by more than an öre.
#[test]
fn apr_17_instalments_come_to_the_years_amount() {
    each(
        (0_i64..10_000_000, 0_i64..1_000_000, 1_usize..12),
        |_, (first, added, from)| {
            let (mut before, mut parts) = (0, Vec::new());
            for (at, month) in year(2025).months().enumerate() {
                let amount = if at < from { first } else { first + added };
                let left = instalment_left(year(2025), month, Ore::new(amount), Ore::new(before), Ore::ZERO);
                let left = left.expect("small amounts").get();
                before += left;
                parts.push(left);
            }
            prop_assert_eq!(before, first + added);
            for part in [&parts[..from], &parts[from..]] {
                let (least, most) = (part.iter().min(), part.iter().max());
                prop_assert!(most.copied().unwrap_or(0) - least.copied().unwrap_or(0) <= 1);
            }
            Ok(())
        },
    );
}

/// CLS-08, CLS-09: opening equals closing, per first two digits and counterparty, and a run leaves nothing.
#[test]
fn cls_09_opening_equals_closing() {
    let rows = prop::collection::vec(
        (
            prop::sample::select(
                &[
                    "1011", "1229", "1531", "1541", "1741", "1749", "1798", "2090", "2513", "2561", "3111", "5531",
                ][..],
            ),
            prop::sample::select(&["", "1128", "1251"][..]),
            prop::sample::select(&["10", "30"][..]),
            -5_000_i64..5_000,
        ),
        0..20,
    );
    each((rows, any::<bool>()), |model, (rows, half)| {
        let definition = Definition::standard(RuleSet::State);
        let mut moved: Vec<Turnover> = rows
            .iter()
            .map(|(account, counterparty, financier, amount)| {
                let mut values = vec![(4, (*financier).to_owned())];
                if !counterparty.is_empty() {
                    values.push((5, (*counterparty).to_owned()));
                }
                Turnover {
                    coding: CodingKey::new(account, &values),
                    ..turnover("", "", 3, *amount)
                }
            })
            .collect();
        let sum: i64 = rows.iter().map(|row| row.3).sum();
        moved.push(turnover("2581", "", 3, -sum));
        let of_year = standing(moved);
        let closing = of_year.closing().expect("small amounts");
        let result = result::plan(model, &definition, year(2025), &closing).expect("small amounts");
        prop_assert_eq!(total(result.rows.iter().map(|row| row.left)), Some(Ore::ZERO));
        let mut balances = closing.clone();
        for row in &result.rows {
            let sum = balances.entry(row.coding.clone()).or_default();
            *sum = sum.checked_add(row.left).expect("small amounts");
        }
        let again = result::plan(model, &definition, year(2025), &balances).expect("small amounts");
        prop_assert!(again.is_complete());
        balances.retain(|coding, amount| kameral_closing::standing::carries(model, coding) && !amount.is_zero());
        let mut opened = Opened::default();
        let plan = |opened: &Opened| {
            opening::plan(model, &definition, year(2026), "x".to_owned(), &balances, opened).expect("they balance")
        };
        if half {
            // An earlier run posted a part.
            opened.balances = plan(&opened)
                .rows
                .iter()
                .take(2)
                .map(|row| (row.coding.clone(), row.left))
                .collect();
        }
        let run = plan(&opened);
        let posted: Nets = run.rows.iter().map(|row| (row.coding.clone(), row.required)).collect();
        prop_assert_eq!(grouped(&balances), grouped(&posted));
        let after = Opened {
            balances: posted,
            moved: Nets::new(),
        };
        prop_assert!(plan(&after).is_complete());
        prop_assert!(plan(&after).draft().is_none());
        let left: Vec<Ore> = run.rows.iter().map(|row| row.left).collect();
        let start = total(opened.balances.values().copied()).expect("small amounts");
        prop_assert_eq!(total(left), start.checked_neg());
        Ok(())
    });
}

/// Sums by the first two digits of the account and the counterparty: rolls stay within them.
fn grouped(nets: &Nets) -> BTreeMap<(String, String), i64> {
    let mut sums = BTreeMap::new();
    for (coding, amount) in nets {
        let group = coding.account().chars().take(2).collect();
        let mut values = coding.values().into_iter().filter(|(position, _)| *position == 5);
        let counterparty = values.next().map(|(_, value)| value).unwrap_or_default();
        // The State's current account and capital bear no counterparty.
        let counterparty = if ["17", "20"].contains(&&coding.account()[..2]) {
            String::new()
        } else {
            counterparty
        };
        *sums.entry((group, counterparty)).or_default() += amount.get();
    }
    sums.retain(|_, sum| *sum != 0);
    sums
}

/// A plan whose rows all stand there has no voucher.
#[test]
fn what_stands_there_is_not_posted_again() {
    let nets: Nets = [(CodingKey::new("1910", &[]), Ore::new(100))].into();
    let rows = Plan::rows(&nets, &nets).expect("small amounts");
    assert!(rows.iter().all(|row| row.left.is_zero()));
}
