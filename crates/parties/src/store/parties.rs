//! Parties and their versions.

use std::collections::BTreeSet;

use kameral_access::personal::make_key;
use kameral_access::{Cx, history as noted};
use kameral_base::{Date, EntityId, OrgNumber, PersonalIdentityNumber, VatNumber};
use kameral_store::{Fault, Row, Tx, params};
use serde::{Deserialize, Serialize};

use super::{By, damaged, json, json_text, lock, next_change, party_number, read, stamp};
use crate::identifiers::{Country, Currency, Email, Gln, PartyNumber, PeppolId};
use crate::model::{Address, AddressUse, Numbers, Origin, Party, PartyVersion, Role};
use crate::names::search_key;

const TABLE: &str = "party_version";

/// The most parties an answer to a search has.
pub const FOUND_MAX: i64 = 200;

/// Which rows have a role, as `like` asks: every row where none is asked for.
fn having(role: Option<Role>) -> String {
    // The words of roles stand with a blank on each side.
    role.map_or_else(|| "%".to_owned(), |role| format!("% {} %", role.word()))
}

/// An address as its row has it.
#[derive(Serialize, Deserialize)]
pub(super) struct KeptAddress {
    pub used_for: String,
    pub lines: Vec<String>,
    pub postal_code: String,
    pub city: String,
    pub country: String,
}

/// What held of a party on a day, as it was known at a place among the changes ([`NOW`](super::NOW)). None
/// before its first day.
pub fn party_as_of(
    tx: &mut Tx,
    entity: EntityId,
    party: &PartyNumber,
    day: Date,
    known: i64,
) -> Result<Option<PartyVersion>, Fault> {
    tx.optional(
        include_str!("../sql/party_as_of.sql"),
        params![entity, party.as_str(), day, known],
        version,
    )
}

/// Every revision of every version of a party, in the order they were kept.
pub fn party_versions(tx: &mut Tx, entity: EntityId, party: &PartyNumber) -> Result<Vec<PartyVersion>, Fault> {
    let sql = include_str!("../sql/party_versions.sql");
    tx.all(sql, params![entity, party.as_str()], version)
}

/// Every party as it is on a day, by number, as it was known at a place among the changes.
pub fn parties_all(tx: &mut Tx, entity: EntityId, day: Date, known: i64) -> Result<Vec<PartyVersion>, Fault> {
    tx.all(
        include_str!("../sql/parties_all.sql"),
        params![entity, day, known],
        version,
    )
}

/// Parties on a day by number, after one of them, those with a role where one is asked for; at most
/// [`FOUND_MAX`].
pub fn parties_after(
    tx: &mut Tx,
    entity: EntityId,
    (day, role): (Date, Option<Role>),
    after: &str,
) -> Result<Vec<PartyVersion>, Fault> {
    let sql = include_str!("../sql/parties_after.sql");
    tx.all(sql, params![entity, day, after, FOUND_MAX, having(role)], version)
}

/// Parties one of whose names holds a text, on a day, those with a role where one is asked for; at most
/// [`FOUND_MAX`], and none for a text without letters and digits.
pub fn parties_by_name(
    tx: &mut Tx,
    entity: EntityId,
    (day, role): (Date, Option<Role>),
    text: &str,
) -> Result<Vec<PartyVersion>, Fault> {
    let key = search_key(text);
    if key.is_empty() {
        return Ok(Vec::new());
    }
    // A key has letters, digits and blanks only, so nothing of it is a sign of `like`.
    let holds = format!("%{key}%");
    let sql = include_str!("../sql/parties_by_name.sql");
    tx.all(sql, params![entity, day, holds, FOUND_MAX, having(role)], version)
}

/// Parties that a number is a number of, as it is kept: the party's own, organisation number, personal
/// identity number, VAT number, GLN or participant of Peppol.
pub fn parties_by_number(tx: &mut Tx, entity: EntityId, day: Date, plain: &str) -> Result<Vec<PartyVersion>, Fault> {
    let sql = include_str!("../sql/parties_by_number.sql");
    tx.all(sql, params![entity, day, plain, FOUND_MAX], version)
}

/// Parties of a group, on a day, those with a role where one is asked for.
pub fn parties_by_group(
    tx: &mut Tx,
    entity: EntityId,
    (day, role): (Date, Option<Role>),
    group: &str,
) -> Result<Vec<PartyVersion>, Fault> {
    let holds = format!("% {group} %");
    let sql = include_str!("../sql/parties_by_group.sql");
    tx.all(sql, params![entity, day, holds, FOUND_MAX, having(role)], version)
}

/// Parties that are paid to an account on a day, by the number as it is kept.
pub fn parties_by_account(tx: &mut Tx, entity: EntityId, day: Date, plain: &str) -> Result<Vec<PartyVersion>, Fault> {
    let sql = include_str!("../sql/parties_by_account.sql");
    tx.all(sql, params![entity, day, plain, FOUND_MAX], version)
}

