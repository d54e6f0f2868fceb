//! `/historik`: what was done, accepted or refused, found by who, what, thing, day and text (GL-29,
//! DEF-06, DEF-07).

mod csv;
mod line;

use axum::extract::Query;
use axum::response::Response;
use kameral_access::history::{self, HistoryFilter, HistoryLine, LOOKED_MAX, Outcome};
use kameral_access::{Permission, users};
use kameral_base::{Date, Timestamp, UserId};
use kameral_site::{Answered, Visit};
use kameral_ui::address::encode;
use kameral_ui::parts::{
    Badge, Button, Cell, Choice, Column, Field, FilterBar, Notice, PageHead, Pagination, Row, Table, Tone, Width,
};
use maud::{Markup, html};
use serde::Deserialize;

pub(super) use line::show as show_line;

/// Lines on a page.
const PAGE: i64 = 100;

/// The filters, as the address has them.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    vem: String,
    vad: String,
    avser: String,
    utfall: String,
    fran: String,
    till: String,
    adress: String,
    text: String,
    format: String,
    efter: Option<i64>,
}

impl Asked {
    /// What can be read of them; what cannot lets everything through. Days are UTC, as the moments on
    /// the page.
    fn filter(&self) -> HistoryFilter {
        let text = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
        let day = |text: &str| text.trim().parse::<Date>().ok();
        let begins = |day: Date| format!("{day}T00:00:00Z").parse::<Timestamp>().ok();
        HistoryFilter {
            actor: self.vem.trim().parse().ok().map(UserId),
            command: text(&self.vad),
            outcome: Outcome::ALL.into_iter().find(|outcome| outcome.word() == self.utfall),
            from: day(&self.fran).and_then(begins),
            until: day(&self.till).and_then(|day| day.tomorrow().ok()).and_then(begins),
            object: text(&self.avser),
            address: text(&self.adress),
            text: text(&self.text),
        }
    }
}

pub(super) async fn list(visit: Visit, Query(asked): Query<Asked>) -> Response {
    visit.answer(move |visit| show(visit, &asked)).await
}

fn show(visit: &Visit, asked: &Asked) -> Answered {
    let filter = asked.filter();
    if asked.format == csv::FORMAT {
        return csv::download(visit, &filter);
    }
    let (found, known) = visit.cx.read(Permission::BooksRead, |tx| {
        let found = history::page(tx, &visit.cx.scope, &filter, asked.efter, PAGE)?;
        Ok((found, users(tx, &visit.cx.scope)?))
    })?;
    let words = visit.words;
    let title = words.t("history-title");
    let who = known
        .iter()
        .map(|user| Choice::new(user.id.get().to_string(), user.name.as_str()));
    let who = std::iter::once(Choice::new("0", words.t("history-operator"))).chain(who);
    let gave_up = found.next.is_some() && i64::try_from(found.lines.len()).unwrap_or(i64::MAX) < PAGE;
    let looked = [("count", LOOKED_MAX.into())];
    let notice = gave_up.then(|| Notice::warning(words.t_args("history-gave-up", &looked)).spoken(words));
    let csv = visit
        .address
        .clone()
        .without("efter")
        .with("format", csv::FORMAT)
        .to_string();
    let table = Table::new(
        words,
        title.as_str(),
        [
            Column::number(words.t("history-seq")),
            Column::code(words.t("history-at")),
            Column::text(words.t("history-who")),
            Column::text(words.t("history-role")),
            Column::code(words.t("history-from-where")),
            Column::code(words.t("history-what")),
            Column::wide(words.t("history-subject")),
            Column::text(words.t("history-outcome")),
        ],
    )
    .csv(csv)
    .rows(found.lines.iter().map(|line| row(visit, line)))
    .empty(html! { p { (words.t(if gave_up { "history-none-yet" } else { "history-none" })) } });
    let pages = Pagination::new(words, &visit.address).next(found.next.map(|seq| seq.to_string()));
    visit.page(
        &title,
        &[],
        &html! {
            (PageHead::new(title.as_str()).lead(words.t("history-lead")))
            (filters(visit, asked, who))
            @if let Some(notice) = notice { (notice) }
            (table)
            (pages)
        },
    )
}

fn filters(visit: &Visit, asked: &Asked, who: impl Iterator<Item = Choice>) -> FilterBar {
    let words = visit.words;
    let any = || std::iter::once(Choice::new("", words.t("vouchers-any")));
    let outcomes = Outcome::ALL.map(|outcome| Choice::new(outcome.word(), words.t(outcome.text_key())));
    FilterBar::new(words, &visit.address)
        .field(
            Field::text("avser", words.t("history-subject"))
                .value(&asked.avser)
                .width(Width::Short),
        )
        .field(Field::select("vem", words.t("history-who"), any().chain(who)).value(&asked.vem))
        .field(
            Field::text("vad", words.t("history-what"))
                .value(&asked.vad)
                .width(Width::Short),
        )
        .field(Field::select("utfall", words.t("history-outcome"), any().chain(outcomes)).value(&asked.utfall))
        .field(Field::date("fran", words.t("vouchers-from")).value(&asked.fran))
        .field(Field::date("till", words.t("vouchers-to")).value(&asked.till))
        .field(
            Field::text("adress", words.t("history-address"))
                .value(&asked.adress)
                .width(Width::Short),
        )
        .field(Field::text("text", words.t("history-text")).value(&asked.text))
}

fn row(visit: &Visit, line: &HistoryLine) -> Row {
    Row::new([
        Cell::count(line.seq),
        Cell::code(super::voucher::moment(&line.at.to_string())),
        Cell::text(who(visit, line)),
        Cell::text(&line.role),
        Cell::code(from_where(line)),
        Cell::code(&line.command),
        Cell::text(&line.subject),
        Cell::markup(html! { (outcome(visit, line)) " " (line.detail) }),
    ])
    .href(visit.at(&format!("historik/{}", line.seq)))
}

/// Who acted, and for whom.
fn who(visit: &Visit, line: &HistoryLine) -> String {
    if line.on_behalf_of.is_empty() {
        return line.actor.clone();
    }
    let names = [
        ("actor", line.actor.as_str().into()),
        ("principal", line.on_behalf_of.as_str().into()),
    ];
    visit.words.t_args("history-on-behalf", &names)
}

/// From where: `web 10.0.0.7`.
fn from_where(line: &HistoryLine) -> String {
    format!("{} {}", line.channel, line.address).trim().to_owned()
}

fn outcome(visit: &Visit, line: &HistoryLine) -> Badge {
    let tone = match line.outcome {
        Outcome::Accepted | Outcome::Repeated => Tone::Neutral,
        Outcome::Refused | Outcome::Denied => Tone::Warning,
    };
    Badge::new(tone, visit.words.t(line.outcome.text_key()))
}

/// The page of everything that was done to a thing.
fn of_object(visit: &Visit, object: &str) -> String {
    visit.at(&format!("historik?avser={}", encode(object)))
}

/// A thing by name, leading to everything that was done to it.
fn object_link(visit: &Visit, object: &str) -> Markup {
    html! { a href=(of_object(visit, object)) { (object) } }
}

/// The way back to the list.
fn to_list(visit: &Visit) -> Button {
    Button::link(visit.at("historik"), visit.words.t("history-title"))
}
