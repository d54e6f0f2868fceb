//! `/verifikationer/{nummer}/vand` and `/kontera-om`: the two corrections (GL-08, peers: one-key
//! correction of coding).

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::{Ore, Period};
use kameral_site::{Answered, Miss, Visit};
use kameral_ui::parts::{Button, ErrorSummary, Field, Form as FormPart, PageHead, Width};
use kameral_ui::{Crumb, Spoken};
use maud::{Markup, html};

use super::path;
use crate::commands;
use crate::correct::{CorrectionOrder, Move};
use crate::model::AccountingModel;
use crate::store::model;
use crate::store::vouchers::Voucher;
use crate::voucher::VoucherNumber;

/// A voucher with more lines is re-coded through the command line or a file.
const LINES_ON_PAGE_MAX: usize = 500;

/// The fields of a form, by name.
type Fields = BTreeMap<String, String>;

fn field<'f>(fields: &'f Fields, name: &str) -> &'f str {
    fields.get(name).map_or("", |text| text.trim())
}

/// The order both forms share; dates that cannot be read fall back to today, which the page shows.
fn order(visit: &Visit, fields: &Fields) -> CorrectionOrder {
    CorrectionOrder {
        date: field(fields, "datum").parse().unwrap_or(visit.cx.today),
        period: Period::parse(field(fields, "period")).ok(),
        reason: field(fields, "skal").to_owned(),
    }
}

pub(super) async fn reversal(visit: Visit, Path((_, number)): Path<(String, String)>) -> Response {
    visit
        .answer(move |visit| reversal_page(visit, &number, &Fields::new(), &[]))
        .await
}

pub(super) async fn reverse(
    visit: Visit,
    Path((_, number)): Path<(String, String)>,
    Form(fields): Form<Fields>,
) -> Response {
    visit
        .answer(move |visit| {
            let of = VoucherNumber::parse(&number).ok_or(Miss::NotFound)?;
            match commands::reverse(&visit.cx, None, &of, &order(visit, &fields)) {
                Ok(posted) => visit.go_to(&path::voucher(visit, &posted.number)),
                Err(stop) => {
                    let refusals = visit.refused(stop)?;
                    reversal_page(visit, &number, &fields, &visit.spoken(&refusals))
                }
            }
        })
        .await
}

fn reversal_page(visit: &Visit, number: &str, fields: &Fields, refusals: &[Spoken]) -> Answered {
    let of = VoucherNumber::parse(number).ok_or(Miss::NotFound)?;
    let words = visit.words;
    let title = words.t_args("reverse-title", &[("number", of.to_string().into())]);
    let form = FormPart::post(format!("{}/vand", path::voucher(visit, &of)), &visit.csrf)
        .content(html! { (order_fields(visit, fields, refusals)) })
        .button(Button::submit(words.t("reverse-submit")).primary());
    page(
        visit,
        &of,
        &title,
        &words.t("reverse-lead"),
        refusals,
        &html! { (form) },
    )
}

fn order_fields(visit: &Visit, fields: &Fields, refusals: &[Spoken]) -> Markup {
    let words = visit.words;
    let date = if field(fields, "datum").is_empty() {
        visit.cx.today.to_string()
    } else {
        field(fields, "datum").to_owned()
    };
    html! {
        (Field::date("datum", words.t("correct-date")).value(date).required())
        (Field::text("period", words.t("correct-period")).value(field(fields, "period")).help(words.t("correct-period-help")).width(Width::Short))
        (Field::text("skal", words.t("correct-reason")).value(field(fields, "skal")).required().width(Width::Full).refusals(refusals))
    }
}

fn page(visit: &Visit, of: &VoucherNumber, title: &str, lead: &str, refusals: &[Spoken], form: &Markup) -> Answered {
    let words = visit.words;
    let crumbs = [
        Crumb::new(words.t("vouchers-title"), visit.at("verifikationer")),
        Crumb::new(of.to_string(), path::voucher(visit, of)),
    ];
    let content = html! {
        (PageHead::new(title).lead(lead))
        (ErrorSummary::new(words, refusals))
        (form)
    };
    let status = if refusals.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    visit.page_status(status, title, &crumbs, &content)
}

pub(super) async fn recoding(visit: Visit, Path((_, number)): Path<(String, String)>) -> Response {
    visit
        .answer(move |visit| recoding_page(visit, &number, &Fields::new(), &[]))
        .await
}

pub(super) async fn recode(
    visit: Visit,
    Path((_, number)): Path<(String, String)>,
    Form(fields): Form<Fields>,
) -> Response {
    visit
        .answer(move |visit| {
            let of = VoucherNumber::parse(&number).ok_or(Miss::NotFound)?;
            let (voucher, model) = read(visit, &of)?;
            let moves = moves(&model, &voucher, &fields);
            match commands::recode(&visit.cx, None, &of, &order(visit, &fields), &moves) {
                Ok(posted) => visit.go_to(&path::voucher(visit, &posted.number)),
                Err(stop) => {
                    let refusals = visit.refused(stop)?;
                    recoding_page(visit, &number, &fields, &visit.spoken(&refusals))
                }
            }
        })
        .await
}

