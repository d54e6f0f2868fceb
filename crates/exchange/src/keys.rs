//! Which record a coding belongs to, and what it lacks. Pure: the model and the settings as facts.

use std::collections::BTreeMap;

use kameral_base::{Date, Ore, Pattern};
use kameral_formats::hermes::{CounterpartyKind, RecordKey, RecordKind};
use kameral_ledger::model::{Account, AccountKind, AccountingModel};
use kameral_ledger::voucher::CodingKey;

use crate::ExchangeRefusal;
use crate::setting::{Codes, FinancingModel, HermesSettings, position};

/// The attribute of a counterparty that says where it stands: one of the words of [`Side`].
pub const COUNTERPARTY_KIND: &str = "counterparty_kind";

/// *Motpartens slag*, as accounts and counterparties name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// *Inomstatlig*.
    WithinState,
    /// *Inom egen bokslutskoncern*.
    WithinGroup,
    /// *Utomstatlig*.
    OutsideState,
    /// *Myndighetsintern*.
    AgencyInternal,
}

impl Side {
    /// The side a word names. A relation may use the letters of the files instead.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "within_state" | "I" => Some(Self::WithinState),
            "within_group" | "M" => Some(Self::WithinGroup),
            "outside_state" | "U" => Some(Self::OutsideState),
            "agency_internal" => Some(Self::AgencyInternal),
            _ => None,
        }
    }
}

/// Where counterparties stand.
#[derive(Debug, Clone, Copy)]
pub struct Sides<'m> {
    /// The model.
    pub model: &'m AccountingModel,
    /// Place of the counterparty in codings.
    pub position: u8,
    /// The relation that tells, for those whose register row does not.
    pub relation: &'m str,
    /// The day it is asked on.
    pub day: Date,
}

impl Sides<'_> {
    /// The side a counterparty's register row names, or else the relation; none where nobody has said.
    pub fn of(&self, value: &str) -> Option<Side> {
        let row = self.model.value(self.position, value);
        let named = row.and_then(|row| row.attributes.get(COUNTERPARTY_KIND)?.as_str());
        if let Some(named) = named.filter(|named| !named.is_empty()) {
            return Side::from_word(named);
        }
        let values = [(self.position, value.to_owned())];
        let related = self.model.related(self.relation, "", &values, self.day)?;
        Side::from_word(&related)
    }
}

/// What a coding lacks to become a record. In the order it is told.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// The chart does not have the account.
    Account(String),
    /// The account has no S-code.
    SCode(String),
    /// A charge, or a distributed result, without financier.
    Financier(String),
    /// A charge without result account.
    ResultAccount(String),
    /// No counterparty where there must be one.
    Counterparty(String),
    /// A counterparty that nothing says the side of, and the account.
    CounterpartyKind(String, String),
    /// A counterparty outside the State on an account within it, and the account.
    CounterpartyOutside(String, String),
}

impl Gap {
    /// The gap as a refusal, with the sum of what lacks it.
    pub fn refusal(self, model: &AccountingModel, amount: Ore) -> ExchangeRefusal {
        let name = |account: &str| model.account_name(account).to_owned();
        match self {
            Self::Account(account) => ExchangeRefusal::AccountUnknown { account, amount },
            Self::SCode(account) => ExchangeRefusal::SCodeMissing {
                name: name(&account),
                account,
                amount,
            },
            Self::Financier(account) => ExchangeRefusal::FinancierMissing {
                name: name(&account),
                account,
                amount,
            },
            Self::ResultAccount(account) => ExchangeRefusal::ResultAccountMissing {
                name: name(&account),
                account,
                amount,
            },
            Self::Counterparty(account) => ExchangeRefusal::CounterpartyMissing {
                name: name(&account),
                account,
                amount,
            },
            Self::CounterpartyKind(counterparty, account) => ExchangeRefusal::CounterpartyKindUnknown {
                counterparty,
                account,
                amount,
            },
            Self::CounterpartyOutside(counterparty, account) => ExchangeRefusal::CounterpartyOutside {
                counterparty,
                account,
                amount,
            },
        }
    }
}

/// Where a coding goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Goes {
    /// Into this record, the kind aside.
    To(RecordKey),
    /// Nowhere: an internal account, outside the statements.
    Internal,
    /// Nowhere yet: this is missing.
    Lacks(Vec<Gap>),
}

/// The settings, with what they name looked up once.
#[derive(Debug)]
pub struct Keys<'m> {
    /// The model.
    pub model: &'m AccountingModel,
    /// The settings in force.
    pub settings: &'m HermesSettings,
    /// Place of the financier in codings.
    pub financier: u8,
    /// Place of the counterparty in codings.
    pub counterparty: u8,
    without_counterparty: Option<Pattern>,
    day: Date,
}

impl<'m> Keys<'m> {
    /// Looks up what the settings name; what is not there is refused.
    pub fn new(
        model: &'m AccountingModel,
        settings: &'m HermesSettings,
        day: Date,
    ) -> Result<Self, Vec<ExchangeRefusal>> {
        Ok(Self {
            model,
            settings,
            financier: position(model, &settings.financier_dimension).map_err(|refusal| vec![refusal])?,
            counterparty: position(model, &settings.counterparty_dimension).map_err(|refusal| vec![refusal])?,
            without_counterparty: settings.without_counterparty().map_err(|refusal| vec![refusal])?,
            day,
        })
    }

