//! Every statement is prepared on both engines, is held to the entity, and says what it is; the tables are only added
//! to, and stand behind the entity's wall (reliability rules 1 and 15).

use std::path::Path;

use kameral_store::testing::{each_migrated, prepare_all};
use kameral_store::{Engine, Store, params};

const MIGRATIONS: [kameral_store::Migrations; 3] = [
    kameral_access::MIGRATIONS,
    kameral_ledger::MIGRATIONS,
    kameral_allocation::MIGRATIONS,
];

#[test]
fn every_statement_is_prepared_on_both_engines() {
    each_migrated(&MIGRATIONS, |store| {
        let statements = files();
        assert!(6 < statements.len(), "the folder was read");
        prepare_all(store, &statements);
    });
}

#[test]
fn every_statement_is_held_to_the_entity_and_says_what_it_is() {
    for (name, sql) in files() {
        assert!(sql.starts_with("-- "), "{name}.sql begins with a comment");
        assert!(
            sql.contains("entity_id = $1") || sql.contains("values ($1"),
            "{name}.sql: the entity is the first parameter"
        );
        let joins = sql.matches(" join ").count();
        assert_eq!(
            joins,
            sql.matches(".entity_id = r.entity_id").count(),
            "{name}.sql: what is joined is of the entity"
        );
    }
}

#[test]
fn rows_of_keys_prices_and_runs_are_only_added_to() {
    each_migrated(&MIGRATIONS, |store| {
        if store.engine() == Engine::Sqlite {
            for refused in [
                "update allocation_key set version = 2 where entity_id = $1",
                "update standard_price set price_ore = 2 where entity_id = $1",
                "update allocation_run set version = 2 where entity_id = $1",
            ] {
                assert!(is_guarded(store, refused), "{refused}");
            }
        }
    });
}

/// Whether the database itself has a guard on the table of a statement.
fn is_guarded(store: &Store, sql: &str) -> bool {
    let table = sql.split_whitespace().nth(1).unwrap_or_default().to_owned();
    let found = store.read(|tx| {
        tx.all(
            "-- guards of a table\nselect name from sqlite_schema where type = 'trigger' and tbl_name = $1",
            params![table.as_str()],
            |row| row.get::<String>("name"),
        )
    });
    !found.expect("the schema can be read").is_empty()
}

fn files() -> Vec<(&'static str, &'static str)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/sql");
    let entries = std::fs::read_dir(folder).expect("the statements are here").flatten();
    entries
        .map(|entry| {
            let text = std::fs::read_to_string(entry.path()).expect("a text");
            let name = entry.file_name().into_string().expect("a plain name");
            let name = name.strip_suffix(".sql").expect("only statements").to_owned();
            (&*name.leak(), &*text.leak())
        })
        .collect()
}
