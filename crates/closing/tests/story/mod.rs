//! An agency, and a foundation, whose years are closed, and a language of lines.
//!
//! | Line | Does |
//! |---|---|
//! | `2025-01-15 Hyra \| 5012 ORG=1 FIN=20 500,00 \| 2581 -500,00` | posts a voucher; `period=202500` and `kind=…` after the date |
//! | `flytta 202600 1790 1798 -100,00` | re-codes a part of the first such line of the period |
//! | `prov 2025` | what a closing of the year would post |
//! | `bokslut 2025` | closes the year, and tells what it posted |
//! | `lås 2025`, `lås upp 202513` | closes every period of the year; opens one |
//! | `konton 202600 17*` | balances by account of one period, or through it with `till` before |
//! | `omför 202512 [inbetalning 20=1200,00] [återbetalning 10=300,00+1,00]` | proposals, and what cannot be told |
//! | `omför bokför 202512 …` | posts them |
//! | `kontroll 2025` | the checklist |

#![allow(dead_code, reason = "each test file uses a part of the story")]

use std::collections::BTreeMap;
use std::fmt::Write as _;

use expect_test::Expect;
use kameral_access::{Cx, Permission};
use kameral_base::{Date, EntityId, FiscalYear, Ore, Pattern, Period, Refusal, Timestamp};
use kameral_closing::commands::{
    CloseOrder, TransferOrder, checklist, close_year, post_transfers, read_transfers, trial,
};
use kameral_closing::plan::Plan;
use kameral_closing::transfer::{Instalment, Plans, Repayment};
use kameral_closing::{ClosingRefusal, TEXT_SV, store};
use kameral_ledger::charge::coding_words;
use kameral_ledger::commands::{NewEntity, PostRequest, change_registers, init_entity, post, recode, set_period};
use kameral_ledger::correct::{CorrectionOrder, Move};
use kameral_ledger::model::{AccountingModel, DimensionValue, Module, PeriodState, Relation, RelationValue, RuleSet};
use kameral_ledger::register::Change;
use kameral_ledger::standard;
use kameral_ledger::store::vouchers;
use kameral_ledger::voucher::{DraftLine, DraftVoucher, PostedVoucher, VoucherNumber};
use kameral_store::testing::each_migrated;
use kameral_store::{Stop, Store};
use kameral_ui::{Language, Source, Texts};

/// Financier, flow, basis.
const FINANCING: [(&str, &str, &str); 7] = [
    ("10", "rantebarande", "kostnad"),
    ("20", "scr", "kostnad"),
    ("21", "scr", "kassa"),
    ("22", "scr", "utgift"),
    ("90", "scr", "titel"),
    ("91", "rantebarande", "titel"),
    ("92", "scr", "titel-kassa"),
];

/// The books of one entity.
pub struct Books {
    /// Who acts.
    pub cx: Cx,
}

impl Books {
    /// An agency in the years 2024 to 2027.
    pub fn agency(store: &Store) -> Self {
        let books = Self::of(store, RuleSet::State, "1098");
        let positions = [("ORG", 1), ("VHT", 2), ("PROJ", 3), ("FIN", 4), ("MP", 5)];
        let positions: BTreeMap<String, u8> = positions.map(|(code, at)| (code.to_owned(), at)).into();
        let mut changes = standard::proposed(RuleSet::State, &positions).expect("the proposed rules");
        let values = [(4, "21"), (4, "91"), (4, "92"), (5, "1128"), (5, "1251"), (2, "V1")];
        changes.extend(values.map(|(at, value)| Change::Value(DimensionValue::plain(at, value, value))));
        changes.push(Change::Value(DimensionValue {
            attributes: serde_json::json!({ "financing_form": "appropriation" }),
            ..DimensionValue::plain(4, "22", "22")
        }));
        changes.extend(standard::posting_rules(RuleSet::State).expect("the posting rules"));
        books.change(&changes);
        books.change(&financing());
        books
    }

    /// An entity of the municipal rule set in the same years.
    pub fn foundation(store: &Store) -> Self {
        Self::of(store, RuleSet::Municipal, "2001")
    }

    fn of(store: &Store, rules: RuleSet, code: &str) -> Self {
        let today = Date::constant(2025, 6, 30);
        let now: Timestamp = "2025-06-30T12:00:00Z".parse().expect("a moment");
        let nobody = Cx::operator(store.clone(), "operator", EntityId(0), today, now);
        let new = NewEntity {
            code: code.to_owned(),
            name: "Friluftsmyndigheten".to_owned(),
            org_number: "202100-5026".to_owned(),
            rules,
        };
        let changes = standard::changes(rules).expect("the standard");
        let entity = init_entity(&nobody, None, &new, &changes).expect("an entity");
        let cx = Cx::operator(store.clone(), "operator", entity.id, today, now);
        let books = Self { cx };
        let years = [2026, 2027].map(|year| Change::Year(FiscalYear::calendar(year).expect("a year")));
        books.change(&years);
        books
    }

