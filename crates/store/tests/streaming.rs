//! Streaming: rows pass by without being kept.

use std::ops::ControlFlow;

use kameral_store::testing::{each_engine, write};
use kameral_store::{Fault, Store};

const ROWS: i64 = 200_000;
/// What one row weighs here; all together they are 100 MB.
const ROW_BYTES: usize = 500;
/// What streaming may take beside: a driver's buffers and SQLite's page cache.
const GROWTH_KIB_MAX: i64 = 32 * 1024;

const ALL: &str = "-- Two hundred thousand rows.
with recursive numbers (number) as (
  select cast(1 as bigint) union all select number + 1 from numbers where number < 200000
)
select number, $1 || cast(number as text) as words from numbers";

#[test]
fn two_hundred_thousand_rows_take_no_memory() {
    each_engine(|store| {
        store.migrate(&[], kameral_store::testing::long_ago()).unwrap();
        let words = "å".repeat(ROW_BYTES / 2);
        let stream = |store: &Store| -> Result<(i64, usize), Fault> {
            store.read(|tx| {
                let (mut sum, mut bytes) = (0, 0);
                tx.each(ALL, &[words.as_str().into()], |row| {
                    sum += row.get::<i64>("number")?;
                    bytes += row.get::<&str>("words")?.len();
                    Ok(())
                })?;
                Ok((sum, bytes))
            })
        };
        let before = resident_kib();
        let (sum, bytes) = stream(store).unwrap();
        let growth = resident_kib() - before;
        assert_eq!(sum, ROWS * (ROWS + 1) / 2);
        assert!(100_000_000 < bytes);
        assert!(growth < GROWTH_KIB_MAX, "{growth} KiB more");
    });
}

#[test]
fn a_stream_can_be_left_and_the_connection_used() {
    each_engine(|store| {
        store.migrate(&[], kameral_store::testing::long_ago()).unwrap();
        for _ in 0..3 {
            let mut seen = 0;
            store
                .read(|tx| {
                    tx.each(ALL, &["".into()], |_| {
                        seen += 1;
                        Ok(if seen < 10 {
                            ControlFlow::Continue(())
                        } else {
                            ControlFlow::Break(())
                        })
                    })?;
                    let one: i64 = tx.one("select cast(1 as bigint) as one", &[], |row| row.get("one"))?;
                    assert_eq!((seen, one), (10, 1));
                    Ok(())
                })
                .unwrap();
        }
        write(store, |tx| {
            tx.each(ALL, &["".into()], |row| row.get::<i64>("number").map(drop))
        })
        .unwrap();
    });
}

/// The most memory this process has had (Linux).
fn resident_kib() -> i64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse().ok())
        .unwrap_or(0)
}
