//! The clock: read here and nowhere else, and handed on.

use jiff::tz::TimeZone;
use kameral_base::{Date, Timestamp};

/// The moment, UTC.
#[expect(clippy::disallowed_methods, reason = "the program is where the clock is read")]
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// The date in Sweden at a moment: what a voucher is dated by.
pub fn date_in_sweden(moment: Timestamp) -> Date {
    in_sweden(moment).date()
}

/// The time of day in Sweden at a moment, as it is shown: `14:03`.
pub fn time_in_sweden(moment: Timestamp) -> String {
    in_sweden(moment).strftime("%H:%M").to_string()
}

fn in_sweden(moment: Timestamp) -> jiff::Zoned {
    moment.to_zoned(TimeZone::get("Europe/Stockholm").unwrap_or(TimeZone::UTC))
}
