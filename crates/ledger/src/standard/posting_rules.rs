//! The standard's own posting rules and the relations they ask, loaded on request.
//!
//! A rule set without such files has none. Which appropriation a financier is, its flow, its basis and
//! whether it is gross are relations that begin without pairs: they are the agency's.

use kameral_base::Pattern;

use super::{Record, StandardMistake, read, word};
use crate::model::{
    Base, Method, PostingRule, PostingRuleLine, Relation, RelationValue, RuleSet, Side, Taken, Trigger,
};
use crate::register::Change;

struct Files {
    relations: &'static str,
    rules: &'static str,
    lines: &'static str,
}

const STATE: Files = Files {
    relations: include_str!("../../../../standard/state/relations-proposed.csv"),
    rules: include_str!("../../../../standard/state/posting_rules-proposed.csv"),
    lines: include_str!("../../../../standard/state/posting_rule_lines-proposed.csv"),
};

/// *Standardregler för automatkontering*: relations first, then the rules that ask them.
pub fn posting_rules(rules: RuleSet) -> Result<Vec<Change>, StandardMistake> {
    let files = match rules {
        RuleSet::State => STATE,
        RuleSet::Municipal => return Ok(Vec::new()),
    };
    let mut changes = relations(files.relations)?;
    let lines = read("posting_rule_lines-proposed.csv", files.lines, |row| {
        Ok((row.text("rule")?, line(row)?))
    })?;
    changes.extend(read("posting_rules-proposed.csv", files.rules, |row| {
        let rule = row.text("rule")?;
        let own = lines.iter().filter(|(of, _)| *of == rule);
        let own: Vec<PostingRuleLine> = own.map(|(_, line)| line.clone()).collect();
        self::rule(row, rule, own)
    })?);
    Ok(changes)
}

/// Rows of one relation stand together; one without a pair only names it.
fn relations(text: &str) -> Result<Vec<Change>, StandardMistake> {
    let mut relations: Vec<Relation> = Vec::new();
    read("relations-proposed.csv", text, |row| {
        let relation = row.text("relation")?;
        if relations.last().is_none_or(|last| last.relation != relation) {
            relations.push(Relation {
                relation,
                from_dimension: row.text("from_dimension")?,
                name: row.text("name_sv")?,
                name_en: row.text("name_en")?,
                values: Vec::new(),
            });
        }
        let from = row.text("from")?;
        if let Some(last) = relations.last_mut().filter(|_| !from.is_empty()) {
            last.values.push(RelationValue {
                from: pattern("from", &from)?,
                to: row.text("to")?,
                valid_from: None,
                valid_to: None,
            });
        }
        Ok(())
    })?;
    Ok(relations.into_iter().map(Change::Relation).collect())
}

fn rule(row: &Record<'_>, rule: String, lines: Vec<PostingRuleLine>) -> Result<Change, String> {
    Ok(Change::PostingRule(PostingRule {
        rule,
        version: 1,
        name: row.text("name_sv")?,
        name_en: row.text("name_en")?,
        order: row.number("order")?,
        active: true,
        method: word(row, "method", Method::from_word)?,
        base: Base::Line,
        when: Trigger {
            values: conditions(&row.text("values")?)?,
            related: conditions(&row.text("related")?)?,
            side: word(row, "side", Side::from_word)?,
            ..Trigger::on(pattern("accounts", &row.text("accounts")?)?)
        },
        lines,
        valid_from: None,
        valid_to: None,
        text_sv: row.text("text_sv")?,
        text_en: row.text("text_en")?,
    }))
}

/// `flode=scr;brutto=!ja`
fn conditions(text: &str) -> Result<Vec<(String, Pattern)>, String> {
    let parts = text.split(';').filter(|part| !part.is_empty());
    parts
        .map(|part| {
            let (code, of) = part.split_once('=').ok_or_else(|| format!("{part}: no ="))?;
            Ok((code.to_owned(), pattern(code, of)?))
        })
        .collect()
}

/// An account, or a relation with a colon after it; and the dimensions that are copied.
fn line(row: &Record<'_>) -> Result<PostingRuleLine, String> {
    let account = row.text("account")?;
    let copied = row.text("copied")?;
    Ok(PostingRuleLine {
        account: account.strip_suffix(':').map_or_else(
            || Taken::Fixed(account.clone()),
            |relation| Taken::Related(relation.to_owned()),
        ),
        values: copied
            .split_whitespace()
            .map(|code| (code.to_owned(), Taken::Copied))
            .collect(),
        share: row.number("share_millionths")?,
    })
}

fn pattern(column: &str, text: &str) -> Result<Pattern, String> {
    Pattern::parse(text).map_err(|mistake| format!("{column}: {mistake:?}"))
}
