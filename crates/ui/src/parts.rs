//! The parts pages are made of. Each is handed finished words and values; none decides anything.
//!
//! A part is a small struct with builder methods that renders itself, so a view reads as a
//! list of what the page shows. A page of vouchers, whole:
//!
//! ```
//! use kameral_ui::parts::{
//!     Badge, Button, Cell, Column, Field, FilterBar, PageHead, Pagination, PeriodPicker, Row, Sort, Table, Tone,
//! };
//! use kameral_ui::{Crumb, EntityMark, NavGroup, Shell, Words, t, web::preferences::Preferences};
//! use maud::{Markup, Render, html};
//!
//! /// A voucher as this page shows it: the query fetched it, nothing is decided here.
//! struct Line { number: String, date: kameral_base::Date, text: String, sum: kameral_base::Ore, draft: bool }
//!
//! struct VouchersPage<'a> {
//!     reader: &'a Preferences,
//!     entity: EntityMark,
//!     nav: &'a [NavGroup],
//!     csrf_token: &'a str,
//!     lines: Vec<Line>,
//!     next: Option<String>,
//! }
//!
//! fn view(words: Words, page: &VouchersPage<'_>) -> Markup {
//!     let address = &page.reader.address;
//!     let base = page.entity.base();
//!     let period = PeriodPicker::new(words, address).preset("202603", words.t("this-month"));
//!     let filters = FilterBar::new(words, address)
//!         .field(period.field())
//!         .field(Field::lookup(words, "KONTO", "konto", words.t("account")));
//!     let rows = page.lines.iter().map(|line| {
//!         let (tone, state) = if line.draft { (Tone::Neutral, "draft") } else { (Tone::Success, "posted") };
//!         Row::new([
//!             Cell::code(&line.number),
//!             Cell::date(line.date),
//!             Cell::text(&line.text),
//!             Cell::badge(&Badge::new(tone, words.t(state))),
//!             Cell::money(line.sum),
//!         ])
//!         .href(format!("{base}/verifikationer/{}", line.number))
//!     });
//!     let columns = [
//!         Column::code(words.t("number")).sorted_by("nummer"),
//!         Column::code(words.t("date")).sorted_by("datum"),
//!         Column::wide(words.t("text")),
//!         Column::text(words.t("state")),
//!         Column::number(words.t("sum")),
//!     ];
//!     let table = Table::new(words, words.t("vouchers"), columns)
//!         .sorted(address)
//!         .rows(rows)
//!         .foot(Pagination::new(words, address).next(page.next.clone()).render())
//!         .csv(address.clone().with("format", "csv").to_string());
//!     let new = Button::link(format!("{base}/verifikationer/ny"), words.t("new-voucher")).primary().key("n");
//!     let content = html! {
//!         (PageHead::new(words.t("vouchers")).lead(t!(words, "vouchers-shown", count = page.lines.len())).action(new))
//!         (filters) (period) (table)
//!     };
//!     let title = words.t("vouchers");
//!     let shell = Shell {
//!         theme: page.reader.theme,
//!         entity: Some(page.entity.clone()),
//!         nav: page.nav,
//!         breadcrumbs: &[Crumb::new(words.t("ledger"), base.clone())],
//!         csrf_token: page.csrf_token,
//!         ..Shell::new(words, &title, address.clone())
//!     };
//!     shell.page(&content)
//! }
//! # let _order = Sort::of(&kameral_ui::Address::parse("/?sortera=-datum"));
//! ```
//!
//! A form that was refused shows `(ErrorSummary::new(words, &refusals))` above itself and
//! `.refusals(&refusals)` on each field, with `refusals` from [`Words::refusal`](crate::Words::refusal).

mod badge;
mod button;
mod cell;
mod chart;
mod confirm;
mod facts;
mod field;
mod filter_bar;
mod form;
mod grid_wire;
mod links;
mod money;
mod notice;
mod page_head;
pub mod pagination;
mod period_picker;
mod pick_bar;
mod progress;
mod table;
pub mod tabs;
mod voucher_grid;

pub use badge::{Badge, Tone};
pub use button::{Button, kbd, keys};
pub use cell::Cell;
pub use chart::BarChart;
pub use confirm::Confirm;
pub use facts::Facts;
pub use field::{Choice, Field, Width};
pub use filter_bar::FilterBar;
pub use form::{ErrorSummary, Form};
pub use grid_wire::{
    Accepted, CellMistake, GRID_BODY_BYTES_MAX, GridConflict, GridLine, GridPosted, GridSaved, GridSent, GridShown,
    LookupHit, LookupLeft, LookupRate, LookupRules, ShownCell, ShownColumn, ShownTable,
};
pub use links::Links;
pub use money::{foreign, money, quantity};
pub use notice::Notice;
pub use page_head::PageHead;
pub use pagination::Pagination;
pub use period_picker::{PERIOD, PeriodPicker};
pub use pick_bar::PickBar;
pub use progress::Progress;
pub use table::{Column, Row, SORT, Sort, Table};
pub use tabs::Tabs;
pub use voucher_grid::{CURRENCY_LOOKUP, GridColumn, LEFT_PATH, RATE_PATH, RULES_PATH, VoucherGrid};
