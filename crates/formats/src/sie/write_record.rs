//! The label and the fields of each record, as they are written.

use super::balance::{Balance, BalanceKind, ObjectBalance, ObjectBalanceKind, PeriodBalance, PeriodBalanceKind};
use super::label::Label;
use super::line_writer::LineWriter;
use super::record::Record;
use super::write_mistake::WriteMistake;

/// The label of a record.
pub(super) fn label(record: &Record<'_>) -> Label {
    match record {
        Record::Flag { .. } => Label::Flagga,
        Record::Program { .. } => Label::Program,
        Record::Format { .. } => Label::Format,
        Record::Generated { .. } => Label::Gen,
        Record::Type { .. } => Label::Sietyp,
        Record::Comment { .. } => Label::Prosa,
        Record::CompanyForm { .. } => Label::Ftyp,
        Record::CompanyCode { .. } => Label::Fnr,
        Record::OrgNumber { .. } => Label::Orgnr,
        Record::Industry { .. } => Label::Bkod,
        Record::Address { .. } => Label::Adress,
        Record::CompanyName { .. } => Label::Fnamn,
        Record::Year { .. } => Label::Rar,
        Record::TaxYear { .. } => Label::Taxar,
        Record::Scope { .. } => Label::Omfattn,
        Record::ChartType { .. } => Label::Kptyp,
        Record::Currency { .. } => Label::Valuta,
        Record::Account { .. } => Label::Konto,
        Record::AccountType { .. } => Label::Ktyp,
        Record::Unit { .. } => Label::Enhet,
        Record::Sru { .. } => Label::Sru,
        Record::Dimension { above: None, .. } => Label::Dim,
        Record::Dimension { .. } => Label::Underdim,
        Record::Object { .. } => Label::Objekt,
        Record::Balance(Balance {
            kind: BalanceKind::Opening,
            ..
        }) => Label::Ib,
        Record::Balance(Balance {
            kind: BalanceKind::Closing,
            ..
        }) => Label::Ub,
        Record::Balance(Balance {
            kind: BalanceKind::Result,
            ..
        }) => Label::Res,
        Record::ObjectBalance(ObjectBalance {
            kind: ObjectBalanceKind::Opening,
            ..
        }) => Label::Oib,
        Record::ObjectBalance(ObjectBalance {
            kind: ObjectBalanceKind::Closing,
            ..
        }) => Label::Oub,
        Record::PeriodBalance(PeriodBalance {
            kind: PeriodBalanceKind::Outturn,
            ..
        }) => Label::Psaldo,
        Record::PeriodBalance(PeriodBalance {
            kind: PeriodBalanceKind::Budget,
            ..
        }) => Label::Pbudget,
    }
}

/// Writes the fields after the label.
pub(super) fn fields(record: &Record<'_>, line: &mut LineWriter) -> Result<(), WriteMistake> {
    match record {
        Record::Account { account, name } => code_and_text(account, name, line)?,
        Record::AccountType { account, kind } => {
            line.account(account)?;
            line.code(kind.letter().encode_utf8(&mut [0; 4]));
        }
        Record::Unit { account, unit } => code_and_text(account, unit, line)?,
        Record::Sru { account, code } => code_and_text(account, code, line)?,
        Record::Dimension { number, name, above } => {
            line.number(i64::from(*number));
            line.text(name)?;
            if let Some(above) = above {
                line.number(i64::from(*above));
            }
        }
        Record::Object {
            dimension,
            object,
            name,
        } => {
            line.number(i64::from(*dimension));
            line.text(object)?;
            line.text(name)?;
        }
        Record::Balance(balance) => {
            line.number(balance.year.into());
            line.account(&balance.account)?;
            line.amount(balance.amount);
            line.optional_quantity(balance.quantity);
        }
        Record::ObjectBalance(balance) => {
            line.number(balance.year.into());
            line.account(&balance.account)?;
            line.objects(&balance.objects)?;
            line.amount(balance.amount);
            line.optional_quantity(balance.quantity);
        }
        Record::PeriodBalance(balance) => {
            line.number(balance.year.into());
            line.period(balance.period);
            line.account(&balance.account)?;
            line.objects(&balance.objects)?;
            line.amount(balance.amount);
            line.optional_quantity(balance.quantity);
        }
        _ => identification(record, line)?,
    }
    Ok(())
}

fn code_and_text(account: &str, text: &str, line: &mut LineWriter) -> Result<(), WriteMistake> {
    line.account(account)?;
    line.text(text)
}

fn identification(record: &Record<'_>, line: &mut LineWriter) -> Result<(), WriteMistake> {
    match record {
        Record::Program { name, version } => {
            line.text(name)?;
            line.text(version)
        }
        Record::Generated { on, sign } => {
            line.date(*on);
            line.optional_text(sign.as_deref())
        }
        Record::Comment { text }
        | Record::CompanyForm { code: text }
        | Record::CompanyCode { code: text }
        | Record::Industry { code: text }
        | Record::CompanyName { name: text }
        | Record::TaxYear { year: text }
        | Record::ChartType { name: text }
        | Record::Currency { code: text } => line.text(text),
        Record::OrgNumber {
            number,
            acquisition,
            activity,
        } => {
            line.text(number)?;
            line.optional_text(acquisition.as_deref())?;
            line.optional_text(activity.as_deref())
        }
        Record::Address {
            contact,
            street,
            town,
            telephone,
        } => [contact, street, town, telephone]
            .into_iter()
            .try_for_each(|text| line.text(text)),
        Record::Year {
            year,
            starts_on,
            ends_on,
        } => {
            line.number((*year).into());
            line.date(*starts_on);
            line.date(*ends_on);
            Ok(())
        }
        Record::Scope { until } => {
            line.date(*until);
            Ok(())
        }
        _ => Ok(()),
    }
}
