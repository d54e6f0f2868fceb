//! Stories about sums on the levels of a tree, and about the parts a whole is made of.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them so")]

use crate::books;

use books::{Books, check};
use expect_test::expect;
use kameral_base::{Date, Ore, Pattern};
use kameral_ledger::model::{DimensionValue, Hierarchy, HierarchyNode};
use kameral_ledger::register::Change;
use kameral_store::testing::each_migrated;

const YEAR: &str = "
    2026-02-03 Hyra | 5012 ORG=100 FIN=10 100,00 | 1932 -100,00
    2026-02-03 Hyra | 5012 ORG=110 FIN=10 20,00 | 1932 -20,00
    2026-02-03 Hyra | 5012 ORG=210 FIN=20 3,00 | 1932 -3,00
    2026-02-03 Hyra | 5012 ORG=220 FIN=40 0,40 | 1932 -0,40
    2026-02-03 Hyra | 5012 0,05 | 1932 -0,05
";

/// EM-16, EM-17: a sum on each level; who lies below no node of a level stands on a row without one.
#[test]
fn each_level_of_a_tree_sums_what_lies_below_it() {
    check(
        &format!(
            "{YEAR}
             csv trial-balance --period 202602 --where KONTO=5* --by ORG/TREE/1
             csv trial-balance --period 202602 --where KONTO=5* --by org/tree/2
             csv trial-balance --period 202602 --where KONTO=5* --by ORG/TREE/3,ORG
             csv trial-balance --period 202602 --where KONTO=5* --where ORG/TREE/3=fält --by account
             csv trial-balance --period 202602 --where KONTO=5* --where ORG/TREE/3=!?* --by ORG"
        ),
        expect![[r#"
            "ORG/TREE/1","name","opening_ore","debit_ore","credit_ore","period_ore","closing_ore"
            ,"(inget värde)",0,5,0,5,5
            "området","området",0,12340,0,12340,12340
            "ORG/tree/2","name","opening_ore","debit_ore","credit_ore","period_ore","closing_ore"
            ,"(inget värde)",0,5,0,5,5
            "hela","hela",0,12340,0,12340,12340
            "ORG/TREE/3","name","ORG","ORG_name","opening_ore","debit_ore","credit_ore","period_ore","closing_ore"
            ,"(inget värde)",,"(inget värde)",0,5,0,5,5
            "fält","fält","210","Norra distriktet",0,300,0,300,300
            "fält","fält","220","Södra distriktet",0,40,0,40,40
            "kansli","kansli","100","Ledning",0,10000,0,10000,10000
            "kansli","kansli","110","Tillsyn",0,2000,0,2000,2000
            "account","name","opening_ore","debit_ore","credit_ore","period_ore","closing_ore"
            "5012","Lokalhyra",0,340,0,340,340
            "ORG","name","opening_ore","debit_ore","credit_ore","period_ore","closing_ore"
            ,"(inget värde)",0,5,0,5,5
        "#]],
    );
}

/// EM-25: projects broken down to any depth; cost is summed on each level.
#[test]
fn a_work_breakdown_of_any_depth_rolls_up() {
    let node = |node: &str, parent: Option<&str>, leaf: &str| HierarchyNode {
        node: node.to_owned(),
        parent: parent.map(str::to_owned),
        name: format!("Moment {node}"),
        leaf: Some(Pattern::parse(leaf).expect("a pattern")),
        valid_from: None,
        valid_to: None,
    };
    each_migrated(&[kameral_access::MIGRATIONS, kameral_ledger::MIGRATIONS], |store| {
        let books = Books::on(store);
        books.change(&[
            Change::Value(DimensionValue::plain(3, "1", "Arkivet")),
            Change::Value(DimensionValue::plain(3, "1.1", "Skanning")),
            Change::Value(DimensionValue::plain(3, "1.1.1", "Ritningar")),
            Change::Value(DimensionValue::plain(3, "1.2", "Sökning")),
        ]);
        books.change(&[Change::Hierarchy(Hierarchy {
            hierarchy: "WBS".to_owned(),
            dimension: "PROJ".to_owned(),
            name: "Arbetsnedbrytning".to_owned(),
            name_en: String::new(),
            nodes: vec![
                node("1", None, "1"),
                node("1.1", Some("1"), "1.1"),
                node("1.1.1", Some("1.1"), "1.1.1"),
                node("1.2", Some("1"), "1.2"),
            ],
        })]);
        let told = books.play(
            "2026-02-03 Tid | 4011 PROJ=1 1,00 | 1932 -1,00
             2026-02-03 Tid | 4011 PROJ=1.1 20,00 | 1932 -20,00
             2026-02-03 Tid | 4011 PROJ=1.1.1 300,00 | 1932 -300,00
             2026-02-03 Tid | 4011 PROJ=1.2 4000,00 | 1932 -4000,00
             csv trial-balance --period 202602 --where KONTO=4* --by PROJ/WBS/1
             csv trial-balance --period 202602 --where KONTO=4* --by PROJ/WBS/2
             csv trial-balance --period 202602 --where KONTO=4* --by PROJ/WBS/3",
        );
        expect![[r#"
            "PROJ/WBS/1","name","opening_ore","debit_ore","credit_ore","period_ore","closing_ore"
            "1","Moment 1",0,432100,0,432100,432100
            "PROJ/WBS/2","name","opening_ore","debit_ore","credit_ore","period_ore","closing_ore"
            ,"(inget värde)",0,100,0,100,100
            "1.1","Moment 1.1",0,32000,0,32000,32000
            "1.2","Moment 1.2",0,400000,0,400000,400000
            "PROJ/WBS/3","name","opening_ore","debit_ore","credit_ore","period_ore","closing_ore"
            ,"(inget värde)",0,402100,0,402100,402100
            "1.1.1","Moment 1.1.1",0,30000,0,30000,30000
        "#]]
        .assert_eq(&told);
    });
}

/// EM-16: a tree of four levels above the units, some of them shut down in the year: on every level,
/// every day, the rows add up to the whole, and a level's row is what its condition gives.
#[test]
fn four_levels_each_add_up_to_the_whole() {
    each_migrated(&[kameral_access::MIGRATIONS, kameral_ledger::MIGRATIONS], |store| {
        let books = Books::on(store);
        let mut nodes = Vec::new();
        for at in 0_u32..15 {
            // 0 above 1 and 2, 1 above 3 and 4 …: a tree of four levels, its eight leaves two units each.
            nodes.push(HierarchyNode {
                node: format!("n{at}"),
                parent: (at != 0).then(|| format!("n{}", (at - 1) / 2)),
                name: format!("Enhet {at}"),
                leaf: (7 <= at)
                    .then(|| Pattern::parse(&format!("7{:02}-7{:02}", 2 * at, 2 * at + 1)).expect("a range")),
                valid_from: None,
                valid_to: (at == 9).then(|| Date::constant(2026, 6, 30)),
            });
        }
        let units: Vec<String> = (14..30).map(|unit| format!("7{unit:02}")).collect();
        let values = units
            .iter()
            .map(|unit| Change::Value(DimensionValue::plain(1, unit, unit)));
        books.change(&values.collect::<Vec<_>>());
        books.change(&[Change::Hierarchy(Hierarchy {
            hierarchy: "FYRA".to_owned(),
            dimension: "ORG".to_owned(),
            name: "Fyra nivåer".to_owned(),
            name_en: String::new(),
            nodes,
        })]);
        for (at, unit) in units.iter().enumerate() {
            let amount = 1 << at;
            books.play(&format!(
                "2026-05-04 Hyra | 5012 ORG={unit} {amount},00 | 1932 -{amount},00"
            ));
        }
        let whole = Ore::from_kronor((1 << 16) - 1).expect("a small amount");
        for period in ["202605", "202601..202612"] {
            for level in 1..=4 {
                let asked = format!("csv trial-balance --period {period} --where KONTO=5*");
                let rows = closing(&books.play(&format!("{asked} --by ORG/FYRA/{level}")));
                let sum = rows.iter().map(|(_, amount)| amount).sum::<i64>();
                assert_eq!(sum, whole.get(), "level {level} in {period}");
                let without = rows.iter().any(|(node, _)| node.is_empty());
                assert_eq!(without, period != "202605", "a node that has ended gathers nothing");
                for (node, amount) in rows.iter().filter(|(node, _)| !node.is_empty()) {
                    for condition in [format!("ORG/FYRA={node}"), format!("ORG/FYRA/{level}={node}")] {
                        let chosen = closing(&books.play(&format!("{asked} --where {condition} --by KONTO/1")));
                        assert_eq!(chosen, [("5".to_owned(), *amount)], "{condition} in {period}");
                    }
                }
            }
        }
    });
}

/// EM-23: a unit whose operation is accounted for by itself has statements of its own; with those of
/// the rest they are the agency's, account by account.
#[test]
fn an_internal_company_and_the_rest_are_the_whole() {
    each_migrated(&[kameral_access::MIGRATIONS, kameral_ledger::MIGRATIONS], |store| {
        let books = Books::on(store);
        books.play(
            "2026-01-05 Fördelning | 9210 ORG=210 70,00 | 9210 ORG=100 -70,00
             2026-02-10 Avgift | 1932 ORG=210 900,00 | 3451 ORG=210 -900,00
             2026-02-11 Hyra | 5012 ORG=210 400,00 | 2581 ORG=210 -400,00
             2026-02-12 Hyra | 5012 ORG=100 300,00 | 2581 -300,00
             2026-02-13 El | 5531 60,00 | 1932 -60,00",
        );
        let of = |condition: &str| closing(&books.play(&format!("csv trial-balance --period 202602{condition}")));
        let (unit, rest, whole) = (of(" --where ORG=210"), of(" --where ORG=!210"), of(""));
        assert_eq!(
            unit.iter().map(|(_, amount)| amount).sum::<i64>(),
            70_00,
            "its own, with its share"
        );
        for (account, amount) in &whole {
            let part = |rows: &[(String, i64)]| {
                rows.iter()
                    .find(|(of, _)| of == account)
                    .map_or(0, |(_, amount)| *amount)
            };
            assert_eq!(part(&unit) + part(&rest), *amount, "{account}");
        }
        let accounts = |rows: &[(String, i64)]| rows.len();
        assert!(accounts(&unit) <= accounts(&whole) && accounts(&rest) <= accounts(&whole));
    });
}

/// First column and closing balance of a CSV report's rows.
fn closing(csv: &str) -> Vec<(String, i64)> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let rows = reader.records().map(|record| {
        let record = record.expect("a row");
        let closing = record.iter().next_back().and_then(|cell| cell.parse().ok());
        (
            record[0].to_owned(),
            closing.expect("the last column is the closing balance"),
        )
    });
    rows.collect()
}
