//! What a story about open items may say beside what every story may.

use std::fmt::Write as _;

use expect_test::Expect;
use kameral_access::Permission;
use kameral_base::{Date, Ore, Pattern};
use kameral_ledger::commands::{pair, unpair};
use kameral_ledger::open_item::{AsOf, OpenItem, Pairing, Part, TieOut, propose};
use kameral_ledger::store::open_items;
use kameral_store::Stop;

use crate::world::{Step, World, check_with, moment, stop};

/// ```text
/// pair 1510            parts below: place in the journal, line, amount
///   1/1 100,00
/// unpair 1
/// items 1*             with age on 2026-06-30; `items 1510 at 3` as when the journal ended at 3,
///                      `items 1510 after 60` as a minute after noon
/// propose 1*
/// pairings 1510        newest first; `pairings 1510 of 3` of a voucher, `pairings 1510 before 2`
/// tie 1*
/// later 60             the clock goes on: seconds after noon
/// ```
pub(super) fn act(world: &mut World, step: &Step<'_>) -> Option<String> {
    let words: Vec<&str> = step.rest.split_whitespace().collect();
    let cx = &world.cx;
    Some(match step.word {
        "pair" => {
            let parts: Vec<Part> = step.below.iter().map(|text| part(text)).collect();
            told(pair(cx, None, words[0], &parts))
        }
        "unpair" => told(unpair(cx, None, words[0].parse().expect("a number"))),
        "items" => {
            let as_of = match words.get(1) {
                Some(&"at") => AsOf::Journal(words[2].parse().expect("a place")),
                Some(&"after") => AsOf::Moment(moment(words[2].parse().expect("seconds"))),
                _ => AsOf::Now,
            };
            items(world, words[0], as_of).iter().map(line_of).collect()
        }
        "propose" => {
            let proposed = propose(&items(world, words[0], AsOf::Now));
            let part = |part: &Part| format!("{}/{} {}", part.journal_seq, part.line_no, part.amount.plain());
            proposed
                .iter()
                .map(|[one, other]| format!("{} answers {}\n", part(other), part(one)))
                .collect()
        }
        "pairings" => pairings(world, &words),
        "tie" => ties(world, words[0]).iter().fold(String::new(), |mut text, tie| {
            let word = if tie.holds() { "holds" } else { "differs" };
            let _ = writeln!(
                text,
                "{} {} {} {word}",
                tie.account,
                tie.items.plain(),
                tie.balance.plain()
            );
            text
        }),
        "later" => {
            world.cx.now = moment(words[0].parse().expect("seconds"));
            String::new()
        }
        _ => return None,
    })
}

pub(super) fn part(text: &str) -> Part {
    let (line, amount) = text.split_once(' ').expect("a line and an amount");
    let (seq, line_no) = line.split_once('/').expect("place and line");
    let amount = Ore::parse(amount).expect("an amount");
    Part {
        journal_seq: seq.parse().expect("a place"),
        line_no: line_no.parse().expect("a line"),
        amount,
    }
}

fn told(paired: Result<i64, Stop<Vec<kameral_ledger::open_item::PairRefusal>>>) -> String {
    match paired {
        Ok(number) => format!("pairing {number}"),
        Err(refused) => stop(refused),
    }
}

fn pairings(world: &World, words: &[&str]) -> String {
    let number = |word: &str| {
        let at = words.iter().position(|other| *other == word)?;
        words[at + 1].parse().ok()
    };
    let (of, before) = (number("of"), number("before").unwrap_or(i64::MAX));
    let read = |tx: &mut kameral_store::Tx| open_items::pairings_before(tx, &world.cx.scope, words[0], of, before, 100);
    let found = world
        .cx
        .read(Permission::BooksRead, read)
        .expect("pairings can be read");
    let told = |pairing: &Pairing| {
        let parts: Vec<String> = pairing
            .parts
            .iter()
            .map(|part| format!("{}/{} {}", part.journal_seq, part.line_no, part.amount.plain()))
            .collect();
        let undone = pairing
            .undone_by
            .map(|by| format!(" undone by {by}"))
            .unwrap_or_default();
        format!("{}: {}{undone}\n", pairing.pairing, parts.join(", "))
    };
    found.iter().map(told).collect()
}

pub(super) fn items(world: &World, accounts: &str, as_of: AsOf) -> Vec<OpenItem> {
    let accounts = Pattern::parse(accounts).expect("a pattern");
    let model = world.model();
    let read = |tx: &mut kameral_store::Tx| open_items::open_items(tx, &world.cx.scope, &model, &accounts, as_of, 100);
    world.cx.read(Permission::BooksRead, read).expect("items can be read")
}

pub(super) fn ties(world: &World, accounts: &str) -> Vec<TieOut> {
    let accounts = Pattern::parse(accounts).expect("a pattern");
    let model = world.model();
    let read = |tx: &mut kameral_store::Tx| open_items::tie_out(tx, &world.cx.scope, &model, &accounts);
    world.cx.read(Permission::BooksRead, read).expect("items can be read")
}

fn line_of(item: &OpenItem) -> String {
    let age = item.age_days(Date::constant(2026, 6, 30));
    let (place, amount, open) = ((item.journal_seq, item.line_no), item.amount.plain(), item.open.plain());
    format!(
        "{} {}/{} {} {} days {amount} open {open} {}\n",
        item.account, place.0, place.1, item.number, age, item.text
    )
}

pub(super) fn check(story: &str, expected: Expect) {
    check_with(story, act, expected);
}

pub(super) const INVOICES: &str = "
    post 2026-03-15 Invoice 1
      1510 100,00
      3451 -100,00
    post 2026-04-15 Invoice 2
      1510 250,00
      3451 -250,00
    post 2026-05-10 Payment
      1932 300,00
      1510 -300,00";

pub(super) fn after_invoices(story: &str, expected: Expect) {
    check(&format!("{INVOICES}{story}"), expected);
}
