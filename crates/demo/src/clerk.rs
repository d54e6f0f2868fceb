//! Who does it: posts vouchers in the hands of the demo's users, corrects, pairs, closes.
//!
//! Everything goes through public commands. What is posted together in a real week is one command
//! here; the moment of registration is noon of its last day, so the same day gives the same books.

mod runs;

use std::collections::BTreeMap;

use kameral_access::Cx;
use kameral_appropriations::commands::{Settlement, make_commitment, roll_year, settle_commitment};
use kameral_base::{Date, EntityId, Timestamp, UserId};
use kameral_closing::commands::{CloseOrder, close_year};
use kameral_exchange::commands::{HermesOrder, make};
use kameral_ledger::commands::{
    ChargeOrder, PostRequest, annul, attach, charge, pair, post, recode, reverse, set_period,
};
use kameral_ledger::correct::{CorrectionOrder, Move};
use kameral_ledger::model::{Method, Module};
use kameral_ledger::open_item::Part;
use kameral_ledger::posting::Source;
use kameral_ledger::voucher::{DraftVoucher, PostedVoucher, VoucherNumber};
use kameral_store::Store;

use crate::acts::Act;
use crate::calendar::moment;
use crate::entry::{Entry, Hand, Item, Mark};
use crate::fault::DemoFault;

/// Vouchers of one command at most.
const TOGETHER_MAX: usize = 1_000;

/// Told how many vouchers are posted, of how many.
pub(crate) type Progress<'p> = &'p mut dyn FnMut(usize, usize);

/// Does one entity's work.
pub(crate) struct Clerk<'p> {
    store: Store,
    entity: EntityId,
    hands: BTreeMap<Hand, UserId>,
    items: BTreeMap<Item, Held>,
    marks: BTreeMap<Mark, Marked>,
    numbers: BTreeMap<(String, i64), i64>,
    /// The day the demo is made.
    pub today: Date,
    /// Vouchers posted so far, in this entity.
    pub count: usize,
    before: usize,
    total: usize,
    progress: Progress<'p>,
}

/// The lines of an open item so far.
struct Held {
    account: String,
    parts: Vec<Part>,
}

/// A posted voucher that something is done with later.
struct Marked {
    number: VoucherNumber,
    /// Followed lines: account and part.
    lines: Vec<(String, Part)>,
}

impl<'p> Clerk<'p> {
    /// A clerk at an entity; `before` vouchers of `total` were posted by others.
    pub fn new(
        store: &Store,
        entity: EntityId,
        hands: BTreeMap<Hand, UserId>,
        today: Date,
        (before, total): (usize, usize),
        progress: Progress<'p>,
    ) -> Self {
        Self {
            store: store.clone(),
            entity,
            hands,
            items: BTreeMap::new(),
            marks: BTreeMap::new(),
            numbers: BTreeMap::new(),
            today,
            count: 0,
            before,
            total,
            progress,
        }
    }

    /// Posts the vouchers of a month and does its acts, week by week.
    pub fn month(&mut self, entries: Vec<Entry>, mut acts: Vec<(Date, Act)>) -> Result<(), DemoFault> {
        let week = |day: Date| (day.day() - 1) / 7;
        let mut entries = entries;
        entries.sort_by_key(|entry| (week(entry.day), entry.hand, entry.accepts.is_some(), entry.day));
        acts.sort_by_key(|(day, _)| *day);
        let mut acts = acts.into_iter().peekable();
        let together = |a: &Entry, b: &Entry| {
            week(a.day) == week(b.day) && a.hand == b.hand && a.accepts.is_none() && b.accepts.is_none()
        };
        let mut groups: Vec<Vec<Entry>> = Vec::new();
        for entry in entries {
            match groups.last_mut() {
                Some(group) if group.len() < TOGETHER_MAX && together(&group[group.len() - 1], &entry) => {
                    group.push(entry);
                }
                _ => groups.push(vec![entry]),
            }
        }
        for group in groups {
            while let Some((day, act)) = acts.next_if(|(day, _)| week(*day) < week(group[0].day)) {
                self.act(day, &act)?;
            }
            self.post(group)?;
        }
        acts.try_for_each(|(day, act)| self.act(day, &act))
    }

    /// The surroundings of somebody's command on a day.
    pub fn cx(&self, hand: Hand, day: Date, minute: i64) -> Result<Cx, DemoFault> {
        self.cx_at(hand, day, moment(day, minute))
    }

