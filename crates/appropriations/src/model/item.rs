//! Appropriations and revenue titles.

use kameral_base::Date;
use serde::{Deserialize, Serialize};

use super::{overlap, valid_on, words};

words! {
    /// What an item of the register is.
    pub enum ItemKind {
        /// *Anslag*, or a part of one: *anslagspost*, *delpost* (anslagsförordningen (2011:223) 4 §).
        Appropriation = "appropriation",
        /// *Inkomsttitel*, or a part of one: *undertitel* (anslagsförordningen 5 §).
        RevenueTitle = "revenue_title",
    }
}

words! {
    /// *Flöde*: where its money goes.
    pub enum Flow {
        /// *Räntebärande*: through the agency's interest account at Riksgälden.
        InterestBearing = "interest_bearing",
        /// *Icke räntebärande*: through the State's central account, SCR.
        NonInterestBearing = "non_interest_bearing",
    }
}

words! {
    /// *Avräkningsgrund*: when an expenditure is charged (anslagsförordningen 12 §, APR-02).
    pub enum Basis {
        /// *Kostnadsmässigt*: the year the cost belongs to.
        Cost = "cost",
        /// *Utgiftsmässigt*: the year the expenditure belongs to.
        Expenditure = "expenditure",
        /// *Kassamässigt*: the year of payment.
        Cash = "cash",
    }
}

words! {
    /// What happens to a voucher that goes beyond the credit.
    pub enum Beyond {
        /// It may be accepted with a reason.
        Warn = "warn",
        /// It is not posted.
        Stop = "stop",
    }
}

/// *Anslag, anslagspost, delpost*, or *inkomsttitel, undertitel*: a row of the register (APR-01,
/// APR-13).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Designation, as the letter writes it: `1:5`, `1:5 ap.1`, `1:5 ap.1.2`.
    pub item: String,
    /// Designation of what it is a part of; none at the top.
    pub parent: Option<String>,
    /// What it is.
    pub kind: ItemKind,
    /// Swedish name.
    pub name: String,
    /// English name; may be empty.
    pub name_en: String,
    /// Plain text of the letter or decision.
    pub text: String,
    /// Where its money goes.
    pub flow: Flow,
    /// When expenditures are charged; of a title, when income is (13 §).
    pub basis: Basis,
    /// *Brutto*: whether revenue under an appropriation, or expenditure under a title, is accounted
    /// for apart (APR-12, APR-13).
    pub gross: bool,
    /// *Förvaltningsanslag*: mainly for administration (anslagsförordningen 7 and 8 §§).
    pub administrative: bool,
    /// Whether what is left may be carried into the next year.
    pub carried_forward: bool,
    /// What happens to a voucher that goes beyond the credit.
    pub beyond: Beyond,
    /// The letter (*regleringsbrev*) or other decision.
    pub document: String,
    /// Day of that decision.
    pub decided_on: Option<Date>,
    /// First day.
    pub valid_from: Option<Date>,
    /// Last day.
    pub valid_to: Option<Date>,
    /// Values of the dimension *Finansiär* that it finances.
    pub links: Vec<Link>,
}

impl Item {
    /// Whether it is in force that day.
    pub fn valid_on(&self, day: Date) -> bool {
        valid_on(self.valid_from, self.valid_to, day)
    }

    /// Whether it finances a value of *Finansiär* that day.
    pub fn finances(&self, financier: &str, day: Date) -> bool {
        self.links
            .iter()
            .any(|link| link.financier == financier && link.valid_on(day))
    }

    /// The word its links have in the relation `avrakning`.
    pub fn charged_as(&self) -> &'static str {
        match (self.kind, self.basis) {
            (ItemKind::RevenueTitle, Basis::Cash) => "titel-kassa",
            (ItemKind::RevenueTitle, _) => "titel",
            (ItemKind::Appropriation, Basis::Cost) => "kostnad",
            (ItemKind::Appropriation, Basis::Expenditure) => "utgift",
            (ItemKind::Appropriation, Basis::Cash) => "kassa",
        }
    }

    /// The word its links have in the relation `flode`.
    pub fn flow_word(&self) -> &'static str {
        match self.flow {
            Flow::InterestBearing => "rantebarande",
            Flow::NonInterestBearing => "scr",
        }
    }
}

/// A value of the dimension *Finansiär* that an item finances, from a first day of a month to a last
/// one: the cube knows whole periods.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Link {
    /// The value.
    pub financier: String,
    /// First day; always when none.
    pub valid_from: Option<Date>,
    /// Last day.
    pub valid_to: Option<Date>,
}

impl Link {
    /// Whether it holds that day.
    pub fn valid_on(&self, day: Date) -> bool {
        valid_on(self.valid_from, self.valid_to, day)
    }

    /// Whether both speak of the same value on some day.
    pub fn meets(&self, other: &Self) -> bool {
        self.financier == other.financier
            && overlap((self.valid_from, self.valid_to), (other.valid_from, other.valid_to))
    }
}
