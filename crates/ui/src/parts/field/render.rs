//! How a field is written.

use maud::{Markup, Render, html};

use super::{Choice, Field, Kind, Width};

impl Field {
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
            input type=(r#type) id=(self.id()) name=(self.name) value=(self.value) inputmode=[mode] list=[list] data-date[matches!(self.kind, Kind::Date)]
                autocomplete=(self.autocomplete) required[self.required] disabled[self.disabled] autofocus[self.autofocus]
                spellcheck=[(self.width != Width::Full).then_some("false")]
                aria-invalid=[self.is_invalid().then_some("true")] aria-describedby=[self.described_by()];
        }
    }

    fn control(&self) -> Markup {
        match &self.kind {
            Kind::Input { r#type, mode } => self.input(r#type, *mode, None),
            Kind::Date => self.input("text", Some("numeric"), None),
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
            Kind::File {
                accept,
                multiple,
                limit,
            } => html! {
                input type="file" id=(self.id()) name=(self.name) accept=[(!accept.is_empty()).then_some(accept)]
                    multiple[*multiple] required[self.required]
                    data-bytes-max=[limit.as_ref().map(|limit| limit.bytes_max)]
                    data-empty=[limit.as_ref().map(|limit| &limit.empty)]
                    data-too-large=[limit.as_ref().map(|limit| &limit.too_large)]
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
