//! Stories about keeping posting rules: what cannot be is refused before it posts anything.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use crate::world;

use expect_test::expect;
use kameral_base::Refusal;
use kameral_ledger::commands::change_registers;
use kameral_ledger::register::Change;
use kameral_store::Stop;
use world::rules::{self, STATE};
use world::{check_with, each_world};

/// What cannot be is refused when the rule is kept, with the rule and the remedy.
#[test]
fn rules_that_cannot_be_are_refused_when_they_are_kept() {
    check_with(
        &format!(
            "{STATE}
    automatic a 1 when=5*
      1751 100%
      3011 -90%
    automatic a 1 when=5*
    automatic a 1 when=5*
      1751 0%
    automatic a 1 when=5*
      5999 100%
      3011 -100%
    automatic a 1 when=5*
      1759 100%
      3011 -100%
    automatic a 1 when=5*
      nowhere: 100%
      3011 -100%
    automatic a 1 when=5* NIX=1
      1751 100%
      3011 -100%
    automatic a 1 when=5* kind=nix
      1751 100%
      3011 -100%
    automatic a 1 when=5*
      1751 FLOW 100%
      3011 -100%
    automatic a 2 when=5*
      1751 100%
      3011 -100%
    automatic itself 1 when=1751 credit
      1751 100%
      3011 -100%
    automatic there 1 when=2581 debit
      1510 100%
      2050 -100%
    automatic back 1 when=1510
      2581 100%
      2050 -100%
    automatic back 1 when=1510 credit
      2581 100%
      2050 -100%"
        ),
        rules::act,
        expect![[r#"
            refused: shares_unbalanced rule=a
            refused: shares_unbalanced rule=a
            refused: shares_unbalanced rule=a
            refused: account_unusable rule=a account=5999
            refused: account_unusable rule=a account=1759
            refused: relation_unknown relation=nowhere
            refused: dimension_unknown dimension=NIX
            refused: kind_unknown kind=nix
            refused: dimension_unknown dimension=FLOW
            refused: version_kept rule=a version=2
            refused: circular subject=itself
            refused: circular subject=back
        "#]],
    );
}

/// Rules that lead to each other are refused when they are kept together too, and a version may be ended
/// in the same change that begins the next.
#[test]
fn rules_kept_together_are_held_to_each_other() {
    each_world(|world| {
        let keep = |rules: &[(&str, &[&str])]| {
            let rule = |(words, below): &(&str, &[&str])| {
                let words: Vec<&str> = words.split(' ').collect();
                Change::PostingRule(rules::automatic(&words, below))
            };
            let changes: Vec<Change> = rules.iter().map(rule).collect();
            change_registers(&world.cx, None, "story", &changes)
        };
        let refused = keep(&[
            ("there 1 when=2581 debit", &["1510 100%", "2050 -100%"]),
            ("back 1 when=1510", &["2581 100%", "2050 -100%"]),
        ]);
        let Err(Stop::Refused(refusals)) = refused else {
            panic!("{refused:?}")
        };
        let names: Vec<_> = refusals.iter().map(Refusal::name).collect();
        assert_eq!(names, ["circular"]);
        assert!(world.model().posting_rules.is_empty(), "neither is kept");

        let lines: &[&str] = &["1510 100%", "2050 -100%"];
        keep(&[("there 1 when=2581", lines)]).expect("a rule");
        let next = [
            ("there 1 when=2581 to=2026-05-31", lines),
            ("there 2 when=2581 from=2026-06-01", lines),
        ];
        keep(&next).expect("its next version");
        assert_eq!(world.model().posting_rules.len(), 2);
    });
}
