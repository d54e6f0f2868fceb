//! `/fordelning/ny`: a new key, or the next version of one.

use axum::Form;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_site::{Answered, Visit};
use kameral_ui::parts::{Button, Choice, ErrorSummary, Field, Form as FormPart, PageHead, Width};
use kameral_ui::{Crumb, Spoken};
use maud::html;

use super::{Asked, key_path, unreadable};
use crate::commands;
use crate::store;
use crate::typed::Typed;

pub(super) async fn new(visit: Visit, Query(asked): Query<Asked>) -> Response {
    visit
        .answer(move |visit| {
            let cx = &visit.cx;
            let keys = cx.read(Permission::RegisterEdit, |tx| store::keys(tx, cx.entity()))?;
            let same = keys.iter().filter(|key| key.key == asked.nyckel);
            let typed = same.max_by_key(|key| key.version).map_or_else(
                || Typed {
                    version: "1".to_owned(),
                    ordning: "10".to_owned(),
                    ..Typed::default()
                },
                |key| Typed::next_of(key, key.version + 1),
            );
            page(visit, &typed, &[])
        })
        .await
}

pub(super) async fn save(visit: Visit, Form(typed): Form<Typed>) -> Response {
    visit
        .answer(move |visit| {
            let key = match typed.read() {
                Ok(key) => key,
                Err(fields) => {
                    let wrong: Vec<Spoken> = fields.into_iter().map(|field| unreadable(visit, field)).collect();
                    return page(visit, &typed, &wrong);
                }
            };
            match commands::save_key(&visit.cx, None, &key) {
                Ok(_) => visit.go_to(&key_path(visit, &key.key)),
                Err(stop) => {
                    let refusals = visit.refused(stop)?;
                    page(visit, &typed, &visit.spoken(&refusals))
                }
            }
        })
        .await
}

fn page(visit: &Visit, typed: &Typed, refusals: &[Spoken]) -> Answered {
    let words = visit.words;
    let title = words.t("allocation-new");
    let crumbs = [Crumb::new(words.t("allocation-keys"), visit.at("fordelning"))];
    let partings = ["shares", "weights", "basis", "rate", "price"];
    let partings = partings.map(|word| Choice::new(word, words.t(&format!("allocation-parting-{word}"))));
    let reaches = ["period", "year"].map(|word| Choice::new(word, words.t(&format!("allocation-reach-{word}"))));
    let form = FormPart::post(visit.at("fordelning/ny"), &visit.csrf)
        .content(html! {
            (Field::text("kod", words.t("allocation-key")).value(&typed.kod).required().width(Width::Short))
            (Field::text("version", words.t("allocation-version")).value(&typed.version).required().width(Width::Short))
            (Field::text("namn", words.t("allocation-name")).value(&typed.namn).required().width(Width::Long))
            (Field::text("ordning", words.t("allocation-order")).value(&typed.ordning).required().width(Width::Short))
            (Field::text("konton", words.t("allocation-pool")).value(&typed.konton).required().help(words.t("allocation-help-accounts")))
            (Field::text("villkor", words.t("allocation-conditions")).value(&typed.villkor).help(words.t("allocation-help-conditions")))
            (Field::select("rackvidd", words.t("allocation-reach"), reaches).value(&typed.rackvidd))
            (Field::select("satt", words.t("allocation-parting"), partings).value(&typed.satt))
            (Field::text_area("mottagare", words.t("allocation-receivers"), 5).value(&typed.mottagare).help(words.t("allocation-help-receivers")))
            (Field::text("baskonton", words.t("allocation-basis")).value(&typed.baskonton).help(words.t("allocation-help-basis")))
            (Field::text("basvillkor", words.t("allocation-basis-conditions")).value(&typed.basvillkor))
            (Field::text("enhet", words.t("allocation-unit")).value(&typed.enhet).width(Width::Short))
            (Field::text("koddelar", words.t("allocation-receiver-dimensions")).value(&typed.koddelar))
            (Field::text("paslag", words.t("allocation-rate")).value(&typed.paslag).width(Width::Short))
            (Field::text("priskoddel", words.t("allocation-price-dimension")).value(&typed.priskoddel).width(Width::Short))
            (Field::text("konto", words.t("allocation-charge")).value(&typed.konto).width(Width::Short).help(words.t("allocation-help-copied")))
            (Field::text("koder", words.t("allocation-charge-values")).value(&typed.koder).help(words.t("allocation-help-values")))
            (Field::text("avlyftskonto", words.t("allocation-relief")).value(&typed.avlyftskonto).width(Width::Short))
            (Field::text("avlyftskoder", words.t("allocation-relief-values")).value(&typed.avlyftskoder))
            (Field::text("differens", words.t("allocation-difference-charge")).value(&typed.differens).width(Width::Short))
            (Field::text("differensavlyft", words.t("allocation-difference-relief")).value(&typed.differensavlyft).width(Width::Short))
            (Field::date("fran", words.t("allocation-from")).value(&typed.fran))
            (Field::date("till", words.t("allocation-to")).value(&typed.till))
            (Field::text("anteckning", words.t("allocation-note")).value(&typed.anteckning).width(Width::Long))
        })
        .button(Button::submit(words.t("allocation-save")).primary());
    let content = html! {
        (PageHead::new(title.as_str()).lead(words.t("allocation-new-lead")))
        (ErrorSummary::new(words, refusals))
        (form)
    };
    if refusals.is_empty() {
        visit.page(&title, &crumbs, &content)
    } else {
        visit.page_status(StatusCode::UNPROCESSABLE_ENTITY, &title, &crumbs, &content)
    }
}
