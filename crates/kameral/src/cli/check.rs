//! `kameral check`: chain, balances, numbers and the rest recomputed, every difference named.

use std::sync::atomic::AtomicBool;

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use kameral_access::INSTALLATION;
use kameral_base::Arg;
use kameral_ledger::chain::hex;
use kameral_ledger::check::{CheckReport, Finding, check, check_history, check_store, verify_since};
use kameral_ledger::store::entities;
use kameral_ui::Words;
use serde_json::{Value, json};

use super::output::print_json;
use super::{Cli, Format};
use crate::outcome::Ending;
use crate::{anchoring, place};

/// Words of `kameral check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Entity code; every entity when none is given.
    #[arg(long, env = "KAMERAL_ENTITY")]
    entity: Option<String>,
    /// A place and hash known from outside, as an earlier check told them: 1200:9f3a…
    #[arg(long, requires = "entity")]
    since: Option<String>,
}

pub fn run(cli: &Cli, words: Words, args: &CheckArgs) -> Result<(), Ending> {
    let store = place::open(&cli.db)?;
    let since = args.since.as_deref().map(known).transpose()?;
    let mut clean = true;
    let mut told: Vec<Value> = Vec::new();
    let all = store.read(entities::all)?;
    let chosen: Vec<_> = all
        .into_iter()
        .filter(|entity| args.entity.as_ref().is_none_or(|code| *code == entity.code))
        .collect();
    if let (Some(code), true) = (&args.entity, chosen.is_empty()) {
        return Err(Ending::refusal(&place::PlaceRefusal::EntityUnknown {
            code: code.clone(),
        }));
    }
    for entity in &chosen {
        let cx = place::operator_at(&store, entity.id);
        let bar = bar(cli);
        let mut progress = |at: kameral_ledger::check::Progress| {
            bar.set_length(u64::try_from(at.total).unwrap_or_default());
            bar.set_position(u64::try_from(at.done).unwrap_or_default());
        };
        let stop = AtomicBool::new(false);
        let report = match &since {
            Some((seq, hash)) => verify_since(&cx, *seq, hash, &mut progress, &stop)?,
            None => check(&cx, &mut progress, &stop)?,
        };
        bar.finish_and_clear();
        clean &= report.is_clean();
        match cli.format {
            Format::Json => told.push(entity_json(&entity.code, &report, words)),
            Format::Text | Format::Csv => tell(&entity.code, &report, words),
        }
    }
    let mut of_store = match chosen.first() {
        Some(entity) => check_store(&place::operator_at(&store, entity.id))?,
        None => Vec::new(),
    };
    of_store.extend(check_history(&place::operator_at(&store, INSTALLATION))?);
    if let Some(folder) = &cli.anchors {
        let known = anchoring::public_key(&store)?;
        let anchors = anchoring::read_folder(folder, known.as_deref())?;
        of_store.extend(anchoring::compare(&store, &anchors)?);
    }
    clean &= of_store.is_empty();
    if cli.format == Format::Json {
        let store: Vec<Value> = of_store.iter().map(|finding| finding_json(finding, words)).collect();
        print_json(&json!({ "clean": clean, "entities": told, "store": store }));
    } else {
        for finding in &of_store {
            println!("{}", line(finding, words));
        }
    }
    if clean {
        Ok(())
    } else {
        Err(Ending::Refused(Vec::new()))
    }
}

fn bar(cli: &Cli) -> ProgressBar {
    if cli.format == Format::Json {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len}").unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(0).with_style(style)
}

fn known(text: &str) -> Result<(i64, Vec<u8>), Ending> {
    let wrong = || Ending::Usage(format!("--since {text}: 1200:9f3a…"));
    let (seq, hash) = text.split_once(':').ok_or_else(wrong)?;
    let digits: Option<Vec<u32>> = hash.chars().map(|c| c.to_digit(16)).collect();
    let digits = digits.filter(|digits| digits.len() == 64).ok_or_else(wrong)?;
    let bytes = digits
        .chunks_exact(2)
        .map(|pair| u8::try_from(pair[0] << 4 | pair[1]).unwrap_or_default());
    Ok((seq.parse().map_err(|_| wrong())?, bytes.collect()))
}

fn tell(code: &str, report: &CheckReport, words: Words) {
    for finding in &report.findings {
        println!("{}", line(finding, words));
    }
    let args = [
        ("code", Arg::Text(code.to_owned())),
        ("vouchers", Arg::Text(report.vouchers.to_string())),
        ("lines", Arg::Text(report.lines.to_string())),
        ("head", Arg::Text(format!("{}:{}", report.head.0, hex(&report.head.1)))),
    ];
    println!(
        "{}",
        words.t_args(
            if report.is_clean() {
                "cli-check-clean"
            } else {
                "cli-check-differs"
            },
            &args
        )
    );
}

fn line(finding: &Finding, words: Words) -> String {
    format!(
        "{} {} [{}]",
        finding.kind.number(),
        words.sentence(&finding.sentence()),
        finding.kind.name()
    )
}

fn entity_json(code: &str, report: &CheckReport, words: Words) -> Value {
    json!({
        "entity": code,
        "clean": report.is_clean(),
        "vouchers": report.vouchers,
        "lines": report.lines,
        "head_seq": report.head.0,
        "head_hash": hex(&report.head.1),
        "left_out": report.left_out,
        "findings": report.findings.iter().map(|finding| finding_json(finding, words)).collect::<Vec<_>>(),
    })
}

fn finding_json(finding: &Finding, words: Words) -> Value {
    json!({
        "number": finding.kind.number(),
        "name": finding.kind.name(),
        "place": finding.place.to_string(),
        "column": finding.place.column,
        "expected": finding.expected,
        "found": finding.found,
        "information": finding.is_information(),
        "text": words.sentence(&finding.sentence()),
    })
}
