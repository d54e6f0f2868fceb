//! Characters: which ones a file is written in, and how its bytes become text.
//!
//! The standard allows code page 437 alone (5.8). Files in UTF-8 and Windows-1252 that say `PC8`
//! are common. UTF-8 can be recognised with certainty, since Swedish text in the other two is
//! never valid UTF-8 by accident for long. Windows-1252 can only be guessed, so a guess becomes a
//! warning and the file is still read as code page 437, until a person chooses.

use std::borrow::Cow;
use std::fmt;

use encoding_rs::WINDOWS_1252;
use oem_cp::code_table::{DECODING_TABLE_CP437, ENCODING_TABLE_CP437};

/// *Teckenuppsättning*. How the bytes of a SIE file become text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// Code page 437, "PC8": what the standard asks for.
    #[default]
    Cp437,
    /// UTF-8, against the standard but unmistakable.
    Utf8,
    /// Windows-1252, which contains ISO-8859-1. Never chosen by the reader itself.
    Windows1252,
}

impl fmt::Display for Encoding {
    /// The name as a person writes it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Cp437 => "CP437",
            Self::Utf8 => "UTF-8",
            Self::Windows1252 => "Windows-1252",
        })
    }
}

impl Encoding {
    /// The text of bytes that are not plain ASCII. In UTF-8 what is not valid becomes U+FFFD; the
    /// reader has refused the line before that.
    pub(super) fn decode(self, bytes: &[u8]) -> Cow<'_, str> {
        match self {
            Self::Utf8 => String::from_utf8_lossy(bytes),
            Self::Cp437 => cp437_text(bytes).into(),
            Self::Windows1252 => WINDOWS_1252.decode_without_bom_handling(bytes).0,
        }
    }
}

/// The mark some programs put first in a UTF-8 file.
pub(super) const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

fn cp437_text(bytes: &[u8]) -> String {
    // A few letters take two bytes; more room is made if they are many.
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 4 + 4);
    text.extend(bytes.iter().map(|byte| cp437_char(*byte)));
    text
}

fn cp437_char(byte: u8) -> char {
    match byte {
        0..=0x7f => char::from(byte),
        high => DECODING_TABLE_CP437[usize::from(high - 0x80)],
    }
}

/// The byte of a character in code page 437, if it has one. Control characters have none.
pub(super) fn cp437_byte(character: char) -> Option<u8> {
    match character {
        ' '..='~' => u8::try_from(character).ok(),
        _ => ENCODING_TABLE_CP437.get(&character).copied(),
    }
}

/// What the bytes seen so far say about the encoding.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    has_mark: bool,
    /// A line held bytes that are not valid UTF-8.
    has_invalid_utf8: bool,
    /// A line held valid UTF-8 of more than one byte a character.
    has_multibyte: bool,
    /// Bytes that are å, ä, ö, é (or their capitals) in code page 437 and rare in Windows-1252.
    letters_cp437: u64,
    /// Bytes that are the same letters in Windows-1252 and symbols or Greek in code page 437.
    letters_windows: u64,
}

impl Evidence {
    pub fn mark_seen(&mut self) {
        self.has_mark = true;
    }

    /// Counts a line that is not plain ASCII. A character never crosses a line end.
    pub fn take(&mut self, line: &[u8]) {
        match std::str::from_utf8(line) {
            Ok(_) => self.has_multibyte = true,
            Err(_) => self.has_invalid_utf8 = true,
        }
        for byte in line {
            match byte {
                0x86 | 0x84 | 0x94 | 0x82 | 0x8f | 0x8e | 0x99 | 0x90 => self.letters_cp437 += 1,
                0xe5 | 0xe4 | 0xf6 | 0xe9 | 0xc5 | 0xc4 | 0xd6 | 0xc9 => self.letters_windows += 1,
                _ => {}
            }
        }
    }

    /// The encoding to read the file in. A byte order mark decides; then valid UTF-8 with at least
    /// one character of several bytes; else code page 437, as the standard says.
    pub fn encoding(&self) -> Encoding {
        let is_utf8 = self.has_mark || (self.has_multibyte && !self.has_invalid_utf8);
        if is_utf8 { Encoding::Utf8 } else { Encoding::Cp437 }
    }

    /// Whether the file looks written in Windows-1252 all the same: the eight letters å ä ö é Å Ä
    /// Ö É, read as Windows-1252, are more than twice as many as read as code page 437.
    pub fn looks_like_windows_1252(&self) -> bool {
        self.encoding() == Encoding::Cp437 && self.letters_cp437.saturating_mul(2) < self.letters_windows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evidence(lines: &[&[u8]]) -> (Encoding, bool) {
        let mut evidence = Evidence::default();
        for line in lines {
            evidence.take(line);
        }
        (evidence.encoding(), evidence.looks_like_windows_1252())
    }

    #[test]
    fn swedish_letters_tell_the_encoding() {
        assert_eq!(evidence(&[]), (Encoding::Cp437, false));
        assert_eq!(evidence(&[b"F\x94rs\x84ljning"]), (Encoding::Cp437, false));
        assert_eq!(evidence(&["Försäljning".as_bytes()]), (Encoding::Utf8, false));
        assert_eq!(evidence(&[b"F\xf6rs\xe4ljning"]), (Encoding::Cp437, true));
        assert_eq!(
            evidence(&["Försäljning".as_bytes(), b"F\x94rs\x84ljning"]),
            (Encoding::Cp437, false)
        );
    }

    #[test]
    fn every_byte_of_code_page_437_comes_back() {
        for byte in (0x20..=0x7e).chain(0x80..=0xff) {
            assert_eq!(cp437_byte(cp437_char(byte)), Some(byte), "{byte:#x}");
        }
        assert_eq!(cp437_byte('\u{7}'), None);
        assert_eq!(cp437_byte('\u{7f}'), None);
        assert_eq!(cp437_byte('€'), None);
    }

    #[test]
    fn bytes_become_text() {
        assert_eq!(Encoding::Cp437.decode(b"\x8fr \x90"), "År É");
        assert_eq!(Encoding::Windows1252.decode(b"\xc5r \x80"), "År €");
        assert_eq!(Encoding::Utf8.decode("År".as_bytes()), "År");
    }
}
