//! Values of a part, read into their types; what cannot be is told with its place.

use jiff::civil::DateTime;
use kameral_base::{Bankgiro, Date, Iban, Plusgiro};

use super::bic::Bic;
use super::limits::{YEAR_FIRST, YEAR_LAST};
use super::mistake::{LineMistake, Mistake};
use super::money::{Currency, Money};
use super::part::El;
use crate::mistake::{Mistakes, excerpt};

/// Reads values and collects what is wrong with them.
#[derive(Debug)]
pub(super) struct Values<'m> {
    mistakes: &'m mut Mistakes<Mistake>,
}

impl<'m> Values<'m> {
    pub fn new(mistakes: &'m mut Mistakes<Mistake>) -> Self {
        Self { mistakes }
    }

    pub fn errors(&self) -> usize {
        self.mistakes.errors()
    }

    pub fn tell(&mut self, el: El<'_>, mistake: Mistake) {
        self.mistakes.add(LineMistake {
            line: el.line(),
            field: Some(el.path().into()),
            mistake,
        });
    }

    fn told<T>(&mut self, el: El<'_>, read: Result<T, Mistake>) -> Option<T> {
        read.map_err(|mistake| self.tell(el, mistake)).ok()
    }

    /// The element that the path leads to; told if it is not there or has neither value nor elements.
    pub fn needed<'p>(&mut self, el: El<'p>, path: &str) -> Option<El<'p>> {
        let found = el.at(path);
        if found.is_none() {
            let element = path.to_owned();
            self.tell(el, Mistake::Missing { element });
        }
        found
    }

    /// The value that the path leads to; told if there is none.
    pub fn needed_text(&mut self, el: El<'_>, path: &str) -> Option<String> {
        let text = el.string(path);
        if text.is_none() {
            let element = path.to_owned();
            self.tell(el, Mistake::Missing { element });
        }
        text
    }

    /// The date that the path leads to, if there is one.
    pub fn date(&mut self, el: El<'_>, path: &str) -> Option<Date> {
        let el = el.at(path)?;
        self.told(el, date(el.text()))
    }

    /// The date that stands in `Dt` or, with a time, in `DtTm` below the path.
    pub fn date_or_time(&mut self, el: El<'_>, path: &str) -> Option<Date> {
        let el = el.at(path)?;
        match (el.at("Dt"), el.at("DtTm")) {
            (Some(at), _) | (None, Some(at)) => self.told(at, date(at.text())),
            (None, None) => None,
        }
    }

    /// The moment of the element, by the clock of whoever wrote it: a time zone is left out.
    pub fn moment(&mut self, el: El<'_>) -> Option<DateTime> {
        let text = el.text();
        let malformed = || Mistake::DateMalformed { value: excerpt(text) };
        let moment = date(text).and_then(|_| {
            let civil = text.get(..19).and_then(|civil| civil.parse().ok());
            civil.ok_or_else(malformed)
        });
        self.told(el, moment)
    }

    /// The amount of the element, in the currency of its attribute.
    pub fn money(&mut self, el: El<'_>) -> Option<Money> {
        let text = el.text();
        let currency = self.told(el, Currency::parse(el.currency().unwrap_or_default()))?;
        self.told(el, Money::parse(text, currency))
    }

    /// The currency that the path leads to, if there is one.
    pub fn currency(&mut self, el: El<'_>, path: &str) -> Option<Currency> {
        let el = el.at(path)?;
        self.told(el, Currency::parse(el.text()))
    }

    /// The code that the path leads to, as one of those in the list.
    pub fn code<T: Copy>(&mut self, el: El<'_>, path: &str, known: &[(&str, T)]) -> Option<T> {
        let el = el.at(path)?;
        let found = known.iter().find(|(code, _)| *code == el.text());
        if found.is_none() {
            let known: Vec<&str> = known.iter().map(|(code, _)| *code).collect();
            self.tell(
                el,
                Mistake::CodeUnknown {
                    value: excerpt(el.text()),
                    known: known.join(", "),
                },
            );
        }
        found.map(|(_, value)| *value)
    }

    /// The bank that the path leads to: `BICFI`, and `BIC` in older versions.
    pub fn bic(&mut self, el: El<'_>, path: &str) -> Option<Bic> {
        let agent = el.at(path)?;
        let el = agent.at("BICFI").or_else(|| agent.at("BIC"))?;
        self.told(el, Bic::parse(el.text()))
    }

    pub fn iban(&mut self, el: El<'_>) -> Option<Iban> {
        self.account(el, "IBAN", |text| Iban::parse(text).ok())
    }

    pub fn bankgiro(&mut self, el: El<'_>) -> Option<Bankgiro> {
        self.account(el, "bankgiro", |text| Bankgiro::parse(text).ok())
    }

    pub fn plusgiro(&mut self, el: El<'_>) -> Option<Plusgiro> {
        self.account(el, "plusgiro", |text| Plusgiro::parse(text).ok())
    }

    pub fn account<T>(&mut self, el: El<'_>, kind: &str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        let malformed = || Mistake::AccountMalformed {
            value: excerpt(el.text()),
            kind: kind.to_owned(),
        };
        self.told(el, parse(el.text()).ok_or_else(malformed))
    }
}

/// A date, alone, with a time or with a time zone; of our time.
pub(super) fn date(text: &str) -> Result<Date, Mistake> {
    let malformed = || Mistake::DateMalformed { value: excerpt(text) };
    let (day, rest) = text.split_at_checked(10).ok_or_else(malformed)?;
    let is_digits = day.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    if !is_digits || !(rest.is_empty() || rest.starts_with(['T', 'Z', '+', '-'])) {
        return Err(malformed());
    }
    in_range(day.parse().map_err(|_| malformed())?)
}

/// A date that a payment can have.
pub(super) fn in_range(value: Date) -> Result<Date, Mistake> {
    let (Ok(first), Ok(last)) = (Date::new(YEAR_FIRST, 1, 1), Date::new(YEAR_LAST, 12, 31)) else {
        unreachable!("every year has a first and a last day");
    };
    if value < first || last < value {
        return Err(Mistake::DateOutOfRange { value, first, last });
    }
    Ok(value)
}
