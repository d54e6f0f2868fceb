//! *Fält*: a label, an input, a line of help, and what was refused in it.

mod render;

use crate::{Spoken, Words};

/// How wide an input stands: by what is typed in it, not by the room there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Width {
    /// A few characters: a code, a unit.
    Short,
    /// An account, a date, an amount.
    #[default]
    Medium,
    /// A name.
    Long,
    /// All the room there is.
    Full,
}

/// One of the values to choose from.
#[derive(Debug, Clone)]
pub struct Choice {
    value: String,
    label: String,
}

impl Choice {
    /// A value and what the user reads.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
        }
    }
}

#[derive(Debug, Clone)]
enum Kind {
    /// An `input` of this type, with this `inputmode`.
    Input {
        r#type: &'static str,
        mode: Option<&'static str>,
    },
    Date,
    TextArea {
        rows: u8,
    },
    Select(Vec<Choice>),
    Radio(Vec<Choice>),
    Checkbox,
    File {
        accept: String,
        multiple: bool,
        limit: Option<FileLimit>,
    },
    Lookup {
        dimension: String,
        open: String,
    },
    Period {
        presets: Vec<Choice>,
    },
}

/// How large a file may be, and what is said of one that is not right. `{name}` stands for its name.
#[derive(Debug, Clone)]
struct FileLimit {
    bytes_max: usize,
    empty: String,
    too_large: String,
}

/// A field of a form or of a filter bar.
#[derive(Debug, Clone)]
pub struct Field {
    name: String,
    label: String,
    kind: Kind,
    value: String,
    help: Option<String>,
    errors: Vec<(String, bool)>,
    optional: Option<String>,
    width: Width,
    required: bool,
    disabled: bool,
    autofocus: bool,
    autocomplete: &'static str,
}

impl Field {
    fn new(kind: Kind, name: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            label: label.into(),
            kind,
            value: String::new(),
            help: None,
            errors: Vec::new(),
            optional: None,
            width: Width::Medium,
            required: false,
            disabled: false,
            autofocus: false,
            autocomplete: "off",
        }
    }

    /// A line of text.
    pub fn text(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(
            Kind::Input {
                r#type: "text",
                mode: None,
            },
            name,
            label,
        )
        .width(Width::Long)
    }

    /// An amount: typed `1 234,56` or `1234,56`, read by `Ore::parse`.
    pub fn amount(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(
            Kind::Input {
                r#type: "text",
                mode: Some("decimal"),
            },
            name,
            label,
        )
    }

    /// A day: typed `2026-03-31`, `260331`, `0331` or `d` for today.
    pub fn date(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(Kind::Date, name, label)
    }

    /// A number that is no amount.
    pub fn number(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(
            Kind::Input {
                r#type: "text",
                mode: Some("numeric"),
            },
            name,
            label,
        )
        .width(Width::Short)
    }

    /// A password; `autocomplete` is `current-password` or `new-password`.
    pub fn password(name: impl Into<String>, label: impl Into<String>, autocomplete: &'static str) -> Self {
        let field = Self::new(
            Kind::Input {
                r#type: "password",
                mode: None,
            },
            name,
            label,
        );
        Self {
            autocomplete,
            width: Width::Long,
            ..field
        }
    }

    /// Several lines of text.
    pub fn text_area(name: impl Into<String>, label: impl Into<String>, rows: u8) -> Self {
        Self::new(Kind::TextArea { rows }, name, label).width(Width::Full)
    }

    /// One of a few values.
    pub fn select(
        name: impl Into<String>,
        label: impl Into<String>,
        choices: impl IntoIterator<Item = Choice>,
    ) -> Self {
        Self::new(Kind::Select(choices.into_iter().collect()), name, label)
    }

    /// One of two or three values, all in sight.
    pub fn radio(name: impl Into<String>, label: impl Into<String>, choices: impl IntoIterator<Item = Choice>) -> Self {
        Self::new(Kind::Radio(choices.into_iter().collect()), name, label).width(Width::Long)
    }

    /// Yes or no. Sends `ja` when it is ticked; a value of `ja` ticks it.
    pub fn checkbox(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(Kind::Checkbox, name, label).width(Width::Long)
    }

    /// A file; `accept` as in HTML: `.se,.si`.
    pub fn file(name: impl Into<String>, label: impl Into<String>, accept: impl Into<String>) -> Self {
        let kind = Kind::File {
            accept: accept.into(),
            multiple: false,
            limit: None,
        };
        Self::new(kind, name, label).width(Width::Long)
    }

    /// Several files at once.
    #[must_use]
    pub fn multiple(mut self) -> Self {
        if let Kind::File { multiple, .. } = &mut self.kind {
            *multiple = true;
        }
        self
    }

    /// Tells of a file that is empty or too large before it is sent, in sentences where `{name}` stands
    /// for its name. The command checks it too.
    #[must_use]
    pub fn bytes_max(mut self, bytes_max: usize, empty: String, too_large: String) -> Self {
        if let Kind::File { limit, .. } = &mut self.kind {
            *limit = Some(FileLimit {
                bytes_max,
                empty,
                too_large,
            });
        }
        self
    }

    /// A value of a dimension (`KONTO`, `ORG` …) or another register: F9 lists what is valid,
    /// `*` stands for anything.
    pub fn lookup(
        words: Words,
        dimension: impl Into<String>,
        name: impl Into<String>,
        label: impl Into<String>,
    ) -> Self {
        let label: String = label.into();
        let open = crate::t!(words, "lookup-open", field = &label);
        Self::new(
            Kind::Lookup {
                dimension: dimension.into(),
                open,
            },
            name,
            label,
        )
    }

    /// A period or a range: typed `202603` or `202601..202603`; presets are offered.
    pub fn period(
        name: impl Into<String>,
        label: impl Into<String>,
        presets: impl IntoIterator<Item = Choice>,
    ) -> Self {
        Self::new(
            Kind::Period {
                presets: presets.into_iter().collect(),
            },
            name,
            label,
        )
    }

    /// Its name in the form and in the address.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What stands in it.
    #[must_use]
    pub fn value(self, value: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            ..self
        }
    }

    /// A line under the label: what is asked for, with an example.
    #[must_use]
    pub fn help(self, help: impl Into<String>) -> Self {
        Self {
            help: Some(help.into()),
            ..self
        }
    }

    /// What was refused in this field, taken from all that was refused.
    #[must_use]
    pub fn refusals(mut self, refusals: &[Spoken]) -> Self {
        let own = refusals
            .iter()
            .filter(|refusal| refusal.field.as_deref() == Some(&self.name));
        self.errors
            .extend(own.map(|refusal| (refusal.text.clone(), refusal.is_warning())));
        self
    }

    /// How wide it stands.
    #[must_use]
    pub fn width(self, width: Width) -> Self {
        Self { width, ..self }
    }

    /// Must be filled in. The command checks it; this only tells assistive technology.
    #[must_use]
    pub fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// May be left empty; said after the label.
    #[must_use]
    pub fn optional(self, words: Words) -> Self {
        Self {
            optional: Some(words.t("field-optional")),
            ..self
        }
    }

    /// Cannot be changed here.
    #[must_use]
    pub fn disabled(self) -> Self {
        Self { disabled: true, ..self }
    }

    /// Has the focus when the page opens. One a page.
    #[must_use]
    pub fn autofocus(self) -> Self {
        Self {
            autofocus: true,
            ..self
        }
    }

    /// What the browser may fill in, as `username`.
    #[must_use]
    pub fn autocomplete(self, autocomplete: &'static str) -> Self {
        Self { autocomplete, ..self }
    }
}
