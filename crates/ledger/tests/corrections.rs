//! Stories about what is wrong in the books and how it is put right: always by a new voucher.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

mod world;

use std::sync::Barrier;
use std::thread;

use expect_test::expect;
use kameral_base::Date;
use kameral_ledger::commands::{PostRequest, post, reverse};
use kameral_ledger::correct::CorrectionOrder;
use kameral_ledger::voucher::VoucherNumber;
use kameral_store::Stop;
use world::{check, draft, each_world};

/// GL-07, GL-08, DEF-04: opposite signs in amounts, quantities and currency; links both ways; nothing
/// left on any coding; the original as it was.
#[test]
fn a_reversal_leaves_nothing_and_points_both_ways() {
    check(
        "as eva
         post 2026-03-15 event=2026-03-12 Electricity
           5531 ORG=100 PROJ=P1 500,00 qty=40 unit=kWh \"Strandgatan\"
           5012 ORG=110 112,00 EUR=10,00
           2581 -612,00
         as bo
         reverse A-2026-1 2026-04-02 Wrong supplier
         show A-2026-1
         show C-2026-1
         balances 2026",
        expect![[""]],
    );
}

#[test]
fn a_reversal_is_refused_in_this_order() {
    check(
        "post 2026-03-15 Rent
           5012 500,00
           2581 -500,00
         annul A-2026-2 2026-03-16 Printed twice
         reverse A-2026-9 2026-04-02 Wrong supplier
         reverse A-2026-2 2026-04-02 Wrong supplier
         reverse A-2026-1 2026-04-02
         reverse A-2026-1 2026-04-02 period=202704 Wrong supplier
         reverse A-2026-1 2026-04-02 period=202512 Wrong supplier
         close 202603
         reverse A-2026-1 2026-03-31 Wrong supplier
         reverse A-2026-1 2026-04-02 Wrong supplier
         reverse A-2026-1 2026-04-02 Wrong supplier
         reverse C-2026-1 2026-04-03 It was right after all
         show A-2026-1
         show C-2026-1
         show C-2026-2
         balances 2026",
        expect![[""]],
    );
}

/// A reversal stands even where the account and the value have expired since (EM-33).
#[test]
fn what_has_expired_since_can_be_taken_back_but_not_posted_to() {
    check(
        "post 2026-06-15 Inspection
           5012 ORG=120 500,00
           2581 -500,00
         recode A-2026-1 2026-07-02 Wrong unit
           1 PROJ=P1
         recode A-2026-1 2026-07-02 Wrong unit
           1 ORG=220
         show C-2026-1
         post 2026-06-16 Inspection
           5012 ORG=120 70,00
           2581 -70,00
         reverse A-2026-2 2026-07-03 Twice
         balances 2026",
        expect![[""]],
    );
}

#[test]
fn lines_are_recoded_one_or_many_whole_or_in_part() {
    check(
        "post 2026-03-15 Invoice 1
           5531 ORG=100 400,00 qty=40 unit=kWh
           5012 ORG=100 PROJ=P1 600,00
           2581 -1000,00
         recode A-2026-1 2026-04-02 Wrong unit
           1 ORG=110
         show C-2026-1
         post 2026-03-16 Invoice 2
           5012 ORG=100 PROJ=P1 600,00
           5012 ORG=100 PROJ=P1 300,00
           2581 -900,00
         recode A-2026-2 2026-04-03 Shared by two units, and no project
           1 ORG=110 200,00
           1 5531 ORG=110 100,00
           2 PROJ=
         show C-2026-2
         show A-2026-2
         balances 2026",
        expect![[""]],
    );
}

#[test]
fn a_recoding_is_refused_in_this_order() {
    check(
        "rule rent_needs_org 5012 ORG mandatory
         post 2026-03-15 Rent
           5012 ORG=100 500,00
           2581 -500,00
         recode A-2026-1 2026-04-02 Wrong unit
         recode A-2026-1 2026-04-02 Wrong unit
           7 ORG=110
         recode A-2026-1 2026-04-02 Wrong unit
           1 ORG=110 500,01
         recode A-2026-1 2026-04-02 Wrong unit
           1 ORG=110 300,00
           1 PROJ=P1 200,01
         recode A-2026-1 2026-04-02 Wrong unit
           1 ORG=110 -1,00
         recode A-2026-1 2026-04-02 Wrong unit
           1 ORG=110 0,00
         recode A-2026-1 2026-04-02 Wrong unit
           1 ORG=100
         recode A-2026-1 2026-04-02 Wrong unit
           1 ORG=
         recode A-2026-1 2026-04-02 Wrong unit
           1 ORG=999 PROJ=P9
           2 9999
         recode A-2026-1 2026-04-02
           1 ORG=110
         recode A-2026-1 2026-04-02 Wrong unit
           1 ORG=110
         recode A-2026-1 2026-04-02 Wrong unit again
           1 PROJ=P1
         recode C-2026-1 2026-04-02 The correction is corrected
           2 PROJ=P1
         reverse A-2026-1 2026-04-02 All of it
         recode A-2026-1 2026-04-02 The other line
           2 1932
         show A-2026-1",
        expect![[""]],
    );
}

