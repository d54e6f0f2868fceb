//! Small books for stories about reports: an agency with a handful of accounts, three dimensions,
//! two indirect ones and a hierarchy, the years 2025 and 2026, and a language of lines.
//!
//! | Line | Does |
//! |---|---|
//! | `2026-01-15 Hyra \| 5012 ORG=100 500,00 \| 1932 -500,00` | posts a voucher; `period=202600` after the date chooses the period |
//! | `vänd A-2026-1 2026-02-01 Fel konto` | reverses it |
//! | `trial-balance --period 202601 …` | the report as text |
//! | `json`, `csv` or `csv-sv` before it | the same as a file |
//! | `eva:` before it | the same for a user who may see a part |

#![allow(dead_code, reason = "each test file uses a part of the books")]

mod cases;
mod registers;
mod springs;

use expect_test::Expect;
use kameral_access::{
    Cx, GrantDecision, HashCost, NewUser, Password, Permission, RoleChange, RoleGrant, RoleRow, add_user, give_role,
    save_role, set_roles,
};
use kameral_base::{Date, EntityId, Ore, Period, Quantity, Refusal, Timestamp};
use kameral_ledger::commands::{NewEntity, PostRequest, change_registers, init_entity, post, reverse};
use kameral_ledger::correct::CorrectionOrder;
use kameral_ledger::model::{AccountingModel, RuleSet};
use kameral_ledger::register::Change;
use kameral_ledger::voucher::{DraftLine, DraftVoucher, VoucherNumber};
use kameral_reports::{Format, ReportQuery, ReportStop, Table, Written, words};
use kameral_store::testing::each_migrated;
use kameral_store::{Stop, Store};
use kameral_ui::Language;

#[allow(unused_imports, reason = "only property tests have cases")]
pub use cases::{column, each_case, ore, total};
#[allow(unused_imports, reason = "only property tests choose among them")]
pub use registers::ACCOUNTS;
#[allow(unused_imports, reason = "each test file uses a part of the books")]
pub use springs::{corrected_spring, spring};

/// The books and who looks at them.
pub struct Books {
    /// The database.
    pub store: Store,
    /// The operator.
    pub cx: Cx,
}

impl Books {
    /// New books on a new database.
    pub fn on(store: &Store) -> Self {
        Self::of(store, "1098")
    }

    /// New books of an entity with a code, beside others in the database.
    pub fn of(store: &Store, code: &str) -> Self {
        Self::with(store, code, RuleSet::State, &registers::changes())
    }

    /// New books with the standard configuration of a rule set and a few values.
    pub fn standard(store: &Store, code: &str, rules: RuleSet) -> Self {
        let mut changes = kameral_ledger::standard::changes(rules).expect("the standard configuration");
        changes.extend(registers::standard_values(rules));
        Self::with(store, code, rules, &changes)
    }

    fn with(store: &Store, code: &str, rules: RuleSet, changes: &[Change]) -> Self {
        let (today, now) = (Date::constant(2026, 6, 30), noon());
        let nobody = Cx::operator(store.clone(), "operator", EntityId(0), today, now);
        let new = NewEntity {
            code: code.to_owned(),
            name: "Strandskyddsnämnden".to_owned(),
            org_number: "202100-5026".to_owned(),
            rules,
        };
        let entity = init_entity(&nobody, None, &new, changes).expect("the books are made");
        let cx = Cx::operator(store.clone(), "operator", entity.id, today, now);
        Self {
            store: store.clone(),
            cx,
        }
    }

    /// The accounting model.
    pub fn model(&self) -> std::sync::Arc<AccountingModel> {
        let load = |tx: &mut kameral_store::Tx| kameral_ledger::store::model::load(tx, &self.cx);
        self.cx
            .read(Permission::BooksRead, load)
            .expect("the model can be read")
    }

    /// Changes registers.
    pub fn change(&self, changes: &[Change]) {
        change_registers(&self.cx, None, "test", changes).expect("the change is accepted");
    }

    /// Posts vouchers together.
    pub fn post(&self, drafts: Vec<DraftVoucher>) {
        let accept_warnings = Some("test".to_owned());
        let request = PostRequest {
            drafts,
            accept_warnings,
            ..PostRequest::default()
        };
        post(&self.cx, None, &request).expect("the vouchers are posted");
    }

    /// A user who may run reports on rows that meet any of the conditions.
    pub fn user(&self, login: &str, conditions: &[(&str, &str)]) -> Cx {
        let owned = |(dimension, pattern): &(&str, &str)| Some(((*dimension).to_owned(), (*pattern).to_owned()));
        self.add_user(login, &["report.run"], conditions.iter().map(owned).collect())
    }

