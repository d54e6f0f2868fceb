//! Every column of every table of the books is changed, and the integrity check tells of it
//! (reliability M12, P29). A column it does not tell of stands below with its reason.
//!
//! The tables are asked for in the database, so a new column is tested from the day it is made.

use crate::books;

use std::collections::{BTreeMap, BTreeSet};

use books::Books;
use books::damage::{Cell, Key, all, columns, flipped, one, unguarded};
use expect_test::expect_file;
use kameral_store::Store;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

/// Columns nothing tells of, and why. Kept short: the rest of a table's columns are told.
const UNCOVERED: &[(&str, &str, &str)] = &[
    (
        "attachment",
        "media_type",
        "how a document is shown; its content is covered",
    ),
    ("entity_group_version", "*", "the books of no entity rest on it"),
    (
        "pairing",
        "journal_seq",
        "where the journal ended then: told outside its bounds only",
    ),
    (
        "pairing",
        "paired_at",
        "a pairing is no voucher: its lines and parts are recomputed, who and when stand in history too",
    ),
    ("pairing", "paired_by", "as above"),
    ("pairing", "paired_by_name", "as above"),
    (
        "secrecy_mark",
        "*",
        "who may read, beside the books; each mark stands in history too",
    ),
    ("stated_balance", "*", "what a file said of itself, beside the books"),
    (
        "draft",
        "*",
        "not yet books; that a posted draft has its voucher is checked",
    ),
    ("draft_head", "*", "numbers of drafts; not yet books"),
    ("voucher_template", "*", "not books"),
];

/// Tables of other crates, with checks of their own.
const ELSEWHERE: [&str; 3] = ["access", "store", "migration"];

/// Rows of a table that are changed, one at a time.
const ROWS_MAX: i64 = 4;

#[test]
fn every_column_is_told() {
    let books = Books::make();
    let copy = books.copy("changed.db");
    let raw = unguarded(&copy);
    let store = books::open(&copy);
    let mut told: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut untold = Vec::new();
    let mut changes = 0;
    for table in tables(&raw) {
        let rows: i64 = one(&raw, &format!("select count(*) from {table}"));
        for column in columns(&raw, &table) {
            let name = format!("{table}.{}", column.name);
            if let Some(reason) = uncovered(&table, &column.name) {
                told.entry(name).or_default().insert(format!("not told: {reason}"));
                continue;
            }
            assert!(0 < rows, "the books have no row in {table}");
            for row in picked(rows) {
                let cell = Cell::at(&raw, &table, &column.name, row);
                for value in column.others(&cell.value) {
                    if !cell.set(&raw, &value) {
                        continue;
                    }
                    changes += 1;
                    let found = names(&books, &store);
                    cell.set_back(&raw, &value);
                    if found.is_empty() {
                        untold.push(format!("{name} row {row} to {value:?}"));
                    }
                    told.entry(name.clone()).or_default().extend(found);
                }
            }
        }
    }
    println!("{changes} changes of {} columns", told.len());
    assert!(untold.is_empty(), "nothing tells of:\n{}", untold.join("\n"));
    assert!(names(&books, &store).is_empty(), "the books are as they were");
    let lines = told
        .iter()
        .map(|(column, names)| format!("{column}: {}\n", names.iter().cloned().collect::<Vec<_>>().join(" ")));
    expect_file!["check_columns.txt"].assert_eq(&lines.collect::<String>());
}

/// A row that is gone, in every table that is told at all.
#[test]
fn every_missing_row_is_told() {
    let books = Books::make();
    let raw = Connection::open(books.path()).expect("opens");
    let mut untold = Vec::new();
    for table in tables(&raw) {
        if uncovered(&table, "*").is_some() {
            continue;
        }
        let rows: i64 = one(&raw, &format!("select count(*) from {table}"));
        for row in picked(rows) {
            let copy = books.copy("gone.db");
            let raw = unguarded(&copy);
            let key = Key::at(&raw, &table, row);
            let sql = format!("delete from {table} where {}", key.condition());
            assert_eq!(
                raw.execute(&sql, params_from_iter(&key.values)).expect("deleted"),
                1,
                "{sql}"
            );
            drop(raw);
            if names(&books, &books::open(&copy)).is_empty() {
                untold.push(format!("{table} row {row}"));
            }
        }
    }
    assert!(
        untold.is_empty(),
        "nothing tells that these are gone:\n{}",
        untold.join("\n")
    );
}

