//! A voucher to be, written line by line.

use kameral_base::{Date, Ore, Quantity, Rounding};
use kameral_ledger::voucher::{DraftLine, DraftVoucher};

/// Positions of the standard's dimensions for agencies (`standard/state/dimensions.csv`).
pub(crate) const ORG: u8 = 1;
pub(crate) const VHT: u8 = 2;
pub(crate) const PROJ: u8 = 3;
pub(crate) const FIN: u8 = 4;
pub(crate) const MP: u8 = 5;
pub(crate) const RESURS: u8 = 6;
pub(crate) const OVR: u8 = 7;

/// Values beside the account.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Coding(Vec<(u8, String)>);

impl Coding {
    /// None.
    pub fn none() -> Self {
        Self::default()
    }

    /// Only a counterparty within the State; none when the name is empty.
    pub fn counterparty(value: &str) -> Self {
        Self::none().with(MP, value)
    }

    /// The same with one more value; an empty one leaves the dimension out.
    #[must_use]
    pub fn with(mut self, position: u8, value: &str) -> Self {
        self.0.retain(|(at, _)| *at != position);
        if !value.is_empty() {
            self.0.push((position, value.to_owned()));
        }
        self
    }

    /// The value at a position, or nothing.
    pub fn at(&self, position: u8) -> &str {
        self.0
            .iter()
            .find(|(at, _)| *at == position)
            .map_or("", |(_, value)| value)
    }
}

/// An open item: what one line opens and another settles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Item(pub usize);

/// A voucher that something is done with later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Mark(pub usize);

/// Who registers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Hand {
    /// A file from a feeder system, read by the accountant.
    File,
    /// The accountant.
    Accountant,
    /// The accountant's colleague, who pays and collects.
    Cashier,
    /// The controller.
    Controller,
}

/// A voucher to be, with what the demo must know of it afterwards.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// The voucher.
    pub draft: DraftVoucher,
    /// Who registers it.
    pub hand: Hand,
    /// The day it is registered.
    pub day: Date,
    /// Lines that open or settle an item, by place.
    pub items: Vec<(usize, Item)>,
    /// Whether the items of this voucher are settled by it and shall be paired.
    pub settles: bool,
    /// The name by which something is done with it later.
    pub mark: Option<Mark>,
    /// Reason with which warnings are accepted.
    pub accepts: Option<String>,
    /// A document: name and content.
    pub document: Option<(String, String)>,
    /// The number of the commitment that its first line settles, and how much of it.
    pub commitment: Option<(i64, Ore)>,
}

impl Entry {
    /// An empty voucher, dated and registered on a day.
    pub fn new(kind: &str, hand: Hand, day: Date, text: impl Into<String>) -> Self {
        let draft = DraftVoucher {
            kind: kind.to_owned(),
            date: Some(day),
            text: text.into(),
            ..DraftVoucher::default()
        };
        Self {
            draft,
            hand,
            day,
            items: Vec::new(),
            settles: false,
            mark: None,
            accepts: None,
            document: None,
            commitment: None,
        }
    }

    /// Who is on the other side.
    pub fn with(mut self, counterparty: &str) -> Self {
        counterparty.clone_into(&mut self.draft.counterparty);
        self
    }

    /// One more line; nothing when the amount is zero.
    pub fn line(mut self, account: &str, amount: Ore, coding: &Coding) -> Self {
        if !amount.is_zero() {
            self.draft.lines.push(DraftLine {
                account: account.to_owned(),
                values: coding.0.clone(),
                amount,
                ..DraftLine::default()
            });
        }
        self
    }

    /// A line that only counts: it is worth nothing until a price is laid on it.
    pub fn count_line(mut self, account: &str, quantity: Quantity, unit: &str, coding: &Coding) -> Self {
        self.draft.lines.push(DraftLine {
            account: account.to_owned(),
            values: coding.0.clone(),
            ..DraftLine::default()
        });
        self.counting(quantity, unit)
    }

    /// A line that opens or settles an item.
    pub fn item_line(mut self, account: &str, amount: Ore, coding: &Coding, item: Item) -> Self {
        self.items.push((self.draft.lines.len(), item));
        self.line(account, amount, coding)
    }

    /// What the last line counts.
    pub fn counting(mut self, quantity: Quantity, unit: &str) -> Self {
        if let Some(line) = self.draft.lines.last_mut()
            && !quantity.is_zero()
            && !unit.is_empty()
        {
            line.quantity = Some(quantity);
            unit.clone_into(&mut line.unit);
        }
        self
    }

    /// What the last line is in a foreign currency, in its minor units.
    pub fn foreign(mut self, currency: &str, minor: i64) -> Self {
        if let Some(line) = self.draft.lines.last_mut() {
            currency.clone_into(&mut line.currency);
            line.currency_minor = Some(minor);
        }
        self
    }

    /// Text of the last line.
    pub fn saying(mut self, text: &str) -> Self {
        if let Some(line) = self.draft.lines.last_mut() {
            text.clone_into(&mut line.text);
        }
        self
    }

    /// Sum of the lines: what is still missing, with the opposite sign.
    pub fn sum(&self) -> Ore {
        self.draft
            .lines
            .iter()
            .fold(Ore::ZERO, |sum, line| sum.plus(line.amount))
    }

    /// The last line: whatever makes the voucher balance.
    pub fn balanced_by(self, account: &str, coding: &Coding) -> Self {
        let missing = self.sum().turned();
        self.line(account, missing, coding)
    }
}

/// Arithmetic of the demo's amounts, which lie far below what an amount can hold.
pub(crate) trait Small: Sized {
    /// The sum.
    fn plus(self, other: Self) -> Self;
    /// The difference.
    fn minus(self, other: Self) -> Self;
    /// The opposite sign.
    fn turned(self) -> Self;
    /// A share, rounded to whole öre.
    fn part(self, numerator: i64, denominator: i64) -> Self;
    /// The same in whole kronor.
    fn whole(self) -> Self;
}

const SMALL: &str = "amounts of the demo are far below the limit";

impl Small for Ore {
    fn plus(self, other: Self) -> Self {
        self.checked_add(other).expect(SMALL)
    }

    fn minus(self, other: Self) -> Self {
        self.checked_sub(other).expect(SMALL)
    }

    fn turned(self) -> Self {
        self.checked_neg().expect(SMALL)
    }

    fn part(self, numerator: i64, denominator: i64) -> Self {
        self.share(numerator, denominator, Rounding::HalfAwayFromZero)
            .expect(SMALL)
    }

    fn whole(self) -> Self {
        self.round_to(Self::new(100), Rounding::HalfAwayFromZero).expect(SMALL)
    }
}

/// An amount in whole kronor.
pub(crate) fn kronor(kronor: i64) -> Ore {
    Ore::new(kronor.checked_mul(100).expect(SMALL))
}

/// A quantity in whole units.
pub(crate) fn units(count: i64) -> Quantity {
    Quantity::new(count.checked_mul(1_000).expect(SMALL))
}
