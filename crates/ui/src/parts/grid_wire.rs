//! What the voucher grid and the server say to each other. The names are a contract with
//! `static/grid.js`.

use std::collections::BTreeMap;

use kameral_base::{Ore, Quantity};
use serde::{Deserialize, Serialize};

/// The most bytes a grid sends: 100,000 lines of 300 bytes, and room to spare.
pub const GRID_BODY_BYTES_MAX: usize = 48 * 1024 * 1024;

/// A line as it stands in the grid: texts by column key. Amounts and quantities come in machine
/// form (`-1234.56`); what the script could not read comes as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GridLine {
    /// The line's number as the user sees it, from 1; empty lines are left out, so there may be gaps.
    #[serde(default)]
    pub line: u32,
    /// What stands in its cells; empty cells are left out.
    pub values: BTreeMap<String, String>,
}

/// A cell that cannot be read: which, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CellMistake<E> {
    /// The column's key, for the refusal's place.
    pub column: &'static str,
    /// What is wrong.
    pub mistake: E,
}

impl GridLine {
    /// A line with these values; empty ones are left out.
    pub fn new<'a>(line: u32, values: impl IntoIterator<Item = (&'a str, String)>) -> Self {
        let values = values.into_iter().filter(|(_, text)| !text.is_empty());
        Self {
            line,
            values: values.map(|(key, text)| (key.to_owned(), text)).collect(),
        }
    }

    /// The text of a column; empty where nothing was typed.
    pub fn text(&self, column: &str) -> &str {
        self.values.get(column).map_or("", |text| text.trim())
    }

    /// The line's amount, debit positive, from `amount` or from `debit` and `credit`; none where
    /// all are empty.
    pub fn amount(&self) -> Result<Option<Ore>, CellMistake<kameral_base::AmountMistake>> {
        let read = |column: &'static str| match self.text(column) {
            "" => Ok(None),
            text => Ore::parse(text)
                .map(Some)
                .map_err(|mistake| CellMistake { column, mistake }),
        };
        let too_large = CellMistake {
            column: "debit",
            mistake: kameral_base::AmountMistake::TooLarge,
        };
        if let Some(amount) = read("amount")? {
            return Ok(Some(amount));
        }
        match (read("debit")?, read("credit")?) {
            (debit, None) => Ok(debit),
            (debit, Some(credit)) => {
                let debit = debit.unwrap_or_default();
                debit.checked_sub(credit).map(Some).ok_or(too_large)
            }
        }
    }

    /// The line's quantity; none where it is empty.
    pub fn quantity(&self) -> Result<Option<Quantity>, CellMistake<kameral_base::AmountMistake>> {
        match self.text("quantity") {
            "" => Ok(None),
            text => Quantity::parse(text).map(Some).map_err(|mistake| CellMistake {
                column: "quantity",
                mistake,
            }),
        }
    }
}

/// What the grid sends, to keep as a draft or to post.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct GridSent {
    /// The version of the draft the user began from.
    pub version: i64,
    /// The fields of the head, by name.
    #[serde(default)]
    pub head: BTreeMap<String, String>,
    /// The lines with something in them.
    pub lines: Vec<GridLine>,
    /// Which button was pressed; empty for a draft.
    #[serde(default)]
    pub intent: String,
    /// The warnings the user accepted, and why.
    #[serde(default)]
    pub accepted: Option<Accepted>,
}

/// Warnings accepted by the user.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Accepted {
    /// Their names.
    pub names: Vec<String>,
    /// The reason, which is kept.
    pub reason: String,
}

/// 200 to a draft: it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GridSaved {
    /// The version it has now.
    pub version: i64,
    /// The time of day, as it is shown: `14:03`.
    pub saved_at: String,
}

/// 409 to a draft: somebody else has kept it meanwhile. The user is shown both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GridConflict {
    /// The version that is kept.
    pub version: i64,
    /// Who kept it.
    pub saved_by: String,
    /// When, as it is shown.
    pub saved_at: String,
    /// Its head.
    pub head: BTreeMap<String, String>,
    /// Its lines.
    pub lines: Vec<GridLine>,
}

