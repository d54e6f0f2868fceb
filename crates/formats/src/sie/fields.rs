//! The fields of one record, asked for in order. Every mistake is noted with the field's name in
//! the standard; the record goes on to its next field, so that all are told at once.

use std::borrow::Cow;

use kameral_base::{Date, Ore, Period, Quantity};

use super::lexer::{Field, Lexer};
use super::line_text::{LineText, Unreadable};
use super::mistake::Mistake;
use super::number::{self, NumberFault};
use super::record::ObjectRef;
use crate::mistake::{Mistakes, excerpt};

/// The fields after a label.
#[derive(Debug)]
pub(super) struct Fields<'a, 'm> {
    lexer: Lexer<'a>,
    line: u32,
    mistakes: &'m mut Mistakes<Mistake>,
    /// The line can no longer be cut into fields; nothing more is said of it.
    is_broken: bool,
    is_refused: bool,
    /// A field that is missing makes the record worth nothing, but not the file.
    is_lenient: bool,
}

impl<'a, 'm> Fields<'a, 'm> {
    /// The fields of a line, past its label. `None`, and the mistake noted, when the line cannot be read.
    pub fn of(text: Result<LineText<'a>, Unreadable>, line: u32, mistakes: &'m mut Mistakes<Mistake>) -> Option<Self> {
        match text {
            Ok(text) => {
                let lexer = Lexer::new(text);
                let mut fields = Self {
                    lexer,
                    line,
                    mistakes,
                    is_broken: false,
                    is_refused: false,
                    is_lenient: false,
                };
                fields.next("");
                Some(fields)
            }
            Err(unreadable) => {
                mistakes.push(line, None, unreadable.into());
                None
            }
        }
    }

    /// Ends the record: looks through the fields the standard does not know. Gives their number, or
    /// `None` when the record was refused.
    pub fn finish(mut self) -> Option<usize> {
        let extra = if self.is_broken { Ok(0) } else { self.lexer.rest() };
        let extra = extra.unwrap_or_else(|unreadable| {
            self.refuse(None, unreadable.into());
            0
        });
        if self.lexer.ends_in_backslash {
            self.mistakes.push(self.line, None, Mistake::EndsInBackslash);
        }
        if self.lexer.has_quote_in_text && !self.is_refused {
            self.mistakes.push(self.line, None, Mistake::QuoteInText);
        }
        (!self.is_refused).then_some(extra)
    }

    /// From here on a missing field is told of as a warning, and the record is left out. So it is in
    /// records of identification, which are not posted.
    pub fn be_lenient(&mut self) {
        self.is_lenient = true;
    }

    /// Notes a mistake in a field.
    pub fn refuse(&mut self, name: Option<&'static str>, mistake: Mistake) {
        self.is_refused = true;
        self.mistakes.push(self.line, name, mistake);
    }

    fn next(&mut self, name: &'static str) -> Option<Field> {
        if self.is_broken {
            return None;
        }
        match self.lexer.field() {
            Ok(field) => field,
            Err(unreadable) => {
                self.is_broken = true;
                self.refuse(Some(name), unreadable.into());
                None
            }
        }
    }

    /// A field that may be missing or empty.
    fn optional(&mut self, name: &'static str) -> Option<Field> {
        self.next(name).filter(|field| !field.is_empty())
    }

    /// A field that must be there and not be empty.
    pub fn required(&mut self, name: &'static str) -> Option<Field> {
        let field = self.optional(name);
        if field.is_none() && !self.is_broken {
            let mistake = if self.is_lenient {
                Mistake::FieldLeftEmpty
            } else {
                Mistake::FieldMissing
            };
            self.refuse(Some(name), mistake);
        }
        field
    }

