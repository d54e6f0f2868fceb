//! Numbers and addresses of parties that need no other crate to be judged: the party's own number, GLN,
//! participants of Peppol, BIC, currency, e-mail. Parsed once; after that the type is the proof.

use std::fmt;

use kameral_base::{Refusal, Sentence};

/// The longest party number, in signs.
pub const PARTY_NUMBER_CHARS_MAX: usize = 20;
/// The longest e-mail address, in bytes (RFC 5321, 4.5.3.1.3).
pub const EMAIL_BYTES_MAX: usize = 254;
/// The longest value of a participant of Peppol, in signs (Peppol policy for use of identifiers).
const PEPPOL_VALUE_CHARS_MAX: usize = 135;
/// Digits of a GLN.
const GLN_DIGITS: usize = 13;

/// Says what an enum of mistakes is called and where its words stand.
macro_rules! mistakes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $key:literal;)+) => {
        /// What is wrong with a text that should be one of these numbers.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum IdentifierMistake {
            $($(#[$doc])* $variant,)+
        }

        impl IdentifierMistake {
            /// Every mistake.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];
        }

        impl Refusal for IdentifierMistake {
            fn name(&self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            fn sentence(&self) -> Sentence {
                Sentence::new(match self { $(Self::$variant => $key,)+ })
            }
        }
    };
}

mistakes! {
    /// A party number that is empty, too long, or holds other than letters A–Z, digits and hyphen.
    PartyNumber = "party_number_malformed", "mistake-party-number-malformed";
    /// Not thirteen digits.
    GlnLength = "gln_length", "mistake-gln-length";
    /// The last digit does not fit the others.
    GlnCheckDigit = "gln_check_digit", "mistake-gln-check-digit";
    /// Not a scheme of four digits, a colon and a value.
    PeppolForm = "peppol_form", "mistake-peppol-form";
    /// The value is no number of its scheme.
    PeppolValue = "peppol_value", "mistake-peppol-value";
    /// Not eight or eleven signs in their places.
    Bic = "bic_form", "mistake-bic-form";
    /// Not three letters.
    Currency = "currency_form", "mistake-currency-form";
    /// Not a mailbox, an at sign and a domain.
    Email = "email_form", "mistake-email-form";
    /// Not two letters.
    Country = "country_form", "mistake-country-form";
}

/// Text that is kept and shown as it is.
macro_rules! text_type {
    ($type:ident) => {
        impl $type {
            /// As it is kept, shown and found.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }
    };
}

/// *Leverantörs- eller kundnummer*: the register's own, unique number of a party (AP-07). Never used again.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartyNumber(Box<str>);
text_type!(PartyNumber);

impl PartyNumber {
    /// What a person or a file wrote; small letters become capitals.
    pub fn parse(text: &str) -> Result<Self, IdentifierMistake> {
        let text = text.trim().to_ascii_uppercase();
        let right = (1..=PARTY_NUMBER_CHARS_MAX).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !text.starts_with('-');
        if right {
            Ok(Self(text.into()))
        } else {
            Err(IdentifierMistake::PartyNumber)
        }
    }

    /// A number that the register gives itself.
    pub(crate) fn given(number: i64) -> Self {
        Self(number.to_string().into())
    }

    /// What stands for the number of a party that has none yet; no party can have it.
    pub(crate) fn none_yet() -> Self {
        Self("-".into())
    }

    /// The whole number it is, where it is one that the register could have given.
    pub(crate) fn as_given(&self) -> Option<i64> {
        let number: i64 = self.0.parse().ok()?;
        (0 < number && number.to_string() == *self.0).then_some(number)
    }
}

/// *GLN, lokaliseringsnummer*: thirteen digits of GS1, the last by weights 3 and 1 from the right, modulo 10.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Gln(Box<str>);
text_type!(Gln);

impl Gln {
    /// What a person or a file wrote; blanks are let through.
    pub fn parse(text: &str) -> Result<Self, IdentifierMistake> {
        let digits: String = text.chars().filter(|sign| !sign.is_whitespace()).collect();
        if digits.len() != GLN_DIGITS || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(IdentifierMistake::GlnLength);
        }
        let weighted = digits.bytes().rev().zip([1_u32, 3].into_iter().cycle());
        let sum: u32 = weighted.map(|(byte, weight)| u32::from(byte - b'0') * weight).sum();
        if sum.is_multiple_of(10) {
            Ok(Self(digits.into()))
        } else {
            Err(IdentifierMistake::GlnCheckDigit)
        }
    }
}

/// *Peppol-id*: a participant of Peppol, `scheme:value`. A Swedish organisation number has scheme 0007, a GLN
/// 0088; those are checked by their digits, others by their form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PeppolId(Box<str>);
text_type!(PeppolId);

impl PeppolId {
    /// What a person or a file wrote: `0007:2021005026`. Capitals of the value become small letters, for
    /// Peppol counts them as the same.
    pub fn parse(text: &str) -> Result<Self, IdentifierMistake> {
        let (scheme, value) = text.trim().split_once(':').ok_or(IdentifierMistake::PeppolForm)?;
        let is_scheme = scheme.len() == 4 && scheme.bytes().all(|byte| byte.is_ascii_digit());
        let is_value = (1..=PEPPOL_VALUE_CHARS_MAX).contains(&value.len())
            && value
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-._~:".contains(&byte));
        if !is_scheme || !is_value {
            return Err(IdentifierMistake::PeppolForm);
        }
        let fits = match scheme {
            "0007" => kameral_base::OrgNumber::parse(value).is_ok_and(|number| number.plain() == value),
            "0088" => Gln::parse(value).is_ok(),
            _ => true,
        };
        if fits {
            Ok(Self(format!("{scheme}:{}", value.to_ascii_lowercase()).into()))
        } else {
            Err(IdentifierMistake::PeppolValue)
        }
    }
}

/// *BIC*: ISO 9362, four letters of the institution, two of the country, two signs of the place and, if any,
/// three of the office.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bic(Box<str>);
text_type!(Bic);

impl Bic {
    /// What a person or a file wrote; blanks and small letters are let through.
    pub fn parse(text: &str) -> Result<Self, IdentifierMistake> {
        let text: String = text.chars().filter(|sign| !sign.is_whitespace()).collect();
        let text = text.to_ascii_uppercase();
        let right = matches!(text.len(), 8 | 11)
            && text.bytes().enumerate().all(|(at, byte)| match at {
                4 | 5 => byte.is_ascii_uppercase(),
                _ => byte.is_ascii_uppercase() || byte.is_ascii_digit(),
            });
        if right {
            Ok(Self(text.into()))
        } else {
            Err(IdentifierMistake::Bic)
        }
    }
}

/// *Valuta*: three letters as of ISO 4217. Which of them are used, the entity's own register of rates tells.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency(Box<str>);
text_type!(Currency);

impl Currency {
    /// What a person or a file wrote.
    pub fn parse(text: &str) -> Result<Self, IdentifierMistake> {
        letters(text, 3)
            .map(|code| Self(code.into()))
            .ok_or(IdentifierMistake::Currency)
    }

    /// Swedish kronor.
    #[must_use]
    pub fn sek() -> Self {
        Self("SEK".into())
    }
}

/// *Land*: two letters as of ISO 3166-1.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country(Box<str>);
text_type!(Country);

impl Country {
    /// What a person or a file wrote.
    pub fn parse(text: &str) -> Result<Self, IdentifierMistake> {
        letters(text, 2)
            .map(|code| Self(code.into()))
            .ok_or(IdentifierMistake::Country)
    }
}

/// So many letters A–Z, in capitals.
fn letters(text: &str, count: usize) -> Option<String> {
    let text = text.trim().to_ascii_uppercase();
    (text.len() == count && text.bytes().all(|byte| byte.is_ascii_uppercase())).then_some(text)
}

/// *E-postadress*: a mailbox at a domain. Whether anybody reads it, only a message tells.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Email(Box<str>);
text_type!(Email);

impl Email {
    /// What a person or a file wrote.
    pub fn parse(text: &str) -> Result<Self, IdentifierMistake> {
        let text = text.trim();
        let split = text.rsplit_once('@').filter(|_| text.len() <= EMAIL_BYTES_MAX);
        let (mailbox, domain) = split.ok_or(IdentifierMistake::Email)?;
        let plain = |sign: char| !sign.is_whitespace() && !sign.is_control() && !"<>()[],;:\\\"@".contains(sign);
        let is_mailbox = !mailbox.is_empty() && mailbox.chars().all(plain);
        let labels: Vec<&str> = domain.split('.').collect();
        let is_label = |label: &&str| {
            !label.is_empty()
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|sign| sign.is_alphanumeric() || sign == '-')
        };
        if is_mailbox && 2 <= labels.len() && labels.iter().all(is_label) {
            Ok(Self(text.into()))
        } else {
            Err(IdentifierMistake::Email)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_party_number_is_letters_digits_and_hyphens() {
        for right in ["1", "l-10023", " 10001 ", &"9".repeat(20)] {
            assert!(PartyNumber::parse(right).is_ok(), "{right}");
        }
        for wrong in ["", "-1", "å1", "1 2", "1_2", "%", &"9".repeat(21)] {
            assert_eq!(
                PartyNumber::parse(wrong),
                Err(IdentifierMistake::PartyNumber),
                "{wrong}"
            );
        }
        assert_eq!(PartyNumber::parse("10001").unwrap().as_given(), Some(10_001));
        assert_eq!(PartyNumber::parse("0010001").unwrap().as_given(), None);
        assert_eq!(PartyNumber::parse("L1").unwrap().as_given(), None);
    }

    #[test]
    fn a_gln_has_thirteen_digits_and_the_last_fits() {
        assert_eq!(Gln::parse("73 00010 00000 1").unwrap().as_str(), "7300010000001");
        assert_eq!(Gln::parse("7300010000002"), Err(IdentifierMistake::GlnCheckDigit));
        for wrong in ["", "730001000000", "73000100000011", "730001000000x", "７300010000001"] {
            assert_eq!(Gln::parse(wrong), Err(IdentifierMistake::GlnLength), "{wrong}");
        }
    }

    #[test]
    fn a_participant_has_a_scheme_and_a_value_that_fits_it() {
        assert_eq!(PeppolId::parse("0007:2021005026").unwrap().as_str(), "0007:2021005026");
        assert_eq!(PeppolId::parse("0192:NO987").unwrap().as_str(), "0192:no987");
        assert!(PeppolId::parse("0088:7300010000001").is_ok());
        for wrong in ["0007:2021005025", "0007:202100-5026", "0088:7300010000002"] {
            assert_eq!(PeppolId::parse(wrong), Err(IdentifierMistake::PeppolValue), "{wrong}");
        }
        for wrong in [
            "",
            "0007",
            "7:2021005026",
            "0007:",
            "0007:a b",
            "iso6523-actorid-upis::0007:2021005026",
        ] {
            assert_eq!(PeppolId::parse(wrong), Err(IdentifierMistake::PeppolForm), "{wrong}");
        }
    }

    #[test]
    fn codes_of_banks_currencies_and_countries_have_their_form() {
        assert_eq!(Bic::parse("swed sess").unwrap().as_str(), "SWEDSESS");
        assert!(Bic::parse("DABASESXXXX").is_ok());
        for wrong in ["", "SWEDSES", "SWEDSESSX", "SWED5ESS", "SWEDSE-S"] {
            assert_eq!(Bic::parse(wrong), Err(IdentifierMistake::Bic), "{wrong}");
        }
        assert_eq!(Currency::parse("eur").unwrap().as_str(), "EUR");
        assert_eq!(Currency::parse("kr"), Err(IdentifierMistake::Currency));
        assert_eq!(Country::parse("se").unwrap().as_str(), "SE");
        assert_eq!(Country::parse("SWE"), Err(IdentifierMistake::Country));
    }

    #[test]
    fn an_address_of_mail_has_a_mailbox_and_a_domain() {
        for right in ["faktura@example.se", "a.b+c@kommun.example.se", "åsa@räksmörgås.se"] {
            assert!(Email::parse(right).is_ok(), "{right}");
        }
        for wrong in [
            "", "a", "@b.se", "a@b", "a@.se", "a b@c.se", "a@b@c.se", "a@-b.se", "<a@b.se>",
        ] {
            assert_eq!(Email::parse(wrong), Err(IdentifierMistake::Email), "{wrong}");
        }
    }
}
