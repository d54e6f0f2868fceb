//! A batch as the bank will read it.

use super::lengths::{
    COUNTRY_CHARS, IDENTITY_CHARS_MAX, INVOICE_CHARS_MAX, NAME_CHARS_MAX, POSTCODE_CHARS_MAX, SEPA_NAME_CHARS_MAX,
    STREET_CHARS_MAX, TEXT_CHARS_MAX, TOWN_CHARS_MAX,
};
use super::model::{Batch, Party, Payment, PaymentGroup, Remittance, ServiceLevel};
use super::rules;
use crate::iso20022::charset::{is_allowed_in_reference, transliterate};
use crate::iso20022::mistake::{LineMistake, Mistake};
use crate::iso20022::part::numbered;
use crate::iso20022::value;
use crate::mistake::{Mistakes, excerpt};

/// The batch with every text in characters the banks take, or everything the banks would refuse it
/// for. What this gives is what [`read`](super::read) gives of the file.
pub fn prepare(batch: &Batch) -> Result<Batch, Vec<LineMistake>> {
    let mut preparing = Preparing::default();
    let prepared = preparing.batch(batch);
    rules::check(&prepared, &mut preparing);
    let (errors, _) = preparing.mistakes.finish(|count, _| Mistake::ErrorsLeftOut { count });
    if errors.is_empty() { Ok(prepared) } else { Err(errors) }
}

/// Mistakes by the path of their element.
#[derive(Debug, Default)]
pub(super) struct Preparing {
    mistakes: Mistakes<Mistake>,
    path: Vec<String>,
}

impl Preparing {
    pub fn tell(&mut self, field: &str, mistake: Mistake) {
        let mut path = self.path.join("/");
        if !field.is_empty() {
            if !path.is_empty() {
                path.push('/');
            }
            path.push_str(field);
        }
        self.mistakes.add(LineMistake {
            line: 0,
            field: (!path.is_empty()).then(|| path.into()),
            mistake,
        });
    }

    /// What `inside` does, one element further down; `ordinal` counts from 1.
    pub fn within<T>(&mut self, name: &str, ordinal: usize, inside: impl FnOnce(&mut Self) -> T) -> T {
        let ordinal = u32::try_from(ordinal).unwrap_or(u32::MAX);
        self.path.push(numbered(name, ordinal));
        let result = inside(self);
        self.path.pop();
        result
    }

    fn batch(&mut self, batch: &Batch) -> Batch {
        let (message_id, initiator) = self.within("GrpHdr", 1, |p| {
            let message_id = p.identity("MsgId", &batch.message_id);
            if let Err(mistake) = value::in_range(batch.created.date()) {
                p.tell("CreDtTm", mistake);
            }
            (
                message_id,
                p.within("InitgPty", 1, |p| p.party(&batch.initiator, NAME_CHARS_MAX)),
            )
        });
        let groups = (1..).zip(&batch.groups);
        Batch {
            message_id,
            // The standard's moments have seconds; what is finer would not be read back the same.
            created: batch
                .created
                .with()
                .subsec_nanosecond(0)
                .build()
                .unwrap_or(batch.created),
            initiator,
            groups: groups
                .map(|(number, group)| self.within("PmtInf", number, |p| p.group(group)))
                .collect(),
        }
    }

    fn group(&mut self, group: &PaymentGroup) -> PaymentGroup {
        let name_chars_max = match group.service_level {
            ServiceLevel::Sepa => SEPA_NAME_CHARS_MAX,
            ServiceLevel::Domestic | ServiceLevel::Urgent => NAME_CHARS_MAX,
        };
        if let Err(mistake) = value::in_range(group.execution_date) {
            self.tell("ReqdExctnDt", mistake);
        }
        let payments = (1..).zip(&group.payments);
        PaymentGroup {
            id: self.identity("PmtInfId", &group.id),
            debtor: self.within("Dbtr", 1, |p| p.party(&group.debtor, name_chars_max)),
            payments: payments
                .map(|(number, payment)| self.within("CdtTrfTxInf", number, |p| p.payment(payment, name_chars_max)))
                .collect(),
            ..group.clone()
        }
    }

