//! `/api/v1/entities/{entity}/history`: who did what, when, and what came of it (GL-29, SEC-17).

use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::{HistoryFilter, HistoryLine, Outcome, Permission, history};
use kameral_base::Timestamp;
use kameral_site::api::{Answer, Api, ApiVisit, Asked, Operation, json};
use kameral_site::{asked, told};

/// Lines of a page when nobody says how many.
const LINES: i64 = 100;

asked! {
    /// Which lines.
    pub struct HistoryAsked {
        /// Only this command: `voucher.post`.
        command: Option<String>,
        /// Only what came to this: `accepted`, `repeated`, `refused` or `denied`.
        outcome: Option<String>,
        /// From this moment.
        from: Option<Timestamp>,
        /// Before this moment.
        until: Option<Timestamp>,
        /// Only what was done to this: a voucher number, a file name.
        subject: Option<String>,
        /// Before this line: the next page.
        before: Option<i64>,
        /// Most lines of the page, at most 500; left out, 100.
        limit: Option<i64>,
    }
}

told! {
    /// One line of history.
    pub struct HistoryLineTold {
        /// Order within the entity, without gaps.
        seq: i64,
        /// When the command began.
        at: Timestamp,
        /// Who.
        actor: String,
        /// In which roles.
        role: String,
        /// `web`, `api` or `cli`.
        channel: String,
        /// Which command.
        command: String,
        /// On what.
        subject: String,
        /// What came of it.
        outcome: String,
        /// Names of the refusals, or the permission that was missing.
        detail: String,
    }
}

told! {
    /// A page of history, newest first; of one subject, oldest first and in one page.
    pub struct HistoryTold {
        /// The lines.
        lines: Vec<HistoryLineTold>,
        /// `before` of the next page; none at the end.
        next_before: Option<i64>,
    }
}

pub fn routes() -> Api {
    let told = Operation::new("Processing history").needs(Permission::BooksRead);
    Api::new("history").get(
        "/api/v1/entities/{entity}/history",
        list,
        told.asks::<HistoryAsked>().gives::<HistoryTold>(),
    )
}

async fn list(visit: ApiVisit, Asked(asked): Asked<HistoryAsked>) -> Response {
    visit.answer(move |visit| listed(visit, asked)).await
}

fn listed(visit: &ApiVisit, asked: HistoryAsked) -> Answer {
    let outcome = asked.outcome.as_deref().map(|word| {
        let known = Outcome::ALL.into_iter().find(|outcome| outcome.word() == word);
        known.ok_or_else(|| visit.malformed("outcome: accepted, repeated, refused or denied"))
    });
    let filter = HistoryFilter {
        command: asked.command,
        outcome: outcome.transpose()?,
        from: asked.from,
        until: asked.until,
        ..HistoryFilter::default()
    };
    let limit = asked.limit.unwrap_or(LINES).clamp(1, history::HISTORY_LINES_MAX);
    let cx = &visit.cx;
    let found = cx.read(Permission::BooksRead, |tx| match &asked.subject {
        Some(subject) => history::of_subject(tx, &cx.scope, subject, limit),
        None => history::page(tx, &cx.scope, &filter, asked.before, limit),
    });
    let found = found.map_err(|stop| visit.stopped(stop))?;
    let full = usize::try_from(limit).is_ok_and(|limit| limit == found.len());
    let next_before = found
        .last()
        .filter(|_| full && asked.subject.is_none())
        .map(|line| line.seq);
    json(
        StatusCode::OK,
        &HistoryTold {
            lines: found.into_iter().map(told).collect(),
            next_before,
        },
    )
}

fn told(line: HistoryLine) -> HistoryLineTold {
    HistoryLineTold {
        seq: line.seq,
        at: line.at,
        actor: line.actor,
        role: line.role,
        channel: line.channel,
        command: line.command,
        subject: line.subject,
        outcome: line.outcome.word().to_owned(),
        detail: line.detail,
    }
}
