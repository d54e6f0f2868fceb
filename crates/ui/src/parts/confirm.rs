//! A question before something that cannot easily be taken back.

use maud::{Markup, Render, html};

use super::Button;
use crate::Words;
use crate::web::csrf::TOKEN_FIELD;

/// A dialog with what will happen and a form that does it. Opened by
/// [`Button::opens`] with the same id. Without script the dialog does not open, so what it does
/// must also be on a page of its own.
#[derive(Debug, Clone)]
pub struct Confirm {
    words: Words,
    id: String,
    title: String,
    content: Markup,
    action: String,
    csrf_token: String,
    button: Button,
}

impl Confirm {
    /// A question, the address that does it, and the button that says what it does in a verb.
    pub fn new(
        words: Words,
        id: impl Into<String>,
        title: impl Into<String>,
        action: impl Into<String>,
        csrf_token: &str,
        button: Button,
    ) -> Self {
        Self {
            words,
            id: id.into(),
            title: title.into(),
            content: html! {},
            action: action.into(),
            csrf_token: csrf_token.to_owned(),
            button,
        }
    }

    /// What will happen, and fields such as a reason.
    #[must_use]
    pub fn content(self, content: Markup) -> Self {
        Self { content, ..self }
    }
}

impl Render for Confirm {
    fn render(&self) -> Markup {
        let title = format!("{}-title", self.id);
        html! {
            dialog.confirm id=(self.id) aria-labelledby=(title) {
                h2 id=(title) { (self.title) }
                form method="post" action=(self.action) {
                    input type="hidden" name=(TOKEN_FIELD) value=(self.csrf_token);
                    (self.content)
                    div.form-do {
                        (self.button)
                        button.button.secondary type="button" data-closes { (self.words.t("dialog-cancel")) }
                    }
                }
            }
        }
    }
}
