//! Who keeps books.

use kameral_base::EntityId;
use serde::{Deserialize, Serialize};

/// *Redovisningsföretag*: an agency, a region's administration, a foundation (EM-22).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// Key that leads every row.
    #[serde(skip, default = "no_entity")]
    pub id: EntityId,
    /// Code people and scripts use: `1098`.
    pub code: String,
    /// Name.
    pub name: String,
    /// Organisation number, ten digits.
    pub org_number: String,
    /// Which standard configuration it follows.
    pub rules: RuleSet,
    /// ISO code of the currency the books are kept in.
    pub currency: String,
    /// Which of the header colours marks the entity on pages, from 0.
    pub colour: i64,
}

fn no_entity() -> EntityId {
    EntityId(0)
}

/// Rule set an entity follows. Both are data in `standard/`; no code asks which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleSet {
    /// *Statlig*: agencies.
    State,
    /// *Kommunal*: municipalities, regions, foundations.
    Municipal,
}

impl RuleSet {
    /// The word in files, commands and tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::State => "state",
            Self::Municipal => "municipal",
        }
    }

    /// The rule set with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::State, Self::Municipal]
            .into_iter()
            .find(|rules| rules.word() == word)
    }
}
