//! Roles taken out of a file, all of them or none (SEC-01, DEF-14, REP-11).

use std::collections::BTreeMap;

use kameral_base::{Place, Refusal, Sentence, Severity};
use kameral_store::{Fault, Stop, Tx};
use serde::{Deserialize, Serialize};

use crate::own_role::{changes_nothing, changes_rights};
use crate::proposal::{ROLE_SAVE, takes_two, two_persons};
use crate::{Act, Cx, IdempotencyKey, KeyReused, Permission, Role, RoleChange, RoleChangeRefusal, roles, save_role_in};

/// A role and the line of the file it stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleLine {
    /// The line, from 1.
    pub line: u32,
    /// What the role shall be.
    pub change: RoleChange,
}

/// What came of a file of roles.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RolesImported {
    /// Codes of roles that were not there, in the order of the file.
    pub added: Vec<String>,
    /// Codes of roles that were changed, in the order of the file.
    pub changed: Vec<String>,
    /// Roles of the file that were so already.
    pub unchanged: u64,
}

/// Why a role of a file is not kept, with its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleImportRefusal {
    /// The line, from 1; none for what concerns the whole request.
    pub line: Option<u32>,
    /// Why.
    pub refusal: RoleChangeRefusal,
}

impl Refusal for RoleImportRefusal {
    fn name(&self) -> &'static str {
        self.refusal.name()
    }

    fn sentence(&self) -> Sentence {
        self.refusal.sentence()
    }

    fn place(&self) -> Place {
        Place {
            line: self.line,
            ..self.refusal.place()
        }
    }

    fn severity(&self) -> Severity {
        self.refusal.severity()
    }
}

impl From<KeyReused> for RoleImportRefusal {
    fn from(reused: KeyReused) -> Self {
        Self {
            line: None,
            refusal: reused.into(),
        }
    }
}

/// Makes and changes the roles of a file, all of them or none, each as [`save_role`](crate::save_role) does.
/// Roles that the file lacks stay as they are, and so do those that it says nothing new of: they may be held
/// where the actor manages no roles. What takes two is denied; a page then proposes it.
pub fn import_roles(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    file_name: &str,
    lines: &[RoleLine],
) -> Result<RolesImported, Stop<Vec<RoleImportRefusal>>> {
    let act = Act::new(Permission::RoleManage, "role.import", file_name);
    cx.write_once(act, key, |tx| {
        let old = by_code(tx)?;
        let mut done = RolesImported::default();
        let mut mistakes = Vec::new();
        for RoleLine { line, change } in lines {
            let code = &change.row.role;
            let Some(known) = meets(&old, change) else {
                done.unchanged += 1;
                continue;
            };
            if changes_rights(tx, change)? {
                two_persons(tx, cx, &ROLE_SAVE, code)?;
            }
            match save_role_in(tx, cx, change) {
                Ok(()) if known => done.changed.push(code.clone()),
                Ok(()) => done.added.push(code.clone()),
                // Nothing was written for this one; what was for others is undone with the whole.
                Err(Stop::Refused(why)) => mistakes.extend(why.into_iter().map(|refusal| RoleImportRefusal {
                    line: Some(*line),
                    refusal,
                })),
                Err(Stop::Denied(denied)) => return Err(Stop::Denied(denied)),
                Err(Stop::Fault(fault)) => return Err(Stop::Fault(fault)),
            }
        }
        if mistakes.is_empty() {
            Ok(done)
        } else {
            Err(Stop::Refused(mistakes))
        }
    })
}

/// Of the roles of a file, those that the installation lacks or has otherwise.
pub fn roles_to_change(tx: &mut Tx, lines: &[RoleLine]) -> Result<Vec<RoleChange>, Fault> {
    let old = by_code(tx)?;
    let changes = lines.iter().map(|line| &line.change);
    Ok(changes
        .filter(|change| meets(&old, change).is_some())
        .cloned()
        .collect())
}

/// Whether a file's roles take two when the actor brings them in. A page then proposes them.
pub fn import_takes_two(cx: &Cx, lines: &[RoleLine]) -> Result<bool, Fault> {
    if !takes_two(cx, &ROLE_SAVE)? {
        return Ok(false);
    }
    cx.store.read(|tx| {
        for line in lines {
            if changes_rights(tx, &line.change)? {
                return Ok(true);
            }
        }
        Ok(false)
    })
}

fn by_code(tx: &mut Tx) -> Result<BTreeMap<String, Role>, Fault> {
    Ok(roles(tx)?.into_iter().map(|role| (role.role.clone(), role)).collect())
}

/// Whether a role is known already; none when it is as the file says.
fn meets(old: &BTreeMap<String, Role>, change: &RoleChange) -> Option<bool> {
    match old.get(&change.row.role) {
        None => Some(false),
        Some(role) if changes_nothing(role, change) => None,
        Some(_) => Some(true),
    }
}
