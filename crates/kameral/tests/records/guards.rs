//! Reliability rule 1, of what may be emptied: the database takes no other change of a posted row, in any column,
//! from the day the column is made.

use kameral_base::EntityId;
use kameral_ledger::tombstone::TEXTS_DISPOSED_AS;
use kameral_store::catalogue::{self, ColumnKind};
use kameral_store::disposed::{self, Disposing};
use kameral_store::testing::{each_migrated, write};
use kameral_store::{Engine, FaultKind, Store, params};

use crate::records::disposal::LATER;
use crate::records::world::{a_year, operator};

/// The tables, and their texts.
const TABLES: [(&str, &[&str]); 3] = [
    ("voucher", &["text", "counterparty", "link", "reason", "warnings"]),
    ("voucher_line", &["text"]),
    ("voucher_attachment", &["name"]),
];

fn tried(store: &Store, entity: EntityId, sql: &str) -> Result<u64, FaultKind> {
    let sql: &'static str = Box::leak(sql.to_owned().into_boxed_str());
    let done = write(store, |tx| {
        tx.for_entities(&[entity])?;
        tx.exec(sql, params![entity])
    });
    done.map_err(|fault| fault.kind())
}

fn named(store: &Store, subject: &str) {
    let cx = operator(store, "eva", LATER);
    write(store, |tx| {
        tx.for_entities(&[cx.entity()])?;
        let disposing = Disposing {
            entity: cx.entity(),
            record: TEXTS_DISPOSED_AS,
            subject,
            sha256: &"0".repeat(64),
            file_bytes: 0,
            about: "",
            decision_no: 1,
            run_no: 1,
            at: cx.now,
            by: cx.actor.user,
            by_name: "eva",
        };
        disposed::log(tx, &disposing)
    })
    .unwrap();
}

/// Texts are emptied where the log names the voucher and nowhere else, all of a row at once, to nothing but
/// nothing; and with them no other column changes, whichever it is.
#[test]
fn only_texts_are_emptied_and_only_where_the_log_says() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        a_year(store);
        let entity = operator(store, "eva", LATER).entity();
        let refused = |sql: &str| {
            let kind = tried(store, entity, sql).expect_err(sql);
            assert!(
                matches!(kind, FaultKind::AppendOnly | FaultKind::Privilege),
                "{sql}: {kind:?}"
            );
        };
        let tables = store.read(catalogue::tables).unwrap();
        for (table, texts) in TABLES {
            let emptied: Vec<String> = texts.iter().map(|text| format!("{text} = ''")).collect();
            let emptied = emptied.join(", ");
            refused(&format!(
                "update {table} set {emptied} where entity_id = $1 and journal_seq = 1"
            ));
        }
        named(store, "1");
        for (table, texts) in TABLES {
            let emptied: Vec<String> = texts.iter().map(|text| format!("{text} = ''")).collect();
            let emptied = emptied.join(", ");
            let known = tables.iter().find(|known| known.name == table).expect("the table");
            for column in known.columns.iter().filter(|column| !texts.contains(&column.name)) {
                let name = column.name;
                let other = match (column.kind, store.engine()) {
                    (ColumnKind::Int | ColumnKind::Bool, _) => format!("coalesce({name}, 0) + 1"),
                    (ColumnKind::Bytes, Engine::Postgres) => "'\\x01'::bytea".to_owned(),
                    (ColumnKind::Bytes, Engine::Sqlite) => "x'01'".to_owned(),
                    (ColumnKind::Date, Engine::Postgres) => "date '1999-01-01'".to_owned(),
                    (ColumnKind::Date, Engine::Sqlite) => "'1999-01-01'".to_owned(),
                    (ColumnKind::Text | ColumnKind::Json, _) => format!("coalesce({name}, '') || 'x'"),
                };
                refused(&format!(
                    "update {table} set {emptied}, {name} = {other} where entity_id = $1 and journal_seq = 1"
                ));
            }
            refused(&format!(
                "update {table} set {} = 'x' where entity_id = $1 and journal_seq = 1",
                texts[0]
            ));
            refused(&format!(
                "update {table} set {emptied} where entity_id = $1 and journal_seq in (1, 2)"
            ));
            refused(&format!("delete from {table} where entity_id = $1 and journal_seq = 1"));
            let sql = format!("update {table} set {emptied} where entity_id = $1 and journal_seq = 1");
            assert!(0 < tried(store, entity, &sql).unwrap(), "{table}");
        }
    });
}

/// What the log of one entity names lets nothing go of another's: the same number is another voucher there.
#[test]
fn the_log_of_one_entity_names_nothing_of_another() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        a_year(store);
        named(store, "1");
        let of_2098 = "select entity_id from entity where code = '2098'";
        let other = store
            .read(|tx| tx.one(of_2098, &[], |row| row.get::<i64>("entity_id")))
            .map(EntityId)
            .unwrap();
        crate::records::world::posted_elsewhere(store, other);
        let sql = "update voucher_line set text = '' where entity_id = $1 and journal_seq = 1";
        let kind = tried(store, other, sql).expect_err("another's voucher");
        assert!(matches!(kind, FaultKind::AppendOnly | FaultKind::Privilege), "{kind:?}");
    });
}
