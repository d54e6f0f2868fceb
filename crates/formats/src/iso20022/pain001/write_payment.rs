//! One payment to XML.

use super::model::{AccountNumber, Document, DocumentKind, Payment, Remittance, Version, code_of};
use super::write::{account, bic, member, party};
use crate::iso20022::xml::Xml;

pub(super) fn payment(xml: &mut Xml, payment: &Payment, version: Version) {
    xml.element("PmtId", |xml| {
        xml.optional("InstrId", payment.instruction_id.as_deref());
        xml.value("EndToEndId", &payment.end_to_end_id);
    });
    xml.element("Amt", |xml| xml.money("InstdAmt", payment.amount));
    if let Some(debtor) = &payment.ultimate_debtor {
        xml.element("UltmtDbtr", |xml| party(xml, debtor));
    }
    match (&payment.creditor_bank, payment.creditor_account) {
        (None, AccountNumber::Iban(_)) => {}
        (Some(code), AccountNumber::Iban(_)) => {
            xml.element("CdtrAgt", |xml| {
                xml.element("FinInstnId", |xml| bic(xml, code, version));
            });
        }
        (_, number) => xml.element("CdtrAgt", |xml| xml.element("FinInstnId", |xml| member(xml, number))),
    }
    xml.element("Cdtr", |xml| party(xml, &payment.creditor));
    xml.element("CdtrAcct", |xml| account(xml, payment.creditor_account));
    if payment.remittance != Remittance::Nothing {
        xml.element("RmtInf", |xml| remittance(xml, &payment.remittance));
    }
}

fn remittance(xml: &mut Xml, remittance: &Remittance) {
    match remittance {
        Remittance::Nothing => {}
        Remittance::Text(text) => xml.value("Ustrd", text),
        Remittance::Ocr(reference) => structured(xml, reference.as_str(), None),
        Remittance::Creditor(reference) => structured(xml, reference.as_str(), Some("ISO")),
        Remittance::Documents(documents) => {
            for referred in documents {
                xml.element("Strd", |xml| document(xml, referred));
            }
        }
    }
}

/// The payee's reference (`SCOR`).
fn structured(xml: &mut Xml, reference: &str, issuer: Option<&str>) {
    xml.element("Strd", |xml| {
        xml.element("CdtrRefInf", |xml| {
            xml.element("Tp", |xml| {
                xml.path("CdOrPrtry/Cd", "SCOR");
                xml.optional("Issr", issuer);
            });
            xml.value("Ref", reference);
        });
    });
}

fn document(xml: &mut Xml, document: &Document) {
    xml.element("RfrdDocInf", |xml| {
        xml.path("Tp/CdOrPrtry/Cd", code_of(&DocumentKind::CODES, document.kind));
        xml.value("Nb", &document.number);
    });
    xml.element("RfrdDocAmt", |xml| {
        let name = match document.kind {
            DocumentKind::Invoice => "RmtdAmt",
            DocumentKind::CreditNote => "CdtNoteAmt",
        };
        xml.money(name, document.amount);
    });
}
