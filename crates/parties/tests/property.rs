//! Versions by date against a simple model, on both engines: what holds on a day is what was last said from the
//! latest day before it; what was known at a change is what the model held then; and what is kept never changes.

use kameral_base::Date;
use kameral_parties::asked::PartyAsked;
use kameral_parties::commands::{save_party, show};
use kameral_store::testing::each_migrated;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::world::{MIGRATIONS, World};

/// The first of the days that versions begin on.
const FIRST: Date = Date::constant(2026, 1, 1);
/// How many parties are tried on each engine.
const CASES: u32 = 16;
/// How many days versions begin on.
const DAYS: i8 = 12;

/// A model: for each day, what was last said from it.
type Model = std::collections::BTreeMap<Date, i64>;

fn day(at: i8) -> Date {
    Date::new(2026, 1, 1 + at).expect("a day of January")
}

/// What holds on a day.
fn holds(model: &Model, on: Date) -> Option<i64> {
    model.range(..=on).next_back().map(|(_, days)| *days)
}

fn asked(party: &str, from: Date, term_days: i64) -> PartyAsked {
    PartyAsked {
        number: Some(party.to_owned()),
        valid_from: Some(from),
        name: format!("Part {party}"),
        kind: "person".to_owned(),
        roles: vec!["customer".to_owned()],
        term_days: Some(term_days),
        accept_warnings: Some("modellens namn liknar varandra".to_owned()),
        ..PartyAsked::default()
    }
}

/// AP-11: dated versions.
#[test]
fn ap_11_versions_by_date_are_as_the_model_has_them() {
    each_migrated(&MIGRATIONS, |store| {
        let world = World::on(store);
        let cx = world.cx("drift");
        let chosen = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
        let mut runner = TestRunner::new_with_rng(Config::default(), chosen);
        let saves = prop::collection::vec((0..DAYS, 0_i64..4), 1..12);
        let property = |saves: Vec<(i8, i64)>, number: &str| -> Result<(), TestCaseError> {
            let mut model = Model::new();
            let mut known: Vec<(i64, Model)> = Vec::new();
            for (at, term_days) in saves {
                let from = day(at);
                let changed = holds(&model, from) != Some(term_days);
                let saved = save_party(&cx, None, &asked(number, from, term_days)).expect("it is kept");
                prop_assert_eq!(saved.revision != 0, changed, "nothing is kept where nothing changes");
                if changed {
                    model.insert(from, term_days);
                }
                let last = cx.read(kameral_parties::READ, |tx| {
                    kameral_parties::store::last_change(tx, cx.entity())
                });
                known.push((last.expect("the last change"), model.clone()));
            }
            let days = std::iter::once(FIRST.yesterday().expect("a day")).chain((0..=DAYS).map(day));
            for on in days {
                for (place, model) in &known {
                    let shown = show(&cx, number, on, Some(*place)).expect("it is shown");
                    let shown = shown.map(|shown| i64::from(shown.version.party.term_days));
                    prop_assert_eq!(shown, holds(model, on), "{} as known at {}", on, place);
                }
                let now = show(&cx, number, on, None).expect("it is shown");
                let now = now.map(|shown| i64::from(shown.version.party.term_days));
                prop_assert_eq!(now, holds(&model, on), "{} now", on);
            }
            Ok(())
        };
        for party in 1..=CASES {
            let number = format!("P{party}");
            let tree = saves.new_tree(&mut runner).expect("a case");
            let case = tree.current();
            if let Err(error) = property(case.clone(), &number) {
                panic!("{case:?}: {error}");
            }
        }
    });
}
