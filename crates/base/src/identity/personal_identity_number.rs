//! Personal identity numbers and coordination numbers.

use std::fmt;

use super::{is_digits, written};
use crate::Date;
use crate::check_digits::luhn_holds;
use crate::mistake::mistakes;

/// What a coordination number adds to the day of birth.
const COORDINATION_DAY: i8 = 60;

mistakes! {
    /// What is wrong with a text that should be a personal identity number.
    pub enum PersonalIdentityNumberMistake {
        /// Nothing was written.
        Empty = "personal_number_empty", "mistake-personal-number-empty";
        /// A letter among the last four: a provisional number, which cannot be checked.
        Provisional = "personal_number_provisional", "mistake-personal-number-provisional";
        /// A character that is no digit, or a sign in the wrong place.
        Character = "personal_number_character", "mistake-personal-number-character";
        /// Neither ten digits nor twelve.
        Length = "personal_number_length", "mistake-personal-number-length";
        /// Ten digits where the century cannot be known.
        Century = "personal_number_century", "mistake-personal-number-century";
        /// Twelve digits that do not begin with 18, 19 or 20, or no such day in the calendar.
        BirthDate = "personal_number_birth_date", "mistake-personal-number-birth-date";
        /// Born after today.
        Future = "personal_number_future", "mistake-personal-number-future";
        /// The last digit does not fit the others.
        CheckDigit = "personal_number_check_digit", "mistake-personal-number-check-digit";
    }
}

/// *Personnummer, samordningsnummer*: folkbokföringslagen (1991:481) 18 §, lagen (2022:1697).
///
/// A coordination number has 60 added to the day. The number shows itself neither in logs nor on
/// pages by accident: `Debug` and `Display` are masked, there is no serialisation, and whoever
/// needs it calls [`reveal`](Self::reveal).
///
/// ```
/// use kameral_base::PersonalIdentityNumber;
/// let number = PersonalIdentityNumber::parse("20170101-2393").unwrap();
/// assert_eq!(number.to_string(), "********-****");
/// assert_eq!(number.reveal(), "201701012393");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct PersonalIdentityNumber(u64);

impl PersonalIdentityNumber {
    /// Twelve digits, `201701012393` or `20170101-2393`. Refuses ten, since the century is unknown.
    pub fn parse(text: &str) -> Result<Self, PersonalIdentityNumberMistake> {
        Written::read(text)?.with_century(None)
    }

    /// Twelve digits, or ten as on an identity card: `170101-2393`, and `+` from the year a person
    /// turns a hundred. Refuses who is born after `today`.
    pub fn parse_on(text: &str, today: Date) -> Result<Self, PersonalIdentityNumberMistake> {
        let number = Written::read(text)?.with_century(Some(today))?;
        match number.birth_date() {
            Some(born) if born <= today => Ok(number),
            _ => Err(PersonalIdentityNumberMistake::Future),
        }
    }

    /// The number itself, twelve digits: for a payment, a declaration or the register, not for a log.
    #[must_use]
    pub fn reveal(&self) -> String {
        format!("{:012}", self.0)
    }

    /// Whether it is a coordination number, *samordningsnummer*.
    #[must_use]
    pub fn is_coordination_number(&self) -> bool {
        self.written_day() > i64::from(COORDINATION_DAY)
    }

    fn written_day(self) -> i64 {
        (self.0 / 10_000 % 100).cast_signed()
    }

    fn birth_date(self) -> Option<Date> {
        let day = self.written_day() % i64::from(COORDINATION_DAY);
        let year = i16::try_from(self.0 / 100_000_000).ok()?;
        let month = i8::try_from(self.0 / 1_000_000 % 100).ok()?;
        Date::new(year, month, i8::try_from(day).ok()?).ok()
    }
}

/// The digits of a number, ten or twelve, before the century is known.
struct Written {
    digits: String,
    /// Whether `+` stood before the last four.
    hundred: bool,
}

impl Written {
    fn read(text: &str) -> Result<Self, PersonalIdentityNumberMistake> {
        use PersonalIdentityNumberMistake as Mistake;
        let text = written(text).ok_or(Mistake::Length)?;
        if text.is_empty() {
            return Err(Mistake::Empty);
        }
        let Some((date, last_four)) = text.char_indices().nth_back(3).map(|(at, _)| text.split_at(at)) else {
            return Err(Mistake::Length);
        };
        let hundred = date.ends_with('+');
        let date = date.strip_suffix(['-', '+']).unwrap_or(date);
        if is_digits(date) && is_provisional(last_four) {
            return Err(Mistake::Provisional);
        }
        let digits = format!("{date}{last_four}");
        if !is_digits(&digits) {
            return Err(Mistake::Character);
        }
        match digits.len() {
            10 | 12 => Ok(Self { digits, hundred }),
            _ => Err(Mistake::Length),
        }
    }

    fn with_century(self, today: Option<Date>) -> Result<PersonalIdentityNumber, PersonalIdentityNumberMistake> {
        use PersonalIdentityNumberMistake as Mistake;
        let number: u64 = self.digits.parse().map_err(|_| Mistake::Character)?;
        let number = match (self.digits.len(), today) {
            (12, _) => PersonalIdentityNumber(number),
            (_, Some(today)) => PersonalIdentityNumber(self.century(number, today) * 10_000_000_000 + number),
            (_, None) => return Err(Mistake::Century),
        };
        if !matches!(number.0 / 10_000_000_000, 18..=20) || number.birth_date().is_none() {
            return Err(Mistake::BirthDate);
        }
        if !luhn_holds(&number.reveal()[2..]) {
            return Err(Mistake::CheckDigit);
        }
        Ok(number)
    }

    /// The century that makes the person less than a hundred in the year of `today`; with `+`, the
    /// one before.
    fn century(&self, number: u64, today: Date) -> u64 {
        let year = u64::try_from(today.year()).unwrap_or(0);
        let born_later_in_century = u64::from(year % 100 < number / 100_000_000);
        (year / 100)
            .saturating_sub(born_later_in_century)
            .saturating_sub(u64::from(self.hundred))
    }
}

/// A letter and three digits, as in the numbers some systems make up while waiting for a real one.
fn is_provisional(last_four: &str) -> bool {
    last_four.starts_with(|c: char| c.is_ascii_alphabetic()) && is_digits(&last_four[1..])
}

impl fmt::Display for PersonalIdentityNumber {
    /// Always masked: `********-****`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad("********-****")
    }
}

impl fmt::Debug for PersonalIdentityNumber {
    /// Always masked.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonalIdentityNumber(masked)")
    }
}
