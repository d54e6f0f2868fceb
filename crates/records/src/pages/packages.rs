//! `/arkiv`: the packages that were made, and what came of looking at them again (OPS-13).

use axum::response::Response;
use kameral_access::Permission;
use kameral_site::{Answered, Visit};
use kameral_ui::parts::{Badge, Cell, Column, PageHead, Row, Table, Tone};
use maud::html;

use super::{moment, ways};
use crate::store::packages;

pub(super) async fn list(visit: Visit) -> Response {
    visit.answer(page).await
}

fn page(visit: &Visit) -> Answered {
    let (cx, words) = (&visit.cx, visit.words);
    let all = cx.read(Permission::RecordsManage, |tx| packages::all(tx, cx.entity()))?;
    let title = words.t("records-archive");
    let columns = [
        Column::number(words.t("records-number")),
        Column::code(words.t("records-year")),
        Column::code(words.t("records-as-of")),
        Column::number(words.t("records-files")),
        Column::number(words.t("records-bytes")),
        Column::text(words.t("records-made")),
        Column::text(words.t("records-verified")),
        Column::wide(words.t("records-folder")),
    ];
    let table = Table::new(words, title.as_str(), columns)
        .rows(all.iter().map(|package| {
            let verified = match &package.verified {
                None => Badge::new(Tone::Neutral, words.t("records-never-verified")),
                Some((at, 0, _)) => Badge::new(Tone::Success, moment(at)),
                Some((_, _, first)) => Badge::new(Tone::Refused, first.as_str()),
            };
            Row::new([
                Cell::count(package.package_no),
                Cell::code(package.year),
                Cell::date(package.as_of),
                Cell::count(package.file_count),
                Cell::count(package.file_bytes),
                Cell::text(format!("{} {}", moment(&package.made_at), package.made_by)),
                Cell::badge(&verified),
                Cell::text(&package.folder),
            ])
        }))
        .empty(html! { p { (words.t("records-no-packages")) } })
        .scrolls();
    let content = html! {
        (PageHead::new(title.as_str()).lead(words.t("records-archive-lead")))
        (ways(visit))
        (table)
    };
    visit.page(&title, &[], &content)
}