    /// Changes registers.
    pub fn change(&self, changes: &[Change]) {
        change_registers(&self.cx, None, "test", changes).expect("the change is accepted");
    }

    /// The accounting model.
    pub fn model(&self) -> std::sync::Arc<AccountingModel> {
        let load = |tx: &mut kameral_store::Tx| kameral_ledger::store::model::load(tx, &self.cx);
        self.cx
            .read(Permission::BooksRead, load)
            .expect("the model can be read")
    }

    /// Posts a voucher.
    pub fn post(&self, draft: DraftVoucher) -> PostedVoucher {
        let request = PostRequest {
            drafts: vec![draft],
            accept_warnings: Some("test".to_owned()),
            ..PostRequest::default()
        };
        match post(&self.cx, None, &request) {
            Ok(mut posted) => posted.remove(0),
            Err(stop) => panic!("{stop:?}"),
        }
    }

    /// Plays a story and gives back what it told.
    pub fn play(&self, story: &str) -> String {
        let mut told = String::new();
        for line in story.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
            let answer = match word {
                "flytta" => self.moved(rest),
                "prov" => self.trial(year(rest)),
                "bokslut" => self.close(year(rest)),
                "lås" => self.lock(rest),
                "konton" => self.accounts(rest),
                "omför" => self.transfer(rest),
                "kontroll" => self.checklist(year(rest)),
                _ => {
                    self.post(draft(&self.model(), line));
                    continue;
                }
            };
            if !answer.is_empty() {
                let _ = writeln!(told, "> {line}\n{answer}");
            }
        }
        told.trim_end().to_owned() + "\n"
    }

    fn trial(&self, year: i64) -> String {
        match trial(&self.cx, year) {
            Ok(trial) => {
                let mut told = self.plan("resultat", &trial.result) + &self.plan("ingående", &trial.opening);
                for (coding, amount) in &trial.moved {
                    let _ = writeln!(
                        told,
                        "  flyttat {} {}",
                        coding_words(&self.model(), coding),
                        amount.plain()
                    );
                }
                told
            }
            Err(stop) => refused(stop),
        }
    }

    fn plan(&self, name: &str, plan: &Plan) -> String {
        let mut told = format!(
            "{name} {}{}\n",
            plan.period,
            if plan.is_complete() { " klart" } else { "" }
        );
        for row in plan.differing() {
            let words = coding_words(&self.model(), &row.coding);
            let [required, posted, left] = [row.required, row.posted, row.left].map(Ore::plain);
            let _ = writeln!(told, "  {words}: ska {required}, har {posted}, kvar {left}");
        }
        told
    }

    fn close(&self, year: i64) -> String {
        let before = self.trial(year);
        let order = CloseOrder {
            year,
            accept_warnings: None,
        };
        match close_year(&self.cx, None, &order) {
            Ok(posted) => before + &numbers(&posted),
            Err(stop) => refused(stop),
        }
    }

    fn transfer(&self, rest: &str) -> String {
        let (post, rest) = match rest.strip_prefix("bokför ") {
            Some(rest) => (true, rest),
            None => (false, rest),
        };
        let mut words = rest.split_whitespace();
        let period = Period::parse(words.next().expect("a period")).expect("a period");
        let mut order = TransferOrder::all(period);
        order.plans = plans(words);
        if post {
            return match post_transfers(&self.cx, None, &order) {
                Ok(posted) => numbers(&posted),
                Err(stop) => refused(stop),
            };
        }
        let reading = match read_transfers(&self.cx, &order) {
            Ok(reading) => reading,
            Err(stop) => return refused(stop),
        };
        let mut told = String::new();
        for proposal in &reading.proposals {
            let _ = writeln!(
                told,
                "{} {} {}",
                proposal.kind.word(),
                proposal.financier,
                proposal.amount.plain()
            );
            for (coding, amount) in &proposal.lines {
                let _ = writeln!(told, "  {} {}", coding_words(&self.model(), coding), amount.plain());
            }
        }
        for row in &reading.unexplained {
            let place = format!("{} {} {}", row.reason.word(), row.account, row.financier);
            let place = place.split_whitespace().collect::<Vec<_>>().join(" ");
            let _ = writeln!(told, "oförklarat {place} {}", row.amount.plain());
        }
        for (account, amount) in &reading.beside {
            let _ = writeln!(told, "vid sidan {account} {}", amount.plain());
        }
        if told.is_empty() { "inget\n".to_owned() } else { told }
    }

    fn checklist(&self, year: i64) -> String {
        let checks = match checklist(&self.cx, year) {
            Ok(checks) => checks,
            Err(stop) => return refused(stop),
        };
        let mut told = String::new();
        for check in &checks {
            let name = format!("{} {}", check.kind.word(), check.group.0);
            let state = if check.is_green() { "grön" } else { "röd" };
            let _ = writeln!(told, "{} {state}", name.trim());
            for found in &check.found {
                let period = found.period.map(|period| format!("{period} ")).unwrap_or_default();
                let _ = writeln!(told, "  {period}{} {}", found.coding, found.amount.plain());
            }
        }
        told
    }

    fn accounts(&self, rest: &str) -> String {
        let words: Vec<&str> = rest.split_whitespace().collect();
        let through = words[0] == "till";
        let words = &words[usize::from(through)..];
        let period = Period::parse(words[0]).expect("a period");
        let pattern = Pattern::parse(words.get(1).unwrap_or(&"*")).expect("a pattern");
        let model = self.model();
        let year = *model.year_of_period(period).expect("a year");
        let turnovers = self
            .cx
            .read(Permission::BooksRead, |tx| store::turnovers(tx, &self.cx.scope, year));
        let mut sums: BTreeMap<String, Ore> = BTreeMap::new();
        for turnover in turnovers.expect("the cube can be read") {
            let within = if through {
                turnover.period <= period
            } else {
                turnover.period == period
            };
            if within && pattern.matches(turnover.coding.account()) {
                let sum = sums.entry(turnover.coding.account().to_owned()).or_default();
                *sum = sum
                    .checked_add(turnover.net().expect("small amounts"))
                    .expect("small amounts");
            }
        }
        sums.retain(|_, sum| !sum.is_zero());
        let mut told = String::new();
        for (account, sum) in sums {
            let _ = writeln!(told, "  {account} {}", sum.plain());
        }
        told
    }

    fn lock(&self, rest: &str) -> String {
        if let Some(period) = rest.strip_prefix("upp ") {
            let period = Period::parse(period).expect("a period");
            set_period(&self.cx, None, period, &Module::ALL, PeriodState::Open, "Rättelse").expect("it is opened");
            return String::new();
        }
        let year = FiscalYear::calendar(i32::try_from(year(rest)).expect("a year")).expect("a year");
        for period in year.periods() {
            set_period(&self.cx, None, period, &Module::ALL, PeriodState::Closed, "").expect("it is closed");
        }
        String::new()
    }

    fn moved(&self, rest: &str) -> String {
        let words: Vec<&str> = rest.split_whitespace().collect();
        let period = Period::parse(words[0]).expect("a period");
        let year = self.model().year_of_period(period).copied().expect("a year");
        let amount = Ore::parse(words[3]).expect("an amount");
        let read = self.cx.read(Permission::BooksRead, |tx| {
            let opened = store::opening_vouchers(tx, &self.cx.scope, year)?;
            let seq = opened.first().expect("an opening voucher").journal_seq;
            {
                let sight = kameral_ledger::sight::Sight::load(tx, &self.cx)?;
                vouchers::voucher(tx, &sight, seq, 1, i64::MAX)
            }
        });
        let voucher = read.expect("it can be read");
        let line = voucher.lines.iter().find(|line| line.coding.account() == words[1]);
        let moves = [Move {
            line: line.expect("a line on the account").line_no,
            account: Some(words[2].to_owned()),
            values: Vec::new(),
            amount: Some(amount),
        }];
        let order = CorrectionOrder {
            date: year.starts_on(),
            period: Some(period),
            reason: "Utreds".to_owned(),
        };
        let number: VoucherNumber = voucher.header.number.clone();
        recode(&self.cx, None, &number, &order, &moves).expect("it is re-coded");
        String::new()
    }
}

