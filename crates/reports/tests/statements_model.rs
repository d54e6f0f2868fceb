//! Statements against an independent model: lines of vouchers added up by the rows of the standard's
//! files, the simple way.

use crate::books;

use std::collections::BTreeMap;

use books::{Books, column, each_case, ore, table, total};
use kameral_base::{Date, Ore, Period};
use kameral_ledger::voucher::{DraftLine, DraftVoucher};
use kameral_reports::{Reconciles, RowKind, Table, Value};
use proptest::prelude::*;
use proptest::sample::select;

/// Cases on each engine; every case is an entity of its own in the same database.
const CASES: u32 = 6;

/// Accounts on many lines, with sub-accounts; 67xx and class 9 lie on none.
const ACCOUNTS: [&str; 20] = [
    "1221", "1229", "1511", "1541", "1751", "1910", "19321", "2011", "2070", "2090", "2540", "2581", "3011", "3111",
    "4011", "5531", "69132", "6741", "7711", "9411",
];

/// A voucher: its month of 2025 or 2026, and two accounts with what goes from one to the other.
#[derive(Debug, Clone)]
struct Moved {
    period: Period,
    debit: &'static str,
    credit: &'static str,
    ore: i64,
}

fn moved() -> impl Strategy<Value = Moved> {
    let accounts = || select(ACCOUNTS.to_vec());
    (2025..=2026, 0_u32..=12, accounts(), accounts(), 1_i64..500_000).prop_map(|(year, month, debit, credit, ore)| {
        // Balances alone are opened.
        let is_balance = debit < "3" && credit < "3";
        let month = if month == 0 && !is_balance { 1 } else { month };
        Moved {
            period: Period::new(year, month).expect("a period"),
            debit,
            credit,
            ore,
        }
    })
}

fn new_year(period: Period) -> Date {
    if period.year() == 2025 {
        Date::constant(2025, 1, 1)
    } else {
        Date::constant(2026, 1, 1)
    }
}

fn draft(moved: &Moved) -> DraftVoucher {
    let line = |account: &str, ore| DraftLine {
        account: account.to_owned(),
        amount: Ore::new(ore),
        ..DraftLine::default()
    };
    DraftVoucher {
        date: Some(moved.period.first_day().unwrap_or_else(|| new_year(moved.period))),
        period: Some(moved.period),
        text: "Flytt".to_owned(),
        lines: vec![line(moved.debit, moved.ore), line(moved.credit, -moved.ore)],
        ..DraftVoucher::default()
    }
}

/// A row of `statements.csv`.
#[derive(serde::Deserialize)]
struct Line {
    statement: String,
    #[serde(rename = "line_no")]
    number: String,
    account_from: String,
    account_to: String,
    sign: i64,
}

fn lines(statement: &str) -> Vec<Line> {
    let text = include_str!("../../../standard/state/statements.csv");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows = reader.deserialize().map(|row| row.expect("a row"));
    rows.filter(|line: &Line| line.statement == statement).collect()
}

impl Line {
    fn holds(&self, account: &str) -> bool {
        let number = |text: &str| text[..4].parse::<u32>().expect("digits");
        (number(&self.account_from)..=number(&self.account_to)).contains(&number(account))
    }
}

fn is_result(account: &str) -> bool {
    !account.starts_with(['1', '2'])
}

/// Debit less credit of accounts in periods.
fn sum(vouchers: &[Moved], counts: impl Fn(Period) -> bool, holds: impl Fn(&str) -> bool) -> i64 {
    let of = |moved: &Moved| {
        let side = |account: &str, sign: i64| if holds(account) { sign * moved.ore } else { 0 };
        side(moved.debit, 1) + side(moved.credit, -1)
    };
    vouchers.iter().filter(|moved| counts(moved.period)).map(of).sum()
}

fn cells(table: &Table, key: &str) -> BTreeMap<String, i64> {
    let at = column(table, key);
    let lines = table
        .rows
        .iter()
        .filter(|row| row.kind == RowKind::Line && row.level == 0);
    let number = |value: &Value| match value {
        Value::Text(number) => number.clone(),
        other => panic!("a number, not {other:?}"),
    };
    lines.map(|row| (number(&row.cells[0]), ore(&row.cells[at]))).collect()
}

fn controls(table: &Table, at: usize) -> Vec<i64> {
    let rows = table.rows.iter().filter(|row| row.kind == RowKind::Control);
    rows.map(|row| ore(&row.cells[at])).collect()
}

