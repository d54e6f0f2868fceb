//! Passwords: what is accepted, and how they are kept (argon2id).

use std::fmt;
use std::sync::{Condvar, Mutex, PoisonError};

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use kameral_store::{Fault, FaultKind};

use crate::secrets;
use crate::user_refusal::UserRefusal;

/// Shorter passwords are refused; length counts for more than odd characters.
pub const PASSWORD_CHARS_MIN: usize = 12;
/// Longer passwords are refused: nobody types them, and hashing them would be work for nothing.
pub const PASSWORD_BYTES_MAX: usize = 1024;
/// Passwords everyone tries first, one a line, in small letters.
const COMMON: &str = include_str!("common_passwords.txt");
/// Fewer guesses than these are made in an hour by whoever has stolen the hashes.
const GUESSES_MIN: u64 = 100_000_000;
/// Words that belong to the place.
const HOUSE: [&str; 8] = [
    "kameral",
    "myndighet",
    "ekonomi",
    "lösenord",
    "redovisning",
    "bokföring",
    "statskontoret",
    "sverige",
];
/// Shorter words are found in everything.
const WORD_CHARS_MIN: usize = 3;
/// With fewer characters than these beside login and name, a password is those.
const OWN_CHARS_MIN: usize = 6;
/// Of a long password so much is judged: judging takes longer than its length.
const JUDGED_CHARS_MAX: usize = 64;
/// Bytes of a salt, as the argon2 specification recommends.
const SALT_BYTES: usize = 16;
/// Passwords hashed at the same time, in the whole process. Each needs [`HashCost::memory_kib`];
/// the rest wait, so that many sign-ins at once cannot take all memory.
const HASHES_AT_ONCE_MAX: usize = 4;

/// *Lösenord*. Never shown by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    /// A password as it was typed. Whether it is accepted is asked where it is set.
    pub fn new(typed: impl Into<String>) -> Self {
        Self(typed.into())
    }

    /// Everything that makes it a password nobody should have. `own` is what others know of the
    /// user: login first, then name. There are no rules of composition (NIST SP 800-63B §3.1.1).
    pub(crate) fn mistakes(&self, own: &[&str]) -> Vec<UserRefusal> {
        let small = self.0.to_lowercase();
        let mut mistakes = Vec::new();
        if self.0.chars().count() < PASSWORD_CHARS_MIN {
            mistakes.push(UserRefusal::PasswordTooShort);
        }
        if PASSWORD_BYTES_MAX < self.0.len() {
            mistakes.push(UserRefusal::PasswordTooLong);
        }
        if COMMON.lines().any(|common| common == small) {
            mistakes.push(UserRefusal::PasswordCommon);
        }
        if own.first().is_some_and(|login| small == login.to_lowercase()) {
            mistakes.push(UserRefusal::PasswordIsLogin);
        }
        if mistakes.is_empty() && (self.beside(own) < OWN_CHARS_MIN || self.guesses(own) < GUESSES_MIN) {
            mistakes.push(UserRefusal::PasswordGuessable);
        }
        mistakes
    }

    /// How many letters and digits are left when what others know of the user is taken out.
    fn beside(&self, own: &[&str]) -> usize {
        let mut rest = self.0.to_lowercase();
        let words = own.iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
        for word in words.filter(|word| 1 < word.chars().count()) {
            rest = rest.replace(&word.to_lowercase(), "");
        }
        rest.chars().filter(|c| c.is_alphanumeric()).count()
    }

    /// How many guesses somebody needs who knows which passwords have leaked, the words and names
    /// that people use, and what is known of the user.
    fn guesses(&self, own: &[&str]) -> u64 {
        let known: Vec<&str> = own
            .iter()
            .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()))
            .chain(own.iter().copied())
            .chain(HOUSE)
            .filter(|word| WORD_CHARS_MIN <= word.chars().count())
            .collect();
        let judged: String = self.0.chars().take(JUDGED_CHARS_MAX).collect();
        zxcvbn::zxcvbn(&judged, &known).guesses()
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

