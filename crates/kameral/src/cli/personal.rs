//! `kameral personal`: the register of personal data, protection of persons, and everything that is held
//! on one person (GDPR; SEC-19, OPS-23).

use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use kameral_access::Permission;
use kameral_access::personal::{Class, Protection, ProtectionKind, lift, protect, protections, register};
use kameral_base::Arg;
use kameral_formats::csv_safe::{Style, Writer};
use kameral_ledger::store::model;
use kameral_ledger::subject_extract::{Extract, extract};
use kameral_ui::Words;

use super::output::{Listing, write_own};
use super::{Cli, EntityArg};
use crate::outcome::Ending;
use crate::place;

/// Words of `kameral personal`.
#[derive(Debug, Subcommand)]
pub enum PersonalCommand {
    /// List every column that holds something of persons, why and how long.
    Register,
    /// List protections in force.
    List(EntityArg),
    /// Protect: who has protected identity, which dimension may hold identity numbers, who is restricted.
    Protect(ProtectArgs),
    /// Lift a protection, by the number `personal list` shows.
    Lift(LiftArgs),
    /// Take out everything that is held on a person, to a new folder.
    Extract(ExtractArgs),
}

/// What is protected.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum KindArg {
    /// Values of a dimension may be personal identity numbers.
    Dimension,
    /// A user has protected identity.
    User,
    /// A value has protected identity.
    Value,
    /// The data on a user are restricted.
    RestrictedUser,
    /// The data on a value are restricted.
    RestrictedValue,
    /// Files to other systems have pseudonyms.
    Files,
}

impl KindArg {
    fn kind(self) -> ProtectionKind {
        match self {
            Self::Dimension => ProtectionKind::PersonalDimension,
            Self::User => ProtectionKind::ProtectedUser,
            Self::Value => ProtectionKind::ProtectedValue,
            Self::RestrictedUser => ProtectionKind::RestrictedUser,
            Self::RestrictedValue => ProtectionKind::RestrictedValue,
            Self::Files => ProtectionKind::PseudonymousFiles,
        }
    }
}

/// A protection to set.
#[derive(Debug, Args)]
pub struct ProtectArgs {
    /// What is protected.
    kind: KindArg,
    /// Login or value.
    #[arg(default_value = "")]
    subject: String,
    /// Code of the dimension.
    #[arg(long, default_value = "")]
    dimension: String,
    /// Why.
    #[arg(long)]
    reason: String,
    #[command(flatten)]
    entity: EntityArg,
}

/// A protection to lift.
#[derive(Debug, Args)]
pub struct LiftArgs {
    /// Its number.
    number: i64,
    /// It is one of users.
    #[arg(long)]
    user: bool,
    /// Why.
    #[arg(long)]
    reason: String,
    #[command(flatten)]
    entity: EntityArg,
}

/// Whose extract.
#[derive(Debug, Args)]
pub struct ExtractArgs {
    /// Login, personal identity number, or the whole name of a user or a value.
    #[arg(long)]
    person: String,
    /// Folder to make.
    folder: PathBuf,
    #[command(flatten)]
    entity: EntityArg,
}

pub fn run(cli: &Cli, words: Words, command: &PersonalCommand) -> Result<(), Ending> {
    match command {
        PersonalCommand::Register => {
            held(cli, words);
            Ok(())
        }
        PersonalCommand::List(entity) => list(cli, words, entity),
        PersonalCommand::Protect(args) => {
            let cx = place::operator(&place::open(&cli.db)?, &args.entity.entity)?;
            let kind = args.kind.kind();
            let model = cx.read(Permission::BooksRead, |tx| model::load(tx, &cx))?;
            let dimension = model
                .dimension(&args.dimension)
                .map_or(args.dimension.as_str(), |known| &known.code);
            let set = protect(&cx, None, kind, dimension, &args.subject, &args.reason)?;
            tell(cli, words, &[set]);
            Ok(())
        }
        PersonalCommand::Lift(args) => {
            let cx = place::operator(&place::open(&cli.db)?, &args.entity.entity)?;
            lift(&cx, None, args.user, args.number, &args.reason)?;
            Ok(())
        }
        PersonalCommand::Extract(args) => take_out(cli, words, args),
    }
}

