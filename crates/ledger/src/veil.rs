//! What of an entity's persons is hidden from a reader: values that are personal identity numbers, values
//! and users with protected identity (SEC-22; GDPR). What it is made into stands in
//! `kameral_access::personal`.

use std::collections::BTreeSet;
use std::sync::Arc;

use kameral_access::personal::{
    Hidden, HiddenKind, PERSON_MARK, PROTECTED_MARK, Protection, ProtectionKind, Pseudonyms, SECRET_MARK, Veil,
    known_users, protected_users, protections,
};
use kameral_base::EntityId;
use kameral_site::{Kept, OfPersons, Sees};
use kameral_store::{Fault, Store, Tx, params};

use crate::known_values::known_values;
use crate::secrecy::{self, Marked, SecrecyMark};
use crate::store::damaged;
use crate::voucher::{CodingKey, DraftVoucher};

/// The shortest value that is hidden where it stands; a shorter one is a word of every page, and is
/// hidden by its name alone.
pub(crate) const VALUE_CHARS_MIN: usize = 6;

/// A shorter text that is secret is a word of many pages, and is hidden where it stands alone.
const TEXT_CHARS_MIN: usize = 5;

/// Which of a reader's veils.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Of {
    /// What the books and registers hold.
    Books,
    /// What is worked on.
    Work,
}

/// What a veil is made of; while nothing of it changes, neither does the veil.
#[derive(Debug, Clone, PartialEq, Eq)]
struct MadeOf {
    /// The model's stamp; empty for the veil of what is worked on.
    stamp: Vec<u8>,
    /// What tells that something was added or changed.
    standing: Vec<i64>,
    /// Protections and marks in force, and versions of drafts that are marked.
    stands: Vec<(EntityId, i64)>,
}

/// Veils by entity, reader and what they cover.
type Veils = Kept<(EntityId, Sees, Of), MadeOf, Option<Arc<Veil>>>;

/// What is hidden from a reader at an entity, and who is looked for in what is shown.
pub fn of_persons(store: &Store, entity: EntityId, sees: Sees) -> Result<OfPersons, Fault> {
    store.read(|tx| {
        let protections = protections(tx, entity)?;
        let mut persons = vec![known_users(store, tx, &protections)?];
        persons.extend(known_values(store, tx, entity, &protections)?);
        let veils = veils(store, tx, (entity, sees), &protections)?;
        Ok(OfPersons { veils, persons })
    })
}

/// The veils of a reader at an entity, to be drawn one over the other: what the books and registers hold, and
/// what is worked on, which changes with every draft that is saved. None where nothing is hidden.
fn veils(
    store: &Store,
    tx: &mut Tx,
    (entity, sees): (EntityId, Sees),
    protections: &[Protection],
) -> Result<Vec<Arc<Veil>>, Fault> {
    let secrets = if sees.secret {
        Vec::new()
    } else {
        secrecy::in_force(tx, entity, sees.today)?
    };
    if protections.is_empty() && secrets.is_empty() {
        return Ok(Vec::new());
    }
    // What could not be hidden is not shown.
    let pseudonyms = Pseudonyms::of_installation(tx)?
        .ok_or_else(|| damaged("pseudonym_key", "key", "none, though something is protected"))?;
    let (posted, worked_on): (Vec<_>, Vec<_>) = secrets.into_iter().partition(|mark| mark.marked == Marked::Voucher);
    let numbers = |marks: &[SecrecyMark]| marks.iter().map(|mark| (entity, -mark.number)).collect::<Vec<_>>();
    let mut stands: Vec<(EntityId, i64)> = protections.iter().map(|known| (known.entity, known.number)).collect();
    let mut stands_at_work = stands.clone();
    stands.extend(numbers(&posted));
    stands_at_work.extend(numbers(&worked_on));
    stands_at_work.extend(secrecy::versions(tx, entity, &worked_on)?);
    let (stamp, last_coding) = standing(tx, entity)?;
    let of_books = MadeOf {
        stamp,
        standing: vec![last_coding],
        stands,
    };
    let of_work = MadeOf {
        stamp: Vec::new(),
        standing: standing_at_work(tx, entity, &worked_on)?,
        stands: stands_at_work,
    };
    let known = store.shared::<Veils>();
    let of_books = known.of((entity, sees, Of::Books), of_books, || {
        let mut all = hidden(tx, entity, sees, protections, &pseudonyms)?;
        all.extend(secret_texts(tx, entity, &posted, &pseudonyms)?);
        Ok(Veil::new(all)?.map(Arc::new))
    })?;
    let of_work = known.of((entity, sees, Of::Work), of_work, || {
        let mut all = Vec::new();
        if are_hidden(sees, protections) {
            let persons = persons_in_drafts(tx, entity, protections)?.into_iter();
            all.extend(persons.map(|value| of(&value, &pseudonyms.of(PERSON_MARK, &value), HiddenKind::Number)));
        }
        all.extend(secret_texts(tx, entity, &worked_on, &pseudonyms)?);
        Ok(Veil::new(all)?.map(Arc::new))
    })?;
    Ok(of_books.into_iter().chain(of_work).collect())
}

