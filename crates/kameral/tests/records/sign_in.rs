//! Traces of sign-in: what opens nothing any more goes by a decision, what still opens something never does.

use std::collections::BTreeSet;

use kameral_base::{EntityId, UserId};
use kameral_records::commands::{HeldBy, hold, release, run};
use kameral_records::disposal::{HoldOrder, Proposal};
use kameral_store::testing::{each_migrated, write};
use kameral_store::{Engine, FaultKind, Store, params};

use crate::records::disposal::{LATER, decided_on, on_voucher, proposal};
use crate::records::world::{a_year, findings, operator, refused, user_without_role};

/// Long ago, and after the year that is decided on.
const OLD: &str = "2026-03-01T12:00:00.000000Z";
const NEW: &str = "2036-12-31T12:00:00.000000Z";

fn of_year() -> Proposal {
    Proposal {
        earliest_on: kameral_base::Date::constant(2036, 9, 4),
        ..proposal("sign_in")
    }
}

fn user(store: &Store, login: &'static str) -> UserId {
    let sql = "select user_id from app_user where login = $1";
    UserId(
        store
            .read(|tx| tx.one(sql, params![login], |row| row.get("user_id")))
            .unwrap(),
    )
}

/// A trace of each kind, each with a mark of its own.
fn traces(store: &Store, user: UserId, mark: u8, at: &str) {
    let mark = |kind: u8| vec![mark * 10 + kind; 32];
    let far = "2099-01-01T00:00:00.000000Z";
    write(store, |tx| {
        tx.exec(
            "insert into session (token_sha256, user_id, created_at, last_seen_at, address, agent)
             values ($1, $2, $3, $3, '10.0.0.1', 'Firefox')",
            params![mark(1), user, at],
        )?;
        tx.exec(
            "insert into device (mark_sha256, user_id, used_at) values ($1, $2, $3)",
            params![mark(2), user, at],
        )?;
        tx.exec(
            "insert into recovery_code (code_sha256, user_id, made_at, used_at) values ($1, $2, $3, $3)",
            params![mark(3), user, at],
        )?;
        // A code that is not used still opens something, however old it is.
        tx.exec(
            "insert into recovery_code (code_sha256, user_id, made_at) values ($1, $2, $3)",
            params![mark(4), user, at],
        )?;
        let number = i64::from(mark(5)[0]);
        for (number, sha256, expires, revoked) in [
            (number, mark(5), at, None),
            (number + 1, mark(6), far, Some(at)),
            (number + 2, mark(7), far, None),
        ] {
            tx.exec(
                "insert into api_token (token_id, token_sha256, user_id, name, created_at, created_by, expires_at, revoked_at)
                 values ($1, $2, $3, 'lön', $4, 0, $5, $6)",
                params![number, sha256, user, at, expires, revoked],
            )?;
            tx.exec(
                "insert into api_token_permission (token_id, permission) values ($1, 'books.read')",
                params![number],
            )?;
            tx.exec(
                "insert into api_token_place (token_id, place_id) values ($1, 1)",
                params![number],
            )?;
        }
        Ok(())
    })
    .unwrap();
}

/// What stands, as a kind and a mark.
fn standing(store: &Store) -> BTreeSet<(String, u8)> {
    let sql = "select 'session' as kind, token_sha256 as mark from session
        union all select 'browser', mark_sha256 from device
        union all select 'code', code_sha256 from recovery_code
        union all select 'token', token_sha256 from api_token";
    let all = store.read(|tx| {
        tx.all(sql, &[], |row| {
            let mark: Vec<u8> = row.get("mark")?;
            Ok((row.get::<String>("kind")?, mark[0]))
        })
    });
    all.unwrap().into_iter().collect()
}

fn of(marks: &[(&str, u8)]) -> BTreeSet<(String, u8)> {
    marks.iter().map(|(kind, mark)| ((*kind).to_owned(), *mark)).collect()
}

