//! Income statement, balance sheet and the other forms: the cube of two years into lines and sums.

mod controls;
mod defined;

use std::collections::BTreeMap;

use kameral_base::{Ore, Sentence};
use kameral_ledger::model::StatementLine;
use kameral_ledger::store::registers;
use kameral_store::{Fault, Tx};

use controls::{capital_control, differs, outside_controls, outside_of};

use super::Run;
use crate::question::Question;
use crate::setting::Setting;
use crate::sheet::Figures;
use crate::sink::Sink;
use crate::source::{Coding, Source};
use crate::statement::basis::{Basis, BasisRow, fetch};
use crate::statement::definition;
use crate::statement::evaluate::{Shown, evaluate};
use crate::statement::form::{AccountRange, CAPITAL_FROM, Form, Take};
use crate::statement::placing::{Roles, interest_credit, result};
use crate::statement::rows::{FigureColumn, Layout, must_equal};
use crate::table::{Head, Tail};
use crate::{Key, Reconciles, Report, ReportRefusal, trial_balance};

/// Forms of both statements, and who stands on them in a way of their own.
pub(super) struct Statements {
    /// The income statement.
    pub income: Form,
    /// The balance sheet.
    pub balance: Form,
    /// Roles of accounts.
    pub roles: Roles,
}

impl Statements {
    /// The statements of the entity.
    pub fn load(run: &Run<'_>, tx: &mut Tx) -> Result<Self, Fault> {
        let register: Vec<StatementLine> = registers::statement_lines(tx, run.scope.entity())?;
        let (model, language) = (run.setting.model, run.setting.question.language);
        let sums = definition::sums(model.entity.rules, language);
        let form = |statement| Form::of_statement(statement, &register, &sums, language);
        Ok(Self {
            income: form("income"),
            balance: form("balance"),
            roles: Roles::of(model),
        })
    }

    /// Whether an account is one of the result: on a line of the income statement.
    pub fn is_result(&self, account: &str) -> bool {
        self.income.line_of(account).is_some()
    }

    /// The rows as a balance sheet has them: credit on the interest account as a debt, results of
    /// earlier years with the capital they have not been moved to, the result of this year with its
    /// capital change. Answers what was moved from the interest account.
    pub fn balance_rows(
        &self,
        setting: Setting<'_>,
        basis: &Basis,
        keys: &[(Key, Source)],
    ) -> Result<(Vec<BasisRow>, Ore), Fault> {
        let question = setting.question;
        let moved = |row: &BasisRow, account: &str| values_on(setting, keys, row, account);
        let mut rows = basis.rows.clone();
        // A part of the account may be negative without the account being so.
        let credit = if question.is_whole() {
            interest_credit(&mut rows, &self.roles, &moved)?
        } else {
            Ore::ZERO
        };
        let opening = |opening: Ore| Figures {
            opening,
            ..Figures::default()
        };
        if basis.unclosed != [Ore::ZERO; 2] {
            let account = self
                .roles
                .balanced
                .clone()
                .or_else(|| self.roles.capital_change.clone());
            let mut row = BasisRow {
                account: account.unwrap_or_default(),
                values: vec![String::new(); keys.len()],
                now: opening(basis.unclosed[0]),
                before: opening(basis.unclosed[1]),
            };
            row.values = moved(&row, &row.account);
            rows.push(row);
        }
        result(&mut rows, &self.roles, |account| self.is_result(account), &moved);
        Ok((rows, credit))
    }

    /// What lines of the balance sheet hold beside their own accounts.
    fn more(&self, credit: Ore) -> BTreeMap<usize, Vec<AccountRange>> {
        let mut more = BTreeMap::new();
        let line = |account: &Option<String>| account.as_deref().and_then(|account| self.balance.line_of(account));
        if let Some(line) = line(&self.roles.capital_change) {
            more.insert(line, every_range(&self.income));
        }
        if let (Some(line), false) = (line(&self.roles.credit), credit.is_zero()) {
            let of_interest = self.roles.interest().iter().map(|account| AccountRange {
                from: account.clone(),
                to: account.clone(),
            });
            more.insert(line, of_interest.collect());
        }
        more
    }
}

