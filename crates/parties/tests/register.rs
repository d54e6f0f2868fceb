//! Stories of parties: added, changed, shown as of a day, found, blocked.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use expect_test::expect;

use crate::world::check;

/// AP-07, AP-11, AP-12: a supplier is proposed by one and accepted by another, with the accounts it is paid to;
/// nobody does both, and the row names them.
#[test]
fn ap_11_a_new_supplier_takes_two() {
    check(
        "anna: save name=Kontorsbolaget AB | kind=company | roles=supplier | org_number=556000-0001
         anna: propose name=Kontorsbolaget AB | kind=company | roles=supplier | org_number=556000-0001 | bankgiro=5402-9681 | vat_number=SE556000000101 | agreement=true
         anna: accept 1
         anna: show 10001
         cilla: accept 1
         bo: accept 1
         anna: show 10001
         bo: accept 1",
        expect![[r#"
            anna save: denied party.edit four_eyes:party.supplier
            anna propose: proposal 1
            anna accept: refused own_proposal (proposal)
            anna show: none
            cilla accept: denied party.edit
            bo accept: accepted
            anna show: Kontorsbolaget AB [supplier] company domestic by anna+bo
              account 1 bankgiro 5402-9681 from 2026-03-02 preferred by anna+bo
              ! new supplier 2026-03-02
              ! new account 1 2026-03-02
            bo accept: refused proposal_decided (proposal) number=1
        "#]],
    );
}

/// AR-14: a customer and an agency take one; a customer that becomes a supplier takes two.
#[test]
fn ar_14_a_customer_takes_one() {
    check(
        "cilla: save name=Kund AB | kind=company | roles=customer | org_number=556000-0019
         anna: save name=Kund AB | kind=company | roles=customer | org_number=556000-0019
         anna: save number=10001 | name=Kund AB | kind=company | roles=customer | org_number=556000-0019
         anna: save number=10001 | name=Kund AB | kind=company | roles=customer,supplier | org_number=556000-0019
         anna: propose number=10001 | name=Kund AB | kind=company | roles=customer,supplier | org_number=556000-0019
         bo: accept 1
         anna: save number=10001 | name=Kund och Leverantör AB | kind=company | roles=customer,supplier | org_number=556000-0019
         anna: history 10001",
        expect![[r#"
            cilla save: denied party.edit
            anna save: kept 10001 1
            anna save: unchanged
            anna save: denied party.edit four_eyes:party.supplier
            anna propose: proposal 1
            bo accept: accepted
            anna save: kept 10001 3
            anna history: 2026-03-02 Kund AB [customer] company domestic by anna
              2026-03-02 Kund AB [supplier customer] company domestic by anna+bo
              2026-03-02 Kund och Leverantör AB [supplier customer] company domestic by anna
        "#]],
    );
}

/// AP-11: any day can be asked for, and any day as it was known before a change.
#[test]
fn ap_11_a_party_is_shown_as_of_a_day_and_as_it_was_known() {
    check(
        "anna: save number=K1 | name=Gamla Namnet AB | kind=company | roles=customer | org_number=556000-0019 | valid_from=2026-01-01
         day 2026-03-10
         anna: save number=K1 | name=Nya Namnet AB | kind=company | roles=customer | org_number=556000-0019 | other_names=Gamla Namnet AB
         day 2026-03-20
         anna: save number=K1 | name=Rätta Namnet AB | kind=company | roles=customer | org_number=556000-0019 | valid_from=2026-03-10
         anna: show K1 2025-12-31
         anna: show K1 2026-03-09
         anna: show K1 2026-03-10
         anna: show K1 2026-03-10 2
         anna: show K1 2026-03-10 1
         anna: changes 0
         anna: changes 2",
        expect![[r#"
            anna save: kept K1 1
            anna save: kept K1 1
            anna save: kept K1 2
            anna show: none
            anna show: Gamla Namnet AB [customer] company domestic by anna
            anna show: Rätta Namnet AB [customer] company domestic by anna
            anna show: Nya Namnet AB [customer] company domestic by anna
            anna show: Gamla Namnet AB [customer] company domestic by anna
            anna changes: 1 K1 party from 2026-01-01 by anna
              2 K1 party from 2026-03-10 by anna
              3 K1 party from 2026-03-10 by anna
            anna changes: 3 K1 party from 2026-03-10 by anna
        "#]],
    );
}

/// INT-11: a party is found by each of its numbers, a part of its name, its account and its group.
#[test]
fn int_11_a_party_is_found_by_each_key() {
    check(
        "anna: group STAD Städning
         drift: save number=L7 | name=Östgöta Städ & Service AB | kind=company | roles=supplier | org_number=556000-0001 | vat_number=SE556000000101 | gln=7350000000009 | peppol=0007:5560000001 | groups=stad | other_names=ÖSS | bankgiro=5402-9681 | iban=SE4550000000058398257466/SWEDSESS
         drift: save number=K2 | name=Annat AB | kind=company | roles=customer | org_number=556000-0019
         cilla: find number L7
         cilla: find number 5560000001
         cilla: find number SE 556000-0001 01
         cilla: find number 7350000000009
         cilla: find number 0007:5560000001
         cilla: find name ostgota stad och
         cilla: find name öss
         cilla: find name %
         cilla: find account 54029681
         cilla: find account SE45 5000 0000 0583 9825 7466
         cilla: find group stad
         cilla: find after
         cilla: find after K2",
        expect![[r#"
            anna group: true
            drift save: kept L7 1
            drift save: kept K2 1
            cilla find: L7 Östgöta Städ & Service AB
            cilla find: L7 Östgöta Städ & Service AB
            cilla find: L7 Östgöta Städ & Service AB
            cilla find: L7 Östgöta Städ & Service AB
            cilla find: L7 Östgöta Städ & Service AB
            cilla find: L7 Östgöta Städ & Service AB
            cilla find: L7 Östgöta Städ & Service AB
            cilla find: 
            cilla find: L7 Östgöta Städ & Service AB
            cilla find: L7 Östgöta Städ & Service AB
            cilla find: L7 Östgöta Städ & Service AB
            cilla find: K2 Annat AB, L7 Östgöta Städ & Service AB
            cilla find: L7 Östgöta Städ & Service AB
        "#]],
    );
}

/// AP-07: a block counts at once, says why, and is lifted with a reason.
#[test]
fn ap_07_a_party_is_blocked_with_a_reason() {
    check(
        "anna: save number=K1 | name=Kund AB | kind=company | roles=customer | org_number=556000-0019
         anna: block K1 payments
         anna: block K1 payments konkurs utreds
         anna: block K1 payments igen
         anna: block K9 payments finns inte
         anna: block K1 invoices fel momsnummer
         anna: show K1
         anna: unblock K1 payments utrett
         anna: show K1
         anna: changes 1",
        expect![[r#"
            anna save: kept K1 1
            anna block: refused party_reason_missing (reason) max=500
            anna block: true
            anna block: false
            anna block: refused party_unknown (party) party=K9
            anna block: true
            anna show: Kund AB [customer] company domestic by anna
              blocked invoices (fel momsnummer) by anna
              blocked payments (konkurs utreds) by anna
            anna unblock: true
            anna show: Kund AB [customer] company domestic by anna
              blocked invoices (fel momsnummer) by anna
            anna changes: 2 K1 block payments true by anna
              3 K1 block invoices true by anna
              4 K1 block payments false by anna
        "#]],
    );
}

/// Everything that is wrong is told at once, with its field.
#[test]
fn everything_that_is_wrong_is_told_at_once() {
    check(
        "anna: save name= | kind=bolag | roles=säljare | org_number=556000-0002 | personal_number=20170101-2394 | vat_number=DE12 | gln=7350000000008 | peppol=7 | email=a | currency=kr | counterparty=åå! | term_days=400 | groups=a b | bankgiro=5402-9682 | address=postal: Storgatan 1, 123 45 Stad | address=Lillgatan 2, 123 45 Stad
         anna: save name=Byrå AB | kind=company | roles=supplier,agency | groups=FEL | direct_debit=true | counterparty_kind=own_group | term_days=60 | vat_treatment=union
         anna: save name=Byrå AB | kind=company | roles=customer | accept=enkelt bolag utan nummer
         anna: show 10001",
        expect![[r#"
            anna save: refused party_word_unknown (kind) allowed=company, person, agency, foreign
              refused org_number_check_digit (org_number)
              refused personal_number_check_digit (personal_number)
              refused vat_number_format (vat_number)
              refused gln_check_digit (gln)
              refused peppol_form (peppol)
              refused party_text_malformed (name) max=200
              refused party_word_unknown (roles) allowed=supplier, customer, agency
              refused party_address_twice (addresses) used_for=postal
              refused email_form (email)
              refused party_code_malformed (counterparty) max=10
              refused party_code_malformed (groups) max=10
              refused party_term_outside (term_days) max=365
              refused currency_form (currency)
              refused bankgiro_check_digit (bankgiro)
            anna save: warned party_org_number_missing (org_number)
              refused party_agency_outside (roles)
              refused party_counterparty_missing (counterparty)
              refused party_direct_debit_outside (direct_debit)
              refused party_treatment_mismatch (vat_treatment)
              refused party_group_unknown (groups) group=FEL
              warned party_term_long (term_days) max=30
            anna save: kept 10001 1
            anna show: Byrå AB [customer] company domestic by anna accepted=enkelt bolag utan nummer
        "#]],
    );
}

/// PAY-19: a new supplier and a changed account stand out for the days that are set, and no longer.
#[test]
fn pay_19_what_is_new_stands_out_for_the_days_that_are_set() {
    check(
        "anna: days 400
         anna: days 10
         drift: save number=L1 | name=Kontorsbolaget AB | kind=company | roles=supplier | org_number=556000-0001 | bankgiro=5402-9681
         day 2026-03-12
         anna: show L1
         day 2026-03-13
         anna: show L1
         drift: account L1 no=1 | bankgiro=5402-9699 | preferred | reason=nytt bankgiro, ringt på känt nummer
         anna: show L1
         day 2026-03-24
         anna: show L1",
        expect![[r#"
            anna days: refused party_setting_outside (highlight_days) max=365
            anna days: true
            drift save: kept L1 1
            anna show: Kontorsbolaget AB [supplier] company domestic by drift
              account 1 bankgiro 5402-9681 from 2026-03-02 preferred by drift
              ! new supplier 2026-03-02
              ! new account 1 2026-03-02
            anna show: Kontorsbolaget AB [supplier] company domestic by drift
              account 1 bankgiro 5402-9681 from 2026-03-02 preferred by drift
            drift account: kept L1 account 1
            anna show: Kontorsbolaget AB [supplier] company domestic by drift
              account 1 bankgiro 5402-9699 from 2026-03-13 preferred by drift
              ! changed account 1 2026-03-13
            anna show: Kontorsbolaget AB [supplier] company domestic by drift
              account 1 bankgiro 5402-9699 from 2026-03-13 preferred by drift
        "#]],
    );
}
