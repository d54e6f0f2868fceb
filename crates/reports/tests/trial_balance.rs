//! Stories about the trial balance. Read them aloud to an accountant.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them so")]

use crate::books;

use books::{check, spring};
use expect_test::expect;

/// REP-24: previous + debit - credit = closing per row; total debit = total credit; total closing 0.
#[test]
fn a_trial_balance_for_one_month() {
    check(
        &spring("trial-balance --period 202602"),
        expect![[r#"
        Råbalans

        Redovisningsföretag              1098 Strandskyddsnämnden
        Period                           202602
        Räkenskapsår                     2026
        Registrerat till och med nummer  6
        Framställd                       2026-06-30 12:00 UTC, operator
        Belopp i                         SEK

                                                                                Saldo
                                        Saldo     Debet    Kredit            utgående
                                   föregående     denna     denna    Denna      denna
        Konto  Beskrivning             period    period    period   period     period
        ─────  ──────────────────  ──────────  ────────  ────────  ───────  ─────────
        1510   Kundfordringar            0,00    800,00      0,00   800,00     800,00
        1932   Räntekonto           15 000,00      0,00    750,00  -750,00  14 250,00
        2069   Kapitalförändring    -6 000,00      0,00      0,00     0,00  -6 000,00
        2581   Leverantörsskulder   -5 500,00      0,00      0,00     0,00  -5 500,00
        3011   Intäkter av anslag   -5 000,00      0,00      0,00     0,00  -5 000,00
        3451   Avgifter                  0,00      0,00    800,00  -800,00    -800,00
        5012   Lokalhyra             1 500,00      0,00      0,00     0,00   1 500,00
        5531   El                        0,00    750,00      0,00   750,00     750,00
        ─────  ──────────────────  ──────────  ────────  ────────  ───────  ─────────
               Summa                     0,00  1 550,00  1 550,00     0,00       0,00

        Stämmer med huvudboken.
    "#]],
    );
}

/// REP-24: the columns, in the order of the contract.
#[test]
fn the_columns_are_those_of_the_contract_and_json_has_whole_ore() {
    check(
        &spring("json trial-balance --period 202602 --where KONTO=5531"),
        expect![[r#"
        {"report":"trial-balance",
        "title":"Råbalans",
        "entity":{"code":"1098","name":"Strandskyddsnämnden"},
        "currency":"SEK",
        "year":2026,
        "periods":"202602",
        "by":["KONTO"],
        "filters":[{"key":"KONTO","name":"Konto","pattern":"5531"}],
        "scope":null,
        "as_of":6,
        "as_of_asked":false,
        "run_at":"2026-06-30T12:00:00Z",
        "user":"operator",
        "facts":[],
        "columns":[{"key":"account","kind":"account","label":"Konto"},{"key":"name","kind":"text","label":"Beskrivning"},{"key":"opening_ore","kind":"amount","label":"Saldo föregående period"},{"key":"debit_ore","kind":"amount","label":"Debet denna period"},{"key":"credit_ore","kind":"amount","label":"Kredit denna period"},{"key":"period_ore","kind":"amount","label":"Denna period"},{"key":"closing_ore","kind":"amount","label":"Saldo utgående denna period"}],
        "rows":[
        {"account":"5531","name":"El","opening_ore":0,"debit_ore":75000,"credit_ore":0,"period_ore":75000,"closing_ore":75000}
        ],
        "totals":{"name":"Summa","opening_ore":0,"debit_ore":75000,"credit_ore":0,"period_ore":75000,"closing_ore":75000},
        "page_totals":null,
        "notes":[],
        "reconciles":{"difference_ore":-75000,"text":"Stämmer med råbalansen för urvalet. Resten av huvudboken: -750,00.","verdict":"part"},
        "page":{"after":null,"next":null}}
    "#]],
    );
}

/// EM-11: a report on ORG x FIN sums to the same total as the ledger; EM-26: quantity per unit.
#[test]
fn by_two_dimensions_with_quantities_a_unit() {
    check(
        &spring("trial-balance --period 202601..202603 --by ORG,FIN --quantities"),
        expect![[r#"
        Råbalans

        Redovisningsföretag              1098 Strandskyddsnämnden
        Period                           202601..202603
        Räkenskapsår                     2026
        Registrerat till och med nummer  6
        Framställd                       2026-06-30 12:00 UTC, operator
        Belopp i                         SEK

                                                                                                                            Saldo    Volym               Volym
                                                                                  Saldo     Debet    Kredit              utgående    denna      Volym    denna      Volym
                                                                             föregående     denna     denna      Denna      denna  period,  utgående,  period,  utgående,
        Organisationsenhet  Beskrivning       Finansiär  Beskrivning             period    period    period     period     period      kWh        kWh       m2         m2
        ──────────────────  ────────────────  ─────────  ──────────────────  ──────────  ────────  ────────  ─────────  ─────────  ───────  ─────────  ───────  ─────────
                            (inget värde)                (inget värde)             0,00  5 800,00  2 400,00   3 400,00   3 400,00
                            (inget värde)     10         Förvaltningsanslag        0,00      0,00  5 000,00  -5 000,00  -5 000,00
        100                 Ledning                      (inget värde)             0,00    150,00      0,00     150,00     150,00
        100                 Ledning           10         Förvaltningsanslag        0,00  1 500,00      0,00   1 500,00   1 500,00
        110                 Tillsyn           10         Förvaltningsanslag        0,00    500,00      0,00     500,00     500,00       40         40
        210                 Norra distriktet  20         Avgifter                  0,00    250,00    800,00    -550,00    -550,00                         12,5       12,5
        ──────────────────  ────────────────  ─────────  ──────────────────  ──────────  ────────  ────────  ─────────  ─────────  ───────  ─────────  ───────  ─────────
                            Summa                                                  0,00  8 200,00  8 200,00       0,00       0,00       40         40     12,5       12,5

        Stämmer med huvudboken.
    "#]],
    );
}

/// EM-18: 5, 55, 553, 5531 with names on each level and equal sums.
#[test]
fn account_levels_have_names_and_equal_sums() {
    check(
        &spring(
            "csv trial-balance --period 202601..202603 --where KONTO=5* --by account/1
             csv trial-balance --period 202601..202603 --where KONTO=5* --by account/2
             csv trial-balance --period 202601..202603 --where KONTO=5* --by account/3
             csv trial-balance --period 202601..202603 --where KONTO=5*",
        ),
        expect![[r#"
            "account_1","name","opening_ore","debit_ore","credit_ore","period_ore","closing_ore"
            "5","Driftkostnader",0,225000,0,225000,225000
            "account_2","name","opening_ore","debit_ore","credit_ore","period_ore","closing_ore"
            "50","Lokaler",0,150000,0,150000,150000
            "55","Energi",0,75000,0,75000,75000
            "account_3","name","opening_ore","debit_ore","credit_ore","period_ore","closing_ore"
            "501","Hyror",0,150000,0,150000,150000
            "553","El och värme",0,75000,0,75000,75000
            "account","name","opening_ore","debit_ore","credit_ore","period_ore","closing_ore"
            "5012","Lokalhyra",0,150000,0,150000,150000
            "5531","El",0,75000,0,75000,75000
        "#]],
    );
}

/// EM-06, DEF-03: sub-accounts lie in the range of their account; `?` is any one character.
#[test]
fn patterns_in_every_filter() {
    check(
        &spring(
            "csv trial-balance --period 202603 --where KONTO=6911-6913
             csv trial-balance --period 202601..202603 --where KONTO=5?31 --where ORG=?1*
             csv-sv trial-balance --period 202601..202603 --where KONTO=3*,5*,!5012 --by FIN",
        ),
        expect![[r#"
            "account","name","opening_ore","debit_ore","credit_ore","period_ore","closing_ore"
            "69131","Avskrivning inventarier",0,10000,0,10000,10000
            "69133","Avskrivning datorer",0,5000,0,5000,5000
            "account","name","opening_ore","debit_ore","credit_ore","period_ore","closing_ore"
            "5531","El",0,75000,0,75000,75000
            ﻿"Finansiär";"Beskrivning";"Saldo föregående period";"Debet denna period";"Kredit denna period";"Denna period";"Saldo utgående denna period"
            "10";"Förvaltningsanslag";0,00;500,00;5000,00;-4500,00;-4500,00
            "20";"Avgifter";0,00;250,00;800,00;-550,00;-550,00
        "#]],
    );
}

/// EM-08, EM-09: an indirect dimension can be asked by though it cannot be posted on; a query on the
/// area gives the sum of the projects tied to it, and the list of them.
#[test]
fn indirect_dimensions_and_hierarchies() {
    check(
        &spring(
            "2026-02-04 Torn | 5012 ORG=220 FIN=40 PROJ=P3 70,00 | 1932 -70,00
             csv trial-balance --period 202602 --where AREA=YTTRE --by AREA
             csv trial-balance --period 202602 --where AREA=YTTRE --by PROGRAM,PROJ
             csv trial-balance --period 202602 --where ORG/TREE=fält --by ORG
             csv trial-balance --period 202607 --where ORG/TREE=fält --by ORG",
        ),
        expect![[r#"
            "AREA","name","opening_ore","debit_ore","credit_ore","period_ore","closing_ore"
            "YTTRE","Yttre verksamhet",0,57000,0,57000,57000
            "PROGRAM","name","PROJ","PROJ_name","opening_ore","debit_ore","credit_ore","period_ore","closing_ore"
            "NATUR","Naturprogrammet","P1","Strandinventering",0,50000,0,50000,50000
            "NATUR","Naturprogrammet","P3","Fågeltorn",0,7000,0,7000,7000
            "ORG","name","opening_ore","debit_ore","credit_ore","period_ore","closing_ore"
            "210","Norra distriktet",0,25000,80000,-55000,-55000
            "220","Södra distriktet",0,7000,0,7000,7000
            "ORG","name","opening_ore","debit_ore","credit_ore","period_ore","closing_ore"
            "210","Norra distriktet",-55000,0,0,0,-55000
        "#]],
    );
}

/// Peers §3 row 6: a user who may see a part gets that part and is told so.
#[test]
fn a_restricted_user_sees_a_part() {
    check(
        &spring("eva: trial-balance --period 202602"),
        expect![[r#"
        Råbalans

        Redovisningsföretag              1098 Strandskyddsnämnden
        Period                           202602
        Räkenskapsår                     2026
        Din behörighet                   Organisationsenhet ORG=1*
        Registrerat till och med nummer  6
        Framställd                       2026-06-30 12:00 UTC, eva
        Belopp i                         SEK

                                                                   Saldo
                                 Saldo   Debet  Kredit          utgående
                            föregående   denna   denna   Denna     denna
        Konto  Beskrivning      period  period  period  period    period
        ─────  ───────────  ──────────  ──────  ──────  ──────  ────────
        5012   Lokalhyra      1 500,00    0,00    0,00    0,00  1 500,00
        5531   El                 0,00  500,00    0,00  500,00    500,00
        ─────  ───────────  ──────────  ──────  ──────  ──────  ────────
               Summa          1 500,00  500,00    0,00  500,00  2 000,00

        Stämmer med råbalansen för urvalet. Resten av huvudboken: -2 000,00.
    "#]],
    );
}

/// A page holds so many rows; totals are of everything, and the page has its own (REP-13).
#[test]
fn pages_of_a_trial_balance() {
    check(
        &spring(
            "trial-balance --period 202601..202603 --limit 4
             trial-balance --period 202601..202603 --limit 4 --after r8",
        ),
        expect![[r#"
            Råbalans

            Redovisningsföretag              1098 Strandskyddsnämnden
            Period                           202601..202603
            Räkenskapsår                     2026
            Registrerat till och med nummer  6
            Framställd                       2026-06-30 12:00 UTC, operator
            Belopp i                         SEK

                                                                                      Saldo
                                            Saldo     Debet    Kredit              utgående
                                       föregående     denna     denna      Denna      denna
            Konto  Beskrivning             period    period    period     period     period
            ─────  ──────────────────  ──────────  ────────  ────────  ─────────  ─────────
            1510   Kundfordringar            0,00    800,00    150,00     650,00     650,00
            1932   Räntekonto           10 000,00  5 000,00    750,00   4 250,00  14 250,00
            2069   Kapitalförändring    -6 000,00      0,00      0,00       0,00  -6 000,00
            2581   Leverantörsskulder   -4 000,00      0,00  1 500,00  -1 500,00  -5 500,00
            ─────  ──────────────────  ──────────  ────────  ────────  ─────────  ─────────
                   Summa på sidan            0,00  5 800,00  2 400,00   3 400,00   3 400,00
                   Summa                     0,00  8 200,00  8 200,00       0,00       0,00

            Stämmer med huvudboken.
            Fler rader finns. Fortsätt med --after r4.
            Råbalans

            Redovisningsföretag              1098 Strandskyddsnämnden
            Period                           202601..202603
            Räkenskapsår                     2026
            Registrerat till och med nummer  6
            Framställd                       2026-06-30 12:00 UTC, operator
            Belopp i                         SEK

                                                                                       Saldo
                                                 Saldo     Debet    Kredit          utgående
                                            föregående     denna     denna   Denna     denna
            Konto  Beskrivning                  period    period    period  period    period
            ─────  ───────────────────────  ──────────  ────────  ────────  ──────  ────────
            69131  Avskrivning inventarier        0,00    100,00      0,00  100,00    100,00
            69133  Avskrivning datorer            0,00     50,00      0,00   50,00     50,00
            ─────  ───────────────────────  ──────────  ────────  ────────  ──────  ────────
                   Summa på sidan                 0,00    150,00      0,00  150,00    150,00
                   Summa                          0,00  8 200,00  8 200,00    0,00      0,00

            Stämmer med huvudboken.
        "#]],
    );
}

#[test]
fn in_english() {
    check(
        &spring("trial-balance --period 202603 --where ORG=100 --language en"),
        expect![[r#"
        Trial balance

        Entity                   1098 Strandskyddsnämnden
        Period                   202603
        Fiscal year              2026
        Selection                Organisation ORG=100
        Registered up to number  6
        Made                     2026-06-30 12:00 UTC, operator
        Amounts in               SEK

                                                                             Closing
                                           Balance   Debit  Credit           balance
                                          previous    this    this    This      this
        Account  Description                period  period  period  period    period
        ───────  ───────────────────────  ────────  ──────  ──────  ──────  ────────
        5012     Lokalhyra                1 500,00    0,00    0,00    0,00  1 500,00
        69131    Avskrivning inventarier      0,00  100,00    0,00  100,00    100,00
        69133    Avskrivning datorer          0,00   50,00    0,00   50,00     50,00
        ───────  ───────────────────────  ────────  ──────  ──────  ──────  ────────
                 Total                    1 500,00  150,00    0,00  150,00  1 650,00

        Agrees with the trial balance of the selection. The rest of the general ledger: -1 650,00.
    "#]],
    );
}
