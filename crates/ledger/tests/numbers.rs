//! Stories about voucher numbers: without gaps in our own series, as given in those of others.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use crate::world;

use std::sync::Barrier;
use std::thread;

use expect_test::expect;
use kameral_ledger::commands::{PostRequest, post};
use kameral_store::Stop;
use world::{check, draft, each_world};

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
        expect![[r#"
            posted A-2026-1 202603
            refused: number_taken (number) series=A number=1
            refused: number_not_next (number) series=A number=7 next=2
            refused: series_unknown (series) series=Q
            refused: reason_missing (reason)
            refused: period_other_year (period) period=202503 date=2025-03-16
            refused: period_unknown (period) period=202703
            annulled A-2026-2 202603
            A-2026-2 2026-03-16 202603 Printed twice by operator; annulled: Printed twice
            posted A-2026-3 202603
            A 2026: [1, 2, 3], missing []
        "#]],
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
        expect![[r#"
            posted E-2026-7 202603
            posted E-2026-4 202603
            E 2026: [4, 7], missing [1, 2, 3, 5, 6]
            refused: number_out_of_range (number) number=0
            refused: number_out_of_range (number) number=1000000000
            refused: number_taken (number) series=E number=4
            annulled E-2026-5 202603
            refused: number_taken (number) series=E number=5
            E 2026: [4, 5, 7], missing [1, 2, 3, 6]
            posted E-2025-4 202503
            E 2025: [4], missing [1, 2, 3]
        "#]],
    );
}

/// Of two who bring the same number from outside at once one succeeds, and the other is refused.
#[test]
fn a_number_from_outside_is_taken_once() {
    each_world(|mut world| {
        let lines = ["5012 500,00", "2581 -500,00"];
        let invoice = draft(&world.model(), "2026-03-15 series=E number=7 Invoice", lines);
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
            let refused = answers.into_iter().filter_map(Result::err).map(Stop::refused);
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
