//! *Auktorisation*: what a user may do in an entity today, from the roles held there.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use kameral_base::{Date, EntityId, UserId};
use kameral_store::{Fault, FaultKind, Store, Tx, params};

use crate::given_condition::GivenCondition;
use crate::reports::ReportLimit;
use crate::store::Versions;
use crate::{Actor, Permission, RowCondition, Rows, licences, substitutes};

/// A role held in an entity today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HeldRole {
    pub(crate) role: String,
    pub(crate) name: RoleName,
    /// All of them must be met; none is every row.
    pub(crate) conditions: Vec<RowCondition>,
    pub(crate) permissions: BTreeSet<Permission>,
    /// Reports the role is limited to; none is every report.
    pub(crate) reports: BTreeSet<String>,
}

/// What a role is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleName {
    /// In Swedish.
    pub name: String,
    /// In English; may be empty.
    pub name_en: String,
}

/// What all held roles give together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Rights {
    /// The roles' codes, for history.
    pub(crate) role: String,
    pub(crate) names: Vec<RoleName>,
    pub(crate) permissions: BTreeSet<Permission>,
    pub(crate) rows: Rows,
    /// For which rows a permission is held that no role gives for every row.
    pub(crate) limits: BTreeMap<Permission, Rows>,
    pub(crate) reports: ReportLimit,
}

/// How a permission is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holding {
    /// By no role.
    Not,
    /// By roles with conditions only.
    SomeRows,
    /// By a role without conditions.
    EveryRow,
}

/// The union of roles (SEC-09).
///
/// Rows are shown by the roles that permit reading the books. Who has none of these but may run
/// reports gets the rows of those roles; a role that permits neither shows no row, and lifts no
/// condition of another.
pub(crate) fn union(held: &[HeldRole]) -> Rights {
    let (mut codes, mut names) = (Vec::new(), Vec::new());
    for role in held {
        if !codes.contains(&role.role.as_str()) {
            codes.push(role.role.as_str());
            names.push(role.name.clone());
        }
    }
    let permissions: BTreeSet<Permission> = held.iter().flat_map(|role| role.permissions.iter().copied()).collect();
    let limited = permissions
        .iter()
        .map(|permission| (*permission, rows_of(held, *permission)));
    Rights {
        limits: limited.filter(|(_, rows)| *rows != Rows::All).collect(),
        role: codes.join(" "),
        names,
        permissions,
        rows: rows_read(held),
        reports: ReportLimit::union(held.iter().filter_map(|role| {
            let runs = role.permissions.contains(&Permission::ReportRun);
            runs.then_some(&role.reports)
        })),
    }
}

/// The rows that are shown.
fn rows_read(held: &[HeldRole]) -> Rows {
    let reads = held
        .iter()
        .any(|role| role.permissions.contains(&Permission::BooksRead));
    let reading = if reads {
        Permission::BooksRead
    } else {
        Permission::ReportRun
    };
    rows_of(held, reading)
}

/// The rows for which roles give a permission: a role that does not give it lifts no condition of another.
fn rows_of(held: &[HeldRole], permission: Permission) -> Rows {
    let giving: Vec<&HeldRole> = held
        .iter()
        .filter(|role| role.permissions.contains(&permission))
        .collect();
    if giving.iter().any(|role| role.conditions.is_empty()) {
        return Rows::All;
    }
    Rows::AnyOf(giving.into_iter().map(|role| role.conditions.clone()).collect())
}

/// The rows a permission counts for: what reads follows the rows that are shown, all else its own.
pub(crate) fn rows_for(held: &[HeldRole], permission: Permission) -> Rows {
    if permission.reads() {
        rows_read(held)
    } else {
        rows_of(held, permission)
    }
}

/// The rows for which an actor holds a permission, as the transaction sees it; an empty list where it is
/// not held.
pub(crate) fn rows_held(
    tx: &mut Tx,
    actor: &Actor,
    entity: EntityId,
    permission: Permission,
    today: Date,
) -> Result<Rows, Fault> {
    let held = match &actor.on_behalf_of {
        Some((principal, _)) => {
            let lent = substitutes::lent(tx, actor.user, *principal, entity, today)?;
            lent.map(|lent| lent.roles)
        }
        None => held(tx, actor.user, entity, today)?.map(|(_, held)| held),
    };
    Ok(rows_of(&held.unwrap_or_default(), permission))
}

/// The name of a user who may sign in, and the roles held in an entity on a day, as far as the user's
/// class lets (SEC-13). None when there is no such role.
pub(crate) fn held(
    tx: &mut Tx,
    user: UserId,
    entity: EntityId,
    today: Date,
) -> Result<Option<(String, Vec<HeldRole>)>, Fault> {
    let Some(allowed) = licences::allowed(tx, user, today)? else {
        return Ok(None);
    };
    let Some((name, mut held)) = held_by(tx, user, entity, today)? else {
        return Ok(None);
    };
    for role in &mut held {
        role.permissions.retain(|permission| allowed.lets(*permission));
    }
    Ok(Some((name, held)))
}

