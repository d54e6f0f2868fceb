//! *Bokföring*: the one door into the journal.
//!
//! Whoever posts, from a page, a file, a correction or a later process, hands checked vouchers to
//! a [`Posting`]. It takes locks in one fixed order (period, journal head, codings, balances, series)
//! and numbers last, appends, and adds to the balances, all in the caller's transaction:
//! either everything of a command stands afterwards or nothing (reliability rules 1, 3, 4, 5).

mod append;
mod codings;
mod numbers;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use kameral_access::{Cx, Permission};
use kameral_base::{EntityId, Ore, Period};
use kameral_store::{Fault, Stop, Tx};
use rustc_hash::FxHashMap;

use crate::chain::{self, Hash, Seal};
use crate::guard;
use crate::model::{AccountingModel, Module, PeriodState};
use crate::post::PostingFacts;
use crate::reach::Reach;
use crate::refusal::PostRefusal;
use crate::store::cache::LedgerCache;
use crate::voucher::{BalancedVoucher, CodingKey, PostedVoucher, VoucherNumber};

/// Vouchers are appended in groups of this size when a command posts many: large enough that the
/// many-row inserts fill up, small enough that memory does not grow with the file.
const GROUP_VOUCHERS: usize = 1_000;

/// A group is appended earlier when its vouchers have this many lines together.
const GROUP_LINES: usize = 20_000;

/// Source of vouchers out of a SIE file.
pub(crate) const SIE_SOURCE: &str = "sie";

/// Source of vouchers out of a feeder system's file.
pub const FEEDER_SOURCE: &str = "feeder";

/// Where vouchers of a posting come from, as every one of them keeps it.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// `entry`, `file`, `sie`, `api`, `correction` …
    pub name: &'static str,
    /// SHA-256 of the file.
    pub sha256: Option<Vec<u8>>,
}

/// Balances of one coding in one period, to be added.
#[derive(Debug, Clone, Default)]
struct Delta {
    debit: i64,
    credit: i64,
    quantity: i64,
    lines: i64,
}

/// Year, period, coding, unit.
type CubeKey<'v> = (i64, i64, i64, &'v str);

/// Posts the vouchers of one command.
pub struct Posting<'t, 'c> {
    tx: &'t mut Tx,
    cx: &'c Cx,
    model: Arc<AccountingModel>,
    source: Source,
    registered_at: String,
    waiting: Vec<BalancedVoucher>,
    waiting_lines: usize,
    posted: Vec<PostedVoucher>,
    keep_posted: bool,
    count: u64,
    head: Option<Head>,
    counters: BTreeMap<(String, i64), i64>,
    codings: FxHashMap<CodingKey, i64>,
    locked: BTreeSet<(i64, Period)>,
    accepted: Option<String>,
    reach: Reach,
    refused: Vec<PostRefusal>,
}

/// The journal's end, held until the command ends.
#[derive(Debug, Clone)]
struct Head {
    seq: i64,
    hash: Vec<u8>,
    coding: i64,
}

impl<'t, 'c> Posting<'t, 'c> {
    /// A posting with the entity's model as it stands in this transaction, by a permission that the command
    /// has asked for: what it is held for is what may be posted ([`Reach`]).
    pub fn open(tx: &'t mut Tx, cx: &'c Cx, by: Permission, source: Source) -> Result<Self, Fault> {
        let model = crate::store::model::load(tx, cx)?;
        let reach = Reach::load(tx, cx, by)?;
        Ok(Self {
            tx,
            cx,
            model,
            source,
            registered_at: cx.now_text(),
            waiting: Vec::new(),
            waiting_lines: 0,
            posted: Vec::new(),
            keep_posted: true,
            count: 0,
            head: None,
            counters: BTreeMap::new(),
            codings: FxHashMap::default(),
            locked: BTreeSet::new(),
            accepted: None,
            reach,
            refused: Vec::new(),
        })
    }

    /// The reason with which warnings of guards are accepted; a correction's own is one.
    #[must_use]
    pub fn accepting(mut self, reason: Option<&str>) -> Self {
        self.accepted = reason.map(str::to_owned);
        self
    }

    /// For files of any size: count what was posted, keep no list of it.
    #[must_use]
    pub fn counting_only(mut self) -> Self {
        self.keep_posted = false;
        self
    }

    /// The model vouchers of this posting are checked against.
    pub fn model(&self) -> Arc<AccountingModel> {
        Arc::clone(&self.model)
    }

