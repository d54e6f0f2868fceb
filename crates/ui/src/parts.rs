//! The parts pages are made of. Each is handed finished words and values; none decides anything.
//!
//! A part is a small struct with builder methods that renders itself, so a view reads as a
//! list of what the page shows: `(PageHead::new(title)) (filters) (table)`.

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
    Accepted, CellMistake, GRID_BODY_BYTES_MAX, GridConflict, GridLine, GridPosted, GridSaved,
    GridSent, LookupHit, LookupRules,
};
pub use links::Links;
pub use money::{money, quantity};
pub use notice::Notice;
pub use page_head::PageHead;
pub use pagination::Pagination;
pub use period_picker::{PERIOD, PeriodPicker};
pub use progress::Progress;
pub use table::{Column, Row, SORT, Sort, Table};
pub use tabs::Tabs;
pub use voucher_grid::{GridColumn, RULES_PATH, VoucherGrid};
