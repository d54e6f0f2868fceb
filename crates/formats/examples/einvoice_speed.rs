//! How long it takes to read and check e-invoices, against parsing the same XML alone.
//!
//! `cargo run --release -p kameral-formats --example einvoice_speed -- FILE…`

use std::hint::black_box;
use std::time::{Duration, Instant};

use kameral_formats::einvoice::{self, Limits, Release};

/// How often each file is read.
const TIMES: u32 = 200;

fn main() {
    let files: Vec<Vec<u8>> = std::env::args()
        .skip(1)
        .filter_map(|path| std::fs::read(path).ok())
        .collect();
    let texts: Vec<&str> = files.iter().filter_map(|file| std::str::from_utf8(file).ok()).collect();
    let bytes: usize = texts.iter().map(|text| text.len()).sum();
    // Tables are read at first use.
    for text in &texts {
        black_box(einvoice::read(text.as_bytes(), Release::default(), &Limits::default()).is_ok());
    }
    let parsed = timed(|| {
        for text in &texts {
            black_box(roxmltree::Document::parse(text).is_ok());
        }
    });
    let read = timed(|| {
        for text in &texts {
            black_box(einvoice::read(text.as_bytes(), Release::default(), &Limits::default()).is_ok());
        }
    });
    println!("{} files, {bytes} bytes, {TIMES} times", texts.len());
    println!("parsed alone {parsed:?}, read and checked {read:?}");
    println!("{:.2} times the parsing", ratio(read, parsed));
}

fn timed(mut work: impl FnMut()) -> Duration {
    let start = Instant::now();
    for _ in 0..TIMES {
        work();
    }
    start.elapsed()
}

#[allow(clippy::float_arithmetic, reason = "a ratio of times is no amount")]
fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64()
}
