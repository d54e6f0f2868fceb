//! Dimensions and their values.

use kameral_base::Date;
use serde::{Deserialize, Serialize};

use super::valid_on;

/// The most dimensions beside the account.
pub const POSITION_MAX: u8 = 12;

/// The attribute of a value that holds who answers for it, by login.
pub const RESPONSIBLE: &str = "responsible";

/// *Koddel*: what a line is coded with beside the account (EM-01, EM-03, EM-08).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dimension {
    /// Place in the coding, 1 to [`POSITION_MAX`]; never reused for another meaning.
    pub position: u8,
    /// Short code, as in files and filters: `ORG`.
    pub code: String,
    /// Swedish name.
    pub name: String,
    /// English name; may be empty.
    #[serde(default)]
    pub name_en: String,
    /// *Indirekt koddel*: exists for search only and is derived by a relation.
    #[serde(default)]
    pub indirect: bool,
    /// The relation an indirect dimension is derived by.
    #[serde(default)]
    pub derived_by: String,
    /// Whether values outside the register are accepted.
    #[serde(default)]
    pub free_values: bool,
    /// Longest value, in characters.
    pub length_max: i64,
    /// Number in SIE files; 0 where it is the position and twenty.
    #[serde(default)]
    pub sie_dimension: i64,
    /// First day it may be used.
    #[serde(default)]
    pub valid_from: Option<Date>,
    /// Last day it may be used.
    #[serde(default)]
    pub valid_to: Option<Date>,
}

impl Dimension {
    /// A direct dimension with a register.
    pub fn plain(position: u8, code: &str, name: &str) -> Self {
        Self {
            position,
            code: code.to_owned(),
            name: name.to_owned(),
            name_en: String::new(),
            indirect: false,
            derived_by: String::new(),
            free_values: false,
            length_max: 20,
            sie_dimension: 0,
            valid_from: None,
            valid_to: None,
        }
    }

    /// Whether it may be used that day.
    pub fn valid_on(&self, day: Date) -> bool {
        valid_on(self.valid_from, self.valid_to, day)
    }

    /// Whether its values are projects, as the SIE standard numbers them.
    pub fn is_of_projects(&self) -> bool {
        self.sie_dimension == SIE_PROJECT
    }

    /// Number in SIE files: 1 and 6 are the standard's cost centre and project; what is free begins
    /// at 20.
    pub fn sie_number(&self) -> i64 {
        if self.sie_dimension == 0 {
            SIE_FREE_FROM + i64::from(self.position)
        } else {
            self.sie_dimension
        }
    }
}

/// The SIE standard's number of projects.
const SIE_PROJECT: i64 = 6;
/// First number the SIE standard leaves free for dimensions.
const SIE_FREE_FROM: i64 = 20;

/// *Koddelsvärde*: a value in a dimension's register (EM-33).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DimensionValue {
    /// The dimension's position.
    pub position: u8,
    /// The value.
    pub value: String,
    /// Name.
    pub name: String,
    /// First day it may be posted on.
    #[serde(default)]
    pub valid_from: Option<Date>,
    /// Last day it may be posted on.
    #[serde(default)]
    pub valid_to: Option<Date>,
    /// Value that takes over after the last day; may be empty.
    #[serde(default)]
    pub successor: String,
    /// Further attributes of the register (person in charge, financing form …), as a JSON object.
    #[serde(default = "no_attributes")]
    pub attributes: serde_json::Value,
}

fn no_attributes() -> serde_json::Value {
    serde_json::Value::Object(serde_json::Map::new())
}

impl DimensionValue {
    /// A value that is always valid.
    pub fn plain(position: u8, value: &str, name: &str) -> Self {
        Self {
            position,
            value: value.to_owned(),
            name: name.to_owned(),
            valid_from: None,
            valid_to: None,
            successor: String::new(),
            attributes: no_attributes(),
        }
    }

    /// Whether it may be posted on that day.
    pub fn valid_on(&self, day: Date) -> bool {
        valid_on(self.valid_from, self.valid_to, day)
    }
}
