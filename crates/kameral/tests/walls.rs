//! Reliability rules 1 and 15, asked of the database: each table is only added to or is named here as
//! one that changes; the rows of an entity stand behind its wall, and its keys begin with it. A new
//! table is met from the day it is made.

use std::collections::BTreeSet;

use kameral::MIGRATIONS;
use kameral_store::testing::each_migrated;
use kameral_store::{Engine, Store};

/// Tables that are only added to.
const ADDED_TO: &[&str] = &[
    "allocation_key",
    "allocation_run",
    "anchor",
    "anchor_loss",
    "appropriation_item",
    "appropriation_movement",
    "appropriation_terms",
    "archive_package",
    "archive_verification",
    "attachment",
    "coding",
    "commitment",
    "commitment_event",
    "commitment_year",
    "corrected_line",
    "disposal_batch",
    "disposal_decision",
    "disposal_hold",
    "disposal_release",
    "disposal_verdict",
    "disposed",
    "duty_breach",
    "duty_rule",
    "entity_group_version",
    "exchange_setting",
    "feeder",
    "feeder_import",
    "feeder_left_out",
    "feeder_voucher",
    "four_eyes",
    "history",
    "history_change",
    "inbox_chunk",
    "inbox_file",
    "inbox_outcome",
    "model_change",
    "outbox_chunk",
    "outbox_file",
    "pairing",
    "pairing_line",
    "party",
    "party_account",
    "party_block",
    "party_group",
    "party_setting",
    "party_version",
    "protection",
    "secrecy_mark",
    "standard_price",
    "stated_balance",
    "voucher",
    "voucher_attachment",
    "voucher_line",
    "voucher_tombstone",
];

/// Tables whose rows change, and why that is no loss.
const CHANGING: [(&str, &[&str]); 6] = [
    (
        "registers: every change stands in model_change",
        &[
            "account",
            "account_level",
            "combination_rule",
            "currency",
            "currency_rate",
            "dimension",
            "dimension_value",
            "entity",
            "fiscal_year",
            "hierarchy",
            "hierarchy_node",
            "period_state",
            "posting_rule",
            "relation",
            "relation_value",
            "series",
            "statement_line",
            "voucher_kind",
        ],
    ),
    (
        "recomputed from the vouchers by the integrity check",
        &["balance", "journal_head", "series_counter"],
    ),
    (
        "heads and counters",
        &[
            "access_counter",
            "appropriation_counter",
            "draft_head",
            "history_head",
            "model_head",
            "party_counter",
        ],
    ),
    ("not books", &["draft", "voucher_template"]),
    (
        "agencies' own sign-in and directories, with lines of history",
        &[
            "directory_group",
            "directory_member",
            "directory_token",
            "identity_grant",
            "identity_person",
            "identity_proof",
            "identity_provider",
        ],
    ),
    (
        "users, with lines of history; keys that get their answer; what is applied",
        &[
            "api_token",
            "api_token_permission",
            "api_token_place",
            "app_user",
            "command_key",
            "device",
            "duty_act",
            "duty_exception",
            "installation_key",
            "licence_holding",
            "licence_number",
            "migration",
            "passkey",
            "proposal",
            "pseudonym_key",
            "recovery_code",
            "role",
            "role_permission",
            "role_report",
            "role_second_factor",
            "session",
            "substitute",
            "totp",
            "user_person",
            "user_role",
        ],
    ),
];

/// Tables with an entity that are the installation's own, and why they have no wall of rows.
const INSTALLATION: [(&str, &str); 4] = [
    ("entity", "which entities there are"),
    ("session", "where a user was last"),
    ("substitute", "who may act where is asked before the entity is known"),
    ("user_role", "who may act where is asked before the entity is known"),
];

/// Keys of those: they do not begin with the entity.
const OTHER_KEYS: [&str; 4] = [
    "entity.code",
    "session.token_sha256",
    "substitute.substitute_id",
    "user_role.grant_id",
];

#[test]
fn each_table_is_only_added_to_or_named_as_one_that_changes() {
    each_migrated(&MIGRATIONS, |store| {
        let guards: &[&str] = match store.engine() {
            Engine::Postgres => &["_append_only", "_no_truncate"],
            Engine::Sqlite => &["_no_update", "_no_delete"],
        };
        let triggers = triggers(store);
        let mut wrong = Vec::new();
        let changing: BTreeSet<&str> = CHANGING.iter().flat_map(|(_, tables)| *tables).copied().collect();
        for table in tables(store) {
            let is_guarded = guards.iter().all(|guard| triggers.contains(&format!("{table}{guard}")));
            let is_added_to = ADDED_TO.contains(&table.as_str());
            if is_guarded != is_added_to || is_added_to == changing.contains(table.as_str()) {
                wrong.push(format!("{table}: guarded {is_guarded}"));
            }
        }
        assert!(wrong.is_empty(), "{}: {wrong:#?}", store.engine());
    });
}

