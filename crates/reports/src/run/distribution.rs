//! *Realekonomisk fördelning*: what the whole operation and each appropriation have cost, by S-code,
//! with 9-accounts dissolved (APR-03, APR-21, APR-22, REP-43).
//!
//! A debit is positive, as an appropriation's outturn is. Revenue is part of the whole operation alone.

mod accounts;
mod list;
mod matrix;
mod nine_accounts;

use std::collections::{BTreeMap, BTreeSet};

use kameral_base::{Ore, Sentence};
use kameral_ledger::model::AccountKind;
use kameral_store::{Fault, Tx};

use accounts::Accounts;

use super::Run;
use super::statement::{Statements, reconciles, tail};
use crate::dissolve::{Booked, Dissolved, NineGroup, Outturn, dissolve, nine_groups};
use crate::setting::Setting;
use crate::sheet::{add, too_large};
use crate::sink::Sink;
use crate::source::{Coding, Root, Source};
use crate::statement::basis::{Basis, fetch};
use crate::statement::definition::{self, report_keys};
use crate::statement::evaluate::{Shown, evaluate};
use crate::statement::form::{AccountRange, Take};
use crate::statement::rows::on_accounts;
use crate::table::{Column, Head, Row, RowKind, Value};
use crate::words::Caption;
use crate::{Address, Filter, Key, Report, ReportRefusal};

/// The kind of financing that is an appropriation, as values of the standard name it.
const APPROPRIATION: &str = "appropriation";
/// What lines of the settlement with the State measure that are charged to appropriations.
const CHARGED: &str = "charged";
/// The report that says what appropriations are known by.
const KEYS_OF: Report = Report::RealEconomicDistribution;

pub(super) fn make(run: &Run<'_>, tx: &mut Tx, sink: &mut dyn Sink) -> Result<Result<(), Vec<ReportRefusal>>, Fault> {
    let setting = run.setting;
    let rules = setting.model.entity.rules;
    let report = setting.question.address.report;
    let form = definition::state_account(rules, setting.question.language);
    let (Some(keys), Some(form)) = (report_keys(rules, KEYS_OF.name()), form) else {
        return Ok(Err(vec![ReportRefusal::OtherRules {
            report: report.name(),
            rules: rules.word(),
        }]));
    };
    let mut known = keys
        .by
        .iter()
        .map(|code| (Key::dimension(code), Source::of(setting.model, code)));
    let key = known.find_map(|(key, source)| Some((key, source.ok()?)));
    let statements = Statements::load(run, tx)?;
    let sources: Vec<&Source> = key.iter().map(|(_, source)| source).collect();
    let asked = (setting.question, None);
    let basis = fetch(tx, run.scope, setting.model, run.codings, asked, &sources)?;
    let groups = nine_groups(rules, setting.question.language);
    let charged: Vec<AccountRange> = form
        .lines
        .iter()
        .filter(|line| line.measures == CHARGED)
        .flat_map(|line| line.parts.iter().map(|part| part.range.clone()))
        .collect();
    let facts = facts(setting, &statements, &basis, key, &groups, charged)?;
    let made = match report {
        Report::AppropriationMatrix => facts.matrix()?,
        Report::NineAccounts => facts.nine_accounts(&groups)?,
        _ => facts.list()?,
    };
    let differs = facts.differs(&statements, &basis)?;
    let mut notes = Vec::new();
    if facts.without_s_code {
        notes.push(Sentence::new("report-note-without-s-code"));
    }
    if report == Report::AppropriationMatrix && facts.has_dissolved() {
        notes.push(Sentence::new("report-note-dissolved-opened"));
    }
    let reconciles = reconciles(setting.question, &basis, differs)?;
    let (columns, rows) = made;
    let by = facts.key.iter().map(|(key, _)| key.clone()).collect();
    sink.head(Head {
        by,
        ..setting.head(columns)
    })?;
    rows.into_iter().try_for_each(|row| sink.row(row))?;
    sink.tail(tail(notes, reconciles))?;
    Ok(Ok(()))
}

