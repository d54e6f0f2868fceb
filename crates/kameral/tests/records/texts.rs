//! Texts of vouchers that are disposed of: only those decided on go, and the books are proven without them.

use std::fs;
use std::path::Path;

use kameral_access::Permission;
use kameral_ledger::check::{FindingKind, check};
use kameral_ledger::sight::Sight;
use kameral_ledger::store::vouchers::{self, Voucher};
use kameral_records::archive::{ArchiveOrder, look, make};
use kameral_records::commands::{HeldBy, hold, release, run};
use kameral_records::disposal::{HoldOrder, Proposal};
use kameral_records::handover::{export_all, import_all};
use kameral_records::package::Manifest;
use kameral_records::verify::{self, Damage};
use kameral_store::testing::{as_owner, each_migrated};
use kameral_store::{Engine, Store, disposed, params};

use crate::records::disposal::{LATER, decided, decided_on, on_voucher, proposal};
use crate::records::world::{a_year, findings, nobody, operator, refused, unwatched};

/// Every voucher of the agency, by its place in the journal.
fn all(store: &Store) -> Vec<Voucher> {
    let cx = operator(store, "eva", LATER);
    cx.read(Permission::BooksRead, |tx| {
        let sight = Sight::load(tx, &cx)?;
        let (end, _) = vouchers::journal_end(tx, cx.entity())?;
        (1..=end)
            .map(|seq| vouchers::voucher(tx, &sight, seq, 1, i64::MAX))
            .collect()
    })
    .unwrap()
}

/// What no disposal may touch, in a line each.
fn facts(voucher: &Voucher) -> Vec<String> {
    let header = &voucher.header;
    let mut told = vec![format!(
        "{} {} {} {:?} {} {} {} {} {:?} {} {:?} {:?}",
        header.number,
        header.period,
        header.date,
        header.event_date,
        header.kind,
        header.registered_at,
        header.registered_by_name,
        header.source_key,
        header.correction.as_ref().map(|correction| correction.form),
        header.turnover,
        header.previous_hash,
        header.hash,
    )];
    let lines = voucher.lines.iter();
    told.extend(lines.map(|line| format!("{} {} {}", line.line_no, line.coding.as_str(), line.amount)));
    told.extend(
        voucher
            .attachments
            .iter()
            .map(|document| format!("{:?}", document.sha256)),
    );
    told
}

/// Every text of a voucher that can go.
fn texts(voucher: &Voucher) -> String {
    let header = &voucher.header;
    let reason = header.correction.as_ref().map_or("", |correction| &correction.reason);
    let mut all = [
        &header.text,
        &header.counterparty,
        &header.link,
        reason,
        &header.warnings,
    ]
    .concat();
    voucher.lines.iter().for_each(|line| all.push_str(&line.text));
    voucher
        .attachments
        .iter()
        .for_each(|document| all.push_str(&document.name));
    all
}

/// What `kameral check` says of texts that are gone: decision and number of vouchers.
fn told_gone(store: &Store) -> Vec<(String, String)> {
    let cx = operator(store, "eva", LATER);
    let report = check(&cx, &mut |_| {}, &std::sync::atomic::AtomicBool::new(false)).unwrap();
    assert!(report.is_clean(), "{:?}", report.findings);
    let gone = report.findings.into_iter();
    let gone = gone.filter(|finding| finding.kind == FindingKind::TextsDisposed);
    gone.map(|finding| (finding.place.subject, finding.found)).collect()
}

const ORDER: ArchiveOrder = ArchiveOrder {
    year: 2026,
    as_of: kameral_base::Date::constant(2037, 2, 2),
};

fn packed(store: &Store, folder: &Path) {
    let cx = operator(store, "eva", LATER);
    unwatched(|watch| make(&cx, ORDER, folder, watch)).unwrap();
}

