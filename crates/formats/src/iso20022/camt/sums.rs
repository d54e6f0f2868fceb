//! What must agree in a statement.

use super::model::{BalanceKind, LineStatus, Message, StatementHead, StatementLine};
use super::shared::in_currency;
use crate::iso20022::Currency;
use crate::iso20022::mistake::{LineMistake, Mistake};
use crate::iso20022::money::{ControlSum, with_decimals};
use crate::iso20022::part::El;
use crate::iso20022::value::Values;
use crate::mistake::{Mistakes, excerpt};

/// A place and what stands there.
#[derive(Debug)]
struct Stated<T> {
    line: u32,
    path: String,
    value: T,
}

impl<T> Stated<T> {
    fn new(el: El<'_>, value: T) -> Self {
        Self {
            line: el.line(),
            path: el.path(),
            value,
        }
    }

    fn mistake(&self, mistake: Mistake) -> LineMistake {
        LineMistake {
            line: self.line,
            field: Some(self.path.clone().into()),
            mistake,
        }
    }
}

/// What a statement says of its lines, and what they come to.
#[derive(Debug, Default)]
pub(super) struct Sums {
    currency: Option<Currency>,
    opening: Option<i128>,
    closing: Option<Stated<i128>>,
    booked: i128,
    /// Of all lines, of credits and of debits: how many, and their sum without sign.
    met: [(usize, ControlSum); 3],
    counts: Vec<(usize, Stated<usize>)>,
    totals: Vec<(usize, Stated<ControlSum>)>,
    /// A line had a mistake, so that sums would tell of it once more.
    has_skipped: bool,
}

/// Where a summary tells of all lines, of credits and of debits.
const SUMMARIES: [&str; 3] = [
    "TxsSummry/TtlNtries",
    "TxsSummry/TtlCdtNtries",
    "TxsSummry/TtlDbtNtries",
];

impl Sums {
    /// What the head of a statement promises; told if it promises nothing that can be checked.
    pub fn of(message: Message, head: &StatementHead, el: El<'_>, values: &mut Values<'_>) -> Self {
        let mut sums = Self {
            currency: head.account.currency,
            ..Self::default()
        };
        if message == Message::Statement {
            sums.balances(head, el, values);
        }
        for (which, path) in SUMMARIES.iter().enumerate() {
            let Some(summary) = el.at(path) else { continue };
            if let Some(count) = summary.at("NbOfNtries") {
                match count.text().parse() {
                    Ok(value) => sums.counts.push((which, Stated::new(count, value))),
                    Err(_) => values.tell(
                        count,
                        Mistake::AmountMalformed {
                            value: excerpt(count.text()),
                        },
                    ),
                }
            }
            if let Some(sum) = summary.at("Sum") {
                match ControlSum::parse(sum.text()) {
                    Ok(value) => sums.totals.push((which, Stated::new(sum, value))),
                    Err(mistake) => values.tell(sum, mistake),
                }
            }
        }
        sums
    }

    fn balances(&mut self, head: &StatementHead, el: El<'_>, values: &mut Values<'_>) {
        let closing = el.all("Bal").find(|balance| {
            BalanceKind::of(balance.value("Tp/CdOrPrtry/Cd").unwrap_or_default()) == BalanceKind::Closing
        });
        match (head.opening(), head.closing(), closing) {
            (Some(opening), Some(value), Some(at)) => {
                let currency = *self.currency.get_or_insert(value.amount.currency);
                in_currency(at, opening.amount, Some(currency), values);
                in_currency(at, value.amount, Some(currency), values);
                self.opening = Some(i128::from(opening.amount.minor));
                self.closing = Some(Stated::new(at, i128::from(value.amount.minor)));
            }
            (opening, _, _) => {
                let code = if opening.is_none() { "OPBD" } else { "CLBD" };
                let element = format!("Bal ({code})");
                values.tell(el, Mistake::Missing { element });
            }
        }
    }

    /// A line that was not read.
    pub fn skip(&mut self) {
        self.has_skipped = true;
    }

    /// A line that was read; tells what does not agree in it.
    pub fn take(&mut self, line: &StatementLine, path: &str, mistakes: &mut Mistakes<Mistake>) {
        let mut tell = |field: &str, mistake| {
            mistakes.add(LineMistake {
                line: line.line,
                field: Some(format!("{path}{field}").into()),
                mistake,
            });
        };
        let amount = line.amount;
        if let Some(allowed) = self.currency
            && allowed != amount.currency
        {
            let (currency, allowed) = (amount.currency.to_string(), allowed.to_string());
            tell("/Amt", Mistake::CurrencyNotAllowed { currency, allowed });
            self.has_skipped = true;
        }
        if line.status == LineStatus::Booked {
            self.booked += i128::from(amount.minor);
        }
        let without_sign = super::shared::signed(amount, 0 <= amount.minor);
        for which in [0, if 0 <= amount.minor { 1 } else { 2 }] {
            self.met[which].0 += 1;
            self.met[which].1.add(without_sign);
        }
        if let Some(counted) = details(line)
            && ![counted, counted + charges(line)].contains(&i128::from(amount.minor))
        {
            let decimals = amount.currency.decimals();
            let (stated, counted) = (amount.plain(), with_decimals(counted, decimals));
            tell("/NtryDtls", Mistake::DetailsDiffer { stated, counted });
        }
    }

    /// What does not agree once all lines have been met.
    pub fn finish(self, mistakes: &mut Mistakes<Mistake>) {
        if self.has_skipped {
            return;
        }
        if let (Some(opening), Some(closing)) = (self.opening, &self.closing)
            && opening + self.booked != closing.value
        {
            let decimals = self.currency.map_or(2, Currency::decimals);
            mistakes.add(closing.mistake(Mistake::BalanceDiffers {
                stated: with_decimals(closing.value, decimals),
                reckoned: with_decimals(opening + self.booked, decimals),
            }));
        }
        for (which, stated) in &self.counts {
            let counted = self.met[*which].0;
            if stated.value != counted {
                let stated_count = stated.value.to_string();
                mistakes.add(stated.mistake(Mistake::CountDiffers {
                    stated: stated_count,
                    counted,
                }));
            }
        }
        for (which, stated) in &self.totals {
            let counted = self.met[*which].1;
            if stated.value != counted {
                mistakes.add(stated.mistake(Mistake::SumDiffers {
                    stated: stated.value.plain(),
                    counted: counted.plain(),
                }));
            }
        }
    }
}

/// What the transactions of a line sum to, if each of them tells its amount.
fn details(line: &StatementLine) -> Option<i128> {
    let amounts = line
        .transactions
        .iter()
        .map(|transaction| transaction.amount.map(|amount| i128::from(amount.minor)));
    amounts.sum::<Option<i128>>().filter(|_| !line.transactions.is_empty())
}

/// What was charged: a line may be of what was left of its transactions.
fn charges(line: &StatementLine) -> i128 {
    let of_transactions = line.transactions.iter().flat_map(|transaction| &transaction.charges);
    let all = line.charges.iter().chain(of_transactions);
    all.filter(|charge| charge.amount.currency == line.amount.currency)
        .map(|charge| i128::from(charge.amount.minor))
        .sum()
}
