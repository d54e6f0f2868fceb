//! What of persons in the register is hidden from a reader, for the veil at the door
//! (`kameral_access::personal`; SEC-22): identity numbers of natural persons from who may not see them, and
//! everything that tells who a protected party is from who may not meet those.

use std::sync::Arc;

use kameral_access::personal::{
    Hidden, HiddenKind, MetKind, PERSON_MARK, PROTECTED_MARK, PersonText, Persons, ProtectionKind, Pseudonyms, Veil,
    protections,
};
use kameral_base::EntityId;
use kameral_site::{Kept, OfPersons, Sees};
use kameral_store::{Fault, FaultKind, Store, Tx};

use crate::account::RouteKind;
use crate::store::{self, HiddenAccount, HiddenParty};

/// A shorter text is a word of many pages, and is hidden where it stands alone.
const TEXT_CHARS_MIN: usize = 5;

/// Clearing numbers of accounts that bear the owner's personal identity number.
const PERSONAL_CLEARING: [&str; 2] = ["3300 ", "3782 "];

/// What of persons is hidden from a reader at an entity, and who is told as read where they are shown: those of
/// the books and those of this register.
pub fn of_persons(database: &Store, entity: EntityId, sees: Sees) -> Result<OfPersons, Fault> {
    let mut found = kameral_ledger::veil::of_persons(database, entity, sees)?;
    database.read(|tx| {
        let protections = protections(tx, entity)?;
        tx.for_entities(&[entity])?;
        let change = store::last_change(tx, entity)?;
        let mut files = protections.iter().map(|known| known.kind);
        let files = files.any(|kind| kind == ProtectionKind::PseudonymousFiles);
        let veil = database.shared::<Veils>().of((entity, sees), (change, files), || {
            let Some(pseudonyms) = pseudonyms(tx, entity)? else {
                return Ok(None);
            };
            let hidden = hidden(tx, entity, (sees, files), &pseudonyms)?;
            Ok(Veil::new(hidden)?.map(Arc::new))
        })?;
        found.veils.extend(veil);
        let persons = database
            .shared::<Known>()
            .of(entity, change, || Persons::new(texts(tx, entity)?).map(Arc::new))?;
        found.persons.push(persons);
        Ok(found)
    })
}

/// Veils of the register by entity and reader, made of its last change and of whether files have pseudonyms.
type Veils = Kept<(EntityId, Sees), (i64, bool), Option<Arc<Veil>>>;

/// Persons of the register, made of its last change.
type Known = Kept<EntityId, i64, Arc<Persons>>;

/// What pseudonyms are made by; none where nobody has to be hidden.
fn pseudonyms(tx: &mut Tx, entity: EntityId) -> Result<Option<Pseudonyms>, Fault> {
    if store::hidden_parties(tx, entity)?.is_empty() {
        return Ok(None);
    }
    // What could not be hidden is not shown.
    let made = Pseudonyms::of_installation(tx)?;
    made.map(Some).ok_or_else(|| {
        Fault::new(
            FaultKind::Mismatch,
            "pseudonym_key: none, though persons stand in the register",
        )
    })
}

/// Texts by which natural persons of the register are met: their identity numbers, and the names of the
/// protected.
fn texts(tx: &mut Tx, entity: EntityId) -> Result<Vec<PersonText>, Fault> {
    let mut texts = Vec::new();
    for (_, party) in store::hidden_parties(tx, entity)? {
        let met = if party.protected {
            MetKind::Protected
        } else {
            MetKind::IdentityNumber
        };
        texts.extend(party.personal.into_iter().map(|number| PersonText {
            text: number,
            kind: HiddenKind::Number,
            met,
            user: None,
        }));
        if party.protected {
            texts.extend(party.names.iter().map(|name| PersonText::named(name, met)));
        }
    }
    Ok(texts)
}

/// Every text that is hidden from a reader, with what is shown in its stead. Former versions too, for history
/// tells of them.
///
/// `files` says that files to other systems have pseudonyms whoever takes them out.
fn hidden(
    tx: &mut Tx,
    entity: EntityId,
    (sees, files): (Sees, bool),
    pseudonyms: &Pseudonyms,
) -> Result<Vec<Hidden>, Fault> {
    let parties = store::hidden_parties(tx, entity)?;
    let accounts = store::hidden_accounts(tx, entity)?;
    let mut all = Vec::new();
    for (number, party) in &parties {
        let of_party = accounts.iter().filter(|account| account.party == *number);
        all.extend(of_one(party, of_party, (sees, files), pseudonyms));
    }
    Ok(all)
}

