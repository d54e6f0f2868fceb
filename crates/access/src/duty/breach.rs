//! What went through in spite of a rule.

use kameral_base::{EntityId, Timestamp};
use kameral_store::{Fault, Tx, params};

use crate::Cx;
use crate::store::next_number;

/// The most that a list tells.
pub const BREACHES_MAX: i64 = 500;

/// *Avsteg*: something the operator did, or somebody did under an exception.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    /// Its number.
    pub number: i64,
    /// The rule, or `four_eyes:` and the kind of change that takes two.
    pub rule: String,
    /// The exception; none for the operator.
    pub exception: Option<i64>,
    /// The command.
    pub command: String,
    /// On what.
    pub subject: String,
    /// By whom, by the name at that time.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// What went through in an entity, the latest first, at most [`BREACHES_MAX`].
pub fn breaches(tx: &mut Tx, entity: EntityId) -> Result<Vec<Breach>, Fault> {
    let params = params![entity, BREACHES_MAX];
    tx.all(include_str!("../sql/duty_breaches.sql"), params, |row| {
        Ok(Breach {
            number: row.get("breach_no")?,
            rule: row.get("rule")?,
            exception: row.get("exception_no")?,
            command: row.get("command")?,
            subject: row.get("subject")?,
            by: row.get("actor_name")?,
            at: row.get("at")?,
        })
    })
}

pub(crate) fn keep(
    tx: &mut Tx,
    cx: &Cx,
    rule: &str,
    exception: Option<i64>,
    command: &str,
    subject: &str,
) -> Result<(), Fault> {
    tx.for_entities(cx.scope.entities())?;
    let number = next_number(tx, "breach")?;
    let (user, name) = (cx.actor.user, &cx.actor.name);
    let row = params![
        cx.entity(),
        number,
        rule,
        exception,
        command,
        subject,
        user,
        name,
        cx.now
    ];
    tx.exec(include_str!("../sql/add_duty_breach.sql"), row)?;
    Ok(())
}
