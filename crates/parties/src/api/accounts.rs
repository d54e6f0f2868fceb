//! `/parties/{party}/accounts` and `/parties/{party}/blocks`.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_base::Date;
use kameral_site::api::{Answer, Api, ApiVisit, Operation, Sent, json};
use kameral_site::{asked, told};

use super::EDITING;
use crate::account::PayeeAccountVersion;
use crate::asked::RouteAsked;
use crate::commands::{AccountAsked, save_account, set_block};
use crate::model::Blocked;
use crate::proposals::propose_account;

asked! {
    /// An account of a party to be kept.
    pub struct PartyAccountAsked {
        /// First day; not before the day it is agreed on.
        valid_from: Option<Date>,
        /// `bankgiro`, `plusgiro`, `bank_account` or `iban`.
        kind: String,
        /// The number, as it is written.
        account: String,
        /// The bank's BIC, beside an IBAN.
        bic: Option<String>,
        /// Who holds it; left out, the party.
        holder: Option<String>,
        /// Currency; left out, the party's.
        currency: Option<String>,
        /// Whether payments take it unless an invoice says otherwise.
        preferred: Option<bool>,
        /// Whether it is taken out of use.
        ended: Option<bool>,
        /// Why, and how it was made sure of.
        reason: String,
        /// Why warnings are accepted.
        accept_warnings: Option<String>,
        /// Whether it is proposed, for another to decide on.
        propose: Option<bool>,
    }
}

told! {
    /// An account that a party is paid to.
    pub struct PartyAccountTold {
        /// Which of the party's, from 1.
        account_no: i64,
        /// First day.
        valid_from: Date,
        /// `bankgiro`, `plusgiro`, `bank_account` or `iban`.
        kind: String,
        /// The number, as people write it.
        account: String,
        /// The bank's BIC.
        bic: Option<String>,
        /// Who holds it; empty is the party.
        holder: String,
        /// Currency.
        currency: String,
        /// Whether it is the preferred.
        preferred: bool,
        /// Whether it may be paid to.
        in_use: bool,
        /// Whether every check digit fits.
        check_digit_fits: bool,
        /// Why it was added or changed.
        reason: String,
        /// Why a check digit was let through.
        accepted: String,
        /// When it was kept, UTC.
        changed_at: String,
        /// Who asked for it.
        changed_by: String,
        /// Who agreed, where it took two.
        approved_by: Option<String>,
    }
}

told! {
    /// What came of keeping an account.
    pub struct PartyAccountSaved {
        /// The account's number; none while it is proposed.
        account_no: Option<i64>,
        /// Whether anything was changed.
        changed: bool,
        /// The proposal that another decides on.
        proposal: Option<i64>,
    }
}

asked! {
    /// A block that is set or lifted.
    pub struct PartyBlockAsked {
        /// `invoices` or `payments`.
        what: String,
        /// Whether it stands from now on.
        blocked: bool,
        /// Why.
        reason: String,
    }
}

told! {
    /// Whether anything changed.
    pub struct PartyChanged {
        /// False where it was already as asked.
        changed: bool,
    }
}

pub(super) fn routes() -> Api {
    Api::new("parties")
        .post(
            "/api/v1/entities/{entity}/parties/{party}/accounts",
            add,
            Operation::new("Add an account, or propose one")
                .needs(EDITING)
                .takes::<PartyAccountAsked>()
                .gives::<PartyAccountSaved>(),
        )
        .put(
            "/api/v1/entities/{entity}/parties/{party}/accounts/{account}",
            set,
            Operation::new("Change an account or take it out of use, or propose so")
                .needs(EDITING)
                .takes::<PartyAccountAsked>()
                .gives::<PartyAccountSaved>(),
        )
        .post(
            "/api/v1/entities/{entity}/parties/{party}/blocks",
            block,
            Operation::new("Block a party for invoices or payments, or lift the block")
                .needs(EDITING)
                .takes::<PartyBlockAsked>()
                .gives::<PartyChanged>(),
        )
}

async fn add(visit: ApiVisit, Path((_, party)): Path<(String, String)>, sent: Sent) -> Response {
    visit.answer(move |visit| keep(visit, party, None, &sent)).await
}

async fn set(visit: ApiVisit, Path((_, party, account)): Path<(String, String, i64)>, sent: Sent) -> Response {
    visit
        .answer(move |visit| keep(visit, party, Some(account), &sent))
        .await
}

fn keep(visit: &ApiVisit, party: String, account_no: Option<i64>, sent: &Sent) -> Answer {
    let asked: PartyAccountAsked = visit.read(&sent.0)?;
    let propose = asked.propose.unwrap_or_default();
    let account = AccountAsked {
        party,
        account_no,
        valid_from: asked.valid_from,
        route: RouteAsked {
            kind: asked.kind,
            account: asked.account,
            bic: asked.bic,
        },
        holder: asked.holder,
        currency: asked.currency,
        preferred: asked.preferred.unwrap_or_default(),
        ended: asked.ended.unwrap_or_default(),
        reason: asked.reason,
        accept_warnings: asked.accept_warnings,
    };
    let once = visit.key(&sent.0)?;
    let told = if propose {
        let number = propose_account(&visit.cx, once.as_ref(), &account).map_err(|stop| visit.problem(stop))?;
        PartyAccountSaved {
            account_no,
            changed: false,
            proposal: Some(number),
        }
    } else {
        let saved = save_account(&visit.cx, once.as_ref(), &account).map_err(|stop| visit.problem(stop))?;
        PartyAccountSaved {
            account_no: Some(saved.account_no),
            changed: saved.changed,
            proposal: None,
        }
    };
    json(StatusCode::OK, &told)
}

async fn block(visit: ApiVisit, Path((_, party)): Path<(String, String)>, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let asked: PartyBlockAsked = visit.read(&sent.0)?;
            let what = Blocked::from_word(&asked.what);
            let what = what.ok_or_else(|| visit.malformed("what: invoices or payments"))?;
            let once = visit.key(&sent.0)?;
            let changed = set_block(&visit.cx, once.as_ref(), &party, (what, asked.blocked), &asked.reason);
            let changed = changed.map_err(|stop| visit.problem(stop))?;
            json(StatusCode::OK, &PartyChanged { changed })
        })
        .await
}

/// An account as it is told.
pub(super) fn told_account(version: &PayeeAccountVersion) -> PartyAccountTold {
    let account = &version.account;
    PartyAccountTold {
        account_no: account.account_no,
        valid_from: version.valid_from,
        kind: account.route.kind().word().to_owned(),
        account: account.route.to_string(),
        bic: account.route.bic().map(ToString::to_string),
        holder: account.holder.clone(),
        currency: account.currency.to_string(),
        preferred: account.preferred,
        in_use: account.in_use,
        check_digit_fits: account.route.check_digit_fits(),
        reason: version.reason.clone(),
        accepted: version.accepted.clone(),
        changed_at: version.saved.at.clone(),
        changed_by: version.saved.by_name.clone(),
        approved_by: version.saved.approved_by.as_ref().map(|by| by.1.clone()),
    }
}
