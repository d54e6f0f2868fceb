//! Words about posting rules.
//!
//! ```text
//! automatic charge 1 when=5* FLOW=* credit from=2026-01-01 to=2026-06-30 kind=general off
//!   1751 FIN 100%                          an account, fields that are copied (or FIN=10), a share
//!   charge: FIN -100%                      an account by a relation
//! automatic vat 1 when=5* ~flow=plain method=run vat=250     a relation, a method, a base (or net=250)
//! run 202603 [report]                      posts what rules that are run, or report, require of a period
//! due 202603 [transaction]                 what rules require there, have posted, and lack
//! why R-2026-1 2 [after=1] [limit=3]       what a line of a run came of
//! ```

use kameral_base::{Pattern, Period};
use kameral_ledger::charge::{LineAt, Stretch, coding_words};
use kameral_ledger::commands::{ChargeOrder, change_registers, charge, dues, line_causes};
use kameral_ledger::model::{Base, Method, PostingRule, PostingRuleLine, Side, Taken, Trigger, WHOLE};
use kameral_ledger::register::Change;
use kameral_ledger::voucher::VoucherNumber;

use super::{Step, World, stop};

/// The accounts and rules of an agency with an interest-bearing appropriation (10) and one that is
/// not (20), with a bank account for payments in each flow.
pub const STATE: &str = "
    account 1541 Moms_R kind=asset
    account 1542 Moms_I
    account 1741 Mot_anslag_I
    account 1751 Mot_anslag_R
    account 1794 Utbetalningar_SCR
    account 1910 Räntekonto kind=asset
    account 19341 Överföring_från_räntekonto
    account 19431 Bank_ut_I
    account 19441 Överföring_från_SCR
    account 3011 Intäkter_av_anslag kind=income
    relation flow FIN 10=interest 20=plain
    derived 5 FLOW flow
    relation charge FIN 10=1751 20=1741
    relation cover KONTO 19321=19341 19431=19441
    relation source KONTO 19321=1910 19431=1794
    automatic charge 1 when=4*,5*,6* FLOW=*
      charge: FIN 100%
      3011 FIN -100%
    automatic cover 1 when=19321,19431
      cover: -100%
      source: 100%
";

/// Does what a step about rules says.
pub fn act(world: &mut World, step: &Step<'_>) -> Option<String> {
    let words: Vec<&str> = step.rest.split_whitespace().collect();
    match step.word {
        "automatic" => {
            let change = Change::PostingRule(automatic(&words, &step.below));
            let done = change_registers(&world.cx, None, "rules", &[change]);
            Some(done.map_or_else(stop, |_| String::new()))
        }
        "run" => Some(run(world, &words)),
        "due" => Some(due(world, &words)),
        "why" => Some(why(world, &words)),
        _ => None,
    }
}

fn period(words: &[&str]) -> Period {
    Period::parse(words[0]).expect("a period")
}

fn method(words: &[&str], otherwise: Method) -> Method {
    words
        .get(1)
        .map_or(otherwise, |word| Method::from_word(word).expect("a method"))
}

fn run(world: &World, words: &[&str]) -> String {
    let order = ChargeOrder {
        period: period(words),
        methods: vec![method(words, Method::Run)],
        accept_warnings: None,
    };
    match charge(&world.cx, None, &order) {
        Ok(posted) if posted.is_empty() => "nothing left".to_owned(),
        Ok(posted) => posted
            .iter()
            .map(|voucher| format!("posted {} {}\n", voucher.number, voucher.period))
            .collect(),
        Err(wrong) => stop(wrong),
    }
}

fn due(world: &World, words: &[&str]) -> String {
    let method = method(words, Method::Run);
    let model = world.model();
    match dues(&world.cx, period(words), &[method], None) {
        Ok(dues) => {
            let lines = dues
                .iter()
                .flat_map(|due| due.lines.iter().map(move |line| (due, line)));
            lines
                .map(|(due, line)| {
                    let coding = coding_words(&model, &line.coding);
                    let (required, posted, left) = (line.required.plain(), line.posted.plain(), line.left.plain());
                    format!(
                        "{} {} {coding}: required {required} posted {posted} left {left}\n",
                        due.rule, due.version
                    )
                })
                .collect()
        }
        Err(wrong) => stop(wrong),
    }
}

