//! Stories about the end of a year: its result, and what the next year opens on.

use crate::story;

use expect_test::expect;
use story::{check, check_foundation};

/// CLS-08, CLS-09, CLS-14: the result against capital, by financier; year accounts on their opening
/// accounts; a rerun posts nothing, a late voucher leaves its difference; the lock stops it.
#[test]
fn cls_08_cls_09_cls_14_a_year_is_closed_again_and_again_until_it_is_locked() {
    check(
        "2025-03-10 Dator | 1221 ORG=1 FIN=30 1000,00 | 2581 -1000,00
         2025-03-11 Avskrivning | 69131 ORG=1 FIN=30 200,00 | 1229 FIN=30 -200,00
         2025-03-12 Avgift från en myndighet | 1531 MP=1128 700,00 | 3111 FIN=30 ORG=1 MP=1128 -700,00
         prov 2025
         bokslut 2025
         konton 202513
         konton 202600
         bokslut 2025
         2025-12-20 Sen avgift | 1531 MP=1128 50,00 | 3111 FIN=30 ORG=1 MP=1128 -50,00
         bokslut 2025
         konton 202600
         bokslut 2026
         konton 202700
         lås 2025
         bokslut 2025
         lås upp 202513
         bokslut 2025",
        expect![[r"
            > prov 2025
            resultat 202513
              2090 FIN=30: ska -500.00, har 0.00, kvar -500.00
              8999 FIN=30: ska 500.00, har 0.00, kvar 500.00
            ingående 202600
              1220 ORG=1 FIN=30: ska 1000.00, har 0.00, kvar 1000.00
              1229 FIN=30: ska -200.00, har 0.00, kvar -200.00
              1531 MP=1128: ska 700.00, har 0.00, kvar 700.00
              2071 FIN=30: ska -500.00, har 0.00, kvar -500.00
              2581: ska -1000.00, har 0.00, kvar -1000.00

            > bokslut 2025
            resultat 202513
              2090 FIN=30: ska -500.00, har 0.00, kvar -500.00
              8999 FIN=30: ska 500.00, har 0.00, kvar 500.00
            ingående 202600
              1220 ORG=1 FIN=30: ska 1000.00, har 0.00, kvar 1000.00
              1229 FIN=30: ska -200.00, har 0.00, kvar -200.00
              1531 MP=1128: ska 700.00, har 0.00, kvar 700.00
              2071 FIN=30: ska -500.00, har 0.00, kvar -500.00
              2581: ska -1000.00, har 0.00, kvar -1000.00
            bokfört: X-2025-1 O-2026-1

            > konton 202513
              2090 -500.00
              8999 500.00

            > konton 202600
              1220 1000.00
              1229 -200.00
              1531 700.00
              2071 -500.00
              2581 -1000.00

            > bokslut 2025
            resultat 202513 klart
            ingående 202600 klart
            bokfört: inget

            > bokslut 2025
            resultat 202513
              2090 FIN=30: ska -550.00, har -500.00, kvar -50.00
              8999 FIN=30: ska 550.00, har 500.00, kvar 50.00
            ingående 202600
              1531 MP=1128: ska 750.00, har 700.00, kvar 50.00
              2071 FIN=30: ska -550.00, har -500.00, kvar -50.00
            bokfört: X-2025-2 O-2026-2

            > konton 202600
              1220 1000.00
              1229 -200.00
              1531 750.00
              2071 -550.00
              2581 -1000.00

            > bokslut 2026
            resultat 202613 klart
            ingående 202700
              1220 ORG=1 FIN=30: ska 1000.00, har 0.00, kvar 1000.00
              1229 FIN=30: ska -200.00, har 0.00, kvar -200.00
              1531 MP=1128: ska 750.00, har 0.00, kvar 750.00
              2071 FIN=30: ska -550.00, har 0.00, kvar -550.00
              2581: ska -1000.00, har 0.00, kvar -1000.00
            bokfört: O-2027-1

            > konton 202700
              1220 1000.00
              1229 -200.00
              1531 750.00
              2071 -550.00
              2581 -1000.00

            > bokslut 2025
            nekat closing_year_locked: Året 2025 är låst: alla dess perioder är stängda. Öppna perioden 202513 med ett skäl, och kör bokslutet igen.

            > bokslut 2025
            resultat 202513 klart
            ingående 202600 klart
            bokfört: inget
        "]],
    );
}

/// Handbook 3.6, APR-14, APR-17, APR-18: three years, 1750 from −1 000 000 to −6 000 000, and 3 000 000
/// paid back.
#[test]
fn apr_14_blocks_of_the_state_account_roll_through_three_years() {
    check(
        "2024-01-01 period=202400 kind=opening_balance Ingående | 1750 FIN=10 -1000000,00 | 1910 1000000,00
         2024-12-01 Kostnader | 5531 ORG=1 FIN=10 95000000,00 | 2581 -95000000,00
         2024-12-20 Betalt | 2581 95000000,00 | 19321 -95000000,00
         2024-12-22 kind=bank Anslagsmedel | 1910 100000000,00 | 1758 FIN=10 -100000000,00
         konton till 202412 175*
         bokslut 2024
         konton 202500 17*,19*,20*
         omför 202503 återbetalning 10=3000000,00+10000,00
         omför bokför 202503 återbetalning 10=3000000,00+10000,00
         omför 202504 återbetalning 10=3000000,00+10000,00
         konton till 202504 17*,1910
         bokslut 2025
         konton 202600 17*,1910
         bokslut 2026
         konton 202700 17*,1910",
        expect![[r"
            > konton till 202412 175*
              1750 -1000000.00
              1751 95000000.00
              1758 -100000000.00

            > bokslut 2024
            resultat 202413 klart
            ingående 202500
              1750 FIN=10: ska -6000000.00, har 0.00, kvar -6000000.00
              1910: ska 6000000.00, har 0.00, kvar 6000000.00
            bokfört: O-2025-1

            > konton 202500 17*,19*,20*
              1750 -6000000.00
              1910 6000000.00

            > omför 202503 återbetalning 10=3000000,00+10000,00
            repayment 10 3000000.00
              1759 FIN=10 3000000.00
              5912 ORG=1 FIN=30 MP=1251 10000.00
              1910 -3010000.00

            > omför bokför 202503 återbetalning 10=3000000,00+10000,00
            bokfört: B-2025-1

            > omför 202504 återbetalning 10=3000000,00+10000,00
            inget

            > konton till 202504 17*,1910
              1750 -6000000.00
              1759 3000000.00
              1910 2990000.00

            > bokslut 2025
            resultat 202513
              2090 FIN=30: ska 10000.00, har 0.00, kvar 10000.00
              8999 FIN=30: ska -10000.00, har 0.00, kvar -10000.00
            ingående 202600
              1750 FIN=10: ska -3000000.00, har 0.00, kvar -3000000.00
              1910: ska 2990000.00, har 0.00, kvar 2990000.00
              2071 FIN=30: ska 10000.00, har 0.00, kvar 10000.00
            bokfört: X-2025-1 O-2026-1

            > konton 202600 17*,1910
              1750 -3000000.00
              1910 2990000.00

            > bokslut 2026
            resultat 202613 klart
            ingående 202700
              1750 FIN=10: ska -3000000.00, har 0.00, kvar -3000000.00
              1910: ska 2990000.00, har 0.00, kvar 2990000.00
              2071 FIN=30: ska 10000.00, har 0.00, kvar 10000.00
            bokfört: O-2027-1

            > konton 202700 17*,1910
              1750 -3000000.00
              1910 2990000.00
        "]],
    );
}

/// APR-14: what is moved to 1798 with a reason stays there when the opening is run again.
#[test]
fn apr_14_an_amount_under_investigation_is_not_moved_back_by_a_run() {
    check(
        "2025-05-02 Betalning utan underlag | 2581 300,00 | 19431 -300,00
         2025-05-03 Faktura | 5531 ORG=1 FIN=20 300,00 | 2581 -300,00
         bokslut 2025
         konton 202600 17*
         flytta 202600 1790 1798 -100,00
         konton 202600 17*
         bokslut 2025
         bokslut 2026
         konton 202700 17*",
        expect![[r"
            > bokslut 2025
            resultat 202513 klart
            ingående 202600
              1740 FIN=20: ska 300.00, har 0.00, kvar 300.00
              1790: ska -300.00, har 0.00, kvar -300.00
            bokfört: O-2026-1

            > konton 202600 17*
              1740 300.00
              1790 -300.00

            > konton 202600 17*
              1740 300.00
              1790 -200.00
              1798 -100.00

            > bokslut 2025
            resultat 202513 klart
            ingående 202600 klart
              flyttat 1790 100.00
              flyttat 1798 -100.00
            bokfört: inget

            > bokslut 2026
            resultat 202613 klart
            ingående 202700
              1740 FIN=20: ska 300.00, har 0.00, kvar 300.00
              1790: ska -200.00, har 0.00, kvar -200.00
              1798: ska -100.00, har 0.00, kvar -100.00
            bokfört: O-2027-1

            > konton 202700 17*
              1740 300.00
              1790 -200.00
              1798 -100.00
        "]],
    );
}

/// An opening that was typed by hand and is not what the year closed on is told, and mended.
#[test]
fn cls_09_an_opening_by_hand_is_compared_with_what_the_year_closed_on() {
    check(
        "2025-05-02 Avgift | 1531 MP=1128 700,00 | 3111 FIN=30 ORG=1 MP=1128 -700,00
         2026-01-01 period=202600 kind=opening_balance För hand | 1531 MP=1251 600,00 | 2070 -600,00
         kontroll 2025
         bokslut 2025
         kontroll 2025",
        expect![[r"
            > kontroll 2025
            year-balances grön
            zero Internkonton grön
            zero Avyttring av anläggningstillgångar grön
            pairs grön
            charges grön
            capital röd
              2090 FIN=30 -700.00
              8999 FIN=30 700.00
            opening röd
              1531 MP=1128 700.00
              1531 MP=1251 -600.00
              2070 600.00
              2071 FIN=30 -700.00
            state-account grön
            state-capital grön

            > bokslut 2025
            resultat 202513
              2090 FIN=30: ska -700.00, har 0.00, kvar -700.00
              8999 FIN=30: ska 700.00, har 0.00, kvar 700.00
            ingående 202600
              1531 MP=1128: ska 700.00, har 0.00, kvar 700.00
              1531 MP=1251: ska 0.00, har 600.00, kvar -600.00
              2070: ska 0.00, har -600.00, kvar 600.00
              2071 FIN=30: ska -700.00, har 0.00, kvar -700.00
            bokfört: X-2025-1 O-2026-2

            > kontroll 2025
            year-balances grön
            zero Internkonton grön
            zero Avyttring av anläggningstillgångar grön
            pairs grön
            charges grön
            capital grön
            opening grön
            state-account grön
            state-capital grön
        "]],
    );
}

/// CLS-08: years are closed in their order.
#[test]
fn cls_08_a_year_is_not_closed_before_the_one_before_it() {
    check(
        "2025-05-02 Avgift | 1531 MP=1128 700,00 | 3111 FIN=30 ORG=1 MP=1128 -700,00
         bokslut 2026
         bokslut 2025
         bokslut 2026",
        expect![[r"
            > bokslut 2026
            nekat closing_year_before_open: Resultatet för 2025 är inte bokfört mot kapitalet, så senare år har inget att öppna med. Kör bokslutet för 2025 först.

            > bokslut 2025
            resultat 202513
              2090 FIN=30: ska -700.00, har 0.00, kvar -700.00
              8999 FIN=30: ska 700.00, har 0.00, kvar 700.00
            ingående 202600
              1531 MP=1128: ska 700.00, har 0.00, kvar 700.00
              2071 FIN=30: ska -700.00, har 0.00, kvar -700.00
            bokfört: X-2025-1 O-2026-1

            > bokslut 2026
            resultat 202613 klart
            ingående 202700
              1531 MP=1128: ska 700.00, har 0.00, kvar 700.00
              2071 FIN=30: ska -700.00, har 0.00, kvar -700.00
            bokfört: O-2027-1
        "]],
    );
}

/// Internal accounts that are not cleared leave the balances unequal: refused, with what to do.
#[test]
fn cls_03_a_year_whose_balances_do_not_sum_to_zero_is_refused() {
    check(
        "2025-05-02 Fördelning | 9411 ORG=1 100,00 | 5531 ORG=1 FIN=30 -100,00
         prov 2025
         bokslut 2025
         bokslut 2027
         bokslut 2031
         kontroll 2025",
        expect![[r"
            > prov 2025
            nekat closing_balances_differ: Balanserna för 2025 summerar till -100,00 och inte till noll. Nollställ interna konton och konton utanför resultat och balans, och kör bokslutet igen.

            > bokslut 2025
            nekat closing_balances_differ: Balanserna för 2025 summerar till -100,00 och inte till noll. Nollställ interna konton och konton utanför resultat och balans, och kör bokslutet igen.

            > bokslut 2027
            nekat closing_next_year_missing: Räkenskapsåret 2028 finns inte, så det finns ingenstans att bokföra ingående balanser. Lägg upp året, och kör bokslutet igen.

            > bokslut 2031
            nekat closing_year_unknown: Räkenskapsåret 2031 finns inte. Välj ett år som finns, eller be den som sköter registren att lägga upp året.

            > kontroll 2025
            year-balances grön
            zero Internkonton röd
              9411 100.00
            zero Avyttring av anläggningstillgångar grön
            pairs grön
            charges grön
            capital röd
              2090 FIN=30 -100.00
              8999 FIN=30 100.00
            opening röd
               0.00
            state-account grön
            state-capital grön
        "]],
    );
}

/// A municipal entity closes by its own definition.
#[test]
fn cls_08_a_municipal_year_is_closed_by_its_own_definition() {
    check_foundation(
        "2025-05-02 Avgift | 1910 700,00 | 3110 -700,00
         2025-05-03 Lön | 5010 200,00 | 1910 -200,00
         bokslut 2025
         konton 202600
         bokslut 2026
         konton 202700
         kontroll 2025
         omför 202512",
        expect![[r"
            > bokslut 2025
            resultat 202513
              2090: ska -500.00, har 0.00, kvar -500.00
              8999: ska 500.00, har 0.00, kvar 500.00
            ingående 202600
              1910: ska 500.00, har 0.00, kvar 500.00
              2010: ska -500.00, har 0.00, kvar -500.00
            bokfört: X-2025-1 O-2026-1

            > konton 202600
              1910 500.00
              2010 -500.00

            > bokslut 2026
            resultat 202613 klart
            ingående 202700
              1910: ska 500.00, har 0.00, kvar 500.00
              2010: ska -500.00, har 0.00, kvar -500.00
            bokfört: O-2027-1

            > konton 202700
              1910 500.00
              2010 -500.00

            > kontroll 2025
            year-balances grön
            zero Internkonton grön
            charges grön
            capital grön
            opening grön

            > omför 202512
            nekat closing_no_state_account: Företagets regelverk har ingen avräkning med statsverket. Omföringar behövs inte här.
        "]],
    );
}
