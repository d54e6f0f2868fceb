//! Fields, forms and filters, with and without something refused.

use maud::{Markup, html};

use super::state;
use crate::parts::{Button, Choice, Confirm, ErrorSummary, Field, FilterBar, Form, PageHead, Width};
use crate::{Address, Spoken, Words};

fn refusals(words: Words) -> Vec<Spoken> {
    let refusal = |name, field: &str, key, severity| Spoken {
        name,
        line: None,
        field: Some(field.to_owned()),
        text: words.t(key),
        severity,
    };
    vec![
        refusal("period_closed", "datum", "style-refusal-period", "refused"),
        refusal("account_unknown", "konto", "style-refusal-account", "refused"),
        refusal("amount_large", "belopp", "style-refusal-amount", "warning"),
    ]
}

fn kinds(words: Words) -> Vec<Choice> {
    vec![
        Choice::new("A", words.t("style-series-a")),
        Choice::new("L", words.t("style-series-l")),
    ]
}

pub(super) fn fields(words: Words, _: &Address) -> Markup {
    html! {
        (PageHead::new(words.t("style-falt")))
        (Form::post("#", "stil").content(html! {
            div.fields {
                (Field::date("datum", words.t("style-date")).value("2026-03-31").help(words.t("style-date-help")).required())
                (Field::select("serie", words.t("style-series"), kinds(words)).value("A"))
                (Field::lookup(words, "KONTO", "konto", words.t("style-account")).value("5011"))
                (Field::amount("belopp", words.t("style-amount")).value("12 500,00"))
                (Field::number("rad", words.t("style-line")).value("7"))
            }
            div.fields {
                (Field::text("text", words.t("style-text")).value(words.t("style-voucher-lead")).optional(words))
                (Field::file("fil", words.t("style-file"), ".se,.si"))
                (Field::password("losenord", words.t("style-password"), "current-password"))
            }
            (Field::text_area("skal", words.t("style-reason"), 3).help(words.t("style-reason-help")))
            div.fields {
                (Field::radio("sort", words.t("style-kind"), kinds(words)).value("L"))
                (Field::checkbox("visa", words.t("style-show-generated")).value("ja"))
                (Field::text("last", words.t("style-locked")).value("202100-5448").width(Width::Medium).disabled())
            }
        }))
    }
}

pub(super) fn form(words: Words, _: &Address) -> Markup {
    let refusals = refusals(words);
    html! {
        (PageHead::new(words.t("style-formular")))
        (ErrorSummary::new(words, &refusals))
        (Form::post("#", "stil").content(html! {
            div.fields {
                (Field::date("datum", words.t("style-date")).value("2026-01-31").refusals(&refusals).required())
                (Field::lookup(words, "KONTO", "konto", words.t("style-account")).value("9999").refusals(&refusals))
                (Field::amount("belopp", words.t("style-amount")).value("12 500 000,00").refusals(&refusals))
            }
        })
        .button(Button::submit(words.t("style-post")).primary().key("Ctrl+Shift+Enter"))
        .button(Button::link("#", words.t("style-cancel")).quiet()))
        (state(words, "style-warnings-only", &html! { (ErrorSummary::new(words, &refusals[2..])) }))
    }
}

pub(super) fn filters(words: Words, address: &Address) -> Markup {
    let bar = |address: &Address| {
        FilterBar::new(words, address)
            .field(Field::period(
                "period",
                words.t("style-period"),
                [Choice::new("202603", words.t("style-this-month"))],
            ))
            .field(Field::lookup(words, "KONTO", "konto", words.t("style-account")))
            .field(Field::select("serie", words.t("style-series"), kinds(words)))
            .field(Field::text("text", words.t("style-text")))
    };
    html! {
        (PageHead::new(words.t("style-filter")).lead(words.t("style-filter-lead")))
        (bar(address))
    }
}

pub(super) fn confirm(words: Words, _: &Address) -> Markup {
    let button = Button::submit(words.t("style-delete")).danger();
    html! {
        (PageHead::new(words.t("style-fraga")))
        p.actions { (Button::opens("ta-bort", words.t("style-delete")).danger()) }
        (Confirm::new(words, "ta-bort", words.t("style-confirm"), "#", "stil", button).content(html! {
            p { (words.t("style-confirm-what")) }
            (Field::text("orsak", words.t("style-reason")).help(words.t("style-reason-help")))
        }))
    }
}

pub(super) fn sign_in(words: Words) -> Markup {
    html! {
        (PageHead::new(words.t("style-sign-in")))
        (Form::post("#", "stil")
            .content(html! {
                (Field::text("anvandare", words.t("style-user")).autocomplete("username").autofocus())
                (Field::password("losenord", words.t("style-password"), "current-password"))
            })
            .button(Button::submit(words.t("style-sign-in")).primary()))
    }
}
