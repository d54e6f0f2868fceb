//! `kameral import all`: a folder of everything into a clean installation.

use std::fs::{self, File};
use std::path::Path;

use kameral_access::personal::make_key;
use kameral_access::{Act, Cx, INSTALLATION, Permission};
use kameral_base::EntityId;
use kameral_store::catalogue::{self, Plain, Table};
use kameral_store::{Fault, FaultKind, Stop, Tx};

use super::export::applied;
use super::{FORMAT, Progress, VERSION, Watch};
use crate::package::{Manifest, read_cell};
use crate::refusal::RecordsRefusal;
use crate::rows;
use crate::tables::{self, Take};
use crate::verify::{self, line_of, read_manifest};

/// Rows that are added at a time, and bytes of them that are held.
const ROWS_MAX: usize = 2_000;
const BYTES_MAX: usize = 8 * 1024 * 1024;

/// Takes in a package of everything, in one transaction: all of it or nothing. `cx` is the operator of an
/// installation that has no entity, no user and no role yet.
pub fn import_all(cx: &Cx, folder: &Path, watch: &mut Watch<'_>) -> Result<Manifest, Stop<Vec<RecordsRefusal>>> {
    let manifest = read_manifest(folder)?;
    if manifest.format != FORMAT || manifest.version != VERSION {
        let found = format!("{} {}", manifest.format, manifest.version);
        return Err(RecordsRefusal::OtherFormat { found }.stop());
    }
    let damages = verify::files(folder, &manifest)?;
    if let Some(first) = damages.first() {
        let (path, count) = (first.path.clone(), i64::try_from(damages.len()).unwrap_or(i64::MAX));
        return Err(RecordsRefusal::PackageDamaged { path, count }.stop());
    }
    let entity = EntityId(manifest.entity.id);
    let act = Act::new(
        Permission::SystemManage,
        "handover.import",
        manifest.entity.code.as_str(),
    );
    cx.write(act, |tx| {
        tx.for_entities(&[entity, INSTALLATION])?;
        same_version(tx, &manifest)?;
        let taken = tables::in_order(tx)?;
        clean(tx, entity, &taken)?;
        let total = taken.len() as u64;
        let mut rows = 0;
        for (done, (table, _)) in (0_u64..).zip(&taken) {
            (watch.progress)(Progress { done, total, rows });
            if watch.is_stopped() {
                return Err(RecordsRefusal::Stopped.stop());
            }
            rows += add(tx, folder, table)?;
        }
        // The key of pseudonyms stays behind; without one here what is protected could not be hidden.
        make_key(tx, cx.now)?;
        Ok(())
    })?;
    Ok(manifest)
}

/// The tables here have come by the same migrations as those there.
fn same_version(tx: &mut Tx, manifest: &Manifest) -> Result<(), Stop<Vec<RecordsRefusal>>> {
    let here = applied(tx)?;
    let there = &manifest.migrations;
    let lacks = there.iter().find(|one| !here.contains(one));
    match lacks.or_else(|| here.iter().find(|one| !there.contains(one))) {
        None => Ok(()),
        Some(one) => Err(RecordsRefusal::OtherVersion {
            migration: format!("{}/{}", one.crate_name, one.file),
        }
        .stop()),
    }
}

/// Nothing is there that what comes could meet.
fn clean(tx: &mut Tx, entity: EntityId, taken: &[(Table, Take)]) -> Result<(), Stop<Vec<RecordsRefusal>>> {
    for (table, take) in taken {
        let is_whole = *take != Take::OfEntity || table.name == "entity";
        let is_empty = if is_whole {
            catalogue::is_empty(tx, table)?
        } else {
            let mut found = false;
            let (condition, given) = take.condition(entity).unwrap_or(("1 = 0", Vec::new()));
            catalogue::each_row(tx, table, condition, &given, |_| {
                found = true;
                Ok(())
            })?;
            !found
        };
        if !is_empty {
            let table = table.name.to_owned();
            return Err(RecordsRefusal::NotClean { table }.stop());
        }
    }
    Ok(())
}

/// The rows of one file into their table.
fn add(tx: &mut Tx, folder: &Path, table: &Table) -> Result<u64, Stop<Vec<RecordsRefusal>>> {
    let path = rows::path(table);
    let file = File::open(folder.join(&path)).map_err(Fault::from)?;
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(file);
    let malformed = |line: u64| {
        RecordsRefusal::RowMalformed {
            path: path.clone(),
            line,
        }
        .stop()
    };
    let heading = reader.headers().map_err(|_| malformed(1))?;
    if heading.iter().ne(rows::heading(table)) {
        return Err(malformed(1));
    }
    let (mut values, mut held, mut count): (Vec<Plain>, usize, u64) = (Vec::new(), 0, 0);
    for record in reader.records() {
        let record = record.map_err(|error| malformed(line_of(error.position())))?;
        let line = line_of(record.position());
        if record.len() != table.columns.len() {
            return Err(malformed(line));
        }
        for (text, column) in record.iter().zip(&table.columns) {
            let value = read_cell(text, column.kind, &mut |sha256| bytes(folder, sha256))?;
            let value = value.ok_or_else(|| malformed(line))?;
            held += match &value {
                Plain::Bytes(bytes) => bytes.len(),
                Plain::Text(text) => text.len(),
                Plain::Null | Plain::Int(_) => 8,
            };
            values.push(value);
        }
        count += 1;
        if ROWS_MAX * table.columns.len() <= values.len() || BYTES_MAX <= held {
            catalogue::add_rows(tx, table, std::mem::take(&mut values))?;
            held = 0;
        }
    }
    catalogue::add_rows(tx, table, values)?;
    Ok(count)
}

/// A large value, from the file that bears its hash.
fn bytes(folder: &Path, sha256: &str) -> Result<Vec<u8>, Fault> {
    if sha256.len() != 64 || !sha256.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(Fault::new(FaultKind::Mismatch, format!("'{sha256}' is no hash")));
    }
    Ok(fs::read(folder.join(rows::bytes_path(sha256)))?)
}
