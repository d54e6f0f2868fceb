//! What is asked for, as it is typed, sent, proposed or read from a file, and what it comes to when it can be
//! read. Nothing here knows the register.

use std::collections::BTreeSet;

use kameral_base::{
    BankAccount, Bankgiro, Date, Iban, OrgNumber, PersonalIdentityNumber, Plusgiro, Refusal, Severity, VatNumber,
};
use serde::{Deserialize, Serialize};

use crate::account::{Route, RouteKind};
use crate::identifiers::{Bic, Country, Currency, Email, Gln, PartyNumber, PeppolId};
use crate::model::{
    Address, AddressUse, CounterpartyKind, Language, Numbers, Party, PartyKind, Role, State, VatTreatment,
};
use crate::refusal::{Cause, PartyRefusal};

/// The longest name, in characters.
pub const NAME_CHARS_MAX: usize = 200;
/// The most other names.
pub const OTHER_NAMES_MAX: usize = 20;
/// The most lines of an address, as ISO 20022 has them.
pub const ADDRESS_LINES_MAX: usize = 7;
/// The longest line of an address, in characters, as ISO 20022 has it.
pub const ADDRESS_LINE_CHARS_MAX: usize = 70;
/// The most groups of a party.
pub const GROUPS_MAX: usize = 20;
/// The longest code of a group or a counterparty, in characters; Hermes has ten places for a counterparty.
pub const CODE_CHARS_MAX: usize = 10;
/// The longest term of payment, in days.
pub const TERM_DAYS_MAX: u16 = 365;
/// Days an invoice is paid within unless something else is agreed on.
pub const TERM_DAYS: u16 = 30;
/// The most accounts that come with a new party.
pub const ACCOUNTS_MAX: usize = 20;

/// A party as it is asked for. What is left out is empty, or what most parties have.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(
    missing_docs,
    reason = "a field is what the model's field of the same name is read from"
)]
pub struct PartyAsked {
    pub number: Option<String>,
    pub valid_from: Option<Date>,
    pub name: String,
    pub other_names: Vec<String>,
    pub roles: Vec<String>,
    pub kind: String,
    pub org_number: Option<String>,
    pub personal_number: Option<String>,
    pub vat_number: Option<String>,
    pub gln: Option<String>,
    pub peppol: Option<String>,
    pub addresses: Vec<AddressAsked>,
    pub email: Option<String>,
    pub language: Option<String>,
    pub counterparty: Option<String>,
    pub counterparty_kind: Option<String>,
    pub within_eu: Option<bool>,
    pub agreement: bool,
    pub groups: Vec<String>,
    pub vat_treatment: Option<String>,
    pub term_days: Option<i64>,
    pub currency: Option<String>,
    pub protected: bool,
    pub direct_debit: bool,
    pub state: Option<String>,
    /// Accounts of a party that is new. Those of one that is there are changed by themselves.
    pub accounts: Vec<RouteAsked>,
    /// Why warnings are accepted.
    pub accept_warnings: Option<String>,
}

/// An address as it is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(
    missing_docs,
    reason = "a field is what the model's field of the same name is read from"
)]
pub struct AddressAsked {
    pub used_for: Option<String>,
    pub lines: Vec<String>,
    pub postal_code: String,
    pub city: String,
    pub country: Option<String>,
}

/// A way to pay as it is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RouteAsked {
    /// The word of its [`RouteKind`].
    pub kind: String,
    /// The number, as it is written.
    pub account: String,
    /// The bank's BIC, beside an IBAN.
    pub bic: Option<String>,
}

impl PartyAsked {
    /// A party as it would be asked for: to change a part of it, and to compare two.
    #[must_use]
    pub fn of(party: &Party) -> Self {
        let numbers = &party.numbers;
        Self {
            number: Some(party.number.to_string()),
            valid_from: None,
            name: party.name.clone(),
            other_names: party.other_names.clone(),
            roles: party.roles.iter().map(|role| role.word().to_owned()).collect(),
            kind: party.kind.word().to_owned(),
            org_number: numbers.org.map(|number| number.to_string()),
            personal_number: numbers.personal.map(|number| number.reveal()),
            vat_number: numbers.vat.as_ref().map(VatNumber::plain),
            gln: numbers.gln.as_ref().map(ToString::to_string),
            peppol: numbers.peppol.as_ref().map(ToString::to_string),
            addresses: party.addresses.iter().map(AddressAsked::of).collect(),
            email: party.email.as_ref().map(ToString::to_string),
            language: Some(party.language.word().to_owned()),
            counterparty: Some(party.counterparty.clone()).filter(|code| !code.is_empty()),
            counterparty_kind: Some(party.counterparty_kind.word().to_owned()),
            within_eu: Some(party.within_eu),
            agreement: party.agreement,
            groups: party.groups.iter().cloned().collect(),
            vat_treatment: Some(party.vat_treatment.word().to_owned()),
            term_days: Some(party.term_days.into()),
            currency: Some(party.currency.to_string()),
            protected: party.protected,
            direct_debit: party.direct_debit,
            state: Some(party.state.word().to_owned()),
            accounts: Vec::new(),
            accept_warnings: None,
        }
    }
}

