//! Monthly transfers of an interest-bearing appropriation to the interest account (1758,
//! kapitalförsörjningsförordningen (2011:210) 4 kap. 1 and 2 §§).

use kameral_base::{Date, FiscalYear, Ore};

use crate::model::{Instalment, Terms};

/// The day of the month the money is on the account.
const DUE_DAY: i8 = 25;

/// The year's plan: what the terms say, or a twelfth each month of what was given, öre by öre.
pub fn instalments(terms: Option<&Terms>, year: FiscalYear, given: Ore) -> Vec<Instalment> {
    if let Some(terms) = terms.filter(|terms| !terms.instalments.is_empty()) {
        return terms.instalments.clone();
    }
    let days: Vec<Date> = year
        .months()
        .filter_map(|month| month.first_day()?.with().day(DUE_DAY).build().ok())
        .collect();
    let Some(parts) = given.split(&vec![1; days.len()]) else {
        return Vec::new();
    };
    let due = days.into_iter().zip(parts);
    due.map(|(due_on, amount)| Instalment { due_on, amount }).collect()
}

/// The plan when an amount was added on a day: spread evenly over the transfers that remain; nothing
/// when none does.
pub fn added(plan: &[Instalment], amount: Ore, on: Date) -> Option<Vec<Instalment>> {
    let remaining = plan.iter().filter(|part| on <= part.due_on).count();
    let mut parts = amount.split(&vec![1; remaining])?.into_iter();
    let changed = plan.iter().map(|part| {
        if part.due_on < on {
            return Some(*part);
        }
        let amount = part.amount.checked_add(parts.next()?)?;
        Some(Instalment { amount, ..*part })
    });
    (0 < remaining).then(|| changed.collect()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// KFF 4:1: one twelfth a month; 4:2: what is added is spread over what remains. The parts sum to
    /// the whole, to the öre.
    #[test]
    fn twelfths_and_what_is_added_sum_to_the_whole() {
        let year = FiscalYear::calendar(2026).unwrap();
        let plan = instalments(None, year, Ore::new(10_000));
        let told = |plan: &[Instalment]| -> Vec<i64> { plan.iter().map(|part| part.amount.get()).collect() };
        assert_eq!(
            told(&plan),
            [834, 834, 834, 834, 833, 833, 833, 833, 833, 833, 833, 833]
        );
        assert_eq!(plan[0].due_on, Date::constant(2026, 1, 25));
        let more = added(&plan, Ore::new(1_000), Date::constant(2026, 10, 1)).unwrap();
        assert_eq!(
            told(&more),
            [834, 834, 834, 834, 833, 833, 833, 833, 833, 1167, 1166, 1166]
        );
        assert_eq!(added(&plan, Ore::new(1_000), Date::constant(2026, 12, 26)), None);
    }
}
