//! What goes together in a party, tried one after another. Facts in, refusals out; the register is not asked.

use std::collections::BTreeSet;

use crate::account::{Route, RouteKind};
use crate::model::{CounterpartyKind, Party, PartyKind, Role, VatTreatment};
use crate::refusal::{Cause, PartyRefusal};

/// The longest term that an agency agrees on as a buyer, in days: räntelagen (1975:635), after the directive
/// on late payment 2011/7/EU article 4.
pub const SUPPLIER_TERM_DAYS_MAX: u16 = 30;

/// How organisation numbers of agencies begin.
const AGENCY_NUMBERS: [&str; 2] = ["2021", "2022"];

/// Everything that is wrong with a party by itself, and with what is known of its groups and the ways it is
/// paid (those it has and those that come with it).
pub fn check(party: &Party, known_groups: &BTreeSet<String>, paid_by: &[RouteKind]) -> Vec<PartyRefusal> {
    let mut wrong = Vec::new();
    if party.roles.is_empty() {
        wrong.push(Cause::RoleMissing.at("roles"));
    }
    numbers(party, &mut wrong);
    state(party, &mut wrong);
    vat(party, &mut wrong);
    for group in party.groups.difference(known_groups) {
        let group = group.clone();
        wrong.push(Cause::GroupUnknown { group }.at("groups"));
    }
    if party.is(Role::Supplier) {
        supplier(party, paid_by, &mut wrong);
    }
    wrong
}

/// The kinds of ways to pay.
pub(crate) fn kinds<'a>(routes: impl IntoIterator<Item = &'a Route>) -> Vec<RouteKind> {
    routes.into_iter().map(Route::kind).collect()
}

fn numbers(party: &Party, wrong: &mut Vec<PartyRefusal>) {
    let numbers = &party.numbers;
    let (may_org, may_personal) = match party.kind {
        PartyKind::Person => (false, true),
        PartyKind::Company | PartyKind::Agency => (true, false),
        // Somebody established abroad may be registered here too, and may be a person with a coordination number.
        PartyKind::Foreign => (true, true),
    };
    if numbers.org.is_some() && !may_org {
        wrong.push(Cause::NumberOfAnother.at("org_number"));
    }
    if numbers.personal.is_some() && (!may_personal || numbers.org.is_some()) {
        wrong.push(Cause::NumberOfAnother.at("personal_number"));
    }
    if party.kind == PartyKind::Company && numbers.org.is_none() {
        wrong.push(Cause::OrgNumberMissing.at("org_number"));
    }
    let within = numbers.vat.as_ref().and_then(kameral_base::VatNumber::org_number);
    if let (Some(within), Some(own)) = (within, numbers.org)
        && within != own
    {
        wrong.push(Cause::VatNumberOther.at("vat_number"));
    }
}

/// What is the State's.
fn state(party: &Party, wrong: &mut Vec<PartyRefusal>) {
    let is_agency = party.kind == PartyKind::Agency;
    if is_agency && (party.numbers.org.is_none() || party.counterparty.is_empty()) {
        let field = if party.numbers.org.is_none() {
            "org_number"
        } else {
            "counterparty"
        };
        wrong.push(Cause::AgencyUnnamed.at(field));
    }
    let outside = party.counterparty_kind == CounterpartyKind::OutsideState;
    if (is_agency && outside) || (!is_agency && party.is(Role::Agency)) {
        let field = if is_agency { "counterparty_kind" } else { "roles" };
        wrong.push(Cause::AgencyOutside.at(field));
    }
    if !is_agency && !outside && party.counterparty.is_empty() {
        wrong.push(Cause::CounterpartyMissing.at("counterparty"));
    }
    let unusual = |number: &kameral_base::OrgNumber| {
        let plain = number.plain();
        !AGENCY_NUMBERS.iter().any(|begins| plain.starts_with(begins))
    };
    if is_agency && party.numbers.org.as_ref().is_some_and(unusual) {
        wrong.push(Cause::AgencyNumberUnusual.at("org_number"));
    }
    // Nobody but another agency draws on an agency's accounts (PAY-09).
    if party.direct_debit && !is_agency {
        wrong.push(Cause::DirectDebitOutside.at("direct_debit"));
    }
}

