//! Every statement is understood by both engines.

use std::fs;
use std::path::Path;

use kameral_store::testing::{each_migrated, prepare_all};

#[test]
fn every_statement_is_prepared_on_both_engines() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/sql");
    let mut statements: Vec<(&'static str, &'static str)> = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder of statements") {
        let path = entry.expect("a file").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).expect("a text");
        statements.push((Box::leak(name.into_boxed_str()), Box::leak(text.into_boxed_str())));
    }
    assert!(20 < statements.len(), "the statements were read");
    let migrations = [
        kameral_access::MIGRATIONS,
        kameral_ledger::MIGRATIONS,
        kameral_records::MIGRATIONS,
    ];
    each_migrated(&migrations, |store| prepare_all(store, &statements));
}
