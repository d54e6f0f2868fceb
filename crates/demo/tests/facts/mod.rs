//! A demo to ask questions of.

#![allow(dead_code, reason = "each test file asks a part")]

mod internal;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use kameral_access::{Cx, INSTALLATION, Permission};
use kameral_appropriations::commit::outstanding;
use kameral_appropriations::queries::{self, Standings, Until};
use kameral_appropriations::standing::Standing;
use kameral_appropriations::store::commitments;
use kameral_base::{Date, Ore, Pattern, Period, Timestamp};
use kameral_closing::commands::{self as closing, TransferOrder};
use kameral_closing::definition::Definition;
use kameral_demo::DemoReport;
use kameral_exchange::commands::reported;
use kameral_ledger::check::check;
use kameral_ledger::model::{AccountingModel, Module};
use kameral_ledger::store::vouchers::VoucherFilter;
use kameral_ledger::store::{balances, drafts, entities, model, open_items, periods, templates, vouchers};
use kameral_store::testing::each_migrated;
use kameral_store::{Fault, Migrations, Store, Tx};

/// Tables the demo needs.
const MIGRATIONS: [Migrations; 6] = [
    kameral_access::MIGRATIONS,
    kameral_ledger::MIGRATIONS,
    kameral_appropriations::MIGRATIONS,
    kameral_allocation::MIGRATIONS,
    kameral_parties::MIGRATIONS,
    kameral_exchange::MIGRATIONS,
];

/// A demo that was made.
pub struct Demo {
    /// The database.
    pub store: Store,
    /// What making it answered.
    pub report: DemoReport,
    today: Date,
    now: Timestamp,
}

/// A balance of one account and its values in one period.
struct Balance {
    period: Period,
    account: String,
    values: Vec<(u8, String)>,
    net: Ore,
}

impl Balance {
    fn bears(&self, financier: &str) -> bool {
        self.values.contains(&(4, financier.to_owned()))
    }
}

impl Demo {
    /// Makes the demo of a day.
    pub fn on(store: &Store, today: &str, vouchers: Option<usize>) -> Self {
        let today: Date = today.parse().expect("a day");
        let now = format!("{today}T09:30:00Z").parse().expect("a moment");
        // As in the program: nothing of the demo goes beyond what is given, or changes what was reported.
        kameral_appropriations::guard::register(store);
        kameral_exchange::guard::register(store);
        kameral_parties::proposals::register(store);
        let report = kameral_demo::build(store, today, now, vouchers, &mut |done, total| {
            assert!(done <= total, "{done} of {total}");
        });
        let report = report.unwrap_or_else(|fault| panic!("{fault}"));
        Self {
            store: store.clone(),
            report,
            today,
            now,
        }
    }

    /// The operator at an entity.
    pub fn cx(&self, code: &str) -> Cx {
        let entity = self
            .store
            .read(|tx| entities::by_code(tx, code))
            .expect("a read")
            .expect("the entity");
        Cx::operator(self.store.clone(), "test", entity.id, self.today, self.now)
    }

    /// A read in an entity.
    pub fn read<T>(&self, code: &str, query: impl FnOnce(&mut Tx, &Cx) -> Result<T, Fault>) -> T {
        let cx = self.cx(code);
        cx.read(Permission::BooksRead, |tx| query(tx, &cx)).expect("a read")
    }

    /// The accounting model of an entity.
    pub fn model(&self, code: &str) -> Arc<AccountingModel> {
        self.read(code, model::load)
    }

    fn balances(&self, code: &str, year: i32) -> Vec<Balance> {
        let period = |month| Period::new(year, month).expect("a period");
        let (rows, codings) = self.read(code, |tx, cx| {
            let rows = balances::sums_by_period(tx, &cx.scope, i64::from(year), period(0), period(16))?;
            Ok((rows, balances::codings(tx, cx)?))
        });
        let balance = |((period, number, _), sums): ((Period, i64, String), balances::Sums)| {
            let coding = &codings[&number];
            let (account, values) = (coding.account().to_owned(), coding.values());
            Balance {
                period,
                account,
                values,
                net: sums.net().expect("a net"),
            }
        };
        rows.into_iter().map(balance).collect()
    }

    fn total(&self, code: &str, year: i32, counts: impl Fn(&Balance) -> bool) -> Ore {
        let balances = self.balances(code, year);
        let counted = balances.iter().filter(|balance| counts(balance));
        counted.fold(Ore::ZERO, |sum, balance| sum.checked_add(balance.net).expect("a sum"))
    }

