//! Feeder systems of the stories, and the acts they tell of.

#![allow(clippy::format_push_string, reason = "a story has few lines, and this reads best")]
#![allow(dead_code, reason = "each test file uses a part of it")]

use std::io::{Cursor, Write as _};

use kameral_access::Cx;
use kameral_base::{Place, Refusal as _};
use kameral_exchange::TEXTS;
use kameral_exchange::commands::{FeederStopped, ImportOrder, Imported, import_feeder, keep_feeder, receipt, receipts};
use kameral_exchange::feeder::store::Receipt;
use kameral_exchange::feeder::{FeederRefusal, FeederSystem};
use kameral_ledger::commands::reverse;
use kameral_ledger::correct::CorrectionOrder;
use kameral_ledger::model::{Series, VoucherKind};
use kameral_ledger::register::Change;
use kameral_ledger::store::vouchers;
use kameral_ledger::voucher::VoucherNumber;
use kameral_store::Stop;
use kameral_store::inbox::Spool;
use kameral_ui::{Language, Source, Texts, Words};

use crate::books::Books;

/// A pay run: a file is one voucher.
pub const PAYROLL: &str = r#"{
    "feeder": "LON", "name": "Lönesystemet", "name_en": "Payroll", "form": "delimited",
    "charset": "windows-1252", "decimal": "comma", "date_pattern": "DD.MM.YYYY",
    "kind": "payroll", "faulty": "file",
    "fields": [
        {"field": "date", "column": "Datum"},
        {"field": "text", "fixed": "Löner"},
        {"field": "account", "column": "Löneart", "pairs": [["1000", "4011"], ["2000", "4012"], ["9000", "1910"]]},
        {"field": "debit", "column": "Debet"}, {"field": "credit", "column": "Kredit"},
        {"field": "line_text", "column": "Text"},
        {"field": "ORG", "column": "Enhet", "pairs": [["A1", "100"]]},
        {"field": "FIN", "fixed": "10"}]}"#;

/// Cases: a voucher a case, with a reference of its own, amounts as the other side has them.
pub const CASES: &str = r#"{
    "feeder": "ARENDE", "name": "Ärendesystemet", "form": "delimited", "separator": "comma",
    "decimal": "point", "turned": true, "kind": "general", "faulty": "voucher",
    "fields": [
        {"field": "voucher", "column": "case"}, {"field": "reference", "column": "ref"},
        {"field": "date", "column": "day"}, {"field": "text", "column": "text"},
        {"field": "account", "column": "account"}, {"field": "amount", "column": "amount"},
        {"field": "FIN", "column": "fin"}]}"#;

/// A workbook.
const BOOK: &str = r#"{
    "feeder": "BOK", "name": "Arbetsboken", "form": "spreadsheet", "kind": "general", "faulty": "file",
    "fields": [
        {"field": "voucher", "column": "v"}, {"field": "date", "column": "d"}, {"field": "text", "fixed": "Bok"},
        {"field": "account", "column": "k"}, {"field": "amount", "column": "b"}]}"#;

/// A file without a header, and a dimension that a relation gives.
const BARE: &str = r#"{
    "feeder": "BAR", "name": "Utan rubrik", "form": "delimited", "separator": "bar", "header": false,
    "date_pattern": "YYYYMMDD", "kind": "general", "faulty": "file",
    "fields": [
        {"field": "voucher", "column": "1"}, {"field": "date", "column": "2"}, {"field": "text", "fixed": "Bar"},
        {"field": "account", "column": "3"}, {"field": "amount", "column": "4"},
        {"field": "FIN", "relation": "konto_fin"}]}"#;

/// A mapping as it stands in a file.
pub fn mapping(text: &str) -> FeederSystem {
    serde_json::from_str(text).expect("a mapping")
}

/// Books with feeder systems, and who sends their files.
pub struct Sent<'b> {
    /// The books.
    pub books: &'b Books,
    cx: Cx,
}

