//! What a decision reaches, and what it does not: later years, other entities, what is not done with.

use kameral_access::{Cx, Permission};
use kameral_base::Date;
use kameral_ledger::commands::{PostRequest, attach, discard_draft, post, save_draft};
use kameral_ledger::draft::DraftContent;
use kameral_ledger::voucher::{DraftLine, DraftVoucher};
use kameral_records::commands::run;
use kameral_records::disposal::Proposal;
use kameral_store::testing::{each_migrated, write};
use kameral_store::{Store, disposed, params};

use crate::records::disposal::{LATER, decided, decided_on, proposal};
use crate::records::world::{a_year, another_year, files, findings, operator, operator_of_the_other};

fn counted(cx: &Cx, sql: &'static str) -> i64 {
    let counted = cx.read(Permission::BooksRead, |tx| {
        tx.one(sql, params![cx.entity()], |row| row.get("many"))
    });
    counted.unwrap()
}

const DOCUMENTS: &str = "select count(*) as many from attachment where entity_id = $1";
const RECEIVED: &str = "select count(distinct kind || sha256) as many from inbox_chunk where entity_id = $1";
const SENT: &str = "select count(distinct kind || number) as many from outbox_chunk where entity_id = $1";
const DRAFTS: &str = "select count(*) as many from draft where entity_id = $1";
const LOG: &str = "select count(*) as many from disposed where entity_id = $1";

/// A voucher with a document that others may have too.
fn with_document(cx: &Cx, accounts: [&str; 2], day: &str, content: &[u8]) {
    let document = attach(cx, None, "kvitto.txt", "text/plain", content).unwrap();
    let line = |account: &str, ore| DraftLine {
        account: account.to_owned(),
        amount: kameral_base::Ore::new(ore),
        ..DraftLine::default()
    };
    let request = PostRequest {
        drafts: vec![DraftVoucher {
            date: Some(day.parse().unwrap()),
            text: "Kvitto".to_owned(),
            lines: vec![line(accounts[0], 100), line(accounts[1], -100)],
            attachments: vec![document],
            ..DraftVoucher::default()
        }],
        accept_warnings: Some("prov".to_owned()),
        ..PostRequest::default()
    };
    post(cx, None, &request).unwrap();
}

fn take(store: &Store, record: &str) -> i64 {
    let later = operator(store, "eva", LATER);
    let number = decided(store, record);
    let done = run(&later, number).unwrap().disposed;
    assert_eq!(run(&later, number).unwrap().run_no, 0, "{record}: nothing more");
    done
}

/// OPS-14: what came, left or was posted after the year stays, and so does a document that a later year names too.
#[test]
fn ops_14_what_is_of_a_later_year_stays() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        a_year(store);
        another_year(&operator(store, "eva", "2026-12-01"));
        with_document(
            &operator(store, "eva", "2026-12-01"),
            ["5612", "2581"],
            "2026-12-01",
            b"delat",
        );
        let next = operator(store, "eva", "2027-01-01");
        with_document(&next, ["5612", "2581"], "2027-01-01", b"delat");
        with_document(&next, ["5612", "2581"], "2027-01-01", b"nytt");
        crate::records::world::files_of(&next, b"senare");
        let before = (
            counted(&next, DOCUMENTS),
            counted(&next, RECEIVED),
            counted(&next, SENT),
        );
        assert_eq!(before, (5, 2, 2));
        assert_eq!(take(store, "attachment"), 3);
        assert_eq!(take(store, "inbox"), 1);
        assert_eq!(take(store, "outbox"), 1);
        let after = (
            counted(&next, DOCUMENTS),
            counted(&next, RECEIVED),
            counted(&next, SENT),
        );
        assert_eq!(after, (2, 1, 1));
        assert_eq!(counted(&next, LOG), 5);
        assert_eq!(findings(store), Vec::new());
    });
}

/// OPS-14: a document that was disposed of and is handed in again is missed by the voucher that names it then, and
/// not by those that named it before.
#[test]
fn ops_14_what_is_handed_in_again_is_not_gone_by_the_decision() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        a_year(store);
        another_year(&operator(store, "eva", "2026-12-01"));
        let first = operator(store, "eva", "2026-12-01");
        with_document(&first, ["5612", "2581"], "2026-12-01", b"delat");
        assert_eq!(take(store, "attachment"), 4);
        assert_eq!(findings(store), Vec::new());
        let next = operator(store, "eva", "2027-01-01");
        with_document(&next, ["5612", "2581"], "2027-01-01", b"delat");
        assert_eq!(findings(store), Vec::new());
        // The log names it, so the database lets it go.
        write(store, |tx| {
            tx.for_entities(&[next.entity()])?;
            tx.exec("delete from attachment where entity_id = $1", params![next.entity()])
        })
        .unwrap();
        let told: Vec<String> = findings(store).iter().map(|found| format!("{found:?}")).collect();
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(
            told[0].contains("DocumentMissing") && told[0].contains("2027"),
            "{told:?}"
        );
    });
}

/// OPS-14: the same document and the same files at another entity stay there, and its log is empty.
#[test]
fn ops_14_what_another_entity_has_stays() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        a_year(store);
        with_document(
            &operator(store, "eva", "2026-06-30"),
            ["5612", "2581"],
            "2026-06-30",
            b"delat",
        );
        let there = operator_of_the_other(store, "ove", "2026-06-30");
        with_document(&there, ["6110", "1910"], "2026-06-30", b"delat");
        files(&there);
        crate::records::world::posted_elsewhere(store, there.entity());
        let before = (
            counted(&there, DOCUMENTS),
            counted(&there, RECEIVED),
            counted(&there, SENT),
        );
        assert_eq!(before, (1, 1, 1));
        for record in ["attachment", "inbox", "outbox", "voucher_text", "draft", "sign_in"] {
            let proposal = Proposal {
                earliest_on: Date::constant(2037, 2, 1),
                ..proposal(record)
            };
            let number = decided_on(store, &proposal);
            run(&operator(store, "eva", LATER), number).unwrap();
        }
        let after = (
            counted(&there, DOCUMENTS),
            counted(&there, RECEIVED),
            counted(&there, SENT),
        );
        assert_eq!(before, after);
        let texts = "select count(*) as many from voucher_line where entity_id = $1 and text <> ''";
        assert_eq!(counted(&there, texts), 2);
        assert_eq!(counted(&there, LOG), 0);
        assert_eq!(findings(store), Vec::new());
    });
}

/// OPS-14: drafts that are done with go, each named; one that somebody works on stays, however old.
#[test]
fn ops_14_drafts_that_are_done_with_go() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        a_year(store);
        let cx = operator(store, "eva", "2026-06-30");
        let content = DraftContent::default();
        let first = save_draft(&cx, None, None, &content, "").unwrap();
        save_draft(&cx, None, None, &content, "kvar").unwrap();
        discard_draft(&cx, None, first.draft).unwrap();
        let next = operator(store, "eva", "2027-01-01");
        let late = save_draft(&next, None, None, &content, "").unwrap();
        discard_draft(&next, None, late.draft).unwrap();
        assert_eq!(take(store, "draft"), 1);
        assert_eq!(counted(&cx, DRAFTS), 2);
        let log = cx.read(Permission::RecordsManage, |tx| {
            disposed::latest(tx, cx.entity(), None, 10)
        });
        let log = log.unwrap();
        let told: Vec<(&str, &str, i64)> = log
            .iter()
            .map(|gone| (gone.record.as_str(), gone.subject.as_str(), gone.decision_no))
            .collect();
        assert_eq!(told, [("draft", first.draft.to_string().as_str(), 1)]);
    });
}
