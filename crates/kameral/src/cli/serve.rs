//! `kameral serve`: the pages and the API.

use std::io::IsTerminal as _;
use std::net::{IpAddr, Ipv4Addr};

use clap::Args;
use kameral_base::Arg;
use kameral_store::{Durability, Engine};
use kameral_ui::Words;
use tracing_subscriber::EnvFilter;

use super::Cli;
use crate::log::Masked;
use crate::outcome::Ending;
use crate::server::{self, Reach};
use crate::{anchoring, place};

/// Words of `kameral serve`.
#[derive(Debug, Args)]
pub struct ServeArgs {
    /// Address to listen on. A public one needs --behind-tls.
    #[arg(long, default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    address: IpAddr,
    /// Port; 0 takes a free one.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// A proxy in front speaks TLS with the visitors.
    #[arg(long)]
    behind_tls: bool,
    /// The address visitors know the installation by: https://ekonomi.myndighet.se. Passkeys are
    /// bound to it.
    #[arg(long)]
    origin: Option<String>,
    /// Tell browsers to come over TLS only, from now on (HSTS). Needs --behind-tls.
    #[arg(long)]
    hsts: bool,
}

pub fn run(cli: &Cli, words: Words, args: &ServeArgs) -> Result<(), Ending> {
    log_faults();
    let store = place::open(&cli.db)?;
    place::ensure_keys(&store)?;
    if let Some(folder) = &cli.anchors {
        anchoring::guard(&store, folder)?;
    }
    match store.durability() {
        Durability::Test => eprintln!("{}", words.t("cli-durability-test")),
        Durability::Full if store.engine() == Engine::Postgres => eprintln!("{}", words.t("cli-durability-one-disk")),
        Durability::Full | Durability::Standby => {}
    }
    let reach = Reach {
        address: args.address,
        port: args.port,
        behind_tls: args.behind_tls,
        anchors: cli.anchors.clone(),
        origin: args.origin.clone(),
        hsts: args.hsts,
    };
    server::serve(store, &reach, Vec::new(), |address| {
        println!(
            "{}",
            words.t_args("cli-serving", &[("address", Arg::Text(format!("http://{address}")))])
        );
    })
}

/// Faults go to standard error, one a line, and nothing of persons with them. `RUST_LOG` tells more.
fn log_faults() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(Masked(std::io::stderr))
        .with_ansi(std::io::stderr().is_terminal())
        // A log that nobody can read is no reason to end.
        .log_internal_errors(false)
        .init();
}
