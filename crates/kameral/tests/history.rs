//! Processing history outside the database: anchors, exports and their verification on another machine
//! (SEC-17, SEC-18, DEF-07, reliability P19, M8).

use crate::program;

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use program::{kameral, new_agency};

/// An agency with a closed period, an anchor in `ankare`, an export in `h.jsonl` and the key in `nyckel`.
fn anchored() -> tempfile::TempDir {
    let folder = new_agency();
    let at = folder.path();
    done(at, "value add ORG 4711 Kansliet");
    done(at, "period close 202601");
    done(at, "anchor --anchors ankare");
    let key = done(at, "anchor key");
    fs::write(at.join("nyckel"), key).unwrap();
    done(at, "history export h.jsonl");
    folder
}

/// What the program answered; it must have done what it was told.
fn done(folder: &Path, words: &str) -> String {
    let told = kameral(folder, words);
    let rest = told.strip_prefix("0: ");
    rest.unwrap_or_else(|| panic!("{words}: {told}")).to_owned()
}

const VERIFY: &str = "verify-history h.jsonl --anchors ankare --key nyckel";

/// SEC-17, SEC-18: a file of history is verified with anchors and key alone, without the database; and
/// every byte of it counts.
#[test]
fn sec_17_history_is_verified_without_the_database() {
    let folder = anchored();
    let at = folder.path();
    fs::remove_file(at.join("test.db")).unwrap();
    let told = done(at, VERIFY);
    assert!(told.contains("1098 är oförändrad, rad 1 till"), "{told}");
    assert!(!at.join("test.db").exists(), "no database is made");
    let whole = fs::read(at.join("h.jsonl")).unwrap();
    let mut chance = Chance(17);
    for _ in 0..60 {
        let bit = chance.below(whole.len() * 8);
        let mut bytes = whole.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        fs::write(at.join("h.jsonl"), &bytes).unwrap();
        let told = kameral(at, VERIFY);
        assert!(told.starts_with("1: "), "bit {bit}: {told}");
    }
    let text = String::from_utf8(whole).unwrap();
    // A name that was changed is told with the line it stands in.
    fs::write(at.join("h.jsonl"), text.replace("\"period.close\"", "\"period.hold\"")).unwrap();
    let told = kameral(at, VERIFY);
    assert!(told.contains("har ändrats: sigillet är"), "{told}");
    // The last lines cannot be left out.
    let lines: Vec<&str> = text.lines().collect();
    let cut = format!("{}\n{}\n", lines[..lines.len() - 2].join("\n"), lines[lines.len() - 1]);
    fs::write(at.join("h.jsonl"), cut).unwrap();
    assert!(kameral(at, VERIFY).starts_with("1: "));
}

/// P19: a whole history that was made anew, chain and all, is another than the one anchors know.
#[test]
fn a_history_made_anew_is_told_by_the_anchors() {
    let folder = anchored();
    let at = folder.path();
    let other = anchored();
    fs::copy(other.path().join("h.jsonl"), at.join("h.jsonl")).unwrap();
    let told = kameral(at, VERIFY);
    assert!(
        told.starts_with("1: ") && told.contains("är en annan än den som ankare 1 känner"),
        "{told}"
    );
    // And a folder of anchors that another key signed is not relied on.
    let told = kameral(
        at,
        &format!(
            "verify-history h.jsonl --anchors {} --key nyckel",
            other.path().join("ankare").display()
        ),
    );
    assert!(told.contains("[anchor_key_other]"), "{told}");
}

