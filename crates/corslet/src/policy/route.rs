//! A route, compiled: all that its answers say is ready.

use http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_MAX_AGE, HeaderMap, HeaderValue, VARY,
};

use super::matcher::{OriginSet, shared};
use super::requested_names::Granted;
use super::vary::Vary;

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
    /// All headers of a granted preflight's response; to copy them is faster than to insert each. The origin, which
    /// is another each time, is empty: nothing is granted to it.
    pub(super) preflight: HeaderMap,
}

pub(super) static TRUE: HeaderValue = HeaderValue::from_static("true");

impl Route {
    /// Whether pages may use the method; CORS cannot withhold GET, HEAD and POST.
    pub(super) fn grants_method(&self, method: &[u8]) -> bool {
        matches!(method, b"GET" | b"HEAD" | b"POST")
            || self.methods.iter().any(|granted| granted.as_bytes() == method)
    }

    /// What a granted preflight's response says to every origin that is allowed.
    pub(super) fn with_preflight(mut self) -> Route {
        // As many as there can be: a map that grows later would grow in each response.
        let mut headers = HeaderMap::with_capacity(6);
        let vary = self.origins.as_ref().and(Vary::Preflight.value());
        for (name, value) in [
            (ACCESS_CONTROL_ALLOW_ORIGIN, Some(&HeaderValue::from_static(""))),
            (ACCESS_CONTROL_ALLOW_CREDENTIALS, self.credentials.then_some(&TRUE)),
            (ACCESS_CONTROL_ALLOW_METHODS, self.allow_methods.as_ref()),
            (ACCESS_CONTROL_ALLOW_HEADERS, self.allow_headers.as_ref()),
            (ACCESS_CONTROL_MAX_AGE, self.max_age.as_ref()),
            (VARY, vary),
        ] {
            if let Some(value) = value {
                headers.insert(name, value.clone());
            }
        }
        self.preflight = headers;
        self
    }
}

/// The value that lists these; none when there are none.
pub(super) fn list_value<'a>(names: impl Iterator<Item = &'a str>) -> Option<HeaderValue> {
    let names: Vec<&str> = names.collect();
    if names.is_empty() { None } else { shared(&names.join(", ")) }
}
