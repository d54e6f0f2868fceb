//! What a story may say: the commands of allocation, and those of the ledger it needs.

use std::fmt::Write as _;

use kameral_allocation::commands::{self, RunOrder, Treatment, TreatmentOrder};
use kameral_allocation::key::StandardPrice;
use kameral_base::{Ore, Period};
use kameral_ledger::commands::{ChargeOrder, PostRequest, charge, post, reverse};
use kameral_ledger::correct::CorrectionOrder;
use kameral_ledger::model::Method;
use kameral_ledger::voucher::VoucherNumber;

use super::tell::{outcomes, refusals};
use super::{World, draft, key};

impl World {
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
        outcomes(commands::run(&self.cx, None, &order))
    }

    fn treat(&self, word: &str, line: &str) -> String {
        let (key, period) = line.split_once(' ').expect("key and period");
        let order = TreatmentOrder {
            period: Period::parse(period).expect("a period"),
            key: key.to_owned(),
            treatment: Treatment::from_word(word).expect("a treatment"),
            accept_warnings: None,
        };
        outcomes(commands::treat(&self.cx, None, &order))
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

    fn charge(&self, period: &str) {
        let order = ChargeOrder {
            period: Period::parse(period).expect("a period"),
            methods: vec![Method::Run],
            accept_warnings: None,
        };
        charge(&self.cx, None, &order).expect("the rules are run");
    }
}
