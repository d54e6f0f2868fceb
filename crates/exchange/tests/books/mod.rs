//! Small books of an agency for stories about files that leave, and a language of lines.
//!
//! | Line | Does |
//! |---|---|
//! | `2026-01-15 Hyra \| 5012 FIN=10 MP=L1 500,00 \| 1910 -500,00` | posts a voucher; `period=202600` chooses the period |
//! | `spärra 202600..202603` | holds the periods |
//! | `öppna 202603` | opens one again |
//! | `hermes 202603`, `hermes 202603 b` | makes the file of balances |
//! | `kvartal 202603` | makes the real-economic distribution |
//! | `tdb 202603`, `tdb 202601..202603 utan` | makes the file of purchases; `utan` leaves out what nothing identifies |
//! | `visa hermes 1` | a file's bytes |
//! | `förklara hermes 1 2` | the vouchers under a record of a file |
//! | `jämför 1 2` | two files of balances |
//! | `försök 2026-02-10 …`, `godta 2026-02-10 …` | posts without accepting warnings, and with a reason, and tells |
//! | `visa i förväg 2026-02-10 …` | what posting would give, without posting |
//! | `läge`, `läge 2026` | the files that were made, and whether the books say the same |
//! | `omvandling 202603`, `omvandling 202603 csv` | the list of conversions, and as a file |
//! | `skillnad hermes 1` | a file against the books, and what was posted since |
//! | `sätt hermes 2026-01-01 codes=s_code` | settings by name |

#![allow(clippy::format_push_string, reason = "a story has few lines, and this reads best")]
#![allow(dead_code, reason = "each test file uses a part of the books")]

mod registers;

#[allow(unused_imports, reason = "each test file uses a part of the registers")]
pub use registers::{accounts, by_account, charging};

use expect_test::Expect;
use kameral_access::{
    Cx, GrantDecision, HashCost, NewUser, Password, RoleGrant, RoleRow, add_user, give_role, set_roles,
};
use kameral_base::{Date, EntityId, Ore, Period, PeriodRange, Place, Refusal, Timestamp};
use kameral_exchange::commands::{
    HermesKind, HermesOrder, Made, Source, Standing, TdbOrder, change_settings, compare_files, content, conversions,
    explain, make, make_tdb, reported, settings_of, since,
};
use kameral_exchange::compare::Comparison;
use kameral_exchange::setting::{HermesSettings, Settings, TdbSettings};
use kameral_exchange::{ExchangeRefusal, TEXTS};
use kameral_ledger::commands::{NewEntity, PostRequest, change_registers, init_entity, post, preview, set_period};
use kameral_ledger::model::{AccountingModel, Module, PeriodState, RuleSet};
use kameral_ledger::refusal::{PostCause, PostRefusal};
use kameral_ledger::register::Change;
use kameral_ledger::store::vouchers;
use kameral_ledger::voucher::{DraftLine, DraftVoucher, PostedVoucher};
use kameral_store::testing::each_migrated;
use kameral_store::{Migrations, Stop, Store};
use kameral_ui::{Language, Source as TextSource, Texts, Words};

/// Tables of the books.
pub const MIGRATIONS: [Migrations; 3] = [
    kameral_access::MIGRATIONS,
    kameral_ledger::MIGRATIONS,
    kameral_exchange::MIGRATIONS,
];

/// The books and who looks at them.
pub struct Books {
    /// The database.
    pub store: Store,
    /// The operator.
    pub cx: Cx,
}

impl Books {
    /// New books of agency 1098 on a new database.
    pub fn on(store: &Store) -> Self {
        Self::of(store, "1098")
    }

    /// New books of an agency with a code, beside others in the database.
    pub fn of(store: &Store, code: &str) -> Self {
        let (today, now) = (Date::constant(2026, 6, 30), noon());
        let nobody = Cx::operator(store.clone(), "operator", EntityId(0), today, now);
        let new = NewEntity {
            code: code.to_owned(),
            name: "Strandskyddsnämnden".to_owned(),
            org_number: "202100-5026".to_owned(),
            rules: RuleSet::State,
        };
        let entity = init_entity(&nobody, None, &new, &registers::changes()).expect("the books are made");
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
            .read(kameral_access::Permission::BooksRead, load)
            .expect("the model can be read")
    }

