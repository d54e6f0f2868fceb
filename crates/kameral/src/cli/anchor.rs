//! `kameral anchor`: signed digests of how far every chain has come, to be kept by others.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use kameral_base::Arg;
use kameral_ui::Words;

use super::Cli;
use crate::outcome::Ending;
use crate::{anchoring, place};

/// Words of `kameral anchor`.
#[derive(Debug, Args)]
pub struct AnchorArgs {
    #[command(subcommand)]
    command: Option<AnchorCommand>,
}

#[derive(Debug, Subcommand)]
enum AnchorCommand {
    /// Write the anchors that a folder lacks into it.
    Export {
        /// The folder.
        folder: PathBuf,
    },
    /// Show the public key anchors are signed with.
    Key,
    /// Accept, as one of two persons, that the database is older than an anchor.
    Accept {
        /// The anchor's number.
        number: i64,
        /// Why: what was lost, and how it is made good.
        #[arg(long)]
        reason: String,
    },
}

pub fn run(cli: &Cli, words: Words, args: &AnchorArgs) -> Result<(), Ending> {
    let store = match &args.command {
        // Accepting is how a database that is older is written in again.
        Some(AnchorCommand::Accept { .. }) => place::open_unguarded(&cli.db)?,
        _ => place::open(&cli.db)?,
    };
    match &args.command {
        None => {
            let made = anchoring::make(&store, cli.anchors.as_deref())?;
            let told = [
                ("number", made.digest.number.into()),
                ("entities", count(made.digest.entities.len())),
                ("hash", Arg::Text(made.hash())),
            ];
            println!("{}", words.t_args("cli-anchor-made", &told));
        }
        Some(AnchorCommand::Export { folder }) => {
            let written = anchoring::export(&store, folder)?;
            println!("{}", words.t_args("cli-anchor-exported", &[("count", count(written))]));
        }
        Some(AnchorCommand::Key) => {
            place::ensure_keys(&store)?;
            match anchoring::public_key(&store)? {
                Some(key) => println!("{key}"),
                None => return Err(Ending::refusal(&anchoring::AnchorRefusal::KeyMissing)),
            }
        }
        Some(AnchorCommand::Accept { number, reason }) => {
            let Some(folder) = &cli.anchors else {
                return Err(Ending::Usage(words.t("cli-anchor-folder-missing")));
            };
            let persons = anchoring::accept(&store, folder, *number, reason)?;
            let told = [("number", (*number).into()), ("persons", persons.into())];
            println!("{}", words.t_args("cli-anchor-accepted", &told));
        }
    }
    Ok(())
}

fn count(count: usize) -> Arg {
    i64::try_from(count).unwrap_or(i64::MAX).into()
}
