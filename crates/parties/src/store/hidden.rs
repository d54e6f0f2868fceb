//! What of persons stands in the register, for the veil.

use kameral_base::EntityId;
use kameral_store::{Fault, Tx, params};

use super::json;
use super::parties::KeptAddress;
use crate::account::RouteKind;

/// A version of a natural person or a protected party, as its row has it.
pub(crate) struct HiddenParty {
    /// Its names.
    pub names: Vec<String>,
    /// Its numbers but the personal one.
    pub numbers: Vec<String>,
    /// Personal identity number.
    pub personal: Option<String>,
    /// VAT number; of a person it holds the personal identity number.
    pub vat: Option<String>,
    /// Lines of addresses, and e-mail.
    pub contact: Vec<String>,
    /// Whether its identity is protected.
    pub protected: bool,
}

/// An account of one of them.
pub(crate) struct HiddenAccount {
    /// Whose.
    pub party: String,
    /// Which way it is.
    pub route: RouteKind,
    /// The number as it is kept.
    pub account: String,
    /// Who holds it.
    pub holder: String,
}

/// Every version of natural persons and of protected parties, with the party's number.
pub(crate) fn hidden_parties(tx: &mut Tx, entity: EntityId) -> Result<Vec<(String, HiddenParty)>, Fault> {
    const TABLE: &str = "party_version";
    tx.all(include_str!("../sql/hidden_parties.sql"), params![entity], |row| {
        let mut names: Vec<String> = vec![row.get("name")?];
        names.extend(json::<Vec<String>>(
            TABLE,
            "other_names_json",
            row.get("other_names_json")?,
        )?);
        let addresses: Vec<KeptAddress> = json(TABLE, "addresses_json", row.get("addresses_json")?)?;
        let lines = addresses.into_iter().flat_map(|address| address.lines);
        let numbers: [Option<String>; 3] = [row.get("org_number")?, row.get("gln")?, row.get("peppol")?];
        let hidden = HiddenParty {
            names,
            numbers: numbers.into_iter().flatten().collect(),
            personal: row.get("personal_number")?,
            vat: row.get("vat_number")?,
            contact: lines.chain(row.get::<Option<String>>("email")?).collect(),
            protected: row.get("protected")?,
        };
        Ok((row.get("party")?, hidden))
    })
}

/// Accounts of natural persons and of protected parties.
pub(crate) fn hidden_accounts(tx: &mut Tx, entity: EntityId) -> Result<Vec<HiddenAccount>, Fault> {
    tx.all(include_str!("../sql/hidden_accounts.sql"), params![entity], |row| {
        Ok(HiddenAccount {
            party: row.get("party")?,
            route: row.get("route")?,
            account: row.get("account")?,
            holder: row.get("holder")?,
        })
    })
}
