//! Stories about open items: what is open, what answers what, and that it always sums to the balance.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]
#![allow(clippy::format_collect, reason = "a story has few lines, and this reads best")]

mod language;
mod stories;
mod together;
