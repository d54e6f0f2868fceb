//! The journal, fetched: the periods' vouchers merged by their place in the journal, and their lines
//! as they are read.

use std::collections::VecDeque;

use kameral_base::{Ore, Period};
use kameral_ledger::store::journal::{JournalRow, JournalVoucher, each_line, of_period};
use kameral_store::{Fault, Tx};

use super::Run;
use crate::fetch::{self, Depth};
use crate::journal::{self as journal, ControlSums};
use crate::selection::Selection;
use crate::sheet::{Figures, Sheet};
use crate::sink::Sink;
use crate::source::Coding;
use crate::table::Tail;
use crate::{Cursor, Reconciles};

/// Vouchers held at a time.
const VOUCHERS_HELD: usize = 500;
/// Lines of the vouchers read together.
const LINES_TOGETHER: i64 = 5_000;
/// Places between two vouchers that are rather read past than asked for apart.
const GAP_MAX: i64 = 20;
/// Lines of one voucher a page shows; the report on the voucher shows them all.
const LINES_SHOWN_MAX: i64 = 1_000;
/// Lines read for one page, selected or not.
const LINES_READ_MAX: i64 = 50_000;

pub(super) fn make(run: &Run<'_>, tx: &mut Tx, sink: &mut dyn Sink) -> Result<(), Fault> {
    let question = run.setting.question;
    let selection = Selection::new(run.setting.model, run.codings, question, &[]);
    let sheet = fetch::sheet(tx, run.scope, run.setting.model, question, &selection, Depth::Year)?;
    sink.head(run.setting.head(journal::columns(run.setting)))?;
    let after = match run.after {
        Some(Cursor::Journal(seq)) => seq,
        _ => 0,
    };
    let mut vouchers = Vouchers::new(run, after);
    let mut page = Page::new(run, &selection);
    let mut next = None;
    loop {
        let together = vouchers.together(tx, page.lines_left())?;
        let Some(last) = together.last() else { break };
        let last = last.journal_seq;
        page.take(tx, sink, &together)?;
        if page.is_full() {
            // There may be no more; then the next page is empty and says so.
            next = vouchers.has_more(tx)?.then_some(Cursor::Journal(last));
            break;
        }
    }
    sink.tail(tail(run, &sheet, &page, next)?)
}

fn tail(run: &Run<'_>, sheet: &Sheet, page: &Page<'_>, next: Option<Cursor>) -> Result<Tail, Fault> {
    let question = run.setting.question;
    let total = sheet.total()?;
    let is_complete = run.after.is_none() && next.is_none();
    // The lines that were read come to what the balances say, or the balances are wrong.
    let read = if is_complete {
        difference(&page.sums, &total)?
    } else {
        Ore::ZERO
    };
    let found = if page.unbalanced.is_zero() {
        read
    } else {
        page.unbalanced
    };
    let sides = sheet.whole.period()?;
    Ok(Tail {
        totals: Some(journal::total("report-total", total.debit, total.credit)),
        page_totals: (!is_complete).then(|| journal::total("report-page-total", page.sums.debit, page.sums.credit)),
        notes: vec![journal::counted(&page.sums, total.lines, is_complete)],
        reconciles: Reconciles::judge(question.is_whole(), total.period()?, sides, found),
        after: run.after.clone(),
        next,
    })
}

fn difference(read: &ControlSums, whole: &Figures) -> Result<Ore, Fault> {
    let minus = |a: Ore, b: Ore| a.checked_sub(b).ok_or_else(crate::sheet::too_large);
    let debit = minus(read.debit, whole.debit)?;
    if debit.is_zero() {
        minus(read.credit, whole.credit)
    } else {
        Ok(debit)
    }
}

/// Vouchers of the question's periods, merged into the order of the journal.
struct Vouchers<'a> {
    run: &'a Run<'a>,
    periods: Vec<Held>,
}

/// Vouchers of one period that were read ahead.
struct Held {
    period: Period,
    after: i64,
    vouchers: VecDeque<JournalVoucher>,
    is_read: bool,
}

impl<'a> Vouchers<'a> {
    fn new(run: &'a Run<'a>, after: i64) -> Self {
        let periods = run.setting.question.each_period().into_iter();
        let held = |period| Held {
            period,
            after,
            vouchers: VecDeque::new(),
            is_read: false,
        };
        Self {
            run,
            periods: periods.map(held).collect(),
        }
    }

    /// The next vouchers, whose lines are read together: at least one while there are any.
    fn together(&mut self, tx: &mut Tx, lines_left: Option<i64>) -> Result<Vec<JournalVoucher>, Fault> {
        let most = lines_left.unwrap_or(LINES_TOGETHER).min(LINES_TOGETHER);
        let mut together: Vec<JournalVoucher> = Vec::new();
        let mut lines = 0;
        while together.len() < VOUCHERS_HELD && lines < most {
            let Some(at) = self.first(tx)? else { break };
            let Some(voucher) = self.periods[at].vouchers.pop_front() else {
                break;
            };
            lines += voucher.line_count + 1;
            together.push(voucher);
        }
        Ok(together)
    }

    /// Which period holds the next voucher.
    fn first(&mut self, tx: &mut Tx) -> Result<Option<usize>, Fault> {
        for held in &mut self.periods {
            held.fill(self.run, tx)?;
        }
        let firsts = self.periods.iter().enumerate();
        let firsts = firsts.filter_map(|(at, held)| Some((held.vouchers.front()?.journal_seq, at)));
        Ok(firsts.min().map(|(_, at)| at))
    }

    fn has_more(&mut self, tx: &mut Tx) -> Result<bool, Fault> {
        Ok(self.first(tx)?.is_some())
    }
}

