//! Writing the register as a table.

use std::collections::BTreeMap;

use kameral_formats::csv_safe::{Style, Writer};

use super::COLUMNS;
use crate::account::{PayeeAccountVersion, Route, RouteKind};
use crate::identifiers::PartyNumber;
use crate::model::{AddressUse, Party, PartyVersion};

/// The file, in the way that spreadsheets of the country read: parties and the accounts they have in use.
#[must_use]
pub fn written(parties: &[PartyVersion], accounts: &[PayeeAccountVersion]) -> Vec<u8> {
    let mut of_party: BTreeMap<&PartyNumber, Vec<&Route>> = BTreeMap::new();
    for version in accounts.iter().filter(|version| version.account.in_use) {
        let account = &version.account;
        of_party.entry(&account.party).or_default().push(&account.route);
    }
    let mut writer = Writer::new(Vec::new(), Style::Swedish);
    for column in COLUMNS {
        writer.text(column);
    }
    // Writing to memory does not fail.
    let _ = writer.end_row();
    for version in parties {
        let routes = of_party.get(&version.party.number).map_or(&[][..], Vec::as_slice);
        for column in COLUMNS {
            match column {
                "term_days" => writer.integer(version.party.term_days.into()),
                "valid_from" => writer.date(version.valid_from),
                _ => writer.text(&cell(&version.party, routes, column)),
            }
        }
        let _ = writer.end_row();
    }
    writer.finish().unwrap_or_default()
}

fn cell(party: &Party, routes: &[&Route], column: &str) -> String {
    let numbers = &party.numbers;
    let words = |words: Vec<&str>| words.join(" ");
    let truth = |truth: bool| if truth { "true" } else { "false" }.to_owned();
    let postal = party
        .addresses
        .iter()
        .find(|address| address.used_for == AddressUse::Postal);
    let paid = |kind| {
        let lines = routes.iter().filter(|route| route.kind() == kind);
        lines.map(|route| route_text(route)).collect::<Vec<_>>().join("\n")
    };
    match column {
        "number" => party.number.to_string(),
        "name" => party.name.clone(),
        "other_names" => party.other_names.join("\n"),
        "roles" => words(party.roles.iter().map(|role| role.word()).collect()),
        "kind" => party.kind.word().to_owned(),
        "org_number" => numbers.org.map(|number| number.to_string()).unwrap_or_default(),
        "personal_number" => numbers.personal.map(|number| number.reveal()).unwrap_or_default(),
        "vat_number" => numbers.vat.as_ref().map(ToString::to_string).unwrap_or_default(),
        "gln" => numbers.gln.as_ref().map(ToString::to_string).unwrap_or_default(),
        "peppol" => numbers.peppol.as_ref().map(ToString::to_string).unwrap_or_default(),
        "address" => postal.map(|address| address.lines.join("\n")).unwrap_or_default(),
        "postal_code" => postal.map(|address| address.postal_code.clone()).unwrap_or_default(),
        "city" => postal.map(|address| address.city.clone()).unwrap_or_default(),
        "country" => postal.map(|address| address.country.to_string()).unwrap_or_default(),
        "email" => party.email.as_ref().map(ToString::to_string).unwrap_or_default(),
        "language" => party.language.word().to_owned(),
        "counterparty" => party.counterparty.clone(),
        "counterparty_kind" => party.counterparty_kind.word().to_owned(),
        "within_eu" => truth(party.within_eu),
        "agreement" => truth(party.agreement),
        "groups" => words(party.groups.iter().map(String::as_str).collect()),
        "vat_treatment" => party.vat_treatment.word().to_owned(),
        "currency" => party.currency.to_string(),
        "protected" => truth(party.protected),
        "direct_debit" => truth(party.direct_debit),
        "state" => party.state.word().to_owned(),
        "bankgiro" => paid(RouteKind::Bankgiro),
        "plusgiro" => paid(RouteKind::Plusgiro),
        "bank_account" => paid(RouteKind::BankAccount),
        "iban" => paid(RouteKind::Iban),
        _ => String::new(),
    }
}

/// An account on its line; an IBAN has its BIC after a stroke.
fn route_text(route: &Route) -> String {
    match route.bic() {
        Some(bic) => format!("{route}/{bic}"),
        None => route.to_string(),
    }
}
