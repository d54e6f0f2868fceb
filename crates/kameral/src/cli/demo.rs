//! `kameral demo`: a demo agency, made when it is missing, and served.

use std::fs;
use std::net::{IpAddr, Ipv4Addr};
use std::path::Path;

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use kameral_base::Arg;
use kameral_demo::{AGENCY, users};
use kameral_ledger::model::RuleSet;
use kameral_ledger::standard;
use kameral_ledger::store::entities;
use kameral_store::Store;
use kameral_ui::{Language, Words};

use super::Cli;
use crate::outcome::Ending;
use crate::server::{self, Hints, Reach};
use crate::{clock, place};

/// Database of a demo that names none.
const DEMO_DB: &str = "kameral-demo.db";

/// Words of `kameral demo`.
#[derive(Debug, Args)]
pub struct DemoArgs {
    /// Port; 0 takes a free one.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Only make the database.
    #[arg(long)]
    no_serve: bool,
    /// Fill up with small vouchers until the agency has so many.
    #[arg(long)]
    vouchers: Option<usize>,
    /// Throw away the demo database that is there, and make it anew.
    #[arg(long)]
    reset: bool,
}

pub fn run(cli: &Cli, words: Words, args: &DemoArgs) -> Result<(), Ending> {
    // A demo is not mixed with books: without --db it has a file of its own.
    let db = if cli.db == super::DEFAULT_DB {
        DEMO_DB
    } else {
        cli.db.as_str()
    };
    if args.reset {
        throw_away(db)?;
    }
    let store = opened(db, args, words)?;
    place::ensure_keys(&store)?;
    let hints = hints(cli.language)?;
    for (role, login, password) in &hints {
        println!("{role}: {login} / {password}");
    }
    if args.no_serve {
        return Ok(());
    }
    let reach = Reach {
        address: IpAddr::V4(Ipv4Addr::LOCALHOST),
        port: args.port,
        behind_tls: false,
        anchors: None,
        origin: None,
        hsts: false,
    };
    server::serve(store, &reach, hints, |address| {
        println!(
            "{}",
            words.t_args("cli-serving", &[("address", Arg::Text(format!("http://{address}")))])
        );
    })
}

/// The demo as it stands, or made now. A file is made beside its place and moved there when it is
/// whole, so that nobody meets half a demo; until then nothing of it needs to survive, and it is
/// made without waiting for the disk.
fn opened(db: &str, args: &DemoArgs, words: Words) -> Result<Store, Ending> {
    let is_file = !db.starts_with("postgres") && db != ":memory:";
    if !is_file || Path::new(db).exists() {
        let store = place::open(db)?;
        if store.read(|tx| entities::by_code(tx, AGENCY))?.is_none() {
            make(&store, args.vouchers, words)?;
        }
        return Ok(store);
    }
    let beside = format!("{db}.new");
    remove(&beside)?;
    // No anchor knows of a demo that is made anew.
    let store = place::open_unguarded(&format!("{beside}?durability=test"))?;
    make(&store, args.vouchers, words)?;
    // The last connection that closes leaves everything in the one file.
    drop(store);
    fs::File::open(&beside)?.sync_all()?;
    fs::rename(&beside, db)?;
    place::open_unguarded(db)
}

fn make(store: &Store, vouchers: Option<usize>, words: Words) -> Result<(), Ending> {
    let now = clock::now();
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len}").unwrap_or_else(|_| ProgressStyle::default_bar());
    let bar = ProgressBar::new(0).with_style(style);
    eprintln!("{}", words.t("cli-demo-making"));
    let made = kameral_demo::build(store, clock::date_in_sweden(now), now, vouchers, &mut |done, total| {
        bar.set_length(u64::try_from(total).unwrap_or_default());
        bar.set_position(u64::try_from(done).unwrap_or_default());
    });
    bar.finish_and_clear();
    let made = made.map_err(|fault| Ending::Fault(fault.to_string()))?;
    for (code, name, count) in made.entities {
        let args = [
            ("code", Arg::Text(code)),
            ("name", Arg::Text(name)),
            ("count", Arg::Text(count.to_string())),
        ];
        println!("{}", words.t_args("cli-demo-made", &args));
    }
    Ok(())
}

/// Only a file, and only one that is a demo: a database of real books is never thrown away.
fn throw_away(db: &str) -> Result<(), Ending> {
    if db.starts_with("postgres") || !Path::new(db).exists() {
        return Ok(());
    }
    let is_demo = place::open(db)?.read(|tx| {
        let all = entities::all(tx)?;
        Ok(all.is_empty() || all.iter().any(|entity| entity.code == AGENCY))
    })?;
    if !is_demo {
        return Err(Ending::refusal(&place::PlaceRefusal::EntityUnknown {
            code: AGENCY.to_owned(),
        }));
    }
    remove(db)
}

/// A database with what stands beside it.
fn remove(db: &str) -> Result<(), Ending> {
    for ending in ["", "-wal", "-shm", ".keys"] {
        let file = format!("{db}{ending}");
        if Path::new(&file).exists() {
            fs::remove_file(file)?;
        }
    }
    Ok(())
}

/// Role, login and password of everyone, in the reader's language.
fn hints(language: Language) -> Result<Hints, Ending> {
    let roles = standard::roles(RuleSet::State).map_err(|mistake| Ending::Fault(mistake.to_string()))?;
    let name = |code: &str| {
        let role = roles.iter().find(|role| role.role == code);
        role.map_or_else(
            || code.to_owned(),
            |role| {
                if language == Language::En {
                    role.name_en.clone()
                } else {
                    role.name.clone()
                }
            },
        )
    };
    Ok(users()
        .into_iter()
        .map(|user| (name(&user.role), user.login, user.password))
        .collect())
}
