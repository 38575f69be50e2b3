//! The JSON Schema of the policy file, for editors.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema as schema};

use super::super::config::{Config, Names, Origins};

/// The JSON Schema of the policy file.
#[must_use]
pub fn json_schema() -> serde_json::Value {
    schemars::schema_for!(Config).to_value()
}

/// An entry of a list of origins.
pub(crate) struct OriginEntry;

impl JsonSchema for OriginEntry {
    fn schema_name() -> Cow<'static, str> {
        "OriginEntry".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schema!({
            "description": "An origin (`https://app.example.com`), a pattern (`https://*.example.com` one label, \
                `https://**.example.com` one or more), a group (`@name`), or a variable's value.",
            "anyOf": [
                { "type": "string", "minLength": 1 },
                {
                    "type": "object",
                    "properties": { "env": { "type": "string", "description": "The variable's name." } },
                    "required": ["env"],
                    "additionalProperties": false
                }
            ]
        })
    }
}

impl JsonSchema for Origins {
    fn schema_name() -> Cow<'static, str> {
        "Origins".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let entry = generator.subschema_for::<OriginEntry>();
        schema!({ "anyOf": [{ "const": "any" }, { "type": "array", "items": entry }] })
    }
}

impl JsonSchema for Names {
    fn schema_name() -> Cow<'static, str> {
        "Names".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schema!({ "anyOf": [{ "const": "any" }, { "type": "array", "items": { "type": "string" } }] })
    }
}
