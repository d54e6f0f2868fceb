//! What the two follow-ups count as what, as it stands in `standard/`: donations (GL-28) and fees under
//! 4 § of the fees ordinance (GL-30).

use kameral_ledger::model::RuleSet;

use super::definition::rows;
use super::form::AccountRange;

/// The files of a rule set; only agencies have them.
fn files(rules: RuleSet) -> [&'static str; 2] {
    match rules {
        RuleSet::State => [
            include_str!("../../../../standard/state/donations.csv"),
            include_str!("../../../../standard/state/fee_follow_up.csv"),
        ],
        RuleSet::Municipal => ["", ""],
    }
}

/// What an account measures of a donation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// *Donationskapital*.
    Capital,
    /// What is received and not used yet, and results that follow the donation from year to year.
    Unspent,
    /// Revenue of it.
    Received,
    /// What is given back.
    Returned,
    /// Costs it pays.
    Used,
}

impl Measure {
    fn from_word(word: &str) -> Option<Self> {
        match word {
            "capital" => Some(Self::Capital),
            "unspent" => Some(Self::Unspent),
            "received" => Some(Self::Received),
            "returned" => Some(Self::Returned),
            "used" => Some(Self::Used),
            _ => None,
        }
    }
}

/// Accounts that measure something of a donation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DonationAccounts {
    /// What.
    pub measure: Measure,
    /// The accounts.
    pub accounts: Vec<AccountRange>,
    /// Whether they hold donations and nothing else, so that an amount without one is a mistake.
    pub only_donations: bool,
}

/// Every account that is followed for donations; none where the rule set has no such.
pub fn donation_accounts(rules: RuleSet) -> Vec<DonationAccounts> {
    let [text, _] = files(rules);
    rows("donations.csv", text, |row| {
        let (measures, accounts) = (row.text("measures")?, row.text("accounts")?);
        Ok(DonationAccounts {
            measure: Measure::from_word(&measures).ok_or_else(|| format!("measures: {measures}"))?,
            accounts: AccountRange::parse_all(&accounts).ok_or_else(|| format!("accounts: {accounts}"))?,
            only_donations: row.truth("only_donations")?,
        })
    })
}

/// What income under 4 § of the fees ordinance (1992:191) is held against.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FeeSettings {
    /// Accounts of that income.
    pub income: Vec<AccountRange>,
    /// Accounts of administration cost.
    pub cost: Vec<AccountRange>,
    /// The most the income may be of the cost, in thousandths.
    pub limit_per_mille: i64,
    /// How many months are added up.
    pub months: usize,
}

/// What fees are followed by; nothing where the rule set has no such.
pub fn fee_settings(rules: RuleSet) -> Option<FeeSettings> {
    let [_, text] = files(rules);
    if text.is_empty() {
        return None;
    }
    let mut settings = FeeSettings::default();
    rows("fee_follow_up.csv", text, |row| {
        let accounts = row.text("accounts")?;
        let accounts = || AccountRange::parse_all(&accounts).ok_or_else(|| format!("accounts: {accounts}"));
        match row.text("measures")?.as_str() {
            "income" => settings.income = accounts()?,
            "cost" => settings.cost = accounts()?,
            "limit_per_mille" => settings.limit_per_mille = row.number("value")?,
            "months" => {
                let months = row.number("value")?;
                settings.months = usize::try_from(months).map_err(|_| format!("value: {months}"))?;
            }
            other => return Err(format!("measures: {other}")),
        }
        Ok(())
    });
    Some(settings)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// GL-28, GL-30: both files can be read, and no account measures two things.
    #[test]
    fn every_setting_is_whole() {
        let fees = fee_settings(RuleSet::State).expect("settings");
        assert!(!fees.income.is_empty() && !fees.cost.is_empty());
        assert_eq!((fees.limit_per_mille, fees.months), (50, 24));
        assert_eq!(fee_settings(RuleSet::Municipal), None);
        let donations = donation_accounts(RuleSet::State);
        let changes = kameral_ledger::standard::changes(RuleSet::State).expect("the standard configuration");
        let mut followed = 0;
        for change in changes {
            let kameral_ledger::register::Change::Account(account) = change else {
                continue;
            };
            let holds = |ranges: &[AccountRange]| ranges.iter().any(|range| range.holds(&account.account));
            let measures = donations.iter().filter(|row| holds(&row.accounts)).count();
            assert!(measures <= 1, "{}", account.account);
            assert!(!(holds(&fees.income) && holds(&fees.cost)), "{}", account.account);
            followed += measures;
        }
        assert!(300 < followed);
        assert!(donation_accounts(RuleSet::Municipal).is_empty());
    }
}
