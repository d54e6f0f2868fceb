//! `/verifikationer/{nummer}`: one voucher, its links both ways, its history (GL-07, GL-24, GL-29).

use axum::extract::{Path, Query};
use axum::response::Response;
use kameral_access::Permission;
use kameral_access::history::{self, HistoryLine};
use kameral_base::Ore;
use kameral_site::{Answered, Miss, Visit};
use kameral_ui::Crumb;
use kameral_ui::parts::{Badge, Button, Cell, Column, Facts, Form, PageHead, Pagination, Row, Table, Tone};
use maud::{Markup, html};
use serde::Deserialize;

use super::attachments::{self, Kept};
use super::line_items::{self, LineItems};
use super::path;
use crate::chain::hex;
use crate::commands::of_run;
use crate::model::AccountingModel;
use crate::posting::FEEDER_SOURCE;
use crate::secrecy;
use crate::sight::Sight;
use crate::store::model;
use crate::store::vouchers::{self, LINES_PAGE, Voucher, VoucherLine};
use crate::voucher::{ALLOCATION_MARK, VoucherNumber};

/// History shown on the page.
const HISTORY_LINES: i64 = 50;

/// From which line on.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    efter: i64,
}

/// What the page needs.
struct Seen {
    voucher: Voucher,
    documents: Vec<Kept>,
    items: LineItems,
    model: std::sync::Arc<AccountingModel>,
    history: Vec<HistoryLine>,
}

