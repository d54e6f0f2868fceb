//! Stories about what a balance and a voucher are made up of.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them so")]

use crate::books;

use books::{check, corrected_spring};
use expect_test::expect;

/// REP-13: what a closing balance is made up of; an account with open items by its lines.
#[test]
fn the_account_specification() {
    check(
        &corrected_spring("account-specification --period 202602..202603"),
        expect![[r#"
        Kontospecifikation

        Redovisningsföretag              1098 Strandskyddsnämnden
        Period                           202602..202603
        Räkenskapsår                     2026
        Registrerat till och med nummer  7
        Framställd                       2026-06-30 12:00 UTC, operator
        Belopp i                         SEK

                                                                                                                                      Saldo
                                                                                                         Saldo     Debet  Kredit   utgående
                                                                                                    föregående     denna   denna      denna
        Konto  Beskrivning         Koddelar       Datum       Verifikation  Text                        period    period  period     period
        ─────  ──────────────────  ─────────────  ──────────  ────────────  ──────────────────────  ──────────  ────────  ──────  ─────────
        1932   Räntekonto                                                                             5 900,00     25,00  750,00   5 175,00
                                   (inget värde)                                                      5 900,00      0,00  750,00   5 150,00
                                   ORG 110                                                                0,00     25,00    0,00      25,00
        2581   Leverantörsskulder                                                                    -2 400,00  1 500,00    0,00    -900,00
                                                                            Saldo vid årets ingång                                  -900,00
                                                  2026-01-20  A-2026-2      Fastigheter AB           -1 500,00                    -1 500,00
                                                  2026-03-10  C-2026-1      Fastigheter AB                      1 500,00           1 500,00
        ─────  ──────────────────  ─────────────  ──────────  ────────────  ──────────────────────  ──────────  ────────  ──────  ─────────
               Summa                                                                                  3 500,00  1 525,00  750,00   4 275,00

        Konton med öppna poster specificeras med saldot vid årets ingång och årets rader.
        Stämmer med huvudboken.
    "#]],
    );
}

/// GL-07: a voucher with its links both ways.
#[test]
fn one_voucher() {
    check(
        &corrected_spring("voucher --voucher A-2026-2\nvoucher --voucher C-2026-1\ncsv voucher --voucher A-2026-3"),
        expect![[r#"
        Verifikation

        Redovisningsföretag              1098 Strandskyddsnämnden
        Registrerat till och med nummer  7
        Framställd                       2026-06-30 12:00 UTC, operator
        Belopp i                         SEK
        Verifikation                     A-2026-2
        Datum                            2026-01-20
        Period                           202601
        Verifikationstyp                 Bokföringsorder
        Text                             Hyra
        Registrerad                      2026-06-30T12:00:00.000000Z
        Registrerad av                   operator
        Ordning                          4

                                                                                                           Rättad
        Rad  Konto  Beskrivning         Organisationsenhet  Finansiär  Text               Debet    Kredit  av
        ───  ─────  ──────────────────  ──────────────────  ─────────  ──────────────  ────────  ────────  ────────
          1  5012   Lokalhyra           100                 10                         1 500,00            C-2026-1
          2  2581   Leverantörsskulder                                 Fastigheter AB            1 500,00  C-2026-1
        ───  ─────  ──────────────────  ──────────────────  ─────────  ──────────────  ────────  ────────  ────────
                                                                       Summa           1 500,00  1 500,00

        Stämmer med huvudboken.
        Verifikation

        Redovisningsföretag              1098 Strandskyddsnämnden
        Registrerat till och med nummer  7
        Framställd                       2026-06-30 12:00 UTC, operator
        Belopp i                         SEK
        Verifikation                     C-2026-1
        Datum                            2026-03-10
        Händelsedag                      2026-01-20
        Period                           202603
        Verifikationstyp                 Vändning
        Text                             Hyra
        Registrerad                      2026-06-30T12:00:00.000000Z
        Registrerad av                   operator
        Ordning                          7
        Källa                            correction
        Rättar                           A-2026-2
        Skäl                             Fel konto

        Rad  Konto  Beskrivning         Organisationsenhet  Finansiär  Text               Debet    Kredit
        ───  ─────  ──────────────────  ──────────────────  ─────────  ──────────────  ────────  ────────
          1  5012   Lokalhyra           100                 10                                   1 500,00
          2  2581   Leverantörsskulder                                 Fastigheter AB  1 500,00
        ───  ─────  ──────────────────  ──────────────────  ─────────  ──────────────  ────────  ────────
                                                                       Summa           1 500,00  1 500,00

        Stämmer med huvudboken.
        "line_no","account","name","ORG","PROJ","text","quantity_milli","unit","debit_ore","credit_ore"
        1,"5531","El","110","P1",,40000,"kWh",50000,
        2,"5531","El","210",,"'=1+1",12500,"m2",25000,
        3,"1932","Räntekonto",,,,,,,75000
    "#]],
    );
}
