//! Where a key's value stands in a coding, and what it is called.

use std::borrow::Cow;

use kameral_base::{Date, Pattern};
use kameral_ledger::model::{ACCOUNT_DIMENSION, AccountingModel, Dimension};
use kameral_ui::Language;

use crate::statement::definition::s_code_name;
use crate::words::Caption;
use crate::{Key, ReportRefusal};

/// An account with its dimension values.
#[derive(Debug, Clone, Copy)]
pub struct Coding<'a> {
    /// Account.
    pub account: &'a str,
    /// Values by position.
    pub values: &'a [(u8, String)],
}

impl<'a> Coding<'a> {
    fn at(self, position: u8) -> &'a str {
        let found = self.values.iter().find(|(at, _)| *at == position);
        found.map_or("", |(_, value)| value.as_str())
    }
}

/// A [`Key`] as the accounting model knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The account.
    Account,
    /// So many of its first digits (EM-18).
    Level(usize),
    /// Its S-code, an attribute of the account (EM-05).
    SCode,
    /// The value at a position.
    Direct(u8),
    /// A value derived by relations (EM-08, EM-09), with where the first of them starts.
    Indirect(Box<Dimension>, Root),
    /// The node of a hierarchy, on one of its levels, that the value lies below (EM-16, EM-17).
    Node(Box<NodeSource>),
}

/// A level of a hierarchy over the account or a dimension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NodeSource {
    /// Where the value comes from.
    over: Source,
    /// The hierarchy's place in the model.
    hierarchy: usize,
    /// Level, 1 at the top.
    pub level: usize,
    /// Levels of the hierarchy.
    pub depth: usize,
}

/// What a value is taken or derived from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Root {
    /// The account.
    Account,
    /// A dimension's value.
    Position(u8),
    /// Nothing: the relation is missing or goes in a circle.
    Nothing,
}

impl Source {
    /// The source of a key, its part left aside; refuses a dimension the model does not have.
    pub fn of(model: &AccountingModel, code: &str) -> Result<Self, ReportRefusal> {
        if code == ACCOUNT_DIMENSION {
            return Ok(Self::Account);
        }
        let dimension = model.dimension(code).ok_or_else(|| ReportRefusal::DimensionUnknown {
            dimension: code.to_owned(),
            known: known_dimensions(model),
        })?;
        if dimension.indirect {
            return Ok(Self::Indirect(Box::new(dimension.clone()), root_of(model, dimension)));
        }
        Ok(Self::Direct(dimension.position))
    }

    /// The source of a part of the account: so many digits, or its S-code.
    pub fn level(part: &str) -> Option<Self> {
        if part.eq_ignore_ascii_case(S_CODE_PART) {
            return Some(Self::SCode);
        }
        let digits = part.parse().ok()?;
        (1..=LEVEL_DIGITS_MAX).contains(&digits).then_some(Self::Level(digits))
    }

    /// The source of a level of a hierarchy over a key: `TREE/2`. Nothing when there is no such.
    pub fn node(model: &AccountingModel, key: &Key, over: &Self) -> Option<Self> {
        let (code, level) = key.part()?.rsplit_once('/')?;
        let hierarchy = hierarchy_over(model, key, code)?;
        let (level, depth) = (level.parse().ok()?, model.hierarchies[hierarchy].depth());
        let over = over.clone();
        (1..=depth).contains(&level).then(|| {
            Self::Node(Box::new(NodeSource {
                over,
                hierarchy,
                level,
                depth,
            }))
        })
    }

    /// Whether a pattern can choose anything by a level of a hierarchy: a node of the level, or the
    /// lines below none. Always so by anything else.
    pub fn has_node(&self, model: &AccountingModel, pattern: &Pattern) -> bool {
        let Self::Node(node) = self else { return true };
        let hierarchy = &model.hierarchies[node.hierarchy];
        let on_level = |name: &str| hierarchy.level(name) == node.level;
        let mut nodes = hierarchy.nodes.iter().filter(|at| pattern.matches(&at.node));
        pattern.matches("") || nodes.any(|at| on_level(&at.node))
    }

    /// Whether the value is one of the account.
    pub fn follows_account(&self) -> bool {
        match self {
            Self::Account | Self::Level(_) | Self::SCode | Self::Indirect(_, Root::Account) => true,
            Self::Direct(_) | Self::Indirect(..) => false,
            Self::Node(node) => node.over.follows_account(),
        }
    }

