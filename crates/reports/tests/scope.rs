//! What a user may see: in every report, and nothing besides (SEC-02, SEC-09; peers §3 row 6).

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them so")]

use crate::books;

use books::{Books, each_books, told_by_both, written};
use expect_test::{Expect, expect};
use kameral_base::{Date, EntityId};
use kameral_reports::{Format, ReportQuery, Written, run};
use kameral_store::Stop;
use kameral_ui::Language;

const BOOKS: &str = "
    2026-01-20 Hyra | 5012 ORG=100 FIN=10 1500,00 | 1932 -1500,00
    2026-02-03 El | 5531 ORG=220 FIN=20 500,00 | 5531 ORG=210 PROJ=P1 250,00 | 1932 ORG=100 -750,00
    2026-08-03 El | 5531 ORG=220 40,00 | 1932 -40,00
";

fn check(conditions: &[(&str, &str)], lines: &[&str], expected: Expect) {
    let told = told_by_both(|books| {
        books.play(BOOKS);
        let user = books.user("eva", conditions);
        lines.iter().map(|line| written(&user, line, Format::Csv)).collect()
    });
    expected.assert_eq(&told);
}

/// A line without a value meets no condition, not even one that says what it must not be.
#[test]
fn a_line_without_a_value_is_not_shown() {
    check(
        &[("ORG", "!100")],
        &["trial-balance --period 202601..202612 --by account,ORG"],
        expect![[r#"
            "account","name","ORG","ORG_name","opening_ore","debit_ore","credit_ore","period_ore","closing_ore"
            "5531","El","210","Norra distriktet",0,25000,0,25000,25000
            "5531","El","220","Södra distriktet",0,54000,0,54000,54000
        "#]],
    );
}

/// Several roles show what any of them shows.
#[test]
fn two_roles() {
    check(
        &[("ORG", "100"), ("PROJ", "P*")],
        &["trial-balance --period 202601..202612 --by account,ORG"],
        expect![[r#"
            "account","name","ORG","ORG_name","opening_ore","debit_ore","credit_ore","period_ore","closing_ore"
            "1932","Räntekonto","100","Ledning",0,0,75000,-75000,-75000
            "5012","Lokalhyra","100","Ledning",0,150000,0,150000,150000
            "5531","El","210","Norra distriktet",0,25000,0,25000,25000
        "#]],
    );
}

/// A hierarchy is that of today, whatever period is asked for: what a user may see does not change
/// with the question.
#[test]
fn a_hierarchy_of_today() {
    check(
        &[("ORG/TREE", "söder")],
        &[
            "trial-balance --period 202602",
            "trial-balance --period 202608",
            "trial-balance --period 202608 --where ORG/TREE=söder",
        ],
        expect![[r#"
            "account","name","opening_ore","debit_ore","credit_ore","period_ore","closing_ore"
            "5531","El",0,50000,0,50000,50000
            "account","name","opening_ore","debit_ore","credit_ore","period_ore","closing_ore"
            "5531","El",50000,4000,0,4000,54000
            "account","name","opening_ore","debit_ore","credit_ore","period_ore","closing_ore"
        "#]],
    );
}

/// A condition on what the books do not have, or on an indirect dimension.
#[test]
fn unknown_and_indirect_dimensions() {
    check(
        &[("KST", "*")],
        &["trial-balance --period 202602"],
        expect![[r#"
        "account","name","opening_ore","debit_ore","credit_ore","period_ore","closing_ore"
    "#]],
    );
    check(
        &[("AREA", "YTTRE")],
        &["journal --period 202602"],
        expect![[r#"
        "journal_seq","voucher","date","period","account","name","values","text","registered_by","debit_ore","credit_ore"
        2,"A-2026-2",2026-02-03,202602,,,,"El","operator",,
        2,"A-2026-2",2026-02-03,202602,"5531","El","ORG 210, PROJ P1",,,25000,
    "#]],
    );
}

/// Reports of another entity show nothing of this one.
#[test]
fn another_entity() {
    each_books(|books| {
        books.play(BOOKS);
        let other = Books::of(&books.store, "2098");
        assert_ne!(other.cx.entity(), books.cx.entity());
        for report in ["trial-balance", "general-ledger", "journal", "account-specification"] {
            let told = written(&other.cx, &format!("{report} --period 202601..202612"), Format::Csv);
            assert_eq!(told.lines().count(), 1, "{report}: {told}");
        }
        let told = written(&other.cx, "voucher --voucher A-2026-1", Format::Text);
        assert!(told.starts_with("report_voucher_unknown"), "{told}");
        assert!(books.cx.at(EntityId(999)).is_none());
    });
}

/// Reliability rule 15: another entity has the same accounts, numbers, periods and places in its journal.
/// Whatever it posts, the reports here stay as they were, byte for byte.
#[test]
fn what_another_entity_posts_changes_nothing_here() {
    each_books(|books| {
        books.play(BOOKS);
        let told = || {
            let asked = [
                "trial-balance --period 202601..202612 --by account,ORG",
                "trial-balance --period 202601..202612 --as-of 1",
                "trial-balance --period 202601..202612 --as-of 2",
                "general-ledger --period 202601..202612",
                "general-ledger --period 202601..202612 --limit 3",
                "journal --period 202601..202612",
                "account-specification --period 202601..202612",
                "voucher --voucher A-2026-1",
                "voucher --voucher A-2026-2",
            ];
            asked.map(|line| written(&books.cx, line, Format::Json))
        };
        let before = told();
        let other = Books::of(&books.store, "2098");
        other.play(
            "2026-01-21 Annan hyra | 5012 ORG=100 FIN=10 7,00 | 1932 -7,00
             2026-02-04 Annan el | 5531 ORG=220 FIN=20 8,00 | 5531 ORG=210 PROJ=P1 9,00 | 1932 ORG=100 -17,00
             2026-08-04 Annan el | 5531 ORG=220 11,00 | 1932 -11,00
             2026-08-05 En till | 5531 ORG=220 13,00 | 1932 -13,00",
        );
        for (before, after) in before.iter().zip(told()) {
            assert_eq!(*before, after);
        }
    });
}

/// Without the permission there is no report, whatever may be seen.
#[test]
fn without_permission() {
    each_books(|books| {
        let user = books.user_with("bo", &["books.read"]);
        assert_eq!(
            written(&user, "trial-balance --period 202601", Format::Text),
            "denied: report.run\n"
        );
    });
}

/// Nobody asked for periods: the fiscal year of today.
#[test]
fn the_year_of_today() {
    each_books(|books| {
        books.play(BOOKS);
        let asked = written(&books.cx, "trial-balance", Format::Csv);
        assert_eq!(
            asked,
            written(&books.cx, "trial-balance --period 202601..202613", Format::Csv)
        );
        let mut later = books.cx.clone();
        later.today = Date::constant(2031, 1, 1);
        assert_eq!(asked, written(&later, "trial-balance", Format::Csv));
    });
}

/// REP-11: the same report by three roles gives three extents: every row, some rows, and none of it, where the
/// role names other reports.
#[test]
fn the_same_report_by_three_roles() {
    const REPORT: &str = "trial-balance --period 202602";
    each_books(|books| {
        books.play(BOOKS);
        let every = books.user_of_reports("eva", &["trial-balance", "journal"]);
        let some = books.user("bo", &[("ORG", "210")]);
        let none = books.user_of_reports("kim", &["balance-sheet"]);
        let lines = |user: &kameral_access::Cx| written(user, REPORT, Format::Csv).lines().count();
        assert_eq!((lines(&every), lines(&some)), (4, 2));
        let query = Written {
            name: "trial-balance".to_owned(),
            period: "202602".to_owned(),
            ..Written::default()
        };
        let query = ReportQuery::parse(&query, Language::Sv).unwrap();
        let denied = run(&none, &query);
        assert!(matches!(denied, Err(Stop::Denied(denied)) if denied.permission == "report.run"));
    });
}
