//! A stream that knows how much has been taken of it, and stops a row that never ends.

use std::io::{self, Read};

/// Counts the bytes read since the last row and since the beginning.
#[derive(Debug)]
pub(super) struct Gauge<R> {
    input: R,
    of_row: usize,
    of_file: u64,
    row_bytes_max: usize,
    last_byte: u8,
}

/// Why the stream was stopped: a row took more than it may.
#[derive(Debug)]
pub(super) struct RowNeverEnds;

impl std::fmt::Display for RowNeverEnds {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a row never ends")
    }
}

impl std::error::Error for RowNeverEnds {}

impl<R> Gauge<R> {
    /// A gauge that stops the stream when `row_bytes_max` bytes have been read for one row. What is
    /// read ahead counts, so it must be well above the buffer of whoever reads.
    pub fn new(input: R, row_bytes_max: usize) -> Self {
        Self {
            input,
            of_row: 0,
            of_file: 0,
            row_bytes_max,
            last_byte: 0,
        }
    }

    /// A new row begins.
    pub fn begin_row(&mut self) {
        self.of_row = 0;
    }

    /// The last byte that has been read of the stream; 0 before the first.
    pub fn last_byte(&self) -> u8 {
        self.last_byte
    }

    /// How many bytes have been read of the stream.
    pub fn bytes(&self) -> u64 {
        self.of_file
    }
}

/// Whether reading stopped at a row that never ends.
pub(super) fn is_row_never_ends(fault: &io::Error) -> bool {
    matches!(fault.get_ref(), Some(inner) if inner.is::<RowNeverEnds>())
}

impl<R: Read> Read for Gauge<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.row_bytes_max < self.of_row {
            return Err(io::Error::other(RowNeverEnds));
        }
        let read = self.input.read(into)?;
        self.of_row += read;
        self.of_file += read as u64;
        self.last_byte = into[..read].last().copied().unwrap_or(self.last_byte);
        Ok(read)
    }
}
