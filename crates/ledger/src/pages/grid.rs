//! Between the voucher grid and a draft.

use kameral_base::{AmountMistake, Period, Refusal};
use kameral_site::Visit;
use kameral_ui::Spoken;
use kameral_ui::parts::{Field, GridColumn, GridLine, GridSent, VoucherGrid, Width};
use maud::{Markup, html};

use crate::model::{ACCOUNT_DIMENSION, AccountingModel};
use crate::post::GENERAL_KIND;
use crate::voucher::{DraftLine, DraftVoucher};

/// Columns of the grid that stand there for vouchers in currency only.
const CURRENCY: &str = "currency";
const CURRENCY_AMOUNT: &str = "currency_amount";

/// What the grid sent as a draft, and what in it cannot be read.
pub(super) fn read(visit: &Visit, model: &AccountingModel, sent: &GridSent) -> (DraftVoucher, Vec<Spoken>) {
    let mut wrong = Vec::new();
    let head = |name: &str| sent.head.get(name).map_or("", |text| text.trim());
    let date = head("datum").parse().ok();
    if !head("datum").is_empty() && date.is_none() {
        wrong.push(unreadable(visit, None, "datum"));
    }
    let period = Period::parse(head("period")).ok();
    if !head("handelsedag").is_empty() && head("handelsedag").parse::<kameral_base::Date>().is_err() {
        wrong.push(unreadable(visit, None, "handelsedag"));
    }
    if !head("period").is_empty() && period.is_none() {
        wrong.push(unreadable(visit, None, "period"));
    }
    let lines = sent
        .lines
        .iter()
        .map(|line| self::line(visit, model, line, &mut wrong))
        .collect();
    let voucher = DraftVoucher {
        series: head("serie").to_owned(),
        kind: GENERAL_KIND.to_owned(),
        date,
        event_date: head("handelsedag").parse().ok(),
        period,
        text: head("text").to_owned(),
        counterparty: head("motpart").to_owned(),
        link: head("underlag").to_owned(),
        lines,
        ..DraftVoucher::default()
    };
    (voucher, wrong)
}

fn line(visit: &Visit, model: &AccountingModel, sent: &GridLine, wrong: &mut Vec<Spoken>) -> DraftLine {
    let amount = sent.amount().unwrap_or_else(|cell| {
        wrong.push(spoken_at(visit, &cell.mistake, sent.line, cell.column));
        None
    });
    let quantity = sent.quantity().unwrap_or_else(|cell| {
        wrong.push(spoken_at(visit, &cell.mistake, sent.line, cell.column));
        None
    });
    let currency_minor = currency_minor(model, sent).unwrap_or_else(|mistake| {
        wrong.push(spoken_at(visit, &mistake, sent.line, CURRENCY_AMOUNT));
        None
    });
    let values = model.direct_dimensions().filter_map(|dimension| {
        let text = sent.text(&dimension.code);
        (!text.is_empty()).then(|| (dimension.position, text.to_owned()))
    });
    DraftLine {
        account: sent.text(ACCOUNT_DIMENSION).to_owned(),
        values: values.collect(),
        amount: amount.unwrap_or_default(),
        quantity,
        unit: sent.text("unit").to_owned(),
        text: sent.text("text").to_owned(),
        currency: sent.text(CURRENCY).to_owned(),
        currency_minor,
        // The grid's own row number: refusals point at the row the user sees.
        source_row: Some(i64::from(sent.line)),
    }
}

/// The amount in currency. One whose currency is not registered is refused with the currency.
fn currency_minor(model: &AccountingModel, sent: &GridLine) -> Result<Option<i64>, AmountMistake> {
    match (sent.text(CURRENCY_AMOUNT), model.currencies.get(sent.text(CURRENCY))) {
        ("", _) => Ok(None),
        (text, Some(currency)) => currency.parse(text).map(|amount| Some(amount.minor())),
        (_, None) => Ok(Some(0)),
    }
}

/// Whether a voucher being typed has amounts in currency.
pub(super) fn has_currency(lines: &[GridLine]) -> bool {
    let said = |line: &GridLine, column| !line.text(column).is_empty();
    lines
        .iter()
        .any(|line| said(line, CURRENCY) || said(line, CURRENCY_AMOUNT))
}

fn spoken_at(visit: &Visit, mistake: &dyn Refusal, line: u32, column: &str) -> Spoken {
    Spoken {
        line: Some(line),
        field: Some(column.to_owned()),
        ..visit.words.refusal(mistake)
    }
}

fn unreadable(visit: &Visit, line: Option<u32>, field: &str) -> Spoken {
    Spoken {
        name: "unreadable",
        line,
        field: Some(field.to_owned()),
        text: visit.words.t("entry-unreadable"),
        severity: "refused",
    }
}

