//! smoke
use kameral_store::*;
#[test]
fn smoke() {
    const M: Migrations = Migrations {
        crate_name: "t",
        files: &[(
            "001",
            &[Migration::Both(
                "create table a (x bigint not null primary key, b boolean, d date);",
            )],
        )],
    };
    testing::each_migrated(&[M], |store| {
        store.migrate(&[M], testing::long_ago()).unwrap();
        store
            .write(|tx| -> Result<(), Stop<()>> {
                tx.exec("insert into a (x, b) values ($1, $2)", params![1, true])?;
                tx.insert_many(
                    &Insert {
                        table: "a",
                        columns: &["x", "d"],
                        suffix: "",
                    },
                    &[
                        Value::Int(2),
                        Value::Null,
                        Value::Int(3),
                        jiff::civil::date(2026, 1, 1).into(),
                    ],
                )?;
                Ok(())
            })
            .unwrap();
        let n: i64 = store
            .read(|tx| tx.one("select count(*) as n from a", &[], |r| r.get("n")))
            .unwrap();
        assert_eq!(n, 3);
    });
}
