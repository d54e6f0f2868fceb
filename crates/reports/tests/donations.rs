//! Donations from receipt to use (GL-28).

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them so")]

use crate::books;

use std::collections::BTreeMap;

use books::{Books, column, each_case, ore, table, told_by_standard, total, written};
use expect_test::expect;
use kameral_base::{Date, Ore, Period};
use kameral_ledger::model::{DimensionValue, RuleSet};
use kameral_ledger::register::Change;
use kameral_ledger::voucher::{DraftLine, DraftVoucher};
use kameral_reports::{Format, Reconciles, Row, RowKind, Table, Value};
use proptest::prelude::*;
use proptest::sample::select;

/// Position of the financier in the standard configuration.
const FIN: u8 = 4;

/// Two donations: one to be used, one whose capital stays and whose yield is used.
fn donations() -> Vec<Change> {
    let donation = |value: &str, name: &str, purpose: &str| {
        Change::Value(DimensionValue {
            attributes: serde_json::json!({ "financing_form": "donation", "purpose": purpose }),
            ..DimensionValue::plain(FIN, value, name)
        })
    };
    vec![
        donation("61", "Bergs gåva", "Stigar för alla"),
        donation("62", "Lindska fonden", "Forskning om stränder"),
        donation("63", "Aldrig mottagen", ""),
    ]
}

/// A gift of 1 000 of which 300 is used in the first year; capital of 5 000 with a yield of 80; a gift
/// that nobody has said what it is.
const YEARS: &str = "
    2025-03-01 Gåva | 1960 1000,00 | 3762 FIN=61 -1000,00
    2025-03-02 Fond | 1960 5000,00 | 2030 FIN=62 -5000,00
    2025-10-01 Stig | 4011 FIN=61 ORG=210 300,00 | 1960 -300,00
    2025-12-30 Ränta | 1960 80,00 | 3831 FIN=62 -80,00
    2025-12-31 Oförbrukat | 3769 FIN=61 700,00 | 2732 FIN=61 -700,00
    2026-02-01 Spång | 5531 FIN=61 ORG=210 250,00 | 1960 -250,00
    2026-02-02 Forskare | 4011 FIN=62 30,00 | 1960 -30,00
    2026-02-28 Använt | 2732 FIN=61 250,00 | 3769 FIN=61 -250,00
    2026-03-01 Åter | 3761 FIN=61 50,00 | 1960 -50,00
    2026-03-02 Okänd gåva | 1960 5,00 | 3762 -5,00
    2026-03-03 Avgift | 1910 900,00 | 3111 FIN=20 -900,00
";

/// The first year closed, and its balances brought forward.
const CLOSED: &str = "
    2025-12-31 period=202513 Resultat | 8999 FIN=62 80,00 | 2090 FIN=62 -80,00
    2026-01-01 period=202600 Ingående | 1960 5780,00 | 2030 FIN=62 -5000,00 | 2073 FIN=62 -80,00 | 2732 FIN=61 -700,00
";

fn told(story: &str, asked: &str) -> String {
    told_by_standard(RuleSet::State, |books| {
        books.change(&donations());
        books.play(story);
        written(&books.cx, asked, Format::Text)
    })
}