#[test]
fn each_row_of_an_entity_stands_behind_its_wall() {
    each_migrated(&MIGRATIONS, |store| {
        if store.engine() == Engine::Sqlite {
            return;
        }
        // Walls that are there, hold the tables' owner too, and ask for the entity for all that is done.
        let sql = "select c.relname from pg_class as c
            where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
              and c.relrowsecurity and c.relforcerowsecurity
              and exists (select from pg_policy as p where p.polrelid = c.oid and p.polcmd = '*')
            order by c.relname";
        let mut wrong = Vec::new();
        let walled: BTreeSet<String> = names(store, sql).into_iter().collect();
        for table in of_entities(store) {
            let is_installation = INSTALLATION.iter().any(|(name, _)| *name == table);
            if walled.contains(&table) == is_installation {
                wrong.push(table);
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
        // One and the same wall: `doors` shows on tables with rows that it holds.
        let sql = "select distinct pg_get_expr(polqual, polrelid) || coalesce(pg_get_expr(polwithcheck, polrelid), '')
            || polpermissive::text as relname from pg_policy";
        assert_eq!(names(store, sql).len(), 1, "{:#?}", names(store, sql));
    });
}

/// A key of one entity says nothing of another's (M10).
#[test]
fn each_key_of_an_entity_begins_with_it() {
    each_migrated(&MIGRATIONS, |store| {
        let of_entities = of_entities(store);
        let sql = match store.engine() {
            Engine::Sqlite => {
                "select distinct m.name || '.' || c.name as relname
                 from sqlite_schema as m, pragma_index_list(m.name) as i, pragma_index_info(i.name) as c
                 where m.type = 'table' and i.\"unique\" = 1 and c.seqno = 0
                 union select m.name || '.' || c.name from sqlite_schema as m, pragma_table_info(m.name) as c
                 where m.type = 'table' and c.pk = 1 order by 1"
            }
            Engine::Postgres => {
                "select distinct t.relname || '.' || a.attname as relname
                 from pg_index as i join pg_class as t on t.oid = i.indrelid
                 join pg_attribute as a on a.attrelid = t.oid and a.attnum = i.indkey[0]
                 where i.indisunique and t.relnamespace = 'public'::regnamespace order by 1"
            }
        };
        let keys = names(store, sql);
        let odd: Vec<&String> = keys
            .iter()
            .filter(|key| {
                let (table, column) = key.split_once('.').expect("table and column");
                of_entities.contains(table) && column != "entity_id"
            })
            .collect();
        assert_eq!(odd, OTHER_KEYS, "{}", store.engine());
        for table in &of_entities {
            let prefix = format!("{table}.");
            assert!(keys.iter().any(|key| key.starts_with(&prefix)), "{table} has a key");
        }
    });
}

fn names(store: &Store, sql: &'static str) -> Vec<String> {
    store
        .read(|tx| tx.all(sql, &[], |row| row.get("relname")))
        .expect("the catalogue can be read")
}

fn tables(store: &Store) -> Vec<String> {
    let sql = match store.engine() {
        Engine::Sqlite => "select name as relname from sqlite_schema where type = 'table' and name not like 'sqlite%'",
        Engine::Postgres => {
            "select relname::text as relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"
        }
    };
    names(store, sql)
}

fn triggers(store: &Store) -> BTreeSet<String> {
    let sql = match store.engine() {
        Engine::Sqlite => "select name as relname from sqlite_schema where type = 'trigger'",
        Engine::Postgres => "select tgname::text as relname from pg_trigger where not tgisinternal and tgenabled = 'O'",
    };
    names(store, sql).into_iter().collect()
}

/// Tables with a column for the entity.
fn of_entities(store: &Store) -> BTreeSet<String> {
    let sql = match store.engine() {
        Engine::Sqlite => {
            "select m.name as relname from sqlite_schema as m, pragma_table_info(m.name) as c
             where m.type = 'table' and c.name = 'entity_id'"
        }
        Engine::Postgres => {
            "select c.relname::text as relname from pg_class as c join pg_attribute as a on a.attrelid = c.oid
             where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attname = 'entity_id'"
        }
    };
    names(store, sql).into_iter().collect()
}
