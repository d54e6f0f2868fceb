//! Measures posting against bare inserts of the same rows.
use std::sync::Barrier;
use std::time::Instant;

use kameral_access::Cx;
use kameral_base::{Date, EntityId, Ore, Timestamp};
use kameral_ledger::commands::{self, NewEntity, PostRequest};
use kameral_ledger::model::{DimensionValue, RuleSet};
use kameral_ledger::posting::Source;
use kameral_ledger::register::Change;
use kameral_ledger::standard;
use kameral_ledger::voucher::{DraftLine, DraftVoucher};
use kameral_store::Store;

struct Rng(u64);
impl Rng {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }
}

const COSTS: [&str; 11] = [
    "5612", "5712", "5772", "5012", "5531", "5532", "5412", "5513", "5512", "5552", "5812",
];

fn draft(rng: &mut Rng, costs: &[String], month: i8) -> DraftVoucher {
    let date = Date::constant(2026, month, 1 + rng.below(28) as i8);
    let net = 100_00 + rng.below(50_000_00) as i64;
    let vat = net / 4;
    let o = rng.below(25);
    let org = format!("{}", 100 + o);
    let vht = format!("{}", 10 + o % 6);
    let proj = format!("P{}", 1 + o % 4 + rng.below(2));
    let values = |proj: &str| {
        vec![
            (1, org.clone()),
            (2, vht.clone()),
            (3, proj.to_owned()),
            (4, "10".to_owned()),
        ]
    };
    let line = |account: &str, amount: i64, values| DraftLine {
        account: account.to_owned(),
        values,
        amount: Ore::new(amount),
        ..DraftLine::default()
    };
    let a = costs[rng.below(costs.len() as u64) as usize].clone();
    let b = costs[rng.below(costs.len() as u64) as usize].clone();
    DraftVoucher {
        kind: "supplier_invoice".to_owned(),
        date: Some(date),
        text: format!(
            "Kontorsmaterial och tjänster, faktura {}",
            rng.below(1_000_000)
        ),
        counterparty: "Exempelbolaget i Sverige AB".to_owned(),
        lines: vec![
            line(&a, net / 3, values(&proj)),
            line(&b, net - net / 3, values("P1")),
            line("1541", vat, vec![]),
            line("2581", -net - vat, vec![]),
        ],
        ..DraftVoucher::default()
    }
}

fn world(path: &str, rules: bool) -> (Store, Cx, Vec<String>) {
    let store = Store::open(path).unwrap();
    let now: Timestamp = "2026-06-30T12:00:00Z".parse().unwrap();
    store
        .migrate(
            &[kameral_access::MIGRATIONS, kameral_ledger::MIGRATIONS],
            now,
        )
        .unwrap();
    let today = Date::constant(2026, 6, 30);
    let cx = Cx::operator(store.clone(), "mät", EntityId(0), today, now);
    let new = NewEntity {
        code: "1098".into(),
        name: "Mätverket".into(),
        org_number: "202100-5026".into(),
        rules: RuleSet::State,
    };
    let standard = standard::changes(RuleSet::State).unwrap();
    let entity = commands::init_entity(&cx, &new, &standard).unwrap();
    let cx = Cx::operator(store.clone(), "mät", entity.id, today, now);
    let mut changes = Vec::new();
    for n in 0..25 {
        changes.push(Change::Value(DimensionValue::plain(
            1,
            &(100 + n).to_string(),
            "Enhet",
        )));
    }
    for n in 0..6 {
        changes.push(Change::Value(DimensionValue::plain(
            2,
            &(10 + n).to_string(),
            "Verksamhet",
        )));
    }
    for n in 1..=12 {
        changes.push(Change::Value(DimensionValue::plain(
            3,
            &format!("P{n}"),
            "Projekt",
        )));
    }
    let positions = [
        ("ORG", 1),
        ("VHT", 2),
        ("PROJ", 3),
        ("FIN", 4),
        ("MP", 5),
        ("RESURS", 6),
    ]
    .map(|(c, p)| (c.to_owned(), p))
    .into();
    let proposed = standard::proposed(RuleSet::State, &positions).unwrap();
    changes.extend(
        proposed
            .into_iter()
            .filter(|c| rules || matches!(c, Change::Value(_))),
    );
    commands::change_registers(&cx, "start", &changes).unwrap();
    let known: Vec<String> = COSTS
        .iter()
        .map(|c| (*c).to_owned())
        .filter(|c| {
            standard
                .iter()
                .any(|s| matches!(s, Change::Account(a) if a.account == *c))
        })
        .collect();
    (store, cx, known)
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let n: usize = args.get(1).map_or(20_000, |a| a.parse().unwrap());
    let what = args.get(2).map_or("all", |a| a.as_str());
    let folder = tempfile::tempdir_in(".").unwrap();
    if what == "all" || what == "bulk" || what == "post" {
        let (mut ours, mut theirs) = (u128::MAX, u128::MAX);
        let rounds = if what == "post" { 1 } else { 6 };
        for round in 0..rounds {
            let path = folder.path().join(format!("a{round}.db"));
            let (_store, cx, costs) = world(path.to_str().unwrap(), true);
            let mut rng = Rng(1);
            let groups = n / 1000;
            let requests: Vec<PostRequest> = (0..groups)
                .map(|g| PostRequest {
                    drafts: (0..1000)
                        .map(|_| draft(&mut rng, &costs, 1 + (g * 12 / groups) as i8))
                        .collect(),
                    source: Source {
                        name: "bench",
                        sha256: None,
                    },
                    accept_warnings: None,
                    subject: "bench".into(),
                })
                .collect();
            let began = Instant::now();
            for request in &requests {
                if let Err(e) = commands::post(&cx, None, request) {
                    panic!("{}", &format!("{e:?}")[..300]);
                }
            }
            let took = began.elapsed();
            println!(
                "posting {n}: {took:?}  {} /s",
                n as u128 * 1000 / took.as_millis()
            );
            if what == "post" {
                return;
            }
            ours = ours.min(took.as_millis());
            theirs =
                theirs
                    .min(bare(&path, folder.path(), 1000))
                    .min(bare(&path, folder.path(), 1000));
        }
        println!(
            "best: posting {ours} ms, bare {theirs} ms, ratio 0.{}",
            theirs * 100 / ours
        );
    }
    if what == "all" || what == "single" {
        single(folder.path());
    }
}