/// What the reports are made from.
struct Facts<'a> {
    setting: Setting<'a>,
    /// What appropriations are known by; none when the entity has no such dimension.
    key: Option<(Key, Source)>,
    /// Revenue by S-code.
    revenue: BTreeMap<String, Ore>,
    /// Costs and transfers by S-code and financier, 9-accounts dissolved.
    dissolved: Dissolved,
    /// Charged to appropriations, by financier.
    charged: BTreeMap<String, Ore>,
    charged_on: Vec<AccountRange>,
    /// What each S-code is booked on.
    accounts: Accounts,
    /// Financiers that are appropriations.
    appropriations: BTreeSet<String>,
    /// Balance of class 9.
    nine: Ore,
    without_s_code: bool,
}

fn facts<'a>(
    setting: Setting<'a>,
    statements: &Statements,
    basis: &Basis,
    key: Option<(Key, Source)>,
    groups: &[NineGroup],
    charged_on: Vec<AccountRange>,
) -> Result<Facts<'a>, Fault> {
    let model = setting.model;
    let mut revenue: BTreeMap<String, Ore> = BTreeMap::new();
    let mut charged: BTreeMap<String, Ore> = BTreeMap::new();
    let mut booked = Vec::new();
    let (mut nine, mut without_s_code) = (Ore::ZERO, false);
    let mut all = BTreeSet::new();
    for row in &basis.rows {
        let amount = row.now.period()?;
        if row.now.lines != 0 {
            all.insert(row.account.clone());
        }
        let financier = row.values.first().cloned().unwrap_or_default();
        if charged_on.iter().any(|range| range.holds(&row.account)) {
            let sum = charged.entry(financier).or_default();
            *sum = add(*sum, amount)?;
            continue;
        }
        let account = model.accounts.get(&row.account);
        let kind = account.map(|account| account.kind);
        let is_nine = kind == Some(AccountKind::Internal);
        let is_counted = statements.is_result(&row.account) && !statements.roles.closing.contains(&row.account);
        if !(is_nine || is_counted) || amount.is_zero() {
            continue;
        }
        let s_code = account.map(|account| account.s_code.clone()).unwrap_or_default();
        without_s_code |= !is_nine && s_code.is_empty();
        if kind == Some(AccountKind::Income) {
            let sum = revenue.entry(s_code).or_default();
            *sum = add(*sum, amount)?;
            continue;
        }
        if is_nine {
            nine = add(nine, amount)?;
        }
        booked.push(Booked {
            account: row.account.clone(),
            s_code,
            financier,
            amount,
        });
    }
    let dissolved = dissolve(&booked, groups).ok_or_else(too_large)?;
    let accounts = Accounts::of(all, &booked, &dissolved, groups);
    let appropriations = appropriations(setting, key.as_ref(), &dissolved, &charged);
    Ok(Facts {
        setting,
        key,
        revenue,
        dissolved,
        charged,
        charged_on,
        accounts,
        appropriations,
        nine,
        without_s_code,
    })
}

/// Which values are appropriations: those that are charged, and those the register of financiers does
/// not say otherwise of. A financier itself is one when the register says so.
fn appropriations(
    setting: Setting<'_>,
    key: Option<&(Key, Source)>,
    dissolved: &Dissolved,
    charged: &BTreeMap<String, Ore>,
) -> BTreeSet<String> {
    let Some((_, source)) = key else { return BTreeSet::new() };
    let (said, denied) = financed_by(APPROPRIATION, setting, source);
    let is_indirect = matches!(source, Source::Indirect(..));
    let used = dissolved.by_s_code.keys().map(|(_, financier)| financier);
    let used = used.chain(charged.keys()).filter(|value| !value.is_empty());
    let is_appropriation = |value: &&String| {
        charged.get(*value).is_some_and(|sum| !sum.is_zero())
            || said.contains(*value)
            || (is_indirect && !denied.contains(*value))
    };
    used.filter(is_appropriation).cloned().collect()
}

/// Values that the register of financiers, or of what they are derived from, says are of a kind of
/// financing, and values it says are something else.
pub(super) fn financed_by(form: &str, setting: Setting<'_>, source: &Source) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut said, mut denied) = (BTreeSet::new(), BTreeSet::new());
    let root = match source {
        Source::Direct(position) | Source::Indirect(_, Root::Position(position)) => *position,
        _ => return (said, denied),
    };
    for (value, row) in setting.model.values.get(&root).into_iter().flatten() {
        let said_form = row.attributes["financing_form"].as_str().unwrap_or_default();
        let values = [(root, value.clone())];
        let coding = Coding {
            account: "",
            values: &values,
        };
        let of = source.value(setting.model, coding, setting.question.day).into_owned();
        if said_form == form {
            said.insert(of);
        } else if !said_form.is_empty() {
            denied.insert(of);
        }
    }
    (said, denied)
}

