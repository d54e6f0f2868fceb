//! Every sentence a user meets, in two languages.
//!
//! A crate hands over its text files as a [`Source`]; the program loads them all once into
//! [`Texts`]; a view holds [`Words`] (texts in one language) and asks for them with [`t!`].
//! Amounts, dates and periods are written the Swedish way in both languages: an accountant who
//! reads English still compares the figures with Swedish papers.

mod check;
mod words;

pub use check::{check_complete, check_used};
pub use kameral_base::Arg;
pub use words::{Spoken, Words};

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::Language;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

/// The text files of one crate, embedded.
#[derive(Debug, Clone, Copy)]
pub struct Source {
    /// Which crate, for messages about mistakes.
    pub name: &'static str,
    /// `text/sv.ftl`.
    pub sv: &'static str,
    /// `text/en.ftl`.
    pub en: &'static str,
}

/// All texts of the program, both languages.
pub struct Texts {
    sv: FluentBundle<FluentResource>,
    en: FluentBundle<FluentResource>,
}

impl Texts {
    /// Loads the texts of several crates. Done once, when the program starts; they live as long
    /// as it does, so that [`Words`] can be copied freely into every view.
    ///
    /// # Panics
    /// When a file cannot be read or a key stands in two crates: text files are embedded, so
    /// that is a bug, and it is found by the first test that loads them.
    pub fn load(sources: &[Source]) -> &'static Self {
        Box::leak(Box::new(Self {
            sv: bundle(Language::Sv, sources),
            en: bundle(Language::En, sources),
        }))
    }

    /// These texts in one language.
    pub const fn words(&'static self, language: Language) -> Words {
        Words::new(self, language)
    }

    /// The text of a key with its arguments.
    ///
    /// A key that is missing, or that lacks an argument, panics where debug assertions are on
    /// (so in tests); a release shows the key, because half a page is better than none.
    pub fn text(&self, language: Language, key: &str, args: &[(&str, Arg)]) -> String {
        self.lookup(language, key, args).unwrap_or_else(|mistake| {
            debug_assert!(false, "text {key:?} in {}: {mistake}", language.code());
            key.to_owned()
        })
    }

    /// Whether there is a text for a key: for words of codes that may be the user's own.
    pub fn has(&self, language: Language, key: &str) -> bool {
        self.of(language).has_message(key)
    }

    const fn of(&self, language: Language) -> &FluentBundle<FluentResource> {
        match language {
            Language::Sv => &self.sv,
            Language::En => &self.en,
        }
    }

    fn lookup(&self, language: Language, key: &str, args: &[(&str, Arg)]) -> Result<String, String> {
        let bundle = self.of(language);
        let message = bundle.get_message(key).ok_or("no such key")?;
        let pattern = message.value().ok_or("the key has no text")?;
        let args: FluentArgs = args
            .iter()
            .map(|(name, arg)| (*name, self.value(language, arg)))
            .collect();
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&args), &mut errors);
        errors
            .first()
            .map_or_else(|| Ok(text.into_owned()), |error| Err(error.to_string()))
    }

    /// Numbers stay numbers, so that a text can choose its plural; everything else is written here,
    /// once, the same in both languages.
    fn value(&self, language: Language, arg: &Arg) -> FluentValue<'static> {
        let text = match arg {
            Arg::Number(number) => return FluentValue::from(*number),
            Arg::Text(text) => text.clone(),
            Arg::Amount(amount) => amount.to_string(),
            Arg::Date(date) => date.to_string(),
            Arg::Period(period) => period.to_string(),
            Arg::Sentence(told) => self.text(language, told.key, &told.args),
        };
        FluentValue::String(Cow::Owned(text))
    }
}

fn bundle(language: Language, sources: &[Source]) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new_concurrent(vec![language.identifier()]);
    // Both languages run left to right: marks of isolation would only hinder search and copying.
    bundle.set_use_isolating(false);
    bundle
        .add_function("GROUPED", |positional, _| grouped(positional))
        .expect("the name is used once");
    let mut owners: BTreeMap<String, &str> = BTreeMap::new();
    for source in sources {
        let text = match language {
            Language::Sv => source.sv,
            Language::En => source.en,
        };
        let resource = FluentResource::try_new(text.to_owned())
            .unwrap_or_else(|(_, errors)| panic!("{}/text/{}.ftl: {errors:?}", source.name, language.code()));
        for key in check::keys(text) {
            if let Some(owner) = owners.insert(key.clone(), source.name) {
                panic!("text {key:?} stands in both {owner} and {}", source.name);
            }
        }
        bundle
            .add_resource(resource)
            .unwrap_or_else(|errors| panic!("{}: {errors:?}", source.name));
    }
    bundle
}

/// `GROUPED($count)`: thousands apart by a no-break space. Numbers are not grouped by
/// themselves, because most numbers in texts are voucher numbers, lines and years.
fn grouped(positional: &[FluentValue<'_>]) -> FluentValue<'static> {
    let Some(FluentValue::Number(number)) = positional.first() else {
        return FluentValue::Error;
    };
    FluentValue::String(Cow::Owned(group_digits(&number.as_string())))
}

/// A whole number with a no-break space between thousands.
pub fn group_digits(digits: &str) -> String {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |rest| ("\u{2212}", rest));
    let mut text = String::from(sign);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('\u{a0}');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use kameral_base::{Ore, Period, Sentence};

    const STORY: Source = Source {
        name: "story",
        sv: "saldo = Saldot { $saldo } på { $dag } i { $period }\n\
             rader = { $rader ->\n    [one] En rad\n   *[other] { GROUPED($rader) } rader\n }\n",
        en: "saldo = The balance is { $saldo } on { $dag } in { $period }\n\
             rader = { $rader ->\n    [one] One line\n   *[other] { GROUPED($rader) } lines\n }\n",
    };

    #[test]
    fn amounts_dates_and_periods_are_written_the_swedish_way_in_both_languages() {
        let texts = Texts::load(&[STORY]);
        let sentence = Sentence::new("saldo")
            .with("saldo", Arg::Amount(Ore::new(-123_456)))
            .with("dag", Arg::Date(kameral_base::Date::constant(2026, 3, 31)))
            .with("period", Arg::Period(Period::parse("202603").unwrap()));
        assert_eq!(
            texts.words(Language::Sv).sentence(&sentence),
            "Saldot \u{2212}1\u{a0}234,56 på 2026-03-31 i 202603"
        );
        assert_eq!(
            texts.words(Language::En).sentence(&sentence),
            "The balance is \u{2212}1\u{a0}234,56 on 2026-03-31 in 202603"
        );
    }

    #[test]
    fn a_number_chooses_its_plural() {
        let words = Texts::load(&[STORY]).words(Language::Sv);
        assert_eq!(crate::t!(words, "rader", rader = 1), "En rad");
        assert_eq!(crate::t!(words, "rader", rader = 12_345), "12\u{a0}345 rader");
    }

    #[test]
    #[should_panic(expected = "no such key")]
    fn a_missing_key_fails_the_test_that_meets_it() {
        Texts::load(&[STORY]).words(Language::Sv).t("saknas");
    }

    #[test]
    #[should_panic(expected = "stands in both story and story")]
    fn a_key_belongs_to_one_crate() {
        Texts::load(&[STORY, STORY]);
    }

    #[test]
    fn digits_are_grouped_from_the_right() {
        for (digits, text) in [
            ("0", "0"),
            ("999", "999"),
            ("1000", "1\u{a0}000"),
            ("-1234567", "\u{2212}1\u{a0}234\u{a0}567"),
        ] {
            assert_eq!(group_digits(digits), text);
        }
    }
}