/// The books with a series of payroll and the feeder systems.
pub fn with_feeders(books: &Books) -> Sent<'_> {
    books.change(&[
        Change::Series(Series {
            series: "L".to_owned(),
            name: "Löner".to_owned(),
            name_en: String::new(),
            outside: false,
        }),
        Change::Kind(VoucherKind {
            kind: "payroll".to_owned(),
            series: "L".to_owned(),
            name: "Lön".to_owned(),
            name_en: String::new(),
        }),
        Change::Kind(VoucherKind {
            kind: "reversal".to_owned(),
            series: "A".to_owned(),
            name: "Vändning".to_owned(),
            name_en: String::new(),
        }),
        Change::Relation(crate::books::by_account()),
    ]);
    let sent = Sent {
        books,
        cx: books.cx.clone(),
    };
    for feeder in [PAYROLL, CASES, BOOK, BARE] {
        assert_eq!(sent.keep(feeder), "version 1\n");
    }
    sent
}

/// A file that has come in.
pub fn spool(file: &[u8]) -> Spool {
    Spool::receive(file, 1 << 20).expect("a small file")
}

/// An order to take it.
pub fn order<'a>(feeder: &'a str, name: &'a str, spool: &'a Spool) -> ImportOrder<'a> {
    ImportOrder {
        feeder,
        name,
        spool,
        accept_warnings: None,
        dry_run: false,
    }
}

/// The numbers of the receipts.
pub fn numbers(books: &Books) -> Vec<i64> {
    let all = receipts(&books.cx, "", 1_000).expect("the receipts can be read");
    all.into_iter().map(|receipt| receipt.receipt).collect()
}

/// Text as the older system writes it.
pub fn windows_1252(text: &str) -> Vec<u8> {
    text.chars()
        .map(|letter| u8::try_from(u32::from(letter)).expect("a letter of Latin-1"))
        .collect()
}

