//! `/api/v1/entities/{entity}/history`: who did what, when, and what came of it (GL-29, SEC-17).

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::{Cx, HistoryFilter, HistoryLine, Outcome, Permission, history};
use kameral_base::{Timestamp, UserId};
use kameral_ledger::sight::Sight;
use kameral_ledger::store::vouchers;
use kameral_ledger::voucher::VoucherNumber;
use kameral_site::api::{Answer, Api, ApiVisit, Asked, Operation, json};
use kameral_site::{asked, told};
use kameral_store::{Fault, Tx};

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
        /// Only what was done to this, or changed it in a register: an account, a user.
        object: Option<String>,
        /// Only by this user, by number; 0 is the operator at the command line.
        actor: Option<i64>,
        /// Only from this address or machine.
        address: Option<String>,
        /// Only with this text, as it is written, in what was changed, in refusals or in rules.
        text: Option<String>,
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
        /// For whom; empty when for oneself.
        on_behalf_of: String,
        /// In which roles.
        role: String,
        /// `web`, `api` or `cli`.
        channel: String,
        /// From which address or machine.
        address: String,
        /// By which program.
        client: String,
        /// Which command.
        command: String,
        /// On what.
        subject: String,
        /// What came of it.
        outcome: String,
        /// Names of the refusals, or the permission that was missing.
        detail: String,
        /// Rules that were applied, with a space between: `model:41 rule:cover:3`.
        rules: String,
    }
}

told! {
    /// One field of a register's row, before and after.
    pub struct HistoryChangeTold {
        /// Which register.
        register: String,
        /// Which row.
        object: String,
        /// Which field; empty when the row itself was made or is gone, as JSON.
        field: String,
        /// What stood there.
        before: Option<String>,
        /// What stands there now.
        after: Option<String>,
    }
}

told! {
    /// One line, and what it changed.
    pub struct HistoryOneTold {
        /// The line.
        line: HistoryLineTold,
        /// What it changed, in order; of people only for who manages users.
        changes: Vec<HistoryChangeTold>,
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
    Api::new("history")
        .get(
            "/api/v1/entities/{entity}/history",
            list,
            told.asks::<HistoryAsked>().gives::<HistoryTold>(),
        )
        .get(
            "/api/v1/entities/{entity}/history/{seq}",
            show,
            Operation::new("One line of processing history, and what it changed")
                .needs(Permission::BooksRead)
                .gives::<HistoryOneTold>(),
        )
}

async fn show(visit: ApiVisit, Path((_, seq)): Path<(String, String)>) -> Response {
    visit.answer(move |visit| shown(visit, &seq)).await
}

fn shown(visit: &ApiVisit, seq: &str) -> Answer {
    let seq: i64 = seq.parse().map_err(|_| visit.not_found())?;
    let cx = &visit.cx;
    let found = cx.read(Permission::BooksRead, |tx| history::one(tx, &cx.scope, seq));
    let Some((line, changes)) = found.map_err(|stop| visit.stopped(stop))? else {
        return Err(visit.not_found());
    };
    let changes = changes
        .into_iter()
        .filter(|change| history::may_read(cx, change))
        .map(|change| HistoryChangeTold {
            register: change.register,
            object: change.object,
            field: change.field,
            before: change.before,
            after: change.after,
        });
    json(
        StatusCode::OK,
        &HistoryOneTold {
            line: told(line),
            changes: changes.collect(),
        },
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
        object: asked.object,
        actor: asked.actor.map(UserId),
        address: asked.address,
        text: asked.text,
        of_people: history::tells_of_people(&visit.cx),
    };
    let limit = asked.limit.unwrap_or(LINES).clamp(1, history::HISTORY_LINES_MAX);
    let cx = &visit.cx;
    let found = cx.read(Permission::BooksRead, |tx| {
        if let Some(subject) = &asked.subject {
            if !meets(tx, cx, subject)? {
                return Ok((Vec::new(), None));
            }
            return Ok((history::of_subject(tx, &cx.scope, subject, limit)?, None));
        }
        let page = history::page(tx, &cx.scope, &filter, asked.before, limit)?;
        Ok((page.lines, page.next))
    });
    let (lines, next_before) = found.map_err(|stop| visit.stopped(stop))?;
    json(
        StatusCode::OK,
        &HistoryTold {
            lines: lines.into_iter().map(told).collect(),
            next_before,
        },
    )
}

/// Whether what was done to a thing may be told. History has no dimensions, so who meets some rows only is told
/// of the vouchers they meet and of nothing else (SEC-02, REP-11).
fn meets(tx: &mut Tx, cx: &Cx, subject: &str) -> Result<bool, Fault> {
    if cx.scope.is_whole() {
        return Ok(true);
    }
    match VoucherNumber::parse(subject).filter(|number| number.to_string() == subject) {
        Some(number) => {
            let sight = Sight::load(tx, cx)?;
            Ok(vouchers::seq_of(tx, &sight, &number)?.is_some())
        }
        None => Ok(false),
    }
}

fn told(line: HistoryLine) -> HistoryLineTold {
    HistoryLineTold {
        seq: line.seq,
        at: line.at,
        actor: line.actor,
        on_behalf_of: line.on_behalf_of,
        role: line.role,
        channel: line.channel,
        address: line.address,
        client: line.client,
        command: line.command,
        subject: line.subject,
        outcome: line.outcome.word().to_owned(),
        detail: line.detail,
        rules: line.rules,
    }
}
