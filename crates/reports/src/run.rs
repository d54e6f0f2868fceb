//! Making a report: one snapshot of the database, one question, rows into a sink.

mod appropriation;
mod capital;
mod commitments;
mod distribution;
mod donations;
mod fee_follow_up;
mod journal;
mod ledger;
mod ready;
mod revenue_titles;
mod specification;
mod statement;
mod voucher;

use std::io::Write;

use kameral_access::{Cx, Permission, Scope};
use kameral_ledger::sight::Sight;
use kameral_ledger::store::balances::{Codings, codings};
use kameral_ledger::store::{model, vouchers};
use kameral_store::{Denied, Fault, Stop, Tx};

use crate::fetch::{self, Depth};
use crate::output::{Format, writer};
use crate::question::Question;
use crate::selection::Selection;
use crate::setting::Setting;
use crate::sink::{Collected, Sink};
use crate::{Cursor, PAGE_ROWS, Report, ReportQuery, ReportRefusal, Table, trial_balance, words};

/// What asking for a report may be answered with instead.
pub type ReportStop = Stop<Vec<ReportRefusal>>;

/// One page of a report.
///
/// Needs [`Permission::ReportRun`]; shows the rows of `cx.scope` and no others.
pub fn run(cx: &Cx, query: &ReportQuery) -> Result<Table, ReportStop> {
    let mut collected = Collected::default();
    let limit = query.limit.unwrap_or(PAGE_ROWS);
    produce(cx, query, Some(limit), &mut collected)?;
    Ok(collected.table())
}

/// Writes a report, every row of it unless the query has a limit. Journal and general ledger are
/// written as they are read; their length takes no memory.
///
/// A failure to write is a fault of kind [`kameral_store::FaultKind::Disk`].
pub fn write(cx: &Cx, query: &ReportQuery, format: Format, out: &mut dyn Write) -> Result<(), ReportStop> {
    let mut sink = writer(format, words(query.language), out);
    produce(cx, query, query.limit, &mut *sink)
}

/// Makes a report into a sink: what [`run`] and [`write`] do, for callers with a sink of their own.
/// Without a limit every row comes. Who may run reports of some names only is denied the others (REP-11).
pub fn produce(cx: &Cx, query: &ReportQuery, limit: Option<usize>, sink: &mut dyn Sink) -> Result<(), ReportStop> {
    if !cx.may_run(query.address.report.name()) {
        return Err(Stop::Denied(Denied::lacking(Permission::ReportRun.code())));
    }
    let answered = cx.read(Permission::ReportRun, |tx| {
        let model = model::load(tx, cx)?;
        let codings = codings(tx, cx)?;
        let (end, _) = vouchers::journal_end(tx, cx.entity())?;
        let rows = cx.scope.rows();
        let question = match Question::resolve(query, &model, rows, end, cx.today) {
            Ok(question) => question,
            Err(wrong) => return Ok(Err(wrong)),
        };
        let setting = Setting {
            model: &model,
            question: &question,
            scope: rows,
            user: &cx.actor.name,
            run_at: cx.now,
        };
        let run = Run {
            scope: &cx.scope,
            sight: &Sight::by(&model, &cx.scope, cx.today),
            setting,
            codings: &codings,
            after: query.after.clone(),
            limit,
        };
        run.make(tx, sink)
    });
    match answered {
        Ok(Ok(())) => Ok(()),
        Ok(Err(wrong)) => Err(Stop::Refused(wrong)),
        Err(stop) => Err(stop.map(|never| match never {})),
    }
}

/// One making of a report.
struct Run<'a> {
    scope: &'a Scope,
    sight: &'a Sight,
    setting: Setting<'a>,
    codings: &'a Codings,
    after: Option<Cursor>,
    limit: Option<usize>,
}

impl Run<'_> {
    fn make(&self, tx: &mut Tx, sink: &mut dyn Sink) -> Result<Result<(), Vec<ReportRefusal>>, Fault> {
        match self.setting.question.address.report {
            Report::TrialBalance => self.trial_balance(tx, sink)?,
            Report::GeneralLedger => ledger::make(self, tx, sink)?,
            Report::Journal => journal::make(self, tx, sink)?,
            Report::AccountSpecification => specification::make(self, tx, sink)?,
            Report::Appropriation => appropriation::make(self, tx, sink)?,
            Report::RevenueTitles => revenue_titles::make(self, tx, sink)?,
            Report::Commitments => commitments::make(self, tx, sink)?,
            Report::Voucher => return voucher::make(self, tx, sink),
            Report::RealEconomicDistribution | Report::AppropriationMatrix | Report::NineAccounts => {
                return distribution::make(self, tx, sink);
            }
            Report::Donations => return donations::make(self, tx, sink),
            Report::FeeFollowUp => return fee_follow_up::make(self, tx, sink),
            Report::CapitalChange => capital::make(self, tx, sink)?,
            Report::AppropriationSpecification
            | Report::CapitalSpecification
            | Report::StateCapitalSpecification
            | Report::SettlementSpecification => return ready::make(self, tx, sink),
            Report::IncomeStatement
            | Report::BalanceSheet
            | Report::IncomeStatementSCode
            | Report::BalanceSheetSCode
            | Report::StateAccount
            | Report::CashFlow => return statement::make(self, tx, sink),
        }
        Ok(Ok(()))
    }

    fn trial_balance(&self, tx: &mut Tx, sink: &mut dyn Sink) -> Result<(), Fault> {
        let keys = trial_balance::keys(self.setting.question);
        let sources: Vec<_> = keys.iter().map(|(_, source)| source).collect();
        let selection = Selection::new(self.setting.model, self.codings, self.setting.question, &sources);
        let sheet = fetch::sheet(
            tx,
            self.scope,
            self.setting.model,
            self.setting.question,
            &selection,
            Depth::Balances,
        )?;
        let table = trial_balance::table(self.setting, &selection, &sheet, self.after.clone(), self.limit)?;
        sink.head(table.head)?;
        table.rows.into_iter().try_for_each(|row| sink.row(row))?;
        sink.tail(table.tail)
    }

    /// Values of a coding, by position.
    fn values(&self, coding: i64) -> Vec<(u8, String)> {
        self.codings
            .get(&coding)
            .map(kameral_ledger::voucher::CodingKey::values)
            .unwrap_or_default()
    }
}
