//! What banks refuse a batch for, beside how its texts are written.

use std::collections::BTreeSet;

use super::model::{
    AccountNumber, Batch, Charges, Document, DocumentKind, Payment, PaymentGroup, Remittance, ServiceLevel, code_of,
};
use super::prepare::Preparing;
use crate::iso20022::limits::{AMOUNT_MINOR_MAX, PAYMENTS_MAX};
use crate::iso20022::mistake::Mistake;
use crate::iso20022::{Currency, Money};
use crate::mistake::excerpt;

/// The largest amount of a payment in SEPA, in cents (rulebook, AT-04).
const SEPA_CENTS_MAX: i64 = 99_999_999_999;

/// Clearing numbers that stand for bankgiro and plusgiro in a payment.
const GIRO_CLEARINGS: [u16; 2] = [9900, 9960];

/// Tells everything that is wrong, in the order of the message.
pub(super) fn check(batch: &Batch, preparing: &mut Preparing) {
    if batch.groups.is_empty() {
        preparing.tell("", Mistake::Empty);
    }
    let count: usize = batch.groups.iter().map(|group| group.payments.len()).sum();
    if PAYMENTS_MAX < count {
        preparing.tell("GrpHdr/NbOfTxs", Mistake::TooMany { limit: PAYMENTS_MAX });
    }
    let (mut groups, mut payments) = (BTreeSet::new(), BTreeSet::new());
    for (number, group) in (1..).zip(&batch.groups) {
        preparing.within("PmtInf", number, |p| {
            once(&mut groups, "PmtInfId", &group.id, p);
            check_group(group, p);
            for (number, payment) in (1..).zip(&group.payments) {
                p.within("CdtTrfTxInf", number, |p| {
                    once(&mut payments, "PmtId/EndToEndId", &payment.end_to_end_id, p);
                    check_payment(group, payment, p);
                });
            }
        });
    }
}

fn once<'b>(seen: &mut BTreeSet<&'b str>, field: &str, id: &'b str, preparing: &mut Preparing) {
    if !id.is_empty() && !seen.insert(id) {
        let value = excerpt(id);
        preparing.tell(field, Mistake::Repeated { value });
    }
}

fn check_group(group: &PaymentGroup, preparing: &mut Preparing) {
    if group.payments.is_empty() {
        preparing.tell("", Mistake::Empty);
    }
    check_account("DbtrAcct", group.debtor_account.number, preparing);
    if group.service_level == ServiceLevel::Sepa && !matches!(group.charges, None | Some(Charges::ByScheme)) {
        let value = group
            .charges
            .map_or("", |charges| code_of(&Charges::CODES, charges))
            .to_owned();
        let known = "SLEV".to_owned();
        preparing.tell("ChrgBr", Mistake::CodeUnknown { value, known });
    }
}

/// An account at Plusgirot is paid as a plusgiro number: by its clearing it would be taken for one.
fn check_account(field: &str, account: AccountNumber, preparing: &mut Preparing) {
    if let AccountNumber::BankAccount(account) = account
        && GIRO_CLEARINGS.contains(&account.clearing())
    {
        let kind = format!("bank account {}", account.clearing());
        preparing.tell(field, Mistake::AccountNotAllowed { kind });
    }
}

fn check_payment(group: &PaymentGroup, payment: &Payment, preparing: &mut Preparing) {
    const AMOUNT: &str = "Amt/InstdAmt";
    let amount = payment.amount;
    if amount.minor <= 0 {
        preparing.tell(AMOUNT, Mistake::AmountNotPositive);
    }
    let largest = if group.service_level == ServiceLevel::Sepa {
        SEPA_CENTS_MAX
    } else {
        AMOUNT_MINOR_MAX
    };
    if largest < amount.minor {
        let value = amount.plain();
        preparing.tell(AMOUNT, Mistake::AmountTooLarge { value });
    }
    if let Some(allowed) = currency_of(group.service_level, payment.creditor_account)
        && allowed != amount.currency
    {
        let (currency, allowed) = (amount.currency.to_string(), allowed.to_string());
        preparing.tell(AMOUNT, Mistake::CurrencyNotAllowed { currency, allowed });
    }
    if group.service_level == ServiceLevel::Sepa && !matches!(payment.creditor_account, AccountNumber::Iban(_)) {
        let kind = payment.creditor_account.kind().to_owned();
        preparing.tell("CdtrAcct", Mistake::AccountNotAllowed { kind });
    }
    check_account("CdtrAcct", payment.creditor_account, preparing);
    if payment.creditor_bank.is_some() && !matches!(payment.creditor_account, AccountNumber::Iban(_)) {
        let kind = payment.creditor_account.kind().to_owned();
        preparing.tell("CdtrAgt", Mistake::AccountNotAllowed { kind });
    }
    if let Remittance::Documents(documents) = &payment.remittance {
        preparing.within("RmtInf", 1, |p| check_documents(payment.amount, documents, p));
    }
}

/// The one currency in which this is paid, if there is one.
fn currency_of(service_level: ServiceLevel, account: AccountNumber) -> Option<Currency> {
    match (service_level, account) {
        (ServiceLevel::Sepa, _) => Some(Currency::EUR),
        // Bankgirot has paid in kronor alone since 2016, plusgiro since it was taken over.
        (_, AccountNumber::Bankgiro(_) | AccountNumber::Plusgiro(_)) => Some(Currency::SEK),
        (_, AccountNumber::BankAccount(_) | AccountNumber::Iban(_)) => None,
    }
}

fn check_documents(amount: Money, documents: &[Document], preparing: &mut Preparing) {
    if documents.is_empty() {
        let element = "Strd".to_owned();
        preparing.tell("", Mistake::Missing { element });
    }
    let mut sum = 0_i128;
    for (number, document) in (1..).zip(documents) {
        preparing.within("Strd", number, |p| {
            if document.amount.minor <= 0 {
                p.tell("RfrdDocAmt", Mistake::AmountNotPositive);
            }
            if document.amount.currency != amount.currency {
                let currency = document.amount.currency.to_string();
                let allowed = amount.currency.to_string();
                p.tell("RfrdDocAmt", Mistake::CurrencyNotAllowed { currency, allowed });
            }
        });
        sum += match document.kind {
            DocumentKind::Invoice => i128::from(document.amount.minor),
            DocumentKind::CreditNote => -i128::from(document.amount.minor),
        };
    }
    if sum != i128::from(amount.minor) && !documents.is_empty() {
        let stated = amount.plain();
        let counted = crate::iso20022::money::with_decimals(sum, amount.currency.decimals());
        preparing.tell("", Mistake::DocumentsDiffer { stated, counted });
    }
}
