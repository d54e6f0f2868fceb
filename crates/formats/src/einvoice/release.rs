//! Releases of the rules. Two stand side by side, since senders change over on different days.

use kameral_base::Date;

/// A release of the validation rules of Peppol BIS Billing 3 with those of EN 16931.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Release {
    /// 3.0.19, May 2025.
    May2025,
    /// 3.0.21, May 2026.
    #[default]
    May2026,
}

impl Release {
    /// Every release known, the oldest first.
    pub const ALL: [Self; 2] = [Self::May2025, Self::May2026];

    /// The version its authors gave it.
    pub const fn version(self) -> &'static str {
        match self {
            Self::May2025 => "3.0.19",
            Self::May2026 => "3.0.21",
        }
    }

    /// The first day on which it is to be used. That of 3.0.21 is reckoned from the custom of earlier releases
    /// (late August) and has to be checked against its release note.
    pub const fn mandatory_from(self) -> Date {
        match self {
            Self::May2025 => jiff::civil::date(2025, 8, 25),
            Self::May2026 => jiff::civil::date(2026, 8, 24),
        }
    }

    /// The release to be used on a day: the newest that is mandatory, the oldest before that.
    pub fn on(day: Date) -> Self {
        let mut mandatory = Self::ALL.into_iter().filter(|release| release.mandatory_from() <= day);
        mandatory.next_back().unwrap_or(Self::ALL[0])
    }
}
