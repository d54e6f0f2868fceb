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

    /// A value that stands between two tags is another, so that the file is XML still.
    #[test]
    fn another_value_never_panics(
        of in 0_usize..4, at in any::<prop::sample::Index>(),
        value in prop_oneof![
            Just(""), Just(" "), Just("-0"), Just("1e9"), Just("79228162514264337593543950335"),
            Just("0.0000000000000000000000000001"), Just("9999-12-31"), Just("99991231"), Just("2026-02-30"),
            Just("å"), Just("SE"), Just("NaN")
        ],
    ) {
        let text = &samples()[of];
        let tags: Vec<usize> = text.match_indices('>').map(|(at, _)| at + 1).filter(|at| *at < text.len()).collect();
        let begin = tags[at.index(tags.len())];
        let end = begin + text[begin..].find('<').unwrap_or(0);
        read(format!("{}{value}{}", &text[..begin], &text[end..]).as_bytes());
    }
}
