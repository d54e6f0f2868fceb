//! Reliability rule 13: every limit with a name holds, and is told by its name. Those of a stream of
//! two gigabytes, and of five million vouchers, take too long to be met here.

use std::io::Read;

use kameral_base::Refusal;
use kameral_formats::{bankgirot, iso20022, sie, table_file, voucher_file};

/// A stream of a beginning, a piece many times, and an end; never in memory whole.
fn stream(beginning: &str, piece: &str, times: usize, end: &str) -> impl Read {
    let pieces = Repeat {
        piece: piece.as_bytes().to_vec(),
        left: piece.len() * times,
        at: 0,
    };
    let (beginning, end) = (beginning.as_bytes().to_vec(), end.as_bytes().to_vec());
    std::io::Cursor::new(beginning)
        .chain(pieces)
        .chain(std::io::Cursor::new(end))
}

struct Repeat {
    piece: Vec<u8>,
    left: usize,
    at: usize,
}

impl Read for Repeat {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let count = into.len().min(self.piece.len() - self.at).min(self.left);
        into[..count].copy_from_slice(&self.piece[self.at..self.at + count]);
        self.left -= count;
        self.at = (self.at + count) % self.piece.len();
        Ok(count)
    }
}

fn sie_mistakes(input: impl Read) -> Vec<String> {
    let report = sie::Reader::new(input, sie::Encoding::Utf8).finish().unwrap();
    report.errors.iter().map(ToString::to_string).collect()
}

#[test]
fn a_sie_file_too_large_for_memory_is_refused_unread() {
    let file = vec![b'\n'; sie::READ_BYTES_MAX + 1];
    let mistakes = sie::read(&file).unwrap_err();
    assert_eq!(mistakes[0].to_string(), "0: sie_file_too_large");
}

#[test]
fn a_line_a_little_too_long_is_refused_too() {
    for (length, name) in [
        (sie::LINE_BYTES_MAX, None),
        (sie::LINE_BYTES_MAX + 1, Some("2: sie_line_too_long")),
    ] {
        let line = format!("#PROSA \"{}\"", "x".repeat(length - 9));
        let mistakes = sie_mistakes(format!("#FLAGGA 0\n{line}\n#SIETYP 4\n").as_bytes());
        let told = mistakes.iter().find(|told| told.starts_with("2:")).map(String::as_str);
        assert_eq!(told, name, "{length}");
    }
}

#[test]
fn a_voucher_of_too_many_bytes_is_refused() {
    let line = format!("#TRANS 1910 {{}} 0 20260101 \"{}\"\n", "x".repeat(60_000));
    let times = sie::VOUCHER_BYTES_MAX / line.len() + 1;
    let told = sie_mistakes(stream("#FLAGGA 0\n#VER A 1 20260101\n{\n", &line, times, "}\n"));
    assert_eq!(told[0], "2: sie_voucher_too_large");
}

#[test]
fn years_and_unknown_labels_beyond_their_limit_are_not_remembered() {
    let years: Vec<String> = (0..200)
        .map(|year| format!("#RAR -{year} 20260101 20261231\n"))
        .collect();
    let labels: Vec<String> = (0..200).map(|label| format!("#X{label} 1\n")).collect();
    let file = format!("#FLAGGA 0\n{}{}", years.concat(), labels.concat());
    let mut reader = sie::Reader::new(file.as_bytes(), sie::Encoding::Utf8);
    while reader.next().unwrap().is_some() {}
    assert_eq!(reader.header().years.len(), sie::YEARS_MAX);
    let counts = reader.finish().unwrap().counts;
    assert_eq!(counts.unknown_labels.len(), sie::UNKNOWN_LABELS_MAX);
}

fn first(mistakes: Vec<voucher_file::LineMistake>) -> String {
    format!("{} {}", mistakes[0].line, mistakes[0].name())
}

#[test]
fn a_json_file_too_large_is_refused_unread() {
    let file = vec![b' '; voucher_file::JSON_BYTES_MAX + 1];
    let told = first(voucher_file::read_json(&file).unwrap_err());
    assert_eq!(told, "0 voucher_file_too_large");
    let told = first(voucher_file::read_json(&file[1..]).unwrap_err());
    assert_eq!(told, "0 voucher_file_empty");
}

#[test]
fn a_voucher_of_too_many_lines_is_refused_in_json_and_in_csv() {
    let lines = vec!["1"; voucher_file::VOUCHER_LINES_MAX + 1].join(",");
    let json = format!("[{{\"voucher\": \"a\", \"date\": \"2026-01-31\", \"lines\": [{lines}]}}]");
    let told = first(voucher_file::read_json(json.as_bytes()).unwrap_err());
    assert_eq!(told, "1 voucher_file_voucher_too_large");
    let rows = stream(
        "voucher;date;account;amount\na;2026-01-31;1910;1\n",
        "a;;1910;1\n",
        voucher_file::VOUCHER_LINES_MAX,
        "b;2026-01-31;1910;1\n",
    );
    let report = voucher_file::Reader::new(rows).unwrap().finish().unwrap();
    assert_eq!(report.vouchers, 2, "the next one is read");
    assert_eq!(first(report.errors), "2 voucher_file_voucher_too_large");
}

#[test]
fn a_table_too_large_is_refused_unread() {
    let file = vec![b'\n'; table_file::FILE_BYTES_MAX + 1];
    let told = |file: &[u8]| {
        let mistakes = table_file::read(file, &table_file::Wanted::default()).unwrap_err();
        mistakes[0].mistake.clone()
    };
    assert!(matches!(told(&file), table_file::Mistake::FileTooLarge { .. }));
    assert!(matches!(told(&file[1..]), table_file::Mistake::Empty));
}

/// Those of a gigabyte of XML, and of a hundred thousand payments, take too long to be met here; the
/// others of bank files are met where those are tested.
#[test]
fn bank_files_too_large_for_memory_are_refused_unread() {
    let file = vec![b' '; iso20022::camt::READ_BYTES_MAX as usize];
    let mistakes = iso20022::camt::read(&file).unwrap_err();
    assert_eq!(mistakes[0].to_string(), "0: iso20022_file_too_large");
    let file = vec![b'\n'; bankgirot::FILE_BYTES_MAX as usize];
    let told = [
        bankgirot::bgmax::read(&file).unwrap_err(),
        bankgirot::lb::read(&file).unwrap_err(),
        bankgirot::lb::read_return(&file).unwrap_err(),
    ];
    for mistakes in told {
        assert_eq!(mistakes[0].to_string(), "0: bankgirot_file_too_large");
    }
}