    /// The same at a moment of one's own.
    pub fn cx_at(&self, hand: Hand, day: Date, now: Timestamp) -> Result<Cx, DemoFault> {
        let user = self.hands.get(&hand).copied().unwrap_or(UserId(0));
        let cx = Cx::of_user(&self.store, user, self.entity, "web", day, now)?;
        cx.ok_or_else(|| DemoFault::Refused(format!("{hand:?} holds no role")))
    }

    fn post(&mut self, mut group: Vec<Entry>) -> Result<(), DemoFault> {
        let (hand, day) = (
            group[0].hand,
            group.iter().map(|entry| entry.day).max().unwrap_or(group[0].day),
        );
        let cx = self.cx(hand, day, 0)?;
        for entry in &mut group {
            if let Some((name, content)) = entry.document.take() {
                let kept = attach(&cx, None, &name, "text/plain", content.as_bytes()).map_err(DemoFault::stopped)?;
                entry.draft.attachments.push(kept);
            }
        }
        let drafts: Vec<DraftVoucher> = group.iter_mut().map(|entry| std::mem::take(&mut entry.draft)).collect();
        let source = if hand == Hand::File { "file" } else { "entry" };
        let request = PostRequest {
            drafts,
            source: Source {
                name: source,
                sha256: None,
            },
            accept_warnings: group[0].accepts.clone(),
            subject: format!("{day}"),
        };
        let posted = post(&cx, None, &request).map_err(DemoFault::stopped)?;
        self.told(posted.len());
        for ((entry, draft), voucher) in group.iter().zip(&request.drafts).zip(posted) {
            self.remember(entry, draft, voucher)?;
        }
        Ok(())
    }

    fn told(&mut self, posted: usize) {
        self.count += posted;
        let done = self.before + self.count;
        (self.progress)(done, self.total.max(done));
    }

    /// Keeps what later acts need, and pairs what this voucher settles.
    fn remember(&mut self, entry: &Entry, draft: &DraftVoucher, voucher: PostedVoucher) -> Result<(), DemoFault> {
        let last = self
            .numbers
            .entry((voucher.number.series.clone(), voucher.number.year))
            .or_default();
        *last = voucher.number.number.max(*last);
        let mut lines = Vec::new();
        for (place, item) in &entry.items {
            let line = &draft.lines[*place];
            let line_no = i64::try_from(*place + 1).unwrap_or(i64::MAX);
            let part = Part {
                journal_seq: voucher.journal_seq,
                line_no,
                amount: line.amount,
            };
            lines.push((line.account.clone(), part));
            let held = Held {
                account: line.account.clone(),
                parts: Vec::new(),
            };
            self.items.entry(*item).or_insert(held).parts.push(part);
        }
        if let Some((commitment, amount)) = entry.commitment {
            let settled = Settlement {
                commitment,
                happened_on: entry.day,
                amount,
                line: Some((voucher.number.clone(), 1)),
                note: String::new(),
            };
            let cx = self.cx(Hand::Controller, entry.day, 45)?;
            settle_commitment(&cx, None, &settled).map_err(DemoFault::stopped)?;
        }
        if let Some(mark) = entry.mark {
            self.marks.insert(
                mark,
                Marked {
                    number: voucher.number,
                    lines,
                },
            );
        }
        if entry.settles { self.settle(entry) } else { Ok(()) }
    }

    fn settle(&mut self, entry: &Entry) -> Result<(), DemoFault> {
        let mut by_account: BTreeMap<String, Vec<Part>> = BTreeMap::new();
        for (_, item) in &entry.items {
            if let Some(held) = self.items.remove(item).filter(|held| 1 < held.parts.len()) {
                by_account.entry(held.account).or_default().extend(held.parts);
            }
        }
        let cx = self.cx(entry.hand, entry.day, 30)?;
        for (account, parts) in by_account {
            // A pairing holds whole items, so its parts always come to nothing.
            for parts in parts.chunks(PARTS_TOGETHER) {
                pair(&cx, None, &account, parts).map_err(DemoFault::stopped)?;
            }
        }
        Ok(())
    }

