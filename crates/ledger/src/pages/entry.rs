//! `/verifikationer/ny` and `/utkast/{nummer}`: typing a voucher. The draft is kept at every pause,
//! so that nothing typed is lost (peers §2.21).

use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Form, Json};
use kameral_access::{IdempotencyKey, Permission};
use kameral_site::{Answered, Miss, Visit};
use kameral_ui::parts::{
    Button, ErrorSummary, GridConflict, GridPosted, GridSaved, GridSent, GridShown, Notice, PageHead,
};
use kameral_ui::web::Problem;
use kameral_ui::{Crumb, Spoken};
use maud::html;
use serde::Deserialize;

use super::templates::{self, Wanted};
use super::{attachments, grid, path, preview};
use crate::commands::{self, PostRequest};
use crate::draft::{DraftContent, DraftState, DraftVersion};
use crate::refusal::{PostCause, PostRefusal};
use crate::store::drafts::{self, Draft};
use crate::store::{model, vouchers};
use crate::template;
use crate::voucher::{DraftVoucher, VoucherNumber};

/// A new draft is made at once, so that the first pause has somewhere to save.
pub(super) async fn new(visit: Visit) -> Response {
    visit.answer(|visit| begin(visit, &DraftVoucher::default())).await
}

/// A copy of a posted voucher as a new draft, with its amounts or without.
pub(super) async fn copy(
    visit: Visit,
    Path((_, number)): Path<(String, String)>,
    Form(wanted): Form<Wanted>,
) -> Response {
    visit
        .answer(move |visit| {
            let of = VoucherNumber::parse(&number).ok_or(Miss::NotFound)?;
            begin(visit, &copied(visit, &of, wanted.with_amounts())?)
        })
        .await
}

/// What a new voucher takes from a posted one.
pub(super) fn copied(visit: &Visit, of: &VoucherNumber, with_amounts: bool) -> Result<DraftVoucher, Miss> {
    let found = visit
        .cx
        .read(Permission::BooksRead, |tx| commands::correctable(tx, &visit.cx, of))?;
    Ok(template::copy_of(&found.ok_or(Miss::NotFound)?, with_amounts))
}

/// A new draft that begins with a voucher.
pub(super) fn begin(visit: &Visit, voucher: &DraftVoucher) -> Answered {
    let content = DraftContent {
        voucher: voucher.clone(),
        raw: None,
    };
    match commands::save_draft(&visit.cx, None, None, &content, "") {
        Ok(at) => visit.go_to(&path::draft(visit, at.draft)),
        Err(stop) => not_begun(visit, &visit.refused(stop)?),
    }
}

/// Why no draft is begun with a voucher: it has lines that the visitor may not write.
fn not_begun(visit: &Visit, refusals: &[PostRefusal]) -> Answered {
    let title = visit.words.t("entry-title");
    let refusals = visit.spoken(refusals);
    let content = html! {
        (PageHead::new(title.as_str()))
        (ErrorSummary::new(visit.words, &refusals))
    };
    let crumbs = [Crumb::new(visit.words.t("drafts-title"), visit.at("utkast"))];
    visit.page_status(StatusCode::UNPROCESSABLE_ENTITY, &title, &crumbs, &content)
}

/// What the address says for columns that are not there otherwise.
const WANTED: &str = "ja";

/// What was just made of the draft and what is shown of it, as the address has it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    mall: String,
    valuta: String,
}

pub(super) async fn edit(visit: Visit, Path((_, draft)): Path<(String, i64)>, Query(asked): Query<Asked>) -> Response {
    visit.answer(move |visit| page(visit, draft, &asked, &[])).await
}

/// A draft the visitor may see.
pub(super) fn find(visit: &Visit, draft: i64) -> Result<Draft, Miss> {
    let found = visit.cx.read(Permission::VoucherDraft, |tx| {
        drafts::draft(tx, &visit.cx.scope, visit.cx.actor.user, draft)
    })?;
    found.ok_or(Miss::NotFound)
}

