//! The outbox keeps files as they were made, numbered, once (INT-05, INT-07).

use kameral_base::{EntityId, Period, UserId};
use kameral_store::inbox::CHUNK_BYTES;
use kameral_store::outbox::{self, Damage, Departure, Kept, OutboxFile, OutboxKey};
use kameral_store::testing::{as_owner, each_migrated, long_ago, prepare_all, write};
use kameral_store::{Engine, Fault, Store, sha256_hex};

fn departure<'a>(entity: i64, kind: &'a str, file_name: &'a str, period: &str) -> Departure<'a> {
    let period = Period::parse(period).unwrap();
    Departure {
        entity: EntityId(entity),
        kind,
        file_name,
        period_from: period,
        period_to: period,
        journal_seq: 17,
        charset: "iso-8859-1",
        made_at: long_ago(),
        made_by: UserId(3),
        made_by_name: "Eva Ek",
    }
}

fn keep(store: &Store, departure: &Departure<'_>, bytes: &[u8]) -> Kept {
    write(store, |tx| {
        tx.for_entities(&[departure.entity])?;
        outbox::keep(tx, departure, bytes)
    })
    .unwrap()
}

fn read<T>(
    store: &Store,
    entity: i64,
    query: impl FnOnce(&mut kameral_store::Tx) -> Result<T, Fault>,
) -> Result<T, Fault> {
    store.read(|tx| {
        tx.for_entities(&[EntityId(entity)])?;
        query(tx)
    })
}

fn bytes_of(store: &Store, file: &OutboxFile) -> Result<Vec<u8>, Fault> {
    read(store, file.key.entity.get(), |tx| {
        let mut out = Vec::new();
        outbox::write_to(tx, file, &mut out)?;
        Ok(out)
    })
}

fn told(kept: &Kept) -> String {
    let how = if matches!(kept, Kept::New(_)) { "new" } else { "same" };
    let OutboxKey { entity, kind, number } = &kept.file().key;
    format!("{entity} {kind} {number} {how}")
}

#[test]
fn statements_are_understood() {
    each_migrated(&[], |store| {
        store.migrate(&[], long_ago()).unwrap();
        prepare_all(store, &outbox::STATEMENTS);
    });
}

#[test]
fn files_are_numbered_and_the_same_file_keeps_its_number() {
    each_migrated(&[], |store| {
        store.migrate(&[], long_ago()).unwrap();
        let march = departure(1, "hermes", "#1098#0000#202603a#", "202603");
        let april = departure(1, "hermes", "#1098#0000#202604a#", "202604");
        let renamed = departure(1, "hermes", "#1098#0000#202603b#", "202603");
        let told = [
            told(&keep(store, &march, b"one")),
            told(&keep(store, &march, b"one")),
            told(&keep(store, &march, b"two")),
            told(&keep(store, &april, b"one")),
            told(&keep(store, &renamed, b"one")),
            told(&keep(store, &march, b"one")),
            told(&keep(store, &departure(1, "tdb", "TDB.txt", "202603"), b"one")),
            told(&keep(
                store,
                &departure(2, "hermes", "#1098#0000#202603a#", "202603"),
                b"one",
            )),
        ];
        let expected = [
            "1 hermes 1 new",
            "1 hermes 1 same",
            "1 hermes 2 new",
            "1 hermes 3 new",
            "1 hermes 4 new",
            "1 hermes 1 same",
            "1 tdb 1 new",
            "2 hermes 1 new",
        ];
        assert_eq!(told, expected, "{}", store.engine());
        let numbers = |kind| {
            let files = read(store, 1, |tx| outbox::latest(tx, EntityId(1), kind, 3)).unwrap();
            files.iter().map(|file| file.key.number).collect::<Vec<_>>()
        };
        assert_eq!(numbers(Some("hermes")), [4, 3, 2]);
        assert_eq!(numbers(Some("tdb")), [1]);
        assert_eq!(numbers(None), [4, 3, 2]);
        assert_eq!(read(store, 1, |tx| outbox::verify(tx, EntityId(1))).unwrap(), []);
    });
}

#[test]
fn bytes_come_out_as_they_went_in() {
    each_migrated(&[], |store| {
        store.migrate(&[], long_ago()).unwrap();
        let file: Vec<u8> = (0..CHUNK_BYTES * 2 + 17)
            .map(|at| u8::try_from(at % 251).unwrap())
            .collect();
        for bytes in [&file[..], &file[..CHUNK_BYTES], b""] {
            let kept = keep(store, &departure(1, "hermes", "file", "202603"), bytes);
            let file = kept.file();
            assert_eq!(file.sha256, sha256_hex(bytes));
            assert_eq!(file.file_bytes, i64::try_from(bytes.len()).unwrap());
            assert_eq!(bytes_of(store, file).unwrap(), bytes);
            let found = read(store, 1, |tx| outbox::find(tx, &file.key)).unwrap();
            assert_eq!(found.as_ref(), Some(file), "as it is read again");
        }
    });
}