/// The roles a user holds in an entity on a day, whatever the user's class.
pub(crate) fn held_by(
    tx: &mut Tx,
    user: UserId,
    entity: EntityId,
    today: Date,
) -> Result<Option<(String, Vec<HeldRole>)>, Fault> {
    let mut held: Vec<(i64, HeldRole)> = Vec::new();
    let mut name = String::new();
    let asked = params![user, entity, today];
    tx.each(include_str!("sql/held_roles.sql"), asked, |row| {
        name = row.get("name")?;
        let grant: i64 = row.get("grant_id")?;
        if held.last().is_none_or(|(last, _)| *last != grant) {
            let login: String = row.get("login")?;
            let given = GivenCondition::of_kept(row.get("conditions")?)?;
            let conditions = given.iter().map(|of| of.for_user(&login));
            let role = HeldRole {
                role: row.get("role")?,
                name: RoleName {
                    name: row.get("role_name")?,
                    name_en: row.get("role_name_en")?,
                },
                conditions: conditions.collect::<Result<_, _>>()?,
                permissions: BTreeSet::new(),
                reports: BTreeSet::new(),
            };
            held.push((grant, role));
        }
        if let (Some(code), Some((_, role))) = (row.get::<Option<&str>>("permission")?, held.last_mut()) {
            role.permissions.insert(permission(code)?);
        }
        Ok(())
    })?;
    if held.is_empty() {
        return Ok(None);
    }
    let limits = report_limits(tx)?;
    let with_limits = held.into_iter().map(|(_, role)| HeldRole {
        reports: limits.get(&role.role).cloned().unwrap_or_default(),
        ..role
    });
    Ok(Some((name, with_limits.collect())))
}

/// The reports each role is limited to.
pub(crate) fn report_limits(tx: &mut Tx) -> Result<BTreeMap<String, BTreeSet<String>>, Fault> {
    let mut limits: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    tx.each(include_str!("sql/role_reports.sql"), params![], |row| {
        limits.entry(row.get("role")?).or_default().insert(row.get("report")?);
        Ok(())
    })?;
    Ok(limits)
}

/// How an actor holds a permission in an entity on a day, as the transaction sees it.
pub(crate) fn holding(
    tx: &mut Tx,
    actor: &Actor,
    entity: EntityId,
    permission: Permission,
    today: Date,
) -> Result<Holding, Fault> {
    let Some((principal, _)) = &actor.on_behalf_of else {
        return user_holding(tx, actor.user, entity, permission, today);
    };
    let lent = substitutes::lent(tx, actor.user, *principal, entity, today)?;
    let roles = lent.iter().flat_map(|lent| &lent.roles);
    let giving = roles.filter(|role| role.permissions.contains(&permission));
    let each = giving.map(|role| role.conditions.is_empty());
    Ok(each.fold(Holding::Not, |holding, whole| match holding {
        Holding::EveryRow => Holding::EveryRow,
        _ if whole => Holding::EveryRow,
        _ => Holding::SomeRows,
    }))
}

/// Holdings that were found at one version of what users may do.
#[derive(Debug, Default)]
struct Known(Mutex<(i64, BTreeMap<Held, Holding>)>);

/// User, entity, permission, day.
type Held = (UserId, EntityId, Permission, Date);

/// Holdings kept; beyond, all are forgotten and asked for again.
const KNOWN_MAX: usize = 10_000;

/// The same, asked of the database only when something has changed since it was. To be asked before the
/// transaction has written anything: what it writes may yet be undone, and its version be another's. A
/// substitute's is asked for each time.
pub(crate) fn known_holding(
    tx: &mut Tx,
    store: &Store,
    versions: Versions,
    (actor, entity, permission, today): (&Actor, EntityId, Permission, Date),
) -> Result<Holding, Fault> {
    if actor.on_behalf_of.is_some() {
        return holding(tx, actor, entity, permission, today);
    }
    let (known, asked) = (store.shared::<Known>(), (actor.user, entity, permission, today));
    {
        let known = known.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(holding) = known.1.get(&asked).filter(|_| known.0 == versions.rights) {
            return Ok(*holding);
        }
    }
    let found = holding(tx, actor, entity, permission, today)?;
    let mut known = known.0.lock().unwrap_or_else(PoisonError::into_inner);
    if known.0 < versions.rights || KNOWN_MAX <= known.1.len() {
        known.1.clear();
        known.0 = versions.rights.max(known.0);
    }
    if known.0 == versions.rights {
        known.1.insert(asked, found);
    }
    Ok(found)
}

/// Whether a user holds a permission in an entity on a day by roles of their own, as far as the user's class
/// lets.
pub(crate) fn user_may(
    tx: &mut Tx,
    user: UserId,
    entity: EntityId,
    permission: Permission,
    today: Date,
) -> Result<bool, Fault> {
    Ok(user_holding(tx, user, entity, permission, today)? != Holding::Not)
}

