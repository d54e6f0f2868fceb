//! Stories of accounts that parties are paid to.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use expect_test::expect;

use crate::world::check;

/// SEC-25, SEC-27: a new account and a changed one take two; nobody accepts their own.
#[test]
fn sec_27_an_account_is_changed_by_two() {
    check(
        "drift: save number=L1 | name=Kontorsbolaget AB | kind=company | roles=supplier | org_number=556000-0001 | bankgiro=5402-9681
         anna: account L1 plusgiro=28 65 43-4 | reason=nytt konto
         anna: propose-account L1 plusgiro=28 65 43-4
         anna: propose-account L1 plusgiro=28 65 43-4 | reason=nytt konto, ringt på känt nummer
         anna: show L1
         anna: accept 1
         bo: accept 1
         day 2026-03-05
         bo: propose-account L1 no=1 | iban=SE4550000000058398257466/SWEDSESS | preferred | reason=bytt till IBAN
         bo: accept 2
         anna: reject 2
         bo: propose-account L1 no=1 | iban=SE4550000000058398257466/SWEDSESS | preferred | from=2026-01-01 | reason=bytt till IBAN
         anna: accept 3
         bo: propose-account L1 no=2 | plusgiro=28 65 43-4 | ended | reason=upphört
         anna: accept 4
         anna: show L1
         anna: show L1 2026-03-02
         anna: history L1",
        expect![[r#"
            drift save: kept L1 1
            anna account: denied party.edit four_eyes:party.account
            anna propose-account: refused proposal_reason_missing (reason)
            anna propose-account: proposal 1
            anna show: Kontorsbolaget AB [supplier] company domestic by drift
              account 1 bankgiro 5402-9681 from 2026-03-02 preferred by drift
              ! new supplier 2026-03-02
              ! new account 1 2026-03-02
            anna accept: refused own_proposal (proposal)
            bo accept: accepted
            bo propose-account: proposal 2
            bo accept: refused own_proposal (proposal)
            anna reject: rejected
            bo propose-account: proposal 3
            anna accept: accepted
            bo propose-account: proposal 4
            anna accept: accepted
            anna show: Kontorsbolaget AB [supplier] company domestic by drift
              account 1 iban SE45 5000 0000 0583 9825 7466 from 2026-03-05 preferred by bo+anna
              account 2 plusgiro 28 65 43-4 from 2026-03-05 ended by bo+anna
              ! new supplier 2026-03-02
              ! new account 1 2026-03-02
              ! new account 2 2026-03-02
              ! changed account 1 2026-03-05
            anna show: Kontorsbolaget AB [supplier] company domestic by drift
              account 1 bankgiro 5402-9681 from 2026-03-02 preferred by drift
              account 2 plusgiro 28 65 43-4 from 2026-03-02 by anna+bo
              ! new supplier 2026-03-02
              ! new account 1 2026-03-02
              ! new account 2 2026-03-02
            anna history: 2026-03-02 Kontorsbolaget AB [supplier] company domestic by drift
              account 1 bankgiro 5402-9681 from 2026-03-02 preferred by drift
              account 2 plusgiro 28 65 43-4 from 2026-03-02 by anna+bo
              account 1 iban SE45 5000 0000 0583 9825 7466 from 2026-03-05 preferred by bo+anna
              account 2 plusgiro 28 65 43-4 from 2026-03-05 ended by bo+anna
        "#]],
    );
}

/// AP-11: check digits, clearing numbers and the forms of IBAN and BIC are checked; a check digit of a bank
/// account is a warning that a second person may accept, and nobody alone.
#[test]
fn ap_11_a_check_digit_that_does_not_fit_is_accepted_by_two_only() {
    check(
        "drift: save number=L1 | name=Kontorsbolaget AB | kind=company | roles=supplier | org_number=556000-0001 | bankgiro=5402-9681
         drift: account L1 bankgiro=5402-9682 | reason=nytt
         drift: account L1 bank_account=0001 1234567 | reason=nytt
         drift: account L1 iban=SE4550000000058398257467 | reason=nytt
         drift: account L1 iban=SE4550000000058398257466/SWED | reason=nytt
         drift: account L1 bankgiro=5402-9699/SWEDSESS | reason=nytt
         drift: account L1 bank_account=6789 123456788 | reason=gammalt konto
         drift: account L1 bank_account=6789 123456788 | reason=gammalt konto | accept=kontoutdrag visat
         anna: propose-account L1 bank_account=6789 123456788 | reason=gammalt konto
         anna: propose-account L1 bank_account=6789 123456788 | reason=gammalt konto | accept=kontoutdrag visat
         bo: accept 1
         anna: show L1",
        expect![[r#"
            drift save: kept L1 1
            drift account: refused bankgiro_check_digit (bankgiro)
            drift account: refused bank_account_clearing (bank_account)
            drift account: refused iban_check_digits (iban)
            drift account: refused bic_form (bic)
            drift account: refused party_bic_of_none (bic)
            drift account: warned bank_account_check_digit (bank_account)
              refused party_account_needs_two (bank_account)
            drift account: warned bank_account_check_digit (bank_account)
              refused party_account_needs_two (bank_account)
            anna propose-account: refused bank_account_check_digit (bank_account)
            anna propose-account: proposal 1
            bo accept: accepted
            anna show: Kontorsbolaget AB [supplier] company domestic by drift
              account 1 bankgiro 5402-9681 from 2026-03-02 preferred by drift
              account 2 bank_account 6789 123456788 from 2026-03-02 by anna+bo accepted=kontoutdrag visat
              ! new supplier 2026-03-02
              ! new account 1 2026-03-02
              ! new account 2 2026-03-02
        "#]],
    );
}

/// AP-11: a supplier may have several ways to be paid; the same one is not there twice, one is preferred, and
/// an account that does not exist is not changed.
#[test]
fn ap_11_several_accounts_and_one_of_them_preferred() {
    check(
        "drift: save number=L1 | name=Kontorsbolaget AB | kind=company | roles=supplier | org_number=556000-0001 | bankgiro=5402-9681 | plusgiro=28 65 43-4
         drift: account L1 bankgiro=54029681 | reason=igen
         drift: account L1 no=9 | bankgiro=5402-9699 | reason=fel nummer
         drift: account L2 bankgiro=5402-9699 | reason=fel part
         drift: account L1 no=2 | plusgiro=28 65 43-4 | preferred | reason=hellre plusgiro
         drift: account L1 no=2 | plusgiro=28 65 43-4 | preferred | reason=igen
         drift: show L1
         drift: save number=L1 | name=Kontorsbolaget AB | kind=company | roles=supplier | org_number=556000-0001 | state=closed
         drift: account L1 bankgiro=5402-9699 | reason=efter avslut
         drift: account L1 no=1 | bankgiro=5402-9681 | ended | reason=upphört",
        expect![[r#"
            drift save: kept L1 1
            drift account: refused party_account_twice (bankgiro) account=1
            drift account: refused party_account_unknown (account_no) account=9
            drift account: refused party_unknown (party) party=L2
            drift account: kept L1 account 2
            drift account: unchanged L1 account 2
            drift show: Kontorsbolaget AB [supplier] company domestic by drift
              account 1 bankgiro 5402-9681 from 2026-03-02 by drift
              account 2 plusgiro 28 65 43-4 from 2026-03-02 preferred by drift
              ! new supplier 2026-03-02
              ! new account 1 2026-03-02
              ! new account 2 2026-03-02
            drift save: kept L1 2
            drift account: refused party_closed (party) party=L1
            drift account: kept L1 account 1
        "#]],
    );
}
