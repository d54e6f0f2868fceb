//! Everything of an entity out of one installation and into another.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use kameral_access::personal::{ProtectionKind, protect, protected_users};
use kameral_access::{
    Cx, GrantDecision, HashCost, HistoryFilter, INSTALLATION, NewUser, Password, Permission, SubstituteGrant, add_user,
    appoint_substitute, history,
};
use kameral_base::UserId;
use kameral_ledger::veil::of_persons;
use kameral_records::handover::{export_all, import_all};
use kameral_records::package::Manifest;
use kameral_records::verify;
use kameral_reports::{Address, Format, Report, ReportQuery, write};
use kameral_site::Sees;
use kameral_store::Store;
use kameral_store::testing::{each_migrated, postgres_address};
use kameral_ui::Language;

use crate::records::world::{a_year, findings, nobody, noon, operator, posted, refused, unwatched};

/// Hashing that costs nothing, for tests only.
const FAST: HashCost = HashCost {
    memory_kib: 8,
    passes: 1,
    lanes: 1,
};

/// A clean installation of each engine there is.
fn clean() -> Vec<Store> {
    let mut stores = vec![Store::open(":memory:").unwrap()];
    if let Some(address) = postgres_address() {
        stores.push(Store::open(&format!("{address}&durability=test")).unwrap());
    }
    for store in &stores {
        store.migrate(&kameral::MIGRATIONS, noon("2026-01-01").1).unwrap();
    }
    stores
}

fn exported(store: &Store, folder: &Path) -> Manifest {
    let cx = operator(store, "eva", "2026-07-01");
    unwatched(|watch| export_all(&cx, folder, watch)).unwrap()
}

/// The files of a package but its lists, which tell when it was made.
fn content(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let text = fs::read_to_string(folder.join("manifest.json")).unwrap();
    let manifest: Manifest = serde_json::from_str(&text).unwrap();
    let files = manifest.files.iter();
    files
        .map(|file| (file.path.clone(), fs::read(folder.join(&file.path)).unwrap()))
        .collect()
}

fn report(store: &Store, report: Report) -> String {
    let cx = operator(store, "eva", "2026-07-01");
    let mut out = Vec::new();
    write(
        &cx,
        &ReportQuery::new(Address::new(report), Language::Sv),
        Format::Csv,
        &mut out,
    )
    .unwrap();
    String::from_utf8(out).unwrap()
}

/// What each user may do at the agency.
fn permissions(store: &Store) -> Vec<(i64, Vec<Permission>)> {
    let (today, now) = noon("2026-07-01");
    let entity = operator(store, "eva", "2026-07-01").entity();
    let of = |user: i64| {
        let cx = Cx::of_user(store, UserId(user), entity, "web", today, now).unwrap();
        (user, cx.map(|cx| cx.permissions().collect()).unwrap_or_default())
    };
    (1..=3).map(of).collect()
}

/// OPS-15: data, configuration and documents, imported into a clean installation on either engine, give
/// the same vouchers with the same chain, the same reports and permissions; and posting goes on.
#[test]
fn ops_15_everything_goes_out_and_comes_in_again() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        a_year(store);
        let folder = tempfile::tempdir().unwrap();
        let first = folder.path().join("first");
        let manifest = exported(store, &first);
        assert_eq!(verify::files(&first, &manifest).unwrap(), Vec::new());
        for (number, other) in (1..).zip(clean()) {
            let read = unwatched(|watch| import_all(&nobody(&other), &first, watch)).unwrap();
            assert_eq!(read.journal, manifest.journal);
            assert_eq!(findings(&other), Vec::new());
            for name in [
                Report::TrialBalance,
                Report::Journal,
                Report::GeneralLedger,
                Report::BalanceSheet,
            ] {
                assert_eq!(report(&other, name), report(store, name));
            }
            assert!(!permissions(&other)[0].1.is_empty());
            assert_eq!(permissions(&other), permissions(store));
            let second = folder.path().join(format!("second-{number}"));
            exported(&other, &second);
            let (before, after) = (content(&first), content(&second));
            for (path, bytes) in &before {
                assert!(after.get(path) == Some(bytes), "{path} differs");
            }
            assert_eq!(before.len(), after.len());
            posted(&operator(&other, "eva", "2026-07-01"), "2026-06-30", "Nästa", 100, 10);
            assert_eq!(findings(&other), Vec::new());
        }
    });
}

/// What is there already is never mixed with what comes; a damaged package is not taken in.
#[test]
fn ops_15_only_into_a_clean_installation_and_only_what_is_whole() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        a_year(store);
        let folder = tempfile::tempdir().unwrap();
        let package = folder.path().join("package");
        exported(store, &package);
        let again = unwatched(|watch| import_all(&nobody(store), &package, watch));
        assert_eq!(refused(again), ["records_not_clean"]);
        let cx = operator(store, "eva", "2026-07-01");
        let over = unwatched(|watch| export_all(&cx, &package, watch));
        assert_eq!(refused(over), ["records_target_exists"]);
        let place = package.join("tables/voucher.csv");
        let text = fs::read_to_string(&place).unwrap();
        fs::write(&place, text.replace("Pappersbolaget", "Pappersbolagen")).unwrap();
        let other = clean().remove(0);
        let damaged = unwatched(|watch| import_all(&nobody(&other), &package, watch));
        assert_eq!(refused(damaged), ["records_package_damaged"]);
        let missing = unwatched(|watch| import_all(&nobody(&other), folder.path(), watch));
        assert_eq!(refused(missing), ["records_not_a_package"]);
    });
}

