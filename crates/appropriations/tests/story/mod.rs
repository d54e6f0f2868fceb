//! A language of lines for stories about appropriations, told on the State's own standard chart.
//!
//! | Line | Does |
//! |---|---|
//! | `anslag 1:5_ap.1 Tillsyn i=1:5 fin=10 scr kassa brutto` | keeps an appropriation; `övrigt` not administrative, `dras` not carried forward, `stopp`, `från=` and `till=` |
//! | `titel 2811 Avgifter fin=90` | keeps a revenue title |
//! | `belopp 1:5 2026 allotment 100,00` | registers a movement; `dag=2026-02-01` |
//! | `återta 3` | takes back a movement |
//! | `villkor 1:5 2026 credit=5,00 saving=30` | sets terms |
//! | `bokför 2026-03-01 \| 1751 FIN=10 500,00 \| 3011 FIN=10 -500,00` | posts; `öppning` in the opening period |
//! | `förhandsvisa 2026-03-01 …` | what posting would give, without posting |
//! | `ställning 2026` | how every item stands; `per=2026-03-15` |
//! | `börja 2027` | begins a year with what the last one ended with |
//! | `relationer` | what the ledger's relations say |
//! | `åtagande 1:5 2026-02-01 300,00 2026=100,00 2027=200,00` | makes a commitment; `utanför` is not under 17 § first paragraph, `godta` |
//! | `infria 1 2026-05-01 100,00`, `upphäv …` | settles and annuls; `rad=A-2026-1:1` |
//! | `bemyndigande 2026` | what is outstanding |
//!
//! `_` in a designation stands for a space.

#![allow(dead_code, reason = "each test file uses a part of the language")]

use std::cell::RefCell;
use std::fmt::Write as _;

use expect_test::Expect;
use kameral_access::{Cx, Permission};
use kameral_appropriations::commands::{
    Settlement, annul_commitment, keep_item, keep_terms, make_commitment, register_movement, roll_year,
    settle_commitment, take_back_movement,
};
use kameral_appropriations::commit::{NewCommitment, counted, outstanding_years};
use kameral_appropriations::model::{Basis, Beyond, Flow, Item, ItemKind, Link, MovementKind, Terms, YearPart};
use kameral_appropriations::movement::NewMovement;
use kameral_appropriations::store::commitments;
use kameral_appropriations::{AppropriationRefusal, queries};
use kameral_base::{Date, EntityId, FiscalYear, Ore, Period, Refusal, Timestamp};
use kameral_ledger::commands::{NewEntity, PostRequest, change_registers, init_entity, post, preview};
use kameral_ledger::model::{AccountingModel, DimensionValue, RuleSet};
use kameral_ledger::refusal::PostRefusal;
use kameral_ledger::register::Change;
use kameral_ledger::standard;
use kameral_ledger::store::model;
use kameral_ledger::voucher::{DraftLine, DraftVoucher, VoucherNumber};
use kameral_store::testing::each_migrated;
use kameral_store::{Migrations, Stop, Store};

/// Tables a story needs.
pub const MIGRATIONS: [Migrations; 3] = [
    kameral_access::MIGRATIONS,
    kameral_ledger::MIGRATIONS,
    kameral_appropriations::MIGRATIONS,
];

/// An agency and who acts in it.
pub struct World {
    /// Surroundings of every command.
    pub cx: Cx,
}

impl World {
    /// The agency `1098` with the standard chart, financiers 10 to 90 and the years 2025 to 2028.
    pub fn on(store: &Store) -> Self {
        kameral_appropriations::guard::register(store);
        let today = Date::constant(2026, 6, 30);
        let now: Timestamp = "2026-06-30T12:00:00Z".parse().expect("a moment");
        let nobody = Cx::operator(store.clone(), "operator", EntityId(0), today, now);
        let new = NewEntity {
            code: "1098".to_owned(),
            name: "Strandskyddsnämnden".to_owned(),
            org_number: "202100-5026".to_owned(),
            rules: RuleSet::State,
        };
        let changes = standard::changes(RuleSet::State).expect("the standard is whole");
        let entity = init_entity(&nobody, None, &new, &changes).expect("the world is made");
        let world = Self {
            cx: Cx::operator(store.clone(), "operator", entity.id, today, now),
        };
        let position = world.model().dimension("FIN").expect("the standard has it").position;
        let values = ["10", "11", "12", "20", "30", "90"];
        let mut changes: Vec<Change> = values
            .iter()
            .map(|value| Change::Value(DimensionValue::plain(position, value, value)))
            .collect();
        let years = (2025..=2028).map(|year| Change::Year(FiscalYear::calendar(year).expect("a year")));
        let known = world.model();
        changes.extend(years.filter(|change| change.before(&known).is_none()));
        change_registers(&world.cx, None, "test", &changes).expect("the registers change");
        world
    }

