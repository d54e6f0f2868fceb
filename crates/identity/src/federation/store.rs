//! Rows of providers and of who their persons are here.

use kameral_access::Cx;
use kameral_base::{Timestamp, UserId};
use kameral_store::{Fault, FaultKind, Row, Tx, params};

use super::Provider;

/// A provider as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptProvider {
    /// What it is.
    pub provider: Provider,
    /// Its version, from 1.
    pub version: i64,
    /// When it became so.
    pub changed_at: Timestamp,
    /// By whom.
    pub changed_by: String,
}

/// Every provider as it is now, by code.
pub fn providers(tx: &mut Tx) -> Result<Vec<KeptProvider>, Fault> {
    tx.all(include_str!("../sql/providers.sql"), params![], kept)
}

/// A provider as it is now.
pub fn provider(tx: &mut Tx, code: &str) -> Result<Option<KeptProvider>, Fault> {
    if code.contains('\0') {
        return Ok(None);
    }
    tx.optional(include_str!("../sql/provider.sql"), params![code], kept)
}

/// A provider's next version.
pub(crate) fn add_provider(tx: &mut Tx, cx: &Cx, provider: &Provider, version: i64) -> Result<(), Fault> {
    let settings = serde_json::to_string(provider).map_err(|_| unfit())?;
    let row = params![&provider.code, version, settings, cx.now, &cx.actor.name];
    tx.exec(include_str!("../sql/add_provider.sql"), row)?;
    Ok(())
}

/// Takes a proof. Answers `false` when it was taken before.
pub(crate) fn take_proof(tx: &mut Tx, provider: &str, sha256: &[u8; 32], now: Timestamp) -> Result<bool, Fault> {
    let taken = tx.exec(include_str!("../sql/take_proof.sql"), params![provider, sha256, now])?;
    Ok(taken == 1)
}

/// Forgets proofs taken before a moment, whoever they were shown to.
pub(crate) fn clear_proofs(tx: &mut Tx, before: Timestamp) -> Result<(), Fault> {
    tx.exec(include_str!("../sql/clear_proofs.sql"), params![before])?;
    Ok(())
}

/// The user whom a provider's subject is.
pub(crate) fn user_of_subject(tx: &mut Tx, provider: &str, subject: &str) -> Result<Option<UserId>, Fault> {
    if subject.contains('\0') {
        return Ok(None);
    }
    let params = params![provider, subject];
    tx.optional(include_str!("../sql/person_of_subject.sql"), params, |row| {
        row.get("user_id")
    })
}

/// What a provider says of a user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Person {
    pub(crate) user: UserId,
    pub(crate) subject: Option<String>,
    pub(crate) external_id: Option<String>,
    pub(crate) gone: bool,
    pub(crate) version: i64,
    pub(crate) changed_at: Timestamp,
}

pub(crate) fn person(tx: &mut Tx, provider: &str, user: UserId) -> Result<Option<Person>, Fault> {
    tx.optional(include_str!("../sql/person.sql"), params![provider, user], said)
}

/// Everybody a provider has said of, by number.
pub(crate) fn persons(tx: &mut Tx, provider: &str) -> Result<Vec<Person>, Fault> {
    tx.all(include_str!("../sql/persons_of_provider.sql"), params![provider], said)
}

fn said(row: &Row) -> Result<Person, Fault> {
    Ok(Person {
        user: row.get("user_id")?,
        subject: row.get("subject")?,
        external_id: row.get("external_id")?,
        gone: row.get::<Option<String>>("gone_at")?.is_some(),
        version: row.get("version")?,
        changed_at: row.get("changed_at")?,
    })
}

/// From now on a provider's person is this user.
pub(crate) fn tie(
    tx: &mut Tx,
    provider: &str,
    user: UserId,
    subject: Option<&str>,
    external_id: Option<&str>,
    now: Timestamp,
) -> Result<(), Fault> {
    let row = params![provider, user, subject, external_id, now];
    tx.exec(include_str!("../sql/tie_person.sql"), row)?;
    Ok(())
}

/// A directory has somebody no longer.
pub(crate) fn person_gone(tx: &mut Tx, provider: &str, user: UserId, now: Timestamp) -> Result<(), Fault> {
    tx.exec(include_str!("../sql/person_gone.sql"), params![provider, user, now])?;
    Ok(())
}

pub(crate) fn grants_of_user(tx: &mut Tx, provider: &str, user: UserId) -> Result<Vec<i64>, Fault> {
    let params = params![user, provider];
    tx.all(include_str!("../sql/grants_of_user.sql"), params, |row| {
        row.get("grant_id")
    })
}

/// Numbers of the roles that any provider has given a user.
pub(crate) fn grants_from_sources(tx: &mut Tx, user: UserId) -> Result<Vec<i64>, Fault> {
    tx.all(include_str!("../sql/grants_from_sources.sql"), params![user], |row| {
        row.get("grant_id")
    })
}

pub(crate) fn add_grant(tx: &mut Tx, grant: i64, provider: &str, user: UserId) -> Result<(), Fault> {
    tx.exec(include_str!("../sql/add_grant.sql"), params![grant, provider, user])?;
    Ok(())
}

fn kept(row: &Row) -> Result<KeptProvider, Fault> {
    let settings: &str = row.get("settings")?;
    Ok(KeptProvider {
        provider: serde_json::from_str(settings).map_err(|_| unfit())?,
        version: row.get("version")?,
        changed_at: row.get("changed_at")?,
        changed_by: row.get("changed_by")?,
    })
}

fn unfit() -> Fault {
    Fault::new(
        FaultKind::Mismatch,
        "table identity_provider, column settings: not a provider",
    )
}
