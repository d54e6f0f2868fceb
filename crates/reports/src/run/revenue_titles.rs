//! *Redovisning mot inkomsttitel* (REP-17, table 2; APR-13): what was estimated, and what came in.

use kameral_appropriations::figures::Charged;
use kameral_appropriations::model::ItemKind;
use kameral_appropriations::queries::{TITLE, TITLE_GROSS};
use kameral_base::Ore;
use kameral_store::{Fault, Tx};

use super::Run;
use super::appropriation::{kind, ledger, name, notes, reconciled, standings};
use crate::setting::amount;
use crate::sheet::too_large;
use crate::sink::Sink;
use crate::table::{Column, Kind, Row, RowKind, Tail, Value};
use crate::words::Caption;

pub(super) fn make(run: &Run<'_>, tx: &mut Tx, sink: &mut dyn Sink) -> Result<(), Fault> {
    let setting = run.setting;
    let standings = standings(run, tx)?;
    let titles = || {
        standings
            .items
            .iter()
            .filter(|standing| standing.item.kind == ItemKind::RevenueTitle)
    };
    // Expenditure stands apart only where gross accounting is decided.
    let has_gross = titles().any(|standing| standing.item.gross || !standing.own.charged.expenditure.is_zero());
    let drill = Some(setting.question.through());
    let mut columns = vec![
        Column::new("item", Caption::key("report-column-revenue-title"), Kind::Text),
        Column::new("name", Caption::key("report-column-name"), Kind::Text),
        amount("estimated_ore", "report-column-estimated"),
        amount("income_ore", "report-column-income").opened_for(drill),
    ];
    if has_gross {
        columns.push(amount("expenditure_ore", "report-column-expenditure").opened_for(drill));
    }
    sink.head(setting.head(columns))?;
    let (mut total, mut estimated) = (Charged::default(), Ore::ZERO);
    for standing in titles() {
        let of_terms = standing.terms.as_ref().and_then(|terms| terms.estimated);
        let charged = standing.whole.charged;
        if standing.level == 1 {
            total = Charged {
                expenditure: total
                    .expenditure
                    .checked_add(charged.expenditure)
                    .ok_or_else(too_large)?,
                income: total.income.checked_add(charged.income).ok_or_else(too_large)?,
            };
        }
        estimated = estimated
            .checked_add(of_terms.unwrap_or_default())
            .ok_or_else(too_large)?;
        let mut cells = vec![
            Value::Text(standing.item.item.clone()),
            name(setting, standing),
            of_terms.map_or(Value::Empty, Value::Amount),
            Value::Amount(charged.income),
        ];
        if has_gross {
            cells.push(Value::Amount(charged.expenditure));
        }
        let level = u8::try_from(standing.level - 1).unwrap_or(u8::MAX);
        let roles = [TITLE, TITLE_GROSS];
        let row = Row::new(kind(&standings, standing), level, cells);
        sink.row(row.leading_to(ledger(setting, &standings, standing, &roles)))?;
    }
    let mut cells = vec![
        Value::Empty,
        Value::words("report-total"),
        Value::Amount(estimated),
        Value::Amount(total.income),
    ];
    if has_gross {
        cells.push(Value::Amount(total.expenditure));
    }
    let shown = total.expenditure.checked_sub(total.income).ok_or_else(too_large)?;
    sink.tail(Tail {
        totals: Some(Row::new(RowKind::Total, 0, cells)),
        page_totals: None,
        notes: notes(run, &standings),
        reconciles: reconciled(run, tx, &[TITLE, TITLE_GROSS], shown)?,
        after: None,
        next: None,
    })
}
