//! *Konteringsrader*: the grid in which the lines of a voucher are typed.
//!
//! The only part that needs script (`static/grid.js`). The page gives columns, lines and three
//! addresses; the script keeps a draft at every pause and posts JSON ([`super::GridSent`]).

use maud::{Markup, Render, html};
use serde::Serialize;

use super::grid_wire::GridLine;
use super::{kbd, keys};
use crate::Words;

/// Where the rules of an account are asked for, under the agency's own address:
/// `/1098/uppslag/regler?account=5011&date=2026-03-31`, answered with
/// [`LookupRules`](super::LookupRules).
pub const RULES_PATH: &str = "/uppslag/regler";

/// Where the rate of a currency is asked for: `/1098/uppslag/kurs?currency=EUR&date=2026-03-31`,
/// answered with [`LookupRate`](super::LookupRate).
pub const RATE_PATH: &str = "/uppslag/kurs";

/// Where what is left of an appropriation is asked for: `/1098/anslag/kvar?fin=10&datum=2026-03-31`,
/// answered with [`LookupLeft`](super::LookupLeft).
pub const LEFT_PATH: &str = "/anslag/kvar";

/// What lists of values call the currencies. No dimension has a name in small letters.
pub const CURRENCY_LOOKUP: &str = "currency";

/// The texts the script needs, by their keys.
const SCRIPT_TEXTS: &[&str] = &[
    "grid-line",
    "grid-line-heading",
    "grid-remove-row",
    "grid-removed",
    "grid-not-a-number",
    "grid-loading",
    "grid-balanced",
    "grid-unbalanced",
    "grid-saved",
    "grid-failed",
    "grid-signed-out",
    "grid-posting",
    "grid-post-failed",
    "grid-accept",
    "grid-reason",
    "grid-conflict",
    "grid-conflict-mine",
    "grid-conflict-theirs",
    "grid-conflict-keep",
    "grid-conflict-take",
    "grid-conflict-taken",
    "lookup-none",
    "lookup-failed",
    "lookup-count",
];

/// A column of the grid. Its key is the name of the value in [`GridLine`] and of the field in a
/// refusal's place.
#[derive(Debug, Clone, Serialize)]
pub struct GridColumn {
    key: String,
    label: String,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    dimension: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    width: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    least: Option<u8>,
    /// Other words a spreadsheet may have over this column.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    also: Vec<String>,
}

impl GridColumn {
    fn new(kind: &'static str, key: &str, label: impl Into<String>) -> Self {
        Self {
            key: key.to_owned(),
            label: label.into(),
            kind,
            dimension: None,
            width: None,
            least: None,
            also: Vec::new(),
        }
    }

    /// A dimension, the account among them (`KONTO`). The key is the dimension's own id.
    pub fn dimension(dimension: &str, label: impl Into<String>) -> Self {
        Self {
            dimension: Some(dimension.to_owned()),
            ..Self::new("dimension", dimension, label)
        }
    }

    /// Debit, with the key `debit`. Goes with [`credit`](Self::credit).
    pub fn debit(label: impl Into<String>) -> Self {
        Self::new("debit", "debit", label).width(8)
    }

    /// Credit, with the key `credit`.
    pub fn credit(label: impl Into<String>) -> Self {
        Self::new("credit", "credit", label).width(8)
    }

    /// One signed column instead of two, with the key `amount`: debit positive.
    pub fn amount(label: impl Into<String>) -> Self {
        Self::new("amount", "amount", label).width(9)
    }

    /// A quantity, with the key `quantity`.
    pub fn quantity(label: impl Into<String>) -> Self {
        Self::new("quantity", "quantity", label).width(5)
    }

    /// A currency, with the key `currency`. Goes with [`foreign`](Self::foreign).
    pub fn currency(label: impl Into<String>) -> Self {
        Self {
            dimension: Some(CURRENCY_LOOKUP.to_owned()),
            ..Self::new("currency", "currency", label).width(4)
        }
    }

    /// A signed amount in that currency, with the key `currency_amount`: debit positive. The script
    /// writes what it is worth at the day's rate as debit or credit.
    pub fn foreign(label: impl Into<String>) -> Self {
        Self::new("foreign", "currency_amount", label).width(7)
    }

    /// A day.
    pub fn date(key: &str, label: impl Into<String>) -> Self {
        Self::new("date", key, label).width(8)
    }

    /// Words. Without a width they take the room that is left.
    pub fn text(key: &str, label: impl Into<String>) -> Self {
        Self::new("text", key, label)
    }