    /// A value that must be there; `mistake` names what cannot be read.
    pub fn value<T>(
        &mut self,
        name: &'static str,
        read: impl Fn(&'a [u8]) -> Option<T>,
        mistake: impl Fn(String) -> Mistake,
    ) -> Option<T> {
        let field = self.required(name)?;
        self.known(name, field, read(self.lexer.bytes(field)), mistake)
    }

    /// The value, or the mistake noted.
    fn known<T>(
        &mut self,
        name: &'static str,
        field: Field,
        value: Option<T>,
        mistake: impl Fn(String) -> Mistake,
    ) -> Option<T> {
        if value.is_none() {
            self.refuse(Some(name), mistake(excerpt(&self.lexer.text(field))));
        }
        value
    }

    /// A text, empty when it is missing.
    pub fn text(&mut self, name: &'static str) -> Cow<'a, str> {
        self.next(name).map(|field| self.lexer.text(field)).unwrap_or_default()
    }

    /// A text that must be there and not be empty.
    pub fn required_text(&mut self, name: &'static str) -> Option<Cow<'a, str>> {
        self.required(name).map(|field| self.lexer.text(field))
    }

    /// A text, `None` when it is missing or empty.
    pub fn optional_text(&mut self, name: &'static str) -> Option<Cow<'a, str>> {
        self.optional(name).map(|field| self.lexer.text(field))
    }

    /// *Kontonummer*: digits (`#KONTO`, note 2).
    pub fn account(&mut self, name: &'static str) -> Option<Cow<'a, str>> {
        let field = self.required(name)?;
        let account = self
            .lexer
            .bytes(field)
            .iter()
            .all(u8::is_ascii_digit)
            .then(|| self.lexer.text(field));
        self.known(name, field, account, |value| Mistake::AccountNotNumeric { value })
    }

    /// An amount that must be there.
    pub fn amount(&mut self, name: &'static str) -> Option<Ore> {
        let field = self.required(name)?;
        let amount = number::amount(self.lexer.bytes(field));
        self.known(name, field, amount.ok(), |value| match amount {
            Err(NumberFault::Decimals) => Mistake::AmountTooFine { value },
            Err(NumberFault::Size) => Mistake::AmountTooLarge { value },
            _ => Mistake::AmountMalformed { value },
        })
    }

    /// A date that must be there.
    pub fn date(&mut self, name: &'static str) -> Option<Date> {
        let field = self.required(name)?;
        self.known(name, field, number::date(self.lexer.bytes(field)), |value| {
            Mistake::DateMalformed { value }
        })
    }

    /// A date that may be missing or empty.
    pub fn optional_date(&mut self, name: &'static str) -> Option<Date> {
        let field = self.optional(name)?;
        self.known(name, field, number::date(self.lexer.bytes(field)), |value| {
            Mistake::DateMalformed { value }
        })
    }

    /// A quantity that may be missing or empty.
    pub fn optional_quantity(&mut self, name: &'static str) -> Option<Quantity> {
        let field = self.optional(name)?;
        let quantity = number::quantity(self.lexer.bytes(field));
        let (quantity, is_rounded) = self.known(name, field, quantity.ok(), |value| match quantity {
            Err(NumberFault::Size) => Mistake::QuantityTooLarge { value },
            _ => Mistake::QuantityMalformed { value },
        })?;
        if is_rounded {
            let value = excerpt(&self.lexer.text(field));
            self.mistakes
                .push(self.line, Some(name), Mistake::QuantityRounded { value });
        }
        Some(quantity)
    }

    /// *Årsnummer*.
    pub fn year(&mut self) -> Option<i16> {
        self.value("årsnr", number::year, |value| Mistake::YearMalformed { value })
    }

    /// *Period*.
    pub fn period(&mut self) -> Option<Period> {
        self.value("period", number::period, |value| Mistake::PeriodMalformed { value })
    }

    /// *Dimensionsnummer*.
    pub fn dimension(&mut self, name: &'static str) -> Option<u32> {
        self.value(name, number::dimension, |value| Mistake::DimensionMalformed { value })
    }

    /// *Objektlista*.
    pub fn objects(&mut self) -> Option<Vec<ObjectRef<'a>>> {
        if self.is_broken {
            return None;
        }
        match self.lexer.objects() {
            Ok(objects) => Some(objects),
            Err(mistake) => {
                self.is_broken = true;
                self.refuse(Some("objektlista"), mistake);
                None
            }
        }
    }
}