#[test]
fn a_file_of_the_outbox_is_never_rewritten() {
    each_migrated(&[], |store| {
        store.migrate(&[], long_ago()).unwrap();
        keep(store, &departure(1, "hermes", "file", "202603"), b"one");
        for sql in [
            "update outbox_file set file_name = 'other'",
            "delete from outbox_chunk",
            "delete from outbox_file",
            "update outbox_chunk set chunk = 2",
        ] {
            let changed = write(store, |tx| {
                tx.for_entities(&[EntityId(1)])?;
                tx.exec(sql, &[])
            });
            assert!(changed.is_err(), "{}: {sql}", store.engine());
        }
    });
}

#[test]
fn what_was_damaged_is_told_and_not_handed_out() {
    each_migrated(&[], |store| {
        store.migrate(&[], long_ago()).unwrap();
        let march = departure(1, "hermes", "file", "202603");
        let files: Vec<OutboxFile> = [&b"one"[..], b"two", b"three"]
            .iter()
            .map(|bytes| keep(store, &march, bytes).file().clone())
            .collect();
        let (bytes, off): (&str, &[&'static str]) = match store.engine() {
            Engine::Sqlite => (
                "x'00'",
                &[
                    "drop trigger outbox_chunk_no_update",
                    "drop trigger outbox_file_no_update",
                    "drop trigger outbox_file_no_delete",
                    "drop trigger outbox_chunk_no_delete",
                ],
            ),
            Engine::Postgres => (
                "'\\x00'",
                &[
                    "alter table outbox_chunk disable trigger user",
                    "alter table outbox_file disable trigger user",
                ],
            ),
        };
        for sql in off {
            as_owner(store, sql).unwrap();
        }
        let chunk = format!("update outbox_chunk set content = {bytes} where number = 1");
        for sql in [
            &chunk,
            "update outbox_file set period_to = 202604 where number = 3",
            "delete from outbox_chunk where number = 2",
            "delete from outbox_file where number = 2",
        ] {
            as_owner(store, sql).unwrap();
        }
        assert!(bytes_of(store, &files[0]).is_err());
        let damages = read(store, 1, |tx| outbox::verify(tx, EntityId(1))).unwrap();
        let (first, second, third) = match &damages[..] {
            [first, second, third] => (first, second, third),
            other => panic!("{other:?}"),
        };
        assert!(matches!(first, Damage::BytesChanged { key, .. } if key.number == 1));
        assert!(matches!(second, Damage::NumberMissing { key, expected: 2 } if key.number == 3));
        assert!(matches!(third, Damage::HeadChanged { key, .. } if key.number == 3));
    });
}

/// Reliability rule 2: several who make files at once get numbers without gaps, and those who make the
/// same file get the same number.
#[test]
fn files_made_at_once_are_numbered_once() {
    const CLIENTS: usize = 6;
    each_migrated(&[], |store| {
        store.migrate(&[], long_ago()).unwrap();
        let march = departure(1, "hermes", "#1098#0000#202603a#", "202603");
        let start = std::sync::Barrier::new(CLIENTS);
        let numbers: Vec<(i64, bool)> = std::thread::scope(|scope| {
            let client = |at: usize| {
                let (start, march) = (&start, &march);
                scope.spawn(move || {
                    start.wait();
                    let kept = keep(store, march, if at.is_multiple_of(2) { b"even" } else { b"odd" });
                    (kept.file().key.number, matches!(kept, Kept::New(_)))
                })
            };
            let clients: Vec<_> = (0..CLIENTS).map(client).collect();
            clients.into_iter().map(|client| client.join().unwrap()).collect()
        });
        let mut new: Vec<i64> = numbers
            .iter()
            .filter(|(_, new)| *new)
            .map(|(number, _)| *number)
            .collect();
        new.sort_unstable();
        assert_eq!(new, [1, 2], "{numbers:?}");
        let of = |at: usize| {
            numbers
                .iter()
                .skip(at)
                .step_by(2)
                .map(|(number, _)| *number)
                .collect::<Vec<_>>()
        };
        for own in [of(0), of(1)] {
            assert!(own.iter().all(|number| *number == own[0]), "{numbers:?}");
        }
    });
}
