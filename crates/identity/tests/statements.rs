//! Every statement is understood by both engines and says what it is for; the program's role on PostgreSQL
//! may do what it needs and no more (reliability rule 16).

use kameral_identity::MIGRATIONS;
use kameral_store::testing::{each_migrated, prepare_all, write};
use kameral_store::{Engine, FaultKind, Migrations, params};

const ALL: [Migrations; 2] = [kameral_access::MIGRATIONS, MIGRATIONS];

#[test]
fn every_statement_is_prepared_on_both_engines() {
    let folder = format!("{}/src/sql", env!("CARGO_MANIFEST_DIR"));
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let statements: Vec<(&str, &str)> = files
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (&*name.leak(), &*std::fs::read_to_string(&path).unwrap().leak())
        })
        .collect();
    assert!(10 <= statements.len(), "the folder was read");
    for (name, sql) in &statements {
        assert!(sql.starts_with("-- "), "{name} begins with what it is for");
    }
    each_migrated(&ALL, |store| prepare_all(store, &statements));
}

#[test]
fn the_program_s_role_may_not_do_what_it_never_does() {
    each_migrated(&ALL, |store| {
        if store.engine() == Engine::Sqlite {
            return;
        }
        for sql in [
            "update identity_provider set settings = ''",
            "delete from identity_provider",
            "update identity_proof set taken_at = ''",
            "update identity_person set user_id = 1",
            "delete from identity_person",
            "update identity_grant set provider = ''",
            "delete from identity_grant",
            "delete from directory_token",
            "update directory_token set token_sha256 = ''",
        ] {
            let done = write(store, |tx| tx.exec(sql, params![]));
            assert_eq!(done.unwrap_err().kind(), FaultKind::Privilege, "{sql}");
        }
    });
}
