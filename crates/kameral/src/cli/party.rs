//! `kameral party`: find and show suppliers, customers and agencies; read and write them as a file; block them.

use std::convert::Infallible;
use std::fs;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use kameral_access::Cx;
use kameral_base::Date;
use kameral_parties::commands::{
    Found, Imported, PartyShown, Search, export, find, history, import, load_agencies, set_block, show, trial,
};
use kameral_parties::model::{Blocked, Role};
use kameral_parties::refusal::{Cause, PartyRefusal};
use kameral_store::Stop;
use kameral_ui::Words;

use super::output::write_file;
use super::{Cli, EntityArg, Listing};
use crate::outcome::Ending;
use crate::place;

/// What can be done with the register of parties.
#[derive(Debug, Subcommand)]
pub enum PartyCommand {
    /// List parties as they are on a day.
    List(ListArgs),
    /// Show a party with its accounts.
    Show(ShowArgs),
    /// List the versions of a party and of its accounts.
    History(OfArgs),
    /// Read a CSV or spreadsheet of parties: all of it or nothing.
    Import(ImportArgs),
    /// Write the register as CSV.
    Export(ExportArgs),
    /// Block a party, or lift its block.
    Block(BlockArgs),
    /// Load the agencies that come with the program.
    Agencies(EntityArg),
}

#[derive(Debug, Args)]
pub struct ListArgs {
    #[command(flatten)]
    entity: EntityArg,
    /// A part of a name.
    #[arg(long)]
    name: Option<String>,
    /// One of its numbers: its own, organisation number, VAT number, GLN, participant of Peppol.
    #[arg(long, conflicts_with = "name")]
    number: Option<String>,
    /// An account it is paid to.
    #[arg(long, conflicts_with_all = ["name", "number"])]
    account: Option<String>,
    /// A group it belongs to.
    #[arg(long, conflicts_with_all = ["name", "number", "account"])]
    group: Option<String>,
    /// supplier, customer or agency.
    #[arg(long, value_parser = role)]
    role: Option<Role>,
    /// The day; today unless it is said.
    #[arg(long)]
    date: Option<Date>,
}

#[derive(Debug, Args)]
pub struct ShowArgs {
    #[command(flatten)]
    of: OfArgs,
    /// The day; today unless it is said.
    #[arg(long)]
    date: Option<Date>,
    /// As it was known at this change.
    #[arg(long)]
    known: Option<i64>,
}

#[derive(Debug, Args)]
pub struct OfArgs {
    #[command(flatten)]
    entity: EntityArg,
    /// Number of the party.
    party: String,
}

#[derive(Debug, Args)]
pub struct ImportArgs {
    #[command(flatten)]
    entity: EntityArg,
    /// The file.
    file: PathBuf,
    /// Show what the file would change, and change nothing.
    #[arg(long)]
    dry_run: bool,
    /// Accept warnings, with this reason.
    #[arg(long)]
    accept_warnings: Option<String>,
}

#[derive(Debug, Args)]
pub struct ExportArgs {
    #[command(flatten)]
    entity: EntityArg,
    /// Where it is written.
    file: PathBuf,
    /// The day; today unless it is said.
    #[arg(long)]
    date: Option<Date>,
}

#[derive(Debug, Args)]
pub struct BlockArgs {
    #[command(flatten)]
    of: OfArgs,
    /// invoices or payments.
    #[arg(value_parser = blocked)]
    what: Blocked,
    /// Why.
    #[arg(long)]
    reason: String,
    /// Lift the block.
    #[arg(long)]
    lift: bool,
}

fn role(text: &str) -> Result<Role, String> {
    Role::from_word(text).ok_or_else(|| format!("{text}: {}", Role::words()))
}

fn blocked(text: &str) -> Result<Blocked, String> {
    Blocked::from_word(text).ok_or_else(|| format!("{text}: {}", Blocked::words()))
}

