//! All texts of the program, from every crate that has some.

use kameral_ui::{Language, Source, Texts, Words};
use std::sync::OnceLock;

macro_rules! source {
    ($name:literal) => {
        Source {
            name: $name,
            sv: include_str!(concat!("../../", $name, "/text/sv.ftl")),
            en: include_str!(concat!("../../", $name, "/text/en.ftl")),
        }
    };
}

/// Text files of the crates, in the order of the house.
const SOURCES: [Source; 22] = [
    source!("base"),
    source!("formats"),
    kameral_ui::TEXTS,
    source!("store"),
    source!("access"),
    kameral_site::TEXTS,
    source!("ledger"),
    SIE_TEXTS,
    CHECK_TEXTS,
    PAGE_TEXTS,
    source!("appropriations"),
    kameral_appropriations::PAGE_TEXTS,
    source!("closing"),
    kameral_closing::PAGE_TEXTS,
    kameral_reports::TEXTS,
    REPORT_PAGE_TEXTS,
    kameral_parties::TEXTS,
    kameral_exchange::TEXTS,
    kameral_allocation::TEXTS,
    kameral_identity::TEXTS,
    kameral_records::TEXTS,
    source!("kameral"),
];

/// Sentences of the SIE import, which stand in files of their own.
const SIE_TEXTS: Source = Source {
    name: "ledger, SIE",
    sv: include_str!("../../ledger/text/sie.sv.ftl"),
    en: include_str!("../../ledger/text/sie.en.ftl"),
};

/// Sentences of the integrity check.
const CHECK_TEXTS: Source = Source {
    name: "ledger, check",
    sv: kameral_ledger::check::TEXT_SV,
    en: kameral_ledger::check::TEXT_EN,
};

/// Sentences of the ledger's pages.
const PAGE_TEXTS: Source = Source {
    name: "ledger, pages",
    sv: include_str!("../../ledger/text/pages.sv.ftl"),
    en: include_str!("../../ledger/text/pages.en.ftl"),
};

/// Sentences of the reports' pages.
const REPORT_PAGE_TEXTS: Source = Source {
    name: "reports, pages",
    sv: include_str!("../../reports/text/pages.sv.ftl"),
    en: include_str!("../../reports/text/pages.en.ftl"),
};

/// The texts, loaded once.
pub fn texts() -> &'static Texts {
    static TEXTS: OnceLock<&'static Texts> = OnceLock::new();
    TEXTS.get_or_init(|| Texts::load(&SOURCES))
}

/// The texts in one language.
pub fn words(language: Language) -> Words {
    texts().words(language)
}

#[cfg(test)]
mod tests {
    use super::SOURCES;

    /// A refusal is told by the page, the API and the command line in the same words, so it names no
    /// key to press and no page to look at.
    #[test]
    fn refusals_make_sense_wherever_they_are_told() {
        let told = SOURCES
            .iter()
            .flat_map(|source| source.sv.lines().chain(source.en.lines()));
        let mut seen = 0;
        for line in told.filter(|line| {
            ["refusal-", "warning-", "mistake-"]
                .iter()
                .any(|kind| line.starts_with(kind))
        }) {
            let text = line.to_lowercase();
            for word in [
                "f9", "ctrl", "tryck ", "press ", "klick", "click", "knapp", "button", "ladda om", "reload",
            ] {
                assert!(!text.contains(word), "{line}");
            }
            seen += 1;
        }
        assert!(200 < seen, "the texts were read: {seen}");
    }
}