fn read(visit: &Visit, of: &VoucherNumber) -> Result<(Voucher, std::sync::Arc<AccountingModel>), Miss> {
    let found = visit.cx.read(Permission::BooksRead, |tx| {
        let Some(mut voucher) = commands::correctable(tx, &visit.cx, of)? else {
            return Ok(None);
        };
        voucher.lines.truncate(LINES_ON_PAGE_MAX);
        Ok(Some((voucher, model::load(tx, &visit.cx)?)))
    })?;
    found.ok_or(Miss::NotFound)
}

/// One move for each line where the account or a value was changed.
fn moves(model: &AccountingModel, voucher: &Voucher, fields: &Fields) -> Vec<Move> {
    let lines = voucher.lines.iter().filter_map(|line| {
        let name = |what: &str| format!("r{}-{what}", line.line_no);
        let account = fields
            .get(&name("KONTO"))
            .map(|text| text.trim())
            .filter(|text| *text != line.coding.account());
        let old = line.coding.values();
        let changed = model.direct_dimensions().filter_map(|dimension| {
            let new = fields.get(&name(&dimension.code))?.trim().to_owned();
            let before = old
                .iter()
                .find(|(at, _)| *at == dimension.position)
                .map_or("", |(_, value)| value.as_str());
            (new != before).then_some((dimension.position, new))
        });
        let values: Vec<(u8, String)> = changed.collect();
        let amount = fields
            .get(&name("BELOPP"))
            .and_then(|text| Ore::parse(text).ok())
            .filter(|amount| *amount != line.amount);
        (account.is_some() || !values.is_empty()).then(|| Move {
            line: line.line_no,
            account: account.map(str::to_owned),
            values,
            amount,
        })
    });
    lines.collect()
}

fn recoding_page(visit: &Visit, number: &str, fields: &Fields, refusals: &[Spoken]) -> Answered {
    let of = VoucherNumber::parse(number).ok_or(Miss::NotFound)?;
    let (voucher, model) = read(visit, &of)?;
    let words = visit.words;
    let title = words.t_args("recode-title", &[("number", of.to_string().into())]);
    let form = FormPart::post(format!("{}/kontera-om", path::voucher(visit, &of)), &visit.csrf)
        .content(html! {
            (recode_lines(visit, &voucher, &model, fields))
            (order_fields(visit, fields, refusals))
        })
        .button(Button::submit(words.t("recode-submit")).primary());
    page(visit, &of, &title, &words.t("recode-lead"), refusals, &html! { (form) })
}

fn recode_lines(visit: &Visit, voucher: &Voucher, model: &AccountingModel, fields: &Fields) -> Markup {
    let words = visit.words;
    let dimensions: Vec<_> = model.direct_dimensions().collect();
    html! {
        div.table-wrap tabindex="0" role="region" aria-label=(words.t("voucher-lines")) {
            table.table {
                caption.hidden { (words.t("voucher-lines")) }
                thead { tr {
                    th scope="col" { (words.t("line-number")) }
                    th scope="col" { (words.t("line-account")) }
                    @for dimension in &dimensions { th scope="col" { (dimension.code) } }
                    th.num scope="col" { (words.t("line-amount")) }
                } }
                tbody {
                    // What a rule added goes with the line that it was added for, and is not re-coded.
                    @for line in voucher.lines.iter().filter(|line| line.caused_by_line.is_none()) {
                        @let values = line.coding.values();
                        tr {
                            th scope="row" { (line.line_no) }
                            td { (cell(visit, fields, line.line_no, "KONTO", line.coding.account())) }
                            @for dimension in &dimensions {
                                @let value = values.iter().find(|(at, _)| *at == dimension.position).map_or("", |(_, value)| value.as_str());
                                td { (cell(visit, fields, line.line_no, &dimension.code, value)) }
                            }
                            td.num { (cell(visit, fields, line.line_no, "BELOPP", &line.amount.plain())) }
                        }
                    }
                }
            }
        }
    }
}

fn cell(visit: &Visit, fields: &Fields, line: i64, code: &str, old: &str) -> Markup {
    let name = format!("r{line}-{code}");
    let value = fields.get(&name).map_or(old, String::as_str);
    let label = visit.words.t_args(
        "recode-cell",
        &[("line", line.into()), ("column", code.to_owned().into())],
    );
    html! { input.cell type="text" name=(name) value=(value) size="8" aria-label=(label) autocomplete="off" spellcheck="false"; }
}
