//! Records to a file.

use jiff::civil::DateTime;
use kameral_base::{Bankgiro, Ore};

use super::layout as at;
use super::model::{
    Channel, Deduction, Deposit, ExtraReference, File, Payer, Payment, PaymentKind, ReferenceCode, Section,
};
use super::sums::{self, Met};
use crate::bankgirot::mistake::{LineMistake, Mistake};
use crate::bankgirot::record::{self, Field, Record, Values, date};
use crate::iso20022::Currency;
use crate::mistake::excerpt;

/// What a file says, or everything that is wrong with it.
pub fn read(file: &[u8]) -> Result<File, Vec<LineMistake>> {
    let mut reading = Reading::default();
    let text = record::text(file, &mut reading.values);
    for (line, text) in record::lines(&text) {
        if let Some(record) = record::record(line, text, &mut reading.values) {
            reading.take(&record);
        }
        if reading.reached == Reached::OtherFile {
            break;
        }
    }
    reading.finish()
}

#[derive(Debug, Default)]
struct Reading {
    values: Values,
    start: Option<(Option<DateTime>, bool)>,
    /// The section at hand: its number, its plusgiro, its currency.
    opened: Option<(Option<Bankgiro>, Option<String>, Option<Currency>)>,
    payments: Vec<Payment>,
    /// A payment could not be read, so that sums would tell of it once more.
    has_skipped: bool,
    /// What stands about a payer is about a payment that could not be read.
    is_about_skipped: bool,
    sections: Vec<Section>,
    met: Met,
    reached: Reached,
}

/// How far the reading has come.
#[derive(Debug, Default, PartialEq, Eq)]
enum Reached {
    #[default]
    Within,
    /// The closing record.
    End,
    /// It is another kind of file, of which nothing more is said.
    OtherFile,
}

impl Reading {
    fn take(&mut self, record: &Record) {
        let code = record.code();
        let is_placed = match code.as_str() {
            "01" => self.start.is_none(),
            "05" | "70" => self.start.is_some() && self.opened.is_none() && self.reached == Reached::Within,
            "20" | "21" | "15" => self.opened.is_some(),
            "22" | "23" | "25" | "26" | "27" | "28" | "29" => !self.payments.is_empty() || self.is_about_skipped,
            _ => self.start.is_some() && self.reached == Reached::Within,
        };
        if !is_placed {
            let mistake = if self.start.is_some() {
                Mistake::RecordMisplaced { code: excerpt(&code) }
            } else {
                self.reached = Reached::OtherFile;
                let expected = "BgMax".to_owned();
                Mistake::OtherFile { expected }
            };
            self.values.tell_record(record, mistake);
            return;
        }
        match code.as_str() {
            "01" => self.start(record),
            "05" => self.open(record),
            "20" | "21" => self.payment(record, code == "21"),
            "15" => self.deposit(record),
            "22" | "23" => self.reference(record, code == "23"),
            "25" | "26" | "27" | "28" | "29" => self.about(record, &code),
            "70" => {
                self.met.check(record, &mut self.values);
                self.reached = Reached::End;
            }
            _ => {
                let code = excerpt(&code);
                self.values.tell_record(record, Mistake::RecordUnknown { code });
            }
        }
    }

    fn start(&mut self, record: &Record) {
        self.values.code(record, at::NAME, &[("BGMAX", ())]);
        self.values.code(record, at::VERSION, &[("01", ())]);
        let is_test = self.values.code(record, at::MARK, &[("P", false), ("T", true)]);
        let text = record.text(at::MOMENT);
        let created = moment(&text);
        if let Err(mistake) = &created {
            self.values.tell(record, at::MOMENT, mistake.clone());
        }
        self.start = Some((created.ok(), is_test.unwrap_or(true)));
    }

    fn open(&mut self, record: &Record) {
        let bankgiro = self.values.bankgiro(record, at::RECEIVER);
        if record.text(at::RECEIVER).trim_start_matches('0').is_empty() {
            self.values.tell(record, at::RECEIVER, Mistake::ValueMissing);
        }
        let currency = self.currency(record, at::CURRENCY);
        let plusgiro = record.text(at::RECEIVER_PLUSGIRO).trim_start_matches('0').to_owned();
        self.opened = Some((bankgiro, Some(plusgiro).filter(|number| !number.is_empty()), currency));
        self.has_skipped = false;
        self.is_about_skipped = false;
    }

    fn currency(&mut self, record: &Record, field: Field) -> Option<Currency> {
        self.values
            .code(record, field, &[("SEK", Currency::SEK), ("EUR", Currency::EUR)])
    }

    fn payment(&mut self, record: &Record, is_deduction: bool) {
        self.met.payment(is_deduction);
        let kind = if is_deduction {
            let kinds = [
                ("", Deduction::Whole),
                ("0", Deduction::Whole),
                ("1", Deduction::Part),
                ("2", Deduction::Last),
            ];
            self.values
                .code(record, at::DEDUCTION, &kinds)
                .map(PaymentKind::Deduction)
        } else {
            Some(PaymentKind::Payment)
        };
        let amount = self.values.amount(record, at::AMOUNT);
        let reference_code = self.values.code(record, at::REFERENCE_CODE, &ReferenceCode::CODES);
        let channel = self.values.code(record, at::CHANNEL, &Channel::CODES);
        let sender = self.sender(record);
        let (Some(kind), Some(amount), Some(reference_code), Some(channel)) = (kind, amount, reference_code, channel)
        else {
            self.has_skipped = true;
            self.is_about_skipped = true;
            return;
        };
        self.is_about_skipped = false;
        self.payments.push(Payment {
            line: record.line,
            kind,
            sender,
            reference: record.text(at::REFERENCE),
            reference_code,
            amount: if is_deduction { Ore::new(-amount.get()) } else { amount },
            channel,
            serial: record.text(at::SERIAL),
            has_image: record.text(at::IMAGE) == "1",
            references: Vec::new(),
            texts: Vec::new(),
            payer: Payer::default(),
        });
    }

