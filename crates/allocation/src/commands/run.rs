//! Running keys for a period: what stands is replaced, never doubled (GL-04).

use std::collections::BTreeSet;

use kameral_access::{Act, Cx, IdempotencyKey, Permission};
use kameral_base::{Date, FiscalYear, Ore, Period};
use kameral_ledger::correct::{self, CorrectionOrder};
use kameral_ledger::model::{AccountingModel, Module};
use kameral_ledger::post::{PostingFacts, accept_generated};
use kameral_ledger::posting::{Posted, Posting, Source};
use kameral_ledger::refusal::{PostCause, PostRefusal};
use kameral_ledger::sight::Sight;
use kameral_ledger::store::generated::{self, Standing};
use kameral_ledger::store::vouchers;
use kameral_ledger::voucher::{BalancedVoucher, Generated, PostedVoucher};
use kameral_store::{Fault, Stop, Tx};
use serde::{Deserialize, Serialize};

use crate::booking::{self, RUN_KIND};
use crate::key::{AllocationKey, StandardPrice};
use crate::refusal::AllocationRefusal;
use crate::share::{self, Facts, Given, Sum, Sums};
use crate::store::{self, NewRun};

/// Source of what a run posts.
const SOURCE: &str = "allocation";

/// Which keys are run, and for which period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunOrder {
    /// Period; not an opening one.
    pub period: Period,
    /// One key; none runs every one in force.
    pub key: Option<String>,
    /// Reason with which warnings are accepted.
    pub accept_warnings: Option<String>,
}

/// What was done for a key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Key.
    pub key: String,
    /// Version of the key.
    pub version: i64,
    /// The voucher that took back what stood before.
    pub reversal: Option<PostedVoucher>,
    /// The voucher that was posted.
    pub voucher: Option<PostedVoucher>,
}

/// What a run would come to, with what stands now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// What the key gives.
    pub given: Given,
    /// What it has posted in the period.
    pub posted: Sums,
}

impl Shown {
    /// Whether a run would change nothing.
    pub fn stands(&self) -> bool {
        self.posted == self.given.required
    }
}

/// Everything a run is decided on.
pub(super) struct Read {
    pub year: FiscalYear,
    pub period: Period,
    pub day: Date,
    pub keys: Vec<AllocationKey>,
    pub prices: Vec<StandardPrice>,
    pub standing: Vec<Standing>,
    pub allocated: Vec<(String, Standing)>,
}

impl Read {
    pub fn of(
        tx: &mut Tx,
        cx: &Cx,
        model: &AccountingModel,
        period: Period,
    ) -> Result<Self, Stop<Vec<AllocationRefusal>>> {
        let entity = cx.entity();
        let Some(year) = model.year_of_period(period).filter(|_| !period.is_opening()) else {
            let cause = PostCause::PeriodUnknown { period };
            return Err(Stop::Refused(vec![AllocationRefusal::door(cause)]));
        };
        let number = i64::from(year.year());
        Ok(Self {
            year: *year,
            period,
            day: booking::last_day(*year, period),
            keys: store::keys(tx, entity)?,
            prices: store::prices(tx, entity)?,
            standing: generated::standing(tx, entity, number, period)?,
            allocated: generated::allocated(tx, entity, number, period)?,
        })
    }

    pub fn facts<'f>(&'f self, model: &'f AccountingModel) -> Facts<'f> {
        Facts {
            model,
            period: self.period,
            day: self.day,
            prices: &self.prices,
            standing: &self.standing,
            allocated: &self.allocated,
        }
    }

    /// What keys give, and what stands of each; of keys that have ended, nothing and what stands.
    fn shown(&self, model: &AccountingModel, chosen: Option<&str>) -> Result<Vec<Shown>, Vec<AllocationRefusal>> {
        if let Some(key) = chosen
            && !self.keys.iter().any(|known| known.key == key)
        {
            return Err(vec![AllocationRefusal::KeyUnknown { key: key.to_owned() }]);
        }
        let facts = self.facts(model);
        let in_force = share::in_force(&self.keys, self.day);
        let mut given = share::give(&facts, &in_force, chosen)?;
        let known: BTreeSet<&str> = self.keys.iter().map(|key| key.key.as_str()).collect();
        let ended = known
            .into_iter()
            .filter(|key| !in_force.iter().any(|known| known.key == *key))
            .filter(|key| chosen.is_none_or(|chosen| chosen == *key));
        let ended: Vec<Given> = ended.map(|key| self.nothing(key)).collect();
        let in_force = given.len();
        given.extend(ended);
        let mut shown = Vec::with_capacity(given.len());
        for (at, given) in given.into_iter().enumerate() {
            let mut by_period = share::posted(&facts, &share::mark(&given.key)).map_err(|refusal| vec![refusal])?;
            let posted = by_period.remove(&self.period).unwrap_or_default();
            if at < in_force || !posted.is_empty() {
                shown.push(Shown { given, posted });
            }
        }
        Ok(shown)
    }

