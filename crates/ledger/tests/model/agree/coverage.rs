//! How often each command and each refusal was reached: a generator that never reaches a case
//! tests nothing of it (reliability 1.1: four fuzzers missed what none of them could produce).

use std::collections::BTreeMap;

use super::call::{Answer, Call};

/// Counts by name.
#[derive(Debug, Default)]
pub struct Coverage(BTreeMap<String, u64>);

/// What a run must reach at least once.
const WANTED: [&str; 60] = [
    "voucher.post posted",
    "voucher.post refused",
    "voucher.post again",
    "voucher.reverse posted",
    "voucher.reverse refused",
    "voucher.recode posted",
    "voucher.recode refused",
    "voucher.annul posted",
    "voucher.annul refused",
    "period done",
    "period refused",
    "period denied",
    "register.change changed",
    "register.change refused",
    "account_expired",
    "account_is_s_code",
    "account_kind_in_use",
    "account_missing",
    "account_not_postable",
    "account_unknown",
    "already_corrected",
    "amount_overflow",
    "attachment_missing",
    "control_character",
    "currency_unknown",
    "date_missing",
    "date_outside_period",
    "dimension_twice",
    "dimension_unknown",
    "key_reused",
    "kind_unknown",
    "line_unknown",
    "lines_missing",
    "name_malformed",
    "nothing_changed",
    "number_missing",
    "number_not_next",
    "number_not_ours",
    "number_out_of_range",
    "number_taken",
    "part_too_large",
    "period_closed",
    "period_held",
    "period_other_year",
    "period_unknown",
    "rate_differs",
    "reason_missing",
    "series_in_use",
    "series_unknown",
    "text_missing",
    "text_too_long",
    "unbalanced",
    "unit_wrong",
    "validity_reversed",
    "value_expired",
    "value_fixed",
    "value_forbidden",
    "value_malformed",
    "value_mandatory",
    "value_unknown",
];

/// Those that stand in no array above for its length.
const WANTED_TOO: [&str; 7] = [
    "account_forbidden",
    "account_not_allowed",
    "accounts_apart",
    "value_not_allowed",
    "voucher_empty",
    "voucher_unknown",
    "year_missing",
];

impl Coverage {
    pub fn count(&mut self, call: &Call, answer: &Answer, again: bool) {
        let command = call.body.command();
        let (outcome, names): (_, &[(Option<u32>, &'static str)]) = match answer {
            Answer::Posted(_) if again => ("again", &[]),
            Answer::Posted(_) => ("posted", &[]),
            Answer::Changed(_) => ("changed", &[]),
            Answer::Done => ("done", &[]),
            Answer::Denied => ("denied", &[]),
            Answer::Refused(names) => ("refused", names),
        };
        *self.0.entry(format!("{command} {outcome}")).or_default() += 1;
        for (_, name) in names {
            *self.0.entry((*name).to_owned()).or_default() += 1;
        }
    }

    /// Prints the counts, and fails when something was never reached.
    pub fn tell(&self) {
        for (name, count) in &self.0 {
            println!("{count:>8} {name}");
        }
        let wanted = WANTED.iter().chain(&WANTED_TOO);
        let missed: Vec<&&str> = wanted.filter(|name| !self.0.contains_key(**name)).collect();
        assert!(missed.is_empty(), "never reached: {missed:?}");
    }
}