pub(super) async fn show(
    visit: Visit,
    Path((_, number)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Response {
    visit.answer(move |visit| page(visit, &number, &asked)).await
}

fn page(visit: &Visit, number: &str, asked: &Asked) -> Answered {
    let number = VoucherNumber::parse(number).ok_or(Miss::NotFound)?;
    let seen = visit.cx.read(Permission::BooksRead, |tx| {
        let scope = &visit.cx.scope;
        let sight = Sight::load(tx, &visit.cx)?;
        let Some(seq) = vouchers::seq_of(tx, &sight, &number)? else {
            return Ok(None);
        };
        let model = model::load(tx, &visit.cx)?;
        let voucher = vouchers::voucher(tx, &sight, seq, asked.efter + 1, LINES_PAGE)?;
        Ok(Some(Seen {
            documents: attachments::kept(tx, visit.cx.entity(), &voucher.attachments)?,
            items: line_items::of(tx, visit.cx.entity(), &model, &voucher)?,
            voucher,
            model,
            history: history::of_subject(tx, scope, &number.to_string(), HISTORY_LINES)?,
        }))
    })?;
    let seen = seen.ok_or(Miss::NotFound)?;
    let is_secret = secrecy::open_voucher(&visit.cx, seen.voucher.header.journal_seq, &number.to_string())?;
    let words = visit.words;
    let title = words.t_args("voucher-title", &[("number", number.to_string().into())]);
    let crumbs = [Crumb::new(words.t("vouchers-title"), visit.at("verifikationer"))];
    let content = html! {
        (head(visit, &title, &seen.voucher, is_secret))
        (facts(visit, &seen))
        (lines(visit, &seen, asked))
        (attachments::of_voucher(visit, &path::voucher(visit, &number), &seen.documents))
        (copy(visit, &seen.voucher))
        (history_table(visit, &seen.voucher, &seen.history))
    };
    visit.page(&title, &crumbs, &content)
}

fn head(visit: &Visit, title: &str, voucher: &Voucher, is_secret: bool) -> PageHead {
    let words = visit.words;
    let mut head = PageHead::new(title).lead(voucher.header.text.as_str());
    if is_secret {
        head = head.badge(Badge::new(Tone::Warning, words.t("secrecy-badge")));
    }
    if let Some(correction) = &voucher.header.correction {
        head = head.badge(Badge::new(
            Tone::Info,
            words.t(&format!("correction-{}", correction.form.word())),
        ));
    }
    if !voucher.corrected.is_empty() {
        head = head.badge(Badge::new(Tone::Warning, words.t("voucher-corrected")));
    }
    let own = path::voucher(visit, &voucher.header.number);
    if visit.cx.may(Permission::VoucherCorrect) && voucher.corrected.is_empty() && voucher.header.line_count != 0 {
        head = head
            .action(Button::link(format!("{own}/vand"), words.t("voucher-reverse")))
            .action(Button::link(format!("{own}/kontera-om"), words.t("voucher-recode")));
    }
    head
}

fn facts(visit: &Visit, seen: &Seen) -> Markup {
    let words = visit.words;
    let voucher = &seen.voucher;
    let header = &voucher.header;
    let kind = seen
        .model
        .kinds
        .get(&header.kind)
        .map_or(header.kind.as_str(), |kind| kind.name.as_str());
    let mut facts = Facts::new()
        .date(words.t("voucher-date"), header.date)
        .text(words.t("voucher-period"), header.period.to_string())
        .text(words.t("voucher-kind"), kind)
        .money(words.t("voucher-turnover"), header.turnover)
        .text(
            words.t("voucher-registered"),
            format!("{} {}", header.registered_by_name, moment(&header.registered_at)),
        )
        .text(words.t("voucher-seq"), header.journal_seq.to_string());
    if let Some(event) = header.event_date {
        facts = facts.date(words.t("voucher-event-date"), event);
    }
    if !header.link.is_empty() {
        facts = facts.text(words.t("voucher-link"), header.link.as_str());
    }
    if !header.counterparty.is_empty() {
        facts = facts.text(words.t("voucher-counterparty"), header.counterparty.as_str());
    }
    if let Some(tombstone) = &voucher.tombstone {
        let told = words.t_args(
            "voucher-texts-disposed-by",
            &[
                ("decision", tombstone.decision_no.into()),
                ("at", moment(&tombstone.disposed_at).into()),
            ],
        );
        facts = facts.text(words.t("voucher-texts"), told);
    }
    if let Some(number) = &voucher.corrects {
        facts = facts.link(
            words.t("voucher-corrects"),
            &path::voucher(visit, number),
            number.to_string(),
        );
    }
    if let Some(correction) = header.correction.as_ref().filter(|found| !found.reason.is_empty()) {
        facts = facts.text(words.t("voucher-reason"), correction.reason.as_str());
    }
    let mut by: Vec<&VoucherNumber> = voucher.corrected.iter().map(|corrected| &corrected.by).collect();
    by.dedup();
    for number in by {
        facts = facts.link(
            words.t("voucher-corrected-by"),
            &path::voucher(visit, number),
            number.to_string(),
        );
    }
    if !header.source_key.is_empty() {
        let told = format!("{} {}", header.source, header.source_key);
        facts = if header.source == FEEDER_SOURCE {
            facts.link(
                words.t("voucher-source"),
                &path::feeder_file(visit, &header.number),
                told,
            )
        } else {
            facts.text(words.t("voucher-source"), told)
        };
    }
    if let Some(sha256) = &header.source_sha256 {
        facts = facts.markup(words.t("voucher-file"), html! { (short(sha256)) });
    }
    if !header.warnings.is_empty() {
        facts = facts.text(words.t("voucher-warnings"), header.warnings.as_str());
    }
    facts = facts.markup(words.t("voucher-hash"), html! { (short(&header.hash)) });
    html! { (facts) }
}

/// A hash by its beginning; the whole of it on demand.
pub(super) fn short(hash: &[u8]) -> Markup {
    let whole = hex(hash);
    let beginning = whole.get(..16).unwrap_or(&whole).to_owned();
    html! { details.hash { summary { code { (beginning) "…" } } code { (whole) } } }
}

/// An instant as it is shown: to the minute, UTC.
pub(super) fn moment(registered_at: &str) -> String {
    registered_at.get(..16).unwrap_or(registered_at).replace('T', " ")
}

fn lines(visit: &Visit, seen: &Seen, asked: &Asked) -> Markup {
    let words = visit.words;
    let voucher = &seen.voucher;
    let used: Vec<&crate::model::Dimension> = seen
        .model
        .direct_dimensions()
        .filter(|dimension| {
            voucher
                .lines
                .iter()
                .any(|line| line.coding.values().iter().any(|(at, _)| *at == dimension.position))
        })
        .collect();
    let has_quantity = voucher.lines.iter().any(|line| line.quantity.is_some());
    let in_currency = voucher.lines.iter().any(|line| !line.currency.is_empty());
    let mut columns = vec![
        Column::number(words.t("line-number")),
        Column::code(words.t("line-account")),
        Column::text(words.t("line-name")),
    ];
    columns.extend(used.iter().map(|dimension| Column::code(dimension.code.as_str())));
    columns.push(Column::wide(words.t("line-text")));
    if has_quantity {
        columns.push(Column::number(words.t("line-quantity")));
    }
    if in_currency {
        columns.push(Column::number(words.t("line-currency-amount")));
    }
    columns.extend([
        Column::number(words.t("line-debit")),
        Column::number(words.t("line-credit")),
    ]);
    let width = columns.len();
    let rows = voucher
        .lines
        .iter()
        .map(|line| line_row(visit, seen, line, &used, (has_quantity, in_currency)));
    let sum = |wanted: fn(Ore) -> bool| {
        let amounts = voucher
            .lines
            .iter()
            .map(|line| line.amount)
            .filter(|amount| wanted(*amount));
        amounts
            .into_iter()
            .try_fold(Ore::ZERO, Ore::checked_add)
            .and_then(Ore::checked_abs)
            .unwrap_or(Ore::ZERO)
    };
    let mut table = Table::new(words, words.t("voucher-lines"), columns)
        .rows(rows)
        .scrolls();
    let shown = i64::try_from(voucher.lines.len()).unwrap_or(i64::MAX);
    if shown == voucher.header.line_count {
        table = table.totals([
            Cell::text(words.t("voucher-sum")).over(width - 2),
            Cell::money(sum(Ore::is_positive)),
            Cell::money(sum(Ore::is_negative)),
        ]);
    }
    let next = (asked.efter + shown < voucher.header.line_count).then(|| (asked.efter + shown).to_string());
    html! { (table) @if next.is_some() { (Pagination::new(words, &visit.address).next(next)) } }
}

fn line_row(
    visit: &Visit,
    seen: &Seen,
    line: &VoucherLine,
    used: &[&crate::model::Dimension],
    (has_quantity, in_currency): (bool, bool),
) -> Row {
    let account = line.coding.account();
    let values = line.coding.values();
    let ledger = visit.at(&format!(
        "rapporter/huvudbok?period={}&konto={account}",
        seen.voucher.header.period
    ));
    let mut cells = vec![
        Cell::count(line.line_no),
        Cell::link(&ledger, account),
        Cell::text(seen.model.account_name(account)),
    ];
    for dimension in used {
        let value = values.iter().find(|(at, _)| *at == dimension.position);
        cells.push(value.map_or_else(Cell::empty, |(_, value)| Cell::code(value)));
    }
    let corrected = seen
        .voucher
        .corrected
        .iter()
        .find(|corrected| corrected.line_no == line.line_no);
    cells.push(Cell::markup(html! {
        (line.text)
        @if let Some(corrected) = corrected {
            " " a href=(path::voucher(visit, &corrected.by)) { (visit.words.t_args("line-corrected-by", &[("number", corrected.by.to_string().into())])) }
        }
        @if let Some(item) = seen.items.get(&line.line_no) { " " (item.link(visit, account, &seen.voucher.header.number)) }
        @if let Some(version) = line.generated_version { " " (generated(visit, seen, line, version)) }
    }));
    if has_quantity {
        cells.push(
            line.quantity
                .map_or_else(Cell::empty, |quantity| Cell::quantity(quantity, Some(&line.unit))),
        );
    }
    if in_currency {
        cells.push(foreign(&seen.model, line));
    }
    let (debit, credit) = if line.amount.is_negative() {
        (
            Cell::empty(),
            Cell::money(line.amount.checked_abs().unwrap_or(line.amount)),
        )
    } else {
        (Cell::money(line.amount), Cell::empty())
    };
    cells.extend([debit, credit]);
    Row::new(cells)
}

/// Which rule added the line, in which version, and because of which line (GL-10); of a run's line,
/// which lines of other vouchers it came of (GL-12).
fn generated(visit: &Visit, seen: &Seen, line: &VoucherLine, version: i64) -> Markup {
    let words = visit.words;
    let cause = line
        .caused_by_line
        .map(|cause| words.t_args("line-caused-by", &[("line", cause.into())]));
    let key = line.generated_by.strip_prefix(ALLOCATION_MARK);
    let page = key.map_or_else(
        || path::posting_rule(visit, &line.generated_by, version),
        |key| path::allocation_key(visit, key, version),
    );
    html! {
        a href=(page) { (key.unwrap_or(&line.generated_by)) " " (version) }
        @if let Some(cause) = cause { " " (cause) }
        @if of_run(&seen.voucher.header, line) {
            " " a href=(path::line(visit, &seen.voucher.header.number, line.line_no)) { (words.t("causes-title")) }
        }
    }
}

/// *Valutabelopp* with its currency.
fn foreign(model: &AccountingModel, line: &VoucherLine) -> Cell {
    let currency = model.currencies.get(&line.currency);
    let amount = currency.zip(line.currency_minor);
    amount.map_or_else(Cell::empty, |(currency, minor)| {
        Cell::foreign(currency.amount(minor), &line.currency)
    })
}

/// What a new voucher may take from this one: a copy is a draft of one's own, a template is kept.
fn copy(visit: &Visit, voucher: &Voucher) -> Markup {
    let own = path::voucher(visit, &voucher.header.number);
    let words = visit.words;
    html! {
        @if visit.cx.may(Permission::VoucherDraft) && voucher.header.line_count != 0 {
            (Form::post(format!("{own}/kopiera"), &visit.csrf)
                .button(Button::submit(words.t("voucher-copy")).sends("belopp", "ja").key("c"))
                .button(Button::submit(words.t("voucher-copy-without")).sends("belopp", "nej").key("n"))
                .button(Button::link(format!("{own}/mall"), words.t("save-template-title")).key("m")))
        }
    }
}

/// How the voucher came into the books, and what was done under its number since (GL-29, DEF-06).
fn history_table(visit: &Visit, voucher: &Voucher, history: &[HistoryLine]) -> Markup {
    let words = visit.words;
    let header = &voucher.header;
    let version = words.t_args("voucher-model-version", &[("version", header.model_version.into())]);
    let posted = Row::new([
        Cell::code(moment(&header.registered_at)),
        Cell::text(&header.registered_by_name),
        Cell::empty(),
        Cell::text(words.t_args("voucher-posted-from", &[("source", header.source.as_str().into())])),
        Cell::text(version),
    ]);
    let table = Table::new(
        words,
        words.t("voucher-history"),
        [
            Column::code(words.t("history-at")),
            Column::text(words.t("history-who")),
            Column::text(words.t("history-role")),
            Column::text(words.t("history-what")),
            Column::text(words.t("history-outcome")),
        ],
    )
    .caption_shown()
    .rows(std::iter::once(posted).chain(history.iter().map(|line| {
        Row::new([
            Cell::code(moment(&line.at.to_string())),
            Cell::text(&line.actor),
            Cell::text(&line.role),
            Cell::code(&line.command),
            Cell::text(format!("{} {}", words.t(line.outcome.text_key()), line.detail).trim()),
        ])
    })));
    html! { (table) }
}
