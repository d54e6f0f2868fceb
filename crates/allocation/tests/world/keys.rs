//! Keys as a story writes them.

use kameral_allocation::key::{
    AllocationKey, Basis, DifferenceAccounts, KeyLine, KeyState, Parting, Reach, Receiver, Selection,
};
use kameral_base::{Pattern, Quantity};
use kameral_ledger::model::Taken;

/// A key from `K version=1 order=10 from=2026-01-01 to=… year off pool=4* ORG=100 ; shares ORG=110:60 … ; 9511 9519`.
///
/// After the second semicolon: accounts of receivers and relief (`=` copies), then values of receivers, a stroke, values
/// of relief (`FIN` copies, `ORG=100` is written), a stroke, accounts of differences.
pub fn key(line: &str) -> AllocationKey {
    let mut parts = line.split(';').map(str::trim);
    let mut key = AllocationKey {
        key: String::new(),
        version: 1,
        name: String::new(),
        name_en: String::new(),
        order: 10,
        state: KeyState::InForce,
        pool: Selection {
            accounts: Pattern::any(),
            values: Vec::new(),
        },
        reach: Reach::Period,
        parting: Parting::Shares(Vec::new()),
        charge: KeyLine {
            account: Taken::Copied,
            values: Vec::new(),
        },
        relief: KeyLine {
            account: Taken::Copied,
            values: Vec::new(),
        },
        difference: None,
        valid_from: None,
        valid_to: None,
        note: String::new(),
    };
    for (at, token) in parts.next().expect("a head").split_whitespace().enumerate() {
        match token.split_once('=') {
            None if at == 0 => {
                token.clone_into(&mut key.key);
                key.name = format!("Nyckel {token}");
            }
            None if token == "year" => key.reach = Reach::Year,
            None if token == "off" => key.state = KeyState::Off,
            Some(("version", version)) => key.version = version.parse().expect("a version"),
            Some(("order", order)) => key.order = order.parse().expect("an order"),
            Some(("from", day)) => key.valid_from = Some(day.parse().expect("a day")),
            Some(("to", day)) => key.valid_to = Some(day.parse().expect("a day")),
            Some(("pool", accounts)) => key.pool.accounts = Pattern::parse(accounts).expect("accounts"),
            Some((code, pattern)) => key.pool.values.push(condition(code, pattern)),
            None => panic!("{token}"),
        }
    }
    key.parting = parting(parts.next().expect("a parting"));
    let mut lines = parts.next().expect("accounts").split('|').map(str::trim);
    let mut charge = lines.next().expect("accounts").split_whitespace();
    let account = |text: &str| {
        if text == "=" {
            Taken::Copied
        } else {
            Taken::Fixed(text.to_owned())
        }
    };
    key.charge.account = account(charge.next().expect("an account"));
    key.relief.account = account(charge.next().expect("an account"));
    key.charge.values = charge.map(taken).collect();
    key.relief.values = lines.next().unwrap_or_default().split_whitespace().map(taken).collect();
    if let Some((charge, relief)) = lines.next().and_then(|accounts| accounts.split_once(' ')) {
        key.difference = Some(DifferenceAccounts {
            charge: charge.to_owned(),
            relief: relief.to_owned(),
        });
    }
    key
}

fn condition(code: &str, pattern: &str) -> (String, Pattern) {
    let pattern = if pattern == "''" { "" } else { pattern };
    let read = if pattern.is_empty() {
        Pattern::exact("")
    } else {
        Pattern::parse(pattern)
    };
    (code.to_owned(), read.expect("a pattern"))
}

fn taken(text: &str) -> (String, Taken) {
    match text.split_once('=') {
        Some((code, value)) => (code.to_owned(), Taken::Fixed(value.to_owned())),
        None => (text.to_owned(), Taken::Copied),
    }
}

fn parting(text: &str) -> Parting {
    let mut tokens = text.split_whitespace();
    match tokens.next().expect("a word") {
        word @ ("shares" | "weights") => {
            let receivers = tokens.map(|token| {
                let (values, share) = token.rsplit_once(':').expect("a share");
                let values = values.split(',').map(|value| {
                    let (code, value) = value.split_once('=').expect("a value");
                    (code.to_owned(), value.to_owned())
                });
                let times = if word == "shares" { 10 } else { 1 };
                let share = if word == "shares" {
                    Quantity::parse(share).expect("per cent").get()
                } else {
                    share.parse().expect("a weight")
                };
                Receiver {
                    values: values.collect(),
                    share: share * times,
                }
            });
            let receivers = receivers.collect();
            if word == "shares" {
                Parting::Shares(receivers)
            } else {
                Parting::Weights(receivers)
            }
        }
        "basis" => {
            let receivers = tokens
                .next()
                .expect("dimensions")
                .split(',')
                .map(str::to_owned)
                .collect();
            Parting::Basis {
                basis: basis(tokens),
                receivers,
            }
        }
        "rate" => {
            let millionths = Quantity::parse(tokens.next().expect("a rate")).expect("per cent").get() * 10;
            Parting::Rate {
                basis: basis(tokens),
                millionths,
            }
        }
        "price" => Parting::Price {
            dimension: tokens.next().expect("a dimension").to_owned(),
            basis: basis(tokens),
        },
        word => panic!("{word}"),
    }
}

fn basis<'t>(tokens: impl Iterator<Item = &'t str>) -> Basis {
    let mut basis = Basis {
        of: Selection {
            accounts: Pattern::any(),
            values: Vec::new(),
        },
        unit: None,
    };
    for (at, token) in tokens.enumerate() {
        match token.split_once('=') {
            _ if at == 0 => basis.of.accounts = Pattern::parse(token).expect("accounts"),
            Some(("unit", unit)) => basis.unit = Some(unit.to_owned()),
            Some((code, pattern)) => basis.of.values.push(condition(code, pattern)),
            None => panic!("{token}"),
        }
    }
    basis
}
