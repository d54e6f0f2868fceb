//! *Inställningar* of the files, dated: what stands in force on the last day a file tells of.
//!
//! A new entity has those of the standard configuration (`standard/state/exchange.json`), so no
//! account, role or dimension is named here.

use std::sync::LazyLock;

use kameral_base::{Date, Pattern};
use kameral_formats::fixed_width::{Charset, LineEnd, NameTemplate};
use kameral_formats::{hermes, tdb};
use kameral_ledger::model::{ACCOUNT_DIMENSION, AccountingModel, RuleSet};
use serde::{Deserialize, Serialize};

use crate::ExchangeRefusal;

/// What stands in the account's field of a Hermes record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Codes {
    /// *Konto*: the agency's own account.
    Account,
    /// *S-kod* of the account.
    SCode,
}

/// *Modell 1, modell 2*: what follows a charge to an appropriation or a revenue title. The layout says
/// no more of the two than what the field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FinancingModel {
    /// Model 1: the result account, by a relation of the accounting model.
    ResultAccount,
    /// Model 2: the financier.
    Financier,
}

/// *Inställningar för Hermes*.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HermesSettings {
    /// The authority that receives the file, as pages name it.
    pub authority: String,
    /// *Löpnummer*, four digits; empty takes the entity's code.
    pub agency_number: String,
    /// *Delmyndighet*, at most four characters.
    pub sub_agency: String,
    /// Account or S-code.
    pub codes: Codes,
    /// What follows a charge.
    pub model: FinancingModel,
    /// The relation that gives a charge's result account in model 1.
    pub result_account_relation: String,
    /// Whether rows of income and cost have their financier too.
    pub financier_on_result_rows: bool,
    /// `crlf` or `lf`.
    pub line_end: String,
    /// `iso-8859-1` or `utf-8`.
    pub charset: String,
    /// The file's name.
    pub name_template: String,
    /// The letter after year and month in the period code, unless the order names another.
    pub period_letter: String,
    /// Whether records of nothing are sent.
    pub zero_rows: bool,
    /// Code of the dimension that says who pays.
    pub financier_dimension: String,
    /// Code of the dimension that says with whom.
    pub counterparty_dimension: String,
    /// The relation from counterparties to where they stand, for those whose register row does not say.
    pub counterparty_relation: String,
    /// Roles of the accounts that charges stand on.
    pub settlement_roles: Vec<String>,
    /// Accounts for balances within the State that need no counterparty: the State itself is on the
    /// other side.
    pub accounts_without_counterparty: String,
    /// Roles of the accounts that close the year, which no outturn stands on.
    pub closing_roles: Vec<String>,
    /// The relation from financing codes to appropriations.
    pub appropriation_relation: String,
}

/// *Inställningar för TDB*.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TdbSettings {
    /// The authority that receives the file, as pages name it.
    pub authority: String,
    /// *ID-kod* of the reporting unit; may be empty.
    pub unit: String,
    /// Accounts whose purchases are sent.
    pub accounts: String,
    /// `crlf` or `lf`.
    pub line_end: String,
    /// `iso-8859-1` or `utf-8`.
    pub charset: String,
    /// The file's name.
    pub name_template: String,
    /// Code of the dimension that says with whom.
    pub counterparty_dimension: String,
    /// The relation from counterparties to where they stand, for those whose register row does not say.
    pub counterparty_relation: String,
}

#[derive(Debug, Clone, Deserialize)]
struct Standard {
    hermes: HermesSettings,
    tdb: TdbSettings,
}

static STATE: LazyLock<Standard> = LazyLock::new(|| {
    let text = include_str!("../../../standard/state/exchange.json");
    serde_json::from_str(text).expect("standard/state/exchange.json has every setting")
});

/// A register of settings.
pub trait Settings: Serialize + for<'de> Deserialize<'de> + Clone + PartialEq {
    /// Its name in the database.
    const REGISTER: &'static str;

    /// What a new agency has.
    fn standard() -> Self;

    /// What cannot be, whatever the books hold.
    fn wrong(&self, model: &AccountingModel) -> Vec<ExchangeRefusal>;
}

/// A version of settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version<S> {
    /// Its number, from 1; 0 is the standard configuration.
    pub version: i64,
    /// First day it is in force.
    pub valid_from: Option<Date>,
    /// The settings.
    pub settings: S,
    /// When it was made, UTC; empty for the standard configuration.
    pub changed_at: String,
    /// Who made it.
    pub changed_by: String,
}

/// The version in force on a day: of those that have begun, the one that began last, and of those
/// the latest made.
pub fn in_force<S: Settings>(versions: &[Version<S>], day: Date) -> Version<S> {
    let begun = versions
        .iter()
        .filter(|version| version.valid_from.is_none_or(|from| from <= day));
    let last = begun.max_by_key(|version| (version.valid_from, version.version));
    last.cloned().unwrap_or_else(|| Version {
        version: 0,
        valid_from: None,
        settings: S::standard(),
        changed_at: String::new(),
        changed_by: String::new(),
    })
}

/// Only agencies have these files.
pub fn of_an_agency(model: &AccountingModel) -> Result<(), ExchangeRefusal> {
    match model.entity.rules {
        RuleSet::State => Ok(()),
        RuleSet::Municipal => Err(ExchangeRefusal::NotAnAgency),
    }
}

