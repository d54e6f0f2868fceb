//! Stories about commitments.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use crate::story;

use expect_test::expect;
use story::check;

/// APR-20: 300 over three years stops on a frame of 250 and stands on one of 350; what is paid the
/// first year reduces that year. What is not under 17 § first paragraph does not count.
#[test]
fn a_frame_holds() {
    check(
        "anslag 1:5 Forskning fin=10 scr övrigt
         belopp 1:5 2026 allotment 1000,00
         villkor 1:5 2026 frame=250,00
         åtagande 1:5 2026-02-01 300,00 2026=100,00 2027=100,00 2028=100,00
         villkor 1:5 2026 frame=350,00
         åtagande 1:5 2026-02-01 300,00 2026=100,00 2027=100,00 2028=100,00
         åtagande 1:5 2026-02-01 500,00 2026=500,00 utanför
         bemyndigande 1:5
         infria 1 2026-05-01 100,00
         åtagande 1:5 2026-06-01 150,00 2027=150,00
         bemyndigande 1:5
         åtagande 1:5 2026-06-01 0,01 2027=0,01
         upphäv 1 2026-06-30 40,00
         bemyndigande 1:5",
        expect![[r#"
            nekad: commitment_beyond_frame (item 1:5, frame 250,00, left 250,00, asked 300,00)
            nr 1
            nr 2
            1 1:5: 2026=100,00 2027=100,00 2028=100,00
            2 1:5: 2026=500,00
            räknas 300,00
            nr 3
            1 1:5: 2027=100,00 2028=100,00
            2 1:5: 2026=500,00
            3 1:5: 2027=150,00
            räknas 350,00
            nekad: commitment_beyond_frame (item 1:5, frame 350,00, left 0,00, asked 0,01)
            1 1:5: 2027=100,00 2028=60,00
            2 1:5: 2026=500,00
            3 1:5: 2027=150,00
            räknas 310,00
        "#]],
    );
}

/// Anslagsförordningen 17 § second paragraph: without a frame a tenth, as a warning.
#[test]
fn without_a_frame_more_than_a_tenth_is_a_warning() {
    check(
        "anslag 1:5 Forskning fin=10 scr övrigt
         belopp 1:5 2026 allotment 1000,00
         åtagande 1:5 2026-02-01 100,00 2027=100,00
         åtagande 1:5 2026-02-01 1,00 2027=1,00
         åtagande 1:5 2026-02-01 1,00 2027=1,00 godta
         åtagande 1:5 2026-02-01 1,00 2027=1,00 godta skäl
         bemyndigande 1:5",
        expect![[r#"
            nr 1
            nekad: commitment_beyond_tenth (item 1:5, most 100,00, left 0,00, asked 1,00)
            nekad: commitment_reason_missing ()
            nr 2
            1 1:5: 2027=100,00
            2 1:5: 2027=1,00
            räknas 101,00
        "#]],
    );
}

/// What the register of commitments refuses; a voucher line settles once.
#[test]
fn what_is_refused() {
    check(
        "anslag 1:5 Forskning fin=10 scr övrigt
         belopp 1:5 2026 allotment 1000,00
         villkor 1:5 2026 frame=500,00
         åtagande 9:9 2026-02-01 100,00 2026=100,00
         åtagande 1:5 2026-02-01 100,00 2026=60,00 2027=50,00
         åtagande 1:5 2026-02-01 100,00 2025=50,00 2026=50,00
         åtagande 1:5 2026-02-01 0,00
         åtagande 1:5 2026-02-01 100,00 2026=100,00
         bokför 2026-03-10 | 1741 FIN=10 60,00 | 3011 FIN=10 -60,00
         infria 1 2026-03-10 60,00 rad=A-2026-9:1
         infria 1 2026-03-10 60,00 rad=A-2026-1:3
         infria 1 2026-03-10 60,00 rad=A-2026-1:1
         infria 1 2026-03-10 10,00 rad=A-2026-1:1
         infria 1 2026-03-10 41,00
         infria 1 2026-01-10 1,00
         infria 7 2026-03-10 1,00
         bemyndigande 1:5",
        expect![[r#"
            nekad: appropriation_item_unknown (item 9:9)
            nekad: commitment_years_sum (sum 110,00, total 100,00)
            nekad: commitment_year (year 2025)
            nekad: commitment_amount_not_positive ()
            nr 1
            nekad: commitment_line_unknown (voucher A-2026-9, line 1)
            nekad: commitment_line_unknown (voucher A-2026-1, line 3)
            nekad: commitment_line_settled (voucher A-2026-1, line 1, commitment 1)
            nekad: commitment_beyond_outstanding (outstanding 40,00, asked 41,00)
            nekad: commitment_event_before (commitment 1)
            nekad: commitment_unknown (commitment 7)
            1 1:5: 2026=40,00
            räknas 40,00
        "#]],
    );
}
