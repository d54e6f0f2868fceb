//! What is known about one thing, as names and values: the head of a voucher.

use kameral_base::{Date, Ore};
use maud::{Markup, Render, html};

use super::money;

/// A list of facts, in columns where there is room.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    facts: Vec<(String, Markup)>,
}

impl Facts {
    /// No facts yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A fact in words.
    #[must_use]
    pub fn text(self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let value: String = value.into();
        self.markup(name, html! { (value) })
    }

    /// An amount.
    #[must_use]
    pub fn money(self, name: impl Into<String>, amount: Ore) -> Self {
        self.markup(name, money(amount))
    }

    /// A day.
    #[must_use]
    pub fn date(self, name: impl Into<String>, date: Date) -> Self {
        self.text(name, date.to_string())
    }

    /// A link.
    #[must_use]
    pub fn link(self, name: impl Into<String>, href: &str, text: impl Into<String>) -> Self {
        let text: String = text.into();
        self.markup(name, html! { a href=(href) { (text) } })
    }

    /// Anything else.
    #[must_use]
    pub fn markup(mut self, name: impl Into<String>, value: Markup) -> Self {
        self.facts.push((name.into(), value));
        self
    }
}

impl Render for Facts {
    fn render(&self) -> Markup {
        html! {
            dl.facts { @for (name, value) in &self.facts { div { dt { (name) } dd { (value) } } } }
        }
    }
}
