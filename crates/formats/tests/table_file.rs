//! Tables in CSV and XLSX: text in, text out. The spreadsheets are put together here, part by part.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use std::io::{Cursor, Write};

use expect_test::{Expect, expect};
use kameral_formats::table_file::{self, LineMistake, Table, Wanted};
use zip::write::SimpleFileOptions;

fn told(read: Result<Table, Vec<LineMistake>>) -> String {
    match read {
        Ok(table) => {
            let mut told = format!(
                "{:?} {}: {}\n",
                table.sheet,
                table.header_line,
                table.header.join(" | ")
            );
            told.extend(
                table
                    .rows
                    .iter()
                    .map(|row| format!("{}: {}\n", row.line, row.fields.join(" | "))),
            );
            told
        }
        Err(mistakes) => {
            let lines = mistakes
                .iter()
                .map(|mistake| format!("{mistake} {:?}", mistake.mistake));
            lines.collect::<Vec<_>>().join("\n") + "\n"
        }
    }
}

fn check(file: &[u8], columns: &[&str], expected: Expect) {
    expected.assert_eq(&told(table_file::read(
        file,
        &Wanted {
            columns,
            ..Wanted::default()
        },
    )));
}

/// A spreadsheet of two sheets, the first with these rows of XML.
fn spreadsheet(rows: &str) -> Vec<u8> {
    let head = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let sheet = |rows: &str| format!(r#"{head}<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>"#);
    let relation = |id: &str, kind: &str, target: &str| {
        format!(r#"<Relationship Id="{id}" Type="{relations}/{kind}" Target="{target}"/>"#)
    };
    let parts = [
        (
            "[Content_Types].xml",
            format!(r#"{head}<Types xmlns="{package}/content-types"/>"#),
        ),
        (
            "_rels/.rels",
            format!(
                r#"{head}<Relationships xmlns="{package}/relationships">{}</Relationships>"#,
                relation("r1", "officeDocument", "xl/workbook.xml")
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                r#"{head}<workbook xmlns="{main}" xmlns:r="{relations}"><sheets><sheet name="Kontoplan" sheetId="1" r:id="r1"/><sheet name="Läs mig" sheetId="2" r:id="r2"/></sheets></workbook>"#
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                r#"{head}<Relationships xmlns="{package}/relationships">{}{}{}{}</Relationships>"#,
                relation("r1", "worksheet", "worksheets/sheet1.xml"),
                relation("r2", "worksheet", "worksheets/sheet2.xml"),
                relation("r3", "styles", "styles.xml"),
                relation("r4", "sharedStrings", "sharedStrings.xml")
            ),
        ),
        (
            "xl/styles.xml",
            format!(
                r#"{head}<styleSheet xmlns="{main}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#
            ),
        ),
        (
            "xl/sharedStrings.xml",
            format!(
                r#"{head}<sst xmlns="{main}"><si><t>Konto</t></si><si><t> Benämning </t></si><si><t>Läs &amp; lär</t></si></sst>"#
            ),
        ),
        ("xl/worksheets/sheet1.xml", sheet(rows)),
        (
            "xl/worksheets/sheet2.xml",
            sheet(r#"<row r="1"><c r="A1" t="s"><v>2</v></c></row>"#),
        ),
    ];
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

const CHART: &str = r#"
    <row r="1"><c r="A1" t="inlineStr"><is><t>Kontoplan 2026</t></is></c></row>
    <row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="s"><v>1</v></c><c r="C3" t="inlineStr"><is><t>Från</t></is></c><c r="D3" t="inlineStr"><is><t>Kvot</t></is></c></row>
    <row r="4"><c r="A4"><v>5611</v></c><c r="B4" t="s"><v>2</v></c><c r="C4" s="1"><v>46096</v></c><c r="D4"><v>0.1</v></c></row>
    <row r="6"><c r="A6" t="inlineStr"><is><t>0110</t></is></c><c r="D6" t="b"><v>1</v></c></row>"#;

#[test]
fn a_spreadsheet_is_a_header_and_rows_of_text() {
    check(
        &spreadsheet(CHART),
        &["benämning", "konto"],
        expect![[r#"
        Some("Kontoplan") 3: Konto | Benämning | Från | Kvot
        4: 5611 | Läs & lär | 2026-03-15 | 0.1
        6: 0110 |  |  | true
    "#]],
    );
}

#[test]
fn a_sheet_is_chosen_by_name() {
    let file = spreadsheet(CHART);
    let wanted = |sheet| Wanted {
        sheet: Some(sheet),
        ..Wanted::default()
    };
    expect![[r#"
        Some("Läs mig") 1: Läs & lär
    "#]]
    .assert_eq(&told(table_file::read(&file, &wanted("Läs mig"))));
    expect![[r#"
        0: table_file_sheet_missing SheetMissing { sheet: "Konton", sheets: "Kontoplan, Läs mig" }
    "#]]
    .assert_eq(&told(table_file::read(&file, &wanted("Konton"))));
}

#[test]
fn csv_is_read_the_same_way() {
    check(
        "\u{feff}Kontoplan 2026;;\r\n\r\nKonto;Benämning;Från\r\n5611; Papper;2026-01-01\r\n\r\n\"01;10\";\"a\nb\"\r\nx;y;z;\r\n".as_bytes(),
        &["konto"],
        expect![[r#"
            None 3: Konto | Benämning | Från
            4: 5611 | Papper | 2026-01-01
            6: 01;10 | a
            b | 
            8: x | y | z
        "#]],
    );
    check(
        b"konto,namn\n1,2\n",
        &[],
        expect![[r#"
        None 1: konto | namn
        2: 1 | 2
    "#]],
    );
}

#[test]
fn what_cannot_be_a_table_is_refused() {
    check(
        b"",
        &[],
        expect![[r#"
        0: table_file_empty Empty
    "#]],
    );
    check(
        b"",
        &["konto"],
        expect![[r#"
        0: table_file_header_missing HeaderMissing { columns: "konto" }
    "#]],
    );
    check(
        b"a,b,a\n1,2,3,4\n",
        &[],
        expect![[r#"
        1 C: table_file_column_repeated ColumnRepeated { column: "a" }
        2: table_file_field_beyond_header FieldBeyondHeader { value: "4" }
    "#]],
    );
    check(
        b"konto;namn\n1;F\xf6r\n",
        &[],
        expect![[r#"
        2: table_file_not_utf8 NotUtf8
    "#]],
    );
    check(
        b"\xd0\xcf\x11\xe0 and so on",
        &[],
        expect![[r#"
        0: table_file_old_spreadsheet OldSpreadsheet
    "#]],
    );
    check(
        b"PK\x03\x04 and so on",
        &[],
        expect![[r#"
        0: table_file_damaged Damaged { why: "invalid Zip archive: Could not find EOCD" }
    "#]],
    );
    check(
        &"rad\n".repeat(60).into_bytes(),
        &["konto"],
        expect![[r#"
        0: table_file_header_missing HeaderMissing { columns: "konto" }
    "#]],
    );
    let error = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>Konto</t></is></c></row><row r="2"><c r="A2" t="e"><v>#REF!</v></c></row>"#;
    check(
        &spreadsheet(error),
        &[],
        expect![[r##"
        2 Konto: table_file_cell_error CellError { value: "#REF!" }
    "##]],
    );
    let far = r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#;
    check(
        &spreadsheet(far),
        &[],
        expect![[r#"
        1048576: table_file_too_many_columns TooManyColumns { limit: 256 }
    "#]],
    );
    let backward = r#"<row r="9"><c r="A9"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>"#;
    check(
        &spreadsheet(backward),
        &[],
        expect![[r#"
        0: table_file_damaged Damaged { why: "row 2 after row 9" }
    "#]],
    );
}

#[test]
fn the_limits_hold() {
    let rows = "1\n".repeat(table_file::ROWS_MAX + 10);
    check(
        rows.as_bytes(),
        &[],
        expect![[r#"
        200001: table_file_too_many_rows TooManyRows { limit: 200000 }
    "#]],
    );
    let wide = ["a".to_owned() + &",b".repeat(300), String::new()].join("\n");
    check(
        wide.as_bytes(),
        &[],
        expect![[r#"
        1: table_file_too_many_columns TooManyColumns { limit: 256 }
    "#]],
    );
    let header: Vec<String> = (0..200).map(|column| format!("k{column}")).collect();
    let sparse = header.join(",") + "\n" + &"1\n".repeat(50_000);
    check(
        sparse.as_bytes(),
        &[],
        expect![[r#"
        20002: table_file_too_many_cells TooManyCells { limit: 4000000 }
    "#]],
    );
    let long = format!("a\n{}\n", "å".repeat(table_file::CELL_CHARS_MAX + 1));
    check(
        long.as_bytes(),
        &[],
        expect![[r#"
        2 a: table_file_text_too_long TextTooLong { limit: 32767 }
    "#]],
    );
}

/// A file of some 200 KB that unpacks to more than the limit is refused before it is read.
#[test]
fn a_spreadsheet_that_unpacks_far_too_large_is_refused() {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive
        .start_file("xl/sharedStrings.xml", SimpleFileOptions::default())
        .unwrap();
    let zeros = vec![b' '; 1024 * 1024];
    for _ in 0..=table_file::UNPACKED_BYTES_MAX / (1024 * 1024) {
        archive.write_all(&zeros).unwrap();
    }
    let file = archive.finish().unwrap().into_inner();
    assert!(file.len() < 1024 * 1024);
    check(
        &file,
        &[],
        expect![[r#"
        0: table_file_unpacks_too_large UnpacksTooLarge { limit_bytes: 134217728 }
    "#]],
    );
}

/// Reliability rule 13: a document type is refused wherever it stands, and so are its entities.
#[test]
fn a_document_type_is_refused() {
    let file = spreadsheet(CHART);
    for (part, blanks) in [
        ("xl/sharedStrings.xml", 0),
        ("xl/workbook.xml", 8_185),
        ("_rels/.rels", 8_190),
    ] {
        let doctype = format!(
            "<?xml version=\"1.0\"?>{}<!DOCTYPE a [<!ENTITY b \"{}\">]>",
            " ".repeat(blanks),
            "c".repeat(100)
        );
        check(
            &with_part(&file, part, &doctype),
            &[],
            expect![[r#"
                0: table_file_damaged Damaged { why: "DOCTYPE" }
            "#]],
        );
    }
    // In a picture it is the picture's own.
    let picture = with_part(&file, "xl/media/image1.svg", "<!DOCTYPE svg>");
    let wanted = Wanted {
        columns: &["konto"],
        ..Wanted::default()
    };
    assert_eq!(table_file::read(&picture, &wanted), table_file::read(&file, &wanted));
    assert!(table_file::read(&picture, &wanted).is_ok());
}

/// The spreadsheet with what is given before the content of a part, or with one part more.
fn with_part(file: &[u8], name: &str, before: &str) -> Vec<u8> {
    let mut old = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut parts: Vec<(String, String)> = (0..old.len())
        .map(|at| {
            let part = old.by_index(at).unwrap();
            let name = part.name().unwrap().into_owned();
            (name, std::io::read_to_string(part).unwrap())
        })
        .collect();
    match parts.iter_mut().find(|(part, _)| part == name) {
        Some((_, content)) => content.insert_str(0, before),
        None => parts.push((name.to_owned(), before.to_owned())),
    }
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A spreadsheet of too many parts, each of them empty, is refused before any is read.
#[test]
fn a_spreadsheet_of_too_many_parts_is_refused() {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for part in 0..=table_file::PARTS_MAX {
        archive
            .start_file(part.to_string(), SimpleFileOptions::default())
            .unwrap();
    }
    check(
        &archive.finish().unwrap().into_inner(),
        &[],
        expect![[r#"
        0: table_file_unpacks_too_large UnpacksTooLarge { limit_bytes: 134217728 }
    "#]],
    );
}

/// No damaged spreadsheet panics.
#[test]
fn a_damaged_spreadsheet_is_refused_or_read() {
    let file = spreadsheet(CHART);
    for at in 0..file.len() {
        let mut damaged = file.clone();
        damaged[at] = damaged[at].wrapping_mul(31).wrapping_add(7);
        let _ = table_file::read(&damaged, &Wanted::default());
        let _ = table_file::read(&file[..at], &Wanted::default());
    }
}