pub fn run(cli: &Cli, words: Words, command: &PartyCommand) -> Result<(), Ending> {
    let at = |entity: &EntityArg| place::operator(&place::open(&cli.db)?, &entity.entity);
    match command {
        PartyCommand::List(args) => list(cli, words, &at(&args.entity)?, args),
        PartyCommand::Show(args) => shown(cli, words, &at(&args.of.entity)?, args),
        PartyCommand::History(args) => versions(cli, words, &at(&args.entity)?, &args.party),
        PartyCommand::Import(args) => imported(cli, words, &at(&args.entity)?, args),
        PartyCommand::Export(args) => {
            let cx = at(&args.entity)?;
            let bytes = export(&cx, args.date.unwrap_or(cx.today)).map_err(stopped)?;
            write_file(&args.file, &bytes)?;
            Ok(())
        }
        PartyCommand::Block(args) => {
            let cx = at(&args.of.entity)?;
            set_block(&cx, None, &args.of.party, (args.what, !args.lift), &args.reason)?;
            Ok(())
        }
        PartyCommand::Agencies(entity) => {
            let loaded = load_agencies(&at(entity)?, None)?;
            let counts = [loaded.added, loaded.changed, loaded.kept].map(|count| count.to_string());
            Listing {
                columns: vec![
                    ("added", "cli-party-added"),
                    ("changed", "cli-party-changed"),
                    ("unchanged", "cli-party-unchanged"),
                ],
                rows: vec![counts.to_vec()],
            }
            .print(cli, words);
            Ok(())
        }
    }
}

fn stopped(stop: Stop<Infallible>) -> Ending {
    Ending::from(stop.map(|never| -> Vec<PartyRefusal> { match never {} }))
}

fn list(cli: &Cli, words: Words, cx: &Cx, args: &ListArgs) -> Result<(), Ending> {
    let search = match args {
        ListArgs { name: Some(text), .. } => Some(Search::Name(text.clone())),
        ListArgs { number: Some(text), .. } => Some(Search::Number(text.clone())),
        ListArgs {
            account: Some(text), ..
        } => Some(Search::Account(text.clone())),
        ListArgs { group: Some(text), .. } => Some(Search::Group(text.clone())),
        _ => None,
    };
    let day = args.date.unwrap_or(cx.today);
    let found = match search {
        Some(search) => find(cx, &search, args.role, day).map_err(stopped)?,
        None => everybody(cx, args.role, day)?,
    };
    let row = |found: &Found| {
        let party = &found.version.party;
        let roles: Vec<&str> = party.roles.iter().map(|role| role.word()).collect();
        vec![
            party.number.to_string(),
            party.name.clone(),
            roles.join(" "),
            party.kind.word().to_owned(),
            party.numbers.org.map(|number| number.to_string()).unwrap_or_default(),
            party.counterparty.clone(),
            party.state.word().to_owned(),
        ]
    };
    Listing {
        columns: vec![
            ("party", "cli-party"),
            ("name", "cli-name"),
            ("roles", "cli-party-roles"),
            ("kind", "cli-party-kind"),
            ("org_number", "cli-party-org-number"),
            ("counterparty", "cli-party-counterparty"),
            ("state", "cli-party-state"),
        ],
        rows: found.iter().map(row).collect(),
    }
    .print(cli, words);
    Ok(())
}

/// Everybody, asked for until there are no more.
fn everybody(cx: &Cx, role: Option<Role>, day: Date) -> Result<Vec<Found>, Ending> {
    let mut all: Vec<Found> = Vec::new();
    loop {
        let last = all.last().map(|found| found.version.party.number.to_string());
        let more = find(cx, &Search::After(last.unwrap_or_default()), role, day).map_err(stopped)?;
        if more.is_empty() {
            return Ok(all);
        }
        all.extend(more);
    }
}

fn unknown(party: &str) -> Ending {
    let party = party.to_owned();
    Ending::refusal(&Cause::Unknown { party }.at("party"))
}

