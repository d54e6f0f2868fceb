//! *Roller*: what each of them permits, and which are not had with one factor alone, as data (SEC-01, SEC-12).

use std::collections::BTreeMap;

use kameral_base::{Place, Refusal, Sentence};
use kameral_store::{Fault, Stop, Tx, params};

use crate::{Permission, rights};

/// A role as the program's data has it: a row of `roles.csv` with its rows of `role_duties.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleRow {
    /// Code in snake case: `controller`.
    pub role: String,
    /// Swedish name.
    pub name: String,
    /// English name; may be empty.
    pub name_en: String,
    /// What the role is for.
    pub description: String,
    /// Codes of what it permits: `books.read`.
    pub permissions: Vec<String>,
}

/// *Roll*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// Code in snake case: `controller`.
    pub role: String,
    /// Swedish name.
    pub name: String,
    /// English name; may be empty.
    pub name_en: String,
    /// What the role is for.
    pub description: String,
    /// What it permits.
    pub permissions: Vec<Permission>,
    /// Reports it is limited to, by name; none is every report.
    pub reports: Vec<String>,
    /// Whether it requires a second factor.
    pub second_factor: bool,
    /// Whether an agency made it itself.
    pub own: bool,
}

impl Role {
    /// Whether it governs users, roles or the installation and is had with one factor alone: worth a warning.
    pub fn governs_by_one_factor(&self) -> bool {
        !self.second_factor && self.permissions.iter().any(|permission| permission.governs())
    }
}

/// Why roles are not loaded. Tried in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RoleRefusal {
    /// A role has no code or no name.
    RoleIncomplete {
        /// The role's code, or empty.
        role: String,
    },
    /// A role permits something the program does not know.
    PermissionUnknown {
        /// The role's code.
        role: String,
        /// The unknown code.
        permission: String,
    },
}

impl Refusal for RoleRefusal {
    fn name(&self) -> &'static str {
        match self {
            Self::RoleIncomplete { .. } => "role_incomplete",
            Self::PermissionUnknown { .. } => "permission_unknown",
        }
    }

    fn sentence(&self) -> Sentence {
        match self {
            Self::RoleIncomplete { role } => Sentence::new("refusal-role-incomplete").with("role", role),
            Self::PermissionUnknown { role, permission } => Sentence::new("refusal-permission-unknown")
                .with("role", role)
                .with("permission", permission),
        }
    }

    fn place(&self) -> Place {
        Place::field(match self {
            Self::RoleIncomplete { .. } => "role",
            Self::PermissionUnknown { .. } => "permission",
        })
    }
}

/// Sets the given roles to what their rows say. Roles that are not given stay as they are, so an
/// agency's own remain when the standard ones are loaded anew.
///
/// All that is wrong is told at once, and then nothing is changed.
pub fn set_roles(tx: &mut Tx, roles: &[RoleRow]) -> Result<(), Stop<Vec<RoleRefusal>>> {
    let mut mistakes = Vec::new();
    for row in roles {
        if row.role.is_empty() || row.name.is_empty() {
            mistakes.push(RoleRefusal::RoleIncomplete { role: row.role.clone() });
        }
        let unknown = row
            .permissions
            .iter()
            .filter(|code| Permission::from_code(code).is_none());
        mistakes.extend(unknown.map(|code| RoleRefusal::PermissionUnknown {
            role: row.role.clone(),
            permission: code.clone(),
        }));
    }
    if !mistakes.is_empty() {
        return Err(Stop::Refused(mistakes));
    }
    for row in roles {
        let role = params![&row.role, &row.name, &row.name_en, &row.description];
        tx.exec(include_str!("sql/set_role.sql"), role)?;
        tx.exec(include_str!("sql/clear_permissions.sql"), params![&row.role])?;
        for code in &row.permissions {
            tx.exec(include_str!("sql/add_permission.sql"), params![&row.role, code])?;
        }
    }
    Ok(())
}

/// Every role, by code.
pub fn roles(tx: &mut Tx) -> Result<Vec<Role>, Fault> {
    let mut roles: BTreeMap<String, Role> = BTreeMap::new();
    tx.each(include_str!("sql/roles.sql"), params![], |row| {
        let code: String = row.get("role")?;
        if !roles.contains_key(&code) {
            let role = Role {
                role: code.clone(),
                name: row.get("name")?,
                name_en: row.get("name_en")?,
                description: row.get("description")?,
                permissions: Vec::new(),
                reports: Vec::new(),
                second_factor: row.get("second_factor")?,
                own: row.get("own")?,
            };
            roles.insert(code.clone(), role);
        }
        if let (Some(role), Some(permission)) = (roles.get_mut(&code), row.get::<Option<&str>>("permission")?) {
            role.permissions.push(rights::permission(permission)?);
        }
        Ok(())
    })?;
    for (code, reports) in rights::report_limits(tx)? {
        if let Some(role) = roles.get_mut(&code) {
            role.reports = reports.into_iter().collect();
        }
    }
    Ok(roles.into_values().collect())
}

/// Codes of the roles that require a second factor.
pub fn second_factor_roles(tx: &mut Tx) -> Result<Vec<String>, Fault> {
    tx.all(include_str!("sql/second_factor_roles.sql"), params![], |row| {
        row.get("role")
    })
}

/// As the program's data has it, when roles are loaded.
pub fn load_second_factor(tx: &mut Tx, roles: &[String]) -> Result<(), Fault> {
    for role in roles {
        set_second_factor(tx, role, true)?;
    }
    Ok(())
}

pub(crate) fn set_second_factor(tx: &mut Tx, role: &str, required: bool) -> Result<(), Fault> {
    let statement = if required {
        include_str!("sql/require_second_factor.sql")
    } else {
        include_str!("sql/free_of_second_factor.sql")
    };
    tx.exec(statement, params![role]).map(|_| ())
}
