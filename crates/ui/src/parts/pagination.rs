//! From page to page of a long list, by cursor: the last row seen, not a count of rows, so that
//! rows added meanwhile neither repeat nor vanish.

use maud::{Markup, Render, html};

use crate::{Address, Words};

/// Name in the address of the row after which a page begins.
pub const AFTER: &str = "efter";
/// Name in the address of the row before which a page ends.
pub const BEFORE: &str = "fore";

/// Links to the next and the previous page, and what is shown.
#[derive(Debug, Clone)]
pub struct Pagination {
    words: Words,
    address: Address,
    shown: Option<String>,
    previous: Option<String>,
    next: Option<String>,
}

impl Pagination {
    /// For the page with this address.
    pub fn new(words: Words, address: &Address) -> Self {
        Self {
            words,
            address: address.clone(),
            shown: None,
            previous: None,
            next: None,
        }
    }

    /// What is shown, in words: `Rad 51–100`.
    #[must_use]
    pub fn shown(self, shown: impl Into<String>) -> Self {
        Self {
            shown: Some(shown.into()),
            ..self
        }
    }

    /// Cursor of the first row shown, where there are rows before it.
    #[must_use]
    pub fn previous(self, cursor: Option<String>) -> Self {
        Self {
            previous: cursor,
            ..self
        }
    }

    /// Cursor of the last row shown, where there are rows after it.
    #[must_use]
    pub fn next(self, cursor: Option<String>) -> Self {
        Self { next: cursor, ..self }
    }
}

impl Render for Pagination {
    fn render(&self) -> Markup {
        let to = |name: &str, cursor: &str| self.address.clone().without(AFTER).without(BEFORE).with(name, cursor);
        html! {
            nav.pages aria-label=(self.words.t("pages")) {
                @if let Some(shown) = &self.shown { span.pages-shown { (shown) } }
                @if let Some(cursor) = &self.previous {
                    a href=(to(BEFORE, cursor)) rel="prev" { "‹ " (self.words.t("pages-previous")) }
                }
                @if let Some(cursor) = &self.next {
                    a href=(to(AFTER, cursor)) rel="next" { (self.words.t("pages-next")) " ›" }
                }
            }
        }
    }
}
