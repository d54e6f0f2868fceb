//! *Registerutdrag* of an entity: everything that is held on one person, with the documents that name
//! the person, taken out by one command that leaves a line of history (GDPR art. 15; OPS-23).

use kameral_access::personal::{HeldRow, Person, held_on};
use kameral_access::{Act, Cx, Permission};
use kameral_store::{Fault, Stop, Tx, params};
use serde::Serialize;

use crate::chain::hex;
use crate::veil::values_named;

/// An extract.
#[derive(Debug, Clone, Serialize)]
pub struct Extract {
    /// Names and numbers that were looked for.
    pub looked_for: Vec<String>,
    /// Rows of every table that name the person.
    pub rows: Vec<HeldRow>,
    /// Documents and files that name the person in text.
    pub documents: Vec<NamedDocument>,
}

/// A document or a file that names the person. All of them are to be reviewed before they are given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NamedDocument {
    /// `attachment`, `inbox_chunk` or `outbox_chunk`.
    pub table: &'static str,
    /// Its hash, or the kind and number of the file.
    pub place: String,
}

/// Takes out everything that is held on a person, by login, identity number or name. None when nothing
/// was asked for.
pub fn extract(cx: &Cx, asked: &str) -> Result<Option<Extract>, Stop<std::convert::Infallible>> {
    // History keeps that an extract was taken, by whom and when; of whom stands in the case that it
    // belongs to, not here, where many may read.
    let act = Act::new(Permission::PersonalManage, "personal.extract", "");
    cx.write(act, |tx| {
        tx.for_entities(&[cx.entity(), kameral_access::INSTALLATION])?;
        let others = values_named(tx, cx.entity(), asked)?;
        let Some(person) = Person::of(tx, asked, &others)? else {
            return Ok(None);
        };
        Ok(Some(Extract {
            looked_for: person.names.clone(),
            rows: held_on(tx, cx.entity(), &person)?,
            documents: documents(tx, cx, &person)?,
        }))
    })
}

fn documents(tx: &mut Tx, cx: &Cx, person: &Person) -> Result<Vec<NamedDocument>, Fault> {
    let mut found = Vec::new();
    let mut look = |table: &'static str, place: String, content: &[u8]| {
        let named = NamedDocument { table, place };
        if person.is_named_in(content) && !found.contains(&named) {
            found.push(named);
        }
    };
    let entity = params![cx.entity()];
    tx.each(include_str!("sql/extract_attachments.sql"), entity, |row| {
        let sha256: Vec<u8> = row.get("sha256")?;
        look("attachment", hex(&sha256), row.get("content")?);
        Ok(())
    })?;
    tx.each(include_str!("sql/extract_inbox.sql"), entity, |row| {
        let (kind, sha256): (String, String) = (row.get("kind")?, row.get("sha256")?);
        look("inbox_chunk", format!("{kind} {sha256}"), row.get("content")?);
        Ok(())
    })?;
    tx.each(include_str!("sql/extract_outbox.sql"), entity, |row| {
        let (kind, number): (String, i64) = (row.get("kind")?, row.get("number")?);
        look("outbox_chunk", format!("{kind} {number}"), row.get("content")?);
        Ok(())
    })?;
    Ok(found)
}
