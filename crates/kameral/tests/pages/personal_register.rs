//! The register of personal data is whole: every column of the database stands in it, and it names none
//! that is not there (GDPR art. 30; SEC-19).

use std::collections::{BTreeMap, BTreeSet};

use kameral_access::personal::{Class, register};
use kameral_store::testing::each_migrated;
use kameral_store::{Engine, Store, params};

/// Columns of the database as it is, by table.
fn columns(store: &Store) -> BTreeMap<String, BTreeSet<String>> {
    let sql = match store.engine() {
        Engine::Sqlite => {
            "-- Columns of every table.
            select m.name as table_name, p.name as column_name
            from sqlite_master as m join pragma_table_info(m.name) as p
            where m.type = 'table' and m.name not like 'sqlite_%'"
        }
        Engine::Postgres => {
            "-- Columns of every table.
            select cast(table_name as text) as table_name, cast(column_name as text) as column_name
            from information_schema.columns where table_schema = 'public'"
        }
    };
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    store
        .read(|tx| {
            tx.each(sql, params![], |row| {
                let (table, column): (String, String) = (row.get("table_name")?, row.get("column_name")?);
                found.entry(table).or_default().insert(column);
                Ok(())
            })
        })
        .unwrap();
    found
}

/// SEC-19: a column that is added must be classified the same day.
#[test]
fn sec_19_every_column_stands_in_the_register() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        let schema = columns(store);
        assert!(60 < schema.len(), "{}", schema.len());
        let told: BTreeSet<(&str, &str)> = register().iter().map(|held| (held.table, held.column)).collect();
        assert_eq!(told.len(), register().len(), "a column stands twice");
        let there = |table: &str, column: &str| schema.get(table).is_some_and(|columns| columns.contains(column));
        let lacking: Vec<String> = schema
            .iter()
            .flat_map(|(table, columns)| columns.iter().map(move |column| (table.as_str(), column.as_str())))
            .filter(|column| !told.contains(column))
            .map(|(table, column)| format!("{table},{column}"))
            .collect();
        assert!(
            lacking.is_empty(),
            "not classified in register.csv:\n{}",
            lacking.join("\n")
        );
        let gone: Vec<_> = told.iter().filter(|(table, column)| !there(table, column)).collect();
        assert!(gone.is_empty(), "in register.csv and not in the database: {gone:?}");
    });
}

/// What is named as what it is is classified so.
#[test]
fn columns_that_say_what_they_hold_are_believed() {
    for held in register() {
        let (name, class) = (held.column, held.class);
        let what = format!("{}.{name}: {class:?}", held.table);
        if name.ends_with("_by_name") || name.ends_with("actor_name") {
            assert_eq!(class, Class::Name, "{what}");
        }
        if name.ends_with("_hash") && held.table == "app_user" || name.starts_with("token_sha") {
            assert_eq!(class, Class::Secret, "{what}");
        }
        if matches!(name, "address" | "agent") {
            assert_eq!(class, Class::Technical, "{what}");
        }
        assert_eq!(held.because.is_none(), class == Class::Nothing, "{what}");
    }
}
