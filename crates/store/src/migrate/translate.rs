//! PostgreSQL's table definitions, translated for SQLite.
//!
//! Types become those of `strict` tables, a boolean gets a check that it is 0 or 1, and every
//! table becomes `strict`. Nothing else is changed; what SQLite does not have is refused.

use crate::Fault;
use crate::fault::FaultKind;
use crate::sql::{Piece, Pieces};

/// Types that mean different things, or nothing, on the two engines.
const REFUSED_TYPES: [&str; 19] = [
    "int",
    "integer",
    "smallint",
    "serial",
    "bigserial",
    "numeric",
    "decimal",
    "real",
    "double",
    "float",
    "varchar",
    "char",
    "character",
    "timestamp",
    "timestamptz",
    "time",
    "uuid",
    "json",
    "blob",
];

/// Asks for a table without rowid, in the line before it.
const WITHOUT_ROWID: &str = "-- sqlite: without rowid";

/// The same definitions for SQLite.
pub(crate) fn for_sqlite(sql: &str) -> Result<String, Fault> {
    let mut out = Translation::default();
    for piece in (Pieces { rest: sql }) {
        out.take(piece)?;
    }
    Ok(out.text)
}

#[derive(Default)]
struct Translation<'a> {
    text: String,
    /// The last word before this piece, and the one before that.
    last: &'a str,
    without_rowid: bool,
    /// How many brackets are open inside `create table`; none outside.
    depth: Option<usize>,
}

impl<'a> Translation<'a> {
    fn take(&mut self, piece: Piece<'a>) -> Result<(), Fault> {
        match piece {
            Piece::Comment(text) => {
                self.without_rowid |= text.trim_end() == WITHOUT_ROWID;
                self.text.push_str(text);
            }
            Piece::Parameter(_) => return Err(refused("a migration has no parameters")),
            Piece::Other(mark @ ("(" | ")")) => self.bracket(mark),
            Piece::Quoted(text) | Piece::Other(text) => {
                self.text.push_str(text);
                if text == ";" {
                    self.depth = None;
                }
            }
            Piece::Word(word) => {
                self.word(word)?;
                self.last = word;
            }
        }
        Ok(())
    }

    fn word(&mut self, word: &'a str) -> Result<(), Fault> {
        let lower = word.to_ascii_lowercase();
        match lower.as_str() {
            "bigint" => self.text.push_str("integer"),
            "bytea" => self.text.push_str("blob"),
            "jsonb" | "date" => self.text.push_str("text"),
            "boolean" => {
                self.text.push_str("integer");
                if !self.last.eq_ignore_ascii_case("as") {
                    self.text.extend([" check (", self.last, " in (0, 1))"]);
                }
            }
            "deferrable" | "deferred" => {
                return Err(refused(
                    "a constraint checked at commit would fail all commands that share it",
                ));
            }
            "table" if self.last.eq_ignore_ascii_case("create") => {
                self.depth = Some(0);
                self.text.push_str(word);
            }
            _ if self.is_type(&lower) => {
                return Err(refused(&format!(
                    "column {} has the type {lower}; use bigint, text, boolean, date, bytea or jsonb",
                    self.last
                )));
            }
            _ => self.text.push_str(word),
        }
        Ok(())
    }

    /// A type stands directly after the column's name, which stands after `(` or `,`.
    fn is_type(&self, word: &str) -> bool {
        self.depth == Some(1) && REFUSED_TYPES.contains(&word) && self.follows_column()
    }

    fn follows_column(&self) -> bool {
        let before = self.text.trim_end();
        let Some(before) = before.strip_suffix(self.last) else {
            return false;
        };
        // Comments between columns end with a line, so the mark before them is looked for.
        let line = before
            .lines()
            .rev()
            .map(str::trim)
            .find(|line| !line.is_empty() && !line.starts_with("--"));
        line.is_none_or(|line| line.ends_with([',', '(']))
    }

    fn bracket(&mut self, mark: &str) {
        self.text.push_str(mark);
        match (self.depth, mark) {
            (Some(depth), "(") => self.depth = Some(depth + 1),
            (Some(1), _) => {
                self.text.push_str(if self.without_rowid {
                    " strict, without rowid"
                } else {
                    " strict"
                });
                (self.depth, self.without_rowid) = (None, false);
            }
            (Some(depth), _) => self.depth = Some(depth.saturating_sub(1)),
            (None, _) => {}
        }
    }
}

fn refused(text: &str) -> Fault {
    Fault::new(FaultKind::Migration, text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    #[test]
    fn types_become_those_of_strict_tables() {
        let sql = "-- sqlite: without rowid
create table voucher (
  entity_id bigint not null references entity (entity_id), -- a bigint
  kind text not null check (kind in ('date', 'bigint')),
  open_items boolean not null default false,
  booked_on date, stamp bytea, content jsonb,
  primary key (entity_id)
);
create table plain (a bigint);
alter table plain add column b boolean not null default true;
create index plain_a on plain (a);
";
        expect![[r"
            -- sqlite: without rowid
            create table voucher (
              entity_id integer not null references entity (entity_id), -- a bigint
              kind text not null check (kind in ('date', 'bigint')),
              open_items integer check (open_items in (0, 1)) not null default false,
              booked_on text, stamp blob, content text,
              primary key (entity_id)
            ) strict, without rowid;
            create table plain (a integer) strict;
            alter table plain add column b integer check (b in (0, 1)) not null default true;
            create index plain_a on plain (a);
        "]]
        .assert_eq(&for_sqlite(sql).unwrap());
    }

    #[test]
    fn what_differs_between_the_engines_is_refused() {
        for sql in [
            "create table a (x integer)",
            "create table a (x bigint,\n -- why\n amount numeric(10, 2))",
            "create table a (x bigint references b deferrable initially deferred)",
            "create table a (x timestamp)",
        ] {
            assert!(for_sqlite(sql).is_err(), "{sql}");
        }
        assert!(for_sqlite("create table a (time text, n bigint check (n <> cast(3 as integer)))").is_ok());
    }
}
