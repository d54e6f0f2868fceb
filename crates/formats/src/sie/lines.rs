//! The lines of a stream, several at a time where a voucher spans several.
//!
//! The buffer holds one block (a record, or a voucher with its lines) and what was read ahead.
//! Lines are given as spans of the block, so a voucher can borrow its text from the buffer. A line
//! above the limit is passed over without being kept; a block above the limit is the caller's to
//! cut short, by beginning a new one.

use std::io::{self, Read};

use super::limits::{FILE_BYTES_MAX, LINE_BYTES_MAX, READ_AHEAD_BYTES};

/// One line of the current block: where it stands there and in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    start: u32,
    end: u32,
    /// The number of the line in the file, from 1.
    pub line: u32,
    /// Whether the line was above [`LINE_BYTES_MAX`] and was not kept.
    pub too_long: bool,
}

impl Span {
    /// The bytes of the line, without its end.
    #[inline]
    pub fn of(self, block: &[u8]) -> &[u8] {
        &block[self.start as usize..self.end as usize]
    }
}

/// A stream, cut into lines.
#[derive(Debug)]
pub(super) struct Lines<R> {
    input: R,
    buffer: Vec<u8>,
    /// Where the current block begins in the buffer.
    block: usize,
    /// Where the next line begins, counted from the block.
    next: usize,
    /// The end of what has been read into the buffer.
    filled: usize,
    line: u32,
    bytes: u64,
    ended: bool,
}

impl<R: Read> Lines<R> {
    pub fn new(input: R) -> Self {
        Self {
            input,
            buffer: Vec::new(),
            block: 0,
            next: 0,
            filled: 0,
            line: 0,
            bytes: 0,
            ended: false,
        }
    }

    /// Forgets the lines given so far; the next line begins a block.
    pub fn begin_block(&mut self) {
        self.block += self.next;
        self.next = 0;
    }

    /// How many bytes the current block takes.
    pub fn block_bytes(&self) -> usize {
        self.next
    }

    /// The bytes that the spans of this block point into.
    pub fn block(&self) -> &[u8] {
        &self.buffer[self.block..self.filled]
    }

    /// The number of the last line given; 0 before the first.
    pub fn line(&self) -> u32 {
        self.line
    }

    /// How many bytes have been read of the stream.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Whether the stream was longer than [`FILE_BYTES_MAX`]; it ends there.
    pub fn is_too_large(&self) -> bool {
        FILE_BYTES_MAX < self.bytes
    }

    /// Steps back over the line that was just given, which belongs to the next block.
    pub fn put_back(&mut self, span: Span) {
        self.next = span.start as usize;
        self.line -= 1;
    }

    /// The next line, without its end, or `None` at the end of the stream.
    pub fn next_line(&mut self) -> io::Result<Option<Span>> {
        let mut searched = 0;
        loop {
            let from = self.block + self.next;
            if let Some(found) = memchr::memchr(b'\n', &self.buffer[from + searched..self.filled]) {
                let length = searched + found;
                return Ok(Some(self.give(length, length + 1)));
            }
            searched = self.filled - from;
            if LINE_BYTES_MAX < searched {
                return self.skip_long_line().map(Some);
            }
            if !self.fill()? {
                return Ok(if searched == 0 {
                    None
                } else {
                    Some(self.give(searched, searched))
                });
            }
        }
    }

    /// Gives the line of `length` bytes at the cursor and moves the cursor `step` bytes on.
    fn give(&mut self, length: usize, step: usize) -> Span {
        let start = self.next;
        self.next += step;
        self.line += 1;
        let too_long = LINE_BYTES_MAX < length;
        let from = self.block + start;
        let has_return = self.buffer[from..from + length].last() == Some(&b'\r');
        let kept = if too_long { 0 } else { length - usize::from(has_return) };
        Span {
            start: small(start),
            end: small(start + kept),
            line: self.line,
            too_long,
        }
    }

