//! Every refusal has words in both languages, and no text is left over.

use std::collections::BTreeSet;

use kameral_allocation::TEXTS;
use kameral_allocation::refusal::AllocationRefusal as R;
use kameral_base::{Date, Ore, Period, Refusal};
use kameral_ledger::refusal::{PostCause, PostRefusal};
use kameral_ui::texts::{check_complete, check_used};
use kameral_ui::{Language, Source, Texts};

#[test]
fn both_languages_are_complete_and_no_text_is_left_over() {
    check_complete(TEXTS.sv, TEXTS.en);
    check_used(
        TEXTS.sv,
        env!("CARGO_MANIFEST_DIR"),
        &[
            "allocation-state-",
            "allocation-parting-",
            "allocation-reach-",
            "allocation-treat-",
        ],
    );
}

#[test]
fn every_refusal_has_words() {
    let others = [
        Source {
            name: "access",
            sv: kameral_access::TEXT_SV,
            en: kameral_access::TEXT_EN,
        },
        Source {
            name: "ledger",
            sv: include_str!("../../ledger/text/sv.ftl"),
            en: include_str!("../../ledger/text/en.ftl"),
        },
    ];
    let texts = Texts::load(&[TEXTS, others[0], others[1]]);
    let mut asked = BTreeSet::new();
    for refusal in refusals() {
        let sentence = refusal.sentence();
        asked.insert(sentence.key);
        for language in [Language::Sv, Language::En] {
            let text = texts.words(language).sentence(&sentence);
            assert!(text.ends_with('.') && text.contains(". "), "{text}");
        }
    }
    let ours = TEXTS.sv.lines().filter(|line| line.starts_with("refusal-"));
    let keys: BTreeSet<&str> = ours.map(|line| line.split_once(" =").expect("a key").0).collect();
    asked.remove("refusal-key-reused");
    assert_eq!(asked, keys, "every text stands in the list below");
}

fn refusals() -> Vec<R> {
    let x = || "x".to_owned();
    let period = Period::new(2026, 3).expect("a period");
    let day = Date::constant(2026, 3, 31);
    vec![
        R::KeyReused { key: x() },
        R::CodeMalformed { key: x() },
        R::NameMalformed { key: x() },
        R::ValidityReversed { key: x() },
        R::VersionKept { key: x(), version: 1 },
        R::VersionOverlaps {
            key: x(),
            version: 1,
            other: 2,
        },
        R::DimensionUnknown {
            key: x(),
            dimension: x(),
        },
        R::AccountUnusable { key: x(), account: x() },
        R::ValueUnusable {
            key: x(),
            dimension: x(),
            value: x(),
        },
        R::RelationUnknown {
            key: x(),
            relation: x(),
        },
        R::ReceiversMissing { key: x() },
        R::ReceiverTwice {
            key: x(),
            receiver: x(),
        },
        R::ShareMalformed {
            key: x(),
            receiver: x(),
        },
        R::SharesNotWhole { key: x(), sum: x() },
        R::RateOutOfRange { key: x() },
        R::UnitMissing { key: x() },
        R::ReachYear { key: x() },
        R::AccountsNotOwn { key: x() },
        R::Circular { key: x(), line: x() },
        R::PriceMalformed { resource: x() },
        R::PriceInMonth {
            resource: x(),
            valid_from: day,
        },
        R::KeyUnknown { key: x() },
        R::BasisEmpty {
            key: x(),
            period,
            pool: Ore::new(1),
        },
        R::BasisMixed { key: x(), line: x() },
        R::PriceMissing {
            key: x(),
            dimension: x(),
            resource: x(),
            unit: x(),
            period,
        },
        R::RelationMissing {
            key: x(),
            relation: x(),
            line: x(),
        },
        R::NoDifferences { key: x() },
        R::NothingCharged { key: x(), period },
        R::OpeningMissing { key: x(), period },
        R::NoPeriodsLeft { key: x(), period },
        R::BelowZero { key: x() },
        R::NothingProposed { key: x() },
        R::Post {
            key: x(),
            refusal: Box::new(PostRefusal::of_voucher(PostCause::PeriodClosed { period })),
        },
    ]
}
