//! Reading of personal data, told in history (SEC-17, SEC-19): who looked at whom, and when.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::{Mutex, PoisonError};

use kameral_base::Timestamp;
use kameral_store::{Fault, params};

use super::{Act, moment_text};
use crate::{Cx, Permission};

/// What was told lately, so that pages that are read again and again do not ask the database: the hour
/// it was told in, by who read what of whom.
#[derive(Debug, Default)]
struct Told(Mutex<BTreeMap<Reading, Timestamp>>);

/// Entity, user, the user's name, what was read, of whom.
type Reading = (i64, i64, String, &'static str, String);

/// Entries that are remembered; beyond, all are forgotten and asked for again.
const TOLD_MAX: usize = 10_000;

/// Tells that the actor has opened what is kept of people: `what` is the line's command (`user.read`),
/// `object` whom it is kept of, or empty for a list. One line for each user, object and hour.
///
/// Called outside a transaction, by who has checked the permission to read.
pub fn read(cx: &Cx, permission: Permission, what: &'static str, object: &str) -> Result<(), Fault> {
    let hour = cx.now.as_second() / 3_600 * 3_600;
    let hour = Timestamp::from_second(hour).unwrap_or(cx.now);
    let key = (
        cx.entity().get(),
        cx.actor.user.get(),
        cx.actor.name.clone(),
        what,
        object.to_owned(),
    );
    let told = cx.store.shared::<Told>();
    let known = told.0.lock().unwrap_or_else(PoisonError::into_inner).get(&key).copied();
    if known == Some(hour) {
        return Ok(());
    }
    let since = moment_text(hour);
    let there: i64 = cx.store.read(|tx| {
        tx.for_entities(cx.scope.entities())?;
        let row = params![cx.entity(), what, object, since, cx.actor.user, &cx.actor.name];
        tx.one(include_str!("../sql/history_read_lately.sql"), row, |row| {
            row.get("lines")
        })
    })?;
    if there == 0 {
        let act = Act::new(permission, what, object);
        let written: Result<(), kameral_store::Stop<Infallible>> = cx.write(act, |_| Ok(()));
        if let Err(kameral_store::Stop::Fault(fault)) = written {
            return Err(fault);
        }
    }
    let mut told = told.0.lock().unwrap_or_else(PoisonError::into_inner);
    if TOLD_MAX <= told.len() {
        told.clear();
    }
    told.insert(key, hour);
    Ok(())
}
