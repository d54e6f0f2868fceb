//! No table is forgotten: each bears an entity, or somebody has said what is taken of it.

use std::fmt::Write as _;

use kameral_records::tables::{open_secrets, take};
use kameral_store::catalogue;
use kameral_store::testing::each_migrated;

/// OPS-15: a new table is among what is handed over by itself, or this fails until somebody has said why
/// it is not.
#[test]
fn ops_15_every_table_is_spoken_for() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        let tables = store.read(catalogue::tables).unwrap();
        assert!(40 < tables.len(), "the tables were read");
        for table in &tables {
            assert!(
                take(table).is_some(),
                "{}: say in records/src/tables.rs what is taken of it",
                table.name
            );
            assert!(
                table.columns.iter().any(|column| column.key.is_some()),
                "{}: rows without a key have no order",
                table.name
            );
        }
    });
}

/// What sounds like a secret is left out, or stands in the list of what it is replaced by.
#[test]
fn no_secret_is_handed_over() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        for table in store.read(catalogue::tables).unwrap() {
            assert_eq!(open_secrets(&table), Vec::<&str>::new(), "{}", table.name);
        }
    });
}

/// Both engines tell the same tables and columns.
#[test]
fn the_engines_have_the_same_tables() {
    let told = std::cell::RefCell::new(None::<String>);
    each_migrated(&kameral::MIGRATIONS, |store| {
        let tables = store.read(catalogue::tables).unwrap();
        let mut text = String::new();
        for table in tables {
            for column in table.columns {
                writeln!(text, "{}.{} {:?}", table.name, column.name, column.key).unwrap();
            }
        }
        if let Some(before) = told.borrow().as_ref() {
            assert!(before == &text, "the engines differ");
        }
        *told.borrow_mut() = Some(text);
    });
}
