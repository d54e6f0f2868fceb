//! A party, and its versions.

use std::collections::BTreeSet;

use kameral_base::{Date, OrgNumber, PersonalIdentityNumber, UserId, VatNumber};

use super::{AddressUse, Blocked, CounterpartyKind, Language, Origin, PartyKind, Role, State, VatTreatment};
use crate::identifiers::{Country, Currency, Email, Gln, PartyNumber, PeppolId};

/// *Motpart* in the register: a supplier, a customer, an agency, or several of these at once.
///
/// Everything that holds of it from a day. Accounts it is paid to stand beside
/// ([`PayeeAccount`](crate::account::PayeeAccount)), for they are changed and approved by themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "flags that are said one by one of a party, and depend on nothing of each other"
)]
pub struct Party {
    /// Its number in the register (AP-07).
    pub number: PartyNumber,
    /// Name, as the party itself writes it.
    pub name: String,
    /// Other names it is met under: former ones, names of its businesses.
    pub other_names: Vec<String>,
    /// How it is dealt with; never none.
    pub roles: BTreeSet<Role>,
    /// What it is in law.
    pub kind: PartyKind,
    /// The numbers others know it by.
    pub numbers: Numbers,
    /// Addresses, at most one for each use.
    pub addresses: Vec<Address>,
    /// Where mail about invoices goes.
    pub email: Option<Email>,
    /// In which language it is written to.
    pub language: Language,
    /// *Motpartskod*; empty where there is none.
    pub counterparty: String,
    /// *Motpartstyp*.
    pub counterparty_kind: CounterpartyKind,
    /// Whether it is established in the European Union, Sweden included (AP-12, VAT-10).
    pub within_eu: bool,
    /// Whether there is an agreement with it (AP-12).
    pub agreement: bool,
    /// Codes of the groups it belongs to (AP-12).
    pub groups: BTreeSet<String>,
    /// What is proposed of VAT.
    pub vat_treatment: VatTreatment,
    /// *Betalningsvillkor*: days from the invoice's date to the day it is due.
    pub term_days: u16,
    /// The currency its invoices have unless they say otherwise.
    pub currency: Currency,
    /// *Skyddad identitet*: names, addresses and numbers are hidden from who may not see them.
    pub protected: bool,
    /// *Autogiro*: it may draw money itself; between agencies only (PAY-09).
    pub direct_debit: bool,
    /// Whether it may be chosen.
    pub state: State,
}

impl Party {
    /// Whether it has a role.
    #[must_use]
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Every name it is met under, the first its own.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.other_names.iter().map(String::as_str))
    }
}

/// The numbers others know a party by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Numbers {
    /// *Organisationsnummer*.
    pub org: Option<OrgNumber>,
    /// *Personnummer, samordningsnummer*: of a natural person.
    pub personal: Option<PersonalIdentityNumber>,
    /// *Momsregistreringsnummer*.
    pub vat: Option<VatNumber>,
    /// *GLN*.
    pub gln: Option<Gln>,
    /// *Peppol-id*.
    pub peppol: Option<PeppolId>,
}

/// *Adress*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// What it is for.
    pub used_for: AddressUse,
    /// Street, box and the like, at most [`ADDRESS_LINES_MAX`](crate::asked::ADDRESS_LINES_MAX) lines.
    pub lines: Vec<String>,
    /// *Postnummer*.
    pub postal_code: String,
    /// *Ort*.
    pub city: String,
    /// Country.
    pub country: Country,
}

/// Who kept something, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// Place among all changes of the entity's register, from 1. What is known at a place never changes.
    pub change_no: i64,
    /// The day in Sweden.
    pub on: Date,
    /// UTC moment, with six decimals, so that it sorts as time does.
    pub at: String,
    /// Who asked for it; 0 is the operator at the command line or the program itself.
    pub by: UserId,
    /// By which name.
    pub by_name: String,
    /// Who agreed to it, where it took two.
    pub approved_by: Option<(UserId, String)>,
}

/// A version of a party: what holds from a day until the next version's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartyVersion {
    /// What holds.
    pub party: Party,
    /// The first day it holds.
    pub valid_from: Date,
    /// Which of those from the same day, from 1; the last one counts.
    pub revision: i64,
    /// From where it came.
    pub origin: Origin,
    /// Why warnings were accepted; empty where there were none.
    pub accepted: String,
    /// Who and when.
    pub saved: Stamp,
}

/// *Spärr*: what was last said of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Of what.
    pub what: Blocked,
    /// Whether it stands.
    pub stands: bool,
    /// Why it was set, or lifted.
    pub reason: String,
    /// Place among all changes of the register.
    pub change_no: i64,
    /// UTC moment.
    pub at: String,
    /// By whom.
    pub by_name: String,
}

/// *Leverantörsgrupp, kundgrupp*: what parties are followed up by (AP-12, AR-14).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
}
