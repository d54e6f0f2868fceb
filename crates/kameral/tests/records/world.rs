//! An agency with a year of books, documents and files, small enough to be packed in a moment.

use std::sync::atomic::AtomicBool;

use kameral_access::{Cx, GrantDecision, HashCost, NewUser, Password, RoleGrant, add_user, give_role};
use kameral_base::{Date, EntityId, FiscalYear, Ore, Timestamp};
use kameral_ledger::check::{Finding, check};
use kameral_ledger::commands::{PostRequest, attach, change_registers, post, reverse};
use kameral_ledger::correct::CorrectionOrder;
use kameral_ledger::register::Change;
use kameral_ledger::store::entities;
use kameral_ledger::voucher::{AttachmentRef, DraftLine, DraftVoucher, PostedVoucher};
use kameral_records::handover::{Progress, Watch};
use kameral_store::inbox::{self, Arrival, Spool};
use kameral_store::outbox::{self, Departure};
use kameral_store::testing::write;
use kameral_store::{Stop, Store};

use crate::agency;

/// Noon of a day.
pub fn noon(day: &str) -> (Date, Timestamp) {
    (day.parse().unwrap(), format!("{day}T12:00:00Z").parse().unwrap())
}

/// The operator at the agency on a day.
pub fn operator(store: &Store, name: &str, day: &str) -> Cx {
    let entity = store
        .read(|tx| entities::by_code(tx, "1098"))
        .unwrap()
        .expect("the agency");
    let (today, now) = noon(day);
    Cx::operator(store.clone(), name, entity.id, today, now)
}

/// The operator of the installation.
pub fn nobody(store: &Store) -> Cx {
    let (today, now) = noon("2026-07-01");
    Cx::operator(store.clone(), "drift", EntityId(0), today, now)
}

/// Posts a voucher with a document of `bytes` bytes.
pub fn posted(cx: &Cx, day: &str, text: &str, ore: i64, bytes: usize) -> PostedVoucher {
    posted_on(cx, ["5612", "2581"], day, text, (ore, bytes))
}

/// The same on two accounts.
fn posted_on(cx: &Cx, accounts: [&str; 2], day: &str, text: &str, (ore, bytes): (i64, usize)) -> PostedVoucher {
    let attachments: Vec<AttachmentRef> = if bytes == 0 {
        Vec::new()
    } else {
        let content: Vec<u8> = text.bytes().cycle().take(bytes).collect();
        vec![attach(cx, None, &format!("{text}.txt"), "text/plain", &content).unwrap()]
    };
    let line = |account: &str, amount: i64| DraftLine {
        account: account.to_owned(),
        values: vec![],
        amount: Ore::new(amount),
        text: format!("{text}; \"citat\" & <tecken> åäö"),
        ..DraftLine::default()
    };
    let draft = DraftVoucher {
        date: Some(day.parse().unwrap()),
        text: text.to_owned(),
        counterparty: "Pappersbolaget".to_owned(),
        lines: vec![line(accounts[0], ore), line(accounts[1], -ore)],
        attachments,
        ..DraftVoucher::default()
    };
    let request = PostRequest {
        drafts: vec![draft],
        accept_warnings: Some("prov".to_owned()),
        ..PostRequest::default()
    };
    post(cx, None, &request).unwrap().remove(0)
}

/// A year of books: vouchers with small and large documents, a reversal, a file in and a file out.
pub fn a_year(store: &Store) {
    drop(agency::router(store.clone()));
    let cx = operator(store, "eva", "2026-06-30");
    let first = posted(&cx, "2026-01-20", "Papper", 50_000, 100);
    posted(&cx, "2026-02-03", "Pärmar", 2_550, 70_000);
    posted(&cx, "2026-02-04", "\\N", 1, 0);
    let order = CorrectionOrder {
        date: "2026-03-31".parse().unwrap(),
        period: None,
        reason: "Fel, dubbelt".to_owned(),
    };
    reverse(&cx, None, &first.number, &order).unwrap();
    posted(&cx, "2026-04-01", "Över raden", 99, 600);
    files(&cx);
}

/// A file in and a file out.
pub fn files(cx: &Cx) {
    files_of(cx, &vec![7_u8; 1_500_000]);
}

