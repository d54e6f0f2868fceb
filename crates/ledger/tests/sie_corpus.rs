//! OPS-16: real SIE files by others, imported, and held against an independent reckoning of them.
//!
//! The files stand beside the project, not in it; where they are absent the test says so.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use kameral_access::Cx;
use kameral_base::{Date, EntityId, Refusal, Severity, Timestamp};
use kameral_ledger::check::check;
use kameral_ledger::commands::{NewEntity, SieImported, import_sie, init_entity};
use kameral_ledger::model::RuleSet;
use kameral_ledger::sie_import::SieRefusal;
use kameral_ledger::standard;
use kameral_store::Stop;
use kameral_store::inbox::Spool;

fn shared() -> Option<PathBuf> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpus"));
    folder.join("sie/EXPECTED.tsv").exists().then_some(folder)
}

/// Files that are no SIE file of types 1 to 4, or say something no account can be: which, on which
/// line, and how they are refused. The reckoning beside them passes over what it cannot read.
const REFUSED: &[(&str, u32, &str)] = &[
    // SIE 5 is XML, another format.
    ("SIEParser/src/test/resources/samples/sie5/Sample.sie", 1, "sie_is_xml"),
    (
        "SIEParser/src/test/resources/samples/sie5/SampleEntry.sie",
        1,
        "sie_is_xml",
    ),
    ("Sie5_files/SampleEntry3.sie", 1, "sie_is_xml"),
    // Web pages saved under the name of the file they told was missing.
    ("jsisie/sie_test_files/BokSald.SE", 1, "sie_not_sie"),
    ("jsisie/sie_test_files/HAS1_1412.se", 1, "sie_not_sie"),
    ("jsisie/sie_test_files/HAS2_1412.se", 1, "sie_not_sie"),
    ("jsisie/sie_test_files/HAS3_1412.se", 1, "sie_not_sie"),
    ("jsisie/sie_test_files/HAS4E_1412.Se", 1, "sie_not_sie"),
    ("jsisie/sie_test_files/HAS4i_1412.si", 1, "sie_not_sie"),
    ("jsisie/sie_test_files/ObjSald.SE", 1, "sie_not_sie"),
    ("jsisie/sie_test_files/PerSald.SE", 1, "sie_not_sie"),
    ("jsisie/sie_test_files/TRANSAK.SE", 1, "sie_not_sie"),
    // Balances on an account called FEL.
    ("jsisie/sie_test_files/Sie3.se", 670, "sie_account_not_numeric"),
    // The reckoning's "unbalanced": the first such voucher of each.
    (
        "jsisie/sie_test_files/XE_SIE_4_20151125095119.SE",
        1356,
        "sie_voucher_unbalanced",
    ),
    ("jsisie/sie_test_files/testWrite.se", 1368, "sie_voucher_unbalanced"),
    ("jsisie/sie_test_files/testWrite1.se", 1368, "sie_voucher_unbalanced"),
    ("tests/_data/fixtures/sie_file.se", 18, "sie_voucher_unbalanced"),
    (
        "tests/_data/fixtures/sie_file_with_unknown_entries.se",
        22,
        "sie_voucher_unbalanced",
    ),
];

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
    let store = kameral_store::testing::sqlite_migrated(&[kameral_access::MIGRATIONS, kameral_ledger::MIGRATIONS]);
    let now: Timestamp = "2026-06-30T10:00:00Z".parse().unwrap();
    let today = Date::constant(2026, 6, 30);
    let system = Cx::operator(store.clone(), "test", EntityId(0), today, now);
    let new = NewEntity {
        code: "1".to_owned(),
        name: "Importen".to_owned(),
        org_number: "2021005026".to_owned(),
        rules: RuleSet::Municipal,
    };
    let entity = init_entity(&system, None, &new, &standard::changes(RuleSet::Municipal).unwrap()).unwrap();
    Cx::operator(store, "test", entity.id, today, now)
}

fn import(cx: &Cx, file: &Path) -> Result<SieImported, Stop<Vec<SieRefusal>>> {
    let spool = Spool::receive(File::open(file).unwrap(), 64 << 20).unwrap();
    import_sie(cx, None, &file.file_name().unwrap().to_string_lossy(), &spool, false)
}

#[test]
fn ops_16_real_sie_files_import_and_reconcile() {
    let Some(folder) = shared() else {
        println!("hoppar över / skipped: no corpus beside the project");
        return;
    };
    let mut wrong = Vec::new();
    let mut met = BTreeSet::new();
    let mut counts = BTreeMap::<String, u32>::new();
    for expected in expected(&folder) {
        let cx = fresh();
        let outcome = import(&cx, &folder.join(&expected.path));
        let refused = REFUSED.iter().position(|(path, ..)| expected.path.ends_with(path));
        let told = match (&outcome, refused, expected.verdict.as_str()) {
            (Err(Stop::Refused(refusals)), Some(at), _) => {
                met.insert(at);
                let (_, line, name) = REFUSED[at];
                let first = refusals
                    .iter()
                    .find(|refusal| refusal.severity() == Severity::Refused)
                    .unwrap();
                (first.name() != name || first.place().line != Some(line)).then(|| format!("{refusals:?}"))
            }
            (Ok(imported), None, "reconciles") if imported.differences.is_empty() && 0 < imported.compared => None,
            (Ok(imported), None, "own balances differ") if imported.differences.len() == expected.differing => None,
            // The opening balances are one voucher more, where the file has any.
            (Ok(imported), None, "no vouchers" | "no balances to compare")
                if [expected.vouchers, expected.vouchers + 1].contains(&imported.vouchers) =>
            {
                None
            }
            (Ok(imported), ..) => Some(format!("{imported:?}")),
            (Err(stop), ..) => Some(format!("{stop:?}")),
        };
        let verdict = if refused.is_some() {
            "refused"
        } else {
            &expected.verdict
        };
        *counts.entry(verdict.to_owned()).or_default() += u32::from(told.is_none());
        if let Some(told) = told {
            let told: String = told.chars().take(400).collect();
            wrong.push(format!(
                "{} ({}, {} differ): {told}",
                expected.path, expected.verdict, expected.differing
            ));
            continue;
        }
        if outcome.is_ok() {
            let report = check(&cx, &mut |_| (), &AtomicBool::new(false)).unwrap();
            let findings = report.findings.iter().take(3).collect::<Vec<_>>();
            assert!(report.is_clean(), "{}: {findings:#?}", expected.path);
            let again = import(&cx, &folder.join(&expected.path)).unwrap();
            assert!(again.known, "{}: a second import changes nothing", expected.path);
        }
    }
    println!("as expected: {counts:?}");
    assert_eq!(met.len(), REFUSED.len(), "every refused file is in the corpus: {met:?}");
    assert!(wrong.is_empty(), "{} files:\n{}", wrong.len(), wrong.join("\n"));
}
