//! Stories about the chart of accounts out of a table.
//!
//! `compare [close=2026-06-30]` holds the indented table against the chart, `import` likewise makes
//! the chart what the table says.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use crate::world;

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use expect_test::expect;
use kameral_access::Cx;
use kameral_base::{Date, EntityId};
use kameral_ledger::chart::{ChartFile, Comparison};
use kameral_ledger::commands::{NewEntity, compare_chart, import_chart, init_entity};
use kameral_ledger::model::RuleSet;
use kameral_ledger::standard;
use kameral_store::Stop;
use world::{Step, World, check_with, each_world, stop};

fn play(world: &mut World, step: &Step<'_>) -> Option<String> {
    if !["compare", "import"].contains(&step.word) {
        return None;
    }
    let close = step.rest.strip_prefix("close=").map(|day| day.parse().expect("a date"));
    let table = step.below.join("\n");
    Some(match taken(&world.cx, table.as_bytes(), close, step.word == "import") {
        Ok(comparison) => told(&comparison),
        Err(refused) => stop(refused),
    })
}

fn taken(
    cx: &Cx,
    table: &[u8],
    close: Option<Date>,
    apply: bool,
) -> Result<Comparison, Stop<Vec<kameral_ledger::chart::ChartRefusal>>> {
    let file = ChartFile::read(table, None).map_err(Stop::Refused)?;
    if apply {
        import_chart(cx, None, "chart.csv", &file, close)
    } else {
        compare_chart(cx, &file, close)
    }
}

fn told(comparison: &Comparison) -> String {
    let mut told = String::new();
    for (word, changes) in [("added", &comparison.added), ("changed", &comparison.changed)] {
        for change in changes {
            let _ = write!(told, "{word} {} (line {}):", change.account.account, change.line);
            for field in &change.fields {
                let _ = write!(told, " {} {:?} → {:?};", field.field, field.old, field.new);
            }
            told.push('\n');
        }
    }
    for missing in &comparison.missing {
        let _ = write!(told, "missing {}", missing.account.account);
        if let Some(day) = missing.closes_on {
            let _ = write!(told, " closes on {day}");
        }
        told.push('\n');
    }
    told + &format!("{} unchanged", comparison.unchanged)
}

