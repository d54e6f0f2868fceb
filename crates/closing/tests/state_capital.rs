//! Stories about State capital: what an appropriation has paid for is depreciated against it (C09, FA-24).

use crate::story;

use expect_test::expect;
use story::check;

/// C09, FA-24: the depreciation of a year reduces State capital in the next, once; what comes late leaves
/// its difference, and what is taken back is moved back.
#[test]
fn c09_fa_24_depreciation_is_set_against_state_capital_in_the_next_year() {
    check(
        "2025-02-10 Reservaggregat | 1281 FIN=20 200000,00 | 1542 50000,00 | 2581 -250000,00
         2025-02-20 Betalt | 2581 250000,00 | 19431 -250000,00
         2025-12-31 Avskrivning | 69134 ORG=1 FIN=20 20000,00 | 1287 -20000,00
         omför bokför 202513
         bokslut 2025
         konton 202600 20*,12*
         omför 202601
         kontroll 2026
         omför bokför 202601
         omför 202601
         2025-12-31 period=202513 Sen avskrivning | 69134 ORG=1 FIN=20 1000,00 | 1287 -1000,00
         bokslut 2025
         omför bokför 202602
         konton till 202602 20*,12*
         2025-12-31 period=202513 Fel tillgång | 69134 ORG=1 FIN=20 -21000,00 | 1287 21000,00
         bokslut 2025
         omför 202603
         omför bokför 202603
         konton till 202603 20*,12*
         bokslut 2026
         konton 202700 20*",
        expect![[r"
            > omför bokför 202513
            bokfört: X-2025-1

            > bokslut 2025
            resultat 202513
              2090 FIN=20: ska 20000.00, har 0.00, kvar 20000.00
              8999 FIN=20: ska -20000.00, har 0.00, kvar -20000.00
            ingående 202600
              1280 FIN=20: ska 200000.00, har 0.00, kvar 200000.00
              1287: ska -20000.00, har 0.00, kvar -20000.00
              1540: ska 50000.00, har 0.00, kvar 50000.00
              1790: ska -250000.00, har 0.00, kvar -250000.00
              1790 FIN=20: ska 200000.00, har 0.00, kvar 200000.00
              2011 FIN=20: ska -200000.00, har 0.00, kvar -200000.00
              2074 FIN=20: ska 20000.00, har 0.00, kvar 20000.00
            bokfört: X-2025-2 O-2026-1

            > konton 202600 20*,12*
              1280 200000.00
              1287 -20000.00
              2011 -200000.00
              2074 20000.00

            > omför 202601
            state-capital 20 20000.00
              2011 FIN=20 20000.00
              2074 FIN=20 -20000.00
            oförklarat rest -50000.00

            > kontroll 2026
            year-balances grön
            zero Internkonton grön
            zero Avyttring av anläggningstillgångar grön
            pairs grön
            charges grön
            capital grön
            opening röd
              1280 FIN=20 200000.00
              1287 -20000.00
              1540 50000.00
              1790 -250000.00
              1790 FIN=20 200000.00
              2011 FIN=20 -200000.00
              2074 FIN=20 20000.00
            state-account röd
               -50000.00
            state-capital röd
              2011 FIN=20 20000.00

            > omför bokför 202601
            bokfört: X-2026-1

            > omför 202601
            oförklarat rest -50000.00

            > bokslut 2025
            resultat 202513
              2090 FIN=20: ska 21000.00, har 20000.00, kvar 1000.00
              8999 FIN=20: ska -21000.00, har -20000.00, kvar -1000.00
            ingående 202600
              1287: ska -21000.00, har -20000.00, kvar -1000.00
              2074 FIN=20: ska 21000.00, har 20000.00, kvar 1000.00
            bokfört: X-2025-3 O-2026-2

            > omför bokför 202602
            bokfört: X-2026-2

            > konton till 202602 20*,12*
              1280 200000.00
              1287 -21000.00
              2011 -179000.00

            > bokslut 2025
            resultat 202513
              2090 FIN=20: ska 0.00, har 21000.00, kvar -21000.00
              8999 FIN=20: ska 0.00, har -21000.00, kvar 21000.00
            ingående 202600
              1287: ska 0.00, har -21000.00, kvar 21000.00
              2074 FIN=20: ska 0.00, har 21000.00, kvar -21000.00
            bokfört: X-2025-4 O-2026-3

            > omför 202603
            state-capital 20 -21000.00
              2011 FIN=20 -21000.00
              2074 FIN=20 21000.00
            oförklarat rest -50000.00

            > omför bokför 202603
            bokfört: X-2026-3

            > konton till 202603 20*,12*
              1280 200000.00
              2011 -200000.00

            > bokslut 2026
            resultat 202613 klart
            ingående 202700
              1280 FIN=20: ska 200000.00, har 0.00, kvar 200000.00
              1540: ska 50000.00, har 0.00, kvar 50000.00
              1790: ska -250000.00, har 0.00, kvar -250000.00
              1790 FIN=20: ska 200000.00, har 0.00, kvar 200000.00
              2011 FIN=20: ska -200000.00, har 0.00, kvar -200000.00
            bokfört: O-2027-1

            > konton 202700 20*
              2011 -200000.00
        "]],
    );
}

/// C09: by operation; what a loan or a fee has paid is no matter of State capital.
#[test]
fn c09_only_what_appropriations_have_paid_is_set_against_state_capital() {
    check(
        "2025-12-31 Beredskap | 69134 ORG=1 VHT=V1 FIN=20 300,00 | 69134 ORG=1 FIN=20 50,00 | 1287 -350,00
         2025-12-31 Lån | 69134 ORG=1 FIN=50 70,00 | 1287 -70,00
         2025-12-31 Avgifter | 69134 ORG=1 FIN=30 80,00 | 1287 -80,00
         2025-12-31 Lånefinansierad dator | 69132 ORG=1 FIN=20 90,00 | 1229 -90,00
         2025-12-31 På utgiftsmässigt anslag | 69132 ORG=1 FIN=22 40,00 | 1229 -40,00
         bokslut 2025
         omför 202601
         2026-01-15 För hand | 2011 FIN=20 120,00 | 2074 VHT=V1 FIN=20 -120,00
         omför 202601
         omför bokför 202613
         konton till 202613 20*
         omför 202713",
        expect![[r"
            > bokslut 2025
            resultat 202513
              2090 VHT=V1 FIN=20: ska 300.00, har 0.00, kvar 300.00
              2090 FIN=20: ska 50.00, har 0.00, kvar 50.00
              2090 FIN=22: ska 40.00, har 0.00, kvar 40.00
              2090 FIN=30: ska 80.00, har 0.00, kvar 80.00
              2090 FIN=50: ska 70.00, har 0.00, kvar 70.00
              8999 VHT=V1 FIN=20: ska -300.00, har 0.00, kvar -300.00
              8999 FIN=20: ska -50.00, har 0.00, kvar -50.00
              8999 FIN=22: ska -40.00, har 0.00, kvar -40.00
              8999 FIN=30: ska -80.00, har 0.00, kvar -80.00
              8999 FIN=50: ska -70.00, har 0.00, kvar -70.00
            ingående 202600
              1229: ska -130.00, har 0.00, kvar -130.00
              1287: ska -500.00, har 0.00, kvar -500.00
              1740 FIN=20: ska 90.00, har 0.00, kvar 90.00
              2071 FIN=30: ska 80.00, har 0.00, kvar 80.00
              2074 VHT=V1 FIN=20: ska 300.00, har 0.00, kvar 300.00
              2074 FIN=20: ska 50.00, har 0.00, kvar 50.00
              2074 FIN=22: ska 40.00, har 0.00, kvar 40.00
              2074 FIN=50: ska 70.00, har 0.00, kvar 70.00
            bokfört: X-2025-1 O-2026-1

            > omför 202601
            state-capital 20 350.00
              2011 FIN=20 350.00
              2074 VHT=V1 FIN=20 -300.00
              2074 FIN=20 -50.00
            state-capital 22 40.00
              2011 FIN=22 40.00
              2074 FIN=22 -40.00
            oförklarat not-known-paid 1749 20 90.00

            > omför 202601
            state-capital 20 230.00
              2011 FIN=20 230.00
              2074 VHT=V1 FIN=20 -180.00
              2074 FIN=20 -50.00
            state-capital 22 40.00
              2011 FIN=22 40.00
              2074 FIN=22 -40.00
            oförklarat not-known-paid 1749 20 90.00

            > omför bokför 202613
            bokfört: X-2026-1 X-2026-2

            > konton till 202613 20*
              2011 390.00
              2071 80.00
              2074 70.00

            > omför 202713
            oförklarat not-known-paid 1749 20 90.00
        "]],
    );
}
