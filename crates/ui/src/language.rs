//! The language of a page: Swedish first, English second.
//!
//! A choice the user made (a cookie) beats what the browser asks for; who asks for neither
//! gets Swedish.

use unic_langid::{LanguageIdentifier, langid};

/// Name of the cookie that keeps the user's choice.
pub const LANGUAGE_COOKIE: &str = "kameral-sprak";

/// A language Kameral speaks completely.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// Swedish.
    #[default]
    Sv,
    /// English.
    En,
}

impl Language {
    /// Both, in the order they are offered.
    pub const ALL: [Self; 2] = [Self::Sv, Self::En];

    /// `sv` or `en`: the value of `<html lang>`, of the cookie and of the form.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sv => "sv",
            Self::En => "en",
        }
    }

    /// The language of a code such as `sv`, `sv-SE` or `en_GB`; none when Kameral does not speak it.
    pub fn parse(code: &str) -> Option<Self> {
        let primary = code.trim().split(['-', '_']).next()?;
        Self::ALL
            .into_iter()
            .find(|language| language.code().eq_ignore_ascii_case(primary))
    }

    /// The cookie's language, else the most wanted of `Accept-Language`, else Swedish.
    pub fn negotiate(cookie: Option<&str>, accept_language: Option<&str>) -> Self {
        cookie
            .and_then(Self::parse)
            .or_else(|| most_wanted(accept_language?))
            .unwrap_or_default()
    }

    pub(crate) const fn identifier(self) -> LanguageIdentifier {
        match self {
            Self::Sv => langid!("sv"),
            Self::En => langid!("en"),
        }
    }
}

/// `Accept-Language` by RFC 9110 §12.5.4; weights are compared in thousandths, a weight that
/// cannot be read counts as none.
fn most_wanted(header: &str) -> Option<Language> {
    header
        .split(',')
        .filter_map(|wish| {
            let mut parts = wish.split(';');
            let language = Language::parse(parts.next()?)?;
            let weight = parts.find_map(|part| part.trim().strip_prefix("q="));
            let thousandths = weight.map_or(Some(1000), thousandths)?;
            (thousandths > 0).then_some((thousandths, language))
        })
        // The first of equals wins, so the comparison is strict.
        .reduce(|best, next| if best.0 < next.0 { next } else { best })
        .map(|(_, language)| language)
}

fn thousandths(weight: &str) -> Option<u16> {
    let (whole, fraction) = weight.trim().split_once('.').unwrap_or((weight.trim(), ""));
    if fraction.len() > 3 {
        return None;
    }
    let fraction: u16 = format!("{fraction:0<3}").parse().ok()?;
    let whole: u16 = whole.parse().ok()?;
    whole
        .checked_mul(1000)?
        .checked_add(fraction)
        .filter(|sum| *sum <= 1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_beats_the_browser_and_swedish_is_the_default() {
        use Language::{En, Sv};
        for (cookie, accept, expected) in [
            (None, None, Sv),
            (Some("en"), Some("sv"), En),
            (Some("fi"), Some("en-GB,en;q=0.9"), En),
            (None, Some("fi, en;q=0.4, sv;q=0.8"), Sv),
            (None, Some("de, fr;q=0.5"), Sv),
            (None, Some("sv;q=0, en;q=0.1"), En),
            (None, Some("en;q=nonsense, sv;q=0.1"), Sv),
            (None, Some(";;,,=,q=1"), Sv),
        ] {
            assert_eq!(Language::negotiate(cookie, accept), expected, "{cookie:?} {accept:?}");
        }
    }
}