    /// The payer's number: told if it cannot be right, and no reason to refuse what was paid.
    fn sender(&mut self, record: &Record) -> Option<Bankgiro> {
        let text = record.text(at::SENDER);
        let digits = text.trim_start_matches('0');
        if digits.is_empty() {
            return None;
        }
        let sender = Bankgiro::parse(digits).ok();
        if sender.is_none() {
            let value = excerpt(&text);
            self.values.tell(record, at::SENDER, Mistake::PayerMalformed { value });
        }
        sender
    }

    fn reference(&mut self, record: &Record, is_deduction: bool) {
        self.met.references += 1;
        let code = self.values.code(record, at::REFERENCE_CODE, &ReferenceCode::CODES);
        let amount = match record.possible(at::AMOUNT) {
            Some(_) => self
                .values
                .amount(record, at::AMOUNT)
                .filter(|amount| *amount != Ore::ZERO),
            None => None,
        };
        if let (Some(code), Some(payment), false) = (code, self.payments.last_mut(), self.is_about_skipped) {
            payment.references.push(ExtraReference {
                is_deduction,
                reference: record.text(at::REFERENCE),
                amount: amount.map(|amount| if is_deduction { Ore::new(-amount.get()) } else { amount }),
                code,
            });
        }
    }

    fn about(&mut self, record: &Record, code: &str) {
        let Some(payment) = self.payments.last_mut().filter(|_| !self.is_about_skipped) else {
            return;
        };
        let payer = &mut payment.payer;
        match code {
            "25" => payment.texts.push(record.text(at::TEXT)),
            "26" => {
                payer.name = record.possible(at::PAYER);
                payer.extra_name = record.possible(at::PAYER_EXTRA);
            }
            "27" => {
                payer.street = record.possible(at::STREET);
                payer.postcode = record.possible(at::POSTCODE);
            }
            "28" => {
                payer.town = record.possible(at::TOWN);
                payer.country = record.possible(at::COUNTRY);
                payer.country_code = record.possible(at::COUNTRY_CODE);
            }
            _ => {
                let number = record.text(at::ORG_NUMBER);
                let number = number.strip_prefix("00").unwrap_or(&number);
                payer.org_number = Some(number.to_owned()).filter(|number| !number.is_empty());
            }
        }
    }

    fn deposit(&mut self, record: &Record) {
        self.met.deposits += 1;
        let day = self.values.date(record, at::DAY);
        let number = self.values.count(record, at::DEPOSIT);
        let amount = self.values.amount(record, at::DEPOSITED);
        let count = self.values.count(record, at::DEPOSIT_COUNT);
        let currency = self.currency(record, at::DEPOSIT_CURRENCY);
        let payments = std::mem::take(&mut self.payments);
        let Some((bankgiro, plusgiro, opened_in)) = self.opened.take() else {
            return;
        };
        if let (Some(value), Some(expected)) = (currency, opened_in)
            && value != expected
        {
            let (value, expected) = (value.to_string(), expected.to_string());
            self.values
                .tell(record, at::DEPOSIT_CURRENCY, Mistake::Differs { value, expected });
        }
        let (Some(day), Some(number), Some(amount), Some(count)) = (day, number, amount, count) else {
            return;
        };
        let deposit = Deposit {
            line: record.line,
            account: record.text(at::ACCOUNT),
            day,
            number,
            amount,
            count,
            mark: record.text(at::DEPOSIT_KIND).chars().next(),
        };
        if !self.has_skipped {
            sums::deposit(record, &deposit, &payments, &mut self.values);
        }
        if let (Some(bankgiro), Some(currency)) = (bankgiro, currency) {
            self.sections.push(Section {
                bankgiro,
                plusgiro,
                currency,
                payments,
                deposit,
            });
        }
    }

    fn finish(mut self) -> Result<File, Vec<LineMistake>> {
        if self.reached == Reached::Within {
            self.values.mistakes.push(0, None, Mistake::CutShort);
        }
        let start = self.start;
        let (errors, warnings) = self.values.finish();
        match start {
            Some((Some(created), is_test)) if errors.is_empty() => Ok(File {
                created,
                is_test,
                sections: self.sections,
                warnings,
            }),
            _ => Err(errors),
        }
    }
}

/// Twenty digits: the day, the time and microseconds.
fn moment(text: &str) -> Result<DateTime, Mistake> {
    let malformed = || Mistake::DateMalformed { value: excerpt(text) };
    let (day, time) = text.split_at_checked(8).ok_or_else(malformed)?;
    if time.len() != 12 || !time.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(malformed());
    }
    let part = |from: usize| time[from..from + 2].parse::<i8>().map_err(|_| malformed());
    let nanoseconds = time[6..].parse::<i32>().map_err(|_| malformed())? * 1_000;
    let time = jiff::civil::Time::new(part(0)?, part(2)?, part(4)?, nanoseconds).map_err(|_| malformed())?;
    Ok(date(day)?.to_datetime(time))
}
