//! How fast a large ledger is read: sums from the balances beside the same sums from the lines.

use std::time::Instant;

use kameral_access::Cx;
use kameral_reports::{ReportQuery, Written, run};
use kameral_ui::Language;
use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;

use super::books::{YEAR, agency, fill};
use super::figure::{Runs, median, micros};
use super::posting::remove;
use super::{Figure, Limit, Ratio, Say, Size, Unit, place, rules};
use crate::outcome::Ending;

/// Runs of a report.
const RUNS: usize = 5;
/// Runs of what reads every line.
const LINE_RUNS: usize = 3;
/// A report answers in less than this, in millionths of a second.
const ANSWER_MOST: Limit = Limit::AtMost(50_000);
/// All statements of a year together, in millionths of a second.
const STATEMENTS_MOST: Limit = Limit::AtMost(200_000);
/// The balances of a million vouchers answer at least so many hundredths times faster than their
/// lines. Lines grow with the ledger and balances hardly do, so of fewer it is as much less.
const CUBE_LEAST: i64 = 5_000;
/// The ledger that limit is for.
const LARGE: i64 = 1_000_000;
/// The account with the most lines: the debt to suppliers and the bank have fewer.
pub const ACCOUNT: &str = "1541";

/// The sums of a trial balance, from the lines.
pub const BY_ACCOUNT: &str = "select account, sum(case when amount_ore > 0 then amount_ore else 0 end),
  sum(case when amount_ore < 0 then amount_ore else 0 end) from voucher_line
  where entity_id = 1 and year = 2025 and period between 202500 and 202513 group by account";
/// The sums of a cube over account and unit, from the lines.
pub const BY_ACCOUNT_AND_UNIT: &str = "select c.account, c.d1,
  sum(case when l.amount_ore > 0 then l.amount_ore else 0 end),
  sum(case when l.amount_ore < 0 then l.amount_ore else 0 end)
  from voucher_line as l join coding as c on c.entity_id = l.entity_id and c.coding_id = l.coding_id
  where l.entity_id = 1 and l.year = 2025 and l.period between 202500 and 202513 group by c.account, c.d1";

/// A report: its name and what is asked.
pub type Asked = (&'static str, &'static [(&'static str, &'static str)]);

/// The trial balance of a year.
pub const TRIAL_BALANCE: Asked = ("trial-balance", &[("period", "202501..202512")]);
/// A cube of two dimensions over the same year.
pub const CUBE: Asked = (
    "trial-balance",
    &[("period", "202501..202512"), ("by", "account,ORG"), ("limit", "10000")],
);

/// The statements and what stands beside them.
const STATEMENTS: [&str; 8] = [
    "income-statement",
    "balance-sheet",
    "income-statement-scode",
    "balance-sheet-scode",
    "state-account",
    "capital-change",
    "cash-flow",
    "real-economic-distribution",
];

