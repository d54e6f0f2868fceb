//! `kameral directory`: users and roles out of an agency's directory.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use kameral_access::feed::SourceRole;
use kameral_base::{Arg, EntityId};
use kameral_identity::federation::directory_file::{import, read};
use kameral_identity::federation::{Change, FeedRefusal, Places};
use kameral_store::Stop;
use kameral_ui::Words;
use serde_json::json;

use super::Cli;
use super::output::Listing;
use super::provider::{find, places, text};
use crate::outcome::Ending;
use crate::place;

/// Words of `kameral directory`.
#[derive(Debug, Subcommand)]
pub enum DirectoryCommand {
    /// Make users and roles what a file says: all of it or nothing.
    Import(ImportArgs),
    /// Make the token a directory proves itself by over SCIM. It is shown once; an earlier one ends.
    Token(TokenArgs),
}

/// A file to read.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// CSV: login,name,active,entity,role,dimension,pattern,valid_from,valid_to.
    file: PathBuf,
    /// Code of the provider whose directory it is.
    #[arg(long)]
    provider: String,
    /// Show what would change, and change nothing.
    #[arg(long)]
    dry_run: bool,
}

/// A directory.
#[derive(Debug, Args)]
pub struct TokenArgs {
    /// Code of the provider whose directory it is.
    provider: String,
}

/// Imports a directory, or makes its token.
pub fn run(cli: &Cli, words: Words, command: &DirectoryCommand) -> Result<(), Ending> {
    let store = place::open(&cli.db)?;
    let cx = place::operator_at(&store, EntityId(0));
    match command {
        DirectoryCommand::Import(args) => {
            place::ensure_roles(&store)?;
            let (provider, places) = (find(&store, &args.provider)?, places(&store)?);
            let name = args
                .file
                .file_name()
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default();
            let of_file = |stop: Stop<Vec<FeedRefusal>>| Ending::of_file(&name, stop);
            let users = read(&text(&args.file)?, &places).map_err(|found| of_file(Stop::Refused(found)))?;
            let changes = import(&cx, &provider, &users, &name, args.dry_run).map_err(of_file)?;
            let mut rows = Vec::new();
            for (login, changes) in changes {
                rows.extend(changes.iter().map(|change| row(&login, change, &places)));
            }
            let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
            tell(cli, words, rows);
            if cli.format == super::Format::Text {
                let key = if args.dry_run {
                    "cli-directory-would"
                } else {
                    "cli-directory-done"
                };
                println!("{}", words.t_args(key, &[("count", Arg::Number(count))]));
            }
            Ok(())
        }
        DirectoryCommand::Token(args) => {
            let provider = find(&store, &args.provider)?;
            let token = kameral_identity::scim::new_token(&cx, &provider)?;
            if cli.format == super::Format::Json {
                super::output::print_json(&json!({ "provider": provider.code, "token": token.reveal() }));
            } else {
                println!("{}", token.reveal());
            }
            Ok(())
        }
    }
}

fn row(login: &str, change: &Change, places: &Places) -> Vec<String> {
    let (word, role) = match change {
        Change::Added => ("added", None),
        Change::Tied => ("tied", None),
        Change::Opened => ("opened", None),
        Change::Closed => ("closed", None),
        Change::Given(role) => ("given", Some(role)),
        Change::Taken(role) => ("taken", Some(role)),
    };
    let of = |text: fn(&SourceRole) -> String| role.map(text).unwrap_or_default();
    let entity = role.and_then(|role| places.iter().find(|(_, id)| **id == role.entity));
    vec![
        login.to_owned(),
        word.to_owned(),
        entity.map(|(code, _)| code.clone()).unwrap_or_default(),
        of(|role| role.role.clone()),
        of(|role| {
            let told: Vec<String> = role.conditions.iter().map(ToString::to_string).collect();
            told.join(" ")
        }),
    ]
}

fn tell(cli: &Cli, words: Words, mut rows: Vec<Vec<String>>) {
    if cli.format == super::Format::Text {
        for row in &mut rows {
            row[1] = words.t(match row[1].as_str() {
                "added" => "cli-directory-added",
                "tied" => "cli-directory-tied",
                "opened" => "cli-directory-opened",
                "closed" => "cli-directory-closed",
                "given" => "cli-directory-given",
                _ => "cli-directory-taken",
            });
        }
    }
    let columns = vec![
        ("login", "cli-user-login"),
        ("change", "cli-directory-change"),
        ("entity", "cli-user-entity"),
        ("role", "cli-user-role"),
        ("where", "cli-user-where"),
    ];
    Listing { columns, rows }.print(cli, words);
}
