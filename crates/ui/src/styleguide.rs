//! Every part in each of its states, each part on a page of its own, at `/stil`.
//!
//! The style guide is what a designer looks at, what a browser test checks for accessibility,
//! and where somebody who builds a page finds the part to use. It shows made-up figures.

mod basics;
mod forms;
mod lists;
mod posting;

use std::sync::LazyLock;

use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use maud::{Markup, html};

use crate::parts::{Links, Notice, PageHead};
use crate::web::preferences::Preferences;
use crate::{Address, Crumb, EntityColour, EntityMark, Language, NavGroup, NavItem, Shell, TEXTS, Texts, Words};

/// Where the style guide begins.
pub const PATH: &str = "/stil";

/// The shell without a rail, as a sign-in page has it.
const SIGN_IN_PATH: &str = "/stil/logga-in";

/// One part: its name in the address, which is also the end of its text key, and how it is shown.
type Shown = (&'static str, fn(Words, &Address) -> Markup);

const PARTS: &[Shown] = &[
    ("sidhuvud", basics::page_heads),
    ("knappar", basics::buttons),
    ("markeringar", basics::badges),
    ("meddelanden", basics::notices),
    ("fakta", basics::facts),
    ("belopp", basics::amounts),
    ("falt", forms::fields),
    ("formular", forms::form),
    ("filter", forms::filters),
    ("tabell", lists::table),
    ("tabell-bred", lists::wide_table),
    ("tabell-tom", lists::empty_table),
    ("urval", lists::picks),
    ("flikar", lists::tabs),
    ("period", lists::periods),
    ("diagram", lists::chart),
    ("forlopp", basics::progress),
    ("fraga", forms::confirm),
    ("lankar", basics::links),
    ("verifikation", posting::grid),
];

/// The texts of the shell alone: the style guide needs no others.
fn texts() -> &'static Texts {
    static LOADED: LazyLock<&'static Texts> = LazyLock::new(|| Texts::load(&[TEXTS]));
    &LOADED
}

/// Every part's page content, by its name in the address.
pub fn styleguide(language: Language) -> Vec<(&'static str, Markup)> {
    let words = texts().words(language);
    PARTS
        .iter()
        .map(|(slug, shown)| (*slug, shown(words, &Address::parse(&format!("{PATH}/{slug}")))))
        .collect()
}

/// The style guide's routes: the list, and a page a part.
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new()
        .route(PATH, get(list))
        .route("/stil/{part}", get(part))
        .route(SIGN_IN_PATH, get(sign_in))
        .route(posting::DRAFT_PATH, post(posting::keep))
        .route(posting::POST_PATH, post(posting::post))
}

async fn list(reader: Preferences) -> Response {
    let words = texts().words(reader.language);
    let links = PARTS.iter().fold(
        Links::new().link(SIGN_IN_PATH, words.t("style-sign-in")),
        |links, (slug, _)| links.link(format!("{PATH}/{slug}"), title(words, slug)),
    );
    let content = html! {
        (PageHead::new(words.t("style")).lead(words.t("style-lead")))
        (links)
    };
    page(words, &reader, &words.t("style"), &content).into_response()
}

/// The shell with nobody signed in, and a message from the request before.
async fn sign_in(reader: Preferences) -> Markup {
    let words = texts().words(reader.language);
    let title = words.t("style-sign-in");
    let shell = Shell {
        theme: reader.theme,
        flash: Some(Notice::info(words.t("style-signed-out"))),
        ..Shell::new(words, &title, reader.address.clone())
    };
    shell.page(&forms::sign_in(words))
}

async fn part(Path(asked): Path<String>, reader: Preferences) -> Response {
    let words = texts().words(reader.language);
    let Some((slug, shown)) = PARTS.iter().find(|(slug, _)| *slug == asked) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    page(words, &reader, &title(words, slug), &shown(words, &reader.address)).into_response()
}

fn title(words: Words, slug: &str) -> String {
    words.t(&format!("style-{slug}"))
}

fn page(words: Words, reader: &Preferences, title: &str, content: &Markup) -> Markup {
    let nav = rail(words);
    let shell = Shell {
        theme: reader.theme,
        user_name: Some("Eva Lind"),
        role: &words.t("style-role"),
        entity: Some(EntityMark {
            name: words.t("style-entity"),
            code: "STN".to_owned(),
            colour: EntityColour::Teal,
        }),
        nav: &nav,
        breadcrumbs: &[Crumb::new(words.t("style"), PATH)],
        csrf_token: "stil",
        help: Some(PATH),
        sign_out: Some(PATH),
        ..Shell::new(words, title, reader.address.clone())
    };
    shell.page(content)
}

fn rail(words: Words) -> Vec<NavGroup> {
    let overview = NavItem::new(words.t("style"), PATH).key("g s");
    let parts = PARTS.iter().enumerate().map(|(at, (slug, _))| {
        // One of the pages shows how waiting things are counted in the rail.
        let waiting = if at == 3 { 12 } else { 0 };
        NavItem::new(title(words, slug), format!("{PATH}/{slug}")).waiting(waiting)
    });
    vec![
        NavGroup {
            heading: String::new(),
            items: vec![overview],
        },
        NavGroup {
            heading: words.t("style-parts"),
            items: parts.collect(),
        },
    ]
}

/// A state of a part, under its name.
fn state(words: Words, key: &str, content: &Markup) -> Markup {
    html! { section.state { h2 { (words.t(key)) } (content) } }
}
