//! Licences as a file: a row for each that a person holds or held, with its days (SEC-13, SEC-15, REP-45).

use kameral_access::LicenceHolding;
use kameral_formats::csv_safe::{Style, Writer};
use kameral_ui::Words;

/// Headings, as keys of the texts.
const HEADINGS: [&str; 5] = ["users-login", "users-name", "users-class", "users-from", "users-to"];

/// The file, in the way that spreadsheets of the country read.
pub fn written(words: Words, holdings: &[LicenceHolding]) -> Vec<u8> {
    let mut writer = Writer::new(Vec::new(), Style::Swedish);
    for heading in HEADINGS {
        writer.text(&words.t(heading));
    }
    // Writing to memory does not fail.
    let _ = writer.end_row();
    for held in holdings {
        writer.text(&held.login);
        writer.text(&held.name);
        writer.text(&words.t(held.class.text_key()));
        writer.date(held.valid_from);
        match held.valid_to {
            Some(day) => writer.date(day),
            None => writer.empty(),
        }
        let _ = writer.end_row();
    }
    writer.finish().unwrap_or_default()
}