impl HermesSettings {
    /// The agency's number, four digits.
    pub fn agency_number<'a>(&'a self, model: &'a AccountingModel) -> Result<&'a str, ExchangeRefusal> {
        let number = if self.agency_number.is_empty() {
            &model.entity.code
        } else {
            &self.agency_number
        };
        if number.len() == 4 && number.bytes().all(|byte| byte.is_ascii_digit()) {
            Ok(number)
        } else {
            Err(ExchangeRefusal::AgencyNumberMalformed { value: number.clone() })
        }
    }

    /// How the file is written.
    pub fn layout(&self) -> Result<hermes::Layout, ExchangeRefusal> {
        let (line_end, charset) = written(&self.line_end, &self.charset)?;
        Ok(hermes::Layout {
            line_end,
            charset,
            ..hermes::Layout::default()
        })
    }

    /// The accounts that need no counterparty.
    pub fn without_counterparty(&self) -> Result<Option<Pattern>, ExchangeRefusal> {
        selection(&self.accounts_without_counterparty)
    }
}

impl TdbSettings {
    /// How the file is written.
    pub fn layout(&self) -> Result<tdb::Layout, ExchangeRefusal> {
        let (line_end, charset) = written(&self.line_end, &self.charset)?;
        Ok(tdb::Layout {
            line_end,
            charset,
            ..tdb::Layout::default()
        })
    }

    /// The accounts whose purchases are sent; none selects nothing.
    pub fn selection(&self) -> Result<Option<Pattern>, ExchangeRefusal> {
        selection(&self.accounts)
    }
}

impl Settings for HermesSettings {
    const REGISTER: &'static str = "hermes";

    fn standard() -> Self {
        STATE.hermes.clone()
    }

    fn wrong(&self, model: &AccountingModel) -> Vec<ExchangeRefusal> {
        let mut refusals: Vec<ExchangeRefusal> = [
            self.agency_number(model).err(),
            self.layout().err(),
            letter(&self.period_letter).err(),
            name(&self.name_template, &hermes::NAME_PLACEHOLDERS).err(),
            position(model, &self.financier_dimension).err(),
            position(model, &self.counterparty_dimension).err(),
            self.without_counterparty().err(),
        ]
        .into_iter()
        .flatten()
        .collect();
        let relation = &self.result_account_relation;
        if self.model == FinancingModel::ResultAccount && !has_relation(model, relation) {
            let relation = relation.clone();
            refusals.push(ExchangeRefusal::RelationUnknown { relation });
        }
        refusals
    }
}

impl Settings for TdbSettings {
    const REGISTER: &'static str = "tdb";

    fn standard() -> Self {
        STATE.tdb.clone()
    }

    fn wrong(&self, model: &AccountingModel) -> Vec<ExchangeRefusal> {
        [
            self.layout().err(),
            name(&self.name_template, &tdb::NAME_PLACEHOLDERS).err(),
            position(model, &self.counterparty_dimension).err(),
            self.selection().err(),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// The period code's letter: one small letter.
pub fn letter(text: &str) -> Result<char, ExchangeRefusal> {
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if letter.is_ascii_lowercase() => Ok(letter),
        _ => Err(ExchangeRefusal::LetterMalformed { value: text.to_owned() }),
    }
}

/// A template that can be read.
pub fn name(template: &str, placeholders: &[&str]) -> Result<NameTemplate, ExchangeRefusal> {
    NameTemplate::parse(template, placeholders).map_err(|mistake| ExchangeRefusal::name_of_file(&mistake))
}

/// The place of a dimension in codings.
pub fn position(model: &AccountingModel, code: &str) -> Result<u8, ExchangeRefusal> {
    let dimension = model.dimension(code).filter(|dimension| !dimension.indirect);
    dimension
        .map(|dimension| dimension.position)
        .ok_or_else(|| ExchangeRefusal::DimensionUnknown {
            dimension: code.to_owned(),
        })
}

/// Whether the model has a relation that starts where a coding has a value.
pub fn has_relation(model: &AccountingModel, code: &str) -> bool {
    let starts = |from: &str| from == ACCOUNT_DIMENSION || model.dimension(from).is_some();
    let mut known = model.relations.iter().filter(|relation| relation.relation == code);
    known.any(|relation| starts(&relation.from_dimension))
}

fn written(line_end: &str, charset: &str) -> Result<(LineEnd, Charset), ExchangeRefusal> {
    let unknown = |value: &str, allowed: Vec<&str>| ExchangeRefusal::SettingUnknown {
        value: value.to_owned(),
        allowed: allowed.join(", "),
    };
    let line_end =
        LineEnd::from_code(line_end).ok_or_else(|| unknown(line_end, LineEnd::ALL.map(LineEnd::code).to_vec()))?;
    let charset =
        Charset::from_code(charset).ok_or_else(|| unknown(charset, Charset::ALL.map(Charset::code).to_vec()))?;
    Ok((line_end, charset))
}

fn selection(text: &str) -> Result<Option<Pattern>, ExchangeRefusal> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let malformed = |_| ExchangeRefusal::SelectionMalformed { value: text.to_owned() };
    Pattern::parse(text).map(Some).map_err(malformed)
}
