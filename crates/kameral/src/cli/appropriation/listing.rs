//! Lists of items, movements and how items stand.

use kameral_access::Permission;
use kameral_appropriations::model::Link;
use kameral_appropriations::queries;
use kameral_appropriations::store::{items, movements};
use kameral_appropriations::tree;
use kameral_base::{Date, Ore};
use kameral_ui::Words;

use super::{StatusArgs, YearArgs};
use crate::cli::output::Listing;
use crate::cli::{Cli, EntityArg, Format};
use crate::outcome::Ending;
use crate::place;

pub(super) fn items(cli: &Cli, words: Words, entity: &EntityArg) -> Result<(), Ending> {
    let cx = place::operator(&place::open(&cli.db)?, &entity.entity)?;
    let known = cx.read(Permission::BooksRead, |tx| items::all(tx, &cx.scope))?;
    let rows = tree::ordered(&known).into_iter().map(|(_, item)| {
        vec![
            item.item.clone(),
            item.parent.clone().unwrap_or_default(),
            words.t(&format!("appropriation-kind-{}", item.kind.word())),
            item.name.clone(),
            words.t(&format!("appropriation-flow-{}", item.flow.word())),
            words.t(&format!("appropriation-basis-{}", item.basis.word())),
            item.links.iter().map(link).collect::<Vec<_>>().join(", "),
        ]
    });
    let columns = vec![
        ("item", "appropriation-item"),
        ("parent", "appropriation-parent"),
        ("kind", "appropriation-kind"),
        ("name", "appropriation-name"),
        ("flow", "appropriation-flow"),
        ("basis", "appropriation-basis"),
        ("links", "appropriation-links"),
    ];
    let rows = rows.collect();
    Listing { columns, rows }.print(cli, words);
    Ok(())
}

fn link(link: &Link) -> String {
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    match (link.valid_from, link.valid_to) {
        (None, None) => link.financier.clone(),
        (from, to) => format!("{}:{}..{}", link.financier, day(from), day(to)),
    }
}

/// Amounts for people with their digits grouped, for programs in whole öre.
pub(super) fn amount(cli: &Cli, amount: Ore) -> String {
    match cli.format {
        Format::Json => amount.get().to_string(),
        Format::Csv => amount.plain(),
        Format::Text => amount.to_string(),
    }
}

pub(super) fn movements(cli: &Cli, words: Words, args: &YearArgs) -> Result<(), Ending> {
    let cx = place::operator(&place::open(&cli.db)?, &args.entity.entity)?;
    let year = args.year.unwrap_or_else(|| i64::from(cx.today.year()));
    let found = cx.read(Permission::BooksRead, |tx| movements::of_year(tx, &cx.scope, year))?;
    let rows = found.into_iter().map(|movement| {
        vec![
            movement.movement.to_string(),
            movement.item,
            words.t(&format!("appropriation-movement-{}", movement.kind.word())),
            amount(cli, movement.amount),
            movement.decided_on.to_string(),
            movement.document,
            movement.takes_back.map(|number| number.to_string()).unwrap_or_default(),
            movement.registered_by,
        ]
    });
    let columns = vec![
        ("movement", "appropriation-movement"),
        ("item", "appropriation-item"),
        ("kind", "appropriation-kind"),
        ("amount_ore", "appropriation-amount"),
        ("decided_on", "appropriation-decided-on"),
        ("document", "appropriation-document"),
        ("takes_back", "appropriation-takes-back"),
        ("registered_by", "appropriation-registered-by"),
    ];
    let rows = rows.collect();
    Listing { columns, rows }.print(cli, words);
    Ok(())
}

pub(super) fn status(cli: &Cli, words: Words, args: &StatusArgs) -> Result<(), Ending> {
    let cx = place::operator(&place::open(&cli.db)?, &args.of.entity.entity)?;
    let day = args.day.unwrap_or(cx.today);
    let year = args.of.year.unwrap_or_else(|| i64::from(day.year()));
    let standings = queries::standings(
        &cx,
        Permission::BooksRead,
        year,
        args.day.map_or(queries::Until::End, queries::Until::Day),
    )?;
    let zero = |sum: Option<Ore>| sum.unwrap_or(Ore::MAX);
    let rows = standings.items.iter().map(|standing| {
        let whole = &standing.whole;
        vec![
            standing.item.item.clone(),
            standing.item.name.clone(),
            amount(cli, zero(whole.disposable())),
            amount(cli, whole.charged.expenditure),
            amount(cli, whole.charged.income),
            amount(cli, zero(whole.left())),
            amount(cli, standing.rules.credit),
            words.t(&format!("appropriation-level-{}", standing.alarm.word())),
        ]
    });
    let columns = vec![
        ("item", "appropriation-item"),
        ("name", "appropriation-name"),
        ("disposable_ore", "appropriation-disposable"),
        ("expenditure_ore", "appropriation-expenditure"),
        ("income_ore", "appropriation-income"),
        ("left_ore", "appropriation-left"),
        ("credit_ore", "appropriation-credit"),
        ("level", "appropriation-level"),
    ];
    let rows = rows.collect();
    Listing { columns, rows }.print(cli, words);
    Ok(())
}
