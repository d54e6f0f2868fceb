//! *Gallring*: a decision by two, and whether a run by it may begin (OPS-14, DEF-12). Pure: no store, no clock.

use kameral_base::{Date, UserId};
use kameral_ledger::tombstone::TEXTS_DISPOSED_AS;

use crate::refusal::RecordsRefusal;
use crate::retention::RetentionClass;

/// A type of record that can go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RecordType {
    /// *Underlag*: content of a document; its hash and name stay with the voucher.
    Attachment,
    /// Content of a file that came.
    Inbox,
    /// Content of a file that left.
    Outbox,
    /// A draft that was posted or discarded.
    Draft,
    /// *Verifikationstexter*: texts of vouchers and lines and names of documents; amounts, accounts, dates and
    /// numbers stay, and a tombstone holds the seal.
    VoucherText,
    /// *Inloggningsspår*: sessions, browsers, recovery codes and tokens that open nothing any more.
    SignIn,
}

impl RecordType {
    /// Every type.
    pub const ALL: [Self; 6] = [
        Self::Attachment,
        Self::Inbox,
        Self::Outbox,
        Self::Draft,
        Self::VoucherText,
        Self::SignIn,
    ];

    /// The code in rows and in `retention.csv`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Attachment => "attachment",
            Self::Inbox => "inbox",
            Self::Outbox => "outbox",
            Self::Draft => "draft",
            Self::VoucherText => TEXTS_DISPOSED_AS,
            Self::SignIn => "sign_in",
        }
    }

    /// Whether its records belong to vouchers, one by one, so that a hold on a voucher reaches them.
    pub const fn is_of_vouchers(self) -> bool {
        matches!(self, Self::Attachment | Self::VoucherText)
    }

    /// The type with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|record| record.code() == code)
    }
}

/// Who did something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// Number; 0 is the operator.
    pub user: UserId,
    /// Name.
    pub name: String,
}

/// A decision as somebody proposes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Type of record.
    pub record: String,
    /// The authority's own reference of its decision.
    pub reference: String,
    /// The day the authority decided.
    pub decided_on: Date,
    /// The last fiscal year it reaches.
    pub through_year: i64,
    /// The first day a run may be made.
    pub earliest_on: Date,
    /// Of texts of vouchers: the series it reaches; none is every series.
    pub series: Vec<String>,
}

/// *Gallringsbeslut*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Number, from 1.
    pub decision_no: i64,
    /// What is decided.
    pub proposal: Proposal,
    /// UTC moment.
    pub proposed_at: String,
    /// Who proposed.
    pub proposed_by: Who,
    /// What another said; none while it waits.
    pub verdict: Option<Verdict>,
}

/// What another person said of a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Whether it was approved.
    pub approved: bool,
    /// UTC moment.
    pub given_at: String,
    /// Who.
    pub given_by: Who,
}

/// *Gallringsstopp*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    /// Number, from 1.
    pub hold_no: i64,
    /// What it says.
    pub order: HoldOrder,
    /// UTC moment.
    pub made_at: String,
    /// Who.
    pub made_by: Who,
    /// Moment it was lifted, by whom and why; none while it stands.
    pub released: Option<(String, String, String)>,
}

/// What a hold says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoldOrder {
    /// Type of record; empty is every type.
    pub record: String,
    /// First fiscal year; none is from the beginning.
    pub year_from: Option<i64>,
    /// Last fiscal year; none is without end.
    pub year_to: Option<i64>,
    /// A voucher whose documents and texts are held, as its number is written: `A-2026-17`; empty is all that
    /// the rest says.
    pub voucher: String,
    /// Why.
    pub reason: String,
    /// First day.
    pub valid_from: Date,
    /// Last day; none is until it is lifted.
    pub valid_to: Option<Date>,
}

impl Hold {
    /// Whether it stands on a day.
    pub fn stands(&self, day: Date) -> bool {
        self.released.is_none() && self.order.valid_from <= day && self.order.valid_to.is_none_or(|to| day <= to)
    }

    /// Whether it meets a type of record.
    fn meets(&self, record: &str) -> bool {
        self.order.record.is_empty() || self.order.record == record
    }

    /// Whether it holds everything of a type in some year up to `through`.
    pub fn stops(&self, record: &str, through: i64, day: Date) -> bool {
        self.stands(day)
            && self.meets(record)
            && self.order.voucher.is_empty()
            && self.order.year_from.is_none_or(|from| from <= through)
    }

