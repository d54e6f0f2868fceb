//! `/forsystem/ny` and `/forsystem/system/{kod}`: a feeder system, typed and changed, with its versions.

use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::Arg;
use kameral_site::{Answered, Visit};
use kameral_ui::Spoken;
use kameral_ui::parts::{
    Button, Cell, Choice, Column, ErrorSummary, Facts, Field, Form as FormPart, Notice, PageHead, Row, Table, Width,
};
use maud::{Markup, html};

use super::feeder_receipt::refused;
use super::feeders::{crumb, system_path};
use crate::commands::{FeederKept, feeder, keep_feeder};
use crate::feeder::typed::Typed;
use crate::feeder::{DecimalSign, Faulty, FileCharset, FileForm, Separator};

pub(super) async fn new(visit: Visit) -> Response {
    visit
        .answer(|visit| match visit.cx.require(Permission::SettingEdit) {
            Ok(()) => page(visit, Some(&Typed::new()), None, &[]),
            Err(denied) => Err(denied.into()),
        })
        .await
}

pub(super) async fn show(visit: Visit, Path((_, code)): Path<(String, String)>) -> Response {
    visit
        .answer(move |visit| match feeder(&visit.cx, &code) {
            Ok(kept) => {
                let typed = kept.versions.first().and_then(|last| Typed::of(&last.feeder));
                page(visit, typed.as_ref(), Some(&kept), &[])
            }
            Err(stop) => {
                let refusals = visit.refused(stop)?;
                refused(visit, &visit.spoken(&refusals))
            }
        })
        .await
}

/// Keeps what was typed, at the address of a new system or of one that is kept: its code says which.
pub(super) async fn save(visit: Visit, Form(typed): Form<Typed>) -> Response {
    visit
        .answer(move |visit| {
            let feeder = match typed.read() {
                Ok(feeder) => feeder,
                Err(fields) => {
                    let wrong: Vec<Spoken> = fields.into_iter().map(|field| unreadable(visit, field)).collect();
                    return page(visit, Some(&typed), None, &wrong);
                }
            };
            match keep_feeder(&visit.cx, None, &feeder) {
                Ok(_) => visit.go_to(&system_path(visit, &feeder.feeder)),
                Err(stop) => {
                    let refusals = visit.refused(stop)?;
                    page(visit, Some(&typed), None, &visit.spoken(&refusals))
                }
            }
        })
        .await
}

fn unreadable(visit: &Visit, field: &str) -> Spoken {
    Spoken {
        name: "unreadable",
        line: None,
        field: Some(field.to_owned()),
        text: visit.words.t(&format!("feeder-unreadable-{}", field.replace('_', "-"))),
        severity: "refused",
    }
}

fn page(visit: &Visit, typed: Option<&Typed>, kept: Option<&FeederKept>, refusals: &[Spoken]) -> Answered {
    let words = visit.words;
    let last = kept.and_then(|kept| kept.versions.first());
    let title = match last {
        Some(last) => words.t_args("feeder-title", &[("feeder", Arg::Text(last.feeder.feeder.clone()))]),
        None => words.t("feeders-new"),
    };
    let page = html! {
        (PageHead::new(title.as_str()).lead(words.t("feeder-lead")))
        (ErrorSummary::new(words, refusals))
        @match typed {
            Some(typed) if visit.cx.may(Permission::SettingEdit) => { (form(visit, typed, refusals)) }
            Some(typed) => { (as_it_is(visit, typed)) }
            None => { (Notice::info(words.t("feeder-not-in-form")).spoken(words)) }
        }
        @if let Some(kept) = kept { (versions(visit, kept)) }
    };
    if refusals.is_empty() {
        visit.page(&title, &[crumb(visit)], &page)
    } else {
        visit.page_status(StatusCode::UNPROCESSABLE_ENTITY, &title, &[crumb(visit)], &page)
    }
}

