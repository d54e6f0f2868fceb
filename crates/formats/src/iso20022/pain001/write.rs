//! A batch to XML: the same bytes for the same batch.

use super::model::{AccountNumber, Address, Batch, BatchBooking, IdScheme, Party, PaymentGroup, code_of};
use super::model::{Charges, Purpose, ServiceLevel, Version};
use super::prepare::prepare;
use super::write_payment;
use crate::iso20022::Bic;
use crate::iso20022::message;
use crate::iso20022::mistake::LineMistake;
use crate::iso20022::money::ControlSum;
use crate::iso20022::xml::Xml;

/// What stands for a bank that is not told.
pub(super) const NOT_PROVIDED: &str = "NOTPROVIDED";

/// The file in that version, or everything the banks would refuse it for. Counts and sums are made
/// here.
pub fn write(batch: &Batch, version: Version) -> Result<Vec<u8>, Vec<LineMistake>> {
    let batch = prepare(batch)?;
    let mut xml = Xml::new(&message::namespace("pain.001.001", version.number()));
    xml.element("CstmrCdtTrfInitn", |xml| {
        header(xml, &batch);
        for payments in &batch.groups {
            xml.element("PmtInf", |xml| group(xml, payments, version));
        }
    });
    Ok(xml.finish())
}

fn header(xml: &mut Xml, batch: &Batch) {
    xml.element("GrpHdr", |xml| {
        xml.value("MsgId", &batch.message_id);
        xml.value("CreDtTm", &batch.created.strftime("%Y-%m-%dT%H:%M:%S").to_string());
        totals(xml, &batch.groups);
        xml.element("InitgPty", |xml| party(xml, &batch.initiator));
    });
}

/// How many payments there are and what their amounts sum to.
fn totals(xml: &mut Xml, groups: &[PaymentGroup]) {
    let payments = || groups.iter().flat_map(|group| &group.payments);
    let mut sum = ControlSum::default();
    payments().for_each(|payment| sum.add(payment.amount));
    xml.value("NbOfTxs", &payments().count().to_string());
    xml.value("CtrlSum", &sum.plain());
}

fn group(xml: &mut Xml, group: &PaymentGroup, version: Version) {
    xml.value("PmtInfId", &group.id);
    xml.value("PmtMtd", "TRF");
    match group.booking {
        BatchBooking::Agreed => {}
        BatchBooking::OneSum => xml.value("BtchBookg", "true"),
        BatchBooking::EachPayment => xml.value("BtchBookg", "false"),
    }
    totals(xml, std::slice::from_ref(group));
    xml.element("PmtTpInf", |xml| {
        xml.path("SvcLvl/Cd", code_of(&ServiceLevel::CODES, group.service_level));
        if let Some(purpose) = group.purpose {
            xml.path("CtgyPurp/Cd", code_of(&Purpose::CODES, purpose));
        }
    });
    let date = group.execution_date.to_string();
    match version {
        Version::V03 => xml.value("ReqdExctnDt", &date),
        Version::V09 => xml.path("ReqdExctnDt/Dt", &date),
    }
    xml.element("Dbtr", |xml| party(xml, &group.debtor));
    xml.element("DbtrAcct", |xml| {
        account(xml, group.debtor_account.number);
        let currency = group.debtor_account.currency;
        xml.optional("Ccy", currency.as_ref().map(crate::iso20022::Currency::as_str));
    });
    xml.element("DbtrAgt", |xml| {
        xml.element("FinInstnId", |xml| {
            let number = group.debtor_account.number;
            match &group.debtor_bank {
                Some(code) => bic(xml, code, version),
                None if matches!(number, AccountNumber::Iban(_)) => xml.path("Othr/Id", NOT_PROVIDED),
                None => {}
            }
            member(xml, number);
        });
    });
    if let Some(charges) = group.charges {
        xml.value("ChrgBr", code_of(&Charges::CODES, charges));
    }
    for payment in &group.payments {
        xml.element("CdtTrfTxInf", |xml| write_payment::payment(xml, payment, version));
    }
}

pub(super) fn party(xml: &mut Xml, party: &Party) {
    xml.value("Nm", &party.name);
    if let Some(place) = &party.address {
        xml.element("PstlAdr", |xml| address(xml, place));
    }
    if let Some(id) = &party.id {
        xml.element("Id", |xml| {
            xml.element("OrgId", |xml| {
                xml.element("Othr", |xml| {
                    xml.value("Id", &id.id);
                    if let Some(scheme) = id.scheme {
                        xml.path("SchmeNm/Cd", code_of(&IdScheme::CODES, scheme));
                    }
                });
            });
        });
    }
}

fn address(xml: &mut Xml, address: &Address) {
    let filled = |text: &'_ str| !text.is_empty();
    xml.optional("StrtNm", Some(address.street.as_str()).filter(|text| filled(text)));
    xml.optional("PstCd", Some(address.postcode.as_str()).filter(|text| filled(text)));
    xml.value("TwnNm", &address.town);
    xml.value("Ctry", &address.country);
}

pub(super) fn bic(xml: &mut Xml, bic: &Bic, version: Version) {
    match version {
        Version::V03 => xml.value("BIC", bic.as_str()),
        Version::V09 => xml.value("BICFI", bic.as_str()),
    }
}

/// The number of an account, in `Id`.
pub(super) fn account(xml: &mut Xml, account: AccountNumber) {
    xml.element("Id", |xml| match account {
        AccountNumber::Iban(iban) => xml.value("IBAN", iban.as_str()),
        AccountNumber::Bankgiro(bankgiro) => other(xml, &bankgiro.plain(), "SchmeNm/Prtry", BANKGIRO_SCHEME),
        AccountNumber::Plusgiro(plusgiro) => other(xml, &plusgiro.plain(), "SchmeNm/Cd", ACCOUNT_SCHEME),
        AccountNumber::BankAccount(account) => other(xml, &account.account(), "SchmeNm/Cd", ACCOUNT_SCHEME),
    });
}

/// The scheme of bankgiro numbers, the banks' own.
pub(super) const BANKGIRO_SCHEME: &str = "BGNR";
/// The scheme of a country's own account numbers.
pub(super) const ACCOUNT_SCHEME: &str = "BBAN";

fn other(xml: &mut Xml, id: &str, scheme: &'static str, code: &str) {
    xml.element("Othr", |xml| {
        xml.value("Id", id);
        xml.path(scheme, code);
    });
}

/// Clearing numbers in Sweden.
pub(super) const CLEARING_SYSTEM: &str = "SESBA";
/// The member of the clearing that Bankgirot is.
pub(super) const BANKGIRO_MEMBER: &str = "9900";
/// The member of the clearing that Plusgirot is.
pub(super) const PLUSGIRO_MEMBER: &str = "9960";

/// The bank of a Swedish account, by its clearing number.
pub(super) fn member(xml: &mut Xml, account: AccountNumber) {
    let member = match account {
        AccountNumber::Iban(_) => return,
        AccountNumber::Bankgiro(_) => BANKGIRO_MEMBER.to_owned(),
        AccountNumber::Plusgiro(_) => PLUSGIRO_MEMBER.to_owned(),
        AccountNumber::BankAccount(account) => format!("{:04}", account.clearing()),
    };
    xml.element("ClrSysMmbId", |xml| {
        xml.path("ClrSysId/Cd", CLEARING_SYSTEM);
        xml.value("MmbId", &member);
    });
}