    /// What a key that is not in force gives.
    fn nothing(&self, key: &str) -> Given {
        let versions = self
            .keys
            .iter()
            .filter(|known| known.key == key)
            .map(|known| known.version);
        Given {
            key: key.to_owned(),
            version: versions.max().unwrap_or_default(),
            pool: Ore::ZERO,
            charge: Sums::new(),
            relief: Sums::new(),
            required: Sums::new(),
        }
    }
}

/// *Provkörning*: what a run would come to, without posting. For who may run it, since it shows every row.
pub fn trial(cx: &Cx, period: Period, key: Option<&str>) -> Result<Vec<Shown>, Stop<Vec<AllocationRefusal>>> {
    let seen = cx.read_whole(Permission::VoucherPost, |tx| {
        let model = kameral_ledger::store::model::load(tx, cx)?;
        match Read::of(tx, cx, &model, period) {
            Ok(read) => Ok(read.shown(&model, key)),
            Err(Stop::Refused(refusals)) => Ok(Err(refusals)),
            Err(Stop::Fault(fault)) => Err(fault),
            Err(Stop::Denied(_)) => Ok(Ok(Vec::new())),
        }
    });
    match seen {
        Ok(Ok(shown)) => Ok(shown),
        Ok(Err(refusals)) => Err(Stop::Refused(refusals)),
        Err(stop) => Err(stop.map(|never| match never {})),
    }
}

/// Runs keys for a period (GL-04). Where what stands differs from what the books now give, its voucher is
/// reversed and another is posted; where nothing differs, nothing is posted.
pub fn run(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    order: &RunOrder,
) -> Result<Vec<Outcome>, Stop<Vec<AllocationRefusal>>> {
    let act = Act::new(Permission::VoucherPost, "allocation.run", order.period.to_string()).of_every_row();
    let mut committed = None;
    let outcomes = cx.write_once(act, key, |tx| {
        let mut desk = Desk::open(tx, cx, &[order.period], order.accept_warnings.as_deref())?;
        let model = desk.posting.model();
        let read = Read::of(desk.posting.tx(), cx, &model, order.period)?;
        let all = read.shown(&model, order.key.as_deref()).map_err(Stop::Refused)?;
        for shown in &all {
            let name = read.name(&shown.given.key, shown.given.version);
            let place = Place {
                year: i64::from(read.year.year()),
                period: read.period,
                date: booking::last_day(read.year, read.period),
                key: &shown.given.key,
                name,
                mark: share::mark(&shown.given.key),
                version: shown.given.version,
            };
            desk.replace(&place, &shown.posted, &shown.given.required)?;
        }
        let (posted, outcomes) = desk.finish()?;
        committed = Some(posted);
        Ok(outcomes)
    })?;
    if let Some(mut posted) = committed {
        posted.committed(cx);
    }
    Ok(outcomes)
}

impl Read {
    pub fn name<'r>(&'r self, key: &'r str, version: i64) -> &'r str {
        let named = self.keys.iter().filter(|known| known.key == key);
        let found = named.max_by_key(|known| (known.version == version, known.version));
        found.map_or(key, |known| known.name.as_str())
    }
}

/// Where something is posted, and for which key.
pub(super) struct Place<'p> {
    pub year: i64,
    pub period: Period,
    pub date: Date,
    pub key: &'p str,
    pub name: &'p str,
    pub mark: String,
    pub version: i64,
}

/// A posting of allocations: collects everything that is wrong before anything is posted.
pub(super) struct Desk<'t, 'c> {
    cx: &'c Cx,
    pub posting: Posting<'t, 'c>,
    facts: PostingFacts,
    refusals: Vec<AllocationRefusal>,
    waiting: Vec<BalancedVoucher>,
    steps: Vec<Step>,
}

/// What waits for a key, by its place among the waiting vouchers.
struct Step {
    key: String,
    run: NewRun,
    reversal: Option<usize>,
    voucher: Option<usize>,
}

impl<'t, 'c> Desk<'t, 'c> {
    pub fn open(tx: &'t mut Tx, cx: &'c Cx, periods: &[Period], accept_warnings: Option<&str>) -> Result<Self, Fault> {
        let source = Source {
            name: SOURCE,
            sha256: None,
        };
        let mut posting = Posting::open(tx, cx, Permission::VoucherPost, source)?.accepting(accept_warnings);
        let facts = PostingFacts {
            accept_warnings: accept_warnings.map(str::to_owned),
            ..posting.facts(&periods.iter().copied().collect(), Module::Ledger)?
        };
        // Nothing is posted between reading the balances and posting what they give.
        posting.lock()?;
        Ok(Self {
            cx,
            posting,
            facts,
            refusals: Vec::new(),
            waiting: Vec::new(),
            steps: Vec::new(),
        })
    }

