//! The cases of the ordinance, in thousands of kronor, and three years on end.

use kameral_base::Ore;
use proptest::prelude::*;

use super::*;
use crate::figures::Charged;
use crate::model::{Basis, Beyond, Flow, ItemKind};

fn item(administrative: bool, carried_forward: bool) -> Item {
    Item {
        item: "1:1".to_owned(),
        parent: None,
        kind: ItemKind::Appropriation,
        name: "Förvaltning".to_owned(),
        name_en: String::new(),
        text: String::new(),
        flow: Flow::InterestBearing,
        basis: Basis::Cost,
        gross: false,
        administrative,
        carried_forward,
        beyond: Beyond::Warn,
        document: String::new(),
        decided_on: None,
        valid_from: None,
        valid_to: None,
        links: Vec::new(),
    }
}

fn figures(opening: i64, allotment: i64, withdrawal: i64, outturn: i64) -> Figures {
    Figures {
        opening: Ore::new(opening),
        allotment: Ore::new(allotment),
        withdrawal: Ore::new(withdrawal),
        charged: Charged {
            expenditure: Ore::new(outturn),
            income: Ore::ZERO,
        },
        ..Figures::default()
    }
}

fn closed(item: &Item, terms: Option<&Terms>, figures: &Figures) -> Closing {
    closed_in(2026, item, terms, figures, None)
}

fn closed_in(year: i64, item: &Item, terms: Option<&Terms>, figures: &Figures, before: Option<Budgeted>) -> Closing {
    close(figures, &Rules::of(item, year, terms, figures, before).unwrap()).unwrap()
}

/// Saving out, kept, withdrawal, credit used, breach.
fn told(closing: &Closing) -> (i64, i64, i64, i64, bool) {
    let Closing {
        saving,
        kept,
        withdrawn,
        credit_used,
        breach,
    } = closing;
    (saving.get(), kept.get(), withdrawn.get(), credit_used.get(), *breach)
}

/// APR-10: the five cases of anslagsförordningen 6–8 §§.
#[test]
fn the_five_cases_of_an_administrative_appropriation() {
    let item = item(true, true);
    for (opening, outturn, expected) in [
        (0, 98_000, (2_000, 2_000, 0, 0, false)),
        (0, 95_000, (5_000, 3_000, 2_000, 0, false)),
        (0, 102_000, (0, 0, 0, 2_000, false)),
        (0, 103_500, (0, 0, 0, 3_500, true)),
        (-2_000, 97_000, (1_000, 1_000, 0, 0, false)),
    ] {
        let figures = figures(opening, 100_000, 0, outturn);
        assert_eq!(told(&closed(&item, None, &figures)), expected, "outturn {outturn}");
    }
}

/// APR-10: opening 5, allotment 100; 97 leaves 8; 108 is within a credit of 5; 112 is beyond it.
#[test]
fn saving_and_a_credit_that_the_letter_sets() {
    let item = item(false, true);
    let terms = Terms {
        credit: Some(Ore::new(5)),
        ..Terms::default()
    };
    for (outturn, expected) in [
        (97, (8, 8, 0, 0, false)),
        (108, (0, 0, 0, 3, false)),
        (112, (0, 0, 0, 7, true)),
    ] {
        let figures = figures(5, 100, 0, outturn);
        assert_eq!(
            told(&closed(&item, Some(&terms), &figures)),
            expected,
            "outturn {outturn}"
        );
    }
}

/// APR-18: percentage and base are parameters; what is not carried forward is carried away.
#[test]
fn the_kept_part_follows_the_terms() {
    let year = figures(0, 100_000, 0, 90_000);
    let terms = Terms {
        saving_per_mille: Some(50),
        base: Some(Ore::new(120_000)),
        ..Terms::default()
    };
    assert_eq!(
        told(&closed(&item(true, true), Some(&terms), &year)),
        (10_000, 6_000, 4_000, 0, false)
    );
    assert_eq!(
        told(&closed(&item(true, false), None, &year)),
        (10_000, 0, 10_000, 0, false)
    );
    assert_eq!(
        told(&closed(&item(false, true), None, &year)),
        (10_000, 10_000, 0, 0, false)
    );
    assert_eq!(
        roll(&item(true, false), &closed(&item(true, false), None, &year)),
        Some(vec![])
    );
}

/// APR-10, APR-18: saving may be used during two budget years after the one in which the appropriation
/// last stood in the State's budget, of what was given then; the terms may say another number of years.
#[test]
fn saving_lapses_two_years_after_the_last_budget() {
    let before = Some(Budgeted {
        year: 2025,
        given: Ore::new(100_000),
    });
    let own = Terms {
        saving_years: Some(3),
        ..Terms::default()
    };
    let none = Terms {
        saving_years: Some(0),
        ..Terms::default()
    };
    let saved = figures(2_000, 0, 0, 500);
    let more = figures(9_000, 0, 0, 0);
    let given = figures(2_000, 40_000, 0, 40_500);
    for (year, administrative, terms, figures, expected) in [
        (2026, true, None, &saved, (1_500, 1_500, 0)),
        (2026, true, None, &more, (9_000, 3_000, 6_000)),
        (2027, true, None, &saved, (1_500, 0, 1_500)),
        (2027, true, Some(&own), &saved, (1_500, 1_500, 0)),
        (2028, true, Some(&own), &saved, (1_500, 0, 1_500)),
        (2026, true, Some(&none), &saved, (1_500, 0, 1_500)),
        (2026, false, None, &more, (9_000, 9_000, 0)),
        (2027, false, None, &more, (9_000, 0, 9_000)),
        // It stands in the budget again.
        (2027, true, None, &given, (1_500, 1_200, 300)),
    ] {
        let closing = closed_in(year, &item(administrative, true), terms, figures, before);
        let (saving, kept, withdrawn, ..) = told(&closing);
        assert_eq!((saving, kept, withdrawn), expected, "{year} {terms:?}");
    }
    let rules = |year, figures| Rules::of(&item(true, true), year, None, figures, before).unwrap();
    assert_eq!(rules(2026, &saved).usable_through, Some(2027));
    assert_eq!(rules(2027, &given).usable_through, None);
    // Nothing is known of earlier budgets: an opening amount that was registered by hand.
    let unknown = Rules::of(&item(false, true), 2027, None, &more, None).unwrap();
    assert_eq!((unknown.kept_max, unknown.usable_through), (None, None));
}

