//! `/anvandare/{anvandare}`: one user: what is held here, by which decision, and giving and taking it
//! (SEC-02, SEC-03, SEC-09).

use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::proposal::{ROLE_GIVE, RoleGiveAsked, takes_two};
use kameral_access::{
    GivenCondition, ListedUser, ME, Permission, Role, RoleGrant, RoleHeld, UserClass, give_role, give_role_at,
    held_roles, listed_users, roles, set_active, set_is_person, take_role,
};
use kameral_base::{Date, EntityId};
use kameral_ledger::model::{AccountingModel, Dimension, RESPONSIBLE};
use kameral_ledger::store::{groups, model};
use kameral_site::{Answered, Miss, Visit};
use kameral_ui::address::encode;
use kameral_ui::parts::{
    Badge, Button, Cell, Choice, Column, ErrorSummary, Facts, Field, Form as FormPart, PageHead, Row, Table, Tone,
    Width,
};
use kameral_ui::{Crumb, Spoken};
use maud::{Markup, html};

use super::forms::{
    Fields, all, day, days_unreadable, decision, decision_fields, field, propose_change, reason_field, role_name,
};
use super::roles::class;

/// What the page needs.
struct Seen {
    user: ListedUser,
    held: Vec<RoleHeld>,
    roles: Vec<Role>,
    model: std::sync::Arc<AccountingModel>,
    groups: Vec<(String, String)>,
}

pub(super) async fn show(visit: Visit, Path((_, login)): Path<(String, String)>) -> Response {
    visit
        .answer(move |visit| page(visit, &login, &Fields::new(), &[]))
        .await
}

fn seen(visit: &Visit, login: &str) -> Result<Seen, Miss> {
    let cx = &visit.cx;
    let found = cx.read(Permission::UserManage, |tx| {
        let listed = listed_users(tx, &[cx.entity()], cx.today)?;
        let Some(user) = listed.into_iter().find(|user| user.login == login) else {
            return Ok(None);
        };
        let held = held_roles(tx, &cx.scope)?
            .into_iter()
            .filter(|role| role.user == user.user);
        let groups = groups::all(tx)?.into_iter().map(|group| (group.group, group.name));
        Ok(Some(Seen {
            held: held.collect(),
            roles: roles(tx)?,
            model: model::load(tx, cx)?,
            groups: groups.collect(),
            user,
        }))
    })?;
    found.ok_or(Miss::NotFound)
}

fn page(visit: &Visit, login: &str, typed: &Fields, refusals: &[Spoken]) -> Answered {
    let seen = seen(visit, login)?;
    let two = takes_two(&visit.cx, &ROLE_GIVE)?;
    let words = visit.words;
    let user = &seen.user;
    let crumbs = [Crumb::new(words.t("users-title"), visit.at("anvandare"))];
    let used = user.last_used.map(|used| used.strftime("%Y-%m-%d").to_string());
    let classed = |of: Option<UserClass>| of.map_or_else(String::new, |of| words.t(of.text_key()));
    let facts = Facts::new()
        .text(words.t("users-login"), user.login.as_str())
        .text(words.t("users-class"), classed(user.class))
        .text(words.t("users-licence"), classed(user.licence))
        .text(
            words.t("users-last-used"),
            used.unwrap_or_else(|| words.t("users-never")),
        );
    let sign_in = words.t_args("user-sign-in-title", &[("login", user.login.clone().into())]);
    let at_sign_in = visit.at(&format!("inloggning/{}", encode(&user.login)));
    let mut head = PageHead::new(user.name.as_str()).action(Button::link(at_sign_in, sign_in));
    if !user.active {
        head = head.badge(Badge::new(Tone::Warning, words.t("users-inactive")));
    }
    if !user.is_person {
        head = head.badge(Badge::new(Tone::Neutral, words.t("users-integration")));
    }
    let content = html! {
        (head)
        (ErrorSummary::new(words, refusals))
        (facts)
        (held_table(visit, &seen))
        (give_form(visit, &seen, typed, two, refusals))
        (permission_table(visit, &seen))
        (doings(visit, user))
    };
    let status = if refusals.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    visit.page_status(status, &user.name, &crumbs, &content)
}

fn address(visit: &Visit, login: &str) -> String {
    visit.at(&format!("anvandare/{}", encode(login)))
}

