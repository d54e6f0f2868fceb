//! The reasonableness of dissolving: what each S-code got of the 9-accounts, beside its outturn.

use kameral_base::{Ore, Quantity};
use kameral_store::Fault;

use super::{Facts, Made, left};
use crate::dissolve::NineGroup;
use crate::setting::amount;
use crate::sheet::add;
use crate::statement::rows::on_accounts;
use crate::table::{Column, Kind, Row, RowKind, Value};
use crate::words::Caption;

impl Facts<'_> {
    /// What each group of 9-accounts has followed: the part each S-code got beside its actual outturn.
    pub fn nine_accounts(&self, groups: &[NineGroup]) -> Result<Made, Fault> {
        let drill = Some(self.setting.question.periods);
        let percent = |key, label| Column::new(key, Caption::key(label), Kind::Quantity);
        let columns = vec![
            Column::new("s_code", Caption::key("report-column-s-code"), Kind::Text).opened_for(drill),
            Column::new("name", Caption::key("report-column-name"), Kind::Text).wide(),
            amount("base_ore", "report-column-base").opened_for(drill),
            percent("base_percent_milli", "report-column-base-percent"),
            amount("dissolved_ore", "report-column-dissolved"),
            percent("dissolved_percent_milli", "report-column-dissolved-percent"),
        ];
        let mut rows = Vec::new();
        for group in groups {
            let shares: Vec<_> = self
                .dissolved
                .shares
                .iter()
                .filter(|share| share.group == group.group)
                .collect();
            if shares.is_empty() {
                continue;
            }
            let base = shares.iter().map(|share| share.base).try_fold(Ore::ZERO, add)?;
            let dissolved = shares.iter().map(|share| share.dissolved).try_fold(Ore::ZERO, add)?;
            let cells = vec![
                Value::Empty,
                Value::text(&group.name),
                Value::Amount(base),
                Value::Empty,
                Value::Amount(dissolved),
                Value::Empty,
            ];
            let address = on_accounts(&self.setting.question.address, &group.accounts);
            rows.push(Row::new(RowKind::Opened, 0, cells).leading_to(address));
            for share in shares {
                let cells = vec![
                    Value::text(&share.s_code),
                    self.s_code_name(&share.s_code),
                    Value::Amount(share.base),
                    share_of(share.base, base),
                    Value::Amount(share.dissolved),
                    share_of(share.dissolved, dissolved),
                ];
                let address = self.on(&group.base, None, Some(&share.s_code));
                rows.push(Row::new(RowKind::Line, 1, cells).leading_to(address));
            }
        }
        rows.push(left(|left| {
            vec![
                Value::Empty,
                left,
                Value::Empty,
                Value::Empty,
                Value::Amount(self.left_amount()),
                Value::Empty,
            ]
        }));
        Ok((columns, rows))
    }
}

/// A part of a whole in thousandths of a per cent; nothing of nothing.
fn share_of(part: Ore, whole: Ore) -> Value {
    let share = i128::from(part.get())
        .checked_mul(100_000)
        .and_then(|part| part.checked_div(i128::from(whole.get())))
        .and_then(|share| i64::try_from(share).ok());
    share.map_or(Value::Empty, |share| Value::Quantity(Quantity::new(share)))
}
