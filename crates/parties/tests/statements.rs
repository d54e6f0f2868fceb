//! Every statement is prepared on both engines, is held to the entity, and says what it is; the tables are only added
//! to, and stand behind the entity's wall (reliability rules 1 and 15).

use std::path::Path;

use crate::world::{MIGRATIONS, each_world};

use kameral_store::testing::{as_owner, each_migrated, prepare_all};

#[test]
fn every_statement_is_prepared_on_both_engines() {
    each_migrated(&MIGRATIONS, |store| {
        let statements = files();
        assert!(30 < statements.len(), "the folder was read");
        prepare_all(store, &statements);
    });
}

#[test]
fn every_statement_is_held_to_the_entity_and_says_what_it_is() {
    for (name, sql) in files() {
        assert!(sql.starts_with("-- "), "{name}.sql begins with a comment");
        let tables = sql.matches(" from party").count();
        let held = sql.matches("entity_id = $1").count();
        assert!(
            (held != 0 && tables <= held) || sql.contains("values ($1"),
            "{name}.sql: every table is held to the entity"
        );
    }
}

/// Reliability rule 1: what was kept stays as it was.
#[test]
fn rows_of_the_register_are_only_added_to() {
    each_world(|world| {
        world.play(
            "drift: group STAD Städning
             drift: days 10
             drift: save name=Kontorsbolaget AB | kind=company | roles=supplier | org_number=5560000001 | bankgiro=5402-9681
             drift: block 10001 payments utreds",
        );
        for table in [
            "party",
            "party_version",
            "party_account",
            "party_block",
            "party_group",
            "party_setting",
        ] {
            for statement in [
                format!("update {table} set entity_id = entity_id"),
                format!("delete from {table}"),
            ] {
                assert!(as_owner(&world.store, &statement).is_err(), "{statement}");
            }
        }
    });
}

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
