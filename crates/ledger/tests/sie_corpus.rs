//! OPS-16: real SIE files by others, imported, and held against an independent reckoning of them.
//!
//! The files stand beside the project, not in it; where they are absent the test says so.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use kameral_access::Cx;
use kameral_base::{Date, EntityId, Refusal, Timestamp};
use kameral_ledger::commands::{NewEntity, SieImported, import_sie, init_entity};
use kameral_ledger::model::RuleSet;
use kameral_ledger::sie_import::SieRefusal;
use kameral_ledger::standard;
use kameral_store::inbox::Spool;
use kameral_store::{Stop, Store};

fn shared() -> Option<PathBuf> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpus"));
    folder.join("sie/EXPECTED.tsv").exists().then_some(folder)
}

struct Expected {
    path: String,
    vouchers: u64,
    differing: usize,
    verdict: String,
}

fn expected(folder: &Path) -> Vec<Expected> {
    let text = fs::read_to_string(folder.join("sie/EXPECTED.tsv")).unwrap();
    text.lines()
        .skip(1)
        .map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            let number = |at: usize| fields[at].parse::<u64>().unwrap();
            Expected {
                path: fields[0].to_owned(),
                vouchers: number(2),
                differing: usize::try_from(number(6) + number(8)).unwrap(),
                verdict: fields[9].to_owned(),
            }
        })
        .collect()
}

fn fresh() -> Cx {
    let store = Store::open(":memory:").unwrap();
    let now: Timestamp = "2026-06-30T10:00:00Z".parse().unwrap();
    store.migrate(&[kameral_access::MIGRATIONS, kameral_ledger::MIGRATIONS], now).unwrap();
    let today = Date::constant(2026, 6, 30);
    let system = Cx::operator(store.clone(), "test", EntityId(0), today, now);
    let new = NewEntity {
        code: "1".to_owned(),
        name: "Importen".to_owned(),
        org_number: "2021005026".to_owned(),
        rules: RuleSet::Municipal,
    };
    let entity = init_entity(&system, &new, &standard::changes(RuleSet::Municipal).unwrap()).unwrap();
    Cx::operator(store, "test", entity.id, today, now)
}

fn import(cx: &Cx, file: &Path) -> Result<SieImported, Stop<Vec<SieRefusal>>> {
    let spool = Spool::receive(File::open(file).unwrap(), 64 << 20).unwrap();
    import_sie(cx, &file.file_name().unwrap().to_string_lossy(), &spool, false)
}

#[test]
fn ops_16_real_sie_files_import_and_reconcile() {
    let Some(folder) = shared() else {
        println!("hoppar över / skipped: no corpus beside the project");
        return;
    };
    let mut wrong = Vec::new();
    let mut counts = std::collections::BTreeMap::<String, u32>::new();
    for expected in expected(&folder) {
        let cx = fresh();
        let outcome = import(&cx, &folder.join(&expected.path));
        let told = match (&outcome, expected.verdict.as_str()) {
            (Err(Stop::Refused(refusals)), "unbalanced")
                if refusals.iter().any(|refusal| refusal.name().contains("unbalanced") && refusal.place().line.is_some()) =>
            {
                None
            }
            (Ok(imported), "reconciles") if imported.differences.is_empty() && 0 < imported.compared => None,
            (Ok(imported), "own balances differ") if imported.differences.len() == expected.differing => None,
            (Ok(imported), "no vouchers" | "no balances to compare") if expected.vouchers <= imported.vouchers => None,
            (Ok(imported), _) => Some(format!("{imported:?}")),
            (Err(stop), _) => Some(format!("{stop:?}")),
        };
        *counts.entry(expected.verdict.clone()).or_default() += u32::from(told.is_none());
        if let Some(told) = told {
            let told: String = told.chars().take(400).collect();
            wrong.push(format!("{} ({}, {} differ): {told}", expected.path, expected.verdict, expected.differing));
            continue;
        }
        if outcome.is_ok() {
            let again = import(&cx, &folder.join(&expected.path)).unwrap();
            assert!(again.known, "{}: a second import changes nothing", expected.path);
        }
    }
    println!("as expected: {counts:?}");
    assert!(wrong.is_empty(), "{} files:\n{}", wrong.len(), wrong.join("\n"));
}
