//! A key as somebody types it in a form: plain words, read in one place.
//!
//! Conditions are `ORG=100 FIN=1*`; values of a line are `FIN` (copied) and `ORG=100` (written); a receiver is a
//! row `ORG=110 PROJ=P 60`, per cent or a weight last.

use kameral_base::{Date, Pattern, Quantity};
use kameral_ledger::model::Taken;
use serde::Deserialize;

use crate::check::per_cent;
use crate::key::{AllocationKey, Basis, DifferenceAccounts, KeyLine, KeyState, Parting, Reach, Receiver, Selection};

/// The fields of the form, as they come.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the fields of the form, each under its label")]
pub struct Typed {
    pub kod: String,
    pub version: String,
    pub namn: String,
    pub ordning: String,
    pub konton: String,
    pub villkor: String,
    pub rackvidd: String,
    pub satt: String,
    pub mottagare: String,
    pub baskonton: String,
    pub basvillkor: String,
    pub enhet: String,
    pub koddelar: String,
    pub paslag: String,
    pub priskoddel: String,
    pub konto: String,
    pub koder: String,
    pub avlyftskonto: String,
    pub avlyftskoder: String,
    pub differens: String,
    pub differensavlyft: String,
    pub fran: String,
    pub till: String,
    pub anteckning: String,
}

/// A field that cannot be read.
pub type Unreadable = &'static str;

impl Typed {
    /// The form of a key, for its next version.
    pub fn next_of(key: &AllocationKey, version: i64) -> Self {
        let basis = key.parting.basis();
        let pairs = |values: &[(String, Pattern)]| {
            let told = values.iter().map(|(code, pattern)| format!("{code}={pattern}"));
            told.collect::<Vec<_>>().join(" ")
        };
        Self {
            kod: key.key.clone(),
            version: version.to_string(),
            namn: key.name.clone(),
            ordning: key.order.to_string(),
            konton: key.pool.accounts.to_string(),
            villkor: pairs(&key.pool.values),
            rackvidd: key.reach.word().to_owned(),
            satt: key.parting.word().to_owned(),
            mottagare: receivers(&key.parting),
            baskonton: basis.map(|basis| basis.of.accounts.to_string()).unwrap_or_default(),
            basvillkor: basis.map(|basis| pairs(&basis.of.values)).unwrap_or_default(),
            enhet: basis.and_then(|basis| basis.unit.clone()).unwrap_or_default(),
            koddelar: match &key.parting {
                Parting::Basis { receivers, .. } => receivers.join(" "),
                _ => String::new(),
            },
            paslag: match key.parting {
                Parting::Rate { millionths, .. } => per_cent(millionths).replace(" %", ""),
                _ => String::new(),
            },
            priskoddel: match &key.parting {
                Parting::Price { dimension, .. } => dimension.clone(),
                _ => String::new(),
            },
            konto: account(&key.charge.account),
            koder: values(&key.charge.values),
            avlyftskonto: account(&key.relief.account),
            avlyftskoder: values(&key.relief.values),
            differens: key
                .difference
                .as_ref()
                .map(|own| own.charge.clone())
                .unwrap_or_default(),
            differensavlyft: key
                .difference
                .as_ref()
                .map(|own| own.relief.clone())
                .unwrap_or_default(),
            fran: String::new(),
            till: String::new(),
            anteckning: key.note.clone(),
        }
    }

    /// The key that was typed, or every field that cannot be read.
    pub fn read(&self) -> Result<AllocationKey, Vec<Unreadable>> {
        let mut wrong = Vec::new();
        let mut note = |field, fits: bool| {
            if !fits {
                wrong.push(field);
            }
        };
        let version: Option<i64> = self.version.trim().parse().ok();
        let order: Option<i64> = self.ordning.trim().parse().ok();
        note("version", version.is_some());
        note("ordning", order.is_some());
        let pool = selection(&self.konton, &self.villkor);
        note("konton", pool.is_ok());
        let parting = self.parting();
        if let Err(field) = parting {
            note(field, false);
        }
        let (charge, relief) = (
            line(&self.konto, &self.koder),
            line(&self.avlyftskonto, &self.avlyftskoder),
        );
        let (from, to) = (day(&self.fran), day(&self.till));
        note("fran", from.is_ok());
        note("till", to.is_ok());
        let difference = match (self.differens.trim(), self.differensavlyft.trim()) {
            ("", "") => None,
            (charge, relief) => Some(DifferenceAccounts {
                charge: charge.to_owned(),
                relief: relief.to_owned(),
            }),
        };
        match (version, order, pool, parting, from, to) {
            (Some(version), Some(order), Ok(pool), Ok(parting), Ok(valid_from), Ok(valid_to)) => Ok(AllocationKey {
                key: self.kod.trim().to_owned(),
                version,
                name: self.namn.trim().to_owned(),
                name_en: String::new(),
                order,
                state: KeyState::InForce,
                pool,
                reach: if self.rackvidd == Reach::Year.word() {
                    Reach::Year
                } else {
                    Reach::Period
                },
                parting,
                charge,
                relief,
                difference,
                valid_from,
                valid_to,
                note: self.anteckning.trim().to_owned(),
            }),
            _ => Err(wrong),
        }
    }

    fn parting(&self) -> Result<Parting, Unreadable> {
        let basis = || {
            let unit = Some(self.enhet.trim().to_owned()).filter(|unit| !unit.is_empty());
            let of = selection(&self.baskonton, &self.basvillkor).map_err(|()| "baskonton")?;
            Ok::<_, Unreadable>(Basis { of, unit })
        };
        match self.satt.as_str() {
            "shares" => Ok(Parting::Shares(self.receivers(true)?)),
            "weights" => Ok(Parting::Weights(self.receivers(false)?)),
            "basis" => Ok(Parting::Basis {
                basis: basis()?,
                receivers: self.koddelar.split_whitespace().map(str::to_owned).collect(),
            }),
            "rate" => Ok(Parting::Rate {
                basis: basis()?,
                millionths: millionths(&self.paslag).ok_or("paslag")?,
            }),
            "price" => Ok(Parting::Price {
                basis: basis()?,
                dimension: self.priskoddel.trim().to_owned(),
            }),
            _ => Err("satt"),
        }
    }