fn user_holding(
    tx: &mut Tx,
    user: UserId,
    entity: EntityId,
    permission: Permission,
    today: Date,
) -> Result<Holding, Fault> {
    let asked = params![user, entity, permission.code(), today];
    let (held, whole): (i64, i64) = tx.one(include_str!("sql/may.sql"), asked, |row| {
        Ok((row.get("held")?, row.get("whole")?))
    })?;
    if held == 0 || !licences::allowed(tx, user, today)?.is_some_and(|allowed| allowed.lets(permission)) {
        return Ok(Holding::Not);
    }
    Ok(if whole == 0 {
        Holding::SomeRows
    } else {
        Holding::EveryRow
    })
}

/// Entities in which a user holds a role on a day.
pub(crate) fn entities(tx: &mut Tx, user: UserId, today: Date) -> Result<Vec<EntityId>, Fault> {
    tx.all(include_str!("sql/entities_of_user.sql"), params![user, today], |row| {
        row.get("entity_id")
    })
}

pub(crate) fn permission(code: &str) -> Result<Permission, Fault> {
    Permission::from_code(code).ok_or_else(|| {
        Fault::new(
            FaultKind::Mismatch,
            "table role_permission, column permission: no permission has this code",
        )
    })
}

#[cfg(test)]
mod tests {
    use kameral_base::Pattern;

    use super::*;

    fn role(code: &str, conditions: &[(&str, &str)], permissions: &[Permission]) -> HeldRole {
        let conditions = conditions.iter().map(|(dimension, pattern)| RowCondition {
            dimension: (*dimension).to_owned(),
            pattern: Pattern::parse(pattern).unwrap(),
        });
        HeldRole {
            role: code.to_owned(),
            name: RoleName {
                name: code.to_owned(),
                name_en: String::new(),
            },
            conditions: conditions.collect(),
            permissions: permissions.iter().copied().collect(),
            reports: BTreeSet::new(),
        }
    }

    fn limited(role: HeldRole, reports: &[&str]) -> HeldRole {
        HeldRole {
            reports: reports.iter().map(ToString::to_string).collect(),
            ..role
        }
    }

    fn rows(held: &[HeldRole]) -> String {
        match union(held).rows {
            Rows::All => "all".to_owned(),
            Rows::AnyOf(any) => {
                let all = |all: &Vec<RowCondition>| {
                    let told = all.iter().map(|c| format!("{}={}", c.dimension, c.pattern));
                    told.collect::<Vec<_>>().join(" and ")
                };
                format!("[{}]", any.iter().map(all).collect::<Vec<_>>().join(" or "))
            }
        }
    }

    /// SEC-09: union by default; several conditions of one role must all be met.
    #[test]
    fn rights_are_the_union_of_roles() {
        use Permission::{BooksRead, ReportRun, TimeReport, UserManage, VoucherPost};
        let holder = role("budget_holder", &[("ORG", "12*")], &[BooksRead, ReportRun]);
        let manager = role("project_manager", &[("PROJ", "100"), ("KONTO", "4*")], &[BooksRead]);
        let accountant = role("accountant", &[], &[BooksRead, VoucherPost]);
        let admin = role("admin", &[], &[UserManage, TimeReport]);
        let analyst = role("analyst", &[("ORG", "3*")], &[ReportRun]);

        assert_eq!(rows(std::slice::from_ref(&holder)), "[ORG=12*]");
        assert_eq!(
            rows(&[holder.clone(), manager.clone()]),
            "[ORG=12* or PROJ=100 and KONTO=4*]"
        );
        assert_eq!(rows(&[holder.clone(), accountant.clone()]), "all");
        // A role that does not read lifts no condition.
        assert_eq!(rows(&[holder.clone(), admin.clone()]), "[ORG=12*]");
        // Reports never show more than the books do.
        assert_eq!(rows(&[holder.clone(), analyst.clone()]), "[ORG=12*]");
        assert_eq!(rows(&[analyst]), "[ORG=3*]");
        assert_eq!(rows(std::slice::from_ref(&admin)), "[]");

        let rights = union(&[holder.clone(), holder, admin]);
        assert_eq!(rights.role, "budget_holder admin");
        assert_eq!(
            rights.permissions,
            [BooksRead, ReportRun, UserManage, TimeReport].into()
        );
    }

    /// REP-11: reports of several roles are a union; one that runs every report lifts the limit, and one that
    /// runs none does not.
    #[test]
    fn reports_of_several_roles_are_a_union() {
        use Permission::{BooksRead, ReportRun};
        let few = limited(role("few", &[], &[ReportRun]), &["journal", "trial-balance"]);
        let one = limited(role("one", &[], &[ReportRun]), &["balance-sheet"]);
        let every = role("every", &[], &[ReportRun]);
        let reader = role("reader", &[], &[BooksRead]);
        let lets = |held: &[HeldRole], report: &str| union(held).reports.lets(report);
        assert!(lets(&[few.clone(), one.clone()], "balance-sheet"));
        assert!(!lets(&[few.clone(), reader], "balance-sheet"));
        assert!(lets(&[few, every], "balance-sheet"));
        assert!(!lets(&[one], "journal"));
    }
}
