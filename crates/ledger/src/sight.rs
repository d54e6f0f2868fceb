//! *Insyn*: which lines of the books a user may meet, by the accounting model (SEC-02, SEC-03, REP-11).
//!
//! [`Rows`] says it in words of dimensions and patterns; what a dimension is, and what lies below a node,
//! the model knows. Every query of vouchers takes a [`Sight`], so that none can forget it; reports ask
//! the same question of a whole cube at once and must come to the same answer, which a test holds them to.

use std::sync::Arc;

use kameral_access::{Cx, RowCondition, Rows, Scope};
use kameral_base::{Date, EntityId, Pattern};
use kameral_store::{Fault, Tx};

use crate::model::{ACCOUNT_DIMENSION, AccountingModel};
use crate::store::model;
use crate::voucher::CodingKey;

/// What one user may meet of the entity at hand.
#[derive(Debug, Clone)]
pub struct Sight {
    entity: EntityId,
    limits: Option<Limits>,
}

/// Conditions on rows, and the model they are understood by. [`Reach`](crate::reach::Reach) asks the same of
/// what is written.
#[derive(Debug, Clone)]
pub(crate) struct Limits {
    pub(crate) model: Arc<AccountingModel>,
    /// A line must meet all conditions of at least one of these.
    pub(crate) alternatives: Vec<Vec<RowCondition>>,
    /// The day relations and hierarchies are taken of.
    pub(crate) today: Date,
}

impl Sight {
    /// The sight of who acts. The model is asked for only when there are conditions to understand.
    pub fn load(tx: &mut Tx, cx: &Cx) -> Result<Self, Fault> {
        if *cx.scope.rows() == Rows::All {
            let entity = cx.entity();
            return Ok(Self { entity, limits: None });
        }
        Ok(Self::by(&model::load(tx, cx)?, &cx.scope, cx.today))
    }

    /// The sight of a scope, by a model at hand.
    pub fn by(model: &Arc<AccountingModel>, scope: &Scope, today: Date) -> Self {
        Self::of_rows(model, scope.entity(), scope.rows(), today)
    }

    /// The sight of rows of an entity.
    pub fn of_rows(model: &Arc<AccountingModel>, entity: EntityId, rows: &Rows, today: Date) -> Self {
        let limits = Limits::of(model, rows, today);
        Self { entity, limits }
    }

    /// The sight of every line of an entity: of a command that asks for itself what may be written.
    pub(crate) fn every_line(entity: EntityId) -> Self {
        Self { entity, limits: None }
    }

    /// The entity at hand.
    pub fn entity(&self) -> EntityId {
        self.entity
    }

    /// Whether every line may be met.
    pub fn is_whole(&self) -> bool {
        self.limits.is_none()
    }

    /// Whether a line with this coding may be met.
    pub fn sees(&self, coding: &CodingKey) -> bool {
        self.limits.as_ref().is_none_or(|limits| {
            let values = coding.values();
            limits.allow(|condition| limits.meets(condition, coding.account(), &values))
        })
    }

    /// Whether a value of a dimension may be met in its register: some line with it may be. Conditions
    /// on other dimensions say nothing of it.
    pub fn sees_value(&self, dimension: &str, value: &str) -> bool {
        self.limits
            .as_ref()
            .is_none_or(|limits| limits.see_value(dimension, value))
    }
}

impl Limits {
    /// None where every row may be met.
    pub(crate) fn of(model: &Arc<AccountingModel>, rows: &Rows, today: Date) -> Option<Self> {
        let Rows::AnyOf(alternatives) = rows else { return None };
        Some(Self {
            model: Arc::clone(model),
            alternatives: alternatives.clone(),
            today,
        })
    }

    /// The conditions as they are told.
    pub(crate) fn told(&self) -> String {
        Rows::AnyOf(self.alternatives.clone()).told()
    }

    pub(crate) fn see_value(&self, dimension: &str, value: &str) -> bool {
        let Some(position) = self.model.dimension(dimension).map(|found| found.position) else {
            return true;
        };
        let values = [(position, value.to_owned())];
        self.allow(|condition| {
            !code_of(condition).eq_ignore_ascii_case(dimension) || self.meets(condition, "", &values)
        })
    }

    /// Whether a line has no value in the dimension of a condition. Of a dimension the model does not have
    /// nothing is known.
    pub(crate) fn says_nothing(&self, condition: &RowCondition, account: &str, values: &[(u8, String)]) -> bool {
        let code = code_of(condition);
        if code.eq_ignore_ascii_case(ACCOUNT_DIMENSION) {
            return account.is_empty();
        }
        self.model.dimension(code).is_some() && self.value(code, account, values).is_none_or(|value| value.is_empty())
    }

