//! XML to a batch.

use super::model::{
    Batch, BatchBooking, Charges, DebtorAccount, Payment, PaymentGroup, Purpose, ServiceLevel, Version,
};
use super::read_payment;
use super::write::NOT_PROVIDED;
use crate::iso20022::limits::PAYMENTS_MAX;
use crate::iso20022::message;
use crate::iso20022::mistake::{LineMistake, Mistake};
use crate::iso20022::money::ControlSum;
use crate::iso20022::part::{El, Part};
use crate::iso20022::pull::{Pull, Stop};
use crate::iso20022::value::Values;
use crate::mistake::{Mistakes, excerpt};

/// A file of payments, as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// The version it is written in.
    pub version: Version,
    /// What is in it.
    pub batch: Batch,
}

/// What a file says, or everything that is wrong with it. Counts and sums are checked, and a value
/// that the model has no room for is refused, so that nothing in the file is left out. What banks
/// would refuse is for [`prepare`](super::prepare) to say.
pub fn read(file: &[u8]) -> Result<File, Vec<LineMistake>> {
    let mut reading = Reading::default();
    let read = reading.file(file);
    if let Err(Stop::Refused(mistake)) = &read {
        reading.mistakes.add(mistake.clone());
    }
    let (errors, _) = reading.mistakes.finish(|count, _| Mistake::ErrorsLeftOut { count });
    match read {
        Ok(Some(file)) if errors.is_empty() => Ok(file),
        Err(Stop::Fault(fault)) => unreachable!("bytes in memory can be read: {fault}"),
        _ => Err(errors),
    }
}

#[derive(Debug, Default)]
struct Reading {
    mistakes: Mistakes<Mistake>,
    part: Part,
    payments: usize,
    sum: ControlSum,
}

impl Reading {
    fn file(&mut self, file: &[u8]) -> Result<Option<File>, Stop> {
        let mut pull = Pull::new(file);
        let messages = [("pain.001.001", "CstmrCdtTrfInitn")];
        let (_, number) = message::open(&mut pull, &messages, &Version::ALL.map(Version::number))?;
        let (mut header, mut groups) = (Part::default(), Vec::new());
        while pull.next_child()? {
            match pull.name() {
                "GrpHdr" if header.nodes.is_empty() => pull.read(&mut header)?,
                "PmtInf" => groups.push(self.group(&mut pull)?),
                other => {
                    let value = excerpt(other);
                    return Err(pull.refuse(Mistake::NotUnderstood { value }));
                }
            }
        }
        message::close(&mut pull)?;
        if header.nodes.is_empty() {
            let element = "GrpHdr".to_owned();
            return Err(pull.refuse(Mistake::Missing { element }));
        }
        let version = Version::ALL.into_iter().find(|version| version.number() == number);
        let groups: Option<Vec<PaymentGroup>> = groups.into_iter().collect();
        let batch = self.batch(&header, groups.unwrap_or_default());
        Ok(version.zip(batch).map(|(version, batch)| File { version, batch }))
    }

    fn batch(&mut self, header: &Part, groups: Vec<PaymentGroup>) -> Option<Batch> {
        let el = header.root();
        let mut values = Values::new(&mut self.mistakes);
        let message_id = values.needed_text(el, "MsgId");
        let created = values.needed(el, "CreDtTm").and_then(|el| values.moment(el));
        totals(el, self.payments, self.sum, true, &mut values);
        let initiator = values
            .needed(el, "InitgPty")
            .and_then(|el| read_payment::party(el, &mut values));
        not_understood(header, &mut values);
        Some(Batch {
            message_id: message_id?,
            created: created?,
            initiator: initiator?,
            groups,
        })
    }

