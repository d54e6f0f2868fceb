//! `/api/v1/entities/{entity}/…`: appropriations, movements, terms, what is left, commitments.

mod commitments;
mod items;
mod movements;
mod standing;
mod terms;

use kameral_base::Ore;
use kameral_site::api::{Api, ApiVisit};
use kameral_ui::web::Problem;

/// The routes.
pub fn routes() -> Api {
    Api::new("appropriations")
        .and(items::routes())
        .and(terms::routes())
        .and(movements::routes())
        .and(standing::routes())
        .and(commitments::routes())
}

/// A word of a list, or a problem that names the field and the words there are.
fn word<T: Copy>(
    visit: &ApiVisit,
    field: &str,
    word: &str,
    all: &[T],
    word_of: fn(T) -> &'static str,
) -> Result<T, Problem> {
    let found = all.iter().copied().find(|known| word_of(*known) == word);
    found.ok_or_else(|| {
        let known: Vec<&str> = all.iter().map(|known| word_of(*known)).collect();
        visit.malformed(format!("{field}: `{word}`, expected one of {}", known.join(", ")))
    })
}

/// The year asked for, or the one today lies in.
fn year(visit: &ApiVisit, asked: Option<i64>) -> i64 {
    asked.unwrap_or_else(|| i64::from(visit.cx.today.year()))
}

/// A number of a path; nothing is there under anything else.
fn number(visit: &ApiVisit, text: &str) -> Result<i64, Problem> {
    text.parse().map_err(|_| visit.not_found())
}

/// An optional amount in öre.
fn ore(amount: Option<i64>) -> Option<Ore> {
    amount.map(Ore::new)
}