impl Held {
    fn fill(&mut self, run: &Run<'_>, tx: &mut Tx) -> Result<(), Fault> {
        if self.is_read || !self.vouchers.is_empty() {
            return Ok(());
        }
        let question = run.setting.question;
        let most = run
            .limit
            .map_or(VOUCHERS_HELD, |limit| limit.saturating_add(1).min(VOUCHERS_HELD));
        let limit = i64::try_from(most).unwrap_or(i64::MAX);
        let year = question.year_number();
        let found = of_period(tx, run.scope, year, self.period, self.after, question.seq, limit)?;
        self.is_read = found.len() < most;
        if let Some(last) = found.last() {
            self.after = last.journal_seq;
        }
        self.vouchers = found.into();
        Ok(())
    }
}

/// The rows of a page as they are made, and what they add up to.
struct Page<'a> {
    run: &'a Run<'a>,
    selection: &'a Selection,
    rows: usize,
    read: i64,
    sums: ControlSums,
    /// What the lines of the first voucher that does not balance come to.
    unbalanced: Ore,
}

impl<'a> Page<'a> {
    fn new(run: &'a Run<'a>, selection: &'a Selection) -> Self {
        Self {
            run,
            selection,
            rows: 0,
            read: 0,
            sums: ControlSums::default(),
            unbalanced: Ore::ZERO,
        }
    }

    fn is_full(&self) -> bool {
        self.run
            .limit
            .is_some_and(|limit| limit <= self.rows || LINES_READ_MAX <= self.read)
    }

    fn lines_left(&self) -> Option<i64> {
        let left = self.run.limit?.saturating_sub(self.rows).max(1);
        Some(i64::try_from(left).unwrap_or(i64::MAX))
    }

    /// Rows of these vouchers, in order.
    fn take(&mut self, tx: &mut Tx, sink: &mut dyn Sink, vouchers: &[JournalVoucher]) -> Result<(), Fault> {
        let near = |a: &JournalVoucher, b: &JournalVoucher| b.journal_seq - a.journal_seq <= GAP_MAX;
        for run in vouchers.chunk_by(near) {
            let (first, last) = (run[0].journal_seq, run[run.len() - 1].journal_seq);
            let mut rest = run.iter();
            let mut at = Open::none();
            each_line(tx, self.run.scope, first, last, |line| {
                while at.seq() < line.journal_seq {
                    self.close(sink, &at)?;
                    at = match rest.next() {
                        Some(voucher) => self.open(sink, voucher)?,
                        None => return Ok(()),
                    };
                }
                if at.seq() == line.journal_seq {
                    self.line(sink, &mut at, line)
                } else {
                    Ok(())
                }
            })?;
            self.close(sink, &at)?;
            for voucher in rest {
                let empty = self.open(sink, voucher)?;
                self.close(sink, &empty)?;
            }
        }
        Ok(())
    }

    /// A voucher with lines is told when its first selected line is met; an empty one, which keeps
    /// an annulled number, only in a journal of everything.
    fn open<'v>(&mut self, sink: &mut dyn Sink, voucher: &'v JournalVoucher) -> Result<Open<'v>, Fault> {
        let mut open = Open {
            voucher: Some(voucher),
            is_told: false,
            shown: 0,
            hidden: 0,
            sum: Ore::ZERO,
        };
        if self.run.setting.question.is_whole() {
            self.tell(sink, &mut open)?;
        }
        Ok(open)
    }

    fn tell(&mut self, sink: &mut dyn Sink, open: &mut Open<'_>) -> Result<(), Fault> {
        let Some(voucher) = open.voucher else {
            return Ok(());
        };
        open.is_told = true;
        self.sums.vouchers += 1;
        self.rows += 1;
        sink.row(journal::heading(voucher))
    }

    fn line(&mut self, sink: &mut dyn Sink, open: &mut Open<'_>, line: JournalRow) -> Result<(), Fault> {
        self.read += 1;
        open.sum = crate::sheet::add(open.sum, line.amount)?;
        if self.selection.group(line.coding).is_none() {
            return Ok(());
        }
        if !open.is_told {
            self.tell(sink, open)?;
        }
        self.sums.take(&line)?;
        if self.run.limit.is_some() && LINES_SHOWN_MAX <= open.shown {
            open.hidden += 1;
            return Ok(());
        }
        let (Some(voucher), Some(key)) = (open.voucher, self.run.codings.get(&line.coding)) else {
            return Ok(());
        };
        open.shown += 1;
        self.rows += 1;
        let values = key.values();
        let coding = Coding {
            account: key.account(),
            values: &values,
        };
        sink.row(journal::line(self.run.setting, voucher, &line, coding))
    }

    fn close(&mut self, sink: &mut dyn Sink, open: &Open<'_>) -> Result<(), Fault> {
        let Some(voucher) = open.voucher else {
            return Ok(());
        };
        if self.unbalanced.is_zero() {
            self.unbalanced = open.sum;
        }
        if open.hidden == 0 {
            Ok(())
        } else {
            sink.row(journal::more(voucher, open.hidden))
        }
    }
}

/// The voucher whose lines are being read.
struct Open<'v> {
    voucher: Option<&'v JournalVoucher>,
    is_told: bool,
    shown: i64,
    hidden: i64,
    /// Sum of all its lines, selected or not.
    sum: Ore,
}

impl Open<'_> {
    fn none() -> Self {
        Self {
            voucher: None,
            is_told: false,
            shown: 0,
            hidden: 0,
            sum: Ore::ZERO,
        }
    }

    fn seq(&self) -> i64 {
        self.voucher.map_or(0, |voucher| voucher.journal_seq)
    }
}