/// What hashing a password costs. Kept in every hash, so that it can be raised later: a hash of
/// another cost is made anew when its user signs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HashCost {
    /// Memory, in KiB.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub passes: u32,
    /// Lanes that could be filled at the same time.
    pub lanes: u32,
}

impl HashCost {
    /// The first choice of the OWASP password storage cheat sheet for argon2id.
    pub const OWASP: Self = Self {
        memory_kib: 19_456,
        passes: 2,
        lanes: 1,
    };

    fn argon2(self) -> Result<Argon2<'static>, Fault> {
        let params = Params::new(self.memory_kib, self.passes, self.lanes, None)
            .map_err(|error| Fault::new(FaultKind::Misuse, format!("cost of hashing: {error}")))?;
        Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
    }
}

/// A new hash of a password, with a salt of its own.
pub(crate) fn hash(cost: HashCost, password: &Password) -> Result<String, Fault> {
    let argon2 = cost.argon2()?;
    let salt = secrets::bytes::<SALT_BYTES>()?;
    let _seat = Seat::take();
    #[cfg(test)]
    work::done();
    let hash: PasswordHash = argon2
        .hash_password_with_salt(password.0.as_bytes(), &salt)
        .map_err(|error| Fault::new(FaultKind::Engine, format!("a password cannot be hashed: {error}")))?;
    Ok(hash.to_string())
}

/// What a comparison with a kept hash says.
pub(crate) struct Checked {
    /// The password is the one that was hashed.
    pub(crate) right: bool,
    /// The hash was made at another cost than today's.
    pub(crate) outdated: bool,
}

/// Compares a password with a kept hash. Where there is none, the same work is done for nothing:
/// the time it takes must not tell which logins exist (ASVS 6.3.8).
pub(crate) fn check(cost: HashCost, kept: Option<&str>, password: &Password) -> Result<Checked, Fault> {
    let Some(kept) = kept else {
        hash(cost, &password.shortened())?;
        return Ok(Checked {
            right: false,
            outdated: false,
        });
    };
    let parsed = PasswordHash::new(kept).map_err(|_| unreadable())?;
    let argon2 = cost.argon2()?;
    let made_with = Params::try_from(&parsed).map_err(|_| unreadable())?;
    let same = |wanted: &Params| {
        made_with.m_cost() == wanted.m_cost()
            && made_with.t_cost() == wanted.t_cost()
            && made_with.p_cost() == wanted.p_cost()
            && parsed.algorithm == Algorithm::Argon2id.ident()
    };
    let outdated = !same(argon2.params());
    let _seat = Seat::take();
    #[cfg(test)]
    work::done();
    let right = argon2
        .verify_password(password.shortened().0.as_bytes(), &parsed)
        .is_ok();
    Ok(Checked {
        right: right && password.0.len() <= PASSWORD_BYTES_MAX,
        outdated,
    })
}

impl Password {
    /// At most the bytes that can belong to an accepted password, so that nobody makes us hash
    /// more.
    fn shortened(&self) -> Self {
        let end = self.0.floor_char_boundary(PASSWORD_BYTES_MAX);
        Self(self.0[..end].to_owned())
    }
}

fn unreadable() -> Fault {
    Fault::new(
        FaultKind::Mismatch,
        "table app_user, column password_hash: not an argon2 hash",
    )
}

/// One of [`HASHES_AT_ONCE_MAX`] places, free again when dropped.
struct Seat;

static SEATS: (Mutex<usize>, Condvar) = (Mutex::new(HASHES_AT_ONCE_MAX), Condvar::new());

impl Seat {
    fn take() -> Self {
        let (free, freed) = &SEATS;
        let free = free.lock().unwrap_or_else(PoisonError::into_inner);
        let mut free = freed
            .wait_while(free, |free| *free == 0)
            .unwrap_or_else(PoisonError::into_inner);
        *free -= 1;
        Self
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let (free, freed) = &SEATS;
        *free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        freed.notify_one();
    }
}

