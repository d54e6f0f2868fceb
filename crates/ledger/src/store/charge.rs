//! What posting rules are tried on for a period, and what they have posted there.
//!
//! The cube tells, unless rules ask for what it does not hold: the kind of the voucher, the side of
//! the line, the day where rules or relations change within the period. Then the lines tell.

mod causes;

use std::collections::BTreeMap;

use kameral_base::{Date, EntityId, FiscalYear, Ore, Period};
use kameral_store::{Fault, Row, Tx, params};

use super::damaged;
use crate::charge::{ByVersion, Turnover};
use crate::model::{AccountingModel, PostingRule, Side};
use crate::posting::SIE_SOURCE;
use crate::voucher::CodingKey;

/// A period of an entity, and the rules that are tried on it.
#[derive(Debug, Clone)]
pub(crate) struct Asked<'m> {
    pub entity: EntityId,
    pub model: &'m AccountingModel,
    pub rules: Vec<&'m PostingRule>,
    pub year: FiscalYear,
    pub period: Period,
}

/// Where turnovers are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The cube.
    Cube,
    /// The lines.
    Lines,
}

impl Asked<'_> {
    fn fiscal_year(&self) -> i64 {
        i64::from(self.year.year())
    }

    /// The days of the period: of an opening or closing one, those of its year.
    pub fn days(&self) -> (Date, Date) {
        let (first, last) = (self.period.first_day(), self.period.last_day());
        first.zip(last).unwrap_or((self.year.starts_on(), self.year.ends_on()))
    }

    /// Whether the cube tells all that the rules ask.
    pub fn origin(&self, tx: &mut Tx) -> Result<Origin, Fault> {
        let (first, last) = self.days();
        let changes = changes(self.model, &self.rules);
        let within = changes.range(first..=last).any(|day| *day != first);
        let of_lines = |rule: &&PostingRule| rule.when.side != Side::Either || !rule.when.kinds.is_empty();
        if within || self.rules.iter().any(of_lines) {
            return Ok(Origin::Lines);
        }
        let (entity, year, period) = (self.entity, self.fiscal_year(), self.period);
        let history = tx.optional(
            include_str!("../sql/charge_history.sql"),
            params![entity, year, period, SIE_SOURCE],
            |row| row.get::<i64>("found"),
        )?;
        if history.is_some() {
            return Ok(Origin::Lines);
        }
        let since = changes
            .range(..=first)
            .next_back()
            .copied()
            .unwrap_or(Date::constant(1, 1, 1));
        let crossing = tx.optional(
            include_str!("../sql/charge_corrections.sql"),
            params![entity, year, period, since, SIE_SOURCE],
            |row| row.get::<i64>("found"),
        )?;
        Ok(if crossing.is_some() {
            Origin::Lines
        } else {
            Origin::Cube
        })
    }

    /// What the rules are tried on.
    pub fn turnovers(&self, tx: &mut Tx, origin: Origin) -> Result<Vec<Turnover>, Fault> {
        match origin {
            Origin::Cube => self.of_cube(tx),
            Origin::Lines => self.of_lines(tx),
        }
    }

    fn of_cube(&self, tx: &mut Tx) -> Result<Vec<Turnover>, Fault> {
        let (_, day) = self.days();
        tx.all(
            include_str!("../sql/charge_balances.sql"),
            params![self.entity, self.fiscal_year(), self.period],
            |row| {
                Ok(Turnover {
                    coding: coding(row)?,
                    kind: String::new(),
                    day,
                    debit: row.get("debit_ore")?,
                    credit: row.get("credit_ore")?,
                    lines: row.get("line_count")?,
                })
            },
        )
    }

    fn of_lines(&self, tx: &mut Tx) -> Result<Vec<Turnover>, Fault> {
        let corrections = Corrections::read(tx, self.entity)?;
        let found = tx.all(
            include_str!("../sql/charge_lines.sql"),
            params![self.entity, self.fiscal_year(), self.period, SIE_SOURCE],
            |row| Ok((row.get("corrects_seq")?, row.get("corrects_line")?, turnover(row)?)),
        )?;
        let mut turnovers = Vec::with_capacity(found.len());
        for (corrects, line, turnover) in found {
            turnovers.extend(corrections.followed(turnover, corrects, line)?);
        }
        Ok(turnovers)
    }

    /// What the rules have posted.
    pub fn posted(&self, tx: &mut Tx) -> Result<ByVersion, Fault> {
        let mut posted = ByVersion::new();
        tx.each(
            include_str!("../sql/charge_posted.sql"),
            params![self.entity, self.fiscal_year(), self.period],
            |row| {
                let version: Option<i64> = row.get("generated_version")?;
                let version = version.ok_or_else(|| damaged("voucher_line", "generated_version", "nothing"))?;
                let lines = posted.entry((row.get("generated_by")?, version)).or_default();
                lines.insert(coding(row)?, row.get::<Ore>("amount_ore")?);
                Ok(())
            },
        )?;
        Ok(posted)
    }
}

