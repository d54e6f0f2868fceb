//! Words of reports, for output without a page around it: terminal, CSV, JSON.

use std::sync::LazyLock;

use kameral_base::Sentence;
use kameral_ui::{Language, Source, Texts, Words};

/// The sentences of reports.
pub const TEXTS: Source = Source {
    name: "reports",
    sv: include_str!("../text/sv.ftl"),
    en: include_str!("../text/en.ftl"),
};

/// The words of reports in a language.
pub fn words(language: Language) -> Words {
    static LOADED: LazyLock<&'static Texts> = LazyLock::new(|| Texts::load(&[TEXTS]));
    LOADED.words(language)
}

/// A label: a text of ours, or a name out of a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Caption {
    /// Of the text files.
    Words(Sentence),
    /// Of a register, as it stands there.
    Name(String),
}

impl Caption {
    /// A text of ours without arguments.
    pub fn key(key: &'static str) -> Self {
        Self::Words(Sentence::new(key))
    }

    /// The label in words.
    pub fn text(&self, words: Words) -> String {
        match self {
            Self::Words(sentence) => words.sentence(sentence),
            Self::Name(name) => name.clone(),
        }
    }
}
