//! Records to what Bankgirot returns.

use std::collections::BTreeMap;

use kameral_base::{Bankgiro, Date, Ore};

use super::layout as at;
use super::model::Kind;
use super::read::sender;
use super::returned::{Reason, Report, Return, Returned};
use crate::bankgirot::mistake::{LineMistake, Mistake};
use crate::bankgirot::record::{self, Record, Values};
use crate::mistake::excerpt;

/// The comment of a record that was rejected because of another one of the same payee.
const BECAUSE_OF_ANOTHER: &str = "0000";

/// What was paid or what was rejected, section by section, or everything that is wrong with the
/// file. Records about how credit notes are used up (TK20, TK21) are left out. A reason that was
/// told of a payee's account or address is told of the payee's orders.
pub fn read_return(file: &[u8]) -> Result<Vec<Return>, Vec<LineMistake>> {
    let mut reading = Reading::default();
    let text = record::text(file, &mut reading.values);
    for (line, text) in record::lines(&text) {
        if let Some(record) = record::record(line, text, &mut reading.values) {
            reading.take(&record);
        }
        if reading.is_other {
            break;
        }
    }
    reading.finish()
}

/// What a comment is about.
#[derive(Debug, Clone)]
enum About {
    /// The last order.
    Order,
    /// A payee, by the number in its records.
    Payee(String),
    /// The file's other records.
    File,
}

#[derive(Debug)]
struct Opened {
    report: Option<Report>,
    sender: Option<Bankgiro>,
    written_on: Option<Date>,
    day: Option<Date>,
    orders: Vec<Returned>,
    reasons: Vec<Reason>,
    /// Of each payee: its name and why its records were rejected.
    payees: BTreeMap<String, (Option<String>, Vec<Reason>)>,
    /// What the next comment is about.
    about: About,
    sum: i128,
}

#[derive(Debug, Default)]
struct Reading {
    values: Values,
    opened: Option<Opened>,
    returns: Vec<Return>,
    has_begun: bool,
    /// It is another kind of file, of which nothing more is said.
    is_other: bool,
}

impl Reading {
    fn take(&mut self, record: &Record) {
        let code = record.code();
        let Some(mut opened) = self.opened.take() else {
            self.outside(record, &code);
            return;
        };
        match code.as_str() {
            "14" | "15" | "16" | "17" | "54" => self.order(record, &code, &mut opened),
            "26" | "27" | "40" => payee(record, &code, &mut opened),
            "25" | "65" => opened.about = About::Order,
            "12" | "13" => opened.about = About::File,
            "49" => comment(record, &mut opened),
            "20" | "21" => {}
            "29" => {
                self.close(record, opened);
                return;
            }
            _ => {
                let code = excerpt(&code);
                self.values.tell_record(record, Mistake::RecordMisplaced { code });
            }
        }
        self.opened = Some(opened);
    }

    fn outside(&mut self, record: &Record, code: &str) {
        match code {
            "11" => self.open(record),
            "00" | "99" => {}
            _ if self.has_begun => {
                let code = excerpt(code);
                self.values.tell_record(record, Mistake::RecordMisplaced { code });
            }
            _ => {
                let expected = "LB".to_owned();
                self.values.tell_record(record, Mistake::OtherFile { expected });
                self.is_other = true;
            }
        }
        self.has_begun = true;
    }

    fn open(&mut self, record: &Record) {
        self.values.code(
            record,
            at::PRODUCT,
            &[(at::PRODUCT_NAME, ()), ("LEVERANTORSBETALNINGAR", ())],
        );
        let code = record.text(at::REPORT);
        let report = Report::CODES.iter().find(|(known, _)| *known == code);
        if report.is_none() {
            let report = excerpt(&code);
            self.values.tell(record, at::REPORT, Mistake::ReportNotRead { report });
        }
        let day = record.possible(at::BATCH_DAY);
        self.opened = Some(Opened {
            report: report.map(|(_, report)| *report),
            sender: sender(record, &mut self.values),
            written_on: self.values.date(record, at::WRITTEN),
            day: day.and_then(|_| self.values.date(record, at::BATCH_DAY)),
            orders: Vec::new(),
            reasons: Vec::new(),
            payees: BTreeMap::new(),
            about: About::File,
            sum: 0,
        });
    }

