//! A small file whole.

use super::model::{Header, Message, StatementHead, StatementLine};
use super::reader::{Item, Reader};
use crate::iso20022::mistake::{LineMistake, Mistake};

/// The largest file that is read whole; a larger one is read item by item.
pub const READ_BYTES_MAX: u32 = 64 * 1024 * 1024;

/// A file in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Which message it is.
    pub message: Message,
    /// Its version: 2 to 10.
    pub version: u8,
    /// The file as a whole.
    pub header: Header,
    /// Its statements.
    pub statements: Vec<Statement>,
}

/// A statement with its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The statement.
    pub head: StatementHead,
    /// Its lines.
    pub lines: Vec<StatementLine>,
}

/// What a file says, or everything that is wrong with it.
pub fn read(file: &[u8]) -> Result<File, Vec<LineMistake>> {
    if READ_BYTES_MAX as usize <= file.len() {
        let limit_bytes = READ_BYTES_MAX;
        let mistake = Mistake::FileTooLarge { limit_bytes };
        return Err(vec![LineMistake {
            line: 0,
            field: None,
            mistake,
        }]);
    }
    let mut reader = Reader::new(file);
    let mut statements: Vec<Statement> = Vec::new();
    while let Some(item) = in_memory(reader.next()) {
        match item {
            Item::Statement(head) => statements.push(Statement {
                head: *head,
                lines: Vec::new(),
            }),
            Item::Line(line) => {
                if let Some(statement) = statements.last_mut() {
                    statement.lines.push(*line);
                }
            }
            Item::Skipped { .. } | Item::End => {}
        }
    }
    let report = in_memory(reader.finish());
    match (report.message, report.header) {
        (Some((message, version)), Some(header)) if report.errors.is_empty() => Ok(File {
            message,
            version,
            header,
            statements,
        }),
        _ => Err(report.errors),
    }
}

/// Bytes in memory can always be read.
fn in_memory<T>(read: std::io::Result<T>) -> T {
    read.unwrap_or_else(|fault| unreachable!("bytes in memory can be read: {fault}"))
}
