//! Keeping the terms of a year.

use kameral_access::{Act, Cx, IdempotencyKey, Permission, history};
use kameral_ledger::store::model;
use kameral_store::Stop;

use super::Stopped;
use crate::model::Terms;
use crate::movement::check_terms;
use crate::register::shown;
use crate::store::{Counted, items, next_number, terms};

/// Sets the terms of an item for a year; answers their version. Changes nothing where they already are
/// as asked.
pub fn keep_terms(cx: &Cx, key: Option<&IdempotencyKey>, new: &Terms) -> Result<i64, Stopped> {
    let subject = format!("{} {}", shown(&new.item), new.year);
    let act = Act::new(Permission::RegisterEdit, "appropriation.terms", subject).of_every_row();
    cx.write_once(act, key, |tx| {
        next_number(tx, cx.entity(), Counted::Version)?;
        let model = model::load(tx, cx)?;
        let known = items::all(tx, &cx.scope)?;
        let refusals = check_terms(&known, &model.years, new);
        if !refusals.is_empty() {
            return Err(Stop::Refused(refusals));
        }
        let versions = terms::versions(tx, &cx.scope, &new.item)?;
        let last = versions.into_iter().find(|version| version.terms.year == new.year);
        if let Some(same) = last.as_ref().filter(|last| last.terms == *new) {
            return Ok(same.version);
        }
        let version = last.as_ref().map_or(1, |last| last.version + 1);
        terms::add(tx, cx, new, version)?;
        let object = format!("{} {}", new.item, new.year);
        history::changed(
            tx,
            "appropriation_terms",
            &object,
            last.as_ref().map(|last| &last.terms),
            Some(new),
        )?;
        Ok(version)
    })
}
