//! Whether an account may be added to a party, changed or taken out of use. Facts in, refusals out.

use crate::account::{PayeeAccount, PayeeAccountVersion, Route};
use crate::duplicate::duplicate_accounts;
use crate::model::{Party, State};
use crate::refusal::{Cause, PartyRefusal};
use crate::store::Known;

/// Whether one alone asks, or two have agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreed {
    /// One alone.
    ByOne,
    /// One who proposed, and another who accepts.
    ByTwo,
}

/// Everything that is wrong with an account of a party, beside those it has as they are (`having`) and what
/// its reader warned of.
pub fn check(
    party: &Party,
    account: &PayeeAccount,
    having: &[PayeeAccountVersion],
    known: &Known,
    (warned, agreed): (Vec<PartyRefusal>, Agreed),
) -> Vec<PartyRefusal> {
    let mut wrong = Vec::new();
    if party.state == State::Closed && account.in_use {
        let party = party.number.to_string();
        wrong.push(Cause::Closed { party }.at("party"));
    }
    let before = having
        .iter()
        .find(|version| version.account.account_no == account.account_no);
    if account.account_no != 0 && before.is_none() {
        let account = account.account_no;
        wrong.push(Cause::AccountUnknown { account }.at("account_no"));
    }
    let twice = having.iter().find(|version| {
        let other = &version.account;
        other.account_no != account.account_no && other.in_use && other.route.is_same(&account.route)
    });
    if let Some(twice) = twice.filter(|_| account.in_use) {
        let account_no = twice.account.account_no;
        wrong.push(Cause::AccountTwice { account: account_no }.at(account.route.kind().word()));
    }
    let is_same =
        |version: &PayeeAccountVersion| version.account.in_use && version.account.route.is_same(&account.route);
    if !before.is_some_and(is_same) {
        wrong.extend(digits(&account.route, warned, agreed));
        wrong.extend(duplicate_accounts(&party.number, &account.route, known));
    }
    wrong
}

/// What a check digit that does not fit comes to: a warning that two may accept, and no more than that to one.
pub(crate) fn digits(route: &Route, warned: Vec<PartyRefusal>, agreed: Agreed) -> Vec<PartyRefusal> {
    let mut wrong = warned;
    if agreed == Agreed::ByOne && !route.check_digit_fits() {
        wrong.push(Cause::AccountNeedsTwo.at(route.kind().word()));
    }
    wrong
}
