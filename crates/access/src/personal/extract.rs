//! *Registerutdrag*: everything that is held on one person, over every table of the register (GDPR
//! art. 15; OPS-23, SEC-19).
//!
//! The register says which columns may hold something of persons; each of them is read, and a row that
//! names the person in any of the forms a name or a number takes is in the extract, whole but for
//! secrets. Rows of free text and of whole contents may hold others too: they are marked, to be reviewed
//! before anything is given out. Documents are searched where they are text, and otherwise known by the
//! row that names them.

use std::collections::BTreeMap;

use kameral_base::{EntityId, UserId};
use kameral_store::{Fault, Tx, each_as_text};
use serde::Serialize;

use super::register::{Class, HeldColumn, register};
use super::{Hidden, HiddenKind, Veil};
use crate::history::INSTALLATION;
use crate::users;

/// Tables whose entity is no wall: where a user was last.
const OF_NO_ENTITY: [&str; 1] = ["session"];

/// Whom an extract is about: what names the person, and the user if there is one.
#[derive(Debug)]
pub struct Person {
    /// The words that were asked by.
    pub asked: String,
    /// The user with that login or name.
    pub user: Option<UserId>,
    /// Texts that name the person.
    pub names: Vec<String>,
    found_by: Veil,
}

impl Person {
    /// By a login, an identity number or a name, with further names that are known by it (of values in
    /// the register). None when there is nothing to look for.
    pub fn of(tx: &mut Tx, asked: &str, others: &[String]) -> Result<Option<Self>, Fault> {
        let asked = asked.trim();
        let user = match users::by_login(tx, &users::normal(asked))? {
            Some((user, _)) => Some(user),
            None => users::by_name(tx, asked)?,
        };
        let mut names = vec![asked.to_owned()];
        names.extend(others.iter().cloned());
        let mut hidden = Vec::new();
        if let Some(user) = &user {
            names.push(user.name.clone());
            hidden.push(of(&user.login, HiddenKind::Login));
        }
        names.sort_unstable();
        names.dedup();
        names.retain(|name| 1 < name.trim().chars().count());
        for name in &names {
            let is_number = name.chars().any(|sign| sign.is_ascii_digit());
            hidden.push(of(
                name,
                if is_number {
                    HiddenKind::Number
                } else {
                    HiddenKind::Name
                },
            ));
        }
        Ok(Veil::new(hidden).map(|found_by| Self {
            asked: asked.to_owned(),
            user: user.map(|user| user.id),
            names,
            found_by,
        }))
    }

    /// Whether bytes name the person.
    pub fn is_named_in(&self, bytes: &[u8]) -> bool {
        self.found_by.finds(bytes)
    }
}

fn of(clear: &str, kind: HiddenKind) -> Hidden {
    Hidden {
        clear: clear.to_owned(),
        shown: String::new(),
        kind,
    }
}

/// A row that holds something of the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HeldRow {
    /// Table.
    pub table: &'static str,
    /// Columns in which the person is named.
    pub named_in: Vec<&'static str>,
    /// Whether others may be named in it too: to be reviewed before it is given out.
    pub review: bool,
    /// The row, but for secrets and the bytes of documents.
    pub row: BTreeMap<&'static str, String>,
}

/// Rows of an entity, and of the installation, that hold something of a person. What points at the
/// person by number alone, vouchers somebody has registered, is in the extract too: it is theirs.
pub fn held_on(tx: &mut Tx, entity: EntityId, person: &Person) -> Result<Vec<HeldRow>, Fault> {
    tx.for_entities(&[entity, INSTALLATION])?;
    let mut found = Vec::new();
    for (table, columns) in tables() {
        let names: Vec<&'static str> = columns.iter().map(|held| held.column).collect();
        let of_entity = names.contains(&"entity_id") && !OF_NO_ENTITY.contains(&table);
        let homes: &[Option<EntityId>] = if of_entity {
            &[Some(entity), Some(INSTALLATION)]
        } else {
            &[None]
        };
        for home in homes {
            each_as_text(tx, table, &names, *home, |cells| {
                let row: Vec<(&HeldColumn, String)> = columns.iter().copied().zip(cells).collect();
                found.extend(held_row(table, row, person));
                Ok(())
            })?;
        }
    }
    Ok(found)
}

/// The row, when it names the person.
fn held_row(table: &'static str, row: Vec<(&HeldColumn, String)>, person: &Person) -> Option<HeldRow> {
    let named = |(held, cell): &&(&HeldColumn, String)| match held.class {
        Class::Nothing => false,
        Class::Person if person.user.is_some_and(|user| *cell == user.0.to_string()) => true,
        _ => person.is_named_in(cell.as_bytes()),
    };
    let named_in: Vec<&'static str> = row.iter().filter(named).map(|(held, _)| held.column).collect();
    let others = |(held, cell): &(&HeldColumn, String)| {
        matches!(held.class, Class::FreeText | Class::Content) && !cell.is_empty()
    };
    (!named_in.is_empty()).then(|| HeldRow {
        table,
        named_in,
        review: row.iter().any(others),
        row: row.into_iter().map(|(held, cell)| (held.column, cell)).collect(),
    })
}

/// Tables with something of persons in them, and their columns but for secrets, hashes and bytes.
fn tables() -> BTreeMap<&'static str, Vec<&'static HeldColumn>> {
    let mut of_table: BTreeMap<&'static str, Vec<&'static HeldColumn>> = BTreeMap::new();
    for held in register() {
        of_table.entry(held.table).or_default().push(held);
    }
    of_table.retain(|_, columns| columns.iter().any(|held| held.class != Class::Nothing));
    for columns in of_table.values_mut() {
        columns.retain(|held| !matches!(held.class, Class::Secret | Class::Document) && !is_hash(held.column));
    }
    of_table
}

/// Hashes are bytes that name nobody.
fn is_hash(column: &str) -> bool {
    column.ends_with("sha256") || column.ends_with("hash") || column == "stamp"
}
