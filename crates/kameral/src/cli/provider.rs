//! `kameral provider`: agencies' own sign-in and user directories.

use std::fs;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use kameral_base::{Arg, EntityId, Refusal};
use kameral_identity::federation::commands::{keep_provider, providers};
use kameral_identity::federation::{Places, Provider, ProviderRefusal, protocol};
use kameral_ledger::store::entities;
use kameral_store::Store;
use kameral_ui::Words;
use serde_json::json;

use super::output::{Listing, print_json};
use super::{Cli, Format};
use crate::outcome::Ending;
use crate::place;

/// The largest file of settings or metadata.
const FILE_BYTES_MAX: u64 = 4 * 1024 * 1024;

/// Words of `kameral provider`.
#[derive(Debug, Subcommand)]
pub enum ProviderCommand {
    /// Keep a provider, new or changed, from a JSON file.
    Add(AddArgs),
    /// List the providers.
    List,
    /// Show a provider as JSON, as `add` takes it.
    Show(CodeArg),
    /// Ask a provider whether it answers, and whether its settings and files can be used.
    Test(CodeArg),
}

/// A provider to keep.
#[derive(Debug, Args)]
pub struct AddArgs {
    /// The JSON file.
    file: PathBuf,
    /// Metadata of a SAML provider: a file, or an address that is asked once. Look at it before you trust it.
    #[arg(long, value_name = "FILE OR ADDRESS")]
    metadata: Option<String>,
}

/// A provider.
#[derive(Debug, Args)]
pub struct CodeArg {
    /// Its code.
    code: String,
}

/// Keeps, lists and tests providers.
pub fn run(cli: &Cli, words: Words, command: &ProviderCommand) -> Result<(), Ending> {
    let store = place::open(&cli.db)?;
    match command {
        ProviderCommand::Add(args) => add(cli, words, &store, args),
        ProviderCommand::List => list(cli, words, &store),
        ProviderCommand::Show(args) => {
            let provider = find(&store, &args.code)?;
            print_json(&serde_json::to_value(provider).map_err(|error| Ending::Fault(error.to_string()))?);
            Ok(())
        }
        ProviderCommand::Test(args) => {
            let provider = find(&store, &args.code)?;
            protocol::test(&provider).map_err(|refusal| Ending::refusal(&refusal))?;
            println!(
                "{}",
                words.t_args("cli-provider-answers", &[("name", Arg::Text(provider.name))])
            );
            Ok(())
        }
    }
}

fn add(cli: &Cli, words: Words, store: &Store, args: &AddArgs) -> Result<(), Ending> {
    place::ensure_roles(store)?;
    let name = args.file.display();
    let mut provider: Provider =
        serde_json::from_str(&text(&args.file)?).map_err(|error| Ending::Usage(format!("{name}: {error}")))?;
    if let Some(metadata) = &args.metadata {
        provider.metadata = Some(if metadata.starts_with("http") {
            protocol::fetch(metadata).map_err(|error| Ending::Usage(format!("{metadata}: {error}")))?
        } else {
            text(&PathBuf::from(metadata))?
        });
    }
    let cx = place::operator_at(store, EntityId(0));
    let version = keep_provider(&cx, &provider, &places(store)?)?;
    if cli.format == Format::Json {
        print_json(&json!({ "code": provider.code, "version": version }));
        return Ok(());
    }
    let told = [("name", Arg::Text(provider.name)), ("version", Arg::Number(version))];
    println!("{}", words.t_args("cli-provider-kept", &told));
    Ok(())
}

/// A file as text.
pub fn text(path: &PathBuf) -> Result<String, Ending> {
    let usage = |error: std::io::Error| Ending::Usage(format!("{}: {error}", path.display()));
    let size = fs::metadata(path).map_err(usage)?.len();
    if FILE_BYTES_MAX < size {
        return Err(Ending::Usage(format!("{}: {size} > {FILE_BYTES_MAX}", path.display())));
    }
    fs::read_to_string(path).map_err(usage)
}

/// Entities by code.
pub fn places(store: &Store) -> Result<Places, Ending> {
    let all = store.read(entities::all)?;
    Ok(all.into_iter().map(|entity| (entity.code, entity.id)).collect())
}

/// A provider by code.
pub fn find(store: &Store, code: &str) -> Result<Provider, Ending> {
    let kept = providers(&place::operator_at(store, EntityId(0)))?;
    let found = kept
        .into_iter()
        .map(|kept| kept.provider)
        .find(|provider| provider.code == code);
    found.ok_or_else(|| {
        let unknown = ProviderRefusal::ProviderUnknown {
            provider: code.to_owned(),
        };
        Ending::refusal(&unknown as &dyn Refusal)
    })
}

fn list(cli: &Cli, words: Words, store: &Store) -> Result<(), Ending> {
    let kept = providers(&place::operator_at(store, EntityId(0)))?;
    let day = |date: Option<kameral_base::Date>| date.map(|date| date.to_string()).unwrap_or_default();
    let rows = kept.into_iter().map(|kept| {
        let provider = kept.provider;
        vec![
            provider.code,
            provider.name,
            provider.kind.word().to_owned(),
            provider.issuer,
            provider.logins.join(" "),
            kept.version.to_string(),
            day(provider.valid_from),
            day(provider.valid_to),
        ]
    });
    let columns = vec![
        ("code", "cli-provider-code"),
        ("name", "cli-name"),
        ("kind", "cli-provider-kind"),
        ("issuer", "cli-provider-issuer"),
        ("logins", "cli-provider-logins"),
        ("version", "cli-provider-version"),
        ("valid_from", "cli-valid-from"),
        ("valid_to", "cli-valid-to"),
    ];
    Listing {
        columns,
        rows: rows.collect(),
    }
    .print(cli, words);
    Ok(())
}
