//! The inbox keeps files as they came, once.

use kameral_base::{EntityId, Timestamp, UserId};
use kameral_store::inbox::{self, Arrival, CHUNK_BYTES, FileKey, Received, Spool};
use kameral_store::testing::{as_owner, each_migrated, long_ago, prepare_all, write};
use kameral_store::{Engine, Fault, Stop, Store, sha256_hex};
use serde_json::json;

const LIMIT: u64 = 10 * 1024 * 1024;

fn arrival(entity: i64, kind: &str) -> Arrival<'_> {
    Arrival {
        entity: EntityId(entity),
        kind,
        file_name: "Löner mars.si",
        received_at: long_ago(),
        received_by: UserId(3),
    }
}

fn receive(store: &Store, entity: i64, kind: &str, bytes: &[u8]) -> Result<Received, Fault> {
    let spool = Spool::receive(bytes, LIMIT).expect("small enough");
    write(store, |tx| {
        tx.for_entities(&[EntityId(entity)])?;
        inbox::receive(tx, &arrival(entity, kind), &spool)
    })
}

fn bytes_of(store: &Store, key: &FileKey) -> Result<Vec<u8>, Fault> {
    store.read(|tx| {
        tx.for_entities(&[key.entity])?;
        let mut out = Vec::new();
        inbox::write_to(tx, key, &mut out)?;
        Ok(out)
    })
}

#[test]
fn statements_are_understood() {
    each_migrated(&[], |store| {
        store.migrate(&[], long_ago()).unwrap();
        prepare_all(store, &inbox::STATEMENTS);
    });
}

#[test]
fn a_file_is_kept_as_it_came_and_once() {
    each_migrated(&[], |store| {
        store.migrate(&[], long_ago()).unwrap();
        let file: Vec<u8> = (0..CHUNK_BYTES * 2 + 17)
            .map(|at| u8::try_from(at % 251).unwrap())
            .collect();
        for bytes in [&file[..], &file[..CHUNK_BYTES], b""] {
            let Received::New(new) = receive(store, 1, "sie", bytes).unwrap() else {
                panic!("new")
            };
            assert_eq!(new.key.sha256, sha256_hex(bytes));
            assert_eq!(new.file_bytes, i64::try_from(bytes.len()).unwrap());
            assert_eq!(bytes_of(store, &new.key).unwrap(), bytes);
            assert_eq!(receive(store, 1, "sie", bytes).unwrap(), Received::Known(new));
            assert!(
                matches!(receive(store, 1, "bank", bytes).unwrap(), Received::New(_)),
                "another kind"
            );
            assert!(
                matches!(receive(store, 2, "sie", bytes).unwrap(), Received::New(_)),
                "another entity"
            );
        }
        let both = [EntityId(1), EntityId(2)];
        assert_eq!(store.run_checks(&inbox::CHECKS, &both).unwrap(), []);
    });
}

#[test]
fn what_became_of_a_file_is_added() {
    each_migrated(&[], |store| {
        store.migrate(&[], long_ago()).unwrap();
        let Received::New(new) = receive(store, 1, "sie", b"#FLAGGA 0").unwrap() else {
            panic!("new")
        };
        let later: Timestamp = "2026-02-01T00:00:00Z".parse().unwrap();
        write(store, |tx| {
            tx.for_entities(&[EntityId(1)])?;
            inbox::mark(tx, &new.key, "refused", Some(&json!({"line": 3})), long_ago())?;
            inbox::mark(tx, &new.key, "posted", None, later)
        })
        .unwrap();
        let latest = store
            .read(|tx| {
                tx.for_entities(&[EntityId(1)])?;
                inbox::latest(tx, EntityId(1), 10)
            })
            .unwrap();
        assert_eq!(latest.len(), 1);
        assert_eq!(latest[0].outcome.as_deref(), Some("posted"));
    });
}

#[test]
fn a_file_above_the_limit_is_refused() {
    assert!(Spool::receive(&b"12345"[..], 5).is_ok());
    let refused = Spool::receive(&b"123456"[..], 5);
    assert!(matches!(refused, Err(Stop::Refused(too_large)) if too_large.file_bytes_max == 5));
}

#[test]
fn damaged_bytes_are_a_fault_and_a_finding() {
    each_migrated(&[], |store| {
        store.migrate(&[], long_ago()).unwrap();
        let Received::New(new) = receive(store, 1, "sie", b"#FLAGGA 0").unwrap() else {
            panic!("new")
        };
        let (off, on) = match store.engine() {
            Engine::Sqlite => ("drop trigger inbox_chunk_no_update", "select 1"),
            Engine::Postgres => (
                "alter table inbox_chunk disable trigger user",
                "alter table inbox_chunk enable trigger user",
            ),
        };
        as_owner(store, off).unwrap();
        let damage = match store.engine() {
            Engine::Sqlite => "update inbox_chunk set content = x'00'",
            Engine::Postgres => "update inbox_chunk set content = '\\x00'",
        };
        as_owner(store, damage).unwrap();
        as_owner(store, on).unwrap();
        assert!(bytes_of(store, &new.key).is_err());
        let findings = store.run_checks(&inbox::CHECKS, &[EntityId(1)]).unwrap();
        assert_eq!(findings.len(), 1);
        let told = format!(
            "entity_id=1, kind=sie, sha256={}, file_bytes=9, stored_bytes=1",
            new.key.sha256
        );
        assert_eq!((findings[0].check.number, &findings[0].rows), (10, &vec![told]));
    });
}
