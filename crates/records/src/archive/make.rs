//! Making the package of a year.

use std::path::Path;

use kameral_access::{Act, Cx, INSTALLATION, Permission};
use kameral_base::Date;
use kameral_ledger::store::{entities, model, vouchers};
use kameral_store::catalogue::{self, Plain, Table};
use kameral_store::{Fault, Stop, Tx};

use super::plan::{self, Span};
use super::{FORMAT, VERSION, documentation, report};
use crate::handover::{Progress, Watch};
use crate::package::{Cells, Head, Manifest, Package, Xml, schema};
use crate::refusal::RecordsRefusal;
use crate::store::packages::{self, NewPackage};
use crate::tables::{Condition, xml_type};
use crate::{rows, words};

/// Months after the year in which it is closed: its history and files are the package's too.
const CLOSING_MONTHS: i32 = 6;

/// Which year, as of which day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ArchiveOrder {
    /// Fiscal year, by the calendar year it ends in.
    pub year: i64,
    /// History and files registered before this day are taken.
    pub as_of: Date,
}

/// A package that was made.
#[derive(Debug, Clone)]
pub struct Made {
    /// Its list.
    pub manifest: Manifest,
    /// Hash of the list.
    pub sha256: String,
    /// Number in the register of packages.
    pub package_no: i64,
}

/// Makes the package of a year in a folder that is not there yet, and registers it.
///
/// The tables are read on one snapshot, the reports as of the end of the journal in it.
pub fn make(
    cx: &Cx,
    order: ArchiveOrder,
    folder: &Path,
    watch: &mut Watch<'_>,
) -> Result<Made, Stop<Vec<RecordsRefusal>>> {
    cx.require_whole(Permission::RecordsManage).map_err(Stop::Denied)?;
    let mut package = Package::begin(folder)?;
    let read = cx.read(Permission::RecordsManage, |tx| {
        tables(tx, cx, order, &mut package, watch)
    });
    let (manifest, end) = match read.map_err(|stop| stop.map(|never| match never {}))? {
        Tables::Written { manifest, end } => (manifest, end),
        Tables::YearUnknown => return Err(RecordsRefusal::YearUnknown { year: order.year }.stop()),
        Tables::Stopped => return Err(RecordsRefusal::Stopped.stop()),
    };
    for one in report::REPORTS {
        if watch.is_stopped() {
            return Err(RecordsRefusal::Stopped.stop());
        }
        report::write(cx, &manifest, one, end, order.as_of, &mut package)?;
    }
    documentation::write(&manifest, order.as_of, &mut package)?;
    package.add("README.txt", README.as_bytes())?;
    let (manifest, sha256) = package.finish(*manifest)?;
    let new = NewPackage {
        order,
        folder: folder.display().to_string(),
        manifest: &manifest,
        sha256: &sha256,
    };
    let act = Act::new(Permission::RecordsManage, "archive.make", order.year.to_string());
    let package_no = cx.write(act, |tx| {
        Ok::<_, Stop<Vec<RecordsRefusal>>>(packages::add(tx, cx, &new)?)
    })?;
    Ok(Made {
        manifest,
        sha256,
        package_no,
    })
}

/// How to read it, for who has the package and nothing else.
const README: &str = include_str!("../../text/archive.sv.txt");

/// What the reading of the tables came to.
enum Tables {
    Written { manifest: Box<Manifest>, end: i64 },
    YearUnknown,
    Stopped,
}

