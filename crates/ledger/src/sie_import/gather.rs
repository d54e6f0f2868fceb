//! The first reading: what the file says, without its vouchers' lines.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read};

use kameral_base::{Date, Ore};
use kameral_formats::sie::{
    AccountKind, Balance, BalanceKind, Header, Item, LineMistake, ObjectRef, Reader, Record, SieType, Survey, Voucher,
};

/// What a file says of its registers, balances and numbers.
#[derive(Debug, Default)]
pub struct Gathered {
    /// Identification.
    pub header: Header,
    /// Names of accounts, those declared and those only used.
    pub accounts: BTreeMap<String, String>,
    /// Account kinds that are declared.
    pub kinds: BTreeMap<String, AccountKind>,
    /// Units that are declared.
    pub units: BTreeMap<String, String>,
    /// Accounts with a balance that is carried forward (`#IB`, `#UB`), and those with a result (`#RES`).
    pub carried: BTreeSet<String>,
    /// See [`Gathered::carried`].
    pub results: BTreeSet<String>,
    /// Names of dimensions by number.
    pub dimensions: BTreeMap<u32, String>,
    /// Names of objects, those declared and those only used.
    pub objects: BTreeMap<(u32, String), String>,
    /// Dimensions a voucher line uses.
    pub used_dimensions: BTreeSet<u32>,
    /// Opening balances of the current year.
    pub opening: BTreeMap<String, Ore>,
    /// Closing balances and results the file states for the current year.
    pub stated: BTreeMap<String, Ore>,
    /// Numbers by series.
    pub series: BTreeMap<String, Series>,
    /// First and last voucher date, with the line of each.
    pub dates: Option<((Date, u32), (Date, u32))>,
    /// Vouchers in the file.
    pub vouchers: u64,
    /// Errors of the format; one is enough to refuse the file.
    pub errors: Vec<LineMistake>,
    /// What is odd.
    pub warnings: Vec<LineMistake>,
}

/// Numbers of one series as they stand in the file.
#[derive(Debug, Default)]
pub struct Series {
    /// Number and line, in the order of the file.
    pub numbers: Vec<(i64, u32)>,
    /// Whether some voucher has no number, or one that is not a whole number from 1.
    pub unnumbered: bool,
}

/// A closing balance a file states, against what the ledger comes to.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Stated {
    /// Account.
    pub account: String,
    /// What the file says.
    pub stated: Ore,
    /// What the ledger says.
    pub ledger: Ore,
}

/// Reads a file once.
pub fn gather(input: impl Read, survey: &Survey) -> io::Result<Gathered> {
    let mut reader = Reader::new(input, survey.encoding);
    let mut gathered = Gathered::default();
    while let Some(item) = reader.next()? {
        match item {
            Item::Record { record, .. } => gathered.record(record),
            Item::Voucher(voucher) => gathered.voucher(&voucher),
            Item::Skipped { .. } => {}
        }
    }
    gathered.header = reader.header().clone();
    let report = reader.finish()?;
    gathered.errors = report.errors;
    gathered.warnings = survey.mistakes();
    gathered.warnings.extend(report.warnings);
    let (errors, warnings) = gathered.warnings.drain(..).partition(|mistake| !mistake.is_warning());
    gathered.warnings = warnings;
    gathered.errors.extend::<Vec<LineMistake>>(errors);
    Ok(gathered)
}

impl Gathered {
    /// Whether the file carries vouchers and states what they come to.
    pub fn states_closing(&self) -> bool {
        self.header.sie_type == SieType::Vouchers && !self.stated.is_empty()
    }

    fn record(&mut self, record: Record<'_>) {
        match record {
            Record::Account { account, name } => {
                self.accounts.insert(account.into_owned(), name.into_owned());
            }
            Record::AccountType { account, kind } => {
                self.kinds.insert(account.into_owned(), kind);
            }
            Record::Unit { account, unit } => {
                self.units.insert(account.into_owned(), unit.into_owned());
            }
            Record::Dimension { number, name, .. } => {
                self.dimensions.insert(number, name.into_owned());
            }
            Record::Object {
                dimension,
                object,
                name,
            } => {
                self.objects.insert((dimension, object.into_owned()), name.into_owned());
            }
            Record::Balance(balance) => self.balance(&balance),
            _ => {}
        }
    }

    fn balance(&mut self, balance: &Balance<'_>) {
        let account = balance.account.clone().into_owned();
        self.accounts.entry(account.clone()).or_default();
        match balance.kind {
            BalanceKind::Result => self.results.insert(account.clone()),
            BalanceKind::Opening | BalanceKind::Closing => self.carried.insert(account.clone()),
        };
        if balance.year != 0 {
            return;
        }
        match balance.kind {
            BalanceKind::Opening => self.opening.insert(account, balance.amount),
            BalanceKind::Closing | BalanceKind::Result => self.stated.insert(account, balance.amount),
        };
    }

    fn voucher(&mut self, voucher: &Voucher<'_>) {
        self.vouchers += 1;
        let at = (voucher.date, voucher.line);
        self.dates = Some(match self.dates {
            None => (at, at),
            Some((first, last)) => (first.min(at), last.max(at)),
        });
        let series = self
            .series
            .entry(voucher.series.as_deref().unwrap_or_default().to_owned())
            .or_default();
        match voucher.number.as_deref().and_then(whole_number) {
            Some(number) => series.numbers.push((number, voucher.line)),
            None => series.unnumbered = true,
        }
        for line in voucher.lines_in_force() {
            if !self.accounts.contains_key(line.account.as_ref()) {
                self.accounts.insert(line.account.clone().into_owned(), String::new());
            }
            for object in &line.objects {
                self.object(object);
            }
        }
    }

    fn object(&mut self, object: &ObjectRef<'_>) {
        self.used_dimensions.insert(object.dimension);
        let key = (object.dimension, object.object.clone().into_owned());
        self.objects.entry(key).or_default();
    }
}

/// A number from 1 that the ledger can keep; anything else is numbered anew.
pub(super) fn whole_number(text: &str) -> Option<i64> {
    let number: i64 = text.trim().parse().ok()?;
    (1..=crate::post::NUMBER_MAX).contains(&number).then_some(number)
}