/// The grid with the draft as it is kept, its documents under it, and above it what was refused of
/// what was done beside the grid.
pub(super) fn page(visit: &Visit, draft: i64, asked: &Asked, refusals: &[Spoken]) -> Answered {
    let found = find(visit, draft)?;
    let cx = &visit.cx;
    let (model, documents) = cx.read(Permission::BooksRead, |tx| {
        let documents = attachments::kept(tx, cx.entity(), &found.content.voucher.attachments)?;
        Ok((model::load(tx, cx)?, documents))
    })?;
    let words = visit.words;
    let title = words.t("entry-title");
    let own = path::draft(visit, draft);
    let crumbs = [Crumb::new(words.t("drafts-title"), visit.at("utkast"))];
    if let Some(seq) = found.head.posted_seq {
        let header = visit.cx.read(Permission::BooksRead, |tx| {
            vouchers::header_at(tx, visit.cx.entity(), seq)
        })?;
        return visit.go_to(&path::voucher(visit, &header.number));
    }
    if found.head.state != DraftState::Working || found.head.owner != visit.cx.actor.user {
        return not_mine(visit, &title, &found);
    }
    let sent: Option<GridHeadAndLines> = found
        .content
        .raw
        .clone()
        .and_then(|raw| serde_json::from_value(raw).ok());
    let voucher = &found.content.voucher;
    let lines = sent.map_or_else(|| grid::lines(&model, voucher), |sent| sent.lines);
    let in_currency = asked.valuta == WANTED || grid::has_currency(&lines);
    let mut grid = grid::grid(visit, &model, &format!("{own}/bokfor"), in_currency)
        .head(grid::head(visit, voucher))
        .lines(lines)
        .draft(own.as_str(), found.head.at.version);
    if refusals.is_empty() {
        grid = grid.focus();
    }
    if visit.cx.may(Permission::VoucherPost) {
        grid = grid.button("post", words.t("entry-post"), Some("Ctrl+Shift+Enter"));
    }
    grid = grid
        .button("preview", words.t("entry-preview"), Some("F8"))
        .button("park", words.t("entry-park"), None);
    let mut head = PageHead::new(title.as_str());
    if !in_currency && !model.currencies.is_empty() {
        let wanted = format!("{own}?valuta={WANTED}");
        head = head.action(Button::link(wanted, words.t("entry-currency")).key("Ctrl+Shift+L"));
    }
    let head = head.action(Button::link(format!("{own}/mall"), words.t("save-template-title")).key("Ctrl+Shift+M"));
    let content = html! {
        (head)
        (ErrorSummary::new(words, refusals))
        (grid)
        (attachments::of_draft(visit, &own, &documents, refusals))
    };
    if !refusals.is_empty() {
        return visit.page_status(StatusCode::UNPROCESSABLE_ENTITY, &title, &crumbs, &content);
    }
    match saved_template(visit, &asked.mall)? {
        Some(told) => visit.page_with(&title, &crumbs, told, &content),
        None => visit.page(&title, &crumbs, &content),
    }
}

/// Tells that a template is there, if it is: an address may be older than what it tells of.
fn saved_template(visit: &Visit, name: &str) -> Result<Option<Notice>, Miss> {
    if name.is_empty() || !templates::is_usable(visit, name)? {
        return Ok(None);
    }
    let told = visit
        .words
        .t_args("save-template-done", &[("name", name.to_owned().into())]);
    let link = html! { a href=(path::template(visit, name)) { (visit.words.t("save-template-open")) } };
    Ok(Some(Notice::success(told).more(link)))
}

/// What the grid's cells were, as the draft keeps them.
#[derive(serde::Serialize, serde::Deserialize)]
struct GridHeadAndLines {
    #[serde(default)]
    head: std::collections::BTreeMap<String, String>,
    lines: Vec<kameral_ui::parts::GridLine>,
}

fn not_mine(visit: &Visit, title: &str, found: &Draft) -> Answered {
    let words = visit.words;
    let state = words.t(&format!("draft-{}", found.head.state.word()));
    let said = words.t_args(
        "draft-not-mine",
        &[("owner", found.head.owner_name.clone().into()), ("state", state.into())],
    );
    let form = (found.head.state == DraftState::Parked).then(|| {
        kameral_ui::parts::Form::post(
            format!("{}/ta-over", path::draft(visit, found.head.at.draft)),
            &visit.csrf,
        )
        .button(kameral_ui::parts::Button::submit(words.t("draft-take")).primary())
    });
    visit.page(
        title,
        &[],
        &html! { (PageHead::new(title)) (Notice::info(said).spoken(words)) @if let Some(form) = form { (form) } },
    )
}

/// Many lines are fetched by the grid instead of standing in the page.
pub(super) async fn lines(visit: Visit, Path((_, draft)): Path<(String, i64)>) -> Response {
    visit
        .answer(move |visit| {
            let found = find(visit, draft)?;
            let model = visit.cx.read(Permission::BooksRead, |tx| model::load(tx, &visit.cx))?;
            Ok(Json(serde_json::json!({ "lines": grid::lines(&model, &found.content.voucher) })).into_response())
        })
        .await
}

pub(super) async fn save(visit: Visit, Path((_, draft)): Path<(String, i64)>, Json(sent): Json<GridSent>) -> Response {
    visit
        .answer(move |visit| keep(visit, draft, &sent).map(IntoResponse::into_response))
        .await
}

/// What the grid sent, with what the draft holds besides: the grid shows neither kind nor documents.
fn content(visit: &Visit, draft: i64, sent: &GridSent) -> Result<(DraftContent, Vec<Spoken>), Miss> {
    let cx = &visit.cx;
    let model = cx.read(Permission::BooksRead, |tx| model::load(tx, cx))?;
    let kept = cx.read(Permission::VoucherDraft, |tx| {
        drafts::draft(tx, &cx.scope, cx.actor.user, draft)
    })?;
    let (mut voucher, wrong) = grid::read(visit, &model, sent);
    if let Some(kept) = kept.map(|kept| kept.content.voucher) {
        voucher.attachments = kept.attachments;
        if !kept.kind.is_empty() {
            voucher.kind = kept.kind;
        }
    }
    let raw = GridHeadAndLines {
        head: sent.head.clone(),
        lines: sent.lines.clone(),
    };
    let raw = serde_json::to_value(raw).map_err(|_| Miss::Malformed)?;
    Ok((
        DraftContent {
            voucher,
            raw: Some(raw),
        },
        wrong,
    ))
}

