//! *Sekretessmarkering*: what of the books is secret by the secrecy act (OSL 2009:400), beside the books
//! and never a change of them (SEC-21).
//!
//! A voucher, a draft or a document is marked with the paragraph it rests on, a reason and dates. Its
//! texts, counterparty and documents are hidden from who does not see secrets, wherever they stand, by
//! the veil ([`crate::veil`]); amounts and coding stay, for the books must still sum. Who opens what is
//! marked leaves a line of history.

mod refusal;
mod store;

use kameral_access::personal::make_key;
use kameral_access::{Act, Cx, IdempotencyKey, Permission};
use kameral_base::{Date, Timestamp};
use kameral_store::{Fault, Stop, Tx};
use serde::{Deserialize, Serialize};

use crate::chain::hex;
use crate::sight::Sight;
use crate::store::{attachments, drafts, vouchers};
use crate::voucher::VoucherNumber;

pub use refusal::SecrecyRefusal;
pub use store::{all_in_force, in_force};
pub(crate) use store::{texts, versions};

/// The longest reason and the longest reference to a paragraph, in characters.
pub const TEXT_CHARS_MAX: usize = 300;

/// What a mark stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Marked {
    /// A posted voucher, with its documents.
    Voucher,
    /// A draft.
    Draft,
    /// A document, whatever names it.
    Document,
}

impl Marked {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Voucher, Self::Draft, Self::Document];

    /// The word that is kept.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Voucher => "voucher",
            Self::Draft => "draft",
            Self::Document => "document",
        }
    }

    /// The key of its name in the texts.
    pub const fn text_key(self) -> &'static str {
        match self {
            Self::Voucher => "secrecy-voucher",
            Self::Draft => "secrecy-draft",
            Self::Document => "secrecy-document",
        }
    }

    /// That of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|marked| marked.word() == word)
    }
}

/// A mark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecrecyMark {
    /// Its number, to lift it by.
    pub number: i64,
    /// On what.
    pub marked: Marked,
    /// A voucher's place in the journal, a draft's number, a document's hash in hexadecimal.
    pub subject: String,
    /// The paragraph it rests on.
    pub statute: String,
    /// Why.
    pub reason: String,
    /// First day.
    pub valid_from: Date,
    /// Last day; none until it is lifted.
    pub valid_to: Option<Date>,
    /// When it was set.
    pub marked_at: Timestamp,
    /// By whom.
    pub marked_by_name: String,
}

/// A mark to be set. `subject` is a voucher number (`A-2026-1`), a draft's number or a document's hash.
#[derive(Debug, Clone)]
pub struct NewMark {
    /// On what.
    pub marked: Marked,
    /// Which.
    pub subject: String,
    /// The paragraph: `18 kap. 1 § OSL`.
    pub statute: String,
    /// Why.
    pub reason: String,
    /// First day.
    pub valid_from: Date,
    /// Last day.
    pub valid_to: Option<Date>,
}

/// Marks a voucher, a draft or a document as secret.
pub fn mark(cx: &Cx, key: Option<&IdempotencyKey>, new: &NewMark) -> Result<SecrecyMark, Stop<Vec<SecrecyRefusal>>> {
    let subject = new.subject.trim();
    let act = Act::new(Permission::SecretRead, "secrecy.mark", subject);
    cx.write_once(act, key, |tx| {
        check(new).map_err(refused)?;
        let place = place(tx, cx, new.marked, subject)?;
        let place = place.ok_or_else(|| {
            refused(SecrecyRefusal::SubjectUnknown {
                subject: subject.to_owned(),
            })
        })?;
        let number = store::next(tx, cx.entity())?;
        let known = all_in_force(tx, cx.entity())?;
        if known
            .iter()
            .any(|mark| mark.marked == new.marked && mark.subject == place)
        {
            return Err(refused(SecrecyRefusal::AlreadyMarked {
                subject: subject.to_owned(),
            }));
        }
        make_key(tx, cx.now)?;
        let mark = SecrecyMark {
            number,
            marked: new.marked,
            subject: place,
            statute: new.statute.trim().to_owned(),
            reason: new.reason.trim().to_owned(),
            valid_from: new.valid_from,
            valid_to: new.valid_to,
            marked_at: cx.now,
            marked_by_name: cx.actor.name.clone(),
        };
        store::add(tx, cx, &mark, None)?;
        if mark.marked == Marked::Draft
            && let Ok(draft) = mark.subject.parse()
            && let Some(posted) = drafts::lock(tx, cx.entity(), draft)?.and_then(|head| head.posted_seq)
        {
            follow_into_the_books(tx, cx, draft, posted)?;
        }
        Ok(mark)
    })
}

/// Marks the voucher a marked draft has become, as the draft is: in the transaction that posts it.
pub(crate) fn follow_into_the_books(tx: &mut Tx, cx: &Cx, draft: i64, journal_seq: i64) -> Result<(), Fault> {
    let (draft, voucher) = (draft.to_string(), journal_seq.to_string());
    let known = all_in_force(tx, cx.entity())?;
    let is_marked = known
        .iter()
        .any(|mark| mark.marked == Marked::Voucher && mark.subject == voucher);
    let of_draft = known
        .into_iter()
        .find(|mark| mark.marked == Marked::Draft && mark.subject == draft);
    if let (false, Some(mark)) = (is_marked, of_draft) {
        let of_voucher = SecrecyMark {
            number: store::next(tx, cx.entity())?,
            marked: Marked::Voucher,
            subject: voucher,
            marked_at: cx.now,
            marked_by_name: cx.actor.name.clone(),
            ..mark
        };
        store::add(tx, cx, &of_voucher, None)?;
    }
    Ok(())
}

