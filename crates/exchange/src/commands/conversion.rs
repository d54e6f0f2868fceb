//! *Konverteringslista* (APR-23): every financing code of the register with its appropriation, for the
//! table that ties them together in Hermes.

use kameral_access::{Cx, Permission};
use kameral_base::{Date, Period};
use kameral_formats::csv_safe::{Style, Writer};
use kameral_ledger::store::model;
use kameral_store::{Fault, Stop};
use kameral_ui::Words;

use super::{Stopped, every_row, last_day, on_snapshot, year_of};
use crate::keys::Keys;
use crate::real_economic::{Listed, conversion_list, distributed};
use crate::setting::{HermesSettings, in_force, of_an_agency};
use crate::{fetch, store};

/// The list up to a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConversionList {
    /// The last day it tells of.
    pub day: Date,
    /// Code of the dimension that the financing codes are values of: financier, organisation or operation.
    pub dimension: String,
    /// The relation that ties them to appropriations.
    pub relation: String,
    /// Codes in order.
    pub rows: Vec<Listed>,
}

impl ConversionList {
    /// Codes that nothing ties to an appropriation, though one pays or nobody has said who does.
    pub fn missing(&self) -> impl Iterator<Item = &Listed> {
        self.rows.iter().filter(|row| row.is_missing())
    }

    /// The list as a file for a spreadsheet.
    pub fn csv(&self, words: Words) -> Result<Vec<u8>, Fault> {
        let mut file = Writer::new(Vec::new(), Style::Swedish);
        for key in [
            "hermes-financing",
            "hermes-financing-name",
            "hermes-financing-form",
            "hermes-appropriation",
            "hermes-appropriation-name",
            "hermes-in-file",
        ] {
            file.text(&words.t(key));
        }
        file.end_row()?;
        for row in &self.rows {
            let code = &row.conversion;
            for text in [
                code.financier.as_str(),
                &code.name,
                &code.form,
                &code.appropriation,
                &row.appropriation_name,
                if row.in_file { "1" } else { "" },
            ] {
                file.text(text);
            }
            file.end_row()?;
        }
        Ok(file.finish()?)
    }

    /// What the file is called.
    pub fn file_name(&self, agency: &str) -> String {
        format!("konvertering_{agency}_{}.csv", self.day)
    }
}

/// Every financing code that is in force on the last day of a period, or has an outturn in the year up to
/// it, with its appropriation. It is told whatever the file still lacks.
pub fn conversions(cx: &Cx, period: Period) -> Result<ConversionList, Stopped> {
    every_row(cx)?;
    on_snapshot(cx, Permission::FileExport, |tx| {
        let model = model::load(tx, cx)?;
        of_an_agency(&model).map_err(|refusal| Stop::Refused(vec![refusal]))?;
        let year = year_of(&model, period)?;
        let day = last_day(year, period);
        let settings = in_force(&store::settings::<HermesSettings>(tx, &cx.scope)?, day).settings;
        let keys = Keys::new(&model, &settings, day).map_err(Stop::Refused)?;
        let balances = fetch::balances(tx, cx, &model, year, period, None)?;
        // What balances lack stops the file, not the list: they are told when the file is prepared.
        let (found, _) = distributed(&keys, &balances);
        Ok(ConversionList {
            day,
            dimension: settings.financier_dimension.clone(),
            relation: settings.appropriation_relation.clone(),
            rows: conversion_list(&keys, &found, day),
        })
    })
}