/// A row too many: a copy of the last one under a key of its own.
#[test]
fn every_row_too_many_is_told() {
    let books = Books::make();
    let copy = books.copy("more.db");
    let raw = unguarded(&copy);
    let store = books::open(&copy);
    let mut untold = Vec::new();
    for table in tables(&raw) {
        // A document may lie there before a voucher names it; an entity has books of its own.
        if uncovered(&table, "*").is_some() || ["attachment", "entity"].contains(&table.as_str()) {
            continue;
        }
        let rows: i64 = one(&raw, &format!("select count(*) from {table}"));
        let key = Key::at(&raw, &table, rows - 1);
        let (last, of_key) = (key.columns.len() - 1, &key.columns);
        let fresh = match &key.values[last] {
            Value::Integer(number) => Value::Integer(number + 1_000),
            Value::Text(text) => Value::Text(format!("{text}z")),
            Value::Blob(bytes) => Value::Blob(flipped(bytes)),
            other => panic!("{table}: a key of {other:?}"),
        };
        // The head of an entity has no second row: it would belong to another entity.
        if of_key.len() == 1 {
            continue;
        }
        let names_of: Vec<String> = columns(&raw, &table).into_iter().map(|column| column.name).collect();
        let taken: Vec<String> = names_of
            .iter()
            .map(|name| {
                if *name == of_key[last] {
                    format!("?{}", last + 2)
                } else {
                    name.clone()
                }
            })
            .collect();
        let sql = format!(
            "insert into {table} ({}) select {} from {table} where {}",
            names_of.join(", "),
            taken.join(", "),
            key.condition()
        );
        // Another unique key may stand in the way; then there is no such row.
        match raw.execute(&sql, params_from_iter(key.values.iter().chain([&fresh]))) {
            Ok(1) => {}
            Err(error) if error.to_string().starts_with("UNIQUE") => continue,
            other => panic!("{sql}: {other:?}"),
        }
        if names(&books, &store).is_empty() {
            untold.push(table.clone());
        }
        let mut added = key.values.clone();
        added[last] = fresh;
        let sql = format!("delete from {table} where {}", key.condition());
        assert_eq!(raw.execute(&sql, params_from_iter(&added)).expect("deleted"), 1);
    }
    assert!(
        untold.is_empty(),
        "nothing tells of a row too many in:\n{}",
        untold.join("\n")
    );
}

/// Names of what is found.
fn names(books: &Books, store: &Store) -> BTreeSet<String> {
    let found = books::findings(store, books.entity);
    found.iter().map(|finding| finding.kind.name().to_owned()).collect()
}

fn uncovered(table: &str, column: &str) -> Option<&'static str> {
    let found = UNCOVERED
        .iter()
        .find(|(t, c, _)| *t == table && (*c == "*" || *c == column));
    found.map(|(_, _, reason)| *reason)
}

/// Tables the ledger's migrations made.
fn tables(raw: &Connection) -> Vec<String> {
    let text: String = [
        include_str!("../migrations/001_registers.sql"),
        include_str!("../migrations/002_journal.sql"),
        include_str!("../migrations/004_groups.sql"),
        include_str!("../migrations/005_posting_rules.sql"),
        include_str!("../migrations/010_tombstones.sql"),
    ]
    .concat();
    let named = |verb: &'static str| {
        let rest = text.lines().filter_map(move |line| line.strip_prefix(verb));
        rest.filter_map(|rest| rest.split([' ', ';']).next())
    };
    let dropped: BTreeSet<&str> = named("drop table ").collect();
    let made: BTreeSet<&str> = named("create table ")
        .filter(|table| !dropped.contains(table))
        .collect();
    // The processing history is checked with the books.
    let made: BTreeSet<&str> = made
        .into_iter()
        .chain(["history", "history_change", "history_head"])
        .collect();
    let there: Vec<String> = all(raw, "select name from sqlite_schema where type = 'table' order by name");
    let kept: Vec<String> = there.into_iter().filter(|name| made.contains(name.as_str())).collect();
    assert_eq!(
        kept.len(),
        made.len(),
        "every table of the migrations is there: {ELSEWHERE:?} have their own"
    );
    kept
}

/// The first rows, and the last.
fn picked(rows: i64) -> BTreeSet<i64> {
    (0..rows.min(ROWS_MAX - 1))
        .chain([rows - 1])
        .filter(|row| 0 <= *row)
        .collect()
}
