//! `/allocation-keys` and `/standard-prices`: the registers (GL-04, GL-16).

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::{Date, Ore, Pattern};
use kameral_ledger::model::Taken;
use kameral_site::api::{Answer, Api, ApiVisit, Operation, Sent, json};
use kameral_site::{Needs, kept, told};
use kameral_ui::web::Problem;

use crate::commands::{save_key, set_price};
use crate::key::{
    AllocationKey, Basis, DifferenceAccounts, KeyLine, KeyState, Parting, Reach, Receiver, Selection, StandardPrice,
};
use crate::store;

kept! {
    /// *Fördelningsnyckel*: a version of a key that shares out costs.
    pub struct AllocationKeyKept {
        /// Code; in a change it stands in the path.
        key: Option<String>,
        /// Version, from 1; in a change it stands in the path. One that is kept is not changed, but for its last day
        /// and its state.
        version: Option<i64>,
        /// Swedish name; the text of its vouchers.
        name: String,
        /// English name.
        name_en: Option<String>,
        /// Keys are run in this order, and those of the same place by code.
        order: i64,
        /// `in_force`, `off` or `proposed`.
        state: Option<String>,
        /// What is shared out; with a rate or a price, the real cost that it is held against.
        pool: AllocationSelectionKept,
        /// Balances of the `period`, or of the `year` so far.
        reach: Option<String>,
        /// `shares`, `weights`, `basis`, `rate` or `price`.
        parting: String,
        /// Receivers of fixed shares or weights.
        receivers: Option<Vec<AllocationReceiverKept>>,
        /// What the pool is in proportion to, or what is rated or priced.
        basis: Option<AllocationSelectionKept>,
        /// Unit of the basis' quantities; without one it is amounts.
        unit: Option<String>,
        /// Dimensions whose values in the basis are the receivers.
        receiver_dimensions: Option<Vec<String>>,
        /// The rate, in millionths of the basis.
        rate_millionths: Option<i64>,
        /// Dimension whose value says which price.
        price_dimension: Option<String>,
        /// The line of each receiver.
        charge: AllocationLineKept,
        /// The line that relieves the pool.
        relief: AllocationLineKept,
        /// Account of calculation differences at receivers.
        difference_charge: Option<String>,
        /// Account of calculation differences at the pool.
        difference_relief: Option<String>,
        /// First day.
        valid_from: Option<Date>,
        /// Last day.
        valid_to: Option<Date>,
        /// Why the key exists, with its source.
        note: Option<String>,
    }
}

kept! {
    /// Codings: accounts, and what stands in dimensions.
    pub struct AllocationSelectionKept {
        /// Accounts.
        accounts: Pattern,
        /// Conditions on dimensions.
        values: Option<Vec<AllocationConditionKept>>,
    }
}

kept! {
    /// A condition on a dimension.
    pub struct AllocationConditionKept {
        /// Dimension.
        dimension: String,
        /// What its value may be.
        pattern: Pattern,
    }
}

kept! {
    /// One who receives a fixed part.
    pub struct AllocationReceiverKept {
        /// Values of direct dimensions.
        values: Vec<AllocationValueKept>,
        /// Millionths that sum to a million, or a weight.
        share: i64,
    }
}

kept! {
    /// A value of a dimension: written, through a relation, or, without either, copied.
    pub struct AllocationValueKept {
        /// Dimension.
        dimension: String,
        /// The value.
        value: Option<String>,
        /// Relation that gives the value.
        relation: Option<String>,
    }
}

kept! {
    /// Account and values of a line: written, through a relation, or, without either, copied.
    pub struct AllocationLineKept {
        /// Account.
        account: Option<String>,
        /// Relation that gives the account.
        relation: Option<String>,
        /// Values of direct dimensions; those not named are empty.
        values: Option<Vec<AllocationValueKept>>,
    }
}

told! {
    /// Allocation keys with all their versions.
    pub struct AllocationKeysTold {
        /// The keys.
        allocation_keys: Vec<AllocationKeyKept>,
    }
}