/// Refusals of the ledger as the grid shows them: fields by the grid's column names.
pub(super) fn spoken(visit: &Visit, refusals: &[crate::refusal::PostRefusal]) -> Vec<Spoken> {
    let column = |field: String| match field.as_str() {
        "account" => ACCOUNT_DIMENSION.to_owned(),
        "amount" => "debit".to_owned(),
        "line_text" => "text".to_owned(),
        "date" => "datum".to_owned(),
        "series" | "number" => "serie".to_owned(),
        _ => field,
    };
    let mut spoken = visit.spoken(refusals);
    for refusal in &mut spoken {
        refusal.field = refusal.field.take().map(column);
    }
    spoken
}

/// A draft's lines as the grid shows them.
pub(super) fn lines(model: &AccountingModel, voucher: &DraftVoucher) -> Vec<GridLine> {
    (1..)
        .zip(&voucher.lines)
        .map(|(number, line)| self::shown(model, number, line))
        .collect()
}

fn shown(model: &AccountingModel, number: u32, line: &DraftLine) -> GridLine {
    let amount = if line.amount.is_zero() {
        String::new()
    } else {
        line.amount.plain()
    };
    let (debit, credit) = match amount.strip_prefix('-') {
        Some(credit) => (String::new(), credit.to_owned()),
        None => (amount, String::new()),
    };
    let mut values = vec![
        (ACCOUNT_DIMENSION, line.account.clone()),
        ("debit", debit),
        ("credit", credit),
        (
            "quantity",
            line.quantity.map(kameral_base::Quantity::plain).unwrap_or_default(),
        ),
        ("unit", line.unit.clone()),
        ("text", line.text.clone()),
        (CURRENCY, line.currency.clone()),
        (CURRENCY_AMOUNT, foreign(model, line)),
    ];
    for (position, value) in &line.values {
        if let Some(dimension) = model.dimension_at(*position) {
            values.push((dimension.code.as_str(), value.clone()));
        }
    }
    GridLine::new(number, values)
}

fn foreign(model: &AccountingModel, line: &DraftLine) -> String {
    let currency = model.currencies.get(&line.currency);
    let amount = currency.zip(line.currency_minor);
    amount.map_or_else(String::new, |(currency, minor)| currency.amount(minor).plain())
}

/// The grid for a model: account, dimensions, text, quantity, debit, credit; and before these two,
/// where it is wanted, currency and the amount in it.
pub(super) fn grid(visit: &Visit, model: &AccountingModel, post_url: &str, in_currency: bool) -> VoucherGrid {
    let words = visit.words;
    let mut columns = vec![
        GridColumn::dimension(ACCOUNT_DIMENSION, words.t("line-account"))
            .width(6)
            .also("account")
            .also("konto"),
    ];
    // With two columns more, the others stand closer: all shall be in sight.
    let (short, text) = if in_currency { (4, 7) } else { (5, 11) };
    columns.extend(model.direct_dimensions().map(|dimension| {
        let width = if dimension.code.len() <= 3 { short } else { 5 };
        GridColumn::dimension(&dimension.code, dimension.code.as_str()).width(width)
    }));
    columns.extend([
        GridColumn::text("text", words.t("line-text"))
            .least(text)
            .also("line_text"),
        GridColumn::quantity(words.t("line-quantity")),
        GridColumn::text("unit", words.t("line-unit")).width(4),
    ]);
    if in_currency {
        columns.extend([
            GridColumn::currency(words.t("line-currency")).also("valuta"),
            GridColumn::foreign(words.t("line-currency-amount")).also("valutabelopp"),
        ]);
    }
    columns.extend([
        GridColumn::debit(words.t("line-debit")),
        GridColumn::credit(words.t("line-credit")),
    ]);
    let grid = VoucherGrid::new(words, words.t("entry-grid"), columns, post_url);
    let financed = model.relations.iter().find(|relation| relation.relation == FINANCED_BY);
    match financed.filter(|relation| !relation.values.is_empty()) {
        Some(relation) => grid.left_by(&relation.from_dimension),
        None => grid,
    }
}

/// The relation that ties a value to the appropriation that finances it (decision 0020).
const FINANCED_BY: &str = "anslag";

/// The head's fields: date, period, series, text, counterparty.
pub(super) fn head(visit: &Visit, voucher: &DraftVoucher) -> Markup {
    let words = visit.words;
    let date = voucher.date.unwrap_or(visit.cx.today).to_string();
    let period = voucher.period.map(|period| period.to_string()).unwrap_or_default();
    let event = voucher.event_date.map(|day| day.to_string()).unwrap_or_default();
    html! {
        (Field::date("datum", words.t("voucher-date")).value(date).required())
        (Field::text("period", words.t("voucher-period")).value(period).help(words.t("correct-period-help")).width(Width::Short))
        (Field::text("serie", words.t("vouchers-series")).value(&voucher.series).help(words.t("entry-series-help")).width(Width::Short))
        (Field::date("handelsedag", words.t("voucher-event-date")).value(event))
        (Field::text("underlag", words.t("voucher-link")).value(&voucher.link).width(Width::Medium))
        (Field::text("text", words.t("voucher-text")).value(&voucher.text).required().width(Width::Long))
        (Field::text("motpart", words.t("voucher-counterparty")).value(&voucher.counterparty).width(Width::Long))
    }
}