fn turnover(row: &Row) -> Result<Turnover, Fault> {
    Ok(Turnover {
        coding: coding(row)?,
        kind: row.get("kind")?,
        day: row.get("voucher_date")?,
        debit: row.get("debit_ore")?,
        credit: row.get("credit_ore")?,
        lines: row.get("line_count")?,
    })
}

fn coding(row: &Row) -> Result<CodingKey, Fault> {
    Ok(CodingKey::stored(row.get("coding_key")?))
}

/// A voucher that was corrected.
struct Original {
    corrects: Option<i64>,
    day: Date,
    kind: String,
    source: String,
}

/// What was corrected in an entity, to be followed back.
struct Corrections {
    originals: BTreeMap<i64, Original>,
    undone: BTreeMap<(i64, i64), (i64, i64)>,
}

impl Corrections {
    fn read(tx: &mut Tx, entity: EntityId) -> Result<Self, Fault> {
        let originals = tx.all(include_str!("../sql/charge_originals.sql"), params![entity], |row| {
            let original = Original {
                corrects: row.get("corrects_seq")?,
                day: row.get("voucher_date")?,
                kind: row.get("kind")?,
                source: row.get("source")?,
            };
            Ok((row.get::<i64>("journal_seq")?, original))
        })?;
        let undone = tx.all(include_str!("../sql/charge_undone.sql"), params![entity], |row| {
            let place = (row.get("journal_seq")?, row.get("line_no")?);
            Ok((place, (row.get("corrects_seq")?, row.get("corrects_line")?)))
        })?;
        Ok(Self {
            originals: originals.into_iter().collect(),
            undone: undone.into_iter().collect(),
        })
    }

    /// Lines as rules are tried on them; nothing where they correct an imported history.
    fn followed(
        &self,
        turnover: Turnover,
        corrects: Option<i64>,
        line: Option<i64>,
    ) -> Result<Option<Turnover>, Fault> {
        let Some(corrects) = corrects else {
            return Ok(Some(turnover));
        };
        if self.of_history(corrects)? {
            return Ok(None);
        }
        Ok(Some(match line {
            Some(line) => self.undone(turnover, corrects, line)?,
            None => turnover,
        }))
    }

    /// Lines that take others back, as those of the voucher that the chain of corrections began with:
    /// less on their side, or, where they restore what was taken back, more.
    fn undone(&self, turnover: Turnover, seq: i64, line: i64) -> Result<Turnover, Fault> {
        let negative = |amount: Ore| {
            amount
                .checked_neg()
                .ok_or_else(|| damaged("voucher_line", "amount_ore", "overflow"))
        };
        let (mut at, mut restores) = ((seq, line), false);
        while let Some(earlier) = self.undone.get(&at) {
            before(earlier.0, at.0)?;
            (at, restores) = (*earlier, !restores);
        }
        let root = self.original(at.0)?;
        let turnover = Turnover {
            kind: root.kind.clone(),
            day: root.day,
            ..turnover
        };
        if restores {
            return Ok(turnover);
        }
        Ok(Turnover {
            debit: negative(turnover.credit)?,
            credit: negative(turnover.debit)?,
            ..turnover
        })
    }

    /// Whether a chain of corrections began in an imported history.
    fn of_history(&self, seq: i64) -> Result<bool, Fault> {
        let (mut at, mut place) = (self.original(seq)?, seq);
        while let Some(earlier) = at.corrects {
            before(earlier, place)?;
            (at, place) = (self.original(earlier)?, earlier);
        }
        Ok(at.source == SIE_SOURCE)
    }

    fn original(&self, seq: i64) -> Result<&Original, Fault> {
        let found = self.originals.get(&seq);
        found.ok_or_else(|| damaged("voucher", "corrects_seq", "no such voucher"))
    }
}

/// A correction comes after what it corrects; a chain that does not is damaged, and would have no end.
fn before(earlier: i64, later: i64) -> Result<(), Fault> {
    if earlier < later {
        return Ok(());
    }
    Err(damaged("voucher", "corrects_seq", "a later voucher"))
}

/// The days on which what rules answer may change: their own first days, the days after their last,
/// and those of the relations there are.
fn changes(model: &AccountingModel, rules: &[&PostingRule]) -> std::collections::BTreeSet<Date> {
    let of_rules = rules.iter().map(|rule| (rule.valid_from, rule.valid_to));
    let pairs = model.relations.iter().flat_map(|relation| &relation.values);
    let of_relations = pairs.map(|pair| (pair.valid_from, pair.valid_to));
    let ends = of_rules.chain(of_relations);
    ends.flat_map(|(from, to)| [from, to.and_then(|last| last.tomorrow().ok())])
        .flatten()
        .collect()
}