/// The model's stamp and the last coding: nothing else can bring another value into the books.
pub(crate) fn standing(tx: &mut Tx, entity: EntityId) -> Result<(Vec<u8>, i64), Fault> {
    let found = tx.optional(include_str!("sql/veil_standing.sql"), params![entity], |row| {
        Ok((row.get("stamp")?, row.get("last_coding")?))
    })?;
    Ok(found.unwrap_or_default())
}

/// What tells that a draft was made, changed or left, and, where a document is marked, that a voucher was posted:
/// it may name the document otherwise.
pub(crate) fn standing_at_work(tx: &mut Tx, entity: EntityId, marks: &[SecrecyMark]) -> Result<Vec<i64>, Fault> {
    let names_matter = marks.iter().any(|mark| mark.marked == Marked::Document);
    let found = tx.optional(include_str!("sql/veil_standing_at_work.sql"), params![entity], |row| {
        let last_seq: i64 = row.get("last_seq")?;
        Ok(vec![
            if names_matter { last_seq } else { 0 },
            row.get("last_draft")?,
            row.get("draft_count")?,
            row.get("version_sum")?,
        ])
    })?;
    Ok(found.unwrap_or_default())
}

fn secret_texts(
    tx: &mut Tx,
    entity: EntityId,
    marks: &[SecrecyMark],
    pseudonyms: &Pseudonyms,
) -> Result<Vec<Hidden>, Fault> {
    let texts = secrecy::texts(tx, entity, marks)?.into_iter().map(|text| {
        let kind = if text.chars().count() < TEXT_CHARS_MIN {
            HiddenKind::Cell
        } else {
            HiddenKind::Text
        };
        of(&text, &pseudonyms.of(SECRET_MARK, &text), kind)
    });
    Ok(texts.collect())
}

/// Whether a reader meets values that may be identity numbers in pseudonyms: without the right, and in files where
/// the entity has said so.
fn are_hidden(sees: Sees, protections: &[Protection]) -> bool {
    let files = protections
        .iter()
        .any(|known| known.kind == ProtectionKind::PseudonymousFiles);
    !sees.personal || sees.file && files
}

