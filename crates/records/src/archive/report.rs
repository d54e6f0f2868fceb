//! Reports of the year: delimited text and XML for programs, PDF/A for people.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read as _, Seek as _, SeekFrom};

use kameral_access::Cx;
use kameral_base::{Date, Period, PeriodRange};
use kameral_ledger::store::model;
use kameral_reports::sink::Sink;
use kameral_reports::{Address, Head, Kind, Report, ReportQuery, Row, RowKind, Tail, Value, produce, told, words};
use kameral_store::{Fault, FaultKind, Stop};
use kameral_ui::Language;

use super::make::swedish;
use crate::package::{Cells, Manifest, Package, PackageFile, Xml, schema};
use crate::pdf::{self, Column, Heading, Line, Volumes};
use crate::refusal::RecordsRefusal;

/// A report of the package, and what its files are called.
#[derive(Debug, Clone, Copy)]
pub(super) struct Packed {
    report: Report,
    pub(super) name: &'static str,
}

/// The reports of a package.
pub(super) const REPORTS: [Packed; 5] = [
    Packed {
        report: Report::Journal,
        name: "grundbok",
    },
    Packed {
        report: Report::GeneralLedger,
        name: "huvudbok",
    },
    Packed {
        report: Report::TrialBalance,
        name: "rabalans",
    },
    Packed {
        report: Report::IncomeStatement,
        name: "resultatrakning",
    },
    Packed {
        report: Report::BalanceSheet,
        name: "balansrakning",
    },
];

/// Writes one report into the package, as of the end of the journal that the tables were read at.
pub(super) fn write(
    cx: &Cx,
    manifest: &Manifest,
    packed: Packed,
    end: i64,
    as_of: Date,
    package: &mut Package,
) -> Result<(), Stop<Vec<RecordsRefusal>>> {
    let year = manifest.year.unwrap_or_default();
    let Some(periods) = periods(cx, year)? else {
        return Err(RecordsRefusal::YearUnknown { year }.stop());
    };
    let address = Address {
        periods: Some(periods),
        as_of: Some(end),
        ..Address::new(packed.report)
    };
    let mut files = Files {
        package,
        name: packed.name,
        volumes: Volumes::new()?,
        open: None,
        done: None,
    };
    match produce(cx, &ReportQuery::new(address, Language::Sv), None, &mut files) {
        Ok(()) => {}
        Err(Stop::Fault(fault)) => return Err(Stop::Fault(fault)),
        Err(Stop::Denied(denied)) => return Err(Stop::Denied(denied)),
        Err(Stop::Refused(refusals)) => {
            let text = format!("the report {} is refused: {refusals:?}", packed.name);
            return Err(Fault::new(FaultKind::Mismatch, text).into());
        }
    }
    let (mut open, mut volumes) = (files.done.take(), files.volumes);
    if let Some(done) = open.take() {
        let heading = Heading {
            agency: format!("{} {}", manifest.entity.code, manifest.entity.name),
            title: done.title.clone(),
            of: format!("{}..{}", periods.from(), periods.to()),
            as_of,
        };
        done.pdf(packed.name, &heading, &mut volumes, package)?;
    }
    Ok(())
}

/// The year from its opening to its last closing period.
fn periods(cx: &Cx, year: i64) -> Result<Option<PeriodRange>, Stop<Vec<RecordsRefusal>>> {
    let read = cx.read(kameral_access::Permission::RecordsManage, |tx| model::load(tx, cx));
    let model = read.map_err(|stop| stop.map(|never| match never {}))?;
    let found = model.years.iter().find(|known| i64::from(known.year()) == year);
    Ok(found.and_then(|found| {
        let last = Period::new(found.year(), 16).ok()?;
        PeriodRange::new(found.opening(), last).ok()
    }))
}

/// A report on its way into its files. Rows are kept beside the package until their number is known.
struct Files<'p> {
    package: &'p mut Package,
    name: &'static str,
    volumes: Volumes,
    open: Option<Open>,
    done: Option<Done>,
}

struct Open {
    columns: Vec<Column>,
    title: String,
    cells: Cells<PackageFile>,
    xml: Xml<PackageFile>,
    spool: csv::Writer<BufWriter<File>>,
    records: u64,
    lines: usize,
    sums: Vec<(usize, String, i64)>,
}

/// A report whose rows wait to be drawn.
struct Done {
    columns: Vec<Column>,
    title: String,
    spool: File,
    lines: usize,
}

impl Files<'_> {
    fn spooled(&mut self, bold: bool, cells: Vec<String>) -> Result<(), Fault> {
        let Some(open) = &mut self.open else {
            return Err(unwritten("a row before its heading"));
        };
        for (column, cell) in open.columns.iter_mut().zip(&cells) {
            let wide = self.volumes.measure(cell);
            if column.width < wide {
                column.width = wide;
            }
        }
        open.lines += 1;
        let mark = if bold { "b" } else { "" };
        let record = std::iter::once(mark).chain(cells.iter().map(String::as_str));
        open.spool
            .write_record(record)
            .map_err(|error| unwritten(&error.to_string()))
    }
}

