//! The check of one line: account, values, rules, unit, currency.

use std::borrow::Cow;

use kameral_base::Date;

use crate::model::{AccountPosting, AccountingModel, CombinationRule, Dimension, Requirement};
use crate::post::{Wrong, text_cause};
use crate::refusal::PostCause;
use crate::voucher::{CodingKey, DraftLine};

/// Checks lines against a model on a day. Without a day only what needs none is checked.
pub(crate) struct LineCheck<'m> {
    pub model: &'m AccountingModel,
    pub date: Option<Date>,
    /// Kind of the voucher.
    pub kind: &'m str,
}

impl LineCheck<'_> {
    /// The coding of a line; complete when nothing was added to `wrong`.
    pub fn coding(&self, number: u32, line: &DraftLine, wrong: &mut Wrong) -> CodingKey {
        let mut tell = |cause: PostCause, warning: bool| wrong.line(number, line, cause, warning);
        self.account(&line.account, &mut tell);
        let mut values: Vec<(u8, String)> = line
            .values
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .cloned()
            .collect();
        values.sort_by_key(|(position, _)| *position);
        for (position, value) in &values {
            self.value(*position, value, &mut tell);
        }
        for twice in values.chunk_by(|a, b| a.0 == b.0).filter(|same| 1 < same.len()) {
            let code = self
                .model
                .dimension_at(twice[0].0)
                .map(|dimension| dimension.code.clone());
            tell(
                PostCause::DimensionTwice {
                    dimension: code.unwrap_or_else(|| twice[0].0.to_string()),
                },
                false,
            );
        }
        self.rules(&line.account, &mut values, &mut tell);
        CodingKey::new(&line.account, &values)
    }

    /// Text, unit, quantity and currency of a line.
    pub fn amounts(&self, number: u32, line: &DraftLine, wrong: &mut Wrong) {
        if let Some(cause) = text_cause("line_text", &line.text) {
            wrong.line(number, line, cause, false);
        }
        if let Some(cause) = text_cause("unit", &line.unit) {
            wrong.line(number, line, cause, false);
        }
        self.unit(number, line, wrong);
        self.currency(number, line, wrong);
    }

    /// The unit of a line is the account's, where it has one.
    pub fn unit(&self, number: u32, line: &DraftLine, wrong: &mut Wrong) {
        if let Some(account) = self.model.accounts.get(&line.account)
            && !account.unit.is_empty()
            && !line.unit.is_empty()
            && account.unit != line.unit
        {
            let (account, expected) = (line.account.clone(), account.unit.clone());
            wrong.line(
                number,
                line,
                PostCause::UnitWrong {
                    account,
                    unit: line.unit.clone(),
                    expected,
                },
                false,
            );
        }
    }

    fn currency(&self, number: u32, line: &DraftLine, wrong: &mut Wrong) {
        if line.currency.is_empty() && line.currency_minor.is_none() {
            return;
        }
        let Some(currency) = self.model.currencies.get(&line.currency) else {
            wrong.line(
                number,
                line,
                PostCause::CurrencyUnknown {
                    currency: line.currency.clone(),
                },
                false,
            );
            return;
        };
        let rate = self.date.and_then(|date| currency.rate_on(date));
        let (Some(minor), Some(rate)) = (line.currency_minor, rate) else {
            return;
        };
        if let Some(expected) = crate::currency::at_rate(minor, rate, currency.decimals)
            && expected != line.amount
        {
            let cause = PostCause::RateDiffers {
                currency: line.currency.clone(),
                expected,
                amount: line.amount,
            };
            wrong.line(number, line, cause, true);
        }
    }

    fn account(&self, account: &str, tell: &mut impl FnMut(PostCause, bool)) {
        let number = || account.to_owned();
        if account.is_empty() {
            return tell(PostCause::AccountMissing, false);
        }
        let Some(known) = self.model.accounts.get(account) else {
            let is_s_code = account
                .strip_prefix(['S', 's'])
                .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()));
            return if is_s_code {
                tell(PostCause::AccountIsSCode { account: number() }, false);
            } else {
                tell(PostCause::AccountUnknown { account: number() }, false);
            };
        };
        if known.posting != AccountPosting::Open {
            tell(PostCause::AccountNotPostable { account: number() }, false);
        } else if let Some(date) = self.date
            && !known.valid_on(date)
        {
            tell(
                PostCause::AccountExpired {
                    account: number(),
                    date,
                },
                false,
            );
        }
    }

    fn value(&self, position: u8, value: &str, tell: &mut impl FnMut(PostCause, bool)) {
        let Some(dimension) = self.model.dimension_at(position) else {
            return tell(
                PostCause::DimensionUnknown {
                    dimension: position.to_string(),
                },
                false,
            );
        };
        let code = || dimension.code.clone();
        if dimension.indirect || self.date.is_some_and(|date| !dimension.valid_on(date)) {
            return tell(PostCause::DimensionUnknown { dimension: code() }, false);
        }
        if malformed(dimension, value) {
            return tell(
                PostCause::ValueMalformed {
                    dimension: code(),
                    value: value.to_owned(),
                },
                false,
            );
        }
        match self.model.value(position, value) {
            None if dimension.free_values => {}
            None => tell(
                PostCause::ValueUnknown {
                    dimension: code(),
                    value: value.to_owned(),
                },
                false,
            ),
            Some(known) => {
                if let Some(date) = self.date
                    && !known.valid_on(date)
                {
                    let (value, successor) = (value.to_owned(), known.successor.clone());
                    tell(
                        PostCause::ValueExpired {
                            dimension: code(),
                            value,
                            date,
                            successor,
                        },
                        false,
                    );
                }
            }
        }
    }

    fn rules(&self, account: &str, values: &mut Vec<(u8, String)>, tell: &mut impl FnMut(PostCause, bool)) {
        // What is filled in is checked like what is typed, by every rule whatever its name.
        for rule in self.model.rules_for(account).filter(|rule| self.in_force(rule)) {
            self.fill(rule, account, values, tell);
        }
        for rule in self.model.rules_for(account).filter(|rule| self.in_force(rule)) {
            if self.condition_met(rule, account, values) {
                self.rule(rule, account, values, tell);
            }
        }
    }

    pub(crate) fn in_force(&self, rule: &CombinationRule) -> bool {
        self.date.is_none_or(|date| rule.valid_on(date)) && rule.holds_in(self.kind)
    }

    /// A fixed value stands where nothing was typed.
    fn fill(
        &self,
        rule: &CombinationRule,
        account: &str,
        values: &mut Vec<(u8, String)>,
        tell: &mut impl FnMut(PostCause, bool),
    ) {
        let Requirement::Fixed(fixed) = &rule.requirement else {
            return;
        };
        let Some(dimension) = self.model.dimension(&rule.dimension) else {
            return;
        };
        if dimension.indirect {
            return;
        }
        if found(values, dimension.position).is_none() && self.condition_met(rule, account, values) {
            self.value(dimension.position, fixed, tell);
            values.push((dimension.position, fixed.clone()));
            values.sort_by_key(|(position, _)| *position);
        }
    }

    pub(crate) fn condition_met(&self, rule: &CombinationRule, account: &str, values: &[(u8, String)]) -> bool {
        let Some((dimension, pattern)) = &rule.when else {
            return true;
        };
        if dimension == crate::model::ACCOUNT_DIMENSION {
            return pattern.matches(account);
        }
        let Some(dimension) = self.model.dimension(dimension) else {
            return false;
        };
        match self.standing(dimension, account, values) {
            Some(value) => pattern.matches(&value),
            // A line without a value may be what is meant; a derived one must be known.
            None => !dimension.indirect && pattern.matches(""),
        }
    }

    /// What stands at a dimension: what was typed, or what relations derive on the day (EM-08).
    fn standing<'v>(&self, dimension: &Dimension, account: &str, values: &'v [(u8, String)]) -> Option<Cow<'v, str>> {
        if dimension.indirect {
            let value = self.model.indirect_value(dimension, account, values, self.date?);
            return value.map(Cow::Owned);
        }
        found(values, dimension.position).map(Cow::Borrowed)
    }

    fn rule(
        &self,
        rule: &CombinationRule,
        account: &str,
        values: &[(u8, String)],
        tell: &mut impl FnMut(PostCause, bool),
    ) {
        if rule.is_of_account() {
            return account_rule(rule, account, tell);
        }
        let Some(dimension) = self.model.dimension(&rule.dimension) else {
            return;
        };
        if dimension.indirect && self.date.is_none() {
            return;
        }
        let standing = self.standing(dimension, account, values);
        // Names are copied for a refusal only: this runs for every rule of every line.
        let (code, name) = (|| dimension.code.clone(), || rule.rule.clone());
        match (&rule.requirement, standing.as_deref()) {
            (Requirement::Mandatory, None) => {
                let account = account.to_owned();
                tell(
                    PostCause::ValueMandatory {
                        dimension: code(),
                        account,
                        rule: name(),
                    },
                    rule.warning,
                );
            }
            (Requirement::Forbidden, Some(value)) => {
                let (value, account) = (value.to_owned(), account.to_owned());
                tell(
                    PostCause::ValueForbidden {
                        dimension: code(),
                        value,
                        account,
                        rule: name(),
                    },
                    rule.warning,
                );
            }
            (Requirement::Fixed(fixed), Some(value)) if value != *fixed => {
                let (value, fixed) = (value.to_owned(), fixed.clone());
                tell(
                    PostCause::ValueFixed {
                        dimension: code(),
                        value,
                        fixed,
                        rule: name(),
                    },
                    rule.warning,
                );
            }
            (Requirement::Allowed(pattern), Some(value)) if !pattern.matches(value) => {
                let (value, allowed) = (value.to_owned(), pattern.to_string());
                tell(
                    PostCause::ValueNotAllowed {
                        dimension: code(),
                        value,
                        allowed,
                        rule: name(),
                    },
                    rule.warning,
                );
            }
            _ => {}
        }
    }
}

