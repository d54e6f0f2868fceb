//! Posting drafts: all of them, or none.

use std::collections::BTreeSet;

use kameral_access::{Act, Cx, IdempotencyKey, KeyReused, Permission};
use kameral_base::{Period, Refusal};
use kameral_store::{Fault, Stop, Tx};

use crate::model::{AccountingModel, Module, PeriodState};
use crate::post::{PostingFacts, accept};
use crate::posting::{Posted, Posting, Source};
use crate::reach::Reach;
use crate::refusal::{PostCause, PostRefusal};
use crate::store::attachments::{self, Held};
use crate::voucher::{BalancedVoucher, DraftVoucher, PostedVoucher};

/// Most refusals told at once: a file with more is mended from the first ones.
pub const REFUSALS_MAX: usize = 1_000;

/// Vouchers to be posted together.
#[derive(Debug, Clone, Default)]
pub struct PostRequest {
    /// The vouchers, in order.
    pub drafts: Vec<DraftVoucher>,
    /// Where they come from.
    pub source: Source,
    /// Reason with which warnings are accepted.
    pub accept_warnings: Option<String>,
    /// What history names it by: a file name, a draft.
    pub subject: String,
}

/// Posts every voucher of a request, in one transaction, or refuses with all that is wrong.
pub fn post(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    request: &PostRequest,
) -> Result<Vec<PostedVoucher>, Stop<Vec<PostRefusal>>> {
    let act = Act::new(Permission::VoucherPost, "voucher.post", request.subject.as_str());
    let mut committed = None;
    let posted = cx.write_once(act, key, |tx| {
        let mut posting = post_in(tx, cx, Permission::VoucherPost, request)?;
        let vouchers = std::mem::take(&mut posting.vouchers);
        committed = Some((posting, vouchers.clone()));
        Ok(vouchers)
    })?;
    remember(cx, committed, &posted);
    Ok(posted)
}

/// What a process that decides from the books says of its vouchers before it sees the books.
#[derive(Debug, Clone, Default)]
pub struct Deciding {
    /// Every period a voucher may stand in.
    pub periods: BTreeSet<Period>,
    /// Where the vouchers come from.
    pub source: Source,
    /// Reason with which warnings are accepted.
    pub accept_warnings: Option<String>,
}

/// Posts what a process decides from the books as they stand in the same transaction. The periods and
/// the journal's end are locked before it reads, so nothing is posted between reading and posting.
pub fn post_decided<R: Refusal + From<KeyReused> + From<PostRefusal>>(
    cx: &Cx,
    act: Act,
    key: Option<&IdempotencyKey>,
    deciding: &Deciding,
    decide: impl Fn(&mut Tx, &AccountingModel) -> Result<Vec<DraftVoucher>, Stop<Vec<R>>>,
) -> Result<Vec<PostedVoucher>, Stop<Vec<R>>> {
    let mut committed = None;
    let by = act.permission;
    let posted = cx.write_once(act, key, |tx| {
        let mut posting = post_decided_in(tx, cx, by, deciding, &decide)?;
        let vouchers = std::mem::take(&mut posting.vouchers);
        committed = Some((posting, vouchers.clone()));
        Ok(vouchers)
    })?;
    remember(cx, committed, &posted);
    Ok(posted)
}

fn post_decided_in<R: From<PostRefusal>>(
    tx: &mut Tx,
    cx: &Cx,
    by: Permission,
    deciding: &Deciding,
    decide: impl Fn(&mut Tx, &AccountingModel) -> Result<Vec<DraftVoucher>, Stop<Vec<R>>>,
) -> Result<Posted, Stop<Vec<R>>> {
    let posting = Posting::open(tx, cx, by, deciding.source.clone())?;
    let mut posting = posting.accepting(deciding.accept_warnings.as_deref());
    let model = posting.model();
    let facts = PostingFacts {
        accept_warnings: deciding.accept_warnings.clone(),
        ..posting.facts(&deciding.periods, Module::Ledger)?
    };
    posting.lock()?;
    let drafts = decide(posting.tx(), &model)?;
    let mut refusals = Vec::new();
    for draft in &drafts {
        match self::decide(&mut posting, &model, &facts, draft)? {
            Ok(voucher) if refusals.is_empty() => posting.add(voucher)?,
            Ok(_) => {}
            Err(wrong) => refusals.extend(wrong.into_iter().map(R::from)),
        }
    }
    if !refusals.is_empty() {
        return Err(Stop::Refused(refusals));
    }
    let finished = posting.finish();
    finished.map_err(|stop| stop.map(|refusals| refusals.into_iter().map(R::from).collect()))
}

/// Keeps the codings of a posting in memory, if what it gave is what was answered: a run that was
/// rolled back, before another with the same key answered, gave numbers that nobody may remember.
pub(super) fn remember<T: PartialEq>(cx: &Cx, ran: Option<(Posted, T)>, answered: &T) {
    if let Some((mut posted, gave)) = ran
        && gave == *answered
    {
        posted.committed(cx);
    }
}

/// The same inside a transaction that records more and has asked for the permission: posting a draft.
pub(crate) fn post_in(
    tx: &mut Tx,
    cx: &Cx,
    by: Permission,
    request: &PostRequest,
) -> Result<Posted, Stop<Vec<PostRefusal>>> {
    let posting = Posting::open(tx, cx, by, request.source.clone())?;
    let mut posting = posting.accepting(request.accept_warnings.as_deref());
    let model = posting.model();
    let facts = PostingFacts {
        accept_warnings: request.accept_warnings.clone(),
        ..posting.facts(&periods(&model, &request.drafts), Module::Ledger)?
    };
    let mut refusals = Vec::new();
    for draft in &request.drafts {
        match decide(&mut posting, &model, &facts, draft)? {
            Ok(voucher) if refusals.is_empty() => posting.add(voucher)?,
            Ok(_) => {}
            Err(wrong) => refusals.extend(wrong),
        }
        if REFUSALS_MAX <= refusals.len() {
            break;
        }
    }
    if !refusals.is_empty() {
        return Err(Stop::Refused(refusals));
    }
    posting.finish()
}

