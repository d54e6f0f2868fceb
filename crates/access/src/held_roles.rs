//! Who holds which role in an entity, for which rows and days (SEC-09).

use kameral_base::{Date, EntityId, Pattern, PatternMistake, Place, Refusal, Sentence, Timestamp, UserId};
use kameral_store::{Fault, Row, Stop, Tx, params};

use serde_json::json;

use crate::proposal::{ROLE_GIVE, two_persons};
use crate::session;
use crate::store::next_number;
use crate::{Act, Cx, IdempotencyKey, KeyReused, Permission, RowCondition, Scope, duty, history, rights, users};

/// The longest code of a dimension, with a hierarchy's after it.
const DIMENSION_CHARS_MAX: usize = 60;

/// A role to be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleGrant {
    /// Whom to.
    pub login: String,
    /// In which entity.
    pub entity: EntityId,
    /// Which role.
    pub role: String,
    /// For which rows: dimension (or `ORG/TREE`, a hierarchy over one) and pattern, as typed; none
    /// is every row. A dimension the entity does not have shows no row.
    pub condition: Option<(String, String)>,
    /// First day.
    pub valid_from: Option<Date>,
    /// Last day.
    pub valid_to: Option<Date>,
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
    /// For which rows.
    pub condition: Option<RowCondition>,
    /// First day.
    pub valid_from: Option<Date>,
    /// Last day.
    pub valid_to: Option<Date>,
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
    /// The last day lies before the first.
    ValidityBackward,
    /// The entity does not exist, or the actor may not meet it: the two are not told apart.
    EntityUnknown,
    /// There is no user with that login.
    UserUnknown {
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
            Self::ValidityBackward => ("role_validity_backward", "refusal-role-validity-backward", "valid_to"),
            Self::EntityUnknown => ("role_entity_unknown", "refusal-role-entity-unknown", "entity"),
            Self::UserUnknown { .. } => ("user_unknown", "refusal-user-unknown", "login"),
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
            Self::UserUnknown { login } => sentence.with("login", login),
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
    let login = users::normal(&grant.login);
    let (dimension, pattern) = condition(grant)?;
    if matches!((grant.valid_from, grant.valid_to), (Some(from), Some(to)) if to < from) {
        return Err(refused(GrantRefusal::ValidityBackward));
    }
    if !cx.scope.allows(grant.entity) {
        return Err(refused(GrantRefusal::EntityUnknown));
    }
    let user = other_user(tx, cx, &login)?;
    if duty::of_user(tx, user, &login)? == duty::of_cx(tx, cx)? {
        return Err(refused(GrantRefusal::OwnRole));
    }
    if !is_role(tx, &grant.role)? {
        return Err(refused(GrantRefusal::RoleUnknown {
            role: grant.role.clone(),
        }));
    }
    governed(tx, cx, &grant.role)?;
    let (from, to) = (grant.valid_from, grant.valid_to);
    let same = params![user, grant.entity, &grant.role, &dimension, &pattern, from, to];
    let held: i64 = tx.one(include_str!("sql/role_held.sql"), same, |row| row.get("roles"))?;
    if 0 < held {
        return Err(refused(GrantRefusal::RoleHeld {
            role: grant.role.clone(),
        }));
    }
    kept_apart(tx, cx, (user, &login), grant)?;
    let number = next_number(tx, "grant")?;
    let row = params![
        number,
        user,
        grant.entity,
        &grant.role,
        &dimension,
        &pattern,
        from,
        to,
        cx.now,
        cx.actor.user
    ];
    tx.exec(include_str!("sql/give_role.sql"), row)?;
    let given = json!({
        "grant": number, "role": grant.role, "entity": grant.entity.get(), "dimension": dimension,
        "pattern": pattern, "valid_from": from.map(|day| day.to_string()), "valid_to": to.map(|day| day.to_string()),
    });
    history::changed_value(tx, REGISTER, &login, None, Some(&given));
    session::renew_all_in(tx, user)?;
    Ok(number)
}

/// Refuses a role that would give one person what a rule keeps apart. The operator passes, and that is
/// kept.
fn kept_apart(
    tx: &mut Tx,
    cx: &Cx,
    (user, login): (UserId, &str),
    grant: &RoleGrant,
) -> Result<(), Stop<Vec<GrantRefusal>>> {
    let days = (grant.valid_from, grant.valid_to);
    let Some(rule) = duty::refuse_grant(tx, cx, (user, login), grant.entity, &grant.role, days)? else {
        return Ok(());
    };
    if cx.is_operator() {
        return Ok(duty::keep_breach(tx, cx, &rule.rule, None, "role.give", login)?);
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
    tx.all(include_str!("sql/held_in_entity.sql"), params![scope.entity()], held)
}

fn condition(grant: &RoleGrant) -> Result<(String, String), Stop<Vec<GrantRefusal>>> {
    let Some((dimension, pattern)) = &grant.condition else {
        return Ok((String::new(), String::new()));
    };
    let dimension = dimension.trim().to_owned();
    let is_code = (1..=DIMENSION_CHARS_MAX).contains(&dimension.chars().count())
        && dimension.chars().all(|c| c.is_alphanumeric() || "_-/".contains(c));
    if !is_code {
        return Err(refused(GrantRefusal::DimensionMalformed));
    }
    let pattern = Pattern::parse(pattern).map_err(|mistake| refused(GrantRefusal::PatternMalformed(mistake)))?;
    Ok((dimension, pattern.to_string()))
}

fn is_role(tx: &mut Tx, code: &str) -> Result<bool, Fault> {
    if !code.chars().all(|c| c.is_alphanumeric() || c == '_') {
        return Ok(false);
    }
    let roles: i64 = tx.one(include_str!("sql/role_exists.sql"), params![code], |row| {
        row.get("roles")
    })?;
    Ok(0 < roles)
}

/// Permissions over people and the installation. A user manager gives roles that keep books without
/// keeping any (SEC-08), but none of these without holding it.
const GOVERNING: [Permission; 2] = [Permission::UserManage, Permission::SystemManage];

/// Denies giving a role that governs what the actor does not govern.
fn governed(tx: &mut Tx, cx: &Cx, role: &str) -> Result<(), Stop<Vec<GrantRefusal>>> {
    for permission in GOVERNING {
        let params = params![role, permission.code()];
        let permitted: i64 = tx.one(include_str!("sql/role_permits.sql"), params, |row| row.get("permitted"))?;
        if 0 < permitted {
            cx.require_still(tx, permission)?;
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
        condition: rights::condition(row.get("dimension")?, row.get("pattern")?)?,
        valid_from: row.get("valid_from")?,
        valid_to: row.get("valid_to")?,
        given_at: row.get("given_at")?,
        taken_at: row.get("taken_at")?,
    })
}
