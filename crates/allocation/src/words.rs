//! Words of allocation.

use kameral_ui::Source;

/// The sentences of allocation.
pub const TEXTS: Source = Source {
    name: "allocation",
    sv: include_str!("../text/sv.ftl"),
    en: include_str!("../text/en.ftl"),
};
