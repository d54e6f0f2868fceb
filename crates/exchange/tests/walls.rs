//! Reliability rules 1, 15 and 16 for the tables of this crate: only added to, behind the wall of their
//! entity, and every statement prepared on both engines and held to the entity.

mod books;

use books::MIGRATIONS;
use kameral_store::Engine;
use kameral_store::testing::{each_migrated, prepare_all};

const STATEMENTS: [(&str, &str); 2] = [
    ("settings", include_str!("../src/sql/settings.sql")),
    ("add_setting", include_str!("../src/sql/add_setting.sql")),
];

#[test]
fn every_statement_is_prepared_and_held_to_the_entity() {
    each_migrated(&MIGRATIONS, |store| prepare_all(store, &STATEMENTS));
    for (name, sql) in STATEMENTS {
        assert!(sql.starts_with("-- "), "{name} begins with a comment");
        let held = sql.contains("where entity_id = $1") || (sql.contains("(entity_id") && sql.contains("values ($1"));
        assert!(held, "{name} is held to the entity");
    }
    let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/sql")).unwrap();
    assert_eq!(files.count(), STATEMENTS.len(), "every file is among them");
}

#[test]
fn settings_are_only_added_to_and_stand_behind_their_wall() {
    each_migrated(&MIGRATIONS, |store| {
        let guards = match store.engine() {
            Engine::Sqlite => {
                "select count(*) as found from sqlite_schema where type = 'trigger' and tbl_name = 'exchange_setting'"
            }
            Engine::Postgres => {
                "select count(*) as found from pg_class as c where c.relname = 'exchange_setting'
                 and c.relrowsecurity and c.relforcerowsecurity
                 and 2 = (select count(*) from pg_trigger as t where t.tgrelid = c.oid and not t.tgisinternal)"
            }
        };
        let found: i64 = store.read(|tx| tx.one(guards, &[], |row| row.get("found"))).unwrap();
        let expected = if store.engine() == Engine::Sqlite { 3 } else { 1 };
        assert_eq!(found, expected, "{}", store.engine());
    });
}
