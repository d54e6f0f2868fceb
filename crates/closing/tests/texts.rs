//! Every refusal has words in both languages, and no text is left over.

use std::collections::BTreeSet;

use kameral_base::{Ore, Period, Refusal};
use kameral_closing::{ClosingRefusal as R, PAGE_TEXTS, TEXT_EN, TEXT_SV};
use kameral_ui::texts::{check_complete, check_used};
use kameral_ui::{Language, Source, Texts};

#[test]
fn both_languages_are_complete_and_no_text_is_left_over() {
    check_complete(TEXT_SV, TEXT_EN);
    check_used(TEXT_SV, env!("CARGO_MANIFEST_DIR"), &[]);
    check_complete(PAGE_TEXTS.sv, PAGE_TEXTS.en);
    check_used(PAGE_TEXTS.sv, env!("CARGO_MANIFEST_DIR"), &MADE);
}

/// Texts of the words of lists, whose keys are put together.
const MADE: [&str; 3] = ["closing-check-", "closing-reason-", "closing-transfer-"];

#[test]
fn every_refusal_has_words_and_a_key_of_its_name() {
    let texts = Texts::load(&[Source {
        name: "closing",
        sv: TEXT_SV,
        en: TEXT_EN,
    }]);
    let mut asked = BTreeSet::new();
    for refusal in refusals() {
        let sentence = refusal.sentence();
        asked.insert(sentence.key);
        let (_, key) = sentence.key.split_once('-').expect("refusal-");
        assert_eq!(refusal.name().replace('_', "-"), key);
        for language in [Language::Sv, Language::En] {
            // Panics in a test when a text or an argument is missing.
            let text = texts.words(language).sentence(&sentence);
            assert!(text.ends_with('.') && text.contains(". "), "{text}");
        }
    }
    let keys: BTreeSet<&str> = TEXT_SV
        .lines()
        .filter(|line| line.starts_with("refusal-"))
        .map(|line| line.split_once(" =").expect("a key").0)
        .collect();
    assert_eq!(asked, keys, "every text stands in the list below");
}

fn refusals() -> Vec<R> {
    let (period, financier) = (Period::parse("202513").expect("a period"), || "10".to_owned());
    vec![
        R::ClosingYearUnknown { year: 2025 },
        R::ClosingPeriodUnknown { period },
        R::ClosingYearLocked { year: 2025, period },
        R::ClosingNextYearMissing { year: 2026 },
        R::ClosingYearBeforeOpen { year: 2025 },
        R::ClosingBalancesDiffer {
            year: 2025,
            difference: Ore::new(100),
        },
        R::ClosingNoStateAccount,
        R::ClosingFinancierUnknown { financier: financier() },
        R::ClosingAmountNegative { financier: financier() },
        R::ClosingDimensionUnknown {
            dimension: "FIN".to_owned(),
        },
        R::ClosingOverflow,
    ]
}
