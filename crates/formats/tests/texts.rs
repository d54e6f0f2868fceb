//! Every mistake has a sentence in both languages, with the arguments it declares and no others.

use std::collections::{BTreeMap, BTreeSet};

use kameral_base::Arg;
use kameral_formats::{Declared, bankgirot, einvoice, fixed_width, iso20022, sie, table_file, voucher_file};

const SV: &str = include_str!("../text/sv.ftl");
const EN: &str = include_str!("../text/en.ftl");

fn declared() -> Vec<Declared> {
    [
        sie::Mistake::DECLARED,
        sie::WriteMistake::DECLARED,
        voucher_file::Mistake::DECLARED,
        table_file::Mistake::DECLARED,
        fixed_width::Mistake::DECLARED,
        fixed_width::NameMistake::DECLARED,
        iso20022::Mistake::DECLARED,
        bankgirot::Mistake::DECLARED,
        einvoice::Mistake::DECLARED,
        einvoice::Says::DECLARED,
    ]
    .concat()
}

/// The keys of a text file, and the arguments each text mentions.
fn texts(file: &str) -> BTreeMap<&str, BTreeSet<&str>> {
    let lines = file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let (key, text) = line.split_once(" = ").expect("a key, an equals sign and a text");
            // Names of terms stand within sentences.
            assert!(text.ends_with('.') || is_term(key), "{key} ends without a full stop");
            let args = text
                .split("{ $")
                .skip(1)
                .map(|rest| rest.split_once(" }").expect("a closed argument").0);
            (key, args.collect())
        })
        .collect()
}

fn is_term(key: &str) -> bool {
    key.starts_with("einvoice-")
}

#[test]
fn every_term_that_a_rule_names_has_a_name_in_both_languages() {
    let mut named = BTreeSet::new();
    for rule in einvoice::rules() {
        for (_, arg) in rule.sentence().args {
            if let Arg::Sentence(term) = arg {
                named.insert(term.key);
            }
        }
    }
    assert!(named.contains("einvoice-bt-106"), "the sum of the lines is named");
    for file in [SV, EN] {
        let known: BTreeSet<&str> = texts(file).into_keys().filter(|key| is_term(key)).collect();
        assert_eq!(named.difference(&known).collect::<Vec<_>>(), Vec::<&&str>::new());
    }
    assert_eq!(
        texts(SV).keys().collect::<Vec<_>>(),
        texts(EN).keys().collect::<Vec<_>>()
    );
}

#[test]
fn every_mistake_has_its_sentence_in_both_languages() {
    let declared: BTreeMap<_, BTreeSet<_>> = declared()
        .iter()
        .map(|mistake| (mistake.key, mistake.args.iter().copied().collect()))
        .collect();
    for file in [SV, EN] {
        let sentences: BTreeMap<_, _> = texts(file).into_iter().filter(|(key, _)| !is_term(key)).collect();
        assert_eq!(sentences, declared);
    }
}

#[test]
fn names_and_keys_say_the_same_and_are_unique() {
    let mut names = BTreeSet::new();
    for mistake in declared() {
        assert_eq!(mistake.key, format!("refusal-{}", mistake.name.replace('_', "-")));
        assert!(names.insert(mistake.name), "{} stands twice", mistake.name);
    }
}

#[test]
fn every_heading_of_an_invoice_has_its_words() {
    for title in einvoice::view::Title::ALL {
        assert!(
            texts(SV).contains_key(title.key()) && texts(EN).contains_key(title.key()),
            "{title:?}"
        );
    }
}