    /// The accounting model.
    pub fn model(&self) -> std::sync::Arc<AccountingModel> {
        self.cx
            .read(Permission::BooksRead, |tx| model::load(tx, &self.cx))
            .expect("the model can be read")
    }

    /// Plays a story.
    pub fn play(&self, story: &str) -> String {
        let mut told = String::new();
        for line in story.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
            let answer = match word {
                "anslag" => self.item(ItemKind::Appropriation, rest),
                "titel" => self.item(ItemKind::RevenueTitle, rest),
                "belopp" => self.movement(rest),
                "återta" => done(take_back_movement(
                    &self.cx,
                    None,
                    rest.parse().expect("a number"),
                    self.cx.today,
                    "Fel",
                )),
                "villkor" => self.terms(rest),
                "bokför" => self.post(rest),
                "förhandsvisa" => self.previewed(rest),
                "ställning" => self.standing(rest),
                "börja" => {
                    let year: i64 = rest.parse().expect("a year");
                    let begun = roll_year(&self.cx, None, year, self.cx.today, "Årsskifte");
                    begun.map_or_else(refused, |numbers| format!("började {numbers:?}"))
                }
                "relationer" => self.relations(),
                "åtagande" => self.commitment(rest),
                "infria" | "upphäv" => self.event(word, rest),
                "bemyndigande" => self.outstanding(rest),
                other => panic!("no such word: {other}"),
            };
            if !answer.is_empty() {
                told.push_str(answer.trim_end());
                told.push('\n');
            }
        }
        told
    }

    fn item(&self, kind: ItemKind, rest: &str) -> String {
        let mut words = rest.split_whitespace();
        let code = words.next().expect("a designation").replace('_', " ");
        let mut item = Item {
            item: code,
            parent: None,
            kind,
            name: String::new(),
            name_en: String::new(),
            text: String::new(),
            flow: Flow::InterestBearing,
            basis: Basis::Cost,
            gross: false,
            administrative: true,
            carried_forward: true,
            beyond: Beyond::Warn,
            document: "Regleringsbrev".to_owned(),
            decided_on: None,
            valid_from: None,
            valid_to: None,
            links: Vec::new(),
        };
        for word in words {
            match word.split_once('=') {
                Some(("i", parent)) => item.parent = Some(parent.replace('_', " ")),
                Some(("fin", links)) => item.links = links.split(',').map(link).collect(),
                Some(("från", day)) => item.valid_from = day.parse().ok(),
                Some(("till", day)) => item.valid_to = day.parse().ok(),
                _ => match word {
                    "scr" => item.flow = Flow::NonInterestBearing,
                    "kassa" => item.basis = Basis::Cash,
                    "utgift" => item.basis = Basis::Expenditure,
                    "brutto" => item.gross = true,
                    "övrigt" => item.administrative = false,
                    "dras" => item.carried_forward = false,
                    "stopp" => item.beyond = Beyond::Stop,
                    name => {
                        item.name.push_str(name);
                        item.name.push(' ');
                    }
                },
            }
        }
        keep_item(&self.cx, None, &item).map_or_else(refused, |_| String::new())
    }

    fn movement(&self, rest: &str) -> String {
        let words: Vec<&str> = rest.split_whitespace().collect();
        let named = |name: &str| words.iter().find_map(|word| word.strip_prefix(name));
        let new = NewMovement {
            item: words[0].replace('_', " "),
            year: words[1].parse().expect("a year"),
            kind: MovementKind::from_word(words[2]).expect("a kind"),
            amount: Ore::parse(words[3]).expect("an amount"),
            decided_on: named("dag=").map_or(self.cx.today, |day| day.parse().expect("a day")),
            document: named("underlag=").unwrap_or("Regleringsbrev").to_owned(),
            note: String::new(),
        };
        register_movement(&self.cx, None, &new).map_or_else(refused, |_| String::new())
    }

    fn terms(&self, rest: &str) -> String {
        let mut words = rest.split_whitespace();
        let item = words.next().expect("a designation").replace('_', " ");
        let year = words.next().and_then(|year| year.parse().ok()).expect("a year");
        let mut terms = Terms {
            item,
            year,
            ..Terms::default()
        };
        for word in words {
            let (name, value) = word.split_once('=').expect("a term");
            let (amount, number) = (Ore::parse(value).ok(), value.parse().ok());
            match name {
                "credit" => terms.credit = amount,
                "base" => terms.base = amount,
                "estimated" => terms.estimated = amount,
                "frame" => terms.commitment_limit = amount,
                "whole" => terms.whole = amount,
                "saving" => terms.saving_per_mille = number,
                "years" => terms.saving_years = number,
                "credit_per_mille" => terms.credit_per_mille = number,
                "low" => terms.low_per_mille = number,
                other => panic!("no such term: {other}"),
            }
        }
        keep_terms(&self.cx, None, &terms).map_or_else(refused, |_| String::new())
    }

    fn post(&self, rest: &str) -> String {
        match post(&self.cx, None, &self.request(rest)) {
            Ok(_) => String::new(),
            Err(stop) => refused::<PostRefusal>(stop),
        }
    }

    fn previewed(&self, rest: &str) -> String {
        match preview(&self.cx, &self.request(rest)) {
            Ok(vouchers) => format!("skulle bokföras: {}", vouchers.len()),
            Err(stop) => refused::<PostRefusal>(stop),
        }
    }

    fn request(&self, rest: &str) -> PostRequest {
        let (rest, accept) = match rest.strip_prefix("godta ") {
            Some(rest) => (rest, Some("Beslutat".to_owned())),
            None => (rest, None),
        };
        let (rest, opens) = match rest.strip_prefix("öppning ") {
            Some(rest) => (rest, true),
            None => (rest, false),
        };
        let mut draft = draft(&self.model(), rest);
        if let Some(day) = draft.date.filter(|_| opens) {
            "opening_balance".clone_into(&mut draft.kind);
            draft.period = Period::new(i32::from(day.year()), 0).ok();
        }
        PostRequest {
            drafts: vec![draft],
            accept_warnings: accept,
            ..PostRequest::default()
        }
    }

    fn standing(&self, rest: &str) -> String {
        let (year, day) = rest.split_once(" per=").unwrap_or((rest, ""));
        let standings = queries::standings(
            &self.cx,
            Permission::BooksRead,
            year.parse().expect("a year"),
            day.parse().map_or(queries::Until::End, queries::Until::Day),
        );
        let standings = standings.expect("readable");
        let mut told = String::new();
        for standing in &standings.items {
            let (whole, closing) = (&standing.whole, &standing.closing);
            let name = format!("{}{}", "  ".repeat(standing.level - 1), standing.item.item);
            let _ = writeln!(
                told,
                "{name:<12} disponibelt {} utgifter {} inkomster {} kvar {} med kredit {} {} | sparas {} dras in {} kredit {}{}",
                whole.disposable().expect("a sum"),
                whole.charged.expenditure,
                whole.charged.income,
                standing.left,
                standing.left_with_credit,
                standing.alarm.word(),
                closing.kept,
                closing.withdrawn,
                closing.credit_used,
                if closing.breach { " BRUTEN" } else { "" },
            );
        }
        if !standings.unlinked.is_zero() {
            let _ = writeln!(told, "utan anslag {}", standings.unlinked);
        }
        told
    }

    fn relations(&self) -> String {
        let model = self.model();
        let mut told = String::new();
        for relation in &model.relations {
            let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
            let pairs = relation.values.iter().map(|pair| {
                let days = match (pair.valid_from, pair.valid_to) {
                    (None, None) => String::new(),
                    (from, to) => format!("({}..{})", day(from), day(to)),
                };
                format!(" {}{days}={}", pair.from, pair.to)
            });
            let _ = writeln!(told, "{}:{}", relation.relation, pairs.collect::<String>());
        }
        let indirect = model.dimensions.iter().filter(|dimension| dimension.indirect);
        for dimension in indirect {
            let values = model.values.get(&dimension.position).into_iter().flatten();
            let values: Vec<&str> = values.map(|(value, _)| value.as_str()).collect();
            let _ = writeln!(
                told,
                "{} {} genom {}: {}",
                dimension.position,
                dimension.code,
                dimension.derived_by,
                values.join(", ")
            );
        }
        told
    }

    fn commitment(&self, rest: &str) -> String {
        let words: Vec<&str> = rest.split_whitespace().collect();
        let years = words[3..].iter().filter_map(|word| {
            let (year, amount) = word.split_once('=')?;
            Some(YearPart {
                year: year.parse().ok()?,
                amount: Ore::parse(amount).ok()?,
            })
        });
        let accept = words.contains(&"godta");
        let new = NewCommitment {
            item: words[0].replace('_', " "),
            counterparty: "Kustlaboratoriet".to_owned(),
            decided_on: words[1].parse().expect("a day"),
            document: "Beslut 17".to_owned(),
            note: if words.contains(&"skäl") { "Beslutat" } else { "" }.to_owned(),
            total: Ore::parse(words[2]).expect("an amount"),
            first_paragraph: !words.contains(&"utanför"),
            years: years.collect(),
            accept_warnings: accept,
        };
        done(make_commitment(&self.cx, None, &new))
    }

    fn event(&self, word: &str, rest: &str) -> String {
        let words: Vec<&str> = rest.split_whitespace().collect();
        let (commitment, day) = (words[0].parse().expect("a number"), words[1].parse().expect("a day"));
        let amount = Ore::parse(words[2]).expect("an amount");
        if word == "upphäv" {
            let annulled = annul_commitment(&self.cx, None, commitment, day, amount, "");
            return annulled.map_or_else(refused, |_| String::new());
        }
        let line = words.get(3).and_then(|word| word.strip_prefix("rad=")).map(|line| {
            let (voucher, line) = line.split_once(':').expect("voucher and line");
            let voucher = VoucherNumber::parse(voucher).expect("a voucher number");
            (voucher, line.parse().expect("a line"))
        });
        let new = Settlement {
            commitment,
            happened_on: day,
            amount,
            line,
            note: String::new(),
        };
        settle_commitment(&self.cx, None, &new).map_or_else(refused, |_| String::new())
    }

    fn outstanding(&self, item: &str) -> String {
        let all = self
            .cx
            .read(Permission::BooksRead, |tx| commitments::all(tx, &self.cx.scope))
            .expect("readable");
        let mut told = String::new();
        for commitment in &all {
            let years = outstanding_years(commitment, None);
            let years = years.iter().map(|part| format!(" {}={}", part.year, part.amount));
            let _ = writeln!(
                told,
                "{} {}:{}",
                commitment.commitment,
                commitment.item,
                years.collect::<String>()
            );
        }
        let item = item.replace('_', " ");
        let _ = writeln!(told, "räknas {}", counted(&all, &item, None).expect("a sum"));
        told
    }
}

