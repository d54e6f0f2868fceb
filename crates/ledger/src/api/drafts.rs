//! `/drafts`: vouchers nobody has posted yet.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kameral_access::{Permission, users};
use kameral_site::api::{Answer, Api, ApiVisit, Asked, Operation, Sent, json};
use kameral_site::asked;
use kameral_store::Stop;
use kameral_ui::web::Problem;

use super::draft_told::{DraftTold, DraftVersionTold, DraftsTold, head, row};
use super::fields::limit;
use super::model::understood;
use super::voucher_draft::VoucherDraft;
use super::vouchers::PostedTold;
use crate::commands::{discard_draft, hand_over, park_draft, post_draft, save_draft, take_draft};
use crate::draft::{DRAFT_BYTES_MAX, DraftContent, DraftVersion};
use crate::store::drafts::{self, DraftRow};
use crate::store::model;

const PATH: &str = "/api/v1/entities/{entity}/drafts";
const ONE: &str = "/api/v1/entities/{entity}/drafts/{draft}";

asked! {
    /// A draft to be.
    pub struct NewDraftAsked {
        /// The voucher as far as it is known.
        voucher: VoucherDraft,
        /// What the next one should know.
        note: Option<String>,
    }
}

asked! {
    /// The next version of a draft.
    pub struct DraftChangeAsked {
        /// The version that was seen; refused when another has come since (draft_changed).
        version: i64,
        /// The voucher as far as it is known.
        voucher: VoucherDraft,
        /// What the next one should know.
        note: Option<String>,
    }
}

asked! {
    /// Why a draft is laid aside.
    pub struct ParkingAsked {
        /// What the next one should know.
        note: Option<String>,
    }
}

asked! {
    /// Whom a draft is given to.
    pub struct HandoverAsked {
        /// Login of the new owner.
        login: String,
    }
}

asked! {
    /// A draft to post as it was seen.
    pub struct DraftPostingAsked {
        /// The version that was seen.
        version: i64,
        /// Accepts warnings, with the reason that is kept on the voucher.
        accept_warnings: Option<String>,
    }
}

asked! {
    /// How many drafts.
    pub struct DraftsAsked {
        /// Most drafts of each list, at most 1000; left out, 100.
        limit: Option<i64>,
    }
}

pub fn routes() -> Api {
    let drafting = |summary| Operation::new(summary).needs(Permission::VoucherDraft);
    Api::new("drafts")
        .get(
            PATH,
            list,
            drafting("Own and parked drafts")
                .asks::<DraftsAsked>()
                .gives::<DraftsTold>(),
        )
        .post(
            PATH,
            make,
            drafting("Keep a draft")
                .takes::<NewDraftAsked>()
                .gives::<DraftVersionTold>()
                .made(),
        )
        .get(ONE, show, drafting("One draft").gives::<DraftTold>())
        .put(
            ONE,
            save,
            drafting("Save the next version of a draft")
                .takes::<DraftChangeAsked>()
                .gives::<DraftVersionTold>(),
        )
        .delete(ONE, discard, drafting("Throw a draft away").silent())
        .post(
            "/api/v1/entities/{entity}/drafts/{draft}/parking",
            park,
            drafting("Lay a draft aside for anyone to take")
                .takes::<ParkingAsked>()
                .gives::<DraftVersionTold>(),
        )
        .post(
            "/api/v1/entities/{entity}/drafts/{draft}/taking",
            take,
            drafting("Take a parked draft").gives::<DraftVersionTold>(),
        )
        .post(
            "/api/v1/entities/{entity}/drafts/{draft}/handover",
            hand,
            drafting("Give a draft to somebody else")
                .takes::<HandoverAsked>()
                .gives::<DraftVersionTold>(),
        )
        .post(
            "/api/v1/entities/{entity}/drafts/{draft}/posting",
            posting,
            Operation::new("Post a draft")
                .needs(Permission::VoucherPost)
                .takes::<DraftPostingAsked>()
                .gives::<PostedTold>()
                .made(),
        )
}

async fn list(visit: ApiVisit, Asked(asked): Asked<DraftsAsked>) -> Response {
    visit
        .answer(move |visit| {
            let (cx, limit) = (&visit.cx, limit(asked.limit));
            let lists = cx.read(Permission::VoucherDraft, |tx| {
                Ok((
                    drafts::own(tx, &cx.scope, cx.actor.user, limit)?,
                    drafts::parked(tx, &cx.scope, limit)?,
                ))
            });
            let (own, parked) = lists.map_err(|stop| visit.stopped(stop))?;
            let told = |rows: Vec<DraftRow>| rows.iter().map(|draft| row(visit, draft)).collect();
            json(
                StatusCode::OK,
                &DraftsTold {
                    own: told(own),
                    parked: told(parked),
                },
            )
        })
        .await
}

fn version(status: StatusCode, at: DraftVersion) -> Answer {
    json(
        status,
        &DraftVersionTold {
            draft: at.draft,
            version: at.version,
        },
    )
}

