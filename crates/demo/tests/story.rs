//! Facts an accountant would check in the demo's books.

mod facts;

use expect_test::expect;
use facts::{Demo, each_demo, on_sqlite};
use kameral_base::{Ore, TrySum};

/// The day most facts are asked on: the year before is closed, this one has begun.
const TODAY: &str = "2026-03-20";

/// The demo runs on both engines, and its books hold together on both.
#[test]
fn the_books_hold_together_on_both_engines() {
    each_demo(TODAY, |demo| {
        let engine = demo.store.engine();
        for code in ["1098", "2098"] {
            for year in [2025, 2026] {
                assert_eq!(demo.sum(code, year, ""), Ore::ZERO, "{code} {year} on {engine}");
                assert_eq!(demo.sum(code, year, "9"), Ore::ZERO, "class 9 of {code} {year}");
            }
            assert_eq!(demo.carried(code, 2025), demo.opened(code, 2026), "{code} on {engine}");
        }
        state(&demo);
        internal(&demo);
        checked(&demo);
    });
}

/// What an agency reconciles at the end of a year (the handbook's chapters 3 and 5).
fn state(demo: &Demo) {
    let sum = |year, accounts: &[&str]| {
        accounts.iter().fold(Ore::ZERO, |sum, account| {
            sum.checked_add(demo.sum("1098", year, account)).expect("a sum")
        })
    };
    for year in [2025, 2026] {
        for pair in [
            ["19311", "19331"],
            ["19321", "19341"],
            ["19411", "19421"],
            ["19431", "19441"],
        ] {
            assert_eq!(sum(year, &pair), Ore::ZERO, "bank pair {pair:?}");
        }
        assert_eq!(
            sum(year, &["3011", "7311", "1741", "1742", "1751", "1752"]),
            Ore::ZERO,
            "what is charged is revenue of the appropriation"
        );
    }
    assert_eq!(
        demo.coded(2025, "1749", "21").checked_neg(),
        Some(demo.coded(2025, "1741", "21")),
        "grants are charged when paid, and moved at the end of the year"
    );
    central_account(demo);
    assert_eq!(
        sum(2025, &["7211", "1721"]),
        Ore::ZERO,
        "levies go to the revenue title"
    );
    assert_eq!(
        sum(2025, &["1512", "1720", "1721", "1729"]),
        Ore::ZERO,
        "and what is not paid of them is owed to the State"
    );
    assert_eq!(
        sum(2025, &["3", "4", "5", "6", "7", "8"]),
        Ore::ZERO,
        "the result is taken to the capital change"
    );
    assert_eq!(
        sum(2025, &["10", "11", "12", "251"]),
        Ore::ZERO,
        "loans are the book value of assets"
    );
    for (year, account, financier, month, why) in [
        (2025, "1751", "10", 16, "costs are charged with their vouchers"),
        (2025, "1741", "20", 16, "or by a run"),
        (2026, "1751", "10", 3, "the first at once"),
        (2026, "1741", "20", 2, "the second when the month has ended"),
    ] {
        let costs = demo.costs(year, financier, month);
        assert_eq!(costs, demo.coded(year, account, financier), "{why}");
    }
    assert_eq!(demo.lacks(2025), [""; 0], "CLS-03, CLS-09, CLS-10: the year is closed");
    appropriations(demo);
}

/// What is left on the State's central account at the end of the year is what has been charged and not
/// paid, and VAT that has not come back.
fn central_account(demo: &Demo) {
    let accounts = ["1741", "1749", "1793", "1794", "1799", "1542", "1546"];
    let blocks = accounts.map(|account| demo.sum("1098", 2025, account));
    let debts = ["2561", "2581", "2712"].map(|account| demo.coded(2025, account, "20"));
    assert!(debts.iter().any(|debt| !debt.is_zero()), "something is not paid");
    assert_eq!(blocks.into_iter().chain(debts).try_sum(), Some(Ore::ZERO));
}

