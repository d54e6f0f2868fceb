//! `kameral init`: make an entity.

use clap::{Args, ValueEnum};
use kameral_base::{Arg, EntityId};
use kameral_ledger::commands::{NewEntity, init_entity};
use kameral_ledger::model::RuleSet;
use kameral_ledger::standard;
use kameral_ui::Words;
use serde_json::json;

use super::output::print_json;
use super::{Cli, Format};
use crate::outcome::Ending;
use crate::place;

/// Words of `kameral init`.
#[derive(Debug, Args)]
pub struct InitArgs {
    /// Code of the new entity.
    #[arg(long)]
    entity: String,
    /// Name.
    #[arg(long)]
    name: String,
    /// Organisation number.
    #[arg(long)]
    org_number: String,
    /// Rule set.
    #[arg(long, value_enum)]
    rules: Rules,
    /// Bind the standard's proposed combination rules, and add its proposed values.
    #[arg(long)]
    with_proposed_rules: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Rules {
    State,
    Municipal,
}

pub fn run(cli: &Cli, words: Words, args: &InitArgs) -> Result<(), Ending> {
    let store = place::open(&cli.db)?;
    place::ensure_keys(&store)?;
    place::ensure_roles(&store)?;
    let rules = match args.rules {
        Rules::State => RuleSet::State,
        Rules::Municipal => RuleSet::Municipal,
    };
    let standard = standard::changes(rules).map_err(|mistake| Ending::Fault(mistake.to_string()))?;
    let new = NewEntity {
        code: args.entity.clone(),
        name: args.name.clone(),
        org_number: args.org_number.clone(),
        rules,
    };
    let entity = init_entity(&place::operator_at(&store, EntityId(0)), None, &new, &standard)?;
    if args.with_proposed_rules {
        place::bind_proposed(&place::operator_at(&store, entity.id), rules)?;
    }
    match cli.format {
        Format::Json => {
            print_json(&json!({ "entity": entity.code, "entity_id": entity.id.get(), "name": entity.name }));
        }
        _ => println!(
            "{}",
            words.t_args(
                "cli-entity-made",
                &[("code", Arg::Text(entity.code)), ("name", Arg::Text(entity.name))]
            )
        ),
    }
    Ok(())
}
