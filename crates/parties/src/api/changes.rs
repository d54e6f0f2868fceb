//! `/party-changes` and `/party-groups`: what changed since, for who keeps a copy (INT-10, INT-11), and groups.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_base::Date;
use kameral_site::api::{Api, ApiVisit, Asked, Operation, Sent, json};
use kameral_site::{asked, told};

use super::accounts::PartyChanged;
use super::{EDITING, READING};
use crate::commands::{changes, groups_of, set_group};
use crate::store::Changed;

told! {
    /// A change of the register.
    pub struct PartyChangeTold {
        /// Its place; ask for what came after it the next time.
        change: i64,
        /// Whose row.
        party: String,
        /// `party`, `account` or `block`.
        what: String,
        /// The account's number, of an account.
        account_no: Option<i64>,
        /// First day, of a party or an account.
        valid_from: Option<Date>,
        /// When, UTC.
        at: String,
        /// Who asked for it.
        by: String,
        /// Who agreed, where it took two.
        approved_by: Option<String>,
    }
}

told! {
    /// What changed after a place, in order.
    pub struct PartyChangesTold {
        /// The changes; ask again after the last one.
        party_changes: Vec<PartyChangeTold>,
    }
}

told! {
    /// *Grupp* of parties.
    pub struct PartyGroupTold {
        /// Code.
        group: String,
        /// Name.
        name: String,
    }
}

told! {
    /// Groups by code.
    pub struct PartyGroupsTold {
        /// The groups.
        party_groups: Vec<PartyGroupTold>,
    }
}

asked! {
    /// The name of a group.
    pub struct PartyGroupAsked {
        /// Name.
        name: String,
    }
}

asked! {
    /// After which place.
    pub struct PartyChangesAsked {
        /// The place of the last change that is known; left out, all of them.
        after: Option<i64>,
    }
}

pub(super) fn routes() -> Api {
    Api::new("parties")
        .get(
            "/api/v1/entities/{entity}/party-changes",
            since,
            Operation::new("What changed in the register of parties after a place")
                .needs(READING)
                .asks::<PartyChangesAsked>()
                .gives::<PartyChangesTold>(),
        )
        .get(
            "/api/v1/entities/{entity}/party-groups",
            list,
            Operation::new("Groups of parties")
                .needs(READING)
                .gives::<PartyGroupsTold>(),
        )
        .put(
            "/api/v1/entities/{entity}/party-groups/{group}",
            set,
            Operation::new("Add a group of parties, or give one another name")
                .needs(EDITING)
                .takes::<PartyGroupAsked>()
                .gives::<PartyChanged>(),
        )
}

async fn since(visit: ApiVisit, asked: Asked<PartyChangesAsked>) -> Response {
    visit
        .answer(move |visit| {
            let found = changes(&visit.cx, asked.0.after.unwrap_or(0)).map_err(|stop| visit.stopped(stop))?;
            let told = found.into_iter().map(|change| {
                let (what, account_no, valid_from) = match change.changed {
                    Changed::Party { valid_from } => ("party", None, Some(valid_from)),
                    Changed::Account { account_no, valid_from } => ("account", Some(account_no), Some(valid_from)),
                    Changed::Block { .. } => ("block", None, None),
                };
                PartyChangeTold {
                    change: change.change_no,
                    party: change.party.to_string(),
                    what: what.to_owned(),
                    account_no,
                    valid_from,
                    at: change.at,
                    by: change.by_name,
                    approved_by: change.approved_by_name,
                }
            });
            let party_changes = told.collect();
            json(StatusCode::OK, &PartyChangesTold { party_changes })
        })
        .await
}

async fn list(visit: ApiVisit) -> Response {
    visit
        .answer(move |visit| {
            let found = groups_of(&visit.cx).map_err(|stop| visit.stopped(stop))?;
            let told = found.into_iter().map(|group| PartyGroupTold {
                group: group.code,
                name: group.name,
            });
            let party_groups = told.collect();
            json(StatusCode::OK, &PartyGroupsTold { party_groups })
        })
        .await
}

async fn set(visit: ApiVisit, Path((_, group)): Path<(String, String)>, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let asked: PartyGroupAsked = visit.read(&sent.0)?;
            let once = visit.key(&sent.0)?;
            let changed = set_group(&visit.cx, once.as_ref(), &group, &asked.name);
            let changed = changed.map_err(|stop| visit.problem(stop))?;
            json(StatusCode::OK, &PartyChanged { changed })
        })
        .await
}
