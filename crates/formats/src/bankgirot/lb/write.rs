//! A batch to records: the same bytes for the same batch.

use std::collections::BTreeSet;

use kameral_base::{Date, Ore, TrySum};

use super::layout as at;
use super::model::{Batch, Kind, Order, PayDay, Payee, Payout};
use super::prepare::prepare;
use crate::bankgirot::RECORD_CHARS;
use crate::bankgirot::mistake::LineMistake;
use crate::bankgirot::record::Field;

/// The file in ISO 8859-1, each record ended by CR LF; or everything that Bankgirot would refuse it
/// for. Count and sum are made here.
pub fn write(batch: &Batch) -> Result<Vec<u8>, Vec<LineMistake>> {
    let batch = prepare(batch)?;
    let mut out = Out::default();
    out.record("11", |record| {
        record.digits(at::SENDER, &batch.sender.plain());
        record.day(at::WRITTEN, batch.written_on);
        record.text(at::PRODUCT, at::PRODUCT_NAME);
        record.text(at::CURRENCY, "SEK");
    });
    let mut payouts = BTreeSet::new();
    for order in &batch.orders {
        if let Payee::Payout(payout) = &order.payee
            && payouts.insert(payout.number)
        {
            self::payout(&mut out, payout);
        }
        self::order(&mut out, order);
    }
    let counted = batch.orders.iter().map(|order| order.kind.counted(order.amount));
    let sum = counted.try_sum().unwrap_or(Ore::ZERO).get();
    out.record("29", |record| {
        record.digits(at::SENDER, &batch.sender.plain());
        record.digits(at::COUNT, &batch.orders.len().to_string());
        record.digits(at::SUM, &sum.unsigned_abs().to_string());
        record.text(at::SIGN, if sum < 0 { "-" } else { "" });
    });
    Ok(out.bytes)
}

fn payout(out: &mut Out, payout: &Payout) {
    let number = payout.number.to_string();
    if let Some(account) = &payout.account {
        out.record("40", |record| {
            record.digits(at::RECEIVER, &number);
            let sixteen = account.account.sixteen_digits();
            record.text(at::CLEARING, &sixteen[..4]);
            record.text(at::ACCOUNT, &sixteen[4..]);
            record.text(at::ACCOUNT_TEXT, &account.text);
            record.text(at::SALARY_MARK, if account.is_salary { at::SALARY } else { "" });
        });
    }
    if let Some(address) = &payout.address {
        out.record("26", |record| {
            record.digits(at::RECEIVER, &number);
            record.text(at::NAME, &address.name);
            record.text(at::EXTRA_NAME, &address.extra_name);
        });
        if [&address.street, &address.postcode, &address.town]
            .iter()
            .any(|text| !text.is_empty())
        {
            out.record("27", |record| {
                record.digits(at::RECEIVER, &number);
                record.text(at::STREET, &address.street);
                record.text(at::POSTCODE, &address.postcode);
                record.text(at::TOWN, &address.town);
            });
        }
    }
}

fn order(out: &mut Out, order: &Order) {
    let receiver = match &order.payee {
        Payee::Bankgiro(number) => number.plain(),
        Payee::Plusgiro(number) => number.plain(),
        Payee::Payout(payout) => payout.number.to_string(),
    };
    let is_plusgiro = matches!(order.payee, Payee::Plusgiro(_));
    let (code, text_code, text_field) = if is_plusgiro {
        ("54", "65", at::PLUSGIRO_TEXT)
    } else {
        (code_of(order.kind), "25", at::TEXT)
    };
    out.record(code, |record| {
        record.digits(at::RECEIVER, &receiver);
        record.text(at::REFERENCE, &order.reference);
        record.digits(at::AMOUNT, &order.amount.get().to_string());
        match order.day {
            PayDay::On(day) => record.day(at::DAY, day),
            PayDay::AtOnce => record.text(at::DAY, at::AT_ONCE),
        }
        record.text(at::OWN_TEXT, &order.information);
    });
    for text in &order.texts {
        out.record(text_code, |record| {
            record.digits(at::RECEIVER, &receiver);
            record.text(text_field, text);
        });
    }
}

fn code_of(kind: Kind) -> &'static str {
    let row = Kind::CODES.iter().find(|(_, known)| *known == kind);
    row.map_or("", |(code, _)| code)
}

/// Records as bytes.
#[derive(Debug, Default)]
struct Out {
    bytes: Vec<u8>,
}

impl Out {
    fn record(&mut self, code: &str, fill: impl FnOnce(&mut Line)) {
        let mut line = Line([b' '; RECORD_CHARS]);
        line.put(0, code);
        fill(&mut line);
        self.bytes.extend(line.0);
        self.bytes.extend(b"\r\n");
    }
}

/// A record of blanks, to be filled. What is put in it fits: `prepare` has seen to that.
struct Line([u8; RECORD_CHARS]);

impl Line {
    fn put(&mut self, start: usize, text: &str) {
        for (place, character) in self.0[start..].iter_mut().zip(text.chars()) {
            // The characters that banks take are all among the first 256.
            *place = u8::try_from(u32::from(character)).unwrap_or(b'?');
        }
    }

    /// To the left, blanks after.
    fn text(&mut self, field: Field, text: &str) {
        self.put(field.from - 1, text);
    }

    /// To the right, zeros before.
    fn digits(&mut self, field: Field, digits: &str) {
        self.put(field.from - 1, &format!("{digits:0>width$}", width = field.chars()));
    }

    fn day(&mut self, field: Field, day: Date) {
        self.put(field.from - 1, &day.strftime("%y%m%d").to_string());
    }
}
