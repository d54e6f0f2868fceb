//! The processing history from its beginning, every column as it is kept: for the integrity check and
//! for exports.

use std::collections::BTreeMap;

use kameral_base::EntityId;
use kameral_store::{Fault, NotedChange, Row, Tx, params};

use super::seal::{GENESIS, SealedLine};

/// Lines of one page.
const PAGE_LINES: i64 = 2_000;

/// Some lines after a place.
#[derive(Debug, Default)]
pub struct SealedPage {
    /// The lines, oldest first; none at the end.
    pub lines: Vec<SealedLine>,
    /// Changes of no line, or not numbered 1, 2, 3 …: line and place.
    pub strangers: Vec<(i64, i64)>,
}

/// Lines after a place.
pub fn sealed_after(tx: &mut Tx, entity: EntityId, after: i64) -> Result<SealedPage, Fault> {
    let key = params![entity, after, PAGE_LINES];
    let lines = tx.all(include_str!("../sql/history_sealed.sql"), key, |row| line(entity, row))?;
    let full = i64::try_from(lines.len()).unwrap_or(i64::MAX) == PAGE_LINES;
    let to = lines.last().filter(|_| full).map_or(i64::MAX, |line| line.seq);
    let mut page = SealedPage {
        lines,
        strangers: Vec::new(),
    };
    let mut at: BTreeMap<i64, usize> = BTreeMap::new();
    for (place, line) in page.lines.iter().enumerate() {
        at.insert(line.seq, place);
    }
    let key = params![entity, after, to];
    tx.each(include_str!("../sql/history_changes.sql"), key, |row| {
        let (seq, place): (i64, i64) = (row.get("history_seq")?, row.get("place")?);
        let line = at.get(&seq).map(|at| &mut page.lines[*at]);
        match line {
            Some(line) if i64::try_from(line.changes.len()).is_ok_and(|count| count + 1 == place) => {
                line.changes.push(change(row)?);
            }
            _ => page.strangers.push((seq, place)),
        }
        Ok(())
    })?;
    Ok(page)
}

/// What some lines changed, by line. The lines need not follow each other; they are asked for at once, as
/// one text of numbers of [`SEQ_SIGNS`] signs each, which both engines take apart.
pub(super) fn changes_of_lines(
    tx: &mut Tx,
    entity: EntityId,
    lines: impl Iterator<Item = i64>,
) -> Result<BTreeMap<i64, Vec<NotedChange>>, Fault> {
    let mut found: BTreeMap<i64, Vec<NotedChange>> = BTreeMap::new();
    let numbers: Vec<String> = lines.map(|seq| format!("{seq:0>SEQ_SIGNS$}")).collect();
    let numbers = numbers.concat();
    if numbers.is_empty() {
        return Ok(found);
    }
    let key = params![entity, &numbers];
    tx.each(include_str!("../sql/history_changes_of_lines.sql"), key, |row| {
        found.entry(row.get("history_seq")?).or_default().push(change(row)?);
        Ok(())
    })?;
    Ok(found)
}

/// Signs of a line's number in a text of many.
const SEQ_SIGNS: usize = 20;

/// What a line changed, in order.
pub(super) fn changes_of(tx: &mut Tx, entity: EntityId, seq: i64) -> Result<Vec<NotedChange>, Fault> {
    let key = params![entity, seq - 1, seq];
    tx.all(include_str!("../sql/history_changes.sql"), key, change)
}

fn change(row: &Row) -> Result<NotedChange, Fault> {
    Ok(NotedChange {
        register: row.get("register")?,
        object: row.get("object")?,
        field: row.get("field")?,
        before: row.get("before_text")?,
        after: row.get("after_text")?,
    })
}

fn line(entity: EntityId, row: &Row) -> Result<SealedLine, Fault> {
    Ok(SealedLine {
        entity,
        seq: row.get("history_seq")?,
        at: row.get("at")?,
        actor: row.get("actor")?,
        actor_name: row.get("actor_name")?,
        on_behalf_of: row.get("on_behalf_of")?,
        role: row.get("role")?,
        channel: row.get("channel")?,
        address: row.get("address")?,
        client: row.get("client")?,
        command: row.get("command")?,
        subject: row.get("subject")?,
        outcome: row.get("outcome")?,
        detail: row.get("detail")?,
        rules: row.get("rules")?,
        changes: Vec::new(),
        hash: row.get("hash")?,
    })
}

/// The end of an entity's history as its head has it: the last line, and the first that has a hash.
pub fn head(tx: &mut Tx, entity: EntityId) -> Result<Option<(i64, Option<i64>)>, Fault> {
    tx.optional(include_str!("../sql/history_head.sql"), params![entity], |row| {
        Ok((row.get("last_seq")?, row.get("sealed_from")?))
    })
}

/// Lines followed one by one.
#[derive(Debug, Clone)]
pub struct Chain {
    /// The last line met.
    pub seq: i64,
    /// Its hash.
    pub hash: Vec<u8>,
    sealed: bool,
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineFault {
    /// Lines between the last one and this are missing, or this one stands twice.
    Gap {
        /// The number that should follow.
        expected: i64,
    },
    /// Content and hash differ, or the line does not follow the one before.
    Seal {
        /// The hash its content gives.
        expected: Vec<u8>,
    },
    /// A line without a hash after one that has.
    Unsealed,
}

impl Default for Chain {
    fn default() -> Self {
        Self::after(0, GENESIS.to_vec())
    }
}

impl Chain {
    /// A chain that goes on after a line with a hash that is known.
    pub fn after(seq: i64, hash: Vec<u8>) -> Self {
        Self {
            seq,
            hash,
            sealed: 0 < seq,
        }
    }

    /// The next line. It is then taken as it stands, so that one change is told once.
    pub fn take(&mut self, line: &SealedLine) -> Vec<LineFault> {
        let mut faults = Vec::new();
        if line.seq != self.seq + 1 {
            faults.push(LineFault::Gap { expected: self.seq + 1 });
        }
        let hash = line.seal(&self.hash).to_vec();
        self.seq = line.seq;
        if let Some(kept) = &line.hash {
            self.sealed = true;
            if *kept != hash {
                faults.push(LineFault::Seal { expected: hash });
            }
            self.hash.clone_from(kept);
        } else {
            if self.sealed {
                faults.push(LineFault::Unsealed);
            }
            self.hash = hash;
        }
        faults
    }
}

/// The hash a line stands on whose neighbour has none: of all lines before it, in order.
pub(super) fn ground(tx: &mut Tx, entity: EntityId, before: i64) -> Result<Vec<u8>, Fault> {
    let mut chain = Chain::default();
    loop {
        let page = sealed_after(tx, entity, chain.seq)?;
        if page.lines.is_empty() {
            return Ok(chain.hash);
        }
        for line in &page.lines {
            if before <= line.seq {
                return Ok(chain.hash);
            }
            chain.take(line);
        }
    }
}
