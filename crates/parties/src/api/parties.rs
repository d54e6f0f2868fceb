//! `/parties`: who is in the register, as of a day (AP-11, AP-12, AR-14).

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_base::Date;
use kameral_site::api::{Answer, Api, ApiVisit, Asked, Operation, Sent, json};
use kameral_site::{asked, kept, told};

use super::accounts::{PartyAccountTold, told_account};
use super::{EDITING, READING};
use crate::asked::{AddressAsked, PartyAsked, RouteAsked};
use crate::commands::{PartyShown, Search, find, save_party, show};
use crate::highlight::Highlight;
use crate::model::{PartyVersion, Role};
use crate::proposals::propose_supplier;

kept! {
    /// *Motpart*: a supplier, a customer, an agency, or several of these.
    pub struct PartyKept {
        /// Number; in a change it stands in the path. Left out of a new party, the register gives the next.
        number: Option<String>,
        /// First day; left out, today.
        valid_from: Option<Date>,
        /// Name.
        name: String,
        /// Other names it is met under.
        other_names: Option<Vec<String>>,
        /// `supplier`, `customer`, `agency`; one at least.
        roles: Vec<String>,
        /// `company`, `person`, `agency` or `foreign`.
        kind: String,
        /// Organisation number.
        org_number: Option<String>,
        /// Personal identity number or coordination number.
        personal_number: Option<String>,
        /// VAT number.
        vat_number: Option<String>,
        /// GLN.
        gln: Option<String>,
        /// Participant of Peppol, `scheme:value`.
        peppol: Option<String>,
        /// Addresses, at most one for each use.
        addresses: Option<Vec<PartyAddressKept>>,
        /// E-mail.
        email: Option<String>,
        /// `sv` or `en`.
        language: Option<String>,
        /// Counterparty code.
        counterparty: Option<String>,
        /// `outside_state`, `within_state` or `own_group`.
        counterparty_kind: Option<String>,
        /// Whether it is established in the Union, Sweden included.
        within_eu: Option<bool>,
        /// Whether there is an agreement with it.
        agreement: Option<bool>,
        /// Codes of groups.
        groups: Option<Vec<String>>,
        /// `domestic`, `reverse_charge`, `union`, `outside_union` or `none`.
        vat_treatment: Option<String>,
        /// Days from the invoice's date to the day it is due.
        term_days: Option<i64>,
        /// Currency, three letters.
        currency: Option<String>,
        /// Whether its identity is protected.
        protected: Option<bool>,
        /// Whether it may draw money itself; agencies only.
        direct_debit: Option<bool>,
        /// `active` or `closed`.
        state: Option<String>,
    }
}

kept! {
    /// *Adress* of a party.
    pub struct PartyAddressKept {
        /// `postal`, `visiting`, `invoice` or `delivery`; left out, `postal`.
        used_for: Option<String>,
        /// Street, box and the like.
        lines: Vec<String>,
        /// Postal code.
        postal_code: Option<String>,
        /// City.
        city: Option<String>,
        /// Country, two letters; left out, `SE`.
        country: Option<String>,
    }
}

asked! {
    /// A party to be kept.
    pub struct PartySaveAsked {
        /// The party.
        party: PartyKept,
        /// Accounts of a party that is new.
        accounts: Option<Vec<PartyRouteAsked>>,
        /// Why warnings are accepted.
        accept_warnings: Option<String>,
        /// Why it becomes a supplier; what takes two is then proposed.
        propose_because: Option<String>,
    }
}

asked! {
    /// A way to pay a party.
    pub struct PartyRouteAsked {
        /// `bankgiro`, `plusgiro`, `bank_account` or `iban`.
        kind: String,
        /// The number, as it is written.
        account: String,
        /// The bank's BIC, beside an IBAN.
        bic: Option<String>,
    }
}

told! {
    /// What came of keeping a party.
    pub struct PartySaved {
        /// Its number; none while it is proposed.
        party: Option<String>,
        /// The revision of the version from that day; 0 where nothing was changed.
        revision: i64,
        /// The proposal that another decides on.
        proposal: Option<i64>,
    }
}

told! {
    /// A party with everything that holds of it on a day.
    pub struct PartyTold {
        /// What holds.
        party: PartyKept,
        /// Which of the versions from the same day, from 1.
        revision: i64,
        /// Place among the changes of the register.
        change: i64,
        /// Who asked for it.
        saved_by: String,
        /// Who agreed, where it took two.
        approved_by: Option<String>,
        /// Why warnings were accepted; empty where there were none.
        accepted: String,
        /// Its accounts, those out of use too.
        accounts: Vec<PartyAccountTold>,
        /// What it is blocked for: `invoices`, `payments`.
        blocked: Vec<String>,
        /// What is new: `new_supplier`, `new_account 1`, `changed_account 1`.
        highlights: Vec<String>,
    }
}