/// The register, without what holds nothing of persons.
fn held(cli: &Cli, words: Words) {
    let rows = register()
        .iter()
        .filter(|held| held.class != Class::Nothing)
        .map(|held| {
            let because = held.because.map(|(purpose, ground, retention)| {
                [purpose.text_key(), ground.text_key(), retention.text_key()].map(|key| words.t(key))
            });
            let [purpose, ground, retention] = because.unwrap_or_default();
            vec![
                held.table.to_owned(),
                held.column.to_owned(),
                words.t(held.class.text_key()),
                purpose,
                ground,
                retention,
            ]
        });
    Listing {
        columns: vec![
            ("table", "cli-personal-table"),
            ("column", "cli-personal-column"),
            ("class", "cli-personal-class"),
            ("purpose", "cli-personal-purpose"),
            ("ground", "cli-personal-ground"),
            ("retention", "cli-personal-retention"),
        ],
        rows: rows.collect(),
    }
    .print(cli, words);
}

fn list(cli: &Cli, words: Words, args: &EntityArg) -> Result<(), Ending> {
    let cx = place::operator(&place::open(&cli.db)?, &args.entity)?;
    let found = cx.read(Permission::PersonalManage, |tx| protections(tx, cx.entity()))?;
    tell(cli, words, &found);
    Ok(())
}

fn tell(cli: &Cli, words: Words, protections: &[Protection]) {
    let rows = protections.iter().map(|known| {
        vec![
            known.number.to_string(),
            words.t(known.kind.text_key()),
            known.dimension.clone(),
            known.subject.clone(),
            known.reason.clone(),
            known.set_at.strftime("%Y-%m-%d").to_string(),
            known.set_by_name.clone(),
        ]
    });
    Listing {
        columns: vec![
            ("number", "cli-personal-number"),
            ("kind", "cli-personal-kind"),
            ("dimension", "cli-personal-dimension"),
            ("subject", "cli-personal-subject"),
            ("reason", "cli-personal-reason"),
            ("set_at", "cli-personal-set-at"),
            ("set_by", "cli-personal-set-by"),
        ],
        rows: rows.collect(),
    }
    .print(cli, words);
}

/// The extract as JSON for programs, as CSV for spreadsheets, and a page that says how to read it.
fn take_out(cli: &Cli, words: Words, args: &ExtractArgs) -> Result<(), Ending> {
    let cx = place::operator(&place::open(&cli.db)?, &args.entity.entity)?;
    let extract = extract(&cx, &args.person)?;
    // Nothing is written over, and nothing is left half made: the folder is the extract's own, and its owner's.
    DirBuilder::new().mode(0o700).create(&args.folder)?;
    let json = serde_json::to_vec_pretty(&extract).map_err(|mistake| Ending::Fault(mistake.to_string()))?;
    write_own(&args.folder.join("utdrag.json"), &json)?;
    write_own(&args.folder.join("utdrag.csv"), &csv(&extract)?)?;
    let review = extract.rows.iter().filter(|row| row.review).count() + extract.documents.len();
    let told = words.t_args(
        "cli-personal-extract",
        &[
            (
                "rows",
                Arg::Number(i64::try_from(extract.rows.len()).unwrap_or(i64::MAX)),
            ),
            (
                "documents",
                Arg::Number(i64::try_from(extract.documents.len()).unwrap_or(i64::MAX)),
            ),
            ("review", Arg::Number(i64::try_from(review).unwrap_or(i64::MAX))),
        ],
    );
    let about = format!("{told}\n\n{}\n", words.t("cli-personal-extract-read"));
    write_own(&args.folder.join("LASMIG.txt"), about.as_bytes())?;
    println!("{told}");
    Ok(())
}

/// One line a value: table, row, column, value, whether it names the person, whether to be reviewed.
fn csv(extract: &Extract) -> std::io::Result<Vec<u8>> {
    let mut csv = Writer::new(Vec::new(), Style::Swedish);
    for heading in ["tabell", "rad", "kolumn", "varde", "pekar ut", "granskas"] {
        csv.text(heading);
    }
    csv.end_row()?;
    for (at, held) in extract.rows.iter().enumerate() {
        for (column, value) in held.row.iter().filter(|(_, value)| !value.is_empty()) {
            csv.text(held.table);
            csv.integer(i64::try_from(at + 1).unwrap_or(i64::MAX));
            csv.text(column);
            csv.text(value);
            csv.text(if held.named_in.contains(column) { "ja" } else { "" });
            csv.text(if held.review { "ja" } else { "" });
            csv.end_row()?;
        }
    }
    for (at, document) in extract.documents.iter().enumerate() {
        csv.text(document.table);
        csv.integer(i64::try_from(extract.rows.len() + at + 1).unwrap_or(i64::MAX));
        csv.text("");
        csv.text(&document.place);
        csv.text("ja");
        csv.text("ja");
        csv.end_row()?;
    }
    csv.finish()
}