/// OPS-14, OPS-13, OPS-15: texts go, one voucher's are held, and the books, a package of them, and the books they
/// are read into elsewhere are proven and say by which decision; amounts, accounts, dates and numbers are the same;
/// a second run takes what was held and a third nothing.
#[test]
fn ops_14_texts_go_and_everything_else_is_proven() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        a_year(store);
        let before = all(store);
        assert!(before.iter().all(|voucher| !texts(voucher).is_empty()));
        let later = operator(store, "eva", LATER);
        let stop = hold(&later, None, &on_voucher("A-2026-2")).unwrap();
        let number = decided(store, "voucher_text");
        let done = run(&later, number).unwrap();
        assert_eq!((done.disposed, done.held.len()), (4, 1));
        assert_eq!(done.held[0], ("2".to_owned(), HeldBy::Hold(stop)));
        assert_eq!(findings(store), Vec::new());
        assert_eq!(told_gone(store), [("1".to_owned(), "4".to_owned())]);
        let after = all(store);
        for (was, is) in before.iter().zip(&after) {
            assert_eq!(facts(was), facts(is));
            let held = is.header.journal_seq == 2;
            assert_eq!(texts(is).is_empty(), !held, "{}", is.header.number);
            assert_eq!(is.tombstone.is_none(), held, "{}", is.header.number);
        }
        assert_eq!(texts(&before[1]), texts(&after[1]));
        let log = later.read(Permission::RecordsManage, |tx| {
            disposed::latest(tx, later.entity(), None, 100)
        });
        let log = log.unwrap();
        assert_eq!(log.len(), 4);
        for gone in &log {
            let seq: usize = gone.subject.parse().unwrap();
            let voucher = &before[seq - 1];
            assert_eq!(gone.about, voucher.header.number.to_string());
            assert_eq!(gone.decision_no, number);
            assert_eq!(gone.sha256, kameral_ledger::chain::hex(&voucher.header.hash));
            assert_eq!(gone.file_bytes, i64::try_from(texts(voucher).len()).unwrap());
        }
        let folder = tempfile::tempdir().unwrap();
        let package = folder.path().join("paket");
        packed(store, &package);
        let verified = look(&later, &package).unwrap();
        assert_eq!(verified.damages, Vec::new());
        assert_eq!((verified.vouchers, verified.without_texts.get(&1)), (5, Some(&4)));
        let allt = folder.path().join("allt");
        unwatched(|watch| export_all(&later, &allt, watch)).unwrap();
        let other = crate::agency::empty();
        unwatched(|watch| import_all(&nobody(&other), &allt, watch)).unwrap();
        assert_eq!(findings(&other), Vec::new());
        assert_eq!(told_gone(&other), told_gone(store));
        let again = all(&other);
        for (is, there) in after.iter().zip(&again) {
            assert_eq!((facts(is), texts(is)), (facts(there), texts(there)));
        }
        release(&later, None, stop, "Tvisten är avgjord.").unwrap();
        assert_eq!(run(&later, number).unwrap().disposed, 1);
        assert_eq!(run(&later, number).unwrap().run_no, 0, "nothing more");
        assert_eq!(told_gone(store), [("1".to_owned(), "5".to_owned())]);
    });
}

/// A decision on some series reaches no other, nor a later year, nor another entity's vouchers.
#[test]
fn texts_of_other_series_and_entities_are_untouched() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        a_year(store);
        let cx = operator(store, "eva", "2026-06-30");
        crate::records::world::another_year(&cx);
        crate::records::world::posted(&cx, "2027-01-20", "Året efter", 10, 0);
        let before = all(store);
        let other = Proposal {
            series: vec!["B".to_owned()],
            ..proposal("voucher_text")
        };
        let of_none = decided_on(store, &other);
        let later = operator(store, "eva", LATER);
        let done = run(&later, of_none).unwrap();
        assert_eq!((done.run_no, done.disposed), (0, 0));
        let mine = Proposal {
            series: vec!["B".to_owned(), "A".to_owned()],
            ..proposal("voucher_text")
        };
        let number = decided_on(store, &mine);
        // The reversal stands in a series of its own, and the last voucher in the year after.
        assert_eq!(run(&later, number).unwrap().disposed, 4);
        let after = all(store);
        assert_ne!(after[3].header.number.series, "A");
        assert_eq!(after[5].header.number.year, 2027);
        for untouched in [3, 5] {
            assert_eq!(texts(&after[untouched]), texts(&before[untouched]));
            assert!(after[untouched].tombstone.is_none());
        }
        assert_eq!(findings(store), Vec::new());
    });
}

/// A voucher that does not prove its seal stops the batch: nothing goes out of damaged books, and nothing is said
/// to have gone.
#[test]
fn nothing_goes_out_of_damaged_books() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        a_year(store);
        let before: Vec<String> = all(store).iter().map(texts).collect();
        damaged(store, "amount_ore = amount_ore + 1");
        let number = decided(store, "voucher_text");
        let later = operator(store, "eva", LATER);
        assert_eq!(refused(run(&later, number)), ["disposal_voucher_damaged"]);
        let count = |sql: &'static str| {
            let counted = later.read(Permission::RecordsManage, |tx| {
                tx.one(sql, params![later.entity()], |row| row.get::<i64>("many"))
            });
            counted.unwrap()
        };
        assert_eq!(
            count("select count(*) as many from voucher_tombstone where entity_id = $1"),
            0
        );
        assert_eq!(count("select count(*) as many from disposed where entity_id = $1"), 0);
        damaged(store, "amount_ore = amount_ore - 1");
        let after: Vec<String> = all(store).iter().map(texts).collect();
        assert_eq!(before, after);
        assert_eq!(run(&later, number).unwrap().disposed, 5);
    });
}

