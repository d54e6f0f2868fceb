//! Reliability rule 1, on the tables of the books themselves: what is posted is neither changed nor
//! taken away, by any statement, not even by the tables' owner (M11).

use crate::books;

use kameral_access::MIGRATIONS as ACCESS;
use kameral_ledger::MIGRATIONS as LEDGER;
use kameral_store::testing::{as_owner, each_migrated};
use kameral_store::{Engine, Store};

/// Tables that are only added to, each with a column to change.
const TABLES: [(&str, &str); 11] = [
    ("voucher", "text = 'x'"),
    ("voucher_line", "amount_ore = 1"),
    ("coding", "account = '1'"),
    ("corrected_line", "correcting_seq = 1"),
    ("attachment", "media_type = 'x'"),
    ("voucher_attachment", "name = 'x'"),
    ("pairing", "account = '1'"),
    ("pairing_line", "amount_ore = 1"),
    ("model_change", "subject = 'x'"),
    ("stated_balance", "stated_ore = 1"),
    ("voucher_tombstone", "rest = hash"),
];

#[test]
fn what_is_posted_stays() {
    each_migrated(&[ACCESS, LEDGER], |store| {
        let entity = books::fill(store);
        // Row security hides rows from nobody here: the owner is told whose rows to see.
        let seen = if store.engine() == Engine::Postgres {
            format!("select set_config('kameral.entities', '{entity}', false);")
        } else {
            String::new()
        };
        let stated = "insert into stated_balance (entity_id, file_sha256, year, account, stated_ore, ledger_ore)";
        let hash = if store.engine() == Engine::Postgres {
            "'\\x01'"
        } else {
            "x'01'"
        };
        as_owner(
            store,
            &format!("{seen} {stated} values ({entity}, {hash}, 2026, '1510', 0, 0)"),
        )
        .expect("a row");
        for (table, change) in TABLES {
            refused(store, &format!("{seen} update {table} set {change}"));
            refused(store, &format!("{seen} delete from {table}"));
            match store.engine() {
                Engine::Postgres => refused(store, &format!("{seen} truncate {table}")),
                Engine::Sqlite => refused(
                    store,
                    &format!("insert or replace into {table} select * from {table} limit 1"),
                ),
            }
        }
        let found = books::findings(store, entity);
        assert!(found.is_empty(), "{found:#?}");
    });
}

fn refused(store: &Store, sql: &str) {
    let done = as_owner(store, sql);
    let fault = done
        .err()
        .unwrap_or_else(|| panic!("{}: accepted: {sql}", store.engine()));
    assert!(
        fault.is_append_only() || fault.is_unique_violation(),
        "{}: {sql}: {fault}",
        store.engine()
    );
}