told! {
    /// Parties that were found.
    pub struct PartiesTold {
        /// The parties, as they are on the day.
        parties: Vec<PartyKept>,
    }
}

asked! {
    /// What is looked for; one of number, name, account and group, or everybody.
    pub struct PartySearchAsked {
        /// One of its numbers, as it is written.
        number: Option<String>,
        /// A part of one of its names.
        name: Option<String>,
        /// An account it is paid to, as it is written.
        account: Option<String>,
        /// A group it belongs to.
        group: Option<String>,
        /// `supplier`, `customer` or `agency`.
        role: Option<String>,
        /// As of which day; left out, today.
        day: Option<Date>,
        /// Of everybody: the number after which the answer begins.
        after: Option<String>,
    }
}

asked! {
    /// As of which day, and as it was known when.
    pub struct PartyAsOfAsked {
        /// The day; left out, today.
        day: Option<Date>,
        /// The place among the changes that it is asked as known at; left out, now.
        known: Option<i64>,
    }
}

pub(super) fn routes() -> Api {
    Api::new("parties")
        .get(
            "/api/v1/entities/{entity}/parties",
            list,
            Operation::new("Parties by number, name, account or group, as of a day")
                .needs(READING)
                .asks::<PartySearchAsked>()
                .gives::<PartiesTold>(),
        )
        .post(
            "/api/v1/entities/{entity}/parties",
            add,
            Operation::new("Add a party; a new supplier is proposed")
                .needs(EDITING)
                .takes::<PartySaveAsked>()
                .gives::<PartySaved>(),
        )
        .get(
            "/api/v1/entities/{entity}/parties/{party}",
            one,
            Operation::new("A party as of a day, as it was known at a change")
                .needs(READING)
                .asks::<PartyAsOfAsked>()
                .gives::<PartyTold>(),
        )
        .put(
            "/api/v1/entities/{entity}/parties/{party}",
            set,
            Operation::new("Add a version of a party")
                .needs(EDITING)
                .takes::<PartySaveAsked>()
                .gives::<PartySaved>(),
        )
}

async fn list(visit: ApiVisit, asked: Asked<PartySearchAsked>) -> Response {
    visit
        .answer(move |visit| {
            let asked = &asked.0;
            let given = [&asked.number, &asked.name, &asked.account, &asked.group];
            if 1 < given.iter().filter(|text| text.is_some()).count() {
                return Err(visit.malformed("number, name, account, group: one of them"));
            }
            let role = match asked.role.as_deref() {
                None => None,
                Some(word) => {
                    Some(Role::from_word(word).ok_or_else(|| visit.malformed("role: supplier, customer or agency"))?)
                }
            };
            let search = match asked.clone() {
                PartySearchAsked { number: Some(text), .. } => Search::Number(text),
                PartySearchAsked { name: Some(text), .. } => Search::Name(text),
                PartySearchAsked {
                    account: Some(text), ..
                } => Search::Account(text),
                PartySearchAsked { group: Some(text), .. } => Search::Group(text),
                _ => Search::After(asked.after.clone().unwrap_or_default()),
            };
            let day = asked.day.unwrap_or(visit.cx.today);
            let found = find(&visit.cx, &search, role, day).map_err(|stop| visit.stopped(stop))?;
            let parties = found.iter().map(|found| kept_party(&found.version)).collect();
            json(StatusCode::OK, &PartiesTold { parties })
        })
        .await
}

async fn one(visit: ApiVisit, Path((_, party)): Path<(String, String)>, asked: Asked<PartyAsOfAsked>) -> Response {
    visit
        .answer(move |visit| {
            let asked = asked.0;
            let day = asked.day.unwrap_or(visit.cx.today);
            let found = show(&visit.cx, &party, day, asked.known).map_err(|stop| visit.stopped(stop))?;
            let shown = found.ok_or_else(|| visit.not_found())?;
            json(StatusCode::OK, &told_party(&shown))
        })
        .await
}

async fn add(visit: ApiVisit, sent: Sent) -> Response {
    visit.answer(move |visit| keep(visit, None, &sent)).await
}

async fn set(visit: ApiVisit, Path((_, party)): Path<(String, String)>, sent: Sent) -> Response {
    visit.answer(move |visit| keep(visit, Some(party), &sent)).await
}

