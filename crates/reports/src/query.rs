//! What is asked, as it was written and as it was understood.

use kameral_base::{Pattern, PeriodRange};
use kameral_ledger::voucher::VoucherNumber;
use kameral_ui::Language;

use crate::{Address, Cursor, Filter, Key, Offer, Report, ReportRefusal};

/// The most rows of one page.
pub const PAGE_ROWS_MAX: usize = 10_000;

/// A report asked for: what, and how much of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportQuery {
    /// What is asked.
    pub address: Address,
    /// Where the page begins; none at the beginning.
    pub after: Option<Cursor>,
    /// The most rows of the page, at most [`PAGE_ROWS_MAX`]. None takes [`crate::PAGE_ROWS`] on a
    /// page and every row in a file.
    pub limit: Option<usize>,
    /// Language of names and words.
    pub language: Language,
}

/// A report asked for in words: options of the command line, or parameters of an address. Empty
/// fields ask for nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// Name of the report.
    pub name: String,
    /// `202601..202612`, or `202603`.
    pub period: String,
    /// `ORG=45?8`, any number of them.
    pub filters: Vec<String>,
    /// `account,ORG`.
    pub by: String,
    /// Place in the journal.
    pub as_of: String,
    /// `A-2026-17`.
    pub voucher: String,
    /// Whether quantities are shown.
    pub quantities: bool,
    /// Where the page begins.
    pub after: String,
    /// Rows of the page.
    pub limit: String,
}

impl Written {
    /// Takes one parameter of an address or option of the command line by its name; nothing when
    /// reports have no such option.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Option<Self> {
        match name {
            "period" => value.clone_into(&mut self.period),
            "where" => self.filters.push(value.to_owned()),
            "by" => value.clone_into(&mut self.by),
            "as-of" => value.clone_into(&mut self.as_of),
            "voucher" => value.clone_into(&mut self.voucher),
            "quantities" => self.quantities = value != "false",
            "after" => value.clone_into(&mut self.after),
            "limit" => value.clone_into(&mut self.limit),
            _ => return None,
        }
        Some(self)
    }
}

impl ReportQuery {
    /// The first page of an address.
    pub fn new(address: Address, language: Language) -> Self {
        Self {
            address,
            after: None,
            limit: None,
            language,
        }
    }

    /// Understands what was written, or tells everything that is wrong with it.
    pub fn parse(written: &Written, language: Language) -> Result<Self, Vec<ReportRefusal>> {
        let mut wrong = Vec::new();
        let report = found(&mut wrong, report(&written.name));
        let address = Address {
            report: report.unwrap_or(Report::TrialBalance),
            periods: found(&mut wrong, periods(&written.period)).flatten(),
            filters: filters(&mut wrong, &written.filters),
            by: found(&mut wrong, keys(&written.by)).unwrap_or_default(),
            as_of: found(&mut wrong, as_of(&written.as_of)).flatten(),
            voucher: found(&mut wrong, voucher(&written.voucher)).flatten(),
            quantities: written.quantities,
        };
        let after = found(&mut wrong, after(&written.after, address.report)).flatten();
        let limit = found(&mut wrong, limit(&written.limit)).flatten();
        if report.is_some() {
            wrong.extend(not_offered(&address));
        }
        if wrong.is_empty() {
            Ok(Self {
                address,
                after,
                limit,
                language,
            })
        } else {
            Err(wrong)
        }
    }
}

/// Keeps what is right, and what is wrong beside the rest of it.
fn found<T>(wrong: &mut Vec<ReportRefusal>, answer: Result<T, ReportRefusal>) -> Option<T> {
    answer.map_err(|refusal| wrong.push(refusal)).ok()
}

fn report(name: &str) -> Result<Report, ReportRefusal> {
    Report::from_name(name).ok_or_else(|| ReportRefusal::ReportUnknown {
        name: name.to_owned(),
        known: Report::ALL.map(Report::name).join(", "),
    })
}

fn periods(text: &str) -> Result<Option<PeriodRange>, ReportRefusal> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let malformed = |_| ReportRefusal::PeriodMalformed {
        period: text.to_owned(),
    };
    PeriodRange::parse(text).map(Some).map_err(malformed)
}

