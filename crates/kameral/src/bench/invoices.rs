//! How fast e-invoices are read and tried by the rules, beside parsing the same XML and nothing more.

use std::time::Instant;

use kameral_base::{Date, Ore};
use kameral_formats::einvoice::model::{
    Address, Amount, Identifier, Item, Line, Party, PayTo, Payment, Price, References, Totals, VatCategory, VatGroup,
};
use kameral_formats::einvoice::{self, Invoice, Limits, Release};
use roxmltree::Document;

use super::figure::{Runs, micros};
use super::{Figure, Limit, Ratio, Say, Size, Unit};
use crate::outcome::Ending;

/// Reading and trying take at most three times as long as parsing.
const LEAST: Limit = Limit::AtLeast(Ratio(33));
/// Runs of figure and peer.
const RUNS: usize = 3;
/// An invoice has one line more than the one before it, up to so many.
const LINES_MAX: usize = 12;

pub fn figures(size: Size, say: Say<'_>) -> Result<Vec<Figure>, Ending> {
    let files: Vec<Vec<u8>> = (0..size.invoices)
        .map(|number| einvoice::write(&invoice(number)).into_bytes())
        .collect();
    let bytes: usize = files.iter().map(Vec::len).sum();
    let mut runs = Runs::default();
    for run in 1..=RUNS {
        say(&format!("e-invoices, run {run} of {RUNS}"));
        let began = Instant::now();
        for file in &files {
            let text = std::str::from_utf8(file).map_err(std::io::Error::other)?;
            let document = Document::parse(text).map_err(std::io::Error::other)?;
            std::hint::black_box(document.root_element().tag_name().name());
        }
        let alone = began.elapsed();
        let began = Instant::now();
        for file in &files {
            let reading = einvoice::read(file, Release::May2026, &Limits::default());
            let is_whole = reading.is_ok_and(|reading| !reading.is_refused() && reading.faults.is_empty());
            if !is_whole {
                return Err(std::io::Error::other("an invoice of the measurement keeps every rule").into());
            }
        }
        runs.push(micros(began.elapsed()), micros(alone));
    }
    let what = format!(
        "{} e-invoices of {} MiB read and tried by the rules, against parsing the same XML",
        files.len(),
        bytes >> 20
    );
    Ok(vec![runs.figure("einvoice_read", what, Unit::Milliseconds, LEAST)])
}

fn kronor(ore: i64) -> Amount {
    Amount::of_ore(Ore::new(ore), "SEK")
}

fn party(name: &str, number: &str) -> Party {
    let of_register = || {
        Some(Identifier {
            value: number.to_owned(),
            scheme: Some("0007".to_owned()),
        })
    };
    Party {
        name: name.to_owned(),
        endpoint: of_register(),
        org_number: of_register(),
        vat_number: Some(format!("SE{number}01")),
        address: Address {
            lines: vec!["Storgatan 1".to_owned()],
            city: Some("Gävle".to_owned()),
            postal_code: Some("80320".to_owned()),
            country: Some("SE".to_owned()),
            ..Address::default()
        },
        ..Party::default()
    }
}

/// An invoice of ordinary goods at one rate.
fn invoice(number: usize) -> Invoice {
    let count = i64::try_from(number % LINES_MAX + 1).unwrap_or(1);
    let category = || VatCategory {
        code: "S".to_owned(),
        percent: Some(25.into()),
    };
    let lines = (1..=count).map(|at| Line {
        id: at.to_string(),
        quantity: Some(2.into()),
        unit: Some("C62".to_owned()),
        amount: Some(kronor(20_000)),
        accounting_cost: Some("5611".to_owned()),
        price: Price {
            net: Some(kronor(10_000)),
            ..Price::default()
        },
        vat: Some(category()),
        item: Item {
            name: format!("Vara {at} av faktura {number}"),
            sellers_id: Some(format!("V-{at}")),
            ..Item::default()
        },
        ..Line::default()
    });
    let (base, tax) = (20_000 * count, 5_000 * count);
    Invoice {
        number: (100_000 + number).to_string(),
        issued: Date::new(2026, 10, 1).ok(),
        type_code: "380".to_owned(),
        due: Date::new(2026, 10, 31).ok(),
        currency: "SEK".to_owned(),
        references: References {
            buyer: Some("Eva Ek".to_owned()),
            order: Some(format!("B-{number}")),
            ..References::default()
        },
        seller: Party {
            tax_registration: Some("Godkänd för F-skatt".to_owned()),
            ..party("Kontorsbolaget AB", "5560360793")
        },
        buyer: party("Myndigheten för prov", "2021006883"),
        payments: vec![Payment {
            code: "30".to_owned(),
            reference: Some("6251".to_owned()),
            pay_to: Some(PayTo::Bankgiro("9912346".to_owned())),
            ..Payment::default()
        }],
        terms: Some("30 dagar netto".to_owned()),
        totals: Totals {
            lines: Some(kronor(base)),
            without_vat: Some(kronor(base)),
            vat: Some(kronor(tax)),
            with_vat: Some(kronor(base + tax)),
            payable: Some(kronor(base + tax)),
            ..Totals::default()
        },
        vat: vec![VatGroup {
            category: category(),
            taxable: Some(kronor(base)),
            tax: Some(kronor(tax)),
            ..VatGroup::default()
        }],
        lines: lines.collect(),
        ..Invoice::default()
    }
}
