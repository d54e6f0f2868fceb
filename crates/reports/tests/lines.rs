//! Stories about the reports of lines: general ledger and journal, and what a restricted user gets of every report.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them so")]

use crate::books;

use books::{check, corrected_spring};
use expect_test::expect;

/// GL-01, GL-05: opening balance, every line with its running balance, closing balance; a column and a
/// sum for each unit.
#[test]
fn the_general_ledger_of_an_account() {
    check(
        &corrected_spring("general-ledger --period 202602..202603 --where KONTO=5531,1932"),
        expect![[r#"
        Huvudbok

        Redovisningsföretag              1098 Strandskyddsnämnden
        Period                           202602..202603
        Räkenskapsår                     2026
        Urval                            Konto KONTO=5531,1932
        Registrerat till och med nummer  7
        Framställd                       2026-06-30 12:00 UTC, operator
        Belopp i                         SEK

        Konto  Beskrivning  Datum       Verifikation  Text              Koddelar          Volym  Enhet   Debet  Kredit     Saldo
        ─────  ───────────  ──────────  ────────────  ────────────────  ────────────────  ─────  ─────  ──────  ──────  ────────
        1932   Räntekonto                             Ingående saldo                                                    5 900,00
                            2026-02-03  A-2026-3      El                                                        750,00  5 150,00
                            2026-03-01  A-2026-4      Rättad el         ORG 110                          25,00          5 175,00
        1932   Räntekonto                             Utgående saldo                                     25,00  750,00  5 175,00
        5531   El                                     Ingående saldo                                                        0,00
                            2026-02-03  A-2026-3      El                ORG 110, PROJ P1     40  kWh    500,00            500,00
                            2026-02-03  A-2026-3      =1+1              ORG 210            12,5  m2     250,00            750,00
                            2026-03-01  A-2026-4      Rättad el         ORG 110              -2  kWh             25,00    725,00
        5531   El                                     Volym i perioden                       38  kWh
        5531   El                                     Volym i perioden                     12,5  m2
        5531   El                                     Utgående saldo                                    750,00   25,00    725,00
        ─────  ───────────  ──────────  ────────────  ────────────────  ────────────────  ─────  ─────  ──────  ──────  ────────
                                                      Summa                                             775,00  775,00  5 900,00

        År 2026 saknar bokförda ingående balanser. De är hämtade ur räkenskapsår 2025.
        Stämmer med råbalansen för urvalet. Resten av huvudboken: -5 900,00.
    "#]],
    );
}

/// The same lines with the place where the next page begins: the balance goes on where it was.
#[test]
fn pages_of_a_general_ledger() {
    check(
        &corrected_spring(
            "csv general-ledger --period 202601..202603 --where KONTO=1932
             json general-ledger --period 202601..202603 --where KONTO=1932 --limit 3
             json general-ledger --period 202601..202603 --where KONTO=1932 --limit 3 --after k1932:202601:3:1",
        ),
        expect![[r#"
            "account","name","date","voucher","text","values","debit_ore","credit_ore","balance_ore"
            "1932","Räntekonto",,,"Ingående saldo",,,,90000
            "1932","Räntekonto",2026-01-15,"A-2026-1","Anslag januari",,500000,,590000
            "1932","Räntekonto",2026-02-03,"A-2026-3","El",,,75000,515000
            "1932","Räntekonto",2026-03-01,"A-2026-4","Rättad el","ORG 110",2500,,517500
            "1932","Räntekonto",,,"Utgående saldo",,502500,75000,517500
            {"report":"general-ledger",
            "title":"Huvudbok",
            "entity":{"code":"1098","name":"Strandskyddsnämnden"},
            "currency":"SEK",
            "year":2026,
            "periods":"202601..202603",
            "by":[],
            "filters":[{"key":"KONTO","name":"Konto","pattern":"1932"}],
            "scope":null,
            "as_of":7,
            "as_of_asked":false,
            "run_at":"2026-06-30T12:00:00Z",
            "user":"operator",
            "facts":[],
            "columns":[{"key":"account","kind":"account","label":"Konto"},{"key":"name","kind":"text","label":"Beskrivning"},{"key":"date","kind":"date","label":"Datum"},{"key":"voucher","kind":"voucher","label":"Verifikation"},{"key":"text","kind":"text","label":"Text"},{"key":"values","kind":"text","label":"Koddelar"},{"key":"debit_ore","kind":"amount","label":"Debet"},{"key":"credit_ore","kind":"amount","label":"Kredit"},{"key":"balance_ore","kind":"amount","label":"Saldo"}],
            "rows":[
            {"row":"opening","account":"1932","name":"Räntekonto","text":"Ingående saldo","balance_ore":90000},
            {"account":"1932","name":"Räntekonto","date":"2026-01-15","voucher":"A-2026-1","text":"Anslag januari","debit_ore":500000,"balance_ore":590000},
            {"account":"1932","name":"Räntekonto","date":"2026-02-03","voucher":"A-2026-3","text":"El","credit_ore":75000,"balance_ore":515000}
            ],
            "totals":{"text":"Summa","debit_ore":502500,"credit_ore":75000,"balance_ore":517500},
            "page_totals":{"text":"Summa på sidan","debit_ore":500000,"credit_ore":75000},
            "notes":["År 2026 saknar bokförda ingående balanser. De är hämtade ur räkenskapsår 2025."],
            "reconciles":{"difference_ore":-517500,"text":"Stämmer med råbalansen för urvalet. Resten av huvudboken: -5 175,00.","verdict":"part"},
            "page":{"after":null,"next":"k1932:202602:5:3"}}
            {"report":"general-ledger",
            "title":"Huvudbok",
            "entity":{"code":"1098","name":"Strandskyddsnämnden"},
            "currency":"SEK",
            "year":2026,
            "periods":"202601..202603",
            "by":[],
            "filters":[{"key":"KONTO","name":"Konto","pattern":"1932"}],
            "scope":null,
            "as_of":7,
            "as_of_asked":false,
            "run_at":"2026-06-30T12:00:00Z",
            "user":"operator",
            "facts":[],
            "columns":[{"key":"account","kind":"account","label":"Konto"},{"key":"name","kind":"text","label":"Beskrivning"},{"key":"date","kind":"date","label":"Datum"},{"key":"voucher","kind":"voucher","label":"Verifikation"},{"key":"text","kind":"text","label":"Text"},{"key":"values","kind":"text","label":"Koddelar"},{"key":"debit_ore","kind":"amount","label":"Debet"},{"key":"credit_ore","kind":"amount","label":"Kredit"},{"key":"balance_ore","kind":"amount","label":"Saldo"}],
            "rows":[
            {"account":"1932","name":"Räntekonto","date":"2026-02-03","voucher":"A-2026-3","text":"El","credit_ore":75000,"balance_ore":515000},
            {"account":"1932","name":"Räntekonto","date":"2026-03-01","voucher":"A-2026-4","text":"Rättad el","values":"ORG 110","debit_ore":2500,"balance_ore":517500},
            {"row":"closing","account":"1932","name":"Räntekonto","text":"Utgående saldo","debit_ore":502500,"credit_ore":75000,"balance_ore":517500}
            ],
            "totals":{"text":"Summa","debit_ore":502500,"credit_ore":75000,"balance_ore":517500},
            "page_totals":{"text":"Summa på sidan","debit_ore":2500,"credit_ore":75000},
            "notes":["År 2026 saknar bokförda ingående balanser. De är hämtade ur räkenskapsår 2025."],
            "reconciles":{"difference_ore":-517500,"text":"Stämmer med råbalansen för urvalet. Resten av huvudboken: -5 175,00.","verdict":"part"},
            "page":{"after":"k1932:202601:3:1","next":null}}
        "#]],
    );
}

/// GL-01: every voucher once, in the order it was registered, with control sums.
#[test]
fn the_journal() {
    check(
        &corrected_spring("journal --period 202601..202603"),
        expect![[r#"
            Grundbok

            Redovisningsföretag              1098 Strandskyddsnämnden
            Period                           202601..202603
            Räkenskapsår                     2026
            Registrerat till och med nummer  7
            Framställd                       2026-06-30 12:00 UTC, operator
            Belopp i                         SEK

                                                                                                                      Registrerad
            Ordning  Verifikation  Datum       Period  Konto  Beskrivning         Koddelar          Text              av              Debet    Kredit
            ───────  ────────────  ──────────  ──────  ─────  ──────────────────  ────────────────  ────────────────  ───────────  ────────  ────────
                  3  A-2026-1      2026-01-15  202601                                               Anslag januari    operator
                                                       1932   Räntekonto                                                           5 000,00
                                                       3011   Intäkter av anslag  FIN 10                                                     5 000,00
                  4  A-2026-2      2026-01-20  202601                                               Hyra              operator
                                                       5012   Lokalhyra           ORG 100, FIN 10                                  1 500,00
                                                       2581   Leverantörsskulder                    Fastigheter AB                           1 500,00
                  5  A-2026-3      2026-02-03  202602                                               El                operator
                                                       5531   El                  ORG 110, PROJ P1                                   500,00
                                                       5531   El                  ORG 210           =1+1                             250,00
                                                       1932   Räntekonto                                                                       750,00
                  6  A-2026-4      2026-03-01  202602                                               Rättad el         operator
                                                       5531   El                  ORG 110                                                       25,00
                                                       1932   Räntekonto          ORG 110                                             25,00
                  7  C-2026-1      2026-03-10  202603                                               Hyra (Fel konto)  operator
                                                       5012   Lokalhyra           ORG 100, FIN 10                                            1 500,00
                                                       2581   Leverantörsskulder                    Fastigheter AB                 1 500,00
            ───────  ────────────  ──────────  ──────  ─────  ──────────────────  ────────────────  ────────────────  ───────────  ────────  ────────
                                                                                                    Summa                          8 775,00  8 775,00

            5 verifikationer, 11 rader.
            Stämmer med huvudboken.
        "#]],
    );
}

/// The journal of one period, of a selection, and as it was.
#[test]
fn parts_of_the_journal() {
    check(
        &corrected_spring(
            "csv journal --period 202602
             csv journal --period 202601..202603 --where ORG=1*
             csv journal --period 202601..202603 --as-of 4
             json journal --period 202601..202603 --limit 3
             csv journal --period 202601..202603 --limit 3 --after j4",
        ),
        expect![[r#"
            "journal_seq","voucher","date","period","account","name","values","text","registered_by","debit_ore","credit_ore"
            5,"A-2026-3",2026-02-03,202602,,,,"El","operator",,
            5,"A-2026-3",2026-02-03,202602,"5531","El","ORG 110, PROJ P1",,,50000,
            5,"A-2026-3",2026-02-03,202602,"5531","El","ORG 210","'=1+1",,25000,
            5,"A-2026-3",2026-02-03,202602,"1932","Räntekonto",,,,,75000
            6,"A-2026-4",2026-03-01,202602,,,,"Rättad el","operator",,
            6,"A-2026-4",2026-03-01,202602,"5531","El","ORG 110",,,,2500
            6,"A-2026-4",2026-03-01,202602,"1932","Räntekonto","ORG 110",,,2500,
            "journal_seq","voucher","date","period","account","name","values","text","registered_by","debit_ore","credit_ore"
            4,"A-2026-2",2026-01-20,202601,,,,"Hyra","operator",,
            4,"A-2026-2",2026-01-20,202601,"5012","Lokalhyra","ORG 100, FIN 10",,,150000,
            5,"A-2026-3",2026-02-03,202602,,,,"El","operator",,
            5,"A-2026-3",2026-02-03,202602,"5531","El","ORG 110, PROJ P1",,,50000,
            6,"A-2026-4",2026-03-01,202602,,,,"Rättad el","operator",,
            6,"A-2026-4",2026-03-01,202602,"5531","El","ORG 110",,,,2500
            6,"A-2026-4",2026-03-01,202602,"1932","Räntekonto","ORG 110",,,2500,
            7,"C-2026-1",2026-03-10,202603,,,,"Hyra (Fel konto)","operator",,
            7,"C-2026-1",2026-03-10,202603,"5012","Lokalhyra","ORG 100, FIN 10",,,,150000
            "journal_seq","voucher","date","period","account","name","values","text","registered_by","debit_ore","credit_ore"
            3,"A-2026-1",2026-01-15,202601,,,,"Anslag januari","operator",,
            3,"A-2026-1",2026-01-15,202601,"1932","Räntekonto",,,,500000,
            3,"A-2026-1",2026-01-15,202601,"3011","Intäkter av anslag","FIN 10",,,,500000
            4,"A-2026-2",2026-01-20,202601,,,,"Hyra","operator",,
            4,"A-2026-2",2026-01-20,202601,"5012","Lokalhyra","ORG 100, FIN 10",,,150000,
            4,"A-2026-2",2026-01-20,202601,"2581","Leverantörsskulder",,"Fastigheter AB",,,150000
            {"report":"journal",
            "title":"Grundbok",
            "entity":{"code":"1098","name":"Strandskyddsnämnden"},
            "currency":"SEK",
            "year":2026,
            "periods":"202601..202603",
            "by":[],
            "filters":[],
            "scope":null,
            "as_of":7,
            "as_of_asked":false,
            "run_at":"2026-06-30T12:00:00Z",
            "user":"operator",
            "facts":[],
            "columns":[{"key":"journal_seq","kind":"count","label":"Ordning"},{"key":"voucher","kind":"voucher","label":"Verifikation"},{"key":"date","kind":"date","label":"Datum"},{"key":"period","kind":"period","label":"Period"},{"key":"account","kind":"account","label":"Konto"},{"key":"name","kind":"text","label":"Beskrivning"},{"key":"values","kind":"text","label":"Koddelar"},{"key":"text","kind":"text","label":"Text"},{"key":"registered_by","kind":"text","label":"Registrerad av"},{"key":"debit_ore","kind":"amount","label":"Debet"},{"key":"credit_ore","kind":"amount","label":"Kredit"}],
            "rows":[
            {"row":"heading","journal_seq":3,"voucher":"A-2026-1","date":"2026-01-15","period":202601,"text":"Anslag januari","registered_by":"operator"},
            {"journal_seq":3,"voucher":"A-2026-1","date":"2026-01-15","period":202601,"account":"1932","name":"Räntekonto","debit_ore":500000},
            {"journal_seq":3,"voucher":"A-2026-1","date":"2026-01-15","period":202601,"account":"3011","name":"Intäkter av anslag","values":"FIN 10","credit_ore":500000}
            ],
            "totals":{"text":"Summa","debit_ore":877500,"credit_ore":877500},
            "page_totals":{"text":"Summa på sidan","debit_ore":500000,"credit_ore":500000},
            "notes":["På sidan: en verifikation, 2 rader av 11."],
            "reconciles":{"difference_ore":0,"text":"Stämmer med huvudboken.","verdict":"agrees"},
            "page":{"after":null,"next":"j3"}}
            "journal_seq","voucher","date","period","account","name","values","text","registered_by","debit_ore","credit_ore"
            5,"A-2026-3",2026-02-03,202602,,,,"El","operator",,
            5,"A-2026-3",2026-02-03,202602,"5531","El","ORG 110, PROJ P1",,,50000,
            5,"A-2026-3",2026-02-03,202602,"5531","El","ORG 210","'=1+1",,25000,
            5,"A-2026-3",2026-02-03,202602,"1932","Räntekonto",,,,,75000
        "#]],
    );
}

/// A user who may see a part gets the lines of that part in every report, and no other voucher.
#[test]
fn a_restricted_user() {
    check(
        &corrected_spring("eva: csv general-ledger --period 202601..202603"),
        expect![[r#"
        "account","name","date","voucher","text","values","quantity_milli","unit","debit_ore","credit_ore","balance_ore"
        "1932","Räntekonto",,,"Ingående saldo",,,,,,0
        "1932","Räntekonto",2026-03-01,"A-2026-4","Rättad el","ORG 110",,,2500,,2500
        "1932","Räntekonto",,,"Utgående saldo",,,,2500,0,2500
        "5012","Lokalhyra",,,"Ingående saldo",,,,,,0
        "5012","Lokalhyra",2026-01-20,"A-2026-2","Hyra","ORG 100, FIN 10",,,150000,,150000
        "5012","Lokalhyra",2026-03-10,"C-2026-1","Hyra","ORG 100, FIN 10",,,,150000,0
        "5012","Lokalhyra",,,"Utgående saldo",,,,150000,150000,0
        "5531","El",,,"Ingående saldo",,,,,,0
        "5531","El",2026-02-03,"A-2026-3","El","ORG 110, PROJ P1",40000,"kWh",50000,,50000
        "5531","El",2026-03-01,"A-2026-4","Rättad el","ORG 110",-2000,"kWh",,2500,47500
        "5531","El",,,"Volym i perioden",,38000,"kWh",,,
        "5531","El",,,"Utgående saldo",,,,50000,2500,47500
        ,,,,"Ej omfört resultat från tidigare år",,,,,,90000
    "#]],
    );
    check(
        &corrected_spring("eva: csv journal --period 202601..202603"),
        expect![[r#"
        "journal_seq","voucher","date","period","account","name","values","text","registered_by","debit_ore","credit_ore"
        4,"A-2026-2",2026-01-20,202601,,,,"Hyra","operator",,
        4,"A-2026-2",2026-01-20,202601,"5012","Lokalhyra","ORG 100, FIN 10",,,150000,
        5,"A-2026-3",2026-02-03,202602,,,,"El","operator",,
        5,"A-2026-3",2026-02-03,202602,"5531","El","ORG 110, PROJ P1",,,50000,
        6,"A-2026-4",2026-03-01,202602,,,,"Rättad el","operator",,
        6,"A-2026-4",2026-03-01,202602,"5531","El","ORG 110",,,,2500
        6,"A-2026-4",2026-03-01,202602,"1932","Räntekonto","ORG 110",,,2500,
        7,"C-2026-1",2026-03-10,202603,,,,"Hyra (Fel konto)","operator",,
        7,"C-2026-1",2026-03-10,202603,"5012","Lokalhyra","ORG 100, FIN 10",,,,150000
    "#]],
    );
    check(
        &corrected_spring("eva: csv account-specification --period 202601..202603"),
        expect![[r#"
        "account","name","values","date","voucher","text","opening_ore","debit_ore","credit_ore","closing_ore"
        "1932","Räntekonto",,,,,0,2500,0,2500
        "1932","Räntekonto","ORG 110",,,,0,2500,0,2500
    "#]],
    );
    check(
        &corrected_spring("eva: voucher --voucher A-2026-3"),
        expect![[r#"
            Verifikation

            Redovisningsföretag              1098 Strandskyddsnämnden
            Din behörighet                   Organisationsenhet ORG=1*
            Registrerat till och med nummer  7
            Framställd                       2026-06-30 12:00 UTC, eva
            Belopp i                         SEK
            Verifikation                     A-2026-3
            Datum                            2026-02-03
            Period                           202602
            Verifikationstyp                 Bokföringsorder
            Text                             El
            Registrerad                      2026-06-30T12:00:00.000000Z
            Registrerad av                   operator
            Ordning                          5

            Rad  Konto  Beskrivning  Organisationsenhet  Projekt  Text   Volym  Enhet   Debet  Kredit
            ───  ─────  ───────────  ──────────────────  ───────  ─────  ─────  ─────  ──────  ──────
              1  5531   El           110                 P1                 40  kWh    500,00
            ───  ─────  ───────────  ──────────────────  ───────  ─────  ─────  ─────  ──────  ──────
                                                                  Summa                500,00    0,00

            Verifikationen har rader som du inte får se; de saknas här.
            Stämmer med råbalansen för urvalet. Resten av huvudboken: -500,00.
        "#]],
    );
    check(
        &corrected_spring("eva: voucher --voucher A-2026-1"),
        expect![[r#"
        report_voucher_unknown (voucher): Det finns ingen verifikation A-2026-1 som du får se. Kontrollera serie, år och nummer.
    "#]],
    );
}
