//! The integrity check: clean books are clean, gaps of other systems are information, and what is
//! known outside the database is compared with it.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use crate::books;
use crate::world;

use std::sync::atomic::{AtomicBool, Ordering};

use books::Books;
use expect_test::expect;
use kameral_access::MIGRATIONS as ACCESS;
use kameral_base::EntityId;
use kameral_ledger::MIGRATIONS as LEDGER;
use kameral_ledger::check::{CheckReport, FINDINGS_MAX, FindingKind, Part, TEXT_EN, TEXT_SV, check, verify_since};
use kameral_ledger::commands::post;
use kameral_store::Store;
use kameral_store::testing::each_migrated;

#[test]
fn clean_books_are_clean() {
    each_migrated(&[ACCESS, LEDGER], |store| {
        let entity = books::fill(store);
        let found = books::findings(store, entity);
        assert!(
            found.is_empty(),
            "{:#?}",
            found.iter().map(books::tell).collect::<Vec<_>>()
        );
        let report = books::checked(store, entity);
        assert!(report.is_clean());
        assert_eq!((report.vouchers, report.lines, report.head.0), (11, 23, 11));
    });
}

/// Rule 5: vouchers are appended in groups of a thousand, and each group adds to the balances.
#[test]
fn more_vouchers_than_one_group_are_clean() {
    each_migrated(&[ACCESS, LEDGER], |store| {
        let world = world::World::on(store);
        let model = world.model();
        let drafts: Vec<_> = (0..2_100)
            .map(|at| {
                let lines = [format!("5012 ORG=1{}0 1,00", at % 2), "2581 -1,00".to_owned()];
                world::draft(&model, "2026-03-20 Rent", lines.iter().map(String::as_str))
            })
            .collect();
        let request = kameral_ledger::commands::PostRequest {
            drafts,
            ..Default::default()
        };
        assert_eq!(post(&world.cx, None, &request).expect("posted").len(), 2_100);
        let report = books::checked(store, world.cx.entity());
        assert!(report.is_clean(), "{:?}", kinds(&report));
        assert_eq!((report.vouchers, report.lines), (2_100, 4_200));
    });
}

/// One wrong cell is enough, and so are more than a report holds.
#[test]
fn what_is_wrong_makes_books_unclean() {
    let books = Books::make();
    for (damage, findings) in [
        ("update voucher set text = 'x' where journal_seq = 3", 1),
        (
            "with recursive n (i) as (select 1 union all select i + 1 from n where i < 1200)
             insert into balance select entity_id, year, period, 1000 + i, unit, 1, 0, 0, 1
             from n, (select * from balance limit 1)",
            FINDINGS_MAX,
        ),
    ] {
        let copy = books.copy("wrong.db");
        books::damage::unguarded(&copy).execute_batch(damage).expect("damaged");
        let report = books::checked(&books::open(&copy), books.entity);
        assert!(!report.is_clean(), "{damage}");
        let wrong = report
            .findings
            .iter()
            .filter(|finding| !finding.is_information())
            .count();
        assert_eq!(wrong, findings, "{damage}");
    }
}

