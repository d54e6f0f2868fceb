//! *Tabell*: rows of figures. Dense, aligned, and walked with the keyboard.
//!
//! Headings that sort are links, so the order stands in the address. A row with a link is
//! opened with Enter or a click; `j` and `k` or the arrows walk from row to row.

use maud::{Markup, Render, html};

use super::Cell;
use crate::{Address, Words};

/// Name of the order in the address: `sortera=datum`, or `sortera=-datum` for the other way.
pub const SORT: &str = "sortera";

/// The order a list is shown in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sort {
    /// The column's name in the address.
    pub column: String,
    /// Largest or latest first.
    pub descending: bool,
}

impl Sort {
    /// The order an address asks for. Which columns there are is for the reader to check.
    pub fn of(address: &Address) -> Option<Self> {
        let asked = address.get(SORT)?;
        let column = asked.strip_prefix('-');
        Some(Self {
            column: column.unwrap_or(asked).to_owned(),
            descending: column.is_some(),
        })
    }
}

/// A column: its heading and how its cells stand.
#[derive(Debug, Clone)]
pub struct Column {
    heading: String,
    class: &'static str,
    sort: Option<&'static str>,
}

impl Column {
    /// A column of words.
    pub fn text(heading: impl Into<String>) -> Self {
        Self {
            heading: heading.into(),
            class: "",
            sort: None,
        }
    }

    /// A column of codes, numbers or dates: as narrow as they are.
    pub fn code(heading: impl Into<String>) -> Self {
        Self {
            class: "code",
            ..Self::text(heading)
        }
    }

    /// A column of amounts, quantities or counts, to the right.
    pub fn number(heading: impl Into<String>) -> Self {
        Self {
            class: "num",
            ..Self::text(heading)
        }
    }

    /// The column that takes the room that is left.
    pub fn wide(heading: impl Into<String>) -> Self {
        Self {
            class: "grow",
            ..Self::text(heading)
        }
    }

    /// The list can be ordered by this column; `name` stands in the address.
    #[must_use]
    pub fn sorted_by(self, name: &'static str) -> Self {
        Self {
            sort: Some(name),
            ..self
        }
    }
}

/// A row, and where it leads.
#[derive(Debug, Clone)]
pub struct Row {
    cells: Vec<Cell>,
    href: Option<String>,
    class: &'static str,
}

impl Row {
    /// A row of cells.
    pub fn new(cells: impl IntoIterator<Item = Cell>) -> Self {
        Self {
            cells: cells.into_iter().collect(),
            href: None,
            class: "",
        }
    }

    /// The row opens a page. The first cell becomes the link, so it must hold words.
    #[must_use]
    pub fn href(self, href: impl Into<String>) -> Self {
        Self {
            href: Some(href.into()),
            ..self
        }
    }

    /// A line the program made (automatkontering): shown, but quieter.
    #[must_use]
    pub fn quiet(self) -> Self {
        Self { class: "quiet", ..self }
    }

    /// A row that belongs to the one above it: no line stands between them.
    #[must_use]
    pub fn follows(self) -> Self {
        Self {
            class: "follows",
            ..self
        }
    }

    /// A heading or a sum among the rows.
    #[must_use]
    pub fn strong(self) -> Self {
        Self {
            class: "strong",
            ..self
        }
    }

    /// A row to look at: refused, late, or the one just made.
    #[must_use]
    pub fn marked(self) -> Self {
        Self {
            class: "marked",
            ..self
        }
    }
}

/// A table.
#[derive(Debug, Clone)]
pub struct Table {
    words: Words,
    caption: String,
    columns: Vec<Column>,
    rows: Vec<Row>,
    totals: Vec<Row>,
    address: Option<Address>,
    empty: Option<Markup>,
    foot: Option<Markup>,
    csv: Option<String>,
    scrolls: bool,
    caption_shown: bool,
}

impl Table {
    /// A table; the caption is what a screen reader calls it.
    pub fn new(words: Words, caption: impl Into<String>, columns: impl IntoIterator<Item = Column>) -> Self {
        Self {
            words,
            caption: caption.into(),
            columns: columns.into_iter().collect(),
            rows: Vec::new(),
            totals: Vec::new(),
            address: None,
            empty: None,
            foot: None,
            csv: None,
            scrolls: false,
            caption_shown: false,
        }
    }

    /// The rows.
    #[must_use]
    pub fn rows(self, rows: impl IntoIterator<Item = Row>) -> Self {
        Self {
            rows: rows.into_iter().collect(),
            ..self
        }
    }

    /// A last row of sums; called more than once, more rows.
    #[must_use]
    pub fn totals(mut self, cells: impl IntoIterator<Item = Cell>) -> Self {
        self.totals.push(Row::new(cells));
        self
    }