    /// Changes registers.
    pub fn change(&self, changes: &[Change]) {
        change_registers(&self.cx, None, "test", changes).expect("the change is accepted");
    }

    /// Posts vouchers together.
    pub fn post(&self, drafts: Vec<DraftVoucher>) {
        let request = PostRequest {
            drafts,
            accept_warnings: Some("test".to_owned()),
            ..PostRequest::default()
        };
        post(&self.cx, None, &request).expect("the vouchers are posted");
    }

    /// Sets the state of periods in every module.
    pub fn set(&self, periods: &str, state: PeriodState) {
        let range = PeriodRange::parse(periods).expect("periods");
        let model = self.model();
        let all = model.years.iter().flat_map(|year| year.periods());
        for period in all.filter(|period| range.contains(*period)) {
            set_period(&self.cx, None, period, &Module::ALL, state, "test").expect("the state is set");
        }
    }

    /// A user with permissions, for every row or those that meet a condition.
    pub fn user(&self, login: &str, permissions: &[&str], condition: Option<(&str, &str)>) -> Cx {
        let row = RoleRow {
            role: login.to_owned(),
            name: login.to_owned(),
            name_en: String::new(),
            description: String::new(),
            permissions: permissions.iter().map(|code| (*code).to_owned()).collect(),
        };
        self.store
            .write(|tx| set_roles(tx, std::slice::from_ref(&row)))
            .expect("the role is set");
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
        let grant = RoleGrant {
            login: login.to_owned(),
            entity: self.cx.entity(),
            role: login.to_owned(),
            conditions: condition
                .map(|(dimension, pattern)| (dimension.to_owned(), pattern.to_owned()))
                .into_iter()
                .collect(),
            valid_from: None,
            valid_to: None,
            decision: GrantDecision {
                reference: "dnr 1".to_owned(),
                on: self.cx.today,
            },
        };
        give_role(&self.cx, None, &grant).expect("the role is given");
        let cx = Cx::of_user(
            &self.store,
            user.id,
            self.cx.entity(),
            "web",
            self.cx.today,
            self.cx.now,
        );
        cx.expect("rights can be read").expect("the user has rights")
    }

    /// Plays a story and gives back what was told.
    pub fn play(&self, story: &str) -> String {
        let lines = story.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(|line| self.act(line)).collect()
    }

    fn act(&self, line: &str) -> String {
        for (act, reason) in [("försök ", None), ("godta ", Some("avtal"))] {
            if let Some(voucher) = line.strip_prefix(act) {
                return self.tried(voucher, reason);
            }
        }
        if let Some(voucher) = line.strip_prefix("visa i förväg ") {
            return self.previewed(voucher);
        }
        if line.starts_with("20") {
            self.post(vec![draft(&self.model(), line)]);
            return String::new();
        }
        let words: Vec<&str> = line.split_whitespace().collect();
        match words[..] {
            ["spärra", periods] => {
                self.set(periods, PeriodState::Held);
                String::new()
            }
            ["öppna", periods] => {
                self.set(periods, PeriodState::Open);
                String::new()
            }
            ["hermes", period] => made(make(&self.cx, None, &order(HermesKind::Balances, period, ""))),
            ["hermes", period, letter] => made(make(&self.cx, None, &order(HermesKind::Balances, period, letter))),
            ["kvartal", period] => made(make(&self.cx, None, &order(HermesKind::RealEconomic, period, ""))),
            ["tdb", periods] => made(make_tdb(&self.cx, None, &tdb_order(periods, false))),
            ["tdb", periods, "utan"] => made(make_tdb(&self.cx, None, &tdb_order(periods, true))),
            ["visa", kind, number] => self.bytes(kind, number),
            ["förklara", kind, number, record] => {
                let kind = HermesKind::from_outbox(kind).expect("a kind");
                self.explained(&Source::File(kind, number.parse().expect("a number")), record)
            }
            ["jämför", first, second] => self.compared(first, second),
            ["läge"] => self.reported(None),
            ["läge", year] => self.reported(Some(year.parse().expect("a year"))),
            ["omvandling", period] => self.conversions(period, false),
            ["omvandling", period, "csv"] => self.conversions(period, true),
            ["skillnad", kind, number] => self.since(kind, number),
            ["sätt", "hermes", from, ref values @ ..] => self.setting::<HermesSettings>(from, values),
            ["sätt", "tdb", from, ref values @ ..] => self.setting::<TdbSettings>(from, values),
            _ => panic!("{line}: no such act"),
        }
    }

