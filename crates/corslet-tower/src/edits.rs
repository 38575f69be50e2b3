//! What happens to a response's headers: the application's own grants go, the policy's come, `Vary` is merged.

use corslet::policy::{Answer, Value, Vary};
use http::header::{self, Entry, HeaderMap, HeaderName, HeaderValue};

/// What the policy says about one response, kept until the response is there.
///
/// All of it is read from the request before the application gets it: what happens to the request further in changes
/// nothing here.
#[derive(Debug)]
pub(crate) struct Edits {
    allow_origin: Option<HeaderValue>,
    allow_credentials: bool,
    expose_headers: Option<HeaderValue>,
    vary: Vary,
}

impl Edits {
    #[inline]
    pub(crate) fn new(answer: &Answer<'_>, request: &HeaderMap) -> Self {
        let mut edits =
            Edits { allow_origin: None, allow_credentials: false, expose_headers: None, vary: answer.vary() };
        if answer.is_allowed() {
            for (name, found) in answer.headers() {
                match *name {
                    header::ACCESS_CONTROL_ALLOW_ORIGIN => edits.allow_origin = value(found, request),
                    header::ACCESS_CONTROL_ALLOW_CREDENTIALS => edits.allow_credentials = true,
                    header::ACCESS_CONTROL_EXPOSE_HEADERS => edits.expose_headers = value(found, request),
                    // The others are a preflight's.
                    _ => {}
                }
            }
        }
        edits
    }

    #[inline]
    pub(crate) fn apply(self, headers: &mut HeaderMap) {
        let mut has_grants = false;
        let mut has_vary = false;
        // One pass over the names is cheaper than to look each of them up.
        for name in headers.keys() {
            has_grants |= is_grant(name);
            has_vary |= *name == header::VARY;
        }
        if has_grants {
            remove_grants(headers);
        }
        if let Some(origin) = self.allow_origin {
            headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        }
        if self.allow_credentials {
            headers.insert(header::ACCESS_CONTROL_ALLOW_CREDENTIALS, HeaderValue::from_static("true"));
        }
        if let Some(names) = self.expose_headers {
            headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, names);
        }
        if let Some(vary) = self.vary.value()
            && !(has_vary && self.vary.is_in(headers.get_all(header::VARY).iter().map(HeaderValue::as_bytes)))
        {
            headers.append(header::VARY, vary.clone());
        }
    }
}

/// A header's value; a matched origin is the request's own, whose bytes are shared.
pub(crate) fn value(value: Value<'_>, request: &HeaderMap) -> Option<HeaderValue> {
    match value {
        Value::Fixed(value) => Some(value.clone()),
        Value::RequestOrigin => request.get(header::ORIGIN).cloned(),
    }
}

/// Whether a response header is one of those by which a server grants something to pages of other origins.
fn is_grant(name: &HeaderName) -> bool {
    name.as_str().strip_prefix("access-control-").is_some_and(|rest| !rest.starts_with("request-"))
}

#[cold]
fn remove_grants(headers: &mut HeaderMap) {
    while let Some(name) = headers.keys().find(|name| is_grant(name)).cloned() {
        if let Entry::Occupied(entry) = headers.entry(name) {
            entry.remove_entry_mult();
        }
    }
}
