//! Commitments under an authorisation: what is outstanding, and whether another fits (anslagsförordningen
//! (2011:223) 17 and 18 §§, APR-20).
//!
//! Outstanding = opening + new − settled − annulled, and its split per year sums to it: a settlement takes
//! from the earliest year that is left, an annulment from the latest.

use kameral_base::{Date, Ore, Rounding, TrySum};

use crate::AppropriationRefusal;
use crate::model::{Commitment, CommitmentEvent, EventKind, Item, ItemKind, YearPart};
use crate::movement::too_large;
use crate::register::{NAME_CHARS_MAX, TEXT_CHARS_MAX, one_line, shown};

/// Part of a post that may be committed without a frame, per mille (17 § second paragraph).
pub const WITHOUT_FRAME_PER_MILLE: i64 = 100;

/// A whole appropriation above this has a further limit without a frame: one hundred million kronor.
const LARGE_APPROPRIATION: Ore = Ore::new(10_000_000_000);

/// That limit, shared by the posts of the appropriation: ten million kronor.
const LARGE_LIMIT: Ore = Ore::new(1_000_000_000);

/// What is left of each year of a commitment on a day, earliest first; years with nothing are left out.
pub fn outstanding_years(commitment: &Commitment, until: Option<Date>) -> Vec<YearPart> {
    let mut years = commitment.years.clone();
    years.sort_by_key(|part| part.year);
    let counts = |event: &&CommitmentEvent| until.is_none_or(|day| event.happened_on <= day);
    for event in commitment.events.iter().filter(counts) {
        let parts: Box<dyn Iterator<Item = &mut YearPart>> = match event.kind {
            EventKind::Settled => Box::new(years.iter_mut()),
            EventKind::Annulled => Box::new(years.iter_mut().rev()),
        };
        take(parts, event.amount);
    }
    years.retain(|part| !part.amount.is_zero());
    years
}

/// Takes an amount out of parts, one after another.
fn take<'p>(parts: impl Iterator<Item = &'p mut YearPart>, amount: Ore) {
    let mut left = amount;
    for part in parts {
        let taken = left.min(part.amount);
        part.amount = Ore::new(part.amount.get() - taken.get());
        left = Ore::new(left.get() - taken.get());
    }
}

/// *Utestående åtagande* on a day; nothing before it was decided.
pub fn outstanding(commitment: &Commitment, until: Option<Date>) -> Ore {
    if until.is_some_and(|day| day < commitment.decided_on) {
        return Ore::ZERO;
    }
    let years = outstanding_years(commitment, until);
    // Parts of a total that an amount can hold.
    years
        .into_iter()
        .map(|part| part.amount)
        .try_sum()
        .unwrap_or(commitment.total)
}

/// What counts against the frame of an item on a day: commitments under 17 § first paragraph.
pub fn counted(commitments: &[Commitment], item: &str, until: Option<Date>) -> Option<Ore> {
    let counting = commitments
        .iter()
        .filter(|commitment| commitment.item == item && commitment.first_paragraph);
    counting.map(|commitment| outstanding(commitment, until)).try_sum()
}

/// The most that may be outstanding without a frame: a tenth of the post, and of a large appropriation
/// also the post's share of ten million kronor. `posts` is the sum of the agency's posts of it, `whole`
/// the whole of it.
pub fn most_without_frame(post: Ore, posts: Ore, whole: Ore) -> Option<Ore> {
    let tenth = post.per_mille(WITHOUT_FRAME_PER_MILLE)?;
    if whole <= LARGE_APPROPRIATION {
        return Some(tenth);
    }
    let share = LARGE_LIMIT.share(posts.get(), whole.get(), Rounding::TowardZero)?;
    Some(tenth.min(share))
}

/// A commitment as it shall be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCommitment {
    /// Designation of the item.
    pub item: String,
    /// Towards whom.
    pub counterparty: String,
    /// Day of the decision.
    pub decided_on: Date,
    /// The decision.
    pub document: String,
    /// Note, and the reason a warning is accepted with.
    pub note: String,
    /// What it comes to.
    pub total: Ore,
    /// Whether it counts: 17 § first paragraph.
    pub first_paragraph: bool,
    /// Expected settlement per year; sums to the total.
    pub years: Vec<YearPart>,
    /// Whether warnings are accepted, with the note as reason.
    pub accept_warnings: bool,
}

