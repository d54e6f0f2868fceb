//! Reports against an independent model: a list of lines, added up the simple way.

use crate::books;
use crate::naive;

use std::cell::Cell;
use std::collections::BTreeMap;

use books::{Books, table, written};
use kameral_reports::{Format, Reconciles, RowKind, Table, Value};
use kameral_store::testing::each_migrated;
use naive::{Line, Voucher, asked, vouchers};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// Cases on each engine; every case is an entity of its own in the same database.
const CASES: u32 = 24;

/// Plays random books on both engines, the same in every run.
fn each_case<S: Strategy>(strategy: &S, test: impl Fn(&Books, S::Value) -> Result<(), TestCaseError>) {
    let migrations = [kameral_access::MIGRATIONS, kameral_ledger::MIGRATIONS];
    each_migrated(&migrations, |store| {
        let number = Cell::new(0_u32);
        let config = Config {
            cases: CASES,
            failure_persistence: None,
            ..Config::default()
        };
        let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
        let run = runner.run(strategy, |value| {
            number.set(number.get() + 1);
            test(&Books::of(store, &format!("E{}", number.get())), value)
        });
        run.unwrap_or_else(|failure| panic!("{failure}"));
    });
}

fn amount(value: &Value) -> i64 {
    match value {
        Value::Amount(amount) => amount.get(),
        Value::Empty => 0,
        other => panic!("an amount, not {other:?}"),
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::Text(text) | Value::Account(text) => text.clone(),
        _ => String::new(),
    }
}

/// Cell of a row by its column's key.
fn cell<'t>(table: &'t Table, cells: &'t [Value], key: &str) -> &'t Value {
    let at = table.head.columns.iter().position(|column| column.key == key);
    &cells[at.unwrap_or_else(|| panic!("a column {key}"))]
}

/// Rows of a trial balance: values of its keys, then opening, debit, credit.
fn rows(table: &Table) -> BTreeMap<Vec<String>, [i64; 3]> {
    let keys = table.head.by.len();
    let lines = table.rows.iter().filter(|row| row.kind == RowKind::Line);
    lines
        .map(|row| {
            let values = (0..keys).map(|at| text(&row.cells[2 * at])).collect();
            let figures = ["opening_ore", "debit_ore", "credit_ore"].map(|key| amount(cell(table, &row.cells, key)));
            let net = figures[0] + figures[1] - figures[2];
            assert_eq!(
                amount(cell(table, &row.cells, "closing_ore")),
                net,
                "REP-24: a row adds up"
            );
            (values, figures)
        })
        .collect()
}

fn unclosed(table: &Table) -> i64 {
    let row = table.rows.iter().find(|row| row.kind == RowKind::Unclosed);
    row.map_or(0, |row| amount(cell(table, &row.cells, "closing_ore")))
}

fn post(books: &Books, vouchers: &[Voucher]) {
    let model = books.model();
    books.post(vouchers.iter().map(|voucher| voucher.draft(&model)).collect());
}

/// REP-24, EM-11, EM-08, DEF-03: any filters, any grouping, any periods, any moment.
#[test]
fn a_trial_balance_is_what_its_lines_add_up_to() {
    each_case(&(vouchers(1..30), asked()), |books, (vouchers, asked)| {
        post(books, &vouchers);
        let as_of = asked.as_of(vouchers.len());
        let lines: Vec<Line> = naive::lines(&vouchers);
        let expected = naive::trial_balance(&lines, &asked, as_of);
        let line = asked.line("trial-balance", as_of);
        let found = table(&books.cx, &format!("{line} --limit 10000"));
        prop_assert_eq!(&rows(&found), &expected.rows, "{}", line);
        prop_assert_eq!(unclosed(&found), expected.unclosed, "{}", line);
        let is_agreed = !matches!(found.tail.reconciles, Reconciles::Differs { .. });
        prop_assert!(is_agreed, "{}: {:?}", line, found.tail.reconciles);

        // By whatever it is cut, it sums to the same.
        let total = found.tail.totals.as_ref().expect("a trial balance has totals");
        let uncut = table(
            &books.cx,
            &format!("{} --limit 10000", asked.ungrouped().line("trial-balance", as_of)),
        );
        prop_assert_eq!(
            ["opening_ore", "debit_ore", "credit_ore", "closing_ore"].map(|key| amount(cell(
                &found,
                &total.cells,
                key
            ))),
            ["opening_ore", "debit_ore", "credit_ore", "closing_ore"].map(|key| amount(cell(
                &uncut,
                &uncut.tail.totals.as_ref().expect("totals").cells,
                key
            )))
        );
        Ok(())
    });
}

