//! Every refusal has words in both languages, and no text is left over.

use std::collections::BTreeSet;

use kameral_base::{Arg, Refusal, Sentence};
use kameral_parties::TEXTS;
use kameral_parties::identifiers::IdentifierMistake;
use kameral_parties::refusal::Cause;
use kameral_ui::texts::{check_complete, check_used};
use kameral_ui::{Language, Source, Texts};

#[test]
fn both_languages_are_complete_and_no_text_is_left_over() {
    check_complete(TEXTS.sv, TEXTS.en);
    // What a field or a word of the model is called is put together.
    let made = [
        "parties-field-",
        "parties-by-",
        "parties-role-",
        "parties-kind-",
        "parties-counterparty-kind-",
        "parties-vat-treatment-",
        "parties-language-",
        "parties-address-",
        "parties-state-",
        "parties-route-",
        "parties-blocked-",
    ];
    check_used(TEXTS.sv, env!("CARGO_MANIFEST_DIR"), &made);
}

#[test]
fn every_refusal_has_words() {
    let access = Source {
        name: "access",
        sv: kameral_access::TEXT_SV,
        en: kameral_access::TEXT_EN,
    };
    let texts = Texts::load(&[TEXTS, access]);
    let declared = Cause::DECLARED.iter().map(|(name, key, args)| {
        assert!(*name == "key_reused" || name.starts_with("party_"), "{name}");
        let number = ["max", "account"];
        args.iter().fold(Sentence::new(key), |sentence, arg| {
            if number.contains(arg) {
                sentence.with(arg, Arg::Number(1))
            } else {
                sentence.with(arg, "x")
            }
        })
    });
    let mistakes = IdentifierMistake::ALL.iter().map(Refusal::sentence);
    let mut asked = BTreeSet::new();
    for sentence in declared.chain(mistakes) {
        asked.insert(sentence.key);
        for language in [Language::Sv, Language::En] {
            let text = texts.words(language).sentence(&sentence);
            assert!(text.ends_with('.') && text.contains(". "), "{text}");
        }
    }
    let ours = TEXTS
        .sv
        .lines()
        .filter(|line| line.starts_with("refusal-") || line.starts_with("mistake-"));
    let keys: BTreeSet<&str> = ours.map(|line| line.split_once(" =").expect("a key").0).collect();
    asked.remove("refusal-key-reused");
    assert_eq!(asked, keys, "every text is asked for");
}
