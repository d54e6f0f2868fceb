//! *Fält*: a label, an input, a line of help, and what was refused in it.

use maud::{Markup, Render, html};

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
    TextArea {
        rows: u8,
    },
    Select(Vec<Choice>),
    Radio(Vec<Choice>),
    Checkbox,
    File {
        accept: String,
    },
    Lookup {
        dimension: String,
        open: String,
    },
    Period {
        presets: Vec<Choice>,
    },
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
        Self::new(
            Kind::Input {
                r#type: "text",
                mode: Some("numeric"),
            },
            name,
            label,
        )
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
    pub fn password(
        name: impl Into<String>,
        label: impl Into<String>,
        autocomplete: &'static str,
    ) -> Self {
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
    pub fn radio(
        name: impl Into<String>,
        label: impl Into<String>,
        choices: impl IntoIterator<Item = Choice>,
    ) -> Self {
        Self::new(Kind::Radio(choices.into_iter().collect()), name, label).width(Width::Long)
    }

    /// Yes or no. Sends `ja` when it is ticked; a value of `ja` ticks it.
    pub fn checkbox(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(Kind::Checkbox, name, label).width(Width::Long)
    }

    /// A file; `accept` as in HTML: `.se,.si`.
    pub fn file(
        name: impl Into<String>,
        label: impl Into<String>,
        accept: impl Into<String>,
    ) -> Self {
        Self::new(
            Kind::File {
                accept: accept.into(),
            },
            name,
            label,
        )
        .width(Width::Long)
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
        Self {
            required: true,
            ..self
        }
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
        Self {
            disabled: true,
            ..self
        }
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
        Self {
            autocomplete,
            ..self
        }
    }

    fn id(&self) -> String {
        format!("f-{}", self.name)
    }

    fn is_invalid(&self) -> bool {
        self.errors.iter().any(|(_, is_warning)| !is_warning)
    }

    /// Ids of the help and the errors, in the order they are read.
    fn described_by(&self) -> Option<String> {
        let help = self.help.as_ref().map(|_| format!("{}-help", self.id()));
        let errors = (!self.errors.is_empty()).then(|| format!("{}-error", self.id()));
        let ids: Vec<String> = help.into_iter().chain(errors).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    fn help_and_errors(&self) -> Markup {
        html! {
            @if let Some(help) = &self.help { p.field-help id=(format!("{}-help", self.id())) { (help) } }
            @if !self.errors.is_empty() {
                div.field-errors id=(format!("{}-error", self.id())) {
                    @for (text, is_warning) in &self.errors {
                        p.(if *is_warning { "warning" } else { "refused" }) { (text) }
                    }
                }
            }
        }
    }

    fn label_words(&self) -> Markup {
        html! { (self.label) @if let Some(optional) = &self.optional { " " span.optional { (optional) } } }
    }

    fn input(&self, r#type: &str, mode: Option<&str>, list: Option<String>) -> Markup {
        html! {
            input type=(r#type) id=(self.id()) name=(self.name) value=(self.value) inputmode=[mode] list=[list]
                autocomplete=(self.autocomplete) required[self.required] disabled[self.disabled] autofocus[self.autofocus]
                spellcheck=[(self.width != Width::Full).then_some("false")]
                aria-invalid=[self.is_invalid().then_some("true")] aria-describedby=[self.described_by()];
        }
    }

    fn control(&self) -> Markup {
        match &self.kind {
            Kind::Input { r#type, mode } => self.input(r#type, *mode, None),
            Kind::TextArea { rows } => html! {
                textarea id=(self.id()) name=(self.name) rows=(rows) required[self.required] disabled[self.disabled]
                    autofocus[self.autofocus] aria-invalid=[self.is_invalid().then_some("true")]
                    aria-describedby=[self.described_by()] { (self.value) }
            },
            Kind::Select(choices) => html! {
                select id=(self.id()) name=(self.name) required[self.required] disabled[self.disabled]
                    autofocus[self.autofocus] aria-invalid=[self.is_invalid().then_some("true")]
                    aria-describedby=[self.described_by()] {
                    @for choice in choices {
                        option value=(choice.value) selected[choice.value == self.value] { (choice.label) }
                    }
                }
            },
            Kind::File { accept } => html! {
                input type="file" id=(self.id()) name=(self.name) accept=(accept) required[self.required]
                    disabled[self.disabled] aria-invalid=[self.is_invalid().then_some("true")]
                    aria-describedby=[self.described_by()];
            },
            Kind::Lookup { dimension, open } => html! {
                span.lookup data-lookup=(dimension) {
                    (self.input("text", None, None))
                    button type="button" tabindex="-1" aria-label=(open) title=(open) disabled[self.disabled] { "F9" }
                }
            },
            Kind::Period { presets } => {
                let list = format!("{}-list", self.id());
                html! {
                    (self.input("text", None, Some(list.clone())))
                    datalist id=(list) {
                        @for preset in presets { option value=(preset.value) { (preset.label) } }
                    }
                }
            }
            Kind::Radio(_) | Kind::Checkbox => html! {},
        }
    }

    fn checkbox_markup(&self) -> Markup {
        html! {
            label.tick {
                input type="checkbox" id=(self.id()) name=(self.name) value="ja" checked[self.value == "ja"]
                    disabled[self.disabled] aria-invalid=[self.is_invalid().then_some("true")]
                    aria-describedby=[self.described_by()];
                span { (self.label_words()) }
            }
            (self.help_and_errors())
        }
    }

    fn radio_markup(&self, choices: &[Choice]) -> Markup {
        html! {
            legend { (self.label_words()) }
            (self.help_and_errors())
            @for (at, choice) in choices.iter().enumerate() {
                label.tick {
                    input type="radio" id=(if at == 0 { self.id() } else { format!("{}-{at}", self.id()) })
                        name=(self.name) value=(choice.value) checked[choice.value == self.value] disabled[self.disabled];
                    span { (choice.label) }
                }
            }
        }
    }
}

impl Render for Field {
    fn render(&self) -> Markup {
        let width = match self.width {
            Width::Short => "short",
            Width::Medium => "medium",
            Width::Long => "long",
            Width::Full => "full",
        };
        let wrong = self.is_invalid();
        match &self.kind {
            Kind::Checkbox => {
                html! { div.field.ticks.(width).wrong[wrong] { (self.checkbox_markup()) } }
            }
            Kind::Radio(choices) => html! {
                fieldset.field.ticks.(width).wrong[wrong] aria-describedby=[self.described_by()] {
                    (self.radio_markup(choices))
                }
            },
            _ => html! {
                div.field.(width).wrong[wrong] {
                    label for=(self.id()) { (self.label_words()) }
                    (self.control())
                    (self.help_and_errors())
                }
            },
        }
    }
}