/// The day a party was first kept as a supplier; none when it never was.
pub fn supplier_since(tx: &mut Tx, entity: EntityId, party: &PartyNumber) -> Result<Option<Date>, Fault> {
    let sql = include_str!("../sql/supplier_since.sql");
    tx.optional(sql, params![entity, party.as_str()], |row| row.get("saved_on"))
}

/// Whether a number is taken.
pub(crate) fn party_exists(tx: &mut Tx, entity: EntityId, party: &PartyNumber) -> Result<bool, Fault> {
    let sql = include_str!("../sql/party_exists.sql");
    let found = tx.optional(sql, params![entity, party.as_str()], |row| row.get::<String>("party"))?;
    Ok(found.is_some())
}

/// Takes a number for a new party: the one that was asked for, or the next. The register is locked.
pub(crate) fn take_number(tx: &mut Tx, cx: &Cx, asked: Option<&PartyNumber>, by: &By) -> Result<PartyNumber, Fault> {
    let entity = cx.entity();
    lock(tx, entity)?;
    let number = if let Some(number) = asked {
        number.clone()
    } else {
        let sql = include_str!("../sql/last_number.sql");
        PartyNumber::given(tx.one(sql, params![entity], |row| row.get::<i64>("last_number"))? + 1)
    };
    if let Some(given) = number.as_given() {
        tx.exec(include_str!("../sql/raise_number.sql"), params![entity, given])?;
    }
    let row = params![
        entity,
        number.as_str(),
        by.asked_at.as_str(),
        by.asked.0,
        by.asked.1.as_str()
    ];
    tx.exec(include_str!("../sql/add_party.sql"), row)?;
    Ok(number)
}

/// A version to be kept.
pub(crate) struct NewVersion<'a> {
    /// What holds.
    pub party: &'a Party,
    /// What held before, for history.
    pub before: Option<&'a Party>,
    /// From which day.
    pub valid_from: Date,
    /// From where it came.
    pub origin: Origin,
    /// Why warnings were accepted.
    pub accepted: &'a str,
    /// Who asked and who agreed.
    pub by: &'a By,
}

/// Adds a version of a party, or a revision of the one from the same day. Tells the revision.
pub(crate) fn add_version(tx: &mut Tx, cx: &Cx, new: &NewVersion<'_>) -> Result<i64, Fault> {
    let (entity, party) = (cx.entity(), new.party);
    let place = params![entity, party.number.as_str(), new.valid_from];
    let last: Option<i64> = tx.optional(include_str!("../sql/last_revision.sql"), place, |row| {
        row.get("revision")
    })?;
    let revision = last.unwrap_or(0) + 1;
    let saved = new.by.stamp(cx, next_change(tx, entity)?);
    if party.protected || party.numbers.personal.is_some() {
        // Whoever may not meet them meets a pseudonym.
        make_key(tx, cx.now)?;
    }
    let (before, after) = (new.before.map(Told::of), Told::of(party));
    noted::changed(tx, "party", party.number.as_str(), before.as_ref(), Some(&after))?;
    let names: Vec<String> = party.names().map(search_key).collect();
    let numbers = &party.numbers;
    let row = params![
        entity,
        party.number.as_str(),
        new.valid_from,
        revision,
        saved.change_no,
        party.name.as_str(),
        names.join("\n"),
        json_text(TABLE, "other_names_json", &party.other_names)?,
        spaced(party.roles.iter().map(|role| role.word())),
        party.kind.word(),
        numbers.org.map(OrgNumber::plain),
        numbers.personal.map(|number| number.reveal()),
        numbers.vat.as_ref().map(VatNumber::plain),
        numbers.gln.as_ref().map(Gln::as_str),
        numbers.peppol.as_ref().map(PeppolId::as_str),
        json_text(TABLE, "addresses_json", &kept_addresses(party))?,
        party.email.as_ref().map(Email::as_str),
        party.language.word(),
        party.counterparty.as_str(),
        party.counterparty_kind.word(),
        party.within_eu,
        party.agreement,
        spaced(party.groups.iter().map(String::as_str)),
        party.vat_treatment.word(),
        i64::from(party.term_days),
        party.currency.as_str(),
        party.protected,
        party.direct_debit,
        party.state.word(),
        new.origin.word(),
        new.accepted,
        saved.on,
        saved.at.as_str(),
        saved.by,
        saved.by_name.as_str(),
        saved.approved_by.as_ref().map(|by| by.0),
        saved.approved_by.as_ref().map(|by| by.1.as_str()),
    ];
    tx.exec(include_str!("../sql/add_party_version.sql"), row)?;
    Ok(revision)
}

/// Words with a blank on either side of each, so that one can be looked for.
fn spaced<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let mut text = String::from(" ");
    for word in words {
        text.push_str(word);
        text.push(' ');
    }
    text
}

fn kept_addresses(party: &Party) -> Vec<KeptAddress> {
    let addresses = party.addresses.iter();
    addresses
        .map(|address| KeptAddress {
            used_for: address.used_for.word().to_owned(),
            lines: address.lines.clone(),
            postal_code: address.postal_code.clone(),
            city: address.city.clone(),
            country: address.country.as_str().to_owned(),
        })
        .collect()
}