    /// Facts for [`crate::post::accept`]: locks the period rows for the rest of the transaction, so
    /// that nobody closes one while this command posts into it (reliability rule 4).
    pub fn facts(&mut self, periods: &BTreeSet<Period>, module: Module) -> Result<PostingFacts, Fault> {
        assert!(self.head.is_none(), "periods are locked before the journal's end");
        let mut facts = PostingFacts::default();
        for period in periods {
            let Some(year) = self.model.year_of_period(*period) else {
                continue;
            };
            let year = i64::from(year.year());
            let state = crate::store::periods::lock(self.tx, self.entity(), year, *period, module)?;
            self.locked.insert((year, *period));
            if state != PeriodState::Open {
                facts.states.insert(*period, state);
            }
        }
        // Periods are held for every row; asked only where one is.
        let holds_one = facts.states.values().any(|state| *state == PeriodState::Held);
        facts.may_post_held = holds_one && self.cx.still_has_every_row(self.tx, Permission::PeriodManage)?;
        Ok(facts)
    }

    /// Whether a number from outside is free; asked before a voucher is accepted.
    pub fn number_taken(&mut self, series: &str, year: i64, number: i64) -> Result<bool, Fault> {
        let waiting = self
            .waiting
            .iter()
            .any(|voucher| voucher.series == series && voucher.year == year && voucher.outside_number == Some(number));
        Ok(waiting || numbers::taken(self.tx, self.entity(), series, year, number)?)
    }

    /// The transaction, for what a command records beside its vouchers.
    pub fn tx(&mut self) -> &mut Tx {
        self.tx
    }

    /// Locks the journal's end before anything is appended, for a decision that rests on it.
    pub fn lock(&mut self) -> Result<(), Fault> {
        if self.head.is_none() {
            self.head = Some(numbers::lock_head(self.tx, self.cx.entity())?);
        }
        Ok(())
    }

    /// The number a series of our own would give next, counting vouchers not yet appended.
    pub fn next_number(&mut self, series: &str, year: i64) -> Result<i64, Fault> {
        self.flush()?;
        assert!(self.head.is_some(), "the journal's end is locked before a series");
        let last = numbers::lock_counter(self.tx, self.cx.entity(), series, year)?;
        Ok(last + 1)
    }

    /// What who posts may write.
    pub fn reach(&self) -> &Reach {
        &self.reach
    }

    /// Why who posts may not post a checked voucher: what [`Posting::add`] would refuse it for, for who tells
    /// it at its own place.
    pub fn beyond(&self, voucher: &BalancedVoucher) -> Vec<PostRefusal> {
        self.reach.of_voucher(voucher)
    }

    /// Adds a checked voucher, unless it lies beyond the reach of who posts; nothing of the posting is then
    /// kept. It is appended at the latest by [`Posting::finish`].
    pub fn add(&mut self, voucher: BalancedVoucher) -> Result<(), Fault> {
        assert_eq!(voucher.sum(), Some(Ore::ZERO), "a voucher balances on its way in");
        assert!(
            self.locked.contains(&(voucher.year, voucher.period)),
            "the period of a voucher is locked before it is posted"
        );
        let beyond = self.beyond(&voucher);
        if !beyond.is_empty() {
            self.refused.extend(beyond);
            return Ok(());
        }
        self.waiting_lines += voucher.lines.len();
        self.waiting.push(voucher);
        if GROUP_VOUCHERS <= self.waiting.len() || GROUP_LINES <= self.waiting_lines {
            self.flush()?;
        }
        Ok(())
    }

    /// Appends everything and answers what was posted, in order (empty when counting only). Refused
    /// where any of it lies beyond reach or a guard holds it back; nothing of the posting may then be kept.
    pub fn finish(self) -> Result<Posted, Stop<Vec<PostRefusal>>> {
        Ok(self.finish_on()?.0)
    }

    /// The same, with the transaction for what is recorded of the vouchers' numbers.
    pub fn finish_on(mut self) -> Result<(Posted, &'t mut Tx), Stop<Vec<PostRefusal>>> {
        self.flush()?;
        if !self.refused.is_empty() {
            return Err(Stop::Refused(self.refused));
        }
        let posted = Posted {
            count: self.count,
            vouchers: self.posted,
            interned: self.codings.into_iter().collect(),
        };
        Ok((posted, self.tx))
    }

    pub(crate) fn entity(&self) -> EntityId {
        self.cx.entity()
    }

