//! How long texts may be, in characters. What is longer is refused, never cut.

/// Identities of message, group and payment, and of parties (`Max35Text`).
pub const IDENTITY_CHARS_MAX: usize = 35;
/// A name in the schemas (`Max140Text`).
pub const NAME_CHARS_MAX: usize = 140;
/// A name in SEPA, by its rulebook.
pub const SEPA_NAME_CHARS_MAX: usize = 70;
/// The text to the payee, one line of it (`Max140Text`).
pub const TEXT_CHARS_MAX: usize = 140;
/// The number of an invoice (`Max35Text`).
pub const INVOICE_CHARS_MAX: usize = 35;
/// A street with its number (`Max70Text`).
pub const STREET_CHARS_MAX: usize = 70;
/// A postcode (`Max16Text`).
pub const POSTCODE_CHARS_MAX: usize = 16;
/// A town (`Max35Text`).
pub const TOWN_CHARS_MAX: usize = 35;
/// A country's code (ISO 3166).
pub const COUNTRY_CHARS: usize = 2;
