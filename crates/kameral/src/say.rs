//! What the program says, to a reader that may have gone.
//!
//! The standard library's `println!` panics when nobody can read: a full disk behind `>`, or
//! `kameral voucher list | head`. By then the command is done, and a panic would say the opposite.
//! This crate's own [`println!`] and [`eprintln!`] go on; [`lost`] tells afterwards that the answer
//! did not arrive.

use std::fmt::Arguments;
use std::io::{self, ErrorKind, Write};
use std::sync::OnceLock;

/// Why the first line that did not arrive did not.
static LOST: OnceLock<io::Error> = OnceLock::new();

/// Says a line on standard output. After one that did not arrive, nothing more is said.
pub fn line(text: Arguments<'_>) {
    if LOST.get().is_some() {
        return;
    }
    // One write a line: what arrives is whole lines.
    let text = format!("{text}\n");
    let mut out = io::stdout().lock();
    if let Err(error) = out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        let _ = LOST.set(error);
    }
}

/// Says a line on standard error, where nothing is left to do if nobody reads it.
pub fn aside(text: Arguments<'_>) {
    let _ = io::stderr().write_all(format!("{text}\n").as_bytes());
}

/// Why the answer did not arrive; nothing when it did, or when the reader wanted no more of it.
pub fn lost() -> Option<&'static io::Error> {
    LOST.get().filter(|error| error.kind() != ErrorKind::BrokenPipe)
}

macro_rules! println {
    ($($text:tt)*) => { $crate::say::line(format_args!($($text)*)) };
}

macro_rules! eprintln {
    ($($text:tt)*) => { $crate::say::aside(format_args!($($text)*)) };
}
