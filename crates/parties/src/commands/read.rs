//! What can be asked of the register.

use std::convert::Infallible;

use kameral_access::Cx;
use kameral_base::{BankAccount, Bankgiro, Date, Iban, OrgNumber, PersonalIdentityNumber, Plusgiro, VatNumber};
use kameral_store::{Stop, Tx};

use crate::READ;
use crate::account::PayeeAccountVersion;
use crate::highlight::{Highlight, highlights};
use crate::identifiers::{Gln, PartyNumber, PeppolId};
use crate::model::{Block, Group, PartyVersion, Role};
use crate::store::{self, Change, NOW};

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Search {
    /// A number of the party: its own, organisation number, personal identity number, VAT number, GLN or
    /// participant of Peppol, as it is written.
    Number(String),
    /// A part of one of its names, whatever case and accents.
    Name(String),
    /// An account it is paid to, as it is written.
    Account(String),
    /// A group it belongs to.
    Group(String),
    /// Everybody by number, after a party's.
    After(String),
}

/// Who was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The party as it is on the day.
    pub version: PartyVersion,
}

/// Finds parties as they are on a day, those with a role where one is asked for; at most
/// [`FOUND_MAX`](store::FOUND_MAX). Who wants everybody asks again after the last one.
pub fn find(cx: &Cx, search: &Search, role: Option<Role>, day: Date) -> Result<Vec<Found>, Stop<Infallible>> {
    cx.read(READ, |tx| {
        let entity = cx.entity();
        let found = match search {
            Search::After(party) => store::parties_after(tx, entity, (day, role), party)?,
            Search::Name(text) => store::parties_by_name(tx, entity, (day, role), text)?,
            Search::Group(code) => store::parties_by_group(tx, entity, (day, role), &code.trim().to_uppercase())?,
            Search::Number(written) => {
                let mut found: Vec<PartyVersion> = Vec::new();
                for plain in plain_numbers(written, day) {
                    found.extend(store::parties_by_number(tx, entity, day, &plain)?);
                }
                once(found)
            }
            Search::Account(written) => {
                let mut found: Vec<PartyVersion> = Vec::new();
                for plain in plain_accounts(written) {
                    found.extend(store::parties_by_account(tx, entity, day, &plain)?);
                }
                once(found)
            }
        };
        let asked = found
            .into_iter()
            .filter(|version| role.is_none_or(|role| version.party.is(role)));
        Ok(asked.map(|version| Found { version }).collect())
    })
}

fn once(mut found: Vec<PartyVersion>) -> Vec<PartyVersion> {
    found.sort_by(|one, other| one.party.number.cmp(&other.party.number));
    found.dedup_by(|one, other| one.party.number == other.party.number);
    found
}

/// What a written number may be, each in the form it is kept in.
fn plain_numbers(written: &str, today: Date) -> Vec<String> {
    let mut plain: Vec<String> = [
        PartyNumber::parse(written).ok().map(|number| number.to_string()),
        OrgNumber::parse(written).ok().map(OrgNumber::plain),
        PersonalIdentityNumber::parse_on(written, today)
            .ok()
            .map(|number| number.reveal()),
        VatNumber::parse(written).ok().map(|number| number.plain()),
        Gln::parse(written).ok().map(|number| number.to_string()),
        PeppolId::parse(written).ok().map(|number| number.to_string()),
    ]
    .into_iter()
    .flatten()
    .collect();
    plain.dedup();
    plain
}

/// What a written account may be, each in the form it is kept in.
fn plain_accounts(written: &str) -> Vec<String> {
    let mut plain: Vec<String> = [
        Bankgiro::parse(written).ok().map(Bankgiro::plain),
        Plusgiro::parse(written).ok().map(Plusgiro::plain),
        BankAccount::parse_unverified(written).ok().map(BankAccount::plain),
        Iban::parse(written).ok().map(|iban| iban.plain()),
    ]
    .into_iter()
    .flatten()
    .collect();
    plain.dedup();
    plain
}

/// A party with everything that holds of it on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartyShown {
    /// What holds.
    pub version: PartyVersion,
    /// Its accounts, those out of use too.
    pub accounts: Vec<PayeeAccountVersion>,
    /// What was last said of its blocks. They count from the moment they are set, whatever day is asked for.
    pub blocks: Vec<Block>,
    /// What stands out on the day.
    pub highlights: Vec<Highlight>,
}

/// A party as of a day; as it was known at a place among the changes where one is asked for. None when it is
/// not in the register that day.
pub fn show(cx: &Cx, party: &str, day: Date, known: Option<i64>) -> Result<Option<PartyShown>, Stop<Infallible>> {
    let Ok(number) = PartyNumber::parse(party) else {
        return Ok(None);
    };
    cx.read(READ, |tx| {
        let (entity, known) = (cx.entity(), known.unwrap_or(NOW));
        let Some(version) = store::party_as_of(tx, entity, &number, day, known)? else {
            return Ok(None);
        };
        Ok(Some(PartyShown {
            version,
            accounts: store::accounts_as_of(tx, entity, &number, day, known)?,
            blocks: store::blocks(tx, entity, &number)?,
            highlights: highlighted(tx, cx, &number, day)?,
        }))
    })
}

fn highlighted(tx: &mut Tx, cx: &Cx, party: &PartyNumber, day: Date) -> Result<Vec<Highlight>, kameral_store::Fault> {
    let entity = cx.entity();
    let since = store::supplier_since(tx, entity, party)?;
    let versions = store::account_versions(tx, entity, party)?;
    Ok(highlights(since, &versions, day, store::highlight_days(tx, entity)?))
}

/// Every version of a party and of its accounts, in the order they were kept.
pub fn history(cx: &Cx, party: &str) -> Result<(Vec<PartyVersion>, Vec<PayeeAccountVersion>), Stop<Infallible>> {
    let Ok(number) = PartyNumber::parse(party) else {
        return Ok((Vec::new(), Vec::new()));
    };
    cx.read(READ, |tx| {
        let versions = store::party_versions(tx, cx.entity(), &number)?;
        Ok((versions, store::account_versions(tx, cx.entity(), &number)?))
    })
}

/// Everything that changed after a place among the changes, in order; at most
/// [`CHANGES_MAX`](store::CHANGES_MAX). Ask again after the last one.
pub fn changes(cx: &Cx, after: i64) -> Result<Vec<Change>, Stop<Infallible>> {
    cx.read(READ, |tx| store::changes_since(tx, cx.entity(), after))
}

/// The groups by code.
pub fn groups_of(cx: &Cx) -> Result<Vec<Group>, Stop<Infallible>> {
    cx.read(READ, |tx| store::groups(tx, cx.entity()))
}
