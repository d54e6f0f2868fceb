//! What a report is made in: the model, the question, who asks and when.

use kameral_access::{RowCondition, Rows};
use kameral_base::Timestamp;
use kameral_ledger::model::AccountingModel;

use crate::question::Question;
use crate::source::{Source, account_name};
use crate::table::{Column, FilterFact, Head, Kind, Value};
use crate::words::Caption;
use crate::{Address, Filter, Key, Report};

/// Everything a report is made from beside its figures.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// The accounting model.
    pub model: &'a AccountingModel,
    /// The question.
    pub question: &'a Question,
    /// What the user may see.
    pub scope: &'a Rows,
    /// Who asks.
    pub user: &'a str,
    /// When.
    pub run_at: Timestamp,
}

impl Setting<'_> {
    /// The head of the report asked for, with these columns.
    pub fn head(self, columns: Vec<Column>) -> Head {
        let question = self.question;
        let report = question.address.report;
        let has_periods = report != Report::Voucher;
        Head {
            report,
            title: report.title(),
            address: question.address.clone(),
            up: up(&question.address),
            entity: self.model.entity.code.clone(),
            entity_name: self.model.entity.name.clone(),
            currency: self.model.entity.currency.clone(),
            year: has_periods.then(|| question.year_number()),
            periods: has_periods.then_some(question.periods),
            run_at: self.run_at,
            user: self.user.to_owned(),
            by: question.address.by.clone(),
            filters: question
                .address
                .filters
                .iter()
                .map(|filter| self.fact(filter))
                .collect(),
            scope: self.scope_facts(),
            seq: question.seq,
            as_of_asked: question.address.as_of.is_some(),
            facts: Vec::new(),
            columns,
            language: question.language,
        }
    }

    fn fact(self, filter: &Filter) -> FilterFact {
        let source = Source::of(self.model, filter.key.code());
        let name = match source {
            Ok(source) => source.caption(self.model, self.question.language),
            Err(_) => Caption::Name(filter.key.to_string()),
        };
        FilterFact {
            name,
            key: filter.key.clone(),
            pattern: filter.pattern.clone(),
        }
    }

    fn scope_facts(self) -> Option<Vec<Vec<FilterFact>>> {
        let Rows::AnyOf(alternatives) = self.scope else {
            return None;
        };
        let facts = |all: &Vec<_>| all.iter().filter_map(|condition| self.scope_fact(condition)).collect();
        Some(alternatives.iter().map(facts).collect())
    }

    fn scope_fact(self, condition: &RowCondition) -> Option<FilterFact> {
        let key = Key::parse(&condition.dimension)?;
        Some(self.fact(&Filter {
            key,
            pattern: condition.pattern.clone(),
        }))
    }

    /// The name of an account.
    pub fn account_name(self, account: &str) -> Value {
        Value::text(account_name(self.model, account, self.question.language))
    }

    /// The number and the name of an account, opened for the report's periods.
    pub fn account_columns(self) -> [Column; 2] {
        let drill = Some(self.question.periods);
        [
            Column::new("account", Caption::key("report-column-account"), Kind::Account)
                .opened_for(drill)
                .once(),
            Column::new("name", Caption::key("report-column-name"), Kind::Text)
                .opened_for(drill)
                .once(),
        ]
    }

    /// Dimension values in one text: `ORG 100, FIN 10`.
    pub fn values_text(self, values: &[(u8, String)]) -> Value {
        let parts = values.iter().filter_map(|(position, value)| {
            let dimension = self.model.dimension_at(*position)?;
            Some(format!("{} {value}", dimension.code))
        });
        Value::text(parts.collect::<Vec<_>>().join(", "))
    }

    /// The general ledger of one account, with the conditions of this report.
    pub fn ledger_of(self, account: &str) -> Option<Address> {
        let here = &self.question.address;
        let ledger = Address {
            report: Report::GeneralLedger,
            by: Vec::new(),
            quantities: false,
            ..here.clone()
        };
        Some(ledger.narrowed(Filter::exact(Key::account(), account)?))
    }
}

/// The report above: from the ledger of an account to the balance of all, from a voucher to the
/// ledger one came from.
fn up(address: &Address) -> Option<Address> {
    let above = match address.report {
        Report::GeneralLedger => Report::TrialBalance,
        Report::Voucher if !address.filters.is_empty() || address.periods.is_some() => Report::GeneralLedger,
        _ => return None,
    };
    let mut up = Address {
        report: above,
        voucher: None,
        by: Vec::new(),
        ..address.clone()
    };
    if above == Report::TrialBalance {
        up.filters
            .retain(|filter| !(filter.key.is_account() && filter.pattern.as_value().is_some()));
    }
    Some(up)
}

/// A column of amounts.
pub fn amount(key: &str, label: &'static str) -> Column {
    Column::new(key, Caption::key(label), Kind::Amount)
}
