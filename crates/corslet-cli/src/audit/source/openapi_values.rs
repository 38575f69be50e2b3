//! A value for a parameter of an OpenAPI document: its example, or what its type suggests.

use serde_json::Value;

/// The most references that lead to each other.
const DEEPEST: usize = 16;

/// What a value is, wherever in the document its `$ref` leads.
pub(super) fn resolved<'d>(document: &'d Value, value: &'d Value) -> &'d Value {
    let mut value = value;
    for _ in 0..DEEPEST {
        let reference = value.get("$ref").and_then(Value::as_str).and_then(|text| text.strip_prefix('#'));
        match reference.and_then(|pointer| document.pointer(pointer)) {
            Some(other) => value = other,
            None => break,
        }
    }
    value
}

/// A value for a parameter.
pub(super) fn example(document: &Value, parameter: &Value) -> String {
    let nothing = Value::Null;
    let schema = parameter.get("schema").map_or(&nothing, |schema| resolved(document, schema));
    let first = |of: &Value| of.as_array().and_then(|all| all.first()).cloned();
    let named = parameter
        .get("examples")
        .and_then(Value::as_object)
        .and_then(|all| all.values().next().and_then(|one| resolved(document, one).get("value")).cloned());
    let given = [
        parameter.get("example").cloned(),
        parameter.get("x-example").cloned(),
        named,
        schema.get("example").cloned(),
        schema.get("examples").and_then(first),
        schema.get("default").cloned(),
        parameter.get("default").cloned(),
        schema.get("enum").and_then(first),
        parameter.get("enum").and_then(first),
    ];
    let given = given.into_iter().flatten().find_map(|value| match value {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(is) => Some(is.to_string()),
        _ => None,
    });
    given.unwrap_or_else(|| of_type(schema, parameter).to_owned())
}

fn of_type(schema: &Value, parameter: &Value) -> &'static str {
    let word = |name: &str| {
        let own = schema.get(name).or_else(|| parameter.get(name));
        own.and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    match (word("type").as_str(), word("format").as_str()) {
        ("boolean", _) => "true",
        (_, "uuid") => "00000000-0000-4000-8000-000000000000",
        (_, "date") => "2026-01-01",
        (_, "date-time") => "2026-01-01T00:00:00Z",
        (_, "email") => "user@example.com",
        _ => "1",
    }
}

/// A value as one segment of a path.
pub(super) fn path_encoded(value: &str) -> String {
    let mut encoded = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}