/// How often a thread has hashed, for the test that every failure does the same work.
#[cfg(test)]
pub(crate) mod work {
    use std::cell::Cell;

    thread_local! {
        static DONE: Cell<u32> = const { Cell::new(0) };
    }

    pub(super) fn done() {
        DONE.set(DONE.get() + 1);
    }

    /// Since last asked.
    pub(crate) fn taken() -> u32 {
        DONE.replace(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kameral_base::Refusal;

    const FAST: HashCost = HashCost {
        memory_kib: 8,
        passes: 1,
        lanes: 1,
    };

    fn names(password: &str) -> Vec<&'static str> {
        Password::new(password)
            .mistakes(&["anna.ek", "Anna Ek"])
            .iter()
            .map(Refusal::name)
            .collect()
    }

    /// SEC-11.
    #[test]
    fn passwords_that_are_easy_to_guess_are_refused() {
        assert_eq!(names("elva tecken"), ["password_too_short"]);
        assert_eq!(names("åäöåäöåäöåäö"), ["password_guessable"]);
        assert_eq!(names("korrekt häst batteri"), Vec::<&str>::new());
        assert_eq!(names("bo-provar-kameral"), Vec::<&str>::new());
        for guessable in ["anna.ek.anna.ek", "Anna-Ek-2026", "qwertyuiop12345", "password123456!"] {
            let named = names(guessable);
            assert!(
                named == ["password_guessable"] || named == ["password_common"],
                "{guessable}: {named:?}"
            );
        }
        assert_eq!(names("Lösenord1234"), ["password_common"]);
        assert_eq!(names("Anna.Ek"), ["password_too_short", "password_is_login"]);
        assert_eq!(names(&"å".repeat(513)), ["password_too_long"]);
    }

    #[test]
    fn the_list_of_common_passwords_is_in_small_letters_and_long_enough_to_matter() {
        for common in COMMON.lines() {
            assert_eq!(common, common.to_lowercase());
            assert!(
                PASSWORD_CHARS_MIN <= common.chars().count(),
                "{common} is too short anyway"
            );
        }
    }

    #[test]
    fn a_hash_tells_its_cost_and_is_salted() {
        let owasp = hash(HashCost::OWASP, &Password::new("korrekt häst batteri")).unwrap();
        assert!(owasp.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{owasp}");
        let password = Password::new("korrekt häst batteri");
        assert_ne!(hash(FAST, &password).unwrap(), hash(FAST, &password).unwrap());
    }

    #[test]
    fn a_hash_of_another_cost_is_right_and_outdated() {
        let password = Password::new("korrekt häst batteri");
        let kept = hash(FAST, &password).unwrap();
        let dearer = HashCost { passes: 2, ..FAST };
        for (cost, typed, right, outdated) in [
            (FAST, &password, true, false),
            (dearer, &password, true, true),
            (FAST, &Password::new("fel häst batteri"), false, false),
        ] {
            let checked = check(cost, Some(&kept), typed).unwrap();
            assert_eq!((checked.right, checked.outdated), (right, outdated));
        }
        assert!(!check(FAST, None, &password).unwrap().right);
        assert!(check(FAST, Some("not a hash"), &password).is_err());
    }

    /// What is cut off is not ignored: a longer password is another one.
    #[test]
    fn a_password_beyond_the_limit_is_wrong() {
        let longest = "a".repeat(PASSWORD_BYTES_MAX);
        let kept = hash(FAST, &Password::new(longest.clone())).unwrap();
        assert!(check(FAST, Some(&kept), &Password::new(longest.clone())).unwrap().right);
        assert!(!check(FAST, Some(&kept), &Password::new(longest + "b")).unwrap().right);
    }
}