    /// Width in letters of the text's size.
    #[must_use]
    pub fn width(self, width: u8) -> Self {
        Self {
            width: Some(width),
            ..self
        }
    }

    /// Width at the least of words that take the room left, where there is little of it.
    #[must_use]
    pub fn least(self, width: u8) -> Self {
        Self {
            least: Some(width),
            ..self
        }
    }

    /// Another word for the column, as spreadsheets have it.
    #[must_use]
    pub fn also(mut self, word: impl Into<String>) -> Self {
        self.also.push(word.into());
        self
    }
}

/// A button that posts what stands in the grid.
#[derive(Debug, Clone)]
struct PostButton {
    intent: String,
    label: String,
    key: Option<&'static str>,
    primary: bool,
}

/// What the script is told, as JSON in `data-grid`.
#[derive(Debug, Clone, Serialize)]
struct Config {
    columns: Vec<GridColumn>,
    lines: Vec<GridLine>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lines_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    draft_url: Option<String>,
    post_url: String,
    rules_url: &'static str,
    rate_url: &'static str,
    account_dimension: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    left_url: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    left_dimension: Option<String>,
    version: i64,
    focus: bool,
}

/// The grid, with the voucher's head above it and its sums and buttons under it.
#[derive(Debug, Clone)]
pub struct VoucherGrid {
    words: Words,
    label: String,
    head: Markup,
    buttons: Vec<PostButton>,
    config: Config,
}

impl VoucherGrid {
    /// A grid that posts to `post_url`; the label is what a screen reader calls it.
    pub fn new(
        words: Words,
        label: impl Into<String>,
        columns: impl IntoIterator<Item = GridColumn>,
        post_url: impl Into<String>,
    ) -> Self {
        Self {
            words,
            label: label.into(),
            head: html! {},
            buttons: Vec::new(),
            config: Config {
                columns: columns.into_iter().collect(),
                lines: Vec::new(),
                lines_url: None,
                draft_url: None,
                post_url: post_url.into(),
                rules_url: RULES_PATH,
                rate_url: RATE_PATH,
                account_dimension: "KONTO",
                left_url: None,
                left_dimension: None,
                version: 0,
                focus: false,
            },
        }
    }

    /// Fields of the voucher's head: series, date, text. The first date field decides on which
    /// day values and rules are valid.
    #[must_use]
    pub fn head(self, head: Markup) -> Self {
        Self { head, ..self }
    }

    /// The lines there are already.
    #[must_use]
    pub fn lines(mut self, lines: Vec<GridLine>) -> Self {
        self.config.lines = lines;
        self
    }

    /// Where many lines are fetched, as `{"lines": [..]}`, instead of standing in the page.
    #[must_use]
    pub fn lines_from(mut self, url: impl Into<String>) -> Self {
        self.config.lines_url = Some(url.into());
        self
    }

    /// Where the draft is kept, and which version of it this is.
    #[must_use]
    pub fn draft(mut self, url: impl Into<String>, version: i64) -> Self {
        self.config.draft_url = Some(url.into());
        self.config.version = version;
        self
    }

    /// Tells under the lines what is left of the appropriation that the line with the cursor is
    /// coded to, by the value of a dimension.
    #[must_use]
    pub fn left_by(mut self, dimension: &str) -> Self {
        self.config.left_url = Some(LEFT_PATH);
        self.config.left_dimension = Some(dimension.to_owned());
        self
    }

    /// A button that posts, with the word for what is meant by it (`post`, `park` …).
    #[must_use]
    pub fn button(mut self, intent: &str, label: impl Into<String>, key: Option<&'static str>) -> Self {
        let primary = self.buttons.is_empty();
        self.buttons.push(PostButton {
            intent: intent.to_owned(),
            label: label.into(),
            key,
            primary,
        });
        self
    }

    /// The first cell has the focus when the page opens.
    #[must_use]
    pub fn focus(mut self) -> Self {
        self.config.focus = true;
        self
    }

    /// Texts with a place for what only the script knows come with the place in braces.
    fn script_texts(&self) -> String {
        let words = self.words;
        let mut texts: serde_json::Map<String, serde_json::Value> = SCRIPT_TEXTS
            .iter()
            .map(|key| ((*key).to_owned(), words.t(key).into()))
            .collect();
        for (key, text) in [
            ("grid-refused", crate::t!(words, "grid-refused", count = "{count}")),
            ("grid-warnings", crate::t!(words, "grid-warnings", count = "{count}")),
            ("grid-pasted", crate::t!(words, "grid-pasted", count = "{count}")),
            (
                "grid-forbidden",
                crate::t!(words, "grid-forbidden", account = "{account}"),
            ),
            (
                "grid-conflict-who",
                crate::t!(words, "grid-conflict-who", who = "{who}", when = "{when}"),
            ),
        ] {
            texts.insert(key.to_owned(), text.into());
        }
        serde_json::Value::Object(texts).to_string()
    }

