//! `/konto/programnycklar`: tokens that one's own programs keep (SEC-11).

use axum::Form;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::{
    NewToken, Permission, TOKEN_DAYS_MAX, TokenLine, TokenRefusal, create_own_token, revoke_own_token, tokens_of,
};
use kameral_base::EntityId;
use kameral_site::{Answered, Miss, Needs, OwnVisit, Pages, Place, Site};
use kameral_store::Stop;
use kameral_ui::parts::{
    Badge, Button, Cell, Column, ErrorSummary, Field, Form as FormPart, Notice, PageHead, Row, Table, Tone,
};
use kameral_ui::{Spoken, Words};
use maud::{Markup, html};

use super::moment;

const HERE: &str = "/konto/programnycklar";
/// What is proposed for how long a token counts.
const DAYS: &str = "90";

/// The routes.
pub fn routes() -> Pages {
    Pages::new()
        .get(HERE, Needs::SignedIn, show)
        .post(HERE, Needs::SignedIn, create)
        .post("/konto/programnycklar/aterkalla", Needs::SignedIn, revoke)
}

/// A form with several fields of a name.
type Fields = Vec<(String, String)>;

async fn show(visit: OwnVisit) -> Response {
    visit
        .answer(|visit| page(visit, StatusCode::OK, None, &Vec::new(), &[]))
        .await
}

async fn create(visit: OwnVisit, Form(fields): Form<Fields>) -> Response {
    visit
        .answer(move |visit| {
            let asked = asked(visit, &fields)?;
            match create_own_token(&visit.site.store, &visit.session, &asked, visit.today, visit.now) {
                Ok((_, token)) => page(visit, StatusCode::OK, Some(&token), &Vec::new(), &[]),
                Err(stop) => refused(visit, stop, &fields),
            }
        })
        .await
}

async fn revoke(visit: OwnVisit, Form(fields): Form<Fields>) -> Response {
    visit
        .answer(move |visit| {
            let number = value(&fields, "nummer").parse().map_err(|_| Miss::Malformed)?;
            match revoke_own_token(&visit.site.store, &visit.session, number, visit.now) {
                Ok(()) => visit.go_to(HERE),
                Err(stop) => refused(visit, stop, &Vec::new()),
            }
        })
        .await
}

fn value<'a>(fields: &'a Fields, name: &str) -> &'a str {
    let found = fields.iter().find(|(given, _)| given == name);
    found.map_or("", |(_, value)| value.trim())
}

fn values<'a>(fields: &'a Fields, name: &str) -> Vec<&'a str> {
    let found = fields.iter().filter(|(given, _)| given == name);
    found.map(|(_, value)| value.as_str()).collect()
}

fn asked(visit: &OwnVisit, fields: &Fields) -> Result<NewToken, Miss> {
    let places = visit.places()?;
    let wanted = values(fields, "foretag");
    let entities: Vec<EntityId> = places
        .iter()
        .filter(|place| wanted.contains(&place.code.as_str()))
        .map(|place| place.id)
        .collect();
    Ok(NewToken {
        name: value(fields, "namn").to_owned(),
        permissions: values(fields, "behorighet").into_iter().map(str::to_owned).collect(),
        entities,
        days: value(fields, "dagar").parse().unwrap_or(0),
    })
}

fn refused(visit: &OwnVisit, stop: Stop<Vec<TokenRefusal>>, fields: &Fields) -> Answered {
    match stop {
        Stop::Refused(refusals) if refusals.contains(&TokenRefusal::ProofNeeded) => Err(Miss::proof_needed()),
        Stop::Refused(refusals) => {
            let spoken: Vec<Spoken> = refusals.iter().map(|refusal| visit.words.refusal(refusal)).collect();
            page(visit, StatusCode::UNPROCESSABLE_ENTITY, None, fields, &spoken)
        }
        Stop::Denied(denied) => Err(Miss::Denied(denied)),
        Stop::Fault(fault) => Err(Miss::Fault(fault)),
    }
}

