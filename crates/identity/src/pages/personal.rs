//! `/personuppgifter`: what is held of persons and where, who is protected, and everything that is held on
//! one person (SEC-19, SEC-22, OPS-23).

use std::collections::BTreeMap;

use axum::Form;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::personal::{Class, Protection, ProtectionKind, lift, protect, protections, register};
use kameral_access::{INSTALLATION, Permission};
use kameral_ledger::subject_extract::{Extract, extract};
use kameral_site::{Answered, Needs, Pages, Visit};
use kameral_ui::Spoken;
use kameral_ui::parts::{
    Badge, Button, Cell, Choice, Column, ErrorSummary, Field, Form as FormPart, PageHead, Row, Table, Tone, Width,
};
use maud::{Markup, html};
use serde::Deserialize;

/// Where it stands.
const PATH: &str = "personuppgifter";

/// The routes.
pub fn routes() -> Pages {
    let needs = Permission::PersonalManage;
    Pages::new()
        .get("/{entity}/personuppgifter", needs, show)
        .post("/{entity}/personuppgifter", needs, set)
        .post("/{entity}/personuppgifter/hav", needs, lift_one)
        .post("/{entity}/personuppgifter/utdrag", Needs::EveryRow(needs), take_out)
}

/// A protection, as it is typed.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
struct Typed {
    slag: String,
    koddel: String,
    vem: String,
    skal: String,
}

/// A protection to lift.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct TypedLift {
    nummer: i64,
    anvandare: String,
    skal: String,
}

/// Whose extract.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct TypedPerson {
    person: String,
}

async fn show(visit: Visit) -> Response {
    visit.answer(|visit| page(visit, &Typed::default(), &[])).await
}

async fn set(visit: Visit, Form(typed): Form<Typed>) -> Response {
    visit
        .answer(move |visit| {
            let kind = ProtectionKind::from_word(&typed.slag).unwrap_or(ProtectionKind::ProtectedUser);
            let set = protect(
                &visit.cx,
                None,
                kind,
                &typed.koddel.to_uppercase(),
                &typed.vem,
                &typed.skal,
            );
            match set {
                Ok(_) => visit.go_to(&visit.at(PATH)),
                Err(stop) => {
                    let refusals = visit.refused(stop)?;
                    page(visit, &typed, &visit.spoken(&refusals))
                }
            }
        })
        .await
}

async fn lift_one(visit: Visit, Form(typed): Form<TypedLift>) -> Response {
    visit
        .answer(
            move |visit| match lift(&visit.cx, None, typed.anvandare == "1", typed.nummer, &typed.skal) {
                Ok(()) => visit.go_to(&visit.at(PATH)),
                Err(stop) => {
                    let refusals = visit.refused(stop)?;
                    page(visit, &Typed::default(), &visit.spoken(&refusals))
                }
            },
        )
        .await
}

fn page(visit: &Visit, typed: &Typed, refusals: &[Spoken]) -> Answered {
    let words = visit.words;
    let entity = visit.cx.entity();
    let found = visit
        .cx
        .read(Permission::PersonalManage, |tx| protections(tx, entity))?;
    let title = words.t("personal-title");
    let content = html! {
        (PageHead::new(title.as_str()).lead(words.t("personal-lead")))
        (ErrorSummary::new(words, refusals))
        (protected(visit, &found))
        (form(visit, typed))
        (extract_form(visit))
        (held(visit))
    };
    if refusals.is_empty() {
        visit.page(&title, &[], &content)
    } else {
        visit.page_status(StatusCode::UNPROCESSABLE_ENTITY, &title, &[], &content)
    }
}

fn protected(visit: &Visit, found: &[Protection]) -> Markup {
    let words = visit.words;
    let columns = [
        Column::text(words.t("personal-kind")),
        Column::code(words.t("personal-dimension")),
        Column::code(words.t("personal-who")),
        Column::wide(words.t("personal-reason")),
        Column::code(words.t("personal-set")),
        Column::text(words.t("personal-by")),
        Column::text(words.t("personal-lift")),
    ];
    let rows = found.iter().map(|known| {
        let of_user = if known.entity == INSTALLATION { "1" } else { "" };
        let number = known.number.to_string();
        let form = FormPart::post(visit.at("personuppgifter/hav"), &visit.csrf)
            .content(html! {
                input type="hidden" name="nummer" value=(number);
                input type="hidden" name="anvandare" value=(of_user);
                (Field::text("skal", words.t("personal-why-lift")).required())
            })
            .button(Button::submit(words.t("personal-lift")).quiet());
        Row::new([
            Cell::text(words.t(known.kind.text_key())),
            Cell::code(&known.dimension),
            Cell::code(&known.subject),
            Cell::text(&known.reason),
            Cell::code(known.set_at.strftime("%Y-%m-%d").to_string()),
            Cell::text(&known.set_by_name),
            Cell::markup(html! { details { summary { (words.t("personal-lift")) } (form) } }),
        ])
    });
    let table = Table::new(words, words.t("personal-protected"), columns)
        .caption_shown()
        .rows(rows)
        .empty(html! { p { (words.t("personal-nobody")) } });
    html! { (table) }
}

