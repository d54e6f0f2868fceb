//! One bit of the database file is flipped, hundreds of times: what changes the books is told by the
//! integrity check or by SQLite's own, or cannot be read (reliability M12, P29).
//!
//! `KAMERAL_FLIPS=100000 cargo test -p kameral-ledger check_flips::` for a long run.

use crate::books;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use books::Books;
use rusqlite::Connection;
use rusqlite::types::ValueRef;

/// Flips of a usual run.
const FLIPS: usize = 400;

/// Tables whose content the check answers for: those of `check_columns.rs`, without what it names as
/// not covered.
const COVERED: [&str; 36] = [
    "account",
    "account_level",
    "balance",
    "coding",
    "combination_rule",
    "corrected_line",
    "currency",
    "currency_rate",
    "dimension",
    "dimension_value",
    "entity",
    "fiscal_year",
    "hierarchy",
    "hierarchy_node",
    "history",
    "history_change",
    "history_head",
    "journal_head",
    "model_change",
    "model_head",
    "pairing_line",
    "period_state",
    "posting_rule",
    "relation",
    "relation_value",
    "series",
    "series_counter",
    "statement_line",
    "voucher",
    "voucher_attachment",
    "voucher_kind",
    "voucher_line",
    "voucher_tombstone",
    "attachment",
    "pairing",
    "migration",
];

/// Columns of those that are not.
const NOT_COVERED: [&str; 5] = [
    "attachment.media_type",
    "pairing.journal_seq",
    "pairing.paired_at",
    "pairing.paired_by",
    "pairing.paired_by_name",
];

#[derive(Debug, Default)]
struct Count {
    harmless: usize,
    elsewhere: usize,
    unreadable: usize,
    told_by_sqlite_too: usize,
    told: usize,
}

#[test]
fn every_flipped_bit_is_told() {
    let books = Books::make();
    let whole = std::fs::read(books.path()).expect("the file");
    let names = column_names(&books.path());
    let before = dump(&books.path()).expect("whole books can be read");
    let flips = std::env::var("KAMERAL_FLIPS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(FLIPS);
    // Most of a small file is empty; only what is written on can be damaged.
    let used: Vec<usize> = (0..whole.len()).filter(|at| whole[*at] != 0).collect();
    let mut chance = Chance(12);
    let mut count = Count::default();
    let mut untold = Vec::new();
    for _ in 0..flips {
        let bit = used[chance.below(used.len())] * 8 + chance.below(8);
        let copy = books.copy("flipped.db");
        let mut bytes = whole.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        std::fs::write(&copy, &bytes).expect("written");
        let Some(after) = dump(&copy) else {
            count.unreadable += 1;
            if told(&books, &copy).is_none() {
                untold.push(format!("bit {bit}: cannot be read, and the check is clean"));
            }
            continue;
        };
        let changed = changed(&names, &before, &after);
        if changed.is_empty() {
            count.harmless += 1;
        } else if !changed.iter().any(|column| is_covered(column)) {
            count.elsewhere += 1;
        } else {
            match told(&books, &copy) {
                None => untold.push(format!("bit {bit}: {changed:?}")),
                Some(by_sqlite) => {
                    count.told += 1;
                    count.told_by_sqlite_too += usize::from(by_sqlite);
                }
            }
        }
    }
    println!(
        "{flips} bits of {} bytes: {count:?}, untold {}",
        used.len(),
        untold.len()
    );
    assert!(untold.is_empty(), "nothing tells of:\n{}", untold.join("\n"));
    assert!(flips / 10 < count.told, "few flips met the books: {count:?}");
}

/// The same numbers in every run (SplitMix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from(mixed ^ (mixed >> 31)).expect("64 bits") % bound
    }
}