fn numbers(posted: &[PostedVoucher]) -> String {
    let numbers: Vec<String> = posted.iter().map(|voucher| voucher.number.to_string()).collect();
    format!(
        "bokfört: {}\n",
        if numbers.is_empty() {
            "inget".to_owned()
        } else {
            numbers.join(" ")
        }
    )
}

fn year(text: &str) -> i64 {
    text.trim().parse().expect("a year")
}

fn plans<'w>(words: impl Iterator<Item = &'w str>) -> Plans {
    let words: Vec<&str> = words.collect();
    let mut plans = Plans::default();
    for pair in words.chunks(2) {
        let (financier, amounts) = pair[1].split_once('=').expect("a financier and an amount");
        let (amount, interest) = amounts.split_once('+').unwrap_or((amounts, "0"));
        let amount = Ore::parse(amount).expect("an amount");
        match pair[0] {
            "inbetalning" => plans.instalments.push(Instalment {
                financier: financier.to_owned(),
                year_amount: amount,
            }),
            _ => plans.repayments.push(Repayment {
                financier: financier.to_owned(),
                amount,
                interest: Ore::parse(interest).expect("an amount"),
                interest_values: [("ORG", "1"), ("FIN", "30"), ("MP", "1251")]
                    .map(|(code, value)| (code.to_owned(), value.to_owned()))
                    .into(),
            }),
        }
    }
    plans
}

