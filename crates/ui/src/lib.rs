//! The shell every page stands in: texts, layout, parts, static files and what the web demands.
//!
//! A page is a handler and a view. The handler fetches and decides; the view is handed finished
//! values and puts them into [`parts`] inside a [`shell::Shell`]. Words come from [`texts`]: a
//! crate embeds its `text/sv.ftl` and `text/en.ftl` as a [`texts::Source`], and a view asks
//! [`texts::Words`] for them with [`t!`].
//!
//! To add a part: one file under `parts/`, its style in `static/css/`, its states in
//! `styleguide/`, and it stands at `/stil/<part>` where a browser test looks at it.
//!
//! What stays absent: rules, SQL, inline script and inline style (the content security policy
//! forbids both), and Swedish in Rust.

pub mod address;
pub mod assets;
pub mod language;
pub mod parts;
pub mod shell;
pub mod styleguide;
pub mod texts;
pub mod web;

pub use address::Address;
pub use language::Language;
pub use shell::{Crumb, EntityColour, EntityMark, NavGroup, NavItem, Shell, Theme};
pub use texts::{Source, Spoken, Texts, Words};

/// The sentences of the shell and its parts.
pub const TEXTS: Source = Source {
    name: "ui",
    sv: include_str!("../text/sv.ftl"),
    en: include_str!("../text/en.ftl"),
};
