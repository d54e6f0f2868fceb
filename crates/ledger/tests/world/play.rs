//! The commands of a story.
//!
//! ```text
//! as eva                                   who acts from now on
//! post 2026-03-15 Rent for March           posts; `accept="reason"` and `key=k1` may follow `post`
//!   5012 ORG=100 500,00
//!   2581 -500,00
//! try 2026-03-15 Rent for March            what posting would give, changing nothing
//! reverse A-2026-1 2026-04-01 [period=202613] Wrong supplier
//! recode A-2026-1 2026-04-01 Wrong unit    moves lines: number, then what changes
//!   1 ORG=110
//!   2 5531 300,00
//! annul A-2026-4 2026-04-01 Printed twice
//! close 202603 [reason]                    also `hold`, `open`
//! show A-2026-1
//! balances 2026 [202601..202603]           the cube by coding and unit
//! numbers E 2026                           numbers of a series and what is missing among them
//! account 5532 Gas [unit=m3] [kind=asset] [open_items] [from=…] [to=…]
//! value ORG 130 Name [from=…] [to=…] [next=…]
//! derived 6 MPTYP mptyp                   a field derived by a relation
//! relation mptyp MP 10*=I 20*=M           pairs, in order
//! rule r1 5* FIN mandatory [when ORG=100] [kinds=bank*] [warning]
//!                                         fixed=10, allowed=1*, proposed=10, forbidden, apart=1932
//! ```

use std::fmt::Write as _;

use kameral_access::{IdempotencyKey, Permission};
use kameral_base::{Ore, Pattern, Period, PeriodRange};
use kameral_ledger::commands::{PostRequest, annul, change_registers, post, preview, recode, reverse, set_period};
use kameral_ledger::correct::{CorrectionOrder, Move};
use kameral_ledger::model::{
    Account, AccountKind, CombinationRule, Dimension, DimensionValue, Module, PeriodState, Relation, RelationValue,
    Requirement,
};
use kameral_ledger::posting::Source;
use kameral_ledger::register::Change;
use kameral_ledger::store::{balances, vouchers};
use kameral_ledger::voucher::{DraftVoucher, VoucherNumber};

use super::{World, language, tell};

/// One command with what stands indented below it.
#[derive(Debug, Clone)]
pub struct Step<'s> {
    /// The first word.
    pub word: &'s str,
    /// What follows it.
    pub rest: &'s str,
    /// The indented lines.
    pub below: Vec<&'s str>,
}

/// Cuts a story into commands. The least indented lines are commands.
pub(super) fn steps(story: &str) -> Vec<Step<'_>> {
    let lines: Vec<&str> = story.lines().filter(|line| !line.trim().is_empty()).collect();
    let indent = |line: &str| line.len() - line.trim_start().len();
    // The story's first line may stand right after the opening quote, and then tells no indent.
    let after_quote = usize::from(!story.starts_with('\n'));
    let told = lines.iter().skip(after_quote);
    let least = told.map(|line| indent(line)).min().unwrap_or(0);
    let mut steps: Vec<Step<'_>> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if at == 0 || indent(line) <= least {
            let (word, rest) = line.trim().split_once(' ').unwrap_or((line.trim(), ""));
            steps.push(Step {
                word,
                rest: rest.trim(),
                below: Vec::new(),
            });
        } else if let Some(step) = steps.last_mut() {
            step.below.push(line.trim());
        }
    }
    steps
}

pub(super) fn act(world: &mut World, step: &Step<'_>) -> String {
    match step.word {
        "as" => {
            world.cx = world.cx_of(step.rest);
            String::new()
        }
        "post" => post_one(world, step),
        "try" => try_one(world, step),
        "reverse" => reverse_one(world, step),
        "recode" => recode_one(world, step),
        "annul" => annul_one(world, step),
        "open" | "hold" | "close" => set_state(world, step),
        "show" => show(world, step.rest),
        "balances" => cube(world, step.rest),
        "numbers" => numbers(world, step.rest),
        "account" | "value" | "rule" | "derived" | "relation" => register(world, step),
        word => panic!("no story knows the word {word}"),
    }
}

/// What `post` and `try` ask for: the draft, the reason for warnings, the key.
fn request(world: &World, step: &Step<'_>) -> (PostRequest, Option<IdempotencyKey>) {
    let mut rest = step.rest;
    let mut accept_warnings = None;
    let mut key = None;
    while let Some((name, value)) = rest.split_whitespace().next().and_then(|token| token.split_once('=')) {
        match name {
            "accept" => accept_warnings = Some(value.trim_matches('"').replace('_', " ")),
            "key" => key = Some(value),
            _ => break,
        }
        rest = rest.split_once(' ').map_or("", |(_, rest)| rest.trim());
    }
    let draft = language::draft(&world.model(), rest, step.below.iter().copied());
    let source = Source {
        name: "entry",
        sha256: None,
    };
    let key = key.map(|key| IdempotencyKey::new(key, format!("{draft:?}").as_bytes()));
    (
        PostRequest {
            drafts: vec![draft],
            source,
            accept_warnings,
            subject: String::new(),
        },
        key,
    )
}