    fn group<R: std::io::Read>(&mut self, pull: &mut Pull<R>) -> Result<Option<PaymentGroup>, Stop> {
        let (mut head, mut payments, mut sum) = (Part::default(), Vec::new(), ControlSum::default());
        let mut count = 0;
        pull.begin(&mut head)?;
        while pull.next_child()? {
            if pull.name() != "CdtTrfTxInf" {
                pull.add(&mut head)?;
                continue;
            }
            self.payments += 1;
            count += 1;
            if PAYMENTS_MAX < self.payments {
                return Err(pull.refuse(Mistake::TooMany { limit: PAYMENTS_MAX }));
            }
            pull.read(&mut self.part)?;
            let mut values = Values::new(&mut self.mistakes);
            if let Some(payment) = read_payment::payment(self.part.root(), &mut values) {
                sum.add(payment.amount);
                self.sum.add(payment.amount);
                payments.push(payment);
            }
            not_understood(&self.part, &mut values);
        }
        let mut values = Values::new(&mut self.mistakes);
        totals(head.root(), count, sum, false, &mut values);
        let group = group(head.root(), payments, &mut values);
        not_understood(&head, &mut values);
        Ok(group)
    }
}

fn group(el: El<'_>, payments: Vec<Payment>, values: &mut Values<'_>) -> Option<PaymentGroup> {
    let id = values.needed_text(el, "PmtInfId");
    values.code(el, "PmtMtd", &[("TRF", ())]);
    let booking = [
        ("true", BatchBooking::OneSum),
        ("1", BatchBooking::OneSum),
        ("false", BatchBooking::EachPayment),
        ("0", BatchBooking::EachPayment),
    ];
    let booking = values.code(el, "BtchBookg", &booking).unwrap_or_default();
    values.needed_text(el, "PmtTpInf/SvcLvl/Cd");
    let service_level = values.code(el, "PmtTpInf/SvcLvl/Cd", &ServiceLevel::CODES);
    let purpose = values.code(el, "PmtTpInf/CtgyPurp/Cd", &Purpose::CODES);
    let at = if el.at("ReqdExctnDt/Dt").is_some() {
        "ReqdExctnDt/Dt"
    } else {
        "ReqdExctnDt"
    };
    values.needed(el, "ReqdExctnDt");
    let execution_date = values.date(el, at);
    let debtor = values.needed(el, "Dbtr").and_then(|el| read_payment::party(el, values));
    let bank = el.at("DbtrAgt/FinInstnId");
    if let Some(other) = bank.and_then(|bank| bank.at("Othr/Id"))
        && other.text() != NOT_PROVIDED
    {
        let value = excerpt(other.text());
        values.tell(other, Mistake::NotUnderstood { value });
    }
    let debtor_bank = values.bic(el, "DbtrAgt/FinInstnId");
    let number = values
        .needed(el, "DbtrAcct/Id")
        .and_then(|el| read_payment::account(el, bank, values));
    let currency = values.currency(el, "DbtrAcct/Ccy");
    let charges = values.code(el, "ChrgBr", &Charges::CODES);
    Some(PaymentGroup {
        id: id?,
        booking,
        service_level: service_level?,
        purpose,
        execution_date: execution_date?,
        debtor: debtor?,
        debtor_account: DebtorAccount {
            number: number?,
            currency,
        },
        debtor_bank,
        charges,
        payments,
    })
}

/// Whether the file's own counts and sums hold; in the header the count has to be there.
fn totals(el: El<'_>, count: usize, sum: ControlSum, needed: bool, values: &mut Values<'_>) {
    if needed {
        values.needed(el, "NbOfTxs");
    }
    if let Some(stated) = el.at("NbOfTxs")
        && stated.text().parse() != Ok(count)
    {
        let mistake = Mistake::CountDiffers {
            stated: excerpt(stated.text()),
            counted: count,
        };
        values.tell(stated, mistake);
    }
    if let Some(stated) = el.at("CtrlSum") {
        match ControlSum::parse(stated.text()) {
            Err(mistake) => values.tell(stated, mistake),
            // What could not be read is told of already, and is missing from the sum.
            Ok(control) if control != sum && values.errors() == 0 => {
                let mistake = Mistake::SumDiffers {
                    stated: control.plain(),
                    counted: sum.plain(),
                };
                values.tell(stated, mistake);
            }
            Ok(_) => {}
        }
    }
}

fn not_understood(part: &Part, values: &mut Values<'_>) {
    for el in part.unseen() {
        let value = excerpt(el.text());
        values.tell(el, Mistake::NotUnderstood { value });
    }
}