    fn flush(&mut self) -> Result<(), Fault> {
        let mut vouchers = std::mem::take(&mut self.waiting);
        self.waiting_lines = 0;
        if vouchers.is_empty() {
            return Ok(());
        }
        let mut head = match self.head.take() {
            Some(head) => head,
            None => numbers::lock_head(self.tx, self.entity())?,
        };
        // What was there stands as it was; nothing else passes unasked.
        if self.source.name != SIE_SOURCE {
            let accepted = self.accepted.as_deref();
            let refused = guard::ask(self.tx, self.cx, &self.model, &mut vouchers, accepted)?;
            self.refused.extend(refused);
        }
        if !self.refused.is_empty() {
            self.head = Some(head);
            return Ok(());
        }
        self.note_rules(&vouchers);
        let cache: Arc<LedgerCache> = self.cx.store.shared();
        let coded = codings::intern(
            self.tx,
            self.cx.entity(),
            &vouchers,
            &cache,
            &mut self.codings,
            &mut head.coding,
        )?;
        append::balances(self.tx, self.cx.entity(), &vouchers, &coded)?;
        let (cx, model, source) = (self.cx, Arc::clone(&self.model), self.source.clone());
        let registered_at = self.registered_at.clone();
        let registration = append::Registration {
            entity: cx.entity(),
            at: &registered_at,
            by: cx.actor.user.get(),
            by_name: &cx.actor.name,
            source: source.name,
            source_sha256: source.sha256.as_deref(),
            model_version: model.version,
        };
        let mut rows = append::Rows::default();
        let mut at = 0;
        for voucher in &vouchers {
            let number = self.number(voucher)?;
            head.seq += 1;
            let hash = self.sealed(&head, number, voucher);
            let codings = &coded[at..at + voucher.lines.len()];
            at += voucher.lines.len();
            rows.voucher(&registration, &mut head, number, &hash, voucher, codings);
            rows.insert_filled(self.tx)?;
            self.remember(voucher, number, head.seq, &hash);
        }
        rows.insert(self.tx)?;
        numbers::store_counters(self.tx, self.cx.entity(), &self.counters)?;
        numbers::store_head(self.tx, self.cx.entity(), head.seq, &head.hash, head.coding)?;
        self.head = Some(head);
        Ok(())
    }

    /// Tells history by which rules the vouchers were made: the model's version, posting rules with
    /// theirs, warnings that were accepted (GL-29, DEF-06).
    fn note_rules(&mut self, vouchers: &[BalancedVoucher]) {
        let mut rules: BTreeSet<(&str, i64)> = BTreeSet::new();
        let mut warnings: BTreeSet<&str> = BTreeSet::new();
        for voucher in vouchers {
            let generated = voucher.lines.iter().filter_map(|line| line.generated.as_ref());
            rules.extend(generated.map(|generated| (generated.rule.as_str(), generated.version)));
            for said in voucher.warnings.split("; ").filter_map(|said| said.split_once(':')) {
                warnings.extend(said.0.split_whitespace());
            }
        }
        self.tx.note_rule(format!("model:{}", self.model.version));
        for (rule, version) in rules {
            self.tx.note_rule(format!("rule:{rule}:{version}"));
        }
        for warning in warnings {
            self.tx.note_rule(format!("warning:{warning}"));
        }
    }

    fn sealed(&self, head: &Head, number: i64, voucher: &BalancedVoucher) -> Hash {
        let seal = Seal {
            entity: self.cx.entity(),
            journal_seq: head.seq,
            number,
            registered_at: &self.registered_at,
            registered_by: self.cx.actor.user.get(),
            registered_by_name: &self.cx.actor.name,
            source: self.source.name,
            source_sha256: self.source.sha256.as_deref(),
            model_version: self.model.version,
            model_stamp: &self.model.stamp,
        };
        chain::hash(&head.hash, voucher, &seal)
    }

    fn remember(&mut self, voucher: &BalancedVoucher, number: i64, journal_seq: i64, hash: &Hash) {
        self.count += 1;
        if self.keep_posted {
            self.posted.push(PostedVoucher {
                number: VoucherNumber {
                    series: voucher.series.clone(),
                    year: voucher.year,
                    number,
                },
                journal_seq,
                period: voucher.period,
                hash: chain::hex(hash),
            });
        }
    }

    /// The number of a voucher: its own from outside, or the next of its series, taken here and
    /// nowhere else.
    fn number(&mut self, voucher: &BalancedVoucher) -> Result<i64, Fault> {
        let ours = self
            .model
            .series
            .get(&voucher.series)
            .is_some_and(|series| !series.outside);
        let given = voucher.outside_number;
        if let (Some(number), false) = (given, ours) {
            return Ok(number);
        }
        let key = (voucher.series.clone(), voucher.year);
        let last = match self.counters.get(&key) {
            Some(last) => *last,
            None => numbers::lock_counter(self.tx, self.cx.entity(), &key.0, key.1)?,
        };
        let number = given.unwrap_or(last + 1);
        self.counters.insert(key, last.max(number));
        Ok(number)
    }
}

/// What a posting came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posted {
    /// How many vouchers.
    pub count: u64,
    /// The vouchers, in order; empty when only counted.
    pub vouchers: Vec<PostedVoucher>,
    /// Codings met, to be kept in memory once the transaction is committed.
    pub(crate) interned: Vec<(CodingKey, i64)>,
}

impl Posted {
    /// Keeps the codings in memory; called when the transaction is committed, never before.
    pub fn committed(&mut self, cx: &Cx) {
        let cache: Arc<LedgerCache> = cx.store.shared();
        cache.keep_codings(cx.entity(), std::mem::take(&mut self.interned));
    }
}
