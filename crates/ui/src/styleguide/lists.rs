//! Tables, pages of a list, and tabs.

use kameral_base::{Date, Ore};
use maud::{Markup, Render, html};

use super::state;
use crate::parts::{
    Badge, BarChart, Button, Cell, Column, FilterBar, Form, PageHead, Pagination, PeriodPicker, PickBar, Row, Table,
    Tone,
};
use crate::{Address, Words, parts};

const LINES: [(i16, &str, i64, i64); 7] = [
    (3, "5011", 4_500_000, 0),
    (3, "1541", 1_125_000, 0),
    (3, "2581", 0, 5_625_000),
    (17, "5611", 98_750, 0),
    (17, "2581", 0, 98_750),
    (31, "1511", 12_345_678_900, 0),
    (31, "3511", 0, 12_345_678_900),
];

fn columns(words: Words) -> [Column; 7] {
    [
        Column::code(words.t("style-number")).sorted_by("nummer"),
        Column::code(words.t("style-date")).sorted_by("datum"),
        Column::code(words.t("style-account")).sorted_by("konto"),
        Column::wide(words.t("style-text")),
        Column::text(words.t("style-state")),
        Column::number(words.t("style-debit")).sorted_by("debet"),
        Column::number(words.t("style-credit")).sorted_by("kredit"),
    ]
}

fn row(words: Words, at: usize) -> Row {
    let (day, account, debit, credit) = LINES[at % LINES.len()];
    let day = i8::try_from(day).expect("a day of March");
    let (tone, state) = if at == 5 {
        (Tone::Warning, "style-late")
    } else {
        (Tone::Success, "style-posted")
    };
    Row::new([
        Cell::code(format!("A {}", 1042 + at)),
        Cell::date(Date::constant(2026, 3, day)),
        Cell::code(account),
        Cell::text(words.t("style-voucher-lead")),
        Cell::badge(&Badge::new(tone, words.t(state))),
        Cell::money_or_blank(Ore::new(debit)),
        Cell::money_or_blank(Ore::new(credit)),
    ])
    .href(format!("#A-{}", 1042 + at))
}

pub(super) fn table(words: Words, address: &Address) -> Markup {
    let sum = Ore::new(LINES.iter().map(|line| line.2).sum());
    let sorted = if address.get(parts::SORT).is_none() {
        address.clone().with(parts::SORT, "-datum")
    } else {
        address.clone()
    };
    let table = Table::new(words, words.t("style-vouchers"), columns(words))
        .sorted(&sorted)
        .rows((0..LINES.len()).map(|at| match at {
            1 => row(words, at).quiet(),
            5 => row(words, at).marked(),
            _ => row(words, at),
        }))
        .totals([
            Cell::text(words.t("style-sum")).over(5),
            Cell::money(sum),
            Cell::money(sum),
        ])
        .totals([
            Cell::text(words.t("style-difference")).over(5),
            Cell::money(Ore::new(-1)),
            Cell::empty(),
        ])
        .foot(pages(words, address))
        .csv("#");
    html! {
        (PageHead::new(words.t("style-tabell")).lead(words.t("style-table-lead")))
        (table)
        (grouped(words))
    }
}

/// A table under a heading of its own, with sums among its rows.
fn grouped(words: Words) -> Table {
    let line = |name: String, amount: i64| Row::new([Cell::text(name), Cell::money(Ore::new(amount))]);
    let columns = [
        Column::wide(words.t("style-account")),
        Column::number(words.t("style-amount")),
    ];
    Table::new(words, words.t("style-balances"), columns)
        .caption_shown()
        .rows([
            line(words.t("style-assets"), 9_875_000).strong(),
            line("1511".to_owned(), 9_000_000),
            line("1541".to_owned(), 875_000),
            line(words.t("style-debts"), -9_875_000).strong(),
            line("2581".to_owned(), -9_875_000),
        ])
        .totals([Cell::text(words.t("style-sum")), Cell::money(Ore::ZERO)])
}

fn pages(words: Words, address: &Address) -> Markup {
    Pagination::new(words, address)
        .shown(crate::t!(words, "style-rows-shown", from = 51, to = 57))
        .previous(Some("1041".to_owned()))
        .next(Some("1048".to_owned()))
        .render()
}