fn vat(party: &Party, wrong: &mut Vec<PartyRefusal>) {
    let of_union = party.numbers.vat.as_ref().is_some_and(|vat| vat.country() != "XI");
    if of_union && !party.within_eu {
        wrong.push(Cause::UnionMismatch.at("within_eu"));
    }
    let swedish = party.kind != PartyKind::Foreign;
    let fits = match party.vat_treatment {
        // Somebody established abroad may be registered for VAT here.
        VatTreatment::Domestic | VatTreatment::ReverseCharge | VatTreatment::None => true,
        VatTreatment::Union => !swedish && party.within_eu,
        VatTreatment::OutsideUnion => !swedish && !party.within_eu,
    };
    if !fits {
        wrong.push(Cause::TreatmentMismatch.at("vat_treatment"));
    }
}

fn supplier(party: &Party, paid_by: &[RouteKind], wrong: &mut Vec<PartyRefusal>) {
    if SUPPLIER_TERM_DAYS_MAX < party.term_days {
        let max = SUPPLIER_TERM_DAYS_MAX.into();
        wrong.push(Cause::TermLong { max }.at("term_days"));
    }
    // AP-24: the state's transaction database wants one of the three of every supplier outside the State.
    let outside = party.counterparty_kind == CounterpartyKind::OutsideState;
    let by_giro = paid_by
        .iter()
        .any(|kind| matches!(kind, RouteKind::Bankgiro | RouteKind::Plusgiro));
    if outside && party.numbers.org.is_none() && !by_giro {
        wrong.push(Cause::Untraceable.at("org_number"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asked::{PartyAsked, read};
    use crate::identifiers::PartyNumber;
    use kameral_base::{Date, Refusal as _};

    const TODAY: Date = Date::constant(2026, 3, 1);

    fn company() -> PartyAsked {
        PartyAsked {
            name: "Kontorsbolaget AB".to_owned(),
            roles: vec!["supplier".to_owned()],
            kind: "company".to_owned(),
            org_number: Some("556016-0680".to_owned()),
            ..PartyAsked::default()
        }
    }

    fn agency() -> PartyAsked {
        PartyAsked {
            name: "Ekonomistyrningsverket".to_owned(),
            roles: vec!["agency".to_owned()],
            kind: "agency".to_owned(),
            org_number: Some("202100-5026".to_owned()),
            counterparty: Some("1250".to_owned()),
            ..PartyAsked::default()
        }
    }

    fn wrong(asked: &PartyAsked) -> Vec<String> {
        let (read, _) = read(asked, TODAY).expect("it can be read");
        assert_eq!(read.number, None::<PartyNumber>);
        let wrong = check(&read.party, &BTreeSet::new(), &kinds(&read.routes));
        wrong
            .iter()
            .map(|refusal| format!("{} {}", refusal.field, refusal.name()))
            .collect()
    }

    #[test]
    fn what_most_parties_have_is_right() {
        assert_eq!(wrong(&company()), Vec::<String>::new());
        assert_eq!(wrong(&agency()), Vec::<String>::new());
    }

    #[test]
    fn numbers_are_of_the_kind_they_belong_to() {
        let person = PartyAsked {
            kind: "person".to_owned(),
            roles: vec!["customer".to_owned()],
            ..company()
        };
        assert_eq!(wrong(&person), ["org_number party_number_of_another"]);
        let company_of_person = PartyAsked {
            org_number: None,
            personal_number: Some("20170101-2393".to_owned()),
            roles: vec!["customer".to_owned()],
            ..company()
        };
        assert_eq!(
            wrong(&company_of_person),
            [
                "personal_number party_number_of_another",
                "org_number party_org_number_missing"
            ]
        );
        let other_vat = PartyAsked {
            vat_number: Some("SE202100502601".to_owned()),
            ..company()
        };
        assert_eq!(wrong(&other_vat), ["vat_number party_vat_number_other"]);
    }

    #[test]
    fn an_agency_has_number_and_code_and_is_the_state_s() {
        let unnamed = PartyAsked {
            counterparty: None,
            ..agency()
        };
        assert_eq!(wrong(&unnamed), ["counterparty party_agency_unnamed"]);
        let outside = PartyAsked {
            counterparty_kind: Some("outside_state".to_owned()),
            ..agency()
        };
        assert_eq!(wrong(&outside), ["counterparty_kind party_agency_outside"]);
        let unusual = PartyAsked {
            org_number: company().org_number,
            ..agency()
        };
        assert_eq!(wrong(&unusual), ["org_number party_agency_number_unusual"]);
        let role = PartyAsked {
            roles: vec!["agency".to_owned()],
            ..company()
        };
        assert_eq!(wrong(&role), ["roles party_agency_outside"]);
        let within = PartyAsked {
            counterparty_kind: Some("own_group".to_owned()),
            ..company()
        };
        assert_eq!(wrong(&within), ["counterparty party_counterparty_missing"]);
    }

    /// PAY-09: nobody but an agency draws money itself.
    #[test]
    fn pay_09_only_an_agency_draws_money_itself() {
        let direct = |asked: PartyAsked| PartyAsked {
            direct_debit: true,
            ..asked
        };
        assert_eq!(wrong(&direct(company())), ["direct_debit party_direct_debit_outside"]);
        assert_eq!(wrong(&direct(agency())), Vec::<String>::new());
    }

    /// VAT-10: the flag, the VAT number and what is proposed of VAT agree.
    #[test]
    fn vat_10_the_union_s_flag_follows_the_vat_number() {
        let german = PartyAsked {
            kind: "foreign".to_owned(),
            org_number: None,
            vat_number: Some("DE123456789".to_owned()),
            roles: vec!["customer".to_owned()],
            ..company()
        };
        let (read_german, _) = read(&german, TODAY).expect("it can be read");
        assert!(read_german.party.within_eu);
        assert_eq!(read_german.party.vat_treatment, VatTreatment::Union);
        assert_eq!(wrong(&german), Vec::<String>::new());
        let outside = PartyAsked {
            within_eu: Some(false),
            ..german.clone()
        };
        assert_eq!(wrong(&outside), ["within_eu party_union_mismatch"]);
        let treated = PartyAsked {
            vat_treatment: Some("outside_union".to_owned()),
            ..german
        };
        assert_eq!(wrong(&treated), ["vat_treatment party_treatment_mismatch"]);
        let swedish = PartyAsked {
            vat_treatment: Some("union".to_owned()),
            ..company()
        };
        assert_eq!(wrong(&swedish), ["vat_treatment party_treatment_mismatch"]);
    }

    /// AP-24: a supplier without any of the three numbers is told of at once.
    #[test]
    fn ap_24_a_supplier_that_cannot_be_told_of_is_flagged_at_once() {
        let person = |accounts: &[(&str, &str)]| PartyAsked {
            kind: "person".to_owned(),
            org_number: None,
            accounts: accounts
                .iter()
                .map(|(kind, account)| crate::asked::RouteAsked {
                    kind: (*kind).to_owned(),
                    account: (*account).to_owned(),
                    bic: None,
                })
                .collect(),
            ..company()
        };
        assert_eq!(wrong(&person(&[])), ["org_number party_untraceable"]);
        let by_bank = person(&[("iban", "SE4550000000058398257466")]);
        assert_eq!(wrong(&by_bank), ["org_number party_untraceable"]);
        assert_eq!(wrong(&person(&[("bankgiro", "5402-9681")])), Vec::<String>::new());
        assert_eq!(wrong(&person(&[("plusgiro", "28 65 43-4")])), Vec::<String>::new());
    }

    #[test]
    fn a_term_longer_than_thirty_days_is_warned_of_for_who_sells_to_us() {
        let long = PartyAsked {
            term_days: Some(31),
            ..company()
        };
        assert_eq!(wrong(&long), ["term_days party_term_long"]);
        let customer = PartyAsked {
            roles: vec!["customer".to_owned()],
            ..long
        };
        assert_eq!(wrong(&customer), Vec::<String>::new());
    }
}
