//! Cells of a table.

use kameral_base::{Date, ForeignAmount, Ore, Period, Quantity};
use maud::{Markup, Render, html};

use super::{Badge, money::foreign, money::quantity};

/// What stands in one cell.
#[derive(Debug, Clone)]
pub struct Cell {
    pub(super) class: &'static str,
    pub(super) content: Markup,
    pub(super) span: usize,
}

impl Cell {
    fn new(class: &'static str, content: Markup) -> Self {
        Self {
            class,
            content,
            span: 1,
        }
    }

    /// Words; broken over lines where they must be.
    pub fn text(text: impl Into<String>) -> Self {
        let text: String = text.into();
        Self::new("", html! { (text) })
    }

    /// A code, number or account: figures of equal width, never broken.
    pub fn code(code: impl ToString) -> Self {
        Self::new("code", html! { (code.to_string()) })
    }

    /// An amount, to the right.
    pub fn money(amount: Ore) -> Self {
        Self::new("num", html! { (amount.to_string()) })
    }

    /// An amount, to the right; nothing where it is zero. For columns that are mostly empty,
    /// such as debit and credit.
    pub fn money_or_blank(amount: Ore) -> Self {
        if amount == Ore::ZERO {
            Self::new("num", html! {})
        } else {
            Self::money(amount)
        }
    }

    /// An amount that opens what it is made of.
    pub fn money_link(amount: Ore, href: &str) -> Self {
        Self::new("num", html! { a href=(href) { (amount.to_string()) } })
    }

    /// A quantity with its unit, to the right.
    pub fn quantity(of: Quantity, unit: Option<&str>) -> Self {
        Self::new("num", quantity(of, unit))
    }

    /// An amount in foreign currency, to the right.
    pub fn foreign(amount: ForeignAmount, currency: &str) -> Self {
        Self::new("num", foreign(amount, currency))
    }

    /// A count, to the right, thousands apart.
    pub fn count(count: impl ToString) -> Self {
        Self::new("num", html! { (crate::texts::group_digits(&count.to_string())) })
    }

    /// A number that is already written, to the right.
    pub fn number(number: impl Into<String>) -> Self {
        Self::new("num", html! { (number.into()) })
    }

    /// A day.
    pub fn date(date: Date) -> Self {
        let date = date.to_string();
        Self::new("code", html! { time datetime=(date) { (date) } })
    }

    /// A period.
    pub fn period(period: Period) -> Self {
        Self::code(period)
    }

    /// A link.
    pub fn link(href: &str, text: impl Into<String>) -> Self {
        let text: String = text.into();
        Self::new("", html! { a href=(href) { (text) } })
    }

    /// A code that is a link: figures of equal width, never broken.
    pub fn code_link(href: &str, code: impl Into<String>) -> Self {
        let code: String = code.into();
        Self::new("code", html! { a href=(href) { (code) } })
    }

    /// A tick that takes the row in, with the amount a [`PickBar`](super::PickBar) sums. The label is
    /// what a reader hears of the row.
    pub fn pick(name: &str, value: &str, label: &str, amount: Ore, picked: bool) -> Self {
        Self::new(
            "pick",
            html! {
                label.pick {
                    input type="checkbox" name=(name) value=(value) aria-label=(label) data-ore=(amount.get()) checked[picked];
                }
            },
        )
    }

    /// A state.
    pub fn badge(badge: &Badge) -> Self {
        Self::new("", badge.render())
    }

    /// Anything else.
    pub fn markup(content: Markup) -> Self {
        Self::new("", content)
    }

    /// Nothing.
    pub fn empty() -> Self {
        Self::new("", html! {})
    }

    /// The same cell over several columns: for the label of a total.
    #[must_use]
    pub fn over(self, columns: usize) -> Self {
        Self { span: columns, ..self }
    }
}