    /// The record a coding's balance belongs to.
    pub fn of(&self, coding: &CodingKey, kind: RecordKind) -> Goes {
        let number = coding.account();
        let Some(account) = self.model.accounts.get(number) else {
            return Goes::Lacks(vec![Gap::Account(number.to_owned())]);
        };
        if account.kind == AccountKind::Internal {
            return Goes::Internal;
        }
        let values = coding.values();
        let mut gaps = Vec::new();
        let code = match self.settings.codes {
            Codes::Account => number,
            Codes::SCode => &account.s_code,
        };
        if code.is_empty() {
            gaps.push(Gap::SCode(number.to_owned()));
        }
        let financing = self.financing(account, &values).unwrap_or_else(|gap| {
            gaps.push(gap);
            String::new()
        });
        let (counterparty_kind, counterparty) = self.counterparty(account, &values).unwrap_or_else(|gap| {
            gaps.push(gap);
            (CounterpartyKind::None, String::new())
        });
        if !gaps.is_empty() {
            return Goes::Lacks(gaps);
        }
        Goes::To(RecordKey {
            account: code.to_owned(),
            kind,
            financing,
            counterparty_kind,
            counterparty,
        })
    }

    /// Whether charges stand on the account.
    pub fn is_settlement(&self, account: &Account) -> bool {
        self.settings.settlement_roles.contains(&account.role)
    }

    fn financing(&self, account: &Account, values: &[(u8, String)]) -> Result<String, Gap> {
        let financier = value_at(values, self.financier);
        if !self.is_settlement(account) {
            let result = matches!(account.kind, AccountKind::Income | AccountKind::Expense);
            let shown = result && self.settings.financier_on_result_rows;
            return Ok(financier.filter(|_| shown).unwrap_or_default().to_owned());
        }
        match self.settings.model {
            FinancingModel::Financier => financier
                .map(str::to_owned)
                .ok_or_else(|| Gap::Financier(account.account.clone())),
            FinancingModel::ResultAccount => {
                let relation = &self.settings.result_account_relation;
                let related = self.model.related(relation, &account.account, values, self.day);
                related.ok_or_else(|| Gap::ResultAccount(account.account.clone()))
            }
        }
    }

    /// Counterparty kind and code. The account says which side it is for; where the line decides, the
    /// counterparty's own register row does.
    fn counterparty(&self, account: &Account, values: &[(u8, String)]) -> Result<(CounterpartyKind, String), Gap> {
        const NOBODY: (CounterpartyKind, String) = (CounterpartyKind::None, String::new());
        let number = || account.account.clone();
        let value = value_at(values, self.counterparty);
        let sides = Sides {
            model: self.model,
            position: self.counterparty,
            relation: &self.settings.counterparty_relation,
            day: self.day,
        };
        let side = value.and_then(|value| sides.of(value));
        let within = |value: &str| {
            let kind = match side {
                Some(Side::WithinGroup) => CounterpartyKind::WithinGroup,
                _ => CounterpartyKind::WithinState,
            };
            (kind, value.to_owned())
        };
        match (account.counterparty_kind.as_str(), value, side) {
            ("within_state", Some(value), Some(Side::OutsideState | Side::AgencyInternal)) => {
                Err(Gap::CounterpartyOutside(value.to_owned(), number()))
            }
            ("within_state", Some(value), _)
            | ("by_dimension", Some(value), Some(Side::WithinState | Side::WithinGroup)) => Ok(within(value)),
            ("within_state", None, _) => match &self.without_counterparty {
                Some(accounts) if accounts.matches(&account.account) => Ok(NOBODY),
                _ => Err(Gap::Counterparty(number())),
            },
            ("by_dimension", Some(value), None) => Err(Gap::CounterpartyKind(value.to_owned(), number())),
            _ => Ok(NOBODY),
        }
    }
}

/// The value a coding has at a place.
pub fn value_at(values: &[(u8, String)], position: u8) -> Option<&str> {
    let found = values.iter().find(|(at, _)| *at == position);
    found.map(|(_, value)| value.as_str())
}

/// What is missing, with the sum of what lacks it, in order.
#[derive(Debug, Default)]
pub struct Missing(BTreeMap<Gap, Ore>);

impl Missing {
    /// Adds what a balance lacks.
    pub fn add(&mut self, gaps: Vec<Gap>, amount: Ore) {
        for gap in gaps {
            let sum = self.0.entry(gap).or_default();
            // What is told is how much is concerned; a sum beyond what can be told is told as far.
            *sum = sum.checked_add(amount).unwrap_or(*sum);
        }
    }

    /// The refusals.
    pub fn refusals(self, model: &AccountingModel) -> Vec<ExchangeRefusal> {
        self.0
            .into_iter()
            .map(|(gap, amount)| gap.refusal(model, amount))
            .collect()
    }
}
