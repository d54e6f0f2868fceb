//! Disposal: decided by two, never early, never what is held, each thing named, the books whole afterwards.

use kameral_access::Permission;
use kameral_base::Date;
use kameral_ledger::store::attachments;
use kameral_records::commands::{HeldBy, decide, hold, propose, release, run};
use kameral_records::disposal::{HoldOrder, Proposal};
use kameral_records::handover::{export_all, import_all};
use kameral_store::testing::{each_migrated, write};
use kameral_store::{FaultKind, Stop, Store, disposed, params};

use crate::records::world::{a_year, findings, nobody, operator, refused, unwatched};

/// A decision on a type of record, through 2026.
pub fn proposal(record: &str) -> Proposal {
    Proposal {
        record: record.to_owned(),
        reference: "RA-MS 2036:12".to_owned(),
        decided_on: Date::constant(2036, 9, 1),
        through_year: 2026,
        earliest_on: Date::constant(2037, 2, 1),
        series: Vec::new(),
    }
}

/// Ten years and a month after the year.
pub const LATER: &str = "2037-02-01";

/// A decision that two have made; its number.
pub fn decided(store: &Store, record: &str) -> i64 {
    decided_on(store, &proposal(record))
}

/// The same of a proposal.
pub fn decided_on(store: &Store, proposal: &Proposal) -> i64 {
    let number = propose(&operator(store, "eva", "2036-09-02"), None, proposal).unwrap();
    decide(&operator(store, "bo", "2036-09-03"), None, number, true).unwrap();
    number
}

/// A hold on a voucher, or on what the caller says.
pub fn on_voucher(voucher: &str) -> HoldOrder {
    HoldOrder {
        record: String::new(),
        year_from: None,
        year_to: None,
        voucher: voucher.to_owned(),
        reason: "Tvist i domstol.".to_owned(),
        valid_from: Date::constant(2036, 1, 1),
        valid_to: None,
    }
}

/// OPS-14, DEF-12: refused without a decision of two, before its day, and before the time to keep it has
/// run out; in this order.
#[test]
fn ops_14_def_12_refused_without_a_decision_or_before_its_day() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        a_year(store);
        let (eva, bo) = (
            operator(store, "eva", "2036-09-02"),
            operator(store, "bo", "2036-09-03"),
        );
        assert_eq!(refused(run(&eva, 1)), ["disposal_decision_unknown"]);
        let wrong = Proposal {
            record: "voucher".to_owned(),
            reference: " ".to_owned(),
            decided_on: Date::constant(2036, 9, 3),
            through_year: 1999,
            earliest_on: Date::constant(2037, 2, 1),
            series: vec!["A".to_owned(), "ÖÖ".to_owned()],
        };
        assert_eq!(
            refused(propose(&eva, None, &wrong)),
            [
                "records_not_disposable",
                "disposal_reference_missing",
                "disposal_decision_ahead",
                "records_year_unknown",
                "disposal_series_of_none",
                "disposal_series_unknown"
            ]
        );
        let early = Proposal {
            earliest_on: Date::constant(2036, 12, 31),
            ..proposal("attachment")
        };
        assert_eq!(refused(propose(&eva, None, &early)), ["disposal_retention_runs"]);
        let number = propose(&eva, None, &proposal("attachment")).unwrap();
        assert_eq!(
            refused(run(&operator(store, "eva", LATER), number)),
            ["disposal_not_approved"]
        );
        assert_eq!(refused(decide(&eva, None, number, true)), ["disposal_same_person"]);
        decide(&bo, None, number, true).unwrap();
        assert_eq!(refused(decide(&bo, None, number, false)), ["disposal_already_decided"]);
        assert_eq!(
            refused(run(&operator(store, "eva", "2037-01-31"), number)),
            ["disposal_too_early"]
        );
        let rejected = propose(&eva, None, &proposal("inbox")).unwrap();
        decide(&bo, None, rejected, false).unwrap();
        assert_eq!(
            refused(run(&operator(store, "eva", LATER), rejected)),
            ["disposal_not_approved"]
        );
        assert_eq!(findings(store), Vec::new());
    });
}