    fn payment(&mut self, payment: &Payment, name_chars_max: usize) -> Payment {
        let instruction_id = payment.instruction_id.as_deref();
        Payment {
            instruction_id: instruction_id.map(|id| self.identity("PmtId/InstrId", id)),
            end_to_end_id: self.identity("PmtId/EndToEndId", &payment.end_to_end_id),
            ultimate_debtor: payment
                .ultimate_debtor
                .as_ref()
                .map(|party| self.within("UltmtDbtr", 1, |p| p.party(party, name_chars_max))),
            creditor: self.within("Cdtr", 1, |p| p.party(&payment.creditor, name_chars_max)),
            remittance: self.within("RmtInf", 1, |p| p.remittance(&payment.remittance)),
            ..payment.clone()
        }
    }

    fn remittance(&mut self, remittance: &Remittance) -> Remittance {
        match remittance {
            Remittance::Text(text) => Remittance::Text(self.text("Ustrd", text, TEXT_CHARS_MAX)),
            Remittance::Documents(documents) => {
                let mut prepared = documents.clone();
                for (number, document) in (1..).zip(&mut prepared) {
                    document.number = self.within("Strd", number, |p| {
                        p.reference("RfrdDocInf/Nb", &document.number, INVOICE_CHARS_MAX)
                    });
                }
                Remittance::Documents(prepared)
            }
            other => other.clone(),
        }
    }

    fn party(&mut self, party: &Party, name_chars_max: usize) -> Party {
        let mut prepared = party.clone();
        prepared.name = self.text("Nm", &party.name, name_chars_max);
        if let Some(address) = &mut prepared.address {
            address.street = self.possible_text("PstlAdr/StrtNm", &address.street, STREET_CHARS_MAX);
            address.postcode = self.possible_text("PstlAdr/PstCd", &address.postcode, POSTCODE_CHARS_MAX);
            address.town = self.text("PstlAdr/TwnNm", &address.town, TOWN_CHARS_MAX);
            let country = &address.country;
            if country.len() != COUNTRY_CHARS || !country.bytes().all(|byte| byte.is_ascii_uppercase()) {
                let value = excerpt(country);
                let known = "SE, DE, NO".to_owned();
                self.tell("PstlAdr/Ctry", Mistake::CodeUnknown { value, known });
            }
        }
        if let Some(id) = &mut prepared.id {
            id.id = self.reference("Id/OrgId/Othr/Id", &id.id, IDENTITY_CHARS_MAX);
        }
        prepared
    }

    /// An identity that other messages refer to: nothing in it is written as something else.
    fn identity(&mut self, field: &str, text: &str) -> String {
        let text = self.reference(field, text, IDENTITY_CHARS_MAX);
        if text.starts_with('/') || text.ends_with('/') || text.contains("//") {
            let value = excerpt(&text);
            self.tell(field, Mistake::Slash { value });
        }
        text
    }

    fn reference(&mut self, field: &str, text: &str, chars_max: usize) -> String {
        let text = text.trim();
        if let Some(character) = text.chars().find(|character| !is_allowed_in_reference(*character)) {
            self.character(field, text, character);
        }
        self.length(field, text, chars_max);
        text.to_owned()
    }

    fn text(&mut self, field: &str, text: &str, chars_max: usize) -> String {
        let written = self.possible(field, text);
        self.length(field, &written, chars_max);
        written
    }

    fn possible_text(&mut self, field: &str, text: &str, chars_max: usize) -> String {
        let written = self.possible(field, text);
        if !written.is_empty() {
            self.length(field, &written, chars_max);
        }
        written
    }

    fn possible(&mut self, field: &str, text: &str) -> String {
        transliterate(text).unwrap_or_else(|character| {
            self.character(field, text, character);
            text.to_owned()
        })
    }

    fn character(&mut self, field: &str, text: &str, character: char) {
        let character = if character.is_control() { '?' } else { character };
        let value = excerpt(&text.replace(char::is_control, "?"));
        self.tell(field, Mistake::Character { character, value });
    }

    fn length(&mut self, field: &str, text: &str, limit: usize) {
        let length = text.chars().count();
        if length == 0 {
            let element = field.rsplit('/').next().unwrap_or(field).to_owned();
            self.tell(field, Mistake::Missing { element });
        }
        if limit < length {
            let value = excerpt(text);
            self.tell(field, Mistake::TooLong { value, length, limit });
        }
    }
}
