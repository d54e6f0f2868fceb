//! Values out of elements, for the readers of each syntax.

use std::cell::RefCell;

use kameral_base::Date;
use rust_decimal::Decimal;

use super::fault::{Fault, Found};
use super::mistake::Mistake;
use super::model::{Amount, Identifier, Invoice, Other};
use super::tree::{El, trim};
use super::vocabulary::Name;
use crate::mistake::excerpt;

/// Values that have not been looked at, in their order.
fn others(root: El<'_>, seen: &[bool]) -> Vec<Other> {
    let unseen = root
        .descendants()
        .filter(|el| el.is_leaf() && !seen.get(el.index()).copied().unwrap_or(false));
    unseen
        .filter(|el| !el.trimmed().is_empty())
        .map(|el| Other {
            path: el.path(),
            value: el.trimmed().to_owned(),
        })
        .collect()
}

/// Reads values and keeps account of which were read.
#[derive(Default)]
pub(super) struct Reader<'t> {
    /// The values looked at, by their elements' order.
    seen: RefCell<Vec<bool>>,
    found: RefCell<Found<'t>>,
}

impl<'t> Reader<'t> {
    pub fn see(&self, el: El<'t>) -> El<'t> {
        let mut seen = self.seen.borrow_mut();
        if seen.len() <= el.index() {
            seen.resize(el.index() + 1, false);
        }
        seen[el.index()] = true;
        el
    }

    /// The text that the path leads to first, unless it is blank.
    pub fn text(&self, el: El<'t>, path: &[Name]) -> Option<String> {
        let el = self.see(el.first(path)?);
        Some(el.trimmed()).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    pub fn texts(&self, el: El<'t>, path: &[Name]) -> Vec<String> {
        el.all(path)
            .into_iter()
            .map(|el| self.see(el).trimmed().to_owned())
            .collect()
    }

    pub fn out_of_range(&self, el: El<'t>) {
        self.found.borrow_mut().mistake(
            el,
            Mistake::ValueOutOfRange {
                value: excerpt(el.trimmed()),
            },
        );
    }

    pub fn date(&self, el: El<'t>, path: &[Name]) -> Option<Date> {
        let el = self.see(el.first(path)?);
        let date = el.trimmed().get(..10).and_then(|text| text.parse().ok());
        if date.is_none() {
            self.out_of_range(el);
        }
        date
    }

    pub fn number(&self, el: El<'t>, path: &[Name]) -> Option<Decimal> {
        let el = self.see(el.first(path)?);
        let number = el.number();
        if number.is_none() {
            self.out_of_range(el);
        }
        number
    }

    pub fn amount(&self, el: El<'t>, path: &[Name]) -> Option<Amount> {
        self.amount_of(el.first(path)?)
    }

    pub fn amount_of(&self, el: El<'t>) -> Option<Amount> {
        self.see(el);
        let Some(value) = el.number() else {
            self.out_of_range(el);
            return None;
        };
        let currency = el.attr("currencyID").or_else(|| el.attr("amountCurrencyID"));
        let currency = trim(currency.unwrap_or_default()).to_owned();
        Some(Amount { value, currency })
    }

    pub fn identifier(&self, el: El<'t>) -> Identifier {
        self.see(el);
        let scheme = ["schemeID", "listID", "identificationSchemeID"]
            .iter()
            .find_map(|name| el.attr(name));
        Identifier {
            value: el.trimmed().to_owned(),
            scheme: scheme.map(|scheme| trim(scheme).to_owned()),
        }
    }

    pub fn id(&self, el: El<'t>, path: &[Name]) -> Option<Identifier> {
        Some(self.identifier(el.first(path)?))
    }

    /// The invoice with what has not been read, or the values that could not be kept.
    pub fn finish(self, root: El<'t>, mut invoice: Invoice) -> Result<Invoice, Vec<Fault>> {
        let seen = self.seen.into_inner();
        invoice.others = others(root, &seen);
        let faults = self.found.into_inner().finish();
        if faults.is_empty() { Ok(invoice) } else { Err(faults) }
    }
}
