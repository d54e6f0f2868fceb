//! *Ankare*: a signed digest of how far every chain of the installation has come, to be kept by others
//! (reliability rules 6 and 14, §4.1).
//!
//! A chain in a database stops nobody who can rewrite all of it. An anchor says, for each entity, the
//! number and hash of the last line of processing history and of the last voucher, how many documents
//! there are and the hash over theirs, and the version and stamp of the accounting model. Anchors are
//! numbered, each holds the hash of the one before, and all are signed (Ed25519, RFC 8032) with a key
//! that is not in the database. An anchor is a small text that a person can read:
//!
//! ```text
//! kameral-anchor 1
//! number 12
//! at 2026-03-02T08:00:00.000000Z
//! previous 9f3a…
//! entity 1 SCF history 1234 77c1… journal 567 03ee… documents 12 b1f0… rules 45 aa02…
//! key 5f9c…
//! signature 41d0…
//! ```

use std::fmt::Write as _;

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use kameral_base::Timestamp;
use kameral_store::{Fault, Tx, params};
use sha2::{Digest as _, Sha256};

use crate::secrets::{exact_hex, hex};

/// What begins every anchor; another form would bear another number.
const FIRST_LINE: &str = "kameral-anchor 1";
/// What stands where there is nothing.
const NOTHING: &str = "-";

/// How far one chain has come: the number of its last link, and the hash.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// How many there are.
    pub count: i64,
    /// The hash of the last, in hexadecimal; empty where there is none.
    pub hash: String,
}

impl Head {
    /// A head with a hash.
    pub fn new(count: i64, hash: &[u8]) -> Self {
        Self { count, hash: hex(hash) }
    }
}

/// How far the chains of an entity have come; 0 is the installation, which has processing history only.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EntityHeads {
    /// Which entity.
    pub entity: i64,
    /// Its code; empty for the installation.
    pub code: String,
    /// Processing history.
    pub history: Head,
    /// Vouchers.
    pub journal: Head,
    /// Documents: how many, and the hash over their hashes in order.
    pub documents: Head,
    /// The accounting model: its version and stamp.
    pub rules: Head,
}

/// What is signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digest {
    /// From 1 without gaps.
    pub number: i64,
    /// UTC moment it was made.
    pub at: String,
    /// The hash of the anchor before, in hexadecimal; empty for the first.
    pub previous: String,
    /// Every entity, in order.
    pub entities: Vec<EntityHeads>,
}

/// A digest with its signature, as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// What it says.
    pub digest: Digest,
    /// The public key it names, in hexadecimal.
    pub key: String,
    /// The whole text.
    pub text: String,
}

/// Why a text is no anchor, or not one to rely on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnchorMistake {
    /// A line does not have the form it must.
    Malformed {
        /// Which, from 1.
        line: usize,
    },
    /// Signature and content differ: something in the text was changed.
    Signature,
    /// It is signed with another key than the one that is relied on.
    Key {
        /// The key it names.
        found: String,
    },
}

/// The public key of a secret one, in hexadecimal.
pub fn public_key(secret: &[u8; 32]) -> String {
    hex(SigningKey::from_bytes(secret).verifying_key().as_bytes())
}

impl Digest {
    /// The text of the anchor, signed.
    pub fn sign(&self, secret: &[u8; 32]) -> String {
        let key = SigningKey::from_bytes(secret);
        let mut text = self.body();
        text.extend(["key ", &hex(key.verifying_key().as_bytes()), "\n"]);
        let signature = key.sign(text.as_bytes());
        text.extend(["signature ", &hex(&signature.to_bytes()), "\n"]);
        text
    }

    fn body(&self) -> String {
        let or_nothing = |text: &str| {
            if text.is_empty() {
                NOTHING.to_owned()
            } else {
                text.to_owned()
            }
        };
        let mut text = format!(
            "{FIRST_LINE}\nnumber {}\nat {}\nprevious {}\n",
            self.number,
            self.at,
            or_nothing(&self.previous)
        );
        for heads in &self.entities {
            let _ = write!(text, "entity {} {}", heads.entity, or_nothing(&heads.code));
            for (name, head) in heads.named() {
                let _ = write!(text, " {name} {} {}", head.count, or_nothing(&head.hash));
            }
            text.push('\n');
        }
        text
    }
}

