//! Why a voucher is refused: every cause once, in the order they are tried.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use crate::world;

use expect_test::expect;
use kameral_base::{Date, Ore, Period};
use kameral_ledger::model::PeriodState;
use kameral_ledger::post::{LINES_MAX, PostingFacts, accept};
use kameral_ledger::voucher::{AttachmentRef, DraftLine, DraftVoucher};
use world::{check, draft, each_world, refusals};

#[test]
fn series_kind_and_number_come_first() {
    check(
        "post 2026-03-15 series=Q kind=odd number=1 Rent
           5012 500,00
           2581 -500,00
         post 2026-03-15 series=E kind=odd Rent
           5012 500,00
           2581 -500,00
         post 2026-03-15 series=E Rent
           5012 500,00
           2581 -500,00
         post 2026-03-15 series=E number=0 Rent
           5012 500,00
           2581 -500,00
         post 2026-03-15 number=17 Rent
           5012 500,00
           2581 -500,00
         post 2026-03-15 series=E number=17 Rent
           5012 500,00
           2581 -500,00
         post 2026-03-15 series=E number=17 Rent
           5012 500,00
           2581 -500,00",
        expect![[r#"
            refused: series_unknown (series) series=Q
            refused: kind_unknown (kind) kind=odd
            refused: kind_unknown (kind) kind=odd
            refused: number_missing (number) series=E
            refused: number_missing (number) series=E
            refused: number_out_of_range (number) number=0
            refused: number_not_ours (number) series=A
            posted E-2026-17 202603
            refused: number_taken (number) series=E number=17
        "#]],
    );
}

#[test]
fn then_the_day_and_the_period() {
    check(
        "post - Rent
           5012 500,00
           2581 -500,00
         post 2027-03-15 Rent
           5012 500,00
           2581 -500,00
         post 2026-03-15 period=202703 Rent
           5012 500,00
           2581 -500,00
         post 2026-03-15 period=202512 Rent
           5012 500,00
           2581 -500,00
         post 2026-03-15 period=202604 Rent
           5012 500,00
           2581 -500,00
         post accept=_ 2026-03-15 period=202604 Rent
           5012 500,00
           2581 -500,00
         post accept=Late_invoice 2026-03-15 period=202604 Rent
           5012 500,00
           2581 -500,00
         show A-2026-1
         close 202603
         post 2026-03-15 Rent
           5012 500,00
           2581 -500,00
         post accept=Late_invoice 2026-03-15 period=202604 Rent
           5012 500,00
           2581 -500,00
         open 202603
         open 202603 Forgotten invoice
         post 2026-03-15 Rent
           5012 500,00
           2581 -500,00",
        expect![[r#"
            refused: date_missing (date)
            refused: year_missing (date) date=2027-03-15
            refused: period_unknown (period) period=202703
            refused: period_other_year (period) period=202512 date=2026-03-15
            warning: date_outside_period (date) period=202604 date=2026-03-15
            refused: reason_missing (reason)
            posted A-2026-1 202604
            A-2026-1 2026-03-15 202604 Rent by operator; accepted date_outside_period: Late invoice
              1 5012 500.00
              2 2581 -500.00
            refused: period_closed (period) period=202603
            posted A-2026-2 202604
            refused: reason_missing period=202603
            posted A-2026-3 202603
        "#]],
    );
}

#[test]
fn then_texts_and_lines() {
    check(
        "post 2026-03-15
         post 2026-03-15 Rent
           - 500,00
           S5012 -200,00
           9999 -100,00
           69 -100,00
           9001 -50,00
           5999 -50,00",
        expect![[r#"
            refused: text_missing (text)
            refused: lines_missing (lines)
            refused: account_missing (line 1, account)
            refused: account_is_s_code (line 2, account) account=S5012
            refused: account_unknown (line 3, account) account=9999
            refused: account_not_postable (line 4, account) account=69
            refused: account_not_postable (line 5, account) account=9001
            refused: account_expired (line 6, account) account=5999 date=2026-03-15
        "#]],
    );
}

#[test]
fn then_dimensions_and_rules() {
    check(
        "rule org_on_rent 5012 ORG mandatory
         rule no_project 4011 PROJ forbidden
         rule fee_is_20 3451 FIN fixed=20
         rule only_own_units 5531 ORG allowed=1*
         post 2026-03-15 Rent
           1932 9=1 100,00
           1932 FINGRP=anslag 100,00
           1932 ORG=1|2 100,00
           1932 ORG=100 ORG=110 100,00
           1932 ORG=999 100,00
           1932 ORG=220 100,00
           5012 FIN=10 100,00
           4011 PROJ=P1 100,00
           3451 FIN=10 100,00
           5531 ORG=220 100,00
           5531 ORG=110 100,00 qty=2 unit=m3
           1932 -1100,00
         post 2026-07-15 Rent
           1932 ORG=120 100,00
           1932 -100,00",
        expect![[r#"
            refused: dimension_unknown (line 1, 9) dimension=9
            refused: dimension_unknown (line 2, FINGRP) dimension=FINGRP
            refused: value_malformed (line 3, ORG) dimension=ORG value=1|2
            refused: dimension_twice (line 4, ORG) dimension=ORG
            refused: value_unknown (line 5, ORG) dimension=ORG value=999
            refused: value_expired (line 6, ORG) dimension=ORG value=220 date=2026-03-15 successor=
            refused: value_mandatory (line 7, ORG) dimension=ORG account=5012 rule=org_on_rent
            refused: value_forbidden (line 8, PROJ) dimension=PROJ value=P1 account=4011 rule=no_project
            refused: value_fixed (line 9, FIN) dimension=FIN value=10 fixed=20 rule=fee_is_20
            refused: value_expired (line 10, ORG) dimension=ORG value=220 date=2026-03-15 successor=
            refused: value_not_allowed (line 10, ORG) dimension=ORG value=220 allowed=1* rule=only_own_units
            refused: unit_wrong (line 11, unit) account=5531 unit=m3 expected=kWh
            refused: value_expired (line 1, ORG) dimension=ORG value=120 date=2026-07-15 successor=220
        "#]],
    );
}

#[test]
fn then_currency_and_balance() {
    check(
        "post 2026-03-15 Invoice
           2581 -110,00 USD=10,00
           2581 =1 -1,00
           5012 EUR=10,00 110,00
         post 2026-03-15 Invoice
           2581 -110,00
           5012 100,00
         post 2026-03-15 Invoice
           2581 92233720368547758,07
           5012 92233720368547758,07",
        expect![[r#"
            refused: currency_unknown (line 1, currency) currency=USD
            refused: currency_unknown (line 2, currency) currency=
            warning: rate_differs (line 3, amount) currency=EUR expected=112.00 amount=110.00
            refused: unbalanced (amount) debit=110.00 credit=111.00 difference=-1.00
            refused: unbalanced (amount) debit=100.00 credit=110.00 difference=-10.00
            refused: amount_overflow (amount)
        "#]],
    );
}

/// What no story can say: a held period for who may not post in it, and what is too long.
#[test]
fn what_a_story_cannot_say_is_refused_too() {
    each_world(|world| {
        let model = world.model();
        let rent = draft(&model, "2026-03-15 Rent", ["5012 500,00", "2581 -500,00"]);
        let march = Period::of(Date::constant(2026, 3, 1));
        let held = PostingFacts {
            states: [(march, PeriodState::Held)].into(),
            ..PostingFacts::default()
        };
        let told = |facts: &PostingFacts, draft: &DraftVoucher| refusals(&accept(&model, facts, draft).unwrap_err());
        assert_eq!(told(&held, &rent), "refused: period_held (period) period=202603\n");
        let manager = PostingFacts {
            may_post_held: true,
            ..held
        };
        assert!(accept(&model, &manager, &rent).is_ok());
        let odd = DraftVoucher {
            text: "å".repeat(501),
            counterparty: "a\nb".to_owned(),
            link: "x".repeat(501),
            lines: vec![
                DraftLine {
                    text: "\t".to_owned(),
                    ..rent.lines[0].clone()
                },
                DraftLine {
                    unit: "\u{7}".to_owned(),
                    ..rent.lines[1].clone()
                },
            ],
            ..rent.clone()
        };
        let expected = "\
refused: text_too_long (text) field=text max=500
refused: control_character (counterparty) field=counterparty
refused: text_too_long (link) field=link max=500
refused: control_character (line 1, line_text) field=line_text
refused: control_character (line 2, unit) field=unit
";
        assert_eq!(told(&manager, &odd), expected);
        let fits = DraftVoucher {
            text: "å".repeat(500),
            ..rent.clone()
        };
        assert!(accept(&model, &manager, &fits).is_ok());
        let mut long = rent;
        long.lines.resize(LINES_MAX + 1, DraftLine::default());
        assert_eq!(told(&manager, &long), "refused: too_many_lines (lines) max=1000000\n");
    });
}

#[test]
fn an_attachment_that_was_never_kept_is_refused() {
    each_world(|world| {
        let mut rent = draft(&world.model(), "2026-03-15 Rent", ["5012 500,00", "2581 -500,00"]);
        rent.attachments = vec![AttachmentRef {
            sha256: vec![7; 32],
            name: "faktura.pdf".to_owned(),
        }];
        let request = kameral_ledger::commands::PostRequest {
            drafts: vec![rent],
            ..Default::default()
        };
        let stopped = kameral_ledger::commands::post(&world.cx, None, &request).unwrap_err();
        assert_eq!(
            world::stop(stopped),
            "refused: attachment_missing (attachments) name=faktura.pdf\n"
        );
    });
}

/// A document is kept with its size, once; an empty one is refused.
#[test]
fn a_document_is_kept_with_its_size() {
    each_world(|world| {
        let attach =
            |content: &[u8]| kameral_ledger::commands::attach(&world.cx, None, "a.pdf", "application/pdf", content);
        assert_eq!(
            world::stop(attach(b"").unwrap_err()),
            "refused: attachment_empty (attachments) name=a.pdf\n"
        );
        let kept = attach(b"%PDF").expect("it is kept");
        let entity = world.cx.entity();
        let size = world.cx.read(kameral_access::Permission::BooksRead, |tx| {
            kameral_ledger::store::attachments::size(tx, entity, &kept.sha256)
        });
        assert_eq!(size.expect("it can be read"), Some(4));
    });
}

/// A name out of a form may hold anything; what cannot be shown is left out, on both engines.
#[test]
fn names_and_reasons_with_odd_characters_are_no_fault() {
    each_world(|world| {
        let kept =
            kameral_ledger::commands::attach(&world.cx, None, "fak\u{0}tura.pdf", "application/pdf\u{0}", b"%PDF");
        let kept = kept.expect("it is kept");
        assert_eq!(kept.name, "faktura.pdf");
        let period = Period::of(Date::constant(2026, 3, 1));
        let modules = [kameral_ledger::model::Module::Ledger];
        let closed =
            kameral_ledger::commands::set_period(&world.cx, None, period, &modules, PeriodState::Closed, "a\u{0}");
        assert_eq!(world::stop(closed.unwrap_err()), "refused: reason_malformed max=500\n");
        let mut rent = draft(&world.model(), "2026-03-15 Rent", ["5012 500,00", "2581 -500,00"]);
        rent.attachments = vec![kept];
        rent.period = Some(Period::of(Date::constant(2026, 4, 1)));
        let reason = Some("a\u{0}".to_owned());
        let request = kameral_ledger::commands::PostRequest {
            drafts: vec![rent],
            accept_warnings: reason,
            ..Default::default()
        };
        let stopped = kameral_ledger::commands::post(&world.cx, None, &request).unwrap_err();
        assert_eq!(
            world::stop(stopped),
            "refused: control_character (reason) field=reason\n"
        );
    });
}

/// Reliability rule 2.
#[test]
fn a_key_answers_again_and_is_refused_for_another_request() {
    check(
        "post key=k1 2026-03-15 Rent
           5012 500,00
           2581 -500,00
         post key=k1 2026-03-15 Rent
           5012 500,00
           2581 -500,00
         post key=k1 2026-03-15 Other
           5012 500,00
           2581 -500,00
         numbers A 2026",
        expect![[r#"
            posted A-2026-1 202603
            posted A-2026-1 202603
            refused: key_reused (key) key=k1
            A 2026: [1], missing []
        "#]],
    );
}

/// A line whose amount has no opposite is not lost in an overflow.
#[test]
fn the_smallest_amount_there_is_can_stand_in_no_voucher() {
    each_world(|world| {
        let mut rent = draft(&world.model(), "2026-03-15 Rent", ["5012 500,00", "2581 -500,00"]);
        rent.lines[1].amount = Ore::MIN;
        let wrong = accept(&world.model(), &PostingFacts::default(), &rent).unwrap_err();
        assert_eq!(refusals(&wrong), "refused: amount_overflow (amount)\n");
    });
}
