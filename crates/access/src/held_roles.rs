//! Who holds which role in an entity, for which rows and days (SEC-09).

use kameral_base::{Date, EntityId, PatternMistake, Place, Refusal, Sentence, Timestamp, UserId};
use kameral_store::{Denied, Fault, Row, Stop, Tx, params};

use serde_json::json;

use crate::given_condition::{ConditionMistake, GivenCondition};
use crate::personal_protection::is_restricted;
use crate::proposal::{ROLE_GIVE, two_persons};
use crate::session;
use crate::store::next_number;
use crate::{Act, Cx, IdempotencyKey, KeyReused, Permission, Rows, Scope, duty, history, users};

/// The longest reference of a decision, in characters.
pub(crate) const DECISION_CHARS_MAX: usize = 200;

/// *Beslut* behind a right: its reference and its day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrantDecision {
    /// Reference, as `dnr 2026/117` or who decided.
    pub reference: String,
    /// When it was decided.
    pub on: Date,
}

/// A role to be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleGrant {
    /// Whom to.
    pub login: String,
    /// In which entity.
    pub entity: EntityId,
    /// Which role.
    pub role: String,
    /// For which rows, as typed; all must be met, and none is every row. Dimension (or `ORG/TREE`, a
    /// hierarchy over one, or `PROJ.responsible`, an attribute of its values) and pattern, or
    /// [`ME`](crate::ME). A dimension the entity does not have shows no row.
    pub conditions: Vec<(String, String)>,
    /// First day.
    pub valid_from: Option<Date>,
    /// Last day.
    pub valid_to: Option<Date>,
    /// The decision behind it.
    pub decision: GrantDecision,
}

/// A role that a user holds, held or will hold in an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleHeld {
    /// Its number, to take it away by.
    pub grant: i64,
    /// Who.
    pub user: UserId,
    /// Who, by login.
    pub login: String,
    /// Who, by name.
    pub name: String,
    /// Whether the user may sign in.
    pub active: bool,
    /// Which role.
    pub role: String,
    /// For which rows; all must be met.
    pub conditions: Vec<GivenCondition>,
    /// First day.
    pub valid_from: Option<Date>,
    /// Last day.
    pub valid_to: Option<Date>,
    /// The decision behind it; none for one that was given before decisions were kept.
    pub decision: Option<GrantDecision>,
    /// When it was given.
    pub given_at: Timestamp,
    /// When it was taken away.
    pub taken_at: Option<Timestamp>,
}

impl RoleHeld {
    /// Whether it counts on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.active
            && self.taken_at.is_none()
            && self.valid_from.is_none_or(|from| from <= day)
            && self.valid_to.is_none_or(|to| day <= to)
    }
}

/// Why a role is not given or taken. Tried in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GrantRefusal {
    /// The idempotency key was used for another request.
    KeyReused(KeyReused),
    /// The dimension of the condition is no code.
    DimensionMalformed,
    /// The pattern of the condition cannot be read.
    PatternMalformed(PatternMistake),
    /// The pattern says what a node of a hierarchy is not: nearly everything lies below some other node.
    PatternNegated,
    /// The last day lies before the first.
    ValidityBackward,
    /// The decision has no reference.
    DecisionMissing,
    /// The reference of the decision is too long, or has characters that are not written.
    DecisionMalformed,
    /// The decision is dated after today.
    DecisionLater,
    /// The entity does not exist, or the actor may not meet it: the two are not told apart.
    EntityUnknown,
    /// There is no user with that login.
    UserUnknown {
        /// The login.
        login: String,
    },
    /// The data on the user are restricted: they get no new roles (GDPR art. 18).
    UserRestricted {
        /// The login.
        login: String,
    },
    /// Nobody gives themselves a role, or takes one away.
    OwnRole,
    /// There is no such role.
    RoleUnknown {
        /// The role's code.
        role: String,
    },
    /// The user holds the role for the same rows already, on some of the days.
    RoleHeld {
        /// The role's code.
        role: String,
    },
    /// The user would hold what a rule of separation keeps apart.
    KeptApart {
        /// The role's code.
        role: String,
        /// The rule's code.
        rule: String,
        /// The rule's Swedish name.
        name: String,
    },
    /// There is no such held role in the entity, or it was taken away before.
    GrantUnknown,
}