/// *As it was known then*: every report asked as of an earlier place is, byte for byte, the report
/// that was taken when the journal ended there.
#[test]
fn as_of_a_place_equals_the_report_taken_there() {
    each_case(&(vouchers(2..20), asked()), |books, (vouchers, asked)| {
        let (before, after) = vouchers.split_at(asked.as_of(vouchers.len()).unwrap_or(1));
        post(books, before);
        let place = before.len();
        let reports = ["trial-balance", "general-ledger", "journal", "account-specification"];
        let of = |report: &str, as_of: &str| {
            let asked = if report == "trial-balance" {
                asked.clone()
            } else {
                asked.ungrouped()
            };
            written(&books.cx, &format!("{}{as_of}", asked.line(report, None)), Format::Json)
                .replace("\"as_of_asked\":true", "\"as_of_asked\":false")
        };
        let then = reports.map(|report| of(report, ""));
        post(books, after);
        for (report, then) in reports.iter().zip(then) {
            prop_assert_eq!(of(report, &format!(" --as-of {place}")), then, "{}", report);
        }
        Ok(())
    });
}

/// GL-01: the ledger lists the same lines as the journal, per account; both sum to the trial balance.
#[test]
fn ledger_journal_and_specification_agree_with_the_trial_balance() {
    each_case(&(vouchers(1..20), asked()), |books, (vouchers, asked)| {
        post(books, &vouchers);
        let as_of = asked.as_of(vouchers.len());
        let asked = asked.ungrouped();
        let of = |report| table(&books.cx, &format!("{} --limit 10000", asked.line(report, as_of)));
        let (balance, ledger, journal) = (of("trial-balance"), of("general-ledger"), of("journal"));

        let mut lines_in_ledger = Vec::new();
        let mut closings = BTreeMap::new();
        for row in &ledger.rows {
            let account = text(&row.cells[0]);
            match row.kind {
                RowKind::Line => lines_in_ledger.push((account, signed(&ledger, &row.cells))),
                RowKind::Closing => {
                    closings.insert(account, amount(cell(&ledger, &row.cells, "balance_ore")));
                }
                _ => {}
            }
        }
        let lines = journal.rows.iter().filter(|row| row.kind == RowKind::Line);
        let mut lines_in_journal: Vec<(String, i64)> = lines
            .map(|row| {
                (
                    text(cell(&journal, &row.cells, "account")),
                    signed(&journal, &row.cells),
                )
            })
            .collect();
        lines_in_ledger.sort();
        lines_in_journal.sort();
        prop_assert_eq!(lines_in_ledger, lines_in_journal);

        let expected: BTreeMap<String, i64> = rows(&balance)
            .into_iter()
            .map(|(keys, [opening, debit, credit])| (keys[0].clone(), opening + debit - credit))
            .collect();
        closings.retain(|account, closing| *closing != 0 || expected.contains_key(account));
        prop_assert_eq!(closings, expected);
        for report in [&balance, &ledger, &journal, &of("account-specification")] {
            let is_agreed = !matches!(report.tail.reconciles, Reconciles::Differs { .. });
            prop_assert!(is_agreed, "{}: {:?}", report.head.report.name(), report.tail.reconciles);
        }
        let specification = of("account-specification");
        let parts: i64 = specification
            .rows
            .iter()
            .filter(|row| row.level == 1)
            .map(|row| amount(&row.cells[9]))
            .sum();
        let alone = naive::accounts_without_parts(&specification);
        let total = specification.tail.totals.as_ref().expect("totals");
        prop_assert_eq!(parts + alone, amount(&total.cells[9]));
        Ok(())
    });
}