kept! {
    /// *Standardpris*: what a unit of a resource costs from a day on.
    pub struct StandardPriceKept {
        /// Dimension the resource is a value of.
        dimension: String,
        /// The resource, or category of resources.
        resource: String,
        /// Unit.
        unit: String,
        /// First day; the first of a month.
        valid_from: Date,
        /// Öre a unit.
        price_ore: i64,
        /// Whether it waits for somebody to accept it.
        proposed: Option<bool>,
    }
}

told! {
    /// Standard prices.
    pub struct StandardPricesTold {
        /// The prices.
        standard_prices: Vec<StandardPriceKept>,
    }
}

told! {
    /// Whether a register changed.
    pub struct AllocationChanged {
        /// False where the row was already as asked.
        changed: bool,
    }
}

pub(super) fn routes() -> Api {
    Api::new("allocation")
        .get(
            "/api/v1/entities/{entity}/allocation-keys",
            list,
            Operation::new("Allocation keys")
                .needs(Needs::Whole(&[Permission::BooksRead]))
                .gives::<AllocationKeysTold>(),
        )
        .put(
            "/api/v1/entities/{entity}/allocation-keys/{key}/{version}",
            set,
            Operation::new("Add a version of an allocation key, end one, or switch it on or off")
                .needs(Needs::Whole(&[Permission::BooksRead, Permission::RegisterEdit]))
                .takes::<AllocationKeyKept>()
                .gives::<AllocationChanged>(),
        )
        .get(
            "/api/v1/entities/{entity}/standard-prices",
            prices,
            Operation::new("Standard prices")
                .needs(Needs::Whole(&[Permission::BooksRead]))
                .gives::<StandardPricesTold>(),
        )
        .put(
            "/api/v1/entities/{entity}/standard-prices",
            set_one,
            Operation::new("Set the price of a resource from a day on")
                .needs(Needs::Whole(&[Permission::BooksRead, Permission::RegisterEdit]))
                .takes::<StandardPriceKept>()
                .gives::<AllocationChanged>(),
        )
}

async fn list(visit: ApiVisit) -> Response {
    visit
        .answer(|visit| {
            let cx = &visit.cx;
            let keys = cx.read(Permission::BooksRead, |tx| store::keys(tx, cx.entity()));
            let keys = keys.map_err(|stop| visit.stopped(stop))?;
            let allocation_keys = keys.iter().map(told_key).collect();
            json(StatusCode::OK, &AllocationKeysTold { allocation_keys })
        })
        .await
}

async fn set(visit: ApiVisit, Path((_, key, version)): Path<(String, String, i64)>, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let asked: AllocationKeyKept = visit.read(&sent.0)?;
            if asked.key.as_ref().is_some_and(|said| *said != key) || asked.version.is_some_and(|said| said != version)
            {
                return Err(visit.malformed("key, version: others than in the path"));
            }
            let row = read(visit, key, version, asked)?;
            let once = visit.key(&sent.0)?;
            let saved = save_key(&visit.cx, once.as_ref(), &row);
            changed(saved.map_err(|stop| visit.problem(stop))?)
        })
        .await
}

fn changed(changed: bool) -> Answer {
    json(StatusCode::OK, &AllocationChanged { changed })
}

