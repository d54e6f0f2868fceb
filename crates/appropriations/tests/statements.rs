//! Every statement is prepared on both engines.

use std::collections::BTreeSet;
use std::path::Path;

use kameral_store::testing::{each_migrated, prepare_all};

#[test]
fn every_statement_is_prepared_on_both_engines() {
    let migrations = [
        kameral_access::MIGRATIONS,
        kameral_ledger::MIGRATIONS,
        kameral_appropriations::MIGRATIONS,
    ];
    each_migrated(&migrations, |store| {
        let statements = files();
        assert!(10 < statements.len(), "the folder was read");
        prepare_all(store, &statements);
    });
}

/// A statement begins with a line that says what it is, so that a fault can name it.
#[test]
fn every_statement_says_what_it_is() {
    for (name, sql) in files() {
        assert!(sql.starts_with("-- "), "{name}.sql begins with a comment");
    }
}

/// Reliability rule 15: on SQLite the entity in every statement is the only wall. Each table that a
/// statement names is held to the entity: by the first parameter, or by a table that is.
#[test]
fn every_statement_is_held_to_the_entity() {
    for (name, sql) in files() {
        let lines = sql.lines().filter(|line| !line.starts_with("--"));
        let code = lines.collect::<Vec<_>>().join(" ");
        let words: Vec<&str> = code.split_whitespace().collect();
        let held_by_name = held_by_name(&words);
        for (at, word) in words.iter().enumerate() {
            if !["from", "join", "into", "update"].contains(word) {
                continue;
            }
            let Some(table) = words
                .get(at + 1)
                .filter(|table| table.starts_with(|c: char| c.is_ascii_lowercase()))
            else {
                // What is asked within brackets has tables of its own; `do update set` names none.
                continue;
            };
            if *table == "set" {
                continue;
            }
            let held = match (*word, words.get(at + 2)) {
                ("into", Some(columns)) => columns.starts_with("(entity_id") && code.contains("($1"),
                (_, Some(&"as")) => held_by_name.contains(words[at + 3].trim_end_matches([')', ','])),
                _ => code.contains("where entity_id = $1"),
            };
            assert!(held, "{name}.sql: {word} {table}");
        }
        assert!(
            code.contains("entity_id = $1") || code.contains("values ($1"),
            "{name}.sql: the entity is the first parameter"
        );
    }
}

/// Short names of tables whose entity is the first parameter, or that of a table already held.
fn held_by_name<'w>(words: &[&'w str]) -> BTreeSet<&'w str> {
    let of = |word: &'w str| {
        let word = word.trim_matches(['(', ')', ',']);
        word.strip_suffix(".entity_id").or((word == "$1").then_some("$1"))
    };
    let equal: Vec<(&str, &str)> = words
        .windows(3)
        .filter(|three| three[1] == "=")
        .filter_map(|three| Some((of(three[0])?, of(three[2])?)))
        .collect();
    let mut held = BTreeSet::from(["$1"]);
    for _ in &equal {
        for (one, other) in &equal {
            if held.contains(one) || held.contains(other) {
                held.extend([*one, *other]);
            }
        }
    }
    held
}

/// Names without `.sql`, and texts. They live as long as the test, as the program's own do.
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