/// Identity numbers in drafts: one that is typed is known by its form, though no register and no posted line has
/// it yet.
pub(crate) fn persons_in_drafts(
    tx: &mut Tx,
    entity: EntityId,
    protections: &[Protection],
) -> Result<BTreeSet<String>, Fault> {
    let is_personal = |code: &str| {
        protections
            .iter()
            .any(|known| known.kind == ProtectionKind::PersonalDimension && known.dimension.eq_ignore_ascii_case(code))
    };
    let known = dimensions(tx, entity)?.into_iter();
    let positions: Vec<u8> = known
        .filter(|known| is_personal(&known.code))
        .map(|known| known.position)
        .collect();
    let mut found = BTreeSet::new();
    if positions.is_empty() {
        return Ok(found);
    }
    tx.each(include_str!("sql/veil_drafts.sql"), params![entity], |row| {
        let voucher: DraftVoucher = serde_json::from_str(row.get("content")?).unwrap_or_default();
        for (position, value) in voucher.lines.into_iter().flat_map(|line| line.values) {
            if positions.contains(&position) && is_person(&value) {
                found.insert(value.trim().to_owned());
            }
        }
        Ok(())
    })?;
    Ok(found)
}

fn hidden(
    tx: &mut Tx,
    entity: EntityId,
    sees: Sees,
    protections: &[Protection],
    pseudonyms: &Pseudonyms,
) -> Result<Vec<Hidden>, Fault> {
    let personal = !are_hidden(sees, protections);
    let mut hidden = Vec::new();
    if !sees.protected {
        for user in protected_users(tx)? {
            if Some(user.id) != sees.own {
                let shown = pseudonyms.of(PROTECTED_MARK, &user.login);
                hidden.push(of(&user.login, &shown, HiddenKind::Login));
                hidden.push(of(&user.name, &shown, HiddenKind::Name));
            }
        }
    }
    let of_values = |known: &&Protection| {
        (known.kind == ProtectionKind::PersonalDimension && !personal)
            || (known.kind == ProtectionKind::ProtectedValue && !sees.protected)
    };
    let of_values: Vec<&Protection> = protections.iter().filter(of_values).collect();
    if of_values.is_empty() {
        return Ok(hidden);
    }
    let mut seen = BTreeSet::new();
    for value in values(tx, entity)? {
        let Some(found) = value.protection(&of_values) else {
            continue;
        };
        let mark = if found.kind == ProtectionKind::ProtectedValue {
            PROTECTED_MARK
        } else {
            PERSON_MARK
        };
        if !seen.insert((value.value.clone(), value.name.clone())) {
            continue;
        }
        let shown = pseudonyms.of(mark, &value.value);
        if VALUE_CHARS_MIN <= value.value.chars().count() {
            hidden.push(of(&value.value, &shown, HiddenKind::Number));
        }
        if 1 < value.name.trim().chars().count() {
            hidden.push(of(value.name.trim(), &shown, HiddenKind::Name));
        }
    }
    Ok(hidden)
}

fn of(clear: &str, shown: &str, kind: HiddenKind) -> Hidden {
    Hidden {
        clear: clear.to_owned(),
        shown: shown.to_owned(),
        kind,
    }
}

/// Whether a value has the form of a personal identity number, a coordination number or a provisional
/// number, with or without century and sign. The check digit is not asked for: a mistyped number still
/// points at somebody.
pub fn is_person(value: &str) -> bool {
    let signs: Vec<char> = value.chars().filter(|sign| !"-+ ".contains(*sign)).collect();
    let Some(date) = signs.len().checked_sub(4).map(|end| &signs[..end]) else {
        return false;
    };
    if !matches!(date.len(), 6 | 8) || !date.iter().all(char::is_ascii_digit) {
        return false;
    }
    let last = &signs[date.len()..];
    let two = |at: usize| date[at].to_digit(10).unwrap_or(0) * 10 + date[at + 1].to_digit(10).unwrap_or(0);
    let (month, day) = (two(date.len() - 4), two(date.len() - 2));
    let is_last = last[0].is_ascii_alphanumeric() && last[1..].iter().all(char::is_ascii_digit);
    is_last && (1..=12).contains(&month) && (1..=91).contains(&day)
}

/// A value somebody may have coded with.
pub(crate) struct Known {
    pub(crate) dimension: String,
    pub(crate) value: String,
    pub(crate) name: String,
}