impl EntityHeads {
    /// The chains by the names an anchor has for them.
    pub fn named(&self) -> [(&'static str, &Head); 4] {
        [
            ("history", &self.history),
            ("journal", &self.journal),
            ("documents", &self.documents),
            ("rules", &self.rules),
        ]
    }
}

impl Anchor {
    /// Reads a text and checks its signature against the key it names; a known key must be that one.
    pub fn read(text: &str, known: Option<&str>) -> Result<Self, AnchorMistake> {
        let (digest, key, signed) = parse(text)?;
        if let Some(known) = known
            && known != key
        {
            return Err(AnchorMistake::Key { found: key });
        }
        let bytes = |text: &str| exact_hex(text).ok_or(AnchorMistake::Signature);
        let public: [u8; 32] = bytes(&key)?.try_into().map_err(|_| AnchorMistake::Signature)?;
        let last = text.lines().last().unwrap_or_default();
        let signature: [u8; 64] = bytes(last.strip_prefix("signature ").unwrap_or_default())?
            .try_into()
            .map_err(|_| AnchorMistake::Signature)?;
        let public = VerifyingKey::from_bytes(&public).map_err(|_| AnchorMistake::Signature)?;
        public
            .verify_strict(&text.as_bytes()[..signed], &Signature::from_bytes(&signature))
            .map_err(|_| AnchorMistake::Signature)?;
        Ok(Self {
            digest,
            key,
            text: text.to_owned(),
        })
    }

    /// The hash the next anchor holds, in hexadecimal.
    pub fn hash(&self) -> String {
        hash(&self.text)
    }

