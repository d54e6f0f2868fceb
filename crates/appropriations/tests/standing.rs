//! Stories about what is left, and about the end of a year.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use crate::story;

use std::fmt::Write as _;

use expect_test::expect;
use story::check;

/// APR-10: opening 5, allotment 100: 97 leaves 8; 108 is 3 on a credit of 5; 112 is beyond it.
#[test]
fn saving_credit_and_alarm() {
    check(
        "anslag 1:5 Strandskydd fin=10 övrigt
         villkor 1:5 2026 credit=5,00
         belopp 1:5 2026 opening 5,00
         belopp 1:5 2026 allotment 100,00
         bokför 2026-02-01 | 1751 FIN=10 80,00 | 3011 FIN=10 -80,00
         ställning 2026
         bokför 2026-03-01 | 1751 FIN=10 17,00 | 3011 FIN=10 -17,00
         ställning 2026
         bokför 2026-04-01 | 1751 FIN=10 11,00 | 3011 FIN=10 -11,00
         ställning 2026
         bokför godta 2026-05-01 | 1751 FIN=10 4,00 | 3011 FIN=10 -4,00
         ställning 2026",
        expect![[r#"
            1:5          disponibelt 105,00 utgifter 80,00 inkomster 0,00 kvar 25,00 med kredit 30,00 enough | sparas 25,00 dras in 0,00 kredit 0,00
            1:5          disponibelt 105,00 utgifter 97,00 inkomster 0,00 kvar 8,00 med kredit 13,00 low | sparas 8,00 dras in 0,00 kredit 0,00
            1:5          disponibelt 105,00 utgifter 108,00 inkomster 0,00 kvar −3,00 med kredit 2,00 on_credit | sparas 0,00 dras in 0,00 kredit 3,00
            1:5          disponibelt 105,00 utgifter 112,00 inkomster 0,00 kvar −7,00 med kredit −2,00 beyond_credit | sparas 0,00 dras in 0,00 kredit 7,00 BRUTEN
        "#]],
    );
}

/// The year's parts, gross income apart, a title, and what no item finances; also on an earlier day.
#[test]
fn outturn_comes_from_the_cube_by_financier() {
    check(
        "anslag 1:5 Strandskydd
         anslag 1:5_ap.1 Tillsyn i=1:5 fin=10
         anslag 1:5_ap.2 Bidrag i=1:5 fin=11 scr kassa brutto
         titel 2811 Avgifter fin=90 scr
         belopp 1:5_ap.1 2026 allotment 1000,00
         belopp 1:5_ap.2 2026 allotment 500,00 dag=2026-03-20
         bokför 2026-02-10 | 1751 FIN=10 300,00 | 3011 FIN=10 -300,00
         bokför 2026-03-10 | 1741 FIN=11 200,00 | 3011 FIN=11 -200,00
         bokför 2026-03-20 | 1742 FIN=11 -50,00 | 3011 FIN=11 50,00
         bokför 2026-04-10 | 1721 FIN=90 -70,00 | 7211 FIN=90 70,00
         bokför 2026-04-10 | 1751 FIN=30 5,00 | 3011 FIN=30 -5,00
         ställning 2026
         ställning 2026 per=2026-03-15
         ställning 2026 per=2026-03-31",
        expect![[r#"
            1:5          disponibelt 1 500,00 utgifter 500,00 inkomster 50,00 kvar 1 050,00 med kredit 1 095,00 enough | sparas 0,00 dras in 0,00 kredit 0,00
              1:5 ap.1   disponibelt 1 000,00 utgifter 300,00 inkomster 0,00 kvar 700,00 med kredit 730,00 enough | sparas 30,00 dras in 670,00 kredit 0,00
              1:5 ap.2   disponibelt 500,00 utgifter 200,00 inkomster 50,00 kvar 350,00 med kredit 365,00 enough | sparas 15,00 dras in 335,00 kredit 0,00
            2811         disponibelt 0,00 utgifter 0,00 inkomster 70,00 kvar 70,00 med kredit 70,00 enough | sparas 0,00 dras in 70,00 kredit 0,00
            utan anslag 5,00
            1:5          disponibelt 0,00 utgifter 500,00 inkomster 0,00 kvar −500,00 med kredit −500,00 beyond_credit | sparas 0,00 dras in 0,00 kredit 0,00
              1:5 ap.1   disponibelt 0,00 utgifter 300,00 inkomster 0,00 kvar −300,00 med kredit −300,00 beyond_credit | sparas 0,00 dras in 0,00 kredit 300,00 BRUTEN
              1:5 ap.2   disponibelt 0,00 utgifter 200,00 inkomster 0,00 kvar −200,00 med kredit −200,00 beyond_credit | sparas 0,00 dras in 0,00 kredit 200,00 BRUTEN
            2811         disponibelt 0,00 utgifter 0,00 inkomster 0,00 kvar 0,00 med kredit 0,00 enough | sparas 0,00 dras in 0,00 kredit 0,00
            1:5          disponibelt 500,00 utgifter 500,00 inkomster 50,00 kvar 50,00 med kredit 65,00 beyond_credit | sparas 0,00 dras in 0,00 kredit 0,00
              1:5 ap.1   disponibelt 0,00 utgifter 300,00 inkomster 0,00 kvar −300,00 med kredit −300,00 beyond_credit | sparas 0,00 dras in 0,00 kredit 300,00 BRUTEN
              1:5 ap.2   disponibelt 500,00 utgifter 200,00 inkomster 50,00 kvar 350,00 med kredit 365,00 enough | sparas 15,00 dras in 335,00 kredit 0,00
            2811         disponibelt 0,00 utgifter 0,00 inkomster 0,00 kvar 0,00 med kredit 0,00 enough | sparas 0,00 dras in 0,00 kredit 0,00
        "#]],
    );
}

/// APR-10, APR-18: the handbook's five cases through three years, each in its own appropriation: as
/// planned, more than may be kept, on credit and the year after it, and beyond the credit.
#[test]
fn five_cases_roll_through_three_years() {
    let year = |year: i64, outturn: [i64; 4]| {
        let mut story = format!("börja {year}\n");
        for (at, item) in ["1:1", "1:2", "1:3", "1:4"].iter().enumerate() {
            let (fin, ore) = (["10", "11", "12", "20"][at], outturn[at]);
            let _ = writeln!(story, "belopp {item} {year} allotment 100000,00");
            let _ = writeln!(
                story,
                "bokför godta {year}-11-30 | 1751 FIN={fin} {ore},00 | 3011 FIN={fin} -{ore},00"
            );
        }
        story + &format!("ställning {year}\n")
    };
    let items =
        "anslag 1:1 Normalår fin=10\nanslag 1:2 Sparar fin=11\nanslag 1:3 Kredit fin=12\nanslag 1:4 Bruten fin=20\n";
    let first = year(2025, [98_000, 95_000, 102_000, 103_500]).replace("börja 2025\n", "");
    let story = items.to_owned()
        + &first
        + &year(2026, [100_000, 103_000, 97_000, 96_500])
        + &year(2027, [102_000, 100_000, 100_000, 100_000])
        + "börja 2028\nställning 2028";
    check(
        &story,
        expect![[r#"
            1:1          disponibelt 100 000,00 utgifter 98 000,00 inkomster 0,00 kvar 2 000,00 med kredit 5 000,00 low | sparas 2 000,00 dras in 0,00 kredit 0,00
            1:2          disponibelt 100 000,00 utgifter 95 000,00 inkomster 0,00 kvar 5 000,00 med kredit 8 000,00 low | sparas 3 000,00 dras in 2 000,00 kredit 0,00
            1:3          disponibelt 100 000,00 utgifter 102 000,00 inkomster 0,00 kvar −2 000,00 med kredit 1 000,00 on_credit | sparas 0,00 dras in 0,00 kredit 2 000,00
            1:4          disponibelt 100 000,00 utgifter 103 500,00 inkomster 0,00 kvar −3 500,00 med kredit −500,00 beyond_credit | sparas 0,00 dras in 0,00 kredit 3 500,00 BRUTEN
            började [5, 6, 7, 8, 9]
            1:1          disponibelt 102 000,00 utgifter 100 000,00 inkomster 0,00 kvar 2 000,00 med kredit 5 000,00 low | sparas 2 000,00 dras in 0,00 kredit 0,00
            1:2          disponibelt 103 000,00 utgifter 103 000,00 inkomster 0,00 kvar 0,00 med kredit 3 000,00 low | sparas 0,00 dras in 0,00 kredit 0,00
            1:3          disponibelt 98 000,00 utgifter 97 000,00 inkomster 0,00 kvar 1 000,00 med kredit 4 000,00 low | sparas 1 000,00 dras in 0,00 kredit 0,00
            1:4          disponibelt 96 500,00 utgifter 96 500,00 inkomster 0,00 kvar 0,00 med kredit 3 000,00 low | sparas 0,00 dras in 0,00 kredit 0,00
            började [14, 15]
            1:1          disponibelt 102 000,00 utgifter 102 000,00 inkomster 0,00 kvar 0,00 med kredit 3 000,00 low | sparas 0,00 dras in 0,00 kredit 0,00
            1:2          disponibelt 100 000,00 utgifter 100 000,00 inkomster 0,00 kvar 0,00 med kredit 3 000,00 low | sparas 0,00 dras in 0,00 kredit 0,00
            1:3          disponibelt 101 000,00 utgifter 100 000,00 inkomster 0,00 kvar 1 000,00 med kredit 4 000,00 low | sparas 1 000,00 dras in 0,00 kredit 0,00
            1:4          disponibelt 100 000,00 utgifter 100 000,00 inkomster 0,00 kvar 0,00 med kredit 3 000,00 low | sparas 0,00 dras in 0,00 kredit 0,00
            började [20]
            1:1          disponibelt 0,00 utgifter 0,00 inkomster 0,00 kvar 0,00 med kredit 0,00 enough | sparas 0,00 dras in 0,00 kredit 0,00
            1:2          disponibelt 0,00 utgifter 0,00 inkomster 0,00 kvar 0,00 med kredit 0,00 enough | sparas 0,00 dras in 0,00 kredit 0,00
            1:3          disponibelt 1 000,00 utgifter 0,00 inkomster 0,00 kvar 1 000,00 med kredit 1 000,00 enough | sparas 1 000,00 dras in 0,00 kredit 0,00
            1:4          disponibelt 0,00 utgifter 0,00 inkomster 0,00 kvar 0,00 med kredit 0,00 enough | sparas 0,00 dras in 0,00 kredit 0,00
        "#]],
    );
}

/// APR-10, APR-18: three years; what may not be kept is carried away the year after.
#[test]
fn a_year_begins_with_what_the_last_one_ended_with() {
    check(
        "anslag 1:5 Strandskydd fin=10
         anslag 1:6 Fältarbete fin=11 övrigt dras
         belopp 1:5 2025 allotment 100000,00
         belopp 1:6 2025 allotment 500,00
         bokför 2025-05-01 | 1751 FIN=10 95000,00 | 3011 FIN=10 -95000,00
         börja 2026
         belopp 1:5 2026 allotment 100000,00
         ställning 2026
         bokför godta 2026-05-01 | 1751 FIN=10 105000,00 | 3011 FIN=10 -105000,00
         ställning 2026
         börja 2026
         börja 2027
         belopp 1:5 2027 allotment 100000,00
         ställning 2027",
        expect![[r#"
            började [3, 4]
            1:5          disponibelt 103 000,00 utgifter 0,00 inkomster 0,00 kvar 103 000,00 med kredit 106 000,00 enough | sparas 3 000,00 dras in 100 000,00 kredit 0,00
            1:6          disponibelt 0,00 utgifter 0,00 inkomster 0,00 kvar 0,00 med kredit 0,00 enough | sparas 0,00 dras in 0,00 kredit 0,00
            1:5          disponibelt 103 000,00 utgifter 105 000,00 inkomster 0,00 kvar −2 000,00 med kredit 1 000,00 on_credit | sparas 0,00 dras in 0,00 kredit 2 000,00
            1:6          disponibelt 0,00 utgifter 0,00 inkomster 0,00 kvar 0,00 med kredit 0,00 enough | sparas 0,00 dras in 0,00 kredit 0,00
            nekad: appropriation_nothing_begins (year 2026)
            började [6]
            1:5          disponibelt 98 000,00 utgifter 0,00 inkomster 0,00 kvar 98 000,00 med kredit 101 000,00 enough | sparas 3 000,00 dras in 95 000,00 kredit 0,00
            1:6          disponibelt 0,00 utgifter 0,00 inkomster 0,00 kvar 0,00 med kredit 0,00 enough | sparas 0,00 dras in 0,00 kredit 0,00
        "#]],
    );
}

/// APR-10, APR-18: an appropriation that stands in the State's budget no more: its saving may be used
/// during two budget years, and what is left then is carried away (anslagsförordningen 7 §).
#[test]
fn saving_lapses_two_years_after_the_last_budget() {
    check(
        "anslag 1:5 Strandskydd fin=10
         anslag 1:6 Fältarbete fin=11 övrigt
         belopp 1:5 2025 allotment 100000,00
         belopp 1:6 2025 allotment 500,00
         bokför 2025-05-01 | 1751 FIN=10 98000,00 | 3011 FIN=10 -98000,00
         börja 2026
         bokför 2026-05-01 | 1751 FIN=10 400,00 | 3011 FIN=10 -400,00
         ställning 2026
         börja 2027
         bokför 2027-05-01 | 1751 FIN=10 100,00 | 3011 FIN=10 -100,00
         ställning 2027
         villkor 1:6 2027 years=4
         villkor 1:6 2027 years=100
         ställning 2027
         börja 2028
         ställning 2028",
        expect![[r#"
            började [3, 4]
            1:5          disponibelt 2 000,00 utgifter 400,00 inkomster 0,00 kvar 1 600,00 med kredit 1 600,00 enough | sparas 1 600,00 dras in 0,00 kredit 0,00
            1:6          disponibelt 500,00 utgifter 0,00 inkomster 0,00 kvar 500,00 med kredit 500,00 enough | sparas 500,00 dras in 0,00 kredit 0,00
            började [5, 6]
            1:5          disponibelt 1 600,00 utgifter 100,00 inkomster 0,00 kvar 1 500,00 med kredit 1 500,00 enough | sparas 0,00 dras in 1 500,00 kredit 0,00
            1:6          disponibelt 500,00 utgifter 0,00 inkomster 0,00 kvar 500,00 med kredit 500,00 enough | sparas 0,00 dras in 500,00 kredit 0,00
            nekad: appropriation_term_out_of_range ()
            1:5          disponibelt 1 600,00 utgifter 100,00 inkomster 0,00 kvar 1 500,00 med kredit 1 500,00 enough | sparas 0,00 dras in 1 500,00 kredit 0,00
            1:6          disponibelt 500,00 utgifter 0,00 inkomster 0,00 kvar 500,00 med kredit 500,00 enough | sparas 500,00 dras in 0,00 kredit 0,00
            började [7, 8, 9]
            1:5          disponibelt 0,00 utgifter 0,00 inkomster 0,00 kvar 0,00 med kredit 0,00 enough | sparas 0,00 dras in 0,00 kredit 0,00
            1:6          disponibelt 500,00 utgifter 0,00 inkomster 0,00 kvar 500,00 med kredit 500,00 enough | sparas 0,00 dras in 500,00 kredit 0,00
        "#]],
    );
}
