//! How fast posting rules are: with each transaction, run for a year, and tried.

use std::time::Instant;

use kameral_access::Cx;
use kameral_base::{Pattern, Period, PeriodRange};
use kameral_ledger::commands::{PostRequest, change_registers, dues, post, preview, try_rule};
use kameral_ledger::model::{
    Base, Method, PostingRule, PostingRuleLine, Relation, RelationValue, RuleSet, Taken, Trigger, WHOLE,
};
use kameral_ledger::register::Change;
use kameral_ledger::standard;
use kameral_ledger::store::charge::Origin;
use kameral_ledger::voucher::{BalancedLine, DraftLine};
use tempfile::TempDir;

use super::books::{YEAR, agency, requests};
use super::figure::{Runs, median, micros, per_second};
use super::posting::remove;
use super::{Figure, Limit, Ratio, Say, Size, Unit, place};
use crate::outcome::Ending;

/// Runs of each figure.
const RUNS: usize = 3;
/// Posting with the state's rules is at least this many hundredths as fast as with their lines typed.
const POSTING_LEAST: Limit = Limit::AtLeast(Ratio(60));
/// A run over a year answers in less than this, in millionths of a second.
const RUN_MOST: Limit = Limit::AtMost(1_000_000);
/// So many hundredths times faster from the balances of a million vouchers than from their lines.
const RUN_LEAST: i64 = 2_000;
/// The ledger that limit is for.
const LARGE: i64 = 1_000_000;
/// A trial of a rule over a year answers in less than this, in millionths of a second.
const TRIAL_MOST: Limit = Limit::AtMost(10_000_000);

/// The same vouchers with rules, and with what rules add typed.
pub fn posting(size: Size, folder: &TempDir, say: Say<'_>) -> Result<Vec<Figure>, Ending> {
    let with_rules = requests(size.bulk / 2);
    let count: usize = with_rules.iter().map(|request| request.drafts.len()).sum();
    let mut typed = Vec::new();
    let mut runs = Runs::default();
    for run in 1..=RUNS {
        say(&format!("posting with rules, run {run} of {RUNS}"));
        let (ruled, plain) = (place(folder, "ruled.db"), place(folder, "typed.db"));
        let cx = agency(&ruled)?;
        change_registers(&cx, None, "bench", &state_rules()?)?;
        if typed.is_empty() {
            typed = as_typed(&cx, &with_rules)?;
        }
        let took = all(&cx, &with_rules)?;
        drop(cx);
        let cx = agency(&plain)?;
        let other = all(&cx, &typed)?;
        drop(cx);
        runs.push(per_second(count, took), per_second(count, other));
        remove(&[&ruled, &plain])?;
    }
    let what = format!("posting {count} vouchers with the state's rules, against the same with their lines typed");
    Ok(vec![runs.figure(
        "posting_with_rules",
        what,
        Unit::VouchersPerSecond,
        POSTING_LEAST,
    )])
}

fn all(cx: &Cx, requests: &[PostRequest]) -> Result<std::time::Duration, Ending> {
    let began = Instant::now();
    for request in requests {
        post(cx, None, request)?;
    }
    Ok(began.elapsed())
}

/// The state's rules, and what financier 10 and 11 are.
fn state_rules() -> Result<Vec<Change>, Ending> {
    let mut changes = standard::posting_rules(RuleSet::State).map_err(|mistake| Ending::Fault(mistake.to_string()))?;
    let answers = [
        ("flode", "rantebarande", "scr"),
        ("avrakning", "kostnad", "kassa"),
        ("anslag", "1:5", "1:7"),
    ];
    changes.extend(answers.map(|(relation, own, grants)| {
        let pair = |from: &str, to: &str| RelationValue {
            from: Pattern::exact(from).expect("a value"),
            to: to.to_owned(),
            valid_from: None,
            valid_to: None,
        };
        Change::Relation(Relation {
            relation: relation.to_owned(),
            from_dimension: "FIN".to_owned(),
            name: relation.to_owned(),
            name_en: String::new(),
            values: vec![pair("10", own), pair("21", grants)],
        })
    }));
    Ok(changes)
}

