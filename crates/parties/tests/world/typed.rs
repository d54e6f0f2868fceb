//! What is asked for, as a story writes it.

use kameral_parties::asked::{AddressAsked, PartyAsked, RouteAsked};
use kameral_parties::commands::AccountAsked;

const ROUTES: [&str; 4] = ["bankgiro", "plusgiro", "bank_account", "iban"];

/// A party: fields by their names, `roles`, `groups` and `other_names` with commas between.
pub fn party_asked(text: &str) -> PartyAsked {
    let mut asked = PartyAsked::default();
    for (field, value) in fields(text) {
        let some = || Some(value.to_owned());
        let list = || value.split(',').map(|word| word.trim().to_owned()).collect::<Vec<_>>();
        match field {
            "number" => asked.number = some(),
            "valid_from" => asked.valid_from = Some(value.parse().expect("a date")),
            "name" => value.clone_into(&mut asked.name),
            "other_names" => asked.other_names = list(),
            "roles" => asked.roles = list(),
            "kind" => value.clone_into(&mut asked.kind),
            "org_number" => asked.org_number = some(),
            "personal_number" => asked.personal_number = some(),
            "vat_number" => asked.vat_number = some(),
            "gln" => asked.gln = some(),
            "peppol" => asked.peppol = some(),
            "address" => asked.addresses.push(address(value)),
            "email" => asked.email = some(),
            "language" => asked.language = some(),
            "counterparty" => asked.counterparty = some(),
            "counterparty_kind" => asked.counterparty_kind = some(),
            "within_eu" => asked.within_eu = Some(value == "true"),
            "agreement" => asked.agreement = value == "true",
            "groups" => asked.groups = list(),
            "vat_treatment" => asked.vat_treatment = some(),
            "term_days" => asked.term_days = Some(value.parse().expect("days")),
            "currency" => asked.currency = some(),
            "protected" => asked.protected = value == "true",
            "direct_debit" => asked.direct_debit = value == "true",
            "state" => asked.state = some(),
            "accept" => asked.accept_warnings = some(),
            route if ROUTES.contains(&route) => asked.accounts.push(route_asked(route, value)),
            other => panic!("{other} is no field of a party"),
        }
    }
    asked
}

/// An account: a way to pay, `no`, `holder`, `currency`, `from`, `reason`, `accept`, `preferred`, `ended`.
pub fn account_asked(party: &str, text: &str) -> AccountAsked {
    let mut asked = AccountAsked {
        party: party.to_owned(),
        ..AccountAsked::default()
    };
    for (field, value) in fields(text) {
        let some = || Some(value.to_owned());
        match field {
            "no" => asked.account_no = Some(value.parse().expect("a number")),
            "from" => asked.valid_from = Some(value.parse().expect("a date")),
            "holder" => asked.holder = some(),
            "currency" => asked.currency = some(),
            "preferred" => asked.preferred = true,
            "ended" => asked.ended = true,
            "reason" => value.clone_into(&mut asked.reason),
            "accept" => asked.accept_warnings = some(),
            route if ROUTES.contains(&route) => asked.route = route_asked(route, value),
            other => panic!("{other} is no field of an account"),
        }
    }
    asked
}

fn fields(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let parts = text.split(" | ").map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| part.split_once('=').unwrap_or((part, "")))
}

/// An IBAN may have its BIC after a stroke.
fn route_asked(kind: &str, value: &str) -> RouteAsked {
    let (account, bic) = value
        .split_once('/')
        .map_or((value, None), |(account, bic)| (account, Some(bic)));
    RouteAsked {
        kind: kind.to_owned(),
        account: account.to_owned(),
        bic: bic.map(str::to_owned),
    }
}

/// `Storgatan 1, 123 45 Stad`, and what it is for before a colon.
fn address(value: &str) -> AddressAsked {
    let (used_for, rest) = value
        .split_once(": ")
        .map_or((None, value), |(of, rest)| (Some(of), rest));
    let (line, place) = rest.split_once(", ").unwrap_or((rest, ""));
    let (code, city) = place.split_at(place.len().min(6));
    AddressAsked {
        used_for: used_for.map(str::to_owned),
        lines: vec![line.to_owned()],
        postal_code: code.trim().to_owned(),
        city: city.trim().to_owned(),
        country: None,
    }
}
