//! The check of a key and of a price when they are kept: what they point at is there, shares are whole,
//! versions follow on each other, and no key shares out what it posts itself.

use std::collections::BTreeSet;

use kameral_base::{Date, Ore, Pattern};
use kameral_ledger::charge::coding_words;
use kameral_ledger::model::{ACCOUNT_DIMENSION, AccountPosting, AccountingModel, Dimension, Taken};
use kameral_ledger::register::{FIELD_CHARS_MAX, NAME_CHARS_MAX};
use kameral_ledger::voucher::CodingKey;

use crate::key::{AllocationKey, Basis, KeyLine, Parting, Reach, Receiver, Selection, StandardPrice, WHOLE};
use crate::refusal::AllocationRefusal as Refused;

/// Longest code of a key, in characters.
pub const CODE_CHARS_MAX: usize = 30;

/// Highest rate, in millionths: a hundred times the basis.
pub const RATE_MAX: i64 = 100 * WHOLE;

/// Checks a key against the model and the versions there are.
pub fn key(model: &AccountingModel, known: &[AllocationKey], key: &AllocationKey) -> Result<(), Refused> {
    let code = || key.key.clone();
    let fits = |c: char| c.is_alphanumeric() || c == '-' || c == '.';
    if key.key.is_empty() || CODE_CHARS_MAX < key.key.chars().count() || !key.key.chars().all(fits) {
        return Err(Refused::CodeMalformed { key: code() });
    }
    let readable = |text: &str, max: usize| text.chars().count() <= max && !text.chars().any(char::is_control);
    if key.name.trim().is_empty()
        || !readable(&key.name, NAME_CHARS_MAX)
        || !readable(&key.name_en, NAME_CHARS_MAX)
        || !readable(&key.note, FIELD_CHARS_MAX)
    {
        return Err(Refused::NameMalformed { key: code() });
    }
    if matches!((key.valid_from, key.valid_to), (Some(from), Some(to)) if to < from) {
        return Err(Refused::ValidityReversed { key: code() });
    }
    versions(known, key)?;
    let check = Check { model, key };
    check.selection(&key.pool)?;
    if let Some(basis) = key.parting.basis() {
        check.selection(&basis.of)?;
    }
    check.line(&key.charge)?;
    check.line(&key.relief)?;
    if let Some(accounts) = &key.difference {
        check.account(&accounts.charge)?;
        check.account(&accounts.relief)?;
        if accounts.charge == accounts.relief {
            return Err(Refused::AccountsNotOwn { key: code() });
        }
    }
    check.parting()?;
    check.own_lines()
}

/// A version that is kept stays as it is, but for its last day and its state; a new one follows on the
/// last, and no two have a day in common. One that is proposed may get another content.
fn versions(known: &[AllocationKey], key: &AllocationKey) -> Result<(), Refused> {
    let same = || known.iter().filter(|other| other.key == key.key);
    let others = || same().filter(|other| other.version != key.version);
    let fits = match same().find(|other| other.version == key.version) {
        Some(kept) if kept.state == crate::key::KeyState::Proposed => true,
        Some(kept) => {
            let changeable = AllocationKey {
                valid_to: kept.valid_to,
                state: kept.state,
                ..key.clone()
            };
            changeable == *kept
        }
        None => key.version == others().map(|other| other.version).max().unwrap_or(0) + 1,
    };
    if !fits {
        return Err(Refused::VersionKept {
            key: key.key.clone(),
            version: key.version,
        });
    }
    match others().find(|other| other.overlaps(key)) {
        Some(other) => Err(Refused::VersionOverlaps {
            key: key.key.clone(),
            version: key.version,
            other: other.version,
        }),
        None => Ok(()),
    }
}

struct Check<'c> {
    model: &'c AccountingModel,
    key: &'c AllocationKey,
}

