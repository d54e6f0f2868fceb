//! Damaged e-invoices: whatever byte is another and wherever the file ends, reading ends, and what is read of it
//! can be shown and written.

use kameral_formats::einvoice::{self, Limits, Release};
use proptest::prelude::*;

use crate::{einvoice_cii, einvoice_svefaktura, einvoice_written};

fn samples() -> [String; 4] {
    [
        einvoice::write(&einvoice_written::invoice(false)),
        einvoice::write(&einvoice_written::invoice(true)),
        einvoice_cii::INVOICE.to_owned(),
        einvoice_svefaktura::INVOICE.to_owned(),
    ]
}

fn read(bytes: &[u8]) {
    if let Ok(reading) = einvoice::read(bytes, Release::May2026, &Limits::default())
        && let Some(invoice) = reading.invoice
    {
        einvoice::write(&invoice);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_damaged_invoice_never_panics(
        of in 0_usize..4, at in any::<prop::sample::Index>(), byte: u8, cut in any::<prop::sample::Index>(),
    ) {
        let mut bytes = samples()[of].clone().into_bytes();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        read(&bytes);
        bytes.truncate(cut.index(bytes.len()));
        read(&bytes);
    }

    /// Two values that stand between two tags are others, so that the file is XML still.
    #[test]
    fn other_values_never_panic(
        of in 0_usize..4,
        one in any::<prop::sample::Index>(), value in prop::sample::select(VALUES),
        two in any::<prop::sample::Index>(), other in prop::sample::select(VALUES),
    ) {
        let text = &samples()[of];
        let [one, two] = [one, two].map(|at| at.index(places(text).len()));
        read(put(&put(text, one, value), two, other).as_bytes());
    }
}

/// Values that no writer means: empty, at the edge of what a number holds, no dates, no codes.
const VALUES: &[&str] = &[
    "",
    " ",
    "-0",
    "1e9",
    "79228162514264337593543950335",
    "-79228162514264337593543950335",
    "792281625142643375935439503.35",
    "0.0000000000000000000000000001",
    "9999-12-31",
    "99991231",
    "2026-02-30",
    "å",
    "SE",
    "NaN",
];

/// Where a value may stand: after each tag.
fn places(text: &str) -> Vec<usize> {
    text.match_indices('>')
        .map(|(at, _)| at + 1)
        .filter(|at| *at < text.len())
        .collect()
}

/// The text with another value at one of its places.
fn put(text: &str, place: usize, value: &str) -> String {
    let begin = places(text)[place];
    let end = begin + text[begin..].find('<').unwrap_or(0);
    format!("{}{value}{}", &text[..begin], &text[end..])
}

/// Every place of every sample with every value, one at a time: nothing is left to chance.
#[test]
fn no_value_anywhere_panics() {
    for text in samples() {
        for place in 0..places(&text).len() {
            for value in VALUES {
                read(put(&text, place, value).as_bytes());
            }
        }
    }
}