fn why(world: &World, words: &[&str]) -> String {
    let number = VoucherNumber::parse(words[0]).expect("a number");
    let set = |name: &str| words.iter().find_map(|word| word.strip_prefix(name)?.parse().ok());
    let stretch = Stretch {
        after: set("after=").unwrap_or(0),
        limit: set("limit=").unwrap_or(100),
    };
    let line_no = words[1].parse().expect("a line");
    let Some(told) = line_causes(&world.cx, &number, line_no, stretch).expect("it can be read") else {
        return format!("{number} {line_no} came of no run");
    };
    let model = world.model();
    let at = |at: &LineAt| format!("{} {} {}", at.number, at.line_no, at.date);
    let causes = told.causes.iter().map(|cause| {
        let (coding, amount) = (coding_words(&model, &cause.coding), cause.amount.plain());
        format!(
            "  {} {coding} {amount} gives {} \"{}\"\n",
            at(&cause.at),
            cause.share.plain(),
            cause.text
        )
    });
    let earlier = told.earlier.iter();
    let earlier = earlier.map(|line| format!("  posted before {} {}\n", at(&line.at), line.amount.plain()));
    format!(
        "{number} {line_no} {} {} by {} {} in {}\n{}{}  {} give {}, {} posted {}, rest {}",
        coding_words(&model, &told.coding),
        told.amount.plain(),
        told.rule,
        told.version,
        told.period,
        causes.collect::<String>(),
        earlier.collect::<String>(),
        told.cause_count,
        told.required.plain(),
        told.earlier_count,
        told.posted.plain(),
        told.rest.plain(),
    )
}

/// The rule of a step.
/// A rule as it is written in a story: its words and the lines below.
pub fn automatic(words: &[&str], below: &[&str]) -> PostingRule {
    let mut rule = PostingRule {
        rule: words[0].to_owned(),
        version: words[1].parse().expect("a version"),
        name: words[0].to_owned(),
        name_en: String::new(),
        order: 10,
        active: true,
        method: Method::Transaction,
        base: Base::Line,
        when: Trigger::on(Pattern::any()),
        lines: below.iter().map(|line| self::line(line)).collect(),
        valid_from: None,
        valid_to: None,
        text_sv: String::new(),
        text_en: String::new(),
    };
    for word in &words[2..] {
        match word.split_once('=') {
            None if *word == "off" => rule.active = false,
            None => rule.when.side = if *word == "credit" { Side::Credit } else { Side::Debit },
            Some(("when", accounts)) => rule.when.accounts = Pattern::parse(accounts).expect("a pattern"),
            Some(("method", method)) => rule.method = Method::from_word(method).expect("a method"),
            Some(("net", rate)) => rule.base = Base::NetOfVat(rate.parse().expect("a rate")),
            Some(("vat", rate)) => rule.base = Base::Vat(rate.parse().expect("a rate")),
            Some(("kind", kind)) => rule.when.kinds.push(kind.to_owned()),
            Some(("from", day)) => rule.valid_from = day.parse().ok(),
            Some(("to", day)) => rule.valid_to = day.parse().ok(),
            Some((code, pattern)) => {
                let pattern = Pattern::parse(pattern).expect("a pattern");
                match code.strip_prefix('~') {
                    Some(relation) => rule.when.related.push((relation.to_owned(), pattern)),
                    None => rule.when.values.push((code.to_owned(), pattern)),
                }
            }
        }
    }
    rule
}

fn line(text: &str) -> PostingRuleLine {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    let share = words.pop().and_then(|share| share.strip_suffix('%')).expect("a share");
    let hundredths: i64 = share.replace(',', "").parse().expect("a share");
    let scale = if share.contains(',') {
        WHOLE / 10_000
    } else {
        WHOLE / 100
    };
    let account = words.remove(0);
    let account = account.strip_suffix(':').map_or_else(
        || Taken::Fixed(account.to_owned()),
        |relation| Taken::Related(relation.to_owned()),
    );
    let value = |word: &str| match word.split_once('=') {
        Some((code, value)) => (code.to_owned(), Taken::Fixed(value.to_owned())),
        None => (word.to_owned(), Taken::Copied),
    };
    PostingRuleLine {
        account,
        values: words.into_iter().map(value).collect(),
        share: hundredths * scale,
    }
}
