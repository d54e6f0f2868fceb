//! Stories about drafts: nothing typed is lost, and no draft is posted twice.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use crate::world;

use std::fmt::Write as _;
use std::sync::Barrier;
use std::thread;

use expect_test::{Expect, expect};
use kameral_access::{IdempotencyKey, Permission};
use kameral_base::{Refusal as _, UserId};
use kameral_ledger::commands::{discard_draft, hand_over, park_draft, post_draft, save_draft, take_draft};
use kameral_ledger::draft::{DraftContent, DraftVersion};
use kameral_ledger::store::drafts::{self, DraftRow};
use kameral_ledger::voucher::DraftVoucher;
use kameral_store::Stop;
use world::{PEOPLE, Step, World, check_with, draft, each_world, stop};

/// ```text
/// save [1 v2] 2026-03-15 Rent       a new draft, or the next version of draft 1 as seen at version 2
/// park 1 note · hand 1 bo · take 1 · discard 1
/// book 1 v3 [accept="reason"]       posts draft 1 as seen at version 3
/// drafts                            own working drafts, and those that are parked
/// ```
fn act(world: &mut World, step: &Step<'_>) -> Option<String> {
    let words: Vec<&str> = step.rest.split_whitespace().collect();
    let number = || words[0].parse::<i64>().expect("the number of a draft");
    let seen = || DraftVersion {
        draft: number(),
        version: words[1][1..].parse().expect("a version"),
    };
    let cx = &world.cx;
    let answer = match step.word {
        "save" => {
            let known = words.first().is_some_and(|word| word.len() < 4);
            let head = step.rest.splitn(3, ' ').last().unwrap_or_default();
            let head = if known { head } else { step.rest };
            let voucher = draft(&world.model(), head, step.below.iter().copied());
            let content = DraftContent { voucher, raw: None };
            told(save_draft(cx, None, known.then(seen), &content, ""))
        }
        "park" => told(park_draft(cx, None, number(), &words[1..].join(" "))),
        "hand" => {
            let to = PEOPLE.iter().position(|name| *name == words[1]).expect("a person");
            let to = UserId(i64::try_from(to).expect("few people"));
            told(hand_over(cx, None, number(), to, words[1]))
        }
        "take" => told(take_draft(cx, None, number())),
        "discard" => match discard_draft(cx, None, number()) {
            Ok(()) => String::new(),
            Err(refused) => stop(refused),
        },
        "book" => {
            let accept = words.get(2).map(|reason| reason.trim_start_matches("accept="));
            match post_draft(cx, None, seen(), accept) {
                Ok(voucher) => format!("posted {}", voucher.number),
                Err(refused) => stop(refused),
            }
        }
        "drafts" => list(world),
        _ => return None,
    };
    Some(answer)
}

fn told(saved: Result<DraftVersion, Stop<Vec<kameral_ledger::refusal::PostRefusal>>>) -> String {
    match saved {
        Ok(at) => format!("draft {} v{}", at.draft, at.version),
        Err(refused) => stop(refused),
    }
}

fn list(world: &World) -> String {
    let cx = &world.cx;
    let (own, parked) = cx
        .read(Permission::VoucherDraft, |tx| {
            let own = drafts::own(tx, &cx.scope, cx.actor.user, 10)?;
            Ok((own, drafts::parked(tx, &cx.scope, 10)?))
        })
        .expect("drafts can be read");
    let mut text = format!("{}:\n", cx.actor.name);
    let mut rows = |title: &str, rows: &[DraftRow]| {
        for row in rows {
            let date = row.date.map_or_else(|| "-".to_owned(), |date| date.to_string());
            let at = row.head.at;
            let _ = write!(text, "  {title} {} v{} {date} {}", at.draft, at.version, row.text);
            let _ = write!(text, ", {} lines, {}", row.line_count, row.turnover.plain());
            let _ = write!(text, ", {}'s, by {}", row.head.owner_name, row.head.changed_by);
            let note = &row.head.note;
            let _ = match note.as_str() {
                "" => writeln!(text),
                note => writeln!(text, ": {note}"),
            };
        }
    };
    rows("own", &own);
    rows("parked", &parked);
    text
}

fn check(story: &str, expected: Expect) {
    check_with(story, act, expected);
}