pub fn figures(size: Size, folder: &TempDir, say: Say<'_>) -> Result<Vec<Figure>, Ending> {
    let database = place(folder, "read.db");
    // Made without syncs: only reading is measured here.
    let cx = agency(&format!("{database}?durability=test"))?;
    fill(&cx, size.read, say)?;
    let bare = Connection::open_with_flags(&database, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    bare.execute_batch("pragma cache_size = -65536")?;
    say("reading");
    let from_lines = |sql: &str| -> Result<i64, Ending> {
        let mut statement = bare.prepare_cached(sql)?;
        let began = Instant::now();
        let mut rows = statement.query([])?;
        while rows.next()?.is_some() {}
        Ok(micros(began.elapsed()))
    };
    let mut figures = both(&cx, size.read, from_lines)?;
    figures.push(page(&cx, size.read)?);
    figures.push(statements(&cx, size.read)?);
    say("running rules");
    figures.extend(rules::running(&cx, size.read)?);
    drop((bare, cx));
    remove(&[&database])?;
    Ok(figures)
}

/// The trial balance and the cube, each beside its sums from the lines.
pub fn both(cx: &Cx, count: usize, from_lines: impl Fn(&str) -> Result<i64, Ending>) -> Result<Vec<Figure>, Ending> {
    let mut figures = Vec::new();
    for (names, what, asked, sql) in [
        (
            ["trial_balance", "trial_balance_time"],
            "trial balance",
            TRIAL_BALANCE,
            BY_ACCOUNT,
        ),
        (
            ["cube", "cube_time"],
            "cube of account and unit",
            CUBE,
            BY_ACCOUNT_AND_UNIT,
        ),
    ] {
        let took = report(cx, asked)?;
        let lines: Result<Vec<i64>, Ending> = (0..LINE_RUNS).map(|_| from_lines(sql)).collect();
        let mut runs = Runs::default();
        runs.push(took, median(lines?).unwrap_or_default());
        let compared = format!("{what} of {count} vouchers from the balances, against the lines");
        figures.push(
            runs.clone()
                .figure(names[0], compared, Unit::Milliseconds, cube_least(count)),
        );
        let alone = Figure {
            peer: None,
            ratio: None,
            ..runs.figure(names[1], String::new(), Unit::Milliseconds, ANSWER_MOST)
        };
        figures.push(Figure {
            what: format!("{what} of {count} vouchers"),
            ..alone
        });
    }
    Ok(figures)
}

/// The general ledger's page in the middle of the account with the most lines.
pub fn page(cx: &Cx, count: usize) -> Result<Figure, Ending> {
    let after = format!("k{ACCOUNT}:{YEAR}07:{}:1", count / 2);
    let account = format!("KONTO={ACCOUNT}");
    let asked = [
        ("period", "202501..202512"),
        ("where", account.as_str()),
        ("after", after.as_str()),
    ];
    let value = timed(cx, "general-ledger", &asked)?;
    Ok(Figure {
        name: "ledger_page",
        what: format!("a page in the middle of account {ACCOUNT}, of {count} vouchers with four lines each"),
        value,
        unit: Unit::Milliseconds,
        peer: None,
        ratio: None,
        limit: ANSWER_MOST,
    })
}

/// Every statement of a year, one after another.
pub fn statements(cx: &Cx, count: usize) -> Result<Figure, Ending> {
    let period = [("period", "202501..202512")];
    let times: Result<Vec<i64>, Ending> = STATEMENTS.iter().map(|name| timed(cx, name, &period)).collect();
    Ok(Figure {
        name: "statements",
        what: format!(
            "the {} statements of a year together, of {count} vouchers",
            STATEMENTS.len()
        ),
        value: times?.into_iter().sum(),
        unit: Unit::Milliseconds,
        peer: None,
        ratio: None,
        limit: STATEMENTS_MOST,
    })
}

fn cube_least(count: usize) -> Limit {
    let count = i64::try_from(count).unwrap_or(LARGE);
    Limit::AtLeast(Ratio(CUBE_LEAST.saturating_mul(count) / LARGE))
}

fn report(cx: &Cx, (name, asked): Asked) -> Result<i64, Ending> {
    timed(cx, name, asked)
}

/// The median time of a report; the first run, which fills the caches, does not count.
fn timed(cx: &Cx, name: &str, asked: &[(&str, &str)]) -> Result<i64, Ending> {
    let start = Written {
        name: name.to_owned(),
        ..Written::default()
    };
    let written = asked
        .iter()
        .try_fold(start, |written, (name, value)| written.with(name, value));
    let written = written.ok_or_else(|| Ending::Fault("a report without that option".to_owned()))?;
    let query = ReportQuery::parse(&written, Language::Sv).map_err(|wrong| Ending::Fault(format!("{wrong:?}")))?;
    let mut times = Vec::new();
    for round in 0..=RUNS {
        let began = Instant::now();
        run(cx, &query)?;
        if 0 < round {
            times.push(micros(began.elapsed()));
        }
    }
    Ok(median(times).unwrap_or_default())
}