fn read(visit: &ApiVisit, key: String, version: i64, asked: AllocationKeyKept) -> Result<AllocationKey, Problem> {
    let parting = parting(visit, &asked)?;
    let state = match asked.state.as_deref() {
        None => KeyState::InForce,
        Some(word) => KeyState::from_word(word).ok_or_else(|| visit.malformed("state: in_force, off or proposed"))?,
    };
    let reach = match asked.reach.as_deref() {
        None | Some("period") => Reach::Period,
        Some("year") => Reach::Year,
        Some(_) => return Err(visit.malformed("reach: period or year")),
    };
    let difference = match (asked.difference_charge, asked.difference_relief) {
        (Some(charge), Some(relief)) => Some(DifferenceAccounts { charge, relief }),
        (None, None) => None,
        _ => return Err(visit.malformed("difference_charge, difference_relief: both or neither")),
    };
    Ok(AllocationKey {
        key,
        version,
        name: asked.name,
        name_en: asked.name_en.unwrap_or_default(),
        order: asked.order,
        state,
        pool: selection(asked.pool),
        reach,
        parting,
        charge: line(visit, asked.charge)?,
        relief: line(visit, asked.relief)?,
        difference,
        valid_from: asked.valid_from,
        valid_to: asked.valid_to,
        note: asked.note.unwrap_or_default(),
    })
}

fn parting(visit: &ApiVisit, asked: &AllocationKeyKept) -> Result<Parting, Problem> {
    let receivers = || {
        let all = asked.receivers.iter().flatten();
        all.map(|receiver| {
            let values = receiver
                .values
                .iter()
                .map(|value| match (&value.value, &value.relation) {
                    (Some(written), None) => Ok((value.dimension.clone(), written.clone())),
                    _ => Err(visit.malformed("receivers: a receiver's values are written")),
                });
            Ok(Receiver {
                values: values.collect::<Result<_, Problem>>()?,
                share: receiver.share,
            })
        })
        .collect::<Result<Vec<_>, Problem>>()
    };
    let basis = || {
        let of = asked.basis.clone().ok_or_else(|| visit.malformed("basis: missing"))?;
        Ok::<_, Problem>(Basis {
            of: selection(of),
            unit: asked.unit.clone(),
        })
    };
    match asked.parting.as_str() {
        "shares" => Ok(Parting::Shares(receivers()?)),
        "weights" => Ok(Parting::Weights(receivers()?)),
        "basis" => Ok(Parting::Basis {
            basis: basis()?,
            receivers: asked.receiver_dimensions.clone().unwrap_or_default(),
        }),
        "rate" => Ok(Parting::Rate {
            basis: basis()?,
            millionths: asked.rate_millionths.unwrap_or_default(),
        }),
        "price" => Ok(Parting::Price {
            basis: basis()?,
            dimension: asked.price_dimension.clone().unwrap_or_default(),
        }),
        _ => Err(visit.malformed("parting: shares, weights, basis, rate or price")),
    }
}

fn selection(asked: AllocationSelectionKept) -> Selection {
    let values = asked.values.unwrap_or_default().into_iter();
    Selection {
        accounts: asked.accounts,
        values: values
            .map(|condition| (condition.dimension, condition.pattern))
            .collect(),
    }
}

fn line(visit: &ApiVisit, asked: AllocationLineKept) -> Result<KeyLine, Problem> {
    let values = asked.values.unwrap_or_default().into_iter().map(|value| {
        let from = taken(visit, value.value, value.relation)?;
        Ok((value.dimension, from))
    });
    Ok(KeyLine {
        account: taken(visit, asked.account, asked.relation)?,
        values: values.collect::<Result<_, Problem>>()?,
    })
}

fn taken(visit: &ApiVisit, value: Option<String>, relation: Option<String>) -> Result<Taken, Problem> {
    match (value, relation) {
        (Some(_), Some(_)) => Err(visit.malformed("relation: not beside an account or a value")),
        (Some(value), None) => Ok(Taken::Fixed(value)),
        (None, Some(relation)) => Ok(Taken::Related(relation)),
        (None, None) => Ok(Taken::Copied),
    }
}

fn given(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.is_empty())
}

