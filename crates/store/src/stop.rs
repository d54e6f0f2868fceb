//! How a command ends when it does not succeed.

use kameral_base::{Refusal, Sentence};

use crate::Fault;

/// Why a command stopped: it was refused by a rule, denied by permission, or the store failed.
///
/// `?` carries faults and denials, a `match` meets refusals.
#[derive(Debug)]
pub enum Stop<R> {
    /// A rule said no. Nothing of the command is kept.
    Refused(R),
    /// The user lacks the permission.
    Denied(Denied),
    /// Disk, connection, damaged row: nobody's wish.
    Fault(Fault),
}

/// *Behörighet saknas*. The acting user lacks a permission, or holds it and something else stands in
/// the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Denied {
    /// The permission's code, as `access` declares it.
    pub permission: &'static str,
    /// What stands in the way of somebody who holds the permission; none when it is lacking.
    pub because: Option<Box<Because>>,
}

/// Why an act is denied to somebody who holds the permission: a rule of separation, a change that
/// takes two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Because {
    /// As history keeps it, without personal data: `duty:user_role`.
    pub name: String,
    /// What stands in the way and what to do.
    pub sentence: Sentence,
}

impl Denied {
    /// A permission that is lacking.
    pub const fn lacking(permission: &'static str) -> Self {
        Self {
            permission,
            because: None,
        }
    }

    /// A permission that is held, and what stands in the way.
    pub fn because(permission: &'static str, name: impl Into<String>, sentence: Sentence) -> Self {
        let name = name.into();
        Self {
            permission,
            because: Some(Box::new(Because { name, sentence })),
        }
    }

    /// As history keeps it: the permission, and what stood in the way.
    pub fn detail(&self) -> String {
        match &self.because {
            None => self.permission.to_owned(),
            Some(because) => format!("{} {}", self.permission, because.name),
        }
    }
}

impl Refusal for Denied {
    fn name(&self) -> &'static str {
        "denied"
    }

    fn sentence(&self) -> Sentence {
        match &self.because {
            None => Sentence::new("refusal-denied").with("permission", self.permission),
            Some(because) => because.sentence.clone(),
        }
    }
}

impl<R> Stop<R> {
    /// The same stop with another refusal: a command that calls another one's work.
    pub fn map<S>(self, refusal: impl FnOnce(R) -> S) -> Stop<S> {
        match self {
            Self::Refused(refused) => Stop::Refused(refusal(refused)),
            Self::Denied(denied) => Stop::Denied(denied),
            Self::Fault(fault) => Stop::Fault(fault),
        }
    }

    /// The refusal, or none when it was denied or a fault.
    pub fn refused(self) -> Option<R> {
        match self {
            Self::Refused(refusal) => Some(refusal),
            Self::Denied(_) | Self::Fault(_) => None,
        }
    }
}

impl<R> From<Fault> for Stop<R> {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl<R> From<Denied> for Stop<R> {
    fn from(denied: Denied) -> Self {
        Self::Denied(denied)
    }
}

/// Turns a decision's refusal into a command's stop: `approve(&facts).or_stop()?`.
pub trait OrStop<T, R> {
    /// `Err(refusal)` becomes `Err(Stop::Refused(refusal))`.
    fn or_stop(self) -> Result<T, Stop<R>>;
}

impl<T, R> OrStop<T, R> for Result<T, R> {
    fn or_stop(self) -> Result<T, Stop<R>> {
        self.map_err(Stop::Refused)
    }
}

/// Turns another command's stop into one's own: `ledger::post(…).map_refusal(Mine::Posting)?`.
pub trait MapRefusal<T, R> {
    /// Changes the refusal, leaves denials and faults.
    fn map_refusal<S>(self, refusal: impl FnOnce(R) -> S) -> Result<T, Stop<S>>;
}

impl<T, R> MapRefusal<T, R> for Result<T, Stop<R>> {
    fn map_refusal<S>(self, refusal: impl FnOnce(R) -> S) -> Result<T, Stop<S>> {
        self.map_err(|stop| stop.map(refusal))
    }
}
