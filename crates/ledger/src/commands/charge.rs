//! Running posting rules for a period, and telling what they lack there.

use std::collections::BTreeSet;

use kameral_access::{Act, Cx, IdempotencyKey, Permission};
use kameral_base::{Date, Period, PeriodRange, Place, Refusal, Sentence};
use kameral_store::{Fault, Stop, Tx};

use crate::charge::{self, Due};
use crate::model::{AccountingModel, Method, Module, PostingRule};
use crate::post::PostingFacts;
use crate::posting::{Posted, Posting, Source};
use crate::refusal::{PostCause, PostRefusal};
use crate::register::{RegisterRefusal, check_posting_rule};
use crate::store::charge::{Asked, Origin};
use crate::voucher::PostedVoucher;

/// Source of what a run posts.
pub(super) const RUN_SOURCE: &str = "rules";

/// Which rules are run, and for which period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChargeOrder {
    /// Period; not an opening one.
    pub period: Period,
    /// Rules of these methods.
    pub methods: Vec<Method>,
    /// Reason with which warnings are accepted.
    pub accept_warnings: Option<String>,
}

/// Posts what the rules still require of a period: a voucher a version of a rule, none where nothing
/// is left (GL-11, GL-12). So it may be run as often as one likes.
pub fn charge(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    order: &ChargeOrder,
) -> Result<Vec<PostedVoucher>, Stop<Vec<PostRefusal>>> {
    let act = Act::new(Permission::VoucherPost, "rules.run", order.period.to_string()).of_every_row();
    let mut committed = None;
    let posted = cx.write_once(act, key, |tx| {
        let mut posting = charge_in(tx, cx, order)?;
        let vouchers = std::mem::take(&mut posting.vouchers);
        committed = Some((posting, vouchers.clone()));
        Ok(vouchers)
    })?;
    super::post::remember(cx, committed, &posted);
    Ok(posted)
}

fn charge_in(tx: &mut Tx, cx: &Cx, order: &ChargeOrder) -> Result<Posted, Stop<Vec<PostRefusal>>> {
    let source = Source {
        name: RUN_SOURCE,
        sha256: None,
    };
    let mut posting =
        Posting::open(tx, cx, Permission::VoucherPost, source)?.accepting(order.accept_warnings.as_deref());
    let model = posting.model();
    let facts = PostingFacts {
        accept_warnings: order.accept_warnings.clone(),
        ..posting.facts(&BTreeSet::from([order.period]), Module::Ledger)?
    };
    // Nothing is posted between reading the balances and posting what they lack.
    posting.lock()?;
    let asked = asked(cx, &model, order.period, &order.methods).map_err(Stop::Refused)?;
    let date = day(&asked, cx.today);
    let all = left(posting.tx(), &model, &asked, &order.methods, None, date)?.map_err(Stop::Refused)?;
    let mut refusals = Vec::new();
    for due in &all {
        match charge::voucher(&model, &facts, order.period, date, due) {
            Ok(Some(voucher)) if refusals.is_empty() => posting.add(voucher)?,
            Ok(_) => {}
            Err(wrong) => refusals.extend(wrong.into_iter().map(|refusal| refusal.named(&due.rule))),
        }
    }
    if refusals.is_empty() {
        posting.finish()
    } else {
        Err(Stop::Refused(refusals))
    }
}

/// What rules require of a period, what they have posted there and what is left, version by version.
///
/// With `origin` it is read there, wherever else it might be read from.
pub fn dues(
    cx: &Cx,
    period: Period,
    methods: &[Method],
    origin: Option<Origin>,
) -> Result<Vec<Due>, Stop<Vec<PostRefusal>>> {
    let seen = cx.read_whole(Permission::BooksRead, |tx| {
        let model = crate::store::model::load(tx, cx)?;
        dues_in(tx, cx, &model, period, methods, origin)
    });
    match seen {
        Ok(Ok(dues)) => Ok(dues),
        Ok(Err(refusals)) => Err(Stop::Refused(refusals)),
        Err(stop) => Err(stop.map(|never| match never {})),
    }
}

/// The same inside a snapshot, by a model at hand.
pub fn dues_in(
    tx: &mut Tx,
    cx: &Cx,
    model: &AccountingModel,
    period: Period,
    methods: &[Method],
    origin: Option<Origin>,
) -> Result<Result<Vec<Due>, Vec<PostRefusal>>, Fault> {
    match asked(cx, model, period, methods) {
        Ok(asked) => left(tx, model, &asked, methods, origin, day(&asked, cx.today)),
        Err(refusals) => Ok(Err(refusals)),
    }
}