/// Lifts a mark, with a reason. The mark stays where it is, with the row that lifts it.
pub fn unmark(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    number: i64,
    reason: &str,
) -> Result<(), Stop<Vec<SecrecyRefusal>>> {
    let act = Act::new(Permission::SecretRead, "secrecy.lift", number.to_string());
    cx.write_once(act, key, |tx| {
        let reason = reason.trim();
        if reason.is_empty() || too_long(reason) {
            return Err(refused(SecrecyRefusal::ReasonMissing));
        }
        let own = store::next(tx, cx.entity())?;
        let known = all_in_force(tx, cx.entity())?;
        let mark = known.into_iter().find(|mark| mark.number == number);
        let mark = mark.ok_or_else(|| refused(SecrecyRefusal::NumberUnknown { number }))?;
        let lifting = SecrecyMark {
            number: own,
            reason: reason.to_owned(),
            marked_at: cx.now,
            marked_by_name: cx.actor.name.clone(),
            ..mark
        };
        store::add(tx, cx, &lifting, Some(number))?;
        Ok(())
    })
}

/// Whether a document of a voucher or a draft may be opened. Who sees secrets leaves a line of history by it; who does
/// not is told of none.
pub fn may_open(cx: &Cx, sha256: &[u8]) -> Result<bool, Stop<std::convert::Infallible>> {
    let hash = hex(sha256);
    let found = cx.store.read(|tx| {
        tx.for_entities(&[cx.entity()])?;
        let marks = in_force(tx, cx.entity(), Some(cx.today))?;
        let naming = store::vouchers_naming(tx, cx.entity(), sha256)?;
        let of_voucher = |mark: &&SecrecyMark| {
            mark.marked == Marked::Voucher && naming.iter().any(|seq| mark.subject == seq.to_string())
        };
        let of_document = |mark: &&SecrecyMark| mark.marked == Marked::Document && mark.subject == hash;
        let is_marked = marks.iter().any(|mark| of_voucher(&mark) || of_document(&mark));
        Ok::<_, Fault>(is_marked || store::draft_names(tx, cx.entity(), &marks, sha256)?)
    })?;
    if !found {
        return Ok(true);
    }
    if !cx.may(Permission::SecretRead) {
        return Ok(false);
    }
    opened(cx, &hash)?;
    Ok(true)
}

/// Leaves a line of history when who sees secrets opens a voucher that is marked.
pub fn open_voucher(cx: &Cx, journal_seq: i64, number: &str) -> Result<bool, Stop<std::convert::Infallible>> {
    let marks = cx.store.read(|tx| {
        tx.for_entities(&[cx.entity()])?;
        in_force(tx, cx.entity(), Some(cx.today))
    })?;
    let subject = journal_seq.to_string();
    let is_secret = marks
        .iter()
        .any(|mark| mark.marked == Marked::Voucher && mark.subject == subject);
    if is_secret && cx.may(Permission::SecretRead) {
        opened(cx, number)?;
    }
    Ok(is_secret)
}

fn opened(cx: &Cx, what: &str) -> Result<(), Stop<std::convert::Infallible>> {
    cx.write(Act::new(Permission::SecretRead, "secrecy.read", what), |_| Ok(()))
}

fn check(new: &NewMark) -> Result<(), SecrecyRefusal> {
    if new.statute.trim().is_empty() || too_long(&new.statute) {
        return Err(SecrecyRefusal::StatuteMissing);
    }
    if new.reason.trim().is_empty() || too_long(&new.reason) {
        return Err(SecrecyRefusal::ReasonMissing);
    }
    if new.valid_to.is_some_and(|to| to < new.valid_from) {
        return Err(SecrecyRefusal::DatesBackward);
    }
    Ok(())
}

fn too_long(text: &str) -> bool {
    TEXT_CHARS_MAX < text.chars().count() || text.chars().any(char::is_control)
}

/// What the subject is kept as, when it is there.
fn place(tx: &mut Tx, cx: &Cx, marked: Marked, subject: &str) -> Result<Option<String>, Stop<Vec<SecrecyRefusal>>> {
    Ok(match marked {
        Marked::Voucher => {
            let Some(number) = VoucherNumber::parse(subject) else {
                return Ok(None);
            };
            let sight = Sight::load(tx, cx)?;
            vouchers::seq_of(tx, &sight, &number)?.map(|seq| seq.to_string())
        }
        Marked::Draft => match subject.parse::<i64>() {
            // Who posts it waits, and then finds the mark.
            Ok(draft) if drafts::lock(tx, cx.entity(), draft)?.is_some() => Some(draft.to_string()),
            _ => None,
        },
        Marked::Document => {
            let bytes: Option<Vec<u8>> = subject
                .as_bytes()
                .chunks(2)
                .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
                .collect();
            match bytes {
                Some(bytes) if attachments::exists(tx, cx.entity(), &bytes)? => Some(hex(&bytes)),
                _ => None,
            }
        }
    })
}

fn refused(refusal: SecrecyRefusal) -> Stop<Vec<SecrecyRefusal>> {
    Stop::Refused(vec![refusal])
}
