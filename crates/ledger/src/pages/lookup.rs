//! `/uppslag` and `/kommandon`: what lists under fields and the command palette ask for.

use axum::Json;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use kameral_access::Permission;
use kameral_base::{Date, Pattern};
use kameral_site::{Answered, Miss, Visit};
use kameral_ui::parts::{CURRENCY_LOOKUP, LookupHit, LookupRate, LookupRules};
use serde::{Deserialize, Serialize};

use super::path;
use crate::model::{ACCOUNT_DIMENSION, AccountPosting, AccountingModel, Requirement};
use crate::sight::Sight;
use crate::store::{model, templates, vouchers};
use crate::voucher::VoucherNumber;

/// Hits in a list; who needs more types more.
const HITS_MAX: usize = 50;

/// Templates in the palette.
const TEMPLATES_MAX: usize = 8;

/// A question for values.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    dimension: String,
    q: String,
    date: String,
    account: String,
}

impl Wanted {
    fn day(&self, visit: &Visit) -> Date {
        self.date.parse().unwrap_or(visit.cx.today)
    }
}

pub(super) async fn values(visit: Visit, Query(wanted): Query<Wanted>) -> Response {
    visit
        .answer(move |visit| {
            let (model, sight) = visit.cx.read(Permission::BooksRead, |tx| {
                Ok((model::load(tx, &visit.cx)?, Sight::load(tx, &visit.cx)?))
            })?;
            Ok(Json(hits(&model, &sight, &wanted, wanted.day(visit))).into_response())
        })
        .await
}

/// Values that match by code, pattern or part of the name: valid ones first.
fn hits(model: &AccountingModel, sight: &Sight, wanted: &Wanted, day: Date) -> Vec<LookupHit> {
    let matches = matcher(&wanted.q);
    let mut hits: Vec<LookupHit> = if wanted.dimension == ACCOUNT_DIMENSION {
        let accounts = model
            .accounts
            .values()
            .filter(|account| account.posting == AccountPosting::Open);
        accounts
            .filter(|account| matches(&account.account, &account.name))
            .map(|account| LookupHit {
                value: account.account.clone(),
                name: account.name.clone(),
                note: None,
                expired: !account.valid_on(day),
            })
            .collect()
    } else if wanted.dimension == CURRENCY_LOOKUP {
        let currencies = model.currencies.values();
        currencies
            .filter(|currency| matches(&currency.currency, &currency.name))
            .map(|currency| LookupHit {
                value: currency.currency.clone(),
                name: currency.name.clone(),
                ..LookupHit::default()
            })
            .collect()
    } else {
        let dimension = model.dimension(&wanted.dimension);
        let values = dimension.and_then(|dimension| model.values.get(&dimension.position));
        let values = values.into_iter().flat_map(|values| values.values());
        values
            .filter(|value| matches(&value.value, &value.name) && sight.sees_value(&wanted.dimension, &value.value))
            .map(|value| LookupHit {
                value: value.value.clone(),
                name: value.name.clone(),
                note: (!value.successor.is_empty()).then(|| value.successor.clone()),
                expired: !value.valid_on(day),
            })
            .collect()
    };
    hits.sort_by_key(|hit| hit.expired);
    hits.truncate(HITS_MAX);
    hits
}

/// Digits and patterns by code, words by name.
fn matcher(words: &str) -> impl Fn(&str, &str) -> bool {
    let words = words.trim().to_lowercase();
    let pattern = if words.contains(['*', '?', '-', ',']) {
        Pattern::parse(&words).ok()
    } else {
        None
    };
    move |code: &str, name: &str| match &pattern {
        Some(pattern) => pattern.matches(code),
        None => words.is_empty() || code.to_lowercase().starts_with(&words) || name.to_lowercase().contains(&words),
    }
}

pub(super) async fn rules(visit: Visit, Query(wanted): Query<Wanted>) -> Response {
    visit
        .answer(move |visit| {
            let model = visit.cx.read(Permission::BooksRead, |tx| model::load(tx, &visit.cx))?;
            Ok(Json(rules_of(&model, &wanted.account, wanted.day(visit))).into_response())
        })
        .await
}