    fn order(&mut self, record: &Record, code: &str, opened: &mut Opened) {
        let kind = Kind::CODES.iter().find(|(known, _)| *known == code);
        let kind = kind.map_or(Kind::Payment, |(_, kind)| *kind);
        let receiver = record.text(at::RECEIVER);
        let is_rejected = opened.report == Some(Report::Rejected);
        // What was rejected may be rejected for its amount.
        let amount = if is_rejected {
            self::amount(record)
        } else {
            self.values.amount(record, at::AMOUNT)
        };
        opened.sum += amount.map_or(0, |amount| i128::from(kind.counted(amount).get()));
        let name = opened.payees.get(&receiver).and_then(|(name, _)| name.clone());
        opened.orders.push(Returned {
            line: record.line,
            kind,
            is_plusgiro: code == "54",
            receiver,
            reference: record.text(at::REFERENCE),
            amount,
            information: record.text(at::OWN_TEXT),
            payment_type: (!is_rejected && matches!(kind, Kind::Payment))
                .then(|| record.text(at::PAYMENT_TYPE).chars().next())
                .flatten(),
            name,
            reasons: Vec::new(),
        });
        opened.about = About::Order;
    }

    fn close(&mut self, record: &Record, mut opened: Opened) {
        if let (Some(value), Some(expected)) = (sender(record, &mut self.values), opened.sender)
            && value != expected
        {
            let (value, expected) = (value.to_string(), expected.to_string());
            self.values
                .tell(record, at::SENDER, Mistake::Differs { value, expected });
        }
        let counted = u32::try_from(opened.orders.len()).unwrap_or(u32::MAX);
        if let Some(stated) = self.values.count(record, at::COUNT)
            && stated != counted
        {
            self.values
                .tell(record, at::COUNT, Mistake::CountDiffers { stated, counted });
        }
        self.sum(record, &opened);
        for order in &mut opened.orders {
            if let Some((_, reasons)) = opened.payees.get(&order.receiver) {
                order.reasons.extend(reasons.iter().cloned());
            }
            order.receiver = order.receiver.trim_start_matches('0').to_owned();
        }
        if let (Some(report), Some(sender), Some(written_on)) = (opened.report, opened.sender, opened.written_on) {
            self.returns.push(Return {
                report,
                sender,
                written_on,
                day: opened.day,
                orders: opened.orders,
                reasons: opened.reasons,
            });
        }
    }

    /// A list of rejected orders states no sum.
    fn sum(&mut self, record: &Record, opened: &Opened) {
        if record.possible(at::SUM).is_none() && opened.report == Some(Report::Rejected) {
            return;
        }
        let sign = self.values.code(record, at::SIGN, &[("", 1), ("-", -1)]);
        if let (Some(stated), Some(sign)) = (self.values.amount(record, at::SUM), sign) {
            let stated = Ore::new(stated.get() * sign);
            let counted = Ore::new(i64::try_from(opened.sum).unwrap_or(i64::MAX));
            let can_be_summed = opened.orders.iter().all(|order| order.amount.is_some());
            if stated != counted && can_be_summed {
                self.values
                    .tell(record, at::SUM, Mistake::SumDiffers { stated, counted });
            }
        }
    }

    fn finish(mut self) -> Result<Vec<Return>, Vec<LineMistake>> {
        if self.opened.is_some() || !self.has_begun {
            self.values.mistakes.push(0, None, Mistake::CutShort);
        }
        let (errors, _) = self.values.finish();
        if errors.is_empty() {
            Ok(self.returns)
        } else {
            Err(errors)
        }
    }
}

/// An amount that may be miswritten.
fn amount(record: &Record) -> Option<Ore> {
    let text = record.text(at::AMOUNT);
    let is_digits = text.bytes().all(|byte| byte.is_ascii_digit());
    is_digits.then(|| text.parse().ok()).flatten().map(Ore::new)
}

fn payee(record: &Record, code: &str, opened: &mut Opened) {
    let number = record.text(at::RECEIVER);
    let (name, _) = opened.payees.entry(number.clone()).or_default();
    if code == "26" {
        *name = record.possible(at::NAME);
    }
    opened.about = About::Payee(number);
}

fn comment(record: &Record, opened: &mut Opened) {
    let reason = Reason {
        code: record.text(at::COMMENT_CODE),
        text: record.text(at::COMMENT),
    };
    if reason.code == BECAUSE_OF_ANOTHER {
        return;
    }
    match &opened.about {
        About::Order => {
            if let Some(order) = opened.orders.last_mut() {
                order.reasons.push(reason);
            }
        }
        About::Payee(number) => opened.payees.entry(number.clone()).or_default().1.push(reason),
        About::File => opened.reasons.push(reason),
    }
}