/// OPS-14: what goes is named with its hash and decision, the books verify afterwards, what is held stays,
/// a second run finds what was held, and what remains is handed over like everything else.
#[test]
fn ops_14_what_goes_is_named_and_the_books_verify() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        a_year(store);
        let later = operator(store, "eva", LATER);
        assert_eq!(
            refused(hold(&later, None, &on_voucher("A-2026-99"))),
            ["hold_voucher_unknown"]
        );
        let stop = hold(&later, None, &on_voucher("A-2026-2")).unwrap();
        let documents = decided(store, "attachment");
        let done = run(&later, documents).unwrap();
        assert_eq!((done.disposed, done.bytes), (2, 700));
        assert_eq!(done.held.len(), 1);
        assert_eq!(done.held[0].1, HeldBy::Hold(stop));
        assert_eq!(findings(store), Vec::new());
        release(&later, None, stop, "Tvisten är avgjord.").unwrap();
        assert_eq!(refused(release(&later, None, stop, "Igen.")), ["hold_unknown"]);
        assert_eq!(run(&later, documents).unwrap().disposed, 1);
        assert_eq!(run(&later, documents).unwrap().disposed, 0);
        for record in ["inbox", "outbox"] {
            let number = decided(store, record);
            assert_eq!(run(&later, number).unwrap().disposed, 1, "{record}");
        }
        assert_eq!(findings(store), Vec::new());
        let damages = kameral_exchange::commands::damages(&later).unwrap();
        assert_eq!(damages, Vec::new());
        // Who asks for the file is told what became of it.
        let asked = kameral_exchange::commands::content(&later, "hermes", 1);
        let Err(Stop::Refused(said)) = asked else {
            panic!("a file that is gone")
        };
        let told: Vec<String> = said.iter().map(|one| format!("{one:?}")).collect();
        assert_eq!(told, ["FileDisposed { kind: \"hermes\", number: 1, decision: 3 }"]);
        let log = later
            .read(Permission::RecordsManage, |tx| {
                disposed::latest(tx, later.entity(), None, 100)
            })
            .unwrap();
        let told: Vec<(i64, &str, i64, i64)> = log
            .iter()
            .map(|gone| {
                (
                    gone.disposed_no,
                    gone.record.as_str(),
                    gone.file_bytes,
                    gone.decision_no,
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                (5, "outbox", 15, 3),
                (4, "inbox", 1_500_000, 2),
                (3, "attachment", 70_000, 1),
                (2, log[3].record.as_str(), log[3].file_bytes, 1),
                (1, log[4].record.as_str(), log[4].file_bytes, 1),
            ]
        );
        let gone: Vec<u8> = (0..64)
            .step_by(2)
            .map(|at| u8::from_str_radix(&log[2].subject[at..at + 2], 16).unwrap())
            .collect();
        let content = later
            .read(Permission::BooksRead, |tx| {
                attachments::content(tx, later.entity(), &gone)
            })
            .unwrap();
        assert_eq!(content, None);
        let folder = tempfile::tempdir().unwrap();
        let package = folder.path().join("allt");
        unwatched(|watch| export_all(&later, &package, watch)).unwrap();
        let other = crate::agency::empty();
        unwatched(|watch| import_all(&nobody(&other), &package, watch)).unwrap();
        assert_eq!(findings(&other), Vec::new());
    });
}

/// A hold on a type or a year stops the whole run, and says which and why; outside its days it does not.
#[test]
fn a_hold_stops_a_run_and_says_so() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        a_year(store);
        let later = operator(store, "eva", LATER);
        let wrong = HoldOrder {
            record: "voucher".to_owned(),
            year_from: Some(2027),
            year_to: Some(2026),
            reason: String::new(),
            ..on_voucher("Q-1-1")
        };
        assert_eq!(
            refused(hold(&later, None, &wrong)),
            [
                "records_not_disposable",
                "hold_reason_missing",
                "hold_reversed",
                "hold_voucher_unknown"
            ]
        );
        let number = decided(store, "inbox");
        let past = HoldOrder {
            voucher: String::new(),
            valid_to: Some(Date::constant(2036, 12, 31)),
            ..on_voucher("")
        };
        hold(&later, None, &past).unwrap();
        let of_years = HoldOrder {
            record: "inbox".to_owned(),
            year_from: Some(2026),
            year_to: Some(2026),
            ..on_voucher("")
        };
        let stop = hold(&later, None, &of_years).unwrap();
        assert_eq!(refused(run(&later, number)), ["disposal_held"]);
        assert_eq!(refused(release(&later, None, stop, " ")), ["hold_reason_missing"]);
        release(&later, None, stop, "Granskningen är klar.").unwrap();
        assert_eq!(run(&later, number).unwrap().disposed, 1);
    });
}

/// Reliability rule 1: the database lets nothing go that the log does not name, whoever asks.
#[test]
fn nothing_leaves_that_the_log_does_not_name() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        a_year(store);
        let cx = operator(store, "eva", LATER);
        for sql in [
            "delete from attachment where entity_id = $1",
            "delete from inbox_chunk where entity_id = $1",
            "delete from outbox_chunk where entity_id = $1",
            "delete from disposed where entity_id = $1",
        ] {
            let tried = write(store, |tx| {
                tx.for_entities(&[cx.entity()])?;
                if sql.contains("disposed") {
                    let subject = "x";
                    let disposing = disposed::Disposing {
                        entity: cx.entity(),
                        record: "draft",
                        subject,
                        sha256: &"0".repeat(64),
                        file_bytes: 0,
                        about: "",
                        decision_no: 1,
                        run_no: 1,
                        at: cx.now,
                        by: cx.actor.user,
                        by_name: "eva",
                    };
                    disposed::log(tx, &disposing)?;
                }
                tx.exec(sql, params![cx.entity()])
            });
            let fault = tried.expect_err(sql);
            assert!(
                matches!(fault.kind(), FaultKind::AppendOnly | FaultKind::Privilege),
                "{sql}: {fault}"
            );
        }
    });
}