/// What the rules without a condition on another dimension or the voucher say beside an account.
fn rules_of(model: &AccountingModel, account: &str, day: Date) -> LookupRules {
    let mut rules = LookupRules {
        name: model.account_name(account).to_owned(),
        ..LookupRules::default()
    };
    let in_force = model.rules.iter().filter(|rule| {
        let unconditional = rule.when.is_none() && rule.kinds.is_none();
        unconditional && !rule.is_of_account() && rule.valid_on(day) && rule.accounts.matches(account)
    });
    for rule in in_force {
        let code = rule.dimension.clone();
        match &rule.requirement {
            Requirement::Mandatory => rules.mandatory.push(code),
            Requirement::Forbidden => rules.forbidden.push(code),
            Requirement::Fixed(value) => {
                rules.fixed.insert(code, value.clone());
            }
            Requirement::Proposed(value) => {
                rules.proposed.insert(code, value.clone());
            }
            Requirement::Allowed(_) | Requirement::Apart(_) => {}
        }
    }
    rules
}

/// A question for the rate of a currency.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Priced {
    currency: String,
    date: String,
}

pub(super) async fn rate(visit: Visit, Query(priced): Query<Priced>) -> Response {
    visit
        .answer(move |visit| {
            let model = visit.cx.read(Permission::BooksRead, |tx| model::load(tx, &visit.cx))?;
            let day = priced.date.parse().unwrap_or(visit.cx.today);
            let currency = model.currencies.get(&priced.currency);
            let rate_micro = currency.and_then(|currency| currency.rate_on(day));
            Ok(Json(LookupRate { rate_micro }).into_response())
        })
        .await
}

/// What a search in the palette is.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sought {
    q: String,
}

/// A page the palette leads to.
#[derive(Debug, Serialize)]
struct Command {
    title: String,
    hint: String,
    href: String,
}

pub(super) async fn commands(visit: Visit, Query(sought): Query<Sought>) -> Response {
    visit.answer(move |visit| find(visit, sought.q.trim())).await
}

/// A voucher by its number, templates by name, and accounts by number or name.
fn find(visit: &Visit, words: &str) -> Answered {
    if words.is_empty() {
        return Ok(Json(Vec::<Command>::new()).into_response());
    }
    let number = VoucherNumber::parse(&words.to_uppercase());
    let (model, (sight, found)) = visit.cx.read(Permission::BooksRead, |tx| {
        let sight = Sight::load(tx, &visit.cx)?;
        let found = match &number {
            Some(number) => vouchers::seq_of(tx, &sight, number)?,
            None => None,
        };
        Ok((model::load(tx, &visit.cx)?, (sight, found)))
    })?;
    let mut commands = Vec::new();
    if let (Some(number), Some(_)) = (&number, found) {
        commands.push(Command {
            title: number.to_string(),
            hint: visit.words.t("commands-voucher"),
            href: path::voucher(visit, number),
        });
    }
    commands.extend(templates_like(visit, words)?);
    let wanted = Wanted {
        dimension: ACCOUNT_DIMENSION.to_owned(),
        q: words.to_owned(),
        ..Wanted::default()
    };
    for hit in hits(&model, &sight, &wanted, visit.cx.today).into_iter().take(8) {
        commands.push(Command {
            title: format!("{} {}", hit.value, hit.name),
            hint: visit.words.t("commands-account"),
            href: visit.at(&format!("rapporter/huvudbok?konto={}", hit.value)),
        });
    }
    Ok(Json(commands).into_response())
}

/// Templates whose names hold what is typed, where the visitor may begin vouchers.
fn templates_like(visit: &Visit, words: &str) -> Result<Vec<Command>, Miss> {
    if !visit.cx.may(Permission::VoucherDraft) {
        return Ok(Vec::new());
    }
    let cx = &visit.cx;
    let usable = cx.read(Permission::VoucherDraft, |tx| {
        templates::usable(tx, &cx.scope, cx.actor.user)
    })?;
    let sought = words.to_lowercase();
    let found = usable
        .into_iter()
        .filter(|row| row.name.to_lowercase().contains(&sought));
    let commands = found.take(TEMPLATES_MAX).map(|row| Command {
        hint: visit.words.t("commands-template"),
        href: path::template(visit, &row.name),
        title: row.name,
    });
    Ok(commands.collect())
}
