//! Buttons and links that look like them, with the key that does the same.

use maud::{Markup, Render, html};

/// A button of a form, or a link among actions.
#[derive(Debug, Clone)]
pub struct Button {
    label: String,
    does: Does,
    look: &'static str,
    key: Option<&'static str>,
    disabled: bool,
}

#[derive(Debug, Clone)]
enum Does {
    Follow(String),
    Submit {
        name_value: Option<(String, String)>,
        form: Option<String>,
    },
    Open(String),
}

impl Button {
    /// A link to another page.
    pub fn link(href: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(Does::Follow(href.into()), label)
    }

    /// Sends the form it stands in.
    pub fn submit(label: impl Into<String>) -> Self {
        Self::new(
            Does::Submit {
                name_value: None,
                form: None,
            },
            label,
        )
    }

    /// Opens the dialog with an id (see [`Confirm`](crate::parts::Confirm)).
    pub fn opens(dialog: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(Does::Open(dialog.into()), label)
    }

    fn new(does: Does, label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            does,
            look: "secondary",
            key: None,
            disabled: false,
        }
    }

    /// The one thing this page is for.
    #[must_use]
    pub fn primary(self) -> Self {
        Self {
            look: "primary",
            ..self
        }
    }

    /// What cannot easily be taken back.
    #[must_use]
    pub fn danger(self) -> Self {
        Self { look: "danger", ..self }
    }

    /// Beside the point: looks like a link.
    #[must_use]
    pub fn quiet(self) -> Self {
        Self { look: "quiet", ..self }
    }

    /// The key that does the same, as `Ctrl+S` or `F12`; shown on the button, listed under `?`.
    #[must_use]
    pub fn key(self, key: &'static str) -> Self {
        Self { key: Some(key), ..self }
    }

    /// What the form sends when this button is the one pressed. Only a submit button sends.
    #[must_use]
    pub fn sends(mut self, name: &str, value: &str) -> Self {
        if let Does::Submit { name_value, .. } = &mut self.does {
            *name_value = Some((name.to_owned(), value.to_owned()));
        }
        self
    }

    /// Sends the form with this id, wherever the button stands.
    #[must_use]
    pub fn of_form(mut self, id: &str) -> Self {
        if let Does::Submit { form, .. } = &mut self.does {
            *form = Some(id.to_owned());
        }
        self
    }

    /// Cannot be pressed now. Say why beside it.
    #[must_use]
    pub fn disabled(self, disabled: bool) -> Self {
        Self { disabled, ..self }
    }
}

impl Render for Button {
    fn render(&self) -> Markup {
        let label = html! { (self.label) @if let Some(key) = self.key { " " (kbd(key)) } };
        match &self.does {
            Does::Follow(href) => html! {
                a.button.(self.look) href=(href) data-key=[self.key] aria-keyshortcuts=[self.aria_key()] { (label) }
            },
            Does::Submit { name_value, form } => html! {
                button.button.(self.look) type="submit" disabled[self.disabled]
                    name=[name_value.as_ref().map(|pair| &pair.0)] value=[name_value.as_ref().map(|pair| &pair.1)]
                    form=[form.as_ref()] data-key=[self.key] aria-keyshortcuts=[self.aria_key()] { (label) }
            },
            Does::Open(dialog) => html! {
                button.button.(self.look) type="button" disabled[self.disabled] aria-haspopup="dialog"
                    data-opens=(dialog) data-key=[self.key] aria-keyshortcuts=[self.aria_key()] { (label) }
            },
        }
    }
}

impl Button {
    fn aria_key(&self) -> Option<String> {
        self.key.map(|key| key.replace("Ctrl", "Control"))
    }
}

/// One key as it is printed on the keyboard; `Ctrl+Enter` becomes two keys.
pub fn kbd(key: &str) -> Markup {
    let keys: Vec<&str> = if key == "+" {
        vec![key]
    } else {
        key.split('+').collect()
    };
    html! { span.keys { @for key in keys { kbd { (key) } } } }
}

/// A list of keys and what they do, for the `?` dialog and for help beside a grid.
pub fn keys<'a>(list: impl IntoIterator<Item = (&'a str, String)>) -> Markup {
    html! {
        dl.key-list {
            @for (key, does) in list { div { dt { (kbd(key)) } dd { (does) } } }
        }
    }
}
