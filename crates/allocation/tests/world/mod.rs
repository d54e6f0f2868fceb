//! A small agency for stories about allocation, and a language of lines.
//!
//! | Line | Does |
//! |---|---|
//! | `2026-03-10 Text \| 4011 ORG=100 1000,00 \| 2581 -1000,00` | posts a voucher; `10h` on a line is a quantity |
//! | `key K order=10 pool=4* ORG=100 ; shares ORG=110:60 ORG=120:40 ; 9511 9519` | keeps a version of a key |
//! | `price H 700,00 2026-01-01` | sets a price |
//! | `run 202603`, `run 202603 K`, `trial 202603` | runs keys, or shows what a run would come to |
//! | `spread K 202612`, `propose …`, `carry …`, `accept K`, `differences 202612` | differences |
//! | `show R-2026-1`, `reverse R-2026-1 2026-03-31`, `sum 9`, `charge 202603` | the books |

#![allow(dead_code, reason = "each test file uses a part of the world")]

use std::cell::RefCell;
use std::fmt::Write as _;

use expect_test::Expect;
use kameral_access::{Cx, Permission};
use kameral_allocation::commands::{self, RunOrder, Treatment, TreatmentOrder};
use kameral_allocation::key::{
    AllocationKey, Basis, DifferenceAccounts, KeyLine, KeyState, Parting, Reach, Receiver, Selection, StandardPrice,
};
use kameral_allocation::refusal::AllocationRefusal;
use kameral_allocation::store;
use kameral_base::{Date, EntityId, FiscalYear, Ore, Pattern, Period, Quantity, Refusal, Timestamp};
use kameral_ledger::charge::coding_words;
use kameral_ledger::commands::{ChargeOrder, NewEntity, PostRequest, charge, init_entity, post, reverse};
use kameral_ledger::correct::CorrectionOrder;
use kameral_ledger::model::{
    Account, AccountKind, AccountPosting, AccountingModel, Base, Dimension, DimensionValue, Method, PostingRule,
    PostingRuleLine, RuleSet, Series, Side, Taken, Trigger, VoucherKind, WHOLE,
};
use kameral_ledger::register::Change;
use kameral_ledger::store::{generated, vouchers};
use kameral_ledger::voucher::{DraftLine, DraftVoucher, VoucherNumber};
use kameral_store::testing::each_migrated;
use kameral_store::{Stop, Store};

const ACCOUNTS: [(&str, &str, AccountKind); 15] = [
    ("1751", "Anslagsmedel", AccountKind::Asset),
    ("2581", "Leverantörsskulder", AccountKind::Liability),
    ("3011", "Intäkter av anslag", AccountKind::Income),
    ("4011", "Löner", AccountKind::Expense),
    ("5012", "Lokalhyra", AccountKind::Expense),
    ("5531", "El", AccountKind::Expense),
    ("9411", "Fördelad lön", AccountKind::Internal),
    ("9419", "Fördelad lön, avlyft", AccountKind::Internal),
    ("9511", "Fördelade gemensamma kostnader", AccountKind::Internal),
    ("9519", "Fördelade gemensamma kostnader, avlyft", AccountKind::Internal),
    ("9521", "Fördelade lokalkostnader", AccountKind::Internal),
    ("9529", "Fördelade lokalkostnader, avlyft", AccountKind::Internal),
    ("9811", "Kalkyldifferenser, fördelade", AccountKind::Internal),
    ("9819", "Kalkyldifferenser, avlyft", AccountKind::Internal),
    ("9901", "Tid", AccountKind::Internal),
];

const DIMENSIONS: [(u8, &str); 4] = [(1, "ORG"), (2, "FIN"), (3, "PROJ"), (4, "RESURS")];

const VALUES: [(u8, &str); 14] = [
    (1, "100"),
    (1, "110"),
    (1, "120"),
    (1, "130"),
    (2, "A"),
    (2, "B"),
    (2, "G"),
    (3, "P"),
    (3, "Q"),
    (4, "H"),
    (4, "C"),
    (1, "900"),
    (2, "G2"),
    (3, "R"),
];

/// The agency.
pub struct World {
    /// The operator.
    pub cx: Cx,
}

impl World {
    /// A new agency on a new database.
    pub fn on(store: &Store) -> Self {
        let today = Date::constant(2026, 6, 30);
        let now: Timestamp = "2026-06-30T12:00:00Z".parse().expect("a moment");
        let nobody = Cx::operator(store.clone(), "operator", EntityId(0), today, now);
        let new = NewEntity {
            code: "1098".to_owned(),
            name: "Strandskyddsnämnden".to_owned(),
            org_number: "202100-5026".to_owned(),
            rules: RuleSet::State,
        };
        let entity = init_entity(&nobody, None, &new, &registers()).expect("the agency is made");
        Self {
            cx: Cx::operator(store.clone(), "operator", entity.id, today, now),
        }
    }