/// OPS-14: ended sessions, browsers, used codes and ended tokens of the agency's users go; what is new, what still
/// opens something, and what is another entity's stays; the log names each without naming anybody.
#[test]
fn ops_14_traces_of_sign_in_go_and_keys_stay() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        a_year(store);
        user_without_role(store, "vik");
        crate::records::world::user_at_the_other(store, "ove");
        traces(store, user(store, "eva"), 1, OLD);
        traces(store, user(store, "bo"), 2, NEW);
        traces(store, user(store, "vik"), 3, OLD);
        traces(store, user(store, "ove"), 4, OLD);
        let before = standing(store);
        let number = decided_on(store, &of_year());
        let later = operator(store, "eva", LATER);
        let done = run(&later, number).unwrap();
        assert_eq!((done.disposed, done.held), (10, Vec::new()));
        let gone: BTreeSet<(String, u8)> = before.difference(&standing(store)).cloned().collect();
        let expected = of(&[
            ("session", 11),
            ("browser", 12),
            ("code", 13),
            ("token", 15),
            ("token", 16),
            ("session", 31),
            ("browser", 32),
            ("code", 33),
            ("token", 35),
            ("token", 36),
        ]);
        assert_eq!(gone, expected);
        let log = later
            .read(kameral_access::Permission::RecordsManage, |tx| {
                kameral_store::disposed::latest(tx, later.entity(), None, 100)
            })
            .unwrap();
        assert_eq!(log.len(), 10);
        for row in &log {
            let (kind, mark) = row.subject.split_once('/').unwrap();
            let mark_byte = u8::from_str_radix(&mark[..2], 16).unwrap();
            assert!(expected.contains(&(kind.to_owned(), mark_byte)), "{row:?}");
            assert_eq!((row.sha256.as_str(), row.about.as_str()), (mark, ""));
        }
        assert_eq!(run(&later, number).unwrap().run_no, 0, "nothing more");
        assert_eq!(findings(store), Vec::new());
    });
}

/// Where a user works at two entities, a hold of either stops it; what is of that user alone stays.
#[test]
fn a_hold_of_another_entity_stops_what_is_of_both() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        a_year(store);
        crate::records::world::also_at_the_other(store, "eva");
        traces(store, user(store, "eva"), 1, OLD);
        traces(store, user(store, "bo"), 2, OLD);
        let number = decided_on(store, &of_year());
        let later = operator(store, "eva", LATER);
        let there = crate::records::world::operator_of_the_other(store, "ove", LATER);
        let order = HoldOrder {
            record: "sign_in".to_owned(),
            ..on_voucher("")
        };
        let stop = hold(&there, None, &order).unwrap();
        let done = run(&later, number).unwrap();
        assert_eq!((done.disposed, done.held.len()), (5, 5));
        let by_others = |held: &(String, HeldBy)| held.1 == HeldBy::Elsewhere;
        assert!(done.held.iter().all(by_others), "{:?}", done.held);
        assert!(standing(store).contains(&("session".to_owned(), 11)));
        assert!(!standing(store).contains(&("session".to_owned(), 21)));
        release(&there, None, stop, "Klar.").unwrap();
        assert_eq!(run(&later, number).unwrap().disposed, 5);
        assert_eq!(refused(run(&there, number)), ["disposal_decision_unknown"]);
    });
}

/// Rule 16: the database lets no token go that the log does not name, nor what it is for.
#[test]
fn no_token_leaves_that_the_log_does_not_name() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        a_year(store);
        traces(store, user(store, "eva"), 1, OLD);
        for sql in [
            "delete from api_token_place",
            "delete from api_token_permission",
            "delete from api_token",
        ] {
            let fault = write(store, |tx| {
                tx.for_entities(&[EntityId(1)])?;
                tx.exec(sql, &[])
            });
            let fault = fault.expect_err(sql);
            assert!(
                matches!(fault.kind(), FaultKind::AppendOnly | FaultKind::Privilege),
                "{}: {sql}: {fault}",
                if store.engine() == Engine::Sqlite {
                    "SQLite"
                } else {
                    "PostgreSQL"
                }
            );
        }
    });
}