fn held_table(visit: &Visit, seen: &Seen) -> Table {
    let words = visit.words;
    let date = |day: Option<Date>| day.map_or_else(Cell::empty, Cell::date);
    let columns = [
        Column::text(words.t("users-role")),
        Column::wide(words.t("users-rows")),
        Column::code(words.t("users-from")),
        Column::code(words.t("users-to")),
        Column::text(words.t("identity-decision")),
        Column::code(words.t("identity-decided-on")),
        Column::text(words.t("users-state")),
    ];
    let rows = seen.held.iter().map(|held| {
        let name = seen.roles.iter().find(|role| role.role == held.role);
        let name = name.map_or_else(|| held.role.clone(), |role| role_name(visit, role));
        let decision = held.decision.as_ref();
        let row = Row::new([
            Cell::text(name),
            Cell::markup(conditions(visit, &held.conditions)),
            date(held.valid_from),
            date(held.valid_to),
            Cell::text(decision.map_or("", |of| of.reference.as_str())),
            date(decision.map(|of| of.on)),
            Cell::markup(taking(visit, &seen.user.login, held)),
        ]);
        if held.holds_on(visit.cx.today) {
            row
        } else {
            row.quiet()
        }
    });
    Table::new(words, words.t("users-held"), columns)
        .rows(rows)
        .empty(html! { p { (words.t("users-holds-none")) } })
        .caption_shown()
        .scrolls()
}

/// Conditions in words where there are some, each on a line.
fn conditions(visit: &Visit, conditions: &[GivenCondition]) -> Markup {
    let words = visit.words;
    html! {
        @if conditions.is_empty() { (words.t("users-all-rows")) }
        @for condition in conditions {
            div {
                @if condition.pattern == ME {
                    (words.t_args("users-own", &[("dimension", condition.dimension.clone().into())]))
                } @else if condition.dimension.contains('/') {
                    (words.t_args("users-below", &[("dimension", condition.dimension.clone().into()), ("node", condition.pattern.clone().into())]))
                } @else {
                    code { (condition) }
                }
            }
        }
    }
}

fn taking(visit: &Visit, login: &str, held: &RoleHeld) -> Markup {
    let words = visit.words;
    if held.taken_at.is_some() {
        return html! { (words.t("users-taken")) };
    }
    let action = format!("{}/roller/{}/ta", address(visit, login), held.grant);
    let form = FormPart::post(action, &visit.csrf)
        .wide()
        .button(Button::submit(words.t("users-take")).quiet());
    html! { (form) }
}

fn give_form(visit: &Visit, seen: &Seen, typed: &Fields, takes_two: bool, refusals: &[Spoken]) -> Markup {
    let words = visit.words;
    let choices = seen
        .roles
        .iter()
        .map(|role| Choice::new(&role.role, role_name(visit, role)));
    let mut trees = vec![Choice::new("", words.t("users-tree-none"))];
    trees.extend(seen.model.hierarchies.iter().map(|hierarchy| {
        let code = format!("{}/{}", hierarchy.dimension, hierarchy.hierarchy);
        Choice::new(&code, format!("{code} {}", hierarchy.name))
    }));
    let mut spans = vec![Choice::new("", words.t("users-give-here"))];
    spans.extend(seen.groups.iter().map(|(code, name)| {
        Choice::new(
            format!("grupp:{code}"),
            words.t_args("users-give-group", &[("name", name.clone().into())]),
        )
    }));
    if 1 < visit.places.len() {
        spans.push(Choice::new("alla", words.t("users-give-all")));
    }
    let projects = seen.model.dimensions.iter().any(Dimension::is_of_projects);
    let own = Field::checkbox("egna", words.t("users-give-own")).value(field(typed, "egna"));
    let form = FormPart::post(format!("{}/roller", address(visit, &seen.user.login)), &visit.csrf)
        .content(html! {
            (Field::select("role", words.t("users-role"), choices).value(field(typed, "role")).refusals(refusals))
            (Field::select("tree", words.t("users-give-tree"), trees).value(field(typed, "tree")).refusals(refusals))
            (Field::text("pattern", words.t("users-give-node")).value(field(typed, "pattern")).help(words.t("users-give-node-help")).refusals(refusals))
            @if projects { (own) }
            (Field::text("dimension", words.t("users-give-conditions")).value(field(typed, "dimension")).help(words.t("users-give-conditions-help")).width(Width::Long).refusals(refusals))
            (Field::date("valid_from", words.t("users-from")).value(field(typed, "valid_from")).refusals(refusals))
            (Field::date("valid_to", words.t("users-to")).value(field(typed, "valid_to")).refusals(refusals))
            (decision_fields(visit, typed, refusals))
            (reason_field(visit, typed, takes_two, refusals))
            @if 1 < spans.len() {
                (Field::select("entity", words.t("users-give-where"), spans).value(field(typed, "entity")).refusals(refusals))
            }
        })
        .button(Button::submit(words.t("users-give")).primary());
    html! { details.add open[!refusals.is_empty()] { summary { (words.t("users-give")) } (form) } }
}

