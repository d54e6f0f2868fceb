//! The columns of an item as a list of facts, and what the year would end with now.

use kameral_base::Ore;
use kameral_site::Visit;
use kameral_ui::parts::Facts;

use crate::model::ItemKind;
use crate::standing::Standing;

/// What an item came to, column by column.
pub(super) fn facts(visit: &Visit, standing: &Standing) -> Facts {
    let words = visit.words;
    let (own, closing) = (&standing.whole, &standing.closing);
    let mut facts = Facts::new();
    if standing.item.kind == ItemKind::RevenueTitle {
        if let Some(estimated) = standing.terms.as_ref().and_then(|terms| terms.estimated) {
            facts = facts.money(words.t("appropriation-estimated"), estimated);
        }
        facts = facts.money(words.t("appropriation-income"), own.charged.income);
        if standing.item.gross {
            facts = facts.money(words.t("appropriation-expenditure"), own.charged.expenditure);
        }
        return facts;
    }
    let columns = [
        ("appropriation-opening", own.opening),
        ("appropriation-allotment", own.allotment),
        ("appropriation-other-decision", own.other_decision),
        ("appropriation-distributed", own.distributed),
        ("appropriation-redirected", own.redirected),
        ("appropriation-overrun", own.overrun),
        ("appropriation-withdrawal", own.withdrawal),
    ];
    for (key, amount) in columns.into_iter().filter(|(_, amount)| !amount.is_zero()) {
        facts = facts.money(words.t(key), amount);
    }
    let outgoing = if standing.item.carried_forward {
        "appropriation-outgoing"
    } else {
        "appropriation-balance"
    };
    facts = facts
        .money(
            words.t("appropriation-disposable"),
            own.disposable().unwrap_or(Ore::MAX),
        )
        .money(words.t("appropriation-expenditure"), own.charged.expenditure);
    if standing.item.gross || !own.charged.income.is_zero() {
        facts = facts.money(words.t("appropriation-income"), own.charged.income);
    }
    facts = facts
        .money(words.t(outgoing), own.left().unwrap_or(Ore::MAX))
        .money(words.t("appropriation-credit"), standing.rules.credit)
        .money(words.t("appropriation-left-with-credit"), standing.left_with_credit);
    let ends = [
        ("appropriation-kept", closing.kept),
        ("appropriation-carried-away", closing.withdrawn),
        ("appropriation-credit-used", closing.credit_used),
    ];
    for (key, amount) in ends.into_iter().filter(|(_, amount)| !amount.is_zero()) {
        facts = facts.money(words.t(key), amount);
    }
    facts
}
