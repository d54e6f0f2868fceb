//! Drafts as they are told.

use kameral_base::Date;
use kameral_site::api::ApiVisit;
use kameral_site::told;

use super::voucher_draft::VoucherDraft;
use crate::draft::DraftHead;
use crate::store::drafts::DraftRow;

told! {
    /// A draft at a version.
    pub struct DraftVersionTold {
        /// Number of the draft; never a voucher's number.
        draft: i64,
        /// Version, from 1.
        version: i64,
    }
}

told! {
    /// What is known of a draft beside its content.
    pub struct DraftHeadTold {
        /// Number of the draft.
        draft: i64,
        /// Version.
        version: i64,
        /// Name of the owner.
        owner: String,
        /// Whether it is the caller's own.
        own: bool,
        /// `working`, `parked`, `posted` or `discarded`.
        state: String,
        /// What the next one should know.
        note: String,
        /// Who made this version.
        changed_by: String,
        /// When, UTC.
        changed_at: String,
        /// Place in the journal of the voucher it became.
        posted_seq: Option<i64>,
    }
}

told! {
    /// A draft in a list.
    pub struct DraftRowTold {
        /// What is known of it.
        head: DraftHeadTold,
        /// Voucher date.
        date: Option<Date>,
        /// Text, the beginning of a long one.
        text: String,
        /// Lines.
        line_count: i64,
        /// Sum of the debit lines.
        turnover_ore: i64,
    }
}

told! {
    /// Drafts, the latest first.
    pub struct DraftsTold {
        /// The caller's own working drafts.
        own: Vec<DraftRowTold>,
        /// Drafts laid aside for anyone.
        parked: Vec<DraftRowTold>,
    }
}

told! {
    /// A draft.
    pub struct DraftTold {
        /// What is known of it.
        head: DraftHeadTold,
        /// The voucher as far as it is known.
        voucher: VoucherDraft,
    }
}

/// A draft in a list.
pub fn row(visit: &ApiVisit, draft: &DraftRow) -> DraftRowTold {
    DraftRowTold {
        head: head(visit, &draft.head),
        date: draft.date,
        text: draft.text.clone(),
        line_count: draft.line_count,
        turnover_ore: draft.turnover.get(),
    }
}

/// What is known of a draft.
pub fn head(visit: &ApiVisit, head: &DraftHead) -> DraftHeadTold {
    DraftHeadTold {
        draft: head.at.draft,
        version: head.at.version,
        owner: head.owner_name.clone(),
        own: head.owner == visit.cx.actor.user,
        state: head.state.word().to_owned(),
        note: head.note.clone(),
        changed_by: head.changed_by.clone(),
        changed_at: head.changed_at.clone(),
        posted_seq: head.posted_seq,
    }
}
