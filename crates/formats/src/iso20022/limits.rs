//! What a message may weigh, and how far dates and amounts reach.

/// Bytes of a file. A statement of a million lines with references is about this large.
pub const FILE_BYTES_MAX: u32 = 1024 * 1024 * 1024;

/// Bytes of a tag, a text or a comment: a remittance line has 140 characters, the longest text 500.
pub const PIECE_BYTES_MAX: u32 = 64 * 1024;

/// How deep elements stand within each other; the standard's deepest has fewer than twenty.
pub const DEPTH_MAX: u32 = 40;

/// Elements in what is held in memory at once: a head, a balance, one transaction.
pub const PART_ELEMENTS_MAX: u32 = 20_000;

/// Letters of names and values in such a part.
pub const PART_BYTES_MAX: u32 = 1024 * 1024;

/// Elements of different names beside each other; the standard's largest has some forty.
pub const NAMES_MAX: u32 = 100;

/// Attributes on one element; the standard has at most one beside namespaces.
pub const ATTRIBUTES_MAX: u32 = 20;

/// Payments in a file that is written or read as a whole.
pub const PAYMENTS_MAX: usize = 100_000;

/// Transactions of one statement line: what banks put in a batch of incoming payments.
pub const TRANSACTIONS_MAX: usize = 100_000;

/// Balances of one statement: each kind, with its days of available money.
pub const BALANCES_MAX: usize = 1_000;

/// Amounts in minor units: more than the State's budget of many years, and sums of a file still fit.
pub const AMOUNT_MINOR_MAX: i64 = 999_999_999_999_999;

/// The first year of a date: before it nobody sent these messages.
pub const YEAR_FIRST: i16 = 1990;

/// The last year of a date. Dates such as 9999-12-31 stand for "never", which no payment is.
pub const YEAR_LAST: i16 = 2099;
