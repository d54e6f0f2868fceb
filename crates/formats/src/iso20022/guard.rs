//! Bytes of a file with their lines counted, and never more of them at once than is allowed.

use std::io::{self, BufRead, Read};

use super::limits::{FILE_BYTES_MAX, PIECE_BYTES_MAX};
use super::mistake::Mistake;

/// Bytes read at a time.
const BLOCK_BYTES: usize = 32 * 1024;

/// Stands between a file and the parser, which would take pieces of any size into memory.
#[derive(Debug)]
pub(super) struct Guard<R> {
    input: R,
    block: Box<[u8]>,
    at: usize,
    end: usize,
    line: u32,
    file_bytes: u32,
    piece_bytes: u32,
    over: Option<Mistake>,
}

impl<R: Read> Guard<R> {
    pub fn new(input: R) -> Self {
        Self {
            input,
            block: vec![0; BLOCK_BYTES].into(),
            at: 0,
            end: 0,
            line: 1,
            file_bytes: 0,
            piece_bytes: 0,
            over: None,
        }
    }

    /// The line at hand, from 1.
    pub fn line(&self) -> u32 {
        self.line
    }

    /// A new piece begins.
    pub fn begin_piece(&mut self) {
        self.piece_bytes = 0;
    }

    /// The limit that was passed, if one was.
    pub fn over(&self) -> Option<&Mistake> {
        self.over.as_ref()
    }

    fn stop(&mut self, over: Mistake) -> io::Error {
        self.over = Some(over);
        io::Error::other("a limit was passed")
    }
}

impl<R: Read> Read for Guard<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let mut available = self.fill_buf()?;
        let count = available.read(into)?;
        self.consume(count);
        Ok(count)
    }
}

impl<R: Read> BufRead for Guard<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if PIECE_BYTES_MAX < self.piece_bytes {
            let limit_bytes = PIECE_BYTES_MAX;
            return Err(self.stop(Mistake::PieceTooLarge { limit_bytes }));
        }
        if self.at == self.end {
            (self.at, self.end) = (0, 0);
            self.end = loop {
                match self.input.read(&mut self.block) {
                    Err(fault) if fault.kind() == io::ErrorKind::Interrupted => {}
                    read => break read?.min(BLOCK_BYTES),
                }
            };
            let read = u32::try_from(self.end).unwrap_or(u32::MAX);
            self.file_bytes = self.file_bytes.saturating_add(read);
            if FILE_BYTES_MAX < self.file_bytes {
                let limit_bytes = FILE_BYTES_MAX;
                return Err(self.stop(Mistake::FileTooLarge { limit_bytes }));
            }
        }
        Ok(&self.block[self.at..self.end])
    }

    fn consume(&mut self, count: usize) {
        let to = (self.at + count).min(self.end);
        let lines = memchr::memchr_iter(b'\n', &self.block[self.at..to]).count();
        self.line = self.line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
        let count = u32::try_from(to - self.at).unwrap_or(u32::MAX);
        self.piece_bytes = self.piece_bytes.saturating_add(count);
        self.at = to;
    }
}
