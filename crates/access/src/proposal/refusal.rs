//! Why a command about a proposal is refused. The order of the variants is the order they are tried.

use kameral_base::{Date, Place, Refusal, Sentence};
use kameral_store::Stop;

use crate::KeyReused;

/// What the owner of a kind refuses, in its own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    name: &'static str,
    sentence: Sentence,
    place: Place,
}

impl Refused {
    /// A refusal of the owner's own command.
    pub fn of(refusal: &dyn Refusal) -> Self {
        Self {
            name: refusal.name(),
            sentence: refusal.sentence(),
            place: refusal.place(),
        }
    }

    /// What stopped the owner's own command.
    pub fn of_stop<R: Refusal>(stop: Stop<Vec<R>>) -> Stop<Vec<Self>> {
        stop.map(|refusals| refusals.iter().map(|refusal| Self::of(refusal)).collect())
    }
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProposalRefusal {
    /// The idempotency key was used for another request.
    KeyReused(KeyReused),
    /// There is no such kind of change.
    KindUnknown {
        /// The code.
        kind: String,
    },
    /// There is no such proposal in the entity.
    Unknown {
        /// The number.
        number: i64,
    },
    /// The content does not have the kind's form.
    ContentMalformed,
    /// A proposal and a no have a reason.
    ReasonMissing,
    /// The last day has passed, or lies too far ahead.
    DayOutside {
        /// The most days from today.
        max: i64,
    },
    /// Nobody else could decide on it.
    NobodyElse {
        /// The permission that somebody else must hold.
        permission: &'static str,
    },
    /// Somebody has decided on it.
    Decided {
        /// The number.
        number: i64,
    },
    /// Its last day has passed.
    Lapsed {
        /// The number.
        number: i64,
        /// The last day.
        day: Date,
    },
    /// It is not what was seen, or not what was proposed.
    Changed {
        /// The number.
        number: i64,
    },
    /// Nobody decides on what they proposed themselves.
    OwnProposal,
    /// Only who proposed it takes it back.
    NotOwnProposal,
    /// The change itself is refused.
    Inner(Refused),
}

impl ProposalRefusal {
    fn parts(&self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::KeyReused(_) => ("key_reused", "refusal-key-reused", "key"),
            Self::KindUnknown { .. } => ("proposal_kind_unknown", "refusal-proposal-kind-unknown", "kind"),
            Self::Unknown { .. } => ("proposal_unknown", "refusal-proposal-unknown", "proposal"),
            Self::ContentMalformed => (
                "proposal_content_malformed",
                "refusal-proposal-content-malformed",
                "content",
            ),
            Self::ReasonMissing => ("proposal_reason_missing", "refusal-proposal-reason-missing", "reason"),
            Self::DayOutside { .. } => ("proposal_day_outside", "refusal-proposal-day-outside", "valid_to"),
            Self::NobodyElse { .. } => ("proposal_nobody_else", "refusal-proposal-nobody-else", "kind"),
            Self::Decided { .. } => ("proposal_decided", "refusal-proposal-decided", "proposal"),
            Self::Lapsed { .. } => ("proposal_lapsed", "refusal-proposal-lapsed", "valid_to"),
            Self::Changed { .. } => ("proposal_changed", "refusal-proposal-changed", "sha256"),
            Self::OwnProposal => ("own_proposal", "refusal-own-proposal", "proposal"),
            Self::NotOwnProposal => ("not_own_proposal", "refusal-not-own-proposal", "proposal"),
            Self::Inner(refused) => (refused.name, refused.sentence.key, ""),
        }
    }
}

impl Refusal for ProposalRefusal {
    fn name(&self) -> &'static str {
        self.parts().0
    }

    fn sentence(&self) -> Sentence {
        let sentence = Sentence::new(self.parts().1);
        match self {
            Self::KeyReused(reused) => reused.sentence(),
            Self::KindUnknown { kind } => sentence.with("kind", kind),
            Self::DayOutside { max } => sentence.with("max", *max),
            Self::NobodyElse { permission } => sentence.with("permission", *permission),
            Self::Unknown { number } | Self::Decided { number } | Self::Changed { number } => {
                sentence.with("number", *number)
            }
            Self::Lapsed { number, day } => sentence.with("number", *number).with("day", *day),
            Self::Inner(refused) => refused.sentence.clone(),
            Self::ContentMalformed | Self::ReasonMissing | Self::OwnProposal | Self::NotOwnProposal => sentence,
        }
    }

    fn place(&self) -> Place {
        match self {
            Self::Inner(refused) => refused.place.clone(),
            _ => Place::field(self.parts().2),
        }
    }
}

impl From<KeyReused> for ProposalRefusal {
    fn from(reused: KeyReused) -> Self {
        Self::KeyReused(reused)
    }
}
