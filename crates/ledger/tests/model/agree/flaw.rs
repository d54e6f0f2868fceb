//! What may be done to a draft that balances; not all of it is wrong.

#![allow(clippy::assigning_clones, reason = "a fresh field has nothing to reuse")]

use kameral_base::{Date, Ore, Period, Quantity};
use kameral_ledger::voucher::{AttachmentRef, DraftLine, DraftVoucher};
use proptest::prelude::*;
use proptest::sample::select;

use super::command::DOCUMENT;

/// What may be done to a draft.
#[derive(Debug, Clone, Copy)]
pub enum Flaw {
    Series(&'static str),
    Kind(&'static str),
    Number(i64),
    Outside(i64),
    Date(Option<Date>),
    Period(&'static str),
    Text(&'static str),
    LongText,
    NoLines,
    Account(&'static str),
    Value(u8, &'static str),
    Unit(&'static str),
    Currency(&'static str, i64),
    Off(i64),
    Huge,
    Document(bool),
}

pub fn flaw() -> impl Strategy<Value = Flaw> {
    use Flaw as F;
    let all = vec![
        F::Series("Q"),
        F::Series("E"),
        F::Series("N"),
        F::Kind("unheard"),
        F::Kind("service"),
        F::Number(3),
        F::Outside(0),
        F::Outside(5),
        F::Outside(5),
        F::Outside(6),
        F::Outside(8),
        F::Outside(1_000_000_000),
        F::Date(None),
        F::Date(Some(Date::constant(2031, 1, 1))),
        F::Period("203101"),
        F::Period("202512"),
        F::Period("202602"),
        F::Period("202603"),
        F::Period("202604"),
        F::Period("202600"),
        F::Period("202613"),
        F::Text("  "),
        F::Text("tab\there"),
        F::LongText,
        F::NoLines,
        F::Account(""),
        F::Account("S5012"),
        F::Account("7777"),
        F::Account("69"),
        F::Account("9001"),
        F::Account("5999"),
        F::Value(9, "x"),
        F::Value(4, "all"),
        F::Value(3, "P-100"),
        F::Value(2, "a|b"),
        F::Value(2, "77"),
        F::Value(1, "120"),
        F::Value(1, "100"),
        F::Unit("kWh"),
        F::Unit("m3"),
        F::Currency("XXX", 100),
        F::Currency("EUR", 1),
        F::Currency("EUR", 10_000),
        F::Off(1),
        F::Off(-500),
        F::Huge,
        F::Document(true),
        F::Document(false),
    ];
    select(all)
}

impl Flaw {
    pub fn put(self, draft: &mut DraftVoucher) {
        match self {
            Self::Series(series) => draft.series = series.to_owned(),
            Self::Kind(kind) => draft.kind = kind.to_owned(),
            Self::Number(number) => draft.number = Some(number),
            Self::Outside(number) => {
                draft.series = "E".to_owned();
                draft.number = Some(number);
            }
            Self::Date(date) => draft.date = date,
            Self::Period(code) => draft.period = Period::parse(code).ok(),
            Self::Text(text) => draft.text = text.to_owned(),
            Self::LongText => draft.text = "x".repeat(501),
            Self::NoLines => draft.lines.clear(),
            Self::Document(kept) => draft.attachments.push(document(kept)),
            _ => self.put_on_line(&mut draft.lines),
        }
    }

    fn put_on_line(self, lines: &mut [DraftLine]) {
        let line = &mut lines[0];
        match self {
            Self::Account(account) => line.account = account.to_owned(),
            Self::Value(position, value) => line.values.push((position, value.to_owned())),
            Self::Unit(unit) => {
                line.account = "5531".to_owned();
                line.unit = unit.to_owned();
                line.quantity = Some(Quantity::new(1_500));
            }
            Self::Currency(currency, minor) => {
                line.currency = currency.to_owned();
                line.currency_minor = Some(minor);
            }
            Self::Off(by) => line.amount = Ore::new(line.amount.get() + by),
            Self::Huge => {
                line.amount = Ore::new(i64::MAX);
                lines[1].amount = Ore::new(-i64::MAX);
            }
            _ => unreachable!("flaws of the voucher are put there"),
        }
    }
}

/// The hash of the document that is kept, or of one that is not.
fn document(kept: bool) -> AttachmentRef {
    use sha2::{Digest, Sha256};
    let content = if kept { DOCUMENT } else { b"another" };
    AttachmentRef {
        sha256: Sha256::digest(content).to_vec(),
        name: "d.pdf".to_owned(),
    }
}