    /// A user whose role names the reports it runs, on every row.
    pub fn user_of_reports(&self, login: &str, reports: &[&str]) -> Cx {
        let change = RoleChange {
            row: RoleRow {
                role: login.to_owned(),
                name: login.to_owned(),
                name_en: String::new(),
                description: String::new(),
                permissions: vec!["books.read".to_owned(), "report.run".to_owned()],
            },
            reports: reports.iter().map(ToString::to_string).collect(),
            second_factor: None,
        };
        save_role(&self.cx, None, &change).expect("the role is kept");
        self.add_holder(login, login, vec![None])
    }

    /// A user with permissions for every row.
    pub fn user_with(&self, login: &str, permissions: &[&str]) -> Cx {
        self.add_user(login, permissions, vec![None])
    }

    fn add_user(&self, login: &str, permissions: &[&str], conditions: Vec<Option<(String, String)>>) -> Cx {
        let row = RoleRow {
            role: "reader".to_owned(),
            name: "Läsare".to_owned(),
            name_en: String::new(),
            description: String::new(),
            permissions: permissions.iter().map(|code| (*code).to_owned()).collect(),
        };
        self.store
            .write(|tx| set_roles(tx, std::slice::from_ref(&row)))
            .expect("the role is set");
        self.add_holder(login, "reader", conditions)
    }

    fn add_holder(&self, login: &str, role: &str, conditions: Vec<Option<(String, String)>>) -> Cx {
        let new = NewUser {
            login: login.to_owned(),
            name: login.to_owned(),
            password: Password::new("en lång lösenfras"),
            language: "sv".to_owned(),
        };
        let cost = HashCost {
            memory_kib: 8,
            passes: 1,
            lanes: 1,
        };
        let user = add_user(&self.cx, None, cost, &new).expect("the user is added");
        for condition in conditions {
            let grant = RoleGrant {
                login: login.to_owned(),
                entity: self.cx.entity(),
                role: role.to_owned(),
                conditions: condition.into_iter().collect(),
                valid_from: None,
                valid_to: None,
                decision: GrantDecision {
                    reference: "dnr 1".to_owned(),
                    on: self.cx.today,
                },
            };
            give_role(&self.cx, None, &grant).expect("the role is given");
        }
        let (today, now) = (self.cx.today, self.cx.now);
        let cx = Cx::of_user(&self.store, user.id, self.cx.entity(), "web", today, now);
        cx.expect("rights can be read").expect("the user has rights")
    }

    /// Plays a story and gives back everything its reports told.
    pub fn play(&self, story: &str) -> String {
        let mut told = String::new();
        for line in story.lines().map(str::trim).filter(|line| !line.is_empty()) {
            if line.starts_with("20") {
                self.post(vec![draft(&self.model(), line)]);
            } else if let Some(rest) = line.strip_prefix("vänd ") {
                self.reverse(rest);
            } else {
                told.push_str(&self.report(line));
            }
        }
        told
    }

    fn reverse(&self, line: &str) {
        let mut parts = line.splitn(3, ' ');
        let mut part = || parts.next().expect("number, date and reason");
        let number = VoucherNumber::parse(part()).expect("a voucher number");
        let date = part().parse().expect("a date");
        let order = CorrectionOrder {
            date,
            period: None,
            reason: part().to_owned(),
        };
        reverse(&self.cx, None, &number, &order).expect("the voucher is reversed");
    }

    fn report(&self, line: &str) -> String {
        let (cx, line) = match line.split_once(": ") {
            Some((user, line)) => (self.user(user, &[("ORG", "1*")]), line),
            None => (self.cx.clone(), line),
        };
        let (format, line) = match line.split_once(' ') {
            Some((word, rest)) if Format::from_word(word).is_some() => (word, rest),
            _ => ("text", line),
        };
        written(&cx, line, Format::from_word(format).expect("a format"))
    }
}

/// A report as it is written, or why it is refused, in Swedish.
pub fn written(cx: &Cx, line: &str, format: Format) -> String {
    let mut out = Vec::new();
    let made = query(line)
        .map_err(Stop::Refused)
        .and_then(|query| kameral_reports::write(cx, &query, format, &mut out));
    match made {
        Ok(()) => String::from_utf8(out).expect("reports are UTF-8").replace('\r', ""),
        Err(stop) => told(stop),
    }
}

/// A page of a report; the test fails when it is refused.
pub fn table(cx: &Cx, line: &str) -> Table {
    let query = query(line).expect("a correct question");
    kameral_reports::run(cx, &query).unwrap_or_else(|stop| panic!("{line}: {}", told(stop)))
}

