//! What must hold of a year, asked of its lines one by one.

use std::collections::BTreeMap;
use std::sync::atomic::AtomicBool;

use kameral_access::Permission;
use kameral_base::{Ore, Pattern, Period};
use kameral_exchange::commands::{HermesKind, HermesOrder, make, prepare};
use kameral_ledger::check::check;
use kameral_ledger::commands::dues;
use kameral_ledger::model::Method;
use kameral_ledger::store::charge::Origin;
use kameral_ledger::store::vouchers::{self, Voucher};
use kameral_reports::{Reconciles, ReportQuery, Written};
use kameral_ui::Language;
use proptest::prelude::{TestCaseError, prop_assert, prop_assert_eq};

use super::books::{Books, period};

/// What is charged to an appropriation, whatever its flow: costs, assets it pays for, grants, and
/// revenue it may use against them. Written down from the handbook's table and not from the rules.
const CHARGED: &str = "4*,5*,6*,!67*,!69134,12*,!12?9,77*,2563,31*";

/// Where it is charged, in both flows, with revenue that is told by itself.
const CHARGES: &str = "1741,1742,1751,1752";

/// Bank accounts with what covers or empties them, in the state's own chart.
const PAIRS: [(&str, &str); 4] = [
    ("19311", "19331"),
    ("19321", "19341"),
    ("19411", "19421"),
    ("19431", "19441"),
];

/// Where the money comes from or goes: what the bank accounts of both flows have moved.
const ABOVE: &str = "1793,1794";

/// Statements that tie to the trial balance.
const STATEMENTS: [&str; 9] = [
    "income-statement",
    "balance-sheet",
    "income-statement-scode",
    "balance-sheet-scode",
    "state-account",
    "capital-change",
    "cash-flow",
    "real-economic-distribution",
    "trial-balance",
];

/// A line of a voucher: period, account, financier, öre.
type Line = (Period, String, String, i64);

/// Asks everything.
pub fn together(books: &Books) -> Result<(), TestCaseError> {
    let lines = lines(books)?;
    charges(books, &lines)?;
    pairs(&lines)?;
    statements(books)?;
    hermes(books, &lines)?;
    let found = check(&books.cx, &mut |_| {}, &AtomicBool::new(false)).expect("the check runs");
    prop_assert!(found.is_clean(), "{:#?}", found.findings);
    Ok(())
}

/// Every line of every voucher; each voucher sums to nothing.
fn lines(books: &Books) -> Result<Vec<Line>, TestCaseError> {
    let all: Vec<Voucher> = books
        .cx
        .read(Permission::BooksRead, |tx| {
            let (end, _) = vouchers::journal_end(tx, books.cx.entity())?;
            (1..=end)
                .map(|seq| {
                    let sight = kameral_ledger::sight::Sight::load(tx, &books.cx)?;
                    vouchers::voucher(tx, &sight, seq, 1, i64::MAX)
                })
                .collect()
        })
        .expect("vouchers can be read");
    let mut lines = Vec::new();
    for voucher in &all {
        let sum: i64 = voucher.lines.iter().map(|line| line.amount.get()).sum();
        prop_assert_eq!(sum, 0, "{} does not balance", voucher.header.number);
        for line in &voucher.lines {
            let values = line.coding.values();
            let financier = values.into_iter().find(|(at, _)| *at == 4).map(|(_, value)| value);
            let account = line.coding.account().to_owned();
            lines.push((
                voucher.header.period,
                account,
                financier.unwrap_or_default(),
                line.amount.get(),
            ));
        }
    }
    Ok(lines)
}

fn sum<K: Ord>(lines: &[Line], key: impl Fn(&Line) -> Option<K>) -> BTreeMap<K, i64> {
    let mut sums = BTreeMap::new();
    for line in lines {
        if let Some(key) = key(line) {
            *sums.entry(key).or_default() += line.3;
        }
    }
    sums.retain(|_, sum| *sum != 0);
    sums
}

fn pattern(text: &str) -> Pattern {
    Pattern::parse(text).expect("a pattern")
}

/// By period and financier what is charged is what shall be, no more and no less; the program, asked
/// from balances and from lines, has nothing left to charge.
fn charges(books: &Books, lines: &[Line]) -> Result<(), TestCaseError> {
    let (charged, charges) = (pattern(CHARGED), pattern(CHARGES));
    let appropriations = pattern("1?,2?");
    let by = |accounts: &Pattern| {
        sum(lines, |(period, account, financier, _)| {
            let counts = accounts.matches(account) && appropriations.matches(financier);
            counts.then(|| (*period, financier.clone()))
        })
    };
    prop_assert_eq!(by(&charged), by(&charges));
    for month in 1..=12 {
        for origin in [None, Some(Origin::Lines)] {
            let dues = dues(&books.cx, period(month), &Method::ALL, origin).expect("the rules can be tried");
            let open: Vec<_> = dues.iter().filter(|due| !due.is_complete()).collect();
            prop_assert!(open.is_empty(), "{} {:?}: {:#?}", month, origin, open);
        }
    }
    Ok(())
}

/// In every period a bank account and its transfer account come to nothing.
fn pairs(lines: &[Line]) -> Result<(), TestCaseError> {
    for (bank, transfer) in PAIRS {
        let of = |number: &str| sum(lines, |(period, account, ..)| (account == number).then_some(*period));
        let mirrored: BTreeMap<Period, i64> = of(transfer).into_iter().map(|(period, sum)| (period, -sum)).collect();
        prop_assert_eq!(of(bank), mirrored, "{} and {}", bank, transfer);
    }
    let (banks, above) = (pattern("19411,19431"), pattern(ABOVE));
    let of = |accounts: &Pattern| {
        sum(lines, |(period, account, ..)| {
            accounts.matches(account).then_some(*period)
        })
    };
    prop_assert_eq!(of(&banks), of(&above), "what the State's flow has moved");
    Ok(())
}

fn statements(books: &Books) -> Result<(), TestCaseError> {
    for name in STATEMENTS {
        let written = Written {
            name: name.to_owned(),
            ..Written::default()
        };
        let written = written.with("period", "202601..202612").expect("an option");
        let query = ReportQuery::parse(&written, Language::Sv).expect("a question");
        let table = kameral_reports::run(&books.cx, &query).expect("the statement is made");
        prop_assert_eq!(table.tail.reconciles, Reconciles::Agrees, "{}", name);
    }
    Ok(())
}

/// The file's records sum to the lines by account; made again it is the same file.
fn hermes(books: &Books, lines: &[Line]) -> Result<(), TestCaseError> {
    let order = HermesOrder {
        kind: HermesKind::Balances,
        period: period(12),
        letter: String::new(),
    };
    let expected = sum(lines, |(_, account, ..)| {
        (!account.starts_with('9')).then(|| account.clone())
    });
    if expected.is_empty() {
        return Ok(());
    }
    let prepared = prepare(&books.cx, &order).unwrap_or_else(|stop| panic!("{stop:#?}"));
    let mut found: BTreeMap<String, i64> = BTreeMap::new();
    for record in &prepared.records {
        *found.entry(record.account.clone()).or_default() += Ore::get(record.amount);
    }
    found.retain(|_, sum| *sum != 0);
    prop_assert_eq!(found, expected);
    let made = make(&books.cx, None, &order).unwrap_or_else(|stop| panic!("{stop:#?}"));
    let again = make(&books.cx, None, &order).unwrap_or_else(|stop| panic!("{stop:#?}"));
    prop_assert!(
        again.same && again.sha256 == made.sha256,
        "the same books make the same file"
    );
    Ok(())
}
