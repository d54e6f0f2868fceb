//! *Periodväljare*: a period or a range, typed or chosen with one press.

use maud::{Markup, Render, html};

use super::{Choice, Field};
use crate::{Address, Words};

/// Name of the period in the address.
pub const PERIOD: &str = "period";

/// A field for `202603` or `202601..202612`, with presets as links beside it. Stands in a filter
/// bar as [`field`](Self::field), or alone.
#[derive(Debug, Clone)]
pub struct PeriodPicker {
    words: Words,
    address: Address,
    presets: Vec<(String, String)>,
}

impl PeriodPicker {
    /// For the page with this address.
    pub fn new(words: Words, address: &Address) -> Self {
        Self {
            words,
            address: address.clone(),
            presets: Vec::new(),
        }
    }

    /// A period and its words: `202603`, *Den här månaden*.
    #[must_use]
    pub fn preset(mut self, value: impl Into<String>, words: impl Into<String>) -> Self {
        self.presets.push((value.into(), words.into()));
        self
    }

    /// The field alone, with the presets as a list to choose from.
    pub fn field(&self) -> Field {
        let choices = self.presets.iter().map(|(value, words)| Choice::new(value, words));
        Field::period(PERIOD, self.words.t("period"), choices)
    }
}

impl Render for PeriodPicker {
    /// The presets as links. The one that holds is marked.
    fn render(&self) -> Markup {
        let now = self.address.get(PERIOD);
        html! {
            nav.presets aria-label=(self.words.t("period-presets")) {
                @for (value, words) in &self.presets {
                    a href=(self.address.clone().with(PERIOD, value.as_str())) aria-current=[(now == Some(value)).then_some("true")] {
                        (words)
                    }
                }
            }
        }
    }
}
