//! `/perioder`: state of each period and module; who may, opens, holds and closes. `oppnad` names a period
//! that was just opened, of which guards may have something to tell.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::Query;
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::Period;
use kameral_site::{Answered, Miss, Visit};
use kameral_ui::Spoken;
use kameral_ui::parts::{
    Badge, Button, Cell, Choice, Column, ErrorSummary, Field, Form as FormPart, Notice, PageHead, Row, Table, Tone,
    Width,
};
use maud::{Markup, html};
use serde::Deserialize;

use crate::commands::{said_of_opening, set_period};
use crate::model::{Module, PeriodState};
use crate::proposals::propose_reopening;
use crate::store::periods;

/// The form, as it comes.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    period: String,
    modul: String,
    lage: String,
    skal: String,
}

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    oppnad: String,
}

pub(super) async fn list(visit: Visit, Query(asked): Query<Asked>) -> Response {
    visit
        .answer(move |visit| {
            let opened = Period::parse(&asked.oppnad).ok();
            show(visit, &Wanted::default(), opened, &[])
        })
        .await
}

pub(super) async fn change(visit: Visit, Form(wanted): Form<Wanted>) -> Response {
    visit
        .answer(move |visit| {
            let (Ok(period), Some(state)) = (
                Period::parse(wanted.period.trim()),
                PeriodState::from_word(&wanted.lage),
            ) else {
                let spoken = Spoken {
                    name: "unreadable",
                    line: None,
                    field: Some("period".to_owned()),
                    text: visit.words.t("entry-unreadable"),
                    severity: "refused",
                };
                return show(visit, &wanted, None, &[spoken]);
            };
            let modules = Module::from_word(&wanted.modul).map_or_else(|| Module::ALL.to_vec(), |module| vec![module]);
            if reopens(visit, period, &modules, state)? {
                match propose_reopening(&visit.cx, period, &modules, state, &wanted.skal) {
                    Ok(Some(number)) => return visit.go_to(&visit.at(&format!("forslag/{number}"))),
                    Ok(None) => {}
                    Err(stop) => {
                        let refusals = visit.refused(stop)?;
                        return show(visit, &wanted, None, &visit.spoken(&refusals));
                    }
                }
            }
            match set_period(&visit.cx, None, period, &modules, state, &wanted.skal) {
                Ok(()) if state == PeriodState::Open => visit.go_to(&visit.at(&format!("perioder?oppnad={period}"))),
                Ok(()) => visit.go_to(&visit.at("perioder")),
                Err(stop) => {
                    let refusals = visit.refused(stop)?;
                    show(visit, &wanted, None, &visit.spoken(&refusals))
                }
            }
        })
        .await
}

/// Whether a change opens or holds what is closed.
fn reopens(visit: &Visit, period: Period, modules: &[Module], state: PeriodState) -> Result<bool, Miss> {
    let states = visit
        .cx
        .read(Permission::BooksRead, |tx| periods::all(tx, visit.cx.entity()))?;
    let mut states = states.into_iter();
    let closed = |(_, of, module, now): (i64, Period, Module, PeriodState)| {
        of == period && modules.contains(&module) && now == PeriodState::Closed
    };
    Ok(state != PeriodState::Closed && states.any(closed))
}

fn show(visit: &Visit, wanted: &Wanted, opened: Option<Period>, refusals: &[Spoken]) -> Answered {
    let told = match opened.filter(|_| visit.cx.may(Permission::PeriodManage)) {
        Some(period) => said_of_opening(&visit.cx, period)?,
        None => Vec::new(),
    };
    let states = visit
        .cx
        .read(Permission::BooksRead, |tx| periods::all(tx, visit.cx.entity()))?;
    let mut rows: BTreeMap<(i64, Period), BTreeMap<Module, PeriodState>> = BTreeMap::new();
    for (year, period, module, state) in states {
        rows.entry((year, period)).or_default().insert(module, state);
    }
    let words = visit.words;
    let title = words.t("periods-title");
    let mut columns = vec![
        Column::code(words.t("periods-year")),
        Column::code(words.t("voucher-period")),
    ];
    columns.extend(Module::ALL.map(|module| Column::text(words.t(&format!("module-{}", module.word())))));
    let table = Table::new(words, title.as_str(), columns).rows(rows.iter().rev().map(|((year, period), states)| {
        let mut cells = vec![Cell::code(year), Cell::period(*period)];
        cells.extend(Module::ALL.map(|module| {
            let state = states.get(&module).copied().unwrap_or(PeriodState::Closed);
            let tone = match state {
                PeriodState::Open => Tone::Success,
                PeriodState::Held => Tone::Warning,
                PeriodState::Closed => Tone::Neutral,
            };
            Cell::badge(&Badge::new(tone, words.t(&format!("period-{}", state.word()))))
        }));
        Row::new(cells)
    }));
    let content = html! {
        (PageHead::new(title.as_str()).lead(words.t("periods-lead")))
        (ErrorSummary::new(words, refusals))
        @for sentence in &told { (Notice::warning(words.sentence(sentence)).spoken(words)) }
        @if visit.cx.may(Permission::PeriodManage) { (form(visit, wanted)) }
        (table)
    };
    visit.page(&title, &[], &content)
}

fn form(visit: &Visit, wanted: &Wanted) -> Markup {
    let words = visit.words;
    let modules = std::iter::once(Choice::new("", words.t("periods-every-module")))
        .chain(Module::ALL.map(|module| Choice::new(module.word(), words.t(&format!("module-{}", module.word())))));
    let states = [PeriodState::Open, PeriodState::Held, PeriodState::Closed]
        .map(|state| Choice::new(state.word(), words.t(&format!("period-do-{}", state.word()))));
    let form = FormPart::post(visit.at("perioder"), &visit.csrf)
        .content(html! {
            (Field::text("period", words.t("voucher-period")).value(&wanted.period).required().width(Width::Short))
            (Field::select("modul", words.t("periods-module"), modules).value(&wanted.modul))
            (Field::select("lage", words.t("periods-state"), states).value(&wanted.lage))
            (Field::text("skal", words.t("correct-reason")).value(&wanted.skal).width(Width::Long))
        })
        .button(Button::submit(words.t("periods-change")).primary());
    html! { details.add { summary { (words.t("periods-change")) } (form) } }
}
