//! Integrity checks are queries that must return no rows.

use kameral_store::testing::{each_migrated, write};
use kameral_store::{Check, FINDING_ROWS_MAX, Insert, Migration, Migrations, Value, params};

const TABLES: Migrations = Migrations {
    crate_name: "test",
    files: &[(
        "001_balance",
        &[Migration::Both(
            "create table balance (id bigint not null primary key, amount_ore bigint, day date, ok boolean)",
        )],
    )],
};

const NOT_ZERO: Check = Check {
    number: 17,
    title: "every balance is zero",
    reason: "it is a test",
    sql: "select id, amount_ore, day, ok from balance where amount_ore <> 0 order by id",
};

#[test]
fn offending_rows_are_told_as_text() {
    each_migrated(&[TABLES], |store| {
        assert_eq!(store.run_checks(&[NOT_ZERO], &[]).unwrap(), []);
        let sql = "insert into balance (id, amount_ore, day, ok) values ($1, $2, $3, $4)";
        let day = jiff::civil::date(2026, 3, 31);
        write(store, |tx| tx.exec(sql, params![1, -5, day, Value::Null])).unwrap();
        let findings = store.run_checks(&[NOT_ZERO], &[]).unwrap();
        assert_eq!(findings[0].check, NOT_ZERO);
        assert_eq!(findings[0].rows, ["id=1, amount_ore=-5, day=2026-03-31, ok=null"]);
        const BALANCES: Insert = Insert {
            table: "balance",
            columns: &["id", "amount_ore"],
            suffix: "",
        };
        let rows: Vec<Value> = (2..1_000).flat_map(|id| [Value::Int(id), Value::Int(1)]).collect();
        write(store, |tx| tx.insert_many(&BALANCES, &rows)).unwrap();
        let findings = store.run_checks(&[NOT_ZERO], &[]).unwrap();
        assert_eq!((findings[0].row_count, findings[0].rows.len()), (999, FINDING_ROWS_MAX));
        assert!(store.run_checks(&[Check { number: 9, ..NOT_ZERO }], &[]).is_err());
    });
}
