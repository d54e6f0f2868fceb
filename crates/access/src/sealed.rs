//! *Förseglat*: what the database keeps so that nobody reads it there (reliability §4.6, rule 17).
//!
//! XChaCha20-Poly1305 under a key of the installation. The place (table and row) is sealed in with
//! the text, so that what belongs to one user cannot be moved to another.

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use kameral_store::{Fault, FaultKind};

use crate::installation_key::InstallationKey;
use crate::secrets;

/// Bytes of the nonce that stands before what is sealed: long enough to be drawn by chance.
const NONCE_BYTES: usize = 24;

/// Seals bytes that belong to one place.
pub fn seal(key: &InstallationKey, place: &str, open: &[u8]) -> Result<Vec<u8>, Fault> {
    let nonce = secrets::bytes::<NONCE_BYTES>()?;
    let cipher = XChaCha20Poly1305::new(key.bytes().into());
    let payload = Payload {
        msg: open,
        aad: place.as_bytes(),
    };
    let sealed = cipher
        .encrypt(&XNonce::from(nonce), payload)
        .map_err(|_| Fault::new(FaultKind::Engine, format!("{place} cannot be sealed")))?;
    Ok([nonce.as_slice(), &sealed].concat())
}

/// Opens what was sealed for this place with this key. Anything else is a fault.
pub fn open(key: &InstallationKey, place: &str, sealed: &[u8]) -> Result<Vec<u8>, Fault> {
    let damaged = || {
        let told = format!("{place}: it was not sealed here with the key {}", key.id());
        Fault::new(FaultKind::Mismatch, told)
    };
    let (nonce, sealed) = sealed.split_at_checked(NONCE_BYTES).ok_or_else(damaged)?;
    let nonce: [u8; NONCE_BYTES] = nonce.try_into().map_err(|_| damaged())?;
    let cipher = XChaCha20Poly1305::new(key.bytes().into());
    let payload = Payload {
        msg: sealed,
        aad: place.as_bytes(),
    };
    cipher.decrypt(&XNonce::from(nonce), payload).map_err(|_| damaged())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::installation_key::{FACTORS, HISTORY, key, use_memory};
    use kameral_store::Store;

    #[test]
    fn what_is_sealed_is_opened_in_its_own_place_with_its_own_key() {
        let store = Store::open(":memory:").unwrap();
        use_memory(&store).unwrap();
        let (one, other) = (
            key(&store, FACTORS).unwrap().unwrap(),
            key(&store, HISTORY).unwrap().unwrap(),
        );
        let sealed = seal(&one, "totp 1", b"secret").unwrap();
        assert_eq!(open(&one, "totp 1", &sealed).unwrap(), b"secret");
        assert_ne!(sealed, seal(&one, "totp 1", b"secret").unwrap());
        assert!(!sealed.windows(6).any(|bytes| bytes == b"secret"));
        assert!(open(&one, "totp 2", &sealed).is_err());
        assert!(open(&other, "totp 1", &sealed).is_err());
        assert!(open(&one, "totp 1", &sealed[..10]).is_err());
        for at in 0..sealed.len() {
            let mut bent = sealed.clone();
            bent[at] ^= 1;
            assert!(open(&one, "totp 1", &bent).is_err(), "byte {at}");
        }
    }
}