/// A party as history keeps it, before and after.
#[expect(clippy::struct_excessive_bools, reason = "flags of a party, as the model has them")]
#[derive(Serialize)]
struct Told<'a> {
    name: &'a str,
    other_names: &'a [String],
    roles: Vec<&'a str>,
    kind: &'a str,
    org_number: Option<String>,
    personal_number: Option<String>,
    vat_number: Option<String>,
    gln: Option<&'a str>,
    peppol: Option<&'a str>,
    addresses: Vec<KeptAddress>,
    email: Option<&'a str>,
    language: &'a str,
    counterparty: &'a str,
    counterparty_kind: &'a str,
    within_eu: bool,
    agreement: bool,
    groups: &'a BTreeSet<String>,
    vat_treatment: &'a str,
    term_days: u16,
    currency: &'a str,
    protected: bool,
    direct_debit: bool,
    state: &'a str,
}

impl<'a> Told<'a> {
    fn of(party: &'a Party) -> Self {
        let numbers = &party.numbers;
        Self {
            name: &party.name,
            other_names: &party.other_names,
            roles: party.roles.iter().map(|role| role.word()).collect(),
            kind: party.kind.word(),
            org_number: numbers.org.map(|number| number.to_string()),
            personal_number: numbers.personal.map(|number| number.reveal()),
            vat_number: numbers.vat.as_ref().map(VatNumber::plain),
            gln: numbers.gln.as_ref().map(Gln::as_str),
            peppol: numbers.peppol.as_ref().map(PeppolId::as_str),
            addresses: kept_addresses(party),
            email: party.email.as_ref().map(Email::as_str),
            language: party.language.word(),
            counterparty: &party.counterparty,
            counterparty_kind: party.counterparty_kind.word(),
            within_eu: party.within_eu,
            agreement: party.agreement,
            groups: &party.groups,
            vat_treatment: party.vat_treatment.word(),
            term_days: party.term_days,
            currency: party.currency.as_str(),
            protected: party.protected,
            direct_debit: party.direct_debit,
            state: party.state.word(),
        }
    }
}

fn version(row: &Row) -> Result<PartyVersion, Fault> {
    let missing = |column| damaged(TABLE, column, "nothing");
    let party = Party {
        number: party_number(TABLE, row)?,
        name: row.get("name")?,
        other_names: json(TABLE, "other_names_json", row.get("other_names_json")?)?,
        roles: {
            let words: String = row.get("roles")?;
            let roles: Option<BTreeSet<Role>> = words.split_whitespace().map(Role::from_word).collect();
            roles.ok_or_else(|| damaged(TABLE, "roles", "a word that is none"))?
        },
        kind: row.get("kind")?,
        numbers: Numbers {
            org: read(TABLE, "org_number", row.get("org_number")?, OrgNumber::parse)?,
            personal: read(
                TABLE,
                "personal_number",
                row.get("personal_number")?,
                PersonalIdentityNumber::parse,
            )?,
            vat: read(TABLE, "vat_number", row.get("vat_number")?, VatNumber::parse)?,
            gln: read(TABLE, "gln", row.get("gln")?, Gln::parse)?,
            peppol: read(TABLE, "peppol", row.get("peppol")?, PeppolId::parse)?,
        },
        addresses: addresses(row)?,
        email: read(TABLE, "email", row.get("email")?, Email::parse)?,
        language: row.get("language")?,
        counterparty: row.get("counterparty")?,
        counterparty_kind: row.get("counterparty_kind")?,
        within_eu: row.get("within_eu")?,
        agreement: row.get("agreement")?,
        groups: {
            let codes: String = row.get("group_codes")?;
            codes.split_whitespace().map(str::to_owned).collect()
        },
        vat_treatment: row.get("vat_treatment")?,
        term_days: row.get("term_days")?,
        currency: read(TABLE, "currency", Some(row.get("currency")?), Currency::parse)?
            .ok_or_else(|| missing("currency"))?,
        protected: row.get("protected")?,
        direct_debit: row.get("direct_debit")?,
        state: row.get("state")?,
    };
    Ok(PartyVersion {
        party,
        valid_from: row.get("valid_from")?,
        revision: row.get("revision")?,
        origin: row.get("origin")?,
        accepted: row.get("accepted")?,
        saved: stamp(row)?,
    })
}

fn addresses(row: &Row) -> Result<Vec<Address>, Fault> {
    const COLUMN: &str = "addresses_json";
    let kept: Vec<KeptAddress> = json(TABLE, COLUMN, row.get(COLUMN)?)?;
    let addresses = kept.into_iter().map(|kept| {
        Ok(Address {
            used_for: AddressUse::from_word(&kept.used_for)
                .ok_or_else(|| damaged(TABLE, COLUMN, "a use that is none"))?,
            lines: kept.lines,
            postal_code: kept.postal_code,
            city: kept.city,
            country: read(TABLE, COLUMN, Some(kept.country), Country::parse)?
                .ok_or_else(|| damaged(TABLE, COLUMN, "no country"))?,
        })
    });
    addresses.collect()
}
