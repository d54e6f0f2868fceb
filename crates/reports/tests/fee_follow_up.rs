//! Income under 4 § of the fees ordinance beside administration cost (GL-30).

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them so")]

use crate::books;

use books::{Books, column, each_case, ore, table, told_by_standard, total, written};
use expect_test::expect;
use kameral_base::{Date, FiscalYear, Ore, Period};
use kameral_ledger::model::RuleSet;
use kameral_ledger::register::Change;
use kameral_ledger::voucher::{DraftLine, DraftVoucher};
use kameral_reports::{Format, Reconciles, RowKind, Table, Value};
use proptest::prelude::*;
use proptest::sample::select;

/// The standard books have 2025 and 2026; a follow-up of 24 months needs one more.
fn year_before(books: &Books) {
    books.change(&[Change::Year(FiscalYear::calendar(2024).expect("a year"))]);
}

/// Costs of 10 000 and 500 of income in two years and a half, a part of it too old to count, and other
/// fees, grants and transfers that are neither.
const YEARS: &str = "
    2024-02-01 För gammalt | 1910 9000,00 | 3111 FIN=20 -9000,00
    2024-06-01 Löner | 4011 FIN=10 1000,00 | 1910 -1000,00
    2024-10-01 Löner | 4011 FIN=10 2000,00 | 1910 -2000,00
    2024-10-02 Kopior | 1910 100,00 | 3391 FIN=20 -100,00
    2024-12-31 period=202413 Avskrivning | 69132 FIN=10 1000,00 | 1229 -1000,00
    2025-05-01 Löner | 4011 FIN=10 4000,00 | 1910 -4000,00
    2025-05-02 Kurs | 1910 175,00 | 3131 FIN=20 -175,00
    2025-05-03 Kurs | 1910 175,00 | 3132 FIN=20 -175,00
    2026-02-01 Löner | 4011 FIN=10 2000,00 | 1910 -2000,00
    2026-02-02 Uppdrag | 1910 7000,00 | 3311 FIN=20 -7000,00
    2026-02-03 Bidrag | 7711 FIN=11 8000,00 | 1794 -8000,00
    2026-02-04 Kopior | 1910 51,00 | 3391 FIN=20 -51,00
    2026-02-05 Åter | 3391 FIN=20 1,00 | 1910 -1,00
";

