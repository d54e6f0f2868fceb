//! `/konto/tvafaktor`: one's second factors: an app for codes, passkeys, and recovery codes on paper
//! (SEC-12).

use axum::Form;
use axum::response::Response;
use kameral_access::{
    FactorRefusal, PasskeyLine, Standing, TotpSetup, begin_totp, confirm_totp, make_recovery_codes, passkeys,
    recovery_codes_left, remove_totp, totp_begun,
};
use kameral_site::{Answered, Miss, Needs, OwnVisit, Pages, set_session};
use kameral_store::Stop;
use kameral_ui::parts::{Button, Cell, Column, Field, Form as FormPart, Notice, PageHead, Row, Table};
use maud::{Markup, html};
use serde::Deserialize;

use super::moment;
use crate::qr;

const HERE: &str = "/konto/tvafaktor";

/// The routes.
pub fn routes() -> Pages {
    Pages::new()
        .get(HERE, Needs::SignedIn, show)
        .post("/konto/tvafaktor/app", Needs::SignedIn, begin)
        .post("/konto/tvafaktor/app/klar", Needs::SignedIn, confirm)
        .post("/konto/tvafaktor/app/bort", Needs::SignedIn, remove)
        .post("/konto/tvafaktor/reservkoder", Needs::SignedIn, recovery)
}

#[derive(Deserialize)]
struct Typed {
    kod: String,
}

async fn show(visit: OwnVisit) -> Response {
    visit.answer(|visit| page(visit, None)).await
}

async fn begin(visit: OwnVisit) -> Response {
    visit
        .answer(|visit| match begin_totp(&visit.site.store, &visit.session, visit.now) {
            Ok(setup) => setup_page(visit, &setup, None),
            Err(stop) => refused(visit, stop),
        })
        .await
}

async fn confirm(visit: OwnVisit, Form(typed): Form<Typed>) -> Response {
    visit
        .answer(move |visit| {
            let store = &visit.site.store;
            match confirm_totp(store, &visit.session, typed.kod.trim(), visit.now) {
                Ok((token, codes)) => {
                    let flash = Notice::success(visit.words.t("own-app-added"));
                    let mut page = codes_page(visit, &codes, flash)?;
                    set_session(&visit.site, &mut page, &token);
                    Ok(page)
                }
                Err(Stop::Refused(FactorRefusal::CodeWrong)) => match totp_begun(store, &visit.session)? {
                    Some(setup) => {
                        let said = visit.words.refusal(&FactorRefusal::CodeWrong).text;
                        setup_page(visit, &setup, Some(Notice::refused(said)))
                    }
                    None => visit.go_to(HERE),
                },
                Err(stop) => refused(visit, stop),
            }
        })
        .await
}

async fn remove(visit: OwnVisit) -> Response {
    visit
        .answer(
            |visit| match remove_totp(&visit.site.store, &visit.session, visit.now) {
                Ok(()) => visit.go_to(HERE),
                Err(stop) => refused(visit, stop),
            },
        )
        .await
}

async fn recovery(visit: OwnVisit) -> Response {
    visit
        .answer(
            |visit| match make_recovery_codes(&visit.site.store, &visit.session, visit.now) {
                Ok(codes) => codes_page(visit, &codes, Notice::success(visit.words.t("own-codes-made"))),
                Err(stop) => refused(visit, stop),
            },
        )
        .await
}

/// The page with what was refused.
pub(super) fn refused(visit: &OwnVisit, stop: Stop<FactorRefusal>) -> Answered {
    let flash = visit.refused(stop)?;
    page(visit, Some(flash))
}

