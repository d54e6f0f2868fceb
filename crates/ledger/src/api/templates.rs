//! `/templates`: vouchers to begin from.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kameral_access::Permission;
use kameral_base::Place;
use kameral_site::api::{Answer, Api, ApiVisit, Asked, Operation, Sent, json};
use kameral_site::{asked, kept, told};
use kameral_store::Stop;

use super::model::understood;
use super::voucher_draft::VoucherDraft;
use crate::commands::{delete_template, save_template, use_template};
use crate::store::{model, templates};
use crate::template::{NewTemplate, TemplateContent};

const PATH: &str = "/api/v1/entities/{entity}/templates";
const ONE: &str = "/api/v1/entities/{entity}/templates/{template}";

kept! {
    /// A field that whoever uses a template must fill.
    pub struct RequiredField {
        /// Line, from 1; left out for a field of the head.
        line: Option<u32>,
        /// Field.
        field: Option<String>,
    }
}

asked! {
    /// What a template shall hold.
    pub struct TemplateAsked {
        /// Whether the whole entity may use it.
        shared: Option<bool>,
        /// The voucher.
        voucher: VoucherDraft,
        /// Fields that must be filled by whoever uses it.
        required: Option<Vec<RequiredField>>,
    }
}

asked! {
    /// How a template is used.
    pub struct TemplateUseAsked {
        /// Whether the amounts come along.
        with_amounts: Option<bool>,
    }
}

told! {
    /// A template in a list.
    pub struct TemplateRowTold {
        /// Name.
        name: String,
        /// Name of the owner.
        owner: String,
        /// Whether it is the caller's own.
        own: bool,
        /// Whether the whole entity may use it.
        shared: bool,
        /// When it was saved, UTC.
        saved_at: String,
    }
}

told! {
    /// Templates the caller may use, by name.
    pub struct TemplatesTold {
        /// The templates.
        templates: Vec<TemplateRowTold>,
    }
}

told! {
    /// The voucher a template gives, not yet saved.
    pub struct TemplateTold {
        /// The voucher.
        voucher: VoucherDraft,
        /// Fields that must be filled.
        required: Vec<RequiredField>,
    }
}

pub fn routes() -> Api {
    let drafting = |summary| Operation::new(summary).needs(Permission::VoucherDraft);
    Api::new("templates")
        .get(
            PATH,
            list,
            drafting("Own and shared templates").gives::<TemplatesTold>(),
        )
        .get(
            ONE,
            begin,
            drafting("The voucher a template gives")
                .asks::<TemplateUseAsked>()
                .gives::<TemplateTold>(),
        )
        .put(
            ONE,
            save,
            drafting("Save a template under a name")
                .takes::<TemplateAsked>()
                .silent(),
        )
        .delete(ONE, delete, drafting("Delete a template of one's own").silent())
}

async fn list(visit: ApiVisit) -> Response {
    visit
        .answer(|visit| {
            let cx = &visit.cx;
            let rows = cx.read(Permission::VoucherDraft, |tx| {
                templates::usable(tx, &cx.scope, cx.actor.user)
            });
            let rows = rows
                .map_err(|stop| visit.stopped(stop))?
                .into_iter()
                .map(|row| TemplateRowTold {
                    own: row.owner == cx.actor.user,
                    name: row.name,
                    owner: row.owner_name,
                    shared: row.shared,
                    saved_at: row.saved_at,
                });
            json(
                StatusCode::OK,
                &TemplatesTold {
                    templates: rows.collect(),
                },
            )
        })
        .await
}

async fn begin(
    visit: ApiVisit,
    Path((_, template)): Path<(String, String)>,
    Asked(asked): Asked<TemplateUseAsked>,
) -> Response {
    visit
        .answer(move |visit| {
            let cx = &visit.cx;
            let content = use_template(cx, &template, asked.with_amounts.unwrap_or(false));
            let content = content.map_err(|stop| visit.problem(stop))?;
            let model = cx.read(Permission::VoucherDraft, |tx| model::load(tx, cx));
            let model = model.map_err(|stop| visit.stopped(stop))?;
            let required = content.required.into_iter();
            json(
                StatusCode::OK,
                &TemplateTold {
                    voucher: VoucherDraft::of(&content.voucher, &model),
                    required: required
                        .map(|at| RequiredField {
                            line: at.line,
                            field: at.field,
                        })
                        .collect(),
                },
            )
        })
        .await
}

async fn save(visit: ApiVisit, Path((_, template)): Path<(String, String)>, sent: Sent) -> Response {
    visit.answer(move |visit| saved(visit, template, &sent.0)).await
}

fn saved(visit: &ApiVisit, name: String, body: &[u8]) -> Answer {
    let asked: TemplateAsked = visit.read(body)?;
    let cx = &visit.cx;
    let voucher = asked
        .voucher
        .draft(&*understood(visit)?)
        .map_err(|wrong| visit.problem(Stop::Refused(wrong)))?;
    let required = asked.required.unwrap_or_default().into_iter();
    let required = required
        .map(|at| Place {
            line: at.line,
            field: at.field,
        })
        .collect();
    let content = TemplateContent { voucher, required };
    let new = NewTemplate {
        name,
        shared: asked.shared.unwrap_or(false),
        content,
    };
    save_template(cx, visit.key(body)?.as_ref(), &new).map_err(|stop| visit.problem(stop))?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

async fn delete(visit: ApiVisit, Path((_, template)): Path<(String, String)>) -> Response {
    visit
        .answer(move |visit| {
            let deleted = delete_template(&visit.cx, visit.key(b"")?.as_ref(), &template);
            deleted.map_err(|stop| visit.problem(stop))?;
            Ok(StatusCode::NO_CONTENT.into_response())
        })
        .await
}
