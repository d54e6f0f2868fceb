//! *Registerutdrag*: everything that is held on one person, over every table of the register (GDPR
//! art. 15; OPS-23, SEC-19).
//!
//! The register says which columns may hold something of persons; each of them is read, and a row that
//! names the person in any of the forms a name or a number takes is in the extract, whole but for
//! secrets. Rows of free text and of whole contents may hold others too: they are marked, to be reviewed
//! before anything is given out. Documents are searched where they are text, and otherwise known by the
//! row that names them.

use std::collections::BTreeMap;

use kameral_base::EntityId;
use kameral_store::catalogue::{self, Table};
use kameral_store::{Fault, Tx, Value};
use serde::Serialize;

use super::register::{Class, HeldColumn, register};
use super::{Hidden, HiddenKind, Veil};
use crate::history::INSTALLATION;
use crate::users::{self, User};

/// Tables whose entity is no wall: where a user was last.
const OF_NO_ENTITY: [&str; 1] = ["session"];

/// Whom an extract is about: what names the person, and the user if there is one.
#[derive(Debug)]
pub struct Person {
    /// The words that were asked by.
    pub asked: String,
    /// The user with that login or name, when there is one and no other.
    pub user: Option<User>,
    /// Texts that name the person.
    pub names: Vec<String>,
    found_by: Veil,
}

impl Person {
    /// By a login, the whole name of a user, or what a value has: its number and its name, which the caller
    /// has found (`others`). None when no user and no value is called so: a piece of a word is nobody, and
    /// would find everybody. Of several users with the name no rows are found by number.
    pub fn of(tx: &mut Tx, asked: &str, others: &[String]) -> Result<Option<Self>, Fault> {
        let asked = asked.trim();
        let mut users = match users::by_login(tx, &users::normal(asked))? {
            Some((user, _)) => vec![user],
            None => users::by_name(tx, asked)?,
        };
        if users.is_empty() && others.is_empty() {
            return Ok(None);
        }
        let user = users.pop().filter(|_| users.is_empty());
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
        Ok(Veil::new(hidden)?.map(|found_by| Self {
            asked: asked.to_owned(),
            user,
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
    let held = tables();
    for mut table in catalogue::tables(tx)? {
        let Some(columns) = held.get(table.name) else { continue };
        let is_held = |name: &str| columns.iter().any(|held| held.column == name);
        table.columns.retain(|known| known.key.is_some() || is_held(known.name));
        for (condition, given) in conditions(&table, entity) {
            catalogue::each_row(tx, &table, condition, &given, |cells| {
                let of_column = |held: &&'static HeldColumn| {
                    let at = table.columns.iter().position(|known| known.name == held.column)?;
                    Some((*held, cells[at].told()))
                };
                let row: Vec<(&HeldColumn, String)> = columns.iter().filter_map(of_column).collect();
                found.extend(held_row(table.name, row, person));
                Ok(())
            })?;
        }
    }
    Ok(found)
}

/// Which rows of a table are read: of the entity and of the installation, or all where its entity is no wall.
fn conditions(table: &Table, entity: EntityId) -> Vec<(&'static str, Vec<Value<'static>>)> {
    if !table.is_of_entity() || OF_NO_ENTITY.contains(&table.name) {
        return vec![("1 = 1", Vec::new())];
    }
    let of = |entity: EntityId| ("entity_id = $1", vec![Value::from(entity)]);
    vec![of(entity), of(INSTALLATION)]
}

/// The row, when it names the person.
fn held_row(table: &'static str, row: Vec<(&HeldColumn, String)>, person: &Person) -> Option<HeldRow> {
    let named = |(held, cell): &&(&HeldColumn, String)| match held.class {
        Class::Nothing => false,
        Class::Person if person.user.as_ref().is_some_and(|user| *cell == user.id.0.to_string()) => true,
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
