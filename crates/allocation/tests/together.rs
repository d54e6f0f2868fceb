//! Runs at the same moment, on both engines (GL-04, GL-18; reliability rule 4).
//!
//! What a run posts is decided by what stands. So several who run at once must each see what the one
//! before posted, and the books end as if one of them had run alone.

use crate::world;

use std::sync::Barrier;

use kameral_allocation::commands::{self, Outcome, RunOrder, Treatment, TreatmentOrder};
use kameral_base::{Ore, Period};
use world::{World, each_world};

/// Who run at the same moment.
const CLIENTS: usize = 6;

/// How often the books change and all run again: who meet by chance meet in one of them.
const ROUNDS: usize = 5;

const HOURS: &str = "price H 600,00 2026-01-01
    key OH order=20 pool=5* ORG=100 ; shares ORG=110:60 ORG=120:40 ; 9511 9519 | ORG
    key tid order=30 pool=4* ; price RESURS 9901 unit=h ; 9411 9419 ORG | ORG=100 | 9811 9819
    2026-03-10 Hyra | 5012 ORG=100 1000,00 | 2581 -1000,00
    2026-03-10 Lön | 4011 ORG=100 5000,00 | 2581 -5000,00
    2026-03-10 Tid | 9901 ORG=110 RESURS=H 6h | 9901 ORG=120 RESURS=H 4h";

fn march() -> Period {
    Period::parse("202603").expect("a period")
}

/// The same at once: what each was answered, of those for whom something was done.
fn at_once(act: impl Fn() -> Vec<Outcome> + Sync) -> Vec<Vec<Outcome>> {
    let start = Barrier::new(CLIENTS);
    let answers = std::thread::scope(|scope| {
        let client = || {
            start.wait();
            act()
        };
        let clients: Vec<_> = (0..CLIENTS).map(|_| scope.spawn(client)).collect();
        let answers = clients.into_iter().map(|client| client.join().expect("a client"));
        answers.collect::<Vec<_>>()
    });
    answers.into_iter().filter(|outcomes| !outcomes.is_empty()).collect()
}

fn run(world: &World) -> Vec<Outcome> {
    let order = RunOrder {
        period: march(),
        key: None,
        accept_warnings: None,
    };
    commands::run(&world.cx, None, &order).expect("the keys are run")
}

fn spread(world: &World) -> Vec<Outcome> {
    let order = TreatmentOrder {
        period: march(),
        key: "tid".to_owned(),
        treatment: Treatment::Spread,
        accept_warnings: None,
    };
    commands::treat(&world.cx, None, &order).expect("the difference is spread")
}

/// Vouchers of some outcomes: those that were posted, and those that took others back.
fn counted(outcomes: &[Outcome]) -> (usize, usize) {
    let posted = outcomes.iter().filter(|outcome| outcome.voucher.is_some());
    let taken_back = outcomes.iter().filter(|outcome| outcome.reversal.is_some());
    (posted.count(), taken_back.count())
}

fn stands(world: &World) {
    let shown = commands::trial(&world.cx, march(), None).expect("the keys can be tried");
    assert!(shown.iter().all(commands::Shown::stands), "{shown:#?}");
    assert_eq!(world.sum("9"), Ore::ZERO);
}

/// GL-04: a voucher a key between them; and when the books have changed, one is taken back and one posted.
#[test]
fn gl_04_those_who_run_keys_at_once_run_them_once() {
    each_world(|world| {
        world.play(HOURS);
        let first = at_once(|| run(world));
        assert_eq!(first.len(), 1, "{first:#?}");
        assert_eq!(counted(&first[0]), (2, 0), "a voucher a key");
        stands(world);
        for _ in 0..ROUNDS {
            world.post("2026-03-31 El | 5531 ORG=100 100,00 | 2581 -100,00");
            let again = at_once(|| run(world));
            assert_eq!(again.len(), 1, "{again:#?}");
            assert_eq!(counted(&again[0]), (1, 1), "one key differs, and is replaced");
            stands(world);
        }
        assert_eq!(world.sum("9511"), Ore::new(150_000));
    });
}

/// GL-18: a difference is spread once, however many spread it.
#[test]
fn gl_18_those_who_spread_a_difference_at_once_spread_it_once() {
    each_world(|world| {
        world.play(HOURS);
        run(world);
        let answers = at_once(|| spread(world));
        assert_eq!(answers.len(), 1, "{answers:#?}");
        assert_eq!(counted(&answers[0]), (1, 0));
        for round in 1..=i64::try_from(ROUNDS).expect("a few") {
            world.post("2026-03-31 Lön | 4011 ORG=100 100,00 | 2581 -100,00");
            let again = at_once(|| spread(world));
            assert_eq!(again.len(), 1, "{again:#?}");
            assert_eq!(counted(&again[0]), (1, 1), "what was spread is replaced");
            let found = commands::differences(&world.cx, march()).expect("the differences");
            let tid = found.iter().find(|found| found.key == "tid").expect("the key");
            assert_eq!((tid.spread, tid.left), (Ore::new(-100_000 + 10_000 * round), Ore::ZERO));
        }
    });
}
