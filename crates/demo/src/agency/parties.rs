//! *Motparter*: agencies of the list, everybody the agency buys from and sells to, and what stands out in the
//! register: an account that was changed, a supplier that waits for a second person, one that is blocked.

use std::collections::{BTreeMap, BTreeSet};

use kameral_access::Cx;
use kameral_access::proposal::{accept, find};
use kameral_base::OrgNumber;
use kameral_base::check_digits::luhn_digit;
use kameral_parties::EDIT;
use kameral_parties::asked::{AddressAsked, PartyAsked, RouteAsked};
use kameral_parties::commands::{
    AccountAsked, Search, find as find_parties, load_agencies, save_party, set_block, set_group,
};
use kameral_parties::model::{Blocked, PartyKind, Role};
use kameral_parties::proposals::{propose_account, propose_supplier};

use crate::data::{Sale, Supply};
use crate::fault::DemoFault;

/// A series of organisation numbers that has not been given out.
const SERIES: u32 = 559_999;
/// The first of the bankgiro numbers, which nobody has.
const BANKGIRO: u32 = 991_000;
/// The postal address of everybody, in a town that is not there.
const TOWN: (&str, &str) = ("987 65", "Mellby");

/// Who is in the register when the demo ends.
pub(crate) struct Parties {
    suppliers: BTreeMap<String, (String, String)>,
    customers: BTreeMap<String, String>,
}

/// Those who keep the register: one proposes, the other decides.
pub(crate) struct Keepers {
    /// Who proposes, on the first day and on the last.
    pub proposes: (Cx, Cx),
    /// Who decides, on the first day and on the last.
    pub decides: (Cx, Cx),
}

impl Parties {
    pub(crate) fn of(supplies: &[Supply], sales: &[Sale]) -> Self {
        let supplier = |supply: &Supply| {
            let told = (supply.counterparty.clone(), supply.currency.clone());
            (supply.name.clone(), told)
        };
        let customer = |sale: &Sale| (sale.name.clone(), sale.counterparty.clone());
        Self {
            suppliers: supplies.iter().map(supplier).collect(),
            customers: sales.iter().map(customer).collect(),
        }
    }

    /// Registers everybody, as people do it.
    pub(crate) fn register(&self, keepers: &Keepers) -> Result<(), DemoFault> {
        let cx = &keepers.proposes.0;
        load_agencies(cx, None).map_err(DemoFault::stopped)?;
        for (group, name) in [
            ("RAMAVTAL", "Ramavtal"),
            ("RESOR", "Resor och logi"),
            ("IT", "It och telefoni"),
        ] {
            set_group(cx, None, group, name).map_err(DemoFault::stopped)?;
        }
        let mut made = 0;
        for (name, (counterparty, currency)) in &self.suppliers {
            let asked = if counterparty.is_empty() {
                made += 1;
                supplier(name, made, currency)?
            } else {
                agency_as(cx, counterparty, Role::Supplier)?
            };
            let number = propose_supplier(cx, None, &asked, "Uppgifterna är jämförda med avtalet.");
            let number = number.map_err(DemoFault::stopped)?;
            decide(&keepers.decides.0, number)?;
        }
        let sold_only = self
            .customers
            .iter()
            .filter(|(name, _)| !self.suppliers.contains_key(*name));
        for (name, counterparty) in sold_only {
            let asked = if counterparty.is_empty() {
                made += 1;
                customer(name, made)?
            } else {
                agency_as(cx, counterparty, Role::Customer)?
            };
            save_party(cx, None, &asked).map_err(DemoFault::stopped)?;
        }
        save_party(cx, None, &protected()).map_err(DemoFault::stopped)?;
        lately(keepers, made)
    }
}

/// What happened lately, and waits: a changed account, a block, a supplier that one has proposed.
fn lately(keepers: &Keepers, made: u32) -> Result<(), DemoFault> {
    let (proposes, decides) = (&keepers.proposes.1, &keepers.decides.1);
    let changed = AccountAsked {
        party: number_of(proposes, "Kontorsgrossisten i Mellby AB")?,
        account_no: Some(1),
        route: bankgiro(made + 1),
        preferred: true,
        reason: "Nytt bankgiro enligt brev; bekräftat per telefon på känt nummer.".to_owned(),
        ..AccountAsked::default()
    };
    let number = propose_account(proposes, None, &changed).map_err(DemoFault::stopped)?;
    decide(decides, number)?;
    let blocked = number_of(proposes, "Annonsbyrån Klarspråk AB")?;
    let reason = "Fakturor för annonser som ingen har beställt.";
    set_block(proposes, None, &blocked, (Blocked::Payments, true), reason).map_err(DemoFault::stopped)?;
    let waiting = supplier("Snöskoterservice Fjällkedjan AB", made + 2, "")?;
    propose_supplier(proposes, None, &waiting, "Ny verkstad för Mellbys skotrar.").map_err(DemoFault::stopped)?;
    Ok(())
}

