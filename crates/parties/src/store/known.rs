//! Numbers, accounts and names of everybody in the register, to tell duplicates by.

use std::collections::{BTreeMap, BTreeSet};

use kameral_base::{Date, EntityId};
use kameral_store::{Fault, Tx, params};

use super::{json, party_number};
use crate::account::{Route, RouteKind};
use crate::identifiers::PartyNumber;
use crate::model::Party;
use crate::names::{Likeness, NameIndex};

/// Which number of a party.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum NumberKind {
    Org,
    Personal,
    Vat,
    Gln,
    Peppol,
}

/// Who has which number, account and name.
#[derive(Debug, Default)]
pub struct Known {
    numbers: BTreeMap<(NumberKind, String), BTreeSet<PartyNumber>>,
    accounts: BTreeMap<(RouteKind, String), BTreeSet<PartyNumber>>,
    names: NameIndex<PartyNumber>,
}

impl Known {
    /// Puts a party in, as one that those after it are compared with.
    pub fn add(&mut self, party: &Party) {
        for (kind, number) in numbers_of(party) {
            let having = self.numbers.entry((kind, number)).or_default();
            having.insert(party.number.clone());
        }
        for name in party.names() {
            self.names.add(name, party.number.clone());
        }
    }

    /// Puts an account in.
    pub fn add_route(&mut self, party: &PartyNumber, route: &Route) {
        let having = self.accounts.entry((route.kind(), route.plain())).or_default();
        having.insert(party.clone());
    }

    /// Others than a party with a number.
    pub(crate) fn others_with(&self, party: &PartyNumber, kind: NumberKind, number: &str) -> Vec<PartyNumber> {
        let having = self.numbers.get(&(kind, number.to_owned()));
        others(party, having)
    }

    /// Others than a party that are paid to an account.
    pub(crate) fn others_paid_to(&self, party: &PartyNumber, route: &Route) -> Vec<PartyNumber> {
        let having = self.accounts.get(&(route.kind(), route.plain()));
        others(party, having)
    }

    /// Others than a party with a name like this one.
    pub(crate) fn others_like(&self, party: &PartyNumber, name: &str) -> Vec<(PartyNumber, String, Likeness)> {
        let like = self.names.like(name).into_iter();
        like.filter(|(other, ..)| other != party).collect()
    }
}

fn others(party: &PartyNumber, having: Option<&BTreeSet<PartyNumber>>) -> Vec<PartyNumber> {
    let having = having.into_iter().flatten();
    having.filter(|other| *other != party).cloned().collect()
}

/// The numbers of a party, as they are kept.
pub(crate) fn numbers_of(party: &Party) -> Vec<(NumberKind, String)> {
    let numbers = &party.numbers;
    let all = [
        (NumberKind::Org, numbers.org.map(kameral_base::OrgNumber::plain)),
        (NumberKind::Personal, numbers.personal.map(|number| number.reveal())),
        (
            NumberKind::Vat,
            numbers.vat.as_ref().map(kameral_base::VatNumber::plain),
        ),
        (NumberKind::Gln, numbers.gln.as_ref().map(ToString::to_string)),
        (NumberKind::Peppol, numbers.peppol.as_ref().map(ToString::to_string)),
    ];
    all.into_iter()
        .filter_map(|(kind, number)| Some((kind, number?)))
        .collect()
}

/// Everybody who is in the register on a day, or comes into it later.
pub fn known(tx: &mut Tx, entity: EntityId, day: Date) -> Result<Known, Fault> {
    let mut known = Known::default();
    tx.each(include_str!("../sql/known_parties.sql"), params![entity, day], |row| {
        let party = party_number("party_version", row)?;
        for (kind, column) in [
            (NumberKind::Org, "org_number"),
            (NumberKind::Personal, "personal_number"),
            (NumberKind::Vat, "vat_number"),
            (NumberKind::Gln, "gln"),
            (NumberKind::Peppol, "peppol"),
        ] {
            if let Some(number) = row.get::<Option<String>>(column)? {
                known.numbers.entry((kind, number)).or_default().insert(party.clone());
            }
        }
        known.names.add(row.get("name")?, party.clone());
        let others: Vec<String> = json("party_version", "other_names_json", row.get("other_names_json")?)?;
        for name in others {
            known.names.add(&name, party.clone());
        }
        Ok(())
    })?;
    tx.each(include_str!("../sql/known_accounts.sql"), params![entity, day], |row| {
        let place = (row.get::<RouteKind>("route")?, row.get::<String>("account")?);
        let party = party_number("party_account", row)?;
        known.accounts.entry(place).or_default().insert(party);
        Ok(())
    })?;
    Ok(known)
}
