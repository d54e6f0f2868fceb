//! What a story may say.

use std::fmt::Write as _;

use kameral_access::proposal::{self, accept, reject};
use kameral_access::{Cx, Permission};
use kameral_base::Date;
use kameral_parties::commands::{
    Search, changes, find, history, load_agencies, save_account, save_party, set_block, set_group, set_highlight_days,
    show,
};
use kameral_parties::model::Blocked;
use kameral_parties::proposals::{propose_account, propose_supplier};

use super::tell::{accounts, change, outcome, party, shown};
use super::{World, account_asked, party_asked, told};

impl World {
    /// Plays a story and gives back what it told, each line after what was asked.
    pub fn play(&self, story: &str) -> String {
        let mut out = String::new();
        for line in story.lines().map(str::trim).filter(|line| !line.is_empty()) {
            if let Some(day) = line.strip_prefix("day ") {
                *self.day.borrow_mut() = day.parse().expect("a date");
                continue;
            }
            let (who, what) = line.split_once(": ").expect("who and what");
            let (verb, rest) = what.split_once(' ').unwrap_or((what, ""));
            let answer = Self::hear(&self.cx(who), verb, rest.trim());
            let (first, others) = answer.split_once('\n').unwrap_or((&answer, ""));
            writeln!(out, "{who} {verb}: {first}").expect("text");
            for other in others.lines() {
                writeln!(out, "  {other}").expect("text");
            }
        }
        out
    }

    fn hear(cx: &Cx, verb: &str, rest: &str) -> String {
        let (first, others) = rest.split_once(' ').unwrap_or((rest, ""));
        match verb {
            "save" => outcome(save_party(cx, None, &party_asked(rest)), |saved| match saved.revision {
                0 => "unchanged".to_owned(),
                revision => format!("kept {} {revision}", saved.party),
            }),
            "propose" => {
                let (asked, reason) = rest.split_once(" | reason=").unwrap_or((rest, "ny leverantör"));
                let done = propose_supplier(cx, None, &party_asked(asked), reason);
                outcome(done, |number| format!("proposal {number}"))
            }
            "account" => outcome(save_account(cx, None, &account_asked(first, others)), |saved| {
                let what = if saved.changed { "kept" } else { "unchanged" };
                format!("{what} {} account {}", saved.party, saved.account_no)
            }),
            "propose-account" => {
                let done = propose_account(cx, None, &account_asked(first, others));
                outcome(done, |number| format!("proposal {number}"))
            }
            "accept" => {
                let number = rest.parse().expect("a number");
                let done = accept(cx, None, number, &hash(cx, number), "");
                outcome(done, |()| "accepted".to_owned())
            }
            "reject" => {
                let done = reject(cx, None, rest.parse().expect("a number"), "nej");
                outcome(done, |()| "rejected".to_owned())
            }
            "block" | "unblock" => {
                let (what, reason) = others.split_once(' ').unwrap_or((others, ""));
                let what = Blocked::from_word(what).expect("invoices or payments");
                let done = set_block(cx, None, first, (what, verb == "block"), reason);
                outcome(done, |changed| changed.to_string())
            }
            "show" => Self::showing(cx, rest),
            "find" => outcome(find(cx, &search(first, others), None, cx.today), |found| {
                let found = found
                    .iter()
                    .map(|found| format!("{} {}", found.version.party.number, found.version.party.name));
                found.collect::<Vec<_>>().join(", ")
            }),
            "changes" => outcome(changes(cx, rest.parse().expect("a place")), |changes| {
                changes.iter().map(change).collect::<Vec<_>>().join("\n")
            }),
            "history" => outcome(history(cx, rest), |(versions, of_accounts)| {
                let mut lines: Vec<String> = versions
                    .iter()
                    .map(|version| format!("{} {}", version.valid_from, party(version)))
                    .collect();
                lines.extend(accounts(&of_accounts));
                lines.join("\n")
            }),
            "group" => outcome(set_group(cx, None, first, others), |changed| changed.to_string()),
            "days" => outcome(set_highlight_days(cx, None, rest.parse().expect("days")), |changed| {
                changed.to_string()
            }),
            "agencies" => outcome(load_agencies(cx, None), |loaded| {
                format!("added {} changed {} kept {}", loaded.added, loaded.changed, loaded.kept)
            }),
            other => panic!("{other} is nothing a story says"),
        }
    }

    fn showing(cx: &Cx, rest: &str) -> String {
        let mut words = rest.split_whitespace();
        let number = words.next().expect("a party");
        let day = words
            .next()
            .map_or(cx.today, |day| day.parse::<Date>().expect("a date"));
        let known = words.next().map(|place| place.parse().expect("a place"));
        told(show(cx, number, day, known), |found| {
            found.as_ref().map_or_else(|| "none".to_owned(), shown)
        })
    }
}

fn search(by: &str, text: &str) -> Search {
    let text = text.to_owned();
    match by {
        "name" => Search::Name(text),
        "number" => Search::Number(text),
        "account" => Search::Account(text),
        "group" => Search::Group(text),
        "after" => Search::After(text),
        other => panic!("nothing is found by {other}"),
    }
}

fn hash(cx: &Cx, number: i64) -> String {
    let found = cx.read(Permission::BooksRead, |tx| proposal::find(tx, cx, number));
    found
        .expect("the proposal")
        .map(|found| found.hash())
        .unwrap_or_default()
}