fn shown(cli: &Cli, words: Words, cx: &Cx, args: &ShowArgs) -> Result<(), Ending> {
    let day = args.date.unwrap_or(cx.today);
    let found = show(cx, &args.of.party, day, args.known).map_err(stopped)?;
    let PartyShown {
        version,
        accounts,
        blocks,
        ..
    } = found.ok_or_else(|| unknown(&args.of.party))?;
    let party = kameral_parties::asked::PartyAsked::of(&version.party);
    let text = serde_json::to_value(&party).map_err(|error| Ending::Fault(error.to_string()))?;
    let fields = text.as_object().into_iter().flatten();
    let mut rows: Vec<Vec<String>> = fields
        .map(|(field, value)| (field, value.as_str().map_or_else(|| value.to_string(), str::to_owned)))
        .filter(|(_, value)| !matches!(value.as_str(), "null" | "" | "[]" | "false"))
        .map(|(field, value)| vec![field.clone(), value])
        .collect();
    for account in &accounts {
        let account = &account.account;
        let state = if account.in_use { "" } else { " (ended)" };
        rows.push(vec![
            format!("account {}", account.account_no),
            format!("{} {}{state}", account.route.kind().word(), account.route),
        ]);
    }
    for block in blocks.iter().filter(|block| block.stands) {
        rows.push(vec![format!("block {}", block.what.word()), block.reason.clone()]);
    }
    Listing {
        columns: vec![("field", "cli-party-field"), ("value", "cli-party-value")],
        rows,
    }
    .print(cli, words);
    Ok(())
}

fn versions(cli: &Cli, words: Words, cx: &Cx, party: &str) -> Result<(), Ending> {
    let (versions, accounts) = history(cx, party).map_err(stopped)?;
    if versions.is_empty() {
        return Err(unknown(party));
    }
    let by = |saved: &kameral_parties::model::Stamp| {
        let agreed = saved.approved_by.as_ref().map(|(_, name)| name.as_str());
        let names: Vec<&str> = [saved.by_name.as_str()].into_iter().chain(agreed).collect();
        names.join(", ")
    };
    let mut rows: Vec<(i64, Vec<String>)> = Vec::new();
    for version in &versions {
        let told = vec![
            version.valid_from.to_string(),
            version.party.name.clone(),
            by(&version.saved),
        ];
        rows.push((version.saved.change_no, told));
    }
    for version in &accounts {
        let account = &version.account;
        let what = format!("{} {}", account.account_no, account.route);
        let told = vec![version.valid_from.to_string(), what, by(&version.saved)];
        rows.push((version.saved.change_no, told));
    }
    rows.sort_by_key(|(change, _)| *change);
    let rows = rows.into_iter().map(|(change, mut row)| {
        row.insert(0, change.to_string());
        row
    });
    Listing {
        columns: vec![
            ("change", "cli-party-change"),
            ("valid_from", "cli-party-from"),
            ("what", "cli-party-what"),
            ("by", "cli-party-by"),
        ],
        rows: rows.collect(),
    }
    .print(cli, words);
    Ok(())
}

fn imported(cli: &Cli, words: Words, cx: &Cx, args: &ImportArgs) -> Result<(), Ending> {
    let file = fs::read(&args.file)?;
    let accepted = args.accept_warnings.as_deref();
    let done = if args.dry_run {
        trial(cx, &file, accepted)
    } else {
        import(cx, None, &file, accepted)
    };
    let Imported { rows, .. } = done.map_err(|stop| Ending::of_file(&args.file.display().to_string(), stop))?;
    let rows = rows.iter().map(|row| {
        let changes = row
            .changes
            .iter()
            .map(|change| format!("{}={}", change.field, change.after));
        let accounts = row.accounts.iter().map(|account| format!("+{account}"));
        vec![
            row.line.to_string(),
            row.party.clone(),
            if row.is_new { "new" } else { "changed" }.to_owned(),
            changes.chain(accounts).collect::<Vec<_>>().join(" "),
        ]
    });
    Listing {
        columns: vec![
            ("line", "cli-party-line"),
            ("party", "cli-party"),
            ("done", "cli-party-done"),
            ("changes", "cli-party-changes"),
        ],
        rows: rows.collect(),
    }
    .print(cli, words);
    Ok(())
}