/// A rule of the account itself; one that keeps it apart is asked when the voucher is whole.
fn account_rule(rule: &CombinationRule, number: &str, tell: &mut impl FnMut(PostCause, bool)) {
    let (account, name) = (|| number.to_owned(), || rule.rule.clone());
    match &rule.requirement {
        Requirement::Forbidden => tell(
            PostCause::AccountForbidden {
                account: account(),
                rule: name(),
            },
            rule.warning,
        ),
        Requirement::Allowed(pattern) if !pattern.matches(number) => tell(
            PostCause::AccountNotAllowed {
                account: account(),
                allowed: pattern.to_string(),
                rule: name(),
            },
            rule.warning,
        ),
        _ => {}
    }
}

fn found(values: &[(u8, String)], position: u8) -> Option<&str> {
    values
        .iter()
        .find(|(at, _)| *at == position)
        .map(|(_, value)| value.as_str())
}

/// Characters that would blur where a value ends in a coding's key are kept out of registers and lines.
pub(crate) fn malformed(dimension: &Dimension, value: &str) -> bool {
    // A value has at least as many bytes as characters, so most are short without being counted.
    let longer = |length: usize| dimension.length_max < i64::try_from(length).unwrap_or(i64::MAX);
    let long = longer(value.len()) && longer(value.chars().count());
    long || value.chars().any(|c| c.is_control() || c == '|' || c == '=') || value.trim() != value
}
