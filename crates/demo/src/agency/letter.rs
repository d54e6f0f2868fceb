//! What the letters (*regleringsbrev*) give: appropriations and a revenue title, their amounts and terms.

use kameral_access::Cx;
use kameral_appropriations::commands::{keep_item, keep_terms, register_movement};
use kameral_appropriations::model::{Basis, Beyond, Flow, Instalment, Item, ItemKind, Link, MovementKind, Terms};
use kameral_appropriations::movement::NewMovement;
use kameral_appropriations::plan;
use kameral_base::{Date, FiscalYear, Ore};
use serde::Deserialize;

use super::book::APPROPRIATION;
use crate::calendar::Calendar;
use crate::data::rows;
use crate::entry::{Small, kronor};
use crate::fault::DemoFault;

/// What is added for volume, in öre that twelve months share evenly.
const EVENLY: i64 = 120_000;

/// What is registered of the letters before the first voucher.
pub(crate) struct Letter {
    items: Vec<Item>,
    movements: Vec<NewMovement>,
    terms: Vec<Terms>,
}

#[derive(Deserialize)]
struct ItemRow {
    item: String,
    parent: Option<String>,
    kind: ItemKind,
    name: String,
    name_en: String,
    flow: Flow,
    basis: Basis,
    administrative: bool,
    financier: Option<String>,
}

#[derive(Deserialize)]
struct MovementRow {
    item: String,
    kind: MovementKind,
    /// Day of the decision, relative to the years of the demo.
    day: String,
    /// `prev` or `this`.
    year: String,
    amount_kr: i64,
    document: String,
}

/// The same for both years.
#[derive(Deserialize)]
struct TermsRow {
    item: String,
    saving_per_mille: Option<i64>,
    credit_per_mille: Option<i64>,
    commitment_kr: Option<i64>,
    estimated_kr: Option<i64>,
}

impl Letter {
    /// The letters of both years, with what the vouchers for volume cost added to the administrative
    /// appropriation of each.
    pub fn new(calendar: Calendar, added: Ore) -> Self {
        let items: Vec<ItemRow> = rows!("agency/appropriations.csv");
        let movements: Vec<MovementRow> = rows!("agency/movements.csv");
        let mut letter = Self {
            items: items.into_iter().map(item).collect(),
            movements: movements.into_iter().map(|row| movement(calendar, row)).collect(),
            terms: Vec::new(),
        };
        let usual = letter.item_of(APPROPRIATION).to_owned();
        for given in &mut letter.movements {
            if given.item == usual && given.kind == MovementKind::Allotment {
                given.amount = given.amount.plus(added.part(1, EVENLY).part(EVENLY, 1));
            }
        }
        let rows: Vec<TermsRow> = rows!("agency/terms.csv");
        for year in [calendar.previous(), calendar.this()] {
            letter.terms.extend(rows.iter().map(|row| terms(row, year)));
            let transfers = letter.transfers(&usual, year);
            let of_usual = letter
                .terms
                .iter_mut()
                .filter(|terms| terms.item == usual && terms.year == i64::from(year));
            of_usual.for_each(|terms| terms.instalments.clone_from(&transfers));
        }
        letter
    }

    /// Twelfths of what was allotted; what is given within the year is spread over what remains of it.
    fn transfers(&self, item: &str, year: i16) -> Vec<Instalment> {
        let Ok(days) = FiscalYear::calendar(i32::from(year)) else {
            return Vec::new();
        };
        let of_year = |given: &&NewMovement| given.item == item && given.year == i64::from(year);
        let (allotted, later): (Vec<_>, Vec<_>) = self
            .movements
            .iter()
            .filter(|given| of_year(given) && given.kind != MovementKind::Opening)
            .partition(|given| given.kind == MovementKind::Allotment);
        let allotted = allotted.iter().fold(Ore::ZERO, |sum, given| sum.plus(given.amount));
        later
            .iter()
            .fold(plan::instalments(None, days, allotted), |plan, given| {
                plan::added(&plan, given.amount, given.decided_on).unwrap_or(plan)
            })
    }

    /// Transfers of a year to the interest account.
    pub fn instalments(&self, year: i16) -> Vec<Instalment> {
        let of_year = self.terms.iter().filter(|terms| terms.year == i64::from(year));
        of_year.flat_map(|terms| terms.instalments.clone()).collect()
    }

    /// What a year's transfers to the interest account come to, as far as it is decided on a day.
    pub fn funds(&self, year: i16, day: Date) -> Ore {
        let usual = self.item_of(APPROPRIATION);
        let known = self.movements.iter().filter(|given| {
            given.item == usual
                && given.year == i64::from(year)
                && given.kind != MovementKind::Opening
                && given.decided_on <= day
        });
        known.fold(Ore::ZERO, |sum, given| sum.plus(given.amount))
    }

    /// Designation of the item that finances a financier.
    pub fn item_of(&self, financier: &str) -> &str {
        let finances = |item: &&Item| item.links.iter().any(|link| link.financier == financier);
        self.items.iter().find(finances).map_or("", |item| &item.item)
    }

    /// Registers all of it.
    pub fn register(&self, cx: &Cx) -> Result<(), DemoFault> {
        for item in &self.items {
            keep_item(cx, None, item).map_err(DemoFault::stopped)?;
        }
        for given in &self.movements {
            register_movement(cx, None, given).map_err(DemoFault::stopped)?;
        }
        for terms in &self.terms {
            keep_terms(cx, None, terms).map_err(DemoFault::stopped)?;
        }
        Ok(())
    }
}

fn item(row: ItemRow) -> Item {
    let link = |financier| Link {
        financier,
        valid_from: None,
        valid_to: None,
    };
    Item {
        item: row.item,
        parent: row.parent,
        kind: row.kind,
        name: row.name,
        name_en: row.name_en,
        text: String::new(),
        flow: row.flow,
        basis: row.basis,
        gross: false,
        administrative: row.administrative,
        carried_forward: row.kind == ItemKind::Appropriation,
        beyond: Beyond::Warn,
        document: String::new(),
        decided_on: None,
        valid_from: None,
        valid_to: None,
        links: row.financier.into_iter().map(link).collect(),
    }
}

fn movement(calendar: Calendar, row: MovementRow) -> NewMovement {
    let year = if row.year == "prev" {
        calendar.previous()
    } else {
        calendar.this()
    };
    NewMovement {
        item: row.item,
        year: i64::from(year),
        kind: row.kind,
        amount: kronor(row.amount_kr),
        decided_on: calendar.day(&row.day).expect("movements of the data have days"),
        document: row.document,
        note: String::new(),
    }
}

fn terms(row: &TermsRow, year: i16) -> Terms {
    Terms {
        item: row.item.clone(),
        year: i64::from(year),
        saving_per_mille: row.saving_per_mille,
        credit_per_mille: row.credit_per_mille,
        commitment_limit: row.commitment_kr.map(kronor),
        estimated: row.estimated_kr.map(kronor),
        ..Terms::default()
    }
}