/// What the roles permit together, and by which of them.
fn permission_table(visit: &Visit, seen: &Seen) -> Table {
    let words = visit.words;
    let held = seen.user.held.first();
    let columns = [
        Column::wide(words.t("roles-permission")),
        Column::code(words.t("roles-code")),
        Column::text(words.t("roles-class")),
        Column::text(words.t("users-by-role")),
    ];
    let permissions = held.into_iter().flat_map(|held| held.permissions.iter());
    let rows = permissions.map(|permission| {
        let gives = |role: &&Role| {
            let has = held.is_some_and(|held| held.roles.iter().any(|of| of.role == role.role));
            has && role.permissions.contains(permission)
        };
        let by: Vec<String> = seen
            .roles
            .iter()
            .filter(gives)
            .map(|role| role_name(visit, role))
            .collect();
        Row::new([
            Cell::text(words.t(permission.text_key())),
            Cell::code(permission.code()),
            class(visit, UserClass::of([*permission])),
            Cell::text(by.join(", ")),
        ])
    });
    Table::new(words, words.t("users-permissions"), columns)
        .rows(rows)
        .empty(html! { p { (words.t("users-may-nothing")) } })
        .caption_shown()
}

fn doings(visit: &Visit, user: &ListedUser) -> Markup {
    let words = visit.words;
    let at = address(visit, &user.login);
    let form = |path: &str, name: &str, value: bool, key: &str| {
        FormPart::post(format!("{at}/{path}"), &visit.csrf)
            .wide()
            .button(Button::submit(words.t(key)).sends(name, if value { "ja" } else { "nej" }))
    };
    html! {
        @if user.active { (form("aktiv", "aktiv", false, "users-deactivate")) }
        @else { (form("aktiv", "aktiv", true, "users-activate")) }
        @if user.is_person { (form("slag", "person", false, "users-make-integration")) }
        @else { (form("slag", "person", true, "users-make-person")) }
    }
}

/// Conditions of the form: a unit with what lies below it, one's own projects, and what was written.
fn conditions_of(model: &AccountingModel, fields: &Fields) -> Vec<(String, String)> {
    let mut conditions = Vec::new();
    if !field(fields, "tree").is_empty() {
        conditions.push((field(fields, "tree").to_owned(), field(fields, "pattern").to_owned()));
    }
    let projects = model.dimensions.iter().find(|dimension| dimension.is_of_projects());
    if let Some(projects) = projects.filter(|_| !field(fields, "egna").is_empty()) {
        conditions.push((format!("{}.{RESPONSIBLE}", projects.code), ME.to_owned()));
    }
    for written in field(fields, "dimension").split_whitespace() {
        let (dimension, pattern) = written.split_once('=').unwrap_or((written, ""));
        conditions.push((dimension.to_owned(), pattern.to_owned()));
    }
    conditions
}

pub(super) async fn give(
    visit: Visit,
    Path((_, login)): Path<(String, String)>,
    Form(fields): Form<Fields>,
) -> Response {
    visit
        .answer(move |visit| {
            let unreadable = days_unreadable(visit, &fields, &["valid_from", "valid_to", "decided_on"]);
            if !unreadable.is_empty() {
                return page(visit, &login, &fields, &unreadable);
            }
            let model = visit.cx.read(Permission::UserManage, |tx| model::load(tx, &visit.cx))?;
            let grant = RoleGrant {
                login: login.clone(),
                entity: visit.cx.entity(),
                role: field(&fields, "role").to_owned(),
                conditions: conditions_of(&model, &fields),
                valid_from: day(&fields, "valid_from"),
                valid_to: day(&fields, "valid_to"),
                decision: decision(visit, &fields),
            };
            let here = address(visit, &login);
            let given = match where_to(visit, all(&fields, "entity").next())? {
                None if takes_two(&visit.cx, &ROLE_GIVE)? => {
                    let proposed = propose_change(visit, &ROLE_GIVE, &asked(&grant), &fields);
                    proposed
                        .map(|number| visit.at(&format!("forslag/{number}")))
                        .map_err(|stop| visit.refused(stop).map(|refusals| visit.spoken(&refusals)))
                }
                None => give_role(&visit.cx, None, &grant)
                    .map(|_| here)
                    .map_err(|stop| visit.refused(stop).map(|refusals| visit.spoken(&refusals))),
                Some(entities) => give_role_at(&visit.cx, None, &grant, &entities)
                    .map(|_| here)
                    .map_err(|stop| visit.refused(stop).map(|refusals| visit.spoken(&refusals))),
            };
            match given {
                Ok(path) => visit.go_to(&path),
                Err(told) => {
                    let refusals = told?;
                    page(visit, &login, &fields, &refusals)
                }
            }
        })
        .await
}

