//! The invariants of the register of commitments (handbook 3.8), and the limits without a frame.

use proptest::prelude::*;

use super::*;

fn commitment(parts: &[i64]) -> Commitment {
    let years: Vec<YearPart> = (2026..)
        .zip(parts)
        .map(|(year, amount)| YearPart {
            year,
            amount: Ore::new(*amount),
        })
        .collect();
    Commitment {
        commitment: 1,
        item: "1:5 ap.1".to_owned(),
        counterparty: "Kustlaboratoriet".to_owned(),
        decided_on: Date::constant(2026, 1, 1),
        document: "Beslut".to_owned(),
        note: String::new(),
        total: years.iter().map(|part| part.amount).try_sum().unwrap(),
        first_paragraph: true,
        years,
        events: Vec::new(),
        registered_by: String::new(),
        registered_at: String::new(),
    }
}

fn event(kind: EventKind, amount: i64) -> CommitmentEvent {
    CommitmentEvent {
        event: 1,
        kind,
        happened_on: Date::constant(2026, 6, 30),
        amount: Ore::new(amount),
        voucher: String::new(),
        line_no: None,
        note: String::new(),
        registered_by: String::new(),
        registered_at: String::new(),
    }
}

/// APR-20: 300 as 100/100/100; what is paid in the first year reduces that year.
#[test]
fn a_settlement_takes_from_the_first_year_and_an_annulment_from_the_last() {
    let mut made = commitment(&[100, 100, 100]);
    made.events = vec![event(EventKind::Settled, 60), event(EventKind::Annulled, 130)];
    let told: Vec<(i64, i64)> = outstanding_years(&made, None)
        .iter()
        .map(|part| (part.year, part.amount.get()))
        .collect();
    assert_eq!(told, [(2026, 40), (2027, 70)]);
    assert_eq!(outstanding(&made, Some(Date::constant(2026, 6, 29))), Ore::new(300));
    assert_eq!(outstanding(&made, Some(Date::constant(2025, 12, 31))), Ore::ZERO);
}

/// Anslagsförordningen 17 § second paragraph; an appropriation of 400 million kronor of which the
/// agency has 120: three million.
#[test]
fn without_a_frame_a_tenth_and_a_share_of_ten_million() {
    let kronor = |millions: i64| Ore::from_kronor(millions * 1_000_000).unwrap();
    let most = |post, posts, whole| most_without_frame(kronor(post), kronor(posts), kronor(whole)).unwrap();
    assert_eq!(most(120, 120, 400), kronor(3));
    assert_eq!(most(20, 120, 400), kronor(2));
    assert_eq!(most(80, 80, 100), kronor(8));
}

proptest! {
    /// Outstanding = made − settled − annulled; the years sum to it; none is negative.
    #[test]
    fn the_years_always_sum_to_what_is_outstanding(
        parts in prop::collection::vec(1_i64..1_000_000, 1..6),
        asked in prop::collection::vec((any::<bool>(), 1_i64..600_000), 0..12),
    ) {
        let mut made = commitment(&parts);
        let mut left: i64 = parts.iter().sum();
        for (settled, amount) in asked {
            let kind = if settled { EventKind::Settled } else { EventKind::Annulled };
            let refused = check_event(1, Some(&made), Date::constant(2026, 6, 30), Ore::new(amount), "");
            prop_assert_eq!(refused.is_empty(), amount <= left, "{} of {}: {:?}", amount, left, refused);
            if amount <= left {
                made.events.push(event(kind, amount));
                left -= amount;
            }
            let years = outstanding_years(&made, None);
            prop_assert!(years.iter().all(|part| part.amount.is_positive()));
            prop_assert_eq!(years.iter().map(|part| part.amount.get()).sum::<i64>(), left);
            prop_assert_eq!(outstanding(&made, None).get(), left);
        }
    }
}
