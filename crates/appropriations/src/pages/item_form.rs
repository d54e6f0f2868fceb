//! `/anslag/ny` and `/anslag/post/{beteckning}/andra`: an item as it shall be.

use axum::Form;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_site::reading::{Reading, TICKED, day, tick};
use kameral_site::{Answered, Miss, Visit};
use kameral_ui::parts::{Button, Choice, ErrorSummary, Field, Form as FormPart, PageHead, Width};
use kameral_ui::{Crumb, Spoken};
use maud::html;
use serde::Deserialize;

use super::{item, path};
use crate::commands;
use crate::model::{Basis, Beyond, Flow, Item, ItemKind, Link};
use crate::store::items;

/// The form, as it comes.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    item: String,
    parent: String,
    kind: String,
    name: String,
    name_en: String,
    text: String,
    flow: String,
    basis: String,
    gross: String,
    administrative: String,
    carried_forward: String,
    beyond: String,
    document: String,
    decided_on: String,
    valid_from: String,
    valid_to: String,
    #[serde(rename = "financier")]
    links: String,
}

/// What the address of a new item says of it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Begun {
    slag: String,
    del: String,
}

pub(super) async fn new(visit: Visit, Query(begun): Query<Begun>) -> Response {
    let typed = Typed {
        kind: begun.slag,
        parent: begun.del,
        carried_forward: TICKED.to_owned(),
        ..Typed::default()
    };
    visit.answer(move |visit| page(visit, None, &typed, &[])).await
}

pub(super) async fn add(visit: Visit, Form(typed): Form<Typed>) -> Response {
    visit.answer(move |visit| keep(visit, None, &typed)).await
}

pub(super) async fn edit(visit: Visit, Path((_, item)): Path<(String, String)>) -> Response {
    visit
        .answer(move |visit| {
            let cx = &visit.cx;
            let known = cx.read(Permission::BooksRead, |tx| items::all(tx, &cx.scope))?;
            let known = known
                .into_iter()
                .find(|known| known.item == item)
                .ok_or(Miss::NotFound)?;
            page(visit, Some(&item), &Typed::of(&known), &[])
        })
        .await
}