fn check(books: &Books, vouchers: &[Moved]) -> Result<(), TestCaseError> {
    books.post(vouchers.iter().map(draft).collect());
    let (year, through) = (
        Period::new(2026, 0).expect("a period"),
        Period::new(2026, 6).expect("a period"),
    );
    let then = (
        Period::new(2025, 0).expect("a period"),
        Period::new(2025, 6).expect("a period"),
    );

    let income = table(&books.cx, "income-statement --period 202604..202606");
    for (key, from, to) in [
        ("period_ore", Period::new(2026, 4).expect("a period"), through),
        ("accumulated_ore", year, through),
        ("previous_ore", then.0, then.1),
    ] {
        let found = cells(&income, key);
        for line in lines("income").iter().filter(|line| line.number != "21") {
            let expected = line.sign
                * sum(
                    vouchers,
                    |period| from <= period && period <= to,
                    |account| line.holds(account),
                );
            prop_assert_eq!(found.get(&line.number), Some(&expected), "{} of {}", key, line.number);
        }
    }

    // Balances of 2025 are carried where 2026 has no opening balances of its own.
    let is_opened = vouchers.iter().any(|moved| moved.period == year);
    let balance_counts = |period: Period| (year <= period && period <= through) || (!is_opened && period < year);
    let result_counts = |period: Period| year <= period && period <= through;
    let balance_sheet = table(&books.cx, "balance-sheet --period 202604..202606");
    let mut expected: BTreeMap<String, i64> = BTreeMap::new();
    for line in lines("balance") {
        let amount = line.sign * sum(vouchers, balance_counts, |account| line.holds(account));
        *expected.entry(line.number).or_default() += amount;
    }
    let on_lines = |account: &str| lines("income").iter().any(|line| line.holds(account));
    *expected.get_mut("106").expect("a line") -= sum(vouchers, result_counts, on_lines);
    if !is_opened {
        let unclosed = sum(vouchers, |period| period < year, is_result);
        *expected.get_mut("105").expect("a line") -= unclosed;
    }
    let interest = expected["27"];
    if interest < 0 {
        *expected.get_mut("27").expect("a line") = 0;
        *expected.get_mut("112").expect("a line") -= interest;
    }
    prop_assert_eq!(&cells(&balance_sheet, "closing_ore"), &expected);

    // REP-16: what the sides differ by lies outside every line, and is told. In years that are carried
    // it is told as part of the results nobody has moved.
    let total = |of: &dyn Fn(&str) -> bool| {
        expected
            .iter()
            .filter(|(no, _)| of(no))
            .map(|(_, amount)| amount)
            .sum::<i64>()
    };
    let difference = total(&|no| 101 <= no.parse::<i64>().expect("a number"))
        - total(&|no| no.parse::<i64>().expect("a number") < 101);
    let outside = |account: &str| account.starts_with("67") || account.starts_with('9');
    prop_assert_eq!(difference, sum(vouchers, result_counts, outside));
    let at = column(&balance_sheet, "closing_ore");
    let told = controls(&balance_sheet, at);
    prop_assert_eq!(told[0], difference);
    prop_assert_eq!(told[1..].iter().sum::<i64>(), difference);
    for report in [&income, &balance_sheet] {
        prop_assert_eq!(report.tail.reconciles, Reconciles::Agrees);
    }

    // REP-20, REP-21: whatever a line is parted by, its parts are the line.
    for (name, key) in [
        ("income-statement", "accumulated_ore"),
        ("balance-sheet", "closing_ore"),
    ] {
        for by in ["KONTO/S", "account", "ORG"] {
            let parted = table(&books.cx, &format!("{name} --period 202604..202606 --by {by}"));
            prop_assert_eq!(parts_differ(&parted, key), None, "{} by {}", name, by);
        }
    }
    for name in [
        "income-statement",
        "income-statement-scode",
        "balance-sheet",
        "balance-sheet-scode",
    ] {
        drill(books, name)?;
    }
    Ok(())
}

/// GL-24, DEF-02: what lies under a line, a sum or an S-code comes to its figure. Left out: lines that
/// hold what is posted elsewhere (PAY-17), and results of earlier years that stand on a line of capital.
fn drill(books: &Books, name: &str) -> Result<(), TestCaseError> {
    let asked = format!("{name} --period 202604..202606");
    let found = table(&books.cx, &asked);
    let columns = &found.head.columns;
    let moved = ["27", "112", "105"];
    for row in found
        .rows
        .iter()
        .filter(|row| matches!(row.kind, RowKind::Line | RowKind::Opened))
    {
        let Value::Text(number) = &row.cells[0] else { continue };
        if name.starts_with("balance") && (moved.contains(&number.as_str()) || (number == "106" && row.level == 1)) {
            continue;
        }
        for (at, shown) in columns.iter().enumerate() {
            let (Value::Amount(amount), Some(_)) = (&row.cells[at], shown.drill) else {
                continue;
            };
            let address = found.address(row, at).expect("a figure can be opened");
            let below = table(&books.cx, &format!("{address} --limit 10000"));
            let of = if ["period_ore", "change_ore"].contains(&shown.key.as_str()) {
                "period_ore"
            } else {
                "closing_ore"
            };
            let place = column(&below, of);
            let all = total(&below, of);
            let unclosed: i64 = below
                .rows
                .iter()
                .filter(|row| row.kind == RowKind::Unclosed)
                .map(|row| ore(&row.cells[place]))
                .sum();
            prop_assert_eq!(
                (all - unclosed).abs(),
                amount.get().abs(),
                "{} under {}",
                address,
                asked
            );
        }
    }
    Ok(())
}

/// The first line whose parts are not its amount.
fn parts_differ(table: &Table, key: &str) -> Option<String> {
    let at = table.head.columns.iter().position(|column| column.key == key)?;
    let mut left: Vec<(Value, i64)> = Vec::new();
    for row in &table.rows {
        let Value::Amount(amount) = row.cells[at] else { continue };
        match row.kind {
            RowKind::Opened => left.push((row.cells[0].clone(), amount.get())),
            RowKind::Line => left.last_mut()?.1 -= amount.get(),
            _ => {}
        }
    }
    assert!(!left.is_empty(), "lines are opened");
    left.into_iter()
        .find(|(_, rest)| *rest != 0)
        .map(|(line, _)| format!("{line:?}"))
}

/// REP-15, REP-16, REP-20, REP-21, EM-27, EM-31, PAY-17: any vouchers, in any two years.
#[test]
fn statements_are_what_their_lines_add_up_to() {
    each_case(CASES, &proptest::collection::vec(moved(), 1..40), |books, vouchers| {
        check(books, vouchers)
    });
}
