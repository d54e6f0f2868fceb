//! The shell: what stands around every page.
//!
//! The header shows which agency's books these are, in words and in the agency's own colour,
//! because who keeps books for forty agencies must never wonder. The rail to the left is the
//! same on every page; on a phone it folds away without script.

mod dialogs;
mod entity;
mod nav;
mod theme;

pub use dialogs::COMMANDS_PATH;
pub use entity::{EntityColour, EntityMark};
pub use nav::{Crumb, NavGroup, NavItem};
pub use theme::{THEME_COOKIE, Theme};

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::parts::{Notice, kbd};
use crate::web::csrf::TOKEN_FIELD;
use crate::web::preferences::{LANGUAGE_PATH, THEME_PATH};
use crate::{Address, Language, Words, assets};

/// The page of one's own account.
const ACCOUNT_PATH: &str = "/konto";
/// The modules every page loads first; they import the others.
const SCRIPT: &str = "kameral.js";

/// Everything a page needs besides its own content.
#[derive(Debug, Clone)]
pub struct Shell<'a> {
    /// The reader's words.
    pub words: Words,
    /// Light, dark, or as the system has it.
    pub theme: Theme,
    /// Who is signed in, by name; none on the sign-in page, and then there is no rail either.
    pub user_name: Option<&'a str>,
    /// The role the user acts in.
    pub role: &'a str,
    /// Whose books these are; none where a page concerns no agency.
    pub entity: Option<EntityMark>,
    /// The rail.
    pub nav: &'a [NavGroup],
    /// The page's title, as in the browser's tab.
    pub title: &'a str,
    /// The way here, from the first page.
    pub breadcrumbs: &'a [Crumb],
    /// The session's token for writes.
    pub csrf_token: &'a str,
    /// The page's address with its query.
    pub address: Address,
    /// Today, for `d` in a date field; without it the browser's own day.
    pub today: Option<kameral_base::Date>,
    /// Where F1 leads.
    pub help: Option<&'a str>,
    /// Where the form to sign out posts to; none when nobody is signed in.
    pub sign_out: Option<&'a str>,
    /// A message from the request before.
    pub flash: Option<Notice>,
}

impl<'a> Shell<'a> {
    /// A shell with no one signed in, no agency and no message; the rest is set field by field.
    pub fn new(words: Words, title: &'a str, address: Address) -> Self {
        Self {
            words,
            theme: Theme::default(),
            user_name: None,
            role: "",
            entity: None,
            nav: &[],
            title,
            breadcrumbs: &[],
            csrf_token: "",
            address,
            today: None,
            help: None,
            sign_out: None,
            flash: None,
        }
    }

    /// The whole page around `content`.
    pub fn page(&self, content: &Markup) -> Markup {
        let words = self.words;
        html! {
            (DOCTYPE)
            html lang=(words.language().code()) data-theme=(self.theme.code()) {
                (self.head())
                body data-entity=[self.entity.as_ref().map(|entity| entity.colour.code())]
                    data-base=[self.entity.as_ref().map(EntityMark::base)]
                    data-help=[self.help] data-today=[self.today.map(|day| day.to_string())] data-texts=(dialogs::script_texts(words)) {
                    a.skip href="#innehall" { (words.t("shell-skip")) }
                    (self.header())
                    @if !self.nav.is_empty() { (nav::phone(words, self.nav, &self.address)) }
                    div.frame.with-rail[!self.nav.is_empty()] {
                        @if !self.nav.is_empty() { (nav::rail(words, self.nav, &self.address)) }
                        main id="innehall" tabindex="-1" {
                            (nav::breadcrumbs(words, self.breadcrumbs))
                            @if let Some(flash) = &self.flash { (flash.spoken(words)) }
                            (content)
                        }
                    }
                    (self.footer())
                    (dialogs::palette(words, self.nav, self.entity.as_ref()))
                    (dialogs::keyboard(words))
                }
            }
        }
    }

    fn head(&self) -> Markup {
        let entity = self.entity.as_ref().map(|entity| format!(" – {}", entity.code));
        html! {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="csrf-token" content=(self.csrf_token);
                title { (self.title) (entity.unwrap_or_default()) " – Kameral" }
                link rel="icon" href=(assets::path("kameral.svg")) type="image/svg+xml";
                link rel="stylesheet" href=(assets::path("kameral.css"));
                script type="module" src=(assets::path(SCRIPT)) {}
            }
        }
    }

    fn header(&self) -> Markup {
        let words = self.words;
        html! {
            header.top {
                a.brand href="/" { (mark()) span { "Kameral" } }
                @if let Some(entity) = &self.entity { (entity) }
                @if !self.nav.is_empty() {
                    button.open-palette type="button" data-opens="palette" aria-haspopup="dialog" aria-keyshortcuts="Control+K" {
                        span { (words.t("palette-open")) } (kbd("Ctrl+K"))
                    }
                }
                (self.user_menu())
            }
        }
    }

    /// Who, in which role, language, theme, sign out.
    fn user_menu(&self) -> Markup {
        let words = self.words;
        html! {
            details.user-menu data-folds {
                summary {
                    @if let Some(name) = self.user_name {
                        span.user-name { (name) } @if !self.role.is_empty() { span.user-role { (self.role) } }
                    } @else {
                        span.user-name { (words.t("shell-settings")) }
                    }
                }
                div.user-panel {
                    (self.choice(LANGUAGE_PATH, &words.t("shell-language"), words.language().code(),
                        Language::ALL.map(|language| (language.code(), words.in_language(language).t("shell-language-name")))))
                    (self.choice(THEME_PATH, &words.t("shell-theme"), self.theme.code(),
                        Theme::ALL.map(|theme| (theme.code(), words.t(theme.key())))))
                    @if let Some(action) = self.sign_out {
                        p { a href=(ACCOUNT_PATH) { (words.t("shell-account")) } }
                        form method="post" action=(action) {
                            input type="hidden" name=(TOKEN_FIELD) value=(self.csrf_token);
                            button.button.secondary type="submit" { (words.t("shell-sign-out")) }
                        }
                    }
                }
            }
        }
    }

    /// One small form with a button a choice.
    fn choice<const N: usize>(&self, action: &str, label: &str, now: &str, choices: [(&str, String); N]) -> Markup {
        html! {
            form.choice method="post" action=(action) {
                input type="hidden" name=(TOKEN_FIELD) value=(self.csrf_token);
                input type="hidden" name="tillbaka" value=(self.address);
                fieldset {
                    legend { (label) }
                    div.choice-buttons {
                        @for (code, words) in choices {
                            button type="submit" name="val" value=(code) aria-pressed=(code == now) { (words) }
                        }
                    }
                }
            }
        }
    }

    fn footer(&self) -> Markup {
        let words = self.words;
        html! {
            footer.bottom {
                @if let Some(entity) = &self.entity { span { (entity.name) } }
                @if let Some(name) = self.user_name { span { (name) } }
                span.bottom-keys { (words.t("shell-keys")) " " (kbd("?")) }
                @if self.help.is_some() { span.bottom-keys { (words.t("shell-help")) " " (kbd("F1")) } }
            }
        }
    }
}

/// The mark of Kameral: a ledger's two columns under one line.
fn mark() -> PreEscaped<&'static str> {
    PreEscaped(
        r#"<svg class="mark" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><path d="M2 4h16M10 4v13M4 8h3M4 11h3M4 14h3M13 8h3M13 11h3" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round"/></svg>"#,
    )
}
