//! One transaction of a line.

use super::model::AccountId;
use super::remittance;
use super::shared::{account_id, bank_code, charges, exchange, instructed, is_credit, signed};
use super::transaction::{Party, References, ReturnReason, Transaction};
use crate::iso20022::part::El;
use crate::iso20022::value::Values;
use crate::iso20022::{Bic, Money};

/// What the standard writes where a payer gave no reference.
const NOT_PROVIDED: &str = "NOTPROVIDED";

pub(super) fn transaction(el: El<'_>, line: Option<Money>, values: &mut Values<'_>) -> Transaction {
    let parties = el.at("RltdPties");
    let name = |path: &str| party_name(parties?.at(path)?);
    Transaction {
        amount: amount(el, line, values),
        references: el.at("Refs").map(references).unwrap_or_default(),
        code: bank_code(el),
        debtor: party(el, ["Dbtr", "DbtrAcct", "DbtrAgt"]),
        creditor: party(el, ["Cdtr", "CdtrAcct", "CdtrAgt"]),
        ultimate_debtor: name("UltmtDbtr"),
        ultimate_creditor: name("UltmtCdtr"),
        remittance: el
            .at("RmtInf")
            .map(|el| remittance::remittance(el, values))
            .unwrap_or_default(),
        instructed: instructed(el, values),
        exchange: exchange(el, values),
        charges: charges(el, values),
        purpose: el.string("Purp/Cd").or_else(|| el.string("Purp/Prtry")),
        return_reason: el.at("RtrInf").map(return_reason),
        information: el.string("AddtlTxInf"),
    }
}

/// Its amount in the line's currency: its own in newer versions, that of the transaction before.
fn amount(el: El<'_>, line: Option<Money>, values: &mut Values<'_>) -> Option<Money> {
    let is_credit = is_credit(el, values).or(line.map(|line| 0 <= line.minor))?;
    let amounts: Vec<Money> = ["Amt", "AmtDtls/TxAmt/Amt"]
        .iter()
        .filter_map(|path| el.at(path))
        .filter_map(|amount| values.money(amount))
        .collect();
    let amount = amounts
        .into_iter()
        .find(|amount| line.is_none_or(|line| line.currency == amount.currency))?;
    Some(signed(amount, is_credit))
}

fn references(el: El<'_>) -> References {
    References {
        message_id: el.string("MsgId"),
        bank_reference: el.string("AcctSvcrRef"),
        payment_information_id: el.string("PmtInfId"),
        instruction_id: el.string("InstrId"),
        end_to_end_id: el.string("EndToEndId").filter(|id| id != NOT_PROVIDED),
        transaction_id: el.string("TxId"),
        clearing_reference: el.string("ClrSysRef"),
    }
}

/// A party with its account and its bank, if anything is told of it.
fn party(el: El<'_>, [role, account, agent]: [&str; 3]) -> Option<Party> {
    let parties = el.at("RltdPties");
    let party = parties.and_then(|parties| parties.at(role));
    let bank = el.at("RltdAgts").and_then(|agents| agents.at(agent)?.at("FinInstnId"));
    let party = Party {
        name: party.and_then(party_name),
        id: party.and_then(party_id),
        account: parties
            .and_then(|parties| parties.at(account))
            .and_then(account_id)
            .filter(|account: &AccountId| !account.as_str().is_empty()),
        // Another's bank that is miswritten is no reason to refuse what was booked.
        bank: bank
            .and_then(|bank| bank.value("BICFI").or_else(|| bank.value("BIC")))
            .and_then(|code| Bic::parse(code).ok()),
    };
    (party != Party::default()).then_some(party)
}

/// The party itself: newer versions have it in `Pty`.
fn of_party(el: El<'_>) -> El<'_> {
    el.at("Pty").unwrap_or(el)
}

fn party_name(el: El<'_>) -> Option<String> {
    of_party(el).string("Nm")
}

fn party_id(el: El<'_>) -> Option<String> {
    let el = of_party(el);
    let paths = [
        "Id/OrgId/Othr/Id",
        "Id/PrvtId/Othr/Id",
        "Id/OrgId/BICOrBEI",
        "Id/OrgId/AnyBIC",
    ];
    paths.iter().find_map(|path| el.string(path))
}

fn return_reason(el: El<'_>) -> ReturnReason {
    ReturnReason {
        code: el.string("Rsn/Cd").or_else(|| el.string("Rsn/Prtry")),
        texts: el.all("AddtlInf").map(|text| text.text().to_owned()).collect(),
    }
}