    /// Sum of the closing balances of accounts that begin so.
    pub fn sum(&self, code: &str, year: i32, prefix: &str) -> Ore {
        self.total(code, year, |balance| balance.account.starts_with(prefix))
    }

    /// Closing balances that are carried, by the account they open on.
    pub fn carried(&self, code: &str, year: i32) -> BTreeMap<String, Ore> {
        self.by_opening_account(code, year, |_| true)
    }

    /// Balances of the opening period, by account.
    pub fn opened(&self, code: &str, year: i32) -> BTreeMap<String, Ore> {
        self.by_opening_account(code, year, Period::is_opening)
    }

    fn by_opening_account(&self, code: &str, year: i32, counts: impl Fn(Period) -> bool) -> BTreeMap<String, Ore> {
        let model = self.model(code);
        let definition = Definition::standard(model.entity.rules);
        let opens_on = |balance: &Balance| {
            let row = definition.opening_of(&model, &balance.account, &balance.values);
            let to = row.and_then(|row| row.to.clone());
            to.unwrap_or_else(|| balance.account.clone())
        };
        let mut nets = BTreeMap::<String, Ore>::new();
        for balance in self
            .balances(code, year)
            .iter()
            .filter(|balance| counts(balance.period))
        {
            if balance.account.starts_with(['1', '2']) {
                let net = nets.entry(opens_on(balance)).or_default();
                *net = net.checked_add(balance.net).expect("a sum");
            }
        }
        nets.retain(|_, net| !net.is_zero());
        nets
    }

    /// Costs less revenue that an administrative appropriation bears, up to a month.
    pub fn costs(&self, year: i32, financier: &str, month: u32) -> Ore {
        self.total("1098", year, |balance| {
            let cost = balance.account.starts_with(['4', '5', '6']);
            let revenue = balance.account.starts_with('3') && !balance.account.starts_with("30");
            (cost || revenue) && balance.period.month() <= month && balance.bears(financier)
        })
    }

    /// What stands on an account with a financier at the end of a year.
    pub fn coded(&self, year: i32, account: &str, financier: &str) -> Ore {
        self.total("1098", year, |balance| {
            balance.account == account && balance.bears(financier)
        })
    }

    /// What a closed year still lacks: rows of another run, findings of its checks, transfers, and what
    /// they cannot explain.
    pub fn lacks(&self, year: i32) -> Vec<String> {
        let cx = self.cx("1098");
        let trial = closing::trial(&cx, i64::from(year)).expect("a trial");
        let checks = closing::checklist(&cx, i64::from(year)).expect("checks");
        let order = TransferOrder::all(Period::new(year, 13).expect("a period"));
        let reading = closing::read_transfers(&cx, &order).expect("a reading");
        let rows = trial.result.differing().chain(trial.opening.differing());
        rows.map(|row| format!("{row:?}"))
            .chain(
                checks
                    .iter()
                    .filter(|check| !check.found.is_empty())
                    .map(|check| format!("{check:?}")),
            )
            .chain(reading.proposals.iter().map(|proposal| format!("{proposal:?}")))
            .chain(reading.unexplained.iter().map(|left| format!("{left:?}")))
            .collect()
    }

    /// How the appropriations of a year stand.
    pub fn standings(&self, year: i64) -> Standings {
        queries::standings(&self.cx("1098"), Permission::BooksRead, year, Until::End).expect("appropriations")
    }

    /// The same in words, for both years, and the commitments.
    pub fn appropriations(&self) -> String {
        let mut told = String::new();
        for year in [2025, 2026] {
            for standing in self.standings(year).items.into_iter().filter(Standing::is_used) {
                let (own, closing) = (standing.own, standing.closing);
                let _ = writeln!(
                    told,
                    "{year} {}: given {} {} {} {}, charged {} {}, kept {} {}",
                    standing.item.item,
                    own.opening,
                    own.allotment,
                    own.redirected,
                    own.withdrawal,
                    own.charged.expenditure,
                    own.charged.income,
                    closing.kept,
                    standing.alarm.word(),
                );
            }
        }
        for commitment in self.read("1098", |tx, cx| commitments::all(tx, &cx.scope)) {
            let _ = writeln!(
                told,
                "{} {}: {}, {} payments, {} left",
                commitment.commitment,
                commitment.counterparty,
                commitment.total,
                commitment.events.len(),
                outstanding(&commitment, None),
            );
        }
        told
    }

    /// The end of each journal: place and hash.
    pub fn heads(&self) -> Vec<(i64, Vec<u8>)> {
        let report = |code| check(&self.cx(code), &mut |_| {}, &AtomicBool::new(false)).expect("a check");
        ["1098", "2098"].map(|code| report(code).head).into()
    }