    /// The accounting model.
    pub fn model(&self) -> std::sync::Arc<AccountingModel> {
        let load = |tx: &mut kameral_store::Tx| kameral_ledger::store::model::load(tx, &self.cx);
        self.cx.read(Permission::BooksRead, load).expect("the model")
    }

    /// Plays a story and gives back what it told.
    pub fn play(&self, story: &str) -> String {
        let mut told = String::new();
        for line in story.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
            match word {
                "key" => told.push_str(&self.keep(rest)),
                "price" => told.push_str(&self.price(rest)),
                "run" => told.push_str(&self.run(rest)),
                "trial" => told.push_str(&self.trial(rest)),
                "spread" | "propose" | "carry" => told.push_str(&self.treat(word, rest)),
                "accept" => told.push_str(&refusals(commands::accept(&self.cx, None, rest))),
                "differences" => told.push_str(&self.differences(rest)),
                "keys" => told.push_str(&self.keys()),
                "prices" => told.push_str(&self.prices()),
                "show" => told.push_str(&self.show(rest)),
                "reverse" => self.reverse(rest),
                "sum" => writeln!(told, "{rest}*: {}", self.sum(rest)).expect("text"),
                "charge" => self.charge(rest),
                _ => self.post(line),
            }
        }
        told
    }

    /// Posts a voucher.
    pub fn post(&self, line: &str) {
        let request = PostRequest {
            drafts: vec![draft(&self.model(), line)],
            ..PostRequest::default()
        };
        if let Err(stop) = post(&self.cx, None, &request) {
            panic!("{line}: {stop:?}");
        }
    }

    fn keep(&self, line: &str) -> String {
        let kept = commands::save_key(&self.cx, None, &key(line));
        refusals(kept.map(|_| ()))
    }

    fn price(&self, line: &str) -> String {
        let parts: Vec<&str> = line.split_whitespace().collect();
        let price = StandardPrice {
            dimension: "RESURS".to_owned(),
            resource: parts[0].to_owned(),
            unit: "h".to_owned(),
            valid_from: parts[2].parse().expect("a date"),
            price: Ore::parse(parts[1]).expect("a price"),
            proposed: false,
        };
        refusals(commands::set_price(&self.cx, None, &price).map(|_| ()))
    }

    fn run(&self, line: &str) -> String {
        let (period, key) = line
            .split_once(' ')
            .map_or((line, None), |(period, key)| (period, Some(key)));
        let order = RunOrder {
            period: Period::parse(period).expect("a period"),
            key: key.map(str::to_owned),
            accept_warnings: None,
        };
        Self::told(commands::run(&self.cx, None, &order))
    }

    fn told(outcomes: Result<Vec<commands::Outcome>, Stop<Vec<AllocationRefusal>>>) -> String {
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

    fn trial(&self, line: &str) -> String {
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

    fn treat(&self, word: &str, line: &str) -> String {
        let (key, period) = line.split_once(' ').expect("key and period");
        let order = TreatmentOrder {
            period: Period::parse(period).expect("a period"),
            key: key.to_owned(),
            treatment: Treatment::from_word(word).expect("a treatment"),
            accept_warnings: None,
        };
        Self::told(commands::treat(&self.cx, None, &order))
    }

    fn differences(&self, line: &str) -> String {
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

    fn keys(&self) -> String {
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

    fn prices(&self) -> String {
        let prices = self
            .cx
            .read(Permission::BooksRead, |tx| store::prices(tx, self.cx.entity()));
        let told = prices.expect("the prices").into_iter().map(|price| {
            let proposed = if price.proposed { " proposed" } else { "" };
            format!("{} {} {}{proposed}\n", price.resource, price.valid_from, price.price)
        });
        told.collect()
    }

    fn show(&self, number: &str) -> String {
        let number = VoucherNumber::parse(number).expect("a number");
        let found = self.cx.read(Permission::BooksRead, |tx| {
            let seq = vouchers::seq_of(tx, &self.cx.scope, &number)?.expect("the voucher is there");
            vouchers::voucher(tx, &self.cx.scope, seq, 1, i64::MAX)
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

    fn reverse(&self, line: &str) {
        let (number, date) = line.split_once(' ').expect("number and date");
        let order = CorrectionOrder {
            date: date.parse().expect("a date"),
            period: None,
            reason: "fel".to_owned(),
        };
        let number = VoucherNumber::parse(number).expect("a number");
        reverse(&self.cx, None, &number, &order).expect("the voucher is reversed");
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

    fn charge(&self, period: &str) {
        let order = ChargeOrder {
            period: Period::parse(period).expect("a period"),
            methods: vec![Method::Run],
            accept_warnings: None,
        };
        charge(&self.cx, None, &order).expect("the rules are run");
    }
}

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

/// A voucher from `2026-03-10 Text | 4011 ORG=100 1000,00 | 2581 -1000,00`.
pub fn draft(model: &AccountingModel, line: &str) -> DraftVoucher {
    let mut parts = line.split('|');
    let (date, text) = parts
        .next()
        .unwrap_or_default()
        .trim()
        .split_once(' ')
        .expect("date and text");
    DraftVoucher {
        date: Some(date.parse().expect("a date")),
        // What is called so stands in the year's opening period.
        period: (text == "Ingående balans").then(|| Period::parse(&format!("{}00", &date[..4])).expect("a year")),
        text: text.to_owned(),
        lines: parts.map(|part| draft_line(model, part)).collect(),
        ..DraftVoucher::default()
    }
}

fn draft_line(model: &AccountingModel, text: &str) -> DraftLine {
    let mut line = DraftLine::default();
    for (at, token) in text.split_whitespace().enumerate() {
        if at == 0 {
            token.clone_into(&mut line.account);
        } else if let Some((code, value)) = token.split_once('=') {
            let dimension = model.dimension(code).expect("a dimension");
            line.values.push((dimension.position, value.to_owned()));
        } else if let Some(hours) = token.strip_suffix('h') {
            line.quantity = Some(Quantity::parse(hours).expect("hours"));
            "h".clone_into(&mut line.unit);
        } else {
            line.amount = Ore::parse(token).expect("an amount");
        }
    }
    line
}

fn refusals(done: Result<(), Stop<Vec<AllocationRefusal>>>) -> String {
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

fn registers() -> Vec<Change> {
    let mut changes: Vec<Change> = ACCOUNTS
        .iter()
        .map(|(account, name, kind)| {
            Change::Account(Account {
                account: (*account).to_owned(),
                name: (*name).to_owned(),
                name_en: String::new(),
                kind: *kind,
                posting: AccountPosting::Open,
                s_code: String::new(),
                counterparty_kind: String::new(),
                flow: String::new(),
                role: String::new(),
                unit: String::new(),
                open_items: false,
                valid_from: None,
                valid_to: None,
                grade: String::new(),
                source: String::new(),
                note: String::new(),
            })
        })
        .collect();
    changes.extend(DIMENSIONS.map(|(position, code)| Change::Dimension(Dimension::plain(position, code, code))));
    changes.extend(VALUES.map(|(position, value)| Change::Value(DimensionValue::plain(position, value, value))));
    for (kind, name, series) in [
        ("general", "Bokföringsorder", "A"),
        ("reversal", "Vändning", "C"),
        ("recoding", "Omkontering", "C"),
        ("allocation_run", "Fördelning", "R"),
        ("rule_run", "Automatkontering", "R"),
    ] {
        changes.push(Change::Series(Series {
            series: series.to_owned(),
            name: series.to_owned(),
            name_en: String::new(),
            outside: false,
        }));
        changes.push(Change::Kind(VoucherKind {
            kind: kind.to_owned(),
            name: name.to_owned(),
            name_en: String::new(),
            series: series.to_owned(),
        }));
    }
    for year in [2026, 2027] {
        changes.push(Change::Year(FiscalYear::calendar(year).expect("a year")));
    }
    changes.sort_by_key(|change| match change {
        Change::Series(_) => 1,
        Change::Kind(_) => 2,
        Change::Account(_) | Change::Dimension(_) => 0,
        _ => 3,
    });
    changes.push(Change::PostingRule(charged()));
    changes
}

/// What is allocated on an appropriation is charged to it when rules are run.
fn charged() -> PostingRule {
    let line = |account: &str, share| PostingRuleLine {
        account: Taken::Fixed(account.to_owned()),
        values: vec![("FIN".to_owned(), Taken::Copied)],
        share,
    };
    PostingRule {
        rule: "avräkning".to_owned(),
        version: 1,
        name: "Avräkning".to_owned(),
        name_en: String::new(),
        order: 10,
        active: true,
        method: Method::Run,
        base: Base::Line,
        when: Trigger {
            values: vec![("FIN".to_owned(), Pattern::parse("A").expect("a pattern"))],
            side: Side::Either,
            ..Trigger::on(Pattern::parse("9411,9511,9811").expect("accounts"))
        },
        lines: vec![line("1751", WHOLE), line("3011", -WHOLE)],
        valid_from: None,
        valid_to: None,
        text_sv: String::new(),
        text_en: String::new(),
    }
}

/// Runs a test in a new agency on SQLite and on PostgreSQL.
pub fn each_world(test: impl Fn(&World)) {
    let migrations = [
        kameral_access::MIGRATIONS,
        kameral_ledger::MIGRATIONS,
        kameral_allocation::MIGRATIONS,
    ];
    each_migrated(&migrations, |store| test(&World::on(store)));
}

/// Plays a story in a new agency on both engines; both tell the same.
pub fn check(story: &str, expected: Expect) {
    let told = RefCell::new(None::<String>);
    each_world(|world| {
        let answer = world.play(story).replace('\u{a0}', " ").replace('\u{2212}', "-");
        if let Some(before) = told.borrow().as_ref() {
            assert_eq!(before, &answer, "the engines differ");
        }
        *told.borrow_mut() = Some(answer);
    });
    expected.assert_eq(&told.into_inner().unwrap_or_default());
}
