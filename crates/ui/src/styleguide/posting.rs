//! The voucher grid with made-up lines, and a stand-in for the server it talks to.

use axum::Json;
use axum::response::{IntoResponse, Response};
use kameral_base::{Ore, TrySum};
use maud::{Markup, html};

use crate::parts::{Choice, Field, GridColumn, GridLine, GridPosted, GridSaved, GridSent, PageHead, VoucherGrid};
use crate::web::Problem;
use crate::web::preferences::Preferences;
use crate::{Address, Spoken, Words};

/// Where the style guide's grid keeps its draft; nothing is kept.
pub(super) const DRAFT_PATH: &str = "/stil/utkast";
/// Where it posts; nothing is posted.
pub(super) const POST_PATH: &str = "/stil/bokfor";

const LINES: [(&str, &str, &str, &str, &str); 4] = [
    ("5011", "110", "1001", "45000.00", ""),
    ("1541", "", "", "11250.00", ""),
    ("2581", "", "", "", "56250.00"),
    ("5611", "120", "1002", "987.50", ""),
];

pub(super) fn grid(words: Words, address: &Address) -> Markup {
    let many = address
        .get("rader")
        .and_then(|count| count.parse().ok())
        .unwrap_or(LINES.len());
    let columns = [
        GridColumn::dimension("KONTO", words.t("style-account")).width(6),
        GridColumn::dimension("ORG", words.t("style-org")).width(6),
        GridColumn::dimension("VHT", words.t("style-activity")).width(8),
        GridColumn::dimension("PROJ", words.t("style-project")).width(6),
        GridColumn::dimension("MOTPART", words.t("style-counterparty")).width(6),
        GridColumn::debit(words.t("style-debit")),
        GridColumn::credit(words.t("style-credit")),
        GridColumn::quantity(words.t("style-quantity")),
        GridColumn::text("unit", words.t("style-unit")).width(4),
        GridColumn::text("text", words.t("style-text")),
    ];
    let head = html! {
        (Field::select("serie", words.t("style-series"), [Choice::new("A", words.t("style-series-a"))]))
        (Field::date("datum", words.t("style-date")).value("2026-03-31").required())
        (Field::text("text", words.t("style-text")).value(words.t("style-voucher-lead")))
    };
    html! {
        (PageHead::new(words.t("style-verifikation")))
        (VoucherGrid::new(words, words.t("style-lines"), columns, POST_PATH)
            .head(head)
            .lines((0..many).map(|at| line(words, at)).collect())
            .draft(DRAFT_PATH, 1)
            .button("post", words.t("style-post"), Some("Ctrl+Shift+Enter")))
    }
}

fn line(words: Words, at: usize) -> GridLine {
    let (account, org, activity, debit, credit) = LINES[at % LINES.len()];
    let number = u32::try_from(at + 1).expect("fewer lines than the largest number");
    let text = if at.is_multiple_of(LINES.len()) {
        words.t("style-voucher-lead")
    } else {
        String::new()
    };
    let cells = [
        ("KONTO", account),
        ("ORG", org),
        ("VHT", activity),
        ("debit", debit),
        ("credit", credit),
    ];
    let cells = cells.map(|(key, value)| (key, value.to_owned()));
    GridLine::new(number, cells.into_iter().chain([("text", text)]))
}

/// Says that a draft is kept, as a server would.
pub(super) async fn keep(Json(sent): Json<GridSent>) -> Json<GridSaved> {
    Json(GridSaved {
        version: sent.version + 1,
        saved_at: "14:03".to_owned(),
    })
}

/// Refuses what does not balance, as a server would.
pub(super) async fn post(reader: Preferences, Json(sent): Json<GridSent>) -> Response {
    let words = super::texts().words(reader.language);
    let mut refusals: Vec<Spoken> = Vec::new();
    for line in &sent.lines {
        let (name, field, key) = if line.text("KONTO").is_empty() {
            ("account_missing", "KONTO", "style-refusal-account")
        } else if line.amount().is_err() {
            ("amount_unreadable", "amount", "style-refusal-amount")
        } else {
            continue;
        };
        refusals.push(Spoken {
            name,
            line: Some(line.line),
            field: Some(field.to_owned()),
            text: words.t(key),
            severity: "refused",
        });
    }
    let sum = sent
        .lines
        .iter()
        .filter_map(|line| line.amount().ok().flatten())
        .try_sum();
    if sum != Some(Ore::ZERO) {
        refusals.push(Spoken {
            name: "unbalanced",
            line: None,
            field: None,
            text: words.t("style-refusal-balance"),
            severity: "refused",
        });
    }
    if refusals.is_empty() {
        Json(GridPosted {
            redirect: super::PATH.to_owned(),
        })
        .into_response()
    } else {
        Problem::refused(words.t("style-not-now"), refusals).into_response()
    }
}
