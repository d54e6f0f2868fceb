//! Words of archives and disposal.

use std::sync::LazyLock;

use kameral_ui::{Language, Source, Texts, Words};

/// The sentences of archives and disposal.
pub const TEXTS: Source = Source {
    name: "records",
    sv: include_str!("../text/sv.ftl"),
    en: include_str!("../text/en.ftl"),
};

/// The words in a language: for what is written where no page is.
pub(crate) fn words(language: Language) -> Words {
    static LOADED: LazyLock<&'static Texts> = LazyLock::new(|| Texts::load(&[TEXTS]));
    LOADED.words(language)
}
