//! How far something has come that takes more than a moment.

use maud::{Markup, Render, html};

use crate::Words;

/// A bar with its figures in words: `12 000 av 100 000 rader`.
#[derive(Debug, Clone)]
pub struct Progress {
    label: String,
    figures: String,
    done: u64,
    of: Option<u64>,
}

impl Progress {
    /// `done` of `of`. The label says what is being done.
    pub fn new(words: Words, label: impl Into<String>, done: u64, of: u64) -> Self {
        let shown = |count: u64| crate::texts::group_digits(&count.to_string());
        let figures = crate::t!(words, "progress-figures", done = shown(done), all = shown(of));
        Self {
            label: label.into(),
            figures,
            done,
            of: Some(of),
        }
    }

    /// Under way, and nobody knows how far.
    pub fn unknown(words: Words, label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            figures: words.t("progress-under-way"),
            done: 0,
            of: None,
        }
    }
}

impl Render for Progress {
    fn render(&self) -> Markup {
        html! {
            div.progress {
                label { span { (self.label) }
                    @if let Some(of) = self.of { progress value=(self.done) max=(of) {} } @else { progress {} }
                }
                p.progress-figures { (self.figures) }
            }
        }
    }
}
