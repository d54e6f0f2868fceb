//! The processing history as a file that is verified on another machine, without the database
//! (SEC-17, SEC-18).
//!
//! Lines of JSON: one that says whose history follows and on which hash it stands, one for each line of
//! history, one that says where it ended. Each has exactly one way to be written, so no byte of the
//! file can be another unseen.

use std::io::{self, BufRead, Write};

use kameral_base::EntityId;
use kameral_store::{Fault, FaultKind, NotedChange, Tx};
use serde::{Deserialize, Serialize};

use super::seal::{GENESIS, SealedLine};
use super::walk::{Chain, LineFault, sealed_after};
use crate::anchor::Anchor;
use crate::secrets::{exact_hex, hex};

/// The form of the file.
const FORM: i64 = 1;

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Begin {
    kameral_history: i64,
    entity: i64,
    code: String,
    after: i64,
    previous: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    seq: i64,
    at: String,
    actor: i64,
    actor_name: String,
    on_behalf_of: String,
    role: String,
    channel: String,
    address: String,
    client: String,
    command: String,
    subject: String,
    outcome: String,
    detail: String,
    rules: String,
    changes: Vec<Change>,
    hash: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    register: String,
    object: String,
    field: String,
    before: Option<String>,
    after: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct End {
    end: i64,
    lines: i64,
    hash: String,
}

/// Writes the lines of an entity whose commands began from one moment and before another, as text;
/// whole runs of numbers, so lines between the first and the last that fit are all there. Answers how
/// many there were.
pub fn export(
    tx: &mut Tx,
    (entity, code): (EntityId, &str),
    (from, until): (&str, &str),
    out: &mut dyn Write,
) -> Result<i64, Fault> {
    let Some((first, last)) = bounds(tx, entity, (from, until))? else {
        return Ok(0);
    };
    let mut chain = Chain::default();
    if 1 < first {
        let hash = super::before(tx, entity, first)?;
        chain = Chain::after(first - 1, hash);
    }
    let begin = Begin {
        kameral_history: FORM,
        entity: entity.get(),
        code: code.to_owned(),
        after: chain.seq,
        previous: hex(&chain.hash),
    };
    write(out, &begin)?;
    let mut lines = 0;
    'pages: loop {
        let page = sealed_after(tx, entity, chain.seq)?;
        if page.lines.is_empty() {
            break;
        }
        for line in page.lines {
            if last < line.seq {
                break 'pages;
            }
            chain.take(&line);
            lines += 1;
            write(out, &to_export(line))?;
        }
    }
    let end = End {
        end: chain.seq,
        lines,
        hash: hex(&chain.hash),
    };
    write(out, &end)?;
    Ok(lines)
}

/// The first and the last line that fit.
fn bounds(tx: &mut Tx, entity: EntityId, (from, until): (&str, &str)) -> Result<Option<(i64, i64)>, Fault> {
    let key = kameral_store::params![entity, from, until];
    tx.one(include_str!("../sql/history_bounds.sql"), key, |row| {
        let (first, last): (Option<i64>, Option<i64>) = (row.get("first_seq")?, row.get("last_seq")?);
        Ok(first.zip(last))
    })
}

fn write(out: &mut dyn Write, row: &impl Serialize) -> Result<(), Fault> {
    let torn = |error: &dyn std::fmt::Display| Fault::new(FaultKind::Disk, error.to_string());
    let text = serde_json::to_string(row).map_err(|error| torn(&error))?;
    writeln!(out, "{text}").map_err(|error| torn(&error))
}

fn to_export(line: SealedLine) -> Line {
    let changes = line.changes.into_iter().map(|change| Change {
        register: change.register,
        object: change.object,
        field: change.field,
        before: change.before,
        after: change.after,
    });
    Line {
        seq: line.seq,
        at: line.at,
        actor: line.actor,
        actor_name: line.actor_name,
        on_behalf_of: line.on_behalf_of,
        role: line.role,
        channel: line.channel,
        address: line.address,
        client: line.client,
        command: line.command,
        subject: line.subject,
        outcome: line.outcome,
        detail: line.detail,
        rules: line.rules,
        changes: changes.collect(),
        hash: line.hash.map(|hash| hex(&hash)),
    }
}

fn from_export(entity: EntityId, line: Line) -> Option<SealedLine> {
    let changes = line.changes.into_iter().map(|change| NotedChange {
        register: change.register,
        object: change.object,
        field: change.field,
        before: change.before,
        after: change.after,
    });
    let hash = match line.hash {
        Some(hash) => Some(exact_hex(&hash)?),
        None => None,
    };
    Some(SealedLine {
        entity,
        seq: line.seq,
        at: line.at,
        actor: line.actor,
        actor_name: line.actor_name,
        on_behalf_of: line.on_behalf_of,
        role: line.role,
        channel: line.channel,
        address: line.address,
        client: line.client,
        command: line.command,
        subject: line.subject,
        outcome: line.outcome,
        detail: line.detail,
        rules: line.rules,
        changes: changes.collect(),
        hash,
    })
}

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExportFault {
    /// A line of the file is not as it is written by an export.
    Unreadable {
        /// Which, from 1.
        file_line: usize,
    },
    /// Lines are missing, or one stands twice.
    Gap {
        /// The number that should follow.
        expected: i64,
        /// The number that stands there; 0 at the end.
        found: i64,
    },
    /// A line was changed, or does not follow the one before.
    Seal {
        /// Which line of history.
        seq: i64,
        /// The hash its content gives.
        expected: String,
        /// The hash it has.
        found: String,
    },
    /// The file is cut: it does not say where it ends, or ends elsewhere than it says.
    Cut,
    /// An anchor knows another history.
    Anchor {
        /// The anchor's number.
        number: i64,
        /// Which line of history.
        seq: i64,
        /// The hash the anchor has.
        expected: String,
        /// The hash the file has.
        found: String,
    },
}

