//! The two dialogs of every page: where to go (Ctrl+K) and which keys there are (?).

use maud::{Markup, html};

use super::{EntityMark, NavGroup};
use crate::Words;
use crate::parts::{kbd, keys};

/// Where the palette asks for pages, vouchers and suppliers, under the agency's own address
/// (`/1098/kommandon?q=`): answered with
/// `[{"title", "hint", "href", "key"}]`, the best first.
pub const COMMANDS_PATH: &str = "/kommandon";

/// The command palette. The script fills the list; the pages of the rail are there at once, and after
/// them what can be done on the page, which the script finds among its buttons.
/// Where the page concerns no agency, only the pages are found.
pub(super) fn palette(words: Words, groups: &[NavGroup], entity: Option<&EntityMark>) -> Markup {
    let commands = entity.map(|entity| format!("{}{COMMANDS_PATH}", entity.base()));
    let pages = groups
        .iter()
        .flat_map(|group| group.items.iter().map(move |item| (group, item)));
    html! {
        @if !groups.is_empty() {
            dialog.palette id="palette" aria-label=(words.t("palette-label")) data-commands=[commands]
                data-none=(words.t("palette-none")) data-failed=(words.t("palette-failed"))
                data-here=(words.t("keyboard-here")) {
                form method="dialog" {
                    input type="text" role="combobox" aria-expanded="true" aria-controls="palette-list" aria-autocomplete="list"
                        aria-label=(words.t("palette-label")) placeholder=(words.t("palette-placeholder")) autocomplete="off" spellcheck="false";
                }
                ul id="palette-list" role="listbox" aria-label=(words.t("palette-found")) {
                    @for (group, item) in pages {
                        li role="option" aria-selected="false" data-href=(item.href) {
                            span.palette-title { (item.label) }
                            span.palette-hint { (group.heading) }
                            @if let Some(key) = &item.key { (kbd(&key.replace(' ', "+"))) }
                        }
                    }
                }
                p.palette-status role="status" {}
                p.palette-foot { (kbd("↑+↓")) (words.t("palette-choose")) (kbd("Enter")) (words.t("palette-go")) (kbd("Esc")) (words.t("dialog-close")) }
            }
        }
    }
}

/// The keyboard map. Keys of the page's own buttons and of the rail are added by the script,
/// which reads them from `data-key`.
pub(super) fn keyboard(words: Words) -> Markup {
    let everywhere = ["Ctrl+K", "?", "F1", "F7", "F9", "*", "j", "k", "Enter", "Esc"]
        .into_iter()
        .zip([
            "key-palette",
            "key-map",
            "key-help",
            "key-search",
            "key-lookup",
            "key-wildcard",
            "key-down",
            "key-up",
            "key-open",
            "key-close",
        ])
        .map(|(key, text)| (key, words.t(text)));
    html! {
        dialog.keyboard id="keyboard" aria-labelledby="keyboard-title" {
            div.dialog-head {
                h2 id="keyboard-title" { (words.t("keyboard-title")) }
                form method="dialog" { button.button.quiet type="submit" { (words.t("dialog-close")) } }
            }
            h3 { (words.t("keyboard-everywhere")) }
            (keys(everywhere))
            label.tick.letters {
                input type="checkbox" data-letters;
                span { (words.t("keyboard-letters")) }
            }
            section data-page-keys hidden {
                h3 { (words.t("keyboard-here")) }
                dl.key-list {}
            }
        }
    }
}

/// What the scripts of fields say, wherever on the page the field stands.
pub(super) fn script_texts(words: Words) -> String {
    let texts: serde_json::Map<String, serde_json::Value> = ["lookup-none", "lookup-failed", "lookup-count"]
        .into_iter()
        .map(|key| (key.to_owned(), words.t(key).into()))
        .collect();
    serde_json::Value::Object(texts).to_string()
}