async fn make(visit: ApiVisit, sent: Sent<DRAFT_BYTES_MAX>) -> Response {
    visit
        .answer(move |visit| {
            let asked: NewDraftAsked = visit.read(&sent.0)?;
            let content = content(visit, asked.voucher)?;
            let key = visit.key(&sent.0)?;
            let at = save_draft(&visit.cx, key.as_ref(), None, &content, &asked.note.unwrap_or_default());
            version(StatusCode::CREATED, at.map_err(|stop| visit.problem(stop))?)
        })
        .await
}

fn content(visit: &ApiVisit, voucher: VoucherDraft) -> Result<DraftContent, Problem> {
    let voucher = voucher
        .draft(&*understood(visit)?)
        .map_err(|wrong| visit.problem(Stop::Refused(wrong)))?;
    Ok(DraftContent { voucher, raw: None })
}

/// The number of a draft in the path.
fn number(visit: &ApiVisit, draft: &str) -> Result<i64, Problem> {
    draft.parse().map_err(|_| visit.not_found())
}

async fn show(visit: ApiVisit, Path((_, draft)): Path<(String, String)>) -> Response {
    visit
        .answer(move |visit| {
            let (cx, draft) = (&visit.cx, number(visit, &draft)?);
            let found = cx.read(Permission::VoucherDraft, |tx| {
                Ok((
                    drafts::draft(tx, &cx.scope, cx.actor.user, draft)?,
                    model::load(tx, cx)?,
                ))
            });
            let (found, model) = found.map_err(|stop| visit.stopped(stop))?;
            let found = found.ok_or_else(|| visit.not_found())?;
            let voucher = VoucherDraft::of(&found.content.voucher, &model);
            json(
                StatusCode::OK,
                &DraftTold {
                    head: head(visit, &found.head),
                    voucher,
                },
            )
        })
        .await
}

async fn save(visit: ApiVisit, Path((_, draft)): Path<(String, String)>, sent: Sent<DRAFT_BYTES_MAX>) -> Response {
    visit
        .answer(move |visit| {
            let draft = number(visit, &draft)?;
            let asked: DraftChangeAsked = visit.read(&sent.0)?;
            let content = content(visit, asked.voucher)?;
            let seen = Some(DraftVersion {
                draft,
                version: asked.version,
            });
            let key = visit.key(&sent.0)?;
            let at = save_draft(&visit.cx, key.as_ref(), seen, &content, &asked.note.unwrap_or_default());
            version(StatusCode::OK, at.map_err(|stop| visit.problem(stop))?)
        })
        .await
}

async fn discard(visit: ApiVisit, Path((_, draft)): Path<(String, String)>) -> Response {
    visit
        .answer(move |visit| {
            let discarded = discard_draft(&visit.cx, visit.key(b"")?.as_ref(), number(visit, &draft)?);
            discarded.map_err(|stop| visit.problem(stop))?;
            Ok(StatusCode::NO_CONTENT.into_response())
        })
        .await
}

async fn park(visit: ApiVisit, Path((_, draft)): Path<(String, String)>, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let asked: ParkingAsked = visit.read(&sent.0)?;
            let (draft, note) = (number(visit, &draft)?, asked.note.unwrap_or_default());
            let at = park_draft(&visit.cx, visit.key(&sent.0)?.as_ref(), draft, &note);
            version(StatusCode::OK, at.map_err(|stop| visit.problem(stop))?)
        })
        .await
}

async fn take(visit: ApiVisit, Path((_, draft)): Path<(String, String)>) -> Response {
    visit
        .answer(move |visit| {
            let at = take_draft(&visit.cx, visit.key(b"")?.as_ref(), number(visit, &draft)?);
            version(StatusCode::OK, at.map_err(|stop| visit.problem(stop))?)
        })
        .await
}

async fn hand(visit: ApiVisit, Path((_, draft)): Path<(String, String)>, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let (cx, draft) = (&visit.cx, number(visit, &draft)?);
            let asked: HandoverAsked = visit.read(&sent.0)?;
            let all = cx
                .read(Permission::VoucherDraft, |tx| users(tx, &cx.scope))
                .map_err(|stop| visit.stopped(stop))?;
            let to = all.into_iter().find(|user| user.active && user.login == asked.login);
            let to = to.ok_or_else(|| visit.not_found())?;
            let at = hand_over(cx, visit.key(&sent.0)?.as_ref(), draft, to.id, &to.name);
            version(StatusCode::OK, at.map_err(|stop| visit.problem(stop))?)
        })
        .await
}

async fn posting(visit: ApiVisit, Path((_, draft)): Path<(String, String)>, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let asked: DraftPostingAsked = visit.read(&sent.0)?;
            let seen = DraftVersion {
                draft: number(visit, &draft)?,
                version: asked.version,
            };
            let key = visit.key(&sent.0)?;
            let posted = post_draft(&visit.cx, key.as_ref(), seen, asked.accept_warnings.as_deref());
            json(
                StatusCode::CREATED,
                &PostedTold::from(posted.map_err(|stop| visit.problem(stop))?),
            )
        })
        .await
}