    fn request(&self, line: &str, reason: Option<&str>) -> PostRequest {
        PostRequest {
            drafts: line.split(" + ").map(|line| draft(&self.model(), line)).collect(),
            accept_warnings: reason.map(str::to_owned),
            ..PostRequest::default()
        }
    }

    /// Posts vouchers, parted by ` + `, and tells their numbers with what they keep of warnings.
    fn tried(&self, line: &str, reason: Option<&str>) -> String {
        match post(&self.cx, None, &self.request(line, reason)) {
            Ok(posted) => posted.iter().map(|voucher| self.kept(voucher)).collect(),
            Err(stop) => refused(stop),
        }
    }

    fn kept(&self, posted: &PostedVoucher) -> String {
        let read = |tx: &mut kameral_store::Tx| {
            let sight = kameral_ledger::sight::Sight::load(tx, &self.cx)?;
            vouchers::voucher(tx, &sight, posted.journal_seq, 1, 1)
        };
        let voucher = self.cx.read(kameral_access::Permission::BooksRead, read);
        let warnings = voucher.expect("the voucher is there").header.warnings;
        format!("bokförd {} {warnings}", posted.number).trim_end().to_owned() + "\n"
    }

    fn previewed(&self, line: &str) -> String {
        match preview(&self.cx, &self.request(line, None)) {
            Ok(vouchers) => format!("skulle bokföras: {}\n", vouchers.len()),
            Err(stop) => refused(stop),
        }
    }

    fn reported(&self, year: Option<i64>) -> String {
        match reported(&self.cx, year) {
            Ok(None) => "inget rapporterat\n".to_owned(),
            Ok(Some(found)) => found.standings.iter().map(told_standing).collect(),
            Err(stop) => told(stop),
        }
    }

    fn conversions(&self, period: &str, csv: bool) -> String {
        let list = match conversions(&self.cx, Period::parse(period).expect("a period")) {
            Ok(list) => list,
            Err(stop) => return told(stop),
        };
        if csv {
            let bytes = list.csv(words()).expect("the file is written");
            let text = String::from_utf8(bytes).expect("UTF-8");
            return text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        }
        let mut text = format!("{} {} {}\n", list.day, list.dimension, list.relation);
        for row in &list.rows {
            let code = &row.conversion;
            let in_file = if row.in_file { "i filen" } else { "-" };
            let missing = if row.is_missing() { " SAKNAR ANSLAG" } else { "" };
            let (form, to, name) = (&code.form, &code.appropriation, &row.appropriation_name);
            text += &format!("  {} [{form}] {to} ({name}) {in_file}{missing}\n", code.financier);
        }
        text
    }

    fn since(&self, kind: &str, number: &str) -> String {
        let kind = HermesKind::from_outbox(kind).expect("a kind");
        match since(&self.cx, kind, number.parse().expect("a number")) {
            Ok(found) => {
                let mut text = listed(&found.comparison);
                for line in found.lines {
                    let (voucher, amount) = (line.voucher, line.amount.plain());
                    text += &format!(
                        "  {voucher}:{} {} {} {amount}\n",
                        line.line_no, line.period, line.account
                    );
                }
                text
            }
            Err(stop) => told(stop),
        }
    }

    fn setting<S: Settings>(&self, from: &str, values: &[&str]) -> String {
        let version = settings_of::<S>(&self.cx).expect("settings can be read").today;
        let mut content = serde_json::to_value(&version.settings).expect("plain values");
        for value in values {
            let (name, value) = value.split_once('=').expect("name=value");
            content[name] = value.parse::<bool>().map_or_else(|_| value.into(), Into::into);
        }
        let settings: S = serde_json::from_value(content).expect("settings");
        match change_settings(&self.cx, None, from.parse().expect("a day"), &settings) {
            Ok(version) => format!("inställningar {version}\n"),
            Err(stop) => told(stop),
        }
    }

