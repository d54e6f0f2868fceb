//! The first pass over a file: encoding, number of lines and checksum, in constant memory.

use std::io::{self, Read};

use super::checksum::{Checksum, Watch};
use super::encoding::{BYTE_ORDER_MARK, Encoding, Evidence};
use super::label::Label;
use super::limits::FILE_BYTES_MAX;
use super::lines::Lines;
use super::mistake::{LineMistake, Mistake};

/// What the first pass found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survey {
    /// The encoding to read the file in.
    pub encoding: Encoding,
    /// Whether the file, read as code page 437, looks written in Windows-1252; then a person should
    /// choose. A guess, see [`Mistake::LooksLikeWindows1252`].
    pub looks_like_windows_1252: bool,
    /// Bytes read; more than [`FILE_BYTES_MAX`] when the file is too large.
    pub bytes: u64,
    /// Lines of text, blank ones too.
    pub lines: u32,
    /// What `#KSUMMA` says about the file.
    pub checksum: Checksum,
}

impl Survey {
    /// The mistakes that are known after the first pass.
    ///
    /// The reader tells of the checksum by itself, with its line; of size and encoding it does not.
    pub fn mistakes(&self) -> Vec<LineMistake> {
        let too_large = Mistake::FileTooLarge {
            limit_bytes: usize::try_from(FILE_BYTES_MAX).unwrap_or(usize::MAX),
        };
        let too_large = (FILE_BYTES_MAX < self.bytes).then_some(too_large);
        let encoding = Mistake::of_encoding(self.encoding, self.looks_like_windows_1252);
        too_large
            .into_iter()
            .chain(encoding)
            .map(|mistake| LineMistake {
                line: 0,
                field: None,
                mistake,
            })
            .collect()
    }
}

/// Reads a file to its end, or to [`FILE_BYTES_MAX`], and tells what it is like.
///
/// Constant memory; a line above [`LINE_BYTES_MAX`](super::LINE_BYTES_MAX) is counted and passed over.
pub fn survey(input: impl Read) -> io::Result<Survey> {
    let mut lines = Lines::new(input);
    let mut evidence = Evidence::default();
    let mut watches = Watches::default();
    loop {
        lines.begin_block();
        let Some(span) = lines.next_line()? else {
            break;
        };
        let mut bytes = span.of(lines.block());
        if span.line == 1 && bytes.starts_with(BYTE_ORDER_MARK) {
            evidence.mark_seen();
            bytes = &bytes[BYTE_ORDER_MARK.len()..];
        }
        if !bytes.is_ascii() {
            evidence.take(bytes);
        }
        watches.take(bytes, span.line);
    }
    let encoding = evidence.encoding();
    Ok(Survey {
        encoding,
        looks_like_windows_1252: evidence.looks_like_windows_1252(),
        bytes: lines.bytes(),
        lines: lines.line(),
        checksum: watches.of(encoding).checksum(),
    })
}

/// The checksum under each encoding the file may turn out to have; only lines after an opening
/// `#KSUMMA` cost anything.
#[derive(Debug, Default)]
struct Watches {
    cp437: Watch,
    utf8: Watch,
}

impl Watches {
    fn take(&mut self, line: &[u8], number: u32) {
        let trimmed = line.trim_ascii();
        let (label, rest) = trimmed.split_at(
            trimmed
                .iter()
                .position(u8::is_ascii_whitespace)
                .unwrap_or(trimmed.len()),
        );
        if matches!(Label::of(label), Some((Label::Ksumma, _))) {
            let stated = String::from_utf8_lossy(rest);
            let stated = Some(stated.trim().trim_matches('"')).filter(|stated| !stated.is_empty());
            self.cp437.record(stated, number, Encoding::Cp437);
            self.utf8.record(stated, number, Encoding::Utf8);
        } else {
            self.cp437.take(line);
            self.utf8.take(line);
        }
    }

    fn of(&self, encoding: Encoding) -> &Watch {
        if encoding == Encoding::Utf8 {
            &self.utf8
        } else {
            &self.cp437
        }
    }
}
