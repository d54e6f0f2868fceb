//! Reliability rules 1, 15 and 16 for the tables of this crate: only added to, behind the wall of their
//! entity, and every statement prepared on both engines and held to the entity.

use crate::books;

use books::MIGRATIONS;
use kameral_store::testing::{each_migrated, prepare_all};
use kameral_store::{Engine, params};

const STATEMENTS: [(&str, &str); 14] = [
    ("settings", include_str!("../src/sql/settings.sql")),
    ("add_setting", include_str!("../src/sql/add_setting.sql")),
    ("feeders", include_str!("../src/sql/feeders.sql")),
    ("feeder", include_str!("../src/sql/feeder.sql")),
    ("add_feeder", include_str!("../src/sql/add_feeder.sql")),
    ("add_feeder_import", include_str!("../src/sql/add_feeder_import.sql")),
    ("last_feeder_import", include_str!("../src/sql/last_feeder_import.sql")),
    ("feeder_file", include_str!("../src/sql/feeder_file.sql")),
    ("feeder_reference", include_str!("../src/sql/feeder_reference.sql")),
    ("feeder_imports", include_str!("../src/sql/feeder_imports.sql")),
    ("feeder_import", include_str!("../src/sql/feeder_import.sql")),
    ("feeder_vouchers", include_str!("../src/sql/feeder_vouchers.sql")),
    ("feeder_left_out", include_str!("../src/sql/feeder_left_out.sql")),
    ("feeder_origin", include_str!("../src/sql/feeder_origin.sql")),
];

#[test]
fn every_statement_is_prepared_and_held_to_the_entity() {
    each_migrated(&MIGRATIONS, |store| prepare_all(store, &STATEMENTS));
    for (name, sql) in STATEMENTS {
        assert!(sql.starts_with("-- "), "{name} begins with a comment");
        let held = sql.contains("where entity_id = $1")
            || ["i", "f"]
                .iter()
                .any(|table| sql.contains(&format!("where {table}.entity_id = $1")))
            || (sql.contains("(entity_id") && sql.contains("values ($1"));
        assert!(held, "{name} is held to the entity");
    }
    let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/sql")).unwrap();
    assert_eq!(files.count(), STATEMENTS.len(), "every file is among them");
}

#[test]
fn registers_are_only_added_to_and_stand_behind_their_wall() {
    let guarded = |table: &str| {
        each_migrated(&MIGRATIONS, |store| {
            let guards = match store.engine() {
                Engine::Sqlite => {
                    "select count(*) as found from sqlite_schema where type = 'trigger' and tbl_name = $1"
                }
                Engine::Postgres => {
                    "select count(*) as found from pg_class as c where c.relname = $1
                     and c.relrowsecurity and c.relforcerowsecurity
                     and 2 = (select count(*) from pg_trigger as t where t.tgrelid = c.oid and not t.tgisinternal)"
                }
            };
            let found: i64 = store
                .read(|tx| tx.one(guards, params![table], |row| row.get("found")))
                .unwrap();
            let expected = if store.engine() == Engine::Sqlite { 3 } else { 1 };
            assert_eq!(found, expected, "{table} {}", store.engine());
        });
    };
    for table in [
        "exchange_setting",
        "feeder",
        "feeder_import",
        "feeder_voucher",
        "feeder_left_out",
    ] {
        guarded(table);
    }
}
