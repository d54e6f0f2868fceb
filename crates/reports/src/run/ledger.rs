//! The general ledger, fetched: accounts in order, lines a chunk at a time.

use kameral_base::{Ore, Sentence, TrySum};
use kameral_ledger::store::lines::{self, LinePlace};
use kameral_store::{Fault, Tx};

use super::Run;
use crate::fetch::{self, Depth};
use crate::general_ledger::{self as ledger, Card};
use crate::selection::Selection;
use crate::sheet::{Sheet, add, too_large};
use crate::sink::Sink;
use crate::source::Source;
use crate::table::Tail;
use crate::walk::Walk;
use crate::{Cursor, Reconciles, trial_balance};

pub(super) fn make(run: &Run<'_>, tx: &mut Tx, sink: &mut dyn Sink) -> Result<(), Fault> {
    let question = run.setting.question;
    let selection = Selection::new(run.setting.model, run.codings, question, &[&Source::Account]);
    let sheet = fetch::sheet(tx, run.scope, run.setting.model, question, &selection, Depth::ByPeriod)?;
    let quantities = !sheet.units().is_empty();
    sink.head(run.setting.head(ledger::columns(run.setting, quantities)))?;
    let book = Book {
        run,
        selection: &selection,
        sheet: &sheet,
        quantities,
    };
    let mut page = Page::default();
    let next = book.cards(tx, sink, &mut page)?;
    let tail = book.tail(&page, next)?;
    if tail.next.is_none() && !sheet.unclosed.is_zero() {
        sink.row(ledger::unclosed(sheet.unclosed, quantities))?;
    }
    sink.tail(tail)
}

/// Rows of the page so far, and the sums of its lines.
#[derive(Default)]
struct Page {
    rows: usize,
    debit: Ore,
    credit: Ore,
    /// By how much the lines of the first account that is wrong differ from its balances.
    found: Ore,
}

struct Book<'a> {
    run: &'a Run<'a>,
    selection: &'a Selection,
    sheet: &'a Sheet,
    quantities: bool,
}

impl Book<'_> {
    /// Card after card until the page is full. Answers where the next page begins.
    fn cards(&self, tx: &mut Tx, sink: &mut dyn Sink, page: &mut Page) -> Result<Option<Cursor>, Fault> {
        let after = self.run.after.as_ref();
        for (group, values) in self.selection.in_order() {
            let account = values[0].as_str();
            if is_before(after, account) || self.is_empty(group) {
                continue;
            }
            if self.run.limit.is_some_and(|limit| limit <= page.rows) {
                return Ok(Some(Cursor::Account(account.to_owned(), None)));
            }
            let more = self.card(tx, sink, (group, account), page)?;
            if more.is_some() {
                return Ok(Some(Cursor::Account(account.to_owned(), more)));
            }
        }
        Ok(None)
    }

    /// The card of one account, or the rest of it. Answers where to go on when the page is full.
    fn card(
        &self,
        tx: &mut Tx,
        sink: &mut dyn Sink,
        (group, account): (usize, &str),
        page: &mut Page,
    ) -> Result<Option<LinePlace>, Fault> {
        let figures = &self.sheet.figures[group];
        let from = start_in(self.run.after.as_ref(), account);
        let balance = match from {
            None => figures.opening,
            Some(place) => self.balance_at(tx, (group, account), place)?,
        };
        let mut card = Card::new(self.run.setting, account, self.quantities, balance);
        if from.is_none() {
            sink.row(card.opening())?;
            page.rows += 1;
        }
        let walk = Walk {
            scope: self.run.scope,
            question: self.run.setting.question,
            selection: self.selection,
            account,
            periods: self.run.setting.question.periods,
            lines_in: &|period| self.sheet.movement(group, period).lines,
        };
        let left = self.run.limit.map(|limit| limit.saturating_sub(page.rows).max(1));
        let more = walk.each(tx, from, left, |line| {
            let side = if line.amount.is_negative() {
                &mut page.credit
            } else {
                &mut page.debit
            };
            *side = add(*side, line.amount.checked_abs().ok_or_else(too_large)?)?;
            page.rows += 1;
            sink.row(card.line(line, &self.run.values(line.coding))?)
        })?;
        if more.is_some() {
            return Ok(more);
        }
        if page.found.is_zero() {
            page.found = card.balance().checked_sub(figures.closing()?).ok_or_else(too_large)?;
        }
        for row in card.closing(figures, group, self.sheet) {
            page.rows += 1;
            sink.row(row)?;
        }
        Ok(None)
    }

    /// The balance after a line in the middle of a card: the periods before it from the cube, its
    /// own period from the lines.
    fn balance_at(&self, tx: &mut Tx, (group, account): (usize, &str), place: LinePlace) -> Result<Ore, Fault> {
        let question = self.run.setting.question;
        let mut balance = self.sheet.figures[group].opening;
        for period in question
            .each_period()
            .into_iter()
            .filter(|period| *period < place.period)
        {
            balance = add(balance, self.sheet.movement(group, period).net)?;
        }
        add(balance, self.within_period(tx, account, place)?)
    }

    /// What the selected lines of a place's period come to, up to and with the place.
    fn within_period(&self, tx: &mut Tx, account: &str, place: LinePlace) -> Result<Ore, Fault> {
        let (scope, year) = (self.run.scope, self.run.setting.question.year_number());
        if !self.selection.is_partial(account) {
            let start = LinePlace::before(place.period);
            return lines::sum_between(tx, scope, account, year, start, place);
        }
        let by_coding = lines::sum_within_period(tx, scope, account, year, place)?;
        let selected = by_coding
            .into_iter()
            .filter(|(coding, _)| self.selection.group(*coding).is_some());
        selected.map(|(_, sum)| sum).try_sum().ok_or_else(too_large)
    }

    fn tail(&self, page: &Page, next: Option<Cursor>) -> Result<Tail, Fault> {
        let question = self.run.setting.question;
        let total = self.sheet.total()?;
        let closing = total.closing()?;
        let label = Sentence::new;
        let total_row = ledger::total(
            label("report-total"),
            total.debit,
            total.credit,
            Some(closing),
            self.quantities,
        );
        let is_page = self.run.after.is_some() || next.is_some();
        let page_row = || {
            ledger::total(
                label("report-page-total"),
                page.debit,
                page.credit,
                None,
                self.quantities,
            )
        };
        Ok(Tail {
            totals: Some(total_row),
            page_totals: is_page.then(page_row),
            notes: trial_balance::notes(question, self.sheet),
            reconciles: Reconciles::judge(question.is_whole(), closing, self.sheet.whole.closing()?, page.found),
            after: self.run.after.clone(),
            next,
        })
    }

    fn is_empty(&self, group: usize) -> bool {
        let figures = &self.sheet.figures[group];
        figures.is_empty() && figures.lines == 0 && self.sheet.quantities_of(group).next().is_none()
    }
}

/// Whether an account stands before the page.
pub(super) fn is_before(after: Option<&Cursor>, account: &str) -> bool {
    matches!(after, Some(Cursor::Account(first, _)) if account < first.as_str())
}

/// The line after which the page begins, when it begins in this account.
pub(super) fn start_in(after: Option<&Cursor>, account: &str) -> Option<LinePlace> {
    match after {
        Some(Cursor::Account(first, place)) if first == account => *place,
        _ => None,
    }
}
