//! Commands, and how they are drawn: mostly possible ones, with one thing wrong now and then.

use kameral_base::{Date, Ore, Period, Quantity};
use kameral_ledger::model::PeriodState;
use kameral_ledger::register::Change;
use kameral_ledger::voucher::{DraftLine, DraftVoucher};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::flaw::flaw;
use super::registers;

/// A command as it is drawn; which voucher it speaks of is known when it is run.
#[derive(Debug, Clone)]
pub enum Command {
    Post {
        drafts: Vec<DraftVoucher>,
        accept: Option<&'static str>,
        key: Option<u8>,
        clerk: bool,
    },
    Reverse {
        pick: usize,
        order: Order,
        key: Option<u8>,
    },
    Recode {
        pick: usize,
        moves: Vec<Shift>,
        order: Order,
        key: Option<u8>,
    },
    Annul {
        series: &'static str,
        beyond: i64,
        order: Order,
        key: Option<u8>,
    },
    Period {
        period: Period,
        state: PeriodState,
        reason: &'static str,
        clerk: bool,
    },
    Register(Vec<Change>),
    /// Sends what was last sent with a key again, the same or with another body.
    Again {
        key: u8,
        same: bool,
    },
}

/// When and why something is corrected.
#[derive(Debug, Clone)]
pub struct Order {
    pub date: Date,
    pub period: Option<Period>,
    pub reason: &'static str,
}

/// A move of a re-coding: of which line, by its place, how much, and to what.
#[derive(Debug, Clone)]
pub struct Shift {
    pub line: usize,
    pub account: Option<&'static str>,
    pub values: Vec<(u8, &'static str)>,
    pub part: Part,
}

#[derive(Debug, Clone, Copy)]
pub enum Part {
    Whole,
    Half,
    Double,
    Opposite,
    Nothing,
}

/// A document that is kept, and one that is not.
pub const DOCUMENT: &[u8] = b"a document";

/// Sequences of commands.
pub fn sequences(length: usize) -> impl Strategy<Value = Vec<Command>> {
    // Something to correct stands in the books from the beginning.
    let first = vec(
        draft(0.01).prop_map(|draft| Command::Post {
            drafts: vec![draft],
            accept: None,
            key: None,
            clerk: false,
        }),
        0..5,
    );
    (first, vec(command(), 1..length)).prop_map(|(first, then)| first.into_iter().chain(then).collect())
}

fn command() -> impl Strategy<Value = Command> {
    prop_oneof![
        40 => post(),
        12 => (any::<prop::sample::Index>(), order(), key())
            .prop_map(|(pick, order, key)| Command::Reverse { pick: pick.index(64), order, key }),
        14 => (any::<prop::sample::Index>(), moves(), order(), key())
            .prop_map(|(pick, moves, order, key)| Command::Recode { pick: pick.index(64), moves, order, key }),
        6 => (select(vec!["A", "C", "E", "Q"]), prop_oneof![4 => Just(1_i64), 1 => 0..3_i64, 1 => Just(-1), 1 => Just(2_000_000_000)], order(), key())
            .prop_map(|(series, beyond, order, key)| Command::Annul { series, beyond, order, key }),
        8 => (period(), select(vec![PeriodState::Open, PeriodState::Open, PeriodState::Held, PeriodState::Closed]), select(vec!["", "late invoices"]), any::<bool>())
            .prop_map(|(period, state, reason, clerk)| Command::Period { period, state, reason, clerk: clerk && state != PeriodState::Open }),
        10 => vec(change(), 1..4).prop_map(Command::Register),
        8 => (0..3_u8, any::<bool>()).prop_map(|(key, same)| Command::Again { key, same }),
    ]
}

fn moves() -> impl Strategy<Value = Vec<Shift>> {
    prop_oneof![12 => vec(shift(), 1..2), 4 => vec(shift(), 2..4), 1 => Just(Vec::new())]
}

fn key() -> impl Strategy<Value = Option<u8>> {
    proptest::option::weighted(0.3, 0..3_u8)
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        4 => (0..registers::RULES, any::<bool>()).prop_map(|(number, in_force)| registers::rule(number, in_force)),
        3 => (0..6_usize, 0..5_usize).prop_map(|(number, how)| registers::account(number, how)),
        3 => (0..5_usize).prop_map(registers::value),
        1 => (select(vec!["A", "E", "N"]), any::<bool>()).prop_map(|(name, outside)| registers::series(name, outside)),
    ]
}

