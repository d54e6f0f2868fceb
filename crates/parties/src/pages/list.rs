//! `/motparter`: who is in the register on a day, found by any number, a part of a name, an account or a group.

use axum::extract::Query;
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::Date;
use kameral_site::{Answered, Visit};
use kameral_ui::parts::{
    Badge, Button, Cell, Choice, Column, ErrorSummary, Field, FilterBar, PageHead, Pagination, Row, Table, Tone,
};
use maud::{Markup, html};
use serde::Deserialize;

use super::{choices, party_path, unreadable, ways, word};
use crate::EDIT;
use crate::commands::{Found, Search, find};
use crate::model::{Role, State};
use crate::store::FOUND_MAX;

/// The filters, as the address has them.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    sok: String,
    som: String,
    roll: String,
    dag: String,
    efter: String,
}

impl Asked {
    fn search(&self) -> Search {
        let text = self.sok.trim().to_owned();
        match self.som.as_str() {
            _ if text.is_empty() => Search::After(self.efter.clone()),
            "nummer" => Search::Number(text),
            "konto" => Search::Account(text),
            "grupp" => Search::Group(text),
            _ => Search::Name(text),
        }
    }
}

pub(super) async fn list(visit: Visit, Query(asked): Query<Asked>) -> Response {
    visit.answer(move |visit| page(visit, &asked)).await
}

fn page(visit: &Visit, asked: &Asked) -> Answered {
    let words = visit.words;
    let title = words.t("parties-title");
    let mut head = PageHead::new(title.as_str()).lead(words.t("parties-lead"));
    if visit.cx.may(EDIT) {
        head = head.action(Button::link(visit.at("motparter/ny"), words.t("parties-new")).key("n"));
    }
    let typed = asked.dag.trim();
    let day = typed.parse::<Date>().ok();
    let wrong = day.is_none() && !typed.is_empty();
    let refusals = if wrong {
        vec![unreadable(visit, "dag")]
    } else {
        Vec::new()
    };
    let role = Role::from_word(&asked.roll);
    let found = if wrong {
        Vec::new()
    } else {
        find(&visit.cx, &asked.search(), role, day.unwrap_or(visit.cx.today))?
    };
    let content = html! {
        (head) (ways(visit))
        (ErrorSummary::new(words, &refusals))
        (filters(visit, asked))
        (table(visit, asked, &found))
    };
    visit.page(&title, &[], &content)
}

fn filters(visit: &Visit, asked: &Asked) -> FilterBar {
    let words = visit.words;
    let ways = ["namn", "nummer", "konto", "grupp"].map(|way| Choice::new(way, words.t(&format!("parties-by-{way}"))));
    let roles = choices(visit, "role", Role::ALL.iter().map(|role| role.word()));
    let roles = std::iter::once(Choice::new("", words.t("parties-any-role"))).chain(roles);
    FilterBar::new(words, &visit.address)
        .field(Field::text("sok", words.t("parties-search")).value(&asked.sok))
        .field(Field::select("som", words.t("parties-by"), ways).value(&asked.som))
        .field(Field::select("roll", words.t("parties-role"), roles).value(&asked.roll))
        .field(Field::date("dag", words.t("parties-day")).value(&asked.dag))
}

fn table(visit: &Visit, asked: &Asked, found: &[Found]) -> Markup {
    let words = visit.words;
    let columns = [
        Column::code(words.t("parties-field-number")),
        Column::wide(words.t("parties-field-name")),
        Column::text(words.t("parties-roles")),
        Column::text(words.t("parties-kind")),
        Column::code(words.t("parties-field-org-number")),
        Column::code(words.t("parties-field-counterparty")),
        Column::text(words.t("parties-state")),
    ];
    let rows = found.iter().map(|found| {
        let party = &found.version.party;
        let roles: Vec<String> = party
            .roles
            .iter()
            .map(|role| word(visit, "role", role.word()))
            .collect();
        let path = party_path(visit, party.number.as_str());
        Row::new([
            Cell::code(&party.number),
            Cell::text(&party.name),
            Cell::text(roles.join(", ")),
            Cell::text(word(visit, "kind", party.kind.word())),
            Cell::code(party.numbers.org.map(|number| number.to_string()).unwrap_or_default()),
            Cell::code(&party.counterparty),
            match party.state {
                State::Active => Cell::empty(),
                State::Closed => Cell::badge(&Badge::new(Tone::Neutral, word(visit, "state", "closed"))),
            },
        ])
        .href(path)
    });
    let mut table = Table::new(words, words.t("parties-title"), columns)
        .rows(rows)
        .empty(html! { p { (words.t("parties-none")) } });
    if visit.cx.may(Permission::FileExport) {
        let day = if asked.dag.is_empty() {
            String::new()
        } else {
            format!("?dag={}", asked.dag)
        };
        table = table.csv(visit.at(&format!("motparter/fil.csv{day}")));
    }
    let is_full = i64::try_from(found.len()) == Ok(FOUND_MAX);
    let last = found
        .last()
        .filter(|_| is_full)
        .map(|found| found.version.party.number.to_string());
    let is_search = !asked.sok.trim().is_empty();
    let pages = Pagination::new(words, &visit.address).next(last.filter(|_| !is_search));
    html! {
        (table)
        @if is_full && is_search { p.quiet { (words.t_args("parties-too-many", &[("max", FOUND_MAX.into())])) } }
        (pages)
    }
}
