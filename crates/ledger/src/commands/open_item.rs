//! Pairing open items, and undoing it.

use kameral_access::{Act, Cx, IdempotencyKey, Permission};
use kameral_store::{Stop, Tx};

use crate::open_item::{self, PairRefusal, Pairing, Part};
use crate::store::open_items;

/// *Para ihop*: says which parts of lines of an account answer each other. Answers the pairing's
/// number. The journal's end is locked meanwhile, so that no two pairings take more of a line than
/// is open of it.
pub fn pair(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    account: &str,
    parts: &[Part],
) -> Result<i64, Stop<Vec<PairRefusal>>> {
    cx.write_once(act("item.pair", account), key, |tx| {
        let journal_seq = open_items::lock_journal(tx, cx.entity())?;
        let model = crate::store::model::load(tx, cx)?;
        let asked = parts.get(..open_item::PARTS_MAX).unwrap_or(parts);
        let lines = open_items::followed_lines(tx, cx.entity(), asked)?;
        open_item::pair(&model, account, parts, &lines).map_err(Stop::Refused)?;
        record(tx, cx, journal_seq, account, None, parts.to_vec())
    })
}

/// Undoes a pairing by a new one with the opposite parts; its lines are open again. Answers the new
/// pairing's number.
pub fn unpair(cx: &Cx, key: Option<&IdempotencyKey>, pairing: i64) -> Result<i64, Stop<Vec<PairRefusal>>> {
    cx.write_once(act("item.unpair", &pairing.to_string()), key, |tx| {
        let journal_seq = open_items::lock_journal(tx, cx.entity())?;
        let known = open_items::pairing(tx, &cx.scope, pairing)?;
        let parts = open_item::unpair(pairing, known.as_ref());
        let parts = parts.map_err(|refusal| Stop::Refused(vec![refusal]))?;
        let account = known.map(|known| known.account).unwrap_or_default();
        record(tx, cx, journal_seq, &account, Some(pairing), parts)
    })
}

fn record(
    tx: &mut Tx,
    cx: &Cx,
    journal_seq: i64,
    account: &str,
    undoes: Option<i64>,
    parts: Vec<Part>,
) -> Result<i64, Stop<Vec<PairRefusal>>> {
    let pairing = Pairing {
        pairing: 0,
        account: account.to_owned(),
        paired_at: cx.now_text(),
        paired_by: cx.actor.name.clone(),
        undoes,
        undone_by: None,
        parts,
    };
    Ok(open_items::add(
        tx,
        cx.entity(),
        &pairing,
        journal_seq,
        cx.actor.user.get(),
    )?)
}

/// Open items and their tie-out are of an account as a whole, which has no unit and no project.
fn act(command: &'static str, subject: &str) -> Act {
    let subject: String = subject.chars().filter(|c| !c.is_control()).take(20).collect();
    Act::new(Permission::AccountReconcile, command, subject).of_every_row()
}
