//! Who did what on a thing, and which rules that hits. Pure.

use kameral_base::{Date, Timestamp};

use super::{DutyRule, Person};

/// A command that somebody did on the thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Done {
    pub(crate) command: String,
    pub(crate) person: Person,
    pub(crate) name: String,
    pub(crate) at: Timestamp,
}

/// A rule that stands in the way, and the act behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The rule.
    pub rule: DutyRule,
    /// The command that was done before.
    pub command: String,
    /// By whom, by the name at that time.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// Rules that forbid a person a command on a thing, because of what the same person did on it.
pub(crate) fn hits_on<'r>(
    rules: impl IntoIterator<Item = &'r DutyRule>,
    command: &str,
    person: &Person,
    done: &[Done],
    day: Date,
) -> Vec<Hit> {
    let counting = rules
        .into_iter()
        .filter(|rule| rule.counts_on(day) && rule.names_second(command));
    let hit = |rule: &DutyRule| {
        let mut own = done.iter().filter(|act| act.person == *person);
        own.find(|act| rule.names_first(&act.command)).map(|act| Hit {
            rule: rule.clone(),
            command: act.command.clone(),
            by: act.name.clone(),
            at: act.at,
        })
    };
    counting.filter_map(hit).collect()
}
