//! `kameral endpoints`: every address outside the installation that the program may speak to (SEC-20).

use kameral_ui::Words;

use super::output::Listing;
use super::{Cli, Format};
use crate::endpoints::endpoints;
use crate::outcome::Ending;

#[expect(clippy::unnecessary_wraps, reason = "a command like the others")]
pub fn run(cli: &Cli, words: Words) -> Result<(), Ending> {
    let found = endpoints(&cli.db);
    if found.is_empty() && cli.format == Format::Text {
        println!("{}", words.t("cli-endpoints-none"));
        return Ok(());
    }
    let rows = found
        .into_iter()
        .map(|endpoint| vec![endpoint.host, words.t(endpoint.purpose), endpoint.country]);
    Listing {
        columns: vec![
            ("host", "cli-endpoint-host"),
            ("purpose", "cli-endpoint-purpose"),
            ("country", "cli-endpoint-country"),
        ],
        rows: rows.collect(),
    }
    .print(cli, words);
    Ok(())
}
