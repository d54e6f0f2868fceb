//! `kameral bench`: figures of speed, each beside its own limit.

use std::path::{Path, PathBuf};

use clap::Args;
use kameral_ui::Words;

use super::output::print_json;
use super::{Cli, DEFAULT_DB, Format};
use crate::bench::{self, Part, Size};
use crate::outcome::Ending;

/// Words of `kameral bench`.
#[derive(Debug, Args)]
pub struct BenchArgs {
    /// Less of everything, in well under a minute.
    #[arg(long)]
    quick: bool,
    /// This part only, on SQLite.
    #[arg(long)]
    part: Option<Part>,
}

/// Measures on SQLite in the folder of `--db`, or on the server it names.
pub fn run(cli: &Cli, _: Words, args: &BenchArgs) -> Result<(), Ending> {
    let size = if args.quick { Size::QUICK } else { Size::FULL };
    let say: bench::Say<'_> = &mut |step| eprintln!("{step}");
    let (machine, figures) = if cli.db.starts_with("postgres") {
        (
            bench::server_machine(&cli.db)?,
            bench::run_on_server(size, &cli.db, say)?,
        )
    } else {
        let folder = folder(&cli.db);
        (bench::machine(&folder)?, bench::run(size, args.part, &folder, say)?)
    };
    match cli.format {
        Format::Json => print_json(&bench::as_json(&machine, &figures)),
        Format::Text | Format::Csv => print!("{}", bench::as_text(&machine, &figures)),
    }
    Ok(())
}

/// Where the measured databases stand for a while: a disk of the same kind as the real one.
fn folder(db: &str) -> PathBuf {
    let named = Path::new(db)
        .parent()
        .filter(|folder| db != DEFAULT_DB && !folder.as_os_str().is_empty());
    named.map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}
