//! A layout as data.

/// Which field of a record: an enum of the format.
pub trait Part: Copy + Eq + 'static {
    /// The name the format's specification gives the field, as mistakes tell it.
    fn name(self) -> &'static str;
}

/// On which side of its field a value stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Filled up to the right of the value.
    Left,
    /// Filled up to the left of the value.
    Right,
}

/// One field of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field<P> {
    /// Which.
    pub part: P,
    /// Its length, in characters.
    pub chars: usize,
    /// Where the value stands in it.
    pub align: Align,
    /// What fills the rest.
    pub pad: char,
}

impl<P> Field<P> {
    /// A field with the value to the left, filled with blanks.
    pub fn left(part: P, chars: usize) -> Self {
        Self {
            part,
            chars,
            align: Align::Left,
            pad: ' ',
        }
    }

    /// A field with the value to the right, filled with blanks.
    pub fn right(part: P, chars: usize) -> Self {
        Self {
            align: Align::Right,
            ..Self::left(part, chars)
        }
    }
}

/// What ends a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineEnd {
    /// Carriage return and line feed.
    CrLf,
    /// Line feed.
    Lf,
}

impl LineEnd {
    /// Every one there is.
    pub const ALL: [Self; 2] = [Self::CrLf, Self::Lf];

    /// The name in settings: `crlf`, `lf`.
    pub fn code(self) -> &'static str {
        match self {
            Self::CrLf => "crlf",
            Self::Lf => "lf",
        }
    }

    /// The one of that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|line_end| line_end.code() == code)
    }

    pub(super) fn bytes(self) -> &'static [u8] {
        match self {
            Self::CrLf => b"\r\n",
            Self::Lf => b"\n",
        }
    }
}

/// *Teckentabell*: how characters become bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Charset {
    /// ISO 8859-1: a byte a character, the first 256 of Unicode without its control characters.
    Latin1,
    /// UTF-8. Lengths are still of characters.
    Utf8,
}

impl Charset {
    /// Every one there is.
    pub const ALL: [Self; 2] = [Self::Latin1, Self::Utf8];

    /// The name in settings and mistakes: `iso-8859-1`, `utf-8`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Latin1 => "iso-8859-1",
            Self::Utf8 => "utf-8",
        }
    }

    /// The one of that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|charset| charset.code() == code)
    }

    /// Whether a character can stand in a record.
    pub fn holds(self, character: char) -> bool {
        !character.is_control()
            && match self {
                Self::Latin1 => u32::from(character) <= 0xff,
                Self::Utf8 => true,
            }
    }

    pub(super) fn encode(self, character: char, out: &mut Vec<u8>) {
        match (self, u8::try_from(u32::from(character))) {
            (Self::Latin1, Ok(byte)) => out.push(byte),
            _ => out.extend(character.encode_utf8(&mut [0; 4]).bytes()),
        }
    }

    /// The text of a line's bytes; nothing when they are none of this character set.
    pub(super) fn decode(self, bytes: &[u8]) -> Option<String> {
        match self {
            Self::Latin1 => Some(bytes.iter().map(|byte| char::from(*byte)).collect()),
            Self::Utf8 => str::from_utf8(bytes).ok().map(str::to_owned),
        }
    }
}

/// *Postlayout*: the fields in their order, the end of a line and the character set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout<P> {
    /// Fields from left to right.
    pub fields: Vec<Field<P>>,
    /// What ends every line, the last one too.
    pub line_end: LineEnd,
    /// How characters become bytes.
    pub charset: Charset,
}

impl<P: Part> Layout<P> {
    /// The length of a record without its line end, in characters.
    pub fn record_chars(&self) -> usize {
        self.fields.iter().map(|field| field.chars).sum()
    }
}
