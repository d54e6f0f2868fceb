//! Durability settings as they are asserted, and told of, at start.

use crate::books::Books;
use crate::program::{Server, run};
use crate::witness::{folder, word};

const WARNING: &str = "Warning: the database is opened with durability=test.";

/// What a server says until it has ended, in order, at a signal.
fn said_by_server(db: &str, signal: &str) -> String {
    let server = Server::start(db);
    server.told_to_end(signal);
    let (status, said) = server.ended();
    assert!(status.success(), "{signal}: {status}");
    said
}

/// Rule 7: a server that does not sync says so, and one that does has nothing to say.
#[test]
fn a_server_without_syncs_warns() {
    let folder = folder();
    let books = Books::make(word(&folder.path().join("books.db")));
    assert_eq!(said_by_server(&books.db, "INT"), "");
    let warned = said_by_server(&format!("{}?durability=test", books.db), "TERM");
    assert!(warned.starts_with(WARNING), "{warned}");
}

/// A command for a database that must not be opened: its exit code, and what it says.
fn refused(db: &str) -> (Option<i32>, String) {
    let output = run(&["--db", db, "serve", "--port", "0"]);
    (
        output.status.code(),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    )
}

#[test]
fn another_program_s_database_and_an_unknown_option_are_not_opened() {
    let folder = folder();
    let path = folder.path().join("other.db");
    let other = rusqlite::Connection::open(&path).expect("a database");
    other
        .execute_batch("pragma application_id = 1; create table t (x)")
        .expect("a table");
    drop(other);
    let (code, said) = refused(word(&path));
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("is another program's database"), "{said}");
    let (code, said) = refused(&format!("{}?synchronous=off", word(&path)));
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("synchronous=off"), "{said}");
}

/// Rule 7: PostgreSQL that answers before it has written is refused by the setting's name.
#[test]
fn postgres_that_does_not_wait_for_the_disk_is_not_opened() {
    let Some(address) = kameral_store::testing::postgres_address() else {
        return;
    };
    let books = Books::make(&address);
    let name = address
        .split('?')
        .next()
        .and_then(|head| head.rsplit('/').next())
        .expect("a database");
    let mut client = postgres::Client::connect(&address, postgres::NoTls).expect("the server answers");
    client
        .batch_execute(&format!("alter database {name} set synchronous_commit = off"))
        .expect("it is set");
    let (code, said) = refused(&books.db);
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("synchronous_commit is off, on is required"), "{said}");
}