/// A workbook of one sheet: rows parted by `|`, cells by `,`; numbers and errors are cells of their kind.
pub fn workbook(rows: &str) -> Vec<u8> {
    let mut sheet =
        String::from(r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>"#);
    for (at, row) in (1..).zip(rows.split('|')) {
        sheet += &format!(r#"<row r="{at}">"#);
        for (letter, cell) in ('A'..).zip(row.split(',')) {
            let kind = match cell {
                _ if cell.starts_with('#') => "e",
                _ if cell.parse::<f64>().is_ok() => "n",
                _ => "str",
            };
            if !cell.is_empty() {
                sheet += &format!(r#"<c r="{letter}{at}" t="{kind}"><v>{cell}</v></c>"#);
            }
        }
        sheet += "</row>";
    }
    sheet += "</sheetData></worksheet>";
    let parts = [
        (
            "[Content_Types].xml",
            r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>"#,
        ),
        (
            "_rels/.rels",
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        (
            "xl/workbook.xml",
            r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
        ),
        ("xl/worksheets/sheet1.xml", &sheet),
    ];
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive
            .start_file(name, zip::write::SimpleFileOptions::default())
            .expect("a part");
        archive.write_all(text.as_bytes()).expect("in memory");
    }
    archive.finish().expect("an archive").into_inner()
}

impl Sent<'_> {
    /// The same books, with somebody else at them.
    pub fn of(&self, cx: Cx) -> Sent<'_> {
        Sent { books: self.books, cx }
    }

    /// Keeps a feeder system.
    pub fn keep(&self, text: &str) -> String {
        match keep_feeder(&self.cx, None, &mapping(text)) {
            Ok(version) => format!("version {version}\n"),
            Err(stop) => told(stop),
        }
    }

    /// Takes a file.
    pub fn take(&self, feeder: &str, name: &str, file: &[u8]) -> String {
        let spool = spool(file);
        match import_feeder(&self.cx, None, &order(feeder, name, &spool)) {
            Ok(imported) => shown(&imported),
            Err(stop) => told(stop),
        }
    }

    /// Shows what a file would come to.
    pub fn trial(&self, feeder: &str, name: &str, file: &[u8]) -> String {
        let spool = spool(file);
        let order = ImportOrder {
            dry_run: true,
            ..order(feeder, name, &spool)
        };
        match import_feeder(&self.cx, None, &order) {
            Ok(imported) => {
                let mut text = format!("prov: {}", shown(&imported));
                for line in &imported.lines {
                    let values = line.values.iter().map(|(code, value)| format!(" {code}={value}"));
                    let (key, account) = (&line.voucher, &line.account);
                    text += &format!(
                        "    {key} {account}{} {} {}\n",
                        values.collect::<String>(),
                        line.amount.plain(),
                        line.text
                    );
                }
                text
            }
            Err(stop) => told(stop),
        }
    }

    /// The receipts, in lines.
    pub fn receipts(&self, feeder: &str) -> String {
        match receipts(&self.cx, feeder, 100) {
            Ok(receipts) => {
                let line = |receipt: &Receipt| {
                    format!(
                        "kvitto {} {} v{} {}: {} rader, {} bokförda, {} utelämnade, {}\n",
                        receipt.receipt,
                        receipt.feeder,
                        receipt.version,
                        receipt.file_name,
                        receipt.rows,
                        receipt.posted,
                        receipt.left_out,
                        receipt.taken_by
                    )
                };
                receipts.iter().map(line).collect()
            }
            Err(stop) => told(stop),
        }
    }

    /// A receipt as it is kept.
    pub fn receipt(&self, number: i64) -> String {
        match receipt(&self.cx, number) {
            Ok(found) => shown(&found),
            Err(stop) => told(stop),
        }
    }

    /// A posted voucher.
    pub fn voucher(&self, number: &str) -> String {
        let number = VoucherNumber::parse(number).expect("a number");
        let cx = &self.books.cx;
        let read = cx.read(kameral_access::Permission::BooksRead, |tx| {
            let seq = {
                let sight = kameral_ledger::sight::Sight::load(tx, cx)?;
                vouchers::seq_of(tx, &sight, &number)
            }?
            .expect("it is there");
            {
                let sight = kameral_ledger::sight::Sight::load(tx, cx)?;
                vouchers::voucher(tx, &sight, seq, 0, 100)
            }
        });
        let found = read.expect("it can be read");
        let header = &found.header;
        let mut text = format!("{number} {} {} {}\n", header.date, header.source_key, header.text);
        for line in &found.lines {
            text += &format!(
                "    rad {:?}: {} {} {}\n",
                line.source_row.unwrap_or_default(),
                line.coding.as_str(),
                line.amount.plain(),
                line.text
            );
        }
        text
    }

    /// Takes a voucher back.
    pub fn reverse(&self, number: &str) {
        let order = CorrectionOrder {
            date: self.cx.today,
            period: None,
            reason: "fel fil".to_owned(),
        };
        let number = VoucherNumber::parse(number).expect("a number");
        reverse(&self.cx, None, &number, &order).expect("it is reversed");
    }
}

fn shown(imported: &Imported) -> String {
    let receipt = &imported.receipt;
    let mut text = format!(
        "kvitto {}: {} rader, {} bokförda, {} utelämnade\n",
        receipt.receipt, receipt.rows, receipt.posted, receipt.left_out
    );
    for voucher in &imported.vouchers {
        text += &format!(
            "  {} = {} {} {}\n",
            voucher.number, voucher.key, voucher.reference, voucher.text
        );
    }
    for left in &imported.left_out {
        text += &format!(
            "  utelämnad {} rad {} {}: {} {}\n",
            left.voucher,
            left.line.unwrap_or_default(),
            left.column,
            left.name,
            left.said.in_words(words())
        );
    }
    text
}

/// What stopped a command, in Swedish.
pub fn told(stop: FeederStopped) -> String {
    match stop {
        Stop::Refused(refusals) => {
            let line = |refusal: &FeederRefusal| {
                let Place { line, field } = refusal.place();
                format!(
                    "  rad {} {}: {} {}\n",
                    line.unwrap_or_default(),
                    field.unwrap_or_default(),
                    refusal.name(),
                    words().sentence(&refusal.sentence())
                )
            };
            format!("nekad\n{}", refusals.iter().map(line).collect::<String>())
        }
        Stop::Denied(denied) => format!("nekad: {}\n", denied.permission),
        Stop::Fault(fault) => panic!("{fault}"),
    }
}

fn words() -> Words {
    static LOADED: std::sync::LazyLock<&'static Texts> = std::sync::LazyLock::new(|| {
        let formats = Source {
            name: "formats",
            sv: include_str!("../../../formats/text/sv.ftl"),
            en: include_str!("../../../formats/text/en.ftl"),
        };
        let ledger = Source {
            name: "ledger",
            sv: include_str!("../../../ledger/text/sv.ftl"),
            en: include_str!("../../../ledger/text/en.ftl"),
        };
        Texts::load(&[TEXTS, formats, ledger])
    });
    LOADED.words(Language::Sv)
}