fn link(text: &str) -> Link {
    let (financier, days) = text.split_once(':').unwrap_or((text, ".."));
    let (from, to) = days.split_once("..").expect("two days");
    Link {
        financier: financier.to_owned(),
        valid_from: from.parse().ok(),
        valid_to: to.parse().ok(),
    }
}

fn done(answer: Result<i64, Stop<Vec<AppropriationRefusal>>>) -> String {
    answer.map_or_else(refused, |number| format!("nr {number}"))
}

/// Names of the refusals, and in Swedish what the last one says.
pub fn refused<R: Refusal>(stop: Stop<Vec<R>>) -> String {
    match stop {
        Stop::Refused(refusals) => {
            let names: Vec<String> = refusals
                .iter()
                .map(|refusal| {
                    let args = refusal.sentence().args;
                    let told = args.iter().map(|(name, arg)| match arg {
                        kameral_base::Arg::Text(text) => format!("{name} {text}"),
                        kameral_base::Arg::Amount(amount) => format!("{name} {amount}"),
                        kameral_base::Arg::Number(number) => format!("{name} {number}"),
                        other => format!("{name} {other:?}"),
                    });
                    format!("{} ({})", refusal.name(), told.collect::<Vec<_>>().join(", "))
                })
                .collect();
            format!("nekad: {}", names.join("; "))
        }
        Stop::Denied(denied) => format!("saknar {}", denied.permission),
        Stop::Fault(fault) => format!("fel: {fault}"),
    }
}

