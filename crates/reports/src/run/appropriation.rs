//! *Anslagsredovisning* (REP-17): what each appropriation was given, used and carries forward.

use kameral_appropriations::figures::Figures;
use kameral_appropriations::model::ItemKind;
use kameral_appropriations::queries::{self, CHARGE, CHARGE_GROSS, Standings, Until};
use kameral_appropriations::relate::APPROPRIATION;
use kameral_appropriations::standing::Standing;
use kameral_base::{Ore, Pattern, PeriodRange, Sentence, TrySum};
use kameral_ledger::store::balances;
use kameral_store::{Fault, Tx};
use kameral_ui::Language;

use super::Run;
use crate::setting::{Setting, amount};
use crate::sheet::too_large;
use crate::sink::Sink;
use crate::table::{Column, Kind, Row, RowKind, Tail, Value};
use crate::words::Caption;
use crate::{Address, Filter, Key, Reconciles, Report};

/// Columns 2 to 11 of the form, as they stand in `figures`.
const AMOUNTS: usize = 10;

pub(super) fn make(run: &Run<'_>, tx: &mut Tx, sink: &mut dyn Sink) -> Result<(), Fault> {
    let setting = run.setting;
    let standings = standings(run, tx)?;
    let of_kind = || {
        standings
            .items
            .iter()
            .filter(|standing| standing.item.kind == ItemKind::Appropriation)
    };
    let has_texts = of_kind().any(|standing| !standing.item.text.is_empty());
    sink.head(setting.head(columns(setting, has_texts)))?;
    let mut total = Figures::default();
    let mut other_decision = Ore::ZERO;
    for standing in of_kind() {
        if standing.level == 1 {
            total = total.plus(&standing.whole).ok_or_else(too_large)?;
            other_decision = total.other_decision;
        }
        sink.row(row(setting, &standings, standing, has_texts)?)?;
    }
    let mut cells = vec![Value::Empty; 2 + usize::from(has_texts)];
    cells[1] = Value::words("report-total");
    cells.extend(figures(&total)?);
    let mut notes = notes(run, &standings);
    if !other_decision.is_zero() {
        notes.push(Sentence::new("report-note-other-decision").with("amount", other_decision));
    }
    let charged = total.outturn().ok_or_else(too_large)?;
    sink.tail(Tail {
        totals: Some(Row::new(RowKind::Total, 0, cells)),
        page_totals: None,
        notes,
        reconciles: reconciled(run, tx, &[CHARGE, CHARGE_GROSS], charged)?,
        after: None,
        next: None,
    })
}

/// Items as they stand through the periods asked for.
pub(super) fn standings(run: &Run<'_>, tx: &mut Tx) -> Result<Standings, Fault> {
    let question = run.setting.question;
    let until = if ends_year(run.setting) {
        Until::End
    } else {
        Until::Through(question.periods.to())
    };
    queries::of_year(tx, run.scope, run.setting.model, question.year_number(), until)
}

/// Whether the periods reach the end of the year's months.
fn ends_year(setting: Setting<'_>) -> bool {
    let question = setting.question;
    question
        .year
        .months()
        .last()
        .is_some_and(|last| last <= question.periods.to())
}

/// What a reader who may meet some rows only should know.
pub(super) fn notes(run: &Run<'_>, standings: &Standings) -> Vec<Sentence> {
    let mut notes = Vec::new();
    if !queries::sees_all(run.scope) {
        notes.push(Sentence::new("report-note-whole-agency"));
    }
    if !standings.unlinked.is_zero() {
        notes.push(Sentence::new("report-note-unlinked").with("amount", standings.unlinked));
    }
    notes
}

/// What the ledger holds on the accounts with these roles, by its own sums, against what the report
/// shows of it; the rest is charged without an item.
pub(super) fn reconciled(run: &Run<'_>, tx: &mut Tx, roles: &[&str], shown: Ore) -> Result<Reconciles, Fault> {
    if !queries::sees_all(run.scope) {
        return Ok(Reconciles::Part { rest: Ore::ZERO });
    }
    let (model, question) = (run.setting.model, run.setting.question);
    let through = if ends_year(run.setting) {
        whole_year(run.setting)
    } else {
        question.through()
    };
    let sums = balances::sums(
        tx,
        run.scope,
        question.year_number(),
        through.from(),
        through.to(),
        None,
    )?;
    let of_role = |coding: i64| {
        let account = run
            .codings
            .get(&coding)
            .and_then(|key| model.accounts.get(key.account()));
        account.is_some_and(|account| roles.contains(&account.role.as_str()))
    };
    let nets = sums
        .iter()
        .filter(|((coding, _), _)| of_role(*coding))
        .map(|(_, sums)| sums.net().ok_or_else(too_large))
        .collect::<Result<Vec<Ore>, Fault>>()?;
    let held = nets.into_iter().try_sum().ok_or_else(too_large)?;
    let rest = held.checked_sub(shown).ok_or_else(too_large)?;
    Ok(if rest.is_zero() {
        Reconciles::Agrees
    } else {
        Reconciles::Part { rest }
    })
}

