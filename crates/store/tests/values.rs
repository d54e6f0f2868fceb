//! What goes in comes out, on both engines.

use jiff::civil::date;
use kameral_base::{Date, EntityId, Ore, Period, Quantity, Timestamp};
use kameral_store::testing::{each_migrated, write};
use kameral_store::{Fault, FaultKind, Insert, Migration, Migrations, Row, Store, Tx, Value, params};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::json;

const TABLES: Migrations = Migrations {
    crate_name: "test",
    files: &[(
        "001_kinds",
        &[Migration::Both(
            "create table kinds (
              id bigint not null primary key,
              number bigint, words text, truth boolean, day date, raw bytea, content jsonb)",
        )],
    )],
};

const KINDS: Insert = Insert {
    table: "kinds",
    columns: &["id", "number", "words", "truth", "day", "raw", "content"],
    suffix: "",
};

const ONE: &str = "-- One row of kinds.\nselect id, number, words, truth, day, raw, content from kinds where id = $1";

#[derive(Debug, Clone, PartialEq)]
struct Kinds {
    number: Option<i64>,
    words: Option<String>,
    truth: Option<bool>,
    day: Option<Date>,
    raw: Option<Vec<u8>>,
    content: Option<serde_json::Value>,
}

fn kinds(row: &Row) -> Result<Kinds, Fault> {
    Ok(Kinds {
        number: row.get("number")?,
        words: row.get("words")?,
        truth: row.get("truth")?,
        day: row.get("day")?,
        raw: row.get("raw")?,
        content: row.get("content")?,
    })
}

fn values(id: i64, kinds: &Kinds) -> Vec<Value<'_>> {
    vec![
        id.into(),
        kinds.number.into(),
        kinds.words.as_ref().into(),
        kinds.truth.into(),
        kinds.day.into(),
        kinds.raw.as_ref().into(),
        kinds.content.as_ref().into(),
    ]
}

fn insert(tx: &mut Tx, id: i64, kinds: &Kinds) -> Result<u64, Fault> {
    let sql = "insert into kinds (id, number, words, truth, day, raw, content) values ($1, $2, $3, $4, $5, $6, $7)";
    tx.exec(sql, &values(id, kinds))
}

fn full() -> Kinds {
    Kinds {
        number: Some(i64::MIN),
        words: Some("Åsa ’köpte’ ½ l 🥛 – \u{a0}på Öland\n\t$1 ?1 ''".to_owned()),
        truth: Some(true),
        day: Some(date(2024, 2, 29)),
        raw: Some((0..=255).collect()),
        content: Some(json!({"å": [1, null, true, "x"], "tom": {}})),
    }
}

fn nothing() -> Kinds {
    Kinds {
        number: None,
        words: None,
        truth: None,
        day: None,
        raw: None,
        content: None,
    }
}

#[test]
fn every_kind_of_value_comes_back() {
    each_migrated(&[TABLES], |store| {
        let (first, last) = (date(0, 1, 1), date(9999, 12, 31));
        let edge = |day| Kinds {
            day: Some(day),
            words: Some(String::new()),
            raw: Some(Vec::new()),
            ..nothing()
        };
        let rows = [full(), nothing(), edge(first), edge(last), edge(date(1999, 12, 31))];
        write(store, |tx| {
            for (id, row) in (1..).zip(&rows) {
                assert_eq!(insert(tx, id, row)?, 1);
            }
            Ok(())
        })
        .unwrap();
        let read = |id: i64| store.read(|tx| tx.one(ONE, params![id], kinds)).unwrap();
        for (id, row) in (1..).zip(&rows) {
            assert_eq!(&read(id), row);
        }
    });
}