/// Reliability §4.1, M8: a database that is older than the newest anchor is told by the check, and
/// serves nobody and takes no command that writes until two persons have accepted the loss.
#[test]
fn an_older_database_gives_no_numbers_until_two_have_accepted_it() {
    let folder = anchored();
    let at = folder.path();
    done(at, "backup old.db");
    assert!(done(at, "check --anchors ankare").contains("1098"));
    done(at, "value add ORG 4712 Registratorn");
    done(at, "anchor --anchors ankare");
    // The copy is put back in the place of the newer one.
    for ending in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(at.join(format!("test.db{ending}")));
    }
    done(at, "restore old.db");
    let told = kameral(at, "check --anchors ankare");
    assert!(told.starts_with("1: ") && told.contains("[anchor_missing]"), "{told}");
    let refused = kameral(at, "serve --port 0 --anchors ankare");
    assert!(
        refused.starts_with("1: ") && refused.contains("[anchor_database_behind]"),
        "{refused}"
    );
    // Nor does a command write, of whatever kind, and it says what the server says; what reads goes on.
    let head = done(at, "check");
    for writing in [
        "value add ORG 4713 Arkivet",
        "period close 202602",
        "history export ny.jsonl",
        "anchor",
    ] {
        assert_eq!(
            kameral(at, &format!("{writing} --anchors ankare")),
            refused,
            "{writing}"
        );
    }
    assert_eq!(done(at, "check"), head, "nothing was written");
    assert!(!at.join("ny.jsonl").exists(), "what cannot be told does not leave");
    for reading in ["voucher list", "chart list", "report trial-balance --period 202601"] {
        done(at, &format!("{reading} --anchors ankare"));
    }
    let accept = "anchor --anchors ankare accept 2 --reason disken_gick_sönder";
    assert!(done(at, accept).contains("godtagen av en person; det krävs två"));
    assert!(done(at, accept).contains("av en person"), "the same person counts once");
    let told = kameral(at, "serve --port 0 --anchors ankare");
    assert!(told.contains("[anchor_database_behind]"), "{told}");
    assert!(kameral(at, "anchor --anchors ankare accept 9 --reason x").contains("[anchor_number_unknown]"));
    let told = of_bo(at, accept).output().unwrap();
    assert!(String::from_utf8_lossy(&told.stdout).contains("2 personer"), "{told:?}");
    done(at, "value add ORG 4713 Arkivet --anchors ankare");
    let mut serving = of_bo(at, "serve --port 0 --anchors ankare")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    BufReader::new(serving.stdout.take().unwrap())
        .read_line(&mut first)
        .unwrap();
    serving.kill().unwrap();
    serving.wait().unwrap();
    assert!(first.contains("http://127.0.0.1:"), "{first}");
}

/// The program, run by another person.
fn of_bo(folder: &Path, words: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kameral"));
    command
        .args(["--db", "test.db"])
        .args(words.split_whitespace())
        .current_dir(folder);
    for name in ["KAMERAL_DB", "KAMERAL_LANGUAGE", "SUDO_USER", "LOGNAME"] {
        command.env_remove(name);
    }
    command.env("USER", "bo");
    command
}

/// An anchor that was changed, or taken out of the row, is told.
#[test]
fn a_changed_or_missing_anchor_is_told() {
    let folder = anchored();
    let at = folder.path();
    done(at, "anchor --anchors ankare");
    done(at, "anchor --anchors ankare");
    let mut files: Vec<_> = fs::read_dir(at.join("ankare"))
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    assert_eq!(files.len(), 3);
    let second = fs::read_to_string(&files[1]).unwrap();
    fs::write(&files[1], second.replace("number 2", "number 3")).unwrap();
    assert!(kameral(at, VERIFY).contains("[anchor_signature_wrong]"));
    fs::remove_file(&files[1]).unwrap();
    assert!(kameral(at, VERIFY).contains("[anchor_folder_broken]"));
    assert!(done(at, "anchor export ankare").contains("1 ankare skrevs"));
    assert_eq!(fs::read_to_string(&files[1]).unwrap(), second);
    done(at, VERIFY);
}

/// The same numbers in every run (SplitMix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from(mixed ^ (mixed >> 31)).expect("64 bits") % bound
    }
}
