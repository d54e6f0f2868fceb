//! The walls inside the database: append-only tables (reliability rule 1), rows of an entity
//! (rule 15), and a role that owns nothing (rule 16).

use kameral_store::testing::{as_owner, each_migrated, on_writer, write};
use kameral_store::{Engine, EntityId, Fault, FaultKind, Migration, Migrations, Store, Tx, params};

const TABLES: Migrations = Migrations {
    crate_name: "test",
    files: &[(
        "001_voucher",
        &[
            Migration::Both(
                "create table voucher (entity_id bigint not null, number bigint not null, text text not null,
                   primary key (entity_id, number));
                create table line (entity_id bigint not null, number bigint not null, text text not null,
                   primary key (entity_id, number))",
            ),
            Migration::AppendOnly {
                table: "voucher",
                key: &["entity_id", "number"],
            },
            Migration::AppendOnly {
                table: "line",
                key: &[],
            },
            Migration::EntityRows { table: "voucher" },
        ],
    )],
};

fn insert(tx: &mut Tx, entity: i64, number: i64) -> Result<u64, Fault> {
    let sql = "insert into voucher (entity_id, number, text) values ($1, $2, $3)";
    tx.exec(sql, params![entity, number, "first"])
}

fn filled(store: &Store) {
    write(store, |tx| {
        tx.for_entities(&[EntityId(1), EntityId(2)])?;
        tx.exec("insert into line (entity_id, number, text) values (1, 1, 'first')", &[])?;
        insert(tx, 1, 1)?;
        insert(tx, 2, 1)
    })
    .unwrap();
}

fn texts(store: &Store, entities: &[EntityId]) -> Result<Vec<(i64, String)>, Fault> {
    store.read(|tx| {
        tx.for_entities(entities)?;
        let sql = "select entity_id, text from voucher order by entity_id";
        tx.all(sql, &[], |row| Ok((row.get("entity_id")?, row.get("text")?)))
    })
}

#[test]
fn posted_rows_are_neither_changed_nor_removed_by_the_program() {
    each_migrated(&[TABLES], |store| {
        filled(store);
        for sql in [
            "update voucher set text = 'second'",
            "delete from voucher",
            "insert into voucher values (1, 1, 'second') on conflict (entity_id, number) do update set text = 'second'",
            "update line set text = 'second'",
            "delete from line",
        ] {
            let fault = write(store, |tx| {
                tx.for_entities(&[EntityId(1)])?;
                tx.exec(sql, &[])
            })
            .unwrap_err();
            let expected: &[FaultKind] = match store.engine() {
                // The grant is missing already; the trigger stands behind it.
                Engine::Postgres => &[FaultKind::Privilege],
                Engine::Sqlite => &[FaultKind::AppendOnly, FaultKind::Unique],
            };
            assert!(expected.contains(&fault.kind()), "{sql}: {fault}");
        }
        let both = [EntityId(1), EntityId(2)];
        assert_eq!(
            texts(store, &both).unwrap(),
            [(1, "first".to_owned()), (2, "first".to_owned())]
        );
    });
}

/// Not even by whoever owns the tables, short of taking the triggers away.
#[test]
fn posted_rows_are_neither_changed_nor_removed_by_the_owner() {
    each_migrated(&[TABLES], |store| {
        filled(store);
        let mut statements = vec![
            "update voucher set text = 'second'",
            "delete from voucher",
            "update line set text = 'second'",
            "delete from line",
        ];
        match store.engine() {
            Engine::Sqlite => statements.extend([
                "insert or replace into voucher values (1, 1, 'second')",
                "replace into voucher values (1, 1, 'second')",
                "insert or replace into line values (1, 1, 'second')",
                "update or ignore line set text = 'second'",
            ]),
            Engine::Postgres => statements.extend(["truncate voucher", "truncate line", "truncate voucher, line"]),
        }
        for sql in statements {
            let fault = as_owner(store, sql).unwrap_err();
            let guarded = [FaultKind::AppendOnly, FaultKind::Unique].contains(&fault.kind());
            assert!(guarded, "{sql}: {fault}");
        }
        let lines = "select text from line where text = 'first'";
        let text: String = store.read(|tx| tx.one(lines, &[], |row| row.get("text"))).unwrap();
        assert_eq!(text, "first");
        assert_eq!(texts(store, &[EntityId(1)]).unwrap()[0].1, "first");
    });
}

