//! *Dörren*: what a route asks of who comes, said where the route is declared and tried before its
//! handler is reached (SEC-10, reliability rule 14).
//!
//! No route of a page or of the API is made without it, so none can be forgotten; a command asks for
//! its permission again, inside its transaction.

use axum::http::Extensions;
use kameral_access::{Cx, Permission};
use kameral_store::{Denied, Fault};

/// What a route asks of who comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Nothing: nobody need be signed in.
    Nothing,
    /// Somebody who is signed in, at no entity.
    SignedIn,
    /// Any role at the entity in the address.
    AnyRole,
    /// A permission there.
    One(Permission),
    /// At least one of these.
    AnyOf(&'static [Permission]),
    /// Every one of these.
    All(&'static [Permission]),
    /// Every one of these, and every row of the books: what is shown is of the whole entity, and cannot
    /// be parted by unit or project.
    Whole(&'static [Permission]),
    /// A permission there, held for every row: what is done concerns the whole entity, whether its books are
    /// read or not.
    EveryRow(Permission),
}

impl Needs {
    /// Whether somebody with a role at the entity may come in; if not, what is missing.
    pub fn met(self, may: impl Fn(Permission) -> bool) -> Result<(), Denied> {
        let missing = match self {
            Self::Nothing | Self::SignedIn | Self::AnyRole => None,
            Self::One(permission) | Self::EveryRow(permission) => (!may(permission)).then_some(permission),
            Self::AnyOf(any) if any.iter().any(|permission| may(*permission)) => None,
            Self::AnyOf(any) => any.first().copied(),
            Self::All(all) | Self::Whole(all) => all.iter().copied().find(|permission| !may(*permission)),
        };
        match missing {
            None => Ok(()),
            Some(permission) => Err(Denied::lacking(permission.code())),
        }
    }

    /// As it is written in the table of routes.
    pub fn told(self) -> String {
        let codes = |permissions: &[Permission], between: &str| {
            let codes: Vec<&str> = permissions.iter().map(|permission| permission.code()).collect();
            codes.join(between)
        };
        match self {
            Self::Nothing => "nothing".to_owned(),
            Self::SignedIn => "signed in".to_owned(),
            Self::AnyRole => "any role".to_owned(),
            Self::One(permission) => permission.code().to_owned(),
            Self::AnyOf(any) => codes(any, " or "),
            Self::All(all) => codes(all, " and "),
            Self::Whole(all) => format!("{}, every row", codes(all, " and ")),
            Self::EveryRow(permission) => format!("{} for every row", permission.code()),
        }
    }
}

impl From<Permission> for Needs {
    fn from(permission: Permission) -> Self {
        Self::One(permission)
    }
}

/// What stands at the door of the route that was reached.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Door {
    pub(crate) needs: Needs,
    pub(crate) method: &'static str,
}

/// Why somebody does not come in.
pub(crate) enum Turned {
    Denied(Denied),
    Fault(Fault),
}

impl Door {
    /// Lets somebody in, or turns them away. Who tries to change something without the right to
    /// leaves a line of history (SEC-10). A handler without a door lets nobody in.
    pub(crate) fn enter(extensions: &Extensions, path: &str, cx: &Cx) -> Result<(), Turned> {
        let Err(denied) = Self::try_at(extensions, cx) else {
            return Ok(());
        };
        Self::remember(extensions, path, cx, &denied).map_err(Turned::Fault)?;
        Err(Turned::Denied(denied))
    }

    /// Whether somebody may come in at an entity.
    pub(crate) fn try_at(extensions: &Extensions, cx: &Cx) -> Result<(), Denied> {
        let Some(door) = extensions.get::<Self>() else {
            tracing::error!("a route without a door was asked for");
            return Err(Denied::lacking(""));
        };
        door.needs.met(|permission| cx.may(permission))?;
        match door.needs {
            Needs::Whole(all) => all.iter().try_for_each(|permission| cx.require_whole(*permission)),
            Needs::EveryRow(permission) => cx.require_every_row(permission),
            _ => Ok(()),
        }
    }

    /// Leaves the line of history of who was turned away from changing something.
    pub(crate) fn remember(extensions: &Extensions, path: &str, cx: &Cx, denied: &Denied) -> Result<(), Fault> {
        match extensions.get::<Self>() {
            Some(door) if door.method != "get" => cx.turned_away(denied, &format!("{} {}", door.method, head(path))),
            _ => Ok(()),
        }
    }
}

/// The beginning of an address: enough to tell what was tried.
fn head(path: &str) -> &str {
    let end = path.char_indices().nth(PATH_CHARS_MAX).map_or(path.len(), |(at, _)| at);
    &path[..end]
}

/// Of an address, as history keeps it.
const PATH_CHARS_MAX: usize = 200;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_door_asks_for_what_is_declared_and_names_what_is_missing() {
        let missing = |needs: Needs, held: &[Permission]| match needs.met(|permission| held.contains(&permission)) {
            Ok(()) => "in",
            Err(denied) => denied.permission,
        };
        use Permission::{BooksRead, RegisterEdit, ReportRun};
        const EDIT: Needs = Needs::All(&[BooksRead, RegisterEdit]);
        const SEE: Needs = Needs::AnyOf(&[BooksRead, ReportRun]);
        assert_eq!(missing(BooksRead.into(), &[BooksRead]), "in");
        assert_eq!(missing(BooksRead.into(), &[RegisterEdit]), "books.read");
        assert_eq!(missing(EDIT, &[BooksRead]), "register.edit");
        assert_eq!(missing(EDIT, &[BooksRead, RegisterEdit]), "in");
        assert_eq!(missing(SEE, &[ReportRun]), "in");
        assert_eq!(missing(SEE, &[RegisterEdit]), "books.read");
        assert_eq!(missing(Needs::AnyRole, &[]), "in");
    }
}