#[test]
fn a_draft_is_saved_parked_taken_by_another_and_posted_without_ever_holding_a_number() {
    check(
        "as eva
         save 2026-03-15 Rent
         save 1 v1 2026-03-15 Rent for March
           5012 500,00
         drafts
         park 1 which unit?
         as bo
         drafts
         take 1
         save 1 v4 2026-03-15 Rent for March
           5012 ORG=100 500,00
           2581 -500,00
         drafts
         book 1 v5
         show A-2026-1
         drafts
         as eva
         drafts
         book 1 v2",
        expect![[r#"
            draft 1 v1
            draft 1 v2
            eva:
              own 1 v2 2026-03-15 Rent for March, 1 lines, 500.00, eva's, by eva
            draft 1 v3
            bo:
              parked 1 v3 2026-03-15 Rent for March, 1 lines, 500.00, eva's, by eva: which unit?
            draft 1 v4
            draft 1 v5
            bo:
              own 1 v5 2026-03-15 Rent for March, 2 lines, 500.00, bo's, by bo
            posted A-2026-1
            A-2026-1 2026-03-15 202603 Rent for March by bo
              1 5012 ORG=100 500.00
              2 2581 -500.00
            bo:
            eva:
            refused: draft_gone (draft) draft=1
        "#]],
    );
}

#[test]
fn two_windows_never_write_over_each_other_unseen() {
    check(
        "as eva
         save 2026-03-15 Rent
         save 1 v1 2026-03-15 From the first window
         save 1 v1 2026-03-15 From the second window
         drafts
         hand 1 bo
         save 1 v2 2026-03-15 Eva goes on typing
         save 1 v3 2026-03-15 Eva goes on typing
         park 1 mine
         as kim
         save 1 v3 2026-03-15 Not my draft
         take 1
         discard 1
         as bo
         drafts
         discard 1
         drafts
         save 1 v4 2026-03-15 Too late
         discard 7",
        expect![[r#"
            draft 1 v1
            draft 1 v2
            refused: draft_changed (draft) draft=1 by=eva
            eva:
              own 1 v2 2026-03-15 From the first window, 0 lines, 0.00, eva's, by eva
            draft 1 v3
            refused: draft_changed (draft) draft=1 by=eva
            refused: draft_others (draft) draft=1 owner=bo
            refused: draft_others (draft) draft=1 owner=bo
            refused: draft_others (draft) draft=1 owner=bo
            refused: draft_others (draft) draft=1 owner=bo
            refused: draft_others (draft) draft=1 owner=bo
            bo:
              own 1 v3 2026-03-15 From the first window, 0 lines, 0.00, bo's, by eva
            bo:
            refused: draft_gone (draft) draft=1
            refused: draft_gone (draft) draft=7
        "#]],
    );
}

#[test]
fn a_refused_draft_stays_as_it_was_and_takes_no_number() {
    check(
        "as eva
         save 2026-03-15 Rent
           5012 500,00
           9999 -400,00
         book 1 v1
         drafts
         save 1 v1 2026-03-15 period=202602 Rent
           5012 500,00
           2581 -500,00
         book 1 v2
         book 1 v2 accept=late_invoice
         show A-2026-1
         post 2026-03-16 Next
           5012 1,00
           2581 -1,00",
        expect![[r#"
            draft 1 v1
            refused: account_unknown (line 2, account) account=9999
            refused: unbalanced (amount) debit=500.00 credit=400.00 difference=100.00
            eva:
              own 1 v1 2026-03-15 Rent, 2 lines, 500.00, eva's, by eva
            draft 1 v2
            warning: date_outside_period (date) period=202602 date=2026-03-15
            posted A-2026-1
            A-2026-1 2026-03-15 202602 Rent by eva; accepted date_outside_period: late_invoice
              1 5012 500.00
              2 2581 -500.00
            posted A-2026-2 202603
        "#]],
    );
}

/// What was typed comes back to the last character, also what no voucher can hold.
#[test]
fn nothing_typed_is_lost() {
    each_world(|world| {
        let cx = world.cx_of("eva");
        let raw = serde_json::json!({ "cells": [["5012", "12x,3"], ["\u{0}\u{1}ö", null]], "at": 1.5 });
        let voucher = DraftVoucher {
            text: "a\u{0}b".repeat(400),
            ..DraftVoucher::default()
        };
        let content = DraftContent {
            voucher,
            raw: Some(raw),
        };
        let at = save_draft(&cx, None, None, &content, "note").expect("a draft is never too odd");
        let found = |name: &str| {
            let cx = world.cx_of(name);
            cx.read(Permission::VoucherDraft, |tx| {
                drafts::draft(tx, &cx.scope, cx.actor.user, at.draft)
            })
            .expect("drafts can be read")
        };
        assert_eq!(found("eva").map(|draft| draft.content), Some(content.clone()));
        // A working draft is its owner's alone; a parked one anybody may look at.
        assert_eq!(found("bo"), None);
        park_draft(&cx, None, at.draft, "look").expect("it is parked");
        assert_eq!(found("bo").map(|draft| draft.content), Some(content));
    });
}

#[test]
fn a_note_or_a_draft_beyond_its_limit_is_refused() {
    each_world(|world| {
        let cx = &world.cx;
        let refused = |content: &DraftContent, note: &str| match save_draft(cx, None, None, content, note) {
            Err(Stop::Refused(refusals)) => refusals[0].name(),
            other => panic!("{other:?}"),
        };
        let content = DraftContent::default();
        assert_eq!(refused(&content, "a\u{0}"), "control_character");
        assert_eq!(refused(&content, &"a".repeat(501)), "text_too_long");
        let raw = Some("x".repeat(kameral_ledger::draft::DRAFT_BYTES_MAX).into());
        assert_eq!(refused(&DraftContent { raw, ..content }, ""), "draft_too_large");
    });
}

/// Two people post the same parked draft at the same moment: one succeeds, the other is told that
/// it is gone, and there is one voucher.
#[test]
fn of_two_who_post_a_draft_at_once_one_succeeds() {
    const ROUNDS: usize = 12;
    each_world(|world| {
        for _ in 0..ROUNDS {
            let at = parked_draft(&world);
            let barrier = Barrier::new(2);
            let answers: Vec<Result<String, &'static str>> = thread::scope(|scope| {
                let threads = ["bo", "kim"].map(|name| {
                    let (cx, barrier) = (world.cx_of(name), &barrier);
                    scope.spawn(move || {
                        barrier.wait();
                        match post_draft(&cx, None, at, None) {
                            Ok(voucher) => Ok(voucher.number.to_string()),
                            Err(Stop::Refused(refusals)) => Err(refusals[0].name()),
                            Err(other) => panic!("{other:?}"),
                        }
                    })
                });
                threads.map(|thread| thread.join().expect("no panic")).to_vec()
            });
            assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1, "{answers:?}");
            assert!(answers.contains(&Err("draft_gone")), "{answers:?}");
        }
        let mut world = world;
        let numbers = world.play("numbers A 2026");
        assert!(numbers.ends_with("missing []\n"), "{numbers}");
        assert_eq!(numbers.matches(',').count(), ROUNDS, "{numbers}");
    });
}

fn parked_draft(world: &World) -> DraftVersion {
    let lines = ["5012 ORG=100 10,00", "2581 -10,00"];
    let voucher = draft(&world.model(), "2026-03-15 Rent", lines);
    let cx = world.cx_of("eva");
    let content = DraftContent { voucher, raw: None };
    let at = save_draft(&cx, None, None, &content, "").expect("it is saved");
    park_draft(&cx, None, at.draft, "").expect("it is parked")
}

/// Reliability rule 2: the same request twice, with its key, gives the same answer once.
#[test]
fn posting_a_draft_again_with_its_key_gives_the_same_voucher() {
    each_world(|world| {
        let at = parked_draft(&world);
        let cx = world.cx_of("eva");
        let key = IdempotencyKey::new("k1", b"draft 1");
        let first = post_draft(&cx, Some(&key), at, None).expect("it is posted");
        let again = post_draft(&cx, Some(&key), at, None).expect("it was posted");
        assert_eq!(first, again);
        let other = IdempotencyKey::new("k1", b"draft 2");
        match post_draft(&cx, Some(&other), at, None) {
            Err(Stop::Refused(refusals)) => assert_eq!(refusals[0].name(), "key_reused"),
            other => panic!("{other:?}"),
        }
    });
}

/// Drafts made at the same moment have numbers of their own.
#[test]
fn drafts_made_at_once_have_different_numbers() {
    each_world(|world| {
        let made: Vec<i64> = thread::scope(|scope| {
            let threads = PEOPLE.map(|name| {
                let cx = world.cx_of(name);
                scope.spawn(move || {
                    let save = |_| save_draft(&cx, None, None, &DraftContent::default(), "");
                    let saved = (0..8).map(save).map(|saved| saved.expect("it is saved").draft);
                    saved.collect::<Vec<i64>>()
                })
            });
            threads
                .into_iter()
                .flat_map(|thread| thread.join().expect("no panic"))
                .collect()
        });
        let mut numbers = made.clone();
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers.len(), made.len());
    });
}
