//! Every refusal has words in both languages, and no text is left over.

use std::collections::BTreeSet;

use kameral_base::{Date, Refusal};
use kameral_records::TEXTS;
use kameral_records::refusal::RecordsRefusal as R;
use kameral_ui::texts::{check_complete, check_used};
use kameral_ui::{Language, Source, Texts};

#[test]
fn both_languages_are_complete_and_no_text_is_left_over() {
    check_complete(TEXTS.sv, TEXTS.en);
    check_used(TEXTS.sv, env!("CARGO_MANIFEST_DIR"), &["records-type-"]);
}

#[test]
fn every_refusal_has_words() {
    let access = Source {
        name: "access",
        sv: kameral_access::TEXT_SV,
        en: kameral_access::TEXT_EN,
    };
    let texts = Texts::load(&[TEXTS, access]);
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
    let day = Date::constant(2036, 1, 1);
    vec![
        R::KeyReused { key: x() },
        R::TargetExists { folder: x() },
        R::NotAPackage { folder: x() },
        R::OtherFormat { found: x() },
        R::PackageDamaged { path: x(), count: 2 },
        R::OtherVersion { migration: x() },
        R::NotClean { table: x() },
        R::RowMalformed { path: x(), line: 2 },
        R::YearUnknown { year: 2026 },
        R::Stopped,
        R::NotDisposable { record: x() },
        R::ReferenceMissing,
        R::DecisionAhead { decided_on: day },
        R::RetentionRuns { earliest_on: day },
        R::SeriesOfNone { record: x() },
        R::VoucherOfNone { record: x() },
        R::SeriesUnknown { series: x() },
        R::VoucherDamaged { voucher: x() },
        R::DecisionUnknown { decision_no: 1 },
        R::AlreadyDecided { decision_no: 1 },
        R::SamePerson { decision_no: 1 },
        R::NotApproved { decision_no: 1 },
        R::TooEarly {
            decision_no: 1,
            earliest_on: day,
        },
        R::Held {
            hold_no: 1,
            reason: "Pågående granskning.".to_owned(),
        },
        R::ReasonMissing,
        R::HoldReversed,
        R::VoucherUnknown { voucher: x() },
        R::HoldUnknown { hold_no: 1 },
    ]
}
