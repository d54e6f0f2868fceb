//! The program is killed while eight clients post, and started again, hundreds of times.

use std::collections::BTreeSet;
use std::fmt;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::books::Books;
use crate::chance::{Chance, number_of_env};
use crate::client::{retry, round, sign_in};
use crate::judge::Verdict;
use crate::program::Server;
use crate::witness::{Witness, folder, word};

/// Kills in a database before the next one is made, so that judging stays quick.
const KILLS_A_BOOK: u64 = 250;
/// Milliseconds from the first request to the kill.
const KILL_AFTER_MS: (u64, u64) = (20, 300);

/// What was counted.
#[derive(Default)]
struct Figures {
    kills: u64,
    acks: u64,
    unknown: u64,
    committed: u64,
    kills_unanswered: u64,
    verdict: Verdict,
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            kills,
            acks,
            unknown,
            committed,
            kills_unanswered,
            verdict,
        } = self;
        write!(
            f,
            "kills {kills}, acknowledged {acks}, unknown {unknown} of which committed {committed}, "
        )?;
        write!(
            f,
            "kills that left a voucher committed and unanswered {kills_unanswered}; {verdict}"
        )
    }
}

/// GL-06, rules 2 and 3: killed at any moment, nothing answered is lost or renumbered, nothing is
/// doubled by a retry, and the numbers have no gaps.
#[test]
#[ignore = "kills the program KAMERAL_KILLS times; ./test faults runs it"]
fn sqlite_killed_while_eight_clients_post() {
    let kills = number_of_env("KAMERAL_KILLS").unwrap_or(200);
    let folders = folder();
    let new = |number: u64| word(&folders.path().join(format!("{number}.db"))).to_owned();
    run("SQLite", kills, new);
}

/// The same on PostgreSQL; the program is killed, not the database server.
#[test]
#[ignore = "kills the program KAMERAL_KILLS_POSTGRES times; ./test faults runs it"]
fn postgres_killed_while_eight_clients_post() {
    let kills = number_of_env("KAMERAL_KILLS_POSTGRES").unwrap_or(60);
    let Some(first) = kameral_store::testing::postgres_address() else {
        return;
    };
    let mut first = Some(first);
    let new = |_| {
        first
            .take()
            .or_else(kameral_store::testing::postgres_address)
            .expect("it answered before")
    };
    run("PostgreSQL", kills, new);
}

fn run(engine: &str, kills: u64, mut new: impl FnMut(u64) -> String) {
    let began = Instant::now();
    let mut chance = Chance::of_run();
    let mut figures = Figures::default();
    let mut book = 0;
    while figures.kills < kills {
        book += 1;
        let books = Books::make(&new(book));
        let many = KILLS_A_BOOK.min(kills - figures.kills);
        keep(&books, many, &mut chance, &mut figures);
        println!("{engine}, {} s: {figures}", began.elapsed().as_secs());
    }
    assert_ne!(
        figures.kills_unanswered, 0,
        "no kill landed between commit and answer: nothing is shown"
    );
}

/// One database through many kills.
fn keep(books: &Books, kills: u64, chance: &mut Chance, figures: &mut Figures) {
    let witness = Witness::new();
    let mut unknown: Vec<String> = Vec::new();
    let mut token = None;
    for kill in 1..=kills {
        let server = Server::start(&books.db);
        let address = server.address;
        let token = token.get_or_insert_with(|| sign_in(address));
        ask_again(books, &server, token, &witness, &std::mem::take(&mut unknown), figures);
        let wait = Duration::from_millis(chance.between(KILL_AFTER_MS.0, KILL_AFTER_MS.1));
        let round = round(address, token, &witness, &format!("k{kill}"), || {
            sleep(wait);
            server.kill();
        });
        figures.kills += 1;
        figures.acks += round.acks;
        unknown = round.unknown;
    }
    let server = Server::start(&books.db);
    let token = token.unwrap_or_else(|| sign_in(server.address));
    ask_again(books, &server, &token, &witness, &unknown, figures);
    drop(server);
    books.check();
}

/// After a restart: what was answered is there; what is not known is asked for again, and answered
/// with what was committed, if it was.
fn ask_again(
    books: &Books,
    server: &Server,
    token: &str,
    witness: &Witness,
    unknown: &[String],
    figures: &mut Figures,
) {
    let before = books.rows();
    let asked: BTreeSet<&str> = unknown.iter().map(String::as_str).collect();
    let committed = before.iter().filter(|row| asked.contains(row.key.as_str())).count();
    figures.unknown += unknown.len() as u64;
    figures.committed += committed as u64;
    figures.kills_unanswered += u64::from(0 < committed);
    figures.acks += retry(server.address, token, witness, unknown).len() as u64;
    let verdict = books.judge(&witness.all());
    assert!(
        verdict.is_clean(),
        "after kill {}: {verdict}\n{verdict:#?}",
        figures.kills
    );
    let answered = witness.all().len();
    assert_eq!(
        books.rows().len(),
        answered,
        "every voucher that is there has been answered for"
    );
}
