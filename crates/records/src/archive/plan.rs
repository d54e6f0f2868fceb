//! What of each table belongs to a year.
//!
//! What is posted is of its year; registers, rules and permissions come whole, as they are when the package
//! is made; files and history are those of the year and of the months in which it was closed. Who is protected,
//! and what is secret, come whole as well: whoever receives the names must know which of them may not be told.
//! So does what was disposed of, with the history of it, for it explains what is not in the package. A table
//! that nobody has said anything of comes whole.

use kameral_base::{Date, EntityId};
use kameral_store::Value;
use kameral_store::catalogue::{Plain, Table};

use crate::tables::{self, Condition, Take};

/// The year a package is of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    pub entity: EntityId,
    pub year: i64,
    /// The first day of the year.
    pub from: Date,
    /// The day after the last that counts.
    pub until: Date,
}

const OF_YEAR: &str = "entity_id = $1 and year = $2";
const OF_VOUCHERS: &str =
    "entity_id = $1 and journal_seq in (select v.journal_seq from voucher as v where v.entity_id = $1 and v.year = $2)";
const CORRECTED: &str = "entity_id = $1 and (original_seq in (select v.journal_seq from voucher as v where v.entity_id = $1 and v.year = $2) or correcting_seq in (select v.journal_seq from voucher as v where v.entity_id = $1 and v.year = $2))";
const PAIRED: &str = "entity_id = $1 and pairing_id in (select p.pairing_id from pairing_line as p join voucher as v on v.entity_id = p.entity_id and v.journal_seq = p.journal_seq where p.entity_id = $1 and v.year = $2)";
const DOCUMENTS: &str = "entity_id = $1 and sha256 in (select a.sha256 from voucher_attachment as a join voucher as v on v.entity_id = a.entity_id and v.journal_seq = a.journal_seq where a.entity_id = $1 and v.year = $2)";
const RECEIVED: &str = "entity_id = $1 and received_at >= $2 and received_at < $3";
const RECEIVED_PART: &str = "entity_id = $1 and (kind, sha256) in (select f.kind, f.sha256 from inbox_file as f where f.entity_id = $1 and f.received_at >= $2 and f.received_at < $3)";
const MADE: &str = "entity_id = $1 and made_at >= $2 and made_at < $3";
const MADE_PART: &str = "entity_id = $1 and (kind, number) in (select f.kind, f.number from outbox_file as f where f.entity_id = $1 and f.made_at >= $2 and f.made_at < $3)";
const AT: &str = "entity_id = $1 and (at >= $2 and at < $3 or command like 'disposal.%')";

const CHANGED: &str = "entity_id = $1 and history_seq in (select h.history_seq from history as h where h.entity_id = $1 and (h.at >= $2 and h.at < $3 or h.command like 'disposal.%'))";

/// Tables of which a part is taken, and which.
const PARTS: &[(&str, &str)] = &[
    ("voucher", OF_YEAR),
    ("voucher_line", OF_YEAR),
    ("balance", OF_YEAR),
    ("stated_balance", OF_YEAR),
    ("series_counter", OF_YEAR),
    ("voucher_attachment", OF_VOUCHERS),
    ("corrected_line", CORRECTED),
    ("pairing", PAIRED),
    ("pairing_line", PAIRED),
    ("attachment", DOCUMENTS),
    ("inbox_file", RECEIVED),
    ("inbox_chunk", RECEIVED_PART),
    ("inbox_outcome", RECEIVED_PART),
    ("outbox_file", MADE),
    ("outbox_chunk", MADE_PART),
    ("history", AT),
    ("history_change", CHANGED),
];

/// Tables that are no records of a year: places where things end today, what is not posted yet, and the
/// register of packages itself.
const LEFT_OUT: &[&str] = &[
    "access_counter",
    "archive_package",
    "archive_verification",
    "command_key",
    "draft",
    "draft_head",
    "history_head",
    "journal_head",
    "model_head",
    "party_counter",
    "voucher_template",
];

/// Columns that change without anybody changing records.
const CHANGING: &[(&str, &str)] = &[("app_user", "signed_in_at")];

/// The rows of a table that belong to the year; none when none do.
pub(super) fn condition(table: &Table, span: Span) -> Option<Condition> {
    if LEFT_OUT.contains(&table.name) {
        return None;
    }
    let take = tables::take(table)?;
    if take != Take::OfEntity {
        return take.condition(span.entity);
    }
    let part = PARTS.iter().find(|(name, _)| *name == table.name);
    let Some((_, text)) = part else {
        return take.condition(span.entity);
    };
    let mut given: Vec<Value<'static>> = vec![Value::from(span.entity)];
    if text.contains("$3") {
        given.push(Value::from(span.from.to_string()));
        given.push(Value::from(span.until.to_string()));
    } else {
        given.push(Value::from(span.year));
    }
    Some((text, given))
}

/// The row without what changes by itself.
pub(super) fn still(table: &Table, row: &mut [Plain]) {
    for (of, column) in CHANGING {
        if *of == table.name
            && let Some(at) = table.columns.iter().position(|known| known.name == *column)
        {
            row[at] = Plain::Null;
        }
    }
}