fn page(visit: &OwnVisit, status: StatusCode, made: Option<&str>, fields: &Fields, refusals: &[Spoken]) -> Answered {
    let words = visit.words;
    let title = words.t("own-tokens-title");
    let tokens = visit.site.store.read(|tx| tokens_of(tx, visit.session.user()))?;
    let places = visit.places()?;
    let revoke = |line: &TokenLine| {
        html! {
            form method="post" action="/konto/programnycklar/aterkalla" {
                input type="hidden" name="_csrf" value=(visit.csrf());
                input type="hidden" name="nummer" value=(line.number);
                button.button.secondary type="submit" aria-label=(words.t_args("own-token-revoke-named", &[("name", line.name.clone().into())])) {
                    (words.t("own-token-revoke"))
                }
            }
        }
    };
    let content = html! {
        (PageHead::new(title.as_str()).lead(words.t("own-tokens-lead")))
        (ErrorSummary::new(words, refusals))
        @if let Some(token) = made {
            p { (words.t("own-token-once")) }
            p { code.token { (token) } }
        }
        @if !tokens.is_empty() { (table(visit, &tokens, &places, revoke)) }
        h2 { (words.t("own-token-new")) }
        (form(visit, &places, fields))
    };
    let flash = made.map(|_| Notice::success(words.t("own-token-made")));
    visit.page_status(status, &title, flash, &content)
}

fn form(visit: &OwnVisit, places: &[Place], fields: &Fields) -> FormPart {
    let words = visit.words;
    let days = match value(fields, "dagar") {
        "" => DAYS,
        days => days,
    };
    let tick = |name: &str, value: &str, label: String| -> Markup {
        let id = format!("{name}-{value}");
        let ticked = values(fields, name).contains(&value);
        html! {
            p.tick {
                input type="checkbox" id=(id) name=(name) value=(value) checked[ticked];
                " " label for=(id) { (label) }
            }
        }
    };
    let permissions = Permission::ALL
        .into_iter()
        .filter(|permission| !permission.is_sensitive());
    FormPart::post(HERE, &visit.csrf())
        .content(html! {
            (Field::text("namn", words.t("own-token-name")).value(value(fields, "namn")).required().help(words.t("own-token-name-help")))
            (Field::number("dagar", words.t("own-token-days")).value(days).required()
                .help(words.t_args("own-token-days-help", &[("max", TOKEN_DAYS_MAX.into())])))
            fieldset {
                legend { (words.t("own-token-permissions")) }
                @for permission in permissions { (tick("behorighet", permission.code(), words.t(permission.text_key()))) }
            }
            fieldset {
                legend { (words.t("own-token-places")) }
                @for place in places { (tick("foretag", &place.code, format!("{} {}", place.code, place.name))) }
            }
        })
        .button(Button::submit(words.t("own-token-create")).primary())
}

fn table(visit: &OwnVisit, tokens: &[TokenLine], places: &[Place], revoke: impl Fn(&TokenLine) -> Markup) -> Table {
    let words = visit.words;
    list(&visit.site, words, tokens, places, |line| {
        if line.lives(visit.now) {
            revoke(line)
        } else {
            html! { (Badge::new(Tone::Neutral, words.t("own-token-ended"))) }
        }
    })
}

/// A list of tokens; `last` says what stands last in a row.
pub(super) fn list(
    site: &Site,
    words: Words,
    tokens: &[TokenLine],
    places: &[Place],
    last: impl Fn(&TokenLine) -> Markup,
) -> Table {
    let columns = [
        Column::wide(words.t("own-token-name")),
        Column::text(words.t("own-token-permissions")),
        Column::text(words.t("own-token-places")),
        Column::code(words.t("own-token-expires")),
        Column::code(words.t("own-used")),
        Column::text(words.t("own-act")),
    ];
    Table::new(words, words.t("own-tokens-title"), columns).rows(tokens.iter().map(|line| {
        let codes = line.entities.iter().filter_map(|entity| {
            let place = places.iter().find(|place| place.id == *entity);
            place.map(|place| place.code.clone())
        });
        Row::new([
            Cell::text(&line.name),
            Cell::text(line.permissions.join(", ")),
            Cell::text(codes.collect::<Vec<_>>().join(", ")),
            Cell::text(moment(site, line.expires_at)),
            Cell::text(line.used_at.map_or_else(String::new, |used| moment(site, used))),
            Cell::markup(last(line)),
        ])
    }))
}