/// The values of a row when it stands on another account.
fn values_on(setting: Setting<'_>, keys: &[(Key, Source)], row: &BasisRow, account: &str) -> Vec<String> {
    let values = keys.iter().zip(&row.values).map(|((_, source), value)| {
        if source.follows_account() {
            let coding = Coding { account, values: &[] };
            source.value(setting.model, coding, setting.question.day).into_owned()
        } else {
            value.clone()
        }
    });
    values.collect()
}

fn every_range(form: &Form) -> Vec<AccountRange> {
    let parts = form.lines.iter().flat_map(|line| &line.parts);
    parts.map(|part| part.range.clone()).collect()
}

/// Makes a report that is a form; refuses one that the rule set does not have.
pub(super) fn make(run: &Run<'_>, tx: &mut Tx, sink: &mut dyn Sink) -> Result<Result<(), Vec<ReportRefusal>>, Fault> {
    let setting = run.setting;
    let (rules, language) = (setting.model.entity.rules, setting.question.language);
    let report = setting.question.address.report;
    let other = match report {
        Report::StateAccount => Some(definition::state_account(rules, language)),
        Report::CashFlow => Some(definition::cash_flow(rules, language)),
        _ => None,
    };
    match other {
        None => statement(run, tx, sink)?,
        Some(Some(form)) => defined::make(run, tx, sink, &form)?,
        Some(None) => {
            return Ok(Err(vec![ReportRefusal::OtherRules {
                report: report.name(),
                rules: rules.word(),
            }]));
        }
    }
    Ok(Ok(()))
}

/// What lines are parted by: what was asked, or the S-code for reports by S-code.
fn keys(question: &Question) -> Vec<(Key, Source)> {
    let by_s_code = matches!(
        question.address.report,
        Report::IncomeStatementSCode | Report::BalanceSheetSCode
    );
    if question.by.is_empty() && by_s_code {
        vec![(Key::s_code(), Source::SCode)]
    } else {
        question.by.clone()
    }
}

/// Income statement or balance sheet.
fn statement(run: &Run<'_>, tx: &mut Tx, sink: &mut dyn Sink) -> Result<(), Fault> {
    let setting = run.setting;
    let question = setting.question;
    let is_balance = matches!(
        question.address.report,
        Report::BalanceSheet | Report::BalanceSheetSCode
    );
    let statements = Statements::load(run, tx)?;
    let keys = keys(question);
    let sources: Vec<&Source> = keys.iter().map(|(_, source)| source).collect();
    let earlier = if is_balance {
        question.of_whole_year_before(setting.model)
    } else {
        question.of_year_before(setting.model)
    };
    let asked = (question, earlier.as_ref());
    let basis = fetch(tx, run.scope, setting.model, run.codings, asked, &sources)?;
    let columns = statement_columns(question, earlier.as_ref(), is_balance);
    let shown: Vec<Shown> = columns.iter().map(|column| column.shown).collect();
    let (balance_rows, credit) = statements.balance_rows(setting, &basis, &keys)?;
    let balance = evaluate(&statements.balance, &shown, &balance_rows)?;
    let income = evaluate(&statements.income, &shown, &basis.rows)?;
    let (form, filled) = if is_balance {
        (&statements.balance, &balance)
    } else {
        (&statements.income, &income)
    };
    let outside = outside_of(&statements, &income, &balance);
    let mut controls = Vec::new();
    if question.is_whole() {
        controls.extend(must_equal(form, filled, true)?);
        if !is_balance {
            controls.extend(capital_control(&statements, &income, &balance)?);
        }
    }
    controls.extend(outside_controls(setting, &outside)?);
    let more = if is_balance {
        statements.more(credit)
    } else {
        BTreeMap::new()
    };
    let headings = if is_balance { sides(form) } else { BTreeMap::new() };
    let layout = Layout {
        setting,
        form,
        filled,
        columns: &columns,
        keys: &keys,
        more: &more,
        headings: &headings,
        controls: &controls,
    };
    let mut notes = notes(question, &basis);
    if is_balance && !credit.is_zero() {
        notes.push(Sentence::new("report-note-interest-credit").with("amount", credit.checked_abs().unwrap_or(credit)));
    }
    let differs = differs(&statements, &basis, &columns, (&balance, &outside))?;
    let reconciles = reconciles(question, &basis, differs)?;
    write(&layout, &keys, notes, reconciles, sink)
}

