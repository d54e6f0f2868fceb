//! Vouchers as JSON. Numbers are read from their text, never through a float.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use kameral_base::Ore;
use serde_json::value::RawValue;

use super::header;
use super::json_members::{Kind, Lines, Members};
use super::limits::{JSON_BYTES_MAX, VOUCHER_LINES_MAX};
use super::mistake::{LineMistake, Mistake};
use super::record::{CurrencyAmount, DimensionValue, LineRecord, VoucherRecord};
use super::value::{self, Read};
use crate::mistake::{Mistakes, excerpt};

/// Reads a whole JSON file, up to [`JSON_BYTES_MAX`], or tells everything that is wrong with it.
///
/// A mistake names its member as `lines[2].amount`, counted from 0 as in JSON, and the line of the
/// file where the voucher's line begins.
pub fn read_json(file: &[u8]) -> Result<Vec<VoucherRecord>, Vec<LineMistake>> {
    let (file, vouchers) = array(file).map_err(|(line, mistake)| {
        vec![LineMistake {
            line,
            field: None,
            mistake,
        }]
    })?;
    let mut reading = Reading {
        lines: Lines::new(file),
        mistakes: Mistakes::default(),
        dimensions: HashMap::new(),
    };
    let mut keys = HashSet::new();
    let mut read = Vec::with_capacity(vouchers.len());
    for raw in vouchers {
        let Some(voucher) = reading.voucher(raw) else {
            continue;
        };
        if !keys.insert(voucher.key.clone()) {
            let mistake = Mistake::VoucherScattered {
                voucher: excerpt(&voucher.key),
            };
            reading.mistakes.push(voucher.line, Some("voucher"), mistake);
        }
        read.push(voucher);
    }
    let (errors, _) = reading.mistakes.finish(|count, _| Mistake::ErrorsLeftOut { count });
    if errors.is_empty() { Ok(read) } else { Err(errors) }
}

/// The text of the file and the vouchers in it, as raw JSON; or what is wrong with the whole, and on
/// which line.
fn array(file: &[u8]) -> Result<(&str, Vec<&RawValue>), (u32, Mistake)> {
    if JSON_BYTES_MAX < file.len() {
        return Err((
            0,
            Mistake::FileTooLarge {
                limit_bytes: JSON_BYTES_MAX,
            },
        ));
    }
    let file = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
    let file = std::str::from_utf8(file).map_err(|at| {
        let before = memchr::memchr_iter(b'\n', &file[..at.valid_up_to()]).count();
        (u32::try_from(before + 1).unwrap_or(u32::MAX), Mistake::NotUtf8)
    })?;
    if file.trim().is_empty() {
        return Err((0, Mistake::Empty));
    }
    let whole: &RawValue = serde_json::from_str(file).map_err(|fault| {
        let line = u32::try_from(fault.line()).unwrap_or(u32::MAX);
        (
            line,
            Mistake::JsonMalformed {
                why: excerpt(&fault.to_string()),
            },
        )
    })?;
    let vouchers: Vec<&RawValue> = serde_json::from_str(whole.get()).map_err(|_| (1, Mistake::NotAnArray))?;
    if vouchers.is_empty() {
        return Err((0, Mistake::Empty));
    }
    Ok((file, vouchers))
}

struct Reading<'a> {
    lines: Lines<'a>,
    mistakes: Mistakes<Mistake>,
    /// One name for all lines that use it.
    dimensions: HashMap<String, Arc<str>>,
}

/// An object that is being read: its members, where it stands and what mistakes in it are called.
struct Object<'a> {
    line: u32,
    prefix: String,
    members: Vec<(String, &'a RawValue)>,
    is_refused: bool,
}

