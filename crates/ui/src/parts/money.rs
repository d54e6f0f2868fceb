//! Amounts and quantities in running text and in cells.

use kameral_base::{ForeignAmount, Ore, Quantity};
use maud::{Markup, html};

/// An amount: figures of equal width, a true minus sign, never broken over lines.
pub fn money(amount: Ore) -> Markup {
    html! { span.money { (amount.to_string()) } }
}

/// A quantity, with its unit where there is one.
pub fn quantity(quantity: Quantity, unit: Option<&str>) -> Markup {
    html! { span.money { (quantity.to_string()) @if let Some(unit) = unit { "\u{a0}" (unit) } } }
}

/// An amount in foreign currency, with its code.
pub fn foreign(amount: ForeignAmount, currency: &str) -> Markup {
    html! { span.money { (amount.to_string()) "\u{a0}" (currency) } }
}
