//! Shapes: what a request may hold and an answer holds, written once.
//!
//! A shape is a plain struct declared by [`asked!`](crate::asked) (a request: unknown fields are
//! refused, `Option` is what may be left out), [`told!`](crate::told) (an answer: every field always
//! stands there) or [`kept!`](crate::kept) (both). The same declaration gives the struct, its JSON
//! and its schema in the OpenAPI document, so none of them can say something else.

use std::collections::BTreeMap;

use kameral_base::{Date, Pattern, Period, Quantity, Timestamp};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value, json};

/// Named schemas met so far.
pub type Named = BTreeMap<&'static str, Value>;

/// Something with a JSON schema (JSON Schema 2020-12, as OpenAPI 3.1 has it).
pub trait Shape {
    /// Whether a request may leave it out.
    const OPTIONAL: bool = false;

    /// The schema where it is used. A named shape adds itself to `named` and answers a reference.
    fn shape(named: &mut Named) -> Value;
}

/// One field of a struct.
pub struct FieldShape {
    /// Name in JSON.
    pub name: &'static str,
    /// What it is.
    pub about: &'static str,
    /// Whether it must stand there.
    pub required: bool,
    /// Its schema.
    pub schema: Value,
}

/// The schema of a struct under its name. For the macros.
pub fn object(
    named: &mut Named,
    name: &'static str,
    about: &'static str,
    fields: fn(&mut Named) -> Vec<FieldShape>,
) -> Value {
    if !named.contains_key(name) {
        // A shape that holds itself meets this and goes no deeper.
        named.insert(name, Value::Null);
        let (mut properties, mut required) = (Map::new(), Vec::new());
        for field in fields(named) {
            let mut schema = field.schema;
            schema["description"] = json!(sentence(field.about));
            properties.insert(field.name.to_owned(), schema);
            if field.required {
                required.push(field.name);
            }
        }
        let schema = json!({
            "type": "object",
            "description": sentence(about),
            "properties": properties,
            "required": required,
            "additionalProperties": false,
        });
        named.insert(name, schema);
    }
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// A doc comment as one text.
fn sentence(doc: &str) -> String {
    doc.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The shape of a request: unknown fields are refused, and what is no `Option` must be there.
#[macro_export]
macro_rules! asked {
    ($($input:tt)+) => { $crate::shape_struct! { [serde::Deserialize] [deny_unknown_fields] false; $($input)+ } };
}

/// The shape of an answer: every field always stands there.
#[macro_export]
macro_rules! told {
    ($($input:tt)+) => { $crate::shape_struct! { [serde::Serialize] [] true; $($input)+ } };
}

/// A shape that is both asked and told: what is read can be changed and sent back.
#[macro_export]
macro_rules! kept {
    ($($input:tt)+) => {
        $crate::shape_struct! { [serde::Serialize, serde::Deserialize] [deny_unknown_fields] false; $($input)+ }
    };
}

/// What [`asked!`], [`told!`] and [`kept!`] share.
#[doc(hidden)]
#[macro_export]
macro_rules! shape_struct {
    (
        [$($derive:path),+] [$($serde:ident)?] $all:literal;
        $(#[doc = $about:literal])+
        pub struct $name:ident {
            $($(#[doc = $field_about:literal])+ $field:ident: $type:ty,)+
        }
    ) => {
        $(#[doc = $about])+
        #[derive(Debug, Clone, PartialEq, $($derive),+)]
        $(#[serde($serde)])?
        pub struct $name {
            $($(#[doc = $field_about])+ pub $field: $type,)+
        }

        impl $crate::api::Shape for $name {
            fn shape(named: &mut $crate::api::Named) -> serde_json::Value {
                $crate::api::object(named, stringify!($name), concat!($($about),+), |named| vec![$(
                    $crate::api::FieldShape {
                        name: stringify!($field),
                        about: concat!($($field_about),+),
                        required: $all || !<$type as $crate::api::Shape>::OPTIONAL,
                        schema: <$type as $crate::api::Shape>::shape(named),
                    }
                ),+])
            }
        }
    };
}

macro_rules! plain {
    ($($type:ty => $schema:tt,)+) => {
        $(impl Shape for $type {
            fn shape(_: &mut Named) -> Value {
                json!($schema)
            }
        })+
    };
}

plain! {
    String => { "type": "string" },
    bool => { "type": "boolean" },
    i64 => { "type": "integer", "format": "int64" },
    u64 => { "type": "integer", "format": "int64", "minimum": 0 },
    u32 => { "type": "integer", "format": "int32", "minimum": 0 },
    Timestamp => { "type": "string", "format": "date-time" },
    Date => { "type": "string", "format": "date" },
    Pattern => { "type": "string", "examples": ["45?8", "4*", "4011-4999", "!4*"] },
    Value => {},
    PeriodText => { "type": "string", "pattern": "^[0-9]{6}$", "examples": ["202603"] },
    QuantityText => { "type": "string", "examples": ["12.5"] },
}

impl<T: Shape> Shape for Option<T> {
    const OPTIONAL: bool = true;

    fn shape(named: &mut Named) -> Value {
        let mut schema = T::shape(named);
        match schema.get("type").cloned() {
            Some(Value::String(kind)) => {
                schema["type"] = json!([kind, "null"]);
                if let Some(words) = schema.get_mut("enum").and_then(Value::as_array_mut) {
                    words.push(Value::Null);
                }
                schema
            }
            _ if schema.get("$ref").is_some() => json!({ "anyOf": [schema, { "type": "null" }] }),
            _ => schema,
        }
    }
}

impl<T: Shape> Shape for Vec<T> {
    fn shape(named: &mut Named) -> Value {
        json!({ "type": "array", "items": T::shape(named) })
    }
}

impl<T: Shape> Shape for BTreeMap<String, T> {
    fn shape(named: &mut Named) -> Value {
        json!({ "type": "object", "additionalProperties": T::shape(named) })
    }
}

/// A period as text: `202603`; months 00 and 13 on are opening and closing periods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PeriodText(pub Period);

impl Serialize for PeriodText {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for PeriodText {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Period::parse(&text)
            .map(Self)
            .map_err(|_| D::Error::custom(format!("`{text}` is no period: yyyymm")))
    }
}

/// A quantity as decimal text with at most three decimals: `12.5`. Text, so that no client rounds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuantityText(pub Quantity);

impl Serialize for QuantityText {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.0.plain())
    }
}

impl<'de> Deserialize<'de> for QuantityText {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Quantity::parse(&text)
            .map(Self)
            .map_err(|_| D::Error::custom(format!("`{text}` is no quantity: at most three decimals")))
    }
}
