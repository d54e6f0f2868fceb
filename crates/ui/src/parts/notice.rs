//! A message to the reader: something to know, done, to look at, or refused.

use maud::{Markup, html};

use super::Tone;
use crate::Words;

/// A message in the page. Refusals and warnings are read aloud at once, the others when the
/// reader pauses.
#[derive(Debug, Clone)]
pub struct Notice {
    tone: Tone,
    text: String,
    more: Option<Markup>,
}

impl Notice {
    /// A message of a tone.
    pub fn new(tone: Tone, text: impl Into<String>) -> Self {
        Self {
            tone,
            text: text.into(),
            more: None,
        }
    }

    /// Done.
    pub fn success(text: impl Into<String>) -> Self {
        Self::new(Tone::Success, text)
    }

    /// Something to know.
    pub fn info(text: impl Into<String>) -> Self {
        Self::new(Tone::Info, text)
    }

    /// Something to look at before going on.
    pub fn warning(text: impl Into<String>) -> Self {
        Self::new(Tone::Warning, text)
    }

    /// Turned away: what is wrong and what to do.
    pub fn refused(text: impl Into<String>) -> Self {
        Self::new(Tone::Refused, text)
    }

    /// What stands under the sentence: a list, a link, a form.
    #[must_use]
    pub fn more(self, more: Markup) -> Self {
        Self {
            more: Some(more),
            ..self
        }
    }

    /// With its tone in a word, because colour alone says nothing to many.
    pub fn spoken(&self, words: Words) -> Markup {
        let word = match self.tone {
            Tone::Neutral | Tone::Info => words.t("notice-info"),
            Tone::Success => words.t("notice-success"),
            Tone::Warning => words.t("notice-warning"),
            Tone::Refused => words.t("notice-refused"),
        };
        html! {
            div.notice.(self.tone.class()) role=(self.role()) {
                p { strong { (word) } " " (self.text) }
                @if let Some(more) = &self.more { div.notice-more { (more) } }
            }
        }
    }

    const fn role(&self) -> &'static str {
        match self.tone {
            Tone::Warning | Tone::Refused => "alert",
            _ => "status",
        }
    }
}
