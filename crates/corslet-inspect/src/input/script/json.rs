//! What `JSON.stringify` makes of a literal.

use super::parser::Parser;
use super::value::{Placed, Value};

/// The longest text that is written.
const LONGEST: usize = 1 << 20;

/// The JSON; `None` when a part of it is not known.
pub(super) fn stringify(parser: &Parser<'_>, value: &Placed) -> Option<String> {
    let mut out = String::new();
    write(parser, value, &mut out).then_some(out)
}

fn write(parser: &Parser<'_>, value: &Placed, out: &mut String) -> bool {
    if out.len() > LONGEST {
        return false;
    }
    match &parser.resolved(value).value {
        Value::Text(text) if text.computed.is_empty() => string(&text.text, out),
        Value::Number(number) => out.push_str(number),
        Value::Boolean(yes) => out.push_str(if *yes { "true" } else { "false" }),
        Value::Null | Value::Undefined => out.push_str("null"),
        Value::List(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                if !write(parser, item, out) {
                    return false;
                }
            }
            out.push(']');
        }
        Value::Object(entries) => {
            out.push('{');
            let known =
                entries.iter().filter(|entry| parser.resolved(&entry.value).value != Value::Undefined);
            for (index, entry) in known.enumerate() {
                if index > 0 {
                    out.push(',');
                }
                string(&entry.key, out);
                out.push(':');
                if !write(parser, &entry.value, out) {
                    return false;
                }
            }
            out.push('}');
        }
        Value::Text(_) | Value::Name(_) | Value::New(..) | Value::Call(..) | Value::Unknown => return false,
    }
    true
}

fn string(text: &str, out: &mut String) {
    out.push_str(&serde_json::Value::from(text).to_string());
}
