//! The closing definition against the chart it stands beside (EM-32).

use std::collections::BTreeMap;

use kameral_base::Pattern;
use kameral_closing::definition::Definition;
use kameral_ledger::model::{Account, AccountKind, AccountPosting, RuleSet};
use kameral_ledger::register::Change;
use kameral_ledger::standard;

fn accounts(rules: RuleSet) -> BTreeMap<String, Account> {
    let changes = standard::changes(rules).expect("the standard");
    let accounts = changes.into_iter().filter_map(|change| match change {
        Change::Account(account) => Some((account.account.clone(), account)),
        _ => None,
    });
    accounts.collect()
}

/// CLS-08: every account of the result is closed, and no balance is.
#[test]
fn every_account_of_the_result_is_closed_and_no_balance_is() {
    for rules in [RuleSet::State, RuleSet::Municipal] {
        let definition = Definition::of(rules).expect("the definition");
        for account in accounts(rules)
            .values()
            .filter(|account| account.posting == AccountPosting::Open)
        {
            let of_result = matches!(account.kind, AccountKind::Income | AccountKind::Expense);
            let closed = definition.result.accounts.matches(&account.account);
            assert_eq!(closed, of_result, "{} {}", rules.word(), account.account);
        }
    }
}

/// CLS-09: every balance has a row, and opens on an account that is carried too and rolls no further.
#[test]
fn every_balance_opens_on_an_account_that_stays() {
    for rules in [RuleSet::State, RuleSet::Municipal] {
        let definition = Definition::of(rules).expect("the definition");
        let accounts = accounts(rules);
        for account in accounts.values().filter(|account| account.kind.carries_forward()) {
            let mut rows = definition.openings.iter();
            assert!(
                rows.any(|row| row.accounts.matches(&account.account)),
                "{}",
                account.account
            );
        }
        for to in definition.openings.iter().filter_map(|row| row.to.as_ref()) {
            let known = accounts.get(to).unwrap_or_else(|| panic!("{to} is in the chart"));
            assert!(
                known.kind.carries_forward() && known.posting == AccountPosting::Open,
                "{to}"
            );
            let first = definition.openings.iter().find(|row| row.accounts.matches(to));
            assert!(first.is_some_and(|row| row.to.is_none()), "{to} stays where it opens");
        }
        for account in [&definition.result.closing, &definition.result.capital] {
            assert!(accounts.contains_key(account), "{account}");
        }
    }
}

/// Handbook 6.3: the year's accounts of assets, loans and the State's current account open at zero.
#[test]
fn accounts_of_the_year_open_at_zero() {
    let definition = Definition::of(RuleSet::State).expect("the definition");
    let loans = ["loan_drawn", "loan_repaid"];
    let assets = ["acquisition", "own_work", "disposal", "asset_transfer"];
    let current = Pattern::parse("172?,174?,175?,178?,179?,!17?0,!1797,!1798").expect("a pattern");
    for account in accounts(RuleSet::State).values() {
        let of_loan = loans.contains(&account.role.as_str()) && account.account.starts_with("251");
        let of_asset = assets.contains(&account.role.as_str()) && account.account.starts_with('1');
        if of_loan || of_asset || current.matches(&account.account) {
            let row = definition
                .openings
                .iter()
                .find(|row| row.accounts.matches(&account.account));
            assert!(row.is_some_and(|row| row.to.is_some()), "{}", account.account);
        }
    }
}

/// C09: what is set against State capital stands where the capital change of an appropriation opens, and
/// no cost is set against it twice.
#[test]
fn c09_costs_set_against_state_capital_are_costs_and_open_where_they_are_taken() {
    let definition = Definition::of(RuleSet::State).expect("the definition");
    let accounts = accounts(RuleSet::State);
    assert!(!definition.capital.is_empty());
    for row in &definition.capital {
        let costs = accounts
            .values()
            .filter(|account| row.accounts.matches(&account.account));
        let kinds: Vec<AccountKind> = costs.map(|account| account.kind).collect();
        assert!(!kinds.is_empty() && kinds.iter().all(|kind| *kind == AccountKind::Expense));
        assert_eq!(accounts[&row.state_capital].role, "state_capital");
        let mut openings = definition.openings.iter();
        let opening = openings.find(|opening| opening.when.as_ref() == Some(&row.when));
        let opening = opening.expect("the capital change of the same financiers opens somewhere");
        assert!(opening.accounts.matches(&definition.result.capital));
        assert_eq!((opening.to.as_ref(), &opening.values), (Some(&row.change), &row.values));
    }
    for account in accounts.keys() {
        let rows = definition.capital.iter().filter(|row| row.accounts.matches(account));
        assert!(rows.count() <= 1, "{account}");
    }
    let municipal = Definition::of(RuleSet::Municipal).expect("the definition");
    assert_eq!(municipal.capital, []);
}

/// CLS-10: the accounts transfers post on are in the chart.
#[test]
fn transfers_post_on_accounts_of_the_chart() {
    let definition = Definition::of(RuleSet::State).expect("the definition");
    let accounts = accounts(RuleSet::State);
    let transfers = definition.transfers.expect("the state has a current account");
    let posted = [
        &transfers.appropriation_paid.account,
        &transfers.title_paid.account,
        &transfers.helper,
        &transfers.title_from_interest.account,
        &transfers.instalment.account,
        &transfers.repayment.account,
        &transfers.interest_account,
        &transfers.interest_cost,
    ];
    for account in posted {
        assert!(accounts.contains_key(account), "{account}");
    }
    assert_eq!(
        Definition::of(RuleSet::Municipal).expect("the definition").transfers,
        None
    );
}
