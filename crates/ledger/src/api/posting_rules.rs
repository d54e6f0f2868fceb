//! `/posting-rules`: versions of automatic posting rules (GL-09).

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::{Date, Pattern};
use kameral_site::api::{Api, ApiVisit, Operation, Sent, json};
use kameral_site::{kept, told};
use kameral_ui::web::Problem;

use super::fields::{given, key_of};
use super::model::{RegisterChanged, change, loaded};
use super::structure::ConditionKept;
use crate::model::{Base, Method, PostingRule, PostingRuleLine, Side, Taken, Trigger};
use crate::register::Change;

kept! {
    /// *Automatkonteringsregel*: a version of a rule that adds lines to what is posted.
    pub struct PostingRuleKept {
        /// Code; in a change it stands in the path.
        rule: Option<String>,
        /// Version, from 1; in a change it stands in the path. One that is kept is not changed, but
        /// for its last day and whether it is switched on.
        version: Option<i64>,
        /// Swedish name.
        name: String,
        /// English name.
        name_en: Option<String>,
        /// Rules are tried in this order, and those of the same place by code.
        order: i64,
        /// Whether it applies.
        active: bool,
        /// `transaction`: with the line that causes it. `run`: for the balances of a period, when
        /// somebody runs it. `report`: as a proposal that somebody posts.
        method: Option<String>,
        /// What shares are shares of: `line`, `net_of_vat` or `vat`.
        base: Option<String>,
        /// Rate of the VAT that the amount includes, per mille of the amount without it.
        vat_per_mille: Option<i64>,
        /// Accounts of the lines it applies to.
        accounts: Pattern,
        /// What stands in their dimensions, indirect ones among them.
        values: Option<Vec<ConditionKept>>,
        /// What relations tie them to; what one has nothing for is matched as empty.
        related: Option<Vec<RelatedKept>>,
        /// Voucher kinds; none means every one.
        kinds: Option<Vec<String>>,
        /// `debit`, `credit` or `either`.
        side: Option<String>,
        /// What it adds for each of them.
        lines: Vec<PostingRuleLineKept>,
        /// First day.
        valid_from: Option<Date>,
        /// Last day.
        valid_to: Option<Date>,
        /// Why the rule exists, in Swedish, with its source.
        text_sv: Option<String>,
        /// The same in English.
        text_en: Option<String>,
    }
}

kept! {
    /// A condition on what a relation ties a line to.
    pub struct RelatedKept {
        /// Relation.
        relation: String,
        /// What it may be.
        pattern: Pattern,
    }
}

kept! {
    /// A line that a rule adds.
    pub struct PostingRuleLineKept {
        /// Account; or `relation` ties the causing line to one; or, without either, the line's own.
        account: Option<String>,
        /// Relation that gives the account.
        relation: Option<String>,
        /// Values of direct dimensions; those not named are empty.
        values: Option<Vec<TakenValueKept>>,
        /// Part of the causing line's amount, in millionths: positive on its side, negative on the
        /// other. Shares of a rule sum to nothing.
        share_millionths: i64,
    }
}

kept! {
    /// Where the value of a dimension is taken from: written here, through a relation, or, without
    /// either, the causing line's own.
    pub struct TakenValueKept {
        /// Dimension.
        dimension: String,
        /// The value.
        value: Option<String>,
        /// Relation that gives the value.
        relation: Option<String>,
    }
}

told! {
    /// Automatic posting rules with all their versions, in the order they are tried.
    pub struct PostingRulesTold {
        /// The rules.
        posting_rules: Vec<PostingRuleKept>,
    }
}

pub fn routes() -> Api {
    Api::new("automatic posting rules")
        .get(
            "/api/v1/entities/{entity}/posting-rules",
            rules,
            Operation::new("Automatic posting rules")
                .needs(Permission::BooksRead)
                .gives::<PostingRulesTold>(),
        )
        .put(
            "/api/v1/entities/{entity}/posting-rules/{rule}/{version}",
            set_rule,
            Operation::new("Add a version of a rule, end one, or switch it on or off")
                .needs(Permission::RuleEdit)
                .takes::<PostingRuleKept>()
                .gives::<RegisterChanged>(),
        )
}

async fn rules(visit: ApiVisit) -> Response {
    visit
        .answer(|visit| {
            let model = loaded(visit)?;
            let posting_rules = model.posting_rules.iter().map(rule_told).collect();
            json(StatusCode::OK, &PostingRulesTold { posting_rules })
        })
        .await
}

