//! The unit tests that the authors of the rules keep: each rule is kept where they say it is kept
//! and broken where they say it is broken. Left out with a message where the corpus is not at hand.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use kameral_formats::einvoice::{self, Release};
use roxmltree::{Document, Node};

fn corpus() -> Option<PathBuf> {
    let corpus = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpus/peppol"));
    if !corpus.exists() {
        println!("no corpus of e-invoices here; nothing was tested");
        return None;
    }
    Some(corpus)
}

fn files(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, into);
        } else {
            into.push(path);
        }
    }
}

/// A claim of a unit test that does not hold here.
type Disagreement = String;

/// Tries the claims of one file: how many hold, and which do not.
fn try_file(path: &Path, release: Release, disagreements: &mut Vec<Disagreement>) -> usize {
    let text = std::fs::read_to_string(path).unwrap();
    let Ok(set) = Document::parse(&text) else { return 0 };
    if !set
        .root_element()
        .has_tag_name((set.root_element().tag_name().namespace().unwrap_or_default(), "testSet"))
    {
        return 0;
    }
    let file = path.file_name().unwrap().to_string_lossy().into_owned();
    let known: BTreeSet<&str> = einvoice::rules().iter().map(|rule| rule.id).collect();
    let mut agreed = 0;
    let tests = set
        .root_element()
        .children()
        .filter(|node| node.tag_name().name() == "test");
    for (number, test) in (1..).zip(tests) {
        let Some(fragment) = test
            .children()
            .filter(Node::is_element)
            .find(|node| node.tag_name().name() != "assert")
        else {
            continue;
        };
        if !matches!(fragment.tag_name().name(), "Invoice" | "CreditNote") {
            continue;
        }
        let broken = einvoice::broken_rules(&text[fragment.range()], release).unwrap();
        for claim in test
            .descendants()
            .filter(|node| matches!(node.tag_name().name(), "success" | "error" | "warning" | "fatal"))
        {
            let Some(rule) = claim.text().map(str::trim) else {
                continue;
            };
            let times = broken.iter().filter(|id| **id == rule).count();
            let wanted: Option<usize> = claim.attribute("number").and_then(|number| number.parse().ok());
            if !known.contains(rule) {
                disagreements.push(format!("{file} {number}: {rule} is not known"));
                continue;
            }
            let holds = match claim.tag_name().name() {
                "success" => times == 0,
                _ => wanted.map_or(0 < times, |wanted| times == wanted),
            };
            if holds {
                agreed += 1;
            } else {
                let said = claim.tag_name().name();
                disagreements.push(format!("{file} {number}: {rule} {said}, broken {times} times"));
            }
        }
    }
    agreed
}

fn try_folders(folders: &[&str], release: Release) -> (BTreeMap<String, usize>, Vec<Disagreement>) {
    let Some(corpus) = corpus() else {
        return (BTreeMap::new(), Vec::new());
    };
    let mut paths = Vec::new();
    for folder in folders {
        files(&corpus.join(folder), &mut paths);
    }
    paths.sort();
    let (mut agreed, mut disagreements) = (BTreeMap::new(), Vec::new());
    for path in paths {
        let folder = path
            .parent()
            .unwrap()
            .file_name()
            .unwrap()
            .to_string_lossy()
            .into_owned();
        *agreed.entry(folder).or_default() += try_file(&path, release, &mut disagreements);
    }
    println!("{agreed:#?}\n{}", disagreements.join("\n"));
    (agreed, disagreements)
}

#[test]
fn en_16931_agrees_with_its_authors() {
    agree(&["ConnectingEurope__eInvoicing-EN16931/test"], Release::May2026, 900);
}

#[test]
fn peppol_agrees_with_its_authors() {
    agree(&["OpenPEPPOL__peppol-bis-invoice-3/rules"], Release::May2025, 500);
}

fn agree(folders: &[&str], release: Release, at_least: usize) {
    let (agreed, disagreements) = try_folders(folders, release);
    if agreed.is_empty() {
        return;
    }
    assert_eq!(disagreements, Vec::<String>::new());
    assert!(at_least <= agreed.values().sum::<usize>(), "the claims are there");
}

#[test]
fn official_examples_keep_every_rule_that_stops_an_invoice() {
    let Some(corpus) = corpus() else { return };
    let mut paths = Vec::new();
    files(
        &corpus.join("OpenPEPPOL__peppol-bis-invoice-3/rules/examples"),
        &mut paths,
    );
    paths.sort();
    let limits = einvoice::Limits::default();
    let mut stopped = Vec::new();
    for path in &paths {
        let reading = einvoice::read(&std::fs::read(path).unwrap(), Release::May2025, &limits).unwrap();
        let faults = reading.faults.iter().filter(|fault| !fault.is_warning());
        stopped.extend(faults.map(|fault| format!("{}: {fault}", path.file_name().unwrap().to_string_lossy())));
    }
    println!("{} examples, {} faults", paths.len(), stopped.len());
    assert_eq!(stopped, Vec::<String>::new());
}
