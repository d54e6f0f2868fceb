//! The fields of one record, asked for in order. Every mistake is noted with the field's name in
//! the standard; the record goes on to its next field, so that all are told at once.

use std::borrow::Cow;

use kameral_base::{Date, Ore, Period, Quantity};

use super::lexer::{Field, Lexer, LineText};
use super::mistake::Mistake;
use super::number;
use super::record::ObjectRef;
use crate::mistake::Mistakes;

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
    pub fn of(text: Result<LineText<'a>, Mistake>, line: u32, mistakes: &'m mut Mistakes<Mistake>) -> Option<Self> {
        match text {
            Ok(text) => {
                let lexer = Lexer::new(text);
                let mut fields = Self { lexer, line, mistakes, is_broken: false, is_refused: false, is_lenient: false };
                fields.next("");
                Some(fields)
            }
            Err(mistake) => {
                mistakes.push(line, None, mistake);
                None
            }
        }
    }

    /// Ends the record: looks through the fields the standard does not know. Gives their number, or
    /// `None` when the record was refused.
    pub fn finish(mut self) -> Option<usize> {
        let extra = if self.is_broken { Ok(0) } else { self.lexer.rest() };
        let extra = extra.unwrap_or_else(|mistake| {
            self.refuse(None, mistake);
            0
        });
        if self.lexer.ends_in_backslash {
            self.mistakes.push(self.line, None, Mistake::EndsInBackslash);
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

    fn next(&mut self, name: &'static str) -> Option<Field<'a>> {
        if self.is_broken {
            return None;
        }
        self.lexer.field().unwrap_or_else(|mistake| {
            self.is_broken = true;
            self.refuse(Some(name), mistake);
            None
        })
    }

    /// A field that must be there and not be empty.
    pub fn required(&mut self, name: &'static str) -> Option<Field<'a>> {
        let field = self.next(name).filter(|field| !field.bytes.is_empty());
        if field.is_none() && !self.is_broken {
            let mistake = if self.is_lenient { Mistake::FieldLeftEmpty } else { Mistake::FieldMissing };
            self.refuse(Some(name), mistake);
        }
        field
    }

    /// A value that must be there, read by `read`.
    pub fn value<T>(&mut self, name: &'static str, read: impl Fn(Field<'a>) -> Result<T, Mistake>) -> Option<T> {
        let field = self.required(name)?;
        self.read(name, field, read)
    }

    fn optional<T>(&mut self, name: &'static str, read: impl Fn(Field<'a>) -> Result<T, Mistake>) -> Option<T> {
        let field = self.next(name).filter(|field| !field.bytes.is_empty())?;
        self.read(name, field, read)
    }

    fn read<T>(
        &mut self,
        name: &'static str,
        field: Field<'a>,
        read: impl Fn(Field<'a>) -> Result<T, Mistake>,
    ) -> Option<T> {
        read(field).map_err(|mistake| self.refuse(Some(name), mistake)).ok()
    }

    /// A text, empty when it is missing.
    pub fn text(&mut self, name: &'static str) -> Cow<'a, str> {
        self.next(name).map(Field::text).unwrap_or_default()
    }

    /// A text that must be there and not be empty.
    pub fn required_text(&mut self, name: &'static str) -> Option<Cow<'a, str>> {
        self.required(name).map(Field::text)
    }

    /// A text, `None` when it is missing or empty.
    pub fn optional_text(&mut self, name: &'static str) -> Option<Cow<'a, str>> {
        self.next(name).and_then(Field::non_empty)
    }

    /// *Kontonummer*: digits (`#KONTO`, note 2).
    pub fn account(&mut self, name: &'static str) -> Option<Cow<'a, str>> {
        self.value(name, |field| {
            if field.bytes.iter().all(u8::is_ascii_digit) {
                Ok(field.text())
            } else {
                Err(Mistake::AccountNotNumeric { value: number::value(field) })
            }
        })
    }

    /// An amount that must be there.
    pub fn amount(&mut self, name: &'static str) -> Option<Ore> {
        self.value(name, number::amount)
    }

    /// A date that must be there.
    pub fn date(&mut self, name: &'static str) -> Option<Date> {
        self.value(name, number::date)
    }

    /// A date that may be missing or empty.
    pub fn optional_date(&mut self, name: &'static str) -> Option<Date> {
        self.optional(name, number::date)
    }

    /// A quantity that may be missing or empty.
    pub fn optional_quantity(&mut self, name: &'static str) -> Option<Quantity> {
        let field = self.next(name).filter(|field| !field.bytes.is_empty())?;
        let (quantity, is_rounded) = self.read(name, field, number::quantity)?;
        if is_rounded {
            self.mistakes.push(self.line, Some(name), Mistake::QuantityRounded { value: number::value(field) });
        }
        Some(quantity)
    }

    /// *Årsnummer*.
    pub fn year(&mut self) -> Option<i16> {
        self.value("årsnr", number::year)
    }

    /// *Period*.
    pub fn period(&mut self) -> Option<Period> {
        self.value("period", number::period)
    }

    /// *Dimensionsnummer*.
    pub fn dimension(&mut self, name: &'static str) -> Option<u32> {
        self.value(name, number::dimension)
    }

    /// *Objektlista*.
    pub fn objects(&mut self) -> Option<Vec<ObjectRef<'a>>> {
        if self.is_broken {
            return None;
        }
        self.lexer
            .objects()
            .map_err(|mistake| {
                self.is_broken = true;
                self.refuse(Some("objektlista"), mistake);
            })
            .ok()
    }
}
