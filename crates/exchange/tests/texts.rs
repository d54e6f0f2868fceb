//! Every refusal has a sentence in both languages with the arguments it declares; no text is left over.

use std::collections::BTreeSet;

use kameral_exchange::{ExchangeRefusal, TEXTS};

#[test]
fn both_languages_are_complete_and_no_text_is_left_over() {
    kameral_ui::texts::check_complete(TEXTS.sv, TEXTS.en);
    kameral_ui::texts::check_used(TEXTS.sv, env!("CARGO_MANIFEST_DIR"), &[]);
}

#[test]
fn every_refusal_has_its_sentence_with_its_arguments() {
    let mut names = BTreeSet::new();
    for (name, key, args) in ExchangeRefusal::DECLARED {
        assert!(names.insert(name), "{name} stands twice");
        if *name == "key_reused" {
            // It is said in the ledger's words, as everywhere.
            continue;
        }
        assert_eq!(*key, format!("refusal-{}", name.replace('_', "-")));
        let start = format!("{key} = ");
        let text = TEXTS
            .sv
            .lines()
            .find_map(|line| line.strip_prefix(&start))
            .unwrap_or_default();
        assert!(!text.is_empty(), "{key} has a sentence");
        let told: BTreeSet<&str> = text
            .split("{ $")
            .skip(1)
            .filter_map(|rest| Some(rest.split_once(" }")?.0))
            .collect();
        assert_eq!(told, args.iter().copied().collect(), "{key}");
    }
}