/// `trial-balance --period 202601 --by account,ORG`, as after `kameral report`.
pub fn query(line: &str) -> Result<ReportQuery, Vec<kameral_reports::ReportRefusal>> {
    let mut parts = line.split(" --");
    let name = parts.next().unwrap_or_default().trim().to_owned();
    let start = Written {
        name,
        ..Written::default()
    };
    let mut language = Language::Sv;
    let written = parts.fold(start, |written, part| {
        let (option, value) = part.split_once(' ').unwrap_or((part, "true"));
        if option == "language" {
            language = Language::parse(value).expect("a language");
            return written;
        }
        written
            .with(option, value.trim())
            .unwrap_or_else(|| panic!("no option {option}"))
    });
    ReportQuery::parse(&written, language)
}

fn told(stop: ReportStop) -> String {
    match stop {
        Stop::Refused(refusals) => {
            let line = |refusal: &kameral_reports::ReportRefusal| {
                let field = refusal.place().field.unwrap_or_default();
                format!(
                    "{} ({field}): {}\n",
                    refusal.name(),
                    words(Language::Sv).sentence(&refusal.sentence())
                )
            };
            refusals.iter().map(line).collect()
        }
        Stop::Denied(denied) => format!("denied: {}\n", denied.permission),
        Stop::Fault(fault) => format!("fault: {fault}\n"),
    }
}

/// A voucher from `2026-01-15 period=202601 Text | 5012 ORG=100 500,00 | 1932 -500,00`.
pub fn draft(model: &AccountingModel, line: &str) -> DraftVoucher {
    let mut parts = line.split('|');
    let mut draft = DraftVoucher::default();
    let mut text = Vec::new();
    for (at, token) in parts.next().unwrap_or_default().split_whitespace().enumerate() {
        match token.split_once('=') {
            Some(("period", period)) => {
                draft.period = Some(Period::parse(period).expect("a period"));
            }
            Some(("number", number)) => {
                "E".clone_into(&mut draft.series);
                draft.number = Some(number.parse().expect("a number"));
            }
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
    let mut tokens = text.split_whitespace();
    tokens
        .next()
        .expect("a line begins with an account")
        .clone_into(&mut line.account);
    for token in tokens {
        match token.split_once('=') {
            Some(("text", text)) => line.text = text.replace('_', " "),
            Some((unit @ ("kWh" | "m2"), quantity)) => {
                unit.clone_into(&mut line.unit);
                line.quantity = Some(Quantity::parse(quantity).expect("a quantity"));
            }
            Some((code, value)) => {
                let dimension = model.dimension(code).expect("a dimension");
                line.values.push((dimension.position, value.to_owned()));
            }
            None => line.amount = Ore::parse(token).expect("an amount"),
        }
    }
    line
}

/// The moment reports are made.
pub fn noon() -> Timestamp {
    "2026-06-30T12:00:00Z".parse().expect("a correct moment")
}

/// Runs a test with new books on SQLite and on PostgreSQL.
pub fn each_books(test: impl Fn(&Books)) {
    let migrations = [kameral_access::MIGRATIONS, kameral_ledger::MIGRATIONS];
    each_migrated(&migrations, |store| test(&Books::on(store)));
}

/// What a test is told by new books; both engines must tell the same.
pub fn told_by_both(tell: impl Fn(&Books) -> String) -> String {
    let told = std::cell::RefCell::new(None::<String>);
    each_books(|books| {
        // No-break spaces and typographic minus signs are hard to tell from others in a test.
        let answer = tell(books).replace('\u{a0}', " ").replace('\u{2212}', "-");
        if let Some(before) = told.borrow().as_ref() {
            assert_eq!(before, &answer, "the engines differ");
        }
        *told.borrow_mut() = Some(answer);
    });
    told.into_inner().unwrap_or_default()
}

/// Plays a story in new books on both engines.
pub fn check(story: &str, expected: Expect) {
    expected.assert_eq(&told_by_both(|books| books.play(story)));
}

/// What a test is told by new books with the standard configuration of a rule set; both engines must
/// tell the same.
pub fn told_by_standard(rules: RuleSet, tell: impl Fn(&Books) -> String) -> String {
    let migrations = [kameral_access::MIGRATIONS, kameral_ledger::MIGRATIONS];
    let told = std::cell::RefCell::new(None::<String>);
    each_migrated(&migrations, |store| {
        let answer = tell(&Books::standard(store, "1098", rules));
        let answer = answer.replace('\u{a0}', " ").replace('\u{2212}', "-");
        if let Some(before) = told.borrow().as_ref() {
            assert_eq!(before, &answer, "the engines differ");
        }
        *told.borrow_mut() = Some(answer);
    });
    told.into_inner().unwrap_or_default()
}

/// Plays a story in new books with the standard configuration of agencies, on both engines.
pub fn check_standard(story: &str, expected: Expect) {
    expected.assert_eq(&told_by_standard(RuleSet::State, |books| books.play(story)));
}
