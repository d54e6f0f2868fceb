//! Whose identity is protected is told with the names: in a package of a year, and of substitutes too.

use std::fs;

use kameral_access::personal::{ProtectionKind, lift, protect, protected_users};
use kameral_access::{GrantDecision, INSTALLATION, SubstituteGrant, appoint_substitute};
use kameral_base::Date;
use kameral_records::archive::{ArchiveOrder, make};
use kameral_records::handover::{export_all, import_all};
use kameral_records::verify;
use kameral_store::Store;
use kameral_store::testing::each_migrated;

use crate::records::world::{a_year, nobody, operator, unwatched};

const ORDER: ArchiveOrder = ArchiveOrder {
    year: 2026,
    as_of: Date::constant(2026, 7, 1),
};

/// SEC-19, OPS-13: a package of a year has the names, and says whose are protected, by whom and why; a protection
/// that was lifted is there with the row that lifts it, and counts no more.
#[test]
fn sec_19_ops_13_a_package_says_whose_names_are_protected() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        a_year(store);
        let cx = operator(store, "eva", "2026-06-30");
        let kind = ProtectionKind::ProtectedUser;
        protect(&cx, None, kind, "", "bo", "Beslut 2026/17").unwrap();
        let lifted = protect(&cx, None, kind, "", "sys", "Beslut 2026/18").unwrap();
        lift(&cx, None, true, lifted.number, "Upphört").unwrap();
        let folder = tempfile::tempdir().unwrap();
        let package = folder.path().join("paket");
        unwatched(|watch| make(&cx, ORDER, &package, watch)).unwrap();
        let users = fs::read_to_string(package.join("tables/app_user.csv")).unwrap();
        assert!(users.contains(",bo,"), "names are whole: {users}");
        let told = fs::read_to_string(package.join("tables/protection.csv")).unwrap();
        assert!(told.contains("0,1,,protected_user,\\N,Beslut 2026/17,"), "{told}");
        assert_eq!(told.lines().count(), 4, "{told}");
        let verified = verify::package(&package).unwrap();
        assert_eq!((verified.damages, verified.protected), (Vec::new(), 1));
        let read = fs::read_to_string(package.join("README.txt")).unwrap();
        assert!(
            read.contains("tables/protection.csv"),
            "who has the package alone is told where"
        );
    });
}

/// A substitute comes along when an entity is handed over, and so does what protects the substitute.
#[test]
fn sec_19_a_protected_substitute_comes_along() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        a_year(store);
        let cx = operator(store, "eva", "2026-06-30");
        crate::records::world::user_without_role(store, "vik");
        let grant = SubstituteGrant {
            login: "vik".to_owned(),
            principal: "eva".to_owned(),
            roles: Vec::new(),
            valid_from: Date::constant(2026, 6, 30),
            valid_to: Date::constant(2026, 12, 31),
            decision: GrantDecision {
                reference: "dnr 2".to_owned(),
                on: Date::constant(2026, 6, 30),
            },
        };
        appoint_substitute(&cx, None, &grant).unwrap();
        protect(&cx, None, ProtectionKind::ProtectedUser, "", "vik", "Beslut 2026/19").unwrap();
        let folder = tempfile::tempdir().unwrap();
        let package = folder.path().join("allt");
        unwatched(|watch| export_all(&cx, &package, watch)).unwrap();
        let other: Store = crate::agency::empty();
        unwatched(|watch| import_all(&nobody(&other), &package, watch)).unwrap();
        let protected = other.read(|tx| {
            tx.for_entities(&[INSTALLATION])?;
            protected_users(tx)
        });
        let logins: Vec<String> = protected.unwrap().into_iter().map(|user| user.login).collect();
        assert_eq!(logins, ["vik"]);
    });
}
