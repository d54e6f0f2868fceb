//! What happened, in words an accountant can judge.

use std::fmt::{Debug, Write as _};

use kameral_base::Refusal;
use kameral_ledger::refusal::PostRefusal;
use kameral_ledger::store::vouchers::Voucher;
use kameral_store::Stop;

use super::World;

/// Why a command stopped: every refusal on its line. A fault fails the test.
pub fn stop<R: Refusal>(stop: Stop<Vec<R>>) -> String {
    match stop {
        Stop::Refused(refusals) => refusals.iter().map(|refused| refusal(refused) + "\n").collect(),
        Stop::Denied(denied) => format!("denied: {}", denied.permission),
        Stop::Fault(fault) => panic!("{fault}"),
    }
}

/// `refused: account_unknown (line 2, account) account=9999`
pub fn refusal(refused: &impl Refusal) -> String {
    let word = match refused.severity() {
        kameral_base::Severity::Warning => "warning",
        kameral_base::Severity::Refused => "refused",
    };
    let place = refused.place();
    let line = place.line.map(|line| format!("line {line}"));
    let place: Vec<String> = line.into_iter().chain(place.field).collect();
    let mut text = format!("{word}: {}", refused.name());
    if !place.is_empty() {
        let _ = write!(text, " ({})", place.join(", "));
    }
    for (name, arg) in refused.sentence().args {
        let _ = write!(text, " {name}={}", argument(&arg));
    }
    text
}

fn sentence(told: &kameral_base::Sentence) -> String {
    let args = told.args.iter().map(|(name, arg)| format!("{name}={}", argument(arg)));
    format!("<{} {}>", told.key, args.collect::<Vec<_>>().join(" "))
}

fn argument(arg: &kameral_base::Arg) -> String {
    match arg {
        kameral_base::Arg::Text(text) => text.clone(),
        kameral_base::Arg::Number(number) => number.to_string(),
        kameral_base::Arg::Amount(amount) => amount.plain(),
        kameral_base::Arg::Date(date) => date.to_string(),
        kameral_base::Arg::Period(period) => period.to_string(),
        kameral_base::Arg::Sentence(told) => sentence(told),
    }
}

/// The same for refusals that stand alone.
pub fn refusals(refused: &[PostRefusal]) -> String {
    refused.iter().map(|one| refusal(one) + "\n").collect()
}

/// A whole voucher: head, links, lines.
pub fn voucher(world: &World, voucher: &Voucher) -> String {
    let header = &voucher.header;
    let mut text = format!(
        "{} {} {} {} by {}",
        header.number, header.date, header.period, header.text, header.registered_by_name
    );
    if let Some(correction) = &header.correction {
        let _ = write!(text, "; {}", correction.form.word());
        if let Some(original) = &voucher.corrects {
            let _ = write!(text, " of {original}");
        }
        let _ = write!(text, ": {}", correction.reason);
    }
    if !header.warnings.is_empty() {
        let _ = write!(text, "; accepted {}", header.warnings);
    }
    text.push('\n');
    let model = world.model();
    for line in &voucher.lines {
        let _ = write!(text, "  {} {}", line.line_no, line.coding.account());
        for (position, value) in line.coding.values() {
            let code = model
                .dimension_at(position)
                .map_or("?", |dimension| dimension.code.as_str());
            let _ = write!(text, " {code}={value}");
        }
        let _ = write!(text, " {}", line.amount.plain());
        if let Some(quantity) = line.quantity {
            let _ = write!(text, " {} {}", quantity.plain(), line.unit);
        }
        if let Some(minor) = line.currency_minor {
            let _ = write!(text, " {} minor {}", line.currency, minor);
        }
        if !line.text.is_empty() {
            let _ = write!(text, " \"{}\"", line.text);
        }
        if let Some(version) = line.generated_version {
            let _ = write!(text, " by {} {version}", line.generated_by);
        }
        if let Some(cause) = line.caused_by_line {
            let _ = write!(text, " of line {cause}");
        }
        if let Some(of) = line.corrects_line {
            let _ = write!(text, " corrects line {of}");
        }
        if let Some(corrected) = voucher
            .corrected
            .iter()
            .find(|corrected| corrected.line_no == line.line_no)
        {
            let _ = write!(text, " corrected by {}", corrected.by);
        }
        text.push('\n');
    }
    text
}

/// Anything, for what cannot be told in words.
pub fn debug(value: &impl Debug) -> String {
    format!("{value:?}")
}
