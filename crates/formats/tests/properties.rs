//! What holds for every input: nothing panics, nothing takes more than linear time, and what is
//! written is read back the same.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::Read;

use kameral_base::{Date, Ore, Period, Quantity, TrySum};
use kameral_formats::sie::{
    self, Balance, BalanceKind, LineKind, ObjectRef, PeriodBalance, PeriodBalanceKind, Record, SieType, Voucher,
    VoucherLine, WriteOptions, Writer,
};
use kameral_formats::table_file::{self, Wanted};
use kameral_formats::voucher_file;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

const LEDGER: &[u8] = include_bytes!("samples/ledger_4e.se");
const FAULTS: &[u8] = include_bytes!("samples/faults.se");

/// Bytes that look like a SIE file as often as not.
fn sie_like() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        Just(b"#VER A 1 20260115 \"x\"\n{\n".to_vec()),
        Just(b"#TRANS 1910 {1 \"2\"} 5.00 20260115 \"\" 1\n".to_vec()),
        Just(b"#RTRANS 1910 {} 5\n#TRANS 1910 {} 5\n".to_vec()),
        Just(b"}\n".to_vec()),
        Just(b"{".to_vec()),
        Just(b"#KSUMMA\n".to_vec()),
        Just(b"#KSUMMA 17\r\n".to_vec()),
        Just(b"#PSALDO 0 202601 1910 {} 1\n".to_vec()),
        Just(b"#\xc3\xa5 \"\\\" \\\n".to_vec()),
        vec(any::<u8>(), 0..40),
    ];
    vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes in vec(any::<u8>(), 0..2_000)) {
        let _ = sie::read(&bytes);
        let _ = voucher_file::read_csv(&bytes);
        let _ = voucher_file::read_json(&bytes);
        let _ = table_file::read(&bytes, &Wanted::default());
    }

    #[test]
    fn arbitrary_sie_never_panics_and_what_is_read_can_be_written(bytes in sie_like()) {
        if let Ok(file) = sie::read(&bytes) {
            let _ = sie::write(&file, Vec::new(), true);
        }
        for encoding in [sie::Encoding::Utf8, sie::Encoding::Windows1252] {
            sie::Reader::new(&bytes[..], encoding).finish().unwrap();
        }
    }

    #[test]
    fn a_damaged_sample_never_panics(at in any::<prop::sample::Index>(), byte: u8, cut in any::<prop::sample::Index>()) {
        for sample in [LEDGER, FAULTS] {
            let mut damaged = sample.to_vec();
            damaged[at.index(sample.len())] = byte;
            let _ = sie::read(&damaged);
            let _ = sie::read(&damaged[..cut.index(sample.len())]);
        }
    }

    /// A checksum notices every change of one byte that counts.
    #[test]
    fn a_changed_letter_breaks_the_checksum(at in any::<prop::sample::Index>()) {
        let body = LEDGER.windows(8).position(|part| part == b"#PROGRAM").unwrap();
        let end = LEDGER.windows(7).rposition(|part| part == b"#KSUMMA").unwrap();
        let mut changed = LEDGER.to_vec();
        let place = body + at.index(end - body);
        prop_assume!(changed[place].is_ascii_alphanumeric());
        changed[place] ^= 1;
        prop_assert_ne!(sie::survey(&changed[..]).unwrap().checksum, sie::Checksum::Matches);
    }

    /// However the stream is cut, the file says the same.
    #[test]
    fn pieces_make_no_difference(size in 1_usize..300, bytes in sie_like()) {
        let whole = sie::Reader::new(&bytes[..], sie::Encoding::Cp437).finish().unwrap();
        let pieces = sie::Reader::new(Pieces { bytes: &bytes, size }, sie::Encoding::Cp437).finish().unwrap();
        prop_assert_eq!(whole, pieces);
        let whole = voucher_file::Reader::new(&bytes[..]).unwrap().finish().unwrap();
        let pieces = voucher_file::Reader::new(Pieces { bytes: &bytes, size }).unwrap().finish().unwrap();
        prop_assert_eq!(whole, pieces);
    }

    #[test]
    fn what_is_written_is_read_back(
        accounts in vec(("[1-9][0-9]{3,6}", text()), 0..5),
        balances in vec(("[1-9][0-9]{3}", -2_i16..=0, any::<i64>(), option::of(any::<i64>())), 0..5),
        vouchers in vec(voucher(), 0..5),
        checksum: bool,
    ) {
        let mut records: Vec<Record<'static>> =
            accounts.into_iter().map(|(account, name)| Record::Account { account: account.into(), name: name.into() }).collect();
        for (account, year, ore, thousandths) in balances {
            let (account, amount, quantity) = (Cow::<str>::Owned(account), Ore::new(ore), thousandths.map(Quantity::new));
            records.push(Record::Balance(Balance { kind: BalanceKind::Closing, year, account: account.clone(), amount, quantity }));
            let (kind, period, objects) = (PeriodBalanceKind::Budget, Period::parse("202603").unwrap(), Vec::new());
            records.push(Record::PeriodBalance(PeriodBalance { kind, year, period, account, objects, amount, quantity }));
        }
        let mut writer = Writer::new(Vec::new(), WriteOptions { sie_type: SieType::Vouchers, for_import: false, checksum }).unwrap();
        for record in &records {
            writer.record(record).unwrap();
        }
        for voucher in &vouchers {
            writer.voucher(voucher).unwrap();
        }
        let written = writer.finish().unwrap();
        let read = sie::read(&written).unwrap();
        let read_records: Vec<_> = read.records.into_iter().map(|(_, record)| record).skip(3).collect();
        prop_assert_eq!(read_records, records);
        let read_vouchers: Vec<_> = read.vouchers.into_iter().map(without_lines).collect();
        prop_assert_eq!(read_vouchers, vouchers);
    }

    #[test]
    fn csv_vouchers_are_read_back(vouchers in vec((text(), vec(("[1-9][0-9]{3}", any::<i64>(), "[0-9]{0,3}"), 1..4)), 0..5)) {
        let mut file = String::from("voucher;date;text;account;ORG;amount\n");
        for (key, (text, lines)) in vouchers.iter().enumerate() {
            for (account, ore, org) in lines {
                let text = text.replace('"', "\"\"");
                writeln!(file, "{key};2026-03-15;\"{text}\";{account};{org};{}", Ore::new(*ore).plain()).unwrap();
            }
        }
        let read = voucher_file::read_csv(file.as_bytes()).unwrap_or_default();
        prop_assert_eq!(read.len(), vouchers.len());
        for (read, (text, lines)) in read.iter().zip(&vouchers) {
            prop_assert_eq!(&read.text, text.trim());
            for (read, (account, ore, org)) in read.lines.iter().zip(lines) {
                prop_assert_eq!((&read.account, read.amount.get()), (account, *ore));
                prop_assert_eq!(read.dimensions.first().map_or("", |of| of.value.as_str()), org.as_str());
            }
        }
    }
}

