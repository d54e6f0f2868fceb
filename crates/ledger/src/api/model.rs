//! `/model`: the accounting model's version, and every change of its registers.

use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_site::api::{Answer, Api, ApiVisit, Asked, Operation, json};
use kameral_site::{Needs, asked, told};
use kameral_ui::web::Problem;
use serde_json::Value;

use super::fields::{Sha256Text, limit};
use crate::commands::change_registers;
use crate::model::AccountingModel;
use crate::register::Change;
use crate::store::model;
use crate::store::model_changes::{self, ModelChange};

told! {
    /// The accounting model an entity posts under.
    pub struct ModelTold {
        /// Number of the latest change.
        version: i64,
        /// Hash over every change up to it.
        stamp: Sha256Text,
        /// Accounts.
        accounts: u64,
        /// Dimensions.
        dimensions: u64,
        /// Combination rules.
        rules: u64,
    }
}

told! {
    /// What came of a register change.
    pub struct RegisterChanged {
        /// Rows that changed: none when they were as asked already.
        changes: u64,
    }
}

asked! {
    /// Which changes.
    pub struct ChangesAsked {
        /// Only this register: `account`, `dimension_value`, `period_state` …
        register: Option<String>,
        /// Before this version: the next page.
        before: Option<i64>,
        /// Most changes of the page, at most 1000; left out, 100.
        limit: Option<i64>,
    }
}

told! {
    /// One change of a register.
    pub struct ChangeTold {
        /// Its number.
        version: i64,
        /// Register.
        register: String,
        /// Row.
        subject: String,
        /// The row before; none when it is new.
        before: Option<Value>,
        /// The row after.
        after: Option<Value>,
        /// Who.
        changed_by: String,
        /// When, UTC.
        changed_at: String,
    }
}

told! {
    /// A page of changes, newest first.
    pub struct ChangesTold {
        /// The changes.
        changes: Vec<ChangeTold>,
        /// `before` of the next page; none at the end.
        next_before: Option<i64>,
    }
}

pub fn routes() -> Api {
    Api::new("accounting model")
        .get(
            "/api/v1/entities/{entity}/model",
            show,
            Operation::new("The accounting model's version and stamp")
                .needs(Permission::BooksRead)
                .gives::<ModelTold>(),
        )
        .get(
            "/api/v1/entities/{entity}/model/changes",
            changes,
            Operation::new("Every change of the registers, newest first")
                .needs(Needs::Whole(&[Permission::BooksRead]))
                .asks::<ChangesAsked>()
                .gives::<ChangesTold>(),
        )
}

/// The model as it is.
pub fn loaded(visit: &ApiVisit) -> Result<Arc<AccountingModel>, Problem> {
    let cx = &visit.cx;
    cx.read(Permission::BooksRead, |tx| model::load(tx, cx))
        .map_err(|stop| visit.stopped(stop))
}

/// The model by which a request is understood: codes of dimensions become positions. It asks for no
/// permission, because the command that follows does, and keeps in history that it denied (SEC-10).
pub fn understood(visit: &ApiVisit) -> Result<Arc<AccountingModel>, Problem> {
    let cx = &visit.cx;
    let found = cx.store.read(|tx| {
        tx.for_entities(cx.scope.entities())?;
        model::load(tx, cx)
    });
    found.map_err(|fault| visit.fault(&fault))
}

/// Makes one change that a body asks for, and answers what came of it.
pub fn change(visit: &ApiVisit, body: &[u8], subject: &str, change: Change) -> Answer {
    let key = visit.key(body)?;
    let changed = change_registers(&visit.cx, key.as_ref(), subject, &[change]);
    let changes = changed.map_err(|stop| visit.problem(stop))?;
    json(StatusCode::OK, &RegisterChanged { changes })
}

async fn show(visit: ApiVisit) -> Response {
    visit
        .answer(|visit| {
            let model = loaded(visit)?;
            let count = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
            let told = ModelTold {
                version: model.version,
                stamp: Sha256Text(model.stamp.clone()),
                accounts: count(model.accounts.len()),
                dimensions: count(model.dimensions.len()),
                rules: count(model.rules.len()),
            };
            json(StatusCode::OK, &told)
        })
        .await
}

async fn changes(visit: ApiVisit, Asked(asked): Asked<ChangesAsked>) -> Response {
    visit.answer(move |visit| listed(visit, &asked)).await
}

fn listed(visit: &ApiVisit, asked: &ChangesAsked) -> Answer {
    let (cx, limit) = (&visit.cx, limit(asked.limit));
    let register = asked.register.as_deref().unwrap_or_default();
    let before = asked.before.unwrap_or(i64::MAX);
    let found = cx.read(Permission::BooksRead, |tx| {
        model_changes::page(tx, &cx.scope, register, before, limit + 1)
    });
    let mut found = found.map_err(|stop| visit.stopped(stop))?;
    let more = usize::try_from(limit).is_ok_and(|limit| limit < found.len());
    if more {
        found.pop();
    }
    let next_before = found.last().filter(|_| more).map(|change| change.version);
    json(
        StatusCode::OK,
        &ChangesTold {
            changes: found.into_iter().map(told).collect(),
            next_before,
        },
    )
}

fn told(change: ModelChange) -> ChangeTold {
    ChangeTold {
        version: change.version,
        register: change.register,
        subject: change.subject,
        before: change.before,
        after: change.after,
        changed_by: change.changed_by,
        changed_at: change.changed_at,
    }
}
