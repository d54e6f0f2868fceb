//! *Räckvidd*: which lines of the books a user may write (SEC-02, SEC-03, SEC-09; decision 0032).
//!
//! A role held for some rows limits what is done by it, not only what is read. Every command that writes
//! lines with codings asks a [`Reach`], made of the conditions of the roles that give the permission it is
//! done by:
//!
//! | A line | Is |
//! |---|---|
//! | that meets all conditions of one of the roles | met |
//! | that says nothing in a dimension, on a balance account or one whose rules forbid the dimension | silent, and passes |
//! | on a balance account that has the value a rule fixes there: nobody chose it | silent, and passes |
//! | that has another value, or none where one should stand | beyond, and refused |
//!
//! Of a voucher one line at least is met. What posting rules add because of a typed line is the rules' to
//! decide and is not asked about.

use std::sync::Arc;

use kameral_access::{Cx, Permission, RowCondition, Rows};
use kameral_base::Date;
use kameral_store::{Fault, Tx};

use crate::model::{ACCOUNT_DIMENSION, AccountingModel, Requirement};
use crate::refusal::{PostCause, PostRefusal};
use crate::sight::{Limits, code_of};
use crate::store::model;
use crate::store::vouchers::Voucher;
use crate::voucher::{BalancedVoucher, CodingKey, CorrectionForm, DraftVoucher};

/// What one user may write by one permission.
#[derive(Debug, Clone)]
pub struct Reach(Option<Limits>);

/// Where a line lies.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// Beyond what may be written, by a condition on this dimension.
    Beyond(String),
    /// It says nothing in a dimension that it need say nothing in.
    Silent,
    /// Within.
    Met,
}

impl Reach {
    /// The reach of who acts, by a permission, as the transaction sees it. Nothing is asked of the database
    /// where the permission is held for every row.
    pub fn load(tx: &mut Tx, cx: &Cx, permission: Permission) -> Result<Self, Fault> {
        match cx.rows_of(tx, permission)? {
            Rows::All => Ok(Self(None)),
            rows @ Rows::AnyOf(_) => Ok(Self(Limits::of(&model::load(tx, cx)?, &rows, cx.today))),
        }
    }

    /// Of which vouchers who acts may read every line that says something: those that may be corrected and
    /// copied.
    pub fn of_reading(tx: &mut Tx, cx: &Cx) -> Result<Self, Fault> {
        match cx.scope.rows() {
            Rows::All => Ok(Self(None)),
            rows @ Rows::AnyOf(_) => Ok(Self(Limits::of(&model::load(tx, cx)?, rows, cx.today))),
        }
    }

    /// Whether every line may be written.
    pub fn is_whole(&self) -> bool {
        self.0.is_none()
    }

    /// Why a checked voucher may not be posted: its lines that lie beyond, each at its own place, or that
    /// none is met.
    pub fn of_voucher(&self, voucher: &BalancedVoucher) -> Vec<PostRefusal> {
        let Some(limits) = &self.0 else { return Vec::new() };
        if voucher.period.is_opening() {
            let rows = limits.told();
            return vec![PostRefusal::of_voucher(PostCause::OpeningBeyondReach { rows }).named(&voucher.source_key)];
        }
        // A line of a re-coding has no number of its own: it is told at the line that is moved.
        let mut moved = None;
        let is_recoding = (voucher.correction.as_ref()).is_some_and(|of| of.form == CorrectionForm::Recoding);
        let lines = (1_u32..).zip(&voucher.lines).filter_map(|(number, line)| {
            moved = line.corrects_line.or(moved);
            let caused = line.generated.as_ref().and_then(|generated| generated.caused_by_line);
            let at = moved.filter(|_| is_recoding).and_then(|line| u32::try_from(line).ok());
            let row = line.source_row.and_then(|row| u32::try_from(row).ok());
            caused.is_none().then(|| (at.unwrap_or(number), row, &line.coding))
        });
        limits.refusals(lines, &voucher.source_key)
    }

    /// Why a posted voucher may not be corrected.
    pub fn of_posted(&self, voucher: &Voucher) -> Vec<PostRefusal> {
        let Some(limits) = &self.0 else { return Vec::new() };
        let typed = voucher.lines.iter().filter(|line| line.caused_by_line.is_none());
        let lines = typed.map(|line| (u32::try_from(line.line_no).unwrap_or(u32::MAX), None, &line.coding));
        limits.refusals(lines, "")
    }

    /// Why what somebody is typing may not be kept. What is still to be typed is asked for when it is posted.
    pub fn of_draft(&self, draft: &DraftVoucher) -> Vec<PostRefusal> {
        let Some(limits) = &self.0 else { return Vec::new() };
        let lines = (1_u32..).zip(&draft.lines).filter_map(|(number, line)| {
            let place = limits.place(&line.account, &line.values, false);
            let row = line.source_row.and_then(|row| u32::try_from(row).ok());
            limits.beyond(number, row, place)
        });
        lines.collect()
    }