/// A stream that gives a few bytes at a time.
struct Pieces<'a> {
    bytes: &'a [u8],
    size: usize,
}

impl Read for Pieces<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let count = self.size.min(into.len()).min(self.bytes.len());
        let (now, later) = self.bytes.split_at(count);
        into[..count].copy_from_slice(now);
        self.bytes = later;
        Ok(count)
    }
}

/// A text that code page 437 has the characters of, and that does not end in a backslash.
fn text() -> impl Strategy<Value = String> {
    "[ -\\[\\]-~åäöÅÄÖéÉüß½\\\\]{0,20}[a-zåäö\" ]?".prop_filter("ends in a backslash", |text| !text.ends_with('\\'))
}

fn date() -> impl Strategy<Value = Date> {
    (1950_i16..2100, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| Date::constant(year, month, day))
}

fn non_empty(text: String) -> Option<Cow<'static, str>> {
    (!text.is_empty()).then_some(text.into())
}

prop_compose! {
    fn line()(
        account in "[1-9][0-9]{3,6}",
        objects in vec((1_u32..1_000, "[A-Z0-9 ]{1,6}"), 0..3),
        ore in -1_000_000_000_i64..1_000_000_000,
        date in option::of(date()),
        text in text(),
        thousandths in option::of(any::<i64>()),
        sign in text(),
        kind in 0..3_u8,
    ) -> VoucherLine<'static> {
        let kind = match kind {
            0 => LineKind::Original,
            1 => LineKind::Added { date, sign: non_empty(sign.clone()) },
            _ => LineKind::Removed,
        };
        VoucherLine {
            line: 0,
            kind,
            account: account.into(),
            objects: objects.into_iter().map(|(dimension, object)| ObjectRef { dimension, object: object.into() }).collect(),
            amount: Ore::new(ore),
            date,
            text: text.into(),
            quantity: thousandths.map(Quantity::new),
            sign: non_empty(sign),
        }
    }
}

prop_compose! {
    fn voucher()(
        series in "[A-Z]{0,3}",
        number in "[0-9]{0,6}",
        date in date(),
        text in text(),
        registered_on in option::of(date()),
        sign in text(),
        mut lines in vec(line(), 0..6),
    ) -> Voucher<'static> {
        let mut voucher = Voucher {
            line: 0,
            series: non_empty(series),
            number: non_empty(number),
            date,
            text: text.into(),
            registered_on,
            sign: non_empty(sign),
            lines: std::mem::take(&mut lines),
        };
        let sum = voucher.lines_in_force().map(|line| line.amount).try_sum().unwrap();
        if !sum.is_zero() {
            let amount = sum.checked_neg().unwrap();
            voucher.lines.push(VoucherLine {
                line: 0,
                kind: LineKind::Original,
                account: "1910".into(),
                objects: Vec::new(),
                amount,
                date: None,
                text: "".into(),
                quantity: None,
                sign: None,
            });
        }
        voucher
    }
}

fn without_lines(mut voucher: Voucher<'static>) -> Voucher<'static> {
    voucher.line = 0;
    voucher.lines.iter_mut().for_each(|line| line.line = 0);
    voucher
}

/// Inputs chosen to hurt: quotes, escapes, braces, blank lines, depth, keys. A megabyte of any of them
/// that took quadratic time would not end.
#[test]
fn hostile_inputs_end() {
    const SIZE: usize = 1024 * 1024;
    let patterns: [&[u8]; 14] = [
        b"\"",
        b"\\\"",
        b"{",
        b"}\n",
        b"\n",
        b"\r",
        b"#",
        b"#VER\n",
        b"#VER A 1 20260101\n{\n",
        b"#X\n{\n",
        b",",
        b"\",\"\n",
        b"[",
        b"{\"a\":",
    ];
    for pattern in patterns {
        let mut bytes = b"#FLAGGA 0\n".to_vec();
        bytes.extend(pattern.iter().cycle().take(SIZE));
        let _ = sie::read(&bytes);
        let bytes: Vec<u8> = pattern.iter().copied().cycle().take(SIZE).collect();
        let _ = voucher_file::read_json(&bytes);
        let _ = table_file::read(&bytes, &Wanted::default());
        let mut csv = b"voucher,date,account,amount\n".to_vec();
        csv.extend(bytes);
        let _ = voucher_file::read_csv(&csv);
    }
}
