//! `kameral outbox`: files that were made to leave, and the settings they are made by.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use kameral_base::{Arg, Date};
use kameral_exchange::commands::{change_settings, content, damages, files, settings_of};
use kameral_exchange::setting::{HermesSettings, Settings, TdbSettings, Version};
use kameral_store::outbox::{Damage, OutboxFile};
use kameral_ui::Words;
use serde_json::Value;

use super::output::write_file;
use super::{Cli, EntityArg, Listing};
use crate::outcome::Ending;
use crate::place;

/// The most files a list shows.
const FILES_MAX: u32 = 1_000;

/// Words of `kameral outbox`.
#[derive(Debug, Subcommand)]
pub enum OutboxCommand {
    /// List files, the latest first.
    List(ListArgs),
    /// Show a file, or write it out again as it was made.
    Show(ShowArgs),
    /// Read every file again and compare it with its hash.
    Verify(EntityArg),
    /// Show the settings files are made by, or put others in force.
    Settings(SettingArgs),
}

/// Files to list.
#[derive(Debug, Args)]
pub struct ListArgs {
    #[command(flatten)]
    entity: EntityArg,
    /// Only this kind: hermes, hermes-real, tdb.
    #[arg(long)]
    kind: Option<String>,
}

/// A file to show.
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// hermes, hermes-real or tdb.
    kind: String,
    /// Its number.
    number: i64,
    #[command(flatten)]
    entity: EntityArg,
    /// Write the bytes here.
    #[arg(short, long)]
    output: Option<PathBuf>,
}

/// Settings to show or change.
#[derive(Debug, Args)]
pub struct SettingArgs {
    /// hermes or tdb.
    register: String,
    /// What shall be: codes=s_code zero_rows=true. Without any, what is in force today is shown.
    values: Vec<String>,
    #[command(flatten)]
    entity: EntityArg,
    /// First day it is in force; today when none is given.
    #[arg(long)]
    from: Option<Date>,
}

pub fn run(cli: &Cli, words: Words, command: &OutboxCommand) -> Result<(), Ending> {
    match command {
        OutboxCommand::List(args) => {
            let cx = place::operator(&place::open(&cli.db)?, &args.entity.entity)?;
            tell(cli, words, &files(&cx, args.kind.as_deref(), FILES_MAX)?);
            Ok(())
        }
        OutboxCommand::Show(args) => {
            let cx = place::operator(&place::open(&cli.db)?, &args.entity.entity)?;
            let found = content(&cx, &args.kind, args.number)?;
            if let Some(output) = &args.output {
                write_file(output, &found.bytes)?;
            }
            tell(cli, words, &[found.file]);
            Ok(())
        }
        OutboxCommand::Verify(entity) => verify(cli, words, entity),
        OutboxCommand::Settings(args) => match args.register.as_str() {
            HermesSettings::REGISTER => settings::<HermesSettings>(cli, words, args),
            TdbSettings::REGISTER => settings::<TdbSettings>(cli, words, args),
            other => Err(Ending::Usage(format!("{other}: hermes, tdb"))),
        },
    }
}

fn tell(cli: &Cli, words: Words, files: &[OutboxFile]) {
    let row = |file: &OutboxFile| {
        let periods = if file.period_from == file.period_to {
            file.period_to.to_string()
        } else {
            format!("{}..{}", file.period_from, file.period_to)
        };
        vec![
            file.key.kind.clone(),
            file.key.number.to_string(),
            periods,
            file.file_name.clone(),
            file.file_bytes.to_string(),
            file.made_at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
            file.made_by_name.clone(),
            file.journal_seq.to_string(),
            file.sha256.clone(),
        ]
    };
    Listing {
        columns: vec![
            ("kind", "cli-outbox-kind"),
            ("number", "cli-number"),
            ("period", "cli-period"),
            ("file_name", "cli-outbox-file-name"),
            ("bytes", "cli-outbox-bytes"),
            ("made_at", "cli-outbox-made-at"),
            ("made_by", "cli-outbox-made-by"),
            ("journal_seq", "cli-journal-seq"),
            ("sha256", "cli-outbox-sha256"),
        ],
        rows: files.iter().map(row).collect(),
    }
    .print(cli, words);
}

fn verify(cli: &Cli, words: Words, entity: &EntityArg) -> Result<(), Ending> {
    let cx = place::operator(&place::open(&cli.db)?, &entity.entity)?;
    let damages = damages(&cx)?;
    let row = |damage: &Damage| match damage {
        Damage::NumberMissing { key, expected } => {
            vec![
                key.kind.clone(),
                key.number.to_string(),
                "number".to_owned(),
                expected.to_string(),
            ]
        }
        Damage::BytesChanged { key, expected, .. } => {
            vec![
                key.kind.clone(),
                key.number.to_string(),
                "content".to_owned(),
                expected.clone(),
            ]
        }
        Damage::HeadChanged { key, expected, .. } => {
            vec![
                key.kind.clone(),
                key.number.to_string(),
                "seal".to_owned(),
                expected.clone(),
            ]
        }
    };
    if damages.is_empty() {
        let count = files(&cx, None, FILES_MAX)?.len();
        let count = Arg::Number(i64::try_from(count).unwrap_or(i64::MAX));
        println!("{}", words.t_args("cli-outbox-whole", &[("count", count)]));
        return Ok(());
    }
    Listing {
        columns: vec![
            ("kind", "cli-outbox-kind"),
            ("number", "cli-number"),
            ("column", "cli-chart-field"),
            ("expected", "cli-outbox-expected"),
        ],
        rows: damages.iter().map(row).collect(),
    }
    .print(cli, words);
    Err(Ending::Refused(Vec::new()))
}

fn settings<S: Settings>(cli: &Cli, words: Words, args: &SettingArgs) -> Result<(), Ending> {
    let cx = place::operator(&place::open(&cli.db)?, &args.entity.entity)?;
    let found = settings_of::<S>(&cx)?.today;
    if args.values.is_empty() {
        tell_settings(cli, words, &found);
        return Ok(());
    }
    let usage = |error: serde_json::Error| Ending::Usage(error.to_string());
    let mut content = serde_json::to_value(&found.settings).map_err(usage)?;
    for value in &args.values {
        let (name, value) = value
            .split_once('=')
            .ok_or_else(|| Ending::Usage(format!("{value}: name=value")))?;
        content[name] = match content.get(name) {
            Some(Value::Bool(_)) => value.parse::<bool>().map_or_else(|_| value.into(), Value::from),
            Some(Value::Array(_)) => value.split(',').map(str::trim).collect(),
            _ => value.into(),
        };
    }
    let settings: S = serde_json::from_value(content).map_err(usage)?;
    let version = change_settings(&cx, None, args.from.unwrap_or(cx.today), &settings)?;
    println!("{version}");
    Ok(())
}

fn tell_settings<S: Settings>(cli: &Cli, words: Words, found: &Version<S>) {
    let content = serde_json::to_value(&found.settings).unwrap_or_default();
    let shown = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Array(all) => all.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    };
    let rows = content.as_object().into_iter().flatten();
    Listing {
        columns: vec![("setting", "cli-outbox-setting"), ("value", "cli-value")],
        rows: rows.map(|(name, value)| vec![name.clone(), shown(value)]).collect(),
    }
    .print(cli, words);
}
