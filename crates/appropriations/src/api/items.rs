//! `/appropriations`: the register (APR-01, APR-13).

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::Date;
use kameral_site::api::{Api, ApiVisit, Operation, Sent, json};
use kameral_site::{kept, told};

use super::word;
use crate::commands::keep_item;
use crate::model::{Basis, Beyond, Flow, Item, ItemKind, Link};
use crate::store::items;
use crate::tree;

kept! {
    /// A financier that an appropriation or a revenue title finances.
    pub struct AppropriationLinkKept {
        /// Value of the dimension of financiers.
        financier: String,
        /// First day, the first of a month.
        valid_from: Option<Date>,
        /// Last day, the last of a month.
        valid_to: Option<Date>,
    }
}

kept! {
    /// *Anslag*, *anslagspost*, *delpost*, or *inkomsttitel*.
    pub struct AppropriationKept {
        /// Designation: `1:5 ap.1`; in a change it stands in the path.
        item: Option<String>,
        /// Designation of what it is a part of.
        parent: Option<String>,
        /// `appropriation` or `revenue_title`.
        kind: String,
        /// Swedish name.
        name: String,
        /// English name.
        name_en: Option<String>,
        /// Plain text of the letter.
        text: Option<String>,
        /// `interest_bearing` or `non_interest_bearing`.
        flow: String,
        /// `cost`, `expenditure` or `cash`.
        basis: String,
        /// Whether gross accounting is decided.
        gross: bool,
        /// Whether it is mainly for administration.
        administrative: bool,
        /// Whether what is left may be carried into the next year.
        carried_forward: bool,
        /// What happens to a voucher beyond the credit: `warn` or `stop`.
        beyond: String,
        /// The letter or decision.
        document: Option<String>,
        /// Day of the decision.
        decided_on: Option<Date>,
        /// First day.
        valid_from: Option<Date>,
        /// Last day.
        valid_to: Option<Date>,
        /// Financiers it finances.
        links: Option<Vec<AppropriationLinkKept>>,
    }
}

told! {
    /// Appropriations and revenue titles, each followed by its parts.
    pub struct AppropriationsTold {
        /// The items.
        appropriations: Vec<AppropriationKept>,
    }
}

told! {
    /// A version that was kept.
    pub struct AppropriationVersionTold {
        /// Version, from 1.
        version: i64,
    }
}

pub(super) fn routes() -> Api {
    Api::new("appropriations")
        .get(
            "/api/v1/entities/{entity}/appropriations",
            list,
            Operation::new("Appropriations and revenue titles")
                .needs(Permission::BooksRead)
                .gives::<AppropriationsTold>(),
        )
        .put(
            "/api/v1/entities/{entity}/appropriations/{item}",
            keep,
            Operation::new("Add an appropriation or a revenue title, or change one")
                .note("Keeps the relations that posting rules read.")
                .needs(Permission::RegisterEdit)
                .takes::<AppropriationKept>()
                .gives::<AppropriationVersionTold>(),
        )
}

async fn list(visit: ApiVisit) -> Response {
    visit
        .answer(|visit| {
            let cx = &visit.cx;
            let known = cx.read(Permission::BooksRead, |tx| items::all(tx, &cx.scope));
            let known = known.map_err(|stop| visit.stopped(stop))?;
            let appropriations = tree::ordered(&known).into_iter().map(|(_, item)| told(item)).collect();
            json(StatusCode::OK, &AppropriationsTold { appropriations })
        })
        .await
}

fn told(item: &Item) -> AppropriationKept {
    let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let link = |link: &Link| AppropriationLinkKept {
        financier: link.financier.clone(),
        valid_from: link.valid_from,
        valid_to: link.valid_to,
    };
    AppropriationKept {
        item: Some(item.item.clone()),
        parent: item.parent.clone(),
        kind: item.kind.word().to_owned(),
        name: item.name.clone(),
        name_en: given(&item.name_en),
        text: given(&item.text),
        flow: item.flow.word().to_owned(),
        basis: item.basis.word().to_owned(),
        gross: item.gross,
        administrative: item.administrative,
        carried_forward: item.carried_forward,
        beyond: item.beyond.word().to_owned(),
        document: given(&item.document),
        decided_on: item.decided_on,
        valid_from: item.valid_from,
        valid_to: item.valid_to,
        links: Some(item.links.iter().map(link).collect()),
    }
}

async fn keep(visit: ApiVisit, Path((_, item)): Path<(String, String)>, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let asked: AppropriationKept = visit.read(&sent.0)?;
            if asked.item.as_ref().is_some_and(|said| *said != item) {
                return Err(visit.malformed("item: another than in the path"));
            }
            let links = asked.links.unwrap_or_default().into_iter().map(|link| Link {
                financier: link.financier,
                valid_from: link.valid_from,
                valid_to: link.valid_to,
            });
            let new = Item {
                item,
                parent: asked.parent,
                kind: word(visit, "kind", &asked.kind, ItemKind::ALL, ItemKind::word)?,
                name: asked.name,
                name_en: asked.name_en.unwrap_or_default(),
                text: asked.text.unwrap_or_default(),
                flow: word(visit, "flow", &asked.flow, Flow::ALL, Flow::word)?,
                basis: word(visit, "basis", &asked.basis, Basis::ALL, Basis::word)?,
                gross: asked.gross,
                administrative: asked.administrative,
                carried_forward: asked.carried_forward,
                beyond: word(visit, "beyond", &asked.beyond, Beyond::ALL, Beyond::word)?,
                document: asked.document.unwrap_or_default(),
                decided_on: asked.decided_on,
                valid_from: asked.valid_from,
                valid_to: asked.valid_to,
                links: links.collect(),
            };
            let key = visit.key(&sent.0)?;
            let version = keep_item(&visit.cx, key.as_ref(), &new).map_err(|stop| visit.problem(stop))?;
            json(StatusCode::OK, &AppropriationVersionTold { version })
        })
        .await
}
