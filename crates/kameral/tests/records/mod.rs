//! Archive, hand-over and disposal, on both engines.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

mod archive;
mod disposal;
mod guards;
mod handover;
mod killed;
mod protected;
mod reach;
mod sign_in;
mod tables;
mod texts;
mod together;
mod world;
