//! *Pseudonym*: a name for a person that tells nothing to who does not have the installation's key.
//!
//! The same person has the same pseudonym everywhere and as long as the installation stands, so sums
//! per person still hold, a row can be opened by it, and files of two months can be joined. It is the
//! head of an HMAC-SHA-256, so nobody can try all identity numbers without the key.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// What begins the pseudonym of a value that may be a personal identity number.
pub const PERSON_MARK: &str = "person-";
/// What begins the pseudonym of somebody with protected identity.
pub const PROTECTED_MARK: &str = "skyddad-";

/// What begins what is shown for a text that is secret.
pub const SECRET_MARK: &str = "sekretess-";

/// Signs of a pseudonym: 50 bits, so that two of ten million persons are mistaken for each other with
/// a chance of four in a hundred, two of ten thousand in one of twenty million.
const SIGNS: usize = 10;
/// Letters and digits that are not mistaken for each other.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// What makes pseudonyms. Never shown by `Debug`.
#[derive(Clone)]
pub struct Pseudonyms {
    key: Vec<u8>,
}

impl std::fmt::Debug for Pseudonyms {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pseudonyms(…)")
    }
}

impl Pseudonyms {
    /// With a key.
    pub fn new(key: &[u8]) -> Self {
        Self { key: key.to_vec() }
    }

    /// The pseudonym of a number, a login or a value.
    ///
    /// # Panics
    /// Never: an HMAC takes a key of any length.
    pub fn of(&self, mark: &str, clear: &str) -> String {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.key).expect("an HMAC takes a key of any length");
        mac.update(mark.as_bytes());
        mac.update(clear.trim().as_bytes());
        let code = mac.finalize().into_bytes();
        let head = code
            .iter()
            .take(8)
            .fold(0_u64, |head, byte| head << 8 | u64::from(*byte));
        let sign = |at: usize| {
            let five = usize::try_from(head >> (5 * at) & 31).unwrap_or_default();
            char::from(ALPHABET[five])
        };
        std::iter::once(mark.to_owned())
            .chain((0..SIGNS).map(|at| sign(at).to_string()))
            .collect()
    }

    /// Whether a pseudonym may stand in a text.
    pub fn may_stand_in(text: &str) -> bool {
        [PERSON_MARK, PROTECTED_MARK, SECRET_MARK]
            .iter()
            .any(|mark| text.contains(mark))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pseudonym_is_the_same_under_one_key_and_another_under_another() {
        let (one, other) = (Pseudonyms::new(b"one"), Pseudonyms::new(b"other"));
        let of = |pseudonyms: &Pseudonyms, clear: &str| pseudonyms.of(PERSON_MARK, clear);
        assert_eq!(of(&one, "201701012393"), of(&one, " 201701012393 "));
        assert_ne!(of(&one, "201701012393"), of(&one, "201701022392"));
        assert_ne!(of(&one, "201701012393"), of(&other, "201701012393"));
        assert_ne!(of(&one, "a"), one.of(PROTECTED_MARK, "a"));
        assert!(Pseudonyms::may_stand_in(&format!("PROJ={}", of(&one, "a"))));
    }
}
