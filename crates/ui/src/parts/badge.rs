//! A state in a word or two. The word carries the meaning; the colour only helps the eye.

use maud::{Markup, Render, html};

/// What a state or a message means to the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Nothing to act on.
    #[default]
    Neutral,
    /// Something to know.
    Info,
    /// Done, and well.
    Success,
    /// Something to look at before going on.
    Warning,
    /// Turned away, late or wrong.
    Refused,
}

impl Tone {
    /// The class that colours it.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Info => "info",
            Self::Success => "success",
            Self::Warning => "warning",
            Self::Refused => "refused",
        }
    }
}

/// A small label for a state: Utkast, Bokförd, Stängd.
#[derive(Debug, Clone)]
pub struct Badge {
    tone: Tone,
    text: String,
}

impl Badge {
    /// A state in words.
    pub fn new(tone: Tone, text: impl Into<String>) -> Self {
        Self {
            tone,
            text: text.into(),
        }
    }
}

impl Render for Badge {
    fn render(&self) -> Markup {
        html! { span.badge.(self.tone.class()) { (self.text) } }
    }
}
