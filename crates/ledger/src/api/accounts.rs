//! `/accounts`, `/account-levels`: the chart of accounts.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::{Date, Pattern};
use kameral_site::api::{Answer, Api, ApiVisit, Asked, Operation, Sent, json};
use kameral_site::{asked, kept, told};

use super::fields::{AccountKindWord, AccountPostingWord, given, key_of};
use super::model::{RegisterChanged, change, loaded};
use crate::model::{Account, AccountLevel};
use crate::register::Change;

kept! {
    /// *Konto*: a bookkeeping account.
    pub struct AccountKept {
        /// Number; in a change it stands in the path.
        account: Option<String>,
        /// Swedish name.
        name: String,
        /// English name.
        name_en: Option<String>,
        /// What sort of account.
        kind: AccountKindWord,
        /// What may be posted on it; left out, vouchers.
        posting: Option<AccountPostingWord>,
        /// S-code, for reporting; never posted on.
        s_code: Option<String>,
        /// Counterparty kind it is meant for.
        counterparty_kind: Option<String>,
        /// Payment flow.
        flow: Option<String>,
        /// Role in rules and reports.
        role: Option<String>,
        /// Unit its quantities are counted in.
        unit: Option<String>,
        /// Whether its lines are followed as open items.
        open_items: Option<bool>,
        /// First day it may be posted on.
        valid_from: Option<Date>,
        /// Last day it may be posted on.
        valid_to: Option<Date>,
        /// How well founded the row is, A to D.
        grade: Option<String>,
        /// Where the row comes from.
        source: Option<String>,
        /// Remark.
        note: Option<String>,
    }
}

kept! {
    /// Name of an account level: class, group, sub-group.
    pub struct LevelKept {
        /// First digits; in a change they stand in the path.
        prefix: Option<String>,
        /// Swedish name.
        name: String,
        /// English name.
        name_en: Option<String>,
    }
}

asked! {
    /// Which accounts.
    pub struct AccountsAsked {
        /// Numbers.
        account: Option<Pattern>,
        /// Only those that may be posted on that day.
        valid_on: Option<Date>,
    }
}

told! {
    /// Accounts, by number.
    pub struct AccountsTold {
        /// Version of the accounting model.
        model_version: i64,
        /// The accounts.
        accounts: Vec<AccountKept>,
    }
}

told! {
    /// Account levels, by prefix.
    pub struct LevelsTold {
        /// The levels.
        levels: Vec<LevelKept>,
    }
}

pub fn routes() -> Api {
    let reading = |summary| Operation::new(summary).needs(Permission::BooksRead);
    let changing = |summary| {
        Operation::new(summary)
            .needs(Permission::RegisterEdit)
            .gives::<RegisterChanged>()
    };
    Api::new("chart of accounts")
        .get(
            "/api/v1/entities/{entity}/accounts",
            list,
            reading("The chart of accounts")
                .asks::<AccountsAsked>()
                .gives::<AccountsTold>(),
        )
        .put(
            "/api/v1/entities/{entity}/accounts/{account}",
            set,
            changing("Add or change an account").takes::<AccountKept>(),
        )
        .get(
            "/api/v1/entities/{entity}/account-levels",
            levels,
            reading("Names of account classes, groups and sub-groups").gives::<LevelsTold>(),
        )
        .put(
            "/api/v1/entities/{entity}/account-levels/{prefix}",
            set_level,
            changing("Name an account level").takes::<LevelKept>(),
        )
}

async fn list(visit: ApiVisit, Asked(asked): Asked<AccountsAsked>) -> Response {
    visit.answer(move |visit| listed(visit, &asked)).await
}

fn listed(visit: &ApiVisit, asked: &AccountsAsked) -> Answer {
    let model = loaded(visit)?;
    let accounts = model.accounts.values().filter(|account| {
        asked
            .account
            .as_ref()
            .is_none_or(|pattern| pattern.matches(&account.account))
            && asked.valid_on.is_none_or(|day| account.valid_on(day))
    });
    json(
        StatusCode::OK,
        &AccountsTold {
            model_version: model.version,
            accounts: accounts.map(told).collect(),
        },
    )
}

fn told(account: &Account) -> AccountKept {
    AccountKept {
        account: Some(account.account.clone()),
        name: account.name.clone(),
        name_en: given(&account.name_en),
        kind: AccountKindWord(account.kind),
        posting: Some(AccountPostingWord(account.posting)),
        s_code: given(&account.s_code),
        counterparty_kind: given(&account.counterparty_kind),
        flow: given(&account.flow),
        role: given(&account.role),
        unit: given(&account.unit),
        open_items: Some(account.open_items),
        valid_from: account.valid_from,
        valid_to: account.valid_to,
        grade: given(&account.grade),
        source: given(&account.source),
        note: given(&account.note),
    }
}

async fn set(visit: ApiVisit, Path((_, account)): Path<(String, String)>, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let asked: AccountKept = visit.read(&sent.0)?;
            let number = key_of(visit, "account", &account, asked.account.as_deref())?;
            change(visit, &sent.0, &number, Change::Account(account_of(&number, asked)))
        })
        .await
}

fn account_of(number: &str, asked: AccountKept) -> Account {
    let plain = Account::plain(number, &asked.name, asked.kind.0);
    Account {
        name_en: asked.name_en.unwrap_or_default(),
        posting: asked.posting.map_or(plain.posting, |posting| posting.0),
        s_code: asked.s_code.unwrap_or_default(),
        counterparty_kind: asked.counterparty_kind.unwrap_or_default(),
        flow: asked.flow.unwrap_or_default(),
        role: asked.role.unwrap_or_default(),
        unit: asked.unit.unwrap_or_default(),
        open_items: asked.open_items.unwrap_or(false),
        valid_from: asked.valid_from,
        valid_to: asked.valid_to,
        grade: asked.grade.unwrap_or_default(),
        source: asked.source.unwrap_or_default(),
        note: asked.note.unwrap_or_default(),
        ..plain
    }
}

async fn levels(visit: ApiVisit) -> Response {
    visit
        .answer(|visit| {
            let model = loaded(visit)?;
            let levels = model.levels.values().map(|level| LevelKept {
                prefix: Some(level.prefix.clone()),
                name: level.name.clone(),
                name_en: given(&level.name_en),
            });
            json(
                StatusCode::OK,
                &LevelsTold {
                    levels: levels.collect(),
                },
            )
        })
        .await
}

async fn set_level(visit: ApiVisit, Path((_, prefix)): Path<(String, String)>, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let asked: LevelKept = visit.read(&sent.0)?;
            let prefix = key_of(visit, "prefix", &prefix, asked.prefix.as_deref())?;
            let level = AccountLevel {
                prefix: prefix.clone(),
                name: asked.name,
                name_en: asked.name_en.unwrap_or_default(),
            };
            change(visit, &sent.0, &prefix, Change::Level(level))
        })
        .await
}