    /// Whether it holds what belongs to these vouchers.
    pub fn holds(&self, record: &str, vouchers: &[String], day: Date) -> bool {
        self.stands(day) && self.meets(record) && vouchers.contains(&self.order.voucher)
    }
}

/// Whether a decision can be proposed. All that is wrong, in the order it is looked at. `has_series` tells
/// whether a series has been set up.
pub fn propose(
    proposal: &Proposal,
    class: Option<&RetentionClass>,
    year_end: Option<Date>,
    has_series: impl Fn(&str) -> bool,
    today: Date,
) -> Result<(), Vec<RecordsRefusal>> {
    let mut wrong = Vec::new();
    let class = class.filter(|class| class.disposable && RecordType::from_code(&class.record).is_some());
    if class.is_none() {
        let record = proposal.record.clone();
        wrong.push(RecordsRefusal::NotDisposable { record });
    }
    if proposal.reference.trim().is_empty() {
        wrong.push(RecordsRefusal::ReferenceMissing);
    }
    if today < proposal.decided_on {
        let decided_on = proposal.decided_on;
        wrong.push(RecordsRefusal::DecisionAhead { decided_on });
    }
    match (year_end, class) {
        (None, _) => wrong.push(RecordsRefusal::YearUnknown {
            year: proposal.through_year,
        }),
        (Some(year_end), Some(class)) => {
            if let Some(earliest_on) = class.earliest(year_end).filter(|first| proposal.earliest_on < *first) {
                wrong.push(RecordsRefusal::RetentionRuns { earliest_on });
            }
        }
        _ => {}
    }
    if proposal.record != TEXTS_DISPOSED_AS && !proposal.series.is_empty() {
        let record = proposal.record.clone();
        wrong.push(RecordsRefusal::SeriesOfNone { record });
    }
    for series in proposal.series.iter().filter(|series| !has_series(series)) {
        let series = series.clone();
        wrong.push(RecordsRefusal::SeriesUnknown { series });
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

/// Whether somebody may decide on a proposal: another person than who proposed, by whatever account, and nobody
/// before.
pub fn decide(decision: &Decision, is_proposer: bool) -> Result<(), RecordsRefusal> {
    let decision_no = decision.decision_no;
    if decision.verdict.is_some() {
        return Err(RecordsRefusal::AlreadyDecided { decision_no });
    }
    if is_proposer {
        return Err(RecordsRefusal::SamePerson { decision_no });
    }
    Ok(())
}

/// Whether a run by a decision may be made today. The first that applies.
pub fn may_run(decision: &Decision, holds: &[Hold], today: Date) -> Result<RecordType, RecordsRefusal> {
    let decision_no = decision.decision_no;
    let proposal = &decision.proposal;
    if !decision.verdict.as_ref().is_some_and(|verdict| verdict.approved) {
        return Err(RecordsRefusal::NotApproved { decision_no });
    }
    if today < proposal.earliest_on {
        let earliest_on = proposal.earliest_on;
        return Err(RecordsRefusal::TooEarly {
            decision_no,
            earliest_on,
        });
    }
    let stopping = holds
        .iter()
        .find(|hold| hold.stops(&proposal.record, proposal.through_year, today));
    if let Some(hold) = stopping {
        return Err(RecordsRefusal::Held {
            hold_no: hold.hold_no,
            reason: hold.order.reason.clone(),
        });
    }
    RecordType::from_code(&proposal.record).ok_or_else(|| RecordsRefusal::NotDisposable {
        record: proposal.record.clone(),
    })
}

/// Whether a hold can be made.
pub fn hold(order: &HoldOrder, voucher_exists: bool) -> Result<(), Vec<RecordsRefusal>> {
    let mut wrong = Vec::new();
    let record = RecordType::from_code(&order.record);
    if !order.record.is_empty() && record.is_none() {
        let record = order.record.clone();
        wrong.push(RecordsRefusal::NotDisposable { record });
    }
    if !order.voucher.is_empty() && record.is_some_and(|record| !record.is_of_vouchers()) {
        let record = order.record.clone();
        wrong.push(RecordsRefusal::VoucherOfNone { record });
    }
    if order.reason.trim().is_empty() {
        wrong.push(RecordsRefusal::ReasonMissing);
    }
    if order.valid_to.is_some_and(|to| to < order.valid_from)
        || order.year_from.zip(order.year_to).is_some_and(|(from, to)| to < from)
    {
        wrong.push(RecordsRefusal::HoldReversed);
    }
    if !order.voucher.is_empty() && !voucher_exists {
        let voucher = order.voucher.clone();
        wrong.push(RecordsRefusal::VoucherUnknown { voucher });
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}