fn post_one(world: &World, step: &Step<'_>) -> String {
    let (request, key) = request(world, step);
    match post(&world.cx, key.as_ref(), &request) {
        Ok(posted) => posted
            .iter()
            .map(|voucher| format!("posted {} {}\n", voucher.number, voucher.period))
            .collect(),
        Err(stop) => tell::stop(stop),
    }
}

fn try_one(world: &World, step: &Step<'_>) -> String {
    let (request, _) = request(world, step);
    match preview(&world.cx, &request) {
        Ok(vouchers) => {
            let mut text = String::from("would post\n");
            for line in vouchers
                .iter()
                .flat_map(kameral_ledger::voucher::BalancedVoucher::lines)
            {
                let _ = writeln!(text, "  {} {}", line.coding.as_str(), line.amount.plain());
            }
            text
        }
        Err(stop) => tell::stop(stop),
    }
}

/// `A-2026-1 2026-04-01 [period=202613] reason`
fn order(rest: &str) -> (VoucherNumber, CorrectionOrder) {
    let mut words = rest.split_whitespace().peekable();
    let number = words.next().and_then(VoucherNumber::parse).expect("a voucher number");
    let date = words.next().expect("a date").parse().expect("a date");
    let period = words
        .next_if(|word| word.starts_with("period="))
        .map(|word| Period::parse(word.trim_start_matches("period=")).expect("a period"));
    (
        number,
        CorrectionOrder {
            date,
            period,
            reason: words.collect::<Vec<_>>().join(" "),
        },
    )
}

fn reverse_one(world: &World, step: &Step<'_>) -> String {
    let (number, order) = order(step.rest);
    match reverse(&world.cx, None, &number, &order) {
        Ok(voucher) => format!("posted {} {}", voucher.number, voucher.period),
        Err(stop) => tell::stop(stop),
    }
}

fn recode_one(world: &World, step: &Step<'_>) -> String {
    let (number, order) = order(step.rest);
    let model = world.model();
    let moves: Vec<Move> = step
        .below
        .iter()
        .map(|text| {
            let mut tokens = text.split_whitespace();
            let line = tokens
                .next()
                .and_then(|token| token.parse().ok())
                .expect("a line number");
            let mut step = Move {
                line,
                account: None,
                values: Vec::new(),
                amount: None,
            };
            for token in tokens {
                match token.split_once('=') {
                    Some((code, value)) => {
                        let dimension = model.dimension(code).expect("a dimension");
                        step.values.push((dimension.position, value.to_owned()));
                    }
                    None if token.contains([',', '.']) => {
                        step.amount = Some(Ore::parse(token).expect("an amount"));
                    }
                    None => step.account = Some(token.to_owned()),
                }
            }
            step
        })
        .collect();
    match recode(&world.cx, None, &number, &order, &moves) {
        Ok(voucher) => format!("posted {} {}", voucher.number, voucher.period),
        Err(stop) => tell::stop(stop),
    }
}

fn annul_one(world: &World, step: &Step<'_>) -> String {
    let (number, order) = order(step.rest);
    match annul(&world.cx, None, &number, &order) {
        Ok(voucher) => format!("annulled {} {}", voucher.number, voucher.period),
        Err(stop) => tell::stop(stop),
    }
}

fn set_state(world: &World, step: &Step<'_>) -> String {
    let state = match step.word {
        "open" => PeriodState::Open,
        "hold" => PeriodState::Held,
        _ => PeriodState::Closed,
    };
    let (period, reason) = step.rest.split_once(' ').unwrap_or((step.rest, ""));
    let period = Period::parse(period).expect("a period");
    match set_period(&world.cx, None, period, &[Module::Ledger], state, reason) {
        Ok(()) => String::new(),
        Err(stop) => tell::stop(stop),
    }
}

/// A posted voucher with its lines.
pub fn show(world: &World, number: &str) -> String {
    let number = VoucherNumber::parse(number).expect("a voucher number");
    let found = world.cx.read(Permission::BooksRead, |tx| {
        match {
            let sight = kameral_ledger::sight::Sight::load(tx, &world.cx)?;
            vouchers::seq_of(tx, &sight, &number)
        }? {
            Some(seq) => Ok(Some({
                let sight = kameral_ledger::sight::Sight::load(tx, &world.cx)?;
                vouchers::voucher(tx, &sight, seq, 1, i64::MAX)
            }?)),
            None => Ok(None),
        }
    });
    match found.expect("vouchers can be read") {
        Some(voucher) => tell::voucher(world, &voucher),
        None => format!("{number} does not exist"),
    }
}

