//! Measures how fast SIE is read: a ledger of a million vouchers, some 250 MB, as a stream.
//!
//! `cargo run --release -p kameral-formats --example sie_speed [vouchers]`

use std::fmt::Write as _;
use std::io::{self, Read};
use std::time::Instant;

use kameral_formats::sie::{Item, Reader, survey};

/// Vouchers in the block that is given over and over.
const BLOCK_VOUCHERS: u64 = 1_000;

/// A file that is never whole in memory: a head, and a block of vouchers many times.
struct Ledger {
    head: Vec<u8>,
    block: Vec<u8>,
    blocks_left: u64,
    at: usize,
}

impl Ledger {
    fn new(vouchers: u64) -> Self {
        let mut block = String::new();
        for number in 1..=BLOCK_VOUCHERS {
            let (kronor, day) = (number * 37 % 90_000, number % 28 + 1);
            let _ = write!(
                block,
                "#VER A {number} 202601{day:02} \"Leverant\u{1}rsfaktura {number}\" 202601{day:02} \"eva\"\r\n{{\r\n\
                 #TRANS 5611 {{1 \"110\" 20 \"2100\"}} {kronor}.50 202601{day:02} \"Kontorsmaterial\"\r\n\
                 #TRANS 1541 {{}} {kronor}.25 202601{day:02} \"\"\r\n\
                 #TRANS 2581 {{8 \"14\"}} -{}.75 202601{day:02} \"Kontorsbolaget AB\"\r\n}}\r\n",
                kronor * 2
            );
        }
        let mut block = block.into_bytes();
        // An ö as code page 437 has it, so that one text a voucher needs decoding.
        block
            .iter_mut()
            .filter(|byte| **byte == 1)
            .for_each(|byte| *byte = 0x94);
        let head = b"#FLAGGA 0\r\n#PROGRAM \"x\" 1\r\n#FORMAT PC8\r\n#GEN 20260131\r\n#SIETYP 4\r\n#FNAMN \"x\"\r\n";
        Self {
            head: head.to_vec(),
            block,
            blocks_left: vouchers / BLOCK_VOUCHERS + 1,
            at: 0,
        }
    }
}

impl Read for Ledger {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let now = if self.head.is_empty() { &self.block } else { &self.head };
        let part = &now[self.at..];
        if self.blocks_left == 0 {
            return Ok(0);
        }
        let count = part.len().min(into.len());
        into[..count].copy_from_slice(&part[..count]);
        self.at += count;
        if self.at == now.len() {
            self.at = 0;
            self.head = Vec::new();
            self.blocks_left -= 1;
        }
        Ok(count)
    }
}

fn main() -> io::Result<()> {
    let vouchers = std::env::args()
        .nth(1)
        .and_then(|text| text.parse().ok())
        .unwrap_or(1_000_000);
    let start = Instant::now();
    let found = survey(Ledger::new(vouchers))?;
    let megabytes = u128::from(found.bytes / 1_000_000);
    let per_second = |since: Instant| megabytes * 1_000 / since.elapsed().as_millis().max(1);
    println!(
        "survey: {megabytes} MB, {} lines, {}, {} MB/s",
        found.lines,
        found.encoding,
        per_second(start)
    );
    let start = Instant::now();
    let mut reader = Reader::new(Ledger::new(vouchers), found.encoding);
    let mut lines = 0;
    while let Some(item) = reader.next()? {
        if let Item::Voucher(voucher) = item {
            lines += voucher.lines.len();
        }
    }
    let report = reader.finish()?;
    let (vouchers, errors) = (report.counts.vouchers, report.errors.len());
    println!(
        "read: {vouchers} vouchers, {lines} lines given, {errors} errors, {} MB/s",
        per_second(start)
    );
    Ok(())
}
