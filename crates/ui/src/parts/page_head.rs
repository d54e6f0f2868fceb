//! The head of a page: what it is, its state, and what can be done here.

use maud::{Markup, Render, html};

use super::{Badge, Button};

/// Title, badges, one line about the page, and its actions to the right.
#[derive(Debug, Clone, Default)]
pub struct PageHead {
    title: String,
    badges: Vec<Badge>,
    lead: Option<String>,
    actions: Vec<Button>,
}

impl PageHead {
    /// The page's one `h1`.
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            ..Self::default()
        }
    }

    /// A state beside the title.
    #[must_use]
    pub fn badge(mut self, badge: Badge) -> Self {
        self.badges.push(badge);
        self
    }

    /// One line under the title.
    #[must_use]
    pub fn lead(self, lead: impl Into<String>) -> Self {
        Self {
            lead: Some(lead.into()),
            ..self
        }
    }

    /// Something to do here. The most wanted first.
    #[must_use]
    pub fn action(mut self, button: Button) -> Self {
        self.actions.push(button);
        self
    }
}

impl Render for PageHead {
    fn render(&self) -> Markup {
        html! {
            div.page-head {
                div.page-head-words {
                    h1 { (self.title) @for badge in &self.badges { " " (badge) } }
                    @if let Some(lead) = &self.lead { p.lead { (lead) } }
                }
                @if !self.actions.is_empty() {
                    div.actions { @for action in &self.actions { (action) } }
                }
            }
        }
    }
}
