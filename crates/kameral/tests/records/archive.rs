//! The archive package of a year: made, read by others' programs, proven, and damaged.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use kameral_records::archive::{ArchiveOrder, Made, look, make};
use kameral_records::package::Manifest;
use kameral_records::store::packages;
use kameral_records::verify::{self, DamageKind};
use kameral_store::Store;
use kameral_store::testing::each_migrated;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::records::world::{a_year, findings, operator, refused, unwatched};

const ORDER: ArchiveOrder = ArchiveOrder {
    year: 2026,
    as_of: kameral_base::Date::constant(2026, 7, 1),
};

fn made(store: &Store, folder: &Path, day: &str) -> Made {
    let cx = operator(store, "eva", day);
    unwatched(|watch| make(&cx, ORDER, folder, watch)).unwrap()
}

fn whole(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(at) = waiting.pop() {
        for entry in fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().display().to_string();
                all.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    all
}

fn ends(path: &str, ending: &str) -> bool {
    Path::new(path).extension().is_some_and(|found| found == ending)
}

/// Runs another program; none when the machine does not have it.
fn other(program: &str, words: &[&str], folder: &Path) -> Option<(bool, String)> {
    let done = Command::new(program).args(words).current_dir(folder).output().ok()?;
    let text = String::from_utf8_lossy(&done.stdout).into_owned() + &String::from_utf8_lossy(&done.stderr);
    Some((done.status.success(), text))
}

/// OPS-13: a year with journal, ledger, registers, history, documents and system documentation; the same
/// year twice, on either engine, is the same bytes; it is proven from itself alone, and what came of it
/// is registered.
#[test]
fn ops_13_a_year_is_packed_and_proven() {
    let first = std::cell::RefCell::new(None::<BTreeMap<String, Vec<u8>>>);
    each_migrated(&kameral::MIGRATIONS, |store| {
        a_year(store);
        let folder = tempfile::tempdir().unwrap();
        let (one, two) = (folder.path().join("one"), folder.path().join("two"));
        let of_one = made(store, &one, "2026-07-01");
        made(store, &two, "2026-07-02");
        let files = whole(&one);
        let again = whole(&two);
        for (path, bytes) in &files {
            assert!(again.get(path) == Some(bytes), "{path} differs the second time");
        }
        assert_eq!(files.len(), again.len());
        for path in [
            "README.txt",
            "rapporter/grundbok.csv",
            "rapporter/huvudbok.pdf",
            "rapporter/systemdokumentation.pdf",
            "systemdokumentation/decisions/0006-hash-chain.md",
            "tables/voucher.csv",
            "tables/history.csv",
            "tables/user_role.csv",
            "tables/posting_rule.csv",
            "xml/voucher_line.xsd",
        ] {
            assert!(files.contains_key(path), "{path} is there");
        }
        let large = files.keys().filter(|path| path.starts_with("bytes/")).count();
        assert!(3 <= large, "documents and files as they came: {large}");
        let verified = verify::package(&one).unwrap();
        assert_eq!(verified.damages, Vec::new());
        assert_eq!((verified.vouchers, verified.lines), (5, 10));
        let cx = operator(store, "eva", "2026-07-03");
        look(&cx, &one).unwrap();
        let known = cx
            .read(kameral_access::Permission::RecordsManage, |tx| {
                packages::all(tx, cx.entity())
            })
            .unwrap();
        assert_eq!(known.len(), 2);
        assert_eq!(known[1].manifest_sha256, of_one.sha256);
        assert!(
            known
                .iter()
                .all(|package| package.verified.as_ref().is_some_and(|looked| looked.1 == 0))
        );
        assert_eq!(findings(store), Vec::new());
        // The migrations' own text differs by engine in nothing; the rest is the books.
        if let Some(before) = first.borrow().as_ref() {
            for (path, bytes) in before {
                assert!(files.get(path) == Some(bytes), "{path} differs between the engines");
            }
        }
        *first.borrow_mut() = Some(files);
    });
}

/// OPS-13: what the package's own README tells others to do: `sha256sum`, `xmllint`, and programs that read
/// PDF. What the machine does not have is left out, and said.
#[test]
fn ops_13_others_programs_read_it() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        a_year(store);
        let folder = tempfile::tempdir().unwrap();
        let package = folder.path().join("paket");
        made(store, &package, "2026-07-01");
        let sums = other("sha256sum", &["-c", "--quiet", "manifest.sha256"], &package);
        let (good, said) = sums.expect("sha256sum stands on every machine with a shell");
        assert!(good, "{said}");
        for path in whole(&package).keys().filter(|path| ends(path, "xml")) {
            let schema = path.replace(".xml", ".xsd");
            match other("xmllint", &["--noout", "--schema", &schema, path], &package) {
                Some((good, said)) => assert!(good, "{said}"),
                None => println!("no xmllint here"),
            }
        }
        match other("pdftotext", &["-layout", "rapporter/grundbok.pdf", "-"], &package) {
            Some((good, said)) => {
                assert!(good, "{said}");
                for word in ["Strandskyddsnämnden", "Grundbok", "Sida 1 av 1", "Pärmar", "25,50"] {
                    assert!(said.contains(word), "{word}: {said}");
                }
            }
            None => println!("no pdftotext here"),
        }
        for name in [
            "grundbok",
            "huvudbok",
            "rabalans",
            "balansrakning",
            "systemdokumentation",
        ] {
            let bytes = fs::read(package.join(format!("rapporter/{name}.pdf"))).unwrap();
            let text = String::from_utf8_lossy(&bytes);
            for mark in [
                "<pdfaid:part>2</pdfaid:part>",
                "<pdfaid:conformance>U</pdfaid:conformance>",
                "/OutputIntent",
            ] {
                assert!(text.contains(mark), "{name}: {mark}");
            }
            if let Some((good, said)) = other("pdfinfo", &[&format!("rapporter/{name}.pdf")], &package) {
                assert!(good && !said.contains("rror"), "{said}");
            }
        }
    });
}