fn keep(visit: &Visit, draft: i64, sent: &GridSent) -> Result<Response, Miss> {
    let (content, _) = content(visit, draft, sent)?;
    let seen = DraftVersion {
        draft,
        version: sent.version,
    };
    match commands::save_draft(&visit.cx, None, Some(seen), &content, "") {
        Ok(at) => Ok(Json(GridSaved {
            version: at.version,
            saved_at: time_of_day(visit),
        })
        .into_response()),
        Err(stop) => {
            let refusals = visit.refused(stop)?;
            conflict(visit, draft, &refusals)
        }
    }
}

/// Somebody else kept the draft meanwhile: both versions are shown. Anything else is a problem.
fn conflict(visit: &Visit, draft: i64, refusals: &[PostRefusal]) -> Result<Response, Miss> {
    let changed = refusals
        .iter()
        .any(|refusal| matches!(refusal.cause, PostCause::DraftChanged { .. }));
    if !changed {
        let title = visit.words.t("problem-refused");
        return Ok(Problem::refused(title, grid::spoken(visit, refusals)).into_response());
    }
    let found = find(visit, draft)?;
    let model = visit.cx.read(Permission::BooksRead, |tx| model::load(tx, &visit.cx))?;
    let raw: Option<GridHeadAndLines> = found
        .content
        .raw
        .clone()
        .and_then(|raw| serde_json::from_value(raw).ok());
    let (head, lines) = raw.map_or_else(
        || {
            (
                std::collections::BTreeMap::new(),
                grid::lines(&model, &found.content.voucher),
            )
        },
        |raw| (raw.head, raw.lines),
    );
    let conflict = GridConflict {
        version: found.head.at.version,
        saved_by: found.head.changed_by.clone(),
        saved_at: found
            .head
            .changed_at
            .parse()
            .map(visit.site.time_of_day)
            .unwrap_or_default(),
        head,
        lines,
    };
    Ok((StatusCode::CONFLICT, Json(conflict)).into_response())
}

fn time_of_day(visit: &Visit) -> String {
    (visit.site.time_of_day)(visit.cx.now)
}

pub(super) async fn post(visit: Visit, Path((_, draft)): Path<(String, i64)>, Json(sent): Json<GridSent>) -> Response {
    visit.answer(move |visit| finish(visit, draft, &sent)).await
}

fn finish(visit: &Visit, draft: i64, sent: &GridSent) -> Answered {
    let (content, wrong) = content(visit, draft, sent)?;
    let seen = DraftVersion {
        draft,
        version: sent.version,
    };
    let at = match commands::save_draft(&visit.cx, None, Some(seen), &content, "") {
        Ok(at) => at,
        Err(stop) => return conflict(visit, draft, &visit.refused(stop)?),
    };
    // The draft is kept though it is refused: what is typed next follows on this version.
    let refused = |spoken| {
        let problem = Problem::refused(visit.words.t("problem-refused"), spoken);
        Ok(problem.kept_at(at.version).into_response())
    };
    if sent.intent == "park" {
        return match commands::park_draft(&visit.cx, None, at.draft, "") {
            Ok(_) => Ok(Json(GridPosted {
                redirect: visit.at("utkast"),
            })
            .into_response()),
            Err(stop) => refused(grid::spoken(visit, &visit.refused(stop)?)),
        };
    }
    if !wrong.is_empty() {
        return refused(wrong);
    }
    if sent.intent == "preview" {
        let request = PostRequest {
            drafts: vec![content.voucher],
            accept_warnings: sent.accepted.as_ref().map(|accepted| accepted.reason.clone()),
            ..PostRequest::default()
        };
        return match commands::preview(&visit.cx, &request) {
            Ok(vouchers) => Ok(Json(GridShown {
                version: at.version,
                shown: preview::shown(visit, &vouchers)?,
            })
            .into_response()),
            Err(stop) => refused(grid::spoken(visit, &visit.refused(stop)?)),
        };
    }
    let accepted = sent.accepted.as_ref().map(|accepted| accepted.reason.as_str());
    // The draft at this version is posted once, whatever a browser sends again.
    let key = IdempotencyKey::new(format!("draft-{}-{}", at.draft, at.version), b"post");
    match commands::post_draft(&visit.cx, Some(&key), at, accepted) {
        Ok(posted) => Ok(Json(GridPosted {
            redirect: path::voucher(visit, &posted.number),
        })
        .into_response()),
        Err(stop) => refused(grid::spoken(visit, &visit.refused(stop)?)),
    }
}