fn filters(wrong: &mut Vec<ReportRefusal>, written: &[String]) -> Vec<Filter> {
    let written = written.iter().filter(|text| !text.trim().is_empty());
    written.filter_map(|text| found(wrong, filter(text))).collect()
}

fn filter(text: &str) -> Result<Filter, ReportRefusal> {
    let malformed = || ReportRefusal::FilterMalformed {
        filter: text.to_owned(),
    };
    let (key, pattern) = text.split_once('=').ok_or_else(malformed)?;
    let key = Key::parse(key).ok_or_else(malformed)?;
    match Pattern::parse(pattern) {
        Ok(pattern) => Ok(Filter { key, pattern }),
        Err(_) => Err(ReportRefusal::PatternMalformed {
            key: key.to_string(),
            pattern: pattern.trim().to_owned(),
        }),
    }
}

fn keys(text: &str) -> Result<Vec<Key>, ReportRefusal> {
    let mut keys: Vec<Key> = Vec::new();
    for part in text.split(',').filter(|part| !part.trim().is_empty()) {
        let key = Key::parse(part).ok_or_else(|| ReportRefusal::ByMalformed {
            by: part.trim().to_owned(),
        })?;
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    Ok(keys)
}

fn as_of(text: &str) -> Result<Option<i64>, ReportRefusal> {
    match text.trim() {
        "" => Ok(None),
        digits => match digits.parse() {
            Ok(place) if 0 <= place => Ok(Some(place)),
            _ => Err(ReportRefusal::AsOfMalformed { as_of: text.to_owned() }),
        },
    }
}

fn voucher(text: &str) -> Result<Option<VoucherNumber>, ReportRefusal> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let malformed = || ReportRefusal::VoucherMalformed {
        voucher: text.to_owned(),
    };
    VoucherNumber::parse(text).map(Some).ok_or_else(malformed)
}

fn after(text: &str, report: Report) -> Result<Option<Cursor>, ReportRefusal> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let cursor = Cursor::parse(text).filter(|cursor| match report {
        Report::TrialBalance
        | Report::Voucher
        | Report::Appropriation
        | Report::RevenueTitles
        | Report::Commitments => matches!(cursor, Cursor::Rows(_)),
        Report::Journal => matches!(cursor, Cursor::Journal(_)),
        Report::GeneralLedger
        | Report::AccountSpecification
        | Report::AppropriationSpecification
        | Report::CapitalSpecification
        | Report::StateCapitalSpecification
        | Report::SettlementSpecification => {
            matches!(cursor, Cursor::Account(..))
        }
        // Every other report comes whole.
        _ => false,
    });
    cursor
        .map(Some)
        .ok_or_else(|| ReportRefusal::PlaceMalformed { after: text.to_owned() })
}

fn limit(text: &str) -> Result<Option<usize>, ReportRefusal> {
    match text.trim() {
        "" => Ok(None),
        digits => match digits.parse() {
            Ok(rows) if (1..=PAGE_ROWS_MAX).contains(&rows) => Ok(Some(rows)),
            _ => Err(ReportRefusal::LimitMalformed {
                limit: text.to_owned(),
                max: PAGE_ROWS_MAX,
            }),
        },
    }
}

/// Options that were used and that the report does not have.
fn not_offered(address: &Address) -> Vec<ReportRefusal> {
    let used = [
        (Offer::Period, address.periods.is_some()),
        (Offer::Where, !address.filters.is_empty()),
        (Offer::By, !address.by.is_empty()),
        (Offer::AsOf, address.as_of.is_some()),
        (Offer::Voucher, address.voucher.is_some()),
        (Offer::Quantities, address.quantities),
    ];
    let offers = address.report.offers();
    let mut wrong: Vec<ReportRefusal> = used
        .into_iter()
        .filter(|(offer, used)| *used && !offers.contains(offer))
        .map(|(offer, _)| ReportRefusal::NotOffered {
            report: address.report.name(),
            option: offer.word(),
        })
        .collect();
    if address.report == Report::Voucher && address.voucher.is_none() {
        wrong.push(ReportRefusal::VoucherMissing);
    }
    wrong
}
