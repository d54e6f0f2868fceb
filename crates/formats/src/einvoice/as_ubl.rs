//! A Cross Industry Invoice tried by the business rules of EN 16931 and Peppol.
//!
//! The rules are about business terms, and are bound to the elements of UBL. What the invoice says is written
//! as the UBL document that says the same, and that is tried: one set of rules, not two that drift apart. A
//! fault is told at the line of the invoice it is of, or at the document.

use rust_decimal::Decimal;

use super::document::{layer_of, parse};
use super::fault::{Fault, Found, What};
use super::limits::Limits;
use super::model::{Amount, Invoice};
use super::release::Release;
use super::rules;
use super::tree::{El, Tree};
use super::vocabulary::{Name, UBL};
use super::write::write;

/// The rules that what an invoice says breaks, each at its place in the document that said it: the `lines`
/// under the root, or the root itself.
pub(super) fn broken(invoice: &Invoice, root: El<'_>, lines: &[Name], release: Release) -> Vec<Fault> {
    let text = match &invoice.totals.vat {
        Some(_) => write(invoice),
        // Where it is not said the tax is nought; UBL has to say it.
        None => write(&with_tax(invoice)),
    };
    let limits = Limits {
        xml_bytes_max: usize::MAX,
        elements_max: usize::MAX,
        ..Limits::default()
    };
    let document = match parse(&text, &limits) {
        Ok(document) => document,
        Err(fault) => return vec![fault],
    };
    let tree = Tree::of(&document, document.root_element(), &UBL);
    let mut found = Found::default();
    rules::check(tree.root(), release, layer_of(&invoice.customization), &mut found);
    let lines = root.all(lines);
    let faults = found.finish().into_iter().map(|fault| {
        let at = line_of(&fault.path).and_then(|number| lines.get(number - 1));
        match fault.what {
            What::Rule(_) => Fault::in_element(*at.unwrap_or(&root), fault.what),
            What::Structure(_) => fault,
        }
    });
    faults.collect()
}

fn with_tax(invoice: &Invoice) -> Invoice {
    let mut told = invoice.clone();
    told.totals.vat = Some(Amount {
        value: Decimal::ZERO,
        currency: invoice.currency.clone(),
    });
    told
}

/// Which line, from 1, a path of UBL leads into.
fn line_of(path: &str) -> Option<usize> {
    let (_, rest) = path
        .split_once("/cac:InvoiceLine")
        .or_else(|| path.split_once("/cac:CreditNoteLine"))?;
    let number = rest.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    // A line that is alone has no number.
    let Some((number, _)) = number else { return Some(1) };
    number.parse().ok().filter(|number| 0 < *number)
}
