//! One line of a statement.

use std::io::Read;

use super::detail;
use super::model::{Batch, LineStatus, StatementLine};
use super::shared::{bank_code, charges, exchange, flag, instructed, is_credit, signed};
use super::transaction::Transaction;
use crate::iso20022::Money;
use crate::iso20022::limits::TRANSACTIONS_MAX;
use crate::iso20022::mistake::Mistake;
use crate::iso20022::part::{El, Part};
use crate::iso20022::pull::{Pull, Stop};
use crate::iso20022::value::Values;
use crate::mistake::{Mistakes, excerpt};

/// Room for the parts of a line, used again for every line.
#[derive(Debug, Default)]
pub(super) struct Room {
    head: Part,
    detail: Part,
}

/// Reads the line at hand and closes it; nothing if there is a mistake in it.
pub(super) fn read<R: Read>(
    pull: &mut Pull<R>,
    room: &mut Room,
    mistakes: &mut Mistakes<Mistake>,
) -> Result<Option<StatementLine>, Stop> {
    let (mut transactions, mut batches) = (Vec::new(), Vec::new());
    pull.begin(&mut room.head)?;
    while pull.next_child()? {
        if pull.name() != "NtryDtls" {
            pull.add(&mut room.head)?;
            continue;
        }
        let amount = amount(room.head.root(), &mut Values::new(&mut Mistakes::default()));
        while pull.next_child()? {
            if pull.name() != "TxDtls" && pull.name() != "Btch" {
                pull.skip()?;
                continue;
            }
            if TRANSACTIONS_MAX <= transactions.len() + batches.len() {
                return Err(pull.refuse(Mistake::TooMany {
                    limit: TRANSACTIONS_MAX,
                }));
            }
            pull.read(&mut room.detail)?;
            let mut values = Values::new(mistakes);
            let el = room.detail.root();
            if el.name() == "Btch" {
                batches.push(batch(el, amount, &mut values));
            } else {
                transactions.push(detail::transaction(el, amount, &mut values));
            }
        }
    }
    let mut values = Values::new(mistakes);
    Ok(line(room.head.root(), transactions, batches, &mut values))
}

fn line(
    el: El<'_>,
    mut transactions: Vec<Transaction>,
    batches: Vec<Batch>,
    values: &mut Values<'_>,
) -> Option<StatementLine> {
    let amount = amount(el, values);
    let status = status(el, values);
    if let Some(amount) = amount {
        fill(&mut transactions, amount);
    }
    // All of it is read before anything is given up, so that every mistake is told.
    let booked_on = values.date_or_time(el, "BookgDt");
    let value_date = values.date_or_time(el, "ValDt");
    let is_reversal = flag(el, "RvslInd", values).unwrap_or(false);
    let (instructed, exchange) = (instructed(el, values), exchange(el, values));
    let charges = charges(el, values);
    Some(StatementLine {
        line: el.line(),
        reference: el.string("NtryRef"),
        amount: amount?,
        is_reversal,
        status: status?,
        booked_on,
        value_date,
        bank_reference: el.string("AcctSvcrRef"),
        code: bank_code(el),
        instructed,
        exchange,
        charges,
        batches,
        transactions,
        information: el.string("AddtlNtryInf"),
    })
}

/// Gives transactions their amounts where banks leave them out: the only one is of the line's
/// amount, and several are of what was asked for if that comes to it.
fn fill(transactions: &mut [Transaction], amount: Money) {
    if transactions.iter().any(|transaction| transaction.amount.is_some()) {
        return;
    }
    if let [only] = transactions {
        only.amount = Some(amount);
        return;
    }
    let instructed = |transaction: &Transaction| {
        let instructed = transaction
            .instructed
            .filter(|money| money.currency == amount.currency)?;
        Some(signed(instructed, 0 <= amount.minor))
    };
    let sum: Option<i128> = transactions
        .iter()
        .map(|transaction| Some(i128::from(instructed(transaction)?.minor)))
        .sum();
    if sum == Some(i128::from(amount.minor)) {
        for transaction in transactions {
            transaction.amount = instructed(transaction);
        }
    }
}

fn amount(el: El<'_>, values: &mut Values<'_>) -> Option<Money> {
    let amount = values.needed(el, "Amt").and_then(|amount| values.money(amount));
    let is_credit = values.needed(el, "CdtDbtInd").and_then(|_| is_credit(el, values));
    Some(signed(amount?, is_credit?))
}

/// A code in version 02, an element around it later.
fn status(el: El<'_>, values: &mut Values<'_>) -> Option<LineStatus> {
    let status = values.needed(el, "Sts")?;
    if let Some(own) = status.at("Prtry") {
        let known: Vec<&str> = LineStatus::CODES.iter().map(|(code, _)| *code).collect();
        let value = excerpt(own.text());
        let known = known.join(", ");
        values.tell(own, Mistake::CodeUnknown { value, known });
        return None;
    }
    let path = if status.at("Cd").is_some() { "Sts/Cd" } else { "Sts" };
    values.code(el, path, &LineStatus::CODES)
}

fn batch(el: El<'_>, amount: Option<Money>, values: &mut Values<'_>) -> Batch {
    let is_credit = is_credit(el, values).or(amount.map(|amount| 0 <= amount.minor));
    let total = el.at("TtlAmt").and_then(|total| values.money(total));
    Batch {
        message_id: el.string("MsgId"),
        payment_information_id: el.string("PmtInfId"),
        count: el.value("NbOfTxs").and_then(|count| count.parse().ok()),
        total: total.zip(is_credit).map(|(total, is_credit)| signed(total, is_credit)),
    }
}
