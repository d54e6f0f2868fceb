//! Why a demo is not made.

use std::fmt::Debug;

use kameral_ledger::standard::StandardMistake;
use kameral_store::{Fault, Stop};
use thiserror::Error;

/// Why a demo is not made. A refusal is a mistake of the demo's own, unless the database holds the
/// agency already.
#[derive(Debug, Error)]
pub enum DemoFault {
    /// A command was refused; in the words of the program, for who mends it.
    #[error("the demo was refused: {0}")]
    Refused(String),
    /// The standard configuration cannot be read.
    #[error(transparent)]
    Standard(#[from] StandardMistake),
    /// The database.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Refusals told in full; a thousand of one kind say no more than the first.
const TOLD_CHARS_MAX: usize = 600;

impl DemoFault {
    pub(crate) fn stopped<R: Debug>(stop: Stop<R>) -> Self {
        match stop {
            Stop::Fault(fault) => Self::Fault(fault),
            Stop::Denied(denied) => Self::Refused(format!("denied {}", denied.permission)),
            Stop::Refused(refusals) => Self::Refused(format!("{refusals:?}").chars().take(TOLD_CHARS_MAX).collect()),
        }
    }
}
