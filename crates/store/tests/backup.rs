//! A backup is a whole, verified copy of one moment.

use std::io::{Seek, SeekFrom, Write};

use kameral_store::testing::{each_migrated, long_ago, write};
use kameral_store::{Engine, Fault, Migration, Migrations, Store, Tx, params};

const TABLES: Migrations = Migrations {
    crate_name: "test",
    files: &[(
        "001_note",
        &[Migration::Both(
            "create table note (id bigint not null primary key, text text not null)",
        )],
    )],
};

fn fill(tx: &mut Tx, from: i64, to: i64) -> Result<(), Fault> {
    for id in from..to {
        tx.exec(
            "insert into note (id, text) values ($1, $2)",
            params![id, "x".repeat(200)],
        )?;
    }
    Ok(())
}

fn count(store: &Store) -> i64 {
    store
        .read(|tx| tx.one("select count(*) as notes from note", &[], |row| row.get("notes")))
        .unwrap()
}

#[test]
fn a_backup_opens_as_it_was_while_others_write() {
    each_migrated(&[TABLES], |store| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("copy.db");
        if store.engine() == Engine::Postgres {
            assert!(store.backup(&path).unwrap_err().to_string().contains("pg_basebackup"));
            return;
        }
        write(store, |tx| fill(tx, 0, 5_000)).unwrap();
        let backup = std::thread::scope(|scope| {
            let writing = scope.spawn(|| {
                for at in 5_000..5_050 {
                    write(store, |tx| fill(tx, at, at + 1)).unwrap();
                }
            });
            let backup = store.backup(&path).unwrap();
            writing.join().unwrap();
            backup
        });
        assert_eq!(backup.file_bytes, path.metadata().unwrap().len());
        let files: Vec<_> = folder
            .path()
            .read_dir()
            .unwrap()
            .map(|file| file.unwrap().file_name())
            .collect();
        assert_eq!(files, ["copy.db"], "nothing is left beside it");
        let report = Store::verify_file(&path).unwrap();
        assert_eq!(
            report.migrations,
            [
                "store/001_inbox",
                "store/002_outbox",
                "store/003_outbox_by_period",
                "store/004_disposed",
                "test/001_note"
            ]
        );
        assert_eq!(report.problems, [""; 0]);
        let copy = Store::open(path.to_str().unwrap()).unwrap();
        copy.migrate(&[TABLES], long_ago()).unwrap();
        assert!((5_000..=5_050).contains(&count(&copy)));
        assert_eq!(copy.run_checks(&[], &[]).unwrap(), []);
        assert!(store.backup(&path).is_err(), "nothing is overwritten");
    });
}

#[test]
fn a_damaged_or_foreign_file_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(":memory:").unwrap();
    store.migrate(&[TABLES], long_ago()).unwrap();
    write(&store, |tx| fill(tx, 0, 5_000)).unwrap();
    let path = folder.path().join("copy.db");
    let backup = store.backup(&path).unwrap();
    let mut file = std::fs::OpenOptions::new().write(true).open(&path).unwrap();
    file.seek(SeekFrom::Start(backup.file_bytes / 2)).unwrap();
    file.write_all(&[0xa5; 4096]).unwrap();
    let report = Store::verify_file(&path);
    assert!(report.is_err() || !report.unwrap().problems.is_empty());
    let foreign = folder.path().join("foreign.db");
    std::fs::write(&foreign, "not a database, only some text that is long enough").unwrap();
    assert!(Store::verify_file(&foreign).is_err());
    assert!(Store::verify_file(&folder.path().join("missing.db")).is_err());
}
