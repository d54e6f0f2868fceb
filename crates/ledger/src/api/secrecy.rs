//! `/secrecy`: marks of secrecy (SEC-21).

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kameral_access::Permission;
use kameral_base::{Date, Timestamp};
use kameral_site::api::{Api, ApiVisit, Operation, Sent, json};
use kameral_site::{asked, told};

use crate::secrecy::{Marked, NewMark, SecrecyMark, all_in_force, mark, unmark};

asked! {
    /// A mark to set.
    pub struct SecrecyMarkAsked {
        /// `voucher`, `draft` or `document`.
        kind: String,
        /// A voucher number, a draft's number or a document's SHA-256 in hexadecimal.
        subject: String,
        /// The paragraph it rests on: `18 kap. 1 § OSL`.
        statute: String,
        /// Why.
        reason: String,
        /// First day; left out, today.
        valid_from: Option<Date>,
        /// Last day; left out, until it is lifted.
        valid_to: Option<Date>,
    }
}

asked! {
    /// Why a mark is lifted.
    pub struct SecrecyLiftAsked {
        /// The reason.
        reason: String,
    }
}

told! {
    /// A mark of secrecy.
    pub struct SecrecyMarkTold {
        /// Its number, to lift it by.
        number: i64,
        /// `voucher`, `draft` or `document`.
        kind: String,
        /// A voucher's place in the journal, a draft's number or a document's SHA-256.
        subject: String,
        /// The paragraph it rests on.
        statute: String,
        /// Why.
        reason: String,
        /// First day.
        valid_from: Date,
        /// Last day.
        valid_to: Option<Date>,
        /// When it was set.
        marked_at: Timestamp,
        /// By whom.
        marked_by: String,
    }
}

told! {
    /// Marks that are not lifted.
    pub struct SecrecyMarksTold {
        /// In the order they were set.
        marks: Vec<SecrecyMarkTold>,
    }
}

pub fn routes() -> Api {
    let seeing = |summary| Operation::new(summary).needs(Permission::SecretRead);
    Api::new("secrecy")
        .get(
            "/api/v1/entities/{entity}/secrecy",
            list,
            seeing("What is marked secret").gives::<SecrecyMarksTold>(),
        )
        .post(
            "/api/v1/entities/{entity}/secrecy",
            set,
            seeing("Mark a voucher, a draft or a document as secret")
                .note("Its texts and documents are hidden from who does not see secrets; amounts and coding stay.")
                .takes::<SecrecyMarkAsked>()
                .gives::<SecrecyMarkTold>()
                .made(),
        )
        .post(
            "/api/v1/entities/{entity}/secrecy/{number}/lift",
            lift,
            seeing("Lift a mark").takes::<SecrecyLiftAsked>().silent(),
        )
}

fn mark_told(mark: SecrecyMark) -> SecrecyMarkTold {
    SecrecyMarkTold {
        number: mark.number,
        kind: mark.marked.word().to_owned(),
        subject: mark.subject,
        statute: mark.statute,
        reason: mark.reason,
        valid_from: mark.valid_from,
        valid_to: mark.valid_to,
        marked_at: mark.marked_at,
        marked_by: mark.marked_by_name,
    }
}

async fn list(visit: ApiVisit) -> Response {
    visit
        .answer(|visit| {
            let cx = &visit.cx;
            let marks = cx.read(Permission::SecretRead, |tx| all_in_force(tx, cx.entity()));
            let marks = marks.map_err(|stop| visit.stopped(stop))?;
            let marks = marks.into_iter().map(mark_told).collect();
            json(StatusCode::OK, &SecrecyMarksTold { marks })
        })
        .await
}

async fn set(visit: ApiVisit, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let asked: SecrecyMarkAsked = visit.read(&sent.0)?;
            let marked = Marked::from_word(&asked.kind);
            let new = NewMark {
                marked: marked.ok_or_else(|| visit.malformed("kind: voucher, draft or document"))?,
                subject: asked.subject,
                statute: asked.statute,
                reason: asked.reason,
                valid_from: asked.valid_from.unwrap_or(visit.cx.today),
                valid_to: asked.valid_to,
            };
            let set = mark(&visit.cx, visit.key(&sent.0)?.as_ref(), &new);
            json(
                StatusCode::CREATED,
                &mark_told(set.map_err(|stop| visit.problem(stop))?),
            )
        })
        .await
}

async fn lift(visit: ApiVisit, Path((_, number)): Path<(String, String)>, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let number = number.parse().map_err(|_| visit.not_found())?;
            let asked: SecrecyLiftAsked = visit.read(&sent.0)?;
            let done = unmark(&visit.cx, visit.key(&sent.0)?.as_ref(), number, &asked.reason);
            done.map_err(|stop| visit.problem(stop))?;
            Ok(StatusCode::NO_CONTENT.into_response())
        })
        .await
}
