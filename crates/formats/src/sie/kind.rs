//! What a line is, told by its first character and its label.

use super::label::Label;

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Blank,
    /// A record with a label of the standard.
    Known(Label),
    /// A record with another label.
    Unknown,
    /// `{` alone.
    Open,
    /// `}` alone.
    Close,
    /// A brace and something more.
    BraceAndMore,
    /// Anything else.
    Other,
    /// Longer than is kept.
    TooLong,
}

impl Kind {
    pub fn of(line: &[u8]) -> Self {
        let line = line.trim_ascii();
        match line {
            [] => Self::Blank,
            b"{" => Self::Open,
            b"}" => Self::Close,
            [b'#', ..] => Label::of(label_of(line)).map_or(Self::Unknown, |(label, _)| Self::Known(label)),
            [b'{' | b'}', ..] => Self::BraceAndMore,
            // Programs for DOS end a file with the character 26.
            b"\x1a" => Self::Blank,
            _ => Self::Other,
        }
    }
}

/// The label of a record: what stands before its first blank.
pub(super) fn label_of(line: &[u8]) -> &[u8] {
    let line = line.trim_ascii_start();
    let end = line
        .iter()
        .position(|byte| matches!(byte, b' ' | b'\t'))
        .unwrap_or(line.len());
    &line[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_told_by_how_it_begins() {
        assert_eq!(Kind::of(b""), Kind::Blank);
        assert_eq!(Kind::of(b" \t"), Kind::Blank);
        assert_eq!(Kind::of(b"\t#TRANS\t1910 {} 1"), Kind::Known(Label::Trans));
        assert_eq!(Kind::of(b"#KSUMMA"), Kind::Known(Label::Ksumma));
        assert_eq!(Kind::of(b"#TRANSX 1"), Kind::Unknown);
        assert_eq!(Kind::of(b"{\t"), Kind::Open);
        assert_eq!(Kind::of(b"  }"), Kind::Close);
        assert_eq!(Kind::of(b"} #VER"), Kind::BraceAndMore);
        assert_eq!(Kind::of(b"<html>"), Kind::Other);
        assert_eq!(label_of(b" #VER\tA"), b"#VER");
    }
}
