//! Disposal beside what others do at the same moment: a hold that is answered, and a voucher posted with a
//! document. SQLite has one writer at a time; here two writers meet on PostgreSQL.

use std::sync::Barrier;
use std::thread;
use std::time::Duration;

use kameral_access::duty::tie_person;
use kameral_access::users;
use kameral_base::Ore;
use kameral_ledger::commands::{PostRequest, attach, post, save_draft};
use kameral_ledger::draft::DraftContent;
use kameral_ledger::voucher::{AttachmentRef, DraftLine, DraftVoucher};
use kameral_records::commands::{DisposalRun, HeldBy, decide, hold, propose, run};
use kameral_records::disposal::HoldOrder;
use kameral_store::testing::{each_migrated, write};
use kameral_store::{Engine, Store, params};

use crate::records::disposal::{LATER, decided, on_voucher, proposal};
use crate::records::world::{a_year, another_year, findings, operator, refused};

/// Does one thing and, while it waits for its line of history, another.
fn beside<A: Send, B: Send>(
    store: &Store,
    first: impl FnOnce() -> A + Send,
    then: impl FnOnce() -> B + Send,
) -> (A, B) {
    let (taken, free) = (Barrier::new(2), Barrier::new(2));
    let entity = operator(store, "eva", LATER).entity();
    // Long enough to reach what it waits for; too short would show nothing, and break nothing.
    let pause = || thread::sleep(Duration::from_millis(700));
    thread::scope(|scope| {
        scope.spawn(|| {
            write(store, |tx| {
                tx.for_entities(&[entity])?;
                tx.exec(
                    "update history_head set last_seq = last_seq where entity_id = $1",
                    params![entity],
                )?;
                taken.wait();
                free.wait();
                Ok(())
            })
            .unwrap();
        });
        taken.wait();
        let first = scope.spawn(first);
        pause();
        let then = scope.spawn(then);
        pause();
        free.wait();
        (first.join().unwrap(), then.join().unwrap())
    })
}

fn on_postgres(test: impl Fn(&Store)) {
    each_migrated(&kameral::MIGRATIONS, |store| {
        if store.engine() == Engine::Postgres {
            test(store);
        }
    });
}

/// OPS-14: a hold that was answered stops a run that began beside it.
#[test]
fn ops_14_a_hold_that_is_answered_stops_the_run_beside_it() {
    on_postgres(|store| {
        a_year(store);
        let later = operator(store, "eva", LATER);
        let number = decided(store, "attachment");
        let order = on_voucher("");
        let (held, ran) = beside(store, || hold(&later, None, &order), || run(&later, number));
        held.unwrap();
        assert_eq!(refused(ran), ["disposal_held"]);
    });
}

/// OPS-14, §7: a document that somebody posts with at the same moment stays.
#[test]
fn ops_14_a_document_stays_that_is_posted_with_beside_the_run() {
    on_postgres(|store| {
        a_year(store);
        let later = operator(store, "eva", LATER);
        another_year(&later);
        let number = decided(store, "attachment");
        let content: Vec<u8> = "Papper".bytes().cycle().take(100).collect();
        let document = attach(&later, None, "Papper.txt", "text/plain", &content).unwrap();
        let request = with(document);
        let (posted, ran) = beside(store, || post(&later, None, &request), || run(&later, number));
        posted.unwrap();
        assert_eq!(ran.unwrap().disposed, 2, "of three");
        assert_eq!(findings(store), Vec::new());
    });
}

fn with(document: AttachmentRef) -> PostRequest {
    let line = |account: &str, ore: i64| DraftLine {
        account: account.to_owned(),
        amount: Ore::new(ore),
        ..DraftLine::default()
    };
    PostRequest {
        drafts: vec![DraftVoucher {
            date: Some("2027-01-15".parse().unwrap()),
            text: "Papper igen".to_owned(),
            lines: vec![line("5612", 100), line("2581", -100)],
            attachments: vec![document],
            ..DraftVoucher::default()
        }],
        accept_warnings: Some("prov".to_owned()),
        ..PostRequest::default()
    }
}

/// OPS-14: a document that a draft will be posted with stays, and the run says so.
#[test]
fn ops_14_a_document_of_a_draft_in_work_stays() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        a_year(store);
        let later = operator(store, "eva", LATER);
        let number = decided(store, "attachment");
        let content: Vec<u8> = "Papper".bytes().cycle().take(100).collect();
        let document = attach(&later, None, "Papper.txt", "text/plain", &content).unwrap();
        let content = DraftContent {
            voucher: with(document).drafts.remove(0),
            ..DraftContent::default()
        };
        save_draft(&later, None, None, &content, "").unwrap();
        let DisposalRun { disposed, held, .. } = run(&later, number).unwrap();
        assert_eq!(disposed, 2);
        assert_eq!(held.iter().map(|(_, held)| *held).collect::<Vec<_>>(), [HeldBy::Draft]);
    });
}

/// OPS-14: a hold holds whichever way the voucher's number was typed, and one that could hold nothing is refused.
#[test]
fn ops_14_a_hold_on_a_voucher_is_kept_as_its_number_is_written() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        a_year(store);
        let later = operator(store, "eva", LATER);
        for record in ["inbox", "outbox", "draft", "sign_in"] {
            let order = HoldOrder {
                record: record.to_owned(),
                ..on_voucher("A-2026-2")
            };
            assert_eq!(
                refused(hold(&later, None, &order)),
                ["hold_voucher_of_none"],
                "{record}"
            );
        }
        let stop = hold(&later, None, &on_voucher(" A-2026-0002 ")).unwrap();
        let done = run(&later, decided(store, "attachment")).unwrap();
        assert_eq!(
            done.held.iter().map(|(_, held)| *held).collect::<Vec<_>>(),
            [HeldBy::Hold(stop)]
        );
    });
}

/// OPS-14, SEC-25: two are two persons, whatever accounts they use.
#[test]
fn ops_14_one_person_with_two_accounts_does_not_decide_alone() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        a_year(store);
        let drift = operator(store, "drift", LATER);
        let of_account = |login: &str| {
            let known = store.read(|tx| users(tx, &drift.scope)).unwrap();
            let mut cx = operator(store, login, LATER);
            cx.actor.user = known.into_iter().find(|user| user.login == login).unwrap().id;
            cx
        };
        for login in ["eva", "bo"] {
            tie_person(&drift, None, login, "anst 17").unwrap();
        }
        let number = propose(&of_account("eva"), None, &proposal("inbox")).unwrap();
        let alone = decide(&of_account("bo"), None, number, true);
        assert_eq!(refused(alone), ["disposal_same_person"]);
    });
}