impl<'a> Reading<'a> {
    fn voucher(&mut self, raw: &'a RawValue) -> Option<VoucherRecord> {
        let line = self.lines.line_of(raw);
        let mut of = self.object(raw, line, String::new())?;
        let key = self.required(&mut of, "voucher", |text| Ok(text.to_owned()));
        let series = self.optional(&mut of, "series", |text| Ok(text.to_owned()));
        let date = self.required(&mut of, "date", value::date);
        let period = self.optional(&mut of, "period", value::period);
        let text = self.optional(&mut of, "text", |text| Ok(text.to_owned()));
        let kind = self.optional(&mut of, "kind", |text| Ok(text.to_owned()));
        let number = self.optional(&mut of, "number", value::number);
        let event_date = self.optional(&mut of, "event_date", value::date);
        let counterparty = self.optional(&mut of, "counterparty", |text| Ok(text.to_owned()));
        let link = self.optional(&mut of, "link", |text| Ok(text.to_owned()));
        let lines = self.voucher_lines(&mut of, key.as_deref().unwrap_or_default());
        for (member, _) in std::mem::take(&mut of.members) {
            self.refuse(
                &mut of,
                &member,
                Mistake::MemberUnknown {
                    member: excerpt(&member),
                },
            );
        }
        if of.is_refused {
            return None;
        }
        Some(VoucherRecord {
            line,
            key: key?,
            series,
            date: date?,
            period,
            text: text.unwrap_or_default(),
            kind,
            number,
            event_date,
            counterparty: counterparty.unwrap_or_default(),
            link: link.unwrap_or_default(),
            lines,
        })
    }

