//! Balances of accounts that have a role in the chart, by the value of one dimension: what a process
//! reads of the cube when it knows accounts by what they are for and not by their numbers.

use kameral_access::Scope;
use kameral_base::{Date, Ore, Period};
use kameral_store::{Fault, Row, Tx, params};

use super::damaged;

/// At most so many roles in one question.
pub const ROLES_MAX: usize = 4;

/// What is asked: accounts with these roles, by the value of the dimension at a position.
#[derive(Debug, Clone, Copy)]
pub struct ByRole<'a> {
    /// Fiscal year, by the calendar year it ends in.
    pub year: i64,
    /// The dimension's position.
    pub position: u8,
    /// Roles, at most [`ROLES_MAX`].
    pub roles: &'a [&'a str],
    /// How far.
    pub until: Until,
}

/// How far into a year a sum goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// To its end.
    End,
    /// Through a period.
    Through(Period),
    /// To a day, by the dates of the vouchers in its month and by the periods before it.
    Day(Date),
}

/// One sum: a period, an account and a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleSum {
    /// Period.
    pub period: Period,
    /// Account.
    pub account: String,
    /// The account's role.
    pub role: String,
    /// Value of the dimension; empty where nothing stands.
    pub value: String,
    /// Debit less credit, öre.
    pub net: Ore,
}

/// The sums, from the cube, in no order.
///
/// The caller has made sure that whoever asks may meet every row of the entity.
pub fn sums(tx: &mut Tx, scope: &Scope, asked: ByRole<'_>) -> Result<Vec<RoleSum>, Fault> {
    let role = |at: usize| asked.roles.get(at).copied().unwrap_or_default();
    let roles = [role(0), role(1), role(2), role(3)];
    let position = i64::from(asked.position);
    let before = match asked.until {
        Until::End => PERIODS_END,
        Until::Through(period) => period.get() + 1,
        Until::Day(day) => Period::of(day).get(),
    };
    let mut found = tx.all(
        include_str!("../sql/role_balances.sql"),
        params![
            scope.entity(),
            asked.year,
            before,
            position,
            roles[0],
            roles[1],
            roles[2],
            roles[3]
        ],
        sum,
    )?;
    if let Until::Day(day) = asked.until {
        found.extend(tx.all(
            include_str!("../sql/role_lines.sql"),
            params![
                scope.entity(),
                asked.year,
                Period::of(day),
                position,
                roles[0],
                roles[1],
                roles[2],
                roles[3],
                day
            ],
            sum,
        )?);
    }
    Ok(found)
}

/// After every period there can be.
const PERIODS_END: i64 = 999_999;

fn sum(row: &Row) -> Result<RoleSum, Fault> {
    let (debit, credit): (Ore, Ore) = (row.get("debit_ore")?, row.get("credit_ore")?);
    Ok(RoleSum {
        period: row.get("period")?,
        account: row.get("account")?,
        role: row.get("role")?,
        value: row.get("value")?,
        net: debit
            .checked_sub(credit)
            .ok_or_else(|| damaged("balance", "debit_ore", "overflow"))?,
    })
}
