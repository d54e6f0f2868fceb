//! Which reports there are, and what each can be asked.

use kameral_base::Sentence;
use kameral_ledger::model::{ACCOUNT_DIMENSION, AccountingModel, RuleSet};
use kameral_ui::Language;

use crate::source::dimension_name;
use crate::statement::{definition, follow_up};
use crate::words::Caption;

/// *Standardrapport*. The name is what the command line and addresses know it by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Report {
    /// *Råbalans* (REP-24).
    TrialBalance,
    /// *Huvudbok* (GL-01).
    GeneralLedger,
    /// *Grundbok* (GL-01).
    Journal,
    /// *Kontospecifikation* (REP-13, GL-27).
    AccountSpecification,
    /// *Verifikation*.
    Voucher,
    /// *Resultaträkning* (REP-15).
    IncomeStatement,
    /// *Balansräkning* (REP-16).
    BalanceSheet,
    /// *Resultaträkning per S-kod* (REP-20).
    IncomeStatementSCode,
    /// *Balansräkning per S-kod* (REP-21).
    BalanceSheetSCode,
    /// *Avräkning med statsverket* (REP-23, APR-26).
    StateAccount,
    /// *Finansieringsanalys* (handbook 6.5, annex 4).
    CashFlow,
    /// *Årets kapitalförändring* (REP-22).
    CapitalChange,
    /// *Realekonomisk fördelning* (APR-21).
    RealEconomicDistribution,
    /// *Matris S-kod och anslag* (REP-43, APR-03).
    AppropriationMatrix,
    /// *Upplösning av 9-konton* (APR-22).
    NineAccounts,
    /// *Specifikation av anslagsutfall* (GL-27).
    AppropriationSpecification,
    /// *Specifikation av kapitalförändring* (GL-27).
    CapitalSpecification,
    /// *Specifikation av statskapital* (GL-27).
    StateCapitalSpecification,
    /// *Specifikation av avräkning med statsverket* (GL-27).
    SettlementSpecification,
    /// *Anslagsredovisning* (REP-17).
    Appropriation,
    /// *Redovisning mot inkomsttitel* (REP-17, table 2).
    RevenueTitles,
    /// *Redovisning av beställningsbemyndigande* (REP-18, REP-44).
    Commitments,
    /// *Donationer* (GL-28).
    Donations,
    /// *Uppföljning enligt avgiftsförordningen* (GL-30).
    FeeFollowUp,
}

impl Report {
    /// Every report, in the order of the list.
    pub const ALL: [Self; 24] = [
        Self::TrialBalance,
        Self::GeneralLedger,
        Self::Journal,
        Self::AccountSpecification,
        Self::Voucher,
        Self::IncomeStatement,
        Self::BalanceSheet,
        Self::IncomeStatementSCode,
        Self::BalanceSheetSCode,
        Self::StateAccount,
        Self::CashFlow,
        Self::CapitalChange,
        Self::RealEconomicDistribution,
        Self::AppropriationMatrix,
        Self::NineAccounts,
        Self::AppropriationSpecification,
        Self::CapitalSpecification,
        Self::StateCapitalSpecification,
        Self::SettlementSpecification,
        Self::Appropriation,
        Self::RevenueTitles,
        Self::Commitments,
        Self::Donations,
        Self::FeeFollowUp,
    ];

