//! `kameral group`: groups of entities.

use clap::{Args, Subcommand};
use kameral_base::{Date, EntityId};
use kameral_ledger::commands::{NewGroup, set_group};
use kameral_ledger::model::{EntityGroup, GroupMember};
use kameral_ledger::store::groups;
use kameral_ui::Words;

use super::Cli;
use super::output::Listing;
use crate::outcome::Ending;
use crate::place;

/// Words of `kameral group`.
#[derive(Debug, Subcommand)]
pub enum GroupCommand {
    /// Make a group, or change one. Earlier versions are kept.
    Set(SetArgs),
    /// List the groups and their members.
    List,
    /// List every version of a group, the latest first.
    History(HistoryArgs),
}

/// A group as it shall be.
#[derive(Debug, Args)]
pub struct SetArgs {
    /// Code of the group.
    group: String,
    /// Name.
    #[arg(long)]
    name: String,
    /// A member: 1098, or 1098:2026-01-01..2026-12-31. None dissolves the group.
    #[arg(long = "member", value_parser = member)]
    members: Vec<GroupMember>,
}

/// A group.
#[derive(Debug, Args)]
pub struct HistoryArgs {
    /// Code of the group.
    group: String,
}

fn member(text: &str) -> Result<GroupMember, String> {
    let (entity, days) = text.split_once(':').unwrap_or((text, ".."));
    let wrong = || format!("{text}: 1098:2026-01-01..2026-12-31");
    let (from, to) = days.split_once("..").ok_or_else(wrong)?;
    let day = |day: &str| match day {
        "" => Ok(None),
        day => day.parse::<Date>().map(Some).map_err(|_| wrong()),
    };
    Ok(GroupMember {
        entity: entity.to_owned(),
        valid_from: day(from)?,
        valid_to: day(to)?,
    })
}

pub fn run(cli: &Cli, words: Words, command: &GroupCommand) -> Result<(), Ending> {
    let store = place::open(&cli.db)?;
    let found = match command {
        GroupCommand::Set(args) => {
            let new = NewGroup {
                group: args.group.clone(),
                name: args.name.clone(),
                members: args.members.clone(),
            };
            vec![set_group(&place::operator_at(&store, EntityId(0)), None, &new, None)?]
        }
        GroupCommand::List => store.read(groups::all)?,
        GroupCommand::History(args) => store.read(|tx| groups::versions(tx, &args.group))?,
    };
    let columns = vec![
        ("group", "cli-group"),
        ("name", "cli-name"),
        ("version", "cli-version"),
        ("entity", "cli-entity"),
        ("valid_from", "cli-valid-from"),
        ("valid_to", "cli-valid-to"),
        ("changed_by", "cli-changed-by"),
    ];
    let rows = found.iter().flat_map(rows).collect();
    Listing { columns, rows }.print(cli, words);
    Ok(())
}

/// A row a member; one without a member for a group that has none.
fn rows(group: &EntityGroup) -> Vec<Vec<String>> {
    let row = |entity: &str, from: Option<Date>, to: Option<Date>| {
        let day = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
        vec![
            group.group.clone(),
            group.name.clone(),
            group.version.to_string(),
            entity.to_owned(),
            day(from),
            day(to),
            group.changed_by.clone(),
        ]
    };
    if group.members.is_empty() {
        return vec![row("", None, None)];
    }
    let members = group.members.iter();
    members
        .map(|member| row(&member.entity, member.valid_from, member.valid_to))
        .collect()
}
