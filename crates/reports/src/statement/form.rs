//! A form as data: which accounts make up which line, and which lines which sum.

use kameral_ledger::model::StatementLine;
use kameral_ui::Language;

/// A range of accounts, both ends included. A longer account lies where its first digits lie: 69131
/// in 6911–6913 (handbook 2.5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountRange {
    /// First account.
    pub from: String,
    /// Last account.
    pub to: String,
}

impl AccountRange {
    /// `4011-4999`.
    pub fn parse(text: &str) -> Option<Self> {
        let (from, to) = text.split_once('-')?;
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        (is_number(from) && is_number(to) && from.len() == to.len() && from <= to).then(|| Self {
            from: from.to_owned(),
            to: to.to_owned(),
        })
    }

    /// Several, parted by spaces.
    pub fn parse_all(text: &str) -> Option<Vec<Self>> {
        text.split_whitespace().map(Self::parse).collect()
    }

    /// Whether an account lies in it.
    pub fn holds(&self, account: &str) -> bool {
        let cut = |end: &str| &account[..end.len().min(account.len())];
        self.from.as_str() <= cut(&self.from) && cut(&self.to) <= self.to.as_str()
    }

    /// As a pattern over accounts has it.
    pub fn pattern(&self) -> String {
        if self.from == self.to {
            format!("{}*", self.from)
        } else {
            format!("{}-{}", self.from, self.to)
        }
    }
}

impl std::fmt::Display for AccountRange {
    /// `4011–4999`, or one account.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.from)?;
        if self.from == self.to {
            return Ok(());
        }
        write!(f, "\u{2013}{}", self.to)
    }
}

/// Which of an account's figures is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Take {
    /// The balance before the periods.
    Opening,
    /// What the periods moved.
    Period,
    /// The balance after the periods.
    Closing,
}

impl Take {
    /// The figure with this word in a definition.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "opening" => Some(Self::Opening),
            "change" => Some(Self::Period),
            "closing" => Some(Self::Closing),
            _ => None,
        }
    }
}

/// A part of a line: a range of accounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Which accounts.
    pub range: AccountRange,
    /// Which of their figures; none takes what the column shows.
    pub take: Option<Take>,
}

/// A line of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number, which sums know it by.
    pub no: String,
    /// The heading it stands below.
    pub section: String,
    /// Its name.
    pub name: String,
    /// The accounts it is made up of.
    pub parts: Vec<Part>,
    /// Whether a credit is shown as positive.
    pub credit: bool,
    /// Whether it is only there to be compared with, and not printed (`must_equal`).
    pub is_control: bool,
    /// What its figures are to the program: `charged`, or nothing.
    pub measures: String,
}

/// A sum of lines and of earlier sums, as the reader sees them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// Its number, which later sums know it by.
    pub no: String,
    /// Its name.
    pub name: String,
    /// Numbers of the lines and sums it adds.
    pub adds: Vec<String>,
    /// Number of the line or the sum it must agree with.
    pub must_equal: Option<String>,
}

/// What is printed, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// A line, by its place among the lines.
    Line(usize),
    /// A sum, by its place among the sums.
    Sum(usize),
}

/// A form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    /// Every line.
    pub lines: Vec<Line>,
    /// Every sum; it adds lines and sums before it.
    pub sums: Vec<Sum>,
    /// Lines and sums in the order of print.
    pub items: Vec<Item>,
}

/// A sum of a statement as the standard has it, with the line it stands after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementSum {
    /// `income` or `balance`.
    pub statement: String,
    /// The line it stands after.
    pub after_line: i64,
    /// The sum.
    pub sum: Sum,
}

/// Capital and liabilities begin at this line of the balance sheet (`standard/README.md`).
pub const CAPITAL_FROM: i64 = 101;

impl Form {
    /// A statement out of the entity's register, with the sums of its rule set.
    pub fn of_statement(
        statement: &str,
        register: &[StatementLine],
        sums: &[StatementSum],
        language: Language,
    ) -> Self {
        let english = language == Language::En;
        let named = |sv: &str, en: &str| if english && !en.is_empty() { en } else { sv }.to_owned();
        let compared: Vec<&str> = sums
            .iter()
            .filter(|sum| sum.statement == statement)
            .filter_map(|sum| sum.sum.must_equal.as_deref())
            .collect();
        let mut form = Self::default();
        for row in register.iter().filter(|row| row.statement == statement) {
            let no = row.line_no.to_string();
            let range = AccountRange {
                from: row.account_from.clone(),
                to: row.account_to.clone(),
            };
            let part = Part { range, take: None };
            match form.lines.last_mut() {
                Some(last) if last.no == no => last.parts.push(part),
                _ => form.lines.push(Line {
                    is_control: compared.contains(&no.as_str()),
                    section: named(&row.section, &row.section_en),
                    name: named(&row.name, &row.name_en),
                    parts: vec![part],
                    credit: row.sign < 0,
                    measures: String::new(),
                    no,
                }),
            }
        }
        let number = |no: &str| no.parse::<i64>().unwrap_or(i64::MAX);
        let mut of_statement = sums.iter().filter(|sum| sum.statement == statement).peekable();
        for at in 0..form.lines.len() {
            form.items.push(Item::Line(at));
            let next = form.lines.get(at + 1).map_or(i64::MAX, |line| number(&line.no));
            while let Some(sum) = of_statement.next_if(|sum| sum.after_line < next) {
                form.items.push(Item::Sum(form.sums.len()));
                form.sums.push(sum.sum.clone());
            }
        }
        form
    }

    /// The place of the line with a number.
    pub fn line(&self, no: &str) -> Option<usize> {
        self.lines.iter().position(|line| line.no == no)
    }

    /// The place of the sum with a number.
    pub fn sum(&self, no: &str) -> Option<usize> {
        self.sums.iter().position(|sum| sum.no == no)
    }

    /// The line an account lies on.
    pub fn line_of(&self, account: &str) -> Option<usize> {
        self.lines_of(account).next().map(|(at, _)| at)
    }

    /// Every line an account is part of, with which of its figures.
    pub fn lines_of<'f>(&'f self, account: &'f str) -> impl Iterator<Item = (usize, Option<Take>)> + 'f {
        self.lines.iter().enumerate().flat_map(move |(at, line)| {
            let parts = line.parts.iter().filter(move |part| part.range.holds(account));
            parts.map(move |part| (at, part.take))
        })
    }

    /// The places of the lines a sum is made up of, through the sums it adds.
    pub fn lines_below(&self, sum: usize) -> Vec<usize> {
        let mut below = Vec::new();
        for no in &self.sums[sum].adds {
            match (self.line(no), self.sum(no)) {
                (Some(line), _) => below.push(line),
                (None, Some(earlier)) if earlier < sum => below.extend(self.lines_below(earlier)),
                _ => {}
            }
        }
        below
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// EM-31: a longer account lies where its first four digits lie.
    #[test]
    fn accounts_are_matched_on_their_first_digits() {
        let range = AccountRange::parse("6911-6913").expect("a range");
        for (account, holds) in [
            ("6911", true),
            ("69131", true),
            ("691399", true),
            ("6914", false),
            ("69", false),
        ] {
            assert_eq!(range.holds(account), holds, "{account}");
        }
        for text in ["", "6911", "6913-6911", "69-6913", "a-b"] {
            assert_eq!(AccountRange::parse(text), None, "{text}");
        }
    }
}
