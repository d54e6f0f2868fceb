//! `/utkast/{nummer}/mall` and `/verifikationer/{nummer}/mall`: the voucher in hand becomes a template.

use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_site::{Answered, Miss, Visit};
use kameral_ui::address::encode;
use kameral_ui::parts::{Button, ErrorSummary, Field, Form as FormPart, PageHead};
use kameral_ui::{Crumb, Spoken};
use maud::html;
use serde::Deserialize;

use super::{entry, path};
use crate::commands;
use crate::template::{self, NewTemplate, TEMPLATE_NAME_CHARS_MAX, TemplateContent};
use crate::voucher::{DraftVoucher, VoucherNumber};

/// The form as it was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    namn: String,
    delad: String,
}

/// What is saved, and where the visitor came from.
struct InHand {
    voucher: DraftVoucher,
    /// Address and name of the page it was saved from.
    from: (String, String),
    /// Whether it is still being typed.
    is_draft: bool,
}

fn draft(visit: &Visit, draft: i64) -> Result<InHand, Miss> {
    Ok(InHand {
        voucher: template::afresh(&entry::find(visit, draft)?.content.voucher, true),
        from: (path::draft(visit, draft), visit.words.t("entry-title")),
        is_draft: true,
    })
}

fn voucher(visit: &Visit, number: &str) -> Result<InHand, Miss> {
    let number = VoucherNumber::parse(number).ok_or(Miss::NotFound)?;
    Ok(InHand {
        voucher: entry::copied(visit, &number, true)?,
        from: (path::voucher(visit, &number), number.to_string()),
        is_draft: false,
    })
}

pub(super) async fn of_draft(visit: Visit, Path((_, number)): Path<(String, i64)>) -> Response {
    visit.answer(move |visit| asked(visit, &draft(visit, number)?)).await
}

pub(super) async fn of_voucher(visit: Visit, Path((_, number)): Path<(String, String)>) -> Response {
    visit.answer(move |visit| asked(visit, &voucher(visit, &number)?)).await
}

pub(super) async fn save_draft(
    visit: Visit,
    Path((_, number)): Path<(String, i64)>,
    Form(typed): Form<Typed>,
) -> Response {
    visit
        .answer(move |visit| save(visit, draft(visit, number)?, &typed))
        .await
}

pub(super) async fn save_voucher(
    visit: Visit,
    Path((_, number)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Response {
    visit
        .answer(move |visit| save(visit, voucher(visit, &number)?, &typed))
        .await
}

/// The form, with a name to begin from: what the voucher concerns.
fn asked(visit: &Visit, of: &InHand) -> Answered {
    let namn = of.voucher.text.chars().take(TEMPLATE_NAME_CHARS_MAX).collect();
    let typed = Typed {
        namn,
        ..Typed::default()
    };
    page(visit, of, &typed, &[])
}

fn page(visit: &Visit, of: &InHand, typed: &Typed, refusals: &[Spoken]) -> Answered {
    visit.cx.read(Permission::VoucherDraft, |_| Ok(()))?;
    let words = visit.words;
    let title = words.t("save-template-title");
    let name = Field::text("namn", words.t("template-name"))
        .value(&typed.namn)
        .help(words.t("save-template-name-help"))
        .required()
        .refusals(refusals);
    let name = if refusals.is_empty() { name.autofocus() } else { name };
    let shared = Field::checkbox("delad", words.t("save-template-shared"))
        .value(&typed.delad)
        .help(words.t("save-template-shared-help"));
    let form = FormPart::post(visit.address.path(), &visit.csrf)
        .content(html! { (name) (shared) })
        .button(Button::submit(words.t("save-template-submit")).primary())
        .button(Button::link(&of.from.0, words.t("dialog-cancel")));
    let lead = words.t_args(
        "save-template-lead",
        &[(
            "lines",
            i64::try_from(of.voucher.lines.len()).unwrap_or(i64::MAX).into(),
        )],
    );
    let content = html! { (PageHead::new(title.as_str()).lead(lead)) (ErrorSummary::new(words, refusals)) (form) };
    let status = if refusals.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let crumbs = [Crumb::new(of.from.1.as_str(), of.from.0.as_str())];
    visit.page_status(status, &title, &crumbs, &content)
}

fn save(visit: &Visit, of: InHand, typed: &Typed) -> Answered {
    let new = NewTemplate {
        name: typed.namn.clone(),
        shared: typed.delad == "ja",
        content: TemplateContent {
            voucher: of.voucher.clone(),
            required: Vec::new(),
        },
    };
    match commands::save_template(&visit.cx, None, &new) {
        // Who is typing goes on typing; the draft tells that the template is there.
        Ok(()) if of.is_draft => visit.go_to(&format!("{}?mall={}", of.from.0, encode(new.name.trim()))),
        Ok(()) => visit.go_to(&path::template(visit, new.name.trim())),
        Err(stop) => {
            let mut refusals = visit.spoken(&visit.refused(stop)?);
            for refusal in &mut refusals {
                refusal.field = Some("namn".to_owned());
            }
            page(visit, &of, typed, &refusals)
        }
    }
}