/// What is changed is named, with its file and line, whatever it is and wherever it stands.
#[test]
fn every_flip_is_found_and_named() {
    let store = crate::agency::empty();
    a_year(&store);
    let folder = tempfile::tempdir().unwrap();
    let package = folder.path().join("paket");
    made(&store, &package, "2026-07-01");
    let files: Vec<(String, Vec<u8>)> = whole(&package).into_iter().collect();
    let config = Config {
        cases: 60,
        failure_persistence: None,
        ..Config::default()
    };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let flips = (
        proptest::prelude::any::<u32>(),
        proptest::prelude::any::<u32>(),
        0_u32..8,
    );
    let run = runner.run(&flips, |(which, place, bit)| {
        let (path, bytes) = &files[which as usize % files.len()];
        if bytes.is_empty() {
            return Ok(());
        }
        let at = place as usize % bytes.len();
        let mut changed = bytes.clone();
        changed[at] ^= 1 << bit;
        fs::write(package.join(path), &changed).unwrap();
        let named = match verify::package(&package) {
            // The list itself cannot be read any more.
            Err(_) => path == "manifest.json",
            Ok(verified) => verified.damages.iter().any(|damage| {
                let line = bytes[..at].split(|byte| *byte == b'\n').count() as u64;
                let has_lines = (ends(path, "csv") || ends(path, "xml")) && bytes[at] != b'\n';
                let says_line = !has_lines || damage.line == Some(line) || damage.kind != DamageKind::Changed;
                (damage.path == *path && says_line) || path == "manifest.json"
            }),
        };
        fs::write(package.join(path), bytes).unwrap();
        proptest::prop_assert!(named, "{path} at {at}, bit {bit}");
        Ok(())
    });
    run.unwrap_or_else(|failure| panic!("{failure}"));
    assert_eq!(verify::package(&package).unwrap().damages, Vec::new());
}

/// Somebody who changes a voucher and writes the lists anew is told by the chain: no list is believed.
#[test]
fn new_lists_do_not_hide_a_changed_voucher() {
    let store = crate::agency::empty();
    a_year(&store);
    let folder = tempfile::tempdir().unwrap();
    let package = folder.path().join("paket");
    made(&store, &package, "2026-07-01");
    let place = package.join("tables/voucher.csv");
    let text = fs::read_to_string(&place).unwrap();
    fs::write(&place, text.replacen("Pappersbolaget", "Papperbolagets", 1)).unwrap();
    let lines = package.join("checks/tables/voucher.csv.lines");
    fs::remove_file(&lines).unwrap();
    let list = fs::read_to_string(package.join("manifest.json")).unwrap();
    let mut manifest: Manifest = serde_json::from_str(&list).unwrap();
    manifest
        .files
        .retain(|file| file.path != "checks/tables/voucher.csv.lines");
    for file in &mut manifest.files {
        file.sha256 = kameral_store::sha256_hex(&fs::read(package.join(&file.path)).unwrap());
    }
    let list = serde_json::to_string_pretty(&manifest).unwrap();
    fs::write(package.join("manifest.json"), &list).unwrap();
    let own = kameral_store::sha256_hex(list.as_bytes());
    let line = |(sha256, path): (&str, &str)| format!("{sha256}  {path}");
    let files = manifest.files.iter();
    let mut sums: Vec<String> = files.map(|file| line((&file.sha256, &file.path))).collect();
    sums.push(line((&own, "manifest.json")));
    let sums = sums.join("\n") + "\n";
    fs::write(package.join("manifest.sha256"), sums).unwrap();
    let damages = verify::package(&package).unwrap().damages;
    let told: Vec<String> = damages.iter().map(kameral_records::verify::Damage::place).collect();
    assert_eq!(told, ["tables/voucher.csv:2 chain"]);
}

/// Nothing is left of a package that is refused or stopped.
#[test]
fn a_package_is_whole_or_not_there() {
    let store = crate::agency::empty();
    a_year(&store);
    let folder = tempfile::tempdir().unwrap();
    let cx = operator(&store, "eva", "2026-07-01");
    let target = folder.path().join("paket");
    let order = ArchiveOrder { year: 1999, ..ORDER };
    assert_eq!(
        refused(unwatched(|watch| make(&cx, order, &target, watch))),
        ["records_year_unknown"]
    );
    let stop = std::sync::atomic::AtomicBool::new(true);
    let mut watch = kameral_records::handover::Watch {
        progress: &mut |_| {},
        stop: &stop,
    };
    assert_eq!(refused(make(&cx, ORDER, &target, &mut watch)), ["records_stopped"]);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    made(&store, &target, "2026-07-01");
    assert_eq!(
        refused(unwatched(|watch| make(&cx, ORDER, &target, watch))),
        ["records_target_exists"]
    );
}
