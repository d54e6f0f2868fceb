//! Filters above a list. A plain form with method get: all its state stands in the address.

use maud::{Markup, Render, html};

use super::Field;
use crate::{Address, Words};

/// Fields in a row, *Visa* and *Rensa*. What the address holds besides the fields (order, tab)
/// is kept; the place in the list is not, because another filter gives another list.
#[derive(Debug, Clone)]
pub struct FilterBar {
    words: Words,
    address: Address,
    fields: Vec<Field>,
    keep: Vec<&'static str>,
}

impl FilterBar {
    /// Filters of the page with this address.
    pub fn new(words: Words, address: &Address) -> Self {
        Self {
            words,
            address: address.clone(),
            fields: Vec::new(),
            keep: vec![super::SORT, super::tabs::TAB],
        }
    }

    /// A filter. Its value is taken from the address.
    #[must_use]
    pub fn field(mut self, field: Field) -> Self {
        let value = self.address.get(field.name()).unwrap_or_default().to_owned();
        self.fields
            .push(if value.is_empty() { field } else { field.value(value) });
        self
    }

    /// A name in the address that is kept besides order and tab.
    #[must_use]
    pub fn keep(mut self, name: &'static str) -> Self {
        self.keep.push(name);
        self
    }

    fn is_filtered(&self) -> bool {
        self.fields
            .iter()
            .any(|field| self.address.get(field.name()).is_some_and(|value| !value.is_empty()))
    }
}

impl Render for FilterBar {
    fn render(&self) -> Markup {
        let words = self.words;
        let kept = self
            .keep
            .iter()
            .filter_map(|name| Some((name, self.address.get(name)?)));
        let cleared = self
            .fields
            .iter()
            .fold(self.address.clone(), |address, field| address.without(field.name()));
        html! {
            form.filters method="get" action=(self.address.path()) role="search" aria-label=(words.t("filters")) data-filters {
                @for (name, value) in kept { input type="hidden" name=(name) value=(value); }
                @for field in &self.fields { (field) }
                div.filters-do {
                    button.button.secondary type="submit" { (words.t("filters-show")) }
                    @if self.is_filtered() { a.button.quiet href=(cleared) { (words.t("filters-clear")) } }
                }
            }
        }
    }
}
