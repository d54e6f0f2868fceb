//! The parts pages are made of. Each is handed finished words and values; none decides anything.
//!
//! A part is a small struct with builder methods that renders itself, so a view reads as a
//! list of what the page shows: `(PageHead::new(title)) (filters) (table)`.

mod badge;
mod button;
mod cell;
mod facts;
mod field;
mod filter_bar;
mod form;
mod money;
mod notice;
mod page_head;
pub mod pagination;
mod table;
pub mod tabs;

pub use badge::{Badge, Tone};
pub use button::{Button, kbd, keys};
pub use cell::Cell;
pub use facts::Facts;
pub use field::{Choice, Field, Width};
pub use filter_bar::FilterBar;
pub use form::{ErrorSummary, Form};
pub use money::{money, quantity};
pub use notice::Notice;
pub use page_head::PageHead;
pub use pagination::Pagination;
pub use table::{Column, Row, SORT, Sort, Table};
pub use tabs::Tabs;
