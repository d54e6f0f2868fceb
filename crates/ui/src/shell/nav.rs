//! The ways through the program: the rail, its folded form on a phone, and the way back.

use maud::{Markup, html};

use crate::{Address, Words};

/// A page that can be gone to from everywhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NavItem {
    /// What it is called.
    pub label: String,
    /// Where it is.
    pub href: String,
    /// The keys that lead there, as `g v`: pressed one after the other outside a field.
    pub key: Option<String>,
    /// How many things wait there; nothing is shown for none.
    pub waiting: u32,
}

impl NavItem {
    /// A page without key and without anything waiting.
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            href: href.into(),
            key: None,
            waiting: 0,
        }
    }

    /// The keys that lead there.
    #[must_use]
    pub fn key(self, key: impl Into<String>) -> Self {
        Self {
            key: Some(key.into()),
            ..self
        }
    }

    /// How many things wait there.
    #[must_use]
    pub fn waiting(self, waiting: u32) -> Self {
        Self { waiting, ..self }
    }

    /// Whether the page at `path` is this one or stands under it.
    fn holds(&self, path: &str) -> bool {
        let own = self.href.split('?').next().unwrap_or_default();
        path == own || (own != "/" && path.strip_prefix(own).is_some_and(|rest| rest.starts_with('/')))
    }
}

/// Pages of one kind, under a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NavGroup {
    /// The heading; empty for the pages at the top.
    pub heading: String,
    /// The pages.
    pub items: Vec<NavItem>,
}

/// A step of the way here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crumb {
    /// What the page is called.
    pub label: String,
    /// Where it is, with the filters it was left with.
    pub href: String,
}

impl Crumb {
    /// A step.
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            href: href.into(),
        }
    }
}

/// The rail of a wide screen.
pub(super) fn rail(words: Words, groups: &[NavGroup], address: &Address) -> Markup {
    html! { nav.rail aria-label=(words.t("nav")) { (list(words, groups, address)) } }
}

/// The same, folded, for a narrow screen. Only one of the two is shown, and only that one is
/// there for a screen reader.
pub(super) fn phone(words: Words, groups: &[NavGroup], address: &Address) -> Markup {
    html! {
        details.phone-nav {
            summary { (words.t("nav-menu")) }
            nav aria-label=(words.t("nav")) { (list(words, groups, address)) }
        }
    }
}

fn list(words: Words, groups: &[NavGroup], address: &Address) -> Markup {
    // Of two pages that hold this one, the one deeper down is where the reader is.
    let here = groups
        .iter()
        .flat_map(|group| &group.items)
        .filter(|item| item.holds(address.path()))
        .max_by_key(|item| item.href.len())
        .map(|item| item.href.as_str());
    html! {
        @for group in groups {
            @if !group.heading.is_empty() { p.nav-heading { (group.heading) } }
            ul {
                @for item in &group.items {
                    li {
                        a href=(item.href) data-key=[item.key.as_ref()] aria-current=[(here == Some(&item.href)).then_some("page")] {
                            span { (item.label) }
                            @if item.waiting > 0 { " " span.count { (item.waiting) span.unseen { " " (words.t("nav-waiting")) } } }
                        }
                    }
                }
            }
        }
    }
}

/// The way here.
pub(super) fn breadcrumbs(words: Words, crumbs: &[Crumb]) -> Markup {
    html! {
        @if !crumbs.is_empty() {
            nav.breadcrumbs aria-label=(words.t("breadcrumbs")) {
                ol { @for crumb in crumbs { li { a href=(crumb.href) { (crumb.label) } } } }
            }
        }
    }
}
