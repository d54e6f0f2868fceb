//! Making the demo: two entities, their users, a year and a part of one.

use std::collections::BTreeMap;

use kameral_access::{Cx, INSTALLATION};
use kameral_base::{Date, EntityId, Timestamp, UserId};
use kameral_ledger::commands::{NewEntity, NewGroup, change_registers, init_entity, set_group};
use kameral_ledger::model::{GroupMember, RuleSet};
use kameral_ledger::standard;
use kameral_store::Store;

use crate::agency::parties::Keepers;
use crate::agency::plan::Plan;
use crate::calendar::{Calendar, days_after, moment};
use crate::clerk::{Clerk, Progress};
use crate::entry::Hand;
use crate::fault::DemoFault;
use crate::{drafts, foundation, users};

/// The agency's code.
pub const AGENCY: &str = "1098";
/// The foundation's code.
pub const FOUNDATION: &str = "2098";
/// The code of the group of both.
pub const GROUP: &str = "DEMO";
/// An organisation number of the State's series with a right check digit that no agency has.
const AGENCY_NUMBER: &str = "202100-9986";
/// The same in the series of foundations.
const FOUNDATION_NUMBER: &str = "802999-2099";
/// Who makes the demo, before there are users.
const MAKER: &str = "kameral demo";

/// What was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoReport {
    /// Code, name and number of vouchers of each entity.
    pub entities: Vec<(String, String, usize)>,
}

/// Makes the demo in a database whose tables are there and which holds neither entity.
///
/// The same `today` gives the same books, voucher by voucher: they end the day before it. `now` is
/// the moment users and drafts are made. With `vouchers` the agency gets small vouchers beside its
/// ordinary ones until it has so many. `progress` is told how many are posted, of how many.
pub fn build(
    store: &Store,
    today: Date,
    now: Timestamp,
    vouchers: Option<usize>,
    progress: Progress<'_>,
) -> Result<DemoReport, DemoFault> {
    let maker = |entity: EntityId| Cx::operator(store.clone(), MAKER, entity, today, now);
    let calendar = Calendar { today };
    let names = (Plan::name(), foundation::name());
    let agency = make_entity(&maker(INSTALLATION), (AGENCY, &names.0, AGENCY_NUMBER), RuleSet::State)?;
    let trust = make_entity(
        &maker(INSTALLATION),
        (FOUNDATION, &names.1, FOUNDATION_NUMBER),
        RuleSet::Municipal,
    )?;
    make_group(&maker(INSTALLATION), &names.0)?;
    users::make(store, &maker(INSTALLATION), agency, trust)?;
    let hands = hands(store, &maker(INSTALLATION))?;

    let ordinary = Plan::ordinary(calendar);
    let total = vouchers.unwrap_or(0).max(ordinary) + foundation::count(calendar);
    let wanted = vouchers.unwrap_or(0).saturating_sub(ordinary);
    let mut plan = Plan::new(calendar, wanted);
    change_registers(&maker(agency), None, "demo", &plan.registers()?).map_err(DemoFault::stopped)?;
    plan.letter().register(&maker(agency))?;
    plan.keys().register(&maker(agency))?;
    plan.parties().register(&keepers(store, &maker(agency), calendar)?)?;
    change_registers(&maker(trust), None, "demo", &foundation::registers()?).map_err(DemoFault::stopped)?;
    let mut clerk = Clerk::new(store, agency, hands.clone(), today, (0, total), &mut *progress);
    for month in calendar.months() {
        let (entries, acts) = plan.month(month);
        clerk.month(entries, acts)?;
    }
    let posted = clerk.count;
    drafts::make(&clerk, now)?;
    let kept = foundation::keep(store, trust, hands, calendar, (posted, total), progress)?;
    let entities = vec![
        (AGENCY.to_owned(), names.0, posted),
        (FOUNDATION.to_owned(), names.1, kept),
    ];
    Ok(DemoReport { entities })
}

fn make_entity(cx: &Cx, (code, name, number): (&str, &str, &str), rules: RuleSet) -> Result<EntityId, DemoFault> {
    let new = NewEntity {
        code: code.to_owned(),
        name: name.to_owned(),
        org_number: number.to_owned(),
        rules,
    };
    let standard = standard::changes(rules)?;
    init_entity(cx, None, &new, &standard)
        .map(|entity| entity.id)
        .map_err(DemoFault::stopped)
}

/// The agency and its foundation, which are reported on together.
fn make_group(cx: &Cx, name: &str) -> Result<(), DemoFault> {
    let member = |code: &str| GroupMember {
        entity: code.to_owned(),
        valid_from: None,
        valid_to: None,
    };
    let new = NewGroup {
        group: GROUP.to_owned(),
        name: name.to_owned(),
        members: vec![member(AGENCY), member(FOUNDATION)],
    };
    set_group(cx, None, &new, None).map(|_| ()).map_err(DemoFault::stopped)
}

/// Who keeps the register of parties: the clerk of sub-ledgers proposes, a colleague decides.
fn keepers(store: &Store, cx: &Cx, calendar: Calendar) -> Result<Keepers, DemoFault> {
    let first = calendar.months().first().map_or(cx.today, |month| month.first());
    let of = |login: &str, day: Date| {
        let user = users::number(store, cx, login)?;
        let found = Cx::of_user(store, user, cx.entity(), "web", day, moment(day, 0))?;
        found.ok_or_else(|| DemoFault::Refused(format!("{login} holds no role")))
    };
    let last = days_after(cx.today, -1);
    Ok(Keepers {
        proposes: (of("farah", first)?, of("farah", last)?),
        decides: (of("malin", first)?, of("malin", last)?),
    })
}

fn hands(store: &Store, cx: &Cx) -> Result<BTreeMap<Hand, UserId>, DemoFault> {
    [
        (Hand::File, "eva"),
        (Hand::Accountant, "eva"),
        (Hand::Cashier, "david"),
        (Hand::Controller, "gustav"),
    ]
    .into_iter()
    .map(|(hand, login)| Ok((hand, users::number(store, cx, login)?)))
    .collect()
}
