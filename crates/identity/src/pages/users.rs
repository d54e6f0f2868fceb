//! `/anvandare`: who may sign in, their class, and what they hold, here or for every agency whose users the
//! visitor manages (SEC-15, SEC-16, REP-45).

use axum::Form;
use axum::extract::{Query, RawQuery};
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::{
    ClassSummary, LicenceLimit, ListedUser, NewUser, Password, Permission, Role, UserClass, add_user, class_summary,
    listed_users, managed_entities, roles,
};
use kameral_base::EntityId;
use kameral_site::{Answered, Visit};
use kameral_ui::Spoken;
use kameral_ui::address::encode;
use kameral_ui::parts::{
    Badge, Button, Cell, Choice, Column, ErrorSummary, Field, FilterBar, Form as FormPart, PageHead, Row, Table, Tone,
    Width,
};
use maud::{Markup, html};
use serde::Deserialize;

use super::forms::{Fields, csv_file, field, held_roles_named};
use super::roles::class;
use crate::user_file;

/// The filters, as the address has them.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    sok: String,
    klass: String,
    lage: String,
    alla: String,
    format: String,
}

/// What the list shows.
struct Seen {
    users: Vec<ListedUser>,
    /// Every role, for what it is called.
    roles: Vec<Role>,
    summary: Vec<ClassSummary>,
    /// The entities it is of, by key and code.
    entities: Vec<(EntityId, String)>,
}

pub(super) async fn list(visit: Visit, Query(asked): Query<Asked>) -> Response {
    visit
        .answer(move |visit| show(visit, &asked, &Fields::new(), &[]))
        .await
}

fn seen(visit: &Visit, everywhere: bool) -> Result<Seen, kameral_site::Miss> {
    let here = vec![visit.cx.entity()];
    let places: Vec<EntityId> = visit.places.iter().map(|place| place.id).collect();
    Ok(visit.cx.read(Permission::UserManage, |tx| {
        let entities = if everywhere {
            managed_entities(tx, &visit.cx, &places)?
        } else {
            here
        };
        let users = listed_users(tx, &entities, visit.cx.today)?;
        let summary = class_summary(tx, &users, visit.cx.today)?;
        let code = |id: EntityId| {
            let place = visit.places.iter().find(|place| place.id == id);
            (id, place.map_or_else(String::new, |place| place.code.clone()))
        };
        Ok(Seen {
            users,
            roles: roles(tx)?,
            summary,
            entities: entities.into_iter().map(code).collect(),
        })
    })?)
}

impl Asked {
    fn lets(&self, user: &ListedUser, roles: &[Role]) -> bool {
        let text = self.sok.trim().to_lowercase();
        let named = |code: &str| {
            let names = roles.iter().filter(|role| role.role == code);
            names
                .flat_map(|role| [&role.name, &role.name_en])
                .any(|name| name.to_lowercase().contains(&text))
        };
        let in_role = || {
            let mut held = user.held.iter().flat_map(|at| at.roles.iter());
            held.any(|role| role.role.contains(&text) || named(&role.role))
        };
        let by_text =
            text.is_empty() || user.login.contains(&text) || user.name.to_lowercase().contains(&text) || in_role();
        let by_class = self.klass.is_empty() || user.class.is_some_and(|class| class.word() == self.klass);
        let by_state = match self.lage.as_str() {
            "aktiva" => user.active,
            "avstangda" => !user.active,
            "integrationer" => !user.is_person,
            _ => true,
        };
        by_text && by_class && by_state
    }
}

fn show(visit: &Visit, asked: &Asked, typed: &Fields, refusals: &[Spoken]) -> Answered {
    let seen = seen(visit, asked.alla == "ja")?;
    let users: Vec<&ListedUser> = seen.users.iter().filter(|user| asked.lets(user, &seen.roles)).collect();
    if asked.format == "csv" {
        return file(visit, &users, &seen.entities);
    }
    let words = visit.words;
    let title = words.t("users-title");
    let head = PageHead::new(title.as_str()).lead(words.t("users-lead"));
    let content = html! {
        (head)
        (ErrorSummary::new(words, refusals))
        (new_user(visit, typed, refusals))
        (filters(visit, asked))
        (table(visit, &users, &seen))
        (summary_table(visit, visit.words.t("licences-summary"), &seen.summary))
    };
    let status = if refusals.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    visit.page_status(status, &title, &[], &content)
}

fn filters(visit: &Visit, asked: &Asked) -> FilterBar {
    let words = visit.words;
    let any = || Choice::new("", words.t("users-any"));
    let classes = UserClass::ALL.map(|class| Choice::new(class.word(), words.t(class.text_key())));
    let states = [
        Choice::new("aktiva", words.t("users-active")),
        Choice::new("avstangda", words.t("users-inactive")),
        Choice::new("integrationer", words.t("users-integrations")),
    ];
    let mut bar = FilterBar::new(words, &visit.address)
        .field(
            Field::text("sok", words.t("users-search"))
                .value(&asked.sok)
                .help(words.t("users-search-help")),
        )
        .field(
            Field::select("klass", words.t("users-class"), std::iter::once(any()).chain(classes)).value(&asked.klass),
        )
        .field(Field::select("lage", words.t("users-state"), std::iter::once(any()).chain(states)).value(&asked.lage));
    if 1 < visit.places.len() {
        let spans = [
            Choice::new("", words.t("users-here")),
            Choice::new("ja", words.t("users-everywhere")),
        ];
        bar = bar.field(Field::select("alla", words.t("users-span"), spans).value(&asked.alla));
    }
    bar
}

