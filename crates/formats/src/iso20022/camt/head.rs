//! The head of a file and of a statement.

use kameral_base::Date;

use super::model::{Account, AccountId, Balance, BalanceKind, Copy, Header, StatementHead};
use super::shared::{account_id, is_credit, signed};
use crate::iso20022::limits::BALANCES_MAX;
use crate::iso20022::mistake::Mistake;
use crate::iso20022::part::El;
use crate::iso20022::value::Values;

pub(super) fn header(el: El<'_>, values: &mut Values<'_>) -> Option<Header> {
    let message_id = values.needed_text(el, "MsgId");
    let created = values.needed(el, "CreDtTm").and_then(|el| values.moment(el));
    Some(Header {
        message_id: message_id?,
        created: created?,
    })
}

pub(super) fn statement(el: El<'_>, values: &mut Values<'_>) -> Option<StatementHead> {
    let id = values.needed_text(el, "Id");
    let account = values.needed(el, "Acct").and_then(|el| account(el, values));
    let mut balances = Vec::new();
    for balance in el.all("Bal") {
        if BALANCES_MAX <= balances.len() {
            values.tell(balance, Mistake::TooMany { limit: BALANCES_MAX });
            break;
        }
        balances.extend(self::balance(balance, values));
    }
    Some(StatementHead {
        id: id?,
        sequence: el.string("ElctrncSeqNb"),
        legal_sequence: el.string("LglSeqNb"),
        copy: values.code(el, "CpyDplctInd", &Copy::CODES),
        days: days(el, values),
        account: account?,
        balances,
    })
}

fn days(el: El<'_>, values: &mut Values<'_>) -> Option<(Date, Date)> {
    let el = el.at("FrToDt")?;
    // A day in older messages, a moment in newer ones.
    let mut day = |paths: [&str; 2]| paths.iter().find_map(|path| values.date(el, path));
    day(["FrDtTm", "FrDt"]).zip(day(["ToDtTm", "ToDt"]))
}

fn account(el: El<'_>, values: &mut Values<'_>) -> Option<Account> {
    let number = values.needed(el, "Id")?;
    // Our own account has to be right: payments are found by it.
    let id = match number.at("IBAN") {
        Some(iban) => values.iban(iban).map(AccountId::Iban),
        None => account_id(el),
    };
    if id.is_none() && number.at("IBAN").is_none() {
        let element = "Id/Othr/Id".to_owned();
        values.tell(el, Mistake::Missing { element });
    }
    Some(Account {
        id: id?,
        currency: values.currency(el, "Ccy"),
        owner: el.string("Ownr/Nm"),
        bank: values.bic(el, "Svcr/FinInstnId"),
    })
}

fn balance(el: El<'_>, values: &mut Values<'_>) -> Option<Balance> {
    let kind = match el.value("Tp/CdOrPrtry/Cd") {
        Some(code) => BalanceKind::of(code),
        None => BalanceKind::Other,
    };
    let amount = values.needed(el, "Amt").and_then(|amount| values.money(amount));
    let is_credit = values.needed(el, "CdtDbtInd").and_then(|_| is_credit(el, values));
    let on = values.needed(el, "Dt").and_then(|_| values.date_or_time(el, "Dt"));
    Some(Balance {
        kind,
        amount: signed(amount?, is_credit?),
        on: on?,
    })
}