/// A number that must not be used stays as an empty voucher with its reason.
#[test]
fn a_number_is_annulled_and_leaves_no_gap() {
    check(
        "post 2026-03-15 Rent
           5012 500,00
           2581 -500,00
         annul A-2026-1 2026-03-16 Posted already
         annul A-2026-7 2026-03-16 Not the next
         annul Q-2026-1 2026-03-16 No such series
         annul A-2026-2 2026-03-16
         annul A-2026-2 2025-03-16 Another year
         annul A-2026-2 2027-03-16 No year
         annul A-2026-2 2026-03-16 Printed twice
         show A-2026-2
         post 2026-03-17 Next
           5012 1,00
           2581 -1,00
         numbers A 2026",
        expect![[""]],
    );
}

/// Numbers of another system are kept as given; what is missing is told and can be annulled.
#[test]
fn a_series_numbered_outside_keeps_its_numbers_and_tells_its_gaps() {
    check(
        "post 2026-03-15 kind=service_invoice number=7 Invoice
           5012 500,00
           2581 -500,00
         post 2026-03-16 series=E number=4 Invoice
           5012 40,00
           2581 -40,00
         numbers E 2026
         annul E-2026-0 2026-03-17 No number
         annul E-2026-1000000000 2026-03-17 Too large
         annul E-2026-4 2026-03-17 Taken
         annul E-2026-5 2026-03-17 Never issued, says the service
         post 2026-03-16 series=E number=5 Invoice
           5012 40,00
           2581 -40,00
         numbers E 2026
         post 2025-03-16 series=E number=4 Last year has its own numbers
           5012 40,00
           2581 -40,00
         numbers E 2025",
        expect![[""]],
    );
}

/// Of two who reverse the same voucher at once one succeeds.
#[test]
fn a_voucher_is_reversed_once() {
    each_world(|mut world| {
        world.play("post 2026-03-15 Rent\n  5012 500,00\n  2581 -500,00");
        let number = VoucherNumber::parse("A-2026-1").expect("a number");
        let date = Date::constant(2026, 4, 2);
        let order = CorrectionOrder {
            date,
            period: None,
            reason: "Wrong supplier".to_owned(),
        };
        let barrier = Barrier::new(3);
        let answers = thread::scope(|scope| {
            let threads = ["eva", "bo", "kim"].map(|name| {
                let cx = world.cx_of(name);
                let (barrier, number, order) = (&barrier, &number, &order);
                scope.spawn(move || {
                    barrier.wait();
                    reverse(&cx, None, number, order)
                })
            });
            threads.map(|thread| thread.join().expect("no panic"))
        });
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
        for answer in answers {
            if let Err(stopped) = answer {
                let told = "refused: already_corrected (line) line=1 by=C-2026-1\n";
                assert_eq!(world::stop(stopped), told);
            }
        }
        assert_eq!(world.play("numbers C 2026"), "C 2026: [1], missing []\n");
    });
}

/// Of two who bring the same number from outside at once one succeeds, and the other is refused.
#[test]
fn a_number_from_outside_is_taken_once() {
    each_world(|mut world| {
        let lines = ["5012 500,00", "2581 -500,00"];
        let invoice = draft(
            &world.model(),
            "2026-03-15 series=E number=7 Invoice",
            lines,
        );
        let request = PostRequest {
            drafts: vec![invoice],
            ..PostRequest::default()
        };
        for round in 7..13 {
            let mut request = request.clone();
            request.drafts[0].number = Some(round);
            let barrier = Barrier::new(2);
            let answers = thread::scope(|scope| {
                let threads = ["eva", "bo"].map(|name| {
                    let cx = world.cx_of(name);
                    let (barrier, request) = (&barrier, &request);
                    scope.spawn(move || {
                        barrier.wait();
                        post(&cx, None, request)
                    })
                });
                threads.map(|thread| thread.join().expect("no panic"))
            });
            let refused = answers
                .into_iter()
                .filter_map(Result::err)
                .map(Stop::refused);
            let names: Vec<_> = refused
                .map(|refused| refused.expect("no fault")[0].cause.name())
                .collect();
            assert_eq!(names, ["number_taken"]);
        }
        assert_eq!(
            world.play("numbers E 2026"),
            "E 2026: [7, 8, 9, 10, 11, 12], missing [1, 2, 3, 4, 5, 6]\n"
        );
    });
}
