//! The second wall: on PostgreSQL the program's own role reads no other entity's rows, whatever the query
//! asks for and whichever table (SEC-24, reliability rule 15). The scope is passed over here on purpose.

use std::fmt::Write as _;

use kameral_base::EntityId;
use kameral_store::testing::each_migrated;
use kameral_store::{Engine, Fault, Store, Tx};

use crate::doors::house::House;
use crate::doors::twins::twin;

/// Tables with an entity that are the installation's own: asked of before the entity is known.
const INSTALLATION: [&str; 4] = ["entity", "session", "substitute", "user_role"];
/// Tables that at least have rows of the agency, so that something is hidden.
const FILLED_MIN: usize = 20;

#[test]
fn on_postgres_a_query_without_a_scope_reads_no_other_entity() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        if store.engine() == Engine::Sqlite {
            return;
        }
        twin(&mut House::on(store.clone()), "ORG", false);
        let (agency, other) = (EntityId(1), EntityId(2));
        let (mut told, mut filled) = (String::new(), 0);
        for table in tables(store) {
            let rows = |entity| count(store, entity, &table, "where entity_id = 1").unwrap();
            if rows(agency) == 0 {
                continue;
            }
            filled += 1;
            let (seen, joined) = (rows(other), count(store, other, &table, "").unwrap());
            let own = count(store, other, &table, "where entity_id = 2").unwrap();
            let unnamed = store.read(|tx| counted(tx, &table, ""));
            let changed = store.write(|tx| {
                tx.for_entities(&[other])?;
                let sql = format!("delete from {table} where entity_id = 1");
                Ok::<_, kameral_store::Stop<()>>(tx.exec(Box::leak(sql.into_boxed_str()), &[])?)
            });
            if seen != 0 || joined != own || unnamed.is_ok() || changed.is_ok_and(|rows| rows != 0) {
                writeln!(told, "{table}: {seen} rows of the agency are read by the other").unwrap();
            }
        }
        assert!(told.is_empty(), "{told}");
        assert!(FILLED_MIN <= filled, "{filled} tables have rows");
    });
}

fn count(store: &Store, entity: EntityId, table: &str, which: &str) -> Result<i64, Fault> {
    store.read(|tx| {
        tx.for_entities(&[entity])?;
        counted(tx, table, which)
    })
}

fn counted(tx: &mut Tx, table: &str, which: &str) -> Result<i64, Fault> {
    let sql = format!("select count(*) as n from {table} {which}");
    tx.one(Box::leak(sql.into_boxed_str()), &[], |row| row.get("n"))
}

fn tables(store: &Store) -> Vec<String> {
    let sql = "select c.relname::text as relname from pg_class as c join pg_attribute as a on a.attrelid = c.oid
        where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attname = 'entity_id'
        order by 1";
    let all = store.read(|tx| tx.all(sql, &[], |row| row.get::<String>("relname")));
    let mut all = all.expect("the catalogue can be read");
    all.retain(|table| !INSTALLATION.contains(&table.as_str()));
    all
}