impl Check<'_> {
    fn code(&self) -> String {
        self.key.key.clone()
    }

    fn dimension(&self, code: &str) -> Result<&Dimension, Refused> {
        let unknown = || Refused::DimensionUnknown {
            key: self.code(),
            dimension: code.to_owned(),
        };
        self.model.dimension(code).ok_or_else(unknown)
    }

    /// A dimension that a line may bear.
    fn direct(&self, code: &str) -> Result<&Dimension, Refused> {
        let dimension = self.dimension(code)?;
        if dimension.indirect {
            return Err(Refused::DimensionUnknown {
                key: self.code(),
                dimension: code.to_owned(),
            });
        }
        Ok(dimension)
    }

    fn selection(&self, selection: &Selection) -> Result<(), Refused> {
        for (code, _) in selection.values.iter().filter(|(code, _)| code != ACCOUNT_DIMENSION) {
            self.dimension(code)?;
        }
        Ok(())
    }

    fn line(&self, line: &KeyLine) -> Result<(), Refused> {
        match &line.account {
            Taken::Fixed(account) => self.account(account)?,
            Taken::Copied => {}
            Taken::Related(relation) => self.relation(relation)?,
        }
        for (code, taken) in &line.values {
            let dimension = self.direct(code)?;
            match taken {
                Taken::Fixed(value) => self.value(dimension, value)?,
                Taken::Copied => {}
                Taken::Related(relation) => self.relation(relation)?,
            }
        }
        Ok(())
    }

    fn account(&self, account: &str) -> Result<(), Refused> {
        let usable = self
            .model
            .accounts
            .get(account)
            .is_some_and(|known| known.posting == AccountPosting::Open && !self.ends_first(known.valid_to));
        if usable {
            return Ok(());
        }
        Err(Refused::AccountUnusable {
            key: self.code(),
            account: account.to_owned(),
        })
    }

    /// Whether something ends before the key does.
    fn ends_first(&self, end: Option<Date>) -> bool {
        end.is_some_and(|end| self.key.valid_to.is_none_or(|last| end < last))
    }

    fn value(&self, dimension: &Dimension, value: &str) -> Result<(), Refused> {
        let row = self.model.value(dimension.position, value);
        let ended = row.is_some_and(|row| self.ends_first(row.valid_to));
        let known = row.is_some() || dimension.free_values;
        if known && !ended && !value.is_empty() {
            return Ok(());
        }
        Err(Refused::ValueUnusable {
            key: self.code(),
            dimension: dimension.code.clone(),
            value: value.to_owned(),
        })
    }

    fn relation(&self, relation: &str) -> Result<(), Refused> {
        if self.model.relations.iter().any(|known| known.relation == relation) {
            return Ok(());
        }
        Err(Refused::RelationUnknown {
            key: self.code(),
            relation: relation.to_owned(),
        })
    }

    fn parting(&self) -> Result<(), Refused> {
        match &self.key.parting {
            Parting::Shares(receivers) => {
                self.receivers(receivers)?;
                let sum: i128 = receivers.iter().map(|receiver| i128::from(receiver.share)).sum();
                if sum == i128::from(WHOLE) {
                    return Ok(());
                }
                Err(Refused::SharesNotWhole {
                    key: self.code(),
                    sum: per_cent(i64::try_from(sum).unwrap_or(i64::MAX)),
                })
            }
            Parting::Weights(receivers) => self.receivers(receivers),
            Parting::Basis { receivers, .. } => {
                if receivers.is_empty() {
                    return Err(Refused::ReceiversMissing { key: self.code() });
                }
                receivers.iter().try_for_each(|code| self.direct(code).map(|_| ()))
            }
            Parting::Rate { basis, millionths } => {
                self.estimate(basis, false)?;
                if (1..=RATE_MAX).contains(millionths) {
                    return Ok(());
                }
                Err(Refused::RateOutOfRange { key: self.code() })
            }
            Parting::Price { basis, dimension } => {
                self.estimate(basis, true)?;
                self.dimension(dimension).map(|_| ())
            }
        }
    }

    /// What a rate and a price have in common: the period, a basis of the right sort, accounts of their own.
    fn estimate(&self, basis: &Basis, of_quantities: bool) -> Result<(), Refused> {
        if basis.unit.as_ref().is_some_and(|unit| !unit.is_empty()) != of_quantities {
            return Err(Refused::UnitMissing { key: self.code() });
        }
        if self.key.reach == Reach::Year {
            return Err(Refused::ReachYear { key: self.code() });
        }
        match (&self.key.charge.account, &self.key.relief.account) {
            (Taken::Fixed(charge), Taken::Fixed(relief)) if charge != relief => Ok(()),
            _ => Err(Refused::AccountsNotOwn { key: self.code() }),
        }
    }

    fn receivers(&self, receivers: &[Receiver]) -> Result<(), Refused> {
        if receivers.is_empty() {
            return Err(Refused::ReceiversMissing { key: self.code() });
        }
        let mut met = BTreeSet::new();
        for receiver in receivers {
            let mut values = Vec::with_capacity(receiver.values.len());
            for (code, value) in &receiver.values {
                let dimension = self.direct(code)?;
                self.value(dimension, value)?;
                values.push((dimension.position, value.clone()));
            }
            values.sort();
            let words = self.words("", &values);
            if receiver.share <= 0 {
                return Err(Refused::ShareMalformed {
                    key: self.code(),
                    receiver: words,
                });
            }
            if !met.insert(values) {
                return Err(Refused::ReceiverTwice {
                    key: self.code(),
                    receiver: words,
                });
            }
        }
        Ok(())
    }

    fn words(&self, account: &str, values: &[(u8, String)]) -> String {
        let words = coding_words(self.model, &CodingKey::new(account, values));
        words.trim().to_owned()
    }

    /// What a key posts at its receivers is not among what it shares out, nor among what it rests on.
    fn own_lines(&self) -> Result<(), Refused> {
        let from = self.key.parting.basis().filter(|_| self.key.parting.is_estimate());
        let tried = from.map_or(&self.key.pool, |basis| &basis.of);
        let accounts: Vec<&str> = match &self.key.charge.account {
            Taken::Fixed(account) => vec![account],
            Taken::Copied | Taken::Related(_) => self.model.accounts.keys().map(String::as_str).collect(),
        };
        let Some(account) = accounts.into_iter().find(|account| tried.accounts.matches(account)) else {
            return Ok(());
        };
        let receivers: Vec<Vec<(String, Option<String>)>> = match &self.key.parting {
            Parting::Shares(receivers) | Parting::Weights(receivers) => {
                let told = |receiver: &Receiver| {
                    let values = receiver.values.iter();
                    values
                        .map(|(code, value)| (code.clone(), Some(value.clone())))
                        .collect()
                };
                receivers.iter().map(told).collect()
            }
            Parting::Basis { receivers, .. } => {
                vec![receivers.iter().map(|code| (code.clone(), None)).collect()]
            }
            Parting::Rate { .. } | Parting::Price { .. } => vec![Vec::new()],
        };
        for receiver in receivers {
            if tried
                .values
                .iter()
                .all(|(code, pattern)| self.may_be(&receiver, code, pattern))
            {
                let told = receiver
                    .iter()
                    .filter_map(|(code, value)| Some(format!("{code}={}", value.as_ref()?)));
                let line = std::iter::once(account.to_owned())
                    .chain(told)
                    .collect::<Vec<_>>()
                    .join(" ");
                return Err(Refused::Circular { key: self.code(), line });
            }
        }
        Ok(())
    }

    /// Whether what stands at a dimension of a receiver's line may be what a condition asks. What is copied
    /// or derived may be anything; what comes out of a basis may be any value that the basis itself allows.
    fn may_be(&self, receiver: &[(String, Option<String>)], code: &str, pattern: &Pattern) -> bool {
        if code == ACCOUNT_DIMENSION || self.model.dimension(code).is_none_or(|dimension| dimension.indirect) {
            return true;
        }
        if let Some((_, value)) = receiver.iter().find(|(named, _)| named.eq_ignore_ascii_case(code)) {
            return match value {
                Some(value) => pattern.matches(value),
                None => self.in_basis(code, pattern),
            };
        }
        match self
            .key
            .charge
            .values
            .iter()
            .find(|(named, _)| named.eq_ignore_ascii_case(code))
        {
            Some((_, Taken::Fixed(value))) => pattern.matches(value),
            Some(_) => true,
            None => pattern.matches(""),
        }
    }

    fn in_basis(&self, code: &str, pattern: &Pattern) -> bool {
        let asked = self.key.parting.basis().and_then(|basis| {
            let found = basis
                .of
                .values
                .iter()
                .find(|(named, _)| named.eq_ignore_ascii_case(code));
            found.map(|(_, pattern)| pattern)
        });
        let both = |value: &str| pattern.matches(value) && asked.is_none_or(|asked| asked.matches(value));
        let known = self
            .model
            .dimension(code)
            .and_then(|dimension| self.model.values.get(&dimension.position));
        both("") || known.is_some_and(|values| values.keys().any(|value| both(value)))
    }
}

/// Checks a price.
pub fn price(model: &AccountingModel, price: &StandardPrice) -> Result<(), Refused> {
    let resource = || price.resource.clone();
    if model.dimension(&price.dimension).is_none() {
        return Err(Refused::DimensionUnknown {
            key: resource(),
            dimension: price.dimension.clone(),
        });
    }
    let readable =
        |text: &str| !text.is_empty() && text.chars().count() <= NAME_CHARS_MAX && !text.chars().any(char::is_control);
    if price.price <= Ore::ZERO || !readable(&price.resource) || !readable(&price.unit) {
        return Err(Refused::PriceMalformed { resource: resource() });
    }
    if price.valid_from.day() != 1 {
        return Err(Refused::PriceInMonth {
            resource: resource(),
            valid_from: price.valid_from,
        });
    }
    Ok(())
}

/// Millionths as per cent: `60 %`.
pub fn per_cent(millionths: i64) -> String {
    let thousandths = millionths / 10;
    let text = kameral_base::Quantity::new(thousandths).plain();
    format!("{text} %")
}