#[test]
fn domain_types_go_in_and_come_out() {
    each_migrated(&[TABLES], |store| {
        let instant: Timestamp = "2026-03-31T12:00:00.123456Z".parse().unwrap();
        let sql = "insert into kinds (id, number, words) values ($1, $2, $3)";
        write(store, |tx| {
            tx.exec(sql, params![EntityId(1), Ore::new(-250), instant])?;
            tx.exec(sql, params![2, Period::parse("202613").unwrap(), "x"])?;
            tx.exec(sql, params![3, Quantity::new(1_500), "x"])
        })
        .unwrap();
        store
            .read(|tx| {
                let row = |row: &Row| Ok((row.get("id")?, row.get("number")?, row.get("words")?));
                let found: (EntityId, Ore, Timestamp) = tx.one(ONE, params![1], row)?;
                assert_eq!(found, (EntityId(1), Ore::new(-250), instant));
                let period: Period = tx.one(ONE, params![2], |row| row.get("number"))?;
                assert_eq!(period.to_string(), "202613");
                let quantity: Quantity = tx.one(ONE, params![3], |row| row.get("number"))?;
                assert_eq!(quantity, Quantity::new(1_500));
                Ok(())
            })
            .unwrap();
    });
}

#[test]
fn many_rows_go_in_with_few_statements() {
    each_migrated(&[TABLES], |store| {
        let none = nothing();
        // 1 + 8 + 64 + 256 and some, so that every size is used; a column of nulls has a type too.
        let rows: Vec<Value> = (0..9_000)
            .flat_map(|id| {
                let row = if id % 2 == 0 {
                    Kinds { words: None, ..full() }
                } else {
                    nothing()
                };
                values(id, &row).into_iter().map(owned).collect::<Vec<_>>()
            })
            .collect();
        assert_eq!(write(store, |tx| tx.insert_many(&KINDS, &rows)).unwrap(), 9_000);
        for rows in 1..40 {
            let few: Vec<Value> = (0..rows)
                .flat_map(|id| values(10_000 + 100 * rows + id, &none))
                .collect();
            assert_eq!(
                write(store, |tx| tx.insert_many(&KINDS, &few)).unwrap(),
                u64::try_from(rows).unwrap()
            );
        }
        write(store, |tx| tx.exec("delete from kinds where 10000 <= id", &[])).unwrap();
        assert_eq!(write(store, |tx| tx.insert_many(&KINDS, &[])).unwrap(), 0);
        let sql = "select count(*) as rows, cast(sum(id) as bigint) as ids from kinds where words is null";
        let (rows, ids): (i64, i64) = store
            .read(|tx| tx.one(sql, &[], |row| Ok((row.get("rows")?, row.get("ids")?))))
            .unwrap();
        assert_eq!((rows, ids), (9_000, 8_999 * 9_000 / 2));
        assert_eq!(
            store.read(|tx| tx.one(ONE, params![8_998], kinds)).unwrap(),
            Kinds { words: None, ..full() }
        );
    });
}

#[test]
fn conflicts_are_answered_by_the_suffix() {
    const UPSERT: Insert = Insert {
        table: "kinds",
        columns: &["id", "number"],
        suffix: "on conflict (id) do update set number = kinds.number + excluded.number",
    };
    each_migrated(&[TABLES], |store| {
        let rows = [1, 10, 2, 20, 3, 30].map(Value::Int);
        write(store, |tx| tx.insert_many(&UPSERT, &rows)).unwrap();
        assert_eq!(write(store, |tx| tx.insert_many(&UPSERT, &rows[..4])).unwrap(), 2);
        let numbers: Vec<i64> = store
            .read(|tx| tx.all("select number from kinds order by id", &[], |row| row.get("number")))
            .unwrap();
        assert_eq!(numbers, [20, 40, 30]);
    });
}