pub(super) fn wide_table(words: Words, _: &Address) -> Markup {
    let months = (1..=12).map(|month| Column::number(format!("2026{month:02}")));
    let columns = [Column::code(words.t("style-account"))]
        .into_iter()
        .chain(months)
        .chain([Column::number(words.t("style-sum"))]);
    let rows = (0..40_i64).map(|at| {
        let amounts = (1..=12).map(move |month| Ore::new((at * 7919 + month * 104_729) % 90_000_000 - 20_000_000));
        let sum = Ore::new(amounts.clone().map(Ore::get).sum());
        Row::new(
            [Cell::code(4011 + at * 13)]
                .into_iter()
                .chain(amounts.map(|amount| Cell::money_link(amount, "#")))
                .chain([Cell::money(sum)]),
        )
    });
    let sums = (0..12).map(|_| Cell::money(Ore::new(-123_456_789)));
    let table = Table::new(words, words.t("style-balances"), columns)
        .rows(rows)
        .totals(
            [Cell::text(words.t("style-sum"))]
                .into_iter()
                .chain(sums)
                .chain([Cell::money(Ore::new(-1_481_481_468))]),
        )
        .scrolls();
    html! {
        (PageHead::new(words.t("style-tabell-bred")).lead(words.t("style-wide-lead")))
        (table)
    }
}

pub(super) fn empty_table(words: Words, _: &Address) -> Markup {
    let filtered = Table::new(words, words.t("style-vouchers"), columns(words));
    let told = Table::new(words, words.t("style-balances"), columns(words))
        .empty(html! { (words.t("style-no-vouchers")) " " a href="#" { (words.t("style-no-vouchers-do")) } });
    html! {
        (PageHead::new(words.t("style-tabell-tom")))
        (state(words, "style-empty-plain", &filtered.render()))
        (state(words, "style-empty-told", &told.render()))
    }
}

/// Rows that are ticked and summed, two of them one thing.
pub(super) fn picks(words: Words, _: &Address) -> Markup {
    let row = |at: usize, amount: i64, picked: bool| {
        let (number, amount) = (format!("A {}", 1042 + at), Ore::new(amount));
        let label = format!("{number}, {amount}");
        Row::new([
            Cell::pick("post", &number, &label, amount, picked),
            Cell::code_link(&format!("#A-{}", 1042 + at), number),
            Cell::text(words.t("style-voucher-lead")),
            Cell::money(amount),
        ])
    };
    let table = Table::new(
        words,
        words.t("style-urval"),
        [
            Column::code(words.t("picks-count")),
            Column::code(words.t("style-number")),
            Column::wide(words.t("style-text")),
            Column::number(words.t("style-sum")),
        ],
    )
    .rows([
        row(0, 4_500_000, true),
        row(1, -4_500_000, true).follows(),
        row(2, 98_750, false),
    ])
    .scrolls();
    let bar = PickBar::new(words, Button::submit(words.t("style-post")).primary().key("p"));
    html! { (PageHead::new(words.t("style-urval"))) (Form::post("#", "").wide().content(html! { (bar) (table) })) }
}

pub(super) fn tabs(words: Words, address: &Address) -> Markup {
    let tabs = parts::Tabs::new(words.t("style-flikar"), address)
        .tab("rader", words.t("style-lines"), Some(7))
        .tab("historik", words.t("style-history"), None)
        .tab("underlag", words.t("style-documents"), Some(2));
    html! {
        (PageHead::new(words.t("style-flikar")))
        (tabs)
        p { (words.t("style-open-tab")) " " code { (tabs.open()) } }
    }
}

pub(super) fn periods(words: Words, address: &Address) -> Markup {
    let address = if address.get(parts::PERIOD).is_none() {
        address.clone().with(parts::PERIOD, "202603")
    } else {
        address.clone()
    };
    let picker = PeriodPicker::new(words, &address)
        .preset("202603", words.t("style-this-month"))
        .preset("202601..202603", words.t("style-this-quarter"))
        .preset("202600..202612", words.t("style-this-year"))
        .preset("202500..202512", words.t("style-last-year"));
    html! {
        (PageHead::new(words.t("style-period")).lead(words.t("style-period-lead")))
        (FilterBar::new(words, &address).field(picker.field()))
        (picker)
    }
}

pub(super) fn chart(words: Words, _: &Address) -> Markup {
    let ore = |kronor: i64| Ore::new(kronor * 100);
    let months = [
        ("202601", 812, 900),
        ("202602", 1_034, 900),
        ("202603", 655, 900),
        ("202604", 1_210, 950),
    ];
    let spent = months.into_iter().fold(
        BarChart::new(
            words,
            words.t("style-chart-spent"),
            words.t("style-period"),
            [words.t("style-outturn"), words.t("style-budget")],
        ),
        |chart, (month, outturn, budget)| chart.row(month, [ore(outturn * 1_000), ore(budget * 1_000)]),
    );
    let left = [("110", 240), ("120", -75), ("130", 18)].into_iter().fold(
        BarChart::new(
            words,
            words.t("style-chart-left"),
            words.t("style-org"),
            [words.t("style-difference")],
        ),
        |chart, (org, amount)| chart.row(org, [ore(amount * 1_000)]),
    );
    html! { (PageHead::new(words.t("style-diagram"))) (spent) (left) }
}
