//! How fast the processing history is searched: its page by each filter, of which the slowest counts.

use std::time::Instant;

use kameral_access::history::{self, HistoryFilter, Outcome};
use kameral_access::{Cx, Permission};
use kameral_base::{Timestamp, UserId};
use kameral_store::{Fault, Insert, Stop, Value};
use tempfile::TempDir;

use super::books::agency;
use super::figure::{median, micros};
use super::posting::remove;
use super::{Figure, Limit, Say, Size, Unit, place};
use crate::outcome::Ending;

/// Runs of each search.
const RUNS: usize = 5;
/// Lines of the page.
const PAGE: i64 = 100;
/// A page answers in less than this, in millionths of a second.
const ANSWER_MOST: Limit = Limit::AtMost(100_000);
/// Lines that are written together.
const TOGETHER: usize = 10_000;
/// Users of the history that is searched.
const USERS: i64 = 200;
/// One line of so many changes a register.
const CHANGED: usize = 20;

const LINES: Insert = Insert {
    table: "history",
    columns: &[
        "entity_id",
        "history_seq",
        "at",
        "actor",
        "actor_name",
        "role",
        "channel",
        "address",
        "command",
        "subject",
        "outcome",
        "detail",
        "hash",
    ],
    suffix: "",
};
const CHANGES: Insert = Insert {
    table: "history_change",
    columns: &[
        "entity_id",
        "history_seq",
        "place",
        "register",
        "object",
        "field",
        "before_text",
        "after_text",
    ],
    suffix: "",
};

pub fn figures(size: Size, folder: &TempDir, say: Say<'_>) -> Result<Vec<Figure>, Ending> {
    let database = place(folder, "history.db");
    // Made without syncs: only reading is measured here.
    let cx = agency(&format!("{database}?durability=test"))?;
    let figure = page(&cx, size.read, say)?;
    drop(cx);
    remove(&[&database])?;
    Ok(vec![figure])
}

/// The slowest page over `count` lines.
pub fn page(cx: &Cx, count: usize, say: Say<'_>) -> Result<Figure, Ending> {
    say("writing history");
    fill(cx, count)?;
    say("searching history");
    let filter = HistoryFilter::default;
    let day = |day: &str| format!("{day}T00:00:00Z").parse::<Timestamp>().ok();
    let searches = [
        ("everything", filter()),
        (
            "one user",
            HistoryFilter {
                actor: Some(UserId(7)),
                ..filter()
            },
        ),
        (
            "one command",
            HistoryFilter {
                command: Some("supplier.change".into()),
                ..filter()
            },
        ),
        (
            "what was denied",
            HistoryFilter {
                outcome: Some(Outcome::Denied),
                ..filter()
            },
        ),
        (
            "what was accepted",
            HistoryFilter {
                outcome: Some(Outcome::Accepted),
                ..filter()
            },
        ),
        (
            "one thing",
            HistoryFilter {
                object: Some("1001".into()),
                ..filter()
            },
        ),
        (
            "a month",
            HistoryFilter {
                from: day("2024-03-01"),
                until: day("2024-04-01"),
                ..filter()
            },
        ),
        (
            "an address that is not there",
            HistoryFilter {
                address: Some("10.0.0.250".into()),
                ..filter()
            },
        ),
        (
            "a text that is not there",
            HistoryFilter {
                text: Some("nowhere".into()),
                ..filter()
            },
        ),
        (
            "a thing, a user, a text",
            HistoryFilter {
                object: Some("1001".into()),
                actor: Some(UserId(7)),
                text: Some("5050".into()),
                from: day("2024-01-01"),
                ..filter()
            },
        ),
        (
            "a user and a command that never was",
            HistoryFilter {
                actor: Some(UserId(9)),
                command: Some("never".into()),
                ..filter()
            },
        ),
    ];
    let mut slowest = (0, "");
    for (name, filter) in &searches {
        let runs: Result<Vec<i64>, Ending> = (0..RUNS)
            .map(|_| {
                let began = Instant::now();
                cx.read(Permission::BooksRead, |tx| {
                    history::page(tx, &cx.scope, filter, None, PAGE)
                })?;
                Ok(micros(began.elapsed()))
            })
            .collect();
        slowest = slowest.max((median(runs?).unwrap_or_default(), name));
    }
    Ok(Figure {
        name: "history_page",
        what: format!(
            "the slowest of {} searches in {count} lines of processing history: {}",
            searches.len(),
            slowest.1
        ),
        value: slowest.0,
        unit: Unit::Milliseconds,
        peer: None,
        ratio: None,
        limit: ANSWER_MOST,
    })
}

/// Lines as years of work leave them. They are not sealed: what is measured is the search.
fn fill(cx: &Cx, count: usize) -> Result<(), Ending> {
    let after = cx.read(Permission::BooksRead, |tx| history::last_hash(tx, cx.entity()))?;
    let after = after.map_or(0, |(seq, _)| seq);
    let begin: i64 = 1_700_000_000;
    for first in (0..count).step_by(TOGETHER) {
        let written: Result<(), Stop<std::convert::Infallible>> = cx.store.write(|tx| {
            tx.for_entities(cx.scope.entities())?;
            let (mut lines, mut changes) = (Vec::new(), Vec::new());
            for at in first..count.min(first + TOGETHER) {
                let number = i64::try_from(at).unwrap_or(i64::MAX);
                let seq = after + 1 + number;
                let user = number * 7_919 % USERS;
                let changed = at % CHANGED == 0;
                let moment = Timestamp::from_second(begin + number * 60)
                    .map_err(|error| Fault::from(std::io::Error::other(error.to_string())))?;
                let outcome = if number % 97 == 0 { "denied" } else { "accepted" };
                let object = (1_000 + number / 20 % 5_000).to_string();
                lines.extend([
                    Value::from(cx.entity()),
                    Value::from(seq),
                    Value::from(moment),
                    Value::from(user),
                    Value::from(format!("Användare {user}")),
                    Value::from("controller"),
                    Value::from("web"),
                    Value::from(format!("10.0.0.{}", user % 250)),
                    Value::from(if changed { "supplier.change" } else { "voucher.post" }),
                    Value::from(if changed {
                        object.clone()
                    } else {
                        format!("A-2026-{number}")
                    }),
                    Value::from(outcome),
                    Value::from(""),
                    Value::from(vec![0_u8; 32]),
                ]);
                if changed {
                    changes.extend([
                        Value::from(cx.entity()),
                        Value::from(seq),
                        Value::from(1_i64),
                        Value::from("supplier"),
                        Value::from(object),
                        Value::from("bankgiro"),
                        Value::from("5050-1055"),
                        Value::from(format!("{number}-1055")),
                    ]);
                }
            }
            tx.insert_many(&LINES, &lines)?;
            tx.insert_many(&CHANGES, &changes)?;
            Ok(())
        });
        written?;
    }
    Ok(())
}