#[test]
fn a_row_that_does_not_fit_is_a_fault_with_its_place() {
    each_migrated(&[TABLES], |store| {
        write(store, |tx| insert(tx, 7, &full())).unwrap();
        let told = |read: &dyn Fn(&Row) -> Result<(), Fault>| {
            let fault = store.read(|tx| tx.one(ONE, params![7], read)).unwrap_err();
            assert_eq!(fault.kind(), FaultKind::Mismatch);
            fault.to_string()
        };
        let start = "statement 'One row of kinds.': column";
        assert_eq!(
            told(&|row| row.get::<i64>("words").map(drop)),
            format!("{start} words, row 1: expected a whole number, found text")
        );
        assert_eq!(
            told(&|row| row.get::<Period>("number").map(drop)),
            format!("{start} number, row 1: expected a period, found a whole number")
        );
        assert_eq!(
            told(&|row| row.get::<i64>("amount").map(drop)),
            format!("{start} amount, row 1: there is no such column")
        );
        write(store, |tx| insert(tx, 8, &nothing())).unwrap();
        let fault = store
            .read(|tx| tx.one(ONE, params![8], |row| row.get::<String>("words")))
            .unwrap_err();
        assert_eq!(
            fault.to_string(),
            format!("{start} words, row 1: expected text, found null")
        );
    });
}

#[test]
fn a_value_of_the_wrong_kind_is_a_fault() {
    each_migrated(&[TABLES], |store| {
        let sql = "insert into kinds (id, number) values ($1, $2)";
        for wrong in [Value::from("x"), Value::from(vec![1_u8])] {
            assert!(
                write(store, |tx| tx.exec(sql, &[Value::Int(1), wrong.clone()])).is_err(),
                "{wrong:?}"
            );
        }
        let fault = write(store, |tx| tx.exec(sql, params![1])).unwrap_err();
        assert_eq!(fault.kind(), FaultKind::Misuse);
        assert!(fault.to_string().ends_with("2 parameters wanted, 1 given"), "{fault}");
        let sql = "insert into kinds (id, truth) values ($1, $2)";
        assert!(
            write(store, |tx| tx.exec(sql, params![1, 2])).is_err(),
            "2 is no boolean"
        );
    });
}

#[test]
fn text_sorts_by_its_bytes() {
    each_migrated(&[TABLES], |store| {
        write(store, |tx| {
            for (id, words) in (1_i64..).zip(["ö", "a", "B", "å", "_", "10", "9", "Ä", ""]) {
                tx.exec("insert into kinds (id, words) values ($1, $2)", params![id, words])?;
            }
            Ok(())
        })
        .unwrap();
        let sorted: Vec<String> = store
            .read(|tx| tx.all("select words from kinds order by words", &[], |row| row.get("words")))
            .unwrap();
        assert_eq!(sorted, ["", "10", "9", "B", "_", "a", "Ä", "å", "ö"]);
    });
}

fn owned(value: Value<'_>) -> Value<'static> {
    match value {
        Value::Null => Value::Null,
        Value::Int(number) => Value::Int(number),
        Value::Bool(truth) => Value::Bool(truth),
        Value::Date(day) => Value::Date(day),
        Value::Text(text) => Value::Text(text.into_owned().into()),
        Value::Bytes(bytes) => Value::Bytes(bytes.into_owned().into()),
        Value::Json(json) => Value::Json(std::borrow::Cow::Owned(json.into_owned())),
    }
}

fn round_trip(store: &Store, row: &Kinds) -> Kinds {
    write(store, |tx| {
        tx.exec("delete from kinds", &[])?;
        insert(tx, 1, row)?;
        tx.one(ONE, params![1], kinds)
    })
    .unwrap()
}

#[test]
fn any_value_comes_back() {
    let any_day = (0_i16..=9999, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| date(year, month, day));
    // PostgreSQL takes no U+0000 in text.
    let any = (
        any::<Option<i64>>(),
        proptest::option::of("[^\0]{0,20}"),
        any::<Option<bool>>(),
        proptest::option::of(any_day),
        any::<Option<Vec<u8>>>(),
        proptest::option::of("[^\0]{0,20}"),
    );
    let any = any.prop_map(|(number, words, truth, day, raw, text)| Kinds {
        number,
        words,
        truth,
        day,
        raw,
        content: text.map(|text| json!([text, number])),
    });
    each_migrated(&[TABLES], |store| {
        let mut runner = TestRunner::deterministic();
        runner
            .run(&any, |row| {
                prop_assert_eq!(round_trip(store, &row), row);
                Ok(())
            })
            .unwrap();
    });
}
