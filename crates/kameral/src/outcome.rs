//! How a command ends when it is not done: refused, wrongly used, or met by a fault.

use std::process::ExitCode;

use kameral_base::{Arg, Refusal, Severity};
use kameral_store::{Denied, Fault, FaultKind, Stop};
use kameral_ui::Words;

use crate::anchoring;

/// Refused: exit code 1.
const REFUSED: u8 = 1;
/// Wrong usage: exit code 2, as `clap` has it.
const USAGE: u8 = 2;
/// Fault: exit code 3.
const FAULT: u8 = 3;

/// An ending other than done.
#[derive(Debug)]
pub enum Ending {
    /// Refused, each refusal with the file it speaks of, if any.
    Refused(Vec<Told>),
    /// The words of the command line do not fit.
    Usage(String),
    /// Disk, connection, damaged row: nothing was done.
    Fault(String),
    /// A commit without a clear answer: done or not done.
    Unknown(String),
    /// A server that may answer no more.
    Ended(String),
}

/// One refusal, ready to be told: `file:line: field: what and what to do`.
#[derive(Debug, Clone)]
pub struct Told {
    file: String,
    line: Option<u32>,
    field: Option<String>,
    name: &'static str,
    warning: bool,
    sentence: kameral_base::Sentence,
}

impl Told {
    /// A refusal that speaks of a file; an empty name speaks of none.
    pub fn of(file: &str, refusal: &dyn Refusal) -> Self {
        let place = refusal.place();
        Self {
            file: file.to_owned(),
            line: place.line,
            field: place.field,
            name: refusal.name(),
            warning: refusal.severity() == Severity::Warning,
            sentence: refusal.sentence(),
        }
    }

    /// The refusal's stable name.
    pub fn name(&self) -> &'static str {
        self.name
    }

    fn words(&self, words: Words) -> String {
        let mut text = String::new();
        if !self.file.is_empty() {
            text.push_str(&self.file);
            text.push(':');
        }
        if let Some(line) = self.line {
            text.push_str(&line.to_string());
            text.push(':');
        }
        if !text.is_empty() {
            text.push(' ');
        }
        if let Some(field) = self.field.as_ref().filter(|field| !field.is_empty()) {
            text.push_str(field);
            text.push_str(": ");
        }
        if self.warning {
            text.push_str(&words.t("cli-warning"));
            text.push(' ');
        }
        text.push_str(&words.sentence(&self.sentence));
        text.push_str(" [");
        text.push_str(self.name);
        text.push(']');
        text
    }
}

impl Ending {
    /// One refusal that speaks of no file.
    pub fn refusal(refusal: &dyn Refusal) -> Self {
        Self::Refused(vec![Told::of("", refusal)])
    }

    /// What a command of the program was stopped by, speaking of a file.
    pub fn of_file<R: Refusal>(file: &str, stop: Stop<Vec<R>>) -> Self {
        match stop {
            Stop::Refused(refusals) => Self::Refused(refusals.iter().map(|refusal| Told::of(file, refusal)).collect()),
            Stop::Denied(denied) => denied.into(),
            Stop::Fault(fault) => fault.into(),
        }
    }

    /// Tells it on standard error and answers the exit code.
    pub fn tell(self, words: Words) -> ExitCode {
        match self {
            Self::Refused(told) => {
                for refusal in told {
                    eprintln!("{}", refusal.words(words));
                }
                ExitCode::from(REFUSED)
            }
            Self::Usage(text) => {
                eprintln!("{text}");
                ExitCode::from(USAGE)
            }
            Self::Fault(text) => fault(words, "cli-fault", text),
            Self::Unknown(text) => fault(words, "cli-outcome-unknown", text),
            Self::Ended(text) => fault(words, "cli-serve-ended", text),
        }
    }
}

/// The exit code of a command that is done: 0, or 3 when its answer could not be written.
pub fn done(words: Words) -> ExitCode {
    match crate::say::lost() {
        None => ExitCode::SUCCESS,
        Some(error) => fault(words, "cli-answer-lost", error.to_string()),
    }
}

fn fault(words: Words, key: &str, what: String) -> ExitCode {
    eprintln!("{}", words.t_args(key, &[("what", Arg::Text(what))]));
    ExitCode::from(FAULT)
}

impl<R: Refusal> From<Stop<Vec<R>>> for Ending {
    fn from(stop: Stop<Vec<R>>) -> Self {
        Self::of_file("", stop)
    }
}

impl From<Stop<std::convert::Infallible>> for Ending {
    fn from(stop: Stop<std::convert::Infallible>) -> Self {
        match stop {
            Stop::Refused(never) => match never {},
            Stop::Denied(denied) => denied.into(),
            Stop::Fault(fault) => fault.into(),
        }
    }
}

impl From<Denied> for Ending {
    fn from(denied: Denied) -> Self {
        Self::refusal(&denied)
    }
}

impl From<Fault> for Ending {
    fn from(fault: Fault) -> Self {
        let told = anchoring::refused();
        if fault.kind() == FaultKind::ReadOnly && !told.is_empty() {
            return Self::Refused(told);
        }
        let text = fault.to_string();
        if fault.is_outcome_unknown() {
            Self::Unknown(text)
        } else {
            Self::Fault(text)
        }
    }
}

impl From<std::io::Error> for Ending {
    fn from(error: std::io::Error) -> Self {
        Self::Fault(error.to_string())
    }
}