    fn bytes(&self, kind: &str, number: &str) -> String {
        match content(&self.cx, kind, number.parse().expect("a number")) {
            Ok(content) => String::from_utf8(content.bytes).expect("ASCII").replace("\r\n", "|\n"),
            Err(stop) => told(stop),
        }
    }

    fn explained(&self, source: &Source, record: &str) -> String {
        let found = match explain(&self.cx, source, record.parse().expect("a number")) {
            Ok(found) => found,
            Err(stop) => return told(stop),
        };
        let (from, to) = found.periods;
        let mut text = format!(
            "{} {} = {} {} ({from}..{to}), stämmer {}\n",
            found.record.account,
            found.record.kind.code(),
            found.record.amount.plain(),
            found.filters.join(" "),
            found.agrees
        );
        for line in found.lines {
            text += &format!(
                "  {}:{} {} {}\n",
                line.voucher,
                line.line_no,
                line.account,
                line.amount.plain()
            );
        }
        if !found.dissolved.is_zero() {
            text += &format!("  upplöst {}\n", found.dissolved.plain());
        }
        if !found.carried.is_zero() {
            text += &format!("  överfört {}\n", found.carried.plain());
        }
        text
    }

    fn compared(&self, first: &str, second: &str) -> String {
        let number = |text: &str| text.parse().expect("a number");
        match compare_files(&self.cx, HermesKind::Balances, number(first), number(second)) {
            Ok(comparison) => listed(&comparison),
            Err(stop) => told(stop),
        }
    }
}

/// An order of a file for Hermes.
pub fn order(kind: HermesKind, period: &str, letter: &str) -> HermesOrder {
    HermesOrder {
        kind,
        period: Period::parse(period).expect("a period"),
        letter: letter.to_owned(),
    }
}

/// An order of a file of purchases.
pub fn tdb_order(periods: &str, leave_out: bool) -> TdbOrder {
    TdbOrder {
        periods: PeriodRange::parse(periods).expect("periods"),
        leave_out,
    }
}

fn made(made: Result<Made, Stop<Vec<ExchangeRefusal>>>) -> String {
    match made {
        Ok(made) => {
            let how = if made.same { "samma som" } else { "ny" };
            format!(
                "{how} {} {} {} {} rader\n",
                made.kind, made.number, made.file_name, made.records
            )
        }
        Err(stop) => told(stop),
    }
}

fn words() -> Words {
    static LOADED: std::sync::LazyLock<&'static Texts> = std::sync::LazyLock::new(|| {
        let formats = TextSource {
            name: "formats",
            sv: include_str!("../../../formats/text/sv.ftl"),
            en: include_str!("../../../formats/text/en.ftl"),
        };
        let base = TextSource {
            name: "base",
            sv: include_str!("../../../base/text/sv.ftl"),
            en: include_str!("../../../base/text/en.ftl"),
        };
        let check = TextSource {
            name: "check",
            sv: kameral_ledger::check::TEXT_SV,
            en: kameral_ledger::check::TEXT_EN,
        };
        let access = TextSource {
            name: "access",
            sv: include_str!("../../../access/text/sv.ftl"),
            en: include_str!("../../../access/text/en.ftl"),
        };
        Texts::load(&[TEXTS, formats, base, check, access])
    });
    LOADED.words(Language::Sv)
}

/// A file against the books.
fn told_standing(standing: &Standing) -> String {
    let file = &standing.file;
    let now = match &standing.now {
        Ok(now) if standing.stands() => format!("oförändrad, {} rader", now.same),
        Ok(now) => {
            let (debit, credit) = now.sides().expect("sums fit");
            let count = now.differences.len();
            format!("{count} ändrade, debet {} kredit {}", debit.plain(), credit.plain())
        }
        Err(refusals) => format!("kan inte göras om: {}", refusals[0].name()),
    };
    format!("{} {} {} {now}\n", file.key.kind, file.key.number, file.period_to)
}

/// A comparison, record by record.
fn listed(comparison: &Comparison) -> String {
    let mut text = format!("lika {}\n", comparison.same);
    for difference in &comparison.differences {
        let plain = |amount: Option<Ore>| amount.map_or("-".to_owned(), Ore::plain);
        text += &format!(
            "  {} {} {} {}: {} {}\n",
            difference.key.kind.code(),
            difference.key.account,
            difference.key.financing,
            difference.key.counterparty,
            plain(difference.first),
            plain(difference.second)
        );
    }
    text
}

