//! Figures added up from facts made by hand: what no ledger would hold, reports must still meet.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them so")]

use std::sync::Arc;

use expect_test::{Expect, expect};
use kameral_access::{Cx, Permission, Rows};
use kameral_base::{Date, EntityId, Ore, Period, Quantity, Timestamp};
use kameral_ledger::commands::{NewEntity, init_entity};
use kameral_ledger::model::{Account, AccountKind, AccountingModel, RuleSet};
use kameral_ledger::register::Change;
use kameral_ledger::store::balances::{Codings, Sums};
use kameral_ledger::store::cube::CubeRow;
use kameral_ledger::store::model::load;
use kameral_ledger::voucher::CodingKey;
use kameral_store::{Fault, Store};
use kameral_ui::Language;

use crate::question::Question;
use crate::selection::Selection;
use crate::setting::Setting;
use crate::sheet::Sheet;
use crate::source::Source;
use crate::table::Table;
use crate::{Address, Report, ReportQuery, trial_balance, words};

/// An asset account and an income account, and the years 2025 and 2026.
pub(crate) fn model() -> Arc<AccountingModel> {
    let store = Store::open(":memory:").unwrap();
    let now: Timestamp = "2026-03-01T08:00:00Z".parse().unwrap();
    store
        .migrate(&[kameral_access::MIGRATIONS, kameral_ledger::MIGRATIONS], now)
        .unwrap();
    let today = Date::constant(2026, 3, 1);
    let nobody = Cx::operator(store.clone(), "operator", EntityId(0), today, now);
    let new = NewEntity {
        code: "1".to_owned(),
        name: "Handen".to_owned(),
        org_number: "202100-5026".to_owned(),
        rules: RuleSet::State,
    };
    let accounts = [("1510", AccountKind::Asset), ("3010", AccountKind::Income)]
        .map(|(number, kind)| Change::Account(Account::plain(number, number, kind)));
    let entity = init_entity(&nobody, None, &new, &accounts).unwrap();
    let cx = Cx::operator(store, "operator", entity.id, today, now);
    cx.read(Permission::BooksRead, |tx| load(tx, &cx)).unwrap()
}

/// The trial balance of February 2026 over rows of the cube: period, coding, debit, credit. Rows of
/// 2025 are carried. Coding 3 is of an account that the chart does not know.
fn balance(rows: &[(i64, i64, i64, i64)]) -> Result<Table, Fault> {
    let model = model();
    let keys = ["1510", "3010", "9999"].map(|account| CodingKey::new(account, &[]));
    let codings: Codings = Arc::new((1..).zip(keys).collect());
    let mut address = Address::new(Report::TrialBalance);
    address.periods = Some("202602".parse().unwrap());
    let query = ReportQuery::new(address, Language::Sv);
    let today = Date::constant(2026, 3, 1);
    let question = Question::resolve(&query, &model, &Rows::All, 9, today).unwrap();
    let selection = Selection::new(&model, &codings, &question, &[&Source::Account]);
    let mut sheet = Sheet::new(&question, &selection, false);
    for (period, coding, debit, credit) in rows {
        let period = Period::from_i64(*period).unwrap();
        let (debit, credit) = (Ore::new(*debit), Ore::new(*credit));
        let sums = Sums {
            debit,
            credit,
            quantity: Quantity::ZERO,
            lines: 1,
        };
        let row = CubeRow {
            period,
            coding: *coding,
            unit: "",
            sums,
        };
        if period.year() == 2025 {
            sheet.take_earlier(&selection, &row)?;
        } else {
            sheet.take(&question, &selection, &row)?;
        }
    }
    let run_at: Timestamp = "2026-03-01T08:00:00Z".parse().unwrap();
    let setting = Setting {
        model: &model,
        question: &question,
        scope: &Rows::All,
        user: "eva",
        run_at,
    };
    trial_balance::table(setting, &selection, &sheet, None, None)
}

