//! The scripts' own tests, run by node where there is one.

use std::io::Write as _;
use std::process::{Command, Stdio};

use kameral_base::Ore;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/js");

/// Runs node; none, with a message, where it is not installed.
fn node(arguments: &[&str], input: &str) -> Option<(bool, String)> {
    let started = Command::new("node")
        .args(arguments)
        .current_dir(FOLDER)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut running) = started else {
        eprintln!("node is not installed: the scripts are not tested");
        return None;
    };
    running
        .stdin
        .take()
        .expect("piped")
        .write_all(input.as_bytes())
        .expect("node reads");
    let output = running.wait_with_output().expect("node ends");
    let text = [output.stdout, output.stderr].concat();
    Some((output.status.success(), String::from_utf8_lossy(&text).into_owned()))
}

#[test]
fn the_scripts_pass_their_own_tests() {
    let tests = ["amounts.test.js", "dates.test.js", "model.test.js", "paste.test.js"];
    if let Some((passed, output)) = node(&[&["--test"], &tests[..]].concat(), "") {
        assert!(passed, "{output}");
    }
}

/// What the grid takes for an amount is what the server takes for one, and the same amount.
#[test]
fn script_and_server_read_amounts_alike() {
    let signs = ["", "-", "\u{2212}", "+", "--", "- "];
    let wholes = [
        "",
        "0",
        "7",
        "12",
        "999",
        "1234",
        "1 234",
        "1\u{a0}234\u{202f}567",
        "1 23",
        "12 3456",
        "x",
        "92233720368547758",
        "99999999999999999999",
    ];
    let fractions = [
        "", ",", ",5", ".05", ",50", ".123", ",07", ",08", ",5 ", ", 5", ".5.5", "e3",
    ];
    let mut texts = Vec::new();
    for sign in signs {
        for whole in wholes {
            texts.extend(fractions.map(|fraction| format!("{sign}{whole}{fraction}")));
        }
    }
    let input = serde_json::to_string(&texts).expect("texts become JSON");
    let Some((passed, output)) = node(&["oracle.js"], &input) else {
        return;
    };
    assert!(passed, "{output}");
    let answers: Vec<Option<String>> = serde_json::from_str(&output).expect("the oracle answers in JSON");
    for (text, answer) in texts.iter().zip(answers) {
        let ours = Ore::parse(text).ok().map(|amount| amount.get().to_string());
        assert_eq!(answer, ours, "{text:?}");
    }
}
