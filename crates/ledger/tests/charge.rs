//! Stories about rules that are run for a period (GL-11, GL-12, APR-05, APR-06, APR-27).

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use crate::world;

use std::sync::Barrier;

use expect_test::expect;
use kameral_base::Period;
use kameral_ledger::commands::{ChargeOrder, charge, dues};
use kameral_ledger::model::Method;
use world::rules::{self, STATE};
use world::{check_with, each_world};

/// The agency of the rules' stories, whose charges are made when they are run.
fn run_for_a_period() -> String {
    format!(
        "{STATE}
    automatic charge 1 when=4*,5*,6* FLOW=* off
      charge: FIN 100%
      3011 FIN -100%
    automatic charged 1 when=4*,5*,6* FLOW=* method=run
      charge: FIN 100%
      3011 FIN -100%"
    )
}

/// GL-11: one voucher a rule. A second run posts nothing; a late voucher leaves its own difference, and
/// so does a correction in a later period.
#[test]
fn a_period_run_posts_what_is_left_and_no_more() {
    check_with(
        &format!(
            "{}
    post 2026-03-02 Faktura
      5531 ORG=100 FIN=20 500,00
      1542 125,00
      2581 -625,00
    post 2026-03-03 Faktura
      5531 ORG=110 FIN=20 100,00
      5531 ORG=110 FIN=10 40,00
      2581 -140,00
    due 202603
    run 202603
    show R-2026-1
    run 202603
    post 2026-03-31 Sen faktura
      5531 ORG=110 FIN=20 0,03
      2581 -0,03
    run 202603
    show R-2026-2
    reverse A-2026-1 2026-04-01 Fel
    run 202604
    show R-2026-3
    recode R-2026-3 2026-04-02 Fel
      1 FIN=10
    due 202603",
            run_for_a_period()
        ),
        rules::act,
        expect![[r#"
            posted A-2026-1 202603
            posted A-2026-2 202603
            charged 1 1741 FIN=20: required 600.00 posted 0.00 left 600.00
            charged 1 1751 FIN=10: required 40.00 posted 0.00 left 40.00
            charged 1 3011 FIN=10: required -40.00 posted 0.00 left -40.00
            charged 1 3011 FIN=20: required -600.00 posted 0.00 left -600.00
            posted R-2026-1 202603
            R-2026-1 2026-03-31 202603 charged 202603 by operator
              1 1741 FIN=20 600.00 by charged 1
              2 1751 FIN=10 40.00 by charged 1
              3 3011 FIN=10 -40.00 by charged 1
              4 3011 FIN=20 -600.00 by charged 1
            nothing left
            posted A-2026-3 202603
            posted R-2026-2 202603
            R-2026-2 2026-03-31 202603 charged 202603 by operator
              1 1741 FIN=20 0.03 by charged 1
              2 3011 FIN=20 -0.03 by charged 1
            posted C-2026-1 202604
            posted R-2026-3 202604
            R-2026-3 2026-04-30 202604 charged 202604 by operator
              1 1741 FIN=20 -500.00 by charged 1
              2 3011 FIN=20 500.00 by charged 1
            refused: line_of_run (line) line=1 rule=charged
            charged 1 1741 FIN=20: required 600.03 posted 600.03 left 0.00
            charged 1 1751 FIN=10: required 40.00 posted 40.00 left 0.00
            charged 1 3011 FIN=10: required -40.00 posted -40.00 left 0.00
            charged 1 3011 FIN=20: required -600.03 posted -600.03 left 0.00
        "#]],
    );
}

/// Reliability rule 4: several who run the same period at once post what is left once between them.
#[test]
fn those_who_run_a_period_at_once_post_it_once() {
    const CLIENTS: usize = 6;
    each_world(|mut world| {
        let told = world.play_with(
            &format!(
                "{}
    post 2026-03-02 Faktura
      5531 ORG=100 FIN=20 500,00
      2581 -500,00",
                run_for_a_period()
            ),
            rules::act,
        );
        assert_eq!(told, "posted A-2026-1 202603\n");
        let period = Period::parse("202603").expect("a period");
        let order = ChargeOrder {
            period,
            methods: vec![Method::Run],
            accept_warnings: None,
        };
        let start = Barrier::new(CLIENTS);
        let posted: usize = std::thread::scope(|scope| {
            let client = || {
                start.wait();
                charge(&world.cx, None, &order).expect("it is run").len()
            };
            let clients: Vec<_> = (0..CLIENTS).map(|_| scope.spawn(client)).collect();
            clients.into_iter().map(|client| client.join().expect("a client")).sum()
        });
        assert_eq!(posted, 1, "one voucher between them");
        let dues = dues(&world.cx, period, &[Method::Run], None).expect("the rules can be tried");
        assert!(dues.iter().all(kameral_ledger::charge::Due::is_complete), "{dues:#?}");
    });
}

/// GL-11, APR-27: what a run posts is looked up on the day it is posted, so a rule that follows on it and
/// changes within the period leaves nothing to a second run.
#[test]
fn a_rule_that_follows_on_a_run_is_looked_up_on_the_runs_own_day() {
    check_with(
        &format!(
            "{}
    automatic around 1 when=1741 method=run to=2026-03-15
      1932 FIN 100%
      9210 -100%
    automatic around 2 when=1741 method=run from=2026-03-16
      1510 FIN 100%
      9210 -100%
    post 2026-03-02 Faktura
      5531 ORG=100 FIN=20 500,00
      2581 -500,00
    run 202603
    run 202603
    due 202603",
            run_for_a_period()
        ),
        rules::act,
        expect![[r#"
            posted A-2026-1 202603
            posted R-2026-1 202603
            posted R-2026-2 202603
            nothing left
            around 2 1510 FIN=20: required 500.00 posted 500.00 left 0.00
            around 2 9210: required -500.00 posted -500.00 left 0.00
            charged 1 1741 FIN=20: required 500.00 posted 500.00 left 0.00
            charged 1 3011 FIN=20: required -500.00 posted -500.00 left 0.00
        "#]],
    );
}
