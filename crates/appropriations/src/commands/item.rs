//! Keeping an item of the register, and the ledger's relations that follow from it.

use std::collections::BTreeSet;

use kameral_access::{Act, Cx, IdempotencyKey, Permission, history};
use kameral_ledger::commands::change_registers_in;
use kameral_ledger::store::model;
use kameral_store::{MapRefusal, Stop};

use super::Stopped;
use crate::AppropriationRefusal;
use crate::model::Item;
use crate::register::{check, shown};
use crate::relate;
use crate::store::{Counted, items, next_number};

/// Adds an item or changes one; answers its version. Changes nothing where it already is as asked.
///
/// The relations `anslag`, `flode`, `avrakning` and `brutto` and the indirect dimension *Anslag* are
/// kept as the register says, in the same transaction, with their lines in the ledger's history.
pub fn keep_item(cx: &Cx, key: Option<&IdempotencyKey>, new: &Item) -> Result<i64, Stopped> {
    let act = Act::new(Permission::RegisterEdit, "appropriation.keep", shown(&new.item)).of_every_row();
    cx.write_once(act, key, |tx| {
        // Of two who change the register one sees the other.
        next_number(tx, cx.entity(), Counted::Version)?;
        let model = model::load(tx, cx)?;
        let mut known = items::all(tx, &cx.scope)?;
        let financiers: BTreeSet<&str> = model
            .dimension(relate::FINANCIER)
            .and_then(|dimension| model.values.get(&dimension.position))
            .into_iter()
            .flat_map(|values| values.keys().map(String::as_str))
            .collect();
        let refusals = check(&known, &financiers, new);
        if !refusals.is_empty() {
            return Err(Stop::Refused(refusals));
        }
        let new = settled(new);
        let versions = items::versions(tx, &cx.scope, &new.item)?;
        let last = versions.first();
        if let Some(same) = last.filter(|last| last.item == new) {
            return Ok(same.version);
        }
        let version = last.map_or(1, |last| last.version + 1);
        items::add(tx, cx, &new, version)?;
        history::changed(
            tx,
            "appropriation_item",
            &new.item,
            last.map(|last| &last.item),
            Some(&new),
        )?;
        known.retain(|item| item.item != new.item);
        known.push(new);
        let changes = relate::changes(&model, &known).map_err(|refusal| Stop::Refused(vec![refusal]))?;
        let wrapped = |refusals: Vec<_>| refusals.into_iter().map(AppropriationRefusal::Ledger).collect();
        change_registers_in(tx, cx, &changes).map_refusal(wrapped)?;
        Ok(version)
    })
}

/// The one form an item is kept in.
fn settled(item: &Item) -> Item {
    let mut item = item.clone();
    item.name = item.name.trim().to_owned();
    item.links.sort();
    item
}
