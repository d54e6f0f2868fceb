//! *Villkor* of a held role: which rows it is held for, as it was given (SEC-02, SEC-03, SEC-09).
//!
//! | Given | Shows |
//! |---|---|
//! | `ORG=12*` | rows whose value matches |
//! | `ORG/TREE=A100` | rows below a node of a hierarchy: a unit and everything under it |
//! | `PROJ.responsible==me` | rows whose value has the user's own login in an attribute of its register |
//!
//! What names the user is resolved when the user's rights are fetched, so one role serves everyone who
//! has something of their own.

use std::fmt;

use kameral_base::{Pattern, PatternMistake};
use kameral_store::{Fault, FaultKind};
use serde::{Deserialize, Serialize};

use crate::RowCondition;

/// The pattern that means whoever holds the role.
pub const ME: &str = "=me";

/// The longest code of a dimension, with a hierarchy's or an attribute's after it.
const DIMENSION_CHARS_MAX: usize = 60;

/// One condition of a held role.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct GivenCondition {
    /// Dimension (`ORG`), hierarchy over one (`ORG/TREE`) or attribute of its values (`PROJ.responsible`).
    pub dimension: String,
    /// Pattern of the values, or [`ME`].
    pub pattern: String,
}

/// What is wrong with a condition.
pub(crate) enum ConditionMistake {
    Dimension,
    Pattern(PatternMistake),
    /// A negation over a hierarchy.
    Negated,
}

impl GivenCondition {
    /// A condition as it was written; none when it cannot be read.
    pub fn of(dimension: &str, pattern: &str) -> Option<Self> {
        Self::parse(dimension, pattern).ok()
    }

    /// A condition as it was typed, with its pattern as patterns are written.
    pub(crate) fn parse(dimension: &str, pattern: &str) -> Result<Self, ConditionMistake> {
        let dimension = dimension.trim();
        let is_code = (1..=DIMENSION_CHARS_MAX).contains(&dimension.chars().count())
            && dimension.chars().all(|c| c.is_alphanumeric() || "_-/.".contains(c));
        if !is_code {
            return Err(ConditionMistake::Dimension);
        }
        let pattern = match pattern.trim() {
            ME => ME.to_owned(),
            typed => {
                let read = Pattern::parse(typed).map_err(ConditionMistake::Pattern)?;
                if read.has_negation() && is_below(dimension) {
                    return Err(ConditionMistake::Negated);
                }
                read.to_string()
            }
        };
        Ok(Self {
            dimension: dimension.to_owned(),
            pattern,
        })
    }

    /// Conditions as they are kept: one a line, in order, none twice.
    pub(crate) fn kept(conditions: &[Self]) -> String {
        let mut lines: Vec<String> = conditions.iter().map(ToString::to_string).collect();
        lines.sort();
        lines.dedup();
        lines.join("\n")
    }

    /// Conditions that were kept.
    pub(crate) fn of_kept(text: &str) -> Result<Vec<Self>, Fault> {
        let lines = text.lines().filter(|line| !line.is_empty());
        let read = |line: &str| {
            let (dimension, pattern) = line.split_once('=').ok_or_else(|| damaged("no pattern"))?;
            Ok(Self {
                dimension: dimension.to_owned(),
                pattern: pattern.to_owned(),
            })
        };
        lines.map(read).collect()
    }

    /// What it means for a user. A pattern that cannot be read is a fault: it shows nothing rather than
    /// everything.
    pub(crate) fn for_user(&self, login: &str) -> Result<RowCondition, Fault> {
        let pattern = match self.pattern.as_str() {
            ME => Pattern::exact(login),
            pattern => Pattern::parse(pattern),
        };
        Ok(RowCondition {
            dimension: self.dimension.clone(),
            pattern: pattern.map_err(|mistake| damaged(&mistake.to_string()))?,
        })
    }
}

impl fmt::Display for GivenCondition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}", self.dimension, self.pattern)
    }
}

/// Whether a condition is on what lies below nodes of a hierarchy (`ORG/TREE`), and not on a level of one
/// (`ORG/TREE/2`), the first digits of the account (`KONTO/2`) or its S-code (`KONTO/S`).
fn is_below(dimension: &str) -> bool {
    let last = dimension.split('/').skip(1).last();
    last.is_some_and(|part| part.parse::<usize>().is_err() && !part.eq_ignore_ascii_case("S"))
}

fn damaged(what: &str) -> Fault {
    Fault::new(
        FaultKind::Mismatch,
        format!("table user_role, column conditions: {what}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// SEC-09: what is kept reads as what was given, whatever stands in the pattern.
    #[test]
    fn conditions_are_kept_and_read_again() {
        let parsed = |dimension: &str, pattern: &str| GivenCondition::parse(dimension, pattern).ok().unwrap();
        let given = [
            parsed("PROJ.responsible", "=me"),
            parsed(" ORG/TREE ", "A=1,B*"),
            parsed("KONTO", "4*"),
            parsed("KONTO", "4*"),
        ];
        let kept = GivenCondition::kept(&given);
        assert_eq!(kept, "KONTO=4*\nORG/TREE=A=1,B*\nPROJ.responsible==me");
        let read = GivenCondition::of_kept(&kept).unwrap();
        assert_eq!(GivenCondition::kept(&read), kept);
        assert_eq!(
            read[2].for_user("anna.ek@x.se").unwrap().pattern.as_value(),
            Some("anna.ek@x.se")
        );
        assert!(GivenCondition::of_kept("").unwrap().is_empty());
    }
}
