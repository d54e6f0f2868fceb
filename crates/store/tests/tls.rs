//! PostgreSQL over a network: TLS, with the server's certificate and name checked (reliability §4.3).

use std::fs;

use kameral_store::Store;
use kameral_store::testing::{long_ago, postgres_over_tls};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};

/// Somebody who signs certificates.
fn signer(name: &str) -> CertifiedIssuer<'static, KeyPair> {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

#[test]
fn the_server_s_certificate_and_name_are_checked() {
    let (ours, others) = (signer("ours"), signer("others"));
    let key = KeyPair::generate().unwrap();
    let params = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    let certificate = params.signed_by(&key, &ours).unwrap();
    let Some(port) = postgres_over_tls(&certificate.pem(), &key.serialize_pem()) else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, pem: String| {
        let path = folder.path().join(name);
        fs::write(&path, pem).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let (ours, others) = (file("ours.pem", ours.pem()), file("others.pem", others.pem()));
    let open = |host: &str, options: &str| {
        let address = format!("postgres://kameral@{host}:{port}/postgres?{options}");
        let store = Store::open(&address).map_err(|fault| fault.to_string())?;
        store.migrate(&[], long_ago()).map_err(|fault| fault.to_string())?;
        Store::open(&address).map(|_| ()).map_err(|fault| fault.to_string())
    };
    // The server itself lets nobody in without TLS.
    let plain = open("localhost", "sslmode=disable").unwrap_err();
    assert!(plain.contains("no encryption") || plain.contains("pg_hba"), "{plain}");
    open("localhost", &format!("sslmode=verify-full&sslrootcert={ours}")).unwrap();
    for (host, root, why) in [
        ("localhost", &others, "UnknownIssuer"),
        ("127.0.0.1", &ours, "not valid for name"),
    ] {
        let refused = open(host, &format!("sslmode=verify-full&sslrootcert={root}")).unwrap_err();
        assert!(refused.contains(why), "{host}: {refused}");
    }
    let empty = file("empty.pem", String::new());
    let refused = open("localhost", &format!("sslmode=verify-full&sslrootcert={empty}")).unwrap_err();
    assert!(refused.contains("sslrootcert=FILE"), "{refused}");
}