/// Changes lines of the third voucher past every guard, as who owns the database can.
fn damaged(store: &Store, change: &str) {
    let sql = match store.engine() {
        Engine::Sqlite => format!(
            "drop trigger if exists voucher_line_no_update;
             update voucher_line set {change} where journal_seq = 3 and line_no = 1;"
        ),
        Engine::Postgres => format!(
            "alter table voucher_line disable trigger user; alter table voucher_line no force row level security;
             update voucher_line set {change} where journal_seq = 3 and line_no = 1;
             alter table voucher_line force row level security; alter table voucher_line enable trigger user;"
        ),
    };
    as_owner(store, &sql).unwrap();
}

/// Whoever changes what is left of a voucher whose texts are gone, or takes its tombstone away, in the database or
/// in a package with lists written anew, is told.
#[test]
fn what_is_left_cannot_be_changed_unseen() {
    let store = crate::agency::empty();
    a_year(&store);
    let number = decided(&store, "voucher_text");
    run(&operator(&store, "eva", LATER), number).unwrap();
    let folder = tempfile::tempdir().unwrap();
    for (name, path, from, to, told) in [
        (
            "amount",
            "tables/voucher_line.csv",
            "50000,",
            "50001,",
            "tables/voucher.csv:",
        ),
        (
            "tombstone",
            "tables/voucher_tombstone.csv",
            "1,1,1,2037",
            "1,1,2,2037",
            "tables/voucher_tombstone.csv:2 chain",
        ),
        (
            "verdict",
            "tables/disposal_verdict.csv",
            "approved",
            "rejected",
            "tables/voucher_tombstone.csv:2 chain",
        ),
    ] {
        let package = folder.path().join(name);
        packed(&store, &package);
        let text = fs::read_to_string(package.join(path)).unwrap();
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text, "{name}");
        fs::write(package.join(path), changed).unwrap();
        lists_anew(&package, path);
        let damages = verify::package(&package).unwrap().damages;
        let places: Vec<String> = damages.iter().map(Damage::place).collect();
        let found = places
            .iter()
            .any(|place| place.starts_with(told) && place.ends_with("chain"));
        assert!(found, "{name}: {places:?}");
    }
    // The last tombstones are cut off: what the list says of the end differs.
    let package = folder.path().join("cut");
    packed(&store, &package);
    let place = package.join("tables/voucher_tombstone.csv");
    let text = fs::read_to_string(&place).unwrap();
    let kept: Vec<&str> = text.lines().take(2).collect();
    fs::write(&place, kept.join("\r\n") + "\r\n").unwrap();
    lists_anew(&package, "tables/voucher_tombstone.csv");
    let places: Vec<String> = verify::package(&package)
        .unwrap()
        .damages
        .iter()
        .map(Damage::place)
        .collect();
    assert!(
        places.contains(&"tables/voucher_tombstone.csv chain".to_owned()),
        "{places:?}"
    );
}

/// Writes the lists of a package anew after one of its tables was changed.
fn lists_anew(package: &Path, path: &str) {
    let lines = format!("checks/{path}.lines");
    fs::remove_file(package.join(&lines)).unwrap();
    let list = fs::read_to_string(package.join("manifest.json")).unwrap();
    let mut manifest: Manifest = serde_json::from_str(&list).unwrap();
    manifest.files.retain(|file| file.path != lines);
    for file in &mut manifest.files {
        file.sha256 = kameral_store::sha256_hex(&fs::read(package.join(&file.path)).unwrap());
    }
    let list = serde_json::to_string_pretty(&manifest).unwrap();
    fs::write(package.join("manifest.json"), &list).unwrap();
    let mut sums: Vec<String> = manifest
        .files
        .iter()
        .map(|file| format!("{}  {}", file.sha256, file.path))
        .collect();
    sums.push(format!("{}  manifest.json", kameral_store::sha256_hex(list.as_bytes())));
    fs::write(package.join("manifest.sha256"), sums.join("\n") + "\n").unwrap();
}

/// A hold on texts stops the whole run of texts, and no other.
#[test]
fn a_hold_on_texts_stops_texts_alone() {
    let store = crate::agency::empty();
    a_year(&store);
    let later = operator(&store, "eva", LATER);
    let (texts, inbox) = (decided(&store, "voucher_text"), decided(&store, "inbox"));
    let order = HoldOrder {
        record: "voucher_text".to_owned(),
        ..on_voucher("")
    };
    hold(&later, None, &order).unwrap();
    assert_eq!(refused(run(&later, texts)), ["disposal_held"]);
    assert_eq!(run(&later, inbox).unwrap().disposed, 1);
    assert_eq!(told_gone(&store), Vec::new());
}