    /// The name of its file.
    pub fn file_name(&self) -> String {
        file_name(&self.digest)
    }
}

/// The name of an anchor's file: names sort as numbers do.
pub fn file_name(digest: &Digest) -> String {
    let day = digest.at.get(..10).unwrap_or_default();
    format!("kameral-anchor-{:06}-{day}.txt", digest.number)
}

/// The hash of an anchor's text.
pub fn hash(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}

/// The digest, the key, and how many bytes are signed.
fn parse(text: &str) -> Result<(Digest, String, usize), AnchorMistake> {
    let mut lines = (1..).zip(text.split_inclusive('\n'));
    let mut signed = 0;
    let mut next = |name: &str| -> Result<(usize, String), AnchorMistake> {
        let (at, line) = lines.next().ok_or(AnchorMistake::Malformed { line: 0 })?;
        let wrong = AnchorMistake::Malformed { line: at };
        let rest = line.strip_suffix('\n').ok_or(wrong.clone())?;
        if name == FIRST_LINE {
            return if rest == name {
                Ok((at, String::new()))
            } else {
                Err(wrong)
            };
        }
        Ok((at, rest.to_owned()))
    };
    let said = |name: &str, next: &mut dyn FnMut(&str) -> Result<(usize, String), AnchorMistake>| {
        let (at, line) = next(name)?;
        let value = line.strip_prefix(name).and_then(|rest| rest.strip_prefix(' '));
        value
            .map(|value| (at, value.to_owned()))
            .ok_or(AnchorMistake::Malformed { line: at })
    };
    next(FIRST_LINE)?;
    let (at, number) = said("number", &mut next)?;
    let number = number.parse().map_err(|_| AnchorMistake::Malformed { line: at })?;
    let (_, moment) = said("at", &mut next)?;
    let (_, previous) = said("previous", &mut next)?;
    let mut entities = Vec::new();
    let key = loop {
        let (at, line) = next("")?;
        if let Some(key) = line.strip_prefix("key ") {
            break key.to_owned();
        }
        entities.push(heads(&line).ok_or(AnchorMistake::Malformed { line: at })?);
    };
    said("signature", &mut next)?;
    if let Some((line, _)) = lines.next() {
        return Err(AnchorMistake::Malformed { line });
    }
    for line in text
        .split_inclusive('\n')
        .filter(|line| !line.starts_with("signature "))
    {
        signed += line.len();
    }
    let digest = Digest {
        number,
        at: moment,
        previous: nothing(&previous),
        entities,
    };
    Ok((digest, key, signed))
}

fn heads(line: &str) -> Option<EntityHeads> {
    let words: Vec<&str> = line.split(' ').collect();
    let [
        "entity",
        entity,
        code,
        "history",
        hc,
        hh,
        "journal",
        jc,
        jh,
        "documents",
        dc,
        dh,
        "rules",
        rc,
        rh,
    ] = words.as_slice()
    else {
        return None;
    };
    let head = |count: &str, hash: &str| {
        Some(Head {
            count: count.parse().ok()?,
            hash: nothing(hash),
        })
    };
    Some(EntityHeads {
        entity: entity.parse().ok()?,
        code: nothing(code),
        history: head(hc, hh)?,
        journal: head(jc, jh)?,
        documents: head(dc, dh)?,
        rules: head(rc, rh)?,
    })
}

fn nothing(text: &str) -> String {
    if text == NOTHING {
        String::new()
    } else {
        text.to_owned()
    }
}

/// Keeps an anchor in the installation's own list.
pub fn add(tx: &mut Tx, digest: &Digest, text: &str) -> Result<(), Fault> {
    let row = params![digest.number, &digest.at, text];
    tx.exec(include_str!("sql/add_anchor.sql"), row)?;
    Ok(())
}

/// Texts of the anchors after a number, in order.
pub fn after(tx: &mut Tx, number: i64) -> Result<Vec<String>, Fault> {
    tx.all(include_str!("sql/anchors.sql"), params![number], |row| row.get("body"))
}

/// The text of the last anchor, if there is one.
pub fn last(tx: &mut Tx) -> Result<Option<String>, Fault> {
    tx.optional(include_str!("sql/last_anchor.sql"), params![], |row| row.get("body"))
}

/// Keeps that a person accepts a database which is not the one an anchor knows. Twice by the same
/// person counts once.
pub fn accept(tx: &mut Tx, number: i64, by: &str, at: Timestamp, reason: &str) -> Result<(), Fault> {
    let there: i64 = tx.one(include_str!("sql/anchor_accepted_by.sql"), params![number, by], |row| {
        row.get("persons")
    })?;
    if there == 0 {
        let row = params![number, by, at, reason];
        tx.exec(include_str!("sql/add_anchor_loss.sql"), row)?;
    }
    Ok(())
}

/// How many persons have accepted that.
pub fn accepted(tx: &mut Tx, number: i64) -> Result<i64, Fault> {
    tx.one(include_str!("sql/anchor_accepted.sql"), params![number], |row| {
        row.get("persons")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: [u8; 32] = [7; 32];

    fn digest() -> Digest {
        let head = |count, byte| Head::new(count, &[byte; 32]);
        Digest {
            number: 12,
            at: "2026-03-02T08:00:00.000000Z".to_owned(),
            previous: hash("x"),
            entities: vec![
                EntityHeads {
                    history: head(3, 1),
                    ..EntityHeads::default()
                },
                EntityHeads {
                    entity: 1,
                    code: "SCF".to_owned(),
                    history: head(1234, 2),
                    journal: head(567, 3),
                    documents: head(12, 4),
                    rules: head(45, 5),
                },
            ],
        }
    }

    #[test]
    fn an_anchor_is_read_as_it_was_written() {
        let text = digest().sign(&SECRET);
        let read = Anchor::read(&text, Some(&public_key(&SECRET))).unwrap();
        assert_eq!(read.digest, digest());
        assert_eq!(read.file_name(), "kameral-anchor-000012-2026-03-02.txt");
    }

    /// P19: no byte of an anchor can be another.
    #[test]
    fn every_flipped_bit_of_an_anchor_is_told() {
        let text = digest().sign(&SECRET);
        let known = public_key(&SECRET);
        for at in 0..text.len() * 8 {
            let mut bytes = text.clone().into_bytes();
            bytes[at / 8] ^= 1 << (at % 8);
            let Ok(changed) = String::from_utf8(bytes) else {
                continue;
            };
            assert!(Anchor::read(&changed, Some(&known)).is_err(), "bit {at}: {changed}");
        }
        for cut in 0..text.len() {
            assert!(Anchor::read(&text[..cut], Some(&known)).is_err(), "cut at {cut}");
        }
        assert!(Anchor::read(&format!("{text}x\n"), Some(&known)).is_err());
    }

    #[test]
    fn another_key_is_told() {
        let text = digest().sign(&[8; 32]);
        let found = public_key(&[8; 32]);
        assert_eq!(
            Anchor::read(&text, Some(&public_key(&SECRET))),
            Err(AnchorMistake::Key { found })
        );
        assert!(Anchor::read(&text, None).is_ok());
    }
}