fn form(visit: &Visit, typed: &Typed) -> Markup {
    let words = visit.words;
    let kinds = ProtectionKind::ALL.map(|kind| Choice::new(kind.word(), words.t(kind.text_key())));
    let form = FormPart::post(visit.at(PATH), &visit.csrf)
        .content(html! {
            (Field::select("slag", words.t("personal-kind"), kinds).value(&typed.slag))
            (Field::text("koddel", words.t("personal-dimension")).value(&typed.koddel).width(Width::Short).optional(words))
            (Field::text("vem", words.t("personal-who")).value(&typed.vem).optional(words))
            (Field::text("skal", words.t("personal-reason")).value(&typed.skal).required().width(Width::Long))
        })
        .button(Button::submit(words.t("personal-protect")).primary());
    html! { details.add { summary { (words.t("personal-protect-new")) } (form) } }
}

fn extract_form(visit: &Visit) -> Markup {
    let words = visit.words;
    let form = FormPart::post(visit.at("personuppgifter/utdrag"), &visit.csrf)
        .content(html! { (Field::text("person", words.t("personal-person")).required()) })
        .button(Button::submit(words.t("personal-take-out")).primary());
    html! { details.add { summary { (words.t("personal-extract")) } p { (words.t("personal-extract-lead")) } (form) } }
}

/// Columns of a table and a class, with purpose, ground and retention in words.
type Columns = (Vec<&'static str>, [String; 3]);

/// The register by table and class: a line a table and what it holds.
fn held(visit: &Visit) -> Markup {
    let words = visit.words;
    let mut grouped: BTreeMap<(&str, Class), Columns> = BTreeMap::new();
    for column in register().iter().filter(|held| held.class != Class::Nothing) {
        let because = column.because.map(|(purpose, ground, retention)| {
            [purpose.text_key(), ground.text_key(), retention.text_key()].map(|key| words.t(key))
        });
        let place = grouped.entry((column.table, column.class)).or_default();
        place.0.push(column.column);
        place.1 = because.unwrap_or_default();
    }
    let columns = [
        Column::code(words.t("personal-table")),
        Column::wide(words.t("personal-columns")),
        Column::text(words.t("personal-class")),
        Column::text(words.t("personal-purpose")),
        Column::text(words.t("personal-ground")),
        Column::text(words.t("personal-retention")),
    ];
    let rows = grouped
        .into_iter()
        .map(|((table, class), (columns, [purpose, ground, retention]))| {
            Row::new([
                Cell::code(table),
                Cell::text(columns.join(", ")),
                Cell::text(words.t(class.text_key())),
                Cell::text(purpose),
                Cell::text(ground),
                Cell::text(retention),
            ])
        });
    html! { (Table::new(words, words.t("personal-register"), columns).caption_shown().rows(rows)) }
}

async fn take_out(visit: Visit, Form(typed): Form<TypedPerson>) -> Response {
    visit
        .answer(move |visit| match extract(&visit.cx, &typed.person) {
            Ok(found) => taken_out(visit, &found),
            Err(stop) => {
                let refusals = visit.refused(stop)?;
                page(visit, &Typed::default(), &visit.spoken(&refusals))
            }
        })
        .await
}

fn taken_out(visit: &Visit, found: &Extract) -> Answered {
    let words = visit.words;
    let title = words.t("personal-extract");
    let columns = [
        Column::code(words.t("personal-table")),
        Column::text(words.t("personal-named-in")),
        Column::wide(words.t("personal-values")),
        Column::text(words.t("personal-review")),
    ];
    let review = |is: bool| {
        let badge = Badge::new(Tone::Warning, words.t("personal-to-review"));
        if is { Cell::badge(&badge) } else { Cell::text("") }
    };
    let rows = found.rows.iter().map(|held| {
        let values = held.row.iter().filter(|(_, value)| !value.is_empty());
        let values = values
            .map(|(column, value)| format!("{column}: {value}"))
            .collect::<Vec<_>>();
        Row::new([
            Cell::code(held.table),
            Cell::text(held.named_in.join(", ")),
            Cell::text(values.join("; ")),
            review(held.review),
        ])
    });
    let documents = found.documents.iter().map(|named| {
        Row::new([
            Cell::code(named.table),
            Cell::text(""),
            Cell::text(&named.place),
            review(true),
        ])
    });
    let table = Table::new(words, title.as_str(), columns)
        .rows(rows.chain(documents))
        .empty(html! { p { (words.t("personal-nothing-held")) } });
    let crumbs = [kameral_ui::Crumb::new(words.t("personal-title"), visit.at(PATH))];
    let head = PageHead::new(title.as_str()).lead(words.t("personal-extract-review"));
    visit.page(&title, &crumbs, &html! { (head) (table) })
}
