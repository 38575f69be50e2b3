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
        Edits {
            allow_origin: answer.allow_origin().and_then(|origin| match origin {
                Value::Fixed(value) => Some(value.clone()),
                // The request's own, whose bytes are shared.
                Value::RequestOrigin => request.get(header::ORIGIN).cloned(),
            }),
            allow_credentials: answer.allows_credentials(),
            expose_headers: answer.expose_headers().cloned(),
            vary: answer.vary(),
        }
    }

    #[inline]
    pub(crate) fn apply(&mut self, headers: &mut HeaderMap) {
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
        if let Some(origin) = self.allow_origin.take() {
            headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        }
        if self.allow_credentials {
            headers.insert(header::ACCESS_CONTROL_ALLOW_CREDENTIALS, HeaderValue::from_static("true"));
        }
        if let Some(names) = self.expose_headers.take() {
            headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, names);
        }
        if let Some(vary) = self.vary.value() {
            if !has_vary {
                headers.insert(header::VARY, vary.clone());
            } else if !self.vary.is_in(headers.get_all(header::VARY).iter().map(HeaderValue::as_bytes)) {
                headers.append(header::VARY, vary.clone());
            }
        }
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
