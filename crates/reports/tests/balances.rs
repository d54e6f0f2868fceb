//! Stories about balances that begin in earlier years, and as they were known then.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them so")]

use crate::books;

use books::{check, spring};
use expect_test::expect;

/// Years without posted opening balances carry those of the year before, and what nobody has moved to
/// capital stands on one row, so that the balance still sums to zero.
#[test]
fn balances_are_carried_and_results_not_moved_stand_apart() {
    check(
        "2025-03-01 Anslag | 1932 1000,00 | 3011 FIN=10 -1000,00
         2025-04-01 Hyra | 5012 ORG=100 400,00 | 2581 -400,00
         2026-01-10 Hyra | 5012 ORG=100 300,00 | 1932 -300,00
         trial-balance --period 202601
         csv trial-balance --period 202601 --by ORG
         trial-balance --period 202601 --where KONTO=1*
         2026-01-02 Öppning period=202600 | 1932 1000,00 | 2581 -400,00 | 2069 -600,00
         csv trial-balance --period 202601",
        expect![[r#"
            Råbalans

            Redovisningsföretag              1098 Strandskyddsnämnden
            Period                           202601
            Räkenskapsår                     2026
            Registrerat till och med nummer  3
            Framställd                       2026-06-30 12:00 UTC, operator
            Belopp i                         SEK

                                                                                                Saldo
                                                             Saldo   Debet  Kredit           utgående
                                                        föregående   denna   denna    Denna     denna
            Konto  Beskrivning                              period  period  period   period    period
            ─────  ───────────────────────────────────  ──────────  ──────  ──────  ───────  ────────
            1932   Räntekonto                             1 000,00    0,00  300,00  -300,00    700,00
            2581   Leverantörsskulder                      -400,00    0,00    0,00     0,00   -400,00
            5012   Lokalhyra                                  0,00  300,00    0,00   300,00    300,00
                   Ej omfört resultat från tidigare år     -600,00    0,00    0,00     0,00   -600,00
            ─────  ───────────────────────────────────  ──────────  ──────  ──────  ───────  ────────
                   Summa                                      0,00  300,00  300,00     0,00      0,00

            År 2026 saknar bokförda ingående balanser. De är hämtade ur räkenskapsår 2025.
            Resultat från tidigare år, -600,00, är inte omfört till kapital och står på en egen rad.
            Stämmer med huvudboken.
            "ORG","name","opening_ore","debit_ore","credit_ore","period_ore","closing_ore"
            ,"(inget värde)",60000,0,30000,-30000,30000
            "100","Ledning",0,30000,0,30000,30000
            ,"Ej omfört resultat från tidigare år",-60000,0,0,0,-60000
            Råbalans

            Redovisningsföretag              1098 Strandskyddsnämnden
            Period                           202601
            Räkenskapsår                     2026
            Urval                            Konto KONTO=1*
            Registrerat till och med nummer  3
            Framställd                       2026-06-30 12:00 UTC, operator
            Belopp i                         SEK

                                                                        Saldo
                                     Saldo   Debet  Kredit           utgående
                                föregående   denna   denna    Denna     denna
            Konto  Beskrivning      period  period  period   period    period
            ─────  ───────────  ──────────  ──────  ──────  ───────  ────────
            1932   Räntekonto     1 000,00    0,00  300,00  -300,00    700,00
            ─────  ───────────  ──────────  ──────  ──────  ───────  ────────
                   Summa          1 000,00    0,00  300,00  -300,00    700,00

            År 2026 saknar bokförda ingående balanser. De är hämtade ur räkenskapsår 2025.
            Stämmer med råbalansen för urvalet. Resten av huvudboken: -700,00.
            "account","name","opening_ore","debit_ore","credit_ore","period_ore","closing_ore"
            "1932","Räntekonto",100000,0,30000,-30000,70000
            "2069","Kapitalförändring",-60000,0,0,0,-60000
            "2581","Leverantörsskulder",-40000,0,0,0,-40000
            "5012","Lokalhyra",0,30000,0,30000,30000
        "#]],
    );
}

/// *As it was known then*: the report as of an earlier place gives the figures it gave.
#[test]
fn as_of_an_earlier_place_in_the_journal() {
    check(
        &spring(
            "csv trial-balance --period 202601..202603 --as-of 3
             vänd A-2026-3 2026-03-10 Fel period
             csv trial-balance --period 202601..202603 --as-of 3
             csv trial-balance --period 202601..202603 --as-of 6 --where KONTO=5*
             csv trial-balance --period 202601..202603 --where KONTO=5*",
        ),
        expect![[r#"
            "account","name","opening_ore","debit_ore","credit_ore","period_ore","closing_ore"
            "1932","Räntekonto",1000000,500000,0,500000,1500000
            "2069","Kapitalförändring",-600000,0,0,0,-600000
            "2581","Leverantörsskulder",-400000,0,150000,-150000,-550000
            "3011","Intäkter av anslag",0,0,500000,-500000,-500000
            "5012","Lokalhyra",0,150000,0,150000,150000
            "account","name","opening_ore","debit_ore","credit_ore","period_ore","closing_ore"
            "1932","Räntekonto",1000000,500000,0,500000,1500000
            "2069","Kapitalförändring",-600000,0,0,0,-600000
            "2581","Leverantörsskulder",-400000,0,150000,-150000,-550000
            "3011","Intäkter av anslag",0,0,500000,-500000,-500000
            "5012","Lokalhyra",0,150000,0,150000,150000
            "account","name","opening_ore","debit_ore","credit_ore","period_ore","closing_ore"
            "5012","Lokalhyra",0,150000,0,150000,150000
            "5531","El",0,75000,0,75000,75000
            "account","name","opening_ore","debit_ore","credit_ore","period_ore","closing_ore"
            "5012","Lokalhyra",0,150000,150000,0,0
            "5531","El",0,75000,0,75000,75000
        "#]],
    );
}

/// Reliability rule 8: a voucher that was registered later is not there yet, in a voucher's own report
/// as in every other.
#[test]
fn a_voucher_of_later_is_not_there_yet() {
    check(
        &spring(
            "csv voucher --voucher A-2026-3 --as-of 3
             csv voucher --voucher A-2026-4 --as-of 3",
        ),
        expect![[r#"
            "line_no","account","name","ORG","FIN","text","debit_ore","credit_ore"
            1,"5012","Lokalhyra","100","10",,150000,
            2,"2581","Leverantörsskulder",,,,,150000
            report_voucher_unknown (voucher): Det finns ingen verifikation A-2026-4 som du får se. Kontrollera serie, år och nummer.
        "#]],
    );
}