impl Sink for Files<'_> {
    fn head(&mut self, head: Head) -> Result<(), Fault> {
        let spoken = words(Language::Sv);
        let mut columns = Vec::with_capacity(head.columns.len());
        for column in &head.columns {
            let label = column.label.text(spoken);
            columns.push(Column {
                width: self.volumes.measure(&label),
                label,
                is_number: column.kind.is_number(),
            });
        }
        let keys: Vec<&str> = head.columns.iter().map(|column| column.key.as_str()).collect();
        let element = |key: &str| key.replace(|sign: char| !sign.is_ascii_alphanumeric() && sign != '_', "_");
        let elements: Vec<String> = keys.iter().map(|key| element(key)).collect();
        let elements: Vec<&str> = elements.iter().map(String::as_str).collect();
        let name = self.name;
        let types = head.columns.iter().zip(&elements).map(|(column, element)| {
            let kind = match column.kind {
                Kind::Amount | Kind::Quantity | Kind::Count | Kind::Share => "xs:long",
                _ => "xs:string",
            };
            (*element, kind)
        });
        let mut types: Vec<(&str, &str)> = types.collect();
        types.insert(0, ("kind", "xs:string"));
        self.package
            .add(&format!("rapporter/{name}.xsd"), schema(name, &types).as_bytes())?;
        let csv_heading: Vec<&str> = std::iter::once("kind").chain(keys).collect();
        let xml_heading: Vec<&str> = std::iter::once("kind").chain(elements.iter().copied()).collect();
        self.open = Some(Open {
            sums: head
                .columns
                .iter()
                .enumerate()
                .filter(|(_, column)| column.kind == Kind::Amount)
                .map(|(at, column)| (at, column.key.clone(), 0))
                .collect(),
            columns,
            title: spoken.sentence(&head.title),
            cells: Cells::begin(self.package.file(&format!("rapporter/{name}.csv"))?, &csv_heading)?,
            xml: Xml::begin(self.package.file(&format!("rapporter/{name}.xml"))?, name, &xml_heading)?,
            spool: csv::WriterBuilder::new()
                .flexible(true)
                .from_writer(BufWriter::new(tempfile::tempfile()?)),
            records: 0,
            lines: 0,
        });
        Ok(())
    }

    fn row(&mut self, row: Row) -> Result<(), Fault> {
        let spoken = words(Language::Sv);
        let shown: Vec<String> = row.cells.iter().map(|cell| told(cell, spoken)).collect();
        let is_line = row.kind == RowKind::Line;
        if let Some(open) = &mut self.open {
            let plain: Vec<Option<String>> = std::iter::once(Some(row.kind.word().to_owned()))
                .chain(row.cells.iter().zip(&shown).map(|(value, shown)| plain(value, shown)))
                .collect();
            let texts: Vec<String> = plain.iter().map(|cell| cell.clone().unwrap_or_default()).collect();
            open.cells.row(&texts)?;
            open.xml.row(&plain)?;
            open.records += 1;
            for (at, _, sum) in &mut open.sums {
                if let (true, Some(Value::Amount(amount))) = (is_line, row.cells.get(*at)) {
                    *sum = sum.saturating_add(amount.get());
                }
            }
        }
        self.spooled(!is_line, shown)
    }

    fn tail(&mut self, tail: Tail) -> Result<(), Fault> {
        let spoken = words(Language::Sv);
        if let Some(totals) = &tail.totals {
            let cells = totals.cells.iter().map(|cell| told(cell, spoken)).collect();
            self.spooled(true, cells)?;
        }
        let Some(mut open) = self.open.take() else {
            return Err(unwritten("an end before its heading"));
        };
        let (mut file, mut xml) = (open.cells.end()?, open.xml.end()?);
        file.records = Some(open.records);
        xml.records = Some(open.records);
        for (_, key, sum) in open.sums {
            file.sums.insert(key, sum);
        }
        self.package.close(file)?;
        self.package.close(xml)?;
        open.spool.flush()?;
        let spool = open.spool.into_inner().map_err(|error| unwritten(&error.to_string()))?;
        self.done = Some(Done {
            columns: open.columns,
            title: open.title,
            spool: spool.into_inner().map_err(|error| unwritten(&error.to_string()))?,
            lines: open.lines,
        });
        Ok(())
    }
}

impl Done {
    fn pdf(mut self, name: &str, heading: &Heading, volumes: &mut Volumes, package: &mut Package) -> Result<(), Fault> {
        self.spool.seek(SeekFrom::Start(0))?;
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(BufReader::new(self.spool.by_ref()));
        let mut lines = reader.into_records().map(|record| {
            let record = record.map_err(|error| unwritten(&error.to_string()))?;
            Ok(Line {
                bold: record.get(0) == Some("b"),
                cells: record.iter().skip(1).map(str::to_owned).collect(),
            })
        });
        write_volumes(name, heading, &self.columns, self.lines, &mut lines, volumes, package)
    }
}

/// Volumes of a PDF in the package: `rapporter/huvudbok.pdf`, or `huvudbok-002.pdf` when there are more.
pub(super) fn write_volumes(
    name: &str,
    heading: &Heading,
    columns: &[Column],
    count: usize,
    lines: &mut dyn Iterator<Item = Result<Line, Fault>>,
    volumes: &mut Volumes,
    package: &mut Package,
) -> Result<(), Fault> {
    let mut out = |volume: usize, bytes: &[u8]| {
        let number = if volume == 1 {
            String::new()
        } else {
            format!("-{volume:03}")
        };
        package.add(&format!("rapporter/{name}{number}.pdf"), bytes)
    };
    pdf::write(volumes, swedish(), heading, columns, count, lines, &mut out)
}

/// A cell for programs: whole öre and thousandths; nothing when it is empty.
fn plain(value: &Value, shown: &str) -> Option<String> {
    match value {
        Value::Empty => None,
        Value::Amount(amount) => Some(amount.get().to_string()),
        Value::Quantity(quantity) => Some(quantity.get().to_string()),
        Value::Count(number) | Value::Share(number) => Some(number.to_string()),
        _ => Some(shown.to_owned()),
    }
}

fn unwritten(why: &str) -> Fault {
    Fault::new(FaultKind::Disk, format!("a report cannot be written: {why}"))
}
