//! *Kontrollsumma* (`#KSUMMA`): chapter 10 of the standard.
//!
//! CRC-32 over labels and fields, as bytes of code page 437, from the record after the opening
//! `#KSUMMA` to the one before the closing. Blanks and tabs between fields, the quotation marks
//! around them, braces and line ends are left out; `\"` counts as `"`.

use crc32fast::Hasher;

use super::encoding::{Encoding, cp437_byte};
use super::mistake::Mistake;
use crate::mistake::excerpt;

/// What `#KSUMMA` says about a file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Checksum {
    /// The file has none.
    #[default]
    None,
    /// Opened and not closed: the end of the file is missing.
    NotClosed,
    /// Closed without having been opened: nothing can be checked.
    NotOpened,
    /// The file has the checksum it states.
    Matches,
    /// It does not, or states none that can be read.
    Differs,
}

/// The checksum of a file that is being written or read.
#[derive(Debug, Clone, Default)]
pub(super) struct Crc {
    /// Over the bytes as they are.
    raw: Hasher,
    /// Over the bytes as they would be in code page 437, if the file is of UTF-8.
    from_utf8: Hasher,
    scratch: Vec<u8>,
}

impl Crc {
    /// Counts in one line.
    pub fn take(&mut self, line: &[u8]) {
        counted_bytes(line, &mut self.scratch);
        self.raw.update(&self.scratch);
        if let Some(text) = std::str::from_utf8(&self.scratch).ok().filter(|text| !text.is_ascii()) {
            let bytes: Vec<u8> = text.chars().flat_map(as_cp437).collect();
            self.from_utf8.update(&bytes);
        } else {
            self.from_utf8.update(&self.scratch);
        }
    }

    /// The checksum so far of a file in this encoding.
    pub fn value(&self, encoding: Encoding) -> u32 {
        match encoding {
            Encoding::Utf8 => self.from_utf8.clone().finalize(),
            Encoding::Cp437 | Encoding::Windows1252 => self.raw.clone().finalize(),
        }
    }
}

/// The byte of a character in code page 437, or its bytes in UTF-8 when it has none.
fn as_cp437(character: char) -> Vec<u8> {
    cp437_byte(character).map_or_else(|| character.to_string().into_bytes(), |byte| vec![byte])
}

/// The bytes of a line that count.
fn counted_bytes(line: &[u8], counted: &mut Vec<u8>) {
    counted.clear();
    let mut in_quotes = false;
    for (position, &byte) in line.iter().enumerate() {
        let is_escape = byte == b'\\' && line.get(position + 1) == Some(&b'"');
        let is_escaped = byte == b'"' && 0 < position && line[position - 1] == b'\\';
        match byte {
            b'"' if !is_escaped => in_quotes = !in_quotes,
            b' ' | b'\t' | b'{' | b'}' if !in_quotes => {}
            _ if is_escape => {}
            _ => counted.push(byte),
        }
    }
}

/// The checksum of a file that is being read, and where in it the reading is.
#[derive(Debug, Default)]
pub(super) struct Watch {
    state: State,
    crc: Crc,
    has_told_of_record_after: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum State {
    #[default]
    NotOpened,
    Open {
        line: u32,
    },
    Closed(Checksum),
}

impl Watch {
    /// Counts in a line that is not a `#KSUMMA`; blank lines have nothing that counts.
    pub fn take(&mut self, line: &[u8]) -> Option<Mistake> {
        match self.state {
            State::Open { .. } => self.crc.take(line),
            State::Closed(Checksum::Matches | Checksum::Differs)
                if !self.has_told_of_record_after && !line.trim_ascii().is_empty() =>
            {
                self.has_told_of_record_after = true;
                return Some(Mistake::RecordAfterChecksum);
            }
            State::NotOpened | State::Closed(_) => {}
        }
        None
    }

    /// A `#KSUMMA` record, with its number if it has one.
    pub fn record(&mut self, number: Option<&str>, line: u32, encoding: Encoding) -> Option<Mistake> {
        let (State::NotOpened | State::Open { .. }) = self.state else {
            return Some(Mistake::RecordRepeated {
                label: "#KSUMMA".into(),
            });
        };
        match (number, self.state) {
            (None, State::Open { .. }) => return Some(Mistake::FieldMissing),
            (None, _) => self.state = State::Open { line },
            (Some(_), State::NotOpened) => {
                self.state = State::Closed(Checksum::NotOpened);
                return Some(Mistake::ChecksumNotOpened);
            }
            (Some(stated), _) => {
                let computed = self.crc.value(encoding);
                if stated.parse() != Ok(computed) {
                    self.state = State::Closed(Checksum::Differs);
                    let (stated, computed) = (excerpt(stated), computed.to_string());
                    return Some(Mistake::ChecksumDiffers { stated, computed });
                }
                self.state = State::Closed(Checksum::Matches);
            }
        }
        None
    }

    /// What there is to say at the end of the file.
    pub fn checksum(&self) -> Checksum {
        match self.state {
            State::NotOpened => Checksum::None,
            State::Open { .. } => Checksum::NotClosed,
            State::Closed(checksum) => checksum,
        }
    }

    /// The line of the `#KSUMMA` that was never closed.
    pub fn open_since(&self) -> Option<u32> {
        match self.state {
            State::Open { line } => Some(line),
            State::NotOpened | State::Closed(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(line: &str) -> String {
        let mut counted = Vec::new();
        counted_bytes(line.as_bytes(), &mut counted);
        String::from_utf8(counted).unwrap()
    }

    #[test]
    fn only_labels_and_fields_count() {
        // The example of the standard, 10.15.
        assert_eq!(
            counted(r#"#KONTO 1915 "Kassa \"special\"""#),
            r#"#KONTO1915Kassa "special""#
        );
        assert_eq!(
            counted("\t#TRANS  1910 {1 \"a {b}\"}\t-50.00"),
            "#TRANS19101a {b}-50.00"
        );
        assert_eq!(counted("{"), "");
        assert_eq!(counted(r#"#FNR "C:\books""#), r"#FNRC:\books");
    }

    #[test]
    fn the_same_file_has_the_same_checksum_in_utf8() {
        let (mut cp437, mut utf8) = (Crc::default(), Crc::default());
        cp437.take(b"#FNAMN \"M\x86lerifirman\"");
        utf8.take("#FNAMN \"Målerifirman\"".as_bytes());
        assert_eq!(cp437.value(Encoding::Cp437), utf8.value(Encoding::Utf8));
        assert_eq!(cp437.value(Encoding::Cp437), crc32fast::hash(b"#FNAMNM\x86lerifirman"));
    }
}
