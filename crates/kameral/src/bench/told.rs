//! The figures as text for people and as JSON for programs.

use std::fmt::Write as _;

use serde_json::{Map, Number, Value, json};

use super::{Figure, Limit};

/// A table: what, value, peer, ratio, limit, whether it is met.
pub fn as_text(machine: &[(&'static str, String)], figures: &[Figure]) -> String {
    let mut text = String::new();
    for (name, value) in machine {
        // Writing to a text cannot fail.
        let _ = writeln!(text, "{name}: {value}");
    }
    text.push('\n');
    let peer = |figure: &Figure| figure.peer.map(|peer| figure.unit.written(peer)).unwrap_or_default();
    for figure in figures {
        let ratio = figure
            .ratio
            .map(|ratio| format!("{} times", ratio.written()))
            .unwrap_or_default();
        let met = if figure.met() { "met" } else { "MISSED" };
        let _ = writeln!(
            text,
            "{:<20} {:>12} {:<11} {:>12} {:>14}  {:<22} {met:<6}  {}",
            figure.name,
            figure.unit.written(figure.value),
            figure.unit.word(),
            peer(figure),
            ratio,
            limit(figure),
            figure.what,
        );
    }
    text
}

/// The same with keys `name`, `what`, `value`, `unit`, `peer`, `ratio`, `limit`, `met`.
pub fn as_json(machine: &[(&'static str, String)], figures: &[Figure]) -> Value {
    let machine: Map<String, Value> = machine
        .iter()
        .map(|(name, value)| ((*name).to_owned(), Value::from(value.as_str())))
        .collect();
    let figure = |figure: &Figure| {
        json!({
            "name": figure.name,
            "what": figure.what,
            "value": number(&figure.unit.written(figure.value)),
            "unit": figure.unit.word(),
            "peer": figure.peer.map(|peer| number(&figure.unit.written(peer))),
            "ratio": figure.ratio.map(|ratio| number(&ratio.written())),
            "limit": limit(figure),
            "met": figure.met(),
        })
    };
    json!({ "machine": machine, "figures": figures.iter().map(figure).collect::<Vec<_>>() })
}

fn limit(figure: &Figure) -> String {
    match figure.limit {
        Limit::AtLeast(ratio) => format!("at least {} times", ratio.written()),
        Limit::AtMost(most) => format!("at most {} {}", figure.unit.written(most), figure.unit.word()),
    }
}

/// A written number as JSON has it.
fn number(written: &str) -> Value {
    written
        .parse::<Number>()
        .map_or_else(|_| Value::from(written), Value::Number)
}

#[cfg(test)]
mod tests {
    use super::super::{Ratio, Unit};
    use super::*;

    #[test]
    fn a_figure_has_its_keys() {
        let figure = Figure {
            name: "bulk_posting",
            what: "posting".to_owned(),
            value: 30_000,
            unit: Unit::VouchersPerSecond,
            peer: Some(50_000),
            ratio: Some(Ratio(62)),
            limit: Limit::AtLeast(Ratio(50)),
        };
        let told = as_json(&[("cores", "2".to_owned())], &[figure]);
        expect_test::expect![[r#"{"figures":[{"limit":"at least 0.50 times","met":true,"name":"bulk_posting","peer":50000,"ratio":0.62,"unit":"vouchers/s","value":30000,"what":"posting"}],"machine":{"cores":"2"}}"#]]
        .assert_eq(&told.to_string());
    }
}
