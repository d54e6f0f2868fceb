//! What a command says of itself while it works, for the line of processing history it leaves.

use crate::Tx;

/// One field of a register's row, before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotedChange {
    /// Which register.
    pub register: String,
    /// Which row of it.
    pub object: String,
    /// Which field; empty when it is the row itself, made or gone.
    pub field: String,
    /// What stood there; none when there was nothing.
    pub before: Option<String>,
    /// What stands there now; none when nothing does.
    pub after: Option<String>,
}

/// What was said so far. It is of this transaction only: work that is undone takes it along.
#[derive(Debug, Default)]
pub struct Noted {
    /// Changes of registers, in the order they were made.
    pub changes: Vec<NotedChange>,
    /// Rules that were applied, without repetition: `rule:cover 3`.
    pub rules: Vec<String>,
}

impl Noted {
    /// A place to come back to when work is undone.
    pub(crate) fn mark(&self) -> (usize, usize) {
        (self.changes.len(), self.rules.len())
    }

    /// Forgets what was said after a mark.
    pub(crate) fn back_to(&mut self, (changes, rules): (usize, usize)) {
        self.changes.truncate(changes);
        self.rules.truncate(rules);
    }
}

impl Tx {
    /// Says that a register was changed.
    pub fn note_change(&mut self, change: NotedChange) {
        self.noted.changes.push(change);
    }

    /// Says that a rule was applied. Said again it changes nothing.
    pub fn note_rule(&mut self, rule: String) {
        if !self.noted.rules.contains(&rule) {
            self.noted.rules.push(rule);
        }
    }

    /// Everything that was said since it was last taken.
    pub fn take_noted(&mut self) -> Noted {
        std::mem::take(&mut self.noted)
    }
}
