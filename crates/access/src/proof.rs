//! *Förnyad identifiering*: some acts need that identity was proven a moment ago (reliability §4.7).
//!
//! Whoever sits down at another's open browser must not be able to give a role or open a closed
//! period; and a token that a program keeps must never. Which acts these are is said by
//! [`Permission::is_sensitive`], in that one place.

use jiff::SignedDuration;
use kameral_base::Timestamp;
use kameral_store::Denied;

use crate::Permission;
use crate::factor_refusal::FactorRefusal;

/// So long a proof counts.
pub const PROOF_MINUTES: i64 = 5;
/// What is missing when the proof is too old; not a permission.
pub const PROOF_NEEDED: &str = "proof.needed";
/// What is missing when a token asks for what only a person may do; not a permission.
pub const PERSON_NEEDED: &str = "person.needed";

/// What a denial asks for, where it is no permission.
pub fn needed(denied: &Denied) -> Option<FactorRefusal> {
    match denied.permission {
        PROOF_NEEDED => Some(FactorRefusal::ProofNeeded),
        PERSON_NEEDED => Some(FactorRefusal::PersonNeeded),
        _ => None,
    }
}

/// What the identity of an actor rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Proof {
    /// The operator, or somebody the caller itself has just made sure of.
    Given,
    /// A session, proven last at this moment.
    At(Timestamp),
    /// A token that a program keeps.
    Token,
}

impl Proof {
    /// Denies a sensitive act whose proof is too old.
    pub(crate) fn enough(self, permission: Permission, now: Timestamp) -> Result<(), Denied> {
        match self {
            _ if !permission.is_sensitive() => Ok(()),
            Self::Given => Ok(()),
            Self::At(proven) if is_fresh(proven, now) => Ok(()),
            Self::At(_) => Err(Denied::lacking(PROOF_NEEDED)),
            Self::Token => Err(Denied::lacking(PERSON_NEEDED)),
        }
    }
}

/// Whether a proof of a moment still counts.
pub fn is_fresh(proven: Timestamp, now: Timestamp) -> bool {
    now < proven + SignedDuration::from_mins(PROOF_MINUTES)
}

/// The latest moment whose proof counts no more.
pub(crate) fn stale(now: Timestamp) -> Timestamp {
    now - SignedDuration::from_mins(PROOF_MINUTES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sensitive_act_needs_a_person_and_a_fresh_proof() {
        let proven: Timestamp = "2026-03-02T08:00:00Z".parse().unwrap();
        let told = |proof: Proof, permission, seconds| {
            let now = proven + SignedDuration::from_secs(seconds);
            proof.enough(permission, now).map_err(|denied| denied.permission)
        };
        use Permission::{BooksRead, UserManage};
        assert_eq!(told(Proof::At(proven), UserManage, 299), Ok(()));
        assert_eq!(told(Proof::At(proven), UserManage, 300), Err(PROOF_NEEDED));
        assert!(!is_fresh(stale(proven), proven));
        assert_eq!(told(Proof::At(proven), BooksRead, 30_000), Ok(()));
        assert_eq!(told(Proof::Token, UserManage, 0), Err(PERSON_NEEDED));
        assert_eq!(told(Proof::Token, BooksRead, 0), Ok(()));
        assert_eq!(told(Proof::Given, UserManage, 0), Ok(()));
    }
}
