//! A rule of separation.

use kameral_base::Date;
use serde::{Deserialize, Serialize};

use super::DutyRefusal;
use crate::Permission;

/// What a rule keeps apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DutyKind {
    /// Permissions that the same person does not hold in the same entity.
    Permissions,
    /// Commands that the same person does not do on the same thing: who did the first may not do the
    /// second.
    Acts,
}

impl DutyKind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Permissions, Self::Acts];

    /// The word that is kept.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Permissions => "permissions",
            Self::Acts => "acts",
        }
    }

    /// The kind with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// *Regel för åtskillnad*.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DutyRule {
    /// Code in snake case.
    pub rule: String,
    /// What it keeps apart.
    pub kind: DutyKind,
    /// Codes of permissions, or of the commands that are done first.
    pub first: Vec<String>,
    /// Codes of permissions, or of the commands that are then another's.
    pub second: Vec<String>,
    /// The permission that the second commands need; none for a pair of permissions.
    #[serde(with = "code")]
    pub permission: Option<Permission>,
    /// Whether the things belong to the installation, as users do, and not to one entity.
    pub of_installation: bool,
    /// Whether it is switched on.
    pub active: bool,
    /// First day.
    pub valid_from: Option<Date>,
    /// Last day.
    pub valid_to: Option<Date>,
    /// Swedish name: what is kept apart, in a few words.
    pub name: String,
    /// English name.
    pub name_en: String,
    /// Where the rule comes from.
    pub source: String,
}

/// A permission by its code.
mod code {
    use serde::de::Error as _;
    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};

    use crate::Permission;

    #[expect(clippy::trivially_copy_pass_by_ref, clippy::ref_option, reason = "as serde calls it")]
    pub(super) fn serialize<S: Serializer>(permission: &Option<Permission>, to: S) -> Result<S::Ok, S::Error> {
        permission.map(Permission::code).serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Permission>, D::Error> {
        match Option::<String>::deserialize(from)? {
            None => Ok(None),
            Some(code) => Permission::from_code(&code)
                .map(Some)
                .ok_or_else(|| D::Error::custom("no permission has this code")),
        }
    }
}

impl DutyRule {
    /// Whether it counts on a day.
    pub fn counts_on(&self, day: Date) -> bool {
        self.active && self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }

    /// Whether it says that somebody who did something before may not do this command.
    pub(crate) fn names_second(&self, command: &str) -> bool {
        self.kind == DutyKind::Acts && self.second.iter().any(|code| code == command)
    }

    /// Whether who does this command may not do another later.
    pub(crate) fn names_first(&self, command: &str) -> bool {
        self.kind == DutyKind::Acts && self.first.iter().any(|code| code == command)
    }
}

/// The longest code of a rule, in characters.
const CODE_CHARS_MAX: usize = 60;
/// The longest name or source, in characters.
const TEXT_CHARS_MAX: usize = 300;

/// Everything that is wrong with a rule.
pub(crate) fn check(rule: &DutyRule) -> Vec<DutyRefusal> {
    let mut wrong = Vec::new();
    if !is_code(&rule.rule) {
        wrong.push(DutyRefusal::RuleMalformed);
    }
    let texts = [&rule.name, &rule.name_en, &rule.source];
    let is_text = |text: &&String| text.chars().count() <= TEXT_CHARS_MAX && !text.chars().any(char::is_control);
    if rule.name.trim().is_empty() || !texts.iter().all(is_text) {
        wrong.push(DutyRefusal::RuleNameMalformed);
    }
    let sides = [&rule.first, &rule.second];
    if sides.iter().any(|side| side.is_empty()) {
        wrong.push(DutyRefusal::RuleOneSided);
    }
    for code in sides.into_iter().flatten() {
        let known = match rule.kind {
            DutyKind::Permissions => Permission::from_code(code).is_some(),
            DutyKind::Acts => is_code(code),
        };
        if !known {
            wrong.push(DutyRefusal::RuleCodeUnknown { code: code.clone() });
        }
    }
    if matches!((rule.valid_from, rule.valid_to), (Some(from), Some(to)) if to < from) {
        wrong.push(DutyRefusal::ValidityBackward);
    }
    wrong
}

/// Whether a text is a code of a rule, a command or a kind.
pub(crate) fn is_code(code: &str) -> bool {
    (1..=CODE_CHARS_MAX).contains(&code.len())
        && code
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"_.".contains(&b))
}
