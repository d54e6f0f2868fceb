//! What was answered, against what is there. A pure function, so that it can be shown to see.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::witness::Ack;

/// A voucher as it stands in the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Place in the journal.
    pub seq: i64,
    /// Series.
    pub series: String,
    /// Year.
    pub year: i64,
    /// Number within series and year.
    pub number: i64,
    /// Text: the client's own key.
    pub key: String,
    /// Hash.
    pub hash: String,
    /// Hash of the voucher before.
    pub previous: String,
    /// Lines that are there, and how many there should be.
    pub lines: (i64, i64),
}

/// What is wrong, each with the keys or numbers concerned.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Answered, and not there.
    pub lost: Vec<String>,
    /// There more than once.
    pub doubled: Vec<String>,
    /// There with another number or hash than was answered, or answered with two.
    pub renumbered: Vec<String>,
    /// Numbers of a series, and places of the journal, that are missing.
    pub gaps: Vec<String>,
    /// Vouchers that do not hang on the one before, or lack lines.
    pub broken: Vec<String>,
}

impl Row {
    /// The number as it is answered.
    pub fn voucher_number(&self) -> String {
        format!("{}-{}-{}", self.series, self.year, self.number)
    }
}

impl Verdict {
    /// Whether nothing is wrong.
    pub fn is_clean(&self) -> bool {
        *self == Self::default()
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (lost, doubled, renumbered) = (self.lost.len(), self.doubled.len(), self.renumbered.len());
        let (gaps, broken) = (self.gaps.len(), self.broken.len());
        write!(
            f,
            "lost {lost}, doubled {doubled}, renumbered {renumbered}, gaps {gaps}, broken {broken}"
        )
    }
}

/// Judges the rows, in the order of the journal, by what was answered.
pub fn judge(acks: &[Ack], rows: &[Row]) -> Verdict {
    let mut verdict = Verdict::default();
    let mut there: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in rows {
        there.entry(&row.key).or_default().push(row);
    }
    let doubled = there.iter().filter(|(_, rows)| 1 < rows.len());
    verdict.doubled = doubled.map(|(key, _)| (*key).to_owned()).collect();
    for ack in acks {
        match there.get(ack.key.as_str()) {
            None => verdict.lost.push(ack.key.clone()),
            Some(rows) if !rows.iter().any(|row| is_as_answered(row, ack)) => {
                verdict.renumbered.push(ack.key.clone());
            }
            Some(_) => {}
        }
    }
    let answered: BTreeSet<_> = acks.iter().map(|ack| (&ack.key, &ack.number, &ack.hash)).collect();
    let mut keys: Vec<_> = answered.iter().map(|(key, _, _)| *key).collect();
    keys.dedup();
    if keys.len() < answered.len() {
        verdict
            .renumbered
            .push("one key was answered with two numbers".to_owned());
    }
    follow(rows, &mut verdict);
    verdict
}

fn is_as_answered(row: &Row, ack: &Ack) -> bool {
    row.voucher_number() == ack.number && row.hash == ack.hash
}

/// Walks along the journal: places, numbers and chain.
fn follow(rows: &[Row], verdict: &mut Verdict) {
    let mut numbers: BTreeMap<(&str, i64), i64> = BTreeMap::new();
    let mut last: Option<&Row> = None;
    for row in rows {
        if row.seq != last.map_or(0, |last| last.seq) + 1 {
            verdict.gaps.push(format!("journal before {}", row.seq));
        }
        let expected = numbers.entry((&row.series, row.year)).or_insert(0);
        *expected += 1;
        if row.number != *expected {
            verdict.gaps.push(format!("before {}", row.voucher_number()));
            *expected = row.number;
        }
        if last.is_some_and(|last| last.hash != row.previous) || row.lines.0 != row.lines.1 {
            verdict.broken.push(row.voucher_number());
        }
        last = Some(row);
    }
}

mod tests {
    use super::{Ack, Row, judge};

    fn row(number: i64) -> Row {
        Row {
            seq: number,
            series: "A".to_owned(),
            year: 2026,
            number,
            key: format!("k{number}"),
            hash: format!("h{number}"),
            previous: format!("h{}", number - 1),
            lines: (2, 2),
        }
    }

    fn ack(row: &Row) -> Ack {
        Ack {
            key: row.key.clone(),
            number: row.voucher_number(),
            hash: row.hash.clone(),
        }
    }

    fn told(change: impl FnOnce(&mut Vec<Ack>, &mut Vec<Row>)) -> String {
        let mut rows: Vec<Row> = (1..=4).map(row).collect();
        let mut acks: Vec<Ack> = rows.iter().map(ack).collect();
        change(&mut acks, &mut rows);
        judge(&acks, &rows).to_string()
    }

    #[test]
    fn the_judge_is_content_with_a_whole_journal_and_sees_each_sort_of_damage() {
        let stories = [
            told(|_, _| {}),
            told(|acks, _| drop(acks.pop())),
            told(|_, rows| drop(rows.pop())),
            told(|_, rows| drop(rows.remove(1))),
            told(|_, rows| rows[3].key = "k1".to_owned()),
            told(|_, rows| rows[3].hash = "other".to_owned()),
            told(|acks, _| {
                acks.push(Ack {
                    number: "A-2026-9".to_owned(),
                    ..acks[0].clone()
                });
            }),
            told(|_, rows| rows[2].previous = "other".to_owned()),
            told(|_, rows| rows[2].lines.0 = 1),
            told(|_, rows| rows[3].number = 5),
        ];
        expect_test::expect![[r"
            lost 0, doubled 0, renumbered 0, gaps 0, broken 0
            lost 0, doubled 0, renumbered 0, gaps 0, broken 0
            lost 1, doubled 0, renumbered 0, gaps 0, broken 0
            lost 1, doubled 0, renumbered 0, gaps 2, broken 1
            lost 1, doubled 1, renumbered 0, gaps 0, broken 0
            lost 0, doubled 0, renumbered 1, gaps 0, broken 0
            lost 0, doubled 0, renumbered 2, gaps 0, broken 0
            lost 0, doubled 0, renumbered 0, gaps 0, broken 1
            lost 0, doubled 0, renumbered 0, gaps 0, broken 1
            lost 0, doubled 0, renumbered 1, gaps 1, broken 0"]]
        .assert_eq(&stories.join("\n"));
    }
}
