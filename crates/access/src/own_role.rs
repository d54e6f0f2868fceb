//! Own roles: permissions put together by the agency, and standard roles made narrower or wider (SEC-01,
//! SEC-09, SEC-12, DEF-14).

use std::collections::BTreeSet;

use kameral_base::{Place, Refusal, Sentence};
use kameral_store::{Fault, Stop, Tx, params};
use serde_json::{Value, json};

use crate::history::{self, INSTALLATION};
use crate::proposal::{ROLE_SAVE, takes_two, two_persons};
use crate::roles::set_second_factor;
use crate::{Act, Cx, IdempotencyKey, KeyReused, Permission, Role, RoleRow, roles};

/// The longest code of a role, in characters.
const CODE_CHARS_MAX: usize = 60;
/// The longest name of a role, in characters.
const NAME_CHARS_MAX: usize = 100;
/// The longest text on what a role is for, in characters.
const DESCRIPTION_CHARS_MAX: usize = 2_000;
/// The longest name of a report, in characters.
const REPORT_CHARS_MAX: usize = 60;

/// What a role shall be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleChange {
    /// The role.
    pub row: RoleRow,
    /// Reports it is limited to, by name; none is every report.
    pub reports: Vec<String>,
    /// Whether it requires a second factor (SEC-12). Not said, it stays as it is, and a new role requires none.
    pub second_factor: Option<bool>,
}

/// Why a role is not kept. Tried in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RoleChangeRefusal {
    /// The idempotency key was used for another request.
    KeyReused(KeyReused),
    /// The code is empty, too long or has other characters than it may.
    CodeMalformed,
    /// The role has no name.
    NameMissing,
    /// A name or the description is too long, or has characters that are not written.
    TextMalformed,
    /// A permission the program does not know.
    PermissionUnknown {
        /// The role's code.
        role: String,
        /// The unknown code.
        permission: String,
    },
    /// The role permits nothing.
    PermissionsMissing,
    /// The role names reports, but does not run any.
    ReportsWithoutPermission,
    /// A report's name that cannot be one.
    ReportMalformed,
    /// Nobody gives a role they hold themselves more than it has.
    OwnRoleWidened,
    /// Nobody frees a role they hold themselves of its second factor.
    OwnRoleFreed,
    /// The role is held where the actor does not manage roles.
    RoleElsewhere,
}

impl RoleChangeRefusal {
    fn parts(&self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::KeyReused(_) => ("key_reused", "refusal-key-reused", "key"),
            Self::CodeMalformed => ("role_code_malformed", "refusal-role-code-malformed", "role"),
            Self::NameMissing => ("role_name_missing", "refusal-role-name-missing", "name"),
            Self::TextMalformed => ("role_text_malformed", "refusal-role-text-malformed", "name"),
            Self::PermissionUnknown { .. } => ("permission_unknown", "refusal-permission-unknown", "permissions"),
            Self::PermissionsMissing => ("role_permits_nothing", "refusal-role-permits-nothing", "permissions"),
            Self::ReportsWithoutPermission => (
                "role_reports_without_permission",
                "refusal-role-reports-without-permission",
                "reports",
            ),
            Self::ReportMalformed => ("role_report_malformed", "refusal-role-report-malformed", "reports"),
            Self::OwnRoleWidened => ("own_role_widened", "refusal-own-role-widened", "permissions"),
            Self::OwnRoleFreed => ("own_role_freed", "refusal-own-role-freed", "second_factor"),
            Self::RoleElsewhere => ("role_elsewhere", "refusal-role-elsewhere", "role"),
        }
    }
}

impl Refusal for RoleChangeRefusal {
    fn name(&self) -> &'static str {
        self.parts().0
    }

    fn sentence(&self) -> Sentence {
        let sentence = Sentence::new(self.parts().1);
        match self {
            Self::KeyReused(reused) => reused.sentence(),
            Self::CodeMalformed => sentence.with("max", CODE_CHARS_MAX),
            Self::TextMalformed => sentence.with("max", NAME_CHARS_MAX),
            Self::PermissionUnknown { role, permission } => sentence.with("role", role).with("permission", permission),
            _ => sentence,
        }
    }

    fn place(&self) -> Place {
        Place::field(self.parts().2)
    }
}

impl From<KeyReused> for RoleChangeRefusal {
    fn from(reused: KeyReused) -> Self {
        Self::KeyReused(reused)
    }
}

impl RoleChange {
    /// All that is wrong with a change by itself, whatever roles there are.
    pub fn mistakes(&self) -> Vec<RoleChangeRefusal> {
        checked(self).err().unwrap_or_default()
    }
}

