//! Users as [`Persons`]: their names, logins and identity numbers. A login and a name never change, and no
//! user is removed, so they are looked up anew when somebody was added, tied to a person or protected.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use kameral_base::UserId;
use kameral_store::{Fault, Store, Tx, params};

use super::persons::{MetKind, PersonText, Persons};
use super::veil::HiddenKind;
use super::{Protection, ProtectionKind};

/// A shorter mark of a person is a number of many pages.
const MARK_CHARS_MIN: usize = 6;

/// The last user, how many are tied to a person, when the last was, and whose identity is protected.
type MadeOf = (i64, i64, Option<String>, BTreeSet<String>);

/// The persons that were made last.
#[derive(Default)]
struct Made(Mutex<Option<(MadeOf, Arc<Persons>)>>);

/// Users of the installation as persons that can be met, those with protected identity among them.
/// Integrations are nobody.
pub fn known_users(store: &Store, tx: &mut Tx, protections: &[Protection]) -> Result<Arc<Persons>, Fault> {
    let protected = protections
        .iter()
        .filter(|known| known.kind == ProtectionKind::ProtectedUser)
        .map(|known| known.subject.clone())
        .collect();
    let (last_user, tied, last_tied_at) =
        tx.one(include_str!("../sql/known_users_standing.sql"), params![], |row| {
            Ok((row.get("last_user")?, row.get("tied")?, row.get("last_tied_at")?))
        })?;
    let made_of: MadeOf = (last_user, tied, last_tied_at, protected);
    let shared = store.shared::<Made>();
    if let Some((known, persons)) = &*shared.0.lock().unwrap_or_else(PoisonError::into_inner)
        && *known == made_of
    {
        return Ok(Arc::clone(persons));
    }
    let mut texts = Vec::new();
    tx.each(include_str!("../sql/known_users.sql"), params![], |row| {
        let (user, login): (UserId, String) = (row.get("user_id")?, row.get("login")?);
        let met = if made_of.3.contains(&login) {
            MetKind::Protected
        } else {
            MetKind::User
        };
        texts.push(PersonText::of_user(user, &row.get::<String>("name")?, met));
        let person: Option<String> = row.get("person")?;
        if let Some(person) = person.filter(|person| MARK_CHARS_MIN <= person.chars().count()) {
            texts.push(PersonText {
                text: person,
                kind: HiddenKind::Number,
                met: met.max(MetKind::IdentityNumber),
                user: Some(user),
            });
        }
        texts.push(PersonText::of_user(user, &login, met));
        Ok(())
    })?;
    let persons = Arc::new(Persons::new(texts)?);
    let mut shared = shared.0.lock().unwrap_or_else(PoisonError::into_inner);
    *shared = Some((made_of, Arc::clone(&persons)));
    Ok(persons)
}