fn bare(from: &std::path::Path, folder: &std::path::Path, group: i64) -> u128 {
    use rusqlite::types::Value;
    let to = folder.join("bare.db");
    let _ = std::fs::remove_file(&to);
    let db = rusqlite::Connection::open(&to).unwrap();
    db.execute_batch("pragma journal_mode=wal; pragma synchronous=full; pragma foreign_keys=off; pragma cache_size=-65536; pragma wal_autocheckpoint=4000;").unwrap();
    let src = rusqlite::Connection::open(from).unwrap();
    let tables = ["voucher", "voucher_line", "coding", "balance"];
    let mut rows: Vec<(usize, i64, Vec<Value>)> = Vec::new();
    for (t, table) in tables.iter().enumerate() {
        let mut st = src.prepare("select sql from sqlite_master where tbl_name = ?1 and type in ('table','index') and sql is not null order by type desc").unwrap();
        let sqls: Vec<String> = st
            .query_map([table], |r| r.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        for s in sqls {
            db.execute_batch(&s).unwrap();
        }
        let mut st = src.prepare(&format!("select * from {table}")).unwrap();
        let w = st.column_count();
        let mut it = st.query([]).unwrap();
        while let Some(r) = it.next().unwrap() {
            let v: Vec<Value> = (0..w).map(|i| r.get(i).unwrap()).collect();
            let Value::Integer(seq) = v[1] else { panic!() };
            rows.push((t, if t < 2 { seq } else { i64::MAX }, v));
        }
    }
    rows.sort_by_key(|r| r.1);
    let total = rows.iter().filter(|r| r.0 == 0).count();
    let began = Instant::now();
    let mut at = 0;
    let mut statements: Vec<_> = tables
        .iter()
        .map(|t| {
            let w = rows.iter().find(|r| tables[r.0] == *t).unwrap().2.len();
            db.prepare(&format!(
                "insert into {t} values ({})",
                vec!["?"; w].join(",")
            ))
            .unwrap()
        })
        .collect();
    db.execute_batch("begin immediate").unwrap();
    for (t, seq, values) in &rows {
        if *seq != i64::MAX && *seq / group != at {
            db.execute_batch("commit; begin immediate").unwrap();
            at = *seq / group;
        }
        statements[*t]
            .execute(rusqlite::params_from_iter(values))
            .unwrap();
    }
    db.execute_batch("commit").unwrap();
    let took = began.elapsed();
    println!(
        "bare {} rows, group {group}: {took:?}  {} /s",
        rows.len(),
        total as u128 * 1000 / took.as_millis()
    );
    took.as_millis()
}

fn single(folder: &std::path::Path) {
    let path = folder.join("b.db");
    let (_store, cx, costs) = world(path.to_str().unwrap(), true);
    let per = 500;
    for clients in [1_usize, 8] {
        let barrier = Barrier::new(clients);
        let began = Instant::now();
        std::thread::scope(|s| {
            for c in 0..clients {
                let (cx, costs, barrier) = (&cx, &costs, &barrier);
                s.spawn(move || {
                    let mut rng = Rng(c as u64 + 10);
                    barrier.wait();
                    for _ in 0..per {
                        let request = PostRequest {
                            drafts: vec![draft(&mut rng, costs, 6)],
                            source: Source {
                                name: "bench",
                                sha256: None,
                            },
                            accept_warnings: None,
                            subject: "x".into(),
                        };
                        if let Err(e) = commands::post(cx, None, &request) {
                            panic!("{}", &format!("{e:?}")[..300]);
                        }
                    }
                });
            }
        });
        let took = began.elapsed();
        println!(
            "single, {clients} clients: {} /s",
            (clients * per) as u128 * 1000 / took.as_millis()
        );
    }
    bare(&path, folder, 1);
}