    /// Whether a value of a dimension may be written in its register. Conditions on other dimensions say
    /// nothing of it.
    pub fn has_value(&self, dimension: &str, value: &str) -> bool {
        self.0.as_ref().is_none_or(|limits| limits.see_value(dimension, value))
    }

    /// The conditions, as they are told; empty for every row.
    pub fn told(&self) -> String {
        self.0.as_ref().map(Limits::told).unwrap_or_default()
    }
}

impl Limits {
    fn refusals<'l>(
        &self,
        lines: impl Iterator<Item = (u32, Option<u32>, &'l CodingKey)>,
        name: &str,
    ) -> Vec<PostRefusal> {
        let (mut refusals, mut met) = (Vec::new(), false);
        for (number, row, coding) in lines {
            let place = self.place(coding.account(), &coding.values(), true);
            met |= place == Place::Met;
            refusals.extend(self.beyond(number, row, place));
        }
        if refusals.is_empty() && !met {
            let rows = self.told();
            refusals.push(PostRefusal::of_voucher(PostCause::NothingWithinReach { rows }));
        }
        refusals.into_iter().map(|refusal| refusal.named(name)).collect()
    }

    fn beyond(&self, number: u32, row: Option<u32>, place: Place) -> Option<PostRefusal> {
        let Place::Beyond(dimension) = place else { return None };
        let rows = self.told();
        let cause = PostCause::BeyondReach { dimension, rows };
        Some(PostRefusal::of_line(number, row, cause))
    }

    /// The field of a line that a condition is on, as the model spells it.
    fn field_of(&self, condition: &RowCondition) -> String {
        let code = code_of(condition);
        if code.eq_ignore_ascii_case(ACCOUNT_DIMENSION) {
            return ACCOUNT_DIMENSION.to_owned();
        }
        let known = self.model.dimension(code);
        known.map_or(code, |dimension| &dimension.code).to_owned()
    }

    /// Where a line lies by the role that it lies best by; one that is not finished may say more yet.
    fn place(&self, account: &str, values: &[(u8, String)], is_finished: bool) -> Place {
        let of_condition = |condition: &RowCondition| {
            if self.meets(condition, account, values) {
                Place::Met
            } else if self.passes_silent(condition, account, values)
                || !is_finished && self.says_nothing(condition, account, values)
            {
                Place::Silent
            } else {
                Place::Beyond(self.field_of(condition))
            }
        };
        let of_role = |all: &Vec<RowCondition>| all.iter().map(of_condition).min().unwrap_or(Place::Met);
        let best = self.alternatives.iter().map(of_role).max();
        best.unwrap_or_else(|| Place::Beyond(ACCOUNT_DIMENSION.to_owned()))
    }

    /// Whether who wrote a line chose nothing in the dimension of a condition, and need not. A balance that is
    /// carried forward seldom has units and projects, or the value that a rule fixes for everybody's; on other
    /// accounts nothing stands where a rule forbids the dimension.
    fn passes_silent(&self, condition: &RowCondition, account: &str, values: &[(u8, String)]) -> bool {
        let Some(dimension) = self.model.dimension(code_of(condition)) else {
            return false;
        };
        let ruled = |asks: &dyn Fn(&Requirement) -> bool| {
            self.model.rules_for(account).any(|rule| {
                asks(&rule.requirement)
                    && rule.dimension.eq_ignore_ascii_case(&dimension.code)
                    && (rule.when.is_none() && rule.kinds.is_none() && !rule.warning)
                    && rule.valid_on(self.today)
            })
        };
        let known = self.model.accounts.get(account);
        let is_balance = known.is_some_and(|account| account.kind.carries_forward());
        if self.says_nothing(condition, account, values) {
            return is_balance || ruled(&|asked| *asked == Requirement::Forbidden);
        }
        let is_fixed = |asked: &Requirement| {
            let Requirement::Fixed(fixed) = asked else { return false };
            self.value(&dimension.code, account, values).as_ref() == Some(fixed)
        };
        is_balance && ruled(&is_fixed)
    }
}

/// Whether a row, told by the codes of its dimensions, passes a condition by what nobody chose: how an
/// explanation asks what [`Reach`] asks of a line.
pub fn passes_silent(
    model: &Arc<AccountingModel>,
    condition: &RowCondition,
    values: &[(String, String)],
    day: Date,
) -> bool {
    let named = |code: &str| values.iter().find(|(name, _)| name.eq_ignore_ascii_case(code));
    let account = named(ACCOUNT_DIMENSION).map_or("", |(_, account)| account.as_str());
    let coded = model.direct_dimensions().filter_map(|dimension| {
        let (_, value) = named(&dimension.code)?;
        Some((dimension.position, value.clone()))
    });
    let coded: Vec<(u8, String)> = coded.collect();
    let limits = Limits {
        model: Arc::clone(model),
        alternatives: Vec::new(),
        today: day,
    };
    limits.passes_silent(condition, account, &coded)
}