/// Vouchers as they stand with what rules add, to be posted without rules.
fn as_typed(cx: &Cx, requests: &[PostRequest]) -> Result<Vec<PostRequest>, Ending> {
    let mut typed = Vec::with_capacity(requests.len());
    for request in requests {
        let mut request = request.clone();
        let vouchers = preview(cx, &request)?;
        for (draft, voucher) in request.drafts.iter_mut().zip(vouchers) {
            let generated = voucher.lines().iter().filter(|line| line.generated.is_some());
            draft.lines.extend(generated.map(as_draft));
        }
        typed.push(request);
    }
    Ok(typed)
}

fn as_draft(line: &BalancedLine) -> DraftLine {
    DraftLine {
        account: line.coding.account().to_owned(),
        values: line.coding.values(),
        amount: line.amount,
        text: line.text.clone(),
        ..DraftLine::default()
    }
}

/// A run over the year of a large ledger, from the balances and from the lines; and a trial.
pub fn running(cx: &Cx, count: usize) -> Result<Vec<Figure>, Ending> {
    let rule = charge();
    change_registers(cx, None, "bench", &[Change::PostingRule(rule.clone())])?;
    let run = |origin: Origin| -> Result<i64, Ending> {
        let began = Instant::now();
        for month in 1..=12 {
            let period = Period::new(YEAR, month).map_err(|mistake| Ending::Fault(format!("{mistake:?}")))?;
            dues(cx, period, &[Method::Run], Some(origin))?;
        }
        Ok(micros(began.elapsed()))
    };
    let mut runs = Runs::default();
    for _ in 0..RUNS {
        runs.push(run(Origin::Cube)?, run(Origin::Lines)?);
    }
    let large = i64::try_from(count).unwrap_or(LARGE);
    let least = Limit::AtLeast(Ratio(RUN_LEAST.saturating_mul(large) / LARGE));
    let what = format!("what a rule requires of a year of {count} vouchers");
    let compared = runs.clone().figure(
        "rule_run",
        format!("{what}, against the lines"),
        Unit::Milliseconds,
        least,
    );
    let alone = Figure {
        peer: None,
        ratio: None,
        ..runs.figure("rule_run_time", what, Unit::Milliseconds, RUN_MOST)
    };
    Ok(vec![compared, alone, trial(cx, &rule, count)?])
}

fn trial(cx: &Cx, rule: &PostingRule, count: usize) -> Result<Figure, Ending> {
    let year =
        PeriodRange::parse(&format!("{YEAR}01..{YEAR}12")).map_err(|mistake| Ending::Fault(format!("{mistake:?}")))?;
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let began = Instant::now();
        try_rule(cx, rule, year, |_| true)?;
        times.push(micros(began.elapsed()));
    }
    Ok(Figure {
        name: "rule_trial",
        what: format!("a rule tried on a year of {count} vouchers"),
        value: median(times).unwrap_or_default(),
        unit: Unit::Milliseconds,
        peer: None,
        ratio: None,
        limit: TRIAL_MOST,
    })
}

/// Every cost is charged, when it is run.
fn charge() -> PostingRule {
    let line = |account: &str, share: i64| PostingRuleLine {
        account: Taken::Fixed(account.to_owned()),
        values: vec![("ORG".to_owned(), Taken::Copied), ("FIN".to_owned(), Taken::Copied)],
        share,
    };
    PostingRule {
        rule: "bench".to_owned(),
        version: 1,
        name: "Bench".to_owned(),
        name_en: String::new(),
        order: 10,
        active: true,
        method: Method::Run,
        base: Base::Line,
        when: Trigger::on(Pattern::parse("4*,5*,6*,!67*").expect("a pattern")),
        lines: vec![line("1751", WHOLE), line("3011", -WHOLE)],
        valid_from: None,
        valid_to: None,
        text_sv: String::new(),
        text_en: String::new(),
    }
}