fn keep(visit: &ApiVisit, number: Option<String>, sent: &Sent) -> Answer {
    let asked: PartySaveAsked = visit.read(&sent.0)?;
    let said = asked.party.number.as_ref();
    if number.is_some() && said.is_some() && said != number.as_ref() {
        return Err(visit.malformed("number: another than in the path"));
    }
    let reason = asked.propose_because.clone();
    let party = read(asked, number);
    let once = visit.key(&sent.0)?;
    if let Some(reason) = reason {
        let number = propose_supplier(&visit.cx, once.as_ref(), &party, &reason);
        let number = number.map_err(|stop| visit.problem(stop))?;
        let proposed = PartySaved {
            party: party.number,
            revision: 0,
            proposal: Some(number),
        };
        return json(StatusCode::OK, &proposed);
    }
    let saved = save_party(&visit.cx, once.as_ref(), &party).map_err(|stop| visit.problem(stop))?;
    let saved = PartySaved {
        party: Some(saved.party),
        revision: saved.revision,
        proposal: None,
    };
    json(StatusCode::OK, &saved)
}

fn read(asked: PartySaveAsked, number: Option<String>) -> PartyAsked {
    let party = asked.party;
    let addresses = party.addresses.unwrap_or_default().into_iter();
    let accounts = asked.accounts.unwrap_or_default().into_iter();
    PartyAsked {
        number: number.or(party.number),
        valid_from: party.valid_from,
        name: party.name,
        other_names: party.other_names.unwrap_or_default(),
        roles: party.roles,
        kind: party.kind,
        org_number: party.org_number,
        personal_number: party.personal_number,
        vat_number: party.vat_number,
        gln: party.gln,
        peppol: party.peppol,
        addresses: addresses
            .map(|address| AddressAsked {
                used_for: address.used_for,
                lines: address.lines,
                postal_code: address.postal_code.unwrap_or_default(),
                city: address.city.unwrap_or_default(),
                country: address.country,
            })
            .collect(),
        email: party.email,
        language: party.language,
        counterparty: party.counterparty,
        counterparty_kind: party.counterparty_kind,
        within_eu: party.within_eu,
        agreement: party.agreement.unwrap_or_default(),
        groups: party.groups.unwrap_or_default(),
        vat_treatment: party.vat_treatment,
        term_days: party.term_days,
        currency: party.currency,
        protected: party.protected.unwrap_or_default(),
        direct_debit: party.direct_debit.unwrap_or_default(),
        state: party.state,
        accounts: accounts
            .map(|route| RouteAsked {
                kind: route.kind,
                account: route.account,
                bic: route.bic,
            })
            .collect(),
        accept_warnings: asked.accept_warnings,
    }
}

fn kept_party(version: &PartyVersion) -> PartyKept {
    let asked = PartyAsked::of(&version.party);
    let addresses = asked.addresses.into_iter().map(|address| PartyAddressKept {
        used_for: address.used_for,
        lines: address.lines,
        postal_code: Some(address.postal_code),
        city: Some(address.city),
        country: address.country,
    });
    PartyKept {
        number: asked.number,
        valid_from: Some(version.valid_from),
        name: asked.name,
        other_names: Some(asked.other_names),
        roles: asked.roles,
        kind: asked.kind,
        org_number: asked.org_number,
        personal_number: asked.personal_number,
        vat_number: asked.vat_number,
        gln: asked.gln,
        peppol: asked.peppol,
        addresses: Some(addresses.collect()),
        email: asked.email,
        language: asked.language,
        counterparty: asked.counterparty,
        counterparty_kind: asked.counterparty_kind,
        within_eu: asked.within_eu,
        agreement: Some(asked.agreement),
        groups: Some(asked.groups),
        vat_treatment: asked.vat_treatment,
        term_days: asked.term_days,
        currency: asked.currency,
        protected: Some(asked.protected),
        direct_debit: Some(asked.direct_debit),
        state: asked.state,
    }
}

fn told_party(shown: &PartyShown) -> PartyTold {
    let version = &shown.version;
    let standing = shown.blocks.iter().filter(|block| block.stands);
    let highlights = shown.highlights.iter().map(|highlight| match highlight {
        Highlight::NewSupplier { .. } => "new_supplier".to_owned(),
        Highlight::NewAccount { account_no, .. } => format!("new_account {account_no}"),
        Highlight::ChangedAccount { account_no, .. } => format!("changed_account {account_no}"),
    });
    PartyTold {
        party: kept_party(version),
        revision: version.revision,
        change: version.saved.change_no,
        saved_by: version.saved.by_name.clone(),
        approved_by: version.saved.approved_by.as_ref().map(|by| by.1.clone()),
        accepted: version.accepted.clone(),
        accounts: shown.accounts.iter().map(told_account).collect(),
        blocked: standing.map(|block| block.what.word().to_owned()).collect(),
        highlights: highlights.collect(),
    }
}