fn draft(model: &AccountingModel, text: &str) -> DraftVoucher {
    let mut parts = text.split('|');
    let head = parts.next().unwrap_or_default();
    let (date, said) = head.trim().split_once(' ').unwrap_or((head.trim(), "Händelse"));
    let mut draft = DraftVoucher {
        date: date.parse().ok(),
        text: said.to_owned(),
        ..DraftVoucher::default()
    };
    for part in parts {
        let mut words = part.split_whitespace();
        let mut line = DraftLine {
            account: words.next().expect("an account").to_owned(),
            ..DraftLine::default()
        };
        for word in words {
            match word.split_once('=') {
                Some((code, value)) => {
                    let position = model.dimension(code).expect("a dimension").position;
                    line.values.push((position, value.to_owned()));
                }
                None => line.amount = Ore::parse(word).expect("an amount"),
            }
        }
        draft.lines.push(line);
    }
    draft
}

/// Plays a story in a new world on both engines; both must tell the same.
pub fn check(story: &str, expected: Expect) {
    let told = RefCell::new(Vec::new());
    each_migrated(&MIGRATIONS, |store| {
        told.borrow_mut().push(World::on(store).play(story));
    });
    let told = told.into_inner();
    assert!(
        told.iter().all(|other| *other == told[0]),
        "the engines differ: {told:#?}"
    );
    expected.assert_eq(&told[0]);
}
