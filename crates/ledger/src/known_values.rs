//! Values of code parts as [`Persons`]: identity numbers in a code part that is said to hold them, in the books, in
//! registers and in drafts, values with protected identity, and their names.

use std::sync::{Arc, Mutex, PoisonError};

use kameral_access::personal::{HiddenKind, MetKind, PersonText, Persons, Protection, ProtectionKind};
use kameral_base::EntityId;
use kameral_store::{Fault, Store, Tx};
use rustc_hash::FxHashMap;

use crate::veil::{VALUE_CHARS_MIN, persons_in_drafts, standing, standing_at_work, values};

/// Where values stand that are persons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Stand {
    /// In registers and posted lines.
    InBooks,
    /// In drafts.
    AtWork,
}

/// What persons were made of; while nothing of it changes, neither do they.
type MadeOf = (Vec<u8>, Vec<i64>);

/// Persons with what they were made of.
type Known = (MadeOf, Arc<Persons>);

/// Persons kept; two an entity is usual.
const KEPT_MAX: usize = 1_024;

/// The latest persons of an entity, with what they were made of.
#[derive(Default)]
struct Made(Mutex<FxHashMap<(EntityId, Stand), Known>>);

impl Made {
    /// The persons that are known, or else those that are made now.
    fn of(
        &self,
        at: (EntityId, Stand),
        made_of: MadeOf,
        texts: impl FnOnce() -> Result<Vec<PersonText>, Fault>,
    ) -> Result<Arc<Persons>, Fault> {
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known_of, known)) = lock().get(&at)
            && *known_of == made_of
        {
            return Ok(Arc::clone(known));
        }
        let persons = Arc::new(Persons::new(texts()?)?);
        let mut made = lock();
        if KEPT_MAX <= made.len() {
            made.clear();
        }
        made.insert(at, (made_of, Arc::clone(&persons)));
        Ok(persons)
    }
}

/// Values of an entity that are persons; none where no code part and no value is said to be.
pub(crate) fn known_values(
    store: &Store,
    tx: &mut Tx,
    entity: EntityId,
    protections: &[Protection],
) -> Result<Vec<Arc<Persons>>, Fault> {
    let of_values = |known: &&Protection| {
        matches!(
            known.kind,
            ProtectionKind::PersonalDimension | ProtectionKind::ProtectedValue
        )
    };
    let of_values: Vec<&Protection> = protections.iter().filter(of_values).collect();
    if of_values.is_empty() {
        return Ok(Vec::new());
    }
    let (stamp, last_coding) = standing(tx, entity)?;
    let numbers: Vec<i64> = of_values.iter().map(|known| known.number).collect();
    let mut of_books = vec![last_coding];
    of_books.extend(&numbers);
    let mut of_work = standing_at_work(tx, entity, &[])?;
    of_work.extend(&numbers);
    let made = store.shared::<Made>();
    let in_books = made.of((entity, Stand::InBooks), (stamp.clone(), of_books), || {
        in_books(tx, entity, &of_values)
    })?;
    let at_work = made.of((entity, Stand::AtWork), (stamp, of_work), || {
        let numbers = persons_in_drafts(tx, entity, protections)?;
        Ok(numbers.into_iter().map(numbered).collect())
    })?;
    Ok(vec![in_books, at_work])
}

fn numbered(number: String) -> PersonText {
    PersonText {
        text: number,
        kind: HiddenKind::Number,
        met: MetKind::IdentityNumber,
        user: None,
    }
}

fn in_books(tx: &mut Tx, entity: EntityId, of_values: &[&Protection]) -> Result<Vec<PersonText>, Fault> {
    let mut texts = Vec::new();
    for value in values(tx, entity)? {
        let Some(protection) = value.protection(of_values) else {
            continue;
        };
        let met = if protection.kind == ProtectionKind::ProtectedValue {
            MetKind::Protected
        } else {
            MetKind::IdentityNumber
        };
        if VALUE_CHARS_MIN <= value.value.chars().count() {
            texts.push(PersonText {
                met,
                ..numbered(value.value.clone())
            });
        }
        if 1 < value.name.trim().chars().count() {
            texts.push(PersonText::named(value.name.trim(), met));
        }
    }
    Ok(texts)
}
