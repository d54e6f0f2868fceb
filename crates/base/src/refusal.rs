//! Refusals: values with a name, a sentence for the person who meets them, and a place.
//!
//! A refusal is not a fault (the disk is full) and not a bug (a panic). It is an answer, so it has
//! a stable name that tests and statistics can count, and a [`Sentence`] that `ui` turns into
//! Swedish or English.

use std::fmt::Debug;

use serde::{Deserialize, Serialize};

use crate::{Date, Ore, Period};

/// A no that a person can read, count and act upon.
pub trait Refusal: Debug {
    /// The stable name in snake case, for tests, logs and the API: `period_closed`.
    fn name(&self) -> &'static str;

    /// What is wrong and what to do about it. The key is `refusal-` and the name in kebab case.
    fn sentence(&self) -> Sentence;

    /// Where in the form or the file the thing stands that was refused.
    fn place(&self) -> Place {
        Place::default()
    }

    /// Whether a person with the right may accept it.
    fn severity(&self) -> Severity {
        Severity::Refused
    }
}

/// How heavy a refusal is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// A person with the right may accept it with a reason that is kept.
    Warning,
    /// Nobody may.
    #[default]
    Refused,
}

/// The line of a file and the field of a line or a form; either may be unknown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The line, counted from 1 as a person counts.
    pub line: Option<u32>,
    /// The field's name as the form or the file's specification has it.
    pub field: Option<String>,
}

impl Place {
    /// A line, counted from 1.
    #[must_use]
    pub fn line(line: u32) -> Self {
        Self {
            line: Some(line),
            field: None,
        }
    }

    /// A field of a form, without a line.
    #[must_use]
    pub fn field(field: impl Into<String>) -> Self {
        Self {
            line: None,
            field: Some(field.into()),
        }
    }

    /// The same place, narrowed to a field.
    #[must_use]
    pub fn and_field(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }
}

/// A text key with arguments. No words: those stand in `text/sv.ftl` and `text/en.ftl`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sentence {
    /// The key of the text, in kebab case.
    pub key: &'static str,
    /// What the text may mention, by name, in the order it was added.
    pub args: Vec<(&'static str, Arg)>,
}

impl Sentence {
    /// A sentence without arguments.
    #[must_use]
    pub fn new(key: &'static str) -> Self {
        Self { key, args: Vec::new() }
    }

    /// The same sentence with one more argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, arg: impl Into<Arg>) -> Self {
        self.args.push((name, arg.into()));
        self
    }
}

/// An argument of a sentence. `ui` writes each kind in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Arg {
    /// Words or a code, written as they are.
    Text(String),
    /// A count or a number without unit.
    Number(i64),
    /// An amount in öre.
    Amount(Ore),
    /// A civil date.
    Date(Date),
    /// An accounting period.
    Period(Period),
    /// What somebody else said.
    Sentence(Box<Sentence>),
}

/// `From` for each kind of argument, so that callers write `.with("limit", limit)`.
macro_rules! arg_from {
    ($($kind:ty => $variant:ident),+ $(,)?) => {$(
        impl From<$kind> for Arg {
            fn from(value: $kind) -> Self {
                Self::$variant(value.into())
            }
        }
    )+};
}

arg_from! {
    &str => Text, &String => Text, String => Text, char => Text,
    i64 => Number, i32 => Number, u32 => Number, u16 => Number, u8 => Number,
    Ore => Amount, Date => Date, Period => Period,
}

impl From<usize> for Arg {
    /// A count larger than any we allow is written as the largest number.
    fn from(value: usize) -> Self {
        Self::Number(i64::try_from(value).unwrap_or(i64::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_keeps_its_arguments_in_order() {
        let sentence = Sentence::new("refusal-above-limit")
            .with("limit", Ore::new(100))
            .with("count", 2_usize);
        assert_eq!(
            sentence.args,
            [("limit", Arg::Amount(Ore::new(100))), ("count", Arg::Number(2))]
        );
        assert_eq!(
            serde_json::to_string(&sentence).unwrap(),
            r#"{"key":"refusal-above-limit","args":[["limit",{"amount":100}],["count",{"number":2}]]}"#
        );
    }

    #[test]
    fn a_refusal_is_heavier_than_a_warning() {
        assert!(Severity::Warning < Severity::Refused);
        assert_eq!(
            Place::line(3).and_field("konto"),
            Place {
                line: Some(3),
                field: Some("konto".into())
            }
        );
    }
}
