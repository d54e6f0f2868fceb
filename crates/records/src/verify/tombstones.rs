//! Vouchers of a package whose texts were disposed of: their tombstones are a chain, each by a decision that
//! two have made, and told in the history that comes with the package.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use kameral_base::EntityId;
use kameral_ledger::chain::hex;
use kameral_ledger::tombstone::{REGISTER, Tombstone};

use super::files::{Damage, DamageKind as Kind};
use super::table::{Row, Rows};
use crate::package::Head;

const TOMBSTONES: &str = "tables/voucher_tombstone.csv";

/// The tombstones of a package by the place of their voucher in the journal.
pub(super) struct Tombstones(BTreeMap<i64, Tombstone>);

impl Tombstones {
    /// Reads them, and proves what can be proven without the vouchers. `end` is what the list of the package
    /// says of the last one.
    pub(super) fn read(folder: &Path, entity: EntityId, end: &Head, damages: &mut Vec<Damage>) -> Self {
        let approved = approved(folder);
        let history = history(folder);
        let mut all = BTreeMap::new();
        let mut before: Option<Tombstone> = None;
        for row in rows(folder, TOMBSTONES) {
            let Some(tombstone) = tombstone(&row) else {
                damages.push(Damage::of(TOMBSTONES, Kind::Unreadable, "", "").at(row.line));
                continue;
            };
            let mut wrong = tombstone.faults(entity, before.as_ref());
            let told = history.get(&tombstone.tombstone_no.to_string()).cloned();
            let told = told.unwrap_or_default();
            if told != hex(&tombstone.hash) {
                wrong.push(("history", hex(&tombstone.hash), told));
            }
            if !approved.contains(&tombstone.decision_no) {
                wrong.push(("decision_no", String::new(), tombstone.decision_no.to_string()));
            }
            for (column, expected, found) in wrong {
                let found = format!("{column} {found}");
                damages.push(Damage::of(TOMBSTONES, Kind::Chain, expected, found).at(row.line));
            }
            before = Some(tombstone.clone());
            all.insert(tombstone.journal_seq, tombstone);
        }
        let found = before.map_or_else(Head::default, |last| Head {
            seq: last.tombstone_no,
            hash: hex(&last.hash),
        });
        if found != *end {
            let shown = |head: &Head| format!("{}:{}", head.seq, head.hash);
            damages.push(Damage::of(TOMBSTONES, Kind::Chain, shown(end), shown(&found)));
        }
        Self(all)
    }

    /// The tombstone of a voucher.
    pub(super) fn of(&self, journal_seq: i64) -> Option<&Tombstone> {
        self.0.get(&journal_seq)
    }
}

/// Protected identities and marks of secrecy that stand in a package: rows that no later row lifts.
pub(super) fn protected(folder: &Path) -> u64 {
    let standing = |path: &str, number: &str, counts: fn(&Row) -> bool| {
        let all: Vec<Row> = rows(folder, path).collect();
        let of_whom = |row: &Row, number: &str| (row.int("entity_id"), row.int(number));
        let lifted: BTreeSet<_> = all.iter().map(|row| of_whom(row, "lifts")).collect();
        let stands = |row: &&Row| row.int("lifts").is_none() && !lifted.contains(&of_whom(row, number)) && counts(row);
        all.iter().filter(stands).count() as u64
    };
    let identity = |row: &Row| row.text("kind").is_some_and(|kind| kind.starts_with("protected_"));
    standing("tables/protection.csv", "protection_no", identity)
        + standing("tables/secrecy_mark.csv", "mark_no", |_| true)
}

fn rows(folder: &Path, path: &str) -> impl Iterator<Item = Row> {
    Rows::open(folder, path).into_iter().flatten().flatten()
}

/// Decisions that another than who proposed has approved.
fn approved(folder: &Path) -> BTreeSet<i64> {
    let given = rows(folder, "tables/disposal_verdict.csv");
    let given = given.filter(|row| row.text("outcome").as_deref() == Some("approved"));
    let verdicts: BTreeSet<i64> = given.filter_map(|row| row.int("decision_no")).collect();
    let decisions = rows(folder, "tables/disposal_decision.csv");
    let decisions = decisions.filter_map(|row| row.int("decision_no"));
    decisions.filter(|decision| verdicts.contains(decision)).collect()
}

/// What the history says of tombstones, by number.
fn history(folder: &Path) -> BTreeMap<String, String> {
    let told = rows(folder, "tables/history_change.csv");
    let told = told.filter(|row| row.text("register").as_deref() == Some(REGISTER));
    told.filter_map(|row| Some((row.text("object")?, row.text("after_text")?)))
        .collect()
}

fn tombstone(row: &Row) -> Option<Tombstone> {
    Some(Tombstone {
        tombstone_no: row.int("tombstone_no")?,
        journal_seq: row.int("journal_seq")?,
        decision_no: row.int("decision_no")?,
        run_no: row.int("run_no")?,
        disposed_at: row.text("disposed_at")?,
        sealed: row.bytes("sealed")?,
        rest: row.bytes("rest")?,
        previous_hash: row.bytes("previous_hash")?,
        hash: row.bytes("hash")?,
    })
}
