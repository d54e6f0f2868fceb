//! Values of code parts as [`Persons`]: identity numbers in a code part that is said to hold them, in the books, in
//! registers and in drafts, values with protected identity, and their names.

use std::sync::Arc;

use kameral_access::personal::{HiddenKind, MetKind, PersonText, Persons, Protection, ProtectionKind};
use kameral_base::EntityId;
use kameral_site::Kept;
use kameral_store::{Fault, Store, Tx};

use crate::veil::{VALUE_CHARS_MIN, persons_in_drafts, standing, standing_at_work, values};

/// Where values stand that are persons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Stand {
    /// In registers and posted lines.
    InBooks,
    /// In drafts.
    AtWork,
}

/// The latest persons of an entity, by what they were made of: the model's stamp and what tells of additions.
type Made = Kept<(EntityId, Stand), (Vec<u8>, Vec<i64>), Arc<Persons>>;

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
        Persons::new(in_books(tx, entity, &of_values)?).map(Arc::new)
    })?;
    let at_work = made.of((entity, Stand::AtWork), (stamp, of_work), || {
        let numbers = persons_in_drafts(tx, entity, protections)?;
        Persons::new(numbers.into_iter().map(numbered).collect()).map(Arc::new)
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
