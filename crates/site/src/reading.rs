//! What was typed in a form, read: every mistake becomes a sentence at its field.

use kameral_base::{Date, Ore, Pattern};
use kameral_ui::Spoken;

use crate::Visit;

/// Reads fields of one form and gathers what could not be read.
pub struct Reading<'v> {
    visit: &'v Visit,
    /// What could not be read.
    pub mistakes: Vec<Spoken>,
}

impl<'v> Reading<'v> {
    /// Nothing read yet.
    pub fn new(visit: &'v Visit) -> Self {
        Self {
            visit,
            mistakes: Vec::new(),
        }
    }

    fn mistake(&mut self, field: &str, text: &str) {
        let shown: String = text.chars().filter(|c| !c.is_control()).take(SHOWN_CHARS_MAX).collect();
        let words = self.visit.words;
        self.mistakes.push(Spoken::unreadable(words, field, &shown));
    }

    fn read<T>(&mut self, field: &str, text: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let found = read(text);
        if found.is_none() {
            self.mistake(field, text);
        }
        found
    }

    /// A day; none when empty.
    pub fn day(&mut self, field: &str, text: &str) -> Option<Date> {
        self.read(field, text, |text| text.parse().ok())
    }

    /// A day that must be there.
    pub fn some_day(&mut self, field: &str, text: &str) -> Date {
        if text.trim().is_empty() {
            self.mistake(field, "–");
        }
        self.day(field, text).unwrap_or(self.visit.cx.today)
    }

    /// An amount; none when empty.
    pub fn amount(&mut self, field: &str, text: &str) -> Option<Ore> {
        self.read(field, text, |text| Ore::parse(text).ok())
    }

    /// An amount; nothing stands for zero, which is refused where an amount is needed.
    pub fn some_amount(&mut self, field: &str, text: &str) -> Ore {
        self.amount(field, text).unwrap_or(Ore::ZERO)
    }

    /// A pattern; anything when it cannot be read, which is a mistake, as nothing is.
    pub fn pattern(&mut self, field: &str, text: &str) -> Pattern {
        if text.trim().is_empty() {
            self.mistake(field, "–");
        }
        let found = self.read(field, text, |text| Pattern::parse(text).ok());
        found.unwrap_or_else(Pattern::any)
    }

    /// A whole number; none when empty.
    pub fn number(&mut self, field: &str, text: &str) -> Option<i64> {
        self.read(field, text, |text| text.parse().ok())
    }

    /// Something a line that is not empty.
    pub fn lines<T>(&mut self, field: &str, text: &str, read: impl Fn(&str) -> Option<T>) -> Vec<T> {
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        lines.filter_map(|line| self.read(field, line, &read)).collect()
    }
}

/// The part of what was typed that a sentence holds.
const SHOWN_CHARS_MAX: usize = 40;

/// The word of a tick.
pub const TICKED: &str = "ja";

/// A tick as it is filled in.
pub fn tick(on: bool) -> String {
    if on { TICKED.to_owned() } else { String::new() }
}

/// A day as it is filled in.
pub fn day(day: Option<Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// An amount as it is filled in.
pub fn amount(amount: Option<Ore>) -> String {
    amount.map(Ore::plain).unwrap_or_default()
}

/// A number as it is filled in.
pub fn number(number: Option<i64>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}