    /// What the value is taken or derived from: codings that agree in it have the same value.
    pub fn root_value<'a>(&self, coding: Coding<'a>) -> &'a str {
        let root = match self {
            Self::Node(node) => return node.over.root_value(coding),
            Self::Account | Self::Level(_) | Self::SCode => Root::Account,
            Self::Direct(position) => Root::Position(*position),
            Self::Indirect(_, root) => *root,
        };
        match root {
            Root::Account => coding.account,
            Root::Position(position) => coding.at(position),
            Root::Nothing => "",
        }
    }

    /// The value; empty where there is none. Relations are those in force on the day.
    pub fn value<'a>(&self, model: &AccountingModel, coding: Coding<'a>, day: Date) -> Cow<'a, str> {
        match self {
            Self::Account => coding.account.into(),
            Self::Level(digits) => first_digits(coding.account, *digits).into(),
            Self::SCode => {
                let account = model.accounts.get(coding.account);
                account.map_or_else(String::new, |found| found.s_code.clone()).into()
            }
            Self::Direct(position) => coding.at(*position).into(),
            Self::Indirect(dimension, _) => {
                let value = model.indirect_value(dimension, coding.account, coding.values, day);
                value.unwrap_or_default().into()
            }
            Self::Node(node) => {
                let value = node.over.value(model, coding, day);
                let path = model.hierarchies[node.hierarchy].path(&value, day);
                path.get(node.level - 1)
                    .map_or_else(String::new, |at| at.node.clone())
                    .into()
            }
        }
    }

    /// What a value is called in the registers; empty when they do not say.
    pub fn name_of(&self, model: &AccountingModel, value: &str, language: Language) -> String {
        match self {
            Self::Account => account_name(model, value, language).to_owned(),
            Self::Level(_) => match model.levels.get(value) {
                Some(level) => chosen(&level.name, &level.name_en, language).to_owned(),
                None => account_name(model, value, language).to_owned(),
            },
            Self::SCode => s_code_name(model.entity.rules, value),
            Self::Direct(position) => value_name(model, *position, value),
            Self::Indirect(dimension, _) => value_name(model, dimension.position, value),
            Self::Node(node) => {
                let mut nodes = model.hierarchies[node.hierarchy].nodes.iter();
                let found = nodes.find(|candidate| candidate.node == value);
                found.map(|found| found.name.clone()).unwrap_or_default()
            }
        }
    }

    /// What the key is called.
    pub fn caption(&self, model: &AccountingModel, language: Language) -> Caption {
        let dimension = match self {
            Self::Account | Self::Level(_) => return Caption::key("report-column-account"),
            Self::SCode => return Caption::key("report-column-s-code"),
            Self::Direct(position) => model.dimension_at(*position),
            Self::Indirect(dimension, _) => Some(&**dimension),
            Self::Node(node) => {
                let hierarchy = &model.hierarchies[node.hierarchy];
                let name = chosen(&hierarchy.name, &hierarchy.name_en, language);
                return Caption::Name(format!("{name} {}", node.level));
            }
        };
        Caption::Name(dimension.map_or_else(String::new, |found| dimension_name(found, language).to_owned()))
    }
}

/// How the S-code is asked for, behind the slash of the account.
pub const S_CODE_PART: &str = "S";

/// The longest account number: a level beyond it would be the account itself.
const LEVEL_DIGITS_MAX: usize = 10;

fn first_digits(account: &str, digits: usize) -> &str {
    account.get(..digits).unwrap_or(account)
}

/// Follows relations from an indirect dimension to a direct one or the account.
fn root_of(model: &AccountingModel, dimension: &Dimension) -> Root {
    let mut at = dimension;
    for _ in 0..=model.dimensions.len() {
        let Some(relation) = model
            .relations
            .iter()
            .find(|relation| relation.relation == at.derived_by)
        else {
            return Root::Nothing;
        };
        if relation.from_dimension == ACCOUNT_DIMENSION {
            return Root::Account;
        }
        match model.dimension(&relation.from_dimension) {
            Some(from) if from.indirect => at = from,
            Some(from) => return Root::Position(from.position),
            None => return Root::Nothing,
        }
    }
    Root::Nothing
}

/// The codes a report can be asked by.
pub fn known_dimensions(model: &AccountingModel) -> String {
    let codes = model.dimensions.iter().map(|dimension| dimension.code.as_str());
    std::iter::once(ACCOUNT_DIMENSION)
        .chain(codes)
        .collect::<Vec<_>>()
        .join(", ")
}

/// The place in the model of a hierarchy over a key's account or dimension.
pub fn hierarchy_over(model: &AccountingModel, key: &Key, code: &str) -> Option<usize> {
    model.hierarchies.iter().position(|hierarchy| {
        hierarchy.dimension.eq_ignore_ascii_case(key.code()) && hierarchy.hierarchy.eq_ignore_ascii_case(code)
    })
}

/// What may stand behind the slash of a key.
pub fn known_parts(model: &AccountingModel, key: &Key) -> String {
    let levels = if key.code() == ACCOUNT_DIMENSION {
        &["1", "2", "3", S_CODE_PART][..]
    } else {
        &[]
    };
    let over = model
        .hierarchies
        .iter()
        .filter(|hierarchy| hierarchy.dimension.eq_ignore_ascii_case(key.code()));
    let hierarchies = over.map(|hierarchy| hierarchy.hierarchy.as_str());
    let parts: Vec<&str> = levels.iter().copied().chain(hierarchies).collect();
    if parts.is_empty() {
        "\u{2013}".to_owned()
    } else {
        parts.join(", ")
    }
}

/// The name of an account in a language.
pub fn account_name<'m>(model: &'m AccountingModel, account: &str, language: Language) -> &'m str {
    model
        .accounts
        .get(account)
        .map_or("", |found| chosen(&found.name, &found.name_en, language))
}

/// The name of a dimension in a language.
pub fn dimension_name(dimension: &Dimension, language: Language) -> &str {
    chosen(&dimension.name, &dimension.name_en, language)
}

fn value_name(model: &AccountingModel, position: u8, value: &str) -> String {
    model
        .value(position, value)
        .map(|found| found.name.clone())
        .unwrap_or_default()
}

fn chosen<'n>(swedish: &'n str, english: &'n str, language: Language) -> &'n str {
    if language == Language::En && !english.is_empty() {
        english
    } else {
        swedish
    }
}
