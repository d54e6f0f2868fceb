//! `/personal`: the register of personal data, protections, and everything held on one person (SEC-19,
//! SEC-22, OPS-23).

use std::collections::BTreeMap;

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kameral_access::Permission;
use kameral_access::personal::{HeldColumn, Protection, ProtectionKind, lift, protect, protections, register};
use kameral_base::Timestamp;
use kameral_ledger::subject_extract::extract;
use kameral_site::api::{Answer, Api, ApiVisit, Asked, Operation, Sent, json};
use kameral_site::{Needs, asked, told};

told! {
    /// A column of the database and what it holds of persons.
    pub struct HeldColumnTold {
        /// Table.
        table: String,
        /// Column.
        column: String,
        /// `none`, `person`, `name`, `identity_number`, `contact`, `free_text`, `content`, `document`, `technical` or `secret`.
        class: String,
        /// `books`, `access`, `sign_in`, `history`, `work` or `protection`; empty where it holds nothing.
        purpose: String,
        /// `law` or `task` (GDPR art. 6.1 c, e).
        ground: String,
        /// `accounting`, `access`, `session` or `draft`.
        retention: String,
    }
}

told! {
    /// The register of personal data.
    pub struct PersonalRegisterTold {
        /// Every column of every table.
        columns: Vec<HeldColumnTold>,
    }
}

told! {
    /// A protection in force.
    pub struct ProtectionTold {
        /// Its number: to lift it by, beside whether it is of users.
        number: i64,
        /// Whether it is of a user, and so of the whole installation.
        of_user: bool,
        /// `personal_dimension`, `protected_user`, `protected_value`, `restricted_user`, `restricted_value` or `pseudonymous_files`.
        kind: String,
        /// Code of the dimension; empty for users and files.
        dimension: String,
        /// Login or value.
        subject: String,
        /// Why.
        reason: String,
        /// When.
        set_at: Timestamp,
        /// By whom.
        set_by: String,
    }
}

told! {
    /// Protections in force.
    pub struct ProtectionsTold {
        /// In the order they were set.
        protections: Vec<ProtectionTold>,
    }
}

asked! {
    /// A protection to set.
    pub struct ProtectionAsked {
        /// `personal_dimension`, `protected_user`, `protected_value`, `restricted_user`, `restricted_value` or `pseudonymous_files`.
        kind: String,
        /// Code of the dimension, where it is of a value or a dimension.
        dimension: Option<String>,
        /// Login or value.
        subject: Option<String>,
        /// Why.
        reason: String,
    }
}

asked! {
    /// Why a protection is lifted.
    pub struct LiftAsked {
        /// Whether it is of a user.
        of_user: bool,
        /// Why.
        reason: String,
    }
}

asked! {
    /// Whose extract.
    pub struct ExtractAsked {
        /// Login, personal identity number, or the whole name of a user or a value.
        person: String,
    }
}

told! {
    /// A row that holds something of the person.
    pub struct HeldRowTold {
        /// Table.
        table: String,
        /// Columns in which the person is named.
        named_in: Vec<String>,
        /// Whether others may be named in it too: to be reviewed before it is given out.
        review: bool,
        /// The row, but for secrets and bytes.
        row: BTreeMap<String, String>,
    }
}

told! {
    /// A document or file that names the person. All of them are to be reviewed.
    pub struct NamedDocumentTold {
        /// Table.
        table: String,
        /// Its hash, or the kind and number of the file.
        place: String,
    }
}

told! {
    /// Everything that is held on a person.
    pub struct ExtractTold {
        /// Names and numbers that were looked for.
        looked_for: Vec<String>,
        /// Rows of every table.
        rows: Vec<HeldRowTold>,
        /// Documents and files.
        documents: Vec<NamedDocumentTold>,
    }
}

pub fn routes() -> Api {
    let managing = |summary| Operation::new(summary).needs(Permission::PersonalManage);
    Api::new("personal")
        .get(
            "/api/v1/entities/{entity}/personal/register",
            held,
            managing("What is held of persons, column by column").gives::<PersonalRegisterTold>(),
        )
        .get(
            "/api/v1/entities/{entity}/personal/protections",
            list,
            managing("Protections in force, of the entity and of users").gives::<ProtectionsTold>(),
        )
        .post(
            "/api/v1/entities/{entity}/personal/protections",
            set,
            managing("Protect a user, a value or a dimension")
                .takes::<ProtectionAsked>()
                .gives::<ProtectionTold>()
                .made(),
        )
        .post(
            "/api/v1/entities/{entity}/personal/protections/{number}/lift",
            lifted,
            managing("Lift a protection").takes::<LiftAsked>().silent(),
        )
        .get(
            "/api/v1/entities/{entity}/personal/extract",
            take_out,
            Operation::new("Everything that is held on one person")
                .needs(Needs::EveryRow(Permission::PersonalManage))
                .note("The person is a login, a number, or the whole name of a user or a value. Leaves a line of history. What the caller may not see in clear is a pseudonym here too.")
                .asks::<ExtractAsked>()
                .gives::<ExtractTold>(),
        )
}