pub(super) fn page(visit: &OwnVisit, flash: Option<Notice>) -> Answered {
    let (words, store) = (visit.words, &visit.site.store);
    let title = words.t("own-factors-title");
    let keys = passkeys(store, &visit.session)?;
    let left = recovery_codes_left(store, &visit.session)?;
    let post = |path: &str, button: Button| FormPart::post(path, &visit.csrf()).button(button);
    let has_factor = visit.session.has_totp() || !keys.is_empty();
    let content = html! {
        (PageHead::new(title.as_str()).lead(words.t("own-factors-lead")))
        @if visit.session.standing() == Standing::FactorLacking {
            (Notice::warning(words.t("own-factor-required")).spoken(words))
        }
        h2 { (words.t("own-app-title")) }
        @if visit.session.has_totp() {
            p { (words.t("own-app-there")) }
            (post("/konto/tvafaktor/app/bort", Button::submit(words.t("own-app-remove")).danger()))
        } @else {
            p { (words.t("own-app-lead")) }
            (post("/konto/tvafaktor/app", Button::submit(words.t("own-app-add")).primary()))
        }
        h2 { (words.t("own-passkeys-title")) }
        p { (words.t("own-passkeys-lead")) }
        @if !keys.is_empty() { (keys_table(visit, &keys)) }
        (FormPart::post("/konto/passernycklar", &visit.csrf())
            .content(html! { (Field::text("namn", words.t("own-passkey-name")).required().help(words.t("own-passkey-name-help"))) })
            .button(Button::submit(words.t("own-passkey-add"))))
        @if has_factor {
            h2 { (words.t("own-codes-title")) }
            p { (words.t_args("own-codes-left", &[("count", left.into())])) }
            (post("/konto/tvafaktor/reservkoder", Button::submit(words.t("own-codes-make"))))
        }
    };
    visit.page(&title, flash, &content)
}

fn keys_table(visit: &OwnVisit, keys: &[PasskeyLine]) -> Table {
    let words = visit.words;
    let columns = [
        Column::wide(words.t("own-passkey-name")),
        Column::code(words.t("own-added")),
        Column::code(words.t("own-used")),
        Column::text(words.t("own-act")),
    ];
    Table::new(words, words.t("own-passkeys-title"), columns).rows(keys.iter().map(|key| {
        let remove = html! {
            form method="post" action="/konto/passernycklar/bort" {
                input type="hidden" name="_csrf" value=(visit.csrf());
                input type="hidden" name="nummer" value=(key.number);
                button.button.secondary type="submit" aria-label=(words.t_args("own-passkey-remove-named", &[("name", key.name.clone().into())])) {
                    (words.t("own-remove"))
                }
            }
        };
        Row::new([
            Cell::text(&key.name),
            Cell::text(moment(&visit.site, key.added_at)),
            Cell::text(key.used_at.map_or_else(String::new, |used| moment(&visit.site, used))),
            Cell::markup(remove),
        ])
    }))
}

fn setup_page(visit: &OwnVisit, setup: &TotpSetup, flash: Option<Notice>) -> Answered {
    let words = visit.words;
    let title = words.t("own-app-title");
    // In groups of four, as it is typed by hand.
    let key: Vec<String> = setup
        .key
        .as_bytes()
        .chunks(4)
        .map(|group| String::from_utf8_lossy(group).into_owned())
        .collect();
    let picture = qr::picture(&setup.address, &words.t("own-app-picture")).map_err(Miss::Fault)?;
    let form = FormPart::post("/konto/tvafaktor/app/klar", &visit.csrf())
        .content(html! {
            (Field::text("kod", words.t("own-app-code")).required().autocomplete("one-time-code").autofocus())
        })
        .button(Button::submit(words.t("own-app-confirm")).primary());
    let content = html! {
        (PageHead::new(title.as_str()).lead(words.t("own-app-scan")))
        (picture)
        p { (words.t("own-app-key")) " " code { (key.join(" ")) } }
        (form)
    };
    visit.page(&title, flash, &content)
}

/// Recovery codes, this once. Without any, one's factors.
pub(super) fn codes_page(visit: &OwnVisit, codes: &[String], flash: Notice) -> Answered {
    let words = visit.words;
    let title = words.t("own-codes-title");
    let content: Markup = html! {
        (PageHead::new(title.as_str()))
        @if !codes.is_empty() {
            p { (words.t("own-codes-lead")) }
            ol.recovery-codes { @for code in codes { li { code { (code) } } } }
        }
        p { a href="/konto/tvafaktor" { (words.t("own-factors-title")) } }
        p { a href="/" { (words.t("own-go-on")) } }
    };
    visit.page(&title, Some(flash), &content)
}