    fn act(&mut self, day: Date, act: &Act) -> Result<(), DemoFault> {
        match act {
            Act::Reverse { mark, reason } => self.reverse(day, *mark, reason),
            Act::Recode {
                mark,
                line,
                account,
                values,
                reason,
            } => {
                let Some(marked) = self.marks.get(mark) else {
                    return Ok(());
                };
                let step = Move {
                    line: *line,
                    account: account.clone(),
                    values: values.clone(),
                    amount: None,
                };
                let cx = self.cx(Hand::Accountant, day, 60)?;
                recode(&cx, None, &marked.number, &order(day, reason), &[step]).map_err(DemoFault::stopped)?;
                self.told(1);
                Ok(())
            }
            Act::Annul { series, reason } => self.annul(day, series, reason),
            Act::Periods { periods, state } => {
                let cx = self.cx(Hand::Controller, day, 240)?;
                for period in periods {
                    set_period(&cx, None, *period, &Module::ALL, *state, "").map_err(DemoFault::stopped)?;
                }
                Ok(())
            }
            Act::Report { kind, period } => {
                let order = HermesOrder {
                    kind: *kind,
                    period: *period,
                    letter: String::new(),
                };
                let cx = self.cx(Hand::Controller, day, 300)?;
                make(&cx, None, &order).map(|_| ()).map_err(DemoFault::stopped)
            }
            Act::Charge { period } => {
                let order = ChargeOrder {
                    period: *period,
                    methods: vec![Method::Run],
                    accept_warnings: None,
                };
                let cx = self.cx(Hand::Controller, day, 180)?;
                let posted = charge(&cx, None, &order).map_err(DemoFault::stopped)?;
                self.told(posted.len());
                Ok(())
            }
            Act::Allocate { period, .. } => self.allocate(day, *period),
            Act::Treat { key, period, treatment } => self.treat(day, key, *period, *treatment),
            Act::Transfer { order, hand, .. } => self.transfer(*hand, day, order),
            Act::Commit(new) => {
                let cx = self.cx(Hand::Controller, day, 90)?;
                make_commitment(&cx, None, new).map(|_| ()).map_err(DemoFault::stopped)
            }
            Act::BeginBudgetYear { year, document } => {
                let cx = self.cx(Hand::Controller, day, 150)?;
                let begun = roll_year(&cx, None, i64::from(*year), day, document);
                begun.map(|_| ()).map_err(DemoFault::stopped)
            }
            Act::CloseYear { year } => {
                let order = CloseOrder {
                    year: i64::from(*year),
                    accept_warnings: None,
                };
                let cx = self.cx(Hand::Controller, day, 120)?;
                let posted = close_year(&cx, None, &order).map_err(DemoFault::stopped)?;
                self.told(posted.len());
                Ok(())
            }
        }
    }

    fn reverse(&mut self, day: Date, mark: Mark, reason: &str) -> Result<(), DemoFault> {
        let Some(marked) = self.marks.remove(&mark) else {
            return Ok(());
        };
        let reason = reason.replace("{number}", &marked.number.to_string());
        let cx = self.cx(Hand::Accountant, day, 60)?;
        let voucher = reverse(&cx, None, &marked.number, &order(day, &reason)).map_err(DemoFault::stopped)?;
        self.told(1);
        for (account, part) in marked.lines {
            let Some(amount) = part.amount.checked_neg() else {
                continue;
            };
            let undone = Part {
                journal_seq: voucher.journal_seq,
                amount,
                ..part
            };
            pair(&cx, None, &account, &[part, undone]).map_err(DemoFault::stopped)?;
        }
        Ok(())
    }

    fn annul(&mut self, day: Date, series: &str, reason: &str) -> Result<(), DemoFault> {
        let year = i64::from(day.year());
        let last = self.numbers.entry((series.to_owned(), year)).or_default();
        *last += 1;
        let number = VoucherNumber {
            series: series.to_owned(),
            year,
            number: *last,
        };
        let cx = self.cx(Hand::Controller, day, 60)?;
        annul(&cx, None, &number, &order(day, reason)).map_err(DemoFault::stopped)?;
        self.told(1);
        Ok(())
    }
}

/// Parts of one pairing at most; even, because an item is a line and its counterpart.
const PARTS_TOGETHER: usize = 500;

fn order(day: Date, reason: &str) -> CorrectionOrder {
    CorrectionOrder {
        date: day,
        period: None,
        reason: reason.to_owned(),
    }
}
