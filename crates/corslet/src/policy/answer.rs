//! A policy's answer to a request: which CORS headers the response gets, and why.

use http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, HeaderName,
    HeaderValue,
};

use super::entry::Entry;
use super::reason::Reason;
use super::route::Route;
use super::vary::Vary;

/// What a request is to the policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
pub enum AnswerKind {
    /// A request for the application, with or without `Origin`: CORS is not authentication and stops none.
    Actual,
    /// A preflight that the policy answers itself: yes.
    PreflightGranted,
    /// A preflight that the policy answers itself: no.
    PreflightRefused,
    /// Another `OPTIONS`, which belongs to the application like any actual request.
    NotPreflight,
}

/// The value of a CORS header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'p> {
    /// This value; cloning it allocates nothing.
    Fixed(&'p HeaderValue),
    /// The request's own `Origin`, of which there is exactly one line, and which matched a pattern.
    RequestOrigin,
}

/// A policy's answer to a request.
///
/// It borrows from the policy and allocates nothing.
#[derive(Clone, Debug)]
pub struct Answer<'p> {
    /// What the request is to the policy.
    pub kind: AnswerKind,
    /// Why the answer is as it is.
    pub reason: Reason,
    /// The route's number in the policy as written, from 0.
    pub route: Option<usize>,
    /// The entry that lists the origin, also where something else is not granted.
    pub entry: Option<&'p Entry>,
    /// Whether the policy only observes, so that nothing of this is done.
    pub report_only: bool,
    pub(super) granting: Option<&'p Route>,
    pub(super) allow_origin: Option<Value<'p>>,
    pub(super) vary: Vary,
}

static ALLOW_ORIGIN: HeaderName = ACCESS_CONTROL_ALLOW_ORIGIN;
static ALLOW_CREDENTIALS: HeaderName = ACCESS_CONTROL_ALLOW_CREDENTIALS;
static ALLOW_METHODS: HeaderName = ACCESS_CONTROL_ALLOW_METHODS;
static ALLOW_HEADERS: HeaderName = ACCESS_CONTROL_ALLOW_HEADERS;
static EXPOSE_HEADERS: HeaderName = ACCESS_CONTROL_EXPOSE_HEADERS;
static MAX_AGE: HeaderName = ACCESS_CONTROL_MAX_AGE;

pub(super) static ANY: HeaderValue = HeaderValue::from_static("*");
static TRUE: HeaderValue = HeaderValue::from_static("true");

/// The status of a refused preflight.
const FORBIDDEN: u16 = 403;

impl<'p> Answer<'p> {
    /// The status of the response, where the policy answers itself: to preflights, unless it only observes.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        match self.kind {
            _ if self.report_only => None,
            AnswerKind::PreflightGranted => self.granting.map(|route| route.preflight_status),
            AnswerKind::PreflightRefused => Some(FORBIDDEN),
            AnswerKind::Actual | AnswerKind::NotPreflight => None,
        }
    }

    /// Whether the page may read the response, as far as the origin decides: the response names it.
    #[must_use]
    pub fn is_allowed(&self) -> bool {
        self.allow_origin.is_some()
    }

    /// Exactly the CORS headers that the response is to have, in place of all that it has.
    pub fn headers(&self) -> impl Iterator<Item = (&'static HeaderName, Value<'p>)> + use<'p> {
        let granted = self.granting.filter(|_| !self.report_only && self.allow_origin.is_some());
        let is_preflight = self.kind == AnswerKind::PreflightGranted;
        let preflight = granted.filter(|_| is_preflight);
        let actual = granted.filter(|_| !is_preflight);
        let fixed = |value: Option<&'p HeaderValue>| value.map(Value::Fixed);
        [
            (&ALLOW_ORIGIN, granted.and(self.allow_origin)),
            (&ALLOW_CREDENTIALS, fixed(granted.filter(|route| route.credentials).map(|_| &TRUE))),
            (&ALLOW_METHODS, fixed(preflight.and_then(|route| route.allow_methods.as_ref()))),
            (&ALLOW_HEADERS, fixed(preflight.and_then(|route| route.allow_headers.as_ref()))),
            (&MAX_AGE, fixed(preflight.and_then(|route| route.max_age.as_ref()))),
            (&EXPOSE_HEADERS, fixed(actual.and_then(|route| route.expose_headers.as_ref()))),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
    }

    /// What the response's `Vary` must name, merged with what it names already.
    #[must_use]
    pub fn vary(&self) -> Vary {
        if self.report_only { Vary::Nothing } else { self.vary }
    }

    /// The answer that would be given if the policy did not only observe.
    #[must_use]
    pub fn enforced(&self) -> Answer<'p> {
        Answer { report_only: false, ..self.clone() }
    }
}
