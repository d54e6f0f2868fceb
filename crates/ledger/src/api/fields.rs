//! Fields that many resources share: words of lists, hashes, optional texts.

use kameral_site::api::{ApiVisit, Named, Shape};
use kameral_ui::web::Problem;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Value, json};

use crate::chain::hex;
use crate::model::{AccountKind, AccountPosting, Module, PeriodState};
use crate::voucher::VoucherNumber;

/// A list of words in JSON, for a list of the domain.
macro_rules! words {
    ($($(#[doc = $about:literal])+ $name:ident($type:ty) of [$($value:expr),+ $(,)?];)+) => {$(
        $(#[doc = $about])+
        #[derive(Debug, Clone, Copy, PartialEq)]
        pub struct $name(pub $type);

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.0.word())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let word = String::deserialize(from)?;
                <$type>::from_word(&word).map(Self).ok_or_else(|| {
                    let known: Vec<&str> = [$($value),+].into_iter().map(<$type>::word).collect();
                    D::Error::custom(format!("`{word}`, expected one of {}", known.join(", ")))
                })
            }
        }

        impl Shape for $name {
            fn shape(_: &mut Named) -> Value {
                let known: Vec<&str> = [$($value),+].into_iter().map(<$type>::word).collect();
                json!({ "type": "string", "enum": known })
            }
        }
    )+};
}

words! {
    /// What sort of account.
    AccountKindWord(AccountKind) of [
        AccountKind::Asset, AccountKind::Liability, AccountKind::Income, AccountKind::Expense, AccountKind::Internal,
    ];
    /// What may be posted on an account.
    AccountPostingWord(AccountPosting) of [AccountPosting::Open, AccountPosting::BudgetOnly, AccountPosting::Heading];
    /// State of a period.
    StateWord(PeriodState) of [PeriodState::Open, PeriodState::Held, PeriodState::Closed];
    /// Part of the system a period is open for.
    ModuleWord(Module) of [Module::Ledger, Module::Payables, Module::Receivables, Module::Assets];
}

impl Shape for VoucherNumber {
    fn shape(_: &mut Named) -> Value {
        json!({ "type": "string", "examples": ["A-2026-17"] })
    }
}

/// SHA-256 in hexadecimal.
#[derive(Debug, Clone, PartialEq)]
pub struct Sha256Text(pub Vec<u8>);

impl Sha256Text {
    /// Reads 64 hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        let right = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let bytes = (0..64)
            .step_by(2)
            .map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok());
        right.then(|| bytes.collect::<Option<Vec<u8>>>()).flatten().map(Self)
    }
}

impl Serialize for Sha256Text {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&hex(&self.0))
    }
}

impl<'de> Deserialize<'de> for Sha256Text {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Self::parse(&text).ok_or_else(|| D::Error::custom("expected 64 hexadecimal digits"))
    }
}

impl Shape for Sha256Text {
    fn shape(_: &mut Named) -> Value {
        json!({ "type": "string", "pattern": "^[0-9a-f]{64}$" })
    }
}

/// A text that may be left out; the domain keeps it empty.
pub fn given(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// A key that stands both in the path and in the body: it must be the same, or left out.
pub fn key_of(visit: &ApiVisit, field: &str, path: &str, body: Option<&str>) -> Result<String, Problem> {
    match body {
        Some(body) if body != path => {
            Err(visit.malformed(format!("{field}: `{body}` in the body, `{path}` in the path")))
        }
        _ => Ok(path.to_owned()),
    }
}

/// The most rows of one page of a list.
pub const ROWS_MAX: i64 = 1_000;

/// Rows of a page when nobody says how many.
pub const ROWS: i64 = 100;

/// How many rows are asked for, within [`ROWS_MAX`].
pub fn limit(asked: Option<i64>) -> i64 {
    asked.unwrap_or(ROWS).clamp(1, ROWS_MAX)
}
