//! `kameral archive`, `export all`, `import all` and `disposal`, as a person at the agency uses them.

use crate::program;

use std::fs;

use program::{agency, kameral};

const VOUCHERS: &str = "voucher,date,text,account,amount
1,2025-01-20,Papper,5612,500
1,2025-01-20,Papper,2581,-500
2,2025-02-03,Pärmar,5612,25.50
2,2025-02-03,Pärmar,1910,-25.50
";

fn books() -> tempfile::TempDir {
    let folder = agency();
    fs::write(folder.path().join("v.csv"), VOUCHERS).unwrap();
    let posted = kameral(folder.path(), "post v.csv --accept-warnings prov");
    assert!(posted.starts_with("0: "), "{posted}");
    folder
}

/// OPS-13: made, listed, verified where there is no database, and what is changed is named by file and line.
#[test]
fn ops_13_a_year_is_packed_listed_and_verified_without_a_database() {
    let folder = books();
    let folder = folder.path();
    let made = kameral(folder, "archive make paket --year 2025 --as-of 2026-01-01");
    assert!(
        made.starts_with("0: Arkivpaketet för 1098 är gjort i paket: "),
        "{made}"
    );
    let elsewhere = tempfile::tempdir().unwrap();
    let copy = elsewhere.path().join("paket");
    fs::rename(folder.join("paket"), &copy).unwrap();
    let whole = kameral(elsewhere.path(), "archive verify paket");
    assert!(whole.starts_with("0: Paketet är helt: "), "{whole}");
    assert!(whole.contains("2 verifikationer och 4 rader"), "{whole}");
    assert!(!elsewhere.path().join("test.db").exists(), "no database was asked for");
    let place = copy.join("tables/voucher_line.csv");
    let text = fs::read_to_string(&place).unwrap();
    fs::write(&place, text.replacen("2550", "2551", 1)).unwrap();
    let changed = kameral(elsewhere.path(), "archive verify paket");
    assert!(changed.starts_with("1: tables/voucher_line.csv:"), "{changed}");
    for name in ["[changed]", "[sum]", "[unbalanced]", "[chain]", "[ledger]"] {
        assert!(changed.contains(name), "{name}: {changed}");
    }
    let listed = kameral(folder, "archive list --format csv");
    assert!(listed.contains("1,2025,2026-01-01,"), "{listed}");
    let missing = kameral(folder, "archive verify paket");
    assert!(missing.contains("[records_not_a_package]"), "{missing}");
}

/// OPS-15: out of one database and into another, with the same reports.
#[test]
fn ops_15_everything_is_moved_on_the_command_line() {
    let folder = books();
    let folder = folder.path();
    let out = kameral(folder, "export all allt");
    assert!(out.starts_with("0: 1098 är utskrivet till allt: "), "{out}");
    let other = tempfile::tempdir().unwrap();
    let into = format!("import all {}", folder.join("allt").display());
    let read = kameral(other.path(), &into);
    assert!(read.starts_with("0: 1098 är inläst från "), "{read}");
    let report = "report trial-balance --period 202501..202512 --format csv";
    assert_eq!(kameral(other.path(), report), kameral(folder, report));
    let checked = kameral(other.path(), "check");
    assert!(checked.starts_with("0: "), "{checked}");
    let again = kameral(other.path(), &into);
    assert!(again.contains("[records_not_clean]"), "{again}");
}

/// OPS-14, DEF-12: refused without a decision, by one person alone, and before its day; a hold is made and lifted.
#[test]
fn ops_14_def_12_disposal_on_the_command_line() {
    let folder = books();
    let folder = folder.path();
    let run = kameral(folder, "disposal run 1");
    assert!(
        run.starts_with("1: ") && run.contains("[disposal_decision_unknown]"),
        "{run}"
    );
    let early = "disposal propose inbox --reference RA-1 --decided-on 2026-01-02 --through 2025 --earliest 2030-01-01";
    let early = kameral(folder, early);
    assert!(early.contains("[disposal_retention_runs]"), "{early}");
    let good = "disposal propose inbox --reference RA-1 --decided-on 2026-01-02 --through 2025 --earliest 2036-01-01";
    assert_eq!(kameral(folder, good), "0: 1\n");
    let own = kameral(folder, "disposal decide 1 approve");
    assert!(own.contains("[disposal_same_person]"), "{own}");
    let run = kameral(folder, "disposal run 1");
    assert!(run.contains("[disposal_not_approved]"), "{run}");
    assert_eq!(kameral(folder, "disposal hold Granskning. --record inbox"), "0: 1\n");
    assert_eq!(kameral(folder, "disposal release 1 Klar."), "0: ");
    let listed = kameral(folder, "disposal list --format csv");
    assert!(
        listed.contains("1,inbox,RA-1,2026-01-02,2025,2036-01-01,eva,,"),
        "{listed}"
    );
    let holds = kameral(folder, "disposal holds --format csv");
    assert!(holds.contains("1,inbox,..,,Granskning.,"), "{holds}");
    assert_eq!(
        kameral(folder, "disposal log --format csv").lines().count(),
        1,
        "nothing is gone"
    );
}
