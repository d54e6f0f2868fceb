//! The account specification, fetched.

use kameral_base::{Ore, Sentence};
use kameral_ledger::store::lines::LinePlace;
use kameral_store::{Fault, Tx};

use super::Run;
use super::ledger::{is_before, start_in};
use crate::account_specification::{self as specification, MadeUpOf};
use crate::fetch::{self, Depth};
use crate::selection::Selection;
use crate::sheet::{Figures, Sheet, add, too_large};
use crate::sink::Sink;
use crate::source::Source;
use crate::table::{Head, Tail};
use crate::walk::Walk;
use crate::{Cursor, Key, Reconciles};

/// Groups of one account: their numbers, with account and values.
type Part<'a> = (usize, &'a [String]);

pub(super) fn make(run: &Run<'_>, tx: &mut Tx, sink: &mut dyn Sink) -> Result<(), Fault> {
    let setting = run.setting;
    let keys = specification::keys(setting.model, setting.question);
    let sources: Vec<&Source> = std::iter::once(&Source::Account)
        .chain(keys.iter().map(|(_, source)| source))
        .collect();
    let selection = Selection::new(setting.model, run.codings, setting.question, &sources);
    let sheet = fetch::sheet(
        tx,
        run.scope,
        setting.model,
        setting.question,
        &selection,
        Depth::ByPeriod,
    )?;
    let keys: Vec<Key> = keys.into_iter().map(|(key, _)| key).collect();
    sink.head(Head {
        by: keys.clone(),
        ..setting.head(specification::columns(setting))
    })?;
    let specified = Specified {
        run,
        keys: &keys,
        selection: &selection,
        sheet: &sheet,
    };
    let parts: Vec<Part<'_>> = selection
        .in_order()
        .filter(|(group, _)| specified.has_figures(*group))
        .collect();
    let mut page = Page::default();
    for parts in parts.chunk_by(|a, b| a.1[0] == b.1[0]) {
        specified.take(tx, sink, parts, &mut page)?;
    }
    sink.tail(specified.tail(page)?)
}

#[derive(Default)]
struct Page {
    rows: usize,
    /// Sum of every account specified, also on other pages.
    total: Figures,
    next: Option<Cursor>,
    has_items: bool,
    /// By how much the lines of the first account that is wrong differ from its balance.
    found: Ore,
}

struct Specified<'a> {
    run: &'a Run<'a>,
    keys: &'a [Key],
    selection: &'a Selection,
    sheet: &'a Sheet,
}

