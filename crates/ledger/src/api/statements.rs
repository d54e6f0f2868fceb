//! `/statements`: which accounts make up which line of a statement (EM-31).

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_site::api::{Answer, Api, ApiVisit, Asked, Operation, Sent, json};
use kameral_site::{asked, kept, told};

use super::fields::{given, key_of};
use super::model::{RegisterChanged, change};
use crate::model::StatementLine;
use crate::register::Change;
use crate::store::registers;

kept! {
    /// One range of accounts that makes up a line of a statement; a line may have several.
    pub struct StatementLineKept {
        /// `income` or `balance`; in a change it stands in the path.
        statement: Option<String>,
        /// Order of the line; in a change it stands in the path.
        line: Option<i64>,
        /// Order among the ranges of the line; in a change it stands in the path.
        part: Option<i64>,
        /// Heading above the line.
        section: String,
        /// The same in English.
        section_en: Option<String>,
        /// The line.
        name: String,
        /// The same in English.
        name_en: Option<String>,
        /// First account.
        account_from: String,
        /// Last account, with all below it.
        account_to: String,
        /// First S-code.
        s_code_from: Option<String>,
        /// Last S-code.
        s_code_to: Option<String>,
        /// 1 shows debit as positive, -1 credit.
        sign: i64,
    }
}

asked! {
    /// Which lines.
    pub struct StatementsAsked {
        /// Only this statement: `income` or `balance`.
        statement: Option<String>,
    }
}

told! {
    /// Ranges of statement lines, by statement, line and part.
    pub struct StatementsTold {
        /// The ranges.
        lines: Vec<StatementLineKept>,
    }
}

pub fn routes() -> Api {
    Api::new("statements")
        .get(
            "/api/v1/entities/{entity}/statements",
            list,
            Operation::new("Which accounts make up which line of a statement")
                .needs(Permission::BooksRead)
                .asks::<StatementsAsked>()
                .gives::<StatementsTold>(),
        )
        .put(
            "/api/v1/entities/{entity}/statements/{statement}/lines/{line}/parts/{part}",
            set,
            Operation::new("Add or change a range of a statement line")
                .needs(Permission::RegisterEdit)
                .takes::<StatementLineKept>()
                .gives::<RegisterChanged>(),
        )
}

async fn list(visit: ApiVisit, Asked(asked): Asked<StatementsAsked>) -> Response {
    visit.answer(move |visit| listed(visit, &asked)).await
}

fn listed(visit: &ApiVisit, asked: &StatementsAsked) -> Answer {
    let cx = &visit.cx;
    let found = cx.read(Permission::BooksRead, |tx| registers::statement_lines(tx, cx.entity()));
    let lines = found.map_err(|stop| visit.stopped(stop))?.into_iter();
    let lines = lines.filter(|line| asked.statement.as_ref().is_none_or(|of| *of == line.statement));
    json(
        StatusCode::OK,
        &StatementsTold {
            lines: lines.map(told).collect(),
        },
    )
}

fn told(line: StatementLine) -> StatementLineKept {
    StatementLineKept {
        statement: Some(line.statement),
        line: Some(line.line_no),
        part: Some(line.part),
        section: line.section,
        section_en: given(&line.section_en),
        name: line.name,
        name_en: given(&line.name_en),
        account_from: line.account_from,
        account_to: line.account_to,
        s_code_from: given(&line.s_code_from),
        s_code_to: given(&line.s_code_to),
        sign: line.sign,
    }
}

async fn set(
    visit: ApiVisit,
    Path((_, statement, line, part)): Path<(String, String, String, String)>,
    sent: Sent,
) -> Response {
    visit
        .answer(move |visit| {
            let asked: StatementLineKept = visit.read(&sent.0)?;
            if ![1, -1].contains(&asked.sign) {
                return Err(visit.malformed("sign: 1 or -1"));
            }
            let place = |field, path: &str, body: Option<i64>| {
                let body = body.map(|body| body.to_string());
                let number = key_of(visit, field, path, body.as_deref())?;
                number.parse::<i64>().map_err(|_| visit.not_found())
            };
            let row = StatementLine {
                statement: key_of(visit, "statement", &statement, asked.statement.as_deref())?,
                line_no: place("line", &line, asked.line)?,
                part: place("part", &part, asked.part)?,
                section: asked.section,
                section_en: asked.section_en.unwrap_or_default(),
                name: asked.name,
                name_en: asked.name_en.unwrap_or_default(),
                account_from: asked.account_from,
                account_to: asked.account_to,
                s_code_from: asked.s_code_from.unwrap_or_default(),
                s_code_to: asked.s_code_to.unwrap_or_default(),
                sign: asked.sign,
            };
            change(
                visit,
                &sent.0,
                &format!("{statement} {line}.{part}"),
                Change::Statement(row),
            )
        })
        .await
}
