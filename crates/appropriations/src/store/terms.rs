//! Terms of items for a year, and their versions.

use std::collections::BTreeMap;

use kameral_access::{Cx, Scope};
use kameral_store::{Fault, Row, Tx, params};

use super::damaged;
use crate::model::Terms;

/// A version of terms, with who made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermsVersion {
    /// The terms as they were kept.
    pub terms: Terms,
    /// Version, from 1.
    pub version: i64,
    /// Who made it.
    pub changed_by: String,
    /// When, UTC.
    pub changed_at: String,
}

/// The terms of every item for a year, by item.
pub fn of_year(tx: &mut Tx, scope: &Scope, year: i64) -> Result<BTreeMap<String, Terms>, Fault> {
    let sql = include_str!("../sql/appropriation_terms_of_year.sql");
    let found = tx.all(sql, params![scope.entity(), year], version)?;
    Ok(found
        .into_iter()
        .map(|version| (version.terms.item.clone(), version.terms))
        .collect())
}

/// Every version of an item's terms, the latest year and version first.
pub fn versions(tx: &mut Tx, scope: &Scope, item: &str) -> Result<Vec<TermsVersion>, Fault> {
    let sql = include_str!("../sql/appropriation_terms_versions.sql");
    tx.all(sql, params![scope.entity(), item], version)
}

/// Adds a version.
pub(crate) fn add(tx: &mut Tx, cx: &Cx, terms: &Terms, version: i64) -> Result<(), Fault> {
    let content = serde_json::to_string(terms)
        .map_err(|error| damaged("appropriation_terms", "content_json", &error.to_string()))?;
    tx.exec(
        include_str!("../sql/add_appropriation_terms.sql"),
        params![
            cx.entity(),
            terms.item.as_str(),
            terms.year,
            version,
            content,
            cx.actor.user,
            cx.actor.name.as_str(),
            cx.now_text()
        ],
    )?;
    Ok(())
}

fn version(row: &Row) -> Result<TermsVersion, Fault> {
    let content: String = row.get("content_json")?;
    let wrong = |what: &str| damaged("appropriation_terms", "content_json", what);
    let terms: Terms = serde_json::from_str(&content).map_err(|error| wrong(&error.to_string()))?;
    let (item, year): (String, i64) = (row.get("item")?, row.get("year")?);
    if terms.item != item || terms.year != year {
        return Err(wrong("they are of another item or year"));
    }
    Ok(TermsVersion {
        terms,
        version: row.get("version")?,
        changed_by: row.get("changed_by_name")?,
        changed_at: row.get("changed_at")?,
    })
}
