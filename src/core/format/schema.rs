//! The JSON Schemas that are written by hand; those of records and of lists of names are derived.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::cases::{Known, Next, Said};
use super::table::{Table, Texts};

/// Gives a type the JSON Schema that is written here.
macro_rules! schema {
    ($type:ident, $name:literal, $schema:tt) => {
        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    };
}

schema!(Said, "Answers", {
    "description": "Fact id to value; null for asked, and not known or not said.",
    "type": "object",
    "additionalProperties": {
        "type": ["string", "array", "integer", "boolean", "null"],
        "items": { "type": "string" }
    }
});
schema!(Known, "Known", {
    "description": "Yes, no, or null: not known.",
    "enum": [true, false, null]
});
schema!(Next, "Next", {
    "description": "A fact's id, or null for no question.",
    "oneOf": [{ "type": "string" }, { "const": null }]
});

impl<T: JsonSchema> JsonSchema for Table<T> {
    fn schema_name() -> Cow<'static, str> {
        BTreeMap::<String, T>::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        BTreeMap::<String, T>::json_schema(generator)
    }

    fn inline_schema() -> bool {
        BTreeMap::<String, T>::inline_schema()
    }
}

impl JsonSchema for Texts {
    fn schema_name() -> Cow<'static, str> {
        "Texts".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let inner = generator.subschema_for::<Texts>();
        json_schema!({
            "type": "object",
            "additionalProperties": { "anyOf": [{ "type": "string" }, inner] }
        })
    }
}
