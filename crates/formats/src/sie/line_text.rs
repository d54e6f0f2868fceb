//! One line that has been found readable, and why one is not.

use super::encoding::Encoding;
use super::limits::{FIELDS_MAX, OBJECTS_MAX};
use super::mistake::Mistake;

/// Why a line cannot be cut into fields: small, because every field may come back as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unreadable {
    ControlCharacter,
    NotUtf8,
    QuoteNotClosed,
    StrayQuote,
    TooManyFields,
    ObjectListMissing,
    ObjectListNotClosed,
    ObjectListOdd,
    TooManyObjects,
}

impl From<Unreadable> for Mistake {
    fn from(unreadable: Unreadable) -> Self {
        match unreadable {
            Unreadable::ControlCharacter => Self::ControlCharacter,
            Unreadable::NotUtf8 => Self::NotUtf8,
            Unreadable::QuoteNotClosed => Self::QuoteNotClosed,
            Unreadable::StrayQuote => Self::StrayQuote,
            Unreadable::TooManyFields => Self::TooManyFields { limit: FIELDS_MAX },
            Unreadable::ObjectListMissing => Self::ObjectListMissing,
            Unreadable::ObjectListNotClosed => Self::ObjectListNotClosed,
            Unreadable::ObjectListOdd => Self::ObjectListOdd,
            Unreadable::TooManyObjects => Self::TooManyObjects { limit: OBJECTS_MAX },
        }
    }
}

/// The bytes of one line that has been found readable.
#[derive(Debug, Clone, Copy)]
pub(super) struct LineText<'a> {
    pub bytes: &'a [u8],
    /// The same as text, where text needs no decoding: ASCII, or UTF-8 in a file of UTF-8.
    pub text: Option<&'a str>,
    pub encoding: Encoding,
    pub has_tab: bool,
}

impl<'a> LineText<'a> {
    /// Refuses control characters (ASCII 0–31 and 127, other than tab) and, in a file of UTF-8,
    /// what is not UTF-8.
    pub fn new(bytes: &'a [u8], encoding: Encoding) -> Result<Self, Unreadable> {
        // Folded without branches, so that the compiler takes many bytes at a time.
        let (mut high, mut control, mut tab) = (0, 0, 0);
        for &byte in bytes {
            high |= byte;
            tab |= u8::from(byte == b'\t');
            control |= u8::from(byte == 0x7f) | (u8::from(byte < 0x20) & u8::from(byte != b'\t'));
        }
        if control != 0 {
            return Err(Unreadable::ControlCharacter);
        }
        let needs_decoding = 0x7f < high && encoding != Encoding::Utf8;
        let text = if needs_decoding {
            None
        } else {
            Some(std::str::from_utf8(bytes).map_err(|_| Unreadable::NotUtf8)?)
        };
        Ok(Self {
            bytes,
            text,
            encoding,
            has_tab: tab != 0,
        })
    }
}