impl Specified<'_> {
    fn has_figures(&self, group: usize) -> bool {
        let figures = &self.sheet.figures[group];
        !figures.is_empty() || figures.lines != 0
    }

    fn sum(&self, parts: &[Part<'_>]) -> Result<Figures, Fault> {
        parts.iter().try_fold(Figures::default(), |sum, (group, _)| {
            sum.plus(&self.sheet.figures[*group])
        })
    }

    /// One account's parts: counted, and told when it stands on this page.
    fn take(&self, tx: &mut Tx, sink: &mut dyn Sink, parts: &[Part<'_>], page: &mut Page) -> Result<(), Fault> {
        let account = parts[0].1[0].as_str();
        let Some(made_up_of) = specification::made_up_of(self.run.setting.model, account) else {
            return Ok(());
        };
        let figures = self.sum(parts)?;
        page.total = page.total.plus(&figures)?;
        if page.next.is_some() || is_before(self.run.after.as_ref(), account) {
            return Ok(());
        }
        if self.run.limit.is_some_and(|limit| limit <= page.rows) {
            page.next = Some(Cursor::Account(account.to_owned(), None));
            return Ok(());
        }
        let more = self.account(tx, sink, (account, parts, made_up_of), &figures, page)?;
        page.next = more.map(|place| Cursor::Account(account.to_owned(), Some(place)));
        Ok(())
    }

    fn tail(&self, page: Page) -> Result<Tail, Fault> {
        let is_whole = self.run.setting.question.is_whole();
        // Balance accounts alone need not come to zero: the year's result is not among them.
        let selected = if is_whole { Ore::ZERO } else { page.total.closing()? };
        let items = page.has_items.then(|| Sentence::new("report-note-items"));
        Ok(Tail {
            totals: Some(specification::total("report-total", &page.total)?),
            page_totals: None,
            notes: items.into_iter().collect(),
            reconciles: Reconciles::judge(is_whole, selected, self.sheet.whole.closing()?, page.found),
            after: self.run.after.clone(),
            next: page.next,
        })
    }

    fn account(
        &self,
        tx: &mut Tx,
        sink: &mut dyn Sink,
        (account, parts, made_up_of): (&str, &[Part<'_>], MadeUpOf),
        figures: &Figures,
        page: &mut Page,
    ) -> Result<Option<LinePlace>, Fault> {
        let setting = self.run.setting;
        let from = start_in(self.run.after.as_ref(), account);
        if from.is_none() {
            page.rows += 1;
            sink.row(specification::account(setting, account, figures)?)?;
        }
        match made_up_of {
            MadeUpOf::Values => self.values(sink, account, parts, page).map(|()| None),
            MadeUpOf::Lines => self.lines(tx, sink, (account, parts, from), figures, page),
        }
    }

    fn values(&self, sink: &mut dyn Sink, account: &str, parts: &[Part<'_>], page: &mut Page) -> Result<(), Fault> {
        if let [(_, values)] = parts
            && values[1..].iter().all(String::is_empty)
        {
            return Ok(());
        }
        for (group, values) in parts {
            let values: Vec<(Key, String)> = self.keys.iter().cloned().zip(values[1..].iter().cloned()).collect();
            page.rows += 1;
            sink.row(specification::by_values(
                self.run.setting,
                account,
                &values,
                &self.sheet.figures[*group],
            )?)?;
        }
        Ok(())
    }

    fn lines(
        &self,
        tx: &mut Tx,
        sink: &mut dyn Sink,
        (account, parts, from): (&str, &[Part<'_>], Option<LinePlace>),
        figures: &Figures,
        page: &mut Page,
    ) -> Result<Option<LinePlace>, Fault> {
        let setting = self.run.setting;
        let question = setting.question;
        page.has_items = true;
        let mut sum = self.carried(parts)?;
        if from.is_none() && !sum.is_zero() {
            page.rows += 1;
            sink.row(specification::carried(setting, account, sum))?;
        }
        let walk = Walk {
            scope: self.run.scope,
            question,
            selection: self.selection,
            account,
            periods: question.through(),
            lines_in: &|period| {
                parts
                    .iter()
                    .map(|(group, _)| self.sheet.movement(*group, period).lines)
                    .sum()
            },
        };
        let left = self.run.limit.map(|limit| limit.saturating_sub(page.rows).max(1));
        let more = walk.each(tx, from, left, |line| {
            sum = add(sum, line.amount)?;
            page.rows += 1;
            sink.row(specification::line(
                setting,
                account,
                line,
                &self.run.values(line.coding),
            ))
        })?;
        let is_all = from.is_none() && more.is_none();
        if is_all && page.found.is_zero() {
            page.found = sum.checked_sub(figures.closing()?).ok_or_else(too_large)?;
        }
        Ok(more)
    }

    /// What the account was carried into the year with: its opening balance less what the year
    /// posted before the periods.
    fn carried(&self, parts: &[Part<'_>]) -> Result<Ore, Fault> {
        let question = self.run.setting.question;
        let mut carried = self.sum(parts)?.opening;
        let Some(before) = question.before() else {
            return Ok(carried);
        };
        for period in crate::question::every_period(question.year) {
            for (group, _) in parts.iter().filter(|_| before.contains(period)) {
                let net = self.sheet.movement(*group, period).net;
                carried = carried.checked_sub(net).ok_or_else(too_large)?;
            }
        }
        Ok(carried)
    }
}
