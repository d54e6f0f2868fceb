//! *Auktorisation*: what a user may do in an entity today, from the roles held there.

use std::collections::BTreeSet;

use kameral_base::{Date, EntityId, Pattern, UserId};
use kameral_store::{Fault, FaultKind, Tx, params};

use crate::{Permission, RowCondition, Rows};

/// A role held in an entity today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HeldRole {
    pub(crate) role: String,
    pub(crate) name: RoleName,
    pub(crate) condition: Option<RowCondition>,
    pub(crate) permissions: BTreeSet<Permission>,
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
    let reading = if permissions.contains(&Permission::BooksRead) {
        Permission::BooksRead
    } else {
        Permission::ReportRun
    };
    Rights {
        role: codes.join(" "),
        names,
        permissions,
        rows: rows_of(held, reading),
    }
}

fn rows_of(held: &[HeldRole], reading: Permission) -> Rows {
    let showing: Vec<&HeldRole> = held.iter().filter(|role| role.permissions.contains(&reading)).collect();
    if showing.iter().any(|role| role.condition.is_none()) {
        return Rows::All;
    }
    let alternatives = showing.into_iter().filter_map(|role| role.condition.clone());
    Rows::AnyOf(alternatives.map(|condition| vec![condition]).collect())
}

/// The name of a user who may sign in, and the roles held in an entity on a day. None when there
/// is no such role.
pub(crate) fn held(
    tx: &mut Tx,
    user: UserId,
    entity: EntityId,
    today: Date,
) -> Result<Option<(String, Vec<HeldRole>)>, Fault> {
    let mut held: Vec<(i64, HeldRole)> = Vec::new();
    let mut name = String::new();
    tx.each(
        include_str!("sql/held_roles.sql"),
        params![user, entity, today],
        |row| {
            name = row.get("name")?;
            let grant: i64 = row.get("grant_id")?;
            if held.last().is_none_or(|(last, _)| *last != grant) {
                let condition = condition(row.get("dimension")?, row.get("pattern")?)?;
                let role = HeldRole {
                    role: row.get("role")?,
                    name: RoleName {
                        name: row.get("role_name")?,
                        name_en: row.get("role_name_en")?,
                    },
                    condition,
                    permissions: BTreeSet::new(),
                };
                held.push((grant, role));
            }
            if let (Some(code), Some((_, role))) = (row.get::<Option<&str>>("permission")?, held.last_mut()) {
                role.permissions.insert(permission(code)?);
            }
            Ok(())
        },
    )?;
    let held: Vec<HeldRole> = held.into_iter().map(|(_, role)| role).collect();
    Ok((!held.is_empty()).then_some((name, held)))
}

/// Whether a user holds a permission in an entity on a day, as the transaction sees it.
pub(crate) fn may(
    tx: &mut Tx,
    user: UserId,
    entity: EntityId,
    permission: Permission,
    today: Date,
) -> Result<bool, Fault> {
    let held: i64 = tx.one(
        include_str!("sql/may.sql"),
        params![user, entity, permission.code(), today],
        |row| row.get("held"),
    )?;
    Ok(0 < held)
}

/// Entities in which a user holds a role on a day.
pub(crate) fn entities(tx: &mut Tx, user: UserId, today: Date) -> Result<Vec<EntityId>, Fault> {
    tx.all(include_str!("sql/entities_of_user.sql"), params![user, today], |row| {
        row.get("entity_id")
    })
}

/// A kept condition; an empty dimension is none.
pub(crate) fn condition(dimension: String, pattern: &str) -> Result<Option<RowCondition>, Fault> {
    if dimension.is_empty() {
        return Ok(None);
    }
    // A pattern that cannot be read shows nothing rather than everything.
    let pattern =
        Pattern::parse(pattern).map_err(|mistake| damaged("table user_role, column pattern", &mistake.to_string()))?;
    Ok(Some(RowCondition { dimension, pattern }))
}

pub(crate) fn permission(code: &str) -> Result<Permission, Fault> {
    Permission::from_code(code).ok_or_else(|| {
        damaged(
            "table role_permission, column permission",
            "no permission has this code",
        )
    })
}

fn damaged(place: &str, what: &str) -> Fault {
    Fault::new(FaultKind::Mismatch, format!("{place}: {what}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn role(code: &str, condition: Option<(&str, &str)>, permissions: &[Permission]) -> HeldRole {
        let condition = condition.map(|(dimension, pattern)| RowCondition {
            dimension: dimension.to_owned(),
            pattern: Pattern::parse(pattern).unwrap(),
        });
        HeldRole {
            role: code.to_owned(),
            name: RoleName {
                name: code.to_owned(),
                name_en: String::new(),
            },
            condition,
            permissions: permissions.iter().copied().collect(),
        }
    }

    fn rows(held: &[HeldRole]) -> String {
        match union(held).rows {
            Rows::All => "all".to_owned(),
            Rows::AnyOf(any) => {
                let told = any.iter().flatten().map(|c| format!("{}={}", c.dimension, c.pattern));
                format!("[{}]", told.collect::<Vec<_>>().join(" or "))
            }
        }
    }

    /// SEC-09: union by default.
    #[test]
    fn rights_are_the_union_of_roles() {
        use Permission::{BooksRead, ReportRun, TimeReport, UserManage, VoucherPost};
        let holder = role("budget_holder", Some(("ORG", "12*")), &[BooksRead, ReportRun]);
        let manager = role("project_manager", Some(("PROJ", "100")), &[BooksRead]);
        let accountant = role("accountant", None, &[BooksRead, VoucherPost]);
        let admin = role("admin", None, &[UserManage, TimeReport]);
        let analyst = role("analyst", Some(("ORG", "3*")), &[ReportRun]);

        assert_eq!(rows(std::slice::from_ref(&holder)), "[ORG=12*]");
        assert_eq!(rows(&[holder.clone(), manager.clone()]), "[ORG=12* or PROJ=100]");
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
}
