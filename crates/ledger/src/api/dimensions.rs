//! `/dimensions`: dimensions and the registers of their values.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::{Date, Pattern};
use kameral_site::api::{Answer, Api, ApiVisit, Asked, Operation, Sent, json};
use kameral_site::{asked, kept, told};
use kameral_ui::web::Problem;
use serde_json::Value;

use super::fields::{given, key_of};
use super::model::{RegisterChanged, change, loaded, understood};
use crate::model::{AccountingModel, Dimension, DimensionValue};
use crate::register::Change;
use crate::sight::Sight;

kept! {
    /// *Koddel*: what a line is coded with beside the account.
    pub struct DimensionKept {
        /// Place in the coding, 1 to 12; never reused for another meaning.
        position: u32,
        /// Short code; in a change it stands in the path.
        code: Option<String>,
        /// Swedish name.
        name: String,
        /// English name.
        name_en: Option<String>,
        /// Exists for search only and is derived by a relation.
        indirect: Option<bool>,
        /// The relation an indirect dimension is derived by.
        derived_by: Option<String>,
        /// Whether values outside the register are accepted.
        free_values: Option<bool>,
        /// Longest value, in characters; left out, 20.
        length_max: Option<i64>,
        /// Number in SIE files; left out, the position and twenty.
        sie_dimension: Option<i64>,
        /// First day it may be used.
        valid_from: Option<Date>,
        /// Last day it may be used.
        valid_to: Option<Date>,
    }
}

kept! {
    /// *Koddelsvärde*: a value in a dimension's register.
    pub struct ValueKept {
        /// The value; in a change it stands in the path.
        value: Option<String>,
        /// Name.
        name: String,
        /// First day it may be posted on.
        valid_from: Option<Date>,
        /// Last day it may be posted on.
        valid_to: Option<Date>,
        /// Value that takes over after the last day.
        successor: Option<String>,
        /// Further attributes, as a JSON object.
        attributes: Option<Value>,
    }
}

asked! {
    /// Which values.
    pub struct ValuesAsked {
        /// Values.
        value: Option<Pattern>,
        /// Only those that may be posted on that day.
        valid_on: Option<Date>,
    }
}

told! {
    /// Dimensions, by position.
    pub struct DimensionsTold {
        /// The dimensions.
        dimensions: Vec<DimensionKept>,
    }
}

told! {
    /// Values of a dimension.
    pub struct ValuesTold {
        /// The values.
        values: Vec<ValueKept>,
    }
}

const VALUES: &str = "/api/v1/entities/{entity}/dimensions/{code}/values";

pub fn routes() -> Api {
    let reading = |summary| Operation::new(summary).needs(Permission::BooksRead);
    let changing = |summary| {
        Operation::new(summary)
            .needs(Permission::RegisterEdit)
            .gives::<RegisterChanged>()
    };
    Api::new("dimensions")
        .get(
            "/api/v1/entities/{entity}/dimensions",
            list,
            reading("The dimensions").gives::<DimensionsTold>(),
        )
        .put(
            "/api/v1/entities/{entity}/dimensions/{code}",
            set,
            changing("Add or change a dimension").takes::<DimensionKept>(),
        )
        .get(
            VALUES,
            values,
            reading("Values of a dimension")
                .asks::<ValuesAsked>()
                .gives::<ValuesTold>(),
        )
        .put(
            "/api/v1/entities/{entity}/dimensions/{code}/values/{value}",
            set_value,
            changing("Add or change a value").takes::<ValueKept>(),
        )
        .put(
            "/api/v1/entities/{entity}/projects/{project}",
            set_project,
            Operation::new("Add or change a project")
                .note("The value of the dimension of projects. The attribute `responsible` holds who answers for it, by login.")
                .needs(Permission::ProjectEdit)
                .takes::<ValueKept>()
                .gives::<RegisterChanged>(),
        )
}

async fn list(visit: ApiVisit) -> Response {
    visit
        .answer(|visit| {
            let model = loaded(visit)?;
            json(
                StatusCode::OK,
                &DimensionsTold {
                    dimensions: model.dimensions.iter().map(told).collect(),
                },
            )
        })
        .await
}