fn decide(cx: &Cx, number: i64) -> Result<(), DemoFault> {
    let found = cx.read(EDIT, |tx| find(tx, cx, number)).map_err(DemoFault::stopped)?;
    let proposal = found.ok_or_else(|| DemoFault::Refused(format!("no proposal {number}")))?;
    accept(cx, None, number, &proposal.hash(), "").map_err(DemoFault::stopped)
}

fn number_of(cx: &Cx, name: &str) -> Result<String, DemoFault> {
    let found = find_parties(cx, &Search::Name(name.to_owned()), None, cx.today).map_err(DemoFault::stopped)?;
    let first = found
        .first()
        .ok_or_else(|| DemoFault::Refused(format!("no party {name}")))?;
    Ok(first.version.party.number.to_string())
}

/// An agency of the list with one role more.
fn agency_as(cx: &Cx, counterparty: &str, role: Role) -> Result<PartyAsked, DemoFault> {
    let number = Search::Number(format!("M{counterparty}"));
    let found = find_parties(cx, &number, None, cx.today).map_err(DemoFault::stopped)?;
    let first = found
        .first()
        .ok_or_else(|| DemoFault::Refused(format!("no agency {counterparty}")))?;
    let mut asked = PartyAsked::of(&first.version.party);
    let roles: BTreeSet<String> = asked.roles.drain(..).chain([role.word().to_owned()]).collect();
    Ok(PartyAsked {
        roles: roles.into_iter().collect(),
        ..asked
    })
}

fn supplier(name: &str, nth: u32, currency: &str) -> Result<PartyAsked, DemoFault> {
    let asked = customer(name, nth)?;
    let of_it = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let mut groups = Vec::new();
    if of_it(&["Kontor", "Möbel", "Dator", "Städ"]) {
        groups.push("RAMAVTAL".to_owned());
    }
    if of_it(&["Hotel", "Rese", "Taxi", "Fjord"]) {
        groups.push("RESOR".to_owned());
    }
    if of_it(&["Moln", "Kod", "System", "Cloud", "grid", "Tele"]) {
        groups.push("IT".to_owned());
    }
    if !currency.is_empty() {
        let within = currency == "EUR";
        return Ok(PartyAsked {
            kind: PartyKind::Foreign.word().to_owned(),
            org_number: None,
            vat_number: None,
            roles: vec![Role::Supplier.word().to_owned()],
            currency: Some(currency.to_owned()),
            within_eu: Some(within),
            groups,
            accept_warnings: Some("Utländsk leverantör utan svenskt nummer.".to_owned()),
            ..asked
        });
    }
    Ok(PartyAsked {
        roles: vec![Role::Supplier.word().to_owned()],
        agreement: !groups.is_empty(),
        groups,
        accounts: vec![bankgiro(nth)],
        ..asked
    })
}

fn customer(name: &str, nth: u32) -> Result<PartyAsked, DemoFault> {
    let number = OrgNumber::parse(&with_digit(format!("{SERIES}{nth:03}")))
        .map_err(|mistake| DemoFault::Refused(mistake.to_string()))?;
    Ok(PartyAsked {
        name: name.to_owned(),
        kind: PartyKind::Company.word().to_owned(),
        roles: vec![Role::Customer.word().to_owned()],
        org_number: Some(number.to_string()),
        vat_number: Some(format!("SE{}01", number.plain())),
        addresses: vec![AddressAsked {
            lines: vec![format!("Box {nth}")],
            postal_code: TOWN.0.to_owned(),
            city: TOWN.1.to_owned(),
            ..AddressAsked::default()
        }],
        accept_warnings: Some("Namnen är lika, företagen är olika.".to_owned()),
        ..PartyAsked::default()
    })
}

fn bankgiro(nth: u32) -> RouteAsked {
    RouteAsked {
        kind: "bankgiro".to_owned(),
        account: with_digit((BANKGIRO + nth).to_string()),
        bic: None,
    }
}

/// A number with its check digit.
fn with_digit(mut number: String) -> String {
    if let Some(digit) = luhn_digit(&number) {
        number.push(char::from(b'0' + digit));
    }
    number
}

/// Somebody whose identity is protected: a name that nobody has, and a number of the Tax Agency's test series.
fn protected() -> PartyAsked {
    PartyAsked {
        name: "Astrid Skyddad Exempel".to_owned(),
        kind: PartyKind::Person.word().to_owned(),
        roles: vec![Role::Customer.word().to_owned()],
        personal_number: Some("20170101-2393".to_owned()),
        protected: true,
        ..PartyAsked::default()
    }
}
