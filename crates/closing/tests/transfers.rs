//! Stories about the State's current account: what is moved, and what cannot be told.

use crate::story;

use expect_test::expect;
use story::check;

/// C01, C03, CLS-10, APR-15: the payment moves to the appropriation; value added tax stays until it is
/// compensated, and explains what is left.
#[test]
fn cls_10_c03_a_payment_is_moved_to_its_appropriation() {
    check(
        "2025-03-01 Annons | 5531 ORG=1 FIN=20 500,00 | 1542 125,00 | 2581 -625,00
         omför 202503
         2025-03-20 Betalt | 2581 625,00 | 19431 -625,00
         omför 202503
         omför bokför 202503
         omför 202503
         konton till 202503 17*,15*
         2025-04-10 Kompensation | 19411 125,00 | 1546 -125,00
         omför 202504
         konton till 202504 17*,15*",
        expect![[r"
            > omför 202503
            oförklarat not-known-paid 1749 20 500.00

            > omför 202503
            appropriation 20 500.00
              1749 FIN=20 -500.00
              1799 FIN=20 500.00
            vid sidan 1542 125.00

            > omför bokför 202503
            bokfört: X-2025-1

            > omför 202503
            vid sidan 1542 125.00

            > konton till 202503 17*,15*
              1542 125.00
              1741 500.00
              1749 -500.00
              1794 -625.00
              1799 500.00

            > omför 202504
            inget

            > konton till 202504 17*,15*
              1542 125.00
              1546 -125.00
              1741 500.00
              1749 -500.00
              1793 125.00
              1794 -625.00
              1799 500.00
        "]],
    );
}

/// C12, CLS-10: a receipt moves to its title; 1721+1729 and 1793+1799 come to zero.
#[test]
fn cls_10_c12_a_receipt_is_moved_to_its_title() {
    check(
        "2025-03-01 Avgift | 1512 10000,00 | 7012 FIN=90 -10000,00
         omför 202503
         2025-03-20 Betalt | 19411 10000,00 | 1512 -10000,00
         omför 202503
         omför bokför 202503
         omför bokför 202503
         konton till 202503 17*
         omför 202512",
        expect![[r"
            > omför 202503
            oförklarat not-known-paid 1729 90 10000.00

            > omför 202503
            title 90 10000.00
              1729 FIN=90 10000.00
              1799 FIN=90 -10000.00

            > omför bokför 202503
            bokfört: X-2025-1

            > omför bokför 202503
            bokfört: inget

            > konton till 202503 17*
              1721 -10000.00
              1729 10000.00
              1793 10000.00
              1799 -10000.00

            > omför 202512
            inget
        "]],
    );
}

/// CLS-10: of two fees one is paid, and an invoice with value added tax is not: what is left of payments is
/// the tax; the claim on the other fee is not paid, and explains nothing.
#[test]
fn cls_10_a_claim_that_is_not_paid_explains_nothing_of_what_is() {
    check(
        "2025-03-01 Avgifter | 1512 FIN=90 300,00 | 7012 FIN=90 -300,00
         2025-03-02 Betald avgift | 19411 100,00 | 1512 FIN=90 -100,00
         2025-03-03 Annons | 5531 ORG=1 FIN=20 500,00 | 1542 125,00 | 2581 FIN=20 -625,00
         2025-03-04 Annons till | 5531 ORG=1 FIN=20 80,00 | 1542 20,00 | 2581 FIN=20 -100,00
         2025-03-20 Den första betald | 2581 FIN=20 625,00 | 19431 -625,00
         omför bokför 202503
         omför 202503",
        expect![[r"
            > omför bokför 202503
            bokfört: X-2025-1 X-2025-2

            > omför 202503
            vid sidan 1542 145.00
        "]],
    );
}

/// APR-15: what is booked to 1749 at once is not moved again.
#[test]
fn apr_15_a_payment_booked_directly_is_not_moved() {
    check(
        "2025-03-01 Annons | 5531 ORG=1 FIN=20 500,00 | 2581 -500,00
         2025-03-20 Betalt direkt | 2581 500,00 | 1749 FIN=20 -500,00
         omför 202503",
        expect![[r"
            > omför 202503
            inget
        "]],
    );
}

/// PAY-16: rows of a statement of SCR that went over no bank account are typed on 1793 and 1794, or at once
/// on 1729 and 1749. No covering lines are added, what is paid is charged once, and only what was not typed
/// on its block at once is moved. What moves on the interest account without a bank is typed on 1910.
#[test]
fn pay_16_movements_on_scr_without_a_bank_account_are_typed() {
    check(
        "2025-03-01 Annons | 5531 ORG=1 FIN=20 500,00 | 2581 -500,00
         2025-03-20 Kontoutdrag SCR | 2581 500,00 | 1794 -500,00
         konton 202503 17*,19*,3011
         omför 202503
         2025-04-02 Kontoutdrag SCR | 7751 FIN=21 800,00 | 1749 FIN=21 -800,00
         konton 202504 17*,19*,7311
         2025-05-02 Avgift | 1512 900,00 | 7012 FIN=90 -900,00
         2025-05-20 Kontoutdrag SCR | 1793 400,00 | 1512 -400,00
         2025-05-21 Kontoutdrag SCR | 1729 FIN=90 500,00 | 1512 -500,00
         konton 202505 17*,19*,7211
         2025-06-01 Annons | 5531 ORG=1 FIN=10 300,00 | 2581 -300,00
         2025-06-20 Kontoutdrag räntekonto | 2581 300,00 | 1910 -300,00
         konton 202506 17*,19*,3011
         omför 202506
         omför bokför 202506
         omför 202506
         konton till 202506 17*",
        expect![[r"
            > konton 202503 17*,19*,3011
              1741 500.00
              1794 -500.00
              3011 -500.00

            > omför 202503
            appropriation 20 500.00
              1749 FIN=20 -500.00
              1799 FIN=20 500.00

            > konton 202504 17*,19*,7311
              1741 800.00
              1749 -800.00
              7311 -800.00

            > konton 202505 17*,19*,7211
              1721 -900.00
              1729 500.00
              1793 400.00
              7211 900.00

            > konton 202506 17*,19*,3011
              1751 300.00
              1910 -300.00
              3011 -300.00

            > omför 202506
            appropriation 20 500.00
              1749 FIN=20 -500.00
              1799 FIN=20 500.00
            title 90 400.00
              1729 FIN=90 400.00
              1799 FIN=90 -400.00

            > omför bokför 202506
            bokfört: X-2025-1 X-2025-2

            > omför 202506
            inget

            > konton till 202506 17*
              1721 -900.00
              1729 900.00
              1741 1300.00
              1749 -1300.00
              1751 300.00
              1793 400.00
              1794 -500.00
              1799 100.00
        "]],
    );
}

/// Two appropriations and half a payment: what is known to be paid is moved, the rest is listed; a grant
/// is charged when it is paid.
#[test]
fn cls_10_what_cannot_be_told_is_listed_as_unexplained() {
    check(
        "2025-03-01 Annons | 5531 ORG=1 FIN=20 500,00 | 2581 -500,00
         2025-03-02 Bidrag | 7751 FIN=21 800,00 | 19431 -800,00
         omför 202503
         2025-03-20 Del | 2581 200,00 | 19431 -200,00
         omför 202503
         2025-03-21 Okänt | 19411 70,00 | 2581 -70,00
         2025-03-22 Utreds | 1798 30,00 | 1793 -30,00
         omför 202503",
        expect![[r"
            > omför 202503
            appropriation 21 800.00
              1749 FIN=21 -800.00
              1799 FIN=21 800.00
            oförklarat not-known-paid 1749 20 500.00

            > omför 202503
            appropriation 20 200.00
              1749 FIN=20 -200.00
              1799 FIN=20 200.00
            appropriation 21 800.00
              1749 FIN=21 -800.00
              1799 FIN=21 800.00
            oförklarat not-known-paid 1749 20 300.00

            > omför 202503
            appropriation 20 200.00
              1749 FIN=20 -200.00
              1799 FIN=20 200.00
            appropriation 21 800.00
              1749 FIN=21 -800.00
              1799 FIN=21 800.00
            oförklarat not-known-paid 1749 20 300.00
            oförklarat under-investigation 1798 30.00
            oförklarat rest 40.00
        "]],
    );
}

/// A charge that is taken back after its payment was moved is moved back.
#[test]
fn cls_10_what_is_no_longer_charged_is_moved_back() {
    check(
        "2025-03-01 Annons | 5531 ORG=1 FIN=20 500,00 | 2581 -500,00
         2025-03-20 Betalt | 2581 500,00 | 19431 -500,00
         omför bokför 202503
         2025-04-01 Fel finansiär | 5531 ORG=1 FIN=20 -100,00 | 5531 ORG=1 FIN=30 100,00
         omför 202504
         omför bokför 202504
         omför 202504",
        expect![[r"
            > omför bokför 202503
            bokfört: X-2025-1

            > omför 202504
            appropriation 20 -100.00
              1749 FIN=20 100.00
              1799 FIN=20 -100.00
            oförklarat rest -100.00

            > omför bokför 202504
            bokfört: X-2025-2

            > omför 202504
            oförklarat rest -100.00
        "]],
    );
}

/// APR-16: income received in the interest flow and settled on a title is to be paid to SCR until 1728 is
/// posted.
#[test]
fn apr_16_income_on_the_interest_account_is_to_be_paid_to_scr() {
    check(
        "2025-03-01 Avgift | 1511 FIN=91 400,00 | 7012 FIN=91 -400,00
         omför 202503
         2025-03-20 Betalt | 19311 400,00 | 1511 FIN=91 -400,00
         omför 202503
         omför bokför 202503
         omför 202503
         konton till 202503 17*,19*",
        expect![[r"
            > omför 202503
            inget

            > omför 202503
            title-from-interest 91 400.00
              1728 FIN=91 400.00
              1910 -400.00

            > omför bokför 202503
            bokfört: B-2025-1

            > omför 202503
            inget

            > konton till 202503 17*,19*
              1721 -400.00
              1728 400.00
              19311 400.00
              19331 -400.00
        "]],
    );
}

/// C05, APR-17: a twelfth a month; money that is added is spread over the months that are left; a month
/// that is run again gives nothing.
#[test]
fn apr_17_c05_funds_are_moved_to_the_interest_account_month_by_month() {
    check(
        "omför 202501 inbetalning 10=1200000,00
         omför bokför 202501 inbetalning 10=1200000,00
         omför 202501 inbetalning 10=1200000,00
         omför bokför 202502 inbetalning 10=1310000,00
         konton till 202502
         omför 202512 inbetalning 10=1310000,01
         omför 202513 inbetalning 10=1310000,01
         omför 202501 inbetalning 77=1200000,00
         omför 202501 inbetalning 10=-1,00
         omför 202500
         omför 203001",
        expect![[r"
            > omför 202501 inbetalning 10=1200000,00
            instalment 10 100000.00
              1910 100000.00
              1758 FIN=10 -100000.00

            > omför bokför 202501 inbetalning 10=1200000,00
            bokfört: B-2025-1

            > omför 202501 inbetalning 10=1200000,00
            inget

            > omför bokför 202502 inbetalning 10=1310000,00
            bokfört: B-2025-2

            > konton till 202502
              1758 -210000.00
              1910 210000.00

            > omför 202512 inbetalning 10=1310000,01
            instalment 10 1100000.01
              1910 1100000.01
              1758 FIN=10 -1100000.01

            > omför 202513 inbetalning 10=1310000,01
            inget

            > omför 202501 inbetalning 77=1200000,00
            nekat closing_financier_unknown: Finansiären 77 finns inte. Rätta koden, eller lägg upp värdet i registret.

            > omför 202501 inbetalning 10=-1,00
            nekat closing_amount_negative: Beloppet för finansiären 10 är negativt. Skriv beloppet utan minustecken.

            > omför 202500
            nekat closing_period_unknown: Perioden 202500 finns inte i något räkenskapsår, eller är en ingående period. Välj en månad eller en bokslutsperiod.

            > omför 203001
            nekat closing_period_unknown: Perioden 203001 finns inte i något räkenskapsår, eller är en ingående period. Välj en månad eller en bokslutsperiod.
        "]],
    );
}

/// C21, APR-18, PAY-16, PAY-17: repayment with interest from the turn of the year.
#[test]
fn apr_18_c21_funds_are_paid_back_with_interest() {
    check(
        "omför 202502 återbetalning 10=2000000,00+10000,00
         omför bokför 202502 återbetalning 10=2000000,00+10000,00
         konton till 202502
         omför 202502 återbetalning 10=2000000,00+10000,00",
        expect![[r"
            > omför 202502 återbetalning 10=2000000,00+10000,00
            repayment 10 2000000.00
              1759 FIN=10 2000000.00
              5912 ORG=1 FIN=30 MP=1251 10000.00
              1910 -2010000.00

            > omför bokför 202502 återbetalning 10=2000000,00+10000,00
            bokfört: B-2025-1

            > konton till 202502
              1759 2000000.00
              1910 -2010000.00
              5912 10000.00

            > omför 202502 återbetalning 10=2000000,00+10000,00
            inget
        "]],
    );
}