/// Makes a role, or changes one. Who holds it works by it from the next command on.
pub fn save_role(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    change: &RoleChange,
) -> Result<(), Stop<Vec<RoleChangeRefusal>>> {
    let subject = if is_code(&change.row.role) {
        change.row.role.as_str()
    } else {
        ""
    };
    let act = Act::new(Permission::RoleManage, "role.save", subject);
    cx.write_once(act, key, |tx| {
        if changes_rights(tx, change)? {
            two_persons(tx, cx, &ROLE_SAVE, subject)?;
        }
        save_role_in(tx, cx, change)
    })
}

/// Whether a change takes two when the actor makes it: a role that is new, or permits something else. A page
/// then proposes it.
pub fn save_takes_two(cx: &Cx, change: &RoleChange) -> Result<bool, Fault> {
    Ok(takes_two(cx, &ROLE_SAVE)? && cx.store.read(|tx| changes_rights(tx, change))?)
}

/// Whether a change is of more than what a role is called.
pub(crate) fn changes_rights(tx: &mut Tx, change: &RoleChange) -> Result<bool, Fault> {
    let old = roles(tx)?.into_iter().find(|role| role.role == change.row.role);
    Ok(old.is_none_or(|old| gives_other_rights(&old, change)))
}

/// Whether a change gives a role other permissions or reports, or another demand of a second factor.
fn gives_other_rights(old: &Role, change: &RoleChange) -> bool {
    let asked: BTreeSet<&str> = change.row.permissions.iter().map(String::as_str).collect();
    let reports: BTreeSet<&str> = change.reports.iter().map(String::as_str).collect();
    let had = old.permissions.iter().map(|permission| permission.code());
    had.collect::<BTreeSet<_>>() != asked
        || old.reports.iter().map(String::as_str).collect::<BTreeSet<_>>() != reports
        || change.second_factor.is_some_and(|asked| asked != old.second_factor)
}

/// Whether a change leaves a role as it is.
pub(crate) fn changes_nothing(old: &Role, change: &RoleChange) -> bool {
    let row = &change.row;
    let (had, asked) = (
        [&old.name, &old.name_en, &old.description],
        [row.name.trim(), row.name_en.trim(), row.description.trim()],
    );
    had.into_iter().eq(asked) && !gives_other_rights(old, change)
}

/// The same inside a transaction that records more, which has asked for the permission: where a change waits
/// for a second person, this is what is done when it is approved, by who approves it.
pub fn save_role_in(tx: &mut Tx, cx: &Cx, change: &RoleChange) -> Result<(), Stop<Vec<RoleChangeRefusal>>> {
    let permissions = checked(change).map_err(Stop::Refused)?;
    let row = &change.row;
    let old = roles(tx)?.into_iter().find(|role| role.role == row.role);
    let added = permissions.iter().filter(|new| {
        let had = |role: &Role| role.permissions.contains(new);
        !old.as_ref().is_some_and(had)
    });
    let requires = |role: &Role| role.second_factor;
    let required = change.second_factor.unwrap_or(old.as_ref().is_some_and(requires));
    let frees = old.as_ref().is_some_and(requires) && !required;
    // What governs is put in a role, and let go with one factor, by who holds it.
    let concerned: Vec<&Permission> = if frees {
        permissions.iter().collect()
    } else {
        added.clone().collect()
    };
    for permission in concerned.into_iter().filter(|permission| permission.governs()) {
        cx.require_still(tx, *permission)?;
    }
    let widens = added.clone().next().is_some() || old.as_ref().is_some_and(|old| lifts_reports(old, change));
    if (widens || frees) && old.is_some() && holds(tx, cx, &row.role)? {
        let refusal = if widens {
            RoleChangeRefusal::OwnRoleWidened
        } else {
            RoleChangeRefusal::OwnRoleFreed
        };
        return Err(Stop::Refused(vec![refusal]));
    }
    if !cx.is_operator() && cx.entity() != INSTALLATION && held_elsewhere(tx, cx, &row.role)? {
        return Err(Stop::Refused(vec![RoleChangeRefusal::RoleElsewhere]));
    }
    let kept = params![&row.role, row.name.trim(), row.name_en.trim(), row.description.trim()];
    tx.exec(include_str!("sql/save_role.sql"), kept)?;
    tx.exec(include_str!("sql/clear_permissions.sql"), params![&row.role])?;
    for permission in &permissions {
        let params = params![&row.role, permission.code()];
        tx.exec(include_str!("sql/add_permission.sql"), params)?;
    }
    tx.exec(include_str!("sql/clear_reports.sql"), params![&row.role])?;
    for report in &change.reports {
        tx.exec(include_str!("sql/add_report.sql"), params![&row.role, report])?;
    }
    set_second_factor(tx, &row.role, required)?;
    let after = roles(tx)?.into_iter().find(|role| role.role == row.role);
    let (before, after) = (old.as_ref().map(told), after.as_ref().map(told));
    history::changed_value(tx, REGISTER, &row.role, before.as_ref(), after.as_ref());
    Ok(())
}

