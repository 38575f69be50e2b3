//! A route, compiled: all that its answers say is ready.

use http::HeaderValue;

use super::matcher::{OriginSet, shared};
use super::requested_names::Granted;

/// A compiled route.
#[derive(Debug)]
pub(super) struct Route {
    /// The route's number in the policy as written.
    pub(super) index: usize,
    /// None is every origin, and then there are no credentials.
    pub(super) origins: Option<OriginSet>,
    pub(super) credentials: bool,
    /// Sorted; without the safelisted ones.
    pub(super) methods: Box<[Box<str>]>,
    pub(super) granted: Granted,
    pub(super) allow_methods: Option<HeaderValue>,
    pub(super) allow_headers: Option<HeaderValue>,
    pub(super) expose_headers: Option<HeaderValue>,
    pub(super) max_age: Option<HeaderValue>,
    /// A status that is ok.
    pub(super) preflight_status: u16,
}

impl Route {
    /// Whether pages may use the method; CORS cannot withhold GET, HEAD and POST.
    pub(super) fn grants_method(&self, method: &[u8]) -> bool {
        matches!(method, b"GET" | b"HEAD" | b"POST")
            || self.methods.iter().any(|granted| granted.as_bytes() == method)
    }
}

/// The value that lists these; none when there are none.
pub(super) fn list_value<'a>(names: impl Iterator<Item = &'a str>) -> Option<HeaderValue> {
    let names: Vec<&str> = names.collect();
    if names.is_empty() { None } else { shared(&names.join(", ")) }
}
