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
    let zone = TimeZone::get("Europe/Stockholm").unwrap_or(TimeZone::UTC);
    moment.to_zoned(zone).date()
}
