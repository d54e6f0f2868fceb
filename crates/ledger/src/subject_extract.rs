//! *Registerutdrag* of an entity: everything that is held on one person, with the documents that name
//! the person, taken out by one command that leaves a line of history (GDPR art. 15; OPS-23).

use kameral_access::personal::{HeldRow, PERSON_MARK, PROTECTED_MARK, Person, Pseudonyms, held_on, make_key};
use kameral_access::{Act, Cx, INSTALLATION, Permission, history};
use kameral_base::{Place, Refusal, Sentence};
use kameral_store::{Fault, Stop, Tx, params};
use serde::Serialize;
use serde_json::json;

use crate::chain::hex;
use crate::store::damaged;
use crate::veil::{is_person, values_named};

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

/// Why no extract is taken out. The first that applies wins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExtractRefusal {
    /// No user and no value is called so, and it is no personal identity number.
    NobodyNamed,
}

impl Refusal for ExtractRefusal {
    fn name(&self) -> &'static str {
        "extract_nobody_named"
    }

    fn sentence(&self) -> Sentence {
        Sentence::new("refusal-extract-nobody-named")
    }

    fn place(&self) -> Place {
        Place::field("person")
    }
}

/// Takes out everything that is held on a person, by login, identity number, or the whole name of a user or a
/// value. It holds every row that names the person: it is taken out by who manages personal data of the whole
/// entity.
pub fn extract(cx: &Cx, asked: &str) -> Result<Extract, Stop<Vec<ExtractRefusal>>> {
    let act = Act::new(Permission::PersonalManage, "personal.extract", "").of_every_row();
    cx.write(act, |tx| {
        tx.for_entities(&[cx.entity(), INSTALLATION])?;
        let mut others = values_named(tx, cx.entity(), asked)?;
        if is_person(asked.trim()) {
            others.push(asked.trim().to_owned());
        }
        let person = Person::of(tx, asked, &others)?;
        let person = person.ok_or_else(|| Stop::Refused(vec![ExtractRefusal::NobodyNamed]))?;
        let taken = Extract {
            looked_for: person.names.clone(),
            rows: held_on(tx, cx.entity(), &person)?,
            documents: documents(tx, cx, &person)?,
        };
        remember(tx, cx, &person, &taken)?;
        Ok(taken)
    })
}

/// History keeps of whom, by the pseudonym: who sees the person elsewhere can tell, and many who read history
/// do not.
fn remember(tx: &mut Tx, cx: &Cx, person: &Person, taken: &Extract) -> Result<(), Fault> {
    make_key(tx, cx.now)?;
    let pseudonyms =
        Pseudonyms::of_installation(tx)?.ok_or_else(|| damaged("pseudonym_key", "key", "none, though it was made"))?;
    let numbers = person.names.iter().filter(|name| is_person(name));
    let pseudonym = match (&person.user, numbers.max_by_key(|number| number.len())) {
        (Some(user), _) => pseudonyms.of(PROTECTED_MARK, &user.login),
        (None, Some(number)) => pseudonyms.of(PERSON_MARK, number),
        (None, None) => pseudonyms.of(PERSON_MARK, &person.asked),
    };
    let told = json!({ "rows": taken.rows.len(), "documents": taken.documents.len() });
    history::changed_value(tx, "personal_extract", &pseudonym, None, Some(&told));
    Ok(())
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
