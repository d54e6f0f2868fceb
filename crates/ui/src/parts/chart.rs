//! *Diagram*: bars, with the table they are drawn from beside them.
//!
//! Lengths are whole per mille of the longest bar, so the drawing needs no fractions.

use kameral_base::Ore;
use maud::{Markup, Render, html};

use super::{Cell, Column, Row, Table};
use crate::Words;

/// Height of a bar and of the room around it, in the drawing's units.
const BAR: i64 = 16;
const GAP: i64 = 4;
const GROUP_GAP: i64 = 14;
/// Half the drawing's breadth, where bars may go both ways; all of it where they do not.
const BREADTH: i64 = 1000;

/// Bars side by side for one or two series, as outturn and budget.
#[derive(Debug, Clone)]
pub struct BarChart {
    words: Words,
    title: String,
    category: String,
    series: Vec<String>,
    rows: Vec<(String, Vec<Ore>)>,
}

impl BarChart {
    /// A chart: what it shows, what its rows are, and the names of its series (one to three).
    pub fn new(
        words: Words,
        title: impl Into<String>,
        category: impl Into<String>,
        series: impl IntoIterator<Item = String>,
    ) -> Self {
        Self {
            words,
            title: title.into(),
            category: category.into(),
            series: series.into_iter().take(3).collect(),
            rows: Vec::new(),
        }
    }

    /// A row: its name, and an amount a series.
    #[must_use]
    pub fn row(mut self, name: impl Into<String>, amounts: impl IntoIterator<Item = Ore>) -> Self {
        self.rows
            .push((name.into(), amounts.into_iter().take(self.series.len()).collect()));
        self
    }

    fn amounts(&self) -> impl Iterator<Item = i64> {
        self.rows
            .iter()
            .flat_map(|(_, amounts)| amounts.iter().map(|amount| amount.get()))
    }

    /// The longest bar; one at least, so that a chart of zeros can be drawn.
    fn longest(&self) -> i128 {
        self.amounts()
            .map(|amount| i128::from(amount).abs())
            .max()
            .unwrap_or(0)
            .max(1)
    }

    fn drawing(&self) -> Markup {
        let series = i64::try_from(self.series.len()).expect("three at most");
        let rows = i64::try_from(self.rows.len()).expect("fewer rows than a screen has lines");
        let height = series * (BAR + GAP) + GROUP_GAP;
        let both_ways = self.amounts().any(|amount| amount < 0);
        let zero = if both_ways { BREADTH / 2 } else { 0 };
        let longest = self.longest();
        let length = |amount: Ore| {
            let room = i128::from(BREADTH - zero);
            i64::try_from(i128::from(amount.get()).abs() * room / longest).expect("no longer than the drawing")
        };
        html! {
            svg.bars viewBox=(format!("0 0 {BREADTH} {}", rows * height)) preserveAspectRatio="none" aria-hidden="true" focusable="false" {
                @for (at, (_, amounts)) in (0_i64..).zip(&self.rows) {
                    @for (number, amount) in (0_i64..).zip(amounts) {
                        rect.(format!("series-{}", number + 1))
                            x=(if amount.get() < 0 { zero - length(*amount) } else { zero })
                            y=(at * height + GROUP_GAP / 2 + number * (BAR + GAP))
                            width=(length(*amount)) height=(BAR) {}
                    }
                }
                line.axis x1=(zero) x2=(zero) y1="0" y2=(rows * height) {}
            }
        }
    }

    fn table(&self) -> Table {
        let columns = [Column::text(self.category.as_str())]
            .into_iter()
            .chain(self.series.iter().map(|name| Column::number(name.as_str())));
        let rows = self.rows.iter().map(|(name, amounts)| {
            Row::new(
                [Cell::text(name.as_str())]
                    .into_iter()
                    .chain(amounts.iter().map(|amount| Cell::money(*amount))),
            )
        });
        Table::new(self.words, self.title.as_str(), columns).rows(rows)
    }
}

impl Render for BarChart {
    fn render(&self) -> Markup {
        html! {
            figure.chart {
                figcaption {
                    strong { (self.title) }
                    span.legend {
                        @for (at, name) in self.series.iter().enumerate() {
                            span { span.swatch.(format!("series-{}", at + 1)) {} (name) }
                        }
                    }
                }
                div.chart-body {
                    div.chart-bars {
                        ul.chart-names aria-hidden="true" { @for (name, _) in &self.rows { li { (name) } } }
                        (self.drawing())
                    }
                    (self.table())
                }
            }
        }
    }
}