/// Why vouchers were not posted: line, name, and the sentence of what guards say.
pub fn refused(stop: Stop<Vec<PostRefusal>>) -> String {
    match stop {
        Stop::Refused(refusals) => {
            let line = |refusal: &PostRefusal| {
                let at = refusal
                    .place()
                    .line
                    .map(|line| format!(" (rad {line})"))
                    .unwrap_or_default();
                let how = if refusal.warning { "varnas" } else { "nekad" };
                let said = match &refusal.cause {
                    PostCause::Guarded { sentence, .. } => words().sentence(sentence),
                    _ => String::new(),
                };
                format!("{how} {}{at}: {said}\n", refusal.name())
            };
            refusals.iter().map(line).collect()
        }
        Stop::Denied(denied) => format!("nekad: {}\n", denied.permission),
        Stop::Fault(fault) => format!("fel: {fault}\n"),
    }
}

/// What stopped a command, in Swedish.
pub fn told(stop: Stop<Vec<ExchangeRefusal>>) -> String {
    match stop {
        Stop::Refused(refusals) => {
            let line = |refusal: &ExchangeRefusal| {
                let Place { field, .. } = refusal.place();
                let field = field.unwrap_or_default();
                format!(
                    "{} ({field}): {}\n",
                    refusal.name(),
                    words().sentence(&refusal.sentence())
                )
            };
            refusals.iter().map(line).collect()
        }
        Stop::Denied(denied) => format!("nekad: {}\n", denied.permission),
        Stop::Fault(fault) => format!("fel: {fault}\n"),
    }
}

/// A voucher from `2026-01-15 period=202601 Text | 5012 FIN=10 500,00 | 1910 -500,00`.
pub fn draft(model: &AccountingModel, line: &str) -> DraftVoucher {
    let mut parts = line.split('|');
    let mut draft = DraftVoucher::default();
    let mut text = Vec::new();
    for (at, token) in parts.next().unwrap_or_default().split_whitespace().enumerate() {
        match token.split_once('=') {
            Some(("period", period)) => draft.period = Some(Period::parse(period).expect("a period")),
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
    tokens.next().expect("an account").clone_into(&mut line.account);
    for token in tokens {
        match token.split_once('=') {
            Some((code, value)) => {
                let dimension = model.dimension(code).expect("a dimension");
                line.values.push((dimension.position, value.to_owned()));
            }
            None => line.amount = Ore::parse(token).expect("an amount"),
        }
    }
    line
}

/// The moment files are made.
pub fn noon() -> Timestamp {
    "2026-06-30T12:00:00Z".parse().expect("a correct moment")
}

/// Runs a test with new books on SQLite and on PostgreSQL.
pub fn each_books(test: impl Fn(&Books)) {
    each_migrated(&MIGRATIONS, |store| {
        kameral_exchange::guard::register(store);
        test(&Books::on(store));
    });
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

/// A spring with opening balances and something on every kind of account.
const SPRING: &str = "
    2025-12-20 Uppdrag | 1531 MP=1128 700,00 | 3419 FIN=20 MP=1128 -700,00
    2026-01-05 IB period=202600 | 1910 10000,00 | 1531 MP=1128 700,00 | 2581 -4000,00 | 2069 -6700,00
    2026-01-20 Papper | 5531 FIN=10 MP=L1 500,00 | 2581 MP=L1 -500,00 | 1741 FIN=10 500,00 | 3011 FIN=10 -500,00
    2026-02-03 Hyra | 5021 FIN=10 MP=1200 1200,00 | 2561 MP=1200 -1200,00 | 1741 FIN=10 1200,00 | 3011 FIN=10 -1200,00
    2026-02-10 Uppdrag | 1511 MP=L2 80,00 | 3419 FIN=20 MP=L2 -80,00
    2026-03-01 Mer papper | 5531 FIN=10 MP=L2 25,50 | 1910 -25,50
    2026-03-02 Rättat | 5599 FIN=20 1,00 | 5599 FIN=20 -1,00
    2026-04-01 Efter | 5531 FIN=10 9,00 | 1910 -9,00
";

/// The spring, and what comes after it.
pub fn spring(more: &str) -> String {
    format!("{SPRING}{more}")
}
