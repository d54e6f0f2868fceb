//! Forms that write, and the summary of what was refused in them.

use maud::{Markup, Render, html};

use super::{Button, Tone};
use crate::web::csrf::TOKEN_FIELD;
use crate::{Spoken, Words};

/// A form that posts, with the token that proves it is ours.
#[derive(Debug, Clone)]
pub struct Form {
    action: String,
    csrf_token: String,
    id: Option<String>,
    files: bool,
    after_draft: bool,
    wide: bool,
    content: Markup,
    buttons: Vec<Button>,
}

impl Form {
    /// A form that posts to `action`.
    pub fn post(action: impl Into<String>, csrf_token: &str) -> Self {
        Self {
            action: action.into(),
            csrf_token: csrf_token.to_owned(),
            id: None,
            files: false,
            after_draft: false,
            wide: false,
            content: html! {},
            buttons: Vec::new(),
        }
    }

    /// An id, so that buttons elsewhere can send it.
    #[must_use]
    pub fn id(self, id: impl Into<String>) -> Self {
        Self {
            id: Some(id.into()),
            ..self
        }
    }

    /// The form carries files.
    #[must_use]
    pub fn with_files(self) -> Self {
        Self { files: true, ..self }
    }

    /// The form is sent when the page's grid has kept what was typed in it, because what the form does
    /// is done to the same draft.
    #[must_use]
    pub fn after_draft(self) -> Self {
        Self {
            after_draft: true,
            ..self
        }
    }

    /// The form holds a table: it is as wide as the page, and is left without a question, because what is
    /// ticked in it is soon ticked again.
    #[must_use]
    pub fn wide(self) -> Self {
        Self { wide: true, ..self }
    }

    /// The fields, and what stands between them.
    #[must_use]
    pub fn content(self, content: Markup) -> Self {
        Self { content, ..self }
    }

    /// A button under the fields.
    #[must_use]
    pub fn button(mut self, button: Button) -> Self {
        self.buttons.push(button);
        self
    }
}

impl Render for Form {
    fn render(&self) -> Markup {
        html! {
            form.form.wide[self.wide] method="post" action=(self.action) id=[self.id.as_ref()]
                enctype=[self.files.then_some("multipart/form-data")] novalidate data-leave-warns[!self.wide]
                data-after-draft[self.after_draft] {
                input type="hidden" name=(TOKEN_FIELD) value=(self.csrf_token);
                (self.content)
                @if !self.buttons.is_empty() { div.form-do { @for button in &self.buttons { (button) } } }
            }
        }
    }
}

/// What was refused, at the top of the page, each with a link to its field. It takes the focus,
/// so that who cannot see the page hears it first.
#[derive(Debug, Clone)]
pub struct ErrorSummary<'a> {
    words: Words,
    refusals: &'a [Spoken],
}

impl<'a> ErrorSummary<'a> {
    /// A summary; shows nothing when nothing was refused.
    pub const fn new(words: Words, refusals: &'a [Spoken]) -> Self {
        Self { words, refusals }
    }
}

impl Render for ErrorSummary<'_> {
    fn render(&self) -> Markup {
        if self.refusals.is_empty() {
            return html! {};
        }
        let only_warnings = self.refusals.iter().all(Spoken::is_warning);
        let (tone, title) = if only_warnings {
            (Tone::Warning, "errors-warnings")
        } else {
            (Tone::Refused, "errors-refused")
        };
        html! {
            div.notice.error-summary.(tone.class()) role="alert" tabindex="-1" data-takes-focus {
                h2 { (crate::t!(self.words, title, count = self.refusals.len())) }
                ul {
                    @for refusal in self.refusals {
                        li data-refusal=(refusal.name) {
                            @match &refusal.field {
                                Some(field) => a href=(format!("#f-{field}")) { (refusal.text) },
                                None => (refusal.text),
                            }
                        }
                    }
                }
            }
        }
    }
}
