//! The rail: what a visitor may reach at an entity.

use kameral_access::proposal::{may_decide, waiting};
use kameral_access::{Cx, Permission};
use kameral_site::Place;
use kameral_ui::{NavGroup, NavItem, Words};

/// One entry: permission, text key, path, key.
type Entry = (Permission, &'static str, &'static str);

const BOOKS: [Entry; 7] = [
    (Permission::BooksRead, "nav-vouchers", "verifikationer"),
    (Permission::VoucherPost, "nav-new-voucher", "verifikationer/ny"),
    (Permission::VoucherDraft, "nav-drafts", "utkast"),
    (Permission::VoucherDraft, "nav-templates", "mallar"),
    (Permission::BooksRead, "nav-open-items", "oppna-poster"),
    (Permission::BooksRead, "nav-charge", "automatkorning"),
    (Permission::BooksRead, "nav-feeders", "forsystem"),
];

const APPROPRIATIONS: [Entry; 5] = [
    (Permission::BooksRead, "nav-appropriations", "anslag"),
    (Permission::BooksRead, "nav-commitments", "bemyndiganden"),
    (
        Permission::ReportRun,
        "nav-appropriation-report",
        "rapporter/anslagsredovisning",
    ),
    (Permission::ReportRun, "nav-revenue-titles", "rapporter/inkomsttitlar"),
    (
        Permission::ReportRun,
        "nav-commitment-report",
        "rapporter/bemyndiganden",
    ),
];

const REPORTS: [Entry; 7] = [
    (Permission::ReportRun, "nav-trial-balance", "rapporter/rabalans"),
    (Permission::ReportRun, "nav-general-ledger", "rapporter/huvudbok"),
    (Permission::ReportRun, "nav-journal", "rapporter/grundbok"),
    (
        Permission::ReportRun,
        "nav-specification",
        "rapporter/kontospecifikation",
    ),
    (
        Permission::ReportRun,
        "nav-income-statement",
        "rapporter/resultatrakning",
    ),
    (Permission::ReportRun, "nav-balance-sheet", "rapporter/balansrakning"),
    (Permission::ReportRun, "nav-all-reports", "rapporter"),
];

const EXCHANGE: [Entry; 3] = [
    (Permission::FileExport, "nav-hermes", "hermes"),
    (Permission::FileExport, "nav-tdb", "tdb"),
    (Permission::BooksRead, "nav-outbox", "utkorg"),
];

const CLOSING: [Entry; 2] = [
    (Permission::BooksRead, "nav-closing", "bokslut"),
    (Permission::BooksRead, "nav-transfers", "bokslut/omforingar"),
];

const ALLOCATION: [Entry; 4] = [
    (Permission::VoucherPost, "nav-allocation-run", "fordelning/korning"),
    (
        Permission::VoucherPost,
        "nav-calculation-differences",
        "fordelning/differenser",
    ),
    (Permission::BooksRead, "nav-allocation-keys", "fordelning"),
    (Permission::BooksRead, "nav-standard-prices", "fordelning/priser"),
];

const REGISTERS: [Entry; 7] = [
    (Permission::BooksRead, "nav-parties", "motparter"),
    (Permission::BooksRead, "nav-chart", "register/konton"),
    (Permission::BooksRead, "nav-dimensions", "register/koddelar"),
    (Permission::BooksRead, "nav-projects", "register/projekt"),
    (Permission::BooksRead, "nav-posting-rules", "register/automatkontering"),
    (Permission::BooksRead, "nav-periods", "perioder"),
    (Permission::BooksRead, "nav-history", "historik"),
];

const ADMINISTRATION: [Entry; 10] = [
    (Permission::UserManage, "nav-users", "anvandare"),
    (Permission::UserManage, "nav-roles", "roller"),
    (Permission::UserManage, "nav-permissions", "behorigheter"),
    (Permission::UserManage, "nav-substitutes", "ersattare"),
    (Permission::UserManage, "nav-licences", "licenser"),
    (Permission::UserManage, "nav-providers", "inloggningstjanster"),
    (Permission::UserManage, "nav-conflicts", "konflikter"),
    (Permission::UserManage, "nav-duty-rules", "atskillnad"),
    (Permission::UserManage, "nav-exceptions", "undantag"),
    (Permission::UserManage, "nav-explain", "forklaring"),
];

const RECORDS: [Entry; 3] = [
    (Permission::RecordsManage, "nav-archive", "arkiv"),
    (Permission::RecordsManage, "nav-disposal", "gallring"),
    (Permission::RecordsManage, "nav-holds", "gallringsstopp"),
];

const PERSONS: [Entry; 2] = [
    (Permission::PersonalManage, "nav-personal", "personuppgifter"),
    (Permission::SecretRead, "nav-secrecy", "sekretess"),
];

/// The rail for what the visitor may do here.
pub fn nav(cx: &Cx, words: Words, place: &Place) -> Vec<NavGroup> {
    let group = |title: &str, entries: &[Entry]| {
        let allowed = entries.iter().filter(|(permission, _, _)| cx.may(*permission));
        let allowed = allowed.filter(|(_, _, path)| kameral_reports::pages::may_open(cx, path));
        let items: Vec<NavItem> = allowed
            .map(|(_, key, path)| NavItem::new(words.t(key), place.at(path)))
            .collect();
        (!items.is_empty()).then(|| NavGroup {
            heading: words.t(title),
            items,
        })
    };
    // For whom one works is everybody's own choice; on what others propose whoever may decides.
    let mut items = vec![NavItem::new(words.t("nav-act-for"), place.at("arbeta-for"))];
    if may_decide(cx) {
        items.insert(
            0,
            NavItem::new(words.t("nav-proposals"), place.at("forslag")).waiting(waiting_here(cx)),
        );
    }
    let own = NavGroup {
        heading: words.t("nav-own"),
        items,
    };
    [
        group("nav-books", &BOOKS),
        group("nav-state-budget", &APPROPRIATIONS),
        group("nav-reports", &REPORTS),
        group("nav-exchange", &EXCHANGE),
        group("nav-closing-group", &CLOSING),
        group("nav-allocation", &ALLOCATION),
        group("nav-registers", &REGISTERS),
        group("nav-records", &RECORDS),
        group("nav-administration", &ADMINISTRATION),
        group("nav-persons", &PERSONS),
        Some(own),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// How many proposals wait for the visitor. Without the number the page still leads to them, and that page tells of
/// the fault.
fn waiting_here(cx: &Cx) -> u32 {
    let counted = cx.store.read(|tx| {
        tx.for_entities(&[cx.entity()])?;
        waiting(tx, cx)
    });
    counted.unwrap_or_else(|fault| {
        tracing::error!(%fault, "proposals that wait were not counted");
        0
    })
}
