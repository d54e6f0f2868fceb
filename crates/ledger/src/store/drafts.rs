//! Drafts, and lists of them.

use kameral_access::Scope;
use kameral_base::{Date, EntityId, Ore, UserId};
use kameral_store::{Fault, Row, Tx, params};

use super::damaged;
use crate::draft::{DraftContent, DraftHead, DraftState, DraftVersion};
use crate::voucher::DraftVoucher;

/// Characters of a draft's text that its list shows.
const LISTED_CHARS_MAX: usize = 200;

/// A draft with what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Number, owner, state.
    pub head: DraftHead,
    /// What was typed.
    pub content: DraftContent,
}

/// What a list of drafts shows of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftRow {
    /// Number, owner, state.
    pub head: DraftHead,
    /// Date of the voucher, when there is one.
    pub date: Option<Date>,
    /// Its text, the beginning of a long one.
    pub text: String,
    /// Lines.
    pub line_count: i64,
    /// Sum of the debit lines; the largest amount there is when they sum to more.
    pub turnover: Ore,
}

/// A draft a user may look at: an own one in any state, or one that is parked. Who may meet some rows
/// of the books only looks at their own.
pub fn draft(tx: &mut Tx, scope: &Scope, user: UserId, draft: i64) -> Result<Option<Draft>, Fault> {
    let row = params![scope.entity(), draft, user];
    let found = tx.optional(include_str!("../sql/draft.sql"), row, |row| {
        Ok(Draft {
            head: head(row)?,
            content: content_of(row)?,
        })
    })?;
    Ok(found.filter(|draft| may_meet(scope, user, &draft.head)))
}

/// Whether a draft lies within what a user may meet.
pub(crate) fn may_meet(scope: &Scope, user: UserId, head: &DraftHead) -> bool {
    scope.is_whole() || head.owner == user
}

/// A user's own working drafts, the latest first.
pub fn own(tx: &mut Tx, scope: &Scope, user: UserId, limit: i64) -> Result<Vec<DraftRow>, Fault> {
    tx.all(
        include_str!("../sql/drafts_of.sql"),
        params![scope.entity(), user, limit],
        listed,
    )
}

/// The entity's parked drafts, the latest first; none for who may meet some rows of the books only.
pub fn parked(tx: &mut Tx, scope: &Scope, limit: i64) -> Result<Vec<DraftRow>, Fault> {
    if !scope.is_whole() {
        return Ok(Vec::new());
    }
    tx.all(
        include_str!("../sql/drafts_parked.sql"),
        params![scope.entity(), limit],
        listed,
    )
}

/// The head of a draft, its row locked until the transaction ends.
pub(crate) fn lock(tx: &mut Tx, entity: EntityId, draft: i64) -> Result<Option<DraftHead>, Fault> {
    tx.optional(include_str!("../sql/lock_draft.sql"), params![entity, draft], head)
}

/// The content of a draft whose head is locked.
pub(crate) fn content(tx: &mut Tx, entity: EntityId, draft: i64) -> Result<DraftContent, Fault> {
    tx.one(
        include_str!("../sql/draft_content.sql"),
        params![entity, draft],
        content_of,
    )
}

/// The next draft number. The counter's row is locked, so that two never get the same.
pub(crate) fn next(tx: &mut Tx, entity: EntityId) -> Result<i64, Fault> {
    tx.one(include_str!("../sql/next_draft.sql"), params![entity], |row| {
        row.get("last_draft")
    })
}

/// What was typed, in the texts it is kept in.
pub(crate) struct Written {
    voucher: String,
    raw: Option<String>,
}

impl Written {
    pub(crate) fn new(content: &DraftContent) -> Result<Self, Fault> {
        let json = |error: serde_json::Error| damaged("draft", "content", &error.to_string());
        Ok(Self {
            voucher: serde_json::to_string(&content.voucher).map_err(json)?,
            raw: content
                .raw
                .as_ref()
                .map(serde_json::to_string)
                .transpose()
                .map_err(json)?,
        })
    }

    pub(crate) fn bytes(&self) -> usize {
        self.voucher.len() + self.raw.as_ref().map_or(0, String::len)
    }
}

/// Adds a draft.
pub(crate) fn add(tx: &mut Tx, entity: EntityId, head: &DraftHead) -> Result<(), Fault> {
    let row = params![
        entity,
        head.at.draft,
        head.owner,
        head.owner_name.as_str(),
        head.changed_by.as_str(),
        head.changed_at.as_str()
    ];
    tx.exec(include_str!("../sql/add_draft.sql"), row)?;
    Ok(())
}

/// Sets everything of a draft but its content.
pub(crate) fn set_head(tx: &mut Tx, entity: EntityId, head: &DraftHead) -> Result<(), Fault> {
    let row = params![
        entity,
        head.at.draft,
        head.at.version,
        head.owner,
        head.owner_name.as_str(),
        head.state.word(),
        head.note.as_str(),
        head.changed_by.as_str(),
        head.changed_at.as_str(),
        head.posted_seq
    ];
    tx.exec(include_str!("../sql/set_draft_head.sql"), row)?;
    Ok(())
}

/// Sets the content of a draft, and what lists show of it.
pub(crate) fn set_content(
    tx: &mut Tx,
    entity: EntityId,
    draft: i64,
    voucher: &DraftVoucher,
    written: &Written,
) -> Result<(), Fault> {
    let debit = voucher
        .lines
        .iter()
        .filter(|line| line.amount.is_positive())
        .try_fold(Ore::ZERO, |sum, line| sum.checked_add(line.amount));
    // A draft is not checked: its text may hold what a column cannot.
    let text: String = voucher
        .text
        .chars()
        .filter(|c| !c.is_control())
        .take(LISTED_CHARS_MAX)
        .collect();
    let row = params![
        entity,
        draft,
        written.voucher.as_str(),
        written.raw.as_deref(),
        voucher.date,
        text,
        i64::try_from(voucher.lines.len()).unwrap_or(i64::MAX),
        debit.unwrap_or(Ore::MAX)
    ];
    tx.exec(include_str!("../sql/set_draft_content.sql"), row)?;
    Ok(())
}

fn head(row: &Row) -> Result<DraftHead, Fault> {
    let state: String = row.get("state")?;
    Ok(DraftHead {
        at: DraftVersion {
            draft: row.get("draft_id")?,
            version: row.get("version")?,
        },
        owner: UserId(row.get("owner")?),
        owner_name: row.get("owner_name")?,
        state: DraftState::from_word(&state).ok_or_else(|| damaged("draft", "state", &state))?,
        note: row.get("note")?,
        changed_by: row.get("changed_by_name")?,
        changed_at: row.get("updated_at")?,
        posted_seq: row.get("posted_seq")?,
    })
}

fn content_of(row: &Row) -> Result<DraftContent, Fault> {
    let json = |error: serde_json::Error| damaged("draft", "content", &error.to_string());
    let voucher: String = row.get("content")?;
    let raw: Option<String> = row.get("raw")?;
    Ok(DraftContent {
        voucher: serde_json::from_str(&voucher).map_err(json)?,
        raw: raw.as_deref().map(serde_json::from_str).transpose().map_err(json)?,
    })
}

fn listed(row: &Row) -> Result<DraftRow, Fault> {
    Ok(DraftRow {
        head: head(row)?,
        date: row.get("voucher_date")?,
        text: row.get("text")?,
        line_count: row.get("line_count")?,
        turnover: row.get("turnover_ore")?,
    })
}
