//! Books for a test: a database with one entity and one user, and its raw rows.

use std::io::Write as _;
use std::path::Path;

use tempfile::NamedTempFile;

use crate::judge::{Row, Verdict, judge};
use crate::program::{done, run, told};
use crate::witness::{Ack, word};

/// Code of the entity.
pub const ENTITY: &str = "1";
/// Who posts.
pub const LOGIN: &str = "eva";
/// Her password.
pub const PASSWORD: &str = "a-word-for-the-tests";

const SQL: &str = "\
    select journal_seq, series, year, number, text, HASH, PREVIOUS, \
      (select count(*) from voucher_line l where l.entity_id = v.entity_id and l.journal_seq = v.journal_seq), \
      line_count \
    from voucher v order by journal_seq";

/// A database at an address: a path, or PostgreSQL's.
pub struct Books {
    /// As `--db` has it.
    pub db: String,
}

impl Books {
    /// New books with an entity and a user.
    pub fn make(db: &str) -> Self {
        let rules = ["--rules", "municipal", "--name", "T", "--org-number", "202100-5026"];
        done(&[&["--db", db, "init", "--entity", ENTITY][..], &rules].concat());
        add_eva(db);
        Self { db: db.to_owned() }
    }

    /// Every voucher, in the order of the journal, by the engine's own driver.
    pub fn rows(&self) -> Vec<Row> {
        if self.is_postgres() {
            self.rows_of_postgres()
        } else {
            rows_of_sqlite(Path::new(self.path()))
        }
    }

    /// The rows judged by what was answered.
    pub fn judge(&self, acks: &[Ack]) -> Verdict {
        judge(acks, &self.rows())
    }

    /// `kameral check`: chain, cube and numbering reckoned anew.
    pub fn check(&self) {
        let output = run(&["--db", &self.db, "check"]);
        assert!(output.status.success(), "kameral check: {}", told(&output));
    }

    fn path(&self) -> &str {
        self.db.split('?').next().unwrap_or_default()
    }

    fn is_postgres(&self) -> bool {
        self.db.starts_with("postgres://")
    }

    fn rows_of_postgres(&self) -> Vec<Row> {
        let sql = SQL
            .replace("HASH", "encode(hash, 'hex')")
            .replace("PREVIOUS", "encode(previous_hash, 'hex')");
        let mut client = postgres::Client::connect(&self.db, postgres::NoTls).expect("the server answers");
        let rows = client.query(&sql, &[]).expect("the rows can be read");
        rows.iter()
            .map(|row| Row {
                seq: row.get(0),
                series: row.get(1),
                year: row.get(2),
                number: row.get(3),
                key: row.get(4),
                hash: row.get(5),
                previous: row.get(6),
                lines: (row.get(7), row.get(8)),
            })
            .collect()
    }
}

/// The rows of a SQLite file; the file must be whole.
pub fn rows_of_sqlite(path: &Path) -> Vec<Row> {
    let db = rusqlite::Connection::open(path).expect("the database opens");
    let whole: String = db
        .pragma_query_value(None, "integrity_check", |row| row.get(0))
        .expect("it can be checked");
    assert_eq!(whole, "ok", "SQLite's own check");
    let sql = SQL
        .replace("HASH", "lower(hex(hash))")
        .replace("PREVIOUS", "lower(hex(previous_hash))");
    let mut statement = db.prepare(&sql).expect("the rows can be read");
    let rows = statement.query_map([], |row| {
        Ok(Row {
            seq: row.get(0)?,
            series: row.get(1)?,
            year: row.get(2)?,
            number: row.get(3)?,
            key: row.get(4)?,
            hash: row.get(5)?,
            previous: row.get(6)?,
            lines: (row.get(7)?, row.get(8)?),
        })
    });
    rows.expect("the rows can be read")
        .collect::<Result<_, _>>()
        .expect("the rows can be read")
}

fn add_eva(db: &str) {
    let mut file = NamedTempFile::new().expect("a temporary file");
    file.write_all(PASSWORD.as_bytes()).expect("the password is written");
    let who = [
        "--login",
        LOGIN,
        "--name",
        "Eva Ek",
        "--password-file",
        word(file.path()),
    ];
    let role = [
        "--role",
        "accounting_administrator",
        "--entity",
        ENTITY,
        "--decision",
        "dnr 1",
    ];
    done(&[&["--db", db, "user", "add"][..], &who, &role].concat());
}
