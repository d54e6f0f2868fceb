//! Every statement is understood by both engines, and the program's role on PostgreSQL may do
//! what it needs and no more (reliability rules 15 and 16).

use kameral_access::MIGRATIONS;
use kameral_base::EntityId;
use kameral_store::testing::{each_migrated, prepare_all, write};
use kameral_store::{Engine, FaultKind, params};

#[test]
fn every_statement_is_prepared_on_both_engines_and_used() {
    let mut code = String::new();
    for folder in ["src", "src/duty", "src/history", "src/personal", "src/proposal"] {
        for file in files(folder, "rs") {
            code.push_str(&file.1);
        }
    }
    let statements = statements();
    for (name, sql) in &statements {
        assert!(sql.starts_with("-- "), "{name} begins with what it is for");
        assert!(code.contains(&format!("sql/{name}\"")), "{name} is used by nobody");
    }
    each_migrated(&[MIGRATIONS], |store| prepare_all(store, &statements));
}

/// DEF-07: a page of history begins at the index of what it was asked for, and by nothing else looks at more lines
/// than it needs; SQLite was once of another opinion, and read them all.
#[test]
fn pages_of_history_begin_at_their_index() {
    each_migrated(&[MIGRATIONS], |store| {
        if store.engine() != Engine::Sqlite {
            return;
        }
        for (name, index) in [
            ("history_page.sql", "history_by_time"),
            ("history_page_of_actor.sql", "history_of_actor"),
            ("history_page_of_command.sql", "history_of_command"),
            ("history_page_of_object.sql", "history_of_subject"),
            ("history_page_refused.sql", "history_refused"),
        ] {
            let statements = statements();
            let (_, sql) = statements.iter().find(|(known, _)| *known == name).expect("the page");
            let explained: &'static str = format!("explain query plan {sql}").leak();
            let mut given = params![EntityId(1), "9999", 1, "", 1, 1, "a", "denied", "a", "a", 100, 100, 1].to_vec();
            if name.contains("object") {
                given.push("a".into());
            }
            let steps: Vec<String> = store
                .read(|tx| tx.all(explained, &given, |row| row.get("detail")))
                .unwrap();
            let of_history = steps.iter().filter(|step| step.contains(" INDEX history_"));
            let wrong = |step: &&String| {
                !step.contains(&format!(" COVERING INDEX {index} ")) && !step.contains("history_change_of_object")
            };
            assert_eq!(of_history.clone().find(wrong), None, "{name}");
            assert!(0 < of_history.count(), "{name}: {steps:?}");
        }
    });
}

/// Reliability rule 15: a statement about rows of an entity takes the entity first.
#[test]
fn the_entity_is_the_first_parameter_of_statements_about_its_rows() {
    for (name, sql) in statements() {
        let lines = sql.lines().filter(|line| !line.starts_with("--"));
        let code = lines.collect::<Vec<_>>().join("\n");
        let mut words = code.split(|c: char| !c.is_alphanumeric() && c != '_');
        let of_entities = [
            "history",
            "history_change",
            "history_head",
            "command_key",
            "duty_act",
            "duty_exception",
            "duty_breach",
            "proposal",
            "protection",
        ];
        if words.any(|word| of_entities.contains(&word)) {
            let first = code.contains("entity_id = $1") || code.contains("(entity_id, ");
            assert!(first, "{name}");
        }
    }
}

fn statements() -> Vec<(&'static str, &'static str)> {
    let files = files("src/sql", "sql").into_iter();
    files.map(|(name, sql)| (&*name.leak(), &*sql.leak())).collect()
}

fn files(folder: &str, extension: &str) -> Vec<(String, String)> {
    let folder = format!("{}/{folder}", env!("CARGO_MANIFEST_DIR"));
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let wanted = paths.filter(|path| path.extension().is_some_and(|found| found == extension));
    wanted
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(&path).unwrap())
        })
        .collect()
}

#[test]
fn the_program_s_role_may_not_do_what_it_never_does() {
    each_migrated(&[MIGRATIONS], |store| {
        if store.engine() == Engine::Sqlite {
            return;
        }
        for sql in [
            "delete from app_user",
            "update app_user set login = 'x'",
            "delete from user_role",
            "update user_role set role = 'x'",
            "update role_permission set permission = 'x'",
            "delete from role",
            "update session set user_id = 1",
            "delete from command_key",
            "update app_user set robot = false",
            "update totp set secret_sealed = ''",
            "update recovery_code set user_id = 1",
            "update passkey set user_id = 1",
            "update api_token set user_id = 1",
            "update api_token_permission set permission = 'x'",
            "delete from installation_key",
            "update installation_key set key_id = ''",
            "update command_key set request_sha256 = answer::bytea",
            "delete from history_head",
            "delete from history",
            "delete from history_change",
            "update history_change set after_text = null",
            "delete from user_person",
            "delete from duty_act",
            "update duty_act set at = ''",
            "delete from duty_exception",
            "update duty_exception set valid_to = null",
            "delete from duty_breach",
            "update duty_rule set active = false",
            "update four_eyes set takes_two = false",
            "delete from proposal",
            "update proposal set content = ''",
            "truncate session",
            "create table mine (a bigint)",
        ] {
            let done = write(store, |tx| {
                tx.for_entities(&[EntityId(1)])?;
                tx.exec(sql, params![])
            });
            assert_eq!(done.unwrap_err().kind(), FaultKind::Privilege, "{sql}");
        }
    });
}
