//! Books as a list of lines, and random ones.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use kameral_base::{Date, Ore, Pattern, Period, Quantity};
use kameral_ledger::model::{AccountKind, AccountingModel};
use kameral_ledger::voucher::{DraftLine, DraftVoucher};
use kameral_reports::{Table, Value};
use proptest::prelude::*;

use crate::books::ACCOUNTS;

const ORGS: [&str; 5] = ["", "100", "110", "210", "220"];
const FINS: [&str; 4] = ["", "10", "20", "40"];
const PROJS: [&str; 4] = ["", "P1", "P2", "P3"];

/// A random voucher.
#[derive(Debug, Clone)]
pub struct Voucher {
    date: Date,
    period: Period,
    lines: Vec<(usize, [usize; 3], i64, i64)>,
}

/// A line of the model.
#[derive(Debug, Clone)]
pub struct Line {
    seq: usize,
    period: i64,
    account: &'static str,
    values: [&'static str; 3],
    ore: i64,
}

/// A random question.
#[derive(Debug, Clone)]
pub struct Asked {
    from: i64,
    to: i64,
    filters: Vec<(&'static str, &'static str)>,
    /// What rows are grouped by; empty is the account.
    by: Vec<&'static str>,
    as_of: Option<prop::sample::Index>,
}

/// What the model adds up to.
#[derive(Debug, Default)]
pub struct Expected {
    /// By values of the keys: opening, debit, credit; without rows of nothing.
    pub rows: BTreeMap<Vec<String>, [i64; 3]>,
    /// Results of earlier years.
    pub unclosed: i64,
}

/// Random vouchers, in the order they are posted.
pub fn vouchers(count: Range<usize>) -> impl Strategy<Value = Vec<Voucher>> {
    let line = (
        0..ACCOUNTS.len(),
        [0..ORGS.len(), 0..FINS.len(), 0..PROJS.len()],
        -99_999_i64..99_999,
        -5_i64..5,
    );
    let voucher = (
        0_i64..730,
        0_u8..10,
        prop::collection::vec(line, 1..4),
        0..ACCOUNTS.len(),
    );
    prop::collection::vec(
        voucher.prop_map(|(day, special, lines, last)| made(day, special, lines, last)),
        count,
    )
}

fn made(day: i64, special: u8, mut lines: Vec<(usize, [usize; 3], i64, i64)>, last: usize) -> Voucher {
    for line in &mut lines {
        line.2 = if line.2 == 0 { 1 } else { line.2 };
    }
    let sum: i64 = lines.iter().map(|line| line.2).sum();
    if sum != 0 {
        lines.push((last, [0; 3], -sum, 0));
    }
    let any = Date::constant(2025, 1, 1).saturating_add(days(day));
    let year = i32::from(any.year());
    let (date, month) = match special {
        0 => (Date::constant(any.year(), 1, 2), 0),
        1 => (Date::constant(any.year(), 12, 31), 13),
        _ => (any, u32::from(any.month().unsigned_abs())),
    };
    Voucher {
        date,
        period: Period::new(year, month).expect("a period"),
        lines,
    }
}

/// So many days of 24 hours.
fn days(days: i64) -> std::time::Duration {
    std::time::Duration::from_secs(days.unsigned_abs() * 86_400)
}

impl Voucher {
    /// The voucher as the ledger takes it.
    pub fn draft(&self, model: &AccountingModel) -> DraftVoucher {
        let line = |(account, values, ore, quantity): &(usize, [usize; 3], i64, i64)| {
            let codes = [
                ("ORG", ORGS[values[0]]),
                ("FIN", FINS[values[1]]),
                ("PROJ", PROJS[values[2]]),
            ];
            let used = codes.into_iter().filter(|(_, value)| !value.is_empty());
            let position = |code: &str| model.dimension(code).expect("a dimension").position;
            DraftLine {
                account: ACCOUNTS[*account].0.to_owned(),
                values: used.map(|(code, value)| (position(code), value.to_owned())).collect(),
                amount: Ore::new(*ore),
                quantity: (*quantity != 0).then(|| Quantity::new(*quantity * 1_000)),
                unit: if *quantity == 0 {
                    String::new()
                } else {
                    "kWh".to_owned()
                },
                ..DraftLine::default()
            }
        };
        DraftVoucher {
            date: Some(self.date),
            period: Some(self.period),
            text: "slump".to_owned(),
            lines: self.lines.iter().map(line).collect(),
            ..DraftVoucher::default()
        }
    }
}

/// The lines of vouchers, numbered in the order they are posted.
pub fn lines(vouchers: &[Voucher]) -> Vec<Line> {
    let of = |(at, voucher): (usize, &Voucher)| {
        let period = voucher.period.get();
        let line = move |(account, values, ore, _): &(usize, [usize; 3], i64, i64)| Line {
            seq: at + 1,
            period,
            account: ACCOUNTS[*account].0,
            values: [ORGS[values[0]], FINS[values[1]], PROJS[values[2]]],
            ore: *ore,
        };
        voucher.lines.iter().map(line).collect::<Vec<_>>()
    };
    vouchers.iter().enumerate().flat_map(of).collect()
}

/// Random questions of the years 2025 and 2026.
pub fn asked() -> impl Strategy<Value = Asked> {
    let months = [0_i64, 1, 2, 3, 5, 7, 9, 11, 12, 13];
    let periods = (
        prop::sample::select(vec![2025_i64, 2026]),
        prop::sample::select(months.to_vec()),
        prop::sample::select(months.to_vec()),
    );
    let filters = prop::sample::subsequence(
        vec![
            ("KONTO", "1*,2*"),
            ("KONTO", "!3*"),
            ("KONTO", "5?31,69131"),
            ("KONTO/2", "69"),
            ("ORG", "1*"),
            ("ORG", "?1?"),
            ("FIN", "10-20"),
            ("PROJ", "!P2"),
            ("AREA", "YTTRE"),
            ("ORG/TREE", "hela"),
        ],
        0..3,
    );
    let by = prop::sample::subsequence(vec!["KONTO/1", "KONTO", "ORG", "FIN", "PROJ", "PROGRAM", "AREA"], 0..3);
    (periods, filters, by, prop::option::of(any::<prop::sample::Index>())).prop_map(
        |((year, a, b), filters, by, as_of)| Asked {
            from: year * 100 + a.min(b),
            to: year * 100 + a.max(b),
            filters,
            by,
            as_of,
        },
    )
}

impl Asked {
    /// The place in a journal of that length, when an earlier one is asked for.
    pub fn as_of(&self, length: usize) -> Option<usize> {
        self.as_of.map(|index| 1 + index.index(length))
    }