/// What the verification of a file came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExportReport {
    /// Whose history.
    pub entity: i64,
    /// Its code as the file has it.
    pub code: String,
    /// The first and the last line.
    pub lines: (i64, i64),
    /// The hash the first stands on, and that of the last.
    pub ends: (String, String),
    /// The last line that an anchor speaks for; 0 when no anchor does.
    pub anchored: i64,
    /// What is wrong, in the order it was met.
    pub faults: Vec<ExportFault>,
}

/// Faults that are kept.
const FAULTS_MAX: usize = 100;

/// Verifies a file: recomputes every hash, and compares with what the anchors say. The anchors'
/// signatures have been checked by [`Anchor::read`].
pub fn verify(file: impl BufRead, anchors: &[Anchor]) -> io::Result<ExportReport> {
    let mut report = ExportReport::default();
    let mut chain: Option<Chain> = None;
    let mut known: Vec<(i64, i64, &str)> = Vec::new();
    let (mut count, mut ended) = (0, false);
    for (at, text) in (1..).zip(file.split(b'\n')) {
        let text = text?;
        if FAULTS_MAX <= report.faults.len() {
            return Ok(report);
        }
        let Some(walk) = &mut chain else {
            let Some(begin) = exact::<Begin>(&text).filter(|begin| begin.kameral_history == FORM) else {
                report.faults.push(ExportFault::Unreadable { file_line: at });
                return Ok(report);
            };
            let Some(previous) = exact_hex(&begin.previous).filter(|hash| 0 < begin.after || hash[..] == GENESIS)
            else {
                report.faults.push(ExportFault::Unreadable { file_line: at });
                return Ok(report);
            };
            known = of_entity(anchors, begin.entity);
            report.entity = begin.entity;
            report.code = begin.code;
            report.lines = (begin.after + 1, begin.after);
            report.ends.0.clone_from(&begin.previous);
            compare(&mut report, &known, begin.after, &begin.previous);
            chain = Some(if begin.after == 0 {
                Chain::default()
            } else {
                Chain::after(begin.after, previous)
            });
            continue;
        };
        if ended {
            report.faults.push(ExportFault::Unreadable { file_line: at });
            continue;
        }
        if let Some(end) = exact::<End>(&text) {
            ended = true;
            if (end.end, end.lines, end.hash.as_str()) != (walk.seq, count, hex(&walk.hash).as_str()) {
                report.faults.push(ExportFault::Cut);
            }
            continue;
        }
        let line = exact::<Line>(&text).and_then(|line| from_export(EntityId(report.entity), line));
        let Some(line) = line else {
            report.faults.push(ExportFault::Unreadable { file_line: at });
            continue;
        };
        count += 1;
        for fault in walk.take(&line) {
            report.faults.push(match fault {
                LineFault::Gap { expected } => ExportFault::Gap {
                    expected,
                    found: line.seq,
                },
                LineFault::Seal { expected } => ExportFault::Seal {
                    seq: line.seq,
                    expected: hex(&expected),
                    found: line.hash.as_deref().map(hex).unwrap_or_default(),
                },
                LineFault::Unsealed => ExportFault::Seal {
                    seq: line.seq,
                    expected: String::new(),
                    found: String::new(),
                },
            });
        }
        report.lines.1 = line.seq;
        let hash = hex(&walk.hash);
        compare(&mut report, &known, line.seq, &hash);
        report.ends.1 = hash;
    }
    if !ended {
        report.faults.push(ExportFault::Cut);
    }
    Ok(report)
}

/// What anchors say of an entity's history: anchor, line, hash.
fn of_entity(anchors: &[Anchor], entity: i64) -> Vec<(i64, i64, &str)> {
    let said = anchors.iter().flat_map(|anchor| {
        let mine = anchor
            .digest
            .entities
            .iter()
            .filter(move |heads| heads.entity == entity);
        mine.map(|heads| (anchor.digest.number, heads.history.count, heads.history.hash.as_str()))
    });
    said.filter(|(_, _, hash)| !hash.is_empty()).collect()
}

fn compare(report: &mut ExportReport, known: &[(i64, i64, &str)], seq: i64, hash: &str) {
    for (number, _, expected) in known.iter().filter(|(_, of, _)| *of == seq) {
        if *expected == hash {
            report.anchored = seq;
        } else {
            report.faults.push(ExportFault::Anchor {
                number: *number,
                seq,
                expected: (*expected).to_owned(),
                found: hash.to_owned(),
            });
        }
    }
}

/// A row that is written as an export writes it, to the byte.
fn exact<T: Serialize + for<'de> Deserialize<'de>>(text: &[u8]) -> Option<T> {
    let row: T = serde_json::from_slice(text).ok()?;
    let written = serde_json::to_vec(&row).ok()?;
    (written == text).then_some(row)
}