    /// The stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::TrialBalance => "trial-balance",
            Self::GeneralLedger => "general-ledger",
            Self::Journal => "journal",
            Self::AccountSpecification => "account-specification",
            Self::Voucher => "voucher",
            Self::IncomeStatement => "income-statement",
            Self::BalanceSheet => "balance-sheet",
            Self::IncomeStatementSCode => "income-statement-scode",
            Self::BalanceSheetSCode => "balance-sheet-scode",
            Self::StateAccount => "state-account",
            Self::CashFlow => "cash-flow",
            Self::CapitalChange => "capital-change",
            Self::RealEconomicDistribution => "real-economic-distribution",
            Self::AppropriationMatrix => "appropriation-matrix",
            Self::NineAccounts => "nine-accounts",
            Self::AppropriationSpecification => "appropriation-specification",
            Self::CapitalSpecification => "capital-specification",
            Self::StateCapitalSpecification => "state-capital-specification",
            Self::SettlementSpecification => "settlement-specification",
            Self::Appropriation => "appropriation",
            Self::RevenueTitles => "revenue-titles",
            Self::Commitments => "commitments",
            Self::Donations => "donations",
            Self::FeeFollowUp => "fee-follow-up",
        }
    }

    /// The report with this name, in upper or lower case.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.trim();
        Self::ALL
            .into_iter()
            .find(|report| report.name().eq_ignore_ascii_case(name))
    }

    /// Its title.
    pub fn title(self) -> Sentence {
        Sentence::new(match self {
            Self::TrialBalance => "report-trial-balance",
            Self::GeneralLedger => "report-general-ledger",
            Self::Journal => "report-journal",
            Self::AccountSpecification => "report-account-specification",
            Self::Voucher => "report-voucher",
            Self::IncomeStatement => "report-income-statement",
            Self::BalanceSheet => "report-balance-sheet",
            Self::IncomeStatementSCode => "report-income-statement-scode",
            Self::BalanceSheetSCode => "report-balance-sheet-scode",
            Self::StateAccount => "report-state-account",
            Self::CashFlow => "report-cash-flow",
            Self::CapitalChange => "report-capital-change",
            Self::RealEconomicDistribution => "report-real-economic-distribution",
            Self::AppropriationMatrix => "report-appropriation-matrix",
            Self::NineAccounts => "report-nine-accounts",
            Self::AppropriationSpecification => "report-appropriation-specification",
            Self::CapitalSpecification => "report-capital-specification",
            Self::StateCapitalSpecification => "report-state-capital-specification",
            Self::SettlementSpecification => "report-settlement-specification",
            Self::Appropriation => "report-appropriation",
            Self::RevenueTitles => "report-revenue-titles",
            Self::Commitments => "report-commitments",
            Self::Donations => "report-donations",
            Self::FeeFollowUp => "report-fee-follow-up",
        })
    }

    /// One line on what it shows.
    pub fn about(self) -> Sentence {
        Sentence::new(match self {
            Self::TrialBalance => "report-trial-balance-about",
            Self::GeneralLedger => "report-general-ledger-about",
            Self::Journal => "report-journal-about",
            Self::AccountSpecification => "report-account-specification-about",
            Self::Voucher => "report-voucher-about",
            Self::IncomeStatement => "report-income-statement-about",
            Self::BalanceSheet => "report-balance-sheet-about",
            Self::IncomeStatementSCode => "report-income-statement-scode-about",
            Self::BalanceSheetSCode => "report-balance-sheet-scode-about",
            Self::StateAccount => "report-state-account-about",
            Self::CashFlow => "report-cash-flow-about",
            Self::CapitalChange => "report-capital-change-about",
            Self::RealEconomicDistribution => "report-real-economic-distribution-about",
            Self::AppropriationMatrix => "report-appropriation-matrix-about",
            Self::NineAccounts => "report-nine-accounts-about",
            Self::AppropriationSpecification => "report-appropriation-specification-about",
            Self::CapitalSpecification => "report-capital-specification-about",
            Self::StateCapitalSpecification => "report-state-capital-specification-about",
            Self::SettlementSpecification => "report-settlement-specification-about",
            Self::Appropriation => "report-appropriation-about",
            Self::RevenueTitles => "report-revenue-titles-about",
            Self::Commitments => "report-commitments-about",
            Self::Donations => "report-donations-about",
            Self::FeeFollowUp => "report-fee-follow-up-about",
        })
    }

    /// What it can be asked.
    pub const fn offers(self) -> &'static [Offer] {
        match self {
            Self::TrialBalance => &[
                Offer::Period,
                Offer::Where,
                Offer::By,
                Offer::AsOf,
                Offer::Quantities,
                Offer::Page,
            ],
            Self::AccountSpecification
            | Self::AppropriationSpecification
            | Self::CapitalSpecification
            | Self::StateCapitalSpecification
            | Self::SettlementSpecification => &[Offer::Period, Offer::Where, Offer::By, Offer::AsOf, Offer::Page],
            Self::GeneralLedger | Self::Journal => &[Offer::Period, Offer::Where, Offer::AsOf, Offer::Page],
            // Their rows are few, and come whole.
            Self::IncomeStatement
            | Self::BalanceSheet
            | Self::IncomeStatementSCode
            | Self::BalanceSheetSCode
            | Self::StateAccount
            | Self::CashFlow
            | Self::CapitalChange
            | Self::Donations => &[Offer::Period, Offer::Where, Offer::By, Offer::AsOf],
            Self::RealEconomicDistribution | Self::AppropriationMatrix | Self::NineAccounts | Self::FeeFollowUp => {
                &[Offer::Period, Offer::Where, Offer::AsOf]
            }
            // Amounts of an appropriation belong to the whole agency and have no other conditions.
            Self::Appropriation | Self::RevenueTitles | Self::Commitments => &[Offer::Period],
            // Periods, conditions and moment are where one came from; a voucher is shown as it is.
            Self::Voucher => &[Offer::Voucher, Offer::Period, Offer::Where, Offer::AsOf, Offer::Page],
        }
    }
}