/// No password leaves: who signs in at the new place gets a new one there.
#[test]
fn passwords_stay_behind() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        a_year(store);
        let folder = tempfile::tempdir().unwrap();
        let package = folder.path().join("package");
        exported(store, &package);
        let users = fs::read_to_string(package.join("tables/app_user.csv")).unwrap();
        assert_eq!(users.matches("$AAAAAAAAAAAAAAAAAAAAAA$AAAA").count(), 3, "{users}");
        assert_eq!(users.matches("argon2").count(), 3, "{users}");
    });
}

/// SEC-19, SEC-22: who is protected is so at the new place too, also who is a substitute or a principal there and
/// holds no role; and is hidden from the first request on, though the key of pseudonyms stayed behind.
#[test]
fn a_protected_identity_comes_along_and_is_hidden() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        a_year(store);
        let cx = operator(store, "eva", "2026-06-30");
        for login in ["ove", "siv"] {
            let new = NewUser {
                login: login.to_owned(),
                name: format!("{login} Hemligson"),
                password: Password::new("en lång hemlighet för prov"),
                language: "sv".to_owned(),
            };
            add_user(&cx, None, FAST, &new).unwrap();
        }
        let lent = SubstituteGrant {
            login: "ove".to_owned(),
            principal: "siv".to_owned(),
            roles: Vec::new(),
            valid_from: cx.today,
            valid_to: cx.today,
            decision: GrantDecision {
                reference: "dnr 1".to_owned(),
                on: cx.today,
            },
        };
        appoint_substitute(&cx, None, &lent).unwrap();
        let kind = ProtectionKind::ProtectedUser;
        for login in ["bo", "ove", "siv"] {
            protect(&cx, None, kind, "", login, "Beslut 2026/17").unwrap();
        }
        let folder = tempfile::tempdir().unwrap();
        let package = folder.path().join("package");
        exported(store, &package);
        for other in clean() {
            unwatched(|watch| import_all(&nobody(&other), &package, watch)).unwrap();
            let protected = other.read(|tx| {
                tx.for_entities(&[INSTALLATION])?;
                protected_users(tx)
            });
            let logins: Vec<String> = protected.unwrap().into_iter().map(|user| user.login).collect();
            assert_eq!(logins, ["bo", "ove", "siv"]);
            let veils = of_persons(&other, cx.entity(), Sees::default()).unwrap().veils;
            let told = veils[0].over(b"<td>ove</td><td>siv Hemligson</td>");
            let told = String::from_utf8(told).unwrap();
            assert!(!told.contains("ove") && !told.contains("Hemligson"), "{told}");
        }
    });
}

/// SEC-22: where something is protected and there is no key to hide it with, nothing is shown.
#[test]
fn what_cannot_be_hidden_is_not_shown() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        a_year(store);
        let entity = operator(store, "eva", "2026-06-30").entity();
        assert!(
            of_persons(store, entity, Sees::default()).unwrap().veils.is_empty(),
            "nothing is protected"
        );
        kameral_store::testing::write(store, |tx| {
            tx.for_entities(&[INSTALLATION])?;
            tx.exec(
                "insert into protection (entity_id, protection_no, kind, dimension, subject, reason, set_at, set_by,
                   set_by_name) values (0, 1, 'protected_user', '', 'bo', 'x', '2026-01-01T00:00:00Z', 0, 'x')",
                kameral_store::params![],
            )
        })
        .unwrap();
        let fault = of_persons(store, entity, Sees::default()).err().unwrap();
        assert!(fault.to_string().contains("pseudonym_key"), "{fault}");
    });
}

/// SEC-17, OPS-15: history tells that everything was taken out, by whom and when.
#[test]
fn ops_15_history_tells_that_everything_was_taken_out() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        a_year(store);
        let folder = tempfile::tempdir().unwrap();
        exported(store, &folder.path().join("package"));
        let cx = operator(store, "eva", "2026-07-01");
        let filter = HistoryFilter {
            command: Some("handover.export".to_owned()),
            ..HistoryFilter::default()
        };
        let told = cx.read(Permission::BooksRead, |tx| {
            history::page(tx, &cx.scope, &filter, None, 10)
        });
        let told: Vec<(String, String)> = told
            .unwrap()
            .lines
            .into_iter()
            .map(|line| (line.actor, line.subject))
            .collect();
        assert_eq!(told, [("eva".to_owned(), "1098".to_owned())]);
    });
}
