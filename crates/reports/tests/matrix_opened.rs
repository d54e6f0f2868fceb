//! Every cell of the matrix of S-codes and appropriations opens on what it is made up of, against
//! lines of vouchers added up the simple way.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them so")]

use crate::books;

use books::{Books, column, each_case, table};
use expect_test::expect;
use kameral_base::{Date, Ore};
use kameral_ledger::voucher::{DraftLine, DraftVoucher};
use kameral_reports::{Reconciles, Report, RowKind, Table, Value};
use proptest::prelude::*;
use proptest::sample::select;

/// Cases on each engine; every case is an entity of its own in the same database.
const CASES: u32 = 8;

/// Position of the financier in the standard configuration.
const FIN: u8 = 4;

/// Costs and transfers, one without an S-code; what stands beside them.
const COSTS: [&str; 7] = ["4011", "4511", "5011", "5211", "69131", "69132", "7711"];
const OTHERS: [&str; 5] = ["1910", "2581", "3111", "1751", "1741"];
const NINE: [&str; 3] = ["9411", "9521", "9529"];

/// What goes from one account of a financier to another.
#[derive(Debug, Clone)]
struct Moved {
    month: i8,
    debit: (&'static str, &'static str),
    credit: (&'static str, &'static str),
    ore: i64,
}

fn moved() -> impl Strategy<Value = Moved> {
    let accounts = || select([&COSTS[..], &COSTS, &OTHERS, &NINE].concat());
    let side = move || (accounts(), select(vec!["10", "11", "20", ""]));
    (1_i8..=4, side(), side(), 1_i64..500_000).prop_map(|(month, debit, credit, ore)| Moved {
        month,
        debit,
        credit,
        ore,
    })
}

fn draft(moved: &Moved) -> DraftVoucher {
    let line = |(account, financier): (&str, &str), ore| DraftLine {
        account: account.to_owned(),
        amount: Ore::new(ore),
        values: if financier.is_empty() {
            Vec::new()
        } else {
            vec![(FIN, financier.to_owned())]
        },
        ..DraftLine::default()
    };
    DraftVoucher {
        date: Some(Date::constant(2026, moved.month, 10)),
        text: "Flytt".to_owned(),
        lines: vec![line(moved.debit, moved.ore), line(moved.credit, -moved.ore)],
        ..DraftVoucher::default()
    }
}

/// Debit less credit of January to March, of lines that count.
fn booked(vouchers: &[Moved], counts: impl Fn(&str, &str) -> bool) -> i64 {
    let of = |moved: &Moved| {
        let side = |(account, financier): (&str, &str), sign: i64| {
            if counts(account, financier) {
                sign * moved.ore
            } else {
                0
            }
        };
        side(moved.debit, 1) + side(moved.credit, -1)
    };
    vouchers.iter().filter(|moved| moved.month <= 3).map(of).sum()
}

fn text(value: &Value) -> String {
    match value {
        Value::Text(text) | Value::Account(text) => text.clone(),
        _ => String::new(),
    }
}

/// What a trial balance moved, and what of it is on class 9.
fn opened(books: &Books, asked: &str) -> (i64, i64, usize) {
    let below = table(&books.cx, &format!("{asked} --limit 10000"));
    let (account, period) = (column(&below, "account"), column(&below, "period_ore"));
    let (mut costs, mut nine, mut lines) = (0, 0, 0);
    for row in below.rows.iter().filter(|row| row.kind == RowKind::Line) {
        let Value::Amount(amount) = row.cells[period] else {
            panic!("an amount")
        };
        lines += 1;
        if text(&row.cells[account]).starts_with('9') {
            nine += amount.get();
        } else {
            costs += amount.get();
        }
    }
    (costs, nine, lines)
}