impl Report {
    /// Whether a rule set has it: some stand on forms and keys that only agencies have.
    pub fn is_of(self, rules: RuleSet) -> bool {
        match self {
            Self::StateAccount => definition::state_account(rules, Language::Sv).is_some(),
            Self::CashFlow => definition::cash_flow(rules, Language::Sv).is_some(),
            Self::RealEconomicDistribution | Self::AppropriationMatrix | Self::NineAccounts => {
                definition::report_keys(rules, Self::RealEconomicDistribution.name()).is_some()
            }
            Self::FeeFollowUp => follow_up::fee_settings(rules).is_some(),
            Self::AppropriationSpecification
            | Self::CapitalSpecification
            | Self::StateCapitalSpecification
            | Self::SettlementSpecification
            | Self::Donations => definition::report_keys(rules, self.name()).is_some(),
            _ => true,
        }
    }
}

/// One thing a report can be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Offer {
    /// Periods: `202601..202612`.
    Period,
    /// Conditions on account and dimensions: `ORG=45?8`.
    Where,
    /// What rows are grouped by: `account,ORG`.
    By,
    /// An earlier end of the journal.
    AsOf,
    /// Which voucher: `A-2026-17`.
    Voucher,
    /// Quantities beside amounts.
    Quantities,
    /// A part of the rows: after a place, at most so many.
    Page,
}

impl Offer {
    /// The option's name on the command line and in addresses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Period => "period",
            Self::Where => "where",
            Self::By => "by",
            Self::AsOf => "as-of",
            Self::Voucher => "voucher",
            Self::Quantities => "quantities",
            Self::Page => "after",
        }
    }
}

/// A report as a list shows it.
#[derive(Debug, Clone)]
pub struct CatalogueEntry {
    /// Which.
    pub report: Report,
    /// Stable name.
    pub name: &'static str,
    /// Title.
    pub title: Sentence,
    /// One line on what it shows.
    pub about: Sentence,
    /// What it can be asked.
    pub offers: &'static [Offer],
}

/// Every report there is.
pub fn catalogue() -> Vec<CatalogueEntry> {
    let entry = |report: Report| CatalogueEntry {
        report,
        name: report.name(),
        title: report.title(),
        about: report.about(),
        offers: report.offers(),
    };
    Report::ALL.into_iter().map(entry).collect()
}

/// A key of an entity's model that reports can be asked by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferedKey {
    /// The code: `KONTO`, `ORG`.
    pub code: String,
    /// The name of the dimension.
    pub name: Caption,
    /// Whether its values are derived by a relation (EM-08).
    pub indirect: bool,
    /// Hierarchies over it, by code and name, for conditions: `ORG/TREE`.
    pub hierarchies: Vec<(String, String)>,
}

/// What an entity's reports can be filtered and grouped by: the account and every dimension.
pub fn offered_keys(model: &AccountingModel, language: Language) -> Vec<OfferedKey> {
    let hierarchies = |code: &str| {
        let over = model
            .hierarchies
            .iter()
            .filter(|hierarchy| hierarchy.dimension.eq_ignore_ascii_case(code));
        over.map(|hierarchy| {
            let english = language == Language::En && !hierarchy.name_en.is_empty();
            let name = if english { &hierarchy.name_en } else { &hierarchy.name };
            (hierarchy.hierarchy.clone(), name.clone())
        })
        .collect()
    };
    let account = OfferedKey {
        code: ACCOUNT_DIMENSION.to_owned(),
        name: Caption::key("report-column-account"),
        indirect: false,
        hierarchies: hierarchies(ACCOUNT_DIMENSION),
    };
    let dimensions = model.dimensions.iter().map(|dimension| OfferedKey {
        code: dimension.code.clone(),
        name: Caption::Name(dimension_name(dimension, language).to_owned()),
        indirect: dimension.indirect,
        hierarchies: hierarchies(&dimension.code),
    });
    std::iter::once(account).chain(dimensions).collect()
}
