//! Finding lines of the processing history: pages by filter (DEF-07).
//!
//! A page begins at the one filter that leaves least, by an index, and looks at [`LOOKED_MAX`] lines of
//! it for the rest: so no page takes long, however many lines there are. What was not looked at is the
//! next page.

use kameral_base::{Timestamp, UserId};
use kameral_store::{Fault, Tx, params};

use super::{HISTORY_LINES_MAX, HistoryLine, Outcome, line, moment_text};
use crate::{Rows, Scope};

/// The most lines one page looks at.
pub const LOOKED_MAX: i64 = 10_000;

/// Which lines a page shows; what is not given does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HistoryFilter {
    /// Whose.
    pub actor: Option<UserId>,
    /// Of which command: `voucher.post`.
    pub command: Option<String>,
    /// With which outcome.
    pub outcome: Option<Outcome>,
    /// From this moment. The caller knows when a day begins where the reader is.
    pub from: Option<Timestamp>,
    /// Before this moment.
    pub until: Option<Timestamp>,
    /// What was done to this thing, or changed it: a voucher, an account, a user.
    pub object: Option<String>,
    /// From this address or machine.
    pub address: Option<String>,
    /// With this text, as it is written, in what was changed, in refusals or in rules.
    pub text: Option<String>,
    /// Whether the text is sought for in registers of people too: what one may not read, one does not
    /// find. As [`tells_of_people`](super::tells_of_people) has it.
    pub of_people: bool,
}

/// A page of lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HistoryPage {
    /// The lines, newest first.
    pub lines: Vec<HistoryLine>,
    /// The place of the next page; none at the end. A page may be empty and have one.
    pub next: Option<i64>,
}

/// A page of an entity's history, newest first: at most `limit` lines (and [`HISTORY_LINES_MAX`])
/// before a place, or from the end.
///
/// The caller has asked for a permission: to read the books, or to manage users or the system.
/// History has no dimensions, so who may read some rows of the books only gets none of it here;
/// what happened to a thing they may meet is asked for by [`of_subject`](super::of_subject).
pub fn page(
    tx: &mut Tx,
    scope: &Scope,
    filter: &HistoryFilter,
    before: Option<i64>,
    limit: i64,
) -> Result<HistoryPage, Fault> {
    let limit = limit.clamp(0, HISTORY_LINES_MAX);
    if limit == 0 || matches!(scope.rows(), Rows::AnyOf(some) if !some.is_empty()) {
        return Ok(HistoryPage::default());
    }
    let mut end = (AFTER_ALL.to_owned(), i64::MAX);
    if let Some(seq) = before {
        let key = params![scope.entity(), seq];
        let at: Option<String> = tx.optional(include_str!("../sql/history_moment.sql"), key, |row| row.get("at"))?;
        match at {
            Some(at) => end = (at, seq),
            None => return Ok(HistoryPage::default()),
        }
    }
    if let Some(until) = filter.until {
        end = end.min((moment_text(until), i64::MIN));
    }
    let begin = (filter.from.map(moment_text).unwrap_or_default(), i64::MIN);
    let outcome = filter.outcome.map(Outcome::word);
    let (sql, answered) = plan(filter);
    // Where the index answers the whole question, no line is looked at in vain.
    let looked = if answered == asked(filter) { limit } else { LOOKED_MAX };
    let mut params = params![
        scope.entity(),
        &end.0,
        end.1,
        &begin.0,
        begin.1,
        filter.actor,
        filter.command.as_deref(),
        outcome,
        filter.address.as_deref(),
        filter.text.as_deref(),
        limit,
        looked,
        i64::from(filter.of_people)
    ]
    .to_vec();
    if let Some(object) = &filter.object {
        params.push(object.as_str().into());
    }
    let mut page = HistoryPage::default();
    let mut furthest = None;
    tx.each(sql, &params, |row| {
        let of_looked: i64 = row.get("looked_at")?;
        if of_looked == 0 {
            page.lines.push(line(row)?);
        } else if of_looked == looked {
            furthest = Some(row.get("history_seq")?);
        }
        Ok(())
    })?;
    let full = i64::try_from(page.lines.len()).unwrap_or(i64::MAX) == limit;
    page.next = match page.lines.last() {
        Some(last) if full => Some(last.seq),
        _ => furthest,
    };
    Ok(page)
}

/// A moment after every one that is kept.
const AFTER_ALL: &str = "9999";

/// The statement that begins at the filter that leaves least, and how many filters it answers.
fn plan(filter: &HistoryFilter) -> (&'static str, usize) {
    match filter {
        HistoryFilter { object: Some(_), .. } => (include_str!("../sql/history_page_of_object.sql"), 1),
        HistoryFilter {
            outcome: Some(outcome), ..
        } if *outcome != Outcome::Accepted => (include_str!("../sql/history_page_refused.sql"), 1),
        HistoryFilter { actor: Some(_), .. } => (include_str!("../sql/history_page_of_actor.sql"), 1),
        HistoryFilter { command: Some(_), .. } => (include_str!("../sql/history_page_of_command.sql"), 1),
        _ => (include_str!("../sql/history_page.sql"), 0),
    }
}

/// How many filters beside the dates are given.
fn asked(filter: &HistoryFilter) -> usize {
    [
        filter.actor.is_some(),
        filter.command.is_some(),
        filter.outcome.is_some(),
        filter.object.is_some(),
        filter.address.is_some(),
        filter.text.is_some(),
    ]
    .into_iter()
    .filter(|given| *given)
    .count()
}

#[cfg(test)]
mod tests {

    const PAGES: [&str; 5] = [
        include_str!("../sql/history_page.sql"),
        include_str!("../sql/history_page_of_actor.sql"),
        include_str!("../sql/history_page_of_command.sql"),
        include_str!("../sql/history_page_of_object.sql"),
        include_str!("../sql/history_page_refused.sql"),
    ];

    /// Each page begins at an index of its own, and goes on as the others do.
    #[test]
    fn pages_differ_in_where_they_begin_alone() {
        let rest = |page: &'static str| {
            page.split_once("\n)\nselect")
                .expect("what is looked at, then what is shown")
                .1
        };
        for page in PAGES {
            assert_eq!(rest(page), rest(PAGES[0]));
            for register in super::super::OF_PEOPLE {
                assert!(page.contains(&format!("'{register}'")), "{register}");
            }
        }
    }
}