    /// The same question by the report's own grouping.
    pub fn ungrouped(&self) -> Self {
        Self {
            by: Vec::new(),
            ..self.clone()
        }
    }

    /// As it is written after `kameral report`.
    pub fn line(&self, report: &str, as_of: Option<usize>) -> String {
        let mut line = format!("{report} --period {}..{}", self.from, self.to);
        for (key, pattern) in &self.filters {
            write!(line, " --where {key}={pattern}").expect("a string takes it");
        }
        if !self.by.is_empty() {
            write!(line, " --by {}", self.by.join(",")).expect("a string takes it");
        }
        if let Some(place) = as_of {
            write!(line, " --as-of {place}").expect("a string takes it");
        }
        line
    }
}

/// The trial balance, added up from the lines.
pub fn trial_balance(lines: &[Line], asked: &Asked, as_of: Option<usize>) -> Expected {
    let known: Vec<&Line> = lines
        .iter()
        .filter(|line| as_of.is_none_or(|place| line.seq <= place))
        .collect();
    let year = asked.from / 100;
    let has_opening = |year: i64| known.iter().any(|line| line.period == year * 100);
    let first = if has_opening(year) || year == 2025 {
        year
    } else {
        year - 1
    };
    let by: &[&str] = if asked.by.is_empty() { &["KONTO"] } else { &asked.by };
    let mut expected = Expected::default();
    let passes = |line: &&&Line| {
        let meets = |(key, pattern): &(&str, &str)| match *key {
            // The district 220 leaves the tree in the summer of 2026.
            "ORG/TREE" => match line.values[0] {
                "220" => asked.to < 202_607,
                org => !org.is_empty(),
            },
            key => Pattern::parse(pattern).expect("a pattern").matches(&value(line, key)),
        };
        asked.filters.iter().all(meets)
    };
    for line in known.iter().filter(passes) {
        let of_year = line.period / 100;
        if of_year < first || asked.to < line.period {
            continue;
        }
        if of_year < year && !carries(line.account) {
            expected.unclosed += line.ore;
            continue;
        }
        let keys: Vec<String> = by.iter().map(|key| value(line, key)).collect();
        let row = expected.rows.entry(keys).or_default();
        let side = if line.period < asked.from {
            0
        } else {
            1 + usize::from(line.ore < 0)
        };
        row[side] += if side == 2 { -line.ore } else { line.ore };
    }
    expected.rows.retain(|_, figures| *figures != [0; 3]);
    expected
}

fn value(line: &Line, key: &str) -> String {
    let [org, fin, proj] = line.values;
    let is_nature = matches!(proj, "P1" | "P3");
    match key {
        "KONTO" => line.account.to_owned(),
        "KONTO/1" => line.account[..1].to_owned(),
        "KONTO/2" => line.account[..2].to_owned(),
        "ORG" => org.to_owned(),
        "FIN" => fin.to_owned(),
        "PROJ" => proj.to_owned(),
        "PROGRAM" if is_nature => "NATUR".to_owned(),
        "AREA" if is_nature => "YTTRE".to_owned(),
        _ => String::new(),
    }
}

fn carries(account: &str) -> bool {
    let (_, _, kind) = ACCOUNTS.iter().find(|row| row.0 == account).expect("an account");
    matches!(kind, AccountKind::Asset | AccountKind::Liability)
}

/// Closing balances of the accounts a specification shows without parts.
pub fn accounts_without_parts(table: &Table) -> i64 {
    let mut sum = 0;
    for (at, row) in table.rows.iter().enumerate() {
        let has_parts = table.rows.get(at + 1).is_some_and(|next| next.level == 1);
        if row.level == 0
            && !has_parts
            && let Value::Amount(amount) = &row.cells[9]
        {
            sum += amount.get();
        }
    }
    sum
}
