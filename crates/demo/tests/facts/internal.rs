//! What the keys of the demo's agency have done.

use std::fmt::Write as _;

use kameral_allocation::commands::{Shown, differences, trial};
use kameral_allocation::key::Parting;
use kameral_allocation::store;
use kameral_base::Period;

use super::Demo;

impl Demo {
    /// Keys whose run for a month does not stand as the books give.
    pub fn unshared(&self, year: i32, month: u32) -> Vec<String> {
        let period = Period::new(year, month).expect("a period");
        let shown = trial(&self.cx("1098"), period, None).expect("the keys can be tried");
        assert_eq!(shown.len(), 3, "every key gives something in {period}");
        let differing = shown.iter().filter(|shown| !shown.stands());
        differing.map(|Shown { given, .. }| format!("{given:?}")).collect()
    }

    /// The versions of keys, and the differences of both years.
    pub fn keys(&self) -> String {
        let mut told = String::new();
        for key in self.read("1098", |tx, cx| store::keys(tx, cx.entity())) {
            let parting = match &key.parting {
                Parting::Weights(receivers) => format!("{} receivers", receivers.len()),
                Parting::Rate { millionths, .. } => format!("{millionths} millionths"),
                other => other.word().to_owned(),
            };
            let from = key.valid_from.map(|day| day.to_string()).unwrap_or_default();
            let _ = writeln!(
                told,
                "{} {} {} {from}: {parting}",
                key.key,
                key.version,
                key.state.word()
            );
        }
        for period in ["202512", "202602"] {
            let found = differences(&self.cx("1098"), Period::parse(period).expect("a period"));
            for difference in found.expect("the differences") {
                let _ = writeln!(
                    told,
                    "{period} {}: real {}, charged {}, spread {}, left {}",
                    difference.key, difference.real, difference.charged, difference.spread, difference.left
                );
            }
        }
        told
    }
}
