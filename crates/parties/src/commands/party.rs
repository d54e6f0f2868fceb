//! Adding and changing a party.

use std::collections::BTreeSet;

use kameral_access::proposal::two_persons;
use kameral_access::{Act, Cx, IdempotencyKey};
use kameral_base::Date;
use kameral_store::{Stop, Tx};
use serde::{Deserialize, Serialize};

use crate::EDIT;
use crate::account::{PayeeAccount, Route};
use crate::account_check::{Agreed, digits};
use crate::asked::{PartyAsked, PartyRead, read};
use crate::duplicate::{duplicate_accounts, duplicates};
use crate::identifiers::PartyNumber;
use crate::model::{Origin, Party, Role, State};
use crate::party_check::{check, kinds};
use crate::proposals::SUPPLIER;
use crate::refusal::{Cause, PartyRefusal, accepted};
use crate::store::{self, By, Known, NOW, NewAccountVersion, NewVersion};

/// What came of keeping a party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// Its number.
    pub party: String,
    /// The revision of the version from that day; 0 where nothing was changed.
    pub revision: i64,
    /// Whether the party is new in the register.
    pub is_new: bool,
}

/// Adds a party, or a version of one that is there. A party that becomes a supplier takes two, where the
/// installation has it so: it is then proposed ([`proposals`](crate::proposals)).
pub fn save_party(cx: &Cx, key: Option<&IdempotencyKey>, asked: &PartyAsked) -> Result<Saved, Stop<Vec<PartyRefusal>>> {
    let subject = asked
        .number
        .as_deref()
        .and_then(|number| PartyNumber::parse(number).ok());
    let subject = subject.map(|number| number.to_string()).unwrap_or_default();
    let act = Act::new(EDIT, "party.save", subject.as_str()).of_every_row();
    cx.write_once(act, key, |tx| {
        let order = SaveOrder {
            origin: Origin::Typed,
            agreed: Agreed::ByOne,
            by: By::one(cx),
        };
        let (saved, became_supplier) = save_in(tx, cx, asked, &order, None)?;
        if became_supplier {
            two_persons(tx, cx, &SUPPLIER, &subject)?;
        }
        Ok(saved)
    })
}

/// How a party is kept.
#[derive(Debug, Clone)]
pub(crate) struct SaveOrder {
    pub origin: Origin,
    pub agreed: Agreed,
    pub by: By,
}

/// Keeps a party inside a transaction. Tells what came of it, and whether it became a supplier. `among` is
/// everybody it is compared with, where the caller keeps many; it is put in.
pub(crate) fn save_in(
    tx: &mut Tx,
    cx: &Cx,
    asked: &PartyAsked,
    order: &SaveOrder,
    among: Option<&mut Known>,
) -> Result<(Saved, bool), Stop<Vec<PartyRefusal>>> {
    let (read, warned) = read(asked, cx.today).map_err(Stop::Refused)?;
    store::lock(tx, cx.entity())?;
    let from = read.valid_from.unwrap_or(cx.today);
    let is_known = match &read.number {
        Some(number) => store::party_exists(tx, cx.entity(), number)?,
        None => false,
    };
    let before = match &read.number {
        Some(number) if is_known => store::party_as_of(tx, cx.entity(), number, from, NOW)?.map(|found| found.party),
        _ => None,
    };
    if before.as_ref() == Some(&read.party) && read.routes.is_empty() {
        let party = read.party.number.to_string();
        let unchanged = Saved {
            party,
            revision: 0,
            is_new: false,
        };
        return Ok((unchanged, false));
    }
    let mut own = None;
    let among = match among {
        Some(among) => among,
        None => own.insert(store::known(tx, cx.entity(), from)?),
    };
    let facts = Facts {
        before,
        is_known,
        groups: store::groups(tx, cx.entity())?
            .into_iter()
            .map(|group| group.code)
            .collect(),
        paid_by: paid_by(tx, cx, &read, is_known, from)?,
    };
    let wrong = decide(&read, &facts, among, (warned, order.agreed));
    let accepted = accepted(wrong, asked.accept_warnings.as_deref()).map_err(Stop::Refused)?;
    record(tx, cx, read, (facts, from), &accepted, order, among)
}

