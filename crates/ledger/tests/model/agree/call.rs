//! A command ready to be run, and what comes of it.

use kameral_base::{Ore, Period};
use kameral_ledger::correct::Move;
use kameral_ledger::model::PeriodState;
use kameral_ledger::register::Change;
use kameral_ledger::voucher::{DraftVoucher, VoucherNumber};

use super::command::{Command, Order, Part, Shift};
use super::oracle::Oracle;

/// A command with a voucher's number in place of a pick.
#[derive(Debug, Clone)]
pub struct Call {
    pub body: Body,
    pub key: Option<u8>,
    pub clerk: bool,
    /// A mark in the request that makes it another one.
    pub mark: u32,
}

#[derive(Debug, Clone)]
pub enum Body {
    Post {
        drafts: Vec<DraftVoucher>,
        accept: Option<String>,
    },
    Reverse {
        number: VoucherNumber,
        order: Order,
    },
    Recode {
        number: VoucherNumber,
        moves: Vec<Move>,
        order: Order,
    },
    Annul {
        number: VoucherNumber,
        order: Order,
    },
    Period {
        period: Period,
        state: PeriodState,
        reason: String,
    },
    Register(Vec<Change>),
}

/// What comes of a call, as far as the oracle can know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    Posted(Vec<Posted>),
    Changed(u64),
    Done,
    /// Line and name of each refusal, sorted.
    Refused(Vec<(Option<u32>, &'static str)>),
    Denied,
}

/// Number, place and period of a posted voucher.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posted {
    pub number: String,
    pub seq: usize,
    pub period: Period,
}

impl Answer {
    /// Refusals in an order that two can be compared by.
    pub fn sorted(mut self) -> Self {
        if let Self::Refused(refusals) = &mut self {
            refusals.sort_unstable();
        }
        self
    }
}

impl Body {
    /// The name under which history and keys know it.
    pub fn command(&self) -> &'static str {
        match self {
            Self::Post { .. } => "voucher.post",
            Self::Reverse { .. } => "voucher.reverse",
            Self::Recode { .. } => "voucher.recode",
            Self::Annul { .. } => "voucher.annul",
            Self::Period { .. } => "period",
            Self::Register(_) => "register.change",
        }
    }
}

impl Call {
    /// The request's text, which an idempotency key stands for.
    pub fn text(&self) -> String {
        format!("{:?} {}", self.body, self.mark)
    }

    /// Fills in what a command leaves open. None when a key was never used.
    pub fn resolve(command: &Command, oracle: &Oracle, sent: &[Option<Self>; 3]) -> Option<Self> {
        let (body, key, clerk) = match command.clone() {
            Command::Post {
                drafts,
                accept,
                key,
                clerk,
            } => (
                Body::Post {
                    drafts,
                    accept: accept.map(str::to_owned),
                },
                key,
                clerk,
            ),
            Command::Reverse { pick, order, key } => (
                Body::Reverse {
                    number: picked(oracle, pick),
                    order,
                },
                key,
                false,
            ),
            Command::Recode {
                pick,
                moves,
                order,
                key,
            } => {
                let number = picked(oracle, pick);
                let moves = moves.iter().map(|shift| shifted(oracle, &number, shift)).collect();
                (Body::Recode { number, moves, order }, key, false)
            }
            Command::Annul {
                series,
                beyond,
                order,
                key,
            } => {
                let year = i64::from(order.date.year());
                let number = oracle.next(series, year) - 1 + beyond;
                (
                    Body::Annul {
                        number: VoucherNumber {
                            series: series.to_owned(),
                            year,
                            number,
                        },
                        order,
                    },
                    key,
                    false,
                )
            }
            Command::Period {
                period,
                state,
                reason,
                clerk,
            } => (
                Body::Period {
                    period,
                    state,
                    reason: reason.to_owned(),
                },
                None,
                clerk,
            ),
            Command::Register(changes) => (Body::Register(changes), None, false),
            Command::Again { key, same } => {
                let mut again = sent[usize::from(key)].clone()?;
                again.mark += u32::from(!same);
                return Some(again);
            }
        };
        Some(Self {
            body,
            key,
            clerk,
            mark: 0,
        })
    }
}

/// One of the vouchers, and now and then a number nobody has.
fn picked(oracle: &Oracle, pick: usize) -> VoucherNumber {
    let count = oracle.vouchers.len();
    let at = if pick.is_multiple_of(12) || count == 0 {
        count
    } else {
        pick % count
    };
    let name = oracle
        .vouchers
        .get(at)
        .map_or_else(|| "A-2026-999999".to_owned(), super::oracle::Booked::name);
    VoucherNumber::parse(&name).expect("a number")
}

fn shifted(oracle: &Oracle, number: &VoucherNumber, shift: &Shift) -> Move {
    let lines = oracle
        .find(&number.to_string())
        .map_or(&[][..], |at| &oracle.vouchers[at].lines);
    let at = if shift.line == 99 || lines.is_empty() {
        99
    } else {
        shift.line % lines.len()
    };
    let amount = lines.get(at).map_or(0, |line| line.amount);
    Move {
        line: i64::try_from(at).expect("few lines") + 1,
        account: shift.account.map(str::to_owned),
        values: shift
            .values
            .iter()
            .map(|(position, value)| (*position, (*value).to_owned()))
            .collect(),
        amount: match shift.part {
            Part::Whole => None,
            Part::Half => Some(Ore::new(amount / 2)),
            Part::Double => Some(Ore::new(amount * 2)),
            Part::Opposite => Some(Ore::new(-amount)),
            Part::Nothing => Some(Ore::ZERO),
        },
    }
}
