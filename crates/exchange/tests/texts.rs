//! Every refusal has a sentence in both languages with the arguments it declares; no text is left over.

use std::collections::BTreeSet;
use std::path::Path;

use kameral_exchange::feeder::FeederCause;
use kameral_exchange::setting::{HermesSettings, Settings as _, TdbSettings};
use kameral_exchange::{ExchangeRefusal, TEXTS};

/// Keys that code puts together.
const MADE: [&str; 6] = [
    "feeder-choice-",
    "feeder-unreadable-",
    "exchange-setting-",
    "exchange-choice-",
    "hermes-settings-title",
    "tdb-settings-title",
];

#[test]
fn both_languages_are_complete_and_no_text_is_left_over() {
    kameral_ui::texts::check_complete(TEXTS.sv, TEXTS.en);
    kameral_ui::texts::check_used(TEXTS.sv, env!("CARGO_MANIFEST_DIR"), &MADE);
}

#[test]
fn every_refusal_has_its_sentence_with_its_arguments() {
    let mut names = BTreeSet::new();
    for (name, key, args) in ExchangeRefusal::DECLARED.iter().chain(FeederCause::DECLARED) {
        if *name == "key_reused" {
            // It is said in the words of the keys, as everywhere.
            continue;
        }
        assert!(names.insert(name), "{name} stands twice");
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

/// Every key that a page asks for has a text.
#[test]
fn every_key_of_a_page_has_a_text() {
    let mut files = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/pages.rs")];
    let folder = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/pages")).unwrap();
    files.extend(folder.map(|entry| entry.unwrap().path()));
    let mut asked = 0;
    for file in files {
        let code = std::fs::read_to_string(file).unwrap();
        for call in ["words.t(\"", "words.t_args(\""] {
            for rest in code.split(call).skip(1) {
                let key = rest.split('"').next().unwrap_or_default();
                assert!(TEXTS.sv.contains(&format!("\n{key} = ")), "{key}");
                asked += 1;
            }
        }
    }
    assert!(80 < asked, "the pages were read: {asked}");
    let settings = [
        serde_json::to_value(HermesSettings::standard()).unwrap(),
        serde_json::to_value(TdbSettings::standard()).unwrap(),
    ];
    for name in settings
        .iter()
        .filter_map(|value| value.as_object())
        .flat_map(|members| members.keys())
    {
        let key = format!("exchange-setting-{}", name.replace('_', "-"));
        assert!(TEXTS.sv.contains(&format!("\n{key} = ")), "{key}");
    }
}
