//! Opening, holding and closing periods.

use std::convert::Infallible;

use kameral_access::proposal::two_persons;
use kameral_access::{Act, Cx, IdempotencyKey, KeyReused, Permission};
use kameral_base::{Period, Refusal, Sentence};
use kameral_store::{Stop, Tx};

use crate::model::{Module, PeriodState};
use crate::post::{TEXT_CHARS_MAX, text_cause};
use crate::proposals::PERIOD_REOPEN;
use crate::store::periods;

/// Why the state of a period is not changed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "a field bears the name of what it holds")]
pub enum PeriodRefusal {
    /// The idempotency key was used for another request.
    KeyReused { key: String },
    /// The period is not in a fiscal year.
    Unknown { period: Period },
    /// A closed period is opened again with a reason only.
    ReasonMissing { period: Period },
    /// A reason that is too long, or holds control characters.
    ReasonMalformed { max: i64 },
}

impl Refusal for PeriodRefusal {
    fn name(&self) -> &'static str {
        match self {
            Self::KeyReused { .. } => "key_reused",
            Self::Unknown { .. } => "period_unknown",
            Self::ReasonMissing { .. } => "reason_missing",
            Self::ReasonMalformed { .. } => "reason_malformed",
        }
    }

    fn sentence(&self) -> Sentence {
        match self {
            Self::KeyReused { key } => Sentence::new("refusal-key-reused").with("key", key.clone()),
            Self::Unknown { period } => Sentence::new("refusal-period-unknown").with("period", *period),
            Self::ReasonMissing { period } => Sentence::new("refusal-reopen-reason-missing").with("period", *period),
            Self::ReasonMalformed { max } => Sentence::new("refusal-reason-malformed").with("max", *max),
        }
    }
}

impl From<KeyReused> for PeriodRefusal {
    fn from(reused: KeyReused) -> Self {
        Self::KeyReused { key: reused.key }
    }
}

/// Sets the state of a period in the given modules. Waits for commands that are posting into it,
/// and those that come after meet the new state (reliability rule 4). Opening what is closed may take two
/// ([`PERIOD_REOPEN`]).
pub fn set_period(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    period: Period,
    modules: &[Module],
    state: PeriodState,
    reason: &str,
) -> Result<(), Stop<Vec<PeriodRefusal>>> {
    let command = match state {
        PeriodState::Open => "period.open",
        PeriodState::Held => "period.hold",
        PeriodState::Closed => "period.close",
    };
    let act = Act::new(Permission::PeriodManage, command, period.to_string()).of_every_row();
    cx.write_once(act, key, |tx| {
        let reopened = set_period_in(tx, cx, period, modules, state, reason)?;
        if reopened {
            two_persons(tx, cx, &PERIOD_REOPEN, &period.to_string())?;
        }
        Ok(())
    })
}

/// The same inside a transaction that has asked for the permission. Tells whether it opened or held
/// what was closed.
pub(crate) fn set_period_in(
    tx: &mut Tx,
    cx: &Cx,
    period: Period,
    modules: &[Module],
    state: PeriodState,
    reason: &str,
) -> Result<bool, Stop<Vec<PeriodRefusal>>> {
    let model = crate::store::model::load(tx, cx)?;
    let Some(year) = model.year_of_period(period) else {
        return Err(Stop::Refused(vec![PeriodRefusal::Unknown { period }]));
    };
    if text_cause("reason", reason).is_some() {
        let max = i64::try_from(TEXT_CHARS_MAX).unwrap_or(i64::MAX);
        return Err(Stop::Refused(vec![PeriodRefusal::ReasonMalformed { max }]));
    }
    let year = i64::from(year.year());
    let (mut changed, mut reopened) = (Vec::new(), false);
    for module in modules {
        let old = periods::lock_for_change(tx, cx.entity(), year, period, *module)?;
        if old == PeriodState::Closed && state != PeriodState::Closed {
            if reason.trim().is_empty() {
                return Err(Stop::Refused(vec![PeriodRefusal::ReasonMissing { period }]));
            }
            reopened = true;
        }
        let by = (cx.actor.name.as_str(), cx.now_text());
        periods::set(
            tx,
            cx.entity(),
            (year, period, *module),
            state,
            (by.0, &by.1, reason.trim()),
        )?;
        changed.push((*module, old));
    }
    // Period rows are locked before the model's head, and posting locks no head of the model.
    periods::log(tx, cx, period, &changed, state, reason.trim())?;
    Ok(reopened)
}

/// What whoever opens a period shall know: figures of it that have left, for one. It stands open all the
/// same.
pub fn said_of_opening(cx: &Cx, period: Period) -> Result<Vec<Sentence>, Stop<Infallible>> {
    cx.read(Permission::PeriodManage, |tx| {
        let model = crate::store::model::load(tx, cx)?;
        crate::guard::of_opening(tx, cx, &model, period)
    })
}
