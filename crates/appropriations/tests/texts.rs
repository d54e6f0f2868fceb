//! Every refusal has words in both languages, and no text is left over.

use std::collections::BTreeSet;

use kameral_appropriations::{AppropriationRefusal as R, PAGE_TEXTS, TEXT_EN, TEXT_SV};
use kameral_base::{Ore, Refusal};
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
const MADE: [&str; 9] = [
    "appropriation-basis-",
    "appropriation-beyond-",
    "appropriation-flow-",
    "appropriation-kind-",
    "appropriation-level-",
    "appropriation-movement-",
    "appropriation-title-basis-",
    "commitment-annulled",
    "commitment-settled",
];

#[test]
fn every_refusal_has_words_and_a_key_of_its_name() {
    let texts = Texts::load(&[Source {
        name: "appropriations",
        sv: TEXT_SV,
        en: TEXT_EN,
    }]);
    let mut asked = BTreeSet::new();
    for refusal in refusals() {
        let sentence = refusal.sentence();
        asked.insert(sentence.key);
        let (_, key) = sentence.key.split_once('-').expect("refusal- or warning-");
        assert_eq!(refusal.name().replace('_', "-"), key);
        for language in [Language::Sv, Language::En] {
            // Panics in a test when a text or an argument is missing.
            let text = texts.words(language).sentence(&sentence);
            assert!(text.ends_with('.') && text.contains(". "), "{text}");
        }
    }
    // What the guard says stands in its stories: these are told through the ledger.
    asked.extend([
        "refusal-appropriation-beyond-credit",
        "refusal-appropriation-beyond-credit-untold",
        "warning-appropriation-beyond-credit",
        "warning-appropriation-beyond-credit-untold",
    ]);
    let keys: BTreeSet<&str> = TEXT_SV
        .lines()
        .filter(|line| line.starts_with("refusal-") || line.starts_with("warning-"))
        .map(|line| line.split_once(" =").expect("a key").0)
        .collect();
    assert_eq!(asked, keys, "every text stands in the list below");
}

fn refusals() -> Vec<R> {
    let (x, amount) = (|| "x".to_owned(), Ore::new(100));
    vec![
        R::DimensionMissing { dimension: "FIN" },
        R::PositionsTaken { dimension: "ANSL" },
        R::ItemMalformed { item: x() },
        R::ItemUnknown { item: x() },
        R::NameMissing,
        R::TextMalformed {
            field: "name",
            max: 200,
        },
        R::ValidityReversed { item: x() },
        R::KindChanged { item: x() },
        R::ParentUnknown { parent: x() },
        R::ParentOther { parent: x() },
        R::TooDeep { max: 3 },
        R::FinancierUnknown { financier: x() },
        R::LinkDays { financier: x() },
        R::LinkTaken {
            financier: x(),
            item: x(),
        },
        R::LinkOfParent {
            financier: x(),
            part: x(),
        },
        R::YearUnknown { year: 2026 },
        R::TitleHasNoAmounts { item: x() },
        R::ItemHasParts { item: x(), part: x() },
        R::AmountSign { kind: "withdrawal" },
        R::AmountSign { kind: "opening" },
        R::AmountTooLarge { max: amount },
        R::DocumentMissing,
        R::MovementUnknown { movement: 1 },
        R::MovementTakesBack { movement: 1 },
        R::MovementTaken { movement: 1, by: 2 },
        R::TermOutOfRange { field: "credit" },
        R::NothingBegins { year: 2026 },
        R::CounterpartyMissing,
        R::AmountNotPositive,
        R::CommitmentYear { year: 2026 },
        R::YearsSum {
            sum: amount,
            total: amount,
        },
        R::BeyondFrame {
            item: x(),
            frame: amount,
            left: amount,
            asked: amount,
        },
        R::BeyondTenth {
            item: x(),
            most: amount,
            left: amount,
            asked: amount,
        },
        R::CommitmentUnknown { commitment: 1 },
        R::EventBefore { commitment: 1 },
        R::ReasonMissing,
        R::BeyondOutstanding {
            outstanding: amount,
            asked: amount,
        },
        R::LineUnknown { voucher: x(), line: 1 },
        R::LineSettled {
            voucher: x(),
            line: 1,
            commitment: 1,
        },
    ]
}
