//! *Dubblett*: who else has the same number, the same account, or almost the same name.
//!
//! One person or organisation, and one place by its GLN, is one party: that is refused. A VAT number may be a
//! group's, an account a factoring company's, a participant of Peppol a central one's, and two companies may
//! be called almost the same: that is warned of, and may be accepted with a reason.

use crate::account::Route;
use crate::model::Party;
use crate::names::Likeness;
use crate::refusal::{Cause, PartyRefusal};
use crate::store::{Known, NumberKind, numbers_of};

/// Others that a party could be the same as, by what is new of it: what it had before is not told again.
#[must_use]
pub fn duplicates(party: &Party, before: Option<&Party>, known: &Known) -> Vec<PartyRefusal> {
    let mut wrong = Vec::new();
    let had = before.map(numbers_of).unwrap_or_default();
    for (kind, number) in numbers_of(party) {
        if had.contains(&(kind, number.clone())) {
            continue;
        }
        for other in known.others_with(&party.number, kind, &number) {
            let other = other.to_string();
            wrong.push(match kind {
                NumberKind::Org => Cause::SamePerson { party: other }.at("org_number"),
                NumberKind::Personal => Cause::SamePerson { party: other }.at("personal_number"),
                NumberKind::Gln => Cause::SameGln { party: other }.at("gln"),
                NumberKind::Vat => Cause::SameVatNumber { party: other }.at("vat_number"),
                NumberKind::Peppol => Cause::SamePeppol { party: other }.at("peppol"),
            });
        }
    }
    let had: Vec<&str> = before.into_iter().flat_map(Party::names).collect();
    let new = party.names().enumerate().filter(|(_, name)| !had.contains(name));
    for (at, name) in new {
        let field = if at == 0 { "name" } else { "other_names" };
        for (other, name, likeness) in known.others_like(&party.number, name) {
            let party = other.to_string();
            let cause = match likeness {
                Likeness::Same => Cause::SameName { party, name },
                Likeness::Similar => Cause::SimilarName { party, name },
            };
            wrong.push(cause.at(field));
        }
    }
    wrong
}

/// Others that are paid to the same account.
#[must_use]
pub fn duplicate_accounts(party: &crate::identifiers::PartyNumber, route: &Route, known: &Known) -> Vec<PartyRefusal> {
    let others = known.others_paid_to(party, route).into_iter();
    others
        .map(|other| {
            let party = other.to_string();
            Cause::SameAccount { party }.at(route.kind().word())
        })
        .collect()
}