fn check(books: &Books, vouchers: &[Moved]) -> Result<(), TestCaseError> {
    books.post(vouchers.iter().map(draft).collect());
    let matrix = table(&books.cx, "appropriation-matrix --period 202601..202603");
    prop_assert_eq!(matrix.tail.reconciles, Reconciles::Agrees);
    let model = books.model();
    let s_code_of = |account: &str| model.accounts[account].s_code.clone();
    let columns: Vec<String> = matrix.head.columns.iter().map(|column| column.key.clone()).collect();
    let appropriations: Vec<&str> = columns
        .iter()
        .filter_map(|key| key.strip_prefix("appropriation_")?.strip_suffix("_ore"))
        .collect();
    let is_of = |key: &str, financier: &str| match key {
        "whole_ore" => true,
        "other_ore" => !appropriations.contains(&financier),
        key => key == format!("appropriation_{financier}_ore"),
    };
    let (mut seen, mut cells) = (0, 0);
    for row in matrix.rows.iter().filter(|row| row.kind != RowKind::Control) {
        let s_code = text(&row.cells[0]);
        let is_charged = row.kind == RowKind::Line && row.cells[1] == Value::words("report-row-charged");
        for (at, key) in columns.iter().enumerate().skip(2) {
            let Value::Amount(cell) = row.cells[at] else {
                panic!("an amount")
            };
            cells += 1;
            let counts = |account: &str, financier: &str| {
                is_of(key, financier)
                    && if is_charged {
                        ["1741", "1751"].contains(&account)
                    } else {
                        COSTS.contains(&account) && (row.kind == RowKind::Subtotal || s_code_of(account) == s_code)
                    }
            };
            let expected = booked(vouchers, counts);
            let Some(address) = matrix.address(row, at) else {
                // Nothing was ever booked there.
                prop_assert_eq!((cell, expected), (Ore::ZERO, 0), "{} of {}", key, s_code);
                continue;
            };
            prop_assert_eq!(address.report, Report::TrialBalance);
            let (costs, _, lines) = opened(books, &address.to_string());
            prop_assert_eq!(costs, expected, "{} under {} of {}", address, key, s_code);
            let has_nine = vouchers.iter().any(|moved| {
                moved.month <= 3
                    && [moved.debit, moved.credit]
                        .iter()
                        .any(|(account, _)| account.starts_with('9'))
            });
            if !has_nine || is_charged {
                prop_assert_eq!(costs, cell.get(), "{} under {} of {}", address, key, s_code);
            }
            // What is not nothing opens on something.
            prop_assert!(cell.is_zero() || lines != 0, "{} under {} of {}", address, key, s_code);
            seen += 1;
        }
    }
    prop_assert!(seen == cells || vouchers.iter().all(|moved| 3 < moved.month) || has_nothing(&matrix));
    Ok(())
}

/// Whether no S-code has anything.
fn has_nothing(matrix: &Table) -> bool {
    matrix
        .rows
        .iter()
        .all(|row| row.kind != RowKind::Line || row.cells[0] == Value::Empty)
}

/// REP-43, APR-03, GL-24: under every cell lies what it is made up of, with 9-accounts where a
/// part of them was dissolved onto it.
#[test]
fn every_cell_of_the_matrix_opens() {
    each_case(CASES, &proptest::collection::vec(moved(), 1..24), |books, vouchers| {
        check(books, vouchers)
    });
}

/// REP-43: what one appropriation pays and another gets back is nothing of the whole, and stands in the
/// columns of both.
#[test]
fn what_moves_between_appropriations_is_shown() {
    books::check_standard(
        "2026-01-10 Löner | 4011 FIN=10 100,00 | 4011 FIN=11 -100,00
         csv appropriation-matrix --period 202601",
        expect![[r#"
            "s_code","name","whole_ore","appropriation_10_ore","appropriation_11_ore","other_ore"
            "S4111","Lön",0,10000,-10000,0
            ,"Fördelat på S-koder",0,10000,-10000,0
            ,"Redovisat mot anslag",0,0,0,0
            ,"Skillnad: redovisat mot anslag minus fördelat",0,-10000,10000,
            ,"Ska vara noll: 9-konton som inte kunnat lösas upp",0,,,
        "#]],
    );
}