    /// The page's address, from which headings make their links.
    #[must_use]
    pub fn sorted(self, address: &Address) -> Self {
        Self {
            address: Some(address.clone()),
            ..self
        }
    }

    /// What is said where there is no row: why, and what to do.
    #[must_use]
    pub fn empty(self, content: Markup) -> Self {
        Self {
            empty: Some(content),
            ..self
        }
    }

    /// What stands under the table: pages, a count.
    #[must_use]
    pub fn foot(self, content: Markup) -> Self {
        Self {
            foot: Some(content),
            ..self
        }
    }

    /// Where the same rows are had as a file.
    #[must_use]
    pub fn csv(self, href: impl Into<String>) -> Self {
        Self {
            csv: Some(href.into()),
            ..self
        }
    }

    /// For tables wider than a screen: scrolls within itself, headings and first column stay.
    #[must_use]
    pub fn scrolls(self) -> Self {
        Self { scrolls: true, ..self }
    }

    /// Shows the caption above the table, as a heading of its own.
    #[must_use]
    pub fn caption_shown(self) -> Self {
        Self {
            caption_shown: true,
            ..self
        }
    }

    fn heading(&self, column: &Column) -> Markup {
        let Some((name, address)) = column.sort.zip(self.address.as_ref()) else {
            return html! { th class=[some(column.class)] scope="col" { (self.heading_words(column)) } };
        };
        let now = Sort::of(address).filter(|sort| sort.column == name);
        let (order, next) = match &now {
            None => (None, name.to_owned()),
            Some(sort) if sort.descending => (Some("descending"), name.to_owned()),
            Some(_) => (Some("ascending"), format!("-{name}")),
        };
        // A new order begins at the first page.
        let href = address
            .clone()
            .with(SORT, next)
            .without(super::pagination::AFTER)
            .without(super::pagination::BEFORE);
        html! {
            th class=[some(column.class)] scope="col" aria-sort=[order] { a.sort href=(href) { (self.heading_words(column)) } }
        }
    }

    /// In a table that may be wider than the screen a long heading stands on two or three lines.
    fn heading_words(&self, column: &Column) -> Markup {
        html! { @if self.scrolls { span.folds { (column.heading) } } @else { (column.heading) } }
    }

    fn row(&self, row: &Row) -> Markup {
        html! {
            tr class=[some(row.class)] data-href=[row.href.as_ref()] {
                @for (at, cell) in row.cells.iter().enumerate() {
                    td class=[some(self.class_of(cell, at))] colspan=[(cell.span > 1).then_some(cell.span)] {
                        @match &row.href {
                            Some(href) if at == 0 => a.row-link href=(href) { (cell.content) },
                            _ => (cell.content),
                        }
                    }
                }
            }
        }
    }

    fn total(row: &Row) -> Markup {
        html! {
            tr {
                @for (at, cell) in row.cells.iter().enumerate() {
                    @if at == 0 && !cell.content.0.is_empty() {
                        th class=[some(cell.class)] scope="row" colspan=[(cell.span > 1).then_some(cell.span)] { (cell.content) }
                    } @else {
                        td class=[some(cell.class)] colspan=[(cell.span > 1).then_some(cell.span)] { (cell.content) }
                    }
                }
            }
        }
    }

    /// A cell stands as it says itself; else as its column does.
    fn class_of(&self, cell: &Cell, at: usize) -> &'static str {
        match cell.class {
            "" => self.columns.get(at).map_or("", |column| column.class),
            own => own,
        }
    }
}

impl Render for Table {
    fn render(&self) -> Markup {
        let wrap = if self.scrolls {
            "table-wrap scrolls"
        } else {
            "table-wrap"
        };
        let caption = if self.caption_shown { "" } else { "unseen" };
        html! {
            div.table {
                div class=(wrap) tabindex="0" role="region" aria-label=(self.caption) data-rows {
                    table {
                        caption class=[some(caption)] { (self.caption) }
                        thead { tr { @for column in &self.columns { (self.heading(column)) } } }
                        tbody {
                            @for row in &self.rows { (self.row(row)) }
                            @if self.rows.is_empty() {
                                tr.none { td colspan=(self.columns.len()) {
                                    @match &self.empty {
                                        Some(content) => (content),
                                        None => (self.words.t("table-empty")),
                                    }
                                } }
                            }
                        }
                        @if !self.totals.is_empty() && !self.rows.is_empty() {
                            tfoot { @for row in &self.totals { (Self::total(row)) } }
                        }
                    }
                }
                @if self.foot.is_some() || self.csv.is_some() {
                    div.table-foot {
                        @if let Some(content) = &self.foot { (content) }
                        @if let Some(href) = &self.csv { a.csv href=(href) download { (self.words.t("table-csv")) } }
                    }
                }
            }
        }
    }
}

/// A class, where there is one.
fn some(class: &str) -> Option<&str> {
    (!class.is_empty()).then_some(class)
}
