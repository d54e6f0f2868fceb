//! Accounts that parties are paid to, and their versions.

use kameral_access::{Cx, history as noted};
use kameral_base::{BankAccount, Bankgiro, Date, EntityId, Iban, Plusgiro};
use kameral_store::{Fault, Row, Tx, params};
use serde::Serialize;

use super::{By, damaged, next_change, party_number, read, stamp};
use crate::account::{PayeeAccount, PayeeAccountVersion, Route, RouteKind};
use crate::identifiers::{Bic, Currency, PartyNumber};

const TABLE: &str = "party_account";

/// Accounts of a party as they were on a day, as it was known at a place among the changes
/// ([`NOW`](super::NOW)); those that are not in use too.
pub fn accounts_as_of(
    tx: &mut Tx,
    entity: EntityId,
    party: &PartyNumber,
    day: Date,
    known: i64,
) -> Result<Vec<PayeeAccountVersion>, Fault> {
    let sql = include_str!("../sql/accounts_as_of.sql");
    tx.all(sql, params![entity, party.as_str(), day, known], version)
}

/// Every revision of every version of a party's accounts, in the order they were kept.
pub fn account_versions(tx: &mut Tx, entity: EntityId, party: &PartyNumber) -> Result<Vec<PayeeAccountVersion>, Fault> {
    let sql = include_str!("../sql/account_versions.sql");
    tx.all(sql, params![entity, party.as_str()], version)
}

/// Every account as it is on a day, by party, as it was known at a place among the changes.
pub fn accounts_all(tx: &mut Tx, entity: EntityId, day: Date, known: i64) -> Result<Vec<PayeeAccountVersion>, Fault> {
    tx.all(
        include_str!("../sql/accounts_all.sql"),
        params![entity, day, known],
        version,
    )
}

/// A version to be kept.
pub(crate) struct NewAccountVersion<'a> {
    /// What holds; number 0 is the party's next.
    pub account: &'a PayeeAccount,
    /// What held before, for history.
    pub before: Option<&'a PayeeAccount>,
    /// From which day.
    pub valid_from: Date,
    /// Why it was added or changed.
    pub reason: &'a str,
    /// Why a check digit that does not fit was let through.
    pub accepted: &'a str,
    /// Who asked and who agreed.
    pub by: &'a By,
}

/// Adds a version of an account, or a revision of the one from the same day. Tells the account's number.
pub(crate) fn add_account(tx: &mut Tx, cx: &Cx, new: &NewAccountVersion<'_>) -> Result<i64, Fault> {
    let (entity, account) = (cx.entity(), new.account);
    let party = account.party.as_str();
    let account_no = if account.account_no == 0 {
        let sql = include_str!("../sql/last_account_no.sql");
        let last: Option<i64> = tx.optional(sql, params![entity, party], |row| row.get("account_no"))?;
        last.unwrap_or(0) + 1
    } else {
        account.account_no
    };
    let sql = include_str!("../sql/last_account_revision.sql");
    let place = params![entity, party, account_no, new.valid_from];
    let last: Option<i64> = tx.optional(sql, place, |row| row.get("revision"))?;
    let saved = new.by.stamp(cx, next_change(tx, entity)?);
    let (before, after) = (new.before.map(Told::of), Told::of(account));
    let object = format!("{party} {account_no}");
    noted::changed(tx, "party_account", &object, before.as_ref(), Some(&after))?;
    let row = params![
        entity,
        party,
        account_no,
        new.valid_from,
        last.unwrap_or(0) + 1,
        saved.change_no,
        account.route.kind().word(),
        account.route.plain(),
        account.route.bic().map(Bic::as_str),
        account.holder.as_str(),
        account.currency.as_str(),
        account.preferred,
        account.in_use,
        account.route.check_digit_fits(),
        new.reason,
        new.accepted,
        new.by.asked_at.as_str(),
        saved.on,
        saved.at.as_str(),
        saved.by,
        saved.by_name.as_str(),
        saved.approved_by.as_ref().map(|by| by.0),
        saved.approved_by.as_ref().map(|by| by.1.as_str()),
    ];
    tx.exec(include_str!("../sql/add_account.sql"), row)?;
    Ok(account_no)
}

/// An account as history keeps it, before and after.
#[derive(Serialize)]
struct Told<'a> {
    route: &'a str,
    account: String,
    bic: Option<&'a str>,
    holder: &'a str,
    currency: &'a str,
    preferred: bool,
    in_use: bool,
}

impl<'a> Told<'a> {
    fn of(account: &'a PayeeAccount) -> Self {
        Self {
            route: account.route.kind().word(),
            account: account.route.to_string(),
            bic: account.route.bic().map(Bic::as_str),
            holder: &account.holder,
            currency: account.currency.as_str(),
            preferred: account.preferred,
            in_use: account.in_use,
        }
    }
}

fn version(row: &Row) -> Result<PayeeAccountVersion, Fault> {
    let account = PayeeAccount {
        party: party_number(TABLE, row)?,
        account_no: row.get("account_no")?,
        route: route(row)?,
        holder: row.get("holder")?,
        currency: read(TABLE, "currency", Some(row.get("currency")?), Currency::parse)?
            .ok_or_else(|| damaged(TABLE, "currency", "nothing"))?,
        preferred: row.get("preferred")?,
        in_use: row.get("in_use")?,
    };
    Ok(PayeeAccountVersion {
        account,
        valid_from: row.get("valid_from")?,
        revision: row.get("revision")?,
        reason: row.get("reason")?,
        accepted: row.get("accepted")?,
        proposed_at: row.get("proposed_at")?,
        saved: stamp(row)?,
    })
}

fn route(row: &Row) -> Result<Route, Fault> {
    let (kind, text): (RouteKind, String) = (row.get("route")?, row.get("account")?);
    let unfit = |what: &str| damaged(TABLE, "account", what);
    match kind {
        RouteKind::Bankgiro => Bankgiro::parse(&text)
            .map(Route::Bankgiro)
            .map_err(|mistake| unfit(&mistake.to_string())),
        RouteKind::Plusgiro => Plusgiro::parse(&text)
            .map(Route::Plusgiro)
            .map_err(|mistake| unfit(&mistake.to_string())),
        // Two persons may have let its check digit through.
        RouteKind::BankAccount => BankAccount::parse_unverified(&text)
            .map(Route::BankAccount)
            .map_err(|mistake| unfit(&mistake.to_string())),
        RouteKind::Iban => {
            let bic = read(TABLE, "bic", row.get("bic")?, Bic::parse)?;
            let iban = Iban::parse(&text).map_err(|mistake| unfit(&mistake.to_string()))?;
            Ok(Route::Iban(iban, bic))
        }
    }
}
