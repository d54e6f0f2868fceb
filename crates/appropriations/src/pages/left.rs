//! `/anslag/kvar`: what is left of the item that a line is coded to, while it is typed.

use axum::Json;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use kameral_access::Permission;
use kameral_site::Visit;
use kameral_ui::parts::LookupLeft;
use serde::Deserialize;

use super::overview::name;
use crate::model::ItemKind;
use crate::queries;

/// A question for what is left.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    fin: String,
    datum: String,
}

pub(super) async fn of_coding(visit: Visit, Query(asked): Query<Asked>) -> Response {
    visit
        .answer(move |visit| {
            let day = asked.datum.trim().parse().unwrap_or(visit.cx.today);
            let found = queries::left_of(&visit.cx, Permission::BooksRead, asked.fin.trim(), day)?;
            let found = found.filter(|standing| standing.item.kind == ItemKind::Appropriation);
            let told = found.map_or_else(LookupLeft::default, |standing| LookupLeft {
                item: standing.item.item.clone(),
                left_ore: standing.left.get(),
                left_with_credit_ore: standing.left_with_credit.get(),
                level: standing.alarm.word().to_owned(),
                text: visit.words.t_args(
                    "appropriation-left-line",
                    &[
                        ("item", standing.item.item.as_str().into()),
                        ("name", name(visit, &standing).into()),
                        ("left", standing.left.into()),
                        ("credit", standing.left_with_credit.into()),
                    ],
                ),
            });
            Ok(Json(told).into_response())
        })
        .await
}
