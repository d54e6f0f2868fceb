//! A batch as Bankgirot will read it.

use std::collections::BTreeMap;

use kameral_base::Ore;

use super::layout as at;
use super::model::{
    AMOUNT_MAX, Address, Batch, GIRO_TEXTS_MAX, Kind, Order, PLUSGIRO_TEXTS_MAX, POSTCODE_CHARS_MAX, PayDay, Payee,
    Payout, PayoutNumber,
};
use crate::bankgirot::mistake::{LineMistake, Mistake};
use crate::bankgirot::record::{Field, in_range};
use crate::iso20022::transliterate;
use crate::mistake::{Mistakes, excerpt};

/// The batch with every text in characters that Bankgirot takes, or everything that it would be
/// refused for, by the order's number in the batch. What this gives is what [`read`](super::read)
/// gives of the file.
pub fn prepare(batch: &Batch) -> Result<Batch, Vec<LineMistake>> {
    let mut preparing = Preparing::default();
    if let Err(mistake) = in_range(batch.written_on) {
        preparing.tell(at::WRITTEN, mistake);
    }
    if batch.orders.is_empty() {
        preparing.mistakes.push(0, None, Mistake::Empty);
    }
    let mut prepared = batch.clone();
    let mut payouts = BTreeMap::new();
    for (number, order) in (1_u32..).zip(&mut prepared.orders) {
        preparing.order = number;
        preparing.order(order);
        preparing.same_payout(&order.payee, &mut payouts);
    }
    preparing.order = 0;
    preparing.sum(&prepared);
    let (errors, _) = preparing.mistakes.finish(|count, _| Mistake::ErrorsLeftOut { count });
    if errors.is_empty() { Ok(prepared) } else { Err(errors) }
}

#[derive(Debug, Default)]
struct Preparing {
    mistakes: Mistakes<Mistake>,
    /// The number of the order at hand, from 1.
    order: u32,
}

impl Preparing {
    fn tell(&mut self, field: Field, mistake: Mistake) {
        self.mistakes.push(self.order, Some(field.name), mistake);
    }

    fn order(&mut self, order: &mut Order) {
        if order.amount <= Ore::ZERO {
            self.tell(at::AMOUNT, Mistake::AmountNotPositive);
        }
        if AMOUNT_MAX < order.amount {
            let value = order.amount.plain();
            self.tell(at::AMOUNT, Mistake::AmountTooLarge { value });
        }
        if let PayDay::On(day) = order.day
            && let Err(mistake) = in_range(day)
        {
            self.tell(at::DAY, mistake);
        }
        self.text(at::REFERENCE, &mut order.reference);
        self.text(at::OWN_TEXT, &mut order.information);
        let (field, limit) = match order.payee {
            Payee::Plusgiro(_) => (at::PLUSGIRO_TEXT, PLUSGIRO_TEXTS_MAX),
            Payee::Bankgiro(_) | Payee::Payout(_) => (at::TEXT, GIRO_TEXTS_MAX),
        };
        let count = order.texts.len();
        if limit < count {
            self.tell(field, Mistake::TooManyTexts { count, limit });
        }
        for text in &mut order.texts {
            self.needed(field, text);
        }
        match &mut order.payee {
            // Plusgiro takes payments alone.
            Payee::Plusgiro(number) if order.kind != Kind::Payment => {
                let value = number.to_string();
                self.tell(at::RECEIVER, Mistake::AccountMalformed { value });
            }
            Payee::Payout(payout) => self.payout(payout),
            Payee::Plusgiro(_) | Payee::Bankgiro(_) => {}
        }
    }

    fn payout(&mut self, payout: &mut Payout) {
        if let Some(account) = &mut payout.account {
            self.text(at::ACCOUNT_TEXT, &mut account.text);
        }
        let is_cash = payout.account.is_none();
        match &mut payout.address {
            Some(address) => self.address(address, is_cash),
            None if is_cash => self.tell(at::NAME, Mistake::ValueMissing),
            None => {}
        }
    }

    fn address(&mut self, address: &mut Address, is_cash: bool) {
        self.needed(at::NAME, &mut address.name);
        self.text(at::EXTRA_NAME, &mut address.extra_name);
        for (field, text) in [(at::STREET, &mut address.street), (at::TOWN, &mut address.town)] {
            if is_cash {
                self.needed(field, text);
            } else {
                self.text(field, text);
            }
        }
        let postcode = &address.postcode;
        let is_postcode = postcode.len() == POSTCODE_CHARS_MAX && postcode.bytes().all(|byte| byte.is_ascii_digit());
        if !is_postcode && (is_cash || !postcode.is_empty()) {
            let value = excerpt(postcode);
            self.tell(at::POSTCODE, Mistake::NotDigits { value });
        }
    }

    /// One payout number is one payee throughout a file.
    fn same_payout(&mut self, payee: &Payee, payouts: &mut BTreeMap<PayoutNumber, Payout>) {
        let Payee::Payout(payout) = payee else { return };
        let first = payouts.entry(payout.number).or_insert_with(|| payout.clone());
        if first != payout {
            let (value, expected) = (shown(payout), shown(first));
            self.tell(at::PAYOUT, Mistake::Differs { value, expected });
        }
    }

    fn sum(&mut self, batch: &Batch) {
        let sum: i128 = batch
            .orders
            .iter()
            .map(|order| i128::from(order.kind.counted(order.amount).get()))
            .sum();
        if i128::from(AMOUNT_MAX.get()) < sum.abs() {
            let value = sum.to_string();
            self.tell(at::SUM, Mistake::AmountTooLarge { value });
        }
    }

    fn needed(&mut self, field: Field, text: &mut String) {
        self.text(field, text);
        if text.is_empty() {
            self.tell(field, Mistake::ValueMissing);
        }
    }

    fn text(&mut self, field: Field, text: &mut String) {
        match transliterate(text) {
            Ok(written) => *text = written,
            Err(character) => {
                let character = if character.is_control() { '?' } else { character };
                let value = excerpt(&text.replace(char::is_control, "?"));
                self.tell(field, Mistake::Character { character, value });
            }
        }
        let (length, limit) = (text.chars().count(), field.chars());
        if limit < length {
            let value = excerpt(text);
            self.tell(field, Mistake::TooLong { value, length, limit });
        }
    }
}

/// A payee in a sentence, without the account number: it may be a person's identity.
fn shown(payout: &Payout) -> String {
    let name = payout.address.as_ref().map(|address| address.name.as_str());
    excerpt(&format!("{} {}", payout.number, name.unwrap_or_default()))
}