impl AddressAsked {
    fn of(address: &Address) -> Self {
        Self {
            used_for: Some(address.used_for.word().to_owned()),
            lines: address.lines.clone(),
            postal_code: address.postal_code.clone(),
            city: address.city.clone(),
            country: Some(address.country.to_string()),
        }
    }
}

/// What could be read of a party: the party itself where nothing is wrong with any field.
#[derive(Debug, Clone)]
pub(crate) struct Reading {
    refusals: Vec<PartyRefusal>,
}

impl Reading {
    fn refuse(&mut self, field: &'static str, cause: Cause) {
        self.refusals.push(cause.at(field));
    }

    /// A number by its own reader; nothing when it is left out or cannot be one.
    fn number<T, M: Refusal>(
        &mut self,
        field: &'static str,
        text: Option<&String>,
        parse: impl FnOnce(&str) -> Result<T, M>,
    ) -> Option<T> {
        let text = text.map(|text| text.trim()).filter(|text| !text.is_empty())?;
        match parse(text) {
            Ok(number) => Some(number),
            Err(mistake) => {
                self.refuse(field, Cause::number(&mistake));
                None
            }
        }
    }

    /// A word that is known, or the usual one where it is left out.
    fn word<T>(
        &mut self,
        field: &'static str,
        text: Option<&String>,
        usual: T,
        known: impl FnOnce(&str) -> Option<T>,
        allowed: fn() -> String,
    ) -> T {
        let Some(text) = text.map(|text| text.trim()).filter(|text| !text.is_empty()) else {
            return usual;
        };
        known(text).unwrap_or_else(|| {
            self.refuse(field, Cause::WordUnknown { allowed: allowed() });
            usual
        })
    }

    fn text(&mut self, field: &'static str, text: &str, max: usize) -> String {
        let text = text.trim();
        if !is_text(text, max) {
            self.refuse(field, Cause::TextMalformed { max });
        }
        text.to_owned()
    }

    fn code(&mut self, field: &'static str, text: &str) -> String {
        let code = text.trim().to_uppercase();
        if !is_code(&code) {
            self.refuse(field, Cause::CodeMalformed { max: CODE_CHARS_MAX });
        }
        code
    }
}

/// A line of text that can be shown and printed.
pub(crate) fn is_text(text: &str, max: usize) -> bool {
    (1..=max).contains(&text.chars().count()) && !text.chars().any(char::is_control)
}

/// A code of a group or a counterparty.
pub(crate) fn is_code(code: &str) -> bool {
    (1..=CODE_CHARS_MAX).contains(&code.chars().count())
        && code.chars().all(|sign| sign.is_alphanumeric() || sign == '-')
        && !code.starts_with('-')
        && !code.chars().any(char::is_lowercase)
}

/// A party that could be read, under the number it has or shall have, with its accounts.
#[derive(Debug, Clone)]
pub struct PartyRead {
    /// The number that was asked for; none when the register gives one.
    pub number: Option<PartyNumber>,
    /// The first day that was asked for.
    pub valid_from: Option<Date>,
    /// The party under a number; the register puts its own in where none was asked for.
    pub party: Party,
    /// Accounts that came with it.
    pub routes: Vec<Route>,
}

