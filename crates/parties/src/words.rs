//! Words of the register of parties.

use kameral_ui::Source;

/// The sentences of the register.
pub const TEXTS: Source = Source {
    name: "parties",
    sv: include_str!("../text/sv.ftl"),
    en: include_str!("../text/en.ftl"),
};
