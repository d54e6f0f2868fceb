//! `kameral export all`: everything of an entity into a folder.

use std::convert::Infallible;
use std::path::Path;

use kameral_access::{Act, Cx, INSTALLATION, Permission};
use kameral_ledger::chain::hex;
use kameral_ledger::model::Entity;
use kameral_ledger::store::{entities, tombstones, vouchers};
use kameral_store::catalogue::Table;
use kameral_store::{Fault, Stop, Tx, params};

use super::{FORMAT, Progress, VERSION, Watch};
use crate::package::{Applied, Cells, Head, Manifest, ManifestEntity, Package};
use crate::refusal::RecordsRefusal;
use crate::rows;
use crate::tables::{self, Condition};

/// How to read it, for who has the folder and nothing else.
const README: &str = include_str!("../../text/handover.sv.txt");

/// Writes everything of the entity at hand into a folder that is not there yet, on one snapshot.
pub fn export_all(cx: &Cx, folder: &Path, watch: &mut Watch<'_>) -> Result<Manifest, Stop<Vec<RecordsRefusal>>> {
    cx.require_whole(Permission::SystemManage).map_err(Stop::Denied)?;
    let mut package = Package::begin(folder)?;
    let made = cx.read(Permission::SystemManage, |tx| write(tx, cx, &mut package, watch));
    let Some(manifest) = made.map_err(|stop| stop.map(|never| match never {}))? else {
        return Err(RecordsRefusal::Stopped.stop());
    };
    // The line is left before the package gets its name: none is taken out that history does not tell of. It is
    // not in the package, which is of the books as they were.
    let act = Act::new(
        Permission::SystemManage,
        "handover.export",
        manifest.entity.code.as_str(),
    );
    cx.write(act, |_| Ok(()))
        .map_err(|stop: Stop<Infallible>| stop.map(|never| match never {}))?;
    Ok(package.finish(manifest)?.0)
}

fn write(tx: &mut Tx, cx: &Cx, package: &mut Package, watch: &mut Watch<'_>) -> Result<Option<Manifest>, Fault> {
    // What the installation says of the entity's users stands there.
    tx.for_entities(&[cx.entity(), INSTALLATION])?;
    let taken = tables::in_order(tx)?;
    package.add("README.txt", README.as_bytes())?;
    describe(package, taken.iter().map(|(table, _)| table))?;
    let total = taken.len() as u64;
    let mut rows = 0;
    for (done, (table, take)) in (0_u64..).zip(&taken) {
        (watch.progress)(Progress { done, total, rows });
        let condition = take.condition(cx.entity()).unwrap_or(("1 = 0", Vec::new()));
        match write_table(tx, package, table, &condition, watch)? {
            Some(written) => rows += written,
            None => return Ok(None),
        }
    }
    (watch.progress)(Progress {
        done: total,
        total,
        rows,
    });
    manifest(tx, cx).map(Some)
}

/// One table as delimited text; none when it was stopped.
fn write_table(
    tx: &mut Tx,
    package: &mut Package,
    table: &Table,
    condition: &Condition,
    watch: &Watch<'_>,
) -> Result<Option<u64>, Fault> {
    let file = package.file(&rows::path(table))?;
    let mut cells = Cells::begin(file, &rows::heading(table))?;
    let mut count = 0;
    let mut stopped = false;
    rows::each(
        tx,
        package,
        table,
        condition,
        |_| {},
        |row| {
            stopped |= watch.is_stopped();
            if stopped {
                return Ok(());
            }
            count += 1;
            cells.row(&row.cells)
        },
    )?;
    let mut file = cells.end()?;
    file.records = Some(count);
    package.close(file)?;
    Ok((!stopped).then_some(count))
}

/// What each table and column is, as a table of its own.
fn describe<'t>(package: &mut Package, tables: impl Iterator<Item = &'t Table>) -> Result<(), Fault> {
    let mut cells = Cells::begin(package.file("columns.csv")?, &["table", "column", "kind", "key"])?;
    let mut count = 0;
    for table in tables {
        for column in &table.columns {
            count += 1;
            cells.row(&[
                table.name.to_owned(),
                column.name.to_owned(),
                rows::kind_word(column.kind).to_owned(),
                column.key.map(|key| key.to_string()).unwrap_or_default(),
            ])?;
        }
    }
    let mut file = cells.end()?;
    file.records = Some(count);
    package.close(file)?;
    Ok(())
}

fn manifest(tx: &mut Tx, cx: &Cx) -> Result<Manifest, Fault> {
    let entity = entities::by_id(tx, cx.entity())?;
    let (seq, hash) = vouchers::journal_end(tx, cx.entity())?;
    Ok(Manifest {
        format: FORMAT.to_owned(),
        version: VERSION,
        entity: named(&entity),
        year: None,
        as_of: cx.now_text(),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        journal: Head { seq, hash: hex(&hash) },
        tombstones: last_tombstone(tx, cx)?,
        migrations: applied(tx)?,
        files: Vec::new(),
    })
}

/// The end of the chain of tombstones.
pub(crate) fn last_tombstone(tx: &mut Tx, cx: &Cx) -> Result<Head, Fault> {
    let last = tombstones::last(tx, cx.entity())?;
    Ok(last.map_or_else(Head::default, |last| Head {
        seq: last.tombstone_no,
        hash: hex(&last.hash),
    }))
}

/// The entity as a package names it.
pub(crate) fn named(entity: &Entity) -> ManifestEntity {
    ManifestEntity {
        id: entity.id.get(),
        code: entity.code.clone(),
        name: entity.name.clone(),
        org_number: entity.org_number.clone(),
    }
}

/// What the tables have come by.
pub(crate) fn applied(tx: &mut Tx) -> Result<Vec<Applied>, Fault> {
    tx.all(include_str!("../sql/migrations.sql"), params![], |row| {
        Ok(Applied {
            crate_name: row.get("crate_name")?,
            file: row.get("file")?,
            sha256: row.get("sha256")?,
        })
    })
}