fn tables(
    tx: &mut Tx,
    cx: &Cx,
    order: ArchiveOrder,
    package: &mut Package,
    watch: &mut Watch<'_>,
) -> Result<Tables, Fault> {
    // What the installation says of the entity's users stands there.
    tx.for_entities(&[cx.entity(), INSTALLATION])?;
    let model = model::load(tx, cx)?;
    let year = model.years.iter().find(|year| i64::from(year.year()) == order.year);
    let Some(year) = year else {
        return Ok(Tables::YearUnknown);
    };
    let closed = year.ends_on().saturating_add(jiff::Span::new().months(CLOSING_MONTHS));
    let span = Span {
        entity: cx.entity(),
        year: order.year,
        from: year.starts_on(),
        until: order.as_of.min(closed),
    };
    let all = catalogue::tables(tx)?;
    let total = all.len() as u64;
    let mut rows = 0;
    for (done, table) in (0_u64..).zip(&all) {
        (watch.progress)(Progress { done, total, rows });
        let Some(condition) = plan::condition(table, span) else {
            continue;
        };
        match write_table(tx, package, table, &condition, watch)? {
            Some(written) => rows += written,
            None => return Ok(Tables::Stopped),
        }
    }
    (watch.progress)(Progress {
        done: total,
        total,
        rows,
    });
    let entity = entities::by_id(tx, cx.entity())?;
    let (end, _) = vouchers::journal_end(tx, cx.entity())?;
    let manifest = Manifest {
        format: FORMAT.to_owned(),
        version: VERSION,
        entity: crate::handover::named(&entity),
        year: Some(order.year),
        as_of: order.as_of.to_string(),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        journal: last_of_year(tx, cx, order.year)?,
        tombstones: crate::handover::last_tombstone(tx, cx)?,
        migrations: crate::handover::applied(tx)?,
        files: Vec::new(),
    };
    let manifest = Box::new(manifest);
    Ok(Tables::Written { manifest, end })
}

/// The last voucher of the year: its place and hash are what proves the rest.
fn last_of_year(tx: &mut Tx, cx: &Cx, year: i64) -> Result<Head, Fault> {
    let found = tx.optional(
        include_str!("../sql/last_of_year.sql"),
        kameral_store::params![cx.entity(), year],
        |row| {
            let hash: Vec<u8> = row.get("hash")?;
            Ok(Head {
                seq: row.get("journal_seq")?,
                hash: kameral_ledger::chain::hex(&hash),
            })
        },
    )?;
    Ok(found.unwrap_or_default())
}

/// One table as delimited text, XML and a schema; none when it was stopped.
fn write_table(
    tx: &mut Tx,
    package: &mut Package,
    table: &Table,
    condition: &Condition,
    watch: &Watch<'_>,
) -> Result<Option<u64>, Fault> {
    let heading = rows::heading(table);
    let mut cells = Cells::begin(package.file(&rows::path(table))?, &heading)?;
    let mut xml = Xml::begin(package.file(&format!("xml/{}.xml", table.name))?, table.name, &heading)?;
    let amounts: Vec<usize> = (0..heading.len()).filter(|at| heading[*at].ends_with("_ore")).collect();
    let mut sums: Vec<i64> = vec![0; amounts.len()];
    let (mut count, mut stopped) = (0, false);
    let change = |row: &mut [Plain]| plan::still(table, row);
    rows::each(tx, package, table, condition, change, |row| {
        stopped |= watch.is_stopped();
        if stopped {
            return Ok(());
        }
        count += 1;
        for (sum, at) in sums.iter_mut().zip(&amounts) {
            if let Plain::Int(ore) = row.values[*at] {
                *sum = sum.saturating_add(ore);
            }
        }
        cells.row(&row.cells)?;
        let told = row.values.iter().zip(&row.cells);
        let told = told.map(|(value, cell)| match value {
            Plain::Null => None,
            Plain::Bytes(_) => Some(cell.clone()),
            value => Some(value.told()),
        });
        xml.row(&told.collect::<Vec<_>>())
    })?;
    let (mut file, mut of_xml) = (cells.end()?, xml.end()?);
    for (at, sum) in amounts.iter().zip(sums) {
        file.sums.insert(heading[*at].to_owned(), sum);
    }
    file.records = Some(count);
    of_xml.records = Some(count);
    package.close(file)?;
    package.close(of_xml)?;
    let columns: Vec<(&str, &str)> = table
        .columns
        .iter()
        .map(|column| (column.name, xml_type(column.kind, column.name)))
        .collect();
    package.add(
        &format!("xml/{}.xsd", table.name),
        schema(table.name, &columns).as_bytes(),
    )?;
    Ok((!stopped).then_some(count))
}

/// The words of what is written: Swedish, whoever makes it.
pub(super) fn swedish() -> kameral_ui::Words {
    words::words(kameral_ui::Language::Sv)
}