fn told(dimension: &Dimension) -> DimensionKept {
    DimensionKept {
        position: u32::from(dimension.position),
        code: Some(dimension.code.clone()),
        name: dimension.name.clone(),
        name_en: given(&dimension.name_en),
        indirect: Some(dimension.indirect),
        derived_by: given(&dimension.derived_by),
        free_values: Some(dimension.free_values),
        length_max: Some(dimension.length_max),
        sie_dimension: Some(dimension.sie_dimension).filter(|number| *number != 0),
        valid_from: dimension.valid_from,
        valid_to: dimension.valid_to,
    }
}

async fn set(visit: ApiVisit, Path((_, code)): Path<(String, String)>, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let asked: DimensionKept = visit.read(&sent.0)?;
            let code = key_of(visit, "code", &code, asked.code.as_deref())?;
            change(visit, &sent.0, &code, Change::Dimension(dimension_of(&code, asked)))
        })
        .await
}

fn dimension_of(code: &str, asked: DimensionKept) -> Dimension {
    // A position that is no small number is none of ours; 255 is refused as out of range.
    let plain = Dimension::plain(u8::try_from(asked.position).unwrap_or(u8::MAX), code, &asked.name);
    Dimension {
        name_en: asked.name_en.unwrap_or_default(),
        indirect: asked.indirect.unwrap_or(false),
        derived_by: asked.derived_by.unwrap_or_default(),
        free_values: asked.free_values.unwrap_or(false),
        length_max: asked.length_max.unwrap_or(plain.length_max),
        sie_dimension: asked.sie_dimension.unwrap_or(0),
        valid_from: asked.valid_from,
        valid_to: asked.valid_to,
        ..plain
    }
}

/// The dimension in the path.
fn known<'m>(visit: &ApiVisit, model: &'m AccountingModel, code: &str) -> Result<&'m Dimension, Problem> {
    model.dimension(code).ok_or_else(|| visit.not_found())
}

async fn values(
    visit: ApiVisit,
    Path((_, code)): Path<(String, String)>,
    Asked(asked): Asked<ValuesAsked>,
) -> Response {
    visit.answer(move |visit| listed(visit, &code, &asked)).await
}

fn listed(visit: &ApiVisit, code: &str, asked: &ValuesAsked) -> Answer {
    let model = loaded(visit)?;
    let dimension = known(visit, &model, code)?;
    let register = model
        .values
        .get(&dimension.position)
        .into_iter()
        .flat_map(|values| values.values());
    let sight = Sight::by(&model, &visit.cx.scope, visit.cx.today);
    let values = register.filter(|value| {
        sight.sees_value(&dimension.code, &value.value)
            && asked.value.as_ref().is_none_or(|pattern| pattern.matches(&value.value))
            && asked.valid_on.is_none_or(|day| value.valid_on(day))
    });
    json(
        StatusCode::OK,
        &ValuesTold {
            values: values.map(value_told).collect(),
        },
    )
}

fn value_told(value: &DimensionValue) -> ValueKept {
    ValueKept {
        value: Some(value.value.clone()),
        name: value.name.clone(),
        valid_from: value.valid_from,
        valid_to: value.valid_to,
        successor: given(&value.successor),
        attributes: Some(value.attributes.clone()),
    }
}

async fn set_value(visit: ApiVisit, Path((_, code, value)): Path<(String, String, String)>, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let model = understood(visit)?;
            let dimension = known(visit, &model, &code)?;
            put_value(visit, &sent.0, dimension, &value)
        })
        .await
}

async fn set_project(visit: ApiVisit, Path((_, project)): Path<(String, String)>, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let model = understood(visit)?;
            let dimension = model.dimensions.iter().find(|dimension| dimension.is_of_projects());
            put_value(visit, &sent.0, dimension.ok_or_else(|| visit.not_found())?, &project)
        })
        .await
}

fn put_value(visit: &ApiVisit, body: &[u8], dimension: &Dimension, value: &str) -> Answer {
    let asked: ValueKept = visit.read(body)?;
    let value = key_of(visit, "value", value, asked.value.as_deref())?;
    if asked
        .attributes
        .as_ref()
        .is_some_and(|attributes| !attributes.is_object())
    {
        return Err(visit.malformed("attributes: expected an object"));
    }
    let plain = DimensionValue::plain(dimension.position, &value, &asked.name);
    let row = DimensionValue {
        valid_from: asked.valid_from,
        valid_to: asked.valid_to,
        successor: asked.successor.unwrap_or_default(),
        attributes: asked.attributes.unwrap_or_else(|| plain.attributes.clone()),
        ..plain
    };
    let subject = format!("{} {value}", dimension.code);
    change(visit, body, &subject, Change::Value(row))
}