/// Reads a party, or tells everything that cannot be read. Checks of bank accounts that may be accepted are
/// told beside it.
pub fn read(asked: &PartyAsked, today: Date) -> Result<(PartyRead, Vec<PartyRefusal>), Vec<PartyRefusal>> {
    let mut reading = Reading { refusals: Vec::new() };
    let number = reading.number("number", asked.number.as_ref(), PartyNumber::parse);
    let kind = PartyKind::from_word(asked.kind.trim());
    if kind.is_none() {
        let allowed = PartyKind::words();
        reading.refuse("kind", Cause::WordUnknown { allowed });
    }
    let kind = kind.unwrap_or(PartyKind::Company);
    let numbers = numbers(&mut reading, asked, today);
    let within_eu = asked.within_eu.unwrap_or_else(|| usually_within_eu(kind, &numbers));
    let party = Party {
        number: number.clone().unwrap_or_else(PartyNumber::none_yet),
        name: reading.text("name", &asked.name, NAME_CHARS_MAX),
        other_names: other_names(&mut reading, asked),
        roles: roles(&mut reading, asked),
        kind,
        addresses: addresses(&mut reading, asked),
        email: reading.number("email", asked.email.as_ref(), Email::parse),
        language: {
            let usual = if kind == PartyKind::Foreign {
                Language::English
            } else {
                Language::Swedish
            };
            let language = asked.language.as_ref();
            reading.word("language", language, usual, Language::from_word, Language::words)
        },
        counterparty: match asked.counterparty.as_deref().map(str::trim) {
            None | Some("") => String::new(),
            Some(code) => reading.code("counterparty", code),
        },
        counterparty_kind: {
            let usual = match kind {
                PartyKind::Agency => CounterpartyKind::WithinState,
                _ => CounterpartyKind::OutsideState,
            };
            let of = asked.counterparty_kind.as_ref();
            reading.word(
                "counterparty_kind",
                of,
                usual,
                CounterpartyKind::from_word,
                CounterpartyKind::words,
            )
        },
        within_eu,
        agreement: asked.agreement,
        groups: groups(&mut reading, asked),
        vat_treatment: {
            let usual = match (kind, within_eu) {
                (PartyKind::Foreign, true) => VatTreatment::Union,
                (PartyKind::Foreign, false) => VatTreatment::OutsideUnion,
                _ => VatTreatment::Domestic,
            };
            let treatment = asked.vat_treatment.as_ref();
            reading.word(
                "vat_treatment",
                treatment,
                usual,
                VatTreatment::from_word,
                VatTreatment::words,
            )
        },
        term_days: term_days(&mut reading, asked),
        currency: reading
            .number("currency", asked.currency.as_ref(), Currency::parse)
            .unwrap_or_else(Currency::sek),
        protected: asked.protected,
        direct_debit: asked.direct_debit,
        state: reading.word(
            "state",
            asked.state.as_ref(),
            State::Active,
            State::from_word,
            State::words,
        ),
        numbers,
    };
    let routes = routes(&mut reading, asked);
    let (warnings, refused): (Vec<_>, Vec<_>) = reading.refusals.into_iter().partition(PartyRefusal::is_warning);
    if !refused.is_empty() {
        return Err(refused.into_iter().chain(warnings).collect());
    }
    let read = PartyRead {
        number,
        valid_from: asked.valid_from,
        party,
        routes,
    };
    Ok((read, warnings))
}

fn usually_within_eu(kind: PartyKind, numbers: &Numbers) -> bool {
    // A number of Northern Ireland is for goods; who has it is established outside.
    kind != PartyKind::Foreign || numbers.vat.as_ref().is_some_and(|vat| vat.country() != "XI")
}

fn numbers(reading: &mut Reading, asked: &PartyAsked, today: Date) -> Numbers {
    let personal = |text: &str| PersonalIdentityNumber::parse_on(text, today);
    Numbers {
        org: reading.number("org_number", asked.org_number.as_ref(), OrgNumber::parse),
        personal: reading.number("personal_number", asked.personal_number.as_ref(), personal),
        vat: reading.number("vat_number", asked.vat_number.as_ref(), VatNumber::parse),
        gln: reading.number("gln", asked.gln.as_ref(), Gln::parse),
        peppol: reading.number("peppol", asked.peppol.as_ref(), PeppolId::parse),
    }
}

fn other_names(reading: &mut Reading, asked: &PartyAsked) -> Vec<String> {
    if OTHER_NAMES_MAX < asked.other_names.len() {
        reading.refuse("other_names", Cause::TooMany { max: OTHER_NAMES_MAX });
    }
    let mut names: Vec<String> = Vec::new();
    for name in asked.other_names.iter().take(OTHER_NAMES_MAX) {
        let name = reading.text("other_names", name, NAME_CHARS_MAX);
        if !names.contains(&name) && name != asked.name.trim() {
            names.push(name);
        }
    }
    names
}

fn roles(reading: &mut Reading, asked: &PartyAsked) -> BTreeSet<Role> {
    let mut roles = BTreeSet::new();
    for word in &asked.roles {
        match Role::from_word(word.trim()) {
            Some(role) => _ = roles.insert(role),
            None => reading.refuse("roles", Cause::WordUnknown { allowed: Role::words() }),
        }
    }
    roles
}

fn groups(reading: &mut Reading, asked: &PartyAsked) -> BTreeSet<String> {
    if GROUPS_MAX < asked.groups.len() {
        reading.refuse("groups", Cause::TooMany { max: GROUPS_MAX });
    }
    let groups = asked.groups.iter().take(GROUPS_MAX);
    groups.map(|group| reading.code("groups", group)).collect()
}

