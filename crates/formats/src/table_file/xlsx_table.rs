//! A table in a spreadsheet of Excel's format (XLSX).

use std::io::{self, Cursor, Read, Write};

use calamine::{DataRef, Reader, Xlsx, XlsxError};

use super::mistake::{LineMistake, Mistake};
use super::table::{Builder, Table, Wanted};
use super::{COLUMNS_MAX, PARTS_MAX, UNPACKED_BYTES_MAX};
use crate::mistake::excerpt;

/// Reads a spreadsheet that is within the limit of size.
pub(super) fn read(file: &[u8], wanted: &Wanted<'_>) -> Result<Table, Vec<LineMistake>> {
    measure(file).map_err(|mistake| {
        vec![LineMistake {
            line: 0,
            field: None,
            mistake,
        }]
    })?;
    let mut builder = Builder::new(wanted);
    match cells(file, wanted, &mut builder) {
        Ok(sheet) => builder.finish(Some(sheet)),
        Err(mistake) => {
            builder.stop(0, mistake);
            builder.finish(None)
        }
    }
}

/// Unpacks every part once, keeping nothing, to know that the whole is no larger than it may be and
/// declares no document type (reliability rule 13). What a part says of its own size is not believed.
fn measure(file: &[u8]) -> Result<(), Mistake> {
    let too_large = || Mistake::UnpacksTooLarge {
        limit_bytes: u32::try_from(UNPACKED_BYTES_MAX).unwrap_or(u32::MAX),
    };
    let damaged = |why: String| Mistake::Damaged { why: excerpt(&why) };
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).map_err(|fault| damaged(fault.to_string()))?;
    if PARTS_MAX < archive.len() {
        return Err(too_large());
    }
    let mut left = UNPACKED_BYTES_MAX;
    for part in 0..archive.len() {
        let part = archive.by_index(part).map_err(|fault| damaged(fault.to_string()))?;
        let name = part.name_raw().to_ascii_lowercase();
        let is_xml = name.ends_with(b".xml") || name.ends_with(b".rels");
        let mut watch = Watch::default();
        let unpacked = io::copy(&mut part.take(left + 1), &mut watch);
        let unpacked = unpacked.map_err(|fault| damaged(fault.to_string()))?;
        left = left.checked_sub(unpacked).ok_or_else(too_large)?;
        if is_xml && watch.is_met {
            return Err(damaged("DOCTYPE".to_owned()));
        }
    }
    Ok(())
}

/// What declares a document type, and with it entities that could unpack without end. No spreadsheet
/// program writes one.
const DOCTYPE: &[u8] = b"<!DOCTYPE";

/// Takes bytes, keeps none of them, and sees whether a document type is declared.
#[derive(Default)]
struct Watch {
    /// The last bytes, too few to hold all of it.
    tail: Vec<u8>,
    is_met: bool,
}

impl Write for Watch {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.tail.extend_from_slice(bytes);
        self.is_met |= memchr::memmem::find(&self.tail, DOCTYPE).is_some();
        let kept = self.tail.len().saturating_sub(DOCTYPE.len() - 1);
        self.tail.drain(..kept);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Gives the cells of the wanted sheet to the builder, row by row; gives the name of the sheet.
fn cells(file: &[u8], wanted: &Wanted<'_>, builder: &mut Builder<'_>) -> Result<String, Mistake> {
    let damaged = |fault: XlsxError| Mistake::Damaged {
        why: excerpt(&fault.to_string()),
    };
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(file)).map_err(damaged)?;
    let sheets = workbook.sheet_names();
    let name = match wanted.sheet {
        Some(wanted) => sheets.iter().find(|sheet| sheet.as_str() == wanted),
        None => sheets.first(),
    };
    let Some(name) = name else {
        let sheet = excerpt(wanted.sheet.unwrap_or_default());
        return Err(Mistake::SheetMissing {
            sheet,
            sheets: excerpt(&sheets.join(", ")),
        });
    };
    let mut cells = workbook.worksheet_cells_reader(name).map_err(damaged)?;
    let (mut at, mut fields) = (0, Vec::new());
    while !builder.is_full {
        let Some(cell) = cells.next_cell().map_err(damaged)? else {
            break;
        };
        let (row, column) = cell.get_position();
        if row < at {
            return Err(Mistake::Damaged {
                why: format!("row {} after row {}", row + 1, at + 1),
            });
        }
        if at < row {
            builder.row(at + 1, std::mem::take(&mut fields));
            at = row;
        }
        place(row, column, cell.get_value(), &mut fields, builder);
    }
    builder.row(at + 1, fields);
    Ok(name.clone())
}

/// Puts a cell where it belongs in its row.
fn place(row: u32, column: u32, value: &DataRef<'_>, fields: &mut Vec<String>, builder: &mut Builder<'_>) {
    if matches!(value, DataRef::Empty) {
        return;
    }
    let column = usize::try_from(column).unwrap_or(usize::MAX);
    if COLUMNS_MAX <= column {
        return builder.stop(row + 1, Mistake::TooManyColumns { limit: COLUMNS_MAX });
    }
    if let DataRef::Error(error) = value {
        builder.refuse(
            row + 1,
            column,
            Mistake::CellError {
                value: error.to_string(),
            },
        );
    }
    if fields.len() <= column {
        fields.resize(column + 1, String::new());
    }
    fields[column] = text(value);
}

/// What a person sees in the cell, without its format. Numbers are written with the fewest digits
/// that give them back, so `5611` is `5611` and `0.1` is `0.1`.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty | DataRef::Error(_) => String::new(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) => text.trim().to_owned(),
        DataRef::SharedString(text) => text.trim().to_owned(),
        DataRef::Bool(is_true) => is_true.to_string(),
        DataRef::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
            let date = format!("{year:04}-{month:02}-{day:02}");
            if (hour, minute, second) == (0, 0, 0) {
                date
            } else {
                format!("{date} {hour:02}:{minute:02}:{second:02}")
            }
        }
        DataRef::DateTime(duration) => duration.as_f64().to_string(),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
    }
}