fn refused(stop: Stop<Vec<ClosingRefusal>>) -> String {
    let texts = Texts::load(&[Source {
        name: "closing",
        sv: TEXT_SV,
        en: kameral_closing::TEXT_EN,
    }]);
    match stop {
        Stop::Refused(refusals) => {
            let told = refusals.iter().map(|refusal| match refusal {
                ClosingRefusal::Post(_) => format!("nekat {}\n", refusal.name()),
                _ => format!(
                    "nekat {}: {}\n",
                    refusal.name(),
                    texts.words(Language::Sv).sentence(&refusal.sentence())
                ),
            });
            told.collect()
        }
        other => panic!("{other:?}"),
    }
}

fn financing() -> Vec<Change> {
    let relation = |code: &str, of: fn(&(&str, &str, &str)) -> String| {
        let pairs = FINANCING.iter().map(|row| RelationValue {
            from: Pattern::exact(row.0).expect("a value"),
            to: of(row),
            valid_from: None,
            valid_to: None,
        });
        Change::Relation(Relation {
            relation: code.to_owned(),
            from_dimension: "FIN".to_owned(),
            name: code.to_owned(),
            name_en: String::new(),
            values: pairs.collect(),
        })
    };
    vec![
        relation("flode", |row| row.1.to_owned()),
        relation("avrakning", |row| row.2.to_owned()),
    ]
}

/// A voucher from `2025-01-15 period=202513 Text | 5012 ORG=1 FIN=20 500,00 | 2581 -500,00`.
pub fn draft(model: &AccountingModel, line: &str) -> DraftVoucher {
    let mut parts = line.split('|');
    let mut draft = DraftVoucher::default();
    let mut text = Vec::new();
    for (at, token) in parts.next().unwrap_or_default().split_whitespace().enumerate() {
        match token.split_once('=') {
            Some(("period", period)) => draft.period = Some(Period::parse(period).expect("a period")),
            Some(("kind", kind)) => kind.clone_into(&mut draft.kind),
            _ if at == 0 => draft.date = Some(token.parse().expect("a date")),
            _ => text.push(token),
        }
    }
    draft.text = text.join(" ");
    draft.lines = parts.map(|part| draft_line(model, part)).collect();
    draft
}

fn draft_line(model: &AccountingModel, text: &str) -> DraftLine {
    let mut line = DraftLine::default();
    for (at, token) in text.split_whitespace().enumerate() {
        match token.split_once('=') {
            Some((code, value)) => {
                let dimension = model.dimension(code).expect("a dimension");
                line.values.push((dimension.position, value.to_owned()));
            }
            None if at == 0 => token.clone_into(&mut line.account),
            None => line.amount = Ore::parse(token).expect("an amount"),
        }
    }
    line
}

/// Runs a test with new books on SQLite and on PostgreSQL; both must tell the same.
pub fn told_by_both(books: impl Fn(&Store) -> Books, story: &str) -> String {
    let told = std::cell::RefCell::new(None::<String>);
    each_migrated(&[kameral_access::MIGRATIONS, kameral_ledger::MIGRATIONS], |store| {
        let answer = books(store).play(story).replace('\u{a0}', " ").replace('\u{2212}', "-");
        if let Some(before) = told.borrow().as_ref() {
            assert_eq!(before, &answer, "the engines differ");
        }
        *told.borrow_mut() = Some(answer);
    });
    told.into_inner().unwrap_or_default()
}

/// Plays a story in a new agency on both engines.
pub fn check(story: &str, expected: Expect) {
    expected.assert_eq(&told_by_both(Books::agency, story));
}

/// Plays a story in a new municipal entity on both engines.
pub fn check_foundation(story: &str, expected: Expect) {
    expected.assert_eq(&told_by_both(Books::foundation, story));
}