/// GL-28: what was there, what came, what was used and given back, what is left; by donation with its
/// purpose.
#[test]
fn a_donation_from_receipt_to_use() {
    expect![[r#"
        Donationer

        Redovisningsföretag              1098 Strandskyddsnämnden
        Period                           202601..202603
        Räkenskapsår                     2026
        Registrerat till och med nummer  11
        Framställd                       2026-06-30 12:00 UTC, operator
        Belopp i                         SEK

                                                                                                   Ingående                                                     Varav
        Finansiär  Beskrivning                                              Ändamål                  balans  Mottaget  Använt  Återlämnat  Återstår  donationskapital
        ─────────  ───────────────────────────────────────────────────────  ─────────────────────  ────────  ────────  ──────  ──────────  ────────  ────────────────
        61         Bergs gåva                                               Stigar för alla          700,00      0,00  250,00       50,00    400,00              0,00
        62         Lindska fonden                                           Forskning om stränder  5 080,00      0,00   30,00        0,00  5 050,00          5 000,00
                   Ska vara noll: bokfört på donationskonton utan donation                             0,00      5,00    0,00        0,00      5,00              0,00
        ─────────  ───────────────────────────────────────────────────────  ─────────────────────  ────────  ────────  ──────  ──────────  ────────  ────────────────
                   Summa                                                                           5 780,00      5,00  280,00       50,00  5 455,00          5 000,00

        År 2026 saknar bokförda ingående balanser. De är hämtade ur räkenskapsår 2025.
        Stämmer med råbalansen för urvalet. Resten av huvudboken: 5 455,00.
    "#]].assert_eq(&told(YEARS, "donations --period 202601..202603"));
}

/// GL-28, CLS-08: closing a year moves a donation between accounts, and changes nothing of it.
#[test]
fn a_closing_changes_no_donation() {
    let rows = |story: &str| {
        told_by_standard(RuleSet::State, |books| {
            books.change(&donations());
            books.play(story);
            written(&books.cx, "donations --period 202601..202603", Format::Csv)
        })
    };
    let closed = rows(&format!("{YEARS}{CLOSED}"));
    assert_eq!(rows(YEARS), closed);
    expect![[r#"
        "FIN","FIN_name","purpose","opening_ore","received_ore","used_ore","returned_ore","remaining_ore","capital_ore"
        "61","Bergs gåva","Stigar för alla",70000,0,25000,5000,40000,0
        "62","Lindska fonden","Forskning om stränder",508000,0,3000,0,505000,500000
        ,"Ska vara noll: bokfört på donationskonton utan donation",,0,500,0,0,500,0
    "#]]
    .assert_eq(&closed);
}

/// GL-28: parted by organisation unit, in English; for someone who may see one unit.
#[test]
fn donations_by_unit() {
    let told = told_by_standard(RuleSet::State, |books| {
        books.change(&donations());
        books.play(YEARS);
        let seen = books.user("eva", &[("ORG", "2*")]);
        let asked = "donations --period 202601..202603 --by FIN,ORG --language en";
        let all = written(&books.cx, asked, Format::CsvSwedish);
        all + &written(&seen, asked, Format::CsvSwedish)
    });
    expect![[r#"
        ﻿"Financier";"Description";"Organisation unit";"Description";"Purpose";"Opening balance";"Received";"Used";"Returned";"Remaining";"Of which donation capital"
        "61";"Bergs gåva";;"(no value)";"Stigar för alla";1000,00;0,00;0,00;50,00;950,00;0,00
        "61";"Bergs gåva";"210";"Norra distriktet";"Stigar för alla";-300,00;0,00;250,00;0,00;-550,00;0,00
        "62";"Lindska fonden";;"(no value)";"Forskning om stränder";5080,00;0,00;30,00;0,00;5050,00;5000,00
        ;"Must be zero: posted on donation accounts without a donation";;;;0,00;5,00;0,00;0,00;5,00;0,00
        ﻿"Financier";"Description";"Organisation unit";"Description";"Purpose";"Opening balance";"Received";"Used";"Returned";"Remaining";"Of which donation capital"
        "61";"Bergs gåva";"210";"Norra distriktet";"Stigar för alla";-300,00;0,00;250,00;0,00;-550,00;0,00
        ;"Must be zero: posted on donation accounts without a donation";;;;0,00;0,00;0,00;0,00;0,00;0,00
    "#]].assert_eq(&told);
}

const ACCOUNTS: [&str; 15] = [
    "1960", "1960", "2030", "2031", "2073", "2090", "2581", "2732", "2775", "3761", "3762", "3769", "4011", "69132",
    "8999",
];
const USED: [&str; 2] = ["4011", "69132"];
const APART: [&str; 2] = ["1960", "2581"];
const ONLY: [&str; 4] = ["2030", "2031", "2775", "3762"];

#[derive(Debug, Clone)]
struct Moved {
    period: Period,
    debit: (&'static str, &'static str),
    credit: (&'static str, &'static str),
    ore: i64,
}

fn moved() -> impl Strategy<Value = Moved> {
    let side = || (select(ACCOUNTS.to_vec()), select(vec!["61", "62", "62", "20", ""]));
    let years = select(vec![2025, 2026]);
    (years, 0_u32..=6, side(), side(), 1_i64..500_000).prop_map(|(year, month, debit, credit, ore)| {
        // Balances alone are opened, and seldom.
        let is_balance = debit.0 < "3" && credit.0 < "3" && 400_000 < ore;
        let month = if month == 0 && !is_balance { 1 } else { month };
        Moved {
            period: Period::new(year, month).expect("a period"),
            debit,
            credit,
            ore,
        }
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
    let new_year = Date::constant(i16::try_from(moved.period.year()).expect("a year"), 1, 1);
    DraftVoucher {
        date: Some(moved.period.first_day().unwrap_or(new_year)),
        period: Some(moved.period),
        text: "Flytt".to_owned(),
        lines: vec![line(moved.debit, moved.ore), line(moved.credit, -moved.ore)],
        ..DraftVoucher::default()
    }
}

/// Credit less debit of lines that count.
fn sum(vouchers: &[Moved], counts: impl Fn(Period, &str, &str) -> bool) -> i64 {
    let of = |moved: &Moved| {
        let side = |(account, financier): (&str, &str), sign: i64| {
            if counts(moved.period, account, financier) {
                sign * moved.ore
            } else {
                0
            }
        };
        side(moved.credit, 1) + side(moved.debit, -1)
    };
    vouchers.iter().map(of).sum()
}

/// The six amounts of a row.
fn amounts(table: &Table, row: &Row) -> Vec<i64> {
    let first = column(table, "opening_ore");
    row.cells[first..].iter().map(ore).collect()
}

/// What stands in the trial balance under each amount of a row, a credit as positive.
fn opened(books: &Books, found: &Table, row: &Row) -> Vec<i64> {
    let first = column(found, "opening_ore");
    let of = |at: usize| {
        let address = found.address(row, at).expect("an amount can be opened");
        let below = table(&books.cx, &format!("{address} --limit 10000"));
        let within = ["received_ore", "used_ore", "returned_ore"].contains(&found.head.columns[at].key.as_str());
        let key = if within { "period_ore" } else { "closing_ore" };
        -total(&below, key)
    };
    (first..row.cells.len()).map(of).collect()
}

fn check(books: &Books, vouchers: &[Moved]) -> Result<(), TestCaseError> {
    books.change(&donations());
    books.post(vouchers.iter().map(draft).collect());
    let found = table(&books.cx, "donations --period 202602..202604");
    let differs = matches!(found.tail.reconciles, Reconciles::Differs { .. });
    prop_assert!(!differs);
    let (year, from, to) = (
        Period::new(2026, 0).expect("a period"),
        Period::new(2026, 2).expect("a period"),
        Period::new(2026, 4).expect("a period"),
    );
    let is_opened = vouchers.iter().any(|moved| moved.period == year);
    let counts = |period: Period| period <= to && (year <= period || !is_opened);
    let expected = |is_of: &dyn Fn(&str, &str) -> bool| {
        let opening = sum(vouchers, |period, account, financier| {
            counts(period) && period < from && is_of(account, financier)
        });
        let within = |of: &dyn Fn(&str) -> bool| {
            sum(vouchers, |period, account, financier| {
                from <= period && period <= to && of(account) && is_of(account, financier)
            })
        };
        let received = within(&|account| !USED.contains(&account) && account != "3761");
        let (used, returned) = (
            -within(&|account| USED.contains(&account)),
            -within(&|account| account == "3761"),
        );
        let capital = sum(vouchers, |period, account, financier| {
            counts(period) && account.starts_with("203") && is_of(account, financier)
        });
        vec![
            opening,
            received,
            used,
            returned,
            opening + received - used - returned,
            capital,
        ]
    };
    let mut rows: BTreeMap<String, &Row> = BTreeMap::new();
    for row in found.rows.iter().filter(|row| row.kind == RowKind::Line) {
        let Value::Text(value) = &row.cells[0] else {
            panic!("a donation")
        };
        rows.insert(value.clone(), row);
    }
    let mut sums = vec![0; 6];
    let without = found.rows.last().expect("a row");
    prop_assert_eq!(without.kind, RowKind::Control);
    for donation in ["61", "62", "63", ""] {
        let is_of = |account: &str, financier: &str| match donation {
            "" => ONLY.contains(&account) && !["61", "62"].contains(&financier),
            donation => financier == donation && !APART.contains(&account),
        };
        let expected = expected(&is_of);
        for (total, amount) in sums.iter_mut().zip(&expected) {
            *total += amount;
        }
        let row = if donation.is_empty() {
            Some(without)
        } else {
            rows.remove(donation)
        };
        let Some(row) = row else {
            prop_assert_eq!(&expected, &vec![0; 6], "{}", donation);
            continue;
        };
        prop_assert_eq!(&amounts(&found, row), &expected, "{}", donation);
        // Under each amount lies what it is made up of; costs and what is given back are debits.
        if !donation.is_empty() {
            let mut below = opened(books, &found, row);
            below[2] = -below[2];
            below[3] = -below[3];
            prop_assert_eq!(&below, &expected, "under {}", donation);
        }
    }
    prop_assert!(rows.is_empty());
    let totals = found.tail.totals.as_ref().expect("totals");
    prop_assert_eq!(&amounts(&found, totals), &sums);
    // The balance sheet's donation capital is the trial balance of its accounts.
    let capital = table(
        &books.cx,
        "trial-balance --period 202600..202604 --where KONTO=2030-2031",
    );
    let closing = total(&capital, "closing_ore");
    prop_assert_eq!(-closing, sums[5]);
    Ok(())
}

/// GL-28: any vouchers, in two years; every amount is what its lines add up to, opens on them, and ties
/// to the trial balance.
#[test]
fn donations_are_what_their_lines_add_up_to() {
    each_case(12, &proptest::collection::vec(moved(), 1..24), |books, vouchers| {
        check(books, vouchers)
    });
}
