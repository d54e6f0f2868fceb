//! `kameral token`: tokens that programs keep, and the integrations that have them.

use clap::{Args, Subcommand};
use kameral_access::{NewToken, add_robot, create_token, revoke_token, tokens_of_login};
use kameral_base::Arg;
use kameral_ledger::store::entities;
use kameral_ui::Words;
use serde_json::json;

use super::output::{Listing, print_json};
use super::{Cli, EntityArg, Format};
use crate::outcome::Ending;
use crate::place;

/// Words of `kameral token`.
#[derive(Debug, Subcommand)]
pub enum TokenCommand {
    /// Add an integration: a user who holds roles and has tokens, and never signs in.
    Robot(RobotArgs),
    /// Make a token for an integration; it is shown this once.
    Create(CreateArgs),
    /// List a user's tokens.
    List(ListArgs),
    /// Revoke a token.
    Revoke(RevokeArgs),
}

/// An integration to add.
#[derive(Debug, Args)]
pub struct RobotArgs {
    /// Login.
    login: String,
    /// Name, as it is kept on vouchers.
    #[arg(long)]
    name: String,
    #[command(flatten)]
    entity: EntityArg,
}

/// A token to make.
#[derive(Debug, Args)]
pub struct CreateArgs {
    /// Login of the integration; who signs in makes their own.
    login: String,
    /// What it is for.
    #[arg(long)]
    name: String,
    /// What it may: books.read. More than one with commas between.
    #[arg(long, value_delimiter = ',', required = true)]
    permissions: Vec<String>,
    /// For how many days.
    #[arg(long, default_value_t = 90)]
    days: i64,
    #[command(flatten)]
    entity: EntityArg,
}

/// Whose tokens.
#[derive(Debug, Args)]
pub struct ListArgs {
    /// Login of the user.
    login: String,
    #[command(flatten)]
    entity: EntityArg,
}

/// A token to revoke.
#[derive(Debug, Args)]
pub struct RevokeArgs {
    /// Login of the user.
    login: String,
    /// Number of the token.
    #[arg(long)]
    number: i64,
    #[command(flatten)]
    entity: EntityArg,
}

pub fn run(cli: &Cli, words: Words, command: &TokenCommand) -> Result<(), Ending> {
    let store = place::open(&cli.db)?;
    match command {
        TokenCommand::Robot(args) => {
            let cx = place::operator(&store, &args.entity.entity)?;
            add_robot(&cx, None, &args.login, &args.name)?;
            Ok(())
        }
        TokenCommand::Create(args) => {
            let cx = place::operator(&store, &args.entity.entity)?;
            let new = NewToken {
                name: args.name.clone(),
                permissions: args.permissions.clone(),
                entities: vec![cx.entity()],
                days: args.days,
            };
            let (number, token) = create_token(&cx, None, &args.login, &new)?;
            let token = token.unwrap_or_default();
            match cli.format {
                Format::Json => print_json(&json!({ "number": number, "token": token })),
                _ => println!(
                    "{}",
                    words.t_args(
                        "cli-token-made",
                        &[("number", Arg::Text(number.to_string())), ("token", Arg::Text(token))]
                    )
                ),
            }
            Ok(())
        }
        TokenCommand::List(args) => list(cli, words, args),
        TokenCommand::Revoke(args) => {
            let cx = place::operator(&store, &args.entity.entity)?;
            revoke_token(&cx, None, &args.login, args.number)?;
            Ok(())
        }
    }
}

fn list(cli: &Cli, words: Words, args: &ListArgs) -> Result<(), Ending> {
    let store = place::open(&cli.db)?;
    let cx = place::operator(&store, &args.entity.entity)?;
    let entities = store.read(entities::all)?;
    let code = |id| {
        let entity = entities.iter().find(|entity| entity.id == id);
        entity.map_or_else(String::new, |entity| entity.code.clone())
    };
    let rows = tokens_of_login(&cx, &args.login)?.into_iter().map(|token| {
        let lives = token.lives(cx.now);
        let codes: Vec<String> = token.entities.iter().map(|id| code(*id)).collect();
        vec![
            token.number.to_string(),
            token.name,
            token.permissions.join(" "),
            codes.join(" "),
            token.expires_at.to_string(),
            token.used_at.map(|used| used.to_string()).unwrap_or_default(),
            lives.to_string(),
        ]
    });
    let columns = vec![
        ("number", "cli-number"),
        ("name", "cli-name"),
        ("permissions", "cli-token-permissions"),
        ("entities", "cli-user-entity"),
        ("expires_at", "cli-token-expires"),
        ("used_at", "cli-token-used"),
        ("lives", "cli-token-lives"),
    ];
    let rows = rows.collect();
    Listing { columns, rows }.print(cli, words);
    Ok(())
}