/// GL-30: 24 months through the period asked, the share to two decimals, closing periods with their
/// month; a share that is exactly the limit is not above it.
#[test]
fn income_under_section_4_over_24_months() {
    let told = told_by_standard(RuleSet::State, |books| {
        year_before(books);
        books.play(YEARS);
        let mut told = written(&books.cx, "fee-follow-up --period 202602", Format::Text);
        books.play("2026-02-06 Kopior | 1910 0,01 | 3391 FIN=20 -0,01");
        let above = written(&books.cx, "fee-follow-up --period 202602 --language en", Format::Text);
        for line in above.lines().skip_while(|line| !line.contains("202601..")) {
            told.push_str(line);
            told.push('\n');
        }
        told
    });
    expect![[r#"
        Uppföljning enligt avgiftsförordningen

        Redovisningsföretag              1098 Strandskyddsnämnden
        Period                           202602
        Räkenskapsår                     2026
        Registrerat till och med nummer  13
        Framställd                       2026-06-30 12:00 UTC, operator
        Belopp i                         SEK

                                                                                                      Intäkter                         Andel av
                                                                                                        enligt                       kostnaden,
        Period  Konto  Beskrivning                                                                         4 §  Förvaltningskostnad           %
        ──────  ─────  ─────────────────────────────────────────────────────────────────────────────  ────────  ───────────────────  ──────────
        202403         Månaden                                                                            0,00                 0,00
        202404         Månaden                                                                            0,00                 0,00
        202405         Månaden                                                                            0,00                 0,00
        202406         Månaden                                                                            0,00             1 000,00        0,00
        202407         Månaden                                                                            0,00                 0,00
        202408         Månaden                                                                            0,00                 0,00
        202409         Månaden                                                                            0,00                 0,00
        202410         Månaden                                                                          100,00             2 000,00        5,00
                3391   Kopior enligt 15 § (avgiftsförordningen)                                         100,00
        202411         Månaden                                                                            0,00                 0,00
        202412         Månaden                                                                            0,00             1 000,00        0,00
                       Månaderna 202403..202412                                                         100,00             4 000,00        2,50
        202501         Månaden                                                                            0,00                 0,00
        202502         Månaden                                                                            0,00                 0,00
        202503         Månaden                                                                            0,00                 0,00
        202504         Månaden                                                                            0,00                 0,00
        202505         Månaden                                                                          350,00             4 000,00        8,75
                3131   Avgifter enligt 4 § avgiftsförordningen, konferenser och kurser, inomstatliga    175,00
                3132   Avgifter enligt 4 § avgiftsförordningen, konferenser och kurser, utomstatliga    175,00
        202506         Månaden                                                                            0,00                 0,00
        202507         Månaden                                                                            0,00                 0,00
        202508         Månaden                                                                            0,00                 0,00
        202509         Månaden                                                                            0,00                 0,00
        202510         Månaden                                                                            0,00                 0,00
        202511         Månaden                                                                            0,00                 0,00
        202512         Månaden                                                                            0,00                 0,00
                       Månaderna 202501..202512                                                         350,00             4 000,00        8,75
        202601         Månaden                                                                            0,00                 0,00
        202602         Månaden                                                                           50,00             2 000,00        2,50
                3391   Kopior enligt 15 § (avgiftsförordningen)                                          50,00
                       Månaderna 202601..202602                                                          50,00             2 000,00        2,50
                       Ska vara noll: intäkter över gränsen 5 procent av kostnaden                        0,00                             5,00
        ──────  ─────  ─────────────────────────────────────────────────────────────────────────────  ────────  ───────────────────  ──────────
                       Summa                                                                            500,00            10 000,00        5,00

        Stämmer med råbalansen för urvalet. Resten av huvudboken: -9 500,00.
                         The months 202601..202602                                                                   50,01        2 000,00   2,50
                         Must be zero: income above the limit of 5 per cent of the cost                               0,01                   5,00
        ──────  ───────  ──────────────────────────────────────────────────────────────────────────────────────  ─────────  ──────────────  ─────
                         Total                                                                                      500,01       10 000,00   5,00

        Income under section 4 is 5,00 per cent of the administration cost, above the limit of 5 per cent. Reduce the activity, or ask the Government for an authorisation for it.
        Agrees with the trial balance of the selection. The rest of the general ledger: -9 499,99.
    "#]].assert_eq(&told);
}

/// GL-30: where the books are younger than 24 months the report says so; months that have not begun do
/// not count.
#[test]
fn books_younger_than_two_years() {
    let told = told_by_standard(RuleSet::State, |books| {
        books.play(
            "2025-05-01 Löner | 4011 FIN=10 4000,00 | 1910 -4000,00
             2026-06-02 Kopior | 1910 500,00 | 3391 FIN=20 -500,00",
        );
        let told = written(&books.cx, "fee-follow-up", Format::Text);
        let shown = ["202501", "202606", "202607", "procent", "Böckerna"];
        let found = told.lines().filter(|line| shown.iter().any(|word| line.contains(word)));
        found.collect::<Vec<_>>().join("\n")
    });
    expect![[r#"
        202501         Månaden                                                          0,00                 0,00
                       Månaderna 202501..202512                                         0,00             4 000,00        0,00
        202606         Månaden                                                        500,00                 0,00
                       Månaderna 202601..202606                                       500,00                 0,00
                       Ska vara noll: intäkter över gränsen 5 procent av kostnaden    300,00                             5,00
        Intäkterna enligt 4 § är 12,50 procent av förvaltningskostnaden, mer än gränsen 5 procent. Minska verksamheten, eller begär ett bemyndigande för den av regeringen.
        Böckerna har 18 månader. Gränsen gäller över längre tid än två år, så andelen av 24 månader kan bli en annan."#]].assert_eq(&told);
}

const INCOME: [&str; 3] = ["3111", "3179", "3391"];
const COST: [&str; 3] = ["4011", "5531", "69132"];
const OTHER: [&str; 3] = ["1910", "3311", "7711"];

#[derive(Debug, Clone)]
struct Moved {
    period: Period,
    debit: &'static str,
    credit: &'static str,
    ore: i64,
}

fn moved() -> impl Strategy<Value = Moved> {
    let accounts = || select([&INCOME[..], &COST, &OTHER].concat());
    (2024..=2026, 1_u32..=13, accounts(), accounts(), 1_i64..500_000).prop_map(|(year, month, debit, credit, ore)| {
        // The year that goes on is not closed.
        let month = if year == 2026 { month % 6 + 1 } else { month };
        Moved {
            period: Period::new(year, month).expect("a period"),
            debit,
            credit,
            ore,
        }
    })
}

fn draft(moved: &Moved) -> DraftVoucher {
    let line = |account: &str, ore| DraftLine {
        account: account.to_owned(),
        amount: Ore::new(ore),
        ..DraftLine::default()
    };
    let last = Date::constant(i16::try_from(moved.period.year()).expect("a year"), 12, 31);
    DraftVoucher {
        date: Some(moved.period.first_day().unwrap_or(last)),
        period: Some(moved.period),
        text: "Flytt".to_owned(),
        lines: vec![line(moved.debit, moved.ore), line(moved.credit, -moved.ore)],
        ..DraftVoucher::default()
    }
}

/// What the address of a cell moves, a debit as positive.
fn opened(books: &Books, found: &Table, row: usize, at: usize) -> Option<i64> {
    let address = found.address(&found.rows[row], at)?;
    let is_ledger = address.to_string().starts_with("general-ledger");
    let below = table(&books.cx, &format!("{address} --limit 10000"));
    if is_ledger {
        let (debit, credit) = (column(&below, "debit_ore"), column(&below, "credit_ore"));
        let lines = below.rows.iter().filter(|row| row.kind == RowKind::Line);
        let side = |value: &Value| {
            if let Value::Amount(amount) = value {
                amount.get()
            } else {
                0
            }
        };
        return Some(
            lines
                .map(|row| side(&row.cells[debit]) - side(&row.cells[credit]))
                .sum(),
        );
    }
    Some(total(&below, "period_ore"))
}

fn check(books: &Books, vouchers: &[Moved]) -> Result<(), TestCaseError> {
    year_before(books);
    books.post(vouchers.iter().map(draft).collect());
    let found = table(&books.cx, "fee-follow-up --period 202601..202604");
    let differs = matches!(found.tail.reconciles, Reconciles::Differs { .. });
    prop_assert!(!differs);
    let first = Period::new(2024, 5).expect("a period");
    let last = Period::new(2026, 4).expect("a period");
    let sum = |of: &[&str], counts: &dyn Fn(Period) -> bool| -> i64 {
        let counted = vouchers.iter().filter(|moved| counts(moved.period));
        counted
            .map(|moved| {
                let side = |account: &str, sign: i64| if of.contains(&account) { sign * moved.ore } else { 0 };
                side(moved.debit, 1) + side(moved.credit, -1)
            })
            .sum()
    };
    let within = |period: Period| first <= period && period <= last;
    let (income, cost) = (-sum(&INCOME, &within), sum(&COST, &within));
    let (income_at, cost_at) = (column(&found, "income_ore"), column(&found, "cost_ore"));
    let totals = found.tail.totals.as_ref().expect("totals");
    prop_assert_eq!(
        (ore(&totals.cells[income_at]), ore(&totals.cells[cost_at])),
        (income, cost)
    );
    let is_above = i128::from(cost.max(0)) * 5 < i128::from(income) * 100;
    let control = found.rows.last().expect("a row");
    prop_assert_eq!(control.kind, RowKind::Control);
    prop_assert_eq!(0 < ore(&control.cells[income_at]), is_above);
    let warns = found.tail.notes.iter().any(|note| note.key == "report-note-fee-above");
    prop_assert_eq!(warns, is_above);
    let months = found.rows.iter().filter(|row| row.kind == RowKind::Opened);
    prop_assert_eq!(months.clone().count(), 24);
    for row in months {
        let Value::Period(month) = row.cells[0] else {
            panic!("a month")
        };
        // The closing period stands with December.
        let of_month = |period: Period| {
            period == month || (month.month() == 12 && period.is_closing() && period.year() == month.year())
        };
        prop_assert_eq!(ore(&row.cells[income_at]), -sum(&INCOME, &of_month), "{}", month);
        prop_assert_eq!(ore(&row.cells[cost_at]), sum(&COST, &of_month), "{}", month);
    }
    for at in 0..found.rows.len() {
        let row = &found.rows[at];
        if let Some(below) = opened(books, &found, at, income_at) {
            prop_assert_eq!(-below, ore(&row.cells[income_at]));
        } else {
            prop_assert_eq!(row.kind, RowKind::Control, "{:?}", row);
        }
        if let Some(below) = opened(books, &found, at, cost_at) {
            prop_assert_eq!(below, ore(&row.cells[cost_at]));
        }
    }
    Ok(())
}

/// GL-30: any vouchers in three years; every amount is what its lines add up to and opens on them, and
/// the warning comes with the first öre above the limit.
#[test]
fn fees_are_what_their_lines_add_up_to() {
    each_case(6, &proptest::collection::vec(moved(), 1..24), |books, vouchers| {
        check(books, vouchers)
    });
}
