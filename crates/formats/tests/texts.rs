//! Every mistake has a sentence in both languages, with the arguments it declares and no others.

use std::collections::{BTreeMap, BTreeSet};

use kameral_formats::{Declared, fixed_width, sie, table_file, voucher_file};

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
    ]
    .concat()
}

/// The keys of a text file, and the arguments each text mentions.
fn texts(file: &str) -> BTreeMap<&str, BTreeSet<&str>> {
    let lines = file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let (key, text) = line.split_once(" = ").expect("a key, an equals sign and a text");
            assert!(text.ends_with('.'), "{key} ends without a full stop");
            let args = text
                .split("{ $")
                .skip(1)
                .map(|rest| rest.split_once(" }").expect("a closed argument").0);
            (key, args.collect())
        })
        .collect()
}

#[test]
fn every_mistake_has_its_sentence_in_both_languages() {
    let declared: BTreeMap<_, BTreeSet<_>> = declared()
        .iter()
        .map(|mistake| (mistake.key, mistake.args.iter().copied().collect()))
        .collect();
    for file in [SV, EN] {
        assert_eq!(texts(file), declared);
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