/// The same, with what came.
pub fn files_of(cx: &Cx, came: &[u8]) {
    let spool = Spool::receive(came, 10_000_000).unwrap();
    let out: &[u8] = if came.len() < 100 { came } else { b"U;5612;500,00\r\n" };
    write(&cx.store, |tx| {
        tx.for_entities(&[cx.entity()])?;
        let arrival = Arrival {
            entity: cx.entity(),
            kind: "feeder",
            file_name: "lön.csv",
            received_at: cx.now,
            received_by: cx.actor.user,
        };
        let kept = inbox::receive(tx, &arrival, &spool)?;
        let inbox::Received::New(file) = kept else {
            panic!("new")
        };
        let detail = serde_json::json!({ "rows": 3, "a": "b" });
        inbox::mark(tx, &file.key, "posted", Some(&detail), cx.now)?;
        let departure = Departure {
            entity: cx.entity(),
            kind: "hermes",
            file_name: "#1098#",
            period_from: "202601"
                .parse()
                .map(|p: i64| kameral_base::Period::from_i64(p).unwrap())
                .unwrap(),
            period_to: kameral_base::Period::from_i64(202_603).unwrap(),
            journal_seq: 3,
            charset: "utf-8",
            made_at: cx.now,
            made_by: cx.actor.user,
            made_by_name: "eva",
        };
        outbox::keep(tx, &departure, out)?;
        Ok(())
    })
    .unwrap();
}

/// A voucher of the other entity, the first in its journal.
pub fn posted_elsewhere(store: &Store, entity: EntityId) {
    let (today, now) = noon("2026-06-30");
    let cx = Cx::operator(store.clone(), "eva", entity, today, now);
    posted_on(&cx, ["6110", "1910"], "2026-01-20", "Stiftelsens", (500, 0));
}

/// The operator at the other entity.
pub fn operator_of_the_other(store: &Store, name: &str, day: &str) -> Cx {
    let entity = store.read(|tx| entities::by_code(tx, "2098")).unwrap().expect("it");
    let (today, now) = noon(day);
    Cx::operator(store.clone(), name, entity.id, today, now)
}

/// Somebody who signs in and holds no role.
pub fn user_without_role(store: &Store, login: &str) {
    let new = NewUser {
        login: login.to_owned(),
        name: login.to_owned(),
        password: Password::new(agency::PASSWORD),
        language: "sv".to_owned(),
    };
    let cost = HashCost {
        memory_kib: 8,
        passes: 1,
        lanes: 1,
    };
    add_user(&operator(store, "eva", "2026-06-30"), None, cost, &new).unwrap();
}

/// Somebody who holds a role at the other entity alone.
pub fn user_at_the_other(store: &Store, login: &str) {
    user_without_role(store, login);
    also_at_the_other(store, login);
}

/// Gives somebody a role at the other entity.
pub fn also_at_the_other(store: &Store, login: &str) {
    let cx = operator_of_the_other(store, "operator", "2026-06-30");
    let grant = RoleGrant {
        login: login.to_owned(),
        entity: cx.entity(),
        role: "budget_holder".to_owned(),
        conditions: Vec::new(),
        valid_from: None,
        valid_to: None,
        decision: GrantDecision {
            reference: "dnr 1".to_owned(),
            on: cx.today,
        },
    };
    give_role(&cx, None, &grant).unwrap();
}

/// A fiscal year more.
pub fn another_year(cx: &Cx) {
    let year = FiscalYear::calendar(2027).unwrap();
    change_registers(cx, None, "2027", &[Change::Year(year)]).unwrap();
}

/// What the integrity check says of the agency; nothing is good.
pub fn findings(store: &Store) -> Vec<Finding> {
    let cx = operator(store, "eva", "2026-07-01");
    let report = check(&cx, &mut |_| {}, &AtomicBool::new(false)).unwrap();
    let mut found: Vec<Finding> = report
        .findings
        .into_iter()
        .filter(|one| !one.is_information())
        .collect();
    found.extend(kameral_ledger::check::check_store(&cx).unwrap());
    found
}

/// Runs something that may be watched, unwatched.
pub fn unwatched<T>(mut work: impl FnMut(&mut Watch<'_>) -> T) -> T {
    let mut progress = |_: Progress| {};
    work(&mut Watch {
        progress: &mut progress,
        stop: &AtomicBool::new(false),
    })
}

/// The names of what a command was refused with.
pub fn refused<T: std::fmt::Debug, R: kameral_base::Refusal>(done: Result<T, Stop<Vec<R>>>) -> Vec<&'static str> {
    match done.expect_err("it is refused") {
        Stop::Refused(refusals) => refusals.iter().map(kameral_base::Refusal::name).collect(),
        other => panic!("{other:?}"),
    }
}