impl Known {
    /// What makes it a person's: of several protections the strongest, which is protected identity.
    pub(crate) fn protection<'p>(&self, protections: &[&'p Protection]) -> Option<&'p Protection> {
        let of_this = |known: &&&'p Protection| {
            let here = known.dimension.eq_ignore_ascii_case(&self.dimension);
            here && match known.kind {
                ProtectionKind::PersonalDimension => is_person(&self.value),
                ProtectionKind::ProtectedValue => known.subject == self.value,
                _ => false,
            }
        };
        protections
            .iter()
            .filter(of_this)
            .max_by_key(|known| known.kind)
            .copied()
    }
}

/// A dimension, as values of it are found.
struct DimensionAt {
    position: u8,
    code: String,
    /// It takes values outside the register.
    free: bool,
}

fn dimensions(tx: &mut Tx, entity: EntityId) -> Result<Vec<DimensionAt>, Fault> {
    tx.all(include_str!("sql/veil_dimensions.sql"), params![entity], |row| {
        let position: i64 = row.get("position")?;
        Ok(DimensionAt {
            position: u8::try_from(position).unwrap_or_default(),
            code: row.get("code")?,
            free: row.get("free_values")?,
        })
    })
}

/// Values of the register, and those of dimensions that take any value.
pub(crate) fn values(tx: &mut Tx, entity: EntityId) -> Result<Vec<Known>, Fault> {
    let mut known = tx.all(include_str!("sql/veil_values.sql"), params![entity], |row| {
        Ok(Known {
            dimension: row.get("code")?,
            value: row.get("value")?,
            name: row.get("name")?,
        })
    })?;
    let free: Vec<DimensionAt> = dimensions(tx, entity)?.into_iter().filter(|known| known.free).collect();
    if free.is_empty() {
        return Ok(known);
    }
    tx.each(include_str!("sql/veil_codings.sql"), params![entity], |row| {
        let coding = CodingKey::stored(row.get("coding_key")?);
        for (position, value) in coding.values() {
            if let Some(dimension) = free.iter().find(|known| known.position == position) {
                known.push(Known {
                    dimension: dimension.code.clone(),
                    value,
                    name: String::new(),
                });
            }
        }
        Ok(())
    })?;
    Ok(known)
}

/// Values and names that go together with a text: a value's name, or the values of a name.
pub(crate) fn values_named(tx: &mut Tx, entity: EntityId, text: &str) -> Result<Vec<String>, Fault> {
    let digits = |text: &str| -> String { text.chars().filter(|sign| !"-+ ".contains(*sign)).collect() };
    let text = text.trim();
    let is_number = is_person(text);
    let same = |known: &Known| {
        known.value == text && VALUE_CHARS_MIN <= text.chars().count()
            || known.name.eq_ignore_ascii_case(text)
            || is_number && is_person(&known.value) && digits(&known.value).ends_with(&ten(&digits(text)))
    };
    let mut found = Vec::new();
    for known in values(tx, entity)?.into_iter().filter(same) {
        found.push(known.name);
        if is_person(&known.value) || VALUE_CHARS_MIN <= known.value.chars().count() {
            found.push(known.value);
        }
    }
    found.retain(|text| !text.is_empty());
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// The last ten signs: a number without its century.
fn ten(digits: &str) -> String {
    let signs: Vec<char> = digits.chars().collect();
    signs[signs.len().saturating_sub(10)..].iter().collect()
}

#[cfg(test)]
mod tests {
    use super::is_person;

    #[test]
    fn sec_22_a_person_is_known_by_the_form_of_the_number() {
        for value in [
            "201701012393",
            "20170101-2393",
            "170101-2393",
            "1701012393",
            "170161+2393",
            "850101T123",
        ] {
            assert!(is_person(value), "{value}");
        }
        for value in [
            "",
            "100",
            "P-100",
            "123456789012",
            "20171301-2393",
            "2017010123931",
            "person-0123456789",
        ] {
            assert!(!is_person(value), "{value}");
        }
    }
}
