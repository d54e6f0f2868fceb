//! The command line: its words, and one file a command.

mod access;
mod allocate;
mod anchor;
mod appropriation;
mod bench;
mod charge;
mod chart;
mod check;
mod closing;
mod copy;
mod demo;
mod directory;
mod disposal;
mod endpoints;
mod feeder;
mod group;
mod hermes;
mod history;
mod import;
mod init;
mod outbox;
mod output;
mod party;
mod period;
mod personal;
mod post;
mod provider;
mod records;
mod report;
mod reported;
mod role_list;
mod rule;
mod serve;
mod tdb;
mod token;
mod user;
mod value;
mod voucher;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use kameral_ui::{Language, Words};

use crate::outcome::Ending;
use crate::place;

pub use output::Listing;

/// Database of a command that names none.
pub const DEFAULT_DB: &str = "kameral.db";

/// Kameral: ledger and financial system for government agencies.
#[derive(Debug, Parser)]
#[command(name = "kameral", version, about, propagate_version = true)]
pub struct Cli {
    /// Database: a file for SQLite, or a postgres:// address.
    #[arg(long, global = true, default_value = DEFAULT_DB, env = "KAMERAL_DB")]
    pub db: String,
    /// File of the installation's keys; beside a SQLite database when it is not named.
    #[arg(long, global = true, value_name = "FILE", env = "KAMERAL_KEYS")]
    pub keys: Option<PathBuf>,
    /// Folder of anchors kept outside the database: nothing is written in one that is older than its newest.
    #[arg(long, global = true, value_name = "FOLDER", env = "KAMERAL_ANCHORS")]
    pub anchors: Option<PathBuf>,
    /// How answers are written.
    #[arg(long, global = true, value_enum, default_value = "text")]
    pub format: Format,
    /// Language of answers and refusals: sv or en.
    #[arg(long, global = true, default_value = "sv", env = "KAMERAL_LANGUAGE", value_parser = language)]
    pub language: Language,
    #[command(subcommand)]
    command: Command,
}

/// How an answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// For spreadsheets.
    Csv,
    /// For programs; amounts are whole öre.
    Json,
}

fn language(code: &str) -> Result<Language, String> {
    Language::parse(code).ok_or_else(|| format!("{code}: sv or en"))
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a demo agency when it is missing, and serve it.
    Demo(demo::DemoArgs),
    /// Make an entity with its standard configuration.
    Init(init::InitArgs),
    /// Make, change and list groups of entities.
    #[command(subcommand)]
    Group(group::GroupCommand),
    /// Post vouchers from a CSV or JSON file: the whole file or nothing.
    Post(post::PostArgs),
    /// Read another system's file.
    #[command(subcommand)]
    Import(import::ImportCommand),
    /// Keep feeder systems, and list what their files came to.
    #[command(subcommand)]
    Feeder(feeder::FeederCommand),
    /// Write a file for another system.
    #[command(subcommand)]
    Export(import::ExportCommand),
    /// Make the file to the central government accounts, and compare and explain its records.
    Hermes(hermes::HermesArgs),
    /// Show whether the books still say what files to the central government accounts say.
    Reported(reported::ReportedArgs),
    /// Make the file to the State's transaction database, and read its list of rejects.
    Tdb(tdb::TdbArgs),
    /// Run allocation keys for a period; keep keys and prices; tell and treat calculation differences.
    Allocate(allocate::AllocateArgs),
    /// Find, show, read and write suppliers, customers and agencies; block them.
    #[command(subcommand)]
    Party(party::PartyCommand),
    /// List, show and verify files that were made, and the settings they are made by.
    #[command(subcommand)]
    Outbox(outbox::OutboxCommand),
    /// Serve the pages and the API.
    Serve(serve::ServeArgs),
    /// Run a report.
    Report(report::ReportArgs),
    /// Show, list and correct vouchers.
    #[command(subcommand)]
    Voucher(voucher::VoucherCommand),
    /// Open, hold and close periods.
    #[command(subcommand)]
    Period(period::PeriodCommand),
    /// Post the result of a year and the opening balances of the next, as what earlier runs lack.
    CloseYear(closing::CloseArgs),
    /// Check a closing, and transfer in the settlement with the State.
    #[command(subcommand)]
    Closing(closing::ClosingCommand),
    /// List the chart of accounts, or take it out of a table.
    #[command(subcommand)]
    Chart(chart::ChartCommand),
    /// Ask why somebody may or may not, list conflicts, and decide on what takes two.
    #[command(subcommand)]
    Access(access::AccessCommand),
    /// Add users, and give them roles.
    #[command(subcommand)]
    User(user::UserCommand),
    /// Make, list and revoke tokens of programs, and add the integrations that have them.
    #[command(subcommand)]
    Token(token::TokenCommand),
    /// What is held of persons: the register, protection, and everything on one person.
    #[command(subcommand)]
    Personal(personal::PersonalCommand),
    /// List every address outside the installation that the program may speak to.
    Endpoints,
    /// Keep agencies' own sign-in services, list and test them.
    #[command(subcommand)]
    Provider(provider::ProviderCommand),
    /// Take users and roles out of an agency's directory.
    #[command(subcommand)]
    Directory(directory::DirectoryCommand),
    /// Add values to the register of a dimension.
    #[command(subcommand)]
    Value(value::ValueCommand),
    /// Register appropriations, revenue titles and commitments, and see what is left.
    #[command(subcommand)]
    Appropriation(appropriation::AppropriationCommand),
    /// Run posting rules for periods, or see what they require there.
    Charge(charge::ChargeArgs),
    /// List posting rules, try them on past periods, switch them on and off.
    #[command(subcommand)]
    Rule(rule::RuleCommand),
    /// Make the archive package of a year, and verify one without a database.
    #[command(subcommand)]
    Archive(records::ArchiveCommand),
    /// Decide on disposal of records, carry it out, and hold what must stay.
    #[command(subcommand)]
    Disposal(disposal::DisposalCommand),
    /// Recompute chain, balances and numbers, and name every difference.
    Check(check::CheckArgs),
    /// Make a signed digest of how far every chain has come, to be kept by others.
    Anchor(anchor::AnchorArgs),
    /// Write processing history for others.
    #[command(subcommand)]
    History(history::HistoryCommand),
    /// Verify files of processing history against anchors, without the database.
    VerifyHistory(history::VerifyArgs),
    /// Measure speed, each figure beside its own limit.
    Bench(bench::BenchArgs),
    /// Copy the database, safely while it is in use.
    Backup(FileArg),
    /// Put a copy in the place of a database that does not exist yet.
    Restore(FileArg),
}