fn of_one<'a>(
    party: &HiddenParty,
    accounts: impl Iterator<Item = &'a HiddenAccount>,
    (sees, files): (Sees, bool),
    pseudonyms: &Pseudonyms,
) -> Vec<Hidden> {
    let mut all = Vec::new();
    let in_file = sees.file && files;
    let protected = party.protected && (!sees.protected || in_file);
    let person = party.personal.is_some() && (!sees.personal || in_file);
    let mut hide = |clear: &str, mark: &str, kind: HiddenKind| {
        let clear = clear.trim();
        if !clear.is_empty() {
            all.push(Hidden {
                clear: clear.to_owned(),
                shown: pseudonyms.of(mark, clear),
                kind,
            });
        }
    };
    let mark = if protected { PROTECTED_MARK } else { PERSON_MARK };
    if person || protected {
        for number in party.personal.iter().chain(&party.vat) {
            hide(number, mark, HiddenKind::Number);
        }
    }
    if protected {
        for number in &party.numbers {
            hide(number, mark, HiddenKind::Number);
        }
        for name in &party.names {
            hide(name, mark, HiddenKind::Name);
        }
        for contact in &party.contact {
            hide(contact, mark, text_kind(contact));
        }
    }
    for account in accounts {
        let bears_number = account.route == RouteKind::BankAccount
            && PERSONAL_CLEARING
                .iter()
                .any(|clearing| account.account.starts_with(clearing));
        if protected || (person && bears_number) {
            for form in forms(account) {
                hide(&form, mark, HiddenKind::Number);
            }
        }
        if protected {
            hide(&account.holder, mark, HiddenKind::Name);
        }
    }
    all
}

fn text_kind(text: &str) -> HiddenKind {
    if text.chars().count() < TEXT_CHARS_MIN {
        HiddenKind::Cell
    } else {
        HiddenKind::Text
    }
}

/// An account as it is kept, and as people write it.
fn forms(account: &HiddenAccount) -> Vec<String> {
    let plain = account.account.as_str();
    let written = match account.route {
        RouteKind::Bankgiro => kameral_base::Bankgiro::parse(plain)
            .map(|number| number.to_string())
            .ok(),
        RouteKind::Plusgiro => kameral_base::Plusgiro::parse(plain)
            .map(|number| number.to_string())
            .ok(),
        RouteKind::BankAccount => kameral_base::BankAccount::parse_unverified(plain)
            .map(|number| number.to_string())
            .ok(),
        RouteKind::Iban => kameral_base::Iban::parse(plain).map(|number| number.to_string()).ok(),
    };
    let mut forms = vec![plain.to_owned()];
    forms.extend(written.filter(|written| written != plain));
    // The account without its clearing number is the personal identity number itself.
    if let (RouteKind::BankAccount, Some((_, account))) = (account.route, plain.split_once(' ')) {
        forms.push(account.to_owned());
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(protected: bool) -> HiddenParty {
        HiddenParty {
            names: vec!["Astrid Exempel".to_owned()],
            numbers: Vec::new(),
            personal: Some("201701012393".to_owned()),
            vat: None,
            contact: vec!["Storgatan 1".to_owned(), "a@b.se".to_owned()],
            protected,
        }
    }

    fn clear(party: &HiddenParty, sees: Sees) -> Vec<String> {
        let account = HiddenAccount {
            party: "1".to_owned(),
            route: RouteKind::BankAccount,
            account: "3300 1701012393".to_owned(),
            holder: String::new(),
        };
        let pseudonyms = Pseudonyms::new(b"key");
        let hidden = of_one(party, [&account].into_iter(), (sees, false), &pseudonyms);
        hidden.into_iter().map(|hidden| hidden.clear).collect()
    }

    #[test]
    fn who_may_not_see_identity_numbers_sees_none_of_them() {
        assert_eq!(
            clear(&person(false), Sees::default()),
            ["201701012393", "3300 1701012393", "1701012393"]
        );
        let may = Sees {
            personal: true,
            ..Sees::default()
        };
        assert_eq!(clear(&person(false), may), Vec::<String>::new());
    }

    #[test]
    fn who_may_not_meet_the_protected_meets_nothing_of_them() {
        let may_numbers = Sees {
            personal: true,
            ..Sees::default()
        };
        assert_eq!(
            clear(&person(true), may_numbers),
            [
                "201701012393",
                "Astrid Exempel",
                "Storgatan 1",
                "a@b.se",
                "3300 1701012393",
                "1701012393"
            ]
        );
        let may = Sees {
            personal: true,
            protected: true,
            ..Sees::default()
        };
        assert_eq!(clear(&person(true), may), Vec::<String>::new());
    }
}
