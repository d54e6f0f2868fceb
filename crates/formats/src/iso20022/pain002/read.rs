//! XML to a report.

use std::io::Read;

use super::model::{GroupReport, PaymentReport, Reason, Report, Status};
use crate::iso20022::limits::PAYMENTS_MAX;
use crate::iso20022::message;
use crate::iso20022::mistake::{LineMistake, Mistake};
use crate::iso20022::part::{El, Part};
use crate::iso20022::pull::{Pull, Stop};
use crate::iso20022::value::Values;
use crate::mistake::Mistakes;

/// The versions that are read. Older banks answer in 03, those that take pain.001.001.09 in 10.
const VERSIONS: [u8; 3] = [3, 10, 11];

/// What a report says, or everything that is wrong with it.
pub fn read(file: &[u8]) -> Result<Report, Vec<LineMistake>> {
    let mut reading = Reading::default();
    let read = reading.file(file);
    if let Err(Stop::Refused(mistake)) = &read {
        reading.mistakes.add(mistake.clone());
    }
    let (errors, _) = reading.mistakes.finish(|count, _| Mistake::ErrorsLeftOut { count });
    match read {
        Ok(Some(report)) if errors.is_empty() => Ok(report),
        Err(Stop::Fault(fault)) => unreachable!("bytes in memory can be read: {fault}"),
        _ => Err(errors),
    }
}

#[derive(Debug, Default)]
struct Reading {
    mistakes: Mistakes<Mistake>,
    part: Part,
    payments: usize,
}

impl Reading {
    fn file(&mut self, file: &[u8]) -> Result<Option<Report>, Stop> {
        let mut pull = Pull::new(file);
        message::open(&mut pull, &[("pain.002.001", "CstmrPmtStsRpt")], &VERSIONS)?;
        let mut head = Part::default();
        pull.begin(&mut head)?;
        let mut groups = Vec::new();
        while pull.next_child()? {
            match pull.name() {
                "GrpHdr" | "OrgnlGrpInfAndSts" => pull.add(&mut head)?,
                "OrgnlPmtInfAndSts" => groups.extend(self.group(&mut pull)?),
                _ => pull.skip()?,
            }
        }
        message::close(&mut pull)?;
        let mut values = Values::new(&mut self.mistakes);
        Ok(report(head.root(), groups, &mut values))
    }

    fn group<R: Read>(&mut self, pull: &mut Pull<R>) -> Result<Option<GroupReport>, Stop> {
        let (mut head, mut payments) = (Part::default(), Vec::new());
        pull.begin(&mut head)?;
        while pull.next_child()? {
            if pull.name() != "TxInfAndSts" {
                pull.add(&mut head)?;
                continue;
            }
            self.payments += 1;
            if PAYMENTS_MAX < self.payments {
                return Err(pull.refuse(Mistake::TooMany { limit: PAYMENTS_MAX }));
            }
            pull.read(&mut self.part)?;
            payments.push(payment(self.part.root(), &mut Values::new(&mut self.mistakes)));
        }
        let (el, mut values) = (head.root(), Values::new(&mut self.mistakes));
        let original_id = values.needed_text(el, "OrgnlPmtInfId");
        let status = values.code(el, "PmtInfSts", &Status::CODES);
        Ok(original_id.map(|original_id| GroupReport {
            original_id,
            status,
            reasons: reasons(el),
            payments,
        }))
    }
}

fn report(el: El<'_>, groups: Vec<GroupReport>, values: &mut Values<'_>) -> Option<Report> {
    let message_id = values.needed_text(el, "GrpHdr/MsgId");
    let created = values.needed(el, "GrpHdr/CreDtTm").and_then(|el| values.moment(el));
    let original_message_id = values.needed_text(el, "OrgnlGrpInfAndSts/OrgnlMsgId");
    let original_message_name = values.needed_text(el, "OrgnlGrpInfAndSts/OrgnlMsgNmId");
    Some(Report {
        message_id: message_id?,
        created: created?,
        original_message_id: original_message_id?,
        original_message_name: original_message_name?,
        status: values.code(el, "OrgnlGrpInfAndSts/GrpSts", &Status::CODES),
        reasons: el.at("OrgnlGrpInfAndSts").map(reasons).unwrap_or_default(),
        groups,
    })
}

fn payment(el: El<'_>, values: &mut Values<'_>) -> PaymentReport {
    if el.at("OrgnlEndToEndId").is_none() && el.at("OrgnlInstrId").is_none() {
        let element = "OrgnlEndToEndId".to_owned();
        values.tell(el, Mistake::Missing { element });
    }
    PaymentReport {
        original_instruction_id: el.string("OrgnlInstrId"),
        original_end_to_end_id: el.string("OrgnlEndToEndId"),
        status: values.code(el, "TxSts", &Status::CODES),
        reasons: reasons(el),
        bank_reference: el.string("AcctSvcrRef"),
        amount: el.at("OrgnlTxRef/Amt/InstdAmt").and_then(|amount| values.money(amount)),
    }
}

fn reasons(el: El<'_>) -> Vec<Reason> {
    let reasons = el.all("StsRsnInf").map(|reason| Reason {
        code: reason.string("Rsn/Cd").or_else(|| reason.string("Rsn/Prtry")),
        texts: reason.all("AddtlInf").map(|text| text.text().to_owned()).collect(),
    });
    reasons.collect()
}
