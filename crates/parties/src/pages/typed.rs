//! A party as a form has it ⇄ as it is asked for. Several things of a kind stand on lines of their own.

use kameral_site::fields::{Fields, field, given};

use crate::asked::{AddressAsked, PartyAsked, RouteAsked};
use crate::model::{AddressUse, Role};

/// The ways to pay that come with a new party, by the names of their fields.
pub(super) const ROUTES: [&str; 4] = ["bankgiro", "plusgiro", "bank_account", "iban"];

/// What a field of an address is called, of one use.
pub(super) fn address_field(part: &str, used_for: AddressUse) -> String {
    format!("{part}_{}", used_for.word())
}

/// What the box of a role is called.
pub(super) fn role_field(role: Role) -> String {
    format!("role_{}", role.word())
}

/// Reads a form. The names of fields that cannot be read are told.
pub(super) fn asked(fields: &Fields) -> Result<PartyAsked, Vec<&'static str>> {
    let mut wrong = Vec::new();
    let valid_from = match field(fields, "valid_from") {
        "" => None,
        text => text.parse().map_err(|_| wrong.push("valid_from")).ok(),
    };
    let term_days = match field(fields, "term_days") {
        "" => None,
        text => text.parse().map_err(|_| wrong.push("term_days")).ok(),
    };
    if !wrong.is_empty() {
        return Err(wrong);
    }
    Ok(PartyAsked {
        number: given(fields, "number"),
        valid_from,
        name: field(fields, "name").to_owned(),
        other_names: lines(field(fields, "other_names")),
        roles: Role::ALL
            .iter()
            .filter(|role| field(fields, &role_field(**role)) == TICKED)
            .map(|role| role.word().to_owned())
            .collect(),
        kind: field(fields, "kind").to_owned(),
        org_number: given(fields, "org_number"),
        personal_number: given(fields, "personal_number"),
        vat_number: given(fields, "vat_number"),
        gln: given(fields, "gln"),
        peppol: given(fields, "peppol"),
        addresses: AddressUse::ALL
            .iter()
            .filter_map(|used_for| address(fields, *used_for))
            .collect(),
        email: given(fields, "email"),
        language: given(fields, "language"),
        counterparty: given(fields, "counterparty"),
        counterparty_kind: given(fields, "counterparty_kind"),
        within_eu: match field(fields, "within_eu") {
            "ja" => Some(true),
            "nej" => Some(false),
            _ => None,
        },
        agreement: field(fields, "agreement") == TICKED,
        groups: field(fields, "groups").split_whitespace().map(str::to_owned).collect(),
        vat_treatment: given(fields, "vat_treatment"),
        term_days,
        currency: given(fields, "currency"),
        protected: field(fields, "protected") == TICKED,
        direct_debit: field(fields, "direct_debit") == TICKED,
        state: given(fields, "state"),
        accounts: ROUTES.iter().filter_map(|kind| route(fields, kind)).collect(),
        accept_warnings: given(fields, "accept_warnings"),
    })
}

/// What a ticked box sends.
pub(super) const TICKED: &str = "ja";

fn lines(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(str::to_owned).collect()
}

/// An address, where anything of it is written.
fn address(fields: &Fields, used_for: AddressUse) -> Option<AddressAsked> {
    let part = |part: &str| given(fields, &address_field(part, used_for));
    let asked = AddressAsked {
        used_for: Some(used_for.word().to_owned()),
        lines: lines(&part("address").unwrap_or_default()),
        postal_code: part("postal_code").unwrap_or_default(),
        city: part("city").unwrap_or_default(),
        country: part("country"),
    };
    let is_empty = asked.lines.is_empty() && asked.postal_code.is_empty() && asked.city.is_empty();
    (!is_empty || asked.country.is_some()).then_some(asked)
}

fn route(fields: &Fields, kind: &str) -> Option<RouteAsked> {
    let account = given(fields, kind)?;
    Some(RouteAsked {
        kind: kind.to_owned(),
        account,
        bic: given(fields, "bic").filter(|_| kind == "iban"),
    })
}

/// A party as its form shows it.
pub(super) fn fields_of(asked: &PartyAsked) -> Fields {
    let mut fields = Fields::new();
    let mut put = |name: &str, value: String| {
        if !value.is_empty() {
            fields.push((name.to_owned(), value));
        }
    };
    let ticked = |is: bool| if is { TICKED.to_owned() } else { String::new() };
    let optional = |text: &Option<String>| text.clone().unwrap_or_default();
    put("number", optional(&asked.number));
    put("name", asked.name.clone());
    put("other_names", asked.other_names.join("\n"));
    for role in Role::ALL {
        put(
            &role_field(*role),
            ticked(asked.roles.iter().any(|held| held == role.word())),
        );
    }
    put("kind", asked.kind.clone());
    put("org_number", optional(&asked.org_number));
    put("personal_number", optional(&asked.personal_number));
    put("vat_number", optional(&asked.vat_number));
    put("gln", optional(&asked.gln));
    put("peppol", optional(&asked.peppol));
    put("email", optional(&asked.email));
    put("language", optional(&asked.language));
    put("counterparty", optional(&asked.counterparty));
    put("counterparty_kind", optional(&asked.counterparty_kind));
    put(
        "within_eu",
        match asked.within_eu {
            Some(true) => "ja".to_owned(),
            Some(false) => "nej".to_owned(),
            None => String::new(),
        },
    );
    put("agreement", ticked(asked.agreement));
    put("groups", asked.groups.join(" "));
    put("vat_treatment", optional(&asked.vat_treatment));
    put(
        "term_days",
        asked.term_days.map(|days| days.to_string()).unwrap_or_default(),
    );
    put("currency", optional(&asked.currency));
    put("protected", ticked(asked.protected));
    put("direct_debit", ticked(asked.direct_debit));
    put("state", optional(&asked.state));
    for address in &asked.addresses {
        let used_for = address.used_for.as_deref().and_then(AddressUse::from_word);
        let used_for = used_for.unwrap_or(AddressUse::Postal);
        put(&address_field("address", used_for), address.lines.join("\n"));
        put(&address_field("postal_code", used_for), address.postal_code.clone());
        put(&address_field("city", used_for), address.city.clone());
        put(&address_field("country", used_for), optional(&address.country));
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a form shows of a party is read back as the same party.
    #[test]
    fn a_form_is_read_back_as_it_was_shown() {
        let party = PartyAsked {
            number: Some("L1".to_owned()),
            name: "Kontorsbolaget AB".to_owned(),
            other_names: vec!["Kontoret".to_owned(), "KAB".to_owned()],
            roles: vec!["supplier".to_owned(), "customer".to_owned()],
            kind: "company".to_owned(),
            org_number: Some("556000-0001".to_owned()),
            addresses: vec![AddressAsked {
                used_for: Some("invoice".to_owned()),
                lines: vec!["Box 1".to_owned(), "Fakturor".to_owned()],
                postal_code: "123 45".to_owned(),
                city: "Stad".to_owned(),
                country: Some("SE".to_owned()),
            }],
            within_eu: Some(true),
            agreement: true,
            groups: vec!["STAD".to_owned(), "IT".to_owned()],
            term_days: Some(30),
            ..PartyAsked::default()
        };
        assert_eq!(asked(&fields_of(&party)), Ok(party));
        let wrong = vec![("term_days".to_owned(), "trettio".to_owned())];
        assert_eq!(asked(&wrong), Err(vec!["term_days"]));
    }
}
