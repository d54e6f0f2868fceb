//! What is done with open items: pairing chosen lines, agreeing to proposals, undoing.

use std::collections::BTreeSet;

use axum::Form;
use axum::extract::{Path, Query};
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::Ore;
use kameral_site::{Answered, Miss, Visit};
use kameral_ui::Spoken;
use kameral_ui::parts::pagination::AFTER;
use kameral_ui::parts::tabs::TAB;

use super::account::{self, PAIRED, Refused};
use super::proposals::{AGREED, PAIRS_MAX};
use super::waiting::CHOSEN;
use super::{Asked, MADE, here, is_followed};
use crate::commands;
use crate::open_item::Part;
use crate::store::model;

/// Names and values of a form, a name as often as it is chosen.
type Sent = Vec<(String, String)>;

fn values<'s>(sent: &'s Sent, name: &str) -> Vec<&'s str> {
    let named = sent.iter().filter(|(key, _)| key == name);
    named.map(|(_, value)| value.as_str()).collect()
}

/// A line as the form sends it: journal, line, öre.
fn part(text: &str) -> Option<Part> {
    let mut numbers = text.split('.').map(|number| number.parse::<i64>().ok());
    let part = Part {
        journal_seq: numbers.next()??,
        line_no: numbers.next()??,
        amount: Ore::new(numbers.next()??),
    };
    numbers.next().is_none().then_some(part)
}

/// Lines of a text, parted by spaces.
fn parts(text: &str) -> Result<Vec<Part>, Miss> {
    text.split(' ').map(part).collect::<Option<_>>().ok_or(Miss::Malformed)
}

pub(in crate::pages) async fn pair(visit: Visit, Query(asked): Query<Asked>, Form(sent): Form<Sent>) -> Response {
    visit
        .answer(move |visit| {
            let chosen = values(&sent, CHOSEN);
            let parts: Option<Vec<Part>> = chosen.iter().map(|text| part(text)).collect();
            let parts = parts.ok_or(Miss::Malformed)?;
            match commands::pair(&visit.cx, None, asked.konto.trim(), &parts) {
                Ok(made) => visit.go_to(&here(visit).with(MADE, made.to_string()).to_string()),
                Err(stop) => {
                    let told = visit.refused(stop)?;
                    refused(visit, &asked, visit.spoken(&told), &chosen)
                }
            }
        })
        .await
}

/// Every proposal is a pairing of its own: one that is refused does not undo those before it.
pub(in crate::pages) async fn pair_proposed(
    visit: Visit,
    Query(asked): Query<Asked>,
    Form(sent): Form<Sent>,
) -> Response {
    visit
        .answer(move |visit| {
            for text in values(&sent, AGREED).into_iter().take(PAIRS_MAX) {
                if let Err(stop) = commands::pair(&visit.cx, None, asked.konto.trim(), &parts(text)?) {
                    let told = visit.refused(stop)?;
                    return refused(visit, &asked, visit.spoken(&told), &[]);
                }
            }
            visit.go_to(&here(visit).without(AFTER).with(TAB, PAIRED).to_string())
        })
        .await
}

pub(in crate::pages) async fn undo(
    visit: Visit,
    Path((_, pairing)): Path<(String, i64)>,
    Query(asked): Query<Asked>,
) -> Response {
    visit
        .answer(move |visit| match commands::unpair(&visit.cx, None, pairing) {
            Ok(_) => visit.go_to(&here(visit).with(MADE, pairing.to_string()).to_string()),
            Err(stop) => {
                let told = visit.refused(stop)?;
                refused(visit, &asked, visit.spoken(&told), &[])
            }
        })
        .await
}

/// The account again, with what was refused and the lines that were chosen.
fn refused(visit: &Visit, asked: &Asked, told: Vec<Spoken>, chosen: &[&str]) -> Answered {
    let cx = &visit.cx;
    let model = cx.read(Permission::BooksRead, |tx| model::load(tx, cx))?;
    if !is_followed(&model, asked.konto.trim()) {
        return Err(Miss::NotFound);
    }
    let chosen: BTreeSet<String> = chosen.iter().map(|text| (*text).to_owned()).collect();
    account::page(visit, &model, asked, &Refused { told, chosen })
}
