//! Words of permissions and sign-in.

use kameral_ui::Source;

/// The sentences of permissions and sign-in.
pub const TEXTS: Source = Source {
    name: "identity",
    sv: include_str!("../text/sv.ftl"),
    en: include_str!("../text/en.ftl"),
};
