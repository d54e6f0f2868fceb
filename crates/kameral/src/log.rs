//! The log: faults and, when asked for, more, each line without identity numbers, tokens, passwords and
//! cookies (reliability rule 17).

use std::io::{self, Write};

use kameral_access::personal::redact;
use tracing_subscriber::fmt::MakeWriter;

/// Writes to another, every line masked.
#[derive(Debug, Clone, Copy)]
pub struct Masked<M>(pub M);

impl<'w, M: MakeWriter<'w>> MakeWriter<'w> for Masked<M> {
    type Writer = MaskedLine<M::Writer>;

    fn make_writer(&'w self) -> Self::Writer {
        MaskedLine {
            to: self.0.make_writer(),
            line: Vec::new(),
        }
    }
}

/// One event of the log. It is written when it is whole, so that nothing is missed between two pieces.
#[derive(Debug)]
pub struct MaskedLine<W: Write> {
    to: W,
    line: Vec<u8>,
}

impl<W: Write> Write for MaskedLine<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.line.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let line = std::mem::take(&mut self.line);
        self.to.write_all(redact(&String::from_utf8_lossy(&line)).as_bytes())?;
        self.to.flush()
    }
}

impl<W: Write> Drop for MaskedLine<W> {
    fn drop(&mut self) {
        // A log that nobody can read is no reason to end.
        let _ = self.flush();
    }
}
