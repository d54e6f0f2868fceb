//! Which costs of a year are set against State capital, and what an attribute of a value shall be.

use kameral_base::{Date, Pattern};
use kameral_ledger::model::AccountingModel;

use super::{Follows, Record, follows};

/// What a value of a coding shall be: `FIN.financing_form=fee`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    dimension: String,
    attribute: String,
    wanted: String,
}

impl Condition {
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let parts = text.split_once('=').and_then(|(place, wanted)| {
            let (dimension, attribute) = place.split_once('.')?;
            Some((dimension, attribute, wanted))
        });
        let (dimension, attribute, wanted) = parts.ok_or_else(|| format!("when: {text}"))?;
        Ok(Self {
            dimension: dimension.to_owned(),
            attribute: attribute.to_owned(),
            wanted: wanted.to_owned(),
        })
    }

    /// Whether the coding's value has the attribute.
    pub fn is_met(&self, model: &AccountingModel, values: &[(u8, String)]) -> bool {
        let found = model.dimension(&self.dimension).and_then(|dimension| {
            let (position, value) = values.iter().find(|(position, _)| *position == dimension.position)?;
            let row = model.value(*position, value)?;
            row.attributes.get(&self.attribute)?.as_str()
        });
        found == Some(self.wanted.as_str())
    }
}

/// *Avskrivning mot statskapital*: costs of assets that an appropriation has paid for. They are charged
/// to nothing, so they leave a capital change, which is set against State capital in the next year
/// (anslagsförordningen (2011:223) 12 § second paragraph; case C09).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CapitalRow {
    /// Accounts of the cost.
    pub accounts: Pattern,
    /// What its coding shall meet.
    pub when: Condition,
    /// A relation of the coding, and what it shall lead to; none asks nothing more.
    pub related: Option<(String, Pattern)>,
    /// State capital.
    pub state_capital: String,
    /// The account the capital change stands on.
    pub change: String,
    /// Dimensions that follow.
    pub values: Vec<Follows>,
    /// Swedish name, the text of the voucher.
    pub name: String,
}

impl CapitalRow {
    pub(super) fn read(row: &Record<'_>) -> Result<Self, String> {
        let when = row.text("when")?;
        let (when, related) = when.split_once(';').unwrap_or((&when, ""));
        let related = match related.split_once('=') {
            None if related.is_empty() => None,
            None => return Err(format!("when: {related}")),
            Some((relation, wanted)) => {
                let wanted = Pattern::parse(wanted).map_err(|mistake| format!("when: {mistake:?}"))?;
                Some((relation.to_owned(), wanted))
            }
        };
        Ok(Self {
            accounts: row.pattern("accounts")?,
            when: Condition::parse(when)?,
            related,
            state_capital: row.text("to")?,
            change: row.text("against")?,
            values: follows(&row.text("values")?),
            name: row.text("name_sv")?,
        })
    }

    /// Whether a cost is one of these, as relations were on a day.
    pub fn speaks_of(&self, model: &AccountingModel, account: &str, values: &[(u8, String)], day: Date) -> bool {
        let related = |(relation, wanted): &(String, Pattern)| {
            let found = model.related(relation, account, values, day);
            found.is_some_and(|found| wanted.matches(&found))
        };
        self.accounts.matches(account) && self.when.is_met(model, values) && self.related.as_ref().is_none_or(related)
    }
}
