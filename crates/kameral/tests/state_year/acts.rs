//! What may happen in a year.

use proptest::prelude::{Just, Strategy, prop_oneof};
use proptest::sample::select;

/// A day of 2026 with its month, so that something posted late may be told from what is not.
pub type Day = (u32, u32);

/// One thing that happens.
#[derive(Debug, Clone)]
pub enum Act {
    /// Something of [`EVENTS`] is posted, of so many öre and with a financier.
    Post {
        event: &'static str,
        financier: &'static str,
        day: Day,
        ore: i64,
    },
    /// A voucher is reversed in a month that is not before its own.
    Reverse { which: usize, later: u32 },
    /// The first line of one gets another financier or another unit.
    Recode {
        which: usize,
        later: u32,
        value: (u8, &'static str),
    },
    /// The rules of a month are run.
    Run { month: u32 },
    /// Something of how the agency is financed or ruled changes from a day on.
    Change { change: Changed, day: Day },
}

/// What changes from a day on.
#[derive(Debug, Clone, Copy)]
pub enum Changed {
    /// Costs of the interest-bearing appropriation are charged in runs.
    CostsInRuns,
    /// Internal overhead is a larger share.
    Overhead,
    /// The grant appropriation moves to the other payment flow.
    Flow,
}

/// What a line is: account, hundredths of the amount, whether it bears unit and financier.
pub type Shape = (&'static str, i64, bool);

/// Lines of what happens. `R` and `I` end what is posted in the one or the other payment flow.
pub const EVENTS: [(&str, &[Shape]); 14] = [
    (
        "invoice R",
        &[("5531", 100, true), ("1541", 25, false), ("2581", -125, false)],
    ),
    (
        "invoice I",
        &[("5532", 100, true), ("1542", 25, false), ("2581", -125, false)],
    ),
    ("payment R", &[("2581", 100, false), ("19321", -100, false)]),
    ("payment I", &[("2581", 100, false), ("19431", -100, false)]),
    ("receipt R", &[("19311", 100, false), ("1511", -100, false)]),
    ("receipt I", &[("19411", 100, false), ("1511", -100, false)]),
    ("pay", &[("4011", 100, true), ("4511", 31, true), ("2593", -131, false)]),
    (
        "asset",
        &[("1221", 100, true), ("1541", 25, false), ("2581", -125, false)],
    ),
    ("depreciation", &[("69132", 100, true), ("1229", -100, false)]),
    ("grant", &[("7751", 100, true), ("19431", -100, false)]),
    ("grant owed", &[("7751", 100, true), ("2563", -100, true)]),
    ("income", &[("1511", 100, false), ("3112", -100, true)]),
    ("distributed pay", &[("9411", 100, true), ("9419", -100, true)]),
    ("interest", &[("1910", 100, false), ("5211", -100, true)]),
];

/// Appropriations in both flows, gross and net, and fees.
const FINANCIERS: [&str; 5] = ["10", "11", "20", "21", "30"];

fn day() -> impl Strategy<Value = Day> {
    (1..=12_u32, 1..=28_u32)
}

fn act() -> impl Strategy<Value = Act> {
    let events: Vec<&str> = EVENTS.iter().map(|(name, _)| *name).collect();
    let amount = prop_oneof![Just(100_i64), Just(1), -99_999..9_999_999_i64];
    let post = (select(events), select(FINANCIERS.to_vec()), day(), amount).prop_map(|(event, financier, day, ore)| {
        Act::Post {
            event,
            financier,
            day,
            ore,
        }
    });
    let reverse = (0..40_usize, 0..3_u32).prop_map(|(which, later)| Act::Reverse { which, later });
    let values = vec![(4, "10"), (4, "11"), (4, "20"), (4, "21"), (4, "30"), (1, "2")];
    let recode =
        (0..40_usize, 0..3_u32, select(values)).prop_map(|(which, later, value)| Act::Recode { which, later, value });
    let run = (1..=12_u32).prop_map(|month| Act::Run { month });
    let changes = select(vec![Changed::CostsInRuns, Changed::Overhead, Changed::Flow]);
    let change = (changes, day()).prop_map(|(change, day)| Act::Change { change, day });
    prop_oneof![12 => post, 3 => reverse, 3 => recode, 2 => run, 1 => change]
}

/// A year of up to sixty things, in the order they are done and not of their days.
pub fn year() -> impl Strategy<Value = Vec<Act>> {
    proptest::collection::vec(act(), 5..60)
}
