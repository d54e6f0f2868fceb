//! Records to batches.

use std::collections::BTreeMap;

use kameral_base::{BankAccount, Bankgiro, Date, Ore, Plusgiro};

use super::layout as at;
use super::model::{Address, Batch, Kind, Order, PayDay, Payee, Payout, PayoutAccount, PayoutNumber};
use crate::bankgirot::mistake::{LineMistake, Mistake};
use crate::bankgirot::record::{self, Record, Values};
use crate::mistake::excerpt;

/// What a file asks for, section by section, or everything that is wrong with it. Counts and sums
/// are checked. Fixed information and headings (TK12, TK13) and seals (TK00, TK99) are left out.
pub fn read(file: &[u8]) -> Result<Vec<Batch>, Vec<LineMistake>> {
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

/// A section that has been opened.
#[derive(Debug)]
struct Opened {
    sender: Option<Bankgiro>,
    written_on: Option<Date>,
    /// The day of orders that have none of their own.
    day: Option<PayDay>,
    orders: Vec<Order>,
    payouts: BTreeMap<PayoutNumber, Payout>,
    /// Orders met, whether read or not.
    count: u32,
    sum: i128,
    has_skipped: bool,
    /// Texts belong to an order that could not be read.
    is_about_skipped: bool,
}

#[derive(Debug, Default)]
struct Reading {
    values: Values,
    opened: Option<Opened>,
    batches: Vec<Batch>,
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
            "25" | "65" => self.text(record, &code, &mut opened),
            "26" | "27" | "40" => self.payout(record, &code, &mut opened),
            "12" | "13" => {}
            "29" => {
                self.close(record, opened);
                return;
            }
            "11" => {
                let code = excerpt(&code);
                self.values.tell_record(record, Mistake::RecordMisplaced { code });
            }
            _ => {
                let value = excerpt(&code);
                let known = "11, 12, 13, 14, 15, 16, 17, 25, 26, 27, 29, 40, 54, 65".to_owned();
                self.values.tell_record(record, Mistake::CodeUnknown { value, known });
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
        if record.possible(at::REPORT).is_some() {
            let report = record.text(at::REPORT);
            self.values.tell(record, at::REPORT, Mistake::ReportNotRead { report });
        }
        self.values.code(record, at::CURRENCY, &[("", ()), ("SEK", ())]);
        let day = record
            .possible(at::BATCH_DAY)
            .and_then(|_| day(record, at::BATCH_DAY, &mut self.values));
        self.opened = Some(Opened {
            sender: sender(record, &mut self.values),
            written_on: self.values.date(record, at::WRITTEN),
            day,
            orders: Vec::new(),
            payouts: BTreeMap::new(),
            count: 0,
            sum: 0,
            has_skipped: false,
            is_about_skipped: false,
        });
    }

    fn order(&mut self, record: &Record, code: &str, opened: &mut Opened) {
        opened.count += 1;
        let kind = Kind::CODES.iter().find(|(known, _)| *known == code);
        let kind = kind.map_or(Kind::Payment, |(_, kind)| *kind);
        let payee = if code == "54" {
            plusgiro(record, &mut self.values).map(Payee::Plusgiro)
        } else {
            self.payee(record, opened)
        };
        let amount = self.values.amount(record, at::AMOUNT);
        let day = match (record.possible(at::DAY), opened.day) {
            (None, Some(day)) => Some(day),
            _ => day(record, at::DAY, &mut self.values),
        };
        let (Some(payee), Some(amount), Some(day)) = (payee, amount, day) else {
            (opened.has_skipped, opened.is_about_skipped) = (true, true);
            return;
        };
        opened.is_about_skipped = false;
        opened.sum += i128::from(kind.counted(amount).get());
        opened.orders.push(Order {
            kind,
            payee,
            reference: record.text(at::REFERENCE),
            amount,
            day,
            information: record.text(at::OWN_TEXT),
            texts: Vec::new(),
        });
    }

    /// A bankgiro, or a payee that records before have told of.
    fn payee(&mut self, record: &Record, opened: &Opened) -> Option<Payee> {
        let receiver = record.whole(at::RECEIVER);
        if !receiver.starts_with("0000") {
            let bankgiro = self.values.bankgiro(record, at::RECEIVER);
            return bankgiro.map(Payee::Bankgiro);
        }
        let number = payout_number(record, &mut self.values)?;
        let payout = opened.payouts.get(&number);
        if payout.is_none() {
            let value = number.to_string();
            self.values.tell(record, at::PAYOUT, Mistake::PayoutUnknown { value });
        }
        payout.cloned().map(Payee::Payout)
    }

    fn text(&mut self, record: &Record, code: &str, opened: &mut Opened) {
        if opened.is_about_skipped {
            return;
        }
        let field = if code == "65" { at::PLUSGIRO_TEXT } else { at::TEXT };
        let order = opened
            .orders
            .last_mut()
            .filter(|order| matches!(order.payee, Payee::Plusgiro(_)) == (code == "65"));
        if let Some(order) = order {
            order.texts.push(record.text(field));
        } else {
            let code = excerpt(code);
            self.values.tell_record(record, Mistake::RecordMisplaced { code });
        }
    }

    fn payout(&mut self, record: &Record, code: &str, opened: &mut Opened) {
        let Some(number) = payout_number(record, &mut self.values) else {
            return;
        };
        let account = match code {
            "40" => match account(record, &mut self.values) {
                Some(account) => Some(account),
                None => return,
            },
            _ => None,
        };
        let payout = opened.payouts.entry(number).or_insert(Payout {
            number,
            account: None,
            address: None,
        });
        match code {
            "40" => payout.account = account,
            "26" => {
                let address = payout.address.get_or_insert_with(Address::default);
                address.name = record.text(at::NAME);
                address.extra_name = record.text(at::EXTRA_NAME);
            }
            _ => {
                let address = payout.address.get_or_insert_with(Address::default);
                address.street = record.text(at::STREET);
                address.postcode = record.text(at::POSTCODE);
                address.town = record.text(at::TOWN);
            }
        }
    }

    fn close(&mut self, record: &Record, opened: Opened) {
        if let (Some(value), Some(expected)) = (sender(record, &mut self.values), opened.sender)
            && value != expected
        {
            let (value, expected) = (value.to_string(), expected.to_string());
            self.values
                .tell(record, at::SENDER, Mistake::Differs { value, expected });
        }
        if let Some(stated) = self.values.count(record, at::COUNT)
            && stated != opened.count
        {
            let counted = opened.count;
            self.values
                .tell(record, at::COUNT, Mistake::CountDiffers { stated, counted });
        }
        let sign = self.values.code(record, at::SIGN, &[("", 1), ("-", -1)]);
        if let (Some(stated), Some(sign)) = (self.values.amount(record, at::SUM), sign) {
            let stated = Ore::new(stated.get() * sign);
            let counted = Ore::new(i64::try_from(opened.sum).unwrap_or(i64::MAX));
            if stated != counted && !opened.has_skipped {
                self.values
                    .tell(record, at::SUM, Mistake::SumDiffers { stated, counted });
            }
        }
        if let (Some(sender), Some(written_on)) = (opened.sender, opened.written_on) {
            self.batches.push(Batch {
                sender,
                written_on,
                orders: opened.orders,
            });
        }
    }

    fn finish(mut self) -> Result<Vec<Batch>, Vec<LineMistake>> {
        if self.opened.is_some() || !self.has_begun {
            self.values.mistakes.push(0, None, Mistake::CutShort);
        }
        let (errors, _) = self.values.finish();
        if errors.is_empty() {
            Ok(self.batches)
        } else {
            Err(errors)
        }
    }
}

/// Our own bankgiro.
pub(super) fn sender(record: &Record, values: &mut Values) -> Option<Bankgiro> {
    if record.text(at::SENDER).trim_start_matches('0').is_empty() {
        values.tell(record, at::SENDER, Mistake::ValueMissing);
    }
    values.bankgiro(record, at::SENDER)
}

fn plusgiro(record: &Record, values: &mut Values) -> Option<Plusgiro> {
    let text = record.text(at::RECEIVER);
    let number = values.number(record, at::RECEIVER)?;
    let plusgiro = Plusgiro::from_number(number).ok();
    if plusgiro.is_none() {
        let value = excerpt(&text);
        values.tell(record, at::RECEIVER, Mistake::AccountMalformed { value });
    }
    plusgiro
}

/// A day, or as soon as can be.
fn day(record: &Record, field: record::Field, values: &mut Values) -> Option<PayDay> {
    if record.text(field) == at::AT_ONCE {
        return Some(PayDay::AtOnce);
    }
    values.date(record, field).map(PayDay::On)
}

fn payout_number(record: &Record, values: &mut Values) -> Option<PayoutNumber> {
    PayoutNumber::read(&record.whole(at::PAYOUT))
        .map_err(|mistake| values.tell(record, at::PAYOUT, mistake))
        .ok()
}

fn account(record: &Record, values: &mut Values) -> Option<PayoutAccount> {
    let clearing = values.number(record, at::CLEARING);
    let number = values.number(record, at::ACCOUNT);
    let is_salary = values.code(record, at::SALARY_MARK, &[("", false), (at::SALARY, true)]);
    let (clearing, number) = (u16::try_from(clearing?).ok()?, number?);
    let Some(account) = bank_account(clearing, number) else {
        let value = excerpt(&format!("{} {}", record.text(at::CLEARING), record.text(at::ACCOUNT)));
        values.tell(record, at::ACCOUNT, Mistake::AccountMalformed { value });
        return None;
    };
    Some(PayoutAccount {
        account,
        text: record.text(at::ACCOUNT_TEXT),
        is_salary: is_salary?,
    })
}

/// The account of padded fields. A check digit that does not fit is let through: a second person may
/// have accepted it, and it is not judged here.
fn bank_account(clearing: u16, number: u64) -> Option<BankAccount> {
    let padded = |width: usize| BankAccount::parse_unverified(&format!("{clearing:04} {number:0width$}")).ok();
    BankAccount::from_parts(clearing, number)
        .ok()
        .or_else(|| (2..=10).find_map(padded))
}
