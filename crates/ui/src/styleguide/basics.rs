//! Page heads, buttons, badges, notices, facts and amounts.

use kameral_base::{Date, Ore, Quantity};
use maud::{Markup, html};

use super::state;
use crate::parts::{Badge, Button, Facts, Links, Notice, PageHead, Progress, Tone, kbd, money, quantity};
use crate::{Address, EntityColour, EntityMark, Words};

const DAY: Date = Date::constant(2026, 3, 31);

pub(super) fn page_heads(words: Words, _: &Address) -> Markup {
    html! {
        (PageHead::new(words.t("style-voucher"))
            .badge(Badge::new(Tone::Success, words.t("style-posted")))
            .lead(words.t("style-voucher-lead"))
            .action(Button::link("#", words.t("style-correct")).key("r"))
            .action(Button::link("#", words.t("style-copy")).key("c")))
        (state(words, "style-head-simple", &html! { p { (words.t("style-head-help")) } }))
    }
}

pub(super) fn buttons(words: Words, _: &Address) -> Markup {
    html! {
        (PageHead::new(words.t("style-knappar")))
        form method="get" {
            div.actions {
                (Button::submit(words.t("style-post")).primary().key("Ctrl+Shift+Enter"))
                (Button::submit(words.t("style-save")).key("Ctrl+S"))
                (Button::submit(words.t("style-delete")).danger())
                (Button::link("#", words.t("style-cancel")).quiet())
                (Button::submit(words.t("style-not-now")).disabled(true))
                (Button::submit(words.t("style-not-now")).primary().disabled(true))
            }
        }
        (state(words, "style-keys", &html! { p.actions { (kbd("F9")) (kbd("Ctrl+Enter")) (kbd("+")) (kbd("?")) } }))
    }
}

pub(super) fn badges(words: Words, _: &Address) -> Markup {
    html! {
        (PageHead::new(words.t("style-markeringar")))
        p.actions {
            (Badge::new(Tone::Neutral, words.t("style-draft")))
            (Badge::new(Tone::Info, words.t("style-waits")))
            (Badge::new(Tone::Success, words.t("style-posted")))
            (Badge::new(Tone::Warning, words.t("style-late")))
            (Badge::new(Tone::Refused, words.t("style-turned-away")))
        }
        (state(words, "style-entities", &html! {
            p.actions {
                @for colour in EntityColour::ALL {
                    (EntityMark { name: words.t("style-entity"), code: colour.code().to_uppercase(), colour })
                }
            }
        }))
    }
}

pub(super) fn notices(words: Words, _: &Address) -> Markup {
    html! {
        (PageHead::new(words.t("style-meddelanden")))
        (Notice::info(words.t("style-notice-info")).spoken(words))
        (Notice::success(words.t("style-notice-success")).more(html! { a href="#" { (words.t("style-voucher")) } }).spoken(words))
        (Notice::warning(words.t("style-notice-warning")).spoken(words))
        (Notice::refused(words.t("style-notice-refused")).spoken(words))
    }
}

pub(super) fn facts(words: Words, _: &Address) -> Markup {
    html! {
        (PageHead::new(words.t("style-fakta")))
        (Facts::new()
            .text(words.t("style-number"), "A 1042")
            .date(words.t("style-date"), DAY)
            .text(words.t("style-period"), "202603")
            .money(words.t("style-amount"), Ore::new(1_250_000))
            .text(words.t("style-made-by"), "Eva Lind")
            .link(words.t("style-document"), "#", "2026-00417")
            .text(words.t("style-text"), words.t("style-voucher-lead"))
            .markup(words.t("style-state"), html! { (Badge::new(Tone::Success, words.t("style-posted"))) }))
    }
}

pub(super) fn amounts(words: Words, _: &Address) -> Markup {
    let amounts = [0, 5, -100, 123_456, -98_765_432, 123_456_789_012];
    html! {
        (PageHead::new(words.t("style-belopp")))
        dl.facts {
            @for amount in amounts { div { dt { (amount) " öre" } dd { (money(Ore::new(amount))) } } }
            div { dt { (words.t("style-quantity")) } dd { (quantity(Quantity::new(1_500), Some("h"))) } }
        }
    }
}

pub(super) fn progress(words: Words, _: &Address) -> Markup {
    html! {
        (PageHead::new(words.t("style-forlopp")))
        (Progress::new(words, words.t("style-import"), 0, 100_000))
        (Progress::new(words, words.t("style-import"), 41_250, 100_000))
        (Progress::unknown(words, words.t("style-import")))
    }
}

pub(super) fn links(words: Words, _: &Address) -> Markup {
    html! {
        (PageHead::new(words.t("style-lankar")))
        (Links::new()
            .link("#", words.t("style-vouchers"))
            .link_with("#", words.t("style-balances"), words.t("style-this-month")))
    }
}
