//! The selected lines of one account, in order, a chunk at a time.

use kameral_access::Scope;
use kameral_base::{Period, PeriodRange};
use kameral_ledger::store::lines::{self, AccountLine, LinePlace};
use kameral_store::{Fault, Tx};

use crate::question::{Question, every_period};
use crate::selection::Selection;

/// Lines read at a time when all are wanted.
const CHUNK: usize = 5_000;

/// Lines read for one page, selected or not. A page of a rare selection in a large account comes
/// back short, with the place where the next one goes on.
const LINES_READ_MAX: usize = 50_000;

/// Which lines are walked.
pub struct Walk<'a> {
    /// Rows the user may meet.
    pub scope: &'a Scope,
    /// Year and end of the journal.
    pub question: &'a Question,
    /// Which codings are selected.
    pub selection: &'a Selection,
    /// The account.
    pub account: &'a str,
    /// Periods of the question's year.
    pub periods: PeriodRange,
    /// Lines per period, of what is selected; so periods without any are not read.
    pub lines_in: &'a dyn Fn(Period) -> i64,
}

impl Walk<'_> {
    /// Hands over lines after a place, at most `limit`. Answers the place to go on from when there
    /// may be more.
    pub fn each(
        &self,
        tx: &mut Tx,
        after: Option<LinePlace>,
        limit: Option<usize>,
        mut take: impl FnMut(&AccountLine) -> Result<(), Fault>,
    ) -> Result<Option<LinePlace>, Fault> {
        let partial = self.selection.is_partial(self.account);
        let chunk = limit.map_or(CHUNK, |limit| {
            if partial {
                1_000
            } else {
                limit.saturating_add(1).clamp(64, CHUNK)
            }
        });
        let (mut taken, mut read) = (0, 0);
        for range in self.ranges(partial) {
            let start = LinePlace::before(range.from());
            let mut place = after.map_or(start, |after| after.max(start));
            if place.period > range.to() {
                continue;
            }
            loop {
                let found = self.chunk(tx, place, range.to(), chunk)?;
                let is_last = found.len() < chunk;
                for line in &found {
                    if self.is_selected(line) {
                        if limit == Some(taken) {
                            return Ok(Some(place));
                        }
                        take(line)?;
                        taken += 1;
                    }
                    place = line.place;
                }
                read += found.len();
                if is_last {
                    break;
                }
                if limit.is_some() && LINES_READ_MAX <= read {
                    return Ok(Some(place));
                }
            }
        }
        Ok(None)
    }

    fn chunk(&self, tx: &mut Tx, after: LinePlace, to: Period, chunk: usize) -> Result<Vec<AccountLine>, Fault> {
        let limit = i64::try_from(chunk).unwrap_or(i64::MAX);
        lines::of_account(
            tx,
            self.scope,
            self.account,
            self.question.year_number(),
            after,
            to,
            limit,
        )
    }

    fn is_selected(&self, line: &AccountLine) -> bool {
        self.question
            .as_of
            .is_none_or(|as_of| line.place.journal_seq <= as_of.seq)
            && self.selection.group(line.coding).is_some()
    }

    /// One range, or one a period that has selected lines when many lines are not selected.
    fn ranges(&self, partial: bool) -> Vec<PeriodRange> {
        if !partial {
            return vec![self.periods];
        }
        let within = every_period(self.question.year)
            .into_iter()
            .filter(|period| self.periods.contains(*period));
        within
            .filter(|period| (self.lines_in)(*period) != 0)
            .map(PeriodRange::only)
            .collect()
    }
}
