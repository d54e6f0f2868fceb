//! Every statement is prepared on both engines, and says what it is.

use kameral_store::testing::{each_migrated, prepare_all};

const STATEMENTS: [(&str, &str); 2] = [
    ("year_turnovers", include_str!("../src/sql/year_turnovers.sql")),
    ("opening_lines", include_str!("../src/sql/opening_lines.sql")),
];

#[test]
fn every_statement_is_prepared_on_both_engines() {
    let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/sql")).expect("the folder");
    assert_eq!(files.count(), STATEMENTS.len(), "every file is listed");
    each_migrated(&[kameral_access::MIGRATIONS, kameral_ledger::MIGRATIONS], |store| {
        prepare_all(store, &STATEMENTS);
    });
}

/// Reliability rule 15: each table of a statement is held to the entity.
#[test]
fn every_statement_says_what_it_is_and_is_held_to_the_entity() {
    for (name, sql) in STATEMENTS {
        assert!(sql.starts_with("-- "), "{name} begins with a comment");
        let code: Vec<&str> = sql.lines().filter(|line| !line.starts_with("--")).collect();
        let joins = code.iter().filter(|line| line.starts_with("join ")).count();
        let held = code.iter().filter(|line| line.contains(".entity_id = ")).count();
        assert_eq!(held, joins + 1, "{name}");
        assert!(sql.contains(".entity_id = $1"), "{name}");
    }
}
