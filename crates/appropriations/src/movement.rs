//! Registering what happens to the amount of an appropriation, and the terms of a year: decisions.

use kameral_base::{Date, FiscalYear, Ore};

use crate::AppropriationRefusal;
use crate::model::{Item, ItemKind, Movement, MovementKind, Terms};
use crate::register::{NAME_CHARS_MAX, TEXT_CHARS_MAX, one_line, part_on, shown};

/// Larger than any appropriation: ten thousand milliard kronor.
pub const AMOUNT_MAX: Ore = Ore::new(1_000_000_000_000_000);

/// A movement as it shall be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMovement {
    /// Designation of the item.
    pub item: String,
    /// Budget year.
    pub year: i64,
    /// Kind.
    pub kind: MovementKind,
    /// Signed amount, as it enters the appropriation report.
    pub amount: Ore,
    /// Day of the decision.
    pub decided_on: Date,
    /// The letter or decision.
    pub document: String,
    /// Note.
    pub note: String,
}

/// Checks a movement against the register and the fiscal years.
pub fn check(items: &[Item], years: &[FiscalYear], new: &NewMovement) -> Vec<AppropriationRefusal> {
    let mut refusals = Vec::new();
    refusals.extend(of_item(items, years, &new.item, new.year));
    if let Some(item) = items.iter().find(|item| item.item == new.item)
        && item.kind == ItemKind::RevenueTitle
    {
        refusals.push(AppropriationRefusal::TitleHasNoAmounts {
            item: item.item.clone(),
        });
    }
    if !new.kind.takes(new.amount) {
        refusals.push(AppropriationRefusal::AmountSign { kind: new.kind.word() });
    }
    refusals.extend(too_large(new.amount));
    if new.document.trim().is_empty() {
        refusals.push(AppropriationRefusal::DocumentMissing);
    }
    refusals.extend(one_line("document", &new.document, NAME_CHARS_MAX));
    refusals.extend(one_line("note", &new.note, TEXT_CHARS_MAX));
    refusals
}

/// The item is there, the year too, and no part of it has the amounts that year.
pub(crate) fn of_item(items: &[Item], years: &[FiscalYear], item: &str, year: i64) -> Option<AppropriationRefusal> {
    if !items.iter().any(|known| known.item == item) {
        return Some(AppropriationRefusal::ItemUnknown { item: shown(item) });
    }
    let Some(days) = years.iter().find(|known| i64::from(known.year()) == year) else {
        return Some(AppropriationRefusal::YearUnknown { year });
    };
    let days = (Some(days.starts_on()), Some(days.ends_on()));
    part_on(items, item, days).map(|part| AppropriationRefusal::ItemHasParts {
        item: item.to_owned(),
        part: part.item.clone(),
    })
}

pub(crate) fn too_large(amount: Ore) -> Option<AppropriationRefusal> {
    let fits = amount.checked_abs().is_some_and(|amount| amount <= AMOUNT_MAX);
    (!fits).then_some(AppropriationRefusal::AmountTooLarge { max: AMOUNT_MAX })
}

/// The movement that takes back another: the same with the opposite sign.
pub fn take_back(
    number: i64,
    known: Option<&Movement>,
    taken_by: Option<i64>,
    decided_on: Date,
    note: &str,
) -> Result<NewMovement, AppropriationRefusal> {
    let known = known.ok_or(AppropriationRefusal::MovementUnknown { movement: number })?;
    if known.takes_back.is_some() {
        return Err(AppropriationRefusal::MovementTakesBack { movement: number });
    }
    if let Some(by) = taken_by {
        return Err(AppropriationRefusal::MovementTaken { movement: number, by });
    }
    if let Some(refusal) = one_line("note", note, TEXT_CHARS_MAX) {
        return Err(refusal);
    }
    Ok(NewMovement {
        item: known.item.clone(),
        year: known.year,
        kind: known.kind,
        amount: Ore::new(-known.amount.get()),
        decided_on,
        document: known.document.clone(),
        note: note.to_owned(),
    })
}

/// The most budget years a term may give.
pub const SAVING_YEARS_MAX: i64 = 99;

/// Checks the terms of a year.
pub fn check_terms(items: &[Item], years: &[FiscalYear], terms: &Terms) -> Vec<AppropriationRefusal> {
    let mut refusals = Vec::new();
    if !items.iter().any(|known| known.item == terms.item) {
        refusals.push(AppropriationRefusal::ItemUnknown {
            item: shown(&terms.item),
        });
    }
    if !years.iter().any(|known| i64::from(known.year()) == terms.year) {
        refusals.push(AppropriationRefusal::YearUnknown { year: terms.year });
    }
    let per_milles = [
        ("saving_per_mille", terms.saving_per_mille),
        ("credit_per_mille", terms.credit_per_mille),
        ("low_per_mille", terms.low_per_mille),
    ];
    for (field, per_mille) in per_milles {
        if per_mille.is_some_and(|per_mille| !(0..=1000).contains(&per_mille)) {
            refusals.push(AppropriationRefusal::TermOutOfRange { field });
        }
    }
    if terms
        .saving_years
        .is_some_and(|years| !(0..=SAVING_YEARS_MAX).contains(&years))
    {
        refusals.push(AppropriationRefusal::TermOutOfRange { field: "saving_years" });
    }
    let amounts = [
        ("credit", terms.credit),
        ("base", terms.base),
        ("estimated", terms.estimated),
        ("commitment_limit", terms.commitment_limit),
        ("whole", terms.whole),
    ];
    let instalments = terms
        .instalments
        .iter()
        .map(|instalment| ("instalments", Some(instalment.amount)));
    for (field, amount) in amounts.into_iter().chain(instalments) {
        if amount.is_some_and(Ore::is_negative) {
            refusals.push(AppropriationRefusal::TermOutOfRange { field });
        }
        refusals.extend(amount.and_then(too_large));
    }
    refusals.extend(one_line("document", &terms.document, NAME_CHARS_MAX));
    refusals
}
