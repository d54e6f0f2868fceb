//! The kind of roles that are made or changed: one, or those of a file together.

use kameral_store::{Stop, Tx};
use serde::{Deserialize, Serialize};

use super::kinds::{content, read};
use super::{Proposal, ProposalKind, Refused};
use crate::own_role::{is_code, save_role_in};
use crate::{Cx, Permission, RoleChange, RoleRow};

/// Roles that are new, or permit something else or require another number of factors.
pub static ROLE_SAVE: ProposalKind = ProposalKind {
    code: "role.save",
    text_key: "proposal-kind-role-save",
    permission: Permission::RoleManage,
    subject: |content| read::<Asked>(content).and_then(subject),
    apply: save,
};

/// Roles that a subject names one by one.
const NAMED_MAX: usize = 5;

/// The content of a role that is new or changed; see [`RoleChange`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleSaveAsked {
    /// The role.
    pub role: String,
    /// Swedish name.
    pub name: String,
    /// English name.
    #[serde(default)]
    pub name_en: String,
    /// What the role is for.
    #[serde(default)]
    pub description: String,
    /// Codes of what it permits.
    pub permissions: Vec<String>,
    /// Reports it is limited to, by name; none is every report.
    #[serde(default)]
    pub reports: Vec<String>,
    /// Whether it requires a second factor; left out, as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second_factor: Option<bool>,
}

/// The content of several roles that are decided on together: all of them are kept, or none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RolesSaveAsked {
    /// The roles, each once.
    pub roles: Vec<RoleSaveAsked>,
}

/// Either of the two.
#[derive(Deserialize)]
#[serde(untagged)]
enum Asked {
    One(RoleSaveAsked),
    Several(RolesSaveAsked),
}

impl Asked {
    fn roles(self) -> Vec<RoleSaveAsked> {
        match self {
            Self::One(role) => vec![role],
            Self::Several(several) => several.roles,
        }
    }
}

impl From<&RoleChange> for RoleSaveAsked {
    fn from(change: &RoleChange) -> Self {
        let row = change.row.clone();
        Self {
            role: row.role,
            name: row.name,
            name_en: row.name_en,
            description: row.description,
            permissions: row.permissions,
            reports: change.reports.clone(),
            second_factor: change.second_factor,
        }
    }
}

impl From<RoleSaveAsked> for RoleChange {
    fn from(asked: RoleSaveAsked) -> Self {
        Self {
            row: RoleRow {
                role: asked.role,
                name: asked.name,
                name_en: asked.name_en,
                description: asked.description,
                permissions: asked.permissions,
            },
            reports: asked.reports,
            second_factor: asked.second_factor,
        }
    }
}

/// The codes, the first ones where there are many; none when one of them cannot be a code or comes twice.
fn subject(asked: Asked) -> Option<String> {
    let codes: Vec<String> = asked.roles().into_iter().map(|asked| asked.role).collect();
    let once = |(at, code): (usize, &String)| is_code(code) && !codes[..at].contains(code);
    if codes.is_empty() || !codes.iter().enumerate().all(once) {
        return None;
    }
    let named = codes.iter().take(NAMED_MAX).map(String::as_str);
    let more = (NAMED_MAX < codes.len()).then_some("…");
    Some(named.chain(more).collect::<Vec<_>>().join(" "))
}

fn save(tx: &mut Tx, cx: &Cx, proposal: &Proposal) -> Result<(), Stop<Vec<Refused>>> {
    let asked: Asked = content(proposal)?;
    for role in asked.roles() {
        save_role_in(tx, cx, &role.into()).map_err(Refused::of_stop)?;
    }
    Ok(())
}