/// One draft against the model, the reach of who posts, and what only the database knows: numbers and
/// attachments.
pub(crate) fn decide(
    posting: &mut Posting<'_, '_>,
    model: &AccountingModel,
    facts: &PostingFacts,
    draft: &DraftVoucher,
) -> Result<Result<BalancedVoucher, Vec<PostRefusal>>, Fault> {
    let voucher = match accept(model, facts, draft) {
        Ok(voucher) => voucher,
        Err(wrong) => return Ok(Err(named(draft, wrong))),
    };
    let beyond = posting.beyond(&voucher);
    if !beyond.is_empty() {
        return Ok(Err(named(draft, beyond)));
    }
    if voucher.outside_number.is_some() {
        // Of two commands that bring the same number one sees the other.
        posting.lock()?;
    }
    if let Some(number) = voucher.outside_number
        && posting.number_taken(&voucher.series, voucher.year, number)?
    {
        let cause = PostCause::NumberTaken {
            series: voucher.series.clone(),
            number,
        };
        return Ok(Err(named(draft, vec![PostRefusal::of_voucher(cause)])));
    }
    let entity = posting.entity();
    if !voucher.attachments.is_empty() {
        attachments::hold(posting.tx(), entity, Held::ByPosting)?;
    }
    for attachment in &voucher.attachments {
        if !attachments::exists(posting.tx(), entity, &attachment.sha256)? {
            let cause = PostCause::AttachmentMissing {
                name: attachment.name.clone(),
            };
            return Ok(Err(named(draft, vec![PostRefusal::of_voucher(cause)])));
        }
    }
    Ok(Ok(voucher))
}

/// Refusals of the voucher as a whole point at its first row in the file.
fn named(draft: &DraftVoucher, wrong: Vec<PostRefusal>) -> Vec<PostRefusal> {
    let first_row = draft
        .lines
        .first()
        .and_then(|line| line.source_row)
        .and_then(|row| u32::try_from(row).ok());
    wrong
        .into_iter()
        .map(|refusal| {
            let source_row = refusal
                .source_row
                .or(if refusal.line.is_none() { first_row } else { None });
            PostRefusal { source_row, ..refusal }.named(&draft.source_key)
        })
        .collect()
}

/// The periods drafts will meet, as far as they can be told.
fn periods(model: &AccountingModel, drafts: &[DraftVoucher]) -> BTreeSet<Period> {
    drafts
        .iter()
        .filter_map(|draft| draft.period.or_else(|| draft.date.map(Period::of)))
        .filter(|period| model.year_of_period(*period).is_some())
        .collect()
}

/// What posting would give, changing nothing: the vouchers as they would stand, or what is wrong. Guards
/// are asked as when it is posted, and the reach of who would post it, or who only writes drafts, so nothing
/// is told first at the door.
pub fn preview(cx: &Cx, request: &PostRequest) -> Result<Vec<BalancedVoucher>, Stop<Vec<PostRefusal>>> {
    cx.require(Permission::VoucherDraft).map_err(Stop::Denied)?;
    let seen = cx.read(Permission::VoucherDraft, |tx| {
        let (mut vouchers, mut refusals) = accepted(tx, cx, request)?;
        if refusals.is_empty() {
            let model = crate::store::model::load(tx, cx)?;
            refusals = crate::guard::ask(tx, cx, &model, &mut vouchers, request.accept_warnings.as_deref())?;
        }
        Ok((vouchers, refusals))
    });
    match seen {
        Ok((vouchers, refusals)) if refusals.is_empty() => Ok(vouchers),
        Ok((_, refusals)) => Err(Stop::Refused(refusals)),
        Err(Stop::Fault(fault)) => Err(Stop::Fault(fault)),
        Err(Stop::Denied(denied)) => Err(Stop::Denied(denied)),
        Err(Stop::Refused(never)) => match never {},
    }
}

/// The vouchers of a request as the model and the periods let them stand, and what is wrong.
fn accepted(tx: &mut Tx, cx: &Cx, request: &PostRequest) -> Result<(Vec<BalancedVoucher>, Vec<PostRefusal>), Fault> {
    let model = crate::store::model::load(tx, cx)?;
    let states = crate::store::periods::all(tx, cx.entity())?;
    let facts = PostingFacts {
        states: states
            .into_iter()
            .filter(|(_, _, module, state)| *module == Module::Ledger && *state != PeriodState::Open)
            .map(|(_, period, _, state)| (period, state))
            .collect(),
        may_post_held: cx.has_every_row(Permission::PeriodManage),
        accept_warnings: request.accept_warnings.clone(),
        keep_numbers: false,
        as_they_are: false,
    };
    let by = if cx.may(Permission::VoucherPost) {
        Permission::VoucherPost
    } else {
        Permission::VoucherDraft
    };
    let reach = Reach::load(tx, cx, by)?;
    let mut vouchers = Vec::new();
    let mut refusals = Vec::new();
    for draft in &request.drafts {
        let accepted = accept(&model, &facts, draft).and_then(|voucher| match reach.of_voucher(&voucher) {
            none if none.is_empty() => Ok(voucher),
            beyond => Err(beyond),
        });
        match accepted {
            Ok(voucher) => vouchers.push(voucher),
            Err(wrong) => refusals.extend(named(draft, wrong)),
        }
        if REFUSALS_MAX <= refusals.len() {
            break;
        }
    }
    Ok((vouchers, refusals))
}
