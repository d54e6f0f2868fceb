//! How long reports take on a ledger of a million vouchers, four million lines.
//!
//! ```text
//! cargo run --release -p kameral-reports --example report_speed -- kameral-speed.db [vouchers]
//! ```
//!
//! The database is made when the file is not there, by the ledger's own commands, and kept.

use std::time::Instant;

use kameral_access::Cx;
use kameral_base::{Date, EntityId, Ore, Timestamp};
use kameral_ledger::commands::{NewEntity, PostRequest, init_entity, post};
use kameral_ledger::model::{Account, AccountKind, Dimension, DimensionValue, RuleSet, Series, VoucherKind};
use kameral_ledger::register::Change;
use kameral_ledger::voucher::{DraftLine, DraftVoucher};
use kameral_reports::{Format, ReportQuery, Written, run, write};
use kameral_store::Store;
use kameral_ui::Language;

/// Vouchers of one request.
const TOGETHER: u64 = 2_000;
/// The account every voucher has a line on.
const BANK: &str = "1932";

fn main() {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().unwrap_or_else(|| "kameral-speed.db".to_owned());
    let vouchers: u64 = arguments
        .next()
        .and_then(|count| count.parse().ok())
        .unwrap_or(1_000_000);
    let is_new = !std::path::Path::new(&path).exists();
    let store = Store::open(&format!("{path}?durability=test")).expect("the database opens");
    let cx = if is_new {
        made(&store, vouchers)
    } else {
        operator(&store, EntityId(1))
    };
    for question in QUESTIONS {
        measure(&cx, question);
    }
    for (format, name) in [(Format::Json, "journal"), (Format::Csv, "general-ledger")] {
        let start = Instant::now();
        let mut out = Counted(0);
        write(
            &cx,
            &query(&format!("{name} --period 202601..202612")),
            format,
            &mut out,
        )
        .expect("a report");
        println!(
            "{:>8} ms  {name} as {}, {} MB",
            start.elapsed().as_millis(),
            format.word(),
            out.0 / 1_000_000
        );
    }
}

const QUESTIONS: [&str; 12] = [
    "trial-balance --period 202601..202612",
    "trial-balance --period 202606",
    "trial-balance --period 202606 --where ORG=1?2,2* --where KONTO=4*,5*",
    "trial-balance --period 202601..202612 --by ORG,FIN --limit 10000",
    "trial-balance --period 202601..202612 --by account,ORG --limit 10000",
    "general-ledger --period 202601..202612 --where KONTO=1932",
    "general-ledger --period 202601..202612 --where KONTO=1932 --after k1932:202611:900000:2",
    "general-ledger --period 202601..202612 --where KONTO=1932 --after k1932:202612:999000:2",
    "general-ledger --period 202601..202612 --where KONTO=5010",
    "journal --period 202606",
    "journal --period 202601..202612 --after j500000",
    "account-specification --period 202601..202612",
];

fn measure(cx: &Cx, question: &str) {
    let query = query(question);
    let mut times: Vec<(u128, u128)> = (0..7)
        .map(|_| {
            let (start, worked) = (Instant::now(), work_micros());
            let table = run(cx, &query).unwrap_or_else(|_| panic!("{question}"));
            assert!(table.tail.totals.is_some(), "{question}");
            (work_micros() - worked, start.elapsed().as_micros())
        })
        .collect();
    times.sort_unstable();
    let (work, wall) = times[times.len() / 2];
    println!("{work:>8} µs of work, {wall:>8} µs by the clock  {question}");
}

/// How long this thread has worked, whatever else the machine does; 0 where Linux does not tell.
fn work_micros() -> u128 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    told.split(' ')
        .next()
        .and_then(|nanos| nanos.parse::<u128>().ok())
        .unwrap_or_default()
        / 1_000
}

fn query(line: &str) -> ReportQuery {
    let mut parts = line.split(" --");
    let start = Written {
        name: parts.next().unwrap_or_default().to_owned(),
        ..Written::default()
    };
    let written = parts.fold(start, |written, part| {
        let (name, value) = part.split_once(' ').unwrap_or((part, "true"));
        written.with(name, value).expect("an option")
    });
    ReportQuery::parse(&written, Language::Sv).expect("a correct question")
}

