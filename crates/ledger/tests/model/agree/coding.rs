//! What the oracle says of a line: account, values, rules, unit, currency.

use std::collections::{BTreeMap, BTreeSet};

use kameral_base::Date;
use kameral_ledger::model::{AccountPosting, CombinationRule, Requirement};
use kameral_ledger::voucher::DraftLine;

use super::judge::Wrong;
use super::oracle::Oracle;

impl Oracle {
    /// The values of a line with those that rules fill in; and how many rules only warn.
    pub fn judge_coding(
        &self,
        number: u32,
        line: &DraftLine,
        (date, kind): (Option<Date>, &str),
        wrong: &mut Wrong,
    ) -> (BTreeMap<u8, String>, usize) {
        let mut tell = |name| wrong.push((Some(number), name));
        let valid = |from: Option<Date>, to: Option<Date>| {
            date.is_none_or(|date| from.is_none_or(|from| from <= date) && to.is_none_or(|to| date <= to))
        };
        match self.accounts.get(&line.account) {
            _ if line.account.is_empty() => tell("account_missing"),
            None if line.account.starts_with('S') => tell("account_is_s_code"),
            None => tell("account_unknown"),
            Some(account) if account.posting != AccountPosting::Open => {
                tell("account_not_postable");
            }
            Some(account) if !valid(account.valid_from, account.valid_to) => {
                tell("account_expired");
            }
            Some(_) => {}
        }
        let mut values = BTreeMap::new();
        let mut twice = BTreeSet::new();
        for (position, value) in line.values.iter().filter(|(_, value)| !value.is_empty()) {
            if values.contains_key(position) {
                twice.insert(*position);
            }
            values.entry(*position).or_insert_with(|| value.clone());
        }
        for _ in &twice {
            tell("dimension_twice");
        }
        for (position, value) in line.values.iter().filter(|(_, value)| !value.is_empty()) {
            if let Some(name) = self.judge_value(*position, value, &valid) {
                tell(name);
            }
        }
        let in_force = |rule: &CombinationRule| {
            let of_kind = rule.kinds.as_ref().is_none_or(|kinds| kinds.matches(kind));
            of_kind && valid(rule.valid_from, rule.valid_to)
        };
        let soft = self.judge_rules(&line.account, &mut values, (&in_force, &valid), &mut tell);
        (values, soft)
    }

    fn judge_value(
        &self,
        position: u8,
        value: &str,
        valid: &impl Fn(Option<Date>, Option<Date>) -> bool,
    ) -> Option<&'static str> {
        if !(1..=3).contains(&position) {
            return Some("dimension_unknown");
        }
        let longest = if position == 3 { 4 } else { 20 };
        if longest < value.chars().count() || value.contains(['|', '=']) {
            return Some("value_malformed");
        }
        match self.values.get(&(position, value.to_owned())) {
            None if position == 3 => None,
            None => Some("value_unknown"),
            Some(known) if !valid(known.valid_from, known.valid_to) => Some("value_expired"),
            Some(_) => None,
        }
    }

    fn judge_rules(
        &self,
        account: &str,
        values: &mut BTreeMap<u8, String>,
        (in_force, valid): (
            &impl Fn(&CombinationRule) -> bool,
            &impl Fn(Option<Date>, Option<Date>) -> bool,
        ),
        tell: &mut impl FnMut(&'static str),
    ) -> usize {
        let place = |code: &str| match code {
            "ORG" => 1_u8,
            "FIN" => 2,
            _ => 3,
        };
        let meant = |rule: &&CombinationRule| in_force(rule) && rule.accounts.matches(account);
        let met = |rule: &CombinationRule, values: &BTreeMap<u8, String>| {
            rule.when
                .as_ref()
                .is_none_or(|(code, pattern)| pattern.matches(values.get(&place(code)).map_or("", String::as_str)))
        };
        for rule in self.rules.values().filter(meant) {
            if let Requirement::Fixed(fixed) = &rule.requirement
                && !values.contains_key(&place(&rule.dimension))
                && met(rule, values)
            {
                if let Some(name) = self.judge_value(place(&rule.dimension), fixed, valid) {
                    tell(name);
                }
                values.insert(place(&rule.dimension), fixed.clone());
            }
        }
        let mut soft = 0;
        for rule in self.rules.values().filter(meant).filter(|rule| met(rule, values)) {
            let standing = if rule.dimension == "KONTO" {
                Some(account)
            } else {
                values.get(&place(&rule.dimension)).map(String::as_str)
            };
            let name = match (&rule.requirement, standing) {
                (Requirement::Forbidden, Some(_)) if rule.dimension == "KONTO" => "account_forbidden",
                (Requirement::Allowed(pattern), Some(value)) if rule.dimension == "KONTO" => {
                    if pattern.matches(value) {
                        continue;
                    }
                    "account_not_allowed"
                }
                (Requirement::Mandatory, None) => "value_mandatory",
                (Requirement::Forbidden, Some(_)) => "value_forbidden",
                (Requirement::Fixed(fixed), Some(value)) if value != fixed => "value_fixed",
                (Requirement::Allowed(pattern), Some(value)) if !pattern.matches(value) => "value_not_allowed",
                _ => continue,
            };
            tell(name);
            soft += usize::from(rule.warning);
        }
        soft
    }

    pub fn judge_amounts(&self, number: u32, line: &DraftLine, date: Option<Date>, wrong: &mut Wrong) {
        let of_account = self
            .accounts
            .get(&line.account)
            .map_or("", |account| account.unit.as_str());
        if !of_account.is_empty() && !line.unit.is_empty() && of_account != line.unit {
            wrong.push((Some(number), "unit_wrong"));
        }
        if line.currency.is_empty() && line.currency_minor.is_none() {
            return;
        }
        let Some(currency) = self.currencies.get(&line.currency) else {
            return wrong.push((Some(number), "currency_unknown"));
        };
        let rate = date.and_then(|date| currency.rates.iter().rfind(|rate| rate.valid_from <= date));
        // Eleven kronor a euro: whole öre, nothing to round.
        if let (Some(minor), Some(_)) = (line.currency_minor, rate)
            && i128::from(minor) * 11 != i128::from(line.amount.get())
        {
            wrong.push((Some(number), "rate_differs"));
        }
    }
}