/// A hole in a series that another system numbers is told, and so is that texts went by a decision; nothing is
/// wrong.
#[test]
fn a_gap_of_another_system_is_information() {
    each_migrated(&[ACCESS, LEDGER], |store| {
        let entity = books::fill(store);
        let report = books::checked(store, entity);
        let told: Vec<String> = report.findings.iter().map(books::tell).collect();
        expect![[r#"
            119 texts_disposed voucher_tombstone.decision_no 1 [] [2]
            111 outside_gap voucher.number E-2026 [] [8..8]"#]]
        .assert_eq(&told.join("\n"));
        assert!(report.is_clean());
    });
}

/// Reliability rule 6, M8: an old copy that goes on is clean by itself; what is kept outside tells.
#[test]
fn an_old_copy_is_told_by_what_is_known_outside() {
    let books = Books::make();
    let store = books::open(&books.copy("today.db"));
    more(&store, books.entity, "Told to the auditor");
    let known = books::checked(&store, books.entity).head;
    more(&store, books.entity, "After that");
    assert!(since(&store, books.entity, &known).is_clean());

    let old = books::open(&books.copy("old.db"));
    assert!(
        books::checked(&old, books.entity).is_clean(),
        "an old copy holds together"
    );
    assert_eq!(kinds(&since(&old, books.entity, &known)), ["anchor_missing"]);
    more(&old, books.entity, "Another history");
    assert!(books::checked(&old, books.entity).is_clean(), "and goes on, by itself");
    assert_eq!(kinds(&since(&old, books.entity, &known)), ["anchor_differs"]);
}

/// Whatever place is known, the journal stands on it; a hash that is not its own is told.
#[test]
fn every_place_can_be_known() {
    each_migrated(&[ACCESS, LEDGER], |store| {
        let entity = books::fill(store);
        let mut known = vec![(0, vec![0; 32])];
        let cx = books::cx(store, entity);
        let hashes = cx.store.read(|tx| {
            tx.for_entities(&[entity])?;
            tx.all(
                "select journal_seq, hash from voucher where entity_id = $1 order by journal_seq",
                &[entity.into()],
                |row| Ok((row.get::<i64>("journal_seq")?, row.get::<Vec<u8>>("hash")?)),
            )
        });
        known.extend(hashes.expect("hashes"));
        for at in &known {
            let report = since(store, entity, at);
            assert!(report.is_clean(), "{}: {:?}", at.0, kinds(&report));
            assert_eq!(report.vouchers, u64::try_from(11 - at.0).expect("a count"));
            let mut other = at.clone();
            other.1[31] ^= 1;
            assert!(kinds(&since(store, entity, &other)).contains(&"anchor_differs"));
        }
    });
}

#[test]
fn a_check_tells_how_far_it_is_and_can_be_stopped() {
    each_migrated(&[ACCESS, LEDGER], |store| {
        let entity = books::fill(store);
        let mut parts = Vec::new();
        let stop = AtomicBool::new(false);
        let report = check(
            &books::cx(store, entity),
            &mut |progress| parts.push((progress.part, progress.done)),
            &stop,
        );
        assert_eq!(report.expect("a check ends").vouchers, 11);
        assert!(parts.is_sorted() && parts.contains(&(Part::Journal, 11)), "{parts:?}");
        let stop = AtomicBool::new(false);
        let report = check(
            &books::cx(store, entity),
            &mut |progress| stop.store(progress.part == Part::Journal, Ordering::Relaxed),
            &stop,
        );
        let report = report.expect("a check ends");
        assert!(
            report.stopped && !report.is_clean() && report.findings.is_empty(),
            "{report:?}"
        );
    });
}

/// Every kind has title, reason and sentence in both languages, and a number of its own.
#[test]
fn every_kind_has_its_texts() {
    kameral_ui::texts::check_complete(TEXT_SV, TEXT_EN);
    let mut numbers: Vec<u16> = FindingKind::ALL.iter().map(|kind| kind.number()).collect();
    numbers.dedup();
    assert!(numbers.is_sorted() && numbers.len() == FindingKind::ALL.len());
    let keys: Vec<&str> = TEXT_SV
        .lines()
        .filter_map(|line| line.split_once(" = "))
        .map(|(key, _)| key)
        .collect();
    let mut wanted = Vec::new();
    for kind in FindingKind::ALL {
        let title = kind.title().key;
        wanted.extend([title, kind.reason().key, title.strip_suffix("-title").expect("a title")]);
        assert_eq!(title, format!("finding-{}-title", kind.name().replace('_', "-")));
    }
    assert_eq!(keys, wanted);
}

fn since(store: &Store, entity: EntityId, known: &(i64, Vec<u8>)) -> CheckReport {
    let stop = AtomicBool::new(false);
    verify_since(&books::cx(store, entity), known.0, &known.1, &mut |_| (), &stop).expect("a check ends")
}

fn kinds(report: &CheckReport) -> Vec<&'static str> {
    report
        .findings
        .iter()
        .filter(|finding| !finding.is_information())
        .map(|finding| finding.kind.name())
        .collect()
}

/// Posts one more voucher.
fn more(store: &Store, entity: EntityId, text: &str) {
    let cx = books::cx(store, entity);
    let world = world::World {
        store: store.clone(),
        cx: cx.clone(),
    };
    let draft = world::draft(
        &world.model(),
        &format!("2026-03-20 {text}"),
        ["5012 ORG=110 1,00", "2581 -1,00"],
    );
    let request = kameral_ledger::commands::PostRequest {
        drafts: vec![draft],
        ..Default::default()
    };
    post(&cx, None, &request).expect("posted");
}
