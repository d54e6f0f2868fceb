//! The way to PostgreSQL: TLS with a certificate that was checked, or no network at all
//! (reliability §4.3).
//!
//! | Server | `sslmode` | Way |
//! |---|---|---|
//! | a socket, or this machine by a loopback address | none, `disable`, `prefer` | plain |
//! | another machine | none, `prefer` | TLS, certificate and name checked |
//! | another machine | `disable` | refused |
//! | any | `require`, `verify-ca`, `verify-full` | TLS, certificate and name checked |
//!
//! There is no TLS without a check: a certificate that nobody checks protects from nobody.
//! `sslrootcert=FILE` names who may have signed it, in PEM; without it the machine's own list is asked.

use std::net::IpAddr;
use std::sync::Arc;

use postgres::config::{Host, SslMode};
use postgres::{Client, Config, NoTls};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::Fault;
use crate::fault::FaultKind;

/// Connects in the way the address asks for.
pub(crate) fn connect(address: &str) -> Result<Client, Fault> {
    let way = Way::of(address)?;
    let connected = match way.signers {
        Signers::Nobody => way.config.connect(NoTls),
        signers => {
            let mut config = way.config;
            config.ssl_mode(SslMode::Require);
            config.connect(MakeRustlsConnect::new(client(&signers)?))
        }
    };
    connected.map_err(|error| Fault::from(error).within("no connection to the database"))
}

/// An address, taken apart.
#[derive(Debug)]
struct Way {
    config: Config,
    signers: Signers,
}

/// Who may have signed the server's certificate.
#[derive(Debug, PartialEq, Eq)]
enum Signers {
    /// There is none: the way is plain, and stays on this machine.
    Nobody,
    /// Whom this machine trusts.
    OfThisMachine,
    /// Those in a file, PEM.
    In(String),
}

impl Way {
    fn of(address: &str) -> Result<Self, Fault> {
        let (place, options) = address.split_once('?').unwrap_or((address, ""));
        let (mut mode, mut signers, mut others) = ("", Signers::OfThisMachine, Vec::new());
        for option in options.split('&').filter(|option| !option.is_empty()) {
            match option.split_once('=') {
                Some(("sslmode", word)) => mode = word,
                Some(("sslrootcert", file)) => signers = Signers::In(file.to_owned()),
                _ => others.push(option),
            }
        }
        let driver = format!("{place}?{}", others.join("&"));
        let config: Config = driver
            .parse()
            .map_err(|error| misuse(&format!("the address of the database cannot be read: {error}")))?;
        let signers = match (mode, is_here(&config)) {
            ("" | "disable" | "prefer", true) => Signers::Nobody,
            ("" | "prefer", false) | ("require" | "verify-ca" | "verify-full", _) => signers,
            ("disable", false) => {
                return Err(misuse(
                    "sslmode=disable would send the books in the clear over the network; leave it out, \
                     or reach the server by a socket or a tunnel of this machine",
                ));
            }
            (other, _) => return Err(misuse(&format!("sslmode={other} is not known"))),
        };
        Ok(Self { config, signers })
    }
}

/// Whether nothing leaves this machine.
fn is_here(config: &Config) -> bool {
    let loopback = |name: &str| name == "localhost" || name.parse().is_ok_and(|ip: IpAddr| ip.is_loopback());
    let named = config.get_hosts().iter().all(|host| match host {
        Host::Tcp(name) => loopback(name),
        Host::Unix(_) => true,
    });
    named && config.get_hostaddrs().iter().all(IpAddr::is_loopback)
}

fn client(signers: &Signers) -> Result<ClientConfig, Fault> {
    let mut store = RootCertStore::empty();
    match signers {
        Signers::In(file) => {
            let unreadable = |error: &dyn std::fmt::Display| misuse(&format!("sslrootcert={file}: {error}"));
            let found = CertificateDer::pem_file_iter(file).map_err(|error| unreadable(&error))?;
            for certificate in found {
                let certificate = certificate.map_err(|error| unreadable(&error))?;
                store.add(certificate).map_err(|error| unreadable(&error))?;
            }
        }
        Signers::OfThisMachine | Signers::Nobody => {
            store.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        }
    }
    if store.is_empty() {
        return Err(misuse(
            "no certificate to check the database server with; name one with sslrootcert=FILE",
        ));
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let versions = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let builder = versions.map_err(|error| misuse(&error.to_string()))?;
    Ok(builder.with_root_certificates(store).with_no_client_auth())
}

fn misuse(text: &str) -> Fault {
    Fault::new(FaultKind::Misuse, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leaves_the_machine_is_secret() {
        let way = |address: &str| match Way::of(address) {
            Ok(way) => match way.signers {
                Signers::Nobody => "plain".to_owned(),
                Signers::OfThisMachine => "tls".to_owned(),
                Signers::In(file) => format!("tls by {file}"),
            },
            Err(fault) => fault.to_string().chars().take(22).collect(),
        };
        for (address, expected) in [
            ("postgres://kameral@/db?host=/run", "plain"),
            ("postgres://kameral@localhost/db", "plain"),
            ("postgres://kameral@127.0.0.1/db?sslmode=disable", "plain"),
            ("postgres://kameral@[::1]/db?sslmode=prefer", "plain"),
            ("postgres://kameral@localhost/db?sslmode=verify-full", "tls"),
            ("postgres://kameral@db.example/db", "tls"),
            ("postgres://kameral@10.0.0.7/db?connect_timeout=3", "tls"),
            ("postgres://kameral@localhost,db.example/db", "tls"),
            ("postgres://kameral@localhost/db?hostaddr=10.0.0.7", "tls"),
            (
                "postgres://kameral@db.example/db?sslmode=require&sslrootcert=/etc/ca.pem",
                "tls by /etc/ca.pem",
            ),
            (
                "postgres://kameral@db.example/db?sslmode=disable",
                "sslmode=disable would ",
            ),
            (
                "postgres://kameral@localhost/db?sslmode=allow",
                "sslmode=allow is not k",
            ),
        ] {
            assert_eq!(way(address), expected, "{address}");
        }
    }
}