    fn voucher_lines(&mut self, of: &mut Object<'a>, key: &str) -> Vec<LineRecord> {
        let Some(raw) = of.take("lines") else {
            self.refuse(of, "lines", Mistake::FieldMissing);
            return Vec::new();
        };
        let Ok(raws) = serde_json::from_str::<Vec<&'a RawValue>>(raw.get()) else {
            self.refuse(of, "lines", Mistake::NotAnArray);
            return Vec::new();
        };
        if raws.is_empty() {
            self.refuse(of, "lines", Mistake::FieldMissing);
        }
        if VOUCHER_LINES_MAX < raws.len() {
            let voucher = excerpt(key);
            self.refuse(
                of,
                "lines",
                Mistake::VoucherTooLarge {
                    voucher,
                    limit: VOUCHER_LINES_MAX,
                },
            );
            return Vec::new();
        }
        let mut lines = Vec::with_capacity(raws.len());
        for (position, raw) in raws.into_iter().enumerate() {
            match self.line(raw, position) {
                Some(line) => lines.push(line),
                None => of.is_refused = true,
            }
        }
        lines
    }

    fn line(&mut self, raw: &'a RawValue, position: usize) -> Option<LineRecord> {
        let line = self.lines.line_of(raw);
        let mut of = self.object(raw, line, format!("lines[{position}]."))?;
        let account = self.required(&mut of, "account", |text| Ok(text.to_owned()));
        let amount = self.amount(&mut of);
        let quantity = self.optional(&mut of, "quantity", value::quantity);
        let unit = self.optional(&mut of, "unit", |text| Ok(text.to_owned()));
        let text = self.optional(&mut of, "text", |text| Ok(text.to_owned()));
        let currency = self.in_currency(&mut of);
        let dimensions = self.dimensions(&mut of);
        if of.is_refused {
            return None;
        }
        let text = text.unwrap_or_default();
        Some(LineRecord {
            line,
            account: account?,
            dimensions,
            amount: amount?,
            quantity,
            unit,
            text,
            currency,
        })
    }

    /// `currency` and `currency_amount`, both or neither.
    fn in_currency(&mut self, of: &mut Object<'a>) -> Option<CurrencyAmount> {
        let is_refused = std::mem::take(&mut of.is_refused);
        let currency = self.optional(of, "currency", value::currency);
        let thousandths = self.optional(of, "currency_amount", value::thousandths);
        // Of one that could not be read, nothing more is said.
        let amount = if of.is_refused {
            Ok(None)
        } else {
            value::in_currency(currency, thousandths)
        };
        of.is_refused |= is_refused;
        amount.unwrap_or_else(|mistake| {
            self.refuse(of, "currency_amount", mistake);
            None
        })
    }

    /// `amount`, kronor as a text or as a number by its own digits, or `amount_ore`, an integer in
    /// öre; one of them.
    fn amount(&mut self, of: &mut Object<'a>) -> Option<Ore> {
        let (kronor, ore) = (of.take("amount"), of.take("amount_ore"));
        let (name, read) = match (kronor, ore) {
            (Some(_), Some(_)) => ("amount", Err(Mistake::AmountTwice)),
            (Some(raw), None) => ("amount", text_of(raw).and_then(|text| value::amount(&text))),
            (None, Some(raw)) => ("amount_ore", ore_of(raw)),
            (None, None) => ("amount", Err(Mistake::FieldMissing)),
        };
        read.map_err(|mistake| self.refuse(of, name, mistake)).ok()
    }

    /// Every member that is left is a dimension, if its name could be one's code.
    fn dimensions(&mut self, of: &mut Object<'a>) -> Vec<DimensionValue> {
        let mut dimensions = Vec::new();
        for (member, raw) in std::mem::take(&mut of.members) {
            if !header::can_be_dimension(&member) {
                self.refuse(
                    of,
                    &member,
                    Mistake::MemberUnknown {
                        member: excerpt(&member),
                    },
                );
                continue;
            }
            match text_of(raw) {
                Ok(text) if text.is_empty() => {}
                Ok(text) => {
                    let dimension = self
                        .dimensions
                        .entry(member)
                        .or_insert_with_key(|name| name.as_str().into());
                    dimensions.push(DimensionValue {
                        dimension: dimension.clone(),
                        value: text.into_owned(),
                    });
                }
                Err(mistake) => self.refuse(of, &member, mistake),
            }
        }
        dimensions
    }

    /// The members of an object, each once; null is the same as nothing.
    fn object(&mut self, raw: &'a RawValue, line: u32, prefix: String) -> Option<Object<'a>> {
        let mut of = Object {
            line,
            prefix,
            members: Vec::new(),
            is_refused: false,
        };
        let Ok(Members(members)) = serde_json::from_str(raw.get()) else {
            self.refuse(&mut of, "", Mistake::NotAnObject);
            return None;
        };
        let mut names = HashSet::with_capacity(members.len());
        for (member, raw) in members {
            if !names.insert(member.clone()) {
                self.refuse(
                    &mut of,
                    &member,
                    Mistake::MemberRepeated {
                        member: excerpt(&member),
                    },
                );
            } else if Kind::of(raw) != Kind::Null {
                of.members.push((member, raw));
            }
        }
        Some(of)
    }

    fn required<T>(&mut self, of: &mut Object<'a>, name: &str, read: impl Fn(&str) -> Read<T>) -> Option<T> {
        let is_refused = std::mem::take(&mut of.is_refused);
        let value = self.optional(of, name, read);
        if value.is_none() && !of.is_refused {
            self.refuse(of, name, Mistake::FieldMissing);
        }
        of.is_refused |= is_refused;
        value
    }

    fn optional<T>(&mut self, of: &mut Object<'a>, name: &str, read: impl Fn(&str) -> Read<T>) -> Option<T> {
        let text = of.take(name).map(text_of)?;
        match text.and_then(|text| {
            if text.is_empty() {
                Ok(None)
            } else {
                read(&text).map(Some)
            }
        }) {
            Ok(value) => value,
            Err(mistake) => {
                self.refuse(of, name, mistake);
                None
            }
        }
    }

    fn refuse(&mut self, of: &mut Object<'_>, name: &str, mistake: Mistake) {
        of.is_refused = true;
        let field = format!("{}{name}", of.prefix);
        let field = (!field.is_empty()).then(|| Cow::Owned(excerpt(field.trim_end_matches('.'))));
        self.mistakes.add(LineMistake {
            line: of.line,
            field,
            mistake,
        });
    }
}

impl<'a> Object<'a> {
    fn take(&mut self, name: &str) -> Option<&'a RawValue> {
        let place = self.members.iter().position(|(member, _)| member == name)?;
        Some(self.members.remove(place).1)
    }
}

/// A text, or a number by its own digits: `5611` and `202603` are what they look like.
fn text_of(raw: &RawValue) -> Read<Cow<'_, str>> {
    let text = match Kind::of(raw) {
        Kind::Number => return Ok(Cow::Borrowed(raw.get())),
        Kind::Text => serde_json::from_str::<String>(raw.get()).map_err(|_| Mistake::NotAText)?,
        Kind::Null => String::new(),
        Kind::Other => return Err(Mistake::NotAText),
    };
    value::text(&text).map(|text| Cow::Owned(text.to_owned()))
}

/// An integer, by its digits.
fn ore_of(raw: &RawValue) -> Read<Ore> {
    let integer = raw.get().parse().ok().filter(|_| Kind::of(raw) == Kind::Number);
    integer.map(Ore::new).ok_or_else(|| Mistake::OreNotInteger {
        value: excerpt(raw.get()),
    })
}