fn told_key(key: &AllocationKey) -> AllocationKeyKept {
    let receivers = match &key.parting {
        Parting::Shares(receivers) | Parting::Weights(receivers) => Some(receivers.iter().map(told_receiver).collect()),
        _ => None,
    };
    let basis = key.parting.basis();
    AllocationKeyKept {
        key: Some(key.key.clone()),
        version: Some(key.version),
        name: key.name.clone(),
        name_en: given(&key.name_en),
        order: key.order,
        state: Some(key.state.word().to_owned()),
        pool: told_selection(&key.pool),
        reach: Some(key.reach.word().to_owned()),
        parting: key.parting.word().to_owned(),
        receivers,
        basis: basis.map(|basis| told_selection(&basis.of)),
        unit: basis.and_then(|basis| basis.unit.clone()),
        receiver_dimensions: match &key.parting {
            Parting::Basis { receivers, .. } => Some(receivers.clone()),
            _ => None,
        },
        rate_millionths: match key.parting {
            Parting::Rate { millionths, .. } => Some(millionths),
            _ => None,
        },
        price_dimension: match &key.parting {
            Parting::Price { dimension, .. } => Some(dimension.clone()),
            _ => None,
        },
        charge: told_line(&key.charge),
        relief: told_line(&key.relief),
        difference_charge: key.difference.as_ref().map(|accounts| accounts.charge.clone()),
        difference_relief: key.difference.as_ref().map(|accounts| accounts.relief.clone()),
        valid_from: key.valid_from,
        valid_to: key.valid_to,
        note: given(&key.note),
    }
}

fn told_receiver(receiver: &Receiver) -> AllocationReceiverKept {
    let values = receiver.values.iter().map(|(dimension, value)| AllocationValueKept {
        dimension: dimension.clone(),
        value: Some(value.clone()),
        relation: None,
    });
    AllocationReceiverKept {
        values: values.collect(),
        share: receiver.share,
    }
}

fn told_selection(selection: &Selection) -> AllocationSelectionKept {
    let values = selection
        .values
        .iter()
        .map(|(dimension, pattern)| AllocationConditionKept {
            dimension: dimension.clone(),
            pattern: pattern.clone(),
        });
    AllocationSelectionKept {
        accounts: selection.accounts.clone(),
        values: Some(values.collect()),
    }
}

fn told_line(line: &KeyLine) -> AllocationLineKept {
    let (account, relation) = told_taken(&line.account);
    let values = line.values.iter().map(|(dimension, from)| {
        let (value, relation) = told_taken(from);
        AllocationValueKept {
            dimension: dimension.clone(),
            value,
            relation,
        }
    });
    AllocationLineKept {
        account,
        relation,
        values: Some(values.collect()),
    }
}

/// What is written, and the relation.
fn told_taken(taken: &Taken) -> (Option<String>, Option<String>) {
    match taken {
        Taken::Fixed(value) => (Some(value.clone()), None),
        Taken::Copied => (None, None),
        Taken::Related(relation) => (None, Some(relation.clone())),
    }
}

async fn prices(visit: ApiVisit) -> Response {
    visit
        .answer(|visit| {
            let cx = &visit.cx;
            let prices = cx.read(Permission::BooksRead, |tx| store::prices(tx, cx.entity()));
            let told = prices.map_err(|stop| visit.stopped(stop))?.into_iter();
            let standard_prices = told.map(|price| StandardPriceKept {
                dimension: price.dimension,
                resource: price.resource,
                unit: price.unit,
                valid_from: price.valid_from,
                price_ore: price.price.get(),
                proposed: Some(price.proposed),
            });
            let standard_prices = standard_prices.collect();
            json(StatusCode::OK, &StandardPricesTold { standard_prices })
        })
        .await
}

async fn set_one(visit: ApiVisit, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let asked: StandardPriceKept = visit.read(&sent.0)?;
            let price = StandardPrice {
                dimension: asked.dimension,
                resource: asked.resource,
                unit: asked.unit,
                valid_from: asked.valid_from,
                price: Ore::new(asked.price_ore),
                proposed: asked.proposed.unwrap_or_default(),
            };
            let once = visit.key(&sent.0)?;
            let saved = set_price(&visit.cx, once.as_ref(), &price);
            changed(saved.map_err(|stop| visit.problem(stop))?)
        })
        .await
}