/// What a rule would have posted in periods, beside what its versions have: kept or not, switched on
/// or not, on any day. `progress` is told after each period, and ends it by answering false.
///
/// Only a rule that could be kept is tried, and only by who meets every row: what it rests on is the whole
/// books (SEC-02).
pub fn try_rule(
    cx: &Cx,
    rule: &PostingRule,
    periods: PeriodRange,
    mut progress: impl FnMut(Period) -> bool,
) -> Result<Vec<(Period, Due)>, Stop<Vec<TrialRefusal>>> {
    let seen = cx.read_whole(Permission::BooksRead, |tx| {
        let model = crate::store::model::load(tx, cx)?;
        let next = model.posting_rules.iter().filter(|known| known.rule == rule.rule);
        let next = PostingRule {
            version: next.map(|known| known.version).max().unwrap_or(0) + 1,
            ..rule.clone()
        };
        let others = model.posting_rules.iter().filter(|known| known.rule != rule.rule);
        let others = model.with_posting_rules(others.cloned().collect());
        let checked = PostingRule { version: 1, ..next };
        if let Err(refusal) = check_posting_rule(&others, &checked) {
            return Ok(Err(vec![TrialRefusal::Rule(refusal)]));
        }
        let tried = charge::trial(&model, rule);
        let mut found = Vec::new();
        for period in model.periods_in(periods) {
            let refused = |wrong: Vec<PostRefusal>| wrong.into_iter().map(TrialRefusal::Posting).collect();
            let asked = match asked(cx, &tried, period, &[rule.method]) {
                Ok(asked) => asked,
                Err(wrong) => return Ok(Err(refused(wrong))),
            };
            let origin = asked.origin(tx)?;
            let turnovers = asked.turnovers(tx, origin)?;
            let posted = asked.posted(tx)?;
            let dues = charge::of_rule(rule, &posted)
                .and_then(|posted| charge::due(&tried, &[rule.method], turnovers, &posted, asked.days().1));
            match dues {
                Ok(dues) => found.extend(dues.into_iter().map(|due| (period, due))),
                Err(wrong) => return Ok(Err(refused(wrong))),
            }
            if !progress(period) {
                break;
            }
        }
        Ok(Ok(found))
    });
    match seen {
        Ok(Ok(found)) => Ok(found),
        Ok(Err(refusals)) => Err(Stop::Refused(refusals)),
        Err(stop) => Err(stop.map(|never| match never {})),
    }
}

/// Why a rule cannot be tried: it cannot be kept, or what it would post is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TrialRefusal {
    /// As when it is kept.
    Rule(RegisterRefusal),
    /// As when it is posted.
    Posting(PostRefusal),
}

impl Refusal for TrialRefusal {
    fn name(&self) -> &'static str {
        match self {
            Self::Rule(refusal) => refusal.name(),
            Self::Posting(refusal) => refusal.name(),
        }
    }

    fn sentence(&self) -> Sentence {
        match self {
            Self::Rule(refusal) => refusal.sentence(),
            Self::Posting(refusal) => refusal.sentence(),
        }
    }

    fn place(&self) -> Place {
        match self {
            Self::Rule(refusal) => refusal.place(),
            Self::Posting(refusal) => refusal.place(),
        }
    }
}

fn asked<'m>(
    cx: &Cx,
    model: &'m AccountingModel,
    period: Period,
    methods: &[Method],
) -> Result<Asked<'m>, Vec<PostRefusal>> {
    let year = model.year_of_period(period).filter(|_| !period.is_opening());
    let unknown = || vec![PostRefusal::of_voucher(PostCause::PeriodUnknown { period })];
    Ok(Asked {
        entity: cx.entity(),
        model,
        rules: charge::rules_of(model, methods).collect(),
        year: *year.ok_or_else(unknown)?,
        period,
    })
}

fn left(
    tx: &mut Tx,
    model: &AccountingModel,
    asked: &Asked<'_>,
    methods: &[Method],
    origin: Option<Origin>,
    date: Date,
) -> Result<Result<Vec<Due>, Vec<PostRefusal>>, Fault> {
    if asked.rules.is_empty() {
        return Ok(Ok(Vec::new()));
    }
    let origin = match origin {
        Some(origin) => origin,
        None => asked.origin(tx)?,
    };
    let turnovers = asked.turnovers(tx, origin)?;
    let posted = asked.posted(tx)?;
    Ok(charge::due(model, methods, turnovers, &posted, date))
}

/// The last day of the period, or today where that comes first and lies in it.
fn day(asked: &Asked<'_>, today: Date) -> Date {
    let (first, last) = asked.days();
    if first <= today && today < last { today } else { last }
}
