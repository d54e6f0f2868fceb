//! Every mistake has a name of the agreed form and a text in both languages, and no text is left over.

use std::collections::BTreeMap;

use kameral_base::{
    AmountMistake, BankAccountMistake, BankgiroMistake, CreditorReferenceMistake, FiscalYearMistake, IbanMistake,
    OcrMistake, OrgNumberMistake, PatternMistake, PeriodMistake, PersonalIdentityNumberMistake, PlusgiroMistake,
    Refusal, Severity, VatNumberMistake,
};

fn every_mistake() -> Vec<&'static dyn Refusal> {
    fn of<R: Refusal>(all: &'static [R]) -> impl Iterator<Item = &'static dyn Refusal> {
        all.iter().map(|mistake| mistake as &dyn Refusal)
    }
    of(AmountMistake::ALL)
        .chain(of(BankAccountMistake::ALL))
        .chain(of(BankgiroMistake::ALL))
        .chain(of(CreditorReferenceMistake::ALL))
        .chain(of(FiscalYearMistake::ALL))
        .chain(of(IbanMistake::ALL))
        .chain(of(OcrMistake::ALL))
        .chain(of(OrgNumberMistake::ALL))
        .chain(of(PatternMistake::ALL))
        .chain(of(PeriodMistake::ALL))
        .chain(of(PersonalIdentityNumberMistake::ALL))
        .chain(of(PlusgiroMistake::ALL))
        .chain(of(VatNumberMistake::ALL))
        .collect()
}

/// The messages of a file. Base's are of one line each, without arguments.
fn messages(file: &'static str) -> BTreeMap<&'static str, &'static str> {
    let lines = file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| line.split_once(" = ").expect("a message of one line"))
        .collect()
}

#[test]
fn a_name_and_its_key_are_the_same_words() {
    for mistake in every_mistake() {
        assert_eq!(
            mistake.sentence().key,
            format!("mistake-{}", mistake.name().replace('_', "-"))
        );
        assert!(mistake.sentence().args.is_empty());
    }
}

#[test]
fn both_languages_have_every_text_and_no_other() {
    let mut keys: Vec<&str> = every_mistake().iter().map(|mistake| mistake.sentence().key).collect();
    keys.sort_unstable();
    for file in [include_str!("../text/sv.ftl"), include_str!("../text/en.ftl")] {
        let messages = messages(file);
        assert_eq!(messages.keys().copied().collect::<Vec<_>>(), keys);
        assert!(
            messages
                .values()
                .all(|text| text.ends_with('.') && !text.contains(['{', '}']))
        );
    }
}

/// A bank account's check digit is the only mistake a second person may accept.
#[test]
fn only_a_bank_accounts_check_digit_is_a_warning() {
    let warnings: Vec<&str> = every_mistake()
        .iter()
        .filter(|mistake| mistake.severity() == Severity::Warning)
        .map(|mistake| mistake.name())
        .collect();
    assert_eq!(warnings, ["bank_account_check_digit"]);
}
