//! Reading a small file in one step.

use super::encoding::Encoding;
use super::header::Header;
use super::limits::READ_BYTES_MAX;
use super::mistake::{LineMistake, Mistake};
use super::reader::{Item, Reader};
use super::record::Record;
use super::report::Counts;
use super::survey::{Survey, survey};
use super::voucher::Voucher;

/// *SIE-fil*: everything in a file that has no errors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SieFile {
    /// The encoding it was read in.
    pub encoding: Encoding,
    /// Who it is from and what it is of.
    pub header: Header,
    /// Every record that is not a voucher, with its line, in the order of the file.
    pub records: Vec<(u32, Record<'static>)>,
    /// Every voucher, in the order of the file.
    pub vouchers: Vec<Voucher<'static>>,
    /// How much of each there was.
    pub counts: Counts,
    /// What is odd without being wrong enough to refuse the file.
    pub warnings: Vec<LineMistake>,
}

/// Reads a whole file, or tells everything that is wrong with it.
///
/// For files up to [`READ_BYTES_MAX`]; a larger one is read with [`survey`] and [`Reader`]. Nothing
/// is returned of a file with an error, so nothing of it can be posted.
pub fn read(file: &[u8]) -> Result<SieFile, Vec<LineMistake>> {
    let whole_file = |mistake| LineMistake {
        line: 0,
        field: None,
        mistake,
    };
    if READ_BYTES_MAX < file.len() {
        return Err(vec![whole_file(Mistake::FileTooLarge {
            limit_bytes: READ_BYTES_MAX,
        })]);
    }
    let survey = survey(file).expect("bytes in memory can always be read");
    read_as(file, &survey)
}

fn read_as(file: &[u8], survey: &Survey) -> Result<SieFile, Vec<LineMistake>> {
    let mut reader = Reader::new(file, survey.encoding);
    let (mut records, mut vouchers) = (Vec::new(), Vec::new());
    while let Some(item) = reader.next().expect("bytes in memory can always be read") {
        match item {
            Item::Record { line, record } => records.push((line, record.into_owned())),
            Item::Voucher(voucher) => vouchers.push(voucher.into_owned()),
            Item::Skipped { .. } => {}
        }
    }
    let header = reader.header().clone();
    let report = reader.finish().expect("bytes in memory can always be read");
    let mut warnings = survey.mistakes();
    warnings.extend(report.warnings);
    if !report.errors.is_empty() {
        let mut mistakes = report.errors;
        mistakes.extend(warnings);
        return Err(mistakes);
    }
    Ok(SieFile {
        encoding: survey.encoding,
        header,
        records,
        vouchers,
        counts: report.counts,
        warnings,
    })
}
