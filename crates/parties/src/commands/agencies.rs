//! Loading the agencies that come with the program.

use kameral_access::{Act, Cx, IdempotencyKey};
use kameral_base::OrgNumber;
use kameral_store::{Fault, Stop, Tx};
use serde::{Deserialize, Serialize};

use super::{SaveOrder, save_in};
use crate::EDIT;
use crate::account_check::Agreed;
use crate::agencies::{Agency, agencies};
use crate::asked::PartyAsked;
use crate::identifiers::PartyNumber;
use crate::model::{Origin, PartyKind, PartyVersion, Role};
use crate::refusal::PartyRefusal;
use crate::store::{self, By, Known};

/// What is kept as the reason of warnings: an agency may be called almost the same as another.
const ACCEPTED: &str = "data/agencies.csv";

/// What came of loading.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loaded {
    /// Agencies that were not in the register.
    pub added: usize,
    /// Agencies that were loaded before, and that the list tells otherwise of now.
    pub changed: usize,
    /// Agencies that are as the list has them, or that somebody keeps by hand.
    pub kept: usize,
}

/// Loads the agencies as counterparties. Done again it changes nothing. An agency is known by its organisation
/// number; what somebody has changed by hand stays as it is, and none is made a supplier.
pub fn load_agencies(cx: &Cx, key: Option<&IdempotencyKey>) -> Result<Loaded, Stop<Vec<PartyRefusal>>> {
    let act = Act::new(EDIT, "party.agencies", "").of_every_row();
    cx.write_once(act, key, |tx| {
        store::lock(tx, cx.entity())?;
        let mut known = store::known(tx, cx.entity(), cx.today)?;
        let mut loaded = Loaded::default();
        for agency in agencies()? {
            match load(tx, cx, agency, &mut known)? {
                (true, _) => loaded.added += 1,
                (false, true) => loaded.changed += 1,
                (false, false) => loaded.kept += 1,
            }
        }
        Ok(loaded)
    })
}

/// Whether an agency was added, and whether it was changed.
fn load(tx: &mut Tx, cx: &Cx, agency: &Agency, known: &mut Known) -> Result<(bool, bool), Stop<Vec<PartyRefusal>>> {
    let asked = match standing(tx, cx, agency.org_number)? {
        Some(version) if version.origin != Origin::List => return Ok((false, false)),
        Some(version) => PartyAsked {
            name: agency.name.clone(),
            counterparty: Some(agency.counterparty.clone()),
            ..PartyAsked::of(&version.party)
        },
        None => PartyAsked {
            number: number(tx, cx, agency)?,
            name: agency.name.clone(),
            other_names: vec![agency.short_name.clone()],
            roles: vec![Role::Agency.word().to_owned()],
            kind: PartyKind::Agency.word().to_owned(),
            org_number: Some(agency.org_number.plain()),
            counterparty: Some(agency.counterparty.clone()),
            ..PartyAsked::default()
        },
    };
    let asked = PartyAsked {
        accept_warnings: Some(ACCEPTED.to_owned()),
        ..asked
    };
    let order = SaveOrder {
        origin: Origin::List,
        agreed: Agreed::ByOne,
        by: By::one(cx),
    };
    let (saved, _) = save_in(tx, cx, &asked, &order, Some(known))?;
    Ok((saved.is_new, saved.revision != 0))
}

/// The party with an organisation number today.
fn standing(tx: &mut Tx, cx: &Cx, number: OrgNumber) -> Result<Option<PartyVersion>, Fault> {
    let found = store::parties_by_number(tx, cx.entity(), cx.today, &number.plain())?;
    let mut same = found.into_iter();
    Ok(same.find(|version| version.party.numbers.org == Some(number)))
}

/// The number an agency gets: `M` and its own, or the register's next where somebody else has that.
fn number(tx: &mut Tx, cx: &Cx, agency: &Agency) -> Result<Option<String>, Fault> {
    let number = format!("M{}", agency.code);
    let is_taken = match PartyNumber::parse(&number) {
        Ok(number) => store::party_exists(tx, cx.entity(), &number)?,
        Err(_) => true,
    };
    Ok(Some(number).filter(|_| !is_taken))
}