fn statement_columns(question: &Question, earlier: Option<&Question>, is_balance: bool) -> Vec<FigureColumn> {
    let (before, within, through) = (question.before(), Some(question.periods), Some(question.through()));
    let then = earlier.map(Question::through);
    let column = |key, label, shown, drill| FigureColumn {
        key,
        label,
        shown,
        drill,
    };
    let previous = column(
        "previous_ore",
        "report-column-previous-year",
        Shown::before(Take::Closing),
        then,
    );
    if is_balance {
        return vec![
            column(
                "opening_ore",
                "report-column-form-opening",
                Shown::now(Take::Opening),
                before,
            ),
            column(
                "change_ore",
                "report-column-form-change",
                Shown::now(Take::Period),
                within,
            ),
            column(
                "closing_ore",
                "report-column-form-closing",
                Shown::now(Take::Closing),
                through,
            ),
            previous,
        ];
    }
    vec![
        column(
            "period_ore",
            "report-column-form-period",
            Shown::now(Take::Period),
            within,
        ),
        column(
            "accumulated_ore",
            "report-column-accumulated",
            Shown::now(Take::Closing),
            through,
        ),
        previous,
    ]
}

/// Headings above assets, and above capital and liabilities.
fn sides(form: &Form) -> BTreeMap<usize, &'static str> {
    let is_capital = |no: &str| no.parse::<i64>().is_ok_and(|no| CAPITAL_FROM <= no);
    let first = |capital| form.lines.iter().position(|line| is_capital(&line.no) == capital);
    let named = [
        (first(false), "report-row-assets"),
        (first(true), "report-row-capital-and-liabilities"),
    ];
    named
        .into_iter()
        .filter_map(|(line, text)| Some((line?, text)))
        .collect()
}

/// The verdict; `differs` counts only when everything is asked for.
pub(super) fn reconciles(question: &Question, basis: &Basis, differs: Ore) -> Result<Reconciles, Fault> {
    let is_whole = question.is_whole();
    Ok(Reconciles::judge(
        is_whole,
        basis.sheet.total()?.closing()?,
        basis.sheet.whole.closing()?,
        if is_whole { differs } else { Ore::ZERO },
    ))
}

/// What the reader of figures that begin with earlier years should know.
pub(super) fn notes(question: &Question, basis: &Basis) -> Vec<Sentence> {
    let mut notes = trial_balance::notes(question, &basis.sheet);
    if let Some(unclosed) = notes.iter_mut().find(|note| note.key == "report-note-unclosed") {
        unclosed.key = "report-note-unclosed-in-capital";
    }
    if !basis.has_before {
        notes.push(Sentence::new("report-note-no-year-before"));
    }
    notes
}

fn write(
    layout: &Layout<'_>,
    keys: &[(Key, Source)],
    notes: Vec<Sentence>,
    reconciles: Reconciles,
    sink: &mut dyn Sink,
) -> Result<(), Fault> {
    let by = keys.iter().map(|(key, _)| key.clone()).collect();
    sink.head(Head {
        by,
        ..layout.setting.head(layout.table_columns())
    })?;
    layout.rows().into_iter().try_for_each(|row| sink.row(row))?;
    sink.tail(tail(notes, reconciles))
}

/// What stands under rows that have their own sums.
pub(super) fn tail(notes: Vec<Sentence>, reconciles: Reconciles) -> Tail {
    Tail {
        totals: None,
        page_totals: None,
        notes,
        reconciles,
        after: None,
        next: None,
    }
}
