//! Accounts and relations of the State's current account, by what they are for.

use std::collections::BTreeMap;

use kameral_base::Pattern;

use super::{DefinitionMistake, read};

const STATE: &str = include_str!("../../../../standard/state/transfers.csv");
const FILE: &str = "transfers.csv";

/// An account that a transfer posts on, with the kind and the words of its voucher.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Account.
    pub account: String,
    /// Voucher kind.
    pub kind: String,
    /// Swedish name, the text of the voucher.
    pub name: String,
}

/// *Avräkning med statsverket*: what its transfers are made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transfers {
    /// Every account of it.
    pub state_account: Pattern,
    /// Dimension of the financier.
    pub financier: String,
    /// Relation from the financier to its flow.
    pub flow: String,
    /// The flow through the State's central account, and the interest-bearing one.
    pub flow_state: Pattern,
    /// The interest-bearing flow.
    pub flow_interest: Pattern,
    /// Relation from the financier to the basis it is charged on.
    pub basis: String,
    /// Bases on which a charge follows the payment.
    pub basis_cash: Pattern,
    /// Bases of revenue titles.
    pub basis_title: Pattern,
    /// What is charged to appropriations in the State's flow, with its opening balance.
    pub appropriation_charged: Pattern,
    /// What is paid of it.
    pub appropriation_paid: Named,
    /// What is charged to revenue titles, with its opening balance.
    pub title_charged: Pattern,
    /// What is paid of it in the State's flow.
    pub title_paid: Named,
    /// Opening balance of what belongs to neither.
    pub opening: Pattern,
    /// Receipts in the State's flow.
    pub received: Pattern,
    /// Payments in the State's flow.
    pub paid: Pattern,
    /// The account transfers go over.
    pub helper: String,
    /// Amounts under investigation.
    pub investigation: Pattern,
    /// Payments in the flow that belong to no appropriation, such as value added tax.
    pub outside_paid: Pattern,
    /// Receipts in the flow that belong to no revenue title.
    pub outside_received: Pattern,
    /// Paid from the interest account to a revenue title.
    pub title_from_interest: Named,
    /// Appropriation funds moved to the interest account.
    pub instalment: Named,
    /// Appropriation funds paid back.
    pub repayment: Named,
    /// The interest account.
    pub interest_account: String,
    /// Interest on what is paid back.
    pub interest_cost: String,
}

impl Transfers {
    /// Of the state's rule set.
    pub(super) fn state() -> Result<Self, DefinitionMistake> {
        let mut rows: BTreeMap<String, Named> = BTreeMap::new();
        read(FILE, STATE, |row| {
            let named = Named {
                account: row.text("value")?,
                kind: row.text("kind")?,
                name: row.text("name_sv")?,
            };
            rows.insert(row.text("key")?, named);
            Ok(())
        })?;
        let mistake = |what: String| DefinitionMistake {
            file: FILE,
            row: 1,
            what,
        };
        let named = |key: &str| {
            let found = rows.get(key).cloned();
            found.ok_or_else(|| mistake(format!("no row {key}")))
        };
        let text = |key: &str| Ok::<_, DefinitionMistake>(named(key)?.account);
        let pattern = |key: &str| Pattern::parse(&text(key)?).map_err(|wrong| mistake(format!("{key}: {wrong:?}")));
        Ok(Self {
            state_account: pattern("state_account")?,
            financier: text("financier")?,
            flow: text("flow")?,
            flow_state: pattern("flow_state")?,
            flow_interest: pattern("flow_interest")?,
            basis: text("basis")?,
            basis_cash: pattern("basis_cash")?,
            basis_title: pattern("basis_title")?,
            appropriation_charged: pattern("appropriation_charged")?,
            appropriation_paid: named("appropriation_paid")?,
            title_charged: pattern("title_charged")?,
            title_paid: named("title_paid")?,
            opening: pattern("opening")?,
            received: pattern("received")?,
            paid: pattern("paid")?,
            helper: text("helper")?,
            investigation: pattern("investigation")?,
            outside_paid: pattern("outside_paid")?,
            outside_received: pattern("outside_received")?,
            title_from_interest: named("title_from_interest")?,
            instalment: named("instalment")?,
            repayment: named("repayment")?,
            interest_account: text("interest_account")?,
            interest_cost: text("interest_cost")?,
        })
    }
}
