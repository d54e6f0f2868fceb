//! `/charges`: what posting rules require of a period, and running them; `…/trial`: a rule on past
//! periods; `/posting-rules/same`: rules that would post the same (GL-11, GL-12).

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::{Period, PeriodRange};
use kameral_site::api::{Answer, Api, ApiVisit, Asked, Operation, PeriodText, Sent, json};
use kameral_site::{Needs, asked, told};
use kameral_ui::web::Problem;

use super::model::loaded;
use super::vouchers::PostedAllTold;
use crate::charge::{Due, coding_words};
use crate::commands::{ChargeOrder, charge, dues, try_rule};
use crate::model::{AccountingModel, Method};
use crate::register::same_postings;

asked! {
    /// Which period and rules.
    pub struct ChargesAsked {
        /// Period.
        period: PeriodText,
        /// Rules that post with the `transaction`, are `run`, or post from a `report`; left out, `run`.
        method: Option<String>,
    }
}

asked! {
    /// Which rules are run for which period.
    pub struct ChargeAsked {
        /// Period.
        period: PeriodText,
        /// As when they are asked for.
        method: Option<String>,
        /// Reason with which warnings are accepted.
        accept_warnings: Option<String>,
    }
}

asked! {
    /// Where a rule is tried.
    pub struct TrialAsked {
        /// Periods: `202601..202612`.
        periods: String,
    }
}

told! {
    /// What rules require, have posted, and lack, coding by coding.
    pub struct DuesTold {
        /// Whether nothing is left.
        complete: bool,
        /// The codings.
        lines: Vec<DueTold>,
    }
}

told! {
    /// What a version of a rule requires on one coding in one period.
    pub struct DueTold {
        /// Period.
        period: PeriodText,
        /// Rule.
        rule: String,
        /// Version.
        version: i64,
        /// Account and values: `1751 ORG=100 FIN=10`.
        coding: String,
        /// What shall stand there, in whole öre, debit positive.
        required_ore: i64,
        /// What the rule has posted there.
        posted_ore: i64,
        /// What is left to post.
        left_ore: i64,
    }
}

told! {
    /// Pairs of rules that would post the same for the same line.
    pub struct SamePostingsTold {
        /// The pairs.
        pairs: Vec<SamePostingTold>,
    }
}

told! {
    /// Two rules that would post the same.
    pub struct SamePostingTold {
        /// One rule.
        rule: String,
        /// Its version.
        version: i64,
        /// The other rule.
        other_rule: String,
        /// Its version.
        other_version: i64,
        /// An account whose lines both apply to.
        cause: String,
        /// Where both would post: an account, or a relation that gives one.
        posting: String,
    }
}

pub fn routes() -> Api {
    let listed = Operation::new("What posting rules require of a period, have posted there, and lack");
    let run = Operation::new("Post what rules lack in a period: a voucher a version of a rule");
    let tried = Operation::new("What a version of a rule would have posted in past periods");
    let same = Operation::new("Rules that would post the same for the same line");
    Api::new("automatic posting rules")
        .get(
            "/api/v1/entities/{entity}/charges",
            list,
            listed
                .needs(Needs::Whole(&[Permission::BooksRead]))
                .asks::<ChargesAsked>()
                .gives::<DuesTold>(),
        )
        .post(
            "/api/v1/entities/{entity}/charges",
            post,
            run.needs(Needs::Whole(&[Permission::BooksRead, Permission::VoucherPost]))
                .takes::<ChargeAsked>()
                .gives::<PostedAllTold>()
                .made(),
        )
        .get(
            "/api/v1/entities/{entity}/posting-rules/{rule}/{version}/trial",
            trial,
            tried
                .needs(Needs::Whole(&[Permission::BooksRead]))
                .asks::<TrialAsked>()
                .gives::<DuesTold>(),
        )
        .get(
            "/api/v1/entities/{entity}/posting-rules/same",
            same_pairs,
            same.needs(Needs::Whole(&[Permission::BooksRead]))
                .gives::<SamePostingsTold>(),
        )
}

fn method(visit: &ApiVisit, word: Option<&str>) -> Result<Method, Problem> {
    let word = word.unwrap_or(Method::Run.word());
    Method::from_word(word).ok_or_else(|| visit.malformed("method: transaction, run or report"))
}

async fn list(visit: ApiVisit, Asked(asked): Asked<ChargesAsked>) -> Response {
    visit
        .answer(move |visit| {
            let period = asked.period.0;
            let methods = [method(visit, asked.method.as_deref())?];
            let found = dues(&visit.cx, period, &methods, None).map_err(|stop| visit.problem(stop))?;
            let found: Vec<_> = found.into_iter().map(|due| (period, due)).collect();
            told(visit, &found)
        })
        .await
}

async fn trial(
    visit: ApiVisit,
    Path((_, rule, version)): Path<(String, String, i64)>,
    Asked(asked): Asked<TrialAsked>,
) -> Response {
    visit
        .answer(move |visit| {
            let model = loaded(visit)?;
            let periods = PeriodRange::parse(&asked.periods).map_err(|_| visit.malformed("periods: yyyymm..yyyymm"))?;
            let mut versions = model.posting_rules.iter();
            let tried = versions.find(|known| known.rule == rule && known.version == version);
            let tried = tried.ok_or_else(|| visit.not_found())?;
            let found = try_rule(&visit.cx, tried, periods, |_| true).map_err(|stop| visit.problem(stop))?;
            told(visit, &found)
        })
        .await
}

fn told(visit: &ApiVisit, found: &[(Period, Due)]) -> Answer {
    let model = loaded(visit)?;
    let lines = found.iter().flat_map(|(period, due)| due_told(&model, *period, due));
    let lines: Vec<DueTold> = lines.collect();
    let complete = found.iter().all(|(_, due)| due.is_complete());
    json(StatusCode::OK, &DuesTold { complete, lines })
}

fn due_told<'d>(model: &'d AccountingModel, period: Period, due: &'d Due) -> impl Iterator<Item = DueTold> + 'd {
    due.lines.iter().map(move |line| DueTold {
        period: PeriodText(period),
        rule: due.rule.clone(),
        version: due.version,
        coding: coding_words(model, &line.coding),
        required_ore: line.required.get(),
        posted_ore: line.posted.get(),
        left_ore: line.left.get(),
    })
}

async fn post(visit: ApiVisit, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let asked: ChargeAsked = visit.read(&sent.0)?;
            let order = ChargeOrder {
                period: asked.period.0,
                methods: vec![method(visit, asked.method.as_deref())?],
                accept_warnings: asked.accept_warnings,
            };
            let posted = charge(&visit.cx, visit.key(&sent.0)?.as_ref(), &order).map_err(|stop| visit.problem(stop))?;
            json(StatusCode::CREATED, &PostedAllTold::from(posted))
        })
        .await
}

async fn same_pairs(visit: ApiVisit) -> Response {
    visit
        .answer(|visit| {
            let found = same_postings(&*loaded(visit)?);
            let pairs = found.into_iter().map(|same| SamePostingTold {
                rule: same.one.0,
                version: same.one.1,
                other_rule: same.other.0,
                other_version: same.other.1,
                cause: same.cause,
                posting: same.posting,
            });
            json(StatusCode::OK, &SamePostingsTold { pairs: pairs.collect() })
        })
        .await
}