fn cube(world: &World, rest: &str) -> String {
    let (year, periods) = rest.split_once(' ').unwrap_or((rest, ""));
    let year: i64 = year.parse().expect("a year");
    let periods = if periods.is_empty() {
        format!("{year}00..{year}16")
    } else {
        periods.to_owned()
    };
    let range = PeriodRange::parse(&periods).expect("periods");
    let (sums, codings) = world
        .cx
        .read(Permission::BooksRead, |tx| {
            let sums = balances::sums(tx, &world.cx.scope, year, range.from(), range.to(), None)?;
            Ok((sums, balances::codings(tx, &world.cx)?))
        })
        .expect("balances can be read");
    let mut rows: Vec<String> = Vec::new();
    for ((coding, unit), sums) in sums {
        let (debit, credit) = (sums.debit.plain(), sums.credit.plain());
        let quantity = if unit.is_empty() {
            String::new()
        } else {
            format!(" {} {unit}", sums.quantity.plain())
        };
        rows.push(format!("{} {debit} {credit}{quantity}\n", codings[&coding].as_str()));
    }
    rows.sort();
    rows.concat()
}

fn numbers(world: &World, rest: &str) -> String {
    let (series, year) = rest.split_once(' ').expect("a series and a year");
    let filter = vouchers::VoucherFilter {
        series: series.to_owned(),
        ..vouchers::VoucherFilter::default()
    };
    let page = world
        .cx
        .read(Permission::BooksRead, |tx| {
            let (sight, model) = (
                kameral_ledger::sight::Sight::load(tx, &world.cx)?,
                kameral_ledger::store::model::load(tx, &world.cx)?,
            );
            vouchers::search(tx, &sight, &model, &filter, i64::MAX, 1_000).map(|found| found.rows)
        })
        .expect("vouchers can be read");
    let mut taken: Vec<i64> = page
        .iter()
        .filter(|row| row.number.year.to_string() == year)
        .map(|row| row.number.number)
        .collect();
    taken.sort_unstable();
    let missing = (1..taken.last().copied().unwrap_or(0)).filter(|number| !taken.contains(number));
    format!("{series} {year}: {taken:?}, missing {:?}", missing.collect::<Vec<_>>())
}

fn register(world: &World, step: &Step<'_>) -> String {
    let tokens: Vec<&str> = step.rest.split_whitespace().collect();
    let set = |name: &str| {
        tokens
            .iter()
            .find_map(|token| token.strip_prefix(name)?.strip_prefix('='))
    };
    let day = |name: &str| set(name).map(|day| day.parse().expect("a date"));
    let change = match step.word {
        "account" => {
            let kind = set("kind")
                .and_then(AccountKind::from_word)
                .unwrap_or(AccountKind::Expense);
            Change::Account(Account {
                unit: set("unit").unwrap_or_default().to_owned(),
                open_items: tokens.contains(&"open_items"),
                valid_from: day("from"),
                valid_to: day("to"),
                ..Account::plain(tokens[0], tokens[1], kind)
            })
        }
        "value" => {
            let position = world.model().dimension(tokens[0]).expect("a dimension").position;
            Change::Value(DimensionValue {
                valid_from: day("from"),
                valid_to: day("to"),
                successor: set("next").unwrap_or_default().to_owned(),
                ..DimensionValue::plain(position, tokens[1], tokens[2])
            })
        }
        "derived" => Change::Dimension(Dimension {
            indirect: true,
            derived_by: tokens[2].to_owned(),
            ..Dimension::plain(tokens[0].parse().expect("a position"), tokens[1], tokens[1])
        }),
        "relation" => Change::Relation(relation(&tokens)),
        _ => Change::Rule(rule(&tokens)),
    };
    match change_registers(&world.cx, None, "story", &[change]) {
        Ok(_) => String::new(),
        Err(stop) => tell::stop(stop),
    }
}

fn relation(tokens: &[&str]) -> Relation {
    let pairs = tokens[2..].iter().map(|pair| {
        let (from, to) = pair.split_once('=').expect("a pair");
        RelationValue {
            from: Pattern::parse(from).expect("a pattern"),
            to: to.to_owned(),
            valid_from: None,
            valid_to: None,
        }
    });
    Relation {
        relation: tokens[0].to_owned(),
        from_dimension: tokens[1].to_owned(),
        name: tokens[0].to_owned(),
        name_en: String::new(),
        values: pairs.collect(),
    }
}

fn rule(tokens: &[&str]) -> CombinationRule {
    let pattern = |text: &str| Pattern::parse(text).expect("a pattern");
    let (word, value) = tokens[3].split_once('=').unwrap_or((tokens[3], ""));
    let when = tokens.iter().position(|token| *token == "when").map(|at| {
        let (dimension, values) = tokens[at + 1].split_once('=').expect("a condition");
        (dimension.to_owned(), pattern(values))
    });
    CombinationRule {
        rule: tokens[0].to_owned(),
        accounts: pattern(tokens[1]),
        dimension: tokens[2].to_owned(),
        requirement: Requirement::from_words(word, value).expect("a requirement"),
        when,
        kinds: tokens
            .iter()
            .find_map(|token| token.strip_prefix("kinds="))
            .map(pattern),
        warning: tokens.contains(&"warning"),
        valid_from: None,
        valid_to: None,
        text_sv: String::new(),
        text_en: String::new(),
    }
}

/// A draft in the short language, for tests that call commands themselves.
pub fn draft_of(world: &World, step: &Step<'_>) -> DraftVoucher {
    language::draft(&world.model(), step.rest, step.below.iter().copied())
}