/// Every period of the year, closing periods among them.
fn whole_year(setting: Setting<'_>) -> PeriodRange {
    let periods = crate::question::every_period(setting.question.year);
    let last = periods.last().copied().unwrap_or(setting.question.periods.to());
    PeriodRange::new(setting.question.year.opening(), last).expect("a year's opening is its first period")
}

fn columns(setting: Setting<'_>, has_texts: bool) -> Vec<Column> {
    let drill = Some(setting.question.through());
    let outgoing = if ends_year(setting) {
        "report-column-outgoing"
    } else {
        "report-column-saldo"
    };
    let mut columns = vec![
        Column::new("item", Caption::key("report-column-appropriation"), Kind::Text),
        Column::new("name", Caption::key("report-column-name"), Kind::Text),
    ];
    if has_texts {
        columns.push(Column::new("text", Caption::key("report-column-text"), Kind::Text));
    }
    columns.extend([
        amount("opening_ore", "report-column-brought-forward"),
        amount("allotment_ore", "report-column-allotment"),
        amount("distributed_ore", "report-column-distributed"),
        amount("redirected_ore", "report-column-redirected"),
        amount("overrun_ore", "report-column-overrun"),
        amount("withdrawal_ore", "report-column-withdrawal"),
        amount("disposable_ore", "report-column-disposable"),
        amount("expenditure_ore", "report-column-expenditure").opened_for(drill),
        amount("income_ore", "report-column-income").opened_for(drill),
        amount("outgoing_ore", outgoing),
    ]);
    columns
}

fn row(setting: Setting<'_>, standings: &Standings, standing: &Standing, has_texts: bool) -> Result<Row, Fault> {
    let item = &standing.item;
    let mut cells = vec![Value::Text(item.item.clone()), name(setting, standing)];
    if has_texts {
        cells.push(Value::text(item.text.as_str()));
    }
    cells.extend(figures(&standing.whole)?);
    let level = u8::try_from(standing.level - 1).unwrap_or(u8::MAX);
    let roles = [CHARGE, CHARGE_GROSS];
    Ok(Row::new(kind(standings, standing), level, cells).leading_to(ledger(setting, standings, standing, &roles)))
}

/// The name in the reader's language.
pub(super) fn name(setting: Setting<'_>, standing: &Standing) -> Value {
    let item = &standing.item;
    let english = setting.question.language == Language::En && !item.name_en.is_empty();
    Value::text(if english { &item.name_en } else { &item.name }.as_str())
}

/// An item that has parts is a heading over them, with their sums.
pub(super) fn kind(standings: &Standings, standing: &Standing) -> RowKind {
    let code = Some(standing.item.item.as_str());
    let has_parts = standings.items.iter().any(|part| part.item.parent.as_deref() == code);
    if has_parts { RowKind::Heading } else { RowKind::Line }
}

/// The general ledger of what the item, with its parts, was charged with.
pub(super) fn ledger(
    setting: Setting<'_>,
    standings: &Standings,
    standing: &Standing,
    roles: &[&str],
) -> Option<Address> {
    let accounts = setting.model.accounts.values();
    let accounts: Vec<&str> = accounts
        .filter(|account| roles.contains(&account.role.as_str()))
        .map(|account| account.account.as_str())
        .collect();
    let at = standings.items.iter().position(|other| other.item == standing.item)?;
    let parts = standings.items[at + 1..]
        .iter()
        .take_while(|part| standing.level < part.level);
    let items: Vec<String> = std::iter::once(standing)
        .chain(parts)
        .map(|standing| Pattern::exact(&standing.item.item).map(|pattern| pattern.to_string()))
        .collect::<Result<_, _>>()
        .ok()?;
    setting.model.dimension(APPROPRIATION)?;
    let filter = |key: Key, list: &str| {
        let pattern = Pattern::parse(list).ok()?;
        Some(Filter { key, pattern })
    };
    Some(Address {
        filters: vec![
            filter(Key::account(), &accounts.join(","))?,
            filter(Key::dimension(APPROPRIATION), &items.join(","))?,
        ],
        ..Address::new(Report::GeneralLedger)
    })
}

/// Columns 2 to 11: disposable is the sum of 2 to 7, outgoing is 8 less 9 plus 10.
fn figures(figures: &Figures) -> Result<[Value; AMOUNTS], Fault> {
    let amounts = [
        Some(figures.opening),
        figures.given(),
        Some(figures.distributed),
        Some(figures.redirected),
        Some(figures.overrun),
        Some(figures.withdrawal),
        figures.disposable(),
        Some(figures.charged.expenditure),
        Some(figures.charged.income),
        figures.left(),
    ];
    let mut cells = [const { Value::Empty }; AMOUNTS];
    for (cell, amount) in cells.iter_mut().zip(amounts) {
        *cell = Value::Amount(amount.ok_or_else(too_large)?);
    }
    Ok(cells)
}