fn period() -> impl Strategy<Value = Period> {
    let codes = vec![
        "202601", "202602", "202603", "202604", "202600", "202613", "202512", "202701",
    ];
    select(codes).prop_map(|code| Period::parse(code).expect("a period"))
}

fn date() -> impl Strategy<Value = Date> {
    select(vec![
        Date::constant(2026, 1, 15),
        Date::constant(2026, 2, 10),
        Date::constant(2026, 2, 10),
        Date::constant(2026, 3, 31),
        Date::constant(2026, 4, 1),
        Date::constant(2025, 12, 30),
    ])
}

fn order() -> impl Strategy<Value = Order> {
    (
        prop_oneof![15 => date(), 1 => Just(Date::constant(2031, 5, 5))],
        proptest::option::weighted(0.2, period()),
        prop_oneof![15 => Just("wrong account"), 1 => Just("  "), 1 => Just("wrong\u{7}bell")],
    )
        .prop_map(|(date, period, reason)| Order { date, period, reason })
}

fn shift() -> impl Strategy<Value = Shift> {
    let accounts = [&registers::OPEN[..], &["69"]].concat();
    (
        prop_oneof![20 => 0..3_usize, 1 => Just(99)],
        proptest::option::weighted(0.8, select(accounts)),
        vec(moved_value(), 0..2),
        prop_oneof![
            12 => Just(Part::Whole),
            6 => Just(Part::Half),
            1 => Just(Part::Double),
            1 => Just(Part::Opposite),
            1 => Just(Part::Nothing)
        ],
    )
        .prop_map(|(line, account, values, part)| Shift {
            line,
            account,
            values,
            part,
        })
}

/// A value that fits its dimension, takes one away, or is unknown.
fn moved_value() -> impl Strategy<Value = (u8, &'static str)> {
    select(vec![
        (1, "100"),
        (1, ""),
        (2, "10"),
        (2, "20"),
        (2, ""),
        (3, "P1"),
        (3, "P2"),
        (3, ""),
        (1, "777"),
    ])
}

fn post() -> impl Strategy<Value = Command> {
    let accept = prop_oneof![4 => Just(None), 3 => Just(Some("agreed with the bank")), 1 => Just(Some(" "))];
    let clerk = proptest::bool::weighted(0.5);
    (vec(draft(0.3), 1..3), accept, key(), clerk).prop_map(|(drafts, accept, key, clerk)| Command::Post {
        drafts,
        accept,
        key,
        clerk,
    })
}

/// A draft that balances, and then perhaps one thing done to it.
fn draft(flawed: f64) -> impl Strategy<Value = DraftVoucher> {
    (date(), vec(leg(), 1..4), proptest::option::weighted(flawed, flaw())).prop_map(|(date, legs, flaw)| {
        let mut draft = DraftVoucher {
            date: Some(date),
            text: "Purchase".to_owned(),
            lines: legs.into_iter().flatten().collect(),
            ..DraftVoucher::default()
        };
        if let Some(flaw) = flaw {
            flaw.put(&mut draft);
        }
        draft
    })
}

/// Two lines that balance.
fn leg() -> impl Strategy<Value = [DraftLine; 2]> {
    let account = || select(registers::OPEN.to_vec());
    (account(), account(), 0..100_000_i64, values(), values(), 0..4_u8).prop_map(
        |(debit, credit, amount, of_debit, of_credit, measured)| {
            let line = |account: &str, amount, values| DraftLine {
                account: account.to_owned(),
                amount: Ore::new(amount),
                values,
                ..DraftLine::default()
            };
            let mut debit = line(debit, amount, of_debit);
            if measured == 0 {
                debit.quantity = Some(Quantity::new(amount / 7));
            }
            [debit, line(credit, -amount, of_credit)]
        },
    )
}

fn values() -> impl Strategy<Value = Vec<(u8, String)>> {
    let value = |position: u8, among: Vec<&'static str>| {
        proptest::option::weighted(0.5, select(among).prop_map(move |value| (position, value.to_owned())))
    };
    let org = [&["100"; 22][..], &["120", "220", "300"]].concat();
    (value(1, org), value(2, vec!["10", "20"]), value(3, vec!["P1", "P2"]))
        .prop_map(|(org, fin, proj)| [org, fin, proj].into_iter().flatten().collect())
}