    /// The files for Hermes of a year, and how the books stand to them.
    pub fn reported(&self, year: i64) -> String {
        let found = reported(&self.cx("1098"), Some(year)).expect("the files can be read");
        let mut told = String::new();
        for standing in found.expect("there are files").standings {
            let (key, stands) = (&standing.file.key, standing.stands());
            let _ = writeln!(told, "{} {} {} {stands}", key.kind, key.number, standing.file.period_to);
        }
        told
    }

    /// What the integrity check tells.
    pub fn findings(&self, code: &str) -> Vec<String> {
        let report = check(&self.cx(code), &mut |_| {}, &AtomicBool::new(false)).expect("a check");
        let told = report.findings.iter().map(|finding| {
            let place = &finding.place;
            let number = place
                .voucher
                .as_ref()
                .map_or_else(|| place.subject.clone(), ToString::to_string);
            format!(
                "{} {number} {} {}",
                finding.kind.name(),
                finding.expected,
                finding.found
            )
        });
        told.collect()
    }

    /// The trial balance as text.
    pub fn trial_balance(&self, code: &str, year: i32) -> String {
        let model = self.model(code);
        let mut accounts = BTreeMap::<String, Ore>::new();
        for balance in self.balances(code, year) {
            let net = accounts.entry(balance.account).or_default();
            *net = net.checked_add(balance.net).expect("a sum");
        }
        accounts.iter().fold(String::new(), |mut text, (account, net)| {
            let _ = writeln!(text, "{account:<6} {:<60} {net:>18}", model.account_name(account));
            text
        })
    }

    /// What there is to see beside the figures.
    pub fn told(&self) -> String {
        let mut told = String::new();
        let kinds = self.read("1098", |tx, cx| {
            let all = {
                let (sight, model) = (
                    kameral_ledger::sight::Sight::load(tx, cx)?,
                    kameral_ledger::store::model::load(tx, cx)?,
                );
                vouchers::search(tx, &sight, &model, &VoucherFilter::default(), i64::MAX, i64::MAX)
                    .map(|found| found.rows)
            }?;
            let mut kinds = BTreeMap::<String, usize>::new();
            for row in all {
                *kinds.entry(row.kind).or_default() += 1;
            }
            Ok(kinds)
        });
        for (kind, count) in kinds {
            let _ = writeln!(told, "{kind} {count}");
        }
        self.drafts(&mut told);
        let states = self.read("1098", |tx, cx| periods::all(tx, cx.entity()));
        let ledger = states.into_iter().filter(|(_, _, module, _)| *module == Module::Ledger);
        let listed: Vec<String> = ledger
            .map(|(_, period, _, state)| format!("{period} {}", state.word()))
            .collect();
        let _ = writeln!(told, "{}", listed.join(", "));
        for tie in self.read("1098", |tx, cx| {
            let model = model::load(tx, cx)?;
            open_items::tie_out(tx, &cx.scope, &model, &Pattern::any())
        }) {
            assert_eq!(tie.items, tie.balance, "open items of {}", tie.account);
        }
        told
    }

    fn drafts(&self, told: &mut String) {
        let installation = Cx::operator(self.store.clone(), "test", INSTALLATION, self.today, self.now);
        let users = self
            .store
            .read(|tx| kameral_access::users(tx, &installation.scope))
            .expect("users");
        for user in users {
            let (own, templates) = self.read("1098", |tx, cx| {
                Ok((
                    drafts::own(tx, &cx.scope, user.id, 100)?,
                    templates::usable(tx, &cx.scope, user.id)?,
                ))
            });
            let own: Vec<&str> = own.iter().map(|draft| draft.text.as_str()).collect();
            let usable: Vec<&str> = templates.iter().map(|template| template.name.as_str()).collect();
            let _ = writeln!(told, "{}: {own:?} {usable:?}", user.login);
        }
        for parked in self.read("1098", |tx, cx| drafts::parked(tx, &cx.scope, 100)) {
            let _ = writeln!(told, "parked: {} ({})", parked.text, parked.head.note);
        }
    }
}

/// A demo on SQLite alone.
pub fn on_sqlite(today: &str, vouchers: Option<usize>) -> Demo {
    let store = kameral_store::testing::sqlite_migrated(&MIGRATIONS);
    Demo::on(&store, today, vouchers)
}

/// Runs a test on the demo of a day, on both engines.
pub fn each_demo(today: &str, test: impl Fn(Demo)) {
    each_migrated(&MIGRATIONS, |store| test(Demo::on(store, today, None)));
}
