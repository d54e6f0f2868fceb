//! *Urval*: how many rows are ticked, what they come to, and what is done with them.

use kameral_base::Ore;
use maud::{Markup, Render, html};

use super::Button;
use crate::Words;

/// The running sum of ticked rows ([`Cell::pick`](super::Cell::pick)) and the button that does
/// something with them. Stands in the form the rows are in, above their table, which
/// [scrolls within itself](super::Table::scrolls) so that the bar stays in sight.
#[derive(Debug, Clone)]
pub struct PickBar {
    words: Words,
    button: Button,
}

impl PickBar {
    /// A bar with its button.
    pub const fn new(words: Words, button: Button) -> Self {
        Self { words, button }
    }
}

impl Render for PickBar {
    fn render(&self) -> Markup {
        let words = self.words;
        html! {
            div.pick-bar data-picks data-balanced=(words.t("picks-balanced")) data-unbalanced=(words.t("picks-unbalanced")) {
                dl {
                    div { dt { (words.t("picks-count")) } dd.num data-count { "0" } }
                    div { dt { (words.t("picks-sum")) } dd.num data-sum { (Ore::ZERO.to_string()) } }
                }
                (self.button)
                p.unseen role="status" data-said {}
            }
        }
    }
}