fn check(rows: &[(i64, i64, i64, i64)], expected: Expect) {
    let told = match balance(rows) {
        Err(fault) => format!("{fault}\n"),
        Ok(table) => {
            let words = words(Language::Sv);
            let rows = table.rows.iter().chain(&table.tail.totals);
            let line = |row: &crate::Row| {
                let cells: Vec<String> = row.cells.iter().map(|cell| crate::told(cell, words)).collect();
                format!("{}\n", cells.join(" | "))
            };
            let badge = words.sentence(&table.tail.reconciles.sentence());
            format!("{}{badge}\n", rows.map(line).collect::<String>())
        }
    };
    expected.assert_eq(&told.replace('\u{a0}', " ").replace('\u{2212}', "-"));
}

/// REP-24.
#[test]
fn opening_is_what_came_before_the_periods() {
    check(
        &[
            (202_600, 1, 500, 0),
            (202_600, 2, 0, 500),
            (202_601, 1, 100, 0),
            (202_601, 2, 0, 100),
            (202_602, 1, 7, 7),
        ],
        expect![[r#"
            1510 | 1510 | 6,00 | 0,07 | 0,07 | 0,00 | 6,00
            3010 | 3010 | -6,00 | 0,00 | 0,00 | 0,00 | -6,00
             | Summa | 0,00 | 0,07 | 0,07 | 0,00 | 0,00
            Stämmer med huvudboken.
        "#]],
    );
}

/// Rows that take later lines away are negative; what is left of a row may be nothing, and then it is
/// not shown.
#[test]
fn rows_may_be_taken_away_again() {
    check(
        &[
            (202_602, 1, 100, 0),
            (202_602, 2, 0, 100),
            (202_602, 1, -100, 0),
            (202_602, 2, 0, -100),
        ],
        expect![[r#"
             | Summa | 0,00 | 0,00 | 0,00 | 0,00 | 0,00
            Stämmer med huvudboken.
        "#]],
    );
}

/// The balance of an account outside the chart is carried like an asset: nothing disappears.
#[test]
fn earlier_years_are_carried_or_stand_apart() {
    check(
        &[
            (202_505, 1, 900, 0),
            (202_505, 2, 0, 800),
            (202_505, 3, 0, 100),
            (202_602, 1, 0, 50),
            (202_602, 3, 50, 0),
        ],
        expect![[r#"
            1510 | 1510 | 9,00 | 0,00 | 0,50 | -0,50 | 8,50
            9999 |  | -1,00 | 0,50 | 0,00 | 0,50 | -0,50
             | Ej omfört resultat från tidigare år | -8,00 | 0,00 | 0,00 | 0,00 | -8,00
             | Summa | 0,00 | 0,50 | 0,50 | 0,00 | 0,00
            Stämmer med huvudboken.
        "#]],
    );
}

/// Balances that cannot be are told, not smoothed over.
#[test]
fn damaged_balances_are_told() {
    check(
        &[(202_601, 1, 100, 0), (202_601, 2, 0, 99)],
        expect![[r#"
        1510 | 1510 | 1,00 | 0,00 | 0,00 | 0,00 | 1,00
        3010 | 3010 | -0,99 | 0,00 | 0,00 | 0,00 | -0,99
         | Summa | 0,01 | 0,00 | 0,00 | 0,00 | 0,01
        Stämmer inte med huvudboken. Skillnad: 0,01. Kontrollera böckerna med kameral check.
    "#]],
    );
    check(
        &[(202_602, 1, 100, 0), (202_602, 2, 0, 99), (202_601, 2, 0, 1)],
        expect![[r#"
            1510 | 1510 | 0,00 | 1,00 | 0,00 | 1,00 | 1,00
            3010 | 3010 | -0,01 | 0,00 | 0,99 | -0,99 | -1,00
             | Summa | -0,01 | 1,00 | 0,99 | 0,01 | 0,00
            Stämmer inte med huvudboken. Skillnad: 0,01. Kontrollera böckerna med kameral check.
        "#]],
    );
}

/// A sum beyond what an amount can hold is a fault, never another figure.
#[test]
fn a_sum_that_is_too_large_is_a_fault() {
    check(
        &[(202_602, 1, i64::MAX, 0), (202_602, 1, 1, 0)],
        expect![[r#"
        a sum of a report is beyond what an amount can hold
    "#]],
    );
    check(
        &[(202_601, 1, i64::MAX, 0), (202_602, 1, 1, 0)],
        expect![[r#"
        a sum of a report is beyond what an amount can hold
    "#]],
    );
}
