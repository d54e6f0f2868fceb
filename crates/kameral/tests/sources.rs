//! What the sources themselves must keep: clock and chance are arguments (reliability rule 20), SQL is
//! text that stands still (rule 16). Lints say the first too; a lint can be lifted in silence.

#[path = "sources/readers.rs"]
mod readers;

use std::fs;
use std::path::{Path, PathBuf};

/// Readers of a clock, and sources of chance.
const CLOCK_AND_CHANCE: [&str; 12] = [
    "Timestamp::now",
    "Zoned::now",
    "SystemTime",
    "time::UNIX_EPOCH",
    "getrandom",
    "RandomState",
    "ThreadRng",
    "thread_rng",
    "rand::",
    "fastrand",
    "Uuid::",
    "TestRunner::default()",
];

/// Where they may stand, and why.
const ALLOWED: [(&str, &str, &str); 4] = [
    ("kameral/src/clock.rs", "Timestamp::now", "the program reads the clock"),
    ("access/src/secrets.rs", "getrandom", "the program draws its secrets"),
    (
        "identity/src/passkey.rs",
        "Uuid::",
        "a user's number as the protocol wants it",
    ),
    ("kameral/tests/sources.rs", "", "names them"),
];

/// The same in SQL, where a sequence would number too.
const IN_SQL: [&str; 12] = [
    "now()",
    "current_timestamp",
    "current_date",
    "current_time",
    "clock_timestamp",
    "julianday",
    "strftime",
    "datetime(",
    "random(",
    "randomblob",
    "gen_random_uuid",
    "nextval",
];

/// A file of tests that its crate's one program does not name is a file that never runs.
#[test]
fn every_file_of_tests_is_run() {
    let mut seen = 0;
    for (name, text) in files("rs")
        .into_iter()
        .filter(|(name, _)| name.ends_with("/tests/main.rs"))
    {
        let folder = workspace().join("crates").join(name.trim_end_matches("main.rs"));
        for entry in fs::read_dir(&folder).expect("a folder").flatten() {
            let path = entry.path();
            let is_file = path.extension().is_some_and(|ending| ending == "rs");
            let module = path.file_stem().and_then(|stem| stem.to_str()).expect("a name");
            if (is_file || path.join("mod.rs").is_file()) && module != "main" {
                assert!(
                    text.lines().any(|line| line == format!("mod {module};")),
                    "{name}: {module}"
                );
                seen += 1;
            }
        }
    }
    assert!(100 < seen, "{seen}");
}

/// Reliability rule 20.
#[test]
fn clock_and_chance_are_arguments() {
    for (name, text) in files("rs") {
        for word in CLOCK_AND_CHANCE {
            let allowed = ALLOWED
                .iter()
                .any(|(file, words, _)| *file == name && (words.is_empty() || *words == word));
            assert!(allowed || !code(&text).contains(word), "{name}: {word}");
        }
    }
    for (name, text) in files("sql") {
        let code = code(&text).to_lowercase();
        assert!(IN_SQL.iter().all(|word| !code.contains(word)), "{name}");
        assert!(
            !code.contains("serial") && !code.contains("generated "),
            "{name}: no sequence"
        );
    }
}

/// Reliability rule 20: what failed once fails again. Steps drawn at random are the same in every run;
/// a longer run with chance of its own prints the steps that failed.
#[test]
fn random_steps_can_be_run_again() {
    for (name, text) in files("rs") {
        if text.contains("failure_persistence: None") && name != "kameral/tests/sources.rs" {
            assert!(text.contains("TestRng::deterministic_rng"), "{name}");
        }
    }
}

/// The lints that keep it out of the editor.
#[test]
fn the_lints_of_clock_and_chance_are_there() {
    let text = fs::read_to_string(workspace().join("clippy.toml")).expect("clippy.toml");
    for method in [
        "jiff::Timestamp::now",
        "jiff::Zoned::now",
        "std::time::SystemTime::now",
        "getrandom::fill",
    ] {
        assert!(text.contains(&format!("path = \"{method}\"")), "{method}");
    }
    for (name, text) in files("rs") {
        let is_allowed = ALLOWED.iter().any(|(file, ..)| *file == name);
        assert!(
            is_allowed || !text.contains("clippy::disallowed_methods"),
            "{name} lifts it"
        );
    }
    let text = fs::read_to_string(workspace().join("Cargo.toml")).expect("Cargo.toml");
    assert!(text.contains("unsafe_code = \"forbid\""));
    assert!(text.contains("float_arithmetic = \"deny\""));
}

/// Reliability rule 16: in the rooms that keep books, SQL stands in files of its own, prepared by a
/// test on both engines, and no text is made into one at run time.
#[test]
fn sql_stands_in_files_of_its_own() {
    for (name, text) in files("rs") {
        let room = name.split('/').next().unwrap_or_default();
        let is_source = name.split('/').nth(1) == Some("src");
        if !is_source
            || ![
                "access",
                "ledger",
                "reports",
                "exchange",
                "allocation",
                "parties",
                "identity",
                "records",
                "site",
                "demo",
            ]
            .contains(&room)
        {
            continue;
        }
        let code = code(&text.to_lowercase());
        for word in ["select ", "insert into ", "update ", "delete from ", "-- "] {
            for mark in ["\"", "r#\"", "\"\n", "\"\\\n"] {
                let begins = format!("{mark}{word}");
                assert!(!code.contains(&begins), "{name}: {begins}");
            }
        }
        for made in [".leak()", "box::leak", "string::leak", "vec::leak"] {
            assert!(!code.contains(made), "{name}: {made}");
        }
    }
}

/// SEC-10, reliability rule 14: a route is declared in one of two tables, with what it asks of who
/// comes. Outside them stand only the parts every page shares, which keep nothing of anybody.
#[test]
fn no_route_stands_outside_the_tables() {
    const TABLES: [&str; 2] = ["site/src/page_routes.rs", "site/src/api/routes.rs"];
    const SHARED: [&str; 4] = [
        "ui/src/assets.rs",
        "ui/src/styleguide.rs",
        "ui/src/web/preferences.rs",
        "kameral/src/api/mod.rs",
    ];
    let mut found = 0;
    for (name, text) in files("rs") {
        if name.split('/').nth(1) != Some("src") || !code(&text).contains(".route(") {
            continue;
        }
        found += 1;
        assert!(
            TABLES.contains(&name.as_str()) || SHARED.contains(&name.as_str()),
            "{name}"
        );
    }
    assert_eq!(found, TABLES.len() + SHARED.len());
}

/// Every file is prepared, so every file must be asked for by the program.
#[test]
fn every_statement_is_used() {
    let sources: Vec<(String, String)> = files("rs");
    for (name, _) in files("sql") {
        let mut parts = name.rsplitn(3, '/');
        let (file, folder) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let asked = format!("{folder}/{file}\"");
        assert!(sources.iter().any(|(_, text)| text.contains(&asked)), "{name}");
    }
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Without comments.
fn code(text: &str) -> String {
    let lines = text.lines().filter(|line| {
        let line = line.trim_start();
        !line.starts_with("//") && !line.starts_with("--")
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Files of every crate with that ending, by their path under `crates/`.
fn files(ending: &str) -> Vec<(String, String)> {
    let crates = workspace().join("crates");
    let mut found = Vec::new();
    let mut folders = vec![crates.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == ending) {
                let name = path.strip_prefix(&crates).expect("below").display().to_string();
                found.push((name, fs::read_to_string(&path).expect("a text")));
            }
        }
    }
    assert!(10 < found.len(), "the sources were read");
    found
}