fn column_told(held: &HeldColumn) -> HeldColumnTold {
    let (purpose, ground, retention) = held.because.map_or(("", "", ""), |(purpose, ground, retention)| {
        (purpose.code(), ground.code(), retention.code())
    });
    HeldColumnTold {
        table: held.table.to_owned(),
        column: held.column.to_owned(),
        class: held.class.code().to_owned(),
        purpose: purpose.to_owned(),
        ground: ground.to_owned(),
        retention: retention.to_owned(),
    }
}

fn protection_told(known: Protection) -> ProtectionTold {
    ProtectionTold {
        number: known.number,
        of_user: known.entity == kameral_access::INSTALLATION,
        kind: known.kind.word().to_owned(),
        dimension: known.dimension,
        subject: known.subject,
        reason: known.reason,
        set_at: known.set_at,
        set_by: known.set_by_name,
    }
}

async fn held(visit: ApiVisit) -> Response {
    let answer = |_: &ApiVisit| {
        let columns = register().iter().map(column_told).collect();
        json(StatusCode::OK, &PersonalRegisterTold { columns })
    };
    visit.answer(answer).await
}

async fn list(visit: ApiVisit) -> Response {
    visit
        .answer(|visit| {
            let entity = visit.cx.entity();
            let found = visit.cx.read(Permission::PersonalManage, |tx| protections(tx, entity));
            let found = found.map_err(|stop| visit.stopped(stop))?;
            let protections = found.into_iter().map(protection_told).collect();
            json(StatusCode::OK, &ProtectionsTold { protections })
        })
        .await
}

async fn set(visit: ApiVisit, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let asked: ProtectionAsked = visit.read(&sent.0)?;
            let kind = ProtectionKind::from_word(&asked.kind);
            let kind = kind.ok_or_else(|| visit.malformed("kind: a kind of protection"))?;
            let (dimension, subject) = (asked.dimension.unwrap_or_default(), asked.subject.unwrap_or_default());
            let key = visit.key(&sent.0)?;
            let set = protect(&visit.cx, key.as_ref(), kind, &dimension, &subject, &asked.reason);
            json(
                StatusCode::CREATED,
                &protection_told(set.map_err(|stop| visit.problem(stop))?),
            )
        })
        .await
}

async fn lifted(visit: ApiVisit, Path((_, number)): Path<(String, String)>, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let number = number.parse().map_err(|_| visit.not_found())?;
            let asked: LiftAsked = visit.read(&sent.0)?;
            let key = visit.key(&sent.0)?;
            let done = lift(&visit.cx, key.as_ref(), asked.of_user, number, &asked.reason);
            done.map_err(|stop| visit.problem(stop))?;
            Ok(StatusCode::NO_CONTENT.into_response())
        })
        .await
}

async fn take_out(visit: ApiVisit, Asked(asked): Asked<ExtractAsked>) -> Response {
    visit.answer(move |visit| taken_out(visit, &asked.person)).await
}

fn taken_out(visit: &ApiVisit, person: &str) -> Answer {
    let found = extract(&visit.cx, person).map_err(|stop| visit.problem(stop))?;
    let owned = |texts: Vec<&'static str>| texts.into_iter().map(str::to_owned).collect();
    let row = |held: kameral_access::personal::HeldRow| HeldRowTold {
        table: held.table.to_owned(),
        named_in: owned(held.named_in),
        review: held.review,
        row: held
            .row
            .into_iter()
            .map(|(column, value)| (column.to_owned(), value))
            .collect(),
    };
    let document = |named: kameral_ledger::subject_extract::NamedDocument| NamedDocumentTold {
        table: named.table.to_owned(),
        place: named.place,
    };
    let told = ExtractTold {
        looked_for: found.looked_for,
        rows: found.rows.into_iter().map(row).collect(),
        documents: found.documents.into_iter().map(document).collect(),
    };
    json(StatusCode::OK, &told)
}
