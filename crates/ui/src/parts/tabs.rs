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
    views: Vec<View>,
}

#[derive(Debug, Clone)]
struct View {
    /// Name in the address; a page of its own has none.
    name: Option<String>,
    href: String,
    words: String,
    count: Option<usize>,
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
        let name = name.into();
        self.views.push(View {
            href: self.address.clone().with(TAB, name.as_str()).to_string(),
            name: Some(name),
            words: words.into(),
            count,
        });
        self
    }

    /// A tab that is a page of its own, with its path; open where the address has that path.
    #[must_use]
    pub fn page(mut self, path: impl Into<String>, words: impl Into<String>) -> Self {
        self.views.push(View {
            name: None,
            href: path.into(),
            words: words.into(),
            count: None,
        });
        self
    }

    /// The open tab's name.
    pub fn open(&self) -> &str {
        let asked = self.address.get(TAB).unwrap_or_default();
        let mut names = self.views.iter().filter_map(|view| view.name.as_deref());
        let first = names.clone().next().unwrap_or_default();
        names.find(|name| *name == asked).unwrap_or(first)
    }

    fn is_open(&self, view: &View) -> bool {
        match &view.name {
            Some(name) => name == self.open(),
            None => view.href == self.address.path(),
        }
    }
}

impl Render for Tabs {
    fn render(&self) -> Markup {
        html! {
            nav.tabs aria-label=(self.label) {
                @for view in &self.views {
                    a href=(view.href) aria-current=[self.is_open(view).then_some("page")] {
                        (view.words) @if let Some(count) = view.count { " " span.count { (count) } }
                    }
                }
            }
        }
    }
}