pub(super) async fn change(
    visit: Visit,
    Path((_, item)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Response {
    let typed = Typed {
        item: item.clone(),
        ..typed
    };
    visit.answer(move |visit| keep(visit, Some(&item), &typed)).await
}

impl Typed {
    fn of(item: &Item) -> Self {
        let links = item.links.iter();
        let links = links.map(|link| item::days(&link.financier, link.valid_from, link.valid_to));
        Self {
            item: item.item.clone(),
            parent: item.parent.clone().unwrap_or_default(),
            kind: item.kind.word().to_owned(),
            name: item.name.clone(),
            name_en: item.name_en.clone(),
            text: item.text.clone(),
            flow: item.flow.word().to_owned(),
            basis: item.basis.word().to_owned(),
            gross: tick(item.gross),
            administrative: tick(item.administrative),
            carried_forward: tick(item.carried_forward),
            beyond: item.beyond.word().to_owned(),
            document: item.document.clone(),
            decided_on: day(item.decided_on),
            valid_from: day(item.valid_from),
            valid_to: day(item.valid_to),
            links: links.collect::<Vec<_>>().join("\n"),
        }
    }

    fn read(&self, reading: &mut Reading<'_>) -> Item {
        let parent = self.parent.trim();
        Item {
            item: self.item.trim().to_owned(),
            parent: (!parent.is_empty()).then(|| parent.to_owned()),
            kind: ItemKind::from_word(&self.kind).unwrap_or(ItemKind::Appropriation),
            name: self.name.trim().to_owned(),
            name_en: self.name_en.trim().to_owned(),
            text: self.text.split_whitespace().collect::<Vec<_>>().join(" "),
            flow: Flow::from_word(&self.flow).unwrap_or(Flow::InterestBearing),
            basis: Basis::from_word(&self.basis).unwrap_or(Basis::Cost),
            gross: self.gross == TICKED,
            administrative: self.administrative == TICKED,
            carried_forward: self.carried_forward == TICKED,
            beyond: Beyond::from_word(&self.beyond).unwrap_or(Beyond::Warn),
            document: self.document.trim().to_owned(),
            decided_on: reading.day("decided_on", &self.decided_on),
            valid_from: reading.day("valid_from", &self.valid_from),
            valid_to: reading.day("valid_to", &self.valid_to),
            links: reading.lines("financier", &self.links, link),
        }
    }
}

/// `10`, or `10 2026-01-01..2026-06-30`.
fn link(line: &str) -> Option<Link> {
    let (financier, days) = line.trim().split_once(' ').unwrap_or((line.trim(), ".."));
    let (from, to) = days.trim().split_once("..")?;
    let day = |day: &str| match day.trim() {
        "" => Some(None),
        day => day.parse().ok().map(Some),
    };
    Some(Link {
        financier: financier.to_owned(),
        valid_from: day(from)?,
        valid_to: day(to)?,
    })
}

fn keep(visit: &Visit, known: Option<&str>, typed: &Typed) -> Answered {
    let mut reading = Reading::new(visit);
    let new = typed.read(&mut reading);
    if !reading.mistakes.is_empty() {
        return page(visit, known, typed, &reading.mistakes);
    }
    match commands::keep_item(&visit.cx, None, &new) {
        Ok(_) => visit.go_to(&path::item(visit, &new.item, i64::from(visit.cx.today.year()))),
        Err(stop) => {
            let refusals = visit.refused(stop)?;
            page(visit, known, typed, &visit.spoken(&refusals))
        }
    }
}

fn page(visit: &Visit, known: Option<&str>, typed: &Typed, refusals: &[Spoken]) -> Answered {
    visit.cx.require(Permission::RegisterEdit)?;
    let words = visit.words;
    let is_title = typed.kind == ItemKind::RevenueTitle.word();
    let title = match known {
        Some(item) => format!("{} {item}", words.t("appropriations-change")),
        None if is_title => words.t("appropriations-new-title"),
        None => words.t("appropriations-new"),
    };
    let choices = |list: &'static str, words_of: Vec<&'static str>| {
        words_of
            .into_iter()
            .map(move |word| Choice::new(word, words.t(&format!("appropriation-{list}-{word}"))))
    };
    let code = Field::text("item", words.t("appropriation-item"))
        .value(&typed.item)
        .width(Width::Medium)
        .refusals(refusals);
    let code = if known.is_some() {
        code.disabled()
    } else {
        code.required().autofocus()
    };
    let flows = Flow::ALL.iter().map(|flow| flow.word()).collect();
    let (bases_of, bases) = if is_title {
        ("title-basis", vec![Basis::Cost.word(), Basis::Cash.word()])
    } else {
        ("basis", Basis::ALL.iter().map(|basis| basis.word()).collect())
    };
    let beyonds = Beyond::ALL.iter().map(|beyond| beyond.word()).collect();
    let content = html! {
        input type="hidden" name="kind" value=(typed.kind);
        (code)
        (Field::text("name", words.t("appropriation-name")).value(&typed.name).required().refusals(refusals))
        (Field::text("name_en", words.t("appropriation-name-en")).value(&typed.name_en).optional(words).refusals(refusals))
        (Field::text("parent", words.t("appropriation-parent")).value(&typed.parent).width(Width::Medium).optional(words).refusals(refusals))
        (Field::text_area("text", words.t("appropriation-text"), 3).value(&typed.text).optional(words).refusals(refusals))
        (Field::select("flow", words.t("appropriation-flow"), choices("flow", flows)).value(&typed.flow))
        (Field::select("basis", words.t("appropriation-basis"), choices(bases_of, bases)).value(&typed.basis))
        @if !is_title {
            (Field::checkbox("administrative", words.t("appropriation-administrative"))
                .help(words.t("appropriation-administrative-help")).value(&typed.administrative))
            (Field::checkbox("carried_forward", words.t("appropriation-carried-forward")).value(&typed.carried_forward))
            (Field::select("beyond", words.t("appropriation-beyond"), choices("beyond", beyonds)).value(&typed.beyond))
        }
        (Field::checkbox("gross", words.t("appropriation-gross")).value(&typed.gross))
        (Field::text_area("financier", words.t("appropriation-links"), 3)
            .help(words.t("appropriation-links-help")).value(&typed.links).optional(words).refusals(refusals))
        (Field::text("document", words.t("appropriation-document"))
            .help(words.t("appropriation-document-help")).value(&typed.document).optional(words).refusals(refusals))
        (Field::date("decided_on", words.t("appropriation-decided-on")).value(&typed.decided_on).optional(words).refusals(refusals))
        (Field::date("valid_from", words.t("appropriation-valid-from")).value(&typed.valid_from).optional(words).refusals(refusals))
        (Field::date("valid_to", words.t("appropriation-valid-to")).value(&typed.valid_to).optional(words).refusals(refusals))
    };
    let form = FormPart::post(visit.address.path(), &visit.csrf)
        .content(content)
        .button(Button::submit(words.t("appropriation-save")).primary())
        .button(Button::link(visit.at("anslag"), words.t("dialog-cancel")));
    let status = if refusals.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let crumbs = [Crumb::new(words.t("appropriations-title"), visit.at("anslag"))];
    let content = html! { (PageHead::new(title.as_str())) (ErrorSummary::new(words, refusals)) (form) };
    visit.page_status(status, &title, &crumbs, &content)
}
