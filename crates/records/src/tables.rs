//! Which rows of which table belong to an entity's records.
//!
//! A table whose rows bear an entity is among them by itself, the day it is made. A table of the
//! installation stands here with what is taken of it, or why nothing is; a test of the whole program
//! fails on one that does not.

use kameral_base::EntityId;
use kameral_store::catalogue::{self, ColumnKind, Plain, Table};
use kameral_store::{Fault, Tx, Value};

/// What is taken of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Take {
    /// Rows that bear the entity.
    OfEntity,
    /// Rows of users who hold or held a role in the entity, or are or were substitutes there.
    OfUsers,
    /// Rows that bear the entity, and those the installation has of such users: their login is the subject.
    OfEntityAndUsers,
    /// Every row: what the whole installation shares.
    All,
    /// The rows of them that a condition lets through.
    AllThat(&'static str),
    /// Nothing, and why.
    Nothing(&'static str),
}

/// Tables that are not taken by the entity their rows bear.
pub const KNOWN: &[(&str, Take)] = &[
    // How often rights were changed is counted anew where they come in.
    ("access_counter", Take::AllThat("name <> 'rights'")),
    ("app_user", Take::OfUsers),
    ("role", Take::All),
    ("role_permission", Take::All),
    ("role_report", Take::All),
    ("role_second_factor", Take::All),
    ("duty_rule", Take::All),
    ("four_eyes", Take::All),
    ("user_person", Take::OfUsers),
    ("protection", Take::OfEntityAndUsers),
    (
        "anchor",
        Take::Nothing("an anchor signs every entity of its installation"),
    ),
    ("anchor_loss", Take::Nothing("as anchors")),
    ("installation_key", Take::Nothing("keys of the installation it was")),
    ("totp", Take::Nothing("a way to sign in is made anew")),
    ("recovery_code", Take::Nothing("as above")),
    ("passkey", Take::Nothing("as above")),
    ("api_token", Take::Nothing("as above")),
    ("api_token_permission", Take::Nothing("as above")),
    ("api_token_place", Take::Nothing("as above")),
    (
        "identity_provider",
        Take::Nothing("whose sign-in counts is agreed anew, with new keys"),
    ),
    ("identity_person", Take::Nothing("as above")),
    ("identity_grant", Take::Nothing("as above")),
    ("identity_proof", Take::Nothing("as above")),
    ("directory_group", Take::Nothing("as above")),
    ("directory_member", Take::Nothing("as above")),
    ("directory_token", Take::Nothing("as above")),
    (
        "pseudonym_key",
        Take::Nothing("pseudonyms of two installations do not meet"),
    ),
    (
        "licence_number",
        Take::Nothing("licences are the installation's, counted anew in another"),
    ),
    ("licence_holding", Take::Nothing("as above")),
    ("session", Take::Nothing("a session is a browser that is signed in")),
    ("device", Take::Nothing("a browser's mark proves nothing elsewhere")),
    ("entity_group_version", Take::Nothing("a group tells of other entities")),
];

/// Secrets, with what stands in their place: nobody signs in with it.
const SECRETS: &[(&str, &str, &str)] = &[("app_user", "password_hash", NO_PASSWORD)];

/// A password hash of no password anybody knows: its result is all zeroes.
const NO_PASSWORD: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Words in a column's name that a secret may bear.
const SECRET_WORDS: [&str; 5] = ["password", "secret", "token", "private", "recovery"];

/// What is taken of a table; none when it bears no entity and nobody has said.
pub fn take(table: &Table) -> Option<Take> {
    let known = KNOWN.iter().find(|(name, _)| *name == table.name);
    match known {
        Some((_, take)) => Some(*take),
        None if table.is_of_entity() => Some(Take::OfEntity),
        None => None,
    }
}

/// Columns that sound like a secret and are neither left out nor put in the place of: none, or
/// somebody has to say.
pub fn open_secrets(table: &Table) -> Vec<&'static str> {
    if matches!(take(table), None | Some(Take::Nothing(_))) {
        return Vec::new();
    }
    let sounds = |name: &str| SECRET_WORDS.iter().any(|word| name.contains(word));
    let is_told = |name: &str| {
        SECRETS
            .iter()
            .any(|(of, column, _)| *of == table.name && *column == name)
    };
    let columns = table.columns.iter().map(|column| column.name);
    columns.filter(|name| sounds(name) && !is_told(name)).collect()
}

/// Users who hold or held a role in the entity, or are or were substitutes or principals there.
macro_rules! of_users {
    () => {
        "user_id in (select user_id from user_role where entity_id = $1
                 union select user_id from substitute where entity_id = $1
                 union select principal_id from substitute where entity_id = $1)"
    };
}

/// A condition on rows of a table, and its values.
pub type Condition = (&'static str, Vec<Value<'static>>);

impl Take {
    /// The condition its rows meet; none when none are taken.
    pub fn condition(self, entity: EntityId) -> Option<Condition> {
        match self {
            Self::OfEntity => Some(("entity_id = $1", vec![Value::from(entity)])),
            Self::OfUsers => Some((of_users!(), vec![Value::from(entity)])),
            Self::OfEntityAndUsers => Some((
                concat!(
                    "entity_id = $1 or entity_id = 0 and subject in (select login from app_user where ",
                    of_users!(),
                    ")"
                ),
                vec![Value::from(entity)],
            )),
            Self::All => Some(("1 = 1", Vec::new())),
            Self::AllThat(condition) => Some((condition, Vec::new())),
            Self::Nothing(_) => None,
        }
    }
}

/// The tables that are taken, each after those it refers to.
pub fn in_order(tx: &mut Tx) -> Result<Vec<(Table, Take)>, Fault> {
    let references = catalogue::references(tx)?;
    let mut waiting: Vec<(Table, Take)> = Vec::new();
    for table in catalogue::tables(tx)? {
        // A table nobody has spoken for is left out here and told by the test of the whole program.
        match take(&table) {
            Some(Take::Nothing(_)) | None => {}
            Some(take) => waiting.push((table, take)),
        }
    }
    let mut ordered: Vec<(Table, Take)> = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let names: Vec<&str> = waiting.iter().map(|(table, _)| table.name).collect();
        let waits = |table: &Table| {
            references
                .iter()
                .any(|(from, to)| from == table.name && to != table.name && names.contains(&to.as_str()))
        };
        let (ready, later): (Vec<_>, Vec<_>) = waiting.iter().cloned().partition(|(table, _)| !waits(table));
        // Tables that wait for each other come in the order of their names; the engine says no if it must.
        let stuck = ready.is_empty();
        ordered.extend(if stuck { later.clone() } else { ready });
        waiting = if stuck { Vec::new() } else { later };
    }
    Ok(ordered)
}

/// The row as it leaves: secrets have something else in their place.
pub fn without_secrets(table: &Table, row: &mut [Plain]) {
    for (of, column, instead) in SECRETS {
        if *of == table.name
            && let Some(at) = table.columns.iter().position(|known| known.name == *column)
        {
            row[at] = Plain::Text((*instead).to_owned());
        }
    }
}

/// The type of a column in an XML schema.
pub fn xml_type(kind: ColumnKind, name: &str) -> &'static str {
    match kind {
        ColumnKind::Int | ColumnKind::Bool => "xs:long",
        ColumnKind::Bytes if name == "content" => "xs:string",
        ColumnKind::Bytes => "xs:hexBinary",
        ColumnKind::Text | ColumnKind::Date | ColumnKind::Json => "xs:string",
    }
}
