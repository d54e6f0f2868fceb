//! *Verifikationer* (`#VER`) and their lines.

use std::borrow::Cow;

use kameral_base::{Date, Ore, Quantity};

use super::record::{ObjectRef, owned};

/// Whether a line was there from the beginning.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub enum LineKind<'a> {
    /// `#TRANS`: a line of the voucher.
    #[default]
    Original,
    /// `#RTRANS` and its `#TRANS` twin: a line that was added later. One line, counted once; its
    /// fields are those of the twin, which a reader without history sees.
    Added {
        /// The date in `#RTRANS`: the line's own, or in some programs the day it was added.
        date: Option<Date>,
        /// The signature in `#RTRANS`: who added the line.
        sign: Option<Cow<'a, str>>,
    },
    /// `#BTRANS`: a line that was struck out. History, and no part of the voucher's sum.
    Removed,
}

impl LineKind<'_> {
    fn into_owned(self) -> LineKind<'static> {
        match self {
            Self::Original => LineKind::Original,
            Self::Added { date, sign } => LineKind::Added {
                date,
                sign: sign.map(owned),
            },
            Self::Removed => LineKind::Removed,
        }
    }
}

/// *Verifikation*: the documented event, with its lines. The lines in force sum to zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voucher<'a> {
    /// The line of the file, from 1.
    pub line: u32,
    /// *Serie*: `None` where the importing program shall choose one.
    pub series: Option<Cow<'a, str>>,
    /// *Verifikationsnummer*: `None` where the importing program shall number it.
    pub number: Option<Cow<'a, str>>,
    /// *Verifikationsdatum*.
    pub date: Date,
    /// *Verifikationstext*, perhaps empty.
    pub text: Cow<'a, str>,
    /// *Registreringsdatum*, if told.
    pub registered_on: Option<Date>,
    /// Who made it or last changed it, if told.
    pub sign: Option<Cow<'a, str>>,
    /// Every line, also those struck out.
    pub lines: Vec<VoucherLine<'a>>,
}

impl<'a> Voucher<'a> {
    /// The lines that count: all but those struck out.
    pub fn lines_in_force(&self) -> impl Iterator<Item = &VoucherLine<'a>> {
        self.lines.iter().filter(|line| line.kind != LineKind::Removed)
    }

    /// The same voucher, owning its text.
    pub fn into_owned(self) -> Voucher<'static> {
        Voucher {
            line: self.line,
            series: self.series.map(owned),
            number: self.number.map(owned),
            date: self.date,
            text: owned(self.text),
            registered_on: self.registered_on,
            sign: self.sign.map(owned),
            lines: self.lines.into_iter().map(VoucherLine::into_owned).collect(),
        }
    }
}

/// *Transaktionsrad*: an account, its objects and an amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoucherLine<'a> {
    /// The line of the file, from 1.
    pub line: u32,
    /// Original, added or struck out.
    pub kind: LineKind<'a>,
    /// The account's number, digits.
    pub account: Cow<'a, str>,
    /// The objects, in the order of the file.
    pub objects: Vec<ObjectRef<'a>>,
    /// Debit positive.
    pub amount: Ore,
    /// *Transaktionsdatum*; the voucher's own where it is `None`.
    pub date: Option<Date>,
    /// *Transaktionstext*, perhaps empty.
    pub text: Cow<'a, str>,
    /// The quantity, signed like the amount.
    pub quantity: Option<Quantity>,
    /// Who made the line, if told.
    pub sign: Option<Cow<'a, str>>,
}

impl VoucherLine<'_> {
    fn into_owned(self) -> VoucherLine<'static> {
        VoucherLine {
            line: self.line,
            kind: self.kind.into_owned(),
            account: owned(self.account),
            objects: self.objects.into_iter().map(ObjectRef::into_owned).collect(),
            amount: self.amount,
            date: self.date,
            text: owned(self.text),
            quantity: self.quantity,
            sign: self.sign.map(owned),
        }
    }
}
