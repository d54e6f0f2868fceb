//! What the oracle says of accounts that rules keep apart in a voucher.

use kameral_base::Date;
use kameral_ledger::model::{CombinationRule, Requirement};

use super::judge::{Line, Wrong};
use super::oracle::Oracle;

/// A line of the voucher: its number, what stood there before, what stands there now.
pub type Standing<'l> = (u32, Option<&'l Line>, &'l Line);

impl Oracle {
    /// Tells of lines that may not stand beside another; how many rules only warn.
    pub fn judge_apart(&self, lines: &[Standing<'_>], (date, kind): (Option<Date>, &str), wrong: &mut Wrong) -> usize {
        let mut soft = 0;
        for rule in self.rules.values() {
            let Requirement::Apart(others) = &rule.requirement else {
                continue;
            };
            let begun = date.is_none_or(|date| rule.valid_from.is_none_or(|from| from <= date));
            let ended = date.is_some_and(|date| rule.valid_to.is_some_and(|to| to < date));
            if !begun || ended || rule.kinds.as_ref().is_some_and(|kinds| !kinds.matches(kind)) {
                continue;
            }
            let is_own = |line: &Line| spoken_of(rule, line);
            let is_other = |line: &Line| !spoken_of(rule, line) && others.matches(&line.account);
            if !lines.iter().any(|(_, _, line)| is_own(line)) || !lines.iter().any(|(_, _, line)| is_other(line)) {
                continue;
            }
            let own = new(lines, is_own);
            let told = if own.is_empty() { new(lines, is_other) } else { own };
            soft += if rule.warning { told.len() } else { 0 };
            wrong.extend(told.into_iter().map(|number| (Some(number), "accounts_apart")));
        }
        soft
    }
}

/// Numbers of the lines on a side that were not there before.
fn new(lines: &[Standing<'_>], side: impl Fn(&Line) -> bool) -> Vec<u32> {
    let new = lines
        .iter()
        .filter(|(_, was, line)| side(line) && !was.is_some_and(&side));
    new.map(|(number, _, _)| *number).collect()
}

fn spoken_of(rule: &CombinationRule, line: &Line) -> bool {
    let met = |(code, pattern): &(String, kameral_base::Pattern)| {
        assert_eq!(code, "FIN", "rules of these sequences ask for nothing else");
        pattern.matches(line.values.get(&2).map_or("", String::as_str))
    };
    rule.accounts.matches(&line.account) && rule.when.as_ref().is_none_or(met)
}
