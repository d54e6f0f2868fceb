//! How large a voucher file and its parts may be.

/// The largest CSV file, as for SIE. Line numbers fit in 32 bits.
pub const FILE_BYTES_MAX: u64 = 2 * 1024 * 1024 * 1024;

/// The largest JSON file. JSON is held in memory whole; larger files are sent as CSV.
pub const JSON_BYTES_MAX: usize = 64 * 1024 * 1024;

/// The longest row, line breaks in quotation marks included. A quotation mark that is never closed
/// would otherwise make one row of the rest of the file.
pub const ROW_BYTES_MAX: usize = 64 * 1024;

/// The most columns: what is known and far more dimensions than the model's twelve.
pub const COLUMNS_MAX: usize = 64;

/// The most lines of one voucher, which is held in memory whole because it is posted whole.
pub const VOUCHER_LINES_MAX: usize = 500_000;

/// The most vouchers. The key of each is remembered, as eight bytes, to notice one that comes back.
pub const VOUCHERS_MAX: usize = 5_000_000;

/// The longest code of a dimension, in characters.
pub(super) const DIMENSION_CHARS_MAX: usize = 20;