    fn receivers(&self, in_per_cent: bool) -> Result<Vec<Receiver>, Unreadable> {
        let rows = self.mottagare.lines().map(str::trim).filter(|row| !row.is_empty());
        rows.map(|row| {
            let row = row.trim_end_matches('%').trim_end();
            let (values, share) = row.rsplit_once(char::is_whitespace).ok_or("mottagare")?;
            let share = if in_per_cent {
                millionths(share)
            } else {
                share.parse().ok()
            };
            let values = values.split_whitespace().map(|value| {
                let (code, value) = value.split_once('=').ok_or("mottagare")?;
                Ok((code.to_owned(), value.to_owned()))
            });
            Ok(Receiver {
                values: values.collect::<Result<_, Unreadable>>()?,
                share: share.ok_or("mottagare")?,
            })
        })
        .collect()
    }
}

/// Per cent with at most three decimals, in millionths.
fn millionths(text: &str) -> Option<i64> {
    Quantity::parse(text.trim().trim_end_matches('%').trim())
        .ok()?
        .get()
        .checked_mul(10)
}

/// A day; none where nothing is typed.
fn day(text: &str) -> Result<Option<Date>, ()> {
    match text.trim() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| ()),
    }
}

fn selection(accounts: &str, conditions: &str) -> Result<Selection, ()> {
    let values = conditions.split_whitespace().map(|condition| {
        let (code, pattern) = condition.split_once('=').ok_or(())?;
        let read = if pattern.is_empty() || pattern == "\"\"" {
            Pattern::exact("")
        } else {
            Pattern::parse(pattern)
        };
        Ok((code.to_owned(), read.map_err(|_| ())?))
    });
    Ok(Selection {
        accounts: Pattern::parse(accounts.trim()).map_err(|_| ())?,
        values: values.collect::<Result<_, ()>>()?,
    })
}

fn line(account: &str, values: &str) -> KeyLine {
    let taken = |text: &str| match text.split_once('=') {
        Some((code, value)) => (code.to_owned(), Taken::Fixed(value.to_owned())),
        None => match text.split_once(':') {
            Some((code, relation)) => (code.to_owned(), Taken::Related(relation.to_owned())),
            None => (text.to_owned(), Taken::Copied),
        },
    };
    let account = account.trim();
    KeyLine {
        account: match account.split_once(':') {
            Some((_, relation)) => Taken::Related(relation.to_owned()),
            None if account.is_empty() => Taken::Copied,
            None => Taken::Fixed(account.to_owned()),
        },
        values: values.split_whitespace().map(taken).collect(),
    }
}

/// An account of a line, as it is typed.
pub(crate) fn account(taken: &Taken) -> String {
    match taken {
        Taken::Fixed(account) => account.clone(),
        Taken::Copied => String::new(),
        Taken::Related(relation) => format!(":{relation}"),
    }
}

/// The values of a line, as they are typed.
pub(crate) fn values(values: &[(String, Taken)]) -> String {
    let told = values.iter().map(|(code, taken)| match taken {
        Taken::Fixed(value) => format!("{code}={value}"),
        Taken::Copied => code.clone(),
        Taken::Related(relation) => format!("{code}:{relation}"),
    });
    told.collect::<Vec<_>>().join(" ")
}

/// Receivers with their shares or weights, a row each.
pub(crate) fn receivers(parting: &Parting) -> String {
    let (Parting::Shares(receivers) | Parting::Weights(receivers)) = parting else {
        return String::new();
    };
    let rows = receivers.iter().map(|receiver| {
        let values = receiver.values.iter().map(|(code, value)| format!("{code}={value}"));
        let share = match parting {
            Parting::Shares(_) => per_cent(receiver.share),
            _ => receiver.share.to_string(),
        };
        format!("{} {share}", values.collect::<Vec<_>>().join(" "))
    });
    rows.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_read_and_shown_again() {
        let typed = Typed {
            kod: "OH".to_owned(),
            version: "2".to_owned(),
            namn: "Lokaler".to_owned(),
            ordning: "10".to_owned(),
            konton: "5*".to_owned(),
            villkor: "ORG=100".to_owned(),
            rackvidd: "year".to_owned(),
            satt: "shares".to_owned(),
            mottagare: "ORG=110 PROJ=P 60 %\nORG=120 40 %".to_owned(),
            konto: "9511".to_owned(),
            koder: "FIN VHT:relation".to_owned(),
            avlyftskonto: "9519".to_owned(),
            avlyftskoder: "ORG FIN=G".to_owned(),
            ..Typed::default()
        };
        let key = typed.read().expect("a key");
        assert_eq!(Typed::next_of(&key, 2), typed);
        let Parting::Shares(receivers) = &key.parting else {
            panic!("{key:?}")
        };
        assert_eq!(receivers[0].share, 600_000);
    }

    #[test]
    fn every_field_that_cannot_be_read_is_told() {
        let typed = Typed {
            satt: "rate".to_owned(),
            baskonton: "4*".to_owned(),
            paslag: "mycket".to_owned(),
            fran: "i går".to_owned(),
            ..Typed::default()
        };
        assert_eq!(
            typed.read(),
            Err(vec!["version", "ordning", "konton", "paslag", "fran"])
        );
    }
}
