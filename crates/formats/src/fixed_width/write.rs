//! Records into bytes: every value checked before it is put in its field.

use super::layout::{Align, Field, Layout, Part};
use super::{FILE_BYTES_MAX, LineMistake, Mistake};
use crate::mistake::{Mistakes, excerpt};

/// Writes records in their order. A record with a mistake leaves its line out of the bytes, and the
/// whole file is then refused.
pub(crate) struct Writer<'a, P> {
    layout: &'a Layout<P>,
    line: u32,
    out: Vec<u8>,
    mistakes: Mistakes<Mistake>,
}

impl<'a, P: Part> Writer<'a, P> {
    pub fn new(layout: &'a Layout<P>) -> Self {
        Self {
            layout,
            line: 0,
            out: Vec::new(),
            mistakes: Mistakes::default(),
        }
    }

    /// The next record. `check` says what the format finds wrong, by field.
    pub fn record(&mut self, value: impl Fn(P) -> String, check: impl FnOnce(&mut dyn FnMut(Option<P>, Mistake))) {
        self.line = self.line.saturating_add(1);
        let (line, mistakes) = (self.line, &mut self.mistakes);
        check(&mut |part, mistake| mistakes.push(line, part.map(Part::name), mistake));
        for field in &self.layout.fields {
            let value = value(field.part);
            match misfit(self.layout, field, &value) {
                Some(mistake) => mistakes.push(line, Some(field.part.name()), mistake),
                None => fill(self.layout, field, &value, &mut self.out),
            }
        }
        self.out.extend(self.layout.line_end.bytes());
    }

    /// The file, or everything that is wrong with it.
    pub fn finish(mut self) -> Result<Vec<u8>, Vec<LineMistake>> {
        if FILE_BYTES_MAX < self.out.len() {
            let limit_bytes = FILE_BYTES_MAX;
            self.mistakes.push(0, None, Mistake::FileTooLarge { limit_bytes });
        }
        if !self.mistakes.has_errors() {
            return Ok(self.out);
        }
        Err(self.mistakes.finish(|count, _| Mistake::ErrorsLeftOut { count }).0)
    }
}

/// Why a value does not fit its field: the first that applies.
fn misfit<P: Part>(layout: &Layout<P>, field: &Field<P>, value: &str) -> Option<Mistake> {
    let shown = || excerpt(value);
    if !value.chars().all(|character| layout.charset.holds(character)) {
        let charset = layout.charset.code().to_owned();
        return Some(Mistake::Character {
            value: excerpt(&value.replace(char::is_control, "?")),
            charset,
        });
    }
    if field.chars < value.chars().count() {
        return Some(Mistake::ValueTooLong {
            value: shown(),
            length: field.chars,
        });
    }
    let filling = |character: char| character == field.pad || character == ' ';
    if value.starts_with(filling) || value.ends_with(filling) {
        return Some(Mistake::ValuePadded { value: shown() });
    }
    None
}

fn fill<P: Part>(layout: &Layout<P>, field: &Field<P>, value: &str, out: &mut Vec<u8>) {
    let padding = field.chars - value.chars().count();
    let pad = std::iter::repeat_n(field.pad, padding);
    match field.align {
        Align::Left => value.chars().chain(pad).for_each(|c| layout.charset.encode(c, out)),
        Align::Right => pad.chain(value.chars()).for_each(|c| layout.charset.encode(c, out)),
    }
}
