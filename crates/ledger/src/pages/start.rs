//! `/{entity}`: what is in hand at the entity.

use axum::response::Response;
use kameral_access::Permission;
use kameral_base::Period;
use kameral_site::{Answered, Visit};
use kameral_ui::parts::{Badge, Button, Cell, Column, Facts, PageHead, Row, Table, Tone};
use maud::html;

use super::path;
use crate::model::{Module, PeriodState};
use crate::sight::Sight;
use crate::store::vouchers::{self, VoucherFilter};
use crate::store::{drafts, periods};

/// Vouchers and drafts shown.
const LATEST: i64 = 10;

pub(super) async fn show(visit: Visit) -> Response {
    visit.answer(page).await
}

fn page(visit: &Visit) -> Answered {
    let words = visit.words;
    let title = words.t("start-title");
    if !visit.cx.may(Permission::BooksRead) {
        let content = html! { (PageHead::new(title.as_str())) p { (words.t("start-no-books")) } };
        return visit.page(&title, &[], &content);
    }
    let (latest, states, own, parked, end) = visit.cx.read(Permission::BooksRead, |tx| {
        let scope = &visit.cx.scope;
        let (sight, model) = (Sight::load(tx, &visit.cx)?, crate::store::model::load(tx, &visit.cx)?);
        Ok((
            vouchers::search(tx, &sight, &model, &VoucherFilter::default(), i64::MAX, LATEST)?.rows,
            periods::all(tx, visit.cx.entity())?,
            drafts::own(tx, scope, visit.cx.actor.user, LATEST)?,
            drafts::parked(tx, scope, LATEST)?,
            vouchers::journal_end(tx, visit.cx.entity())?.0,
        ))
    })?;
    let current = Period::of(visit.cx.today);
    let open = states
        .iter()
        .filter(|(_, period, module, state)| {
            *module == Module::Ledger && *state == PeriodState::Open && period.is_month() && *period <= current
        })
        .count();
    let drafts = own.len() + parked.len();
    let facts = Facts::new()
        .text(words.t("start-period"), current.to_string())
        .text(words.t("start-open-periods"), open.to_string())
        .text(words.t("start-journal-end"), end.to_string())
        .link(words.t("start-drafts"), &visit.at("utkast"), drafts.to_string());
    let table = Table::new(
        words,
        words.t("start-latest"),
        [
            Column::code(words.t("vouchers-number")),
            Column::code(words.t("vouchers-date")),
            Column::wide(words.t("vouchers-text")),
            Column::number(words.t("vouchers-turnover")),
            Column::text(words.t("vouchers-registered-by")),
        ],
    )
    .caption_shown()
    .rows(latest.iter().map(|row| {
        let text = html! {
            (row.text)
            @if !row.correction.is_empty() { " " (Badge::new(Tone::Info, words.t(&format!("correction-{}", row.correction)))) }
        };
        Row::new([
            Cell::code(&row.number),
            Cell::date(row.date),
            Cell::markup(text),
            Cell::money(row.turnover),
            Cell::text(&row.registered_by),
        ])
        .href(path::voucher(visit, &row.number))
    }))
    .empty(html! { p { (words.t("start-no-vouchers")) } });
    let mut head = PageHead::new(visit.place.name.as_str()).lead(words.t("start-lead"));
    if visit.cx.may(Permission::VoucherDraft) {
        head = head.action(
            Button::link(visit.at("verifikationer/ny"), words.t("vouchers-new"))
                .primary()
                .key("n"),
        );
    }
    if visit.cx.may(Permission::ReportRun) {
        head = head.action(Button::link(
            visit.at("rapporter/rabalans"),
            words.t("start-trial-balance"),
        ));
    }
    visit.page(&title, &[], &html! { (head) (facts) (table) })
}