/// One file.
#[derive(Debug, Args)]
struct FileArg {
    /// The file.
    file: PathBuf,
}

/// The entity a command works in.
#[derive(Debug, Args)]
pub struct EntityArg {
    /// Entity code.
    #[arg(long, env = "KAMERAL_ENTITY")]
    pub entity: String,
}

/// Runs the command.
pub fn run(cli: &Cli, words: Words) -> Result<(), Ending> {
    if let Some(file) = &cli.keys {
        place::keys_are_in(file.clone());
    }
    if let Some(folder) = &cli.anchors {
        place::anchors_are_in(folder.clone());
    }
    match &cli.command {
        Command::Demo(args) => demo::run(cli, words, args),
        Command::Init(args) => init::run(cli, words, args),
        Command::Group(command) => group::run(cli, words, command),
        Command::Post(args) => post::run(cli, words, args),
        Command::Import(command) => import::import(cli, words, command),
        Command::Feeder(command) => feeder::run(cli, words, command),
        Command::Export(command) => import::export(cli, words, command),
        Command::Hermes(args) => hermes::run(cli, words, args),
        Command::Reported(args) => reported::run(cli, words, args),
        Command::Tdb(args) => tdb::run(cli, words, args),
        Command::Allocate(args) => allocate::run(cli, words, args),
        Command::Party(command) => party::run(cli, words, command),
        Command::Outbox(command) => outbox::run(cli, words, command),
        Command::Serve(args) => serve::run(cli, words, args),
        Command::Report(args) => report::run(cli, words, args),
        Command::Voucher(command) => voucher::run(cli, words, command),
        Command::Period(command) => period::run(cli, words, command),
        Command::CloseYear(args) => closing::close(cli, words, args),
        Command::Closing(command) => closing::run(cli, words, command),
        Command::Chart(command) => chart::run(cli, words, command),
        Command::Access(command) => access::run(cli, words, command),
        Command::User(command) => user::run(cli, words, command),
        Command::Token(command) => token::run(cli, words, command),
        Command::Personal(command) => personal::run(cli, words, command),
        Command::Endpoints => endpoints::run(cli, words),
        Command::Provider(command) => provider::run(cli, words, command),
        Command::Directory(command) => directory::run(cli, words, command),
        Command::Value(command) => value::run(cli, words, command),
        Command::Appropriation(command) => appropriation::run(cli, words, command),
        Command::Charge(args) => charge::run(cli, words, args),
        Command::Rule(command) => rule::run(cli, words, command),
        Command::Archive(command) => records::archive(cli, words, command),
        Command::Disposal(command) => disposal::run(cli, words, command),
        Command::Check(args) => check::run(cli, words, args),
        Command::Anchor(args) => anchor::run(cli, words, args),
        Command::History(command) => history::run(cli, words, command),
        Command::VerifyHistory(args) => history::verify(cli, words, args),
        Command::Bench(args) => bench::run(cli, words, args),
        Command::Backup(args) => copy::backup(cli, words, &args.file),
        Command::Restore(args) => copy::restore(cli, words, &args.file),
    }
}
