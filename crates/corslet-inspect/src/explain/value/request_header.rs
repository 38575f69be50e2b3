//! What a request header with this value does: whether a page may set it, and whether it needs a preflight.

use corslet::browser::Engine;
use corslet::words::{
    HeaderList, HeaderName, HeaderValue, Method, Origin, cors_unsafe_request_header_names,
    is_forbidden_request_header, is_token,
};

/// What each engine does with a header that a page sets.
pub(super) fn of_page(name: &str, value: &str, engine: Engine) -> String {
    if is_forbidden_request_header(name, value).is_some() {
        return "a page cannot set it: the browser drops it without a word".to_owned();
    }
    let Ok(name) = HeaderName::parse(name.as_bytes()) else { return "it is no header".to_owned() };
    let mut headers = HeaderList::new();
    headers.append(name, HeaderValue::received(value));
    let found = cors_unsafe_request_header_names(&headers, &engine.profile().rules.safelist);
    match found.is_empty() {
        true => "it needs no preflight with this value".to_owned(),
        false => "it needs a preflight, and Access-Control-Allow-Headers must list it".to_owned(),
    }
}

/// Whether the value is one that a browser sends in this header; `None` for headers that have no rule here.
pub(super) fn legal(name: &str, value: &str) -> Option<Result<String, String>> {
    match name {
        "origin" => Some(match Origin::parse(value.as_bytes()) {
            Ok(origin) if origin.is_opaque() => {
                Ok("it is `null`, what sandboxed frames and local files send".to_owned())
            }
            Ok(_) => Ok("it is an origin as browsers send it".to_owned()),
            Err(error) => Err(error.to_string()),
        }),
        "access-control-request-method" => Some(match Method::parse(value.as_bytes()) {
            Ok(method) if method.is_forbidden() => Err("no page can send this method".to_owned()),
            Ok(method) if method.is_cors_safelisted() => {
                Ok("it is a method that needs no leave: the preflight is there for a header".to_owned())
            }
            Ok(_) => Ok("it is a method, which Access-Control-Allow-Methods must list in this very spelling"
                .to_owned()),
            Err(error) => Err(error.to_string()),
        }),
        "access-control-request-headers" => {
            let bad = value.split(',').find(|name| !is_token(name.trim().as_bytes()));
            Some(match bad {
                Some(bad) => {
                    Err(format!("`{}` is no header's name: write names with commas between them", bad.trim()))
                }
                None if value.bytes().any(|byte| byte.is_ascii_uppercase() || byte == b' ') => {
                    Ok("it is a list of names; browsers write them in lower case and without blanks"
                        .to_owned())
                }
                None => Ok("it is a list of names as browsers send it".to_owned()),
            })
        }
        _ => None,
    }
}
