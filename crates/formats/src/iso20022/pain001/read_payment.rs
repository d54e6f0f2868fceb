//! One payment out of XML, and the parties and accounts it shares with its group.

use kameral_base::{BankAccount, CreditorReference, OcrReference};

use super::model::{AccountNumber, Address, Document, DocumentKind, IdScheme, Party, PartyId, Payment, Remittance};
use super::write::{ACCOUNT_SCHEME, BANKGIRO_SCHEME, CLEARING_SYSTEM, PLUSGIRO_MEMBER};
use crate::iso20022::mistake::Mistake;
use crate::iso20022::part::El;
use crate::iso20022::value::Values;
use crate::mistake::excerpt;

pub(super) fn payment(el: El<'_>, values: &mut Values<'_>) -> Option<Payment> {
    let end_to_end_id = values.needed_text(el, "PmtId/EndToEndId");
    let amount = values
        .needed(el, "Amt/InstdAmt")
        .and_then(|amount| values.money(amount));
    let bank = el.at("CdtrAgt/FinInstnId");
    let creditor_bank = values.bic(el, "CdtrAgt/FinInstnId");
    let creditor = values.needed(el, "Cdtr").and_then(|el| party(el, values));
    let number = values
        .needed(el, "CdtrAcct/Id")
        .and_then(|el| account(el, bank, values));
    let remittance = match el.at("RmtInf") {
        Some(el) => remittance(el, values),
        None => Some(Remittance::Nothing),
    };
    Some(Payment {
        instruction_id: el.string("PmtId/InstrId"),
        end_to_end_id: end_to_end_id?,
        amount: amount?,
        ultimate_debtor: match el.at("UltmtDbtr") {
            Some(el) => Some(party(el, values)?),
            None => None,
        },
        creditor_bank,
        creditor: creditor?,
        creditor_account: number?,
        remittance: remittance?,
    })
}

pub(super) fn party(el: El<'_>, values: &mut Values<'_>) -> Option<Party> {
    let filled = |el: El<'_>, path: &str| el.string(path).unwrap_or_default();
    let name = values.needed_text(el, "Nm");
    let id = el.at("Id/OrgId/Othr").map(|other| PartyId {
        id: filled(other, "Id"),
        scheme: values.code(other, "SchmeNm/Cd", &IdScheme::CODES),
    });
    let address = el.at("PstlAdr").map(|place| Address {
        street: filled(place, "StrtNm"),
        postcode: filled(place, "PstCd"),
        town: filled(place, "TwnNm"),
        country: filled(place, "Ctry"),
    });
    Some(Party {
        name: name?,
        address,
        id,
    })
}

/// The number of an account, with what its bank says of it.
pub(super) fn account(el: El<'_>, bank: Option<El<'_>>, values: &mut Values<'_>) -> Option<AccountNumber> {
    let member = bank.and_then(|bank| bank.at("ClrSysMmbId"));
    let clearing = member.and_then(|member| member.value("MmbId"));
    if let Some(member) = member {
        values.code(member, "ClrSysId/Cd", &[(CLEARING_SYSTEM, ())]);
    }
    if let Some(iban) = el.at("IBAN") {
        return values.iban(iban).map(AccountNumber::Iban);
    }
    let number = values.needed(el, "Othr/Id")?;
    let kinds = [(BANKGIRO_SCHEME, true), (ACCOUNT_SCHEME, false)];
    let scheme = if el.at("Othr/SchmeNm/Prtry").is_some() {
        "Othr/SchmeNm/Prtry"
    } else {
        "Othr/SchmeNm/Cd"
    };
    values.needed(el, scheme);
    if values.code(el, scheme, &kinds)? {
        return values.bankgiro(number).map(AccountNumber::Bankgiro);
    }
    match clearing {
        Some(PLUSGIRO_MEMBER) => values.plusgiro(number).map(AccountNumber::Plusgiro),
        // A second person may have accepted a check digit that does not fit; it is not judged here.
        Some(clearing) => values
            .account(number, "bank account", |digits| {
                BankAccount::parse_unverified(&format!("{clearing} {digits}")).ok()
            })
            .map(AccountNumber::BankAccount),
        None => {
            let element = "ClrSysMmbId/MmbId".to_owned();
            values.tell(el, Mistake::Missing { element });
            None
        }
    }
}

fn remittance(el: El<'_>, values: &mut Values<'_>) -> Option<Remittance> {
    let (text, structured) = (el.value("Ustrd"), el.at("Strd"));
    if text.is_some() && structured.is_some() {
        values.tell(el, Mistake::TextAndReference);
        return None;
    }
    if let Some(text) = text {
        return Some(Remittance::Text(text.to_owned()));
    }
    let Some(structured) = structured else {
        let element = "Ustrd".to_owned();
        values.tell(el, Mistake::Missing { element });
        return None;
    };
    if let Some(reference) = structured.at("CdtrRefInf") {
        return creditor_reference(reference, values);
    }
    let documents: Vec<_> = el.all("Strd").map(|el| document(el, values)).collect();
    documents.into_iter().collect::<Option<_>>().map(Remittance::Documents)
}

fn creditor_reference(el: El<'_>, values: &mut Values<'_>) -> Option<Remittance> {
    values.code(el, "Tp/CdOrPrtry/Cd", &[("SCOR", ())]);
    let issuer = values.code(el, "Tp/Issr", &[("ISO", ())]);
    let reference = values.needed(el, "Ref")?;
    let text = reference.text();
    let read = match issuer {
        Some(()) => CreditorReference::parse(text).ok().map(Remittance::Creditor),
        None => OcrReference::parse(text).ok().map(Remittance::Ocr),
    };
    if read.is_none() {
        let value = excerpt(text);
        values.tell(reference, Mistake::ReferenceMalformed { value });
    }
    read
}

fn document(el: El<'_>, values: &mut Values<'_>) -> Option<Document> {
    let kind = values
        .needed(el, "RfrdDocInf/Tp/CdOrPrtry/Cd")
        .and_then(|_| values.code(el, "RfrdDocInf/Tp/CdOrPrtry/Cd", &DocumentKind::CODES));
    let number = values.needed_text(el, "RfrdDocInf/Nb");
    let path = match kind? {
        DocumentKind::Invoice => "RfrdDocAmt/RmtdAmt",
        DocumentKind::CreditNote => "RfrdDocAmt/CdtNoteAmt",
    };
    let amount = values.needed(el, path).and_then(|amount| values.money(amount));
    Some(Document {
        kind: kind?,
        number: number?,
        amount: amount?,
    })
}