impl GrantRefusal {
    fn parts(&self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::KeyReused(_) => ("key_reused", "refusal-key-reused", "key"),
            Self::DimensionMalformed => (
                "condition_dimension_malformed",
                "refusal-condition-dimension-malformed",
                "dimension",
            ),
            // What is wrong with a pattern is told best by who reads patterns.
            Self::PatternMalformed(mistake) => ("condition_pattern_malformed", mistake.sentence().key, "pattern"),
            Self::PatternNegated => (
                "condition_pattern_negated",
                "refusal-condition-pattern-negated",
                "pattern",
            ),
            Self::ValidityBackward => ("role_validity_backward", "refusal-role-validity-backward", "valid_to"),
            Self::DecisionMissing => ("decision_missing", "refusal-decision-missing", "decision"),
            Self::DecisionMalformed => ("decision_malformed", "refusal-decision-malformed", "decision"),
            Self::DecisionLater => ("decision_later", "refusal-decision-later", "decided_on"),
            Self::EntityUnknown => ("role_entity_unknown", "refusal-role-entity-unknown", "entity"),
            Self::UserUnknown { .. } => ("user_unknown", "refusal-user-unknown", "login"),
            Self::UserRestricted { .. } => ("user_restricted", "refusal-user-restricted", "login"),
            Self::OwnRole => ("own_role", "refusal-own-role", "login"),
            Self::RoleUnknown { .. } => ("role_unknown", "refusal-role-unknown", "role"),
            Self::RoleHeld { .. } => ("role_held", "refusal-role-held", "role"),
            Self::KeptApart { .. } => ("role_kept_apart", "refusal-role-kept-apart", "role"),
            Self::GrantUnknown => ("role_not_held", "refusal-role-not-held", "role"),
        }
    }
}

impl Refusal for GrantRefusal {
    fn name(&self) -> &'static str {
        self.parts().0
    }

    fn sentence(&self) -> Sentence {
        let sentence = Sentence::new(self.parts().1);
        match self {
            Self::KeyReused(reused) => reused.sentence(),
            Self::DecisionMalformed => sentence.with("max", DECISION_CHARS_MAX),
            Self::UserUnknown { login } | Self::UserRestricted { login } => sentence.with("login", login),
            Self::RoleUnknown { role } | Self::RoleHeld { role } => sentence.with("role", role),
            Self::KeptApart { role, rule, name } => sentence.with("role", role).with("rule", rule).with("name", name),
            _ => sentence,
        }
    }

    fn place(&self) -> Place {
        Place::field(self.parts().2)
    }
}

impl From<KeyReused> for GrantRefusal {
    fn from(reused: KeyReused) -> Self {
        Self::KeyReused(reused)
    }
}

/// The register of who holds which roles, as history names it.
const REGISTER: &str = "user_role";

/// Gives a user a role in an entity of the actor's scope. Answers the number to take it away by.
pub fn give_role(cx: &Cx, key: Option<&IdempotencyKey>, grant: &RoleGrant) -> Result<i64, Stop<Vec<GrantRefusal>>> {
    let login = users::normal(&grant.login);
    let act = Act::new(Permission::UserManage, "role.give", users::subject(&login));
    cx.write_once(act, key, |tx| {
        two_persons(tx, cx, &ROLE_GIVE, users::subject(&login))?;
        give_role_in(tx, cx, grant)
    })
}

/// The same inside a transaction that has asked for the permission: of a proposal.
pub(crate) fn give_role_in(tx: &mut Tx, cx: &Cx, grant: &RoleGrant) -> Result<i64, Stop<Vec<GrantRefusal>>> {
    let checked = checked(cx, grant)?;
    if !cx.scope.allows(grant.entity) {
        return Err(refused(GrantRefusal::EntityUnknown));
    }
    given(tx, cx, &users::normal(&grant.login), grant.entity, &checked)
}

/// Gives the same role in several entities at once, all or none, where the actor manages the users of each.
/// Answers a number for each of them, in the order they were named.
pub fn give_role_at(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    grant: &RoleGrant,
    entities: &[EntityId],
) -> Result<Vec<i64>, Stop<Vec<GrantRefusal>>> {
    let login = users::normal(&grant.login);
    let act = Act::new(Permission::UserManage, "role.give", users::subject(&login));
    cx.write_once(act.clone(), key, |tx| {
        two_persons(tx, cx, &ROLE_GIVE, users::subject(&login))?;
        let checked = checked(cx, grant)?;
        let (mut numbers, mut own) = (Vec::new(), Vec::new());
        for entity in entities {
            if !cx.governs_at(tx, *entity, Permission::UserManage)? {
                return Err(refused(GrantRefusal::EntityUnknown));
            }
            numbers.push(given(tx, cx, &login, *entity, &checked)?);
            if *entity == cx.entity() {
                // What was changed here belongs to the command's own line, which comes last.
                own = tx.take_noted().changes;
            } else {
                cx.record_at(tx, *entity, &act)?;
            }
        }
        for change in own {
            tx.note_change(change);
        }
        Ok(numbers)
    })
}

/// What of a grant can be checked without the database.
struct Checked<'g> {
    grant: &'g RoleGrant,
    conditions: String,
    reference: String,
}

