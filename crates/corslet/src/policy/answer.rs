//! A policy's answer to a request: which CORS headers the response gets, and why.

use http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, HeaderMap,
    HeaderName, HeaderValue, ORIGIN, VARY,
};

use super::entry::Entry;
use super::reason::Reason;
use super::route::{Route, TRUE};
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

    /// The route whose grant the response carries.
    #[inline]
    fn granted(&self) -> Option<&'p Route> {
        self.granting.filter(|_| !self.report_only && self.allow_origin.is_some())
    }

    /// The value of `Access-Control-Allow-Origin`.
    #[must_use]
    #[inline]
    pub fn allow_origin(&self) -> Option<Value<'p>> {
        self.granted().and(self.allow_origin)
    }

    /// Whether `Access-Control-Allow-Credentials` says `true`.
    #[must_use]
    #[inline]
    pub fn allows_credentials(&self) -> bool {
        self.granted().is_some_and(|route| route.credentials)
    }

    /// The value of `Access-Control-Expose-Headers`.
    #[must_use]
    #[inline]
    pub fn expose_headers(&self) -> Option<&'p HeaderValue> {
        let actual = self.granted().filter(|_| self.kind != AnswerKind::PreflightGranted);
        actual.and_then(|route| route.expose_headers.as_ref())
    }

    /// Exactly the CORS headers that the response is to have, in place of all that it has.
    pub fn headers(&self) -> impl Iterator<Item = (&'static HeaderName, Value<'p>)> + use<'p> {
        let preflight = self.granted().filter(|_| self.kind == AnswerKind::PreflightGranted);
        let fixed = |value: Option<&'p HeaderValue>| value.map(Value::Fixed);
        [
            (&ALLOW_ORIGIN, self.allow_origin()),
            (&ALLOW_CREDENTIALS, fixed(self.allows_credentials().then_some(&TRUE))),
            (&ALLOW_METHODS, fixed(preflight.and_then(|route| route.allow_methods.as_ref()))),
            (&ALLOW_HEADERS, fixed(preflight.and_then(|route| route.allow_headers.as_ref()))),
            (&MAX_AGE, fixed(preflight.and_then(|route| route.max_age.as_ref()))),
            (&EXPOSE_HEADERS, fixed(self.expose_headers())),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
    }

    /// All headers of the response with which the policy itself answers a preflight that has these headers: those of
    /// [`headers`](Answer::headers), and `Vary`. None for what is the application's to answer.
    #[must_use]
    pub fn preflight_headers(&self, request: &HeaderMap) -> Option<HeaderMap> {
        self.status()?;
        let Some(route) = self.granted() else {
            let mut headers = HeaderMap::with_capacity(1);
            headers.extend(self.vary().value().map(|vary| (VARY, vary.clone())));
            return Some(headers);
        };
        let mut headers = route.preflight.clone();
        let origin = match self.allow_origin {
            Some(Value::Fixed(value)) => Some(value),
            Some(Value::RequestOrigin) => request.get(ORIGIN),
            None => None,
        };
        let line = headers.iter_mut().find(|(name, _)| **name == ALLOW_ORIGIN);
        if let (Some((_, line)), Some(origin)) = (line, origin) {
            *line = origin.clone();
        }
        Some(headers)
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
