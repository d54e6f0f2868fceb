//! What lines and their transactions have in common.

use kameral_base::Iban;

use super::model::{AccountId, BankCode};
use super::transaction::{Charge, Exchange, Rate};
use crate::iso20022::mistake::Mistake;
use crate::iso20022::part::El;
use crate::iso20022::value::Values;
use crate::iso20022::{Currency, Money};

/// *Kredit* or *debet* (`CdtDbtInd`): whether money came to the account.
pub(super) fn is_credit(el: El<'_>, values: &mut Values<'_>) -> Option<bool> {
    values.code(el, "CdtDbtInd", &[("CRDT", true), ("DBIT", false)])
}

/// The amount with the sign that says which way the money went.
pub(super) fn signed(amount: Money, is_credit: bool) -> Money {
    // Amounts in messages are at most 10^15: turning the sign is always possible.
    Money::new(if is_credit { amount.minor } else { -amount.minor }, amount.currency)
}

/// `true`, `false`, `1` or `0`.
pub(super) fn flag(el: El<'_>, path: &str, values: &mut Values<'_>) -> Option<bool> {
    values.code(el, path, &[("true", true), ("false", false), ("1", true), ("0", false)])
}

pub(super) fn bank_code(el: El<'_>) -> BankCode {
    let Some(el) = el.at("BkTxCd") else {
        return BankCode::default();
    };
    let code = |path: &str| el.string(path);
    let domain = code("Domn/Cd").map(|domain| {
        let family = code("Domn/Fmly/Cd").unwrap_or_default();
        let sub_family = code("Domn/Fmly/SubFmlyCd").unwrap_or_default();
        [domain, family, sub_family]
    });
    BankCode {
        domain,
        proprietary: code("Prtry/Cd"),
        issuer: code("Prtry/Issr"),
    }
}

/// The number of somebody else's account, in `Id`: kept as written if it cannot be right.
pub(super) fn account_id(el: El<'_>) -> Option<AccountId> {
    if let Some(iban) = el.value("Id/IBAN") {
        return Some(Iban::parse(iban).map_or_else(
            |_| AccountId::Other {
                id: iban.to_owned(),
                scheme: Some("IBAN".to_owned()),
            },
            AccountId::Iban,
        ));
    }
    let id = el.string("Id/Othr/Id").or_else(|| el.string("Id/PrtryAcct/Id"))?;
    let scheme = ["Id/Othr/SchmeNm/Cd", "Id/Othr/SchmeNm/Prtry"];
    Some(AccountId::Other {
        id,
        scheme: scheme.iter().find_map(|path| el.string(path)),
    })
}

/// What was asked for, in its currency (`AmtDtls/InstdAmt`).
pub(super) fn instructed(el: El<'_>, values: &mut Values<'_>) -> Option<Money> {
    let amount = el.at("AmtDtls/InstdAmt/Amt")?;
    values.money(amount)
}

/// How currencies were exchanged, wherever among the amounts it is told.
pub(super) fn exchange(el: El<'_>, values: &mut Values<'_>) -> Option<Exchange> {
    let amounts = el.at("AmtDtls")?;
    let el = amounts.children().find_map(|amount| amount.at("CcyXchg"))?;
    let source = values.needed(el, "SrcCcy").and_then(|_| values.currency(el, "SrcCcy"));
    let rate = values.needed(el, "XchgRate")?;
    let rate = Rate::parse(rate.text())
        .map_err(|mistake| values.tell(rate, mistake))
        .ok();
    Some(Exchange {
        source: source?,
        target: values.currency(el, "TrgtCcy"),
        unit: values.currency(el, "UnitCcy"),
        rate: rate?,
    })
}

/// Charges: one by one in version 02, as records later.
pub(super) fn charges(el: El<'_>, values: &mut Values<'_>) -> Vec<Charge> {
    let mut charges = Vec::new();
    for charged in el.all("Chrgs") {
        let records: Vec<El<'_>> = charged.all("Rcrd").collect();
        let records = if records.is_empty() { vec![charged] } else { records };
        charges.extend(records.into_iter().filter_map(|record| charge(record, values)));
    }
    charges
}

fn charge(el: El<'_>, values: &mut Values<'_>) -> Option<Charge> {
    let amount = values.money(el.at("Amt")?)?;
    let is_credit = is_credit(el, values).unwrap_or(false);
    let kinds = ["Tp/Cd", "Tp/Prtry/Id", "Tp/Prtry"];
    Some(Charge {
        amount: signed(amount, is_credit),
        is_included: flag(el, "ChrgInclInd", values),
        kind: kinds.iter().find_map(|path| el.string(path)),
    })
}

/// Tells of an amount in another currency than it must have.
pub(super) fn in_currency(el: El<'_>, amount: Money, currency: Option<Currency>, values: &mut Values<'_>) {
    if let Some(allowed) = currency
        && allowed != amount.currency
    {
        let (currency, allowed) = (amount.currency.to_string(), allowed.to_string());
        values.tell(el, Mistake::CurrencyNotAllowed { currency, allowed });
    }
}