/// Where the guard knows the key, it stands without `recursive_triggers` too.
#[test]
fn a_replacing_insert_is_told_by_its_key_alone() {
    each_migrated(&[TABLES], |store| {
        if store.engine() == Engine::Postgres {
            return;
        }
        filled(store);
        let fault = on_writer(
            store,
            "pragma recursive_triggers = off; insert or replace into voucher values (1, 1, 'second')",
        )
        .unwrap_err();
        assert!(fault.is_unique_violation(), "{fault}");
        assert_eq!(texts(store, &[EntityId(1)]).unwrap()[0].1, "first");
    });
}

/// Without a key in its guard a table may be inserted into `on conflict do nothing`.
#[test]
fn the_same_key_again_is_told_or_passed_over() {
    each_migrated(&[TABLES], |store| {
        filled(store);
        let again = write(store, |tx| {
            tx.for_entities(&[EntityId(1)])?;
            insert(tx, 1, 1)
        });
        assert!(again.unwrap_err().is_unique_violation());
        let sql = "insert into line (entity_id, number, text) values (1, 1, 'second') on conflict do nothing";
        assert_eq!(write(store, |tx| tx.exec(sql, &[])).unwrap(), 0);
    });
}

#[test]
fn rows_of_other_entities_are_neither_seen_nor_written() {
    each_migrated(&[TABLES], |store| {
        filled(store);
        if store.engine() == Engine::Sqlite {
            return;
        }
        assert_eq!(texts(store, &[EntityId(2)]).unwrap().len(), 1);
        assert_eq!(texts(store, &[EntityId(3)]).unwrap(), []);
        assert_eq!(texts(store, &[]).unwrap(), []);
        let foreign = write(store, |tx| {
            tx.for_entities(&[EntityId(2)])?;
            insert(tx, 1, 9)
        });
        assert_eq!(foreign.unwrap_err().kind(), FaultKind::Privilege);
    });
}

/// Every connection of the pool has had the setting before, so an empty one must err as well.
#[test]
fn unset_entities_are_an_error() {
    each_migrated(&[TABLES], |store| {
        if store.engine() == Engine::Sqlite {
            return;
        }
        let unset = |store: &Store| store.read(|tx| tx.all("select text from voucher", &[], |_| Ok(())));
        assert!(unset(store).is_err(), "never set");
        filled(store);
        for _ in 0..3 {
            assert!(unset(store).is_err(), "set in an earlier transaction");
        }
        assert!(write(store, |tx| insert(tx, 1, 5)).is_err());
    });
}

/// On PostgreSQL by the role's rights, on both by the words a statement may begin with.
#[test]
fn the_program_cannot_change_tables_or_the_register_of_migrations() {
    each_migrated(&[TABLES], |store| {
        for sql in [
            "create table mine (id bigint)",
            "alter table voucher disable trigger all",
            "drop table line",
            "drop trigger line_no_update",
            "truncate voucher",
        ] {
            let fault = write(store, |tx| tx.exec(sql, &[])).unwrap_err();
            assert_eq!(fault.kind(), FaultKind::Privilege, "{sql}: {fault}");
            if store.engine() == Engine::Postgres {
                let as_program = format!("set role kameral_app; {sql}");
                let denied = as_owner(store, &as_program).is_err();
                assert!(denied, "{sql}");
            }
        }
        if store.engine() == Engine::Postgres {
            let fault = write(store, |tx| tx.exec("delete from migration", &[])).unwrap_err();
            assert_eq!(fault.kind(), FaultKind::Privilege, "{fault}");
        }
    });
}

/// Forced: the wall stands before the tables' owner too, unless that is a superuser as in tests.
#[test]
fn rows_of_entities_are_hidden_from_a_plain_owner() {
    each_migrated(&[TABLES], |store| {
        if store.engine() == Engine::Sqlite {
            return;
        }
        filled(store);
        as_owner(
            store,
            "create role kameral_plain_owner; grant usage on schema public to kameral_plain_owner",
        )
        .unwrap();
        as_owner(store, "alter table voucher owner to kameral_plain_owner").unwrap();
        let plain = "set role kameral_plain_owner; select text from voucher";
        assert!(as_owner(store, plain).is_err(), "entities are unset");
    });
}

#[test]
fn the_tables_of_sqlite_itself_are_out_of_reach() {
    each_migrated(&[TABLES], |store| {
        if store.engine() == Engine::Postgres {
            return;
        }
        for sql in [
            "pragma writable_schema = on; delete from sqlite_schema where name = 'line_no_update'",
            "attach ':memory:' as other",
        ] {
            assert!(on_writer(store, sql).is_err(), "{sql}");
        }
    });
}