    fn allow(&self, mut meets: impl FnMut(&RowCondition) -> bool) -> bool {
        let mut alternatives = self.alternatives.iter();
        alternatives.any(|all| all.iter().all(&mut meets))
    }

    /// A condition that names what the model does not have lets nothing through: who may see a row is
    /// never guessed. Nor does a line without a value pass, not even `!4*`.
    pub(crate) fn meets(&self, condition: &RowCondition, account: &str, values: &[(u8, String)]) -> bool {
        let (code, part) = parts(&condition.dimension);
        if part.is_none()
            && let Some((code, name)) = code.split_once('.')
        {
            let value = self.value(code, account, values).unwrap_or_default();
            return has_attribute(&self.model, code, &value, name, &condition.pattern);
        }
        let value = if code.eq_ignore_ascii_case(ACCOUNT_DIMENSION) {
            Some(account.to_owned())
        } else {
            self.value(code, account, values)
        };
        let Some(value) = value.filter(|value| !value.is_empty()) else {
            return false;
        };
        match part {
            None => condition.pattern.matches(&value),
            Some(part) => self.meets_part(code, part, &value, &condition.pattern),
        }
    }

    pub(crate) fn value(&self, code: &str, account: &str, values: &[(u8, String)]) -> Option<String> {
        let dimension = self.model.dimension(code)?;
        if dimension.indirect {
            return self.model.indirect_value(dimension, account, values, self.today);
        }
        let found = values.iter().find(|(at, _)| *at == dimension.position);
        found.map(|(_, value)| value.clone())
    }

    /// Behind the slash: digits of the account or its S-code; a hierarchy, or one of its levels.
    fn meets_part(&self, code: &str, part: &str, value: &str, pattern: &Pattern) -> bool {
        if code.eq_ignore_ascii_case(ACCOUNT_DIMENSION) {
            if part.eq_ignore_ascii_case("S") {
                let account = self.model.accounts.get(value);
                return account.is_some_and(|found| !found.s_code.is_empty() && pattern.matches(&found.s_code));
            }
            if let Ok(digits @ 1..=ACCOUNT_DIGITS_MAX) = part.parse::<usize>() {
                return pattern.matches(value.get(..digits).unwrap_or(value));
            }
        }
        let over = |name: &str| {
            let mut hierarchies = self.model.hierarchies.iter();
            hierarchies
                .find(|found| found.dimension.eq_ignore_ascii_case(code) && found.hierarchy.eq_ignore_ascii_case(name))
        };
        if let Some((name, level)) = part.rsplit_once('/')
            && let (Some(hierarchy), Ok(level)) = (over(name), level.parse::<usize>())
            && (1..=hierarchy.depth()).contains(&level)
        {
            let path = hierarchy.path(value, self.today);
            return path.get(level - 1).is_some_and(|at| pattern.matches(&at.node));
        }
        // Nearly everything lies below some node that is not the one that is meant.
        if pattern.has_negation() {
            return false;
        }
        over(part).is_some_and(|hierarchy| {
            let mut nodes = hierarchy.nodes.iter().filter(|at| pattern.matches(&at.node));
            nodes.any(|at| hierarchy.contains(&at.node, value, self.today))
        })
    }
}

/// Whether what the register of a dimension says of a value under a name matches: `PROJ.responsible`. What it
/// does not say matches nothing.
pub fn has_attribute(model: &AccountingModel, code: &str, value: &str, name: &str, pattern: &Pattern) -> bool {
    let position = model.dimension(code).map(|dimension| dimension.position);
    let found = position.and_then(|position| model.value(position, value));
    let attributes = found.and_then(|found| found.attributes.as_object());
    let mut named = attributes
        .into_iter()
        .flatten()
        .filter(|(known, _)| known.eq_ignore_ascii_case(name));
    named.any(|(_, attribute)| {
        attribute
            .as_str()
            .is_some_and(|text| !text.is_empty() && pattern.matches(text))
    })
}

/// The longest account number.
const ACCOUNT_DIGITS_MAX: usize = 10;

/// The dimension a condition is on, without hierarchy, level or attribute.
pub(crate) fn code_of(condition: &RowCondition) -> &str {
    let (code, _) = parts(&condition.dimension);
    code.split('.').next().unwrap_or(code)
}

/// A dimension, and what stands behind its slash.
fn parts(dimension: &str) -> (&str, Option<&str>) {
    dimension
        .split_once('/')
        .map_or((dimension, None), |(code, part)| (code, Some(part)))
}
