//! Reliability rules 1 and 15, asked of the database: each table of appropriations but the counter is
//! only added to, and the rows of an entity stand behind its wall.

use std::collections::BTreeSet;

use kameral_store::testing::each_migrated;
use kameral_store::{Engine, Store};

const TABLES: [&str; 6] = [
    "appropriation_item",
    "appropriation_movement",
    "appropriation_terms",
    "commitment",
    "commitment_event",
    "commitment_year",
];

#[test]
fn tables_are_only_added_to_and_walled() {
    let migrations = [
        kameral_access::MIGRATIONS,
        kameral_ledger::MIGRATIONS,
        kameral_appropriations::MIGRATIONS,
    ];
    each_migrated(&migrations, |store| {
        let (triggers, guards) = match store.engine() {
            Engine::Postgres => (
                "select tgname as name from pg_trigger where not tgisinternal",
                ["_append_only", "_no_truncate"],
            ),
            Engine::Sqlite => (
                "select name from sqlite_schema where type = 'trigger'",
                ["_no_update", "_no_delete"],
            ),
        };
        let triggers = names(store, triggers);
        for table in TABLES {
            assert!(
                guards.iter().all(|guard| triggers.contains(&format!("{table}{guard}"))),
                "{}: {table}",
                store.engine()
            );
        }
        if store.engine() == Engine::Postgres {
            let walled = names(
                store,
                "select relname as name from pg_class where relkind = 'r' and relrowsecurity and relforcerowsecurity",
            );
            let all = TABLES.into_iter().chain(["appropriation_counter"]);
            let open: Vec<&str> = all.filter(|table| !walled.contains(*table)).collect();
            assert!(open.is_empty(), "{open:?}");
        }
    });
}

fn names(store: &Store, sql: &'static str) -> BTreeSet<String> {
    let rows = store.read(|tx| tx.all(sql, &[], |row| row.get::<String>("name")));
    rows.expect("names").into_iter().collect()
}