fn checked<'g>(cx: &Cx, grant: &'g RoleGrant) -> Result<Checked<'g>, Stop<Vec<GrantRefusal>>> {
    let parsed = grant.conditions.iter().map(|(dimension, pattern)| {
        GivenCondition::parse(dimension, pattern).map_err(|mistake| match mistake {
            ConditionMistake::Dimension => refused(GrantRefusal::DimensionMalformed),
            ConditionMistake::Pattern(mistake) => refused(GrantRefusal::PatternMalformed(mistake)),
            ConditionMistake::Negated => refused(GrantRefusal::PatternNegated),
        })
    });
    let conditions = GivenCondition::kept(&parsed.collect::<Result<Vec<_>, _>>()?);
    if matches!((grant.valid_from, grant.valid_to), (Some(from), Some(to)) if to < from) {
        return Err(refused(GrantRefusal::ValidityBackward));
    }
    let reference = grant
        .decision
        .checked(cx.today)
        .map_err(|mistake| refused(mistake.into()))?;
    Ok(Checked {
        grant,
        conditions,
        reference,
    })
}

impl GrantDecision {
    /// The reference as it is kept, of a decision that was made by today.
    pub(crate) fn checked(&self, today: Date) -> Result<String, DecisionMistake> {
        let reference = self.reference.trim();
        if reference.is_empty() {
            return Err(DecisionMistake::Missing);
        }
        if DECISION_CHARS_MAX < reference.chars().count() || reference.chars().any(char::is_control) {
            return Err(DecisionMistake::Malformed);
        }
        if today < self.on {
            return Err(DecisionMistake::Later);
        }
        Ok(reference.to_owned())
    }
}

/// What is wrong with a decision, in the order it is tried.
pub(crate) enum DecisionMistake {
    Missing,
    Malformed,
    Later,
}

impl From<DecisionMistake> for GrantRefusal {
    fn from(mistake: DecisionMistake) -> Self {
        match mistake {
            DecisionMistake::Missing => Self::DecisionMissing,
            DecisionMistake::Malformed => Self::DecisionMalformed,
            DecisionMistake::Later => Self::DecisionLater,
        }
    }
}

fn given(
    tx: &mut Tx,
    cx: &Cx,
    login: &str,
    entity: EntityId,
    checked: &Checked<'_>,
) -> Result<i64, Stop<Vec<GrantRefusal>>> {
    let Checked {
        grant,
        conditions,
        reference,
    } = checked;
    let user = other_user(tx, cx, login)?;
    if is_restricted(tx, cx, login)? {
        let login = login.to_owned();
        return Err(refused(GrantRefusal::UserRestricted { login }));
    }
    if duty::of_user(tx, user, login)? == duty::of_cx(tx, cx)? {
        return Err(refused(GrantRefusal::OwnRole));
    }
    if !is_role(tx, &grant.role)? {
        return Err(refused(GrantRefusal::RoleUnknown {
            role: grant.role.clone(),
        }));
    }
    governed(tx, cx, &grant.role, entity)?;
    let (from, to) = (grant.valid_from, grant.valid_to);
    let same = params![user, entity, &grant.role, conditions, from, to];
    let held: i64 = tx.one(include_str!("sql/role_held.sql"), same, |row| row.get("roles"))?;
    if 0 < held {
        return Err(refused(GrantRefusal::RoleHeld {
            role: grant.role.clone(),
        }));
    }
    kept_apart(tx, cx, (user, login), entity, grant)?;
    let number = next_number(tx, "grant")?;
    let row = params![
        number,
        user,
        entity,
        &grant.role,
        conditions,
        from,
        to,
        reference,
        grant.decision.on,
        cx.now,
        cx.actor.user
    ];
    tx.exec(include_str!("sql/give_role.sql"), row)?;
    let given = json!({
        "grant": number, "role": grant.role, "entity": entity.get(), "conditions": conditions,
        "valid_from": from.map(|day| day.to_string()), "valid_to": to.map(|day| day.to_string()),
        "decision": reference, "decided_on": grant.decision.on.to_string(),
    });
    history::changed_value(tx, REGISTER, login, None, Some(&given));
    session::renew_all_in(tx, user)?;
    Ok(number)
}