/// EM-04, EM-32: a table of accounts is held against the chart account by account, and taken.
#[test]
fn em_04_em_32_a_chart_out_of_a_table_is_compared_and_then_taken() {
    check_with(
        "as eva
         import
           Konto;Benämning;Typ;S-kod;Gäller från;Gäller till;Kapitel
           1510;Kundfordringar;;;;;1
           1511;Osäkra kundfordringar;;S1511;2026-01-01;;1
           5012;Lokalhyra, utomstatlig;K;S5012;;20261231;5
           9210;Fördelning;internkonto;;;;9
           9999;Nytt slag;Kostnad;;;;9
         compare
           kontonr,kontonamn
           1510,Kundfordringar
           1511,Osäkra kundfordringar
         compare close=2026-06-30
           account,name_en
           1510,Accounts receivable
           5999,
           9999,New kind
         import close=2026-12-31
           Konto;Benämning;Typ;S-kod;Gäller från;Gäller till;Kapitel
           1510;Kundfordringar;;;;;1
           1511;Osäkra kundfordringar;;S1511;2026-01-01;;1
           5012;Lokalhyra, utomstatlig;K;S5012;;20261231;5
           9210;Fördelning;internkonto;;;;9
           9999;Nytt slag;Kostnad;;;;9
         import close=2026-12-31
           Konto;Benämning;Typ;S-kod;Gäller från;Gäller till;Kapitel
           1510;Kundfordringar;;;;;1
           1511;Osäkra kundfordringar;;S1511;2026-01-01;;1
           5012;Lokalhyra, utomstatlig;K;S5012;;20261231;5
           9210;Fördelning;internkonto;;;;9
           9999;Nytt slag;Kostnad;;;;9",
        play,
        expect![[r#"
            added 1511 (line 3): name_sv "" → "Osäkra kundfordringar"; kind "" → "asset"; posting "" → "open"; s_code "" → "S1511"; open_items "" → "false"; valid_from "" → "2026-01-01";
            added 9999 (line 6): name_sv "" → "Nytt slag"; kind "" → "expense"; posting "" → "open"; open_items "" → "false";
            changed 5012 (line 4): name_sv "Lokalhyra" → "Lokalhyra, utomstatlig"; valid_to "" → "2026-12-31";
            missing 1932
            missing 19321
            missing 2050
            missing 2581
            missing 3010
            missing 3451
            missing 4011
            missing 5531
            missing 5999
            missing 69
            missing 69131
            missing 9001
            2 unchanged
            missing 1932
            missing 19321
            missing 2050
            missing 2581
            missing 3010
            missing 3451
            missing 4011
            missing 5012
            missing 5531
            missing 5999
            missing 69
            missing 69131
            missing 9001
            missing 9210
            missing 9999
            2 unchanged
            changed 1510 (line 2): name_en "" → "Accounts receivable";
            changed 9999 (line 4): name_en "" → "New kind";
            missing 1511 closes on 2026-06-30
            missing 1932 closes on 2026-06-30
            missing 19321 closes on 2026-06-30
            missing 2050 closes on 2026-06-30
            missing 2581 closes on 2026-06-30
            missing 3010 closes on 2026-06-30
            missing 3451 closes on 2026-06-30
            missing 4011 closes on 2026-06-30
            missing 5012 closes on 2026-06-30
            missing 5531 closes on 2026-06-30
            missing 69 closes on 2026-06-30
            missing 69131 closes on 2026-06-30
            missing 9001 closes on 2026-06-30
            missing 9210 closes on 2026-06-30
            1 unchanged
            missing 1932 closes on 2026-12-31
            missing 19321 closes on 2026-12-31
            missing 2050 closes on 2026-12-31
            missing 2581 closes on 2026-12-31
            missing 3010 closes on 2026-12-31
            missing 3451 closes on 2026-12-31
            missing 4011 closes on 2026-12-31
            missing 5531 closes on 2026-12-31
            missing 5999
            missing 69 closes on 2026-12-31
            missing 69131 closes on 2026-12-31
            missing 9001 closes on 2026-12-31
            5 unchanged
            missing 1932
            missing 19321
            missing 2050
            missing 2581
            missing 3010
            missing 3451
            missing 4011
            missing 5531
            missing 5999
            missing 69
            missing 69131
            missing 9001
            5 unchanged
        "#]],
    );
}

/// EM-04: everything that is wrong is told with line and column, and nothing is changed.
#[test]
fn em_04_a_table_with_mistakes_changes_nothing() {
    check_with(
        "as eva
         import
           konto;benämning;typ;posting;gäller från;open_items
           8000;Okänd grupp;;;;
           1510;Kundfordringar;tillgångar;;;
           1510;Igen;;;;
           1932;Räntekonto;;allt;2026-02-30;kanske
         import
           konto;benämning;gäller från;gäller till
           15x;Bokstav;;
           1519;;;
           ;Utan nummer;;
           1932;Räntekonto;2026-12-31;2026-01-01
         import
           konto;namn;benämning
           1510;a;b
         import
           nummer;namn
           1510;a
         post 2026-03-15 Hyra
           5012 ORG=100 500,00
           2581 -500,00
         import
           konto;typ
           2581;kostnad
         compare
           konto;benämning
           1510;Kundfordringar",
        play,
        expect![[r#"
            refused: chart_kind_unclear (line 2, kind) account=8000
            refused: chart_kind_unknown (line 3, typ) value=tillgångar
            refused: chart_account_twice (line 4, konto) account=1510 first=3
            refused: chart_posting_unknown (line 5, posting) value=allt
            refused: chart_date_malformed (line 5, gäller från) value=2026-02-30
            refused: chart_truth_malformed (line 5, open_items) value=kanske
            refused: account_malformed (line 2, account) account=15x
            refused: name_malformed (line 3, name_sv) subject=1519
            refused: account_malformed (line 4, account) account=
            refused: validity_reversed (line 5, valid_to) subject=1932
            refused: chart_column_twice (line 1, benämning) column=benämning first=namn
            refused: table_file_header_missing columns=account, konto
            posted A-2026-1 202603
            refused: account_kind_in_use (line 2, kind) account=2581
            missing 1932
            missing 19321
            missing 2050
            missing 2581
            missing 3010
            missing 3451
            missing 4011
            missing 5012
            missing 5531
            missing 5999
            missing 69
            missing 69131
            missing 9001
            missing 9210
            1 unchanged
        "#]],
    );
}

/// EM-04: the standard configuration's own table and a chart made of it are the same.
#[test]
fn em_04_the_standard_table_changes_nothing_in_a_new_entity() {
    each_world(|world| {
        let nobody = Cx::operator(
            world.store.clone(),
            "operator",
            EntityId(0),
            world.cx.today,
            world.cx.now,
        );
        let new = NewEntity {
            code: "2000".to_owned(),
            name: "Kustnämnden".to_owned(),
            org_number: "202100-5448".to_owned(),
            rules: RuleSet::State,
        };
        let changes = standard::changes(RuleSet::State).unwrap();
        let entity = init_entity(&nobody, None, &new, &changes).unwrap();
        let cx = Cx::operator(world.store.clone(), "operator", entity.id, world.cx.today, world.cx.now);
        let table = include_bytes!("../../../standard/state/accounts.csv");
        let comparison = taken(&cx, table, None, false).unwrap();
        assert!(
            comparison.is_empty() && comparison.missing.is_empty(),
            "{}",
            told(&comparison)
        );
        assert!(100 < comparison.unchanged);
    });
}

/// EM-04, EM-32: a spreadsheet says the same as CSV; titles above the table are passed over.
#[test]
fn em_04_em_32_a_spreadsheet_is_taken_like_csv() {
    each_world(|world| {
        let cell = |at: &str, text: &str| format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#);
        let rows = format!(
            r#"<row r="1">{}</row><row r="3">{}{}</row><row r="4"><c r="A4"><v>1512</v></c>{}</row>"#,
            cell("A1", "Baskontoplan 2026"),
            cell("A3", "Konto"),
            cell("B3", "Benämning"),
            cell("B4", "Kundfordringar, utländska"),
        );
        let comparison = taken(&world.cx, &spreadsheet(&rows), None, true).unwrap();
        assert_eq!(comparison.added.len(), 1, "{}", told(&comparison));
        assert_eq!(world.model().accounts["1512"].name, "Kundfordringar, utländska");
        assert_eq!(comparison.added[0].line, 4);
    });
}

/// A spreadsheet of one sheet with these rows.
fn spreadsheet(rows: &str) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let related = |kind: &str, target: &str| {
        format!(
            r#"<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{relations}/{kind}" Target="{target}"/></Relationships>"#
        )
    };
    let parts = [
        (
            "[Content_Types].xml",
            format!(r#"<Types xmlns="{package}/content-types"/>"#),
        ),
        ("_rels/.rels", related("officeDocument", "xl/workbook.xml")),
        (
            "xl/workbook.xml",
            format!(
                r#"<workbook xmlns="{main}" xmlns:r="{relations}"><sheets><sheet name="Konton" sheetId="1" r:id="r1"/></sheets></workbook>"#
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            related("worksheet", "worksheets/sheet1.xml"),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!(r#"<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>"#),
        ),
    ];
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive
            .start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}
