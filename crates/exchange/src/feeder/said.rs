//! What was said of a voucher that was left out, kept as a text key with its arguments: a receipt is read
//! in either language, long after.

use kameral_base::{Arg, Date, Ore, Period, Refusal, Sentence};
use kameral_ui::Words;
use serde::{Deserialize, Serialize};

use super::refusal::FeederRefusal;

/// A sentence as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    key: String,
    args: Vec<(String, SaidArg)>,
}

/// An argument as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum SaidArg {
    Text(String),
    Number(i64),
    Amount(Ore),
    Date(Date),
    Period(Period),
    Sentence(Box<Said>),
}

impl Said {
    /// A sentence, to be kept.
    pub fn of(sentence: &Sentence) -> Self {
        let args = sentence.args.iter();
        Self {
            key: sentence.key.to_owned(),
            args: args.map(|(name, arg)| ((*name).to_owned(), SaidArg::of(arg))).collect(),
        }
    }

    /// It in words. A text that a later version no longer has is told by its key.
    pub fn in_words(&self, words: Words) -> String {
        if !words.has(&self.key) {
            return self.key.clone();
        }
        let args = self.args.iter();
        let args: Vec<(&str, Arg)> = args.map(|(name, arg)| (name.as_str(), arg.told(words))).collect();
        words.t_args(&self.key, &args)
    }
}

impl SaidArg {
    fn of(arg: &Arg) -> Self {
        match arg {
            Arg::Text(text) => Self::Text(text.clone()),
            Arg::Number(number) => Self::Number(*number),
            Arg::Amount(amount) => Self::Amount(*amount),
            Arg::Date(date) => Self::Date(*date),
            Arg::Period(period) => Self::Period(*period),
            Arg::Sentence(sentence) => Self::Sentence(Box::new(Said::of(sentence))),
        }
    }

    fn told(&self, words: Words) -> Arg {
        match self {
            Self::Text(text) => Arg::Text(text.clone()),
            Self::Number(number) => Arg::Number(*number),
            Self::Amount(amount) => Arg::Amount(*amount),
            Self::Date(date) => Arg::Date(*date),
            Self::Period(period) => Arg::Period(*period),
            Self::Sentence(said) => Arg::Text(said.in_words(words)),
        }
    }
}

/// *Utelämnad verifikation*: one reason why a voucher of a file was not posted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// The voucher by the file's key; empty for a row that names none.
    pub voucher: String,
    /// Row of the file, from 1.
    pub line: Option<u32>,
    /// Column of the file.
    pub column: String,
    /// Stable name of the reason.
    pub name: String,
    /// Reason and remedy.
    pub said: Said,
}

impl LeftOut {
    /// A refusal, to be kept.
    pub fn of(refusal: &FeederRefusal) -> Self {
        let place = refusal.place();
        Self {
            voucher: refusal.voucher().to_owned(),
            line: place.line,
            column: place.field.unwrap_or_default(),
            name: refusal.name().to_owned(),
            said: Said::of(&refusal.sentence()),
        }
    }
}
