//! The fields of each record, in the order of the standard (chapter 11). Field names are its own.

use super::balance::{Balance, BalanceKind, ObjectBalance, ObjectBalanceKind, PeriodBalance, PeriodBalanceKind};
use super::fields::Fields;
use super::label::Label;
use super::mistake::Mistake;
use super::record::{AccountKind, Record, SieType};

/// The record with that label, or `None` when a field of it was refused.
///
/// Vouchers, their lines and checksums are no such records.
pub(super) fn record<'a>(label: Label, fields: &mut Fields<'a, '_>) -> Option<Record<'a>> {
    match label {
        Label::Ib => balance(BalanceKind::Opening, fields),
        Label::Ub => balance(BalanceKind::Closing, fields),
        Label::Res => balance(BalanceKind::Result, fields),
        Label::Oib => object_balance(ObjectBalanceKind::Opening, fields),
        Label::Oub => object_balance(ObjectBalanceKind::Closing, fields),
        Label::Psaldo => period_balance(PeriodBalanceKind::Outturn, fields),
        Label::Pbudget => period_balance(PeriodBalanceKind::Budget, fields),
        Label::Konto | Label::Ktyp | Label::Enhet | Label::Sru => account(label, fields),
        Label::Dim | Label::Underdim | Label::Objekt => dimension(label, fields),
        Label::Ver | Label::Trans | Label::Rtrans | Label::Btrans | Label::Ksumma => None,
        _ => identification(label, fields),
    }
}

fn identification<'a>(label: Label, fields: &mut Fields<'a, '_>) -> Option<Record<'a>> {
    fields.be_lenient();
    Some(match label {
        Label::Flagga => Record::Flag {
            imported: fields.value("x", |flag| Some(flag != b"0"), |_| Mistake::FieldMissing)?,
        },
        Label::Program => Record::Program {
            name: fields.required_text("programnamn")?,
            version: fields.text("version"),
        },
        Label::Format => Record::Format {
            name: fields.text("PC8"),
        },
        Label::Gen => Record::Generated {
            on: fields.date("datum")?,
            sign: fields.optional_text("sign"),
        },
        Label::Sietyp => Record::Type {
            sie_type: fields.value("typnr", sie_type, |value| Mistake::TypeUnknown { value })?,
        },
        Label::Prosa => Record::Comment {
            text: fields.text("text"),
        },
        Label::Ftyp => Record::CompanyForm {
            code: fields.text("företagstyp"),
        },
        Label::Fnr => Record::CompanyCode {
            code: fields.text("företagsid"),
        },
        Label::Bkod => Record::Industry {
            code: fields.text("SNI-kod"),
        },
        Label::Fnamn => Record::CompanyName {
            name: fields.text("företagsnamn"),
        },
        Label::Orgnr => org_number(fields),
        Label::Adress => address(fields),
        Label::Rar => return year(fields),
        Label::Taxar => Record::TaxYear {
            year: fields.text("år"),
        },
        Label::Omfattn => Record::Scope {
            until: fields.date("datum")?,
        },
        Label::Kptyp => Record::ChartType {
            name: fields.text("typ"),
        },
        Label::Valuta => Record::Currency {
            code: fields.required_text("valutakod")?,
        },
        _ => return None,
    })
}

fn org_number<'a>(fields: &mut Fields<'a, '_>) -> Record<'a> {
    Record::OrgNumber {
        number: fields.text("orgnr"),
        acquisition: fields.optional_text("förvnr"),
        activity: fields.optional_text("verknr"),
    }
}

fn address<'a>(fields: &mut Fields<'a, '_>) -> Record<'a> {
    Record::Address {
        contact: fields.text("kontakt"),
        street: fields.text("utdelningsadr"),
        town: fields.text("postadr"),
        telephone: fields.text("tel"),
    }
}

