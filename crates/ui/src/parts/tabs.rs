//! Views of one thing, side by side. Links, so that each has its address.

use maud::{Markup, Render, html};

use crate::Address;

/// Name of the open tab in the address.
pub const TAB: &str = "flik";

/// Tabs; the first is open when the address names none.
#[derive(Debug, Clone)]
pub struct Tabs {
    label: String,
    address: Address,
    views: Vec<(String, String, Option<usize>)>,
}

impl Tabs {
    /// Tabs of the page with this address; the label is what a screen reader calls them.
    pub fn new(label: impl Into<String>, address: &Address) -> Self {
        Self {
            label: label.into(),
            address: address.clone(),
            views: Vec::new(),
        }
    }

    /// A tab: its name in the address, its words, and how many things it holds.
    #[must_use]
    pub fn tab(mut self, name: impl Into<String>, words: impl Into<String>, count: Option<usize>) -> Self {
        self.views.push((name.into(), words.into(), count));
        self
    }

    /// The open tab's name.
    pub fn open(&self) -> &str {
        let asked = self.address.get(TAB).unwrap_or_default();
        let known = self
            .views
            .iter()
            .find(|(name, ..)| name == asked)
            .or(self.views.first());
        known.map_or("", |(name, ..)| name)
    }
}

impl Render for Tabs {
    fn render(&self) -> Markup {
        html! {
            nav.tabs aria-label=(self.label) {
                @for (name, words, count) in &self.views {
                    a href=(self.address.clone().with(TAB, name.as_str())) aria-current=[(name == self.open()).then_some("page")] {
                        (words) @if let Some(count) = count { " " span.count { (count) } }
                    }
                }
            }
        }
    }
}