fn addresses(reading: &mut Reading, asked: &PartyAsked) -> Vec<Address> {
    let mut addresses: Vec<Address> = Vec::new();
    for address in &asked.addresses {
        let used_for = address.used_for.as_ref();
        let postal = AddressUse::Postal;
        let used_for = reading.word("addresses", used_for, postal, AddressUse::from_word, AddressUse::words);
        if addresses.iter().any(|before| before.used_for == used_for) {
            let used_for = used_for.word().to_owned();
            reading.refuse("addresses", Cause::AddressTwice { used_for });
            continue;
        }
        if ADDRESS_LINES_MAX < address.lines.len() {
            reading.refuse("addresses", Cause::TooMany { max: ADDRESS_LINES_MAX });
        }
        let mut part = |text: &str| match text.trim() {
            "" => String::new(),
            text => reading.text("addresses", text, ADDRESS_LINE_CHARS_MAX),
        };
        let lines = address.lines.iter().map(|line| part(line));
        let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
        let (postal_code, city) = (part(&address.postal_code), part(&address.city));
        let country = reading.number("addresses", address.country.as_ref(), Country::parse);
        if lines.is_empty() && city.is_empty() {
            reading.refuse(
                "addresses",
                Cause::TextMalformed {
                    max: ADDRESS_LINE_CHARS_MAX,
                },
            );
        }
        let sweden = || Country::parse("SE").ok();
        if let Some(country) = country.or_else(sweden) {
            addresses.push(Address {
                used_for,
                lines,
                postal_code,
                city,
                country,
            });
        }
    }
    addresses.sort_by_key(|address| address.used_for);
    addresses
}

fn term_days(reading: &mut Reading, asked: &PartyAsked) -> u16 {
    let days = asked.term_days.unwrap_or_else(|| TERM_DAYS.into());
    match u16::try_from(days) {
        Ok(days) if days <= TERM_DAYS_MAX => days,
        _ => {
            let max = TERM_DAYS_MAX.into();
            reading.refuse("term_days", Cause::TermOutside { max });
            TERM_DAYS
        }
    }
}

fn routes(reading: &mut Reading, asked: &PartyAsked) -> Vec<Route> {
    if ACCOUNTS_MAX < asked.accounts.len() {
        reading.refuse("accounts", Cause::TooMany { max: ACCOUNTS_MAX });
    }
    let mut routes: Vec<Route> = Vec::new();
    for asked in asked.accounts.iter().take(ACCOUNTS_MAX) {
        let (route, refusals) = read_route(asked);
        reading.refusals.extend(refusals);
        if let Some(route) = route.filter(|route| !routes.iter().any(|before| before.is_same(route))) {
            routes.push(route);
        }
    }
    routes
}

/// Reads a way to pay. A check digit that does not fit is a warning beside the account; all else that is
/// wrong leaves none.
pub fn read_route(asked: &RouteAsked) -> (Option<Route>, Vec<PartyRefusal>) {
    let Some(kind) = RouteKind::from_word(asked.kind.trim()) else {
        let allowed = RouteKind::words();
        return (None, vec![Cause::WordUnknown { allowed }.at("kind")]);
    };
    let bic = asked.bic.as_deref().map(str::trim).filter(|bic| !bic.is_empty());
    if bic.is_some() && kind != RouteKind::Iban {
        return (None, vec![Cause::BicOfNone.at("bic")]);
    }
    let field = kind.word();
    let said = |refusal: &dyn Refusal, field| vec![Cause::number(refusal).at(field)];
    match kind {
        RouteKind::Bankgiro => match Bankgiro::parse(&asked.account) {
            Ok(number) => (Some(Route::Bankgiro(number)), Vec::new()),
            Err(mistake) => (None, said(&mistake, field)),
        },
        RouteKind::Plusgiro => match Plusgiro::parse(&asked.account) {
            Ok(number) => (Some(Route::Plusgiro(number)), Vec::new()),
            Err(mistake) => (None, said(&mistake, field)),
        },
        RouteKind::BankAccount => match BankAccount::parse(&asked.account) {
            Ok(account) => (Some(Route::BankAccount(account)), Vec::new()),
            Err(mistake) => {
                let unverified = BankAccount::parse_unverified(&asked.account).ok();
                let kept = unverified.filter(|_| mistake.severity() == Severity::Warning);
                (kept.map(Route::BankAccount), said(&mistake, field))
            }
        },
        RouteKind::Iban => {
            let bic = match bic.map(Bic::parse).transpose() {
                Ok(bic) => bic,
                Err(mistake) => return (None, said(&mistake, "bic")),
            };
            match Iban::parse(&asked.account) {
                Ok(iban) => (Some(Route::Iban(iban, bic)), Vec::new()),
                Err(mistake) => (None, said(&mistake, field)),
            }
        }
    }
}