type Made = (Vec<Column>, Vec<Row>);

impl Facts<'_> {
    /// Outturn by S-code of some financiers.
    fn outturn(&self, counts: impl Fn(&str) -> bool) -> Result<BTreeMap<&str, Outturn>, Fault> {
        let mut sums: BTreeMap<&str, Outturn> = BTreeMap::new();
        let of = self
            .dissolved
            .by_s_code
            .iter()
            .filter(|((_, financier), _)| counts(financier));
        for ((s_code, _), outturn) in of {
            let sum = sums.entry(s_code).or_default();
            sum.booked = add(sum.booked, outturn.booked)?;
            sum.dissolved = add(sum.dissolved, outturn.dissolved)?;
        }
        sums.retain(|_, outturn| *outturn != Outturn::default());
        Ok(sums)
    }

    fn has_dissolved(&self) -> bool {
        let mut outturns = self.dissolved.by_s_code.values();
        outturns.any(|outturn| !outturn.dissolved.is_zero())
    }

    fn left_amount(&self) -> Ore {
        self.dissolved
            .left
            .iter()
            .map(|left| left.amount)
            .try_fold(Ore::ZERO, Ore::checked_add)
            .unwrap_or(Ore::MAX)
    }

    /// Accounts, or everything of the result with an S-code, of a financier.
    fn on(&self, ranges: &[AccountRange], value: Option<&str>, s_code: Option<&str>) -> Option<Address> {
        let here = &self.setting.question.address;
        let mut address = match on_accounts(here, ranges) {
            Some(address) => address,
            None => Address {
                report: Report::TrialBalance,
                by: Vec::new(),
                ..here.clone()
            },
        };
        if let Some(s_code) = s_code {
            address = address.narrowed(Filter::exact(Key::s_code(), s_code)?);
        }
        if let (Some(value), Some((key, _))) = (value, &self.key) {
            address = address.narrowed(Filter::exact(key.clone(), value)?);
        }
        Some(address)
    }

    fn named(&self, value: &str) -> Value {
        let name = self
            .key
            .as_ref()
            .map(|(_, source)| source.name_of(self.setting.model, value, self.setting.question.language));
        Value::text(format!("{value} {}", name.unwrap_or_default()).trim())
    }

    fn key_caption(&self) -> Caption {
        match &self.key {
            Some((_, source)) => source.caption(self.setting.model, self.setting.question.language),
            None => Caption::key("report-column-values"),
        }
    }

    fn s_code_name(&self, s_code: &str) -> Value {
        if s_code.is_empty() {
            return Value::words("report-no-value");
        }
        Value::text(definition::s_code_name(self.setting.model.entity.rules, s_code))
    }

    /// By how much the whole operation differs from the income statement of the same periods. What
    /// class 9 comes to beside nothing, and what is left on it, is no difference.
    fn differs(&self, statements: &Statements, basis: &Basis) -> Result<Ore, Fault> {
        let mut total = self.revenue.values().copied().try_fold(Ore::ZERO, add)?;
        for outturn in self.dissolved.by_s_code.values() {
            total = add(total, add(outturn.booked, outturn.dissolved)?)?;
        }
        total = add(total, self.left_amount())?;
        let filled = evaluate(&statements.income, &[Shown::now(Take::Period)], &basis.rows)?;
        let lines = statements
            .income
            .lines
            .iter()
            .zip(&filled.lines)
            .filter(|(line, _)| !line.is_control);
        let mut result = self.nine;
        for (line, amounts) in lines {
            let signed = if line.credit {
                amounts[0].checked_neg().ok_or_else(too_large)?
            } else {
                amounts[0]
            };
            result = add(result, signed)?;
        }
        total.checked_sub(result).ok_or_else(too_large)
    }
}

/// What is left on 9-accounts, which must be nothing.
fn left(cells: impl FnOnce(Value) -> Vec<Value>) -> Row {
    Row::new(RowKind::Control, 0, cells(Value::words("report-row-nine-left")))
}
