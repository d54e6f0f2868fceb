//! Keys of the providers, made when a test begins.

use rcgen::{CertificateParams, KeyPair, PKCS_RSA_SHA256};
use rsa::RsaPrivateKey;
use rsa::pkcs1::EncodeRsaPrivateKey as _;
use rsa::pkcs8::{EncodePrivateKey as _, LineEnding};

/// Enough for every library to take it.
const BITS: usize = 2048;

/// A key with its certificate.
pub struct Key {
    /// As OpenID Connect's signer reads it.
    pub pkcs1: String,
    /// As everybody else does.
    pub pkcs8: String,
    /// The certificate it signed for itself.
    pub certificate: String,
}

/// A new one.
pub fn new() -> Key {
    let key = RsaPrivateKey::new(&mut rsa::rand_core::OsRng, BITS).unwrap();
    let pkcs8 = key.to_pkcs8_pem(LineEnding::LF).unwrap().to_string();
    let pair = KeyPair::from_pkcs8_pem_and_sign_algo(&pkcs8, &PKCS_RSA_SHA256).unwrap();
    let certificate = CertificateParams::new(vec!["prov.test".to_owned()])
        .unwrap()
        .self_signed(&pair)
        .unwrap();
    Key {
        pkcs1: key.to_pkcs1_pem(LineEnding::LF).unwrap().to_string(),
        pkcs8,
        certificate: certificate.pem(),
    }
}
