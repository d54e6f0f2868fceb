//! *Utkast*: a voucher nobody has posted yet, and who may do what with it.
//!
//! A draft holds no number and stands in no report. Its owner works on it; a parked draft lies open
//! for everyone in the entity to take or to post. Every change gives it a new version, so that two
//! windows never write over each other unseen.

use kameral_base::UserId;
use serde::{Deserialize, Serialize};

use crate::post::text_cause;
use crate::refusal::PostCause;
use crate::voucher::DraftVoucher;

/// Largest content of a draft as it is kept: a grid of some 100,000 lines.
pub const DRAFT_BYTES_MAX: usize = 32 * 1024 * 1024;

/// What somebody typed: the voucher as far as it could be read, and the cells as they were typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DraftContent {
    /// What could be read; this is what is posted.
    pub voucher: DraftVoucher,
    /// The page's own cells, so that nothing typed is lost, not even what cannot be read.
    pub raw: Option<serde_json::Value>,
}

/// State of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DraftState {
    /// In its owner's hands.
    Working,
    /// *Parkerat*: anyone in the entity may take it.
    Parked,
    /// It became a voucher.
    Posted,
    /// Thrown away.
    Discarded,
}

impl DraftState {
    /// The word in tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Working => "working",
            Self::Parked => "parked",
            Self::Posted => "posted",
            Self::Discarded => "discarded",
        }
    }

    /// The state with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Working, Self::Parked, Self::Posted, Self::Discarded]
            .into_iter()
            .find(|state| state.word() == word)
    }
}

/// A draft at a version: what saving answers, and what the next command on it brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftVersion {
    /// Number of the draft within the entity; never a voucher's number.
    pub draft: i64,
    /// Version, from 1.
    pub version: i64,
}

/// What is known of a draft beside its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftHead {
    /// Number and version.
    pub at: DraftVersion,
    /// Whose it is.
    pub owner: UserId,
    /// Name of the owner.
    pub owner_name: String,
    /// State.
    pub state: DraftState,
    /// Why it was parked, or what the next one should know.
    pub note: String,
    /// Who made this version.
    pub changed_by: String,
    /// UTC moment of this version.
    pub changed_at: String,
    /// Place in the journal of the voucher it became.
    pub posted_seq: Option<i64>,
}

/// What somebody wants to do with a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// Save, park, hand over or discard it.
    Change,
    /// Take over a parked draft.
    Take,
    /// Post it.
    Post,
}

/// Whether somebody may do that with the draft as it stands. Without `seen` any version will do.
///
/// The owner may do everything. Anyone may take a parked draft, or post it: who parks asks for
/// another to go on. A draft that became a voucher or was thrown away is gone.
pub fn check(
    draft: i64,
    head: Option<&DraftHead>,
    seen: Option<i64>,
    user: UserId,
    wish: Wish,
) -> Result<(), PostCause> {
    let open = |head: &&DraftHead| matches!(head.state, DraftState::Working | DraftState::Parked);
    let Some(head) = head.filter(open) else {
        return Err(PostCause::DraftGone { draft });
    };
    if seen.is_some_and(|seen| seen != head.at.version) {
        return Err(PostCause::DraftChanged {
            draft,
            by: head.changed_by.clone(),
        });
    }
    let parked = head.state == DraftState::Parked;
    if head.owner == user || (parked && wish != Wish::Change) {
        return Ok(());
    }
    Err(PostCause::DraftOthers {
        draft,
        owner: head.owner_name.clone(),
    })
}

/// Whether a note and the written content can be kept.
pub fn check_size(note: &str, content_bytes: usize) -> Result<(), PostCause> {
    if let Some(cause) = text_cause("note", note) {
        return Err(cause);
    }
    if DRAFT_BYTES_MAX < content_bytes {
        let max = i64::try_from(DRAFT_BYTES_MAX).unwrap_or(i64::MAX);
        return Err(PostCause::DraftTooLarge { max });
    }
    Ok(())
}
