//! How fast a SIE file is read in, and what memory it takes.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Read};
use std::path::Path;
use std::time::Instant;

use kameral_access::{Cx, Permission};
use kameral_demo::Workload;
use kameral_formats::sie::FILE_BYTES_MAX;
use kameral_ledger::commands::import_sie;
use kameral_ledger::store::model;
use kameral_ledger::voucher::DraftVoucher;
use kameral_store::Stop;
use kameral_store::inbox::Spool;
use tempfile::TempDir;

use super::books::{TOGETHER, YEAR, agency, workload};
use super::figure::{Runs, per_second};
use super::posting::remove;
use super::{Figure, Limit, Ratio, Say, Size, Unit, bare, machine, place};
use crate::outcome::Ending;

/// An import is at least three tenths as fast as inserting the same rows.
const LEAST: Limit = Limit::AtLeast(Ratio(30));
/// And takes less memory than this, in MiB.
const MEMORY_MOST: Limit = Limit::AtMost(1_024);

pub fn figures(size: Size, folder: &TempDir, say: Say<'_>) -> Result<Vec<Figure>, Ending> {
    let mut runs = Runs::default();
    let mut highest = None;
    for run in 1..=size.imports {
        say(&format!("SIE import, run {run} of {}", size.imports));
        let database = place(folder, "import.db");
        let cx = agency(&database)?;
        let spool = received(&cx, size.import)?;
        machine::forget_highest_memory();
        let began = Instant::now();
        let imported = import_sie(&cx, None, "bench.se", &spool, false)?;
        let took = began.elapsed();
        highest = highest.max(machine::highest_memory());
        drop(cx);
        let other = place(folder, "import-bare.db");
        let bare = bare::insert(Path::new(&database), Path::new(&other), i64::MAX, i64::MAX)?;
        let count = usize::try_from(imported.vouchers).unwrap_or(usize::MAX);
        runs.push(per_second(count, took), per_second(bare.vouchers, bare.took));
        remove(&[&database, &other])?;
    }
    let what = format!(
        "import sie of {} vouchers, against bare inserts of the same rows",
        size.import
    );
    let mut figures = vec![runs.figure("sie_import", what, Unit::VouchersPerSecond, LEAST)];
    figures.extend(highest.map(|value| Figure {
        name: "sie_import_memory",
        what: format!("the most memory while {} vouchers are imported", size.import),
        value,
        unit: Unit::Mebibytes,
        peer: None,
        ratio: None,
        limit: MEMORY_MOST,
    }));
    Ok(figures)
}

fn received(cx: &Cx, count: usize) -> Result<Spool, Ending> {
    let model = cx.read(Permission::BooksRead, |tx| model::load(tx, cx))?;
    let numbers = model
        .direct_dimensions()
        .map(|dimension| (dimension.position, dimension.sie_number()));
    Spool::receive(SieFile::new(count, numbers.collect()), FILE_BYTES_MAX).map_err(|stop| match stop {
        Stop::Refused(refusal) => Ending::refusal(&refusal),
        Stop::Denied(denied) => denied.into(),
        Stop::Fault(fault) => fault.into(),
    })
}

/// A SIE file of type 4 that is written as it is read, so it is never whole in memory.
struct SieFile {
    workload: Workload,
    /// The file's number of each dimension.
    numbers: BTreeMap<u8, i64>,
    count: usize,
    next: usize,
    text: Vec<u8>,
    at: usize,
}

impl SieFile {
    fn new(count: usize, numbers: BTreeMap<u8, i64>) -> Self {
        let text = format!(
            "#FLAGGA 0\r\n#PROGRAM \"bench\" 1\r\n#FORMAT PC8\r\n#GEN {YEAR}1231\r\n#SIETYP 4\r\n\
             #FNAMN \"Measured\"\r\n#RAR 0 {YEAR}0101 {YEAR}1231\r\n"
        );
        Self {
            workload: workload(),
            numbers,
            count,
            next: 0,
            text: text.into_bytes(),
            at: 0,
        }
    }

    fn write(&mut self) {
        let count = TOGETHER.min(self.count - self.next);
        let mut text = String::new();
        for (number, draft) in (self.next + 1..).zip(self.workload.vouchers(self.next, count, self.count)) {
            voucher(&mut text, number, &draft, &self.numbers);
        }
        self.next += count;
        (self.text, self.at) = (text.into_bytes(), 0);
    }
}

/// Writing to a text cannot fail. Letters outside ASCII are left out: decoding is not measured.
fn voucher(text: &mut String, number: usize, draft: &DraftVoucher, numbers: &BTreeMap<u8, i64>) {
    let date = draft
        .date
        .map(|date| date.strftime("%Y%m%d").to_string())
        .unwrap_or_default();
    let said: String = draft.text.chars().filter(char::is_ascii).collect();
    let _ = write!(text, "#VER A {number} {date} \"{said}\"\r\n{{\r\n");
    for line in &draft.lines {
        let objects = line.values.iter().filter_map(|(position, value)| {
            let number = numbers.get(position)?;
            Some(format!("{number} \"{value}\""))
        });
        let objects = objects.collect::<Vec<_>>().join(" ");
        let _ = write!(
            text,
            "#TRANS {} {{{objects}}} {} {date}\r\n",
            line.account,
            line.amount.plain()
        );
    }
    text.push_str("}\r\n");
}

impl Read for SieFile {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.at == self.text.len() && self.next < self.count {
            self.write();
        }
        let count = into.len().min(self.text.len() - self.at);
        into[..count].copy_from_slice(&self.text[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}
