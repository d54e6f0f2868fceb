//! How large a SIE file and its parts may be. The standard sets no limits and asks the reader to
//! have its own (7.5, 7.6).

/// The largest file that is read as a stream: eight times the file of a million vouchers. Line
/// numbers fit in 32 bits.
pub const FILE_BYTES_MAX: u64 = 2 * 1024 * 1024 * 1024;

/// The largest file that [`read`](super::read) holds in memory as one value.
pub const READ_BYTES_MAX: usize = 64 * 1024 * 1024;

/// The longest line. The longest seen in real files is under 1 KB; a longer line is refused without
/// being kept.
pub const LINE_BYTES_MAX: usize = 64 * 1024;

/// The largest voucher, lines and all. A voucher is held in memory whole, because it is posted whole.
pub const VOUCHER_BYTES_MAX: usize = 64 * 1024 * 1024;

/// The most lines of one voucher: ten each for fifty thousand employees in one payroll voucher.
pub const VOUCHER_LINES_MAX: usize = 500_000;

/// The most fields in one record, outside object lists. The standard's longest record has seven.
pub const FIELDS_MAX: usize = 64;

/// The most pairs of dimension and object in one list. The model has twelve dimensions.
pub const OBJECTS_MAX: usize = 64;

/// How many different unknown labels are remembered by name; the rest are only counted.
pub const UNKNOWN_LABELS_MAX: usize = 20;

/// How many fiscal years (`#RAR`) the header remembers.
pub const YEARS_MAX: usize = 100;

/// How many bytes are asked for at a time.
pub(super) const READ_AHEAD_BYTES: usize = 256 * 1024;
