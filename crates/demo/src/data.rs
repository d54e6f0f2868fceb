//! The demo's people, firms and things, read from `data/`.
//!
//! Swedish words stand there and not in the code. A file that cannot be read is a mistake of the
//! program's own, which its tests meet first.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;

/// Rows of one file.
macro_rules! rows {
    ($path:literal) => {
        crate::data::read(
            $path,
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/", $path)),
        )
    };
}
pub(crate) use rows;

pub(crate) fn read<T: DeserializeOwned>(file: &str, text: &str) -> Vec<T> {
    let rows = csv::Reader::from_reader(text.as_bytes())
        .into_deserialize()
        .collect::<Result<_, _>>();
    rows.unwrap_or_else(|error| panic!("data/{file}: {error}"))
}

/// Texts of vouchers by key.
#[derive(Debug, Clone)]
pub(crate) struct Texts(BTreeMap<String, String>);

impl Texts {
    /// Reads the texts of an entity.
    pub fn new(file: &str, text: &str) -> Self {
        let rows: Vec<Text> = read(file, text);
        Self(rows.into_iter().map(|row| (row.key, row.text)).collect())
    }

    /// A text as it stands.
    pub fn get(&self, key: &str) -> &str {
        self.0.get(key).unwrap_or_else(|| panic!("no text {key} in data/"))
    }

    /// A text with what stands in braces replaced.
    pub fn filled(&self, key: &str, with: &[(&str, &str)]) -> String {
        with.iter().fold(self.get(key).to_owned(), |text, (name, value)| {
            text.replace(&format!("{{{name}}}"), value)
        })
    }

    /// The name of a month.
    pub fn month(&self, month: i8) -> &str {
        let place = usize::try_from(month - 1).unwrap_or(0);
        self.get("months").split(' ').nth(place).unwrap_or_default()
    }

    /// Several texts parted by semicolons.
    pub fn list(&self, key: &str) -> Vec<&str> {
        self.get(key).split(';').collect()
    }
}

#[derive(Deserialize)]
struct Text {
    key: String,
    text: String,
}

/// A value and its name.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Named {
    /// The value.
    pub value: String,
    /// Its name.
    pub name: String,
}

/// *Organisationsenhet*.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Unit {
    /// The value, which is also the node of the tree.
    pub value: String,
    /// Its name.
    pub name: String,
    /// The unit above; empty at the top.
    pub parent: String,
    /// The operation its costs mostly belong to.
    pub operation: String,
    /// People; a unit without is one that only gathers others.
    pub staff: i64,
    /// Their average pay a month, in kronor.
    pub pay: i64,
    /// Square metres.
    pub area: i64,
    /// First day, relative to the years of the demo.
    pub from: String,
    /// Last day.
    pub to: String,
    /// The unit that takes over.
    pub successor: String,
    /// Who pays for what it buys outside projects.
    pub financier: String,
}

/// *Projekt*.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Project {
    /// The value.
    pub value: String,
    /// Its name.
    pub name: String,
    /// The unit that runs it.
    pub unit: String,
    /// Who pays for it.
    pub financier: String,
    /// The programme it is part of.
    pub programme: String,
    /// Who gives the grant; empty when it has none.
    pub giver: String,
    /// The giver's counterparty code, when it is an agency.
    pub counterparty: String,
    /// The account of the grant.
    pub income: String,
    /// The grant of a quarter, in kronor.
    pub grant_kr: i64,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
}

/// *Finansiär*.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Financier {
    /// The value.
    pub value: String,
    /// Its name.
    pub name: String,
    /// Form of financing (EM-12).
    pub form: String,
    /// What a donation is for (GL-28).
    pub purpose: String,
}

/// *Resurs*: a person or a thing. The value is a number of the demo's own, never a personal one.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Resource {
    /// The value.
    pub value: String,
    /// An invented name.
    pub name: String,
    /// Where.
    pub unit: String,
    /// The project worked in; empty for none.
    pub projects: String,
}

/// A currency's rate in the first month, and how far it moves in one.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Rate {
    /// ISO code.
    pub currency: String,
    /// Millionths.
    pub first_micro: i64,
    /// Largest step from month to month, in millionths.
    pub step_micro: i64,
}

/// What is bought of one supplier.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Supply {
    /// An invented firm, or an agency.
    pub name: String,
    /// The agency's counterparty code; empty outside the State.
    pub counterparty: String,
    /// Series: `L` registered here, `E` numbered by the e-commerce service.
    pub series: String,
    /// Account of the cost.
    pub account: String,
    /// The unit that orders; empty for any.
    pub unit: String,
    /// What it is.
    pub text: String,
    /// VAT, in thousandths of the net.
    pub vat_permille: i64,
    /// Invoices in a year.
    pub per_year: i64,
    /// Smallest net, in kronor.
    pub min_kr: i64,
    /// Largest net, in kronor.
    pub max_kr: i64,
    /// Unit of what is counted; empty for nothing.
    pub measure: String,
    /// Price of one, in öre.
    pub price_ore: i64,
    /// Currency of the invoice; empty for kronor.
    pub currency: String,
    /// How many of a thousand are bought for a project.
    pub project_permille: i64,
}

/// What a customer is invoiced.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Sale {
    /// An invented customer, or an agency.
    pub name: String,
    /// The agency's counterparty code.
    pub counterparty: String,
    /// Account of the revenue.
    pub account: String,
    /// Unit.
    pub unit: String,
    /// Financier.
    pub financier: String,
    /// Project; empty for none.
    pub project: String,
    /// What it is.
    pub text: String,
    /// VAT, in thousandths of the net.
    pub vat_permille: i64,
    /// Invoices in a year.
    pub per_year: i64,
    /// Smallest net, in kronor.
    pub min_kr: i64,
    /// Largest net, in kronor.
    pub max_kr: i64,
    /// `fee` that the agency keeps, or `levy` that goes to the State's budget.
    pub kind: String,
}

/// Who receives grants.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Recipient {
    /// An invented receiver.
    pub name: String,
    /// Account of the grant.
    pub account: String,
    /// What it is for.
    pub text: String,
    /// Payments in a year.
    pub per_year: i64,
    /// Smallest, in kronor.
    pub min_kr: i64,
    /// Largest, in kronor.
    pub max_kr: i64,
    /// The day the agency commits itself to more; empty when it does not.
    pub decided: String,
    /// To how much, in kronor.
    pub committed_kr: i64,
}

/// *Anläggning*.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct AssetRow {
    /// Number in the register of assets.
    pub number: String,
    /// Its name.
    pub name: String,
    /// Account of the opening value of its group.
    pub group: String,
    /// Cost, in kronor.
    pub cost_kr: i64,
    /// Months it is written off over.
    pub months: i64,
    /// `before-20` months before the demo begins, `prev-03` or `this-04`.
    pub bought: String,
    /// The unit that uses it.
    pub unit: String,
}

/// A line of the balances the demo begins with.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct OpeningRow {
    /// Account.
    pub account: String,
    /// Debit positive, in kronor.
    pub amount_kr: i64,
    /// Counterparty code.
    pub counterparty: String,
    /// Financier.
    pub financier: String,
}
