//! Adding, changing and taking out of use an account that a party is paid to.

use kameral_access::proposal::two_persons;
use kameral_access::{Act, Cx, IdempotencyKey};
use kameral_base::Date;
use kameral_store::{Stop, Tx};
use serde::{Deserialize, Serialize};

use crate::EDIT;
use crate::account::PayeeAccount;
use crate::account_check::{Agreed, check};
use crate::asked::{NAME_CHARS_MAX, RouteAsked, is_text, read_route};
use crate::identifiers::{Currency, PartyNumber};
use crate::proposals::ACCOUNT;
use crate::refusal::{Cause, PartyRefusal, REASON_CHARS_MAX, accepted, is_reason};
use crate::store::{self, By, Known, NOW, NewAccountVersion};

/// An account as it is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AccountAsked {
    /// The party's number.
    pub party: String,
    /// The account's number; none adds one.
    pub account_no: Option<i64>,
    /// The first day; not before the day it is agreed on, whatever is said.
    pub valid_from: Option<Date>,
    /// Where it leads.
    pub route: RouteAsked,
    /// The name of who holds it; left out, the party's own.
    pub holder: Option<String>,
    /// Its currency; left out, the party's.
    pub currency: Option<String>,
    /// Whether payments take it unless an invoice says otherwise.
    pub preferred: bool,
    /// Whether it is taken out of use.
    pub ended: bool,
    /// Why, and how it was made sure of that the party itself asked for it.
    pub reason: String,
    /// Why warnings are accepted.
    pub accept_warnings: Option<String>,
}

/// What came of keeping an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountSaved {
    /// The party's number.
    pub party: String,
    /// The account's number.
    pub account_no: i64,
    /// Whether anything was changed.
    pub changed: bool,
}

/// Adds an account, or a version of one that is there. It takes two, where the installation has it so: it is
/// then proposed ([`proposals`](crate::proposals)). A check digit that does not fit is never accepted by one.
pub fn save_account(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    asked: &AccountAsked,
) -> Result<AccountSaved, Stop<Vec<PartyRefusal>>> {
    let party = PartyNumber::parse(&asked.party);
    let subject = party.map(|number| number.to_string()).unwrap_or_default();
    let act = Act::new(EDIT, "party.account", subject.as_str()).of_every_row();
    cx.write_once(act, key, |tx| {
        let saved = save_account_in(tx, cx, asked, (Agreed::ByOne, &By::one(cx)), None)?;
        if saved.changed {
            two_persons(tx, cx, &ACCOUNT, &subject)?;
        }
        Ok(saved)
    })
}

/// Keeps an account inside a transaction. `among` is everybody it is compared with, where the caller keeps
/// many; it is put in.
pub(crate) fn save_account_in(
    tx: &mut Tx,
    cx: &Cx,
    asked: &AccountAsked,
    (agreed, by): (Agreed, &By),
    among: Option<&mut Known>,
) -> Result<AccountSaved, Stop<Vec<PartyRefusal>>> {
    let entity = cx.entity();
    store::lock(tx, entity)?;
    let number = PartyNumber::parse(&asked.party).map_err(|mistake| Cause::number(&mistake).at("party").stop())?;
    // Nothing is paid elsewhere before two have agreed on it.
    let from = asked.valid_from.unwrap_or(cx.today).max(cx.today);
    let unknown = || {
        let party = number.to_string();
        Cause::Unknown { party }.at("party").stop()
    };
    let party = store::party_as_of(tx, entity, &number, from, NOW)?
        .ok_or_else(unknown)?
        .party;
    let having = store::accounts_as_of(tx, entity, &number, from, NOW)?;
    let (account, mut wrong, warned) = read(asked, number, &party.currency);
    let Some(account) = account else {
        wrong.extend(warned);
        return Err(Stop::Refused(wrong));
    };
    let before = having
        .iter()
        .find(|version| version.account.account_no == account.account_no);
    let before = before.map(|version| &version.account);
    if wrong.is_empty() && before == Some(&account) {
        return Ok(AccountSaved {
            party: asked.party.clone(),
            account_no: account.account_no,
            changed: false,
        });
    }
    let mut own = None;
    let among = match among {
        Some(among) => among,
        None => own.insert(store::known(tx, entity, from)?),
    };
    wrong.extend(check(&party, &account, &having, among, (warned, agreed)));
    let accepted = accepted(wrong, asked.accept_warnings.as_deref()).map_err(Stop::Refused)?;
    let new = NewAccountVersion {
        account: &account,
        before,
        valid_from: from,
        reason: asked.reason.trim(),
        accepted: &accepted,
        by,
    };
    let account_no = store::add_account(tx, cx, &new)?;
    among.add_route(&account.party, &account.route);
    if account.preferred {
        step_back(tx, cx, &having, account_no, &new)?;
    }
    Ok(AccountSaved {
        party: account.party.to_string(),
        account_no,
        changed: true,
    })
}

/// One account is the preferred: another that was is so no longer.
fn step_back(
    tx: &mut Tx,
    cx: &Cx,
    having: &[crate::account::PayeeAccountVersion],
    account_no: i64,
    new: &NewAccountVersion<'_>,
) -> Result<(), Stop<Vec<PartyRefusal>>> {
    let others = having.iter().map(|version| (&version.account, &version.accepted));
    for (other, accepted) in others.filter(|(other, _)| other.preferred && other.account_no != account_no) {
        let account = PayeeAccount {
            preferred: false,
            ..other.clone()
        };
        let back = NewAccountVersion {
            account: &account,
            before: Some(other),
            accepted,
            ..*new
        };
        store::add_account(tx, cx, &back)?;
    }
    Ok(())
}

/// Reads an account: the account where it can be one, what refuses it, and what is warned of.
fn read(
    asked: &AccountAsked,
    party: PartyNumber,
    usual: &Currency,
) -> (Option<PayeeAccount>, Vec<PartyRefusal>, Vec<PartyRefusal>) {
    let (route, said) = read_route(&asked.route);
    let (warned, mut wrong): (Vec<_>, Vec<_>) = said.into_iter().partition(PartyRefusal::is_warning);
    let holder = asked.holder.as_deref().map(str::trim).unwrap_or_default();
    if !holder.is_empty() && !is_text(holder, NAME_CHARS_MAX) {
        wrong.push(Cause::TextMalformed { max: NAME_CHARS_MAX }.at("holder"));
    }
    let currency = asked.currency.as_deref().filter(|code| !code.trim().is_empty());
    let currency = match currency.map(Currency::parse).transpose() {
        Ok(currency) => currency.unwrap_or_else(|| usual.clone()),
        Err(mistake) => {
            wrong.push(Cause::number(&mistake).at("currency"));
            usual.clone()
        }
    };
    if !is_reason(&asked.reason) {
        wrong.push(Cause::ReasonMissing { max: REASON_CHARS_MAX }.at("reason"));
    }
    let account = route.map(|route| PayeeAccount {
        party,
        account_no: asked.account_no.unwrap_or(0),
        route,
        holder: holder.to_owned(),
        currency,
        preferred: asked.preferred && !asked.ended,
        in_use: !asked.ended,
    });
    (account, wrong, warned)
}