/// GL-04, GL-16, GL-17, GL-18: keys have run for every month and stand as the books give; what they share out
/// is lifted off where it stood; the first year has no difference left, and the second a proposed rate.
fn internal(demo: &Demo) {
    for (on, off) in [("9411", "9419"), ("9511", "9519"), ("9521", "9529"), ("9811", "9819")] {
        let both = [on, off].map(|account| demo.sum("1098", 2025, account));
        assert!(!both[0].is_zero(), "{on}");
        assert_eq!(both.into_iter().try_sum(), Some(Ore::ZERO), "{on} {off}");
    }
    let months = (1..=12).map(|month| (2025, month)).chain([(2026, 1), (2026, 2)]);
    for (year, month) in months {
        assert_eq!(demo.unshared(year, month), [""; 0], "{year} {month}");
    }
    let told = demo.keys();
    expect![[r"
        gemensamt 1 in_force : 980000 millionths
        gemensamt 2 proposed 2026-03-01: 1045594 millionths
        lokaler 1 in_force 2025-01-01: 24 receivers
        lokaler 2 in_force 2025-07-01: 23 receivers
        lokaler 3 in_force 2026-01-01: 24 receivers
        tid 1 in_force : price
        202512 gemensamt: real 28 864 061,16, charged 28 047 759,74, spread 816 301,42, left 0,00
        202602 gemensamt: real 4 952 149,62, charged 4 690 526,96, spread 0,00, left −261 622,66
    "]]
    .assert_eq(&told);
}

/// APR-10, APR-20: the register ends the year with what the blocks of settlement do, and begins the next
/// with it; commitments are settled by the grants that are paid.
fn appropriations(demo: &Demo) {
    expect![[r"
        2025 3:4 ap.1: given 1 912 300,00 104 400 000,00 600 000,00 0,00, charged 104 367 627,53 0,00, kept 2 544 672,47 low
        2025 3:4 ap.2: given 60 000,00 1 850 000,00 0,00 0,00, charged 1 806 152,09 0,00, kept 55 500,00 low
        2025 3:5 ap.1: given 0,00 25 800 000,00 0,00 0,00, charged 25 010 000,00 0,00, kept 0,00 low
        2025 2552: given 0,00 0,00 0,00 0,00, charged 0,00 854 945,00, kept 0,00 enough
        2026 3:4 ap.1: given 2 544 672,47 105 600 000,00 0,00 0,00, charged 20 777 239,21 0,00, kept 3 168 000,00 enough
        2026 3:4 ap.2: given 103 847,91 2 000 000,00 0,00 −48 347,91, charged 238 016,00 0,00, kept 60 000,00 enough
        2026 3:5 ap.1: given 790 000,00 24 600 000,00 0,00 −790 000,00, charged 6 147 000,00 0,00, kept 0,00 enough
        2026 2552: given 0,00 0,00 0,00 0,00, charged 0,00 120 178,00, kept 0,00 enough
        1 Sandviks kustkommun: 3 200 000,00, 7 payments, 0,00 left
        2 Norrhult kommun: 2 400 000,00, 5 payments, 0,00 left
        3 Älvdals friluftskommun: 4 000 000,00, 5 payments, 1 335 000,00 left
        4 Region Mittlandet: 2 500 000,00, 1 payments, 1 932 000,00 left
    "]].assert_eq(&demo.appropriations());
    let block = ["1750", "1751", "1758"].map(|account| demo.sum("1098", 2025, account));
    let saving = demo.standings(2025).of("3:4 ap.1").expect("the item").closing.saving;
    assert_eq!(block.into_iter().try_sum(), saving.checked_neg());
    assert_eq!(demo.opened("1098", 2026).get("1750").copied(), saving.checked_neg());
}

/// The integrity check finds nothing but the number the e-commerce service lost.
fn checked(demo: &Demo) {
    let told: Vec<String> = ["1098", "2098"].iter().flat_map(|code| demo.findings(code)).collect();
    expect![[r"
        outside_gap E-2025  100777..100777
    "]]
    .assert_eq(&(told.join("\n") + "\n"));
}

/// The same day gives the same books, voucher by voucher.
#[test]
fn the_same_day_gives_the_same_books() {
    let heads = [(); 2].map(|()| on_sqlite(TODAY, None).heads());
    assert_eq!(heads[0], heads[1]);
    assert_eq!(heads[0].len(), 2);
}

/// Volume comes beside the ordinary vouchers, to the number asked for.
#[test]
fn as_many_vouchers_as_are_asked_for() {
    let ordinary = on_sqlite(TODAY, None);
    let count = ordinary.report.entities[0].2;
    assert!((5_000..10_000).contains(&count), "{count} vouchers");
    let more = on_sqlite(TODAY, Some(count + 2_500));
    assert_eq!(more.report.entities[0].2, count + 2_500);
    assert_eq!(more.sum("1098", 2025, "9"), Ore::ZERO);
    assert_eq!(more.costs(2025, "10", 16), more.sum("1098", 2025, "1751"));
    checked(&more);
}

/// A demo of early January: the year before is not closed yet.
#[test]
fn in_january_the_year_before_is_still_open() {
    let demo = on_sqlite("2027-01-05", None);
    assert_eq!(demo.sum("1098", 2026, "8999"), Ore::ZERO);
    assert_eq!(demo.sum("1098", 2026, ""), Ore::ZERO);
    checked_of(&demo, 2026);
}

fn checked_of(demo: &Demo, year: i32) {
    let gap = format!("outside_gap E-{year}  100777..100777");
    assert_eq!(demo.findings("1098"), [gap]);
}

/// What is shown of it: drafts, templates, open items, history, corrections.
#[test]
fn there_is_something_of_everything() {
    let demo = on_sqlite(TODAY, None);
    expect![[r#"
        accrual 69
        allocation_run 43
        annulled 1
        bank 219
        closing 7
        customer_invoice 677
        customer_payment 637
        depreciation 14
        file_import 14
        general 453
        opening_balance 2
        payroll 14
        recoding 28
        reversal 8
        rule_run 14
        service_invoice 1925
        supplier_invoice 1392
        supplier_payment 124
        anna: [] ["Hyra, periodisering"]
        bo: [] ["Hyra, periodisering"]
        cecilia: [] ["Hyra, periodisering"]
        david: ["Omfördelning av It-kostnader"] ["Hyra, periodisering"]
        eva: ["Utlägg för studiebesök"] ["Hyra, periodisering", "Reseräkning"]
        farah: [] ["Hyra, periodisering"]
        gustav: [] ["Hyra, periodisering"]
        helena: [] ["Hyra, periodisering"]
        malin: [] ["Hyra, periodisering"]
        parked: Periodisering av försäkringspremie (Väntar på underlag från Kammarkollegiet, belopp enligt fakturan men perioden ska stämmas av)
        202500 closed, 202501 closed, 202502 closed, 202503 closed, 202504 closed, 202505 closed, 202506 closed, 202507 closed, 202508 closed, 202509 closed, 202510 closed, 202511 closed, 202512 closed, 202513 closed, 202600 closed, 202601 closed, 202602 held, 202603 open, 202604 open, 202605 open, 202606 open, 202607 open, 202608 open, 202609 open, 202610 open, 202611 open, 202612 open, 202613 open
    "#]].assert_eq(&demo.told());
    // CLS-14: nothing was posted into what was reported.
    expect![[r"
        hermes 1 202510 true
        hermes 2 202511 true
        hermes 3 202512 true
        hermes 4 202513 true
        hermes-real 1 202512 true
        hermes 5 202601 true
        hermes 6 202602 true
    "]]
    .assert_eq(&(demo.reported(2025) + &demo.reported(2026)));
}
