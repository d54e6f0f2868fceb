//! Every statement is prepared on both engines.

use std::path::Path;

use kameral_store::Engine;
use kameral_store::testing::{each_migrated, prepare_all};

#[test]
fn every_statement_is_prepared_on_both_engines() {
    each_migrated(&[kameral_access::MIGRATIONS, kameral_ledger::MIGRATIONS], |store| {
        let other = match store.engine() {
            Engine::Sqlite => ".pg",
            Engine::Postgres => ".sqlite",
        };
        let statements: Vec<(&'static str, &'static str)> =
            files().into_iter().filter(|(name, _)| !name.ends_with(other)).collect();
        assert!(60 < statements.len(), "the folder was read");
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