/// Whether something is found: none when not, else whether SQLite's own check found it.
fn told(books: &Books, copy: &Path) -> Option<bool> {
    let Ok(store) = kameral_store::Store::open(&format!("{}?durability=test", copy.display())) else {
        return Some(true);
    };
    let cx = books::cx(&store, books.entity);
    let by_store = kameral_ledger::check::check_store(&cx).expect("a check ends");
    let by_books = books::checked(&store, books.entity);
    let by_history = books::of_installation(&store);
    if by_store.is_empty() && by_books.is_clean() && by_history.is_empty() {
        None
    } else {
        Some(!by_store.is_empty())
    }
}

fn is_covered(column: &str) -> bool {
    let table = column.split('.').next().unwrap_or_default();
    COVERED.contains(&table) && table != "migration" && !NOT_COVERED.contains(&column)
}

/// Table, and its rows of cells as kind and bytes.
type Table = (String, Vec<Vec<(u8, Vec<u8>)>>);

/// Every table as it can be read; none when something cannot be.
fn dump(path: &Path) -> Option<Vec<Table>> {
    let raw = Connection::open(path).ok()?;
    let mut statement = raw
        // SQLite itself reads these two as text, whatever they are, and in any case.
        .prepare("select cast(name as text) from sqlite_schema where lower(cast(type as text)) = 'table' order by 1")
        .ok()?;
    let names: Vec<String> = statement
        .query_map([], |row| row.get(0))
        .ok()?
        .collect::<Result<_, _>>()
        .ok()?;
    names.into_iter().map(|name| table(&raw, name)).collect()
}

fn table(raw: &Connection, name: String) -> Option<Table> {
    let mut statement = raw.prepare(&format!("select * from {name} not indexed")).ok()?;
    // Names of columns may be damaged; their places are compared.
    let width = statement.column_count();
    let mut rows = statement.query([]).ok()?;
    let mut cells = Vec::new();
    while let Some(row) = rows.next().ok()? {
        cells.push(
            (0..width)
                .map(|at| row.get_ref(at).map(cell))
                .collect::<Result<_, _>>()
                .ok()?,
        );
    }
    Some((name, cells))
}

fn cell(value: ValueRef<'_>) -> (u8, Vec<u8>) {
    match value {
        ValueRef::Null => (0, Vec::new()),
        ValueRef::Integer(number) => (1, number.to_be_bytes().to_vec()),
        ValueRef::Real(number) => (2, number.to_be_bytes().to_vec()),
        ValueRef::Text(bytes) => (3, bytes.to_vec()),
        ValueRef::Blob(bytes) => (4, bytes.to_vec()),
    }
}

/// Columns whose content differs; all columns of a table that has other rows.
fn changed(names: &BTreeMap<String, Vec<String>>, before: &[Table], after: &[Table]) -> BTreeSet<String> {
    let mut changed = BTreeSet::new();
    for (name, rows) in before {
        // To SQL a name in capitals is the same name.
        let found = after.iter().find(|(other, _)| other.eq_ignore_ascii_case(name));
        let found = found.map(|(_, rows)| rows);
        let same = |at: usize| {
            found.is_some_and(|others| {
                others.len() == rows.len() && rows.iter().zip(others).all(|(row, other)| row.get(at) == other.get(at))
            })
        };
        let columns = names[name].iter().enumerate();
        changed.extend(
            columns
                .filter(|(at, _)| !same(*at))
                .map(|(_, column)| format!("{name}.{column}")),
        );
    }
    changed
}

/// Columns of every table.
fn column_names(path: &Path) -> BTreeMap<String, Vec<String>> {
    let raw = Connection::open(path).expect("opens");
    let mut statement = raw
        .prepare("select t.name, c.name from sqlite_schema as t, pragma_table_info(t.name) as c where t.type = 'table'")
        .expect("a statement");
    let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut rows = statement.query([]).expect("columns");
    while let Some(row) = rows.next().expect("columns") {
        names
            .entry(row.get(0).expect("a table"))
            .or_default()
            .push(row.get(1).expect("a column"));
    }
    names
}