/// What is fetched before it is decided on.
struct Facts {
    /// What held on the first day.
    before: Option<Party>,
    is_known: bool,
    groups: BTreeSet<String>,
    /// Accounts it is paid to already.
    paid_by: Vec<Route>,
}

/// Accounts in use of a party that is there.
fn paid_by(
    tx: &mut Tx,
    cx: &Cx,
    read: &PartyRead,
    is_known: bool,
    from: Date,
) -> Result<Vec<Route>, Stop<Vec<PartyRefusal>>> {
    let Some(number) = read.number.as_ref().filter(|_| is_known) else {
        return Ok(Vec::new());
    };
    let accounts = store::accounts_as_of(tx, cx.entity(), number, from.max(cx.today), NOW)?;
    let in_use = accounts.into_iter().filter(|version| version.account.in_use);
    Ok(in_use.map(|version| version.account.route).collect())
}

/// Everything that is wrong. What stood already is not warned of again.
fn decide(
    read: &PartyRead,
    facts: &Facts,
    known: &Known,
    (warned, agreed): (Vec<PartyRefusal>, Agreed),
) -> Vec<PartyRefusal> {
    let party = &read.party;
    let mut wrong = Vec::new();
    if facts.is_known && !read.routes.is_empty() {
        wrong.push(Cause::AccountsOfKnown.at("accounts"));
    }
    let paid_by = kinds(facts.paid_by.iter().chain(&read.routes));
    let stood = facts
        .before
        .as_ref()
        .map(|before| check(before, &facts.groups, &paid_by));
    let stood = stood.unwrap_or_default();
    let new = check(party, &facts.groups, &paid_by).into_iter();
    wrong.extend(new.filter(|refusal| !refusal.is_warning() || !stood.contains(refusal)));
    wrong.extend(duplicates(party, facts.before.as_ref(), known));
    wrong.extend(warned);
    for route in &read.routes {
        wrong.extend(digits(route, Vec::new(), agreed));
        wrong.extend(duplicate_accounts(&party.number, route, known));
    }
    wrong
}

fn record(
    tx: &mut Tx,
    cx: &Cx,
    read: PartyRead,
    (facts, from): (Facts, Date),
    accepted: &str,
    order: &SaveOrder,
    among: &mut Known,
) -> Result<(Saved, bool), Stop<Vec<PartyRefusal>>> {
    let mut party = read.party;
    let is_supplier = party.is(Role::Supplier) && party.state == State::Active;
    let was_supplier = facts.is_known && store::supplier_since(tx, cx.entity(), &party.number)?.is_some();
    if !facts.is_known {
        party.number = store::take_number(tx, cx, read.number.as_ref(), &order.by)?;
    }
    let revision = store::add_version(
        tx,
        cx,
        &NewVersion {
            party: &party,
            before: facts.before.as_ref(),
            valid_from: from,
            origin: order.origin,
            accepted,
            by: &order.by,
        },
    )?;
    among.add(&party);
    for (at, route) in read.routes.into_iter().enumerate() {
        among.add_route(&party.number, &route);
        let account = PayeeAccount {
            party: party.number.clone(),
            account_no: 0,
            holder: String::new(),
            currency: party.currency.clone(),
            preferred: at == 0,
            in_use: true,
            route,
        };
        let fits = account.route.check_digit_fits();
        store::add_account(
            tx,
            cx,
            &NewAccountVersion {
                account: &account,
                before: None,
                valid_from: from.max(cx.today),
                reason: "",
                accepted: if fits { "" } else { accepted },
                by: &order.by,
            },
        )?;
    }
    let saved = Saved {
        party: party.number.to_string(),
        revision,
        is_new: !facts.is_known,
    };
    Ok((saved, is_supplier && !was_supplier))
}