fn rule_told(rule: &PostingRule) -> PostingRuleKept {
    let conditions = rule.when.values.iter().cloned();
    PostingRuleKept {
        rule: Some(rule.rule.clone()),
        version: Some(rule.version),
        name: rule.name.clone(),
        name_en: given(&rule.name_en),
        order: rule.order,
        active: rule.active,
        method: Some(rule.method.word().to_owned()),
        base: Some(rule.base.word().to_owned()),
        vat_per_mille: rule.base.rate(),
        accounts: rule.when.accounts.clone(),
        values: Some(conditions.map(ConditionKept::from).collect()),
        related: Some(rule.when.related.iter().map(related_told).collect()),
        kinds: Some(rule.when.kinds.clone()),
        side: Some(rule.when.side.word().to_owned()),
        lines: rule.lines.iter().map(line_told).collect(),
        valid_from: rule.valid_from,
        valid_to: rule.valid_to,
        text_sv: given(&rule.text_sv),
        text_en: given(&rule.text_en),
    }
}

fn related_told((relation, pattern): &(String, Pattern)) -> RelatedKept {
    RelatedKept {
        relation: relation.clone(),
        pattern: pattern.clone(),
    }
}

fn base(visit: &ApiVisit, word: Option<&str>, rate: Option<i64>) -> Result<Base, Problem> {
    let word = word.unwrap_or(Base::Line.word());
    let base = Base::from_word(word, rate.unwrap_or_default()).filter(|base| base.rate() == rate);
    base.ok_or_else(|| visit.malformed("base: line; or net_of_vat or vat, with vat_per_mille"))
}

fn line_told(line: &PostingRuleLine) -> PostingRuleLineKept {
    let (account, relation) = taken_told(&line.account);
    let value = |(dimension, taken): &(String, Taken)| {
        let (value, relation) = taken_told(taken);
        TakenValueKept {
            dimension: dimension.clone(),
            value,
            relation,
        }
    };
    PostingRuleLineKept {
        account,
        relation,
        values: Some(line.values.iter().map(value).collect()),
        share_millionths: line.share,
    }
}

/// What is written, and the relation.
fn taken_told(taken: &Taken) -> (Option<String>, Option<String>) {
    match taken {
        Taken::Fixed(value) => (Some(value.clone()), None),
        Taken::Copied => (None, None),
        Taken::Related(relation) => (None, Some(relation.clone())),
    }
}

async fn set_rule(visit: ApiVisit, Path((_, rule, version)): Path<(String, String, i64)>, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let asked: PostingRuleKept = visit.read(&sent.0)?;
            let rule = key_of(visit, "rule", &rule, asked.rule.as_deref())?;
            if asked.version.is_some_and(|said| said != version) {
                return Err(visit.malformed("version: another than in the path"));
            }
            let side = match asked.side.as_deref() {
                None => Side::Either,
                Some(word) => Side::from_word(word).ok_or_else(|| visit.malformed("side: debit, credit or either"))?,
            };
            let method = match asked.method.as_deref() {
                None => Method::Transaction,
                Some(word) => {
                    Method::from_word(word).ok_or_else(|| visit.malformed("method: transaction, run or report"))?
                }
            };
            let base = base(visit, asked.base.as_deref(), asked.vat_per_mille)?;
            let related = asked.related.unwrap_or_default().into_iter();
            let lines = asked.lines.into_iter().map(|line| self::line(visit, line));
            let row = PostingRule {
                rule: rule.clone(),
                version,
                name: asked.name,
                name_en: asked.name_en.unwrap_or_default(),
                order: asked.order,
                active: asked.active,
                method,
                base,
                lines: lines.collect::<Result<_, _>>()?,
                when: Trigger {
                    accounts: asked.accounts,
                    values: asked
                        .values
                        .unwrap_or_default()
                        .into_iter()
                        .map(ConditionKept::pair)
                        .collect(),
                    related: related.map(|related| (related.relation, related.pattern)).collect(),
                    kinds: asked.kinds.unwrap_or_default(),
                    side,
                },
                valid_from: asked.valid_from,
                valid_to: asked.valid_to,
                text_sv: asked.text_sv.unwrap_or_default(),
                text_en: asked.text_en.unwrap_or_default(),
            };
            change(visit, &sent.0, &rule, Change::PostingRule(row))
        })
        .await
}

fn line(visit: &ApiVisit, asked: PostingRuleLineKept) -> Result<PostingRuleLine, Problem> {
    let values = asked.values.unwrap_or_default().into_iter().map(|value| {
        let from = taken(visit, value.value, value.relation)?;
        Ok((value.dimension, from))
    });
    Ok(PostingRuleLine {
        account: taken(visit, asked.account, asked.relation)?,
        values: values.collect::<Result<_, Problem>>()?,
        share: asked.share_millionths,
    })
}

fn taken(visit: &ApiVisit, value: Option<String>, relation: Option<String>) -> Result<Taken, Problem> {
    match (value, relation) {
        (Some(_), Some(_)) => Err(visit.malformed("relation: not beside an account or a value")),
        (Some(value), None) => Ok(Taken::Fixed(value)),
        (None, Some(relation)) => Ok(Taken::Related(relation)),
        (None, None) => Ok(Taken::Copied),
    }
}
