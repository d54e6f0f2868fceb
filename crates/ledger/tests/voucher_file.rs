//! Stories about voucher files: what another system knows of its vouchers follows with them.
//!
//! `file name.csv` (or `.json`) posts the indented lines as a file; `try` does it and undoes it.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use crate::world;

use std::fmt::Write as _;

use expect_test::expect;
use kameral_ledger::commands::{FileForm, VoucherFile, post_file};
use kameral_store::inbox::Spool;
use world::{Step, World, check_with, stop};

fn file(world: &mut World, step: &Step<'_>) -> Option<String> {
    let (word, name) = (step.word, step.rest);
    if !["file", "try"].contains(&word) {
        return None;
    }
    let content = step.below.join("\n");
    let spool = Spool::receive(content.as_bytes(), 1 << 20).expect("a small file");
    let file = VoucherFile {
        name,
        spool: &spool,
        form: if name.ends_with("json") {
            FileForm::Json
        } else {
            FileForm::Csv
        },
        accept_warnings: None,
        dry_run: word == "try",
    };
    Some(match post_file(&world.cx, None, &file) {
        Ok(posted) => {
            let mut told = String::from(if posted.known { "known\n" } else { "" });
            for (key, voucher) in posted.vouchers {
                let _ = writeln!(told, "{key}: {} {}", voucher.number, voucher.period);
            }
            told
        }
        Err(refused) => stop(refused),
    })
}

/// GL-06: a series that another system numbers keeps its numbers, gaps and all.
#[test]
fn gl_06_vouchers_numbered_outside_are_posted_by_file_with_their_gaps() {
    check_with(
        "as eva
         file invoices.csv
           voucher;series;number;kind;date;event_date;counterparty;link;text;account;ORG;amount
           a;E;7;service_invoice;2026-03-15;2026-03-01;Kontorsbolaget AB;https://dok.example/7;Hyra;5012;100;500,00
           a;;;;;;;;;2581;;-500,00
           b;E;9;service_invoice;2026-03-16;;;;El;5012;100;40,00
           b;;;;;;;;;2581;;-40,00
         numbers E 2026
         show E-2026-7
         file invoices.csv
           voucher;series;number;kind;date;event_date;counterparty;link;text;account;ORG;amount
           a;E;7;service_invoice;2026-03-15;2026-03-01;Kontorsbolaget AB;https://dok.example/7;Hyra;5012;100;500,00
           a;;;;;;;;;2581;;-500,00
           b;E;9;service_invoice;2026-03-16;;;;El;5012;100;40,00
           b;;;;;;;;;2581;;-40,00
         numbers E 2026
         file later.json
           [{\"voucher\": \"c\", \"number\": 3, \"kind\": \"service_invoice\", \"text\": \"El\", \"date\": \"2026-03-17\", \"lines\": [
           {\"account\": 5012, \"ORG\": 100, \"amount\": 12.5}, {\"account\": 2581, \"amount\": -12.5}]}]
         numbers E 2026
         balances 2026",
        file,
        expect![[r#"
            a: E-2026-7 202603
            b: E-2026-9 202603
            E 2026: [7, 9], missing [1, 2, 3, 4, 5, 6, 8]
            E-2026-7 2026-03-15 202603 Hyra by eva
              1 5012 ORG=100 500.00
              2 2581 -500.00
            known
            a: E-2026-7 202603
            b: E-2026-9 202603
            E 2026: [7, 9], missing [1, 2, 3, 4, 5, 6, 8]
            c: E-2026-3 202603
            E 2026: [3, 7, 9], missing [1, 2, 4, 5, 6, 8]
            2581 0.00 552.50
            5012|1=100 552.50 0.00
        "#]],
    );
}

/// GL-10: every mistake is told, and then nothing is posted.
#[test]
fn a_number_that_cannot_be_is_refused_with_the_whole_file() {
    check_with(
        "as eva
         file wrong.csv
           voucher;series;number;kind;date;text;account;ORG;amount
           a;E;;;2026-03-15;Hyra;5012;100;500,00
           a;;;;;;2581;;-500,00
           b;A;9;general;2026-03-16;El;5012;100;40,00
           b;;;;;;2581;;-40,00
           c;;;no_such;2026-03-16;El;5012;100;40,00
           c;;;;;;2581;;-40,00
         numbers E 2026",
        file,
        expect![[r#"
            refused: number_missing (line 2, number) series=E
            refused: number_not_ours (line 4, number) series=A
            refused: kind_unknown (line 6, kind) kind=no_such
            E 2026: [], missing []
        "#]],
    );
}

/// Reliability rule 12: a row that cannot be read stops the whole file, the vouchers before it too;
/// the mended file is another file.
#[test]
fn a_row_that_cannot_be_read_stops_the_vouchers_before_it() {
    check_with(
        "as eva
         file rent.csv
           voucher;date;text;account;ORG;amount
           a;2026-03-15;Hyra;5012;100;500,00
           a;;;2581;;-500,00
           b;2026-03-15;El;5012;100;4o,00
           b;;;2581;;-40,00
         numbers I 2026
         file rent.csv
           voucher;date;text;account;ORG;amount
           a;2026-03-15;Hyra;5012;100;500,00
           a;;;2581;;-500,00
         numbers I 2026",
        file,
        expect![[r#"
            refused: voucher_file_amount_malformed (line 4, amount) value=4o,00
            I 2026: [], missing []
            a: I-2026-1 202603
            I 2026: [1], missing []
        "#]],
    );
}

/// What is tried leaves nothing: no voucher, no number, and the file is not known afterwards.
#[test]
fn a_file_that_is_tried_leaves_nothing() {
    check_with(
        "as eva
         try rent.csv
           voucher;date;text;account;ORG;amount
           a;2026-03-15;Hyra;5012;100;500,00
           a;;;2581;;-500,00
         numbers I 2026
         file rent.csv
           voucher;date;text;account;ORG;amount
           a;2026-03-15;Hyra;5012;100;500,00
           a;;;2581;;-500,00
         numbers I 2026
         balances 2026",
        file,
        expect![[r#"
            a: I-2026-1 202603
            I 2026: [], missing []
            a: I-2026-1 202603
            I 2026: [1], missing []
            2581 0.00 500.00
            5012|1=100 500.00 0.00
        "#]],
    );
}

/// GL-22: an amount in another currency follows its line, exactly.
#[test]
fn gl_22_a_currency_follows_the_line_in_its_own_minor_unit() {
    check_with(
        "as eva
         file euro.csv
           voucher;date;text;account;ORG;amount;currency;currency_amount
           a;2026-03-15;Hyra;5012;100;500,00;EUR;45,505
           a;;;2581;;-500,00;XXX;45
         file euro.csv
           voucher;date;text;account;ORG;amount;currency;currency_amount
           a;2026-03-15;Hyra;5012;100;509,60;EUR;45,5
           a;;;2581;;-509,60;;
         show I-2026-1",
        file,
        expect![[r#"
            refused: voucher_file_currency_amount_too_fine (line 2, currency_amount) currency=EUR decimals=2
            a: I-2026-1 202603
            I-2026-1 2026-03-15 202603 Hyra by eva
              1 5012 ORG=100 509.60 EUR minor 4550
              2 2581 -509.60
        "#]],
    );
}
