//! Ready-made questions: account specifications of what is reconciled at every closing (GL-27).

use kameral_store::{Fault, Tx};

use super::{Run, specification};
use crate::condition::Condition;
use crate::setting::Setting;
use crate::sink::Sink;
use crate::source::Source;
use crate::statement::definition::report_keys;
use crate::statement::rows::filter;
use crate::{Key, ReportRefusal};

/// The account specification of the accounts the rule set says; refuses where it has none.
pub(super) fn make(run: &Run<'_>, tx: &mut Tx, sink: &mut dyn Sink) -> Result<Result<(), Vec<ReportRefusal>>, Fault> {
    let setting = run.setting;
    let rules = setting.model.entity.rules;
    let report = setting.question.address.report;
    let other_rules = || ReportRefusal::OtherRules {
        report: report.name(),
        rules: rules.word(),
    };
    let Some(keys) = report_keys(rules, report.name()) else {
        return Ok(Err(vec![other_rules()]));
    };
    let Some(filter) = filter(&keys.accounts) else {
        return Ok(Err(vec![other_rules()]));
    };
    let mut question = setting.question.clone();
    match Condition::of_filter(setting.model, &filter) {
        Ok(condition) => question.filters.push(condition),
        Err(refusal) => return Ok(Err(vec![refusal])),
    }
    question.address = question.address.narrowed(filter);
    if question.by.is_empty() {
        let known = keys
            .by
            .iter()
            .map(|code| (Key::dimension(code), Source::of(setting.model, code)));
        question.by = known.filter_map(|(key, source)| Some((key, source.ok()?))).collect();
    }
    let narrowed = Run {
        setting: Setting {
            question: &question,
            ..setting
        },
        after: run.after.clone(),
        ..*run
    };
    specification::make(&narrowed, tx, sink)?;
    Ok(Ok(()))
}