/// Debit less credit of a row.
fn signed(table: &Table, cells: &[Value]) -> i64 {
    amount(cell(table, cells, "debit_ore")) - amount(cell(table, cells, "credit_ore"))
}

/// Pages put together are the whole report: no row is skipped, none shown twice, and balances go on.
#[test]
fn pages_put_together_are_the_whole() {
    each_case(
        &(vouchers(1..20), asked(), 1_usize..6),
        |books, (vouchers, asked, limit)| {
            post(books, &vouchers);
            let asked = asked.ungrouped();
            for report in ["trial-balance", "general-ledger", "journal", "account-specification"] {
                let line = asked.line(report, None);
                let whole = table(&books.cx, &format!("{line} --limit 10000"));
                let (mut rows, mut after) = (Vec::new(), String::new());
                for _ in 0..1_000 {
                    let page = table(&books.cx, &format!("{line} --limit {limit}{after}"));
                    rows.extend(page.rows);
                    let Some(next) = page.tail.next else { break };
                    after = format!(" --after {next}");
                }
                prop_assert_eq!(rows, whole.rows, "{} {}", line, limit);
            }
            Ok(())
        },
    );
}

/// Peers §3 row 6: whoever may see a part gets, in every report, exactly what the same condition gives
/// to someone who may see everything.
#[test]
fn a_scope_shows_what_the_same_filter_shows() {
    each_case(&(vouchers(1..20), asked()), |books, (vouchers, asked)| {
        post(books, &vouchers);
        let login = format!("u{}", books.cx.entity());
        for (at, (code, pattern)) in [("ORG", "1*"), ("ORG/TREE", "norr")].into_iter().enumerate() {
            let user = books.user(&format!("{login}-{at}"), &[(code, pattern)]);
            for report in ["trial-balance", "general-ledger", "journal", "account-specification"] {
                let line = asked.ungrouped().line(report, None);
                let seen = table(&user, &format!("{line} --limit 10000"));
                let same = table(&books.cx, &format!("{line} --where {code}={pattern} --limit 10000"));
                let cells = |table: &Table| {
                    table
                        .rows
                        .iter()
                        .map(|row| (row.kind, row.cells.clone()))
                        .collect::<Vec<_>>()
                };
                prop_assert_eq!(cells(&seen), cells(&same), "{}", line);
                prop_assert_eq!(
                    &seen.tail.totals.map(|row| row.cells),
                    &same.tail.totals.map(|row| row.cells)
                );
                prop_assert!(seen.head.scope.is_some() && same.head.scope.is_none());
            }
        }
        Ok(())
    });
}

/// GL-24, DEF-02: every figure of a trial balance can be opened, and what lies under it comes to the
/// figure.
#[test]
fn what_lies_under_a_figure_comes_to_the_figure() {
    each_case(&(vouchers(1..12), asked()), |books, (vouchers, asked)| {
        post(books, &vouchers);
        let line = asked.line("trial-balance", asked.as_of(vouchers.len()));
        let balance = table(&books.cx, &format!("{line} --limit 10000"));
        let closing = balance
            .head
            .columns
            .iter()
            .position(|column| column.key == "closing_ore")
            .expect("a column");
        for row in balance.rows.iter().filter(|row| row.kind == RowKind::Line) {
            let address = balance.address(row, closing).expect("a closing balance can be opened");
            let below = table(&books.cx, &format!("{address} --limit 10000"));
            let total = &below.tail.totals.as_ref().expect("totals").cells;
            let key = if address.report == kameral_reports::Report::GeneralLedger {
                "balance_ore"
            } else {
                "closing_ore"
            };
            let figure = amount(cell(&below, total, key));
            prop_assert_eq!(
                figure - unclosed_in(&below),
                amount(&row.cells[closing]),
                "{} under {}",
                address,
                line
            );
        }
        Ok(())
    });
}

fn unclosed_in(table: &Table) -> i64 {
    let row = table.rows.iter().find(|row| row.kind == RowKind::Unclosed);
    row.map_or(0, |row| match row.cells.last() {
        Some(Value::Amount(amount)) => amount.get(),
        _ => 0,
    })
}