    fn header_row(&self) -> Markup {
        let columns = &self.config.columns;
        html! {
            div.grid-row.grid-header role="row" aria-rowindex="1" {
                div.grid-number role="columnheader" aria-colindex="1" { (self.words.t("grid-line-heading")) }
                @for (at, column) in columns.iter().enumerate() {
                    div.num[matches!(column.kind, "debit" | "credit" | "amount" | "quantity" | "foreign")]
                        role="columnheader" aria-colindex=(at + 2) { (column.label) }
                }
                div role="columnheader" aria-colindex=(columns.len() + 2) {
                    span.unseen { (self.words.t("grid-remove-heading")) }
                }
            }
        }
    }

    fn sums(&self) -> Markup {
        let words = self.words;
        let sum = |name: &str, key: &str| {
            html! { div { dt { (words.t(key)) } dd.num data-debit[name == "debit"] data-credit[name == "credit"]
            data-difference[name == "difference"] { "0,00" } } }
        };
        html! {
            dl.grid-sums {
                (sum("debit", "grid-debit")) (sum("credit", "grid-credit")) (sum("difference", "grid-difference"))
            }
        }
    }

    fn buttons_row(&self) -> Markup {
        let words = self.words;
        html! {
            div.grid-do {
                @for button in &self.buttons {
                    button.button.(if button.primary { "primary" } else { "secondary" }) type="button" data-grid-do="post"
                        value=(button.intent) data-key=[button.key] aria-keyshortcuts=[button.key.map(aria)] {
                        (button.label) @if let Some(key) = button.key { " " (kbd(key)) }
                    }
                }
                @if self.config.draft_url.is_some() {
                    button.button.secondary type="button" data-grid-do="save" data-key="Ctrl+S" aria-keyshortcuts="Control+S" {
                        (words.t("grid-save")) " " (kbd("Ctrl+S"))
                    }
                }
                p.grid-status role="status" data-status {}
            }
        }
    }

    fn help(&self) -> Markup {
        let list = [
            ("Enter", "grid-key-next"),
            ("Ctrl+Enter", "grid-key-copy-row"),
            ("+", "grid-key-balance"),
            ("\"", "grid-key-copy-above"),
            ("F9", "grid-key-lookup"),
            ("Ctrl+Delete", "grid-key-remove"),
            ("Ctrl+Z", "grid-key-undo"),
            ("↑+↓", "grid-key-rows"),
            ("d", "grid-key-today"),
            ("Ctrl+V", "grid-key-paste"),
        ];
        html! {
            details.grid-help {
                summary { (self.words.t("grid-keys")) }
                (keys(list.map(|(key, text)| (key, self.words.t(text)))))
            }
        }
    }
}

fn aria(key: &str) -> String {
    key.replace("Ctrl", "Control")
}

impl Render for VoucherGrid {
    fn render(&self) -> Markup {
        let config = serde_json::to_string(&self.config).expect("strings and numbers become JSON");
        html! {
            section.voucher-grid aria-label=(self.label) data-grid=(config) data-texts=(self.script_texts()) {
                noscript { p.notice.refused { (self.words.t("grid-no-script")) } }
                div.notice.refused.grid-refusals role="alert" tabindex="-1" hidden {}
                form.fields.grid-head data-grid-head { (self.head) }
                div.grid-frame {
                    div.grid-scroll {
                        div.grid role="grid" aria-label=(self.label) aria-colcount=(self.config.columns.len() + 2) {
                            div role="rowgroup" { (self.header_row()) }
                            div.grid-body role="rowgroup" {}
                        }
                    }
                    div.grid-foot {
                        p.grid-hint data-hint {}
                        @if self.config.left_url.is_some() { p.grid-left role="status" data-left {} }
                        (self.sums())
                    }
                }
                p.unseen role="status" data-balance {}
                (self.buttons_row())
                div.grid-shown aria-live="polite" data-shown {}
                (self.help())
                dialog.conflict id="grid-conflict" aria-labelledby="grid-conflict-title" {}
            }
        }
    }
}
