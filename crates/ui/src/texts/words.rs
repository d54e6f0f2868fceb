//! Words in one language, as a view holds them.

use kameral_base::{Arg, Refusal, Sentence, Severity};
use serde::Serialize;

use crate::{Language, Texts};

/// All texts in one language. Small and copied freely.
#[derive(Clone, Copy)]
pub struct Words {
    texts: &'static Texts,
    language: Language,
}

impl Words {
    pub(super) const fn new(texts: &'static Texts, language: Language) -> Self {
        Self { texts, language }
    }

    /// Which language these words are in.
    pub const fn language(self) -> Language {
        self.language
    }

    /// The same texts in another language.
    #[must_use]
    pub const fn in_language(self, language: Language) -> Self {
        Self { language, ..self }
    }

    /// The text of a key without arguments.
    pub fn t(self, key: &str) -> String {
        self.t_args(key, &[])
    }

    /// The text of a key with arguments. [`t!`](crate::t) is the short way to write it.
    pub fn t_args(self, key: &str, args: &[(&str, Arg)]) -> String {
        self.texts.text(self.language, key, args)
    }

    /// Whether a key has a text: for words of codes that may be the user's own.
    pub fn has(self, key: &str) -> bool {
        self.texts.has(self.language, key)
    }

    /// A sentence the domain made.
    pub fn sentence(self, sentence: &Sentence) -> String {
        self.t_args(sentence.key, &sentence.args)
    }

    /// A refusal, in words, with its name and place: for a form, a grid or a problem answer.
    pub fn refusal(self, refusal: &dyn Refusal) -> Spoken {
        let place = refusal.place();
        Spoken {
            name: refusal.name(),
            line: place.line,
            field: place.field,
            text: self.sentence(&refusal.sentence()),
            severity: match refusal.severity() {
                Severity::Refused => "refused",
                Severity::Warning => "warning",
            },
        }
    }
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Words({})", self.language.code())
    }
}

/// A refusal in words. The field names are a contract with scripts and API clients.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Spoken {
    /// The refusal's stable name, `snake_case`.
    pub name: &'static str,
    /// Line of the voucher or file, from 1.
    pub line: Option<u32>,
    /// Field of the form or column of the grid.
    pub field: Option<String>,
    /// What is wrong and what to do, in the user's language.
    pub text: String,
    /// `refused` or `warning`.
    pub severity: &'static str,
}

impl Spoken {
    /// What was typed in a field and cannot be read.
    pub fn unreadable(words: Words, field: &str, typed: &str) -> Self {
        Self {
            name: "unreadable",
            line: None,
            field: Some(field.to_owned()),
            text: words.t_args("form-unreadable", &[("text", typed.to_owned().into())]),
            severity: "refused",
        }
    }

    /// Whether a user with the right may accept it and go on.
    pub fn is_warning(&self) -> bool {
        self.severity == "warning"
    }
}

/// A text by key, with named arguments: `t!(words, "voucher-number", number = 17)`.
#[macro_export]
macro_rules! t {
    ($words:expr, $key:expr $(,)?) => { $words.t($key) };
    ($words:expr, $key:expr, $($name:ident = $value:expr),+ $(,)?) => {
        $words.t_args($key, &[$((stringify!($name), $crate::texts::Arg::from($value))),+])
    };
}