/// A grant as a proposal keeps it.
fn asked(grant: &RoleGrant) -> RoleGiveAsked {
    let grant = grant.clone();
    let conditions = grant.conditions.into_iter();
    let conditions = conditions.map(|(dimension, pattern)| GivenCondition { dimension, pattern });
    RoleGiveAsked {
        login: grant.login,
        role: grant.role,
        dimension: None,
        pattern: None,
        conditions: conditions.collect(),
        valid_from: grant.valid_from,
        valid_to: grant.valid_to,
        decision: grant.decision.reference,
        decided_on: Some(grant.decision.on),
    }
}

/// The entities that the form asks for; none is the one at hand.
fn where_to(visit: &Visit, asked: Option<&str>) -> Result<Option<Vec<EntityId>>, Miss> {
    let Some(asked) = asked else { return Ok(None) };
    if asked == "alla" {
        let managed = visit.cx.read(Permission::UserManage, |tx| {
            let places: Vec<EntityId> = visit.places.iter().map(|place| place.id).collect();
            kameral_access::managed_entities(tx, &visit.cx, &places)
        })?;
        return Ok(Some(managed));
    }
    let code = asked.strip_prefix("grupp:").ok_or(Miss::Malformed)?;
    let members = visit.cx.read(Permission::UserManage, |tx| {
        let group = groups::all(tx)?.into_iter().find(|group| group.group == code);
        let members = group.map(|group| group.members_on(visit.cx.today).map(str::to_owned).collect::<Vec<_>>());
        Ok(members.unwrap_or_default())
    })?;
    // A member the visitor may not meet is named by a number that no entity has, and so refused.
    let id = |code: &String| {
        visit
            .places
            .iter()
            .find(|place| place.code == *code)
            .map(|place| place.id)
    };
    Ok(Some(
        members.iter().map(|code| id(code).unwrap_or(EntityId(-1))).collect(),
    ))
}

pub(super) async fn take(visit: Visit, Path((_, login, grant)): Path<(String, String, String)>) -> Response {
    visit
        .answer(move |visit| {
            let grant = grant.parse().map_err(|_| Miss::NotFound)?;
            match take_role(&visit.cx, None, &login, grant) {
                Ok(()) => visit.go_to(&address(visit, &login)),
                Err(stop) => {
                    let refusals = visit.spoken(&visit.refused(stop)?);
                    page(visit, &login, &Fields::new(), &refusals)
                }
            }
        })
        .await
}

pub(super) async fn activate(
    visit: Visit,
    Path((_, login)): Path<(String, String)>,
    Form(fields): Form<Fields>,
) -> Response {
    visit
        .answer(move |visit| {
            let active = field(&fields, "aktiv") == "ja";
            after(visit, &login, set_active(&visit.cx, None, &login, active))
        })
        .await
}

pub(super) async fn set_kind(
    visit: Visit,
    Path((_, login)): Path<(String, String)>,
    Form(fields): Form<Fields>,
) -> Response {
    visit
        .answer(move |visit| {
            let person = field(&fields, "person") == "ja";
            after(visit, &login, set_is_person(&visit.cx, None, &login, person))
        })
        .await
}

fn after(
    visit: &Visit,
    login: &str,
    done: Result<(), kameral_store::Stop<Vec<kameral_access::UserRefusal>>>,
) -> Answered {
    match done {
        Ok(()) => visit.go_to(&address(visit, login)),
        Err(stop) => {
            let refusals = visit.spoken(&visit.refused(stop)?);
            page(visit, login, &Fields::new(), &refusals)
        }
    }
}