/// 200 to a posting: where to go now. A refused posting is a [`Problem`](crate::web::Problem).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GridPosted {
    /// A path of this site.
    pub redirect: String,
}

/// 200 to a preview: what posting would give, to be shown under the grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GridShown {
    /// Version of the draft, which was kept.
    pub version: i64,
    /// A table a voucher.
    pub shown: Vec<ShownTable>,
}

/// A table that the grid builds: the content policy lets no script set markup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShownTable {
    /// What it shows.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<ShownColumn>,
    /// Its rows, a cell a column.
    pub rows: Vec<Vec<ShownCell>>,
}

/// A column of a [`ShownTable`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShownColumn {
    /// Heading.
    pub label: String,
    /// Class of its cells: `num` for figures, `code` for codes, or empty.
    pub class: &'static str,
}

/// A cell of a [`ShownTable`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ShownCell {
    /// What stands there.
    pub text: String,
    /// Where it leads.
    pub href: Option<String>,
}

impl ShownCell {
    /// Words that lead nowhere.
    pub fn text(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            href: None,
        }
    }
}

/// A value that a lookup found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct LookupHit {
    /// The code.
    pub value: String,
    /// Its name on the day asked for.
    pub name: String,
    /// A word more: why it is no longer valid, or what it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Shown last, and cannot be chosen.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub expired: bool,
}

/// What the accounting model says of the dimensions beside an account.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct LookupRules {
    /// The account's name.
    pub name: String,
    /// Dimensions that must be empty.
    pub forbidden: Vec<String>,
    /// Dimensions that must be filled in.
    pub mandatory: Vec<String>,
    /// Dimensions with one value only.
    pub fixed: BTreeMap<String, String>,
    /// Dimensions with a value to begin from.
    pub proposed: BTreeMap<String, String>,
}

/// What one unit of a currency costs on a day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct LookupRate {
    /// In millionths of the entity's currency; none where no rate is in force.
    pub rate_micro: Option<i64>,
}

/// What is left of the appropriation that a coding is financed by.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct LookupLeft {
    /// Designation of the appropriation; empty where none finances it.
    pub item: String,
    /// What is left without credit, öre.
    pub left_ore: i64,
    /// What is left with credit, öre.
    pub left_with_credit_ore: i64,
    /// `enough`, `low`, `on_credit` or `beyond_credit`; empty where there is no appropriation.
    pub level: String,
    /// The same as a line to read.
    pub text: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use kameral_base::AmountMistake;

    fn amount(values: &[(&str, &str)]) -> Result<Option<i64>, (&'static str, AmountMistake)> {
        GridLine::new(1, values.iter().map(|(key, text)| (*key, (*text).to_owned())))
            .amount()
            .map(|amount| amount.map(Ore::get))
            .map_err(|cell| (cell.column, cell.mistake))
    }

    #[test]
    fn an_amount_is_read_from_one_column_or_two() {
        assert_eq!(amount(&[]), Ok(None));
        assert_eq!(amount(&[("debit", "1234.56")]), Ok(Some(123_456)));
        assert_eq!(amount(&[("credit", "1 234,56")]), Ok(Some(-123_456)));
        assert_eq!(amount(&[("debit", "100"), ("credit", "30")]), Ok(Some(7_000)));
        assert_eq!(amount(&[("amount", "-5")]), Ok(Some(-500)));
        assert_eq!(amount(&[("credit", "x")]), Err(("credit", AmountMistake::NotANumber)));
    }

    #[test]
    fn what_the_script_sends_is_read() {
        let sent: GridSent = serde_json::from_str(
            r#"{"version":3,"intent":"post","accepted":{"names":["amount_large"],"reason":"avtal"},
                "head":{"datum":"2026-03-31"},"lines":[{"line":2,"values":{"KONTO":"5011","debit":"1.00"}}]}"#,
        )
        .unwrap();
        assert_eq!(sent.lines[0].text("KONTO"), "5011");
        assert_eq!(sent.head["datum"], "2026-03-31");
        let draft: GridSent = serde_json::from_str(r#"{"version":0,"head":{},"lines":[]}"#).unwrap();
        assert_eq!(draft, GridSent::default());
    }
}