/// Three years, each beginning with what the one before ended with, for each of the five cases.
#[test]
fn a_year_begins_with_what_the_last_one_ended_with() {
    let item = item(true, true);
    let mut told = Vec::new();
    for first in [98_000, 95_000, 102_000, 103_500, 97_000] {
        let (mut opening, mut withdrawal) = (if first == 97_000 { -2_000 } else { 0 }, 0);
        for outturn in [first, 100_000, 99_000] {
            let closing = closed(&item, None, &figures(opening, 100_000, withdrawal, outturn));
            (opening, withdrawal) = (0, 0);
            for (kind, amount) in roll(&item, &closing).unwrap() {
                match kind {
                    MovementKind::Opening => opening = amount.get(),
                    MovementKind::Withdrawal => withdrawal = amount.get(),
                    other => panic!("{other:?}"),
                }
            }
            told.push((first, opening, withdrawal));
        }
    }
    assert_eq!(
        told,
        [
            (98_000, 2_000, 0),
            (98_000, 2_000, 0),
            (98_000, 3_000, 0),
            (95_000, 5_000, -2_000),
            (95_000, 3_000, 0),
            (95_000, 4_000, -1_000),
            (102_000, -2_000, 0),
            (102_000, -2_000, 0),
            (102_000, -1_000, 0),
            (103_500, -3_500, 0),
            (103_500, -3_500, 0),
            (103_500, -2_500, 0),
            (97_000, 1_000, 0),
            (97_000, 1_000, 0),
            (97_000, 2_000, 0),
        ]
    );
}

proptest! {
    /// Year after year against a plain model: each with an amount in the budget or none, and something
    /// used. Nothing is lost, and no saving is older than it may be.
    #[test]
    fn saving_is_kept_no_longer_than_it_may_be(
        years in proptest::collection::vec((proptest::option::of(1_i64..1_000_000), 0_i64..100_000), 1..12),
        administrative: bool,
        allowed in proptest::option::of(0_i64..5),
    ) {
        let item = item(administrative, true);
        let terms = Terms { saving_years: allowed, ..Terms::default() };
        let (mut opening, mut withdrawal) = (0, 0);
        let (mut carried, mut last, mut since): (i64, Option<Budgeted>, i64) = (0, None, 0);
        for (year, (allotment, used)) in (2026..).zip(years) {
            let outturn = used.min(carried + allotment.unwrap_or(0));
            let figures = figures(opening, allotment.unwrap_or(0), withdrawal, outturn);
            let closing = closed_in(year, &item, Some(&terms), &figures, last);
            let left = carried + allotment.unwrap_or(0) - outturn;
            prop_assert_eq!(closing.saving.get(), left);
            prop_assert_eq!(closing.kept.get() + closing.withdrawn.get(), left);

            if let Some(given) = allotment {
                (last, since) = (Some(Budgeted { year, given: Ore::new(given) }), 0);
            } else {
                since += 1;
            }
            carried = match last {
                None => 0,
                Some(_) if allowed.unwrap_or(2) <= since => 0,
                Some(last) if administrative => left.min((last.given.get() * 30 + 500) / 1000),
                Some(_) => left,
            };
            prop_assert_eq!(closing.kept.get(), carried);
            (opening, withdrawal) = (closing.saving.get(), -closing.withdrawn.get());
        }
    }

    /// Against the ordinance written as plain integers: what there was, less what was used, is what is
    /// kept, carried away or owed, and never two of saving and credit.
    #[test]
    fn nothing_is_lost_at_the_end_of_a_year(
        opening in -1_000_000_i64..1_000_000,
        allotment in 0_i64..10_000_000,
        withdrawal in -500_000_i64..=0,
        outturn in -1_000_000_i64..12_000_000,
        administrative: bool,
        carried: bool,
    ) {
        let item = item(administrative, carried);
        let figures = figures(opening, allotment, withdrawal, outturn);
        let closing = closed(&item, None, &figures);
        let left = opening + allotment + withdrawal - outturn;
        let (saving, kept, withdrawn, credit_used, breach) = told(&closing);
        prop_assert_eq!(saving - credit_used, left);
        prop_assert_eq!(kept + withdrawn, saving);
        prop_assert!(saving == 0 || credit_used == 0);
        // Half an öre is rounded away from zero.
        let part = (allotment * 30 + 500) / 1000;
        let most = match (carried, administrative) {
            (false, _) => 0,
            (true, true) => part,
            (true, false) => i64::MAX,
        };
        prop_assert_eq!(kept, left.max(0).min(most));
        prop_assert_eq!(breach, credit_used > if administrative { part } else { 0 });
        let begins: i64 = roll(&item, &closing).unwrap().iter().map(|(_, amount)| amount.get()).sum();
        prop_assert_eq!(begins, if carried || left < 0 { kept - credit_used } else { 0 });
    }
}