/// What there is to commit of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frame {
    /// *Bemyndiganderam* of the year.
    Of(Ore),
    /// None; the most that the ordinance allows without one.
    Without(Ore),
}

/// Checks a commitment. `counted` is what is outstanding of the item and counts.
pub fn check(items: &[Item], frame: Frame, counted: Ore, new: &NewCommitment) -> Vec<AppropriationRefusal> {
    let mut refusals = fields(items, new);
    if !refusals.is_empty() || !new.first_paragraph {
        return refusals;
    }
    let left = |most: Ore| Ore::new(most.get().saturating_sub(counted.get()));
    let item = new.item.clone();
    match frame {
        Frame::Of(frame) if left(frame) < new.total => refusals.push(AppropriationRefusal::BeyondFrame {
            item,
            frame,
            left: left(frame),
            asked: new.total,
        }),
        Frame::Without(most) if left(most) < new.total => {
            if !new.accept_warnings {
                refusals.push(AppropriationRefusal::BeyondTenth {
                    item,
                    most,
                    left: left(most),
                    asked: new.total,
                });
            } else if new.note.trim().is_empty() {
                refusals.push(AppropriationRefusal::ReasonMissing);
            }
        }
        _ => {}
    }
    refusals
}

fn fields(items: &[Item], new: &NewCommitment) -> Vec<AppropriationRefusal> {
    let mut refusals = Vec::new();
    match items.iter().find(|item| item.item == new.item) {
        None => refusals.push(AppropriationRefusal::ItemUnknown { item: shown(&new.item) }),
        Some(item) if item.kind == ItemKind::RevenueTitle => {
            refusals.push(AppropriationRefusal::TitleHasNoAmounts {
                item: item.item.clone(),
            });
        }
        Some(_) => {}
    }
    if new.counterparty.trim().is_empty() {
        refusals.push(AppropriationRefusal::CounterpartyMissing);
    }
    refusals.extend(one_line("counterparty", &new.counterparty, NAME_CHARS_MAX));
    if new.document.trim().is_empty() {
        refusals.push(AppropriationRefusal::DocumentMissing);
    }
    refusals.extend(one_line("document", &new.document, NAME_CHARS_MAX));
    refusals.extend(one_line("note", &new.note, TEXT_CHARS_MAX));
    let amounts = std::iter::once(new.total).chain(new.years.iter().map(|part| part.amount));
    if amounts.clone().any(|amount| !amount.is_positive()) {
        refusals.push(AppropriationRefusal::AmountNotPositive);
    }
    refusals.extend(amounts.clone().find_map(too_large));
    for (at, part) in new.years.iter().enumerate() {
        let twice = new.years[..at].iter().any(|before| before.year == part.year);
        if twice || part.year < i64::from(new.decided_on.year()) {
            refusals.push(AppropriationRefusal::CommitmentYear { year: part.year });
        }
    }
    let sum = new.years.iter().map(|part| part.amount).try_sum();
    if let Some(sum) = sum.filter(|sum| *sum != new.total) {
        refusals.push(AppropriationRefusal::YearsSum { sum, total: new.total });
    }
    refusals
}

/// Checks what became of a commitment.
pub fn check_event(
    number: i64,
    known: Option<&Commitment>,
    happened_on: Date,
    amount: Ore,
    note: &str,
) -> Vec<AppropriationRefusal> {
    let Some(known) = known else {
        return vec![AppropriationRefusal::CommitmentUnknown { commitment: number }];
    };
    let mut refusals = Vec::new();
    if happened_on < known.decided_on {
        refusals.push(AppropriationRefusal::EventBefore { commitment: number });
    }
    if !amount.is_positive() {
        refusals.push(AppropriationRefusal::AmountNotPositive);
    }
    let left = outstanding(known, None);
    if left < amount {
        refusals.push(AppropriationRefusal::BeyondOutstanding {
            outstanding: left,
            asked: amount,
        });
    }
    refusals.extend(one_line("note", note, TEXT_CHARS_MAX));
    refusals
}

#[cfg(test)]
mod tests;