/// The register of roles, as history names it.
const REGISTER: &str = "role";

/// A role as history tells it.
fn told(role: &Role) -> Value {
    let permissions: Vec<&str> = role.permissions.iter().map(|permission| permission.code()).collect();
    let reports: Vec<&str> = role.reports.iter().map(String::as_str).collect();
    json!({
        "name": role.name, "name_en": role.name_en, "description": role.description,
        "permissions": permissions.join(" "), "reports": reports.join(" "), "second_factor": role.second_factor,
    })
}

/// Whether a report may be run by the changed role that could not by the old one.
fn lifts_reports(old: &Role, change: &RoleChange) -> bool {
    if old.reports.is_empty() {
        return false;
    }
    change.reports.is_empty() || change.reports.iter().any(|report| !old.reports.contains(report))
}

/// All that is wrong with a change by itself, or what it permits.
fn checked(change: &RoleChange) -> Result<Vec<Permission>, Vec<RoleChangeRefusal>> {
    let row = &change.row;
    let mut mistakes = Vec::new();
    if !is_code(&row.role) {
        mistakes.push(RoleChangeRefusal::CodeMalformed);
    }
    if row.name.trim().is_empty() {
        mistakes.push(RoleChangeRefusal::NameMissing);
    }
    let unwritten = |text: &str| text.chars().any(|c| c.is_control() && c != '\n' && c != '\r');
    let too_long = |text: &str, max| max < text.chars().count();
    let names = [&row.name, &row.name_en];
    if names
        .iter()
        .any(|name| too_long(name, NAME_CHARS_MAX) || name.chars().any(char::is_control))
        || too_long(&row.description, DESCRIPTION_CHARS_MAX)
        || unwritten(&row.description)
    {
        mistakes.push(RoleChangeRefusal::TextMalformed);
    }
    let mut permissions = Vec::new();
    for code in &row.permissions {
        match Permission::from_code(code) {
            Some(permission) => permissions.push(permission),
            None => mistakes.push(RoleChangeRefusal::PermissionUnknown {
                role: row.role.clone(),
                permission: code.clone(),
            }),
        }
    }
    if row.permissions.is_empty() {
        mistakes.push(RoleChangeRefusal::PermissionsMissing);
    }
    if !change.reports.is_empty() && !permissions.contains(&Permission::ReportRun) {
        mistakes.push(RoleChangeRefusal::ReportsWithoutPermission);
    }
    let is_report = |name: &String| {
        (1..=REPORT_CHARS_MAX).contains(&name.len())
            && name
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    if !change.reports.iter().all(is_report) {
        mistakes.push(RoleChangeRefusal::ReportMalformed);
    }
    permissions.sort_unstable();
    permissions.dedup();
    if mistakes.is_empty() {
        Ok(permissions)
    } else {
        Err(mistakes)
    }
}

/// Snake case, as in the program's data.
pub(crate) fn is_code(code: &str) -> bool {
    (1..=CODE_CHARS_MAX).contains(&code.len())
        && code.starts_with(|c: char| c.is_ascii_lowercase())
        && code
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

/// Whether a role is held, now or later, in an entity whose roles the actor does not manage. Roles are the
/// installation's: a change of one is a change of what its holders may do everywhere.
fn held_elsewhere(tx: &mut Tx, cx: &Cx, role: &str) -> Result<bool, Fault> {
    let params = params![role, cx.actor.user, Permission::RoleManage.code(), cx.today];
    let held: i64 = tx.one(include_str!("sql/role_held_elsewhere.sql"), params, |row| {
        row.get("grants")
    })?;
    Ok(0 < held)
}

/// Whether the natural person who acts holds a role anywhere, now or later, or has it lent.
fn holds(tx: &mut Tx, cx: &Cx, role: &str) -> Result<bool, Fault> {
    let params = params![cx.actor.user, role, cx.today];
    let held: i64 = tx.one(include_str!("sql/user_holds_role.sql"), params, |row| row.get("grants"))?;
    Ok(0 < held)
}