    /// Lets `required` stand in place of what does. The voucher of the last run is taken back as a whole; what
    /// stands beside it, of a correction by hand, is part of what stands.
    pub fn replace(
        &mut self,
        place: &Place<'_>,
        standing: &Sums,
        required: &Sums,
    ) -> Result<(), Stop<Vec<AllocationRefusal>>> {
        if standing == required {
            return Ok(());
        }
        let model = self.posting.model();
        let mut wanted = required.clone();
        share::take(&mut wanted, standing).map_err(refused)?;
        let mut step = Step {
            key: place.key.to_owned(),
            run: NewRun {
                year: place.year,
                period: place.period,
                mark: place.mark.clone(),
                version: place.version,
                journal_seq: None,
                replaced_seq: None,
            },
            reversal: None,
            voucher: None,
        };
        if let Some(last) = self.last_voucher(place)? {
            let order = CorrectionOrder {
                date: place.date,
                period: Some(place.period),
                reason: text(&model, place),
            };
            match correct::reverse(&model, &self.facts, &last, &order) {
                Ok(voucher) => {
                    let own = last.lines.iter().filter(|line| line.generated_by == place.mark);
                    for line in own {
                        let mut back = Sums::new();
                        let sum = Sum {
                            amount: line.amount,
                            quantity: line.quantity.unwrap_or_default(),
                        };
                        back.insert((line.coding.clone(), line.unit.clone()), sum);
                        share::merge(&mut wanted, &back).map_err(refused)?;
                    }
                    step.reversal = Some(self.wait(voucher));
                }
                Err(wrong) => self.refuse(place, wrong),
            }
        }
        if let Some(draft) = booking::draft(&wanted, place.period, place.date, text(&model, place)) {
            let by = Generated {
                rule: place.mark.clone(),
                version: place.version,
                caused_by_line: None,
            };
            match accept_generated(&model, &self.facts, &draft, &by) {
                Ok(voucher) => step.voucher = Some(self.wait(voucher)),
                Err(wrong) => self.refuse(place, wrong),
            }
        }
        self.steps.push(step);
        Ok(())
    }

    /// The voucher of the last run, where it has not been corrected.
    fn last_voucher(&mut self, place: &Place<'_>) -> Result<Option<vouchers::Voucher>, Fault> {
        let runs = store::runs(self.posting.tx(), self.cx.entity(), place.year)?;
        let same = runs
            .iter()
            .filter(|run| run.mark == place.mark && run.period == place.period);
        let Some(seq) = same.max_by_key(|run| run.run_no).and_then(|run| run.journal_seq) else {
            return Ok(None);
        };
        let sight = Sight::load(self.posting.tx(), self.cx)?;
        let voucher = vouchers::voucher(self.posting.tx(), &sight, seq, 1, i64::MAX)?;
        Ok(Some(voucher).filter(|voucher| voucher.corrected.is_empty()))
    }

    fn wait(&mut self, voucher: BalancedVoucher) -> usize {
        self.waiting.push(voucher);
        self.waiting.len() - 1
    }

    fn refuse(&mut self, place: &Place<'_>, wrong: Vec<PostRefusal>) {
        let key = place.key.to_owned();
        self.refusals
            .extend(wrong.into_iter().map(|refusal| AllocationRefusal::Post {
                key: key.clone(),
                refusal: Box::new(refusal),
            }));
    }

    /// Posts what waits and keeps the runs, or refuses with everything that was wrong.
    pub fn finish(self) -> Result<(Posted, Vec<Outcome>), Stop<Vec<AllocationRefusal>>> {
        if !self.refusals.is_empty() {
            return Err(Stop::Refused(self.refusals));
        }
        let Self {
            cx,
            mut posting,
            waiting,
            steps,
            ..
        } = self;
        for voucher in waiting {
            posting.add(voucher)?;
        }
        let (posted, tx) = posting.finish_on().map_err(|stop| stop.map(at_door))?;
        let mut outcomes = Vec::with_capacity(steps.len());
        for step in steps {
            let of = |at: Option<usize>| at.and_then(|at| posted.vouchers.get(at)).cloned();
            let (reversal, voucher) = (of(step.reversal), of(step.voucher));
            let run = NewRun {
                journal_seq: voucher.as_ref().map(|voucher| voucher.journal_seq),
                replaced_seq: reversal.as_ref().map(|voucher| voucher.journal_seq),
                ..step.run
            };
            store::add_run(tx, cx, &run)?;
            outcomes.push(Outcome {
                key: step.key,
                version: run.version,
                reversal,
                voucher,
            });
        }
        Ok((posted, outcomes))
    }
}

pub(super) fn refused(refusal: AllocationRefusal) -> Stop<Vec<AllocationRefusal>> {
    Stop::Refused(vec![refusal])
}

fn at_door(refusals: Vec<PostRefusal>) -> Vec<AllocationRefusal> {
    refusals.into_iter().map(AllocationRefusal::from).collect()
}

/// The text of a voucher: names out of registers, in the agency's own language.
fn text(model: &AccountingModel, place: &Place<'_>) -> String {
    let kind = model.kinds.get(RUN_KIND).map_or(RUN_KIND, |kind| kind.name.as_str());
    format!("{kind} {} {}", place.name, place.period)
}
