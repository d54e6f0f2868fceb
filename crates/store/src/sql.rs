//! The text of a statement: its name, and its translation for SQLite.
//!
//! A statement is written once, with PostgreSQL's `$1`. In SQLite `$1` is a *named* parameter,
//! numbered by first appearance, so it is rewritten as `?1`; nothing else is ever changed.

use std::borrow::Cow;

/// The longest name a statement is told by.
const NAME_CHARS_MAX: usize = 72;

/// What a statement is called in faults: its first line comment, or the beginning of its text.
pub(crate) fn name(sql: &str) -> String {
    let line = sql
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty())
        .unwrap_or("empty");
    let line = line.strip_prefix("--").unwrap_or(line).trim();
    match line.char_indices().nth(NAME_CHARS_MAX) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}

/// One static text is one statement: its address is its key in every cache. Two equal texts at two
/// addresses are only prepared twice, and one address never holds two texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Key(usize, usize);

impl Key {
    pub(crate) fn of(sql: &'static str) -> Self {
        Self(sql.as_ptr().addr(), sql.len())
    }
}

/// Words a statement may not begin with: transactions, settings, files and tables are the store's
/// own. On PostgreSQL the role could not do most of it; SQLite has no roles.
const KEPT_WORDS: [&str; 17] = [
    "begin",
    "start",
    "commit",
    "end",
    "rollback",
    "savepoint",
    "release",
    "pragma",
    "attach",
    "detach",
    "vacuum",
    "set",
    "reset",
    "create",
    "alter",
    "drop",
    "truncate",
];

/// The word that only the store may use, when the statement begins with one.
pub(crate) fn kept_word(sql: &str) -> Option<&'static str> {
    let first = Pieces { rest: sql }.find_map(|piece| match piece {
        Piece::Word(word) => Some(word),
        _ => None,
    })?;
    KEPT_WORDS.into_iter().find(|kept| first.eq_ignore_ascii_case(kept))
}

/// `$1` → `?1` outside strings, quoted names and comments.
pub(crate) fn for_sqlite(sql: &str) -> Cow<'_, str> {
    if !sql.contains('$') {
        return Cow::Borrowed(sql);
    }
    let mut translated = String::with_capacity(sql.len());
    for piece in (Pieces { rest: sql }) {
        match piece {
            Piece::Parameter(number) => {
                translated.push('?');
                translated.push_str(number);
            }
            Piece::Word(text) | Piece::Quoted(text) | Piece::Comment(text) | Piece::Other(text) => {
                translated.push_str(text);
            }
        }
    }
    Cow::Owned(translated)
}

/// A piece of SQL text, as coarse as the store's needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    /// A name or keyword.
    Word(&'a str),
    /// `'text'` or `"name"`, with its marks.
    Quoted(&'a str),
    /// `-- …` to the end of the line (without it), or `/* … */`.
    Comment(&'a str),
    /// The digits after `$`.
    Parameter(&'a str),
    /// Blanks, a number, or one mark.
    Other(&'a str),
}

/// Cuts a text into pieces; put together again they are the text.
pub(crate) struct Pieces<'a> {
    pub(crate) rest: &'a str,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        let first = self.rest.chars().next()?;
        let rest = self.rest;
        let mut cut = |length: usize| {
            let (piece, after) = rest.split_at(length);
            self.rest = after;
            piece
        };
        let run = |is: fn(char) -> bool| rest.find(|c| !is(c)).unwrap_or(rest.len());
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        Some(match first {
            '\'' | '"' => {
                // A doubled mark inside ends one piece and begins the next: together they are right.
                Piece::Quoted(cut(rest[1..].find(first).map_or(rest.len(), |at| at + 2)))
            }
            '-' if rest.starts_with("--") => Piece::Comment(cut(rest.find('\n').unwrap_or(rest.len()))),
            '/' if rest.starts_with("/*") => Piece::Comment(cut(rest.find("*/").map_or(rest.len(), |at| at + 2))),
            '$' if rest[1..].starts_with(|c: char| c.is_ascii_digit()) => {
                let end = rest[1..].find(|c: char| !c.is_ascii_digit());
                Piece::Parameter(&cut(end.map_or(rest.len(), |at| at + 1))[1..])
            }
            c if c.is_alphabetic() || c == '_' => Piece::Word(cut(run(is_word))),
            c if c.is_ascii_digit() => Piece::Other(cut(run(is_word))),
            c if c.is_whitespace() => Piece::Other(cut(run(char::is_whitespace))),
            c => Piece::Other(cut(c.len_utf8())),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn parameters_are_numbered_outside_strings_and_comments() {
        let sql = "-- Takes $1.\nselect '$1', \"$2\", $2, $10 /* $3 */ where a = $1";
        assert_eq!(
            for_sqlite(sql),
            "-- Takes $1.\nselect '$1', \"$2\", ?2, ?10 /* $3 */ where a = ?1"
        );
        assert_eq!(for_sqlite("select 'it''s $1' || $1"), "select 'it''s $1' || ?1");
    }

    #[test]
    fn a_name_is_the_first_comment_or_the_text() {
        assert_eq!(name("-- Open invoices.\nselect 1"), "Open invoices.");
        assert_eq!(name("\nselect  1\nfrom a"), "select  1");
        assert_eq!(name(&"å".repeat(100)).chars().count(), NAME_CHARS_MAX + 1);
    }

    #[test]
    fn transactions_and_settings_are_kept_words() {
        assert_eq!(kept_word("-- why\n  COMMIT"), Some("commit"));
        assert_eq!(kept_word("/* a */ pragma synchronous = off"), Some("pragma"));
        assert_eq!(kept_word("update a set b = 1"), None);
        assert_eq!(kept_word("select 1"), None);
    }

    proptest! {
        #[test]
        fn pieces_put_together_are_the_text(sql in "[a-z0-9$'\"/*å \n-]{0,40}") {
            let mut together = String::new();
            for piece in (Pieces { rest: &sql }) {
                match piece {
                    Piece::Parameter(number) => { together.push('$'); together.push_str(number); }
                    Piece::Word(t) | Piece::Quoted(t) | Piece::Comment(t) | Piece::Other(t) => together.push_str(t),
                }
            }
            prop_assert_eq!(together, sql);
        }
    }
}