fn table(visit: &Visit, users: &[&ListedUser], seen: &Seen) -> Table {
    let words = visit.words;
    let entities = &seen.entities;
    let title = words.t("users-title");
    let several = 1 < entities.len();
    let mut columns = vec![
        Column::text(words.t("users-name")),
        Column::code(words.t("users-login")),
        Column::text(words.t("users-class")),
        Column::text(words.t("users-licence")),
        Column::wide(words.t("users-roles")),
    ];
    if several {
        columns.push(Column::code(words.t("users-entities")));
    }
    columns.extend([
        Column::code(words.t("users-last-used")),
        Column::text(words.t("users-state")),
    ]);
    let rows = users.iter().map(|user| {
        let mut cells = vec![
            Cell::text(&user.name),
            Cell::code(&user.login),
            class(visit, user.class),
            class(visit, user.licence),
            Cell::markup(held_roles_named(visit, &seen.roles, &user.held)),
        ];
        if several {
            let code = |id: EntityId| {
                entities
                    .iter()
                    .find(|(known, _)| *known == id)
                    .map(|(_, code)| code.as_str())
            };
            let at: Vec<&str> = user.held.iter().filter_map(|at| code(at.entity)).collect();
            cells.push(Cell::code(at.join(" ")));
        }
        let used = user.last_used.map(|used| used.strftime("%Y-%m-%d").to_string());
        cells.push(Cell::code(used.unwrap_or_default()));
        cells.push(state(visit, user));
        Row::new(cells).href(visit.at(&format!("anvandare/{}", encode(&user.login))))
    });
    Table::new(words, title.as_str(), columns)
        .rows(rows)
        .empty(html! { p { (words.t("users-none")) } })
        .csv(visit.address.clone().with("format", "csv").to_string())
        .scrolls()
}

/// Whether a user may sign in, and is a person.
pub(super) fn state(visit: &Visit, user: &ListedUser) -> Cell {
    let words = visit.words;
    if !user.active {
        return Cell::badge(&Badge::new(Tone::Warning, words.t("users-inactive")));
    }
    let key = if user.is_person {
        "users-active"
    } else {
        "users-integration"
    };
    Cell::badge(&Badge::new(Tone::Neutral, words.t(key)))
}

/// Each class against its number.
pub(super) fn summary_table(visit: &Visit, caption: String, summary: &[ClassSummary]) -> Table {
    let words = visit.words;
    let columns = [
        Column::wide(words.t("users-class")),
        Column::number(words.t("licences-needed")),
        Column::number(words.t("licences-held")),
        Column::number(words.t("licences-number")),
    ];
    let rows = summary.iter().map(|of| {
        let number = match of.number {
            LicenceLimit::Unlimited => words.t("licences-unlimited"),
            LicenceLimit::Organisation => words.t("licences-organisation"),
            LicenceLimit::Persons(number) => number.to_string(),
        };
        let row = Row::new([
            Cell::text(words.t(of.class.text_key())),
            Cell::count(of.needed),
            Cell::count(of.held),
            Cell::number(number),
        ]);
        let short =
            matches!(of.number, LicenceLimit::Persons(number) if number < i64::try_from(of.needed).unwrap_or(i64::MAX));
        if short { row.marked() } else { row }
    });
    Table::new(words, caption, columns).rows(rows).caption_shown()
}

/// The same list as a file: a row for each role that is held, with what it permits.
fn file(visit: &Visit, users: &[&ListedUser], entities: &[(EntityId, String)]) -> Answered {
    csv_file(visit, "anvandare", user_file::written(visit.words, users, entities))
}

fn new_user(visit: &Visit, typed: &Fields, refusals: &[Spoken]) -> Markup {
    let words = visit.words;
    let form = FormPart::post(visit.at("anvandare"), &visit.csrf)
        .content(html! {
            (Field::text("login", words.t("users-login")).value(field(typed, "login")).required().refusals(refusals))
            (Field::text("name", words.t("users-name")).value(field(typed, "name")).required().width(Width::Long).refusals(refusals))
            (Field::password("password", words.t("users-first-password"), "new-password").required().refusals(refusals))
        })
        .button(Button::submit(words.t("users-add")).primary());
    html! { details.add open[!refusals.is_empty()] { summary { (words.t("users-add")) } (form) } }
}

pub(super) async fn add(visit: Visit, RawQuery(_): RawQuery, Form(fields): Form<Fields>) -> Response {
    visit
        .answer(move |visit| {
            let new = NewUser {
                login: field(&fields, "login").to_owned(),
                name: field(&fields, "name").to_owned(),
                // A password may begin or end with a blank.
                password: Password::new(
                    fields
                        .iter()
                        .find(|(name, _)| name == "password")
                        .map_or("", |(_, value)| value.as_str()),
                ),
                language: visit.words.language().code().to_owned(),
            };
            match add_user(&visit.cx, None, visit.site.hash_cost, &new) {
                Ok(user) => visit.go_to(&visit.at(&format!("anvandare/{}", encode(&user.login)))),
                Err(stop) => {
                    let refusals = visit.spoken(&visit.refused(stop)?);
                    show(visit, &Asked::default(), &fields, &refusals)
                }
            }
        })
        .await
}