/// Refuses a role that would give one person what a rule keeps apart. The operator passes, and that is
/// kept.
fn kept_apart(
    tx: &mut Tx,
    cx: &Cx,
    (user, login): (UserId, &str),
    entity: EntityId,
    grant: &RoleGrant,
) -> Result<(), Stop<Vec<GrantRefusal>>> {
    let days = (grant.valid_from, grant.valid_to);
    let Some(rule) = duty::refuse_grant(tx, cx, (user, login), entity, &grant.role, days)? else {
        return Ok(());
    };
    if cx.is_operator() {
        // It went through at the agency where the role is given.
        let mut at = cx.clone();
        at.scope = Scope::new(vec![entity], Rows::All);
        duty::keep_breach(tx, &at, &rule.rule, None, "role.give", login)?;
        return Ok(tx.for_entities(cx.scope.entities())?);
    }
    Err(refused(GrantRefusal::KeptApart {
        role: grant.role.clone(),
        name: rule.name,
        rule: rule.rule,
    }))
}

/// Takes a held role of the entity at hand away. It counts no more from the next command on, and
/// stays in the register with the moment it ended.
pub fn take_role(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    login: &str,
    grant: i64,
) -> Result<(), Stop<Vec<GrantRefusal>>> {
    let login = users::normal(login);
    cx.write_once(
        Act::new(Permission::UserManage, "role.take", users::subject(&login)),
        key,
        |tx| {
            let user = other_user(tx, cx, &login)?;
            let params = params![cx.entity(), grant, user, cx.now, cx.actor.user];
            if tx.exec(include_str!("sql/take_role.sql"), params)? == 0 {
                return Err(refused(GrantRefusal::GrantUnknown));
            }
            let held = json!({ "grant": grant, "taken_at": null });
            let taken = json!({ "grant": grant, "taken_at": cx.now_text() });
            history::changed_value(tx, REGISTER, &login, Some(&held), Some(&taken));
            session::renew_all_in(tx, user)?;
            Ok(())
        },
    )
}

/// Every role held in the entity at hand, also those that ended, by login (SEC-15).
pub fn held_roles(tx: &mut Tx, scope: &Scope) -> Result<Vec<RoleHeld>, Fault> {
    held_at(tx, scope.entity())
}

/// Every role held in an entity, also those that ended, by login.
pub(crate) fn held_at(tx: &mut Tx, entity: EntityId) -> Result<Vec<RoleHeld>, Fault> {
    tx.all(include_str!("sql/held_in_entity.sql"), params![entity], held)
}

pub(crate) fn is_role(tx: &mut Tx, code: &str) -> Result<bool, Fault> {
    if !code.chars().all(|c| c.is_alphanumeric() || c == '_') {
        return Ok(false);
    }
    let roles: i64 = tx.one(include_str!("sql/role_exists.sql"), params![code], |row| {
        row.get("roles")
    })?;
    Ok(0 < roles)
}

/// Denies giving a role that governs what the actor does not govern in that entity. A user manager gives roles that keep
/// books without keeping any (SEC-08), but none that governs people or the installation without holding it.
fn governed(tx: &mut Tx, cx: &Cx, role: &str, entity: EntityId) -> Result<(), Stop<Vec<GrantRefusal>>> {
    for permission in Permission::ALL.into_iter().filter(|permission| permission.governs()) {
        let params = params![role, permission.code()];
        let permitted: i64 = tx.one(include_str!("sql/role_permits.sql"), params, |row| row.get("permitted"))?;
        if 0 < permitted && !cx.governs_at(tx, entity, permission)? {
            return Err(Stop::Denied(Denied::lacking(permission.code())));
        }
    }
    Ok(())
}

/// The user of a login, who must be another than the actor (SEC-25).
fn other_user(tx: &mut Tx, cx: &Cx, login: &str) -> Result<UserId, Stop<Vec<GrantRefusal>>> {
    let Some((user, _)) = users::by_login(tx, login)? else {
        return Err(refused(GrantRefusal::UserUnknown {
            login: login.to_owned(),
        }));
    };
    if user.id == cx.actor.user {
        return Err(refused(GrantRefusal::OwnRole));
    }
    Ok(user.id)
}

fn refused(refusal: GrantRefusal) -> Stop<Vec<GrantRefusal>> {
    Stop::Refused(vec![refusal])
}

fn held(row: &Row) -> Result<RoleHeld, Fault> {
    Ok(RoleHeld {
        grant: row.get("grant_id")?,
        user: row.get("user_id")?,
        login: row.get("login")?,
        name: row.get("name")?,
        active: row.get("active")?,
        role: row.get("role")?,
        conditions: GivenCondition::of_kept(row.get("conditions")?)?,
        valid_from: row.get("valid_from")?,
        valid_to: row.get("valid_to")?,
        decision: decision(row)?,
        given_at: row.get("given_at")?,
        taken_at: row.get("taken_at")?,
    })
}

/// The decision a row names, if it names one.
pub(crate) fn decision(row: &Row) -> Result<Option<GrantDecision>, Fault> {
    let reference: String = row.get("decision")?;
    let on: Option<Date> = row.get("decided_on")?;
    Ok(on.map(|on| GrantDecision { reference, on }))
}
