//! What happened and what stands, in words an accountant can judge.

use std::fmt::Write as _;

use kameral_access::Permission;
use kameral_allocation::commands;
use kameral_allocation::key::Parting;
use kameral_allocation::refusal::AllocationRefusal;
use kameral_allocation::store;
use kameral_base::{Date, Ore, Period, Refusal};
use kameral_ledger::charge::coding_words;
use kameral_ledger::store::{generated, vouchers};
use kameral_ledger::voucher::VoucherNumber;
use kameral_store::Stop;

use super::World;

impl World {
    pub fn trial(&self, line: &str) -> String {
        let shown = match commands::trial(&self.cx, Period::parse(line).expect("a period"), None) {
            Ok(shown) => shown,
            Err(stop) => return refusals(Err(stop)),
        };
        let model = self.model();
        let mut told = String::new();
        for shown in shown {
            let given = &shown.given;
            writeln!(
                told,
                "{} {}: pool {} charged {} left {}{}",
                given.key,
                given.version,
                given.pool,
                given.charged().expect("a sum"),
                given.left().expect("a sum"),
                if shown.stands() { " stands" } else { "" }
            )
            .expect("text");
            for ((coding, unit), sum) in given.charge.iter().chain(&given.relief) {
                write!(told, "  {} {}", coding_words(&model, coding), sum.amount).expect("text");
                if !sum.quantity.is_zero() {
                    write!(told, " {} {unit}", sum.quantity).expect("text");
                }
                told.push('\n');
            }
        }
        told
    }

    pub fn differences(&self, line: &str) -> String {
        match commands::differences(&self.cx, Period::parse(line).expect("a period")) {
            Ok(found) => {
                let told = found.into_iter().map(|found| {
                    format!(
                        "{}: real {} in {} charged {} spread {} out {} left {}\n",
                        found.key,
                        found.real,
                        found.carried_in,
                        found.charged,
                        found.spread,
                        found.carried_out,
                        found.left
                    )
                });
                told.collect::<Vec<_>>().concat()
            }
            Err(stop) => refusals(Err(stop)),
        }
    }

    pub fn keys(&self) -> String {
        let keys = self
            .cx
            .read(Permission::BooksRead, |tx| store::keys(tx, self.cx.entity()));
        let day = |day: Option<Date>| day.map_or_else(|| "-".to_owned(), |day| day.to_string());
        let told = keys.expect("the keys").into_iter().map(|key| {
            let rate = match &key.parting {
                Parting::Rate { millionths, .. } => format!(" {millionths}"),
                _ => String::new(),
            };
            let days = format!("{} {}", day(key.valid_from), day(key.valid_to));
            format!("{} {} {} {days}{rate}\n", key.key, key.version, key.state.word())
        });
        told.collect()
    }

    pub fn prices(&self) -> String {
        let prices = self
            .cx
            .read(Permission::BooksRead, |tx| store::prices(tx, self.cx.entity()));
        let told = prices.expect("the prices").into_iter().map(|price| {
            let proposed = if price.proposed { " proposed" } else { "" };
            format!("{} {} {}{proposed}\n", price.resource, price.valid_from, price.price)
        });
        told.collect()
    }

    pub fn show(&self, number: &str) -> String {
        let number = VoucherNumber::parse(number).expect("a number");
        let found = self.cx.read(Permission::BooksRead, |tx| {
            let seq = {
                let sight = kameral_ledger::sight::Sight::load(tx, &self.cx)?;
                vouchers::seq_of(tx, &sight, &number)
            }?
            .expect("the voucher is there");
            {
                let sight = kameral_ledger::sight::Sight::load(tx, &self.cx)?;
                vouchers::voucher(tx, &sight, seq, 1, i64::MAX)
            }
        });
        let (voucher, model) = (found.expect("the voucher"), self.model());
        let header = &voucher.header;
        let mut told = format!("{} {} {} {}\n", header.number, header.date, header.period, header.text);
        for line in &voucher.lines {
            write!(told, "  {} {}", coding_words(&model, &line.coding), line.amount).expect("text");
            if let Some(quantity) = line.quantity {
                write!(told, " {quantity} {}", line.unit).expect("text");
            }
            if let Some(version) = line.generated_version {
                write!(told, " by {} {version}", line.generated_by).expect("text");
            }
            told.push('\n');
        }
        told
    }

    /// The sum of the accounts that begin so, over both years.
    pub fn sum(&self, prefix: &str) -> Ore {
        let standing = self.cx.read(Permission::BooksRead, |tx| {
            let mut all = Vec::new();
            for year in [2026, 2027] {
                let last = Period::new(i32::try_from(year).expect("a year"), 16).expect("a period");
                all.extend(generated::standing(tx, self.cx.entity(), year, last)?);
            }
            Ok(all)
        });
        let standing = standing.expect("the balances").into_iter();
        let on_them = standing.filter(|row| row.coding.account().starts_with(prefix));
        on_them.fold(Ore::ZERO, |sum, row| sum.checked_add(row.amount).expect("a sum"))
    }
}

/// What was done for each key, or why nothing was.
pub fn outcomes(outcomes: Result<Vec<commands::Outcome>, Stop<Vec<AllocationRefusal>>>) -> String {
    let outcomes = match outcomes {
        Ok(outcomes) => outcomes,
        Err(stop) => return refusals(Err(stop)),
    };
    if outcomes.is_empty() {
        return "nothing differs\n".to_owned();
    }
    let mut told = String::new();
    for outcome in outcomes {
        write!(told, "{} {}:", outcome.key, outcome.version).expect("text");
        if let Some(back) = outcome.reversal {
            write!(told, " took back by {}", back.number).expect("text");
        }
        if let Some(voucher) = outcome.voucher {
            write!(told, " posted {}", voucher.number).expect("text");
        }
        told.push('\n');
    }
    told
}

/// Every refusal on its line; nothing where there was none.
pub fn refusals(done: Result<(), Stop<Vec<AllocationRefusal>>>) -> String {
    match done {
        Ok(()) => String::new(),
        Err(Stop::Refused(refusals)) => {
            let told = refusals.iter().map(|refusal| {
                let field = refusal.place().field.unwrap_or_default();
                let args = refusal.sentence().args;
                let args = args.iter().map(|(name, value)| format!(" {name}={value:?}"));
                format!("refused: {} ({field}){}\n", refusal.name(), args.collect::<String>())
            });
            told.collect()
        }
        Err(stop) => panic!("{stop:?}"),
    }
}