    /// Passes over the rest of a line that is too long, keeping none of it.
    fn skip_long_line(&mut self) -> io::Result<Span> {
        loop {
            self.filled = self.block + self.next;
            if !self.fill()? {
                break;
            }
            let from = self.block + self.next;
            if let Some(found) = memchr::memchr(b'\n', &self.buffer[from..self.filled]) {
                self.buffer.copy_within(from + found + 1..self.filled, from);
                self.filled -= found + 1;
                break;
            }
        }
        self.line += 1;
        let start = small(self.next);
        Ok(Span {
            start,
            end: start,
            line: self.line,
            too_long: true,
        })
    }

    /// Reads more; `false` at the end. Moves the block to the front when that makes room.
    fn fill(&mut self) -> io::Result<bool> {
        if self.ended {
            return Ok(false);
        }
        if 0 < self.block {
            self.buffer.copy_within(self.block..self.filled, 0);
            self.filled -= self.block;
            self.block = 0;
        }
        if self.buffer.len() - self.filled < READ_AHEAD_BYTES / 2 {
            let doubled = (self.buffer.len() * 2).max(READ_AHEAD_BYTES);
            self.buffer.resize(doubled, 0);
        }
        let read = loop {
            match self.input.read(&mut self.buffer[self.filled..]) {
                Err(fault) if fault.kind() == io::ErrorKind::Interrupted => {}
                read => break read?,
            }
        };
        self.filled += read;
        self.bytes += read as u64;
        self.ended = read == 0 || self.is_too_large();
        Ok(read != 0)
    }
}

/// A position within a block, which is at most [`VOUCHER_BYTES_MAX`](super::VOUCHER_BYTES_MAX) and
/// what was read ahead.
fn small(position: usize) -> u32 {
    u32::try_from(position).expect("a block is far smaller than 4 GB")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives one byte at a time, the hardest stream there is.
    struct Drip<'a>(&'a [u8]);

    impl Read for Drip<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let Some((first, rest)) = self.0.split_first() else {
                return Ok(0);
            };
            into[0] = *first;
            self.0 = rest;
            Ok(1)
        }
    }

    fn all(input: impl Read) -> Vec<(u32, String)> {
        let mut lines = Lines::new(input);
        let mut given = Vec::new();
        loop {
            lines.begin_block();
            let Some(span) = lines.next_line().unwrap() else {
                break;
            };
            let text = if span.too_long {
                "…".into()
            } else {
                String::from_utf8_lossy(span.of(lines.block())).into()
            };
            given.push((span.line, text));
        }
        given
    }

    #[test]
    fn lines_are_numbered_and_their_ends_removed() {
        let text = b"a\r\n\nb\rc\n d";
        let expected = [
            (1, "a".into()),
            (2, String::new()),
            (3, "b\rc".into()),
            (4, " d".into()),
        ];
        assert_eq!(all(&text[..]), expected);
        assert_eq!(all(Drip(text)), expected);
        assert_eq!(all(&b""[..]), []);
    }

    #[test]
    fn a_long_line_is_passed_over_without_being_kept() {
        let mut text = b"a\n".to_vec();
        text.resize(text.len() + 10 * 1024 * 1024, b'x');
        text.extend_from_slice(b"\nb\n");
        let mut lines = Lines::new(&text[..]);
        let mut given = Vec::new();
        while let Some(span) = lines.next_line().unwrap() {
            given.push((span.line, span.too_long));
            lines.begin_block();
        }
        assert_eq!(given, [(1, false), (2, true), (3, false)]);
        assert!(lines.buffer.len() <= 2 * READ_AHEAD_BYTES, "{}", lines.buffer.len());
    }

    #[test]
    fn a_block_keeps_its_lines_until_the_next_begins() {
        let mut lines = Lines::new(Drip(b"one\ntwo\nthree\n"));
        let one = lines.next_line().unwrap().unwrap();
        let two = lines.next_line().unwrap().unwrap();
        assert_eq!(
            (one.of(lines.block()), two.of(lines.block())),
            (&b"one"[..], &b"two"[..])
        );
        lines.put_back(two);
        lines.begin_block();
        let again = lines.next_line().unwrap().unwrap();
        assert_eq!((again.of(lines.block()), again.line), (&b"two"[..], 2));
    }
}
