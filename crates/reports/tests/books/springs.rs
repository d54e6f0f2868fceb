//! Springs that many stories begin from.

/// An agency's first months, with opening balances and everything in its period.
pub fn spring(asked: &str) -> String {
    format!("{SPRING}\n{asked}")
}

/// Months after a year whose balances are carried, with a voucher in a former period and one reversed.
pub fn corrected_spring(asked: &str) -> String {
    format!("{CORRECTED}\n{asked}")
}

const SPRING: &str = "
    2026-01-05 Ingående balanser period=202600 | 1932 10000,00 | 2581 -4000,00 | 2069 -6000,00
    2026-01-15 Anslag januari | 1932 5000,00 | 3011 FIN=10 -5000,00
    2026-01-20 Hyra | 5012 ORG=100 FIN=10 1500,00 | 2581 -1500,00
    2026-02-03 El | 5531 ORG=110 FIN=10 PROJ=P1 kWh=40 500,00 | 5531 ORG=210 FIN=20 m2=12,5 250,00 | 1932 -750,00
    2026-02-10 Avgifter | 1510 800,00 | 3451 ORG=210 FIN=20 -800,00
    2026-03-01 Avskrivning | 69131 ORG=100 100,00 | 69133 ORG=100 50,00 | 1510 -150,00
";

const CORRECTED: &str = "
    2025-12-20 Hyra december | 5012 ORG=100 900,00 | 2581 -900,00
    2025-12-21 Anslag | 1932 900,00 | 3011 FIN=10 -900,00
    2026-01-15 Anslag januari | 1932 5000,00 | 3011 FIN=10 -5000,00
    2026-01-20 Hyra | 5012 ORG=100 FIN=10 1500,00 | 2581 -1500,00 text=Fastigheter_AB
    2026-02-03 El | 5531 ORG=110 PROJ=P1 kWh=40 500,00 | 5531 ORG=210 m2=12,5 250,00 text==1+1 | 1932 -750,00
    2026-03-01 Rättad el period=202602 | 5531 ORG=110 kWh=-2 -25,00 | 1932 ORG=110 25,00
    vänd A-2026-2 2026-03-10 Fel konto
";