fn operator(store: &Store, entity: EntityId) -> Cx {
    let now: Timestamp = "2026-12-31T12:00:00Z".parse().expect("a moment");
    Cx::operator(store.clone(), "operator", entity, Date::constant(2026, 12, 31), now)
}

fn made(store: &Store, vouchers: u64) -> Cx {
    let start = Instant::now();
    let nobody = operator(store, EntityId(0));
    store
        .migrate(&[kameral_access::MIGRATIONS, kameral_ledger::MIGRATIONS], nobody.now)
        .expect("the database is made");
    let new = NewEntity {
        code: "1098".to_owned(),
        name: "Mätmyndigheten".to_owned(),
        org_number: "202100-5026".to_owned(),
        rules: RuleSet::State,
    };
    let entity = init_entity(&nobody, None, &new, &registers()).unwrap_or_else(|_| panic!("the entity is made"));
    let cx = operator(store, entity.id);
    let mut chance = Chance(1);
    let mut posted = 0;
    while posted < vouchers {
        let drafts: Vec<DraftVoucher> = (posted..(posted + TOGETHER).min(vouchers))
            .map(|number| voucher(number, vouchers, &mut chance))
            .collect();
        posted += drafts.len() as u64;
        let accept_warnings = Some("mätning".to_owned());
        post(
            &cx,
            None,
            &PostRequest {
                drafts,
                accept_warnings,
                ..PostRequest::default()
            },
        )
        .unwrap_or_else(|stop| panic!("{stop:?}"));
        if posted % 100_000 == 0 {
            println!("{posted} vouchers, {} s", start.elapsed().as_secs());
        }
    }
    cx
}

/// 400 accounts, 40 units, 5 financiers; about 5,000 combinations of them are used.
fn registers() -> Vec<Change> {
    let account = |number: u64| {
        let kind = if number < 2_000 {
            AccountKind::Asset
        } else {
            AccountKind::Expense
        };
        Change::Account(Account::plain(&number.to_string(), "Konto", kind))
    };
    let mut changes: Vec<Change> = std::iter::once(1_932).chain((0..400).map(cost)).map(account).collect();
    changes.extend([(1, "ORG"), (2, "FIN")].map(|(at, code)| Change::Dimension(Dimension::plain(at, code, code))));
    changes.extend((0..40).map(|org| Change::Value(DimensionValue::plain(1, &(100 + org * 5).to_string(), "Enhet"))));
    changes.extend((1..6).map(|fin| Change::Value(DimensionValue::plain(2, &(fin * 10).to_string(), "Finansiär"))));
    let (name, series) = ("general".to_owned(), "A".to_owned());
    changes.push(Change::Series(Series {
        series: series.clone(),
        name: name.clone(),
        name_en: String::new(),
        outside: false,
    }));
    changes.push(Change::Kind(VoucherKind {
        kind: name.clone(),
        series,
        name,
        name_en: String::new(),
    }));
    changes
}

fn cost(number: u64) -> u64 {
    4_000 + number * 10
}

fn voucher(number: u64, all: u64, chance: &mut Chance) -> DraftVoucher {
    let month = i8::try_from(1 + number * 12 / all).expect("twelve months");
    let lines: Vec<(u64, i64)> = (0..3)
        .map(|_| {
            (
                chance.below(400),
                i64::try_from(chance.below(900_000)).expect("small") + 1,
            )
        })
        .collect();
    let sum: i64 = lines.iter().map(|(_, ore)| ore).sum();
    let line = |(account, ore): (u64, i64)| {
        // Each account is used by a dozen units and one financier, as accounts are.
        let org = 100 + (account * 7 + chance.below(12)) % 40 * 5;
        DraftLine {
            account: cost(account).to_string(),
            values: vec![(1, org.to_string()), (2, (10 + account % 5 * 10).to_string())],
            amount: Ore::new(ore),
            ..DraftLine::default()
        }
    };
    let mut lines: Vec<DraftLine> = lines.into_iter().map(line).collect();
    lines.push(DraftLine {
        account: BANK.to_owned(),
        amount: Ore::new(-sum),
        ..DraftLine::default()
    });
    DraftVoucher {
        date: Some(Date::constant(2026, month, 15)),
        text: "Leverantörsfaktura".to_owned(),
        lines,
        ..DraftVoucher::default()
    }
}

/// Numbers that look random and are the same every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

/// Counts what is written.
struct Counted(usize);

impl std::io::Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
