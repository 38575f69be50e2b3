//! The body that a script passes.

use corslet::browser::PageBody;

use super::json::stringify;
use super::parser::Parser;
use super::value::{Placed, Value};
use crate::input::draft::Draft;
use crate::input::pasted::Body;
use crate::input::remark::RemarkKind;

/// The body of a value; `None` for none.
pub(super) fn read(parser: &Parser<'_>, value: &Placed, draft: &mut Draft) -> Option<Body> {
    let text = |bytes: &str, kind| Some(Body { bytes: bytes.as_bytes().to_vec(), kind });
    let resolved = parser.resolved(value);
    match &resolved.value {
        Value::Null | Value::Undefined => return None,
        Value::Text(body) => return text(&body.text, PageBody::Text),
        Value::Number(number) => return text(number, PageBody::Text),
        Value::Call(name, arguments) if name == "JSON.stringify" => {
            if let Some(json) = arguments.first().and_then(|value| stringify(parser, value)) {
                return text(&json, PageBody::Text);
            }
            unknown(value, draft);
            return text("", PageBody::Text);
        }
        Value::New(name, arguments) => match name.as_str() {
            "URLSearchParams" => {
                let pairs = arguments.first().and_then(|value| query(parser, value));
                if pairs.is_none() && !arguments.is_empty() {
                    unknown(value, draft);
                }
                return text(&pairs.unwrap_or_default(), PageBody::UrlSearchParams);
            }
            "FormData" => {
                unknown(value, draft);
                return text("------corslet--\r\n", PageBody::FormData);
            }
            "Blob" | "File" => {
                unknown(value, draft);
                return text("", PageBody::Blob(String::new()));
            }
            "Uint8Array" | "ArrayBuffer" | "DataView" => {
                unknown(value, draft);
                return text("", PageBody::Bytes);
            }
            "ReadableStream" => {
                unknown(value, draft);
                return text("", PageBody::Stream);
            }
            _ => {}
        },
        Value::Object(_) | Value::List(_) => {
            draft.problem(
                value.at.clone(),
                "an object is no body, and would be sent as `[object Object]`: write JSON.stringify(...) around it",
            );
            return None;
        }
        _ => {}
    }
    unknown(value, draft);
    text("", PageBody::Text)
}

fn unknown(value: &Placed, draft: &mut Draft) {
    let what = "what the body contains is not known without running the script: it is taken for empty";
    draft.remark(RemarkKind::NotFollowed, value.at.clone(), what);
}

/// `application/x-www-form-urlencoded` of an object or a text.
pub(super) fn query(parser: &Parser<'_>, value: &Placed) -> Option<String> {
    match &parser.resolved(value).value {
        Value::Text(text) => Some(text.text.trim_start_matches('?').to_owned()),
        Value::Object(entries) => {
            let mut pairs = Vec::new();
            for entry in entries {
                let value = match &parser.resolved(&entry.value).value {
                    Value::Text(text) => text.text.clone(),
                    Value::Number(number) => number.clone(),
                    Value::Boolean(yes) => yes.to_string(),
                    _ => return None,
                };
                pairs.push(format!("{}={}", encoded(&entry.key), encoded(&value)));
            }
            Some(pairs.join("&"))
        }
        _ => None,
    }
}

/// The URL Standard's serializer of forms: <https://url.spec.whatwg.org/#concept-urlencoded-serializer>.
fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        match byte {
            b' ' => out.push('+'),
            b'*' | b'-' | b'.' | b'_' => out.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => out.push(char::from(byte)),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
        out
    })
}
