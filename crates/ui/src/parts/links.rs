//! A list of ways on, each with room enough for a finger.

use maud::{Markup, Render, html};

/// Links under each other, with a word about each where there is one to say.
#[derive(Debug, Clone, Default)]
pub struct Links {
    links: Vec<(String, String, Option<String>)>,
}

impl Links {
    /// No links yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A link.
    #[must_use]
    pub fn link(mut self, href: impl Into<String>, text: impl Into<String>) -> Self {
        self.links.push((href.into(), text.into(), None));
        self
    }

    /// A link and a word about it.
    #[must_use]
    pub fn link_with(mut self, href: impl Into<String>, text: impl Into<String>, about: impl Into<String>) -> Self {
        self.links.push((href.into(), text.into(), Some(about.into())));
        self
    }
}

impl Render for Links {
    fn render(&self) -> Markup {
        html! {
            ul.links {
                @for (href, text, about) in &self.links {
                    li { a href=(href) { (text) } @if let Some(about) = about { span { (about) } } }
                }
            }
        }
    }
}
