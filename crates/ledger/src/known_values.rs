//! Values of code parts as [`Persons`]: identity numbers in a code part that is said to hold them, values with
//! protected identity, and their names.

use std::sync::{Arc, Mutex, PoisonError};

use kameral_access::personal::{HiddenKind, MetKind, PersonText, Persons, Protection, ProtectionKind};
use kameral_base::EntityId;
use kameral_store::{Fault, Store, Tx};
use rustc_hash::FxHashMap;

use crate::veil::{VALUE_CHARS_MIN, standing, values};

/// What persons were made of; while nothing of it changes, neither do they.
type MadeOf = (EntityId, Vec<u8>, i64, Vec<i64>);

/// Persons kept; one an entity is usual.
const ENTITIES_MAX: usize = 512;

/// Persons by what they were made of.
#[derive(Default)]
struct Made(Mutex<FxHashMap<MadeOf, Arc<Persons>>>);

/// Values of an entity that are persons; none where no code part and no value is said to be.
pub(crate) fn known_values(
    store: &Store,
    tx: &mut Tx,
    entity: EntityId,
    protections: &[Protection],
) -> Result<Option<Arc<Persons>>, Fault> {
    let of_values = |known: &&Protection| {
        matches!(
            known.kind,
            ProtectionKind::PersonalDimension | ProtectionKind::ProtectedValue
        )
    };
    let of_values: Vec<&Protection> = protections.iter().filter(of_values).collect();
    if of_values.is_empty() {
        return Ok(None);
    }
    let (stamp, codings) = standing(tx, entity)?;
    let numbers = of_values.iter().map(|known| known.number).collect();
    let made_of: MadeOf = (entity, stamp, codings, numbers);
    let made = store.shared::<Made>();
    let known = made
        .0
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .get(&made_of)
        .cloned();
    if known.is_some() {
        return Ok(known);
    }
    let mut texts = Vec::new();
    for value in values(tx, entity)? {
        let Some(protection) = value.protection(&of_values) else {
            continue;
        };
        let met = if protection.kind == ProtectionKind::ProtectedValue {
            MetKind::Protected
        } else {
            MetKind::IdentityNumber
        };
        if VALUE_CHARS_MIN <= value.value.chars().count() {
            texts.push(PersonText {
                text: value.value.clone(),
                kind: HiddenKind::Number,
                met,
                user: None,
            });
        }
        if 1 < value.name.trim().chars().count() {
            texts.push(PersonText::named(value.name.trim(), met));
        }
    }
    let persons = Arc::new(Persons::new(texts)?);
    let mut made = made.0.lock().unwrap_or_else(PoisonError::into_inner);
    if ENTITIES_MAX <= made.len() {
        made.clear();
    }
    // What was made of an earlier standing is asked for no more.
    made.retain(|(known, ..), _| *known != entity);
    made.insert(made_of, Arc::clone(&persons));
    Ok(Some(persons))
}