fn sie_type(number: &[u8]) -> Option<SieType> {
    match number {
        [digit @ b'1'..=b'4'] => SieType::of_number(digit - b'0'),
        _ => None,
    }
}

fn year<'a>(fields: &mut Fields<'a, '_>) -> Option<Record<'a>> {
    let (year, starts_on, ends_on) = (fields.year(), fields.date("start"), fields.date("slut"));
    let (year, starts_on, ends_on) = (year?, starts_on?, ends_on?);
    if ends_on < starts_on {
        fields.refuse(Some("slut"), Mistake::YearBackward);
        return None;
    }
    Some(Record::Year {
        year,
        starts_on,
        ends_on,
    })
}

fn account<'a>(label: Label, fields: &mut Fields<'a, '_>) -> Option<Record<'a>> {
    let account = fields.account("kontonr");
    Some(match label {
        Label::Konto => {
            let name = fields.text("kontonamn");
            Record::Account {
                account: account?,
                name,
            }
        }
        Label::Ktyp => {
            let kind = fields.value("kontotyp", account_kind, |value| Mistake::AccountKindUnknown { value });
            Record::AccountType {
                account: account?,
                kind: kind?,
            }
        }
        Label::Enhet => {
            let unit = fields.text("enhet");
            Record::Unit {
                account: account?,
                unit,
            }
        }
        _ => {
            let code = fields.text("SRU-kod");
            Record::Sru {
                account: account?,
                code,
            }
        }
    })
}

fn account_kind(letter: &[u8]) -> Option<AccountKind> {
    match letter {
        b"T" | b"t" => Some(AccountKind::Asset),
        b"S" | b"s" => Some(AccountKind::Liability),
        b"K" | b"k" => Some(AccountKind::Cost),
        b"I" | b"i" => Some(AccountKind::Income),
        _ => None,
    }
}

fn dimension<'a>(label: Label, fields: &mut Fields<'a, '_>) -> Option<Record<'a>> {
    let number = fields.dimension("dimensionsnr");
    if label == Label::Objekt {
        let (object, name) = (fields.required_text("objektnr"), fields.text("objektnamn"));
        return Some(Record::Object {
            dimension: number?,
            object: object?,
            name,
        });
    }
    let name = fields.text("namn");
    let above = if label == Label::Underdim {
        Some(fields.dimension("superdimension")?)
    } else {
        None
    };
    Some(Record::Dimension {
        number: number?,
        name,
        above,
    })
}

fn balance<'a>(kind: BalanceKind, fields: &mut Fields<'a, '_>) -> Option<Record<'a>> {
    let (year, account, amount) = (fields.year(), fields.account("konto"), fields.amount("saldo"));
    let quantity = fields.optional_quantity("kvantitet");
    Some(Record::Balance(Balance {
        kind,
        year: year?,
        account: account?,
        amount: amount?,
        quantity,
    }))
}

fn object_balance<'a>(kind: ObjectBalanceKind, fields: &mut Fields<'a, '_>) -> Option<Record<'a>> {
    let (year, account, objects) = (fields.year(), fields.account("konto"), fields.objects());
    let (amount, quantity) = (fields.amount("saldo"), fields.optional_quantity("kvantitet"));
    Some(Record::ObjectBalance(ObjectBalance {
        kind,
        year: year?,
        account: account?,
        objects: objects?,
        amount: amount?,
        quantity,
    }))
}

fn period_balance<'a>(kind: PeriodBalanceKind, fields: &mut Fields<'a, '_>) -> Option<Record<'a>> {
    let (year, period, account) = (fields.year(), fields.period(), fields.account("konto"));
    let objects = fields.objects();
    let (amount, quantity) = (fields.amount("saldo"), fields.optional_quantity("kvantitet"));
    Some(Record::PeriodBalance(PeriodBalance {
        kind,
        year: year?,
        period: period?,
        account: account?,
        objects: objects?,
        amount: amount?,
        quantity,
    }))
}
