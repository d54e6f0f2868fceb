//! A form that stands in a file of the rule set: the settlement with the State, the cash flow statement.

use std::collections::BTreeMap;

use kameral_base::{Ore, Sentence};
use kameral_store::{Fault, Tx};

use super::super::Run;
use super::{Statements, notes, reconciles, values_on, write};
use crate::Report;
use crate::setting::Setting;
use crate::sheet::add;
use crate::sink::Sink;
use crate::source::Source;
use crate::statement::basis::{BasisRow, fetch};
use crate::statement::evaluate::{Shown, evaluate};
use crate::statement::form::{Form, Take};
use crate::statement::placing::interest_credit;
use crate::statement::rows::{FigureColumn, Layout, must_equal};

/// Makes the report of a form.
pub fn make(run: &Run<'_>, tx: &mut Tx, sink: &mut dyn Sink, form: &Form) -> Result<(), Fault> {
    let question = run.setting.question.since_year_start();
    let setting = Setting {
        question: &question,
        ..run.setting
    };
    let is_cash_flow = question.address.report == Report::CashFlow;
    let statements = Statements::load(run, tx)?;
    let keys = question.by.clone();
    let sources: Vec<&Source> = keys.iter().map(|(_, source)| source).collect();
    let earlier = question.of_year_before(setting.model).filter(|_| is_cash_flow);
    let asked = (&question, earlier.as_ref());
    let mut basis = fetch(tx, run.scope, setting.model, run.codings, asked, &sources)?;
    let mut columns = vec![FigureColumn {
        key: "amount_ore",
        label: "report-column-amount",
        shown: Shown::now(Take::Closing),
        drill: Some(question.periods),
    }];
    if is_cash_flow {
        columns.push(FigureColumn {
            key: "previous_ore",
            label: "report-column-previous-year",
            shown: Shown::before(Take::Closing),
            drill: earlier.as_ref().map(|earlier| earlier.periods),
        });
    }
    let mut notes = notes(&question, &basis);
    notes.retain(|note| {
        note.key != "report-note-unclosed-in-capital" && (is_cash_flow || note.key != "report-note-no-year-before")
    });
    if is_cash_flow {
        if question.is_whole() {
            let to_credit = |row: &BasisRow, account: &str| values_on(setting, &keys, row, account);
            interest_credit(&mut basis.rows, &statements.roles, &to_credit)?;
        }
        notes.push(Sentence::new("report-note-cash-flow"));
    }
    let shown: Vec<Shown> = columns.iter().map(|column| column.shown).collect();
    let filled = evaluate(form, &shown, &basis.rows)?;
    let controls = must_equal(form, &filled, false)?;
    let mut differs = Ore::ZERO;
    for control in &controls {
        differs = add(differs, control.amounts[0])?;
    }
    let layout = Layout {
        setting,
        form,
        filled: &filled,
        columns: &columns,
        keys: &keys,
        more: &BTreeMap::new(),
        headings: &BTreeMap::new(),
        controls: &controls,
    };
    let reconciles = reconciles(&question, &basis, differs)?;
    write(&layout, &keys, notes, reconciles, sink)
}