fn form(visit: &Visit, typed: &Typed, refusals: &[Spoken]) -> Markup {
    let words = visit.words;
    let choice = |word: &str| Choice::new(word, words.t(&format!("feeder-choice-{word}")));
    let yes_no = || ["ja", "nej"].map(choice);
    let form = FormPart::post(visit.at("forsystem/ny"), &visit.csrf)
        .content(html! {
            (Field::text("kod", words.t("feeders-code")).value(&typed.kod).required().width(Width::Short).refusals(refusals))
            (Field::text("namn", words.t("feeders-name")).value(&typed.namn).required().width(Width::Long))
            (Field::text("namn_en", words.t("feeder-name-en")).value(&typed.namn_en).width(Width::Long))
            (Field::select("filform", words.t("feeder-form"), FileForm::ALL.iter().map(|one| choice(one.word()))).value(&typed.filform))
            (Field::select("avgransare", words.t("feeder-separator"), Separator::ALL.iter().map(|one| choice(one.word()))).value(&typed.avgransare))
            (Field::select("rubrik", words.t("feeder-header"), yes_no()).value(&typed.rubrik))
            (Field::select("tecken", words.t("feeder-charset"), FileCharset::ALL.iter().map(|one| choice(one.word()))).value(&typed.tecken))
            (Field::text("blad", words.t("feeder-sheet")).value(&typed.blad))
            (Field::select("decimal", words.t("feeder-decimal"), DecimalSign::ALL.iter().map(|one| choice(one.word()))).value(&typed.decimal))
            (Field::text("datumform", words.t("feeder-date")).value(&typed.datumform).width(Width::Short).help(words.t("feeder-help-date")))
            (Field::text_area("falt", words.t("feeder-fields"), 12).value(&typed.falt).required().help(words.t("feeder-help-fields")))
            (Field::text_area("oversattning", words.t("feeder-pairs"), 8).value(&typed.oversattning).help(words.t("feeder-help-pairs")))
            (Field::select("vant", words.t("feeder-turned"), yes_no()).value(&typed.vant))
            (Field::text("typ", words.t("feeder-kind")).value(&typed.typ).width(Width::Short))
            (Field::text("serie", words.t("feeder-series")).value(&typed.serie).width(Width::Short))
            (Field::select("vid_fel", words.t("feeder-faulty"), Faulty::ALL.iter().map(|one| choice(one.word()))).value(&typed.vid_fel))
            (Field::text("varningar", words.t("feeders-warnings")).value(&typed.varningar).width(Width::Long).help(words.t("feeder-help-warnings")))
            (Field::select("stangt", words.t("feeder-closed"), yes_no()).value(&typed.stangt))
        })
        .button(Button::submit(words.t("feeder-save")).primary());
    html! { (form) }
}

/// The settings, for who may not change them.
fn as_it_is(visit: &Visit, typed: &Typed) -> Markup {
    let words = visit.words;
    let chosen = |word: &String| words.t(&format!("feeder-choice-{word}"));
    let facts = Facts::new()
        .text(words.t("feeders-name"), typed.namn.as_str())
        .text(words.t("feeder-form"), chosen(&typed.filform))
        .text(words.t("feeder-faulty"), chosen(&typed.vid_fel))
        .markup(words.t("feeder-fields"), html! { pre { (typed.falt) } })
        .markup(words.t("feeder-pairs"), html! { pre { (typed.oversattning) } });
    html! { (facts) }
}

fn versions(visit: &Visit, kept: &FeederKept) -> Table {
    let words = visit.words;
    let rows = kept.versions.iter().map(|version| {
        Row::new([
            Cell::count(version.version),
            Cell::code(version.changed_at.get(..10).unwrap_or_default()),
            Cell::text(&version.changed_by),
        ])
    });
    let columns = [
        Column::number(words.t("exchange-settings-version")),
        Column::code(words.t("exchange-settings-changed")),
        Column::wide(words.t("outbox-made-by")),
    ];
    Table::new(words, words.t("exchange-settings-versions"), columns)
        .caption_shown()
        .rows(rows)
}
