//! A compiled policy: immutable, cheap to clone, and ready to answer.

use std::sync::Arc;

use http::header::{ACCESS_CONTROL_REQUEST_HEADERS, ACCESS_CONTROL_REQUEST_METHOD, HeaderName, ORIGIN};

use super::answer::{ANY, Answer, AnswerKind, Value};
use super::config::Config;
use super::entry::Entry;
use super::problem::Problem;
use super::reason::Reason;
use super::request::{Headers, RequestHead};
use super::requested_names::Ungranted;
use super::route::Route;
use super::router::Router;
use super::vary::Vary;

/// A compiled policy.
///
/// Only [compiling](Config::compile) makes one, so there is none that any origin could exploit. Cloning it clones one
/// pointer.
#[derive(Clone, Debug)]
pub struct Policy(pub(super) Arc<Inner>);

#[derive(Debug)]
pub(super) struct Inner {
    /// The normal form.
    pub(super) config: Config,
    pub(super) router: Router,
    pub(super) routes: Vec<Route>,
    pub(super) entries: Vec<Entry>,
    /// Warnings and notes.
    pub(super) warnings: Vec<Problem>,
}

static ORIGIN_NAME: HeaderName = ORIGIN;
static REQUEST_METHOD: HeaderName = ACCESS_CONTROL_REQUEST_METHOD;
static REQUEST_HEADERS: HeaderName = ACCESS_CONTROL_REQUEST_HEADERS;

/// A header of which an honest request has one line.
#[derive(Clone, Copy)]
struct Line<'r> {
    first: Option<&'r [u8]>,
    is_repeated: bool,
}

impl<'r> Line<'r> {
    #[inline]
    fn of<H: Headers>(headers: &'r H, name: &'static HeaderName) -> Line<'r> {
        let mut lines = headers.lines(name);
        let first = lines.next();
        Line { first, is_repeated: first.is_some() && lines.next().is_some() }
    }
}

/// What a route says of the request's origin.
enum OriginRead<'p> {
    None,
    Allowed { entry: Option<&'p Entry>, value: Value<'p>, reason: Reason },
    Refused(Reason),
}

impl Policy {
    /// Answers a request, without allocating.
    ///
    /// A preflight is `OPTIONS` with `Origin` and `Access-Control-Request-Method`, nothing less.
    #[must_use]
    pub fn answer<'p, H: Headers>(&'p self, head: &RequestHead<'_, H>) -> Answer<'p> {
        let inner = &*self.0;
        let is_options = head.method == "OPTIONS";
        let origin_line = || Line::of(head.headers, &ORIGIN_NAME);
        let asked = is_options
            .then(|| (Line::of(head.headers, &REQUEST_METHOD), origin_line()))
            .filter(|(method, origin)| method.first.is_some() && origin.first.is_some());
        let is_preflight = asked.is_some();
        let kind = match (is_options, is_preflight) {
            (_, true) => AnswerKind::PreflightRefused,
            (true, false) => AnswerKind::NotPreflight,
            (false, false) => AnswerKind::Actual,
        };
        let mut answer = Answer {
            kind,
            reason: Reason::NoRoute,
            route: None,
            entry: None,
            report_only: inner.config.report_only,
            granting: None,
            allow_origin: None,
            vary: if is_preflight { Vary::Preflight } else { Vary::Nothing },
        };
        let route = match inner.router.find(head.host, head.path) {
            Ok(number) => &inner.routes[number],
            Err(reason) => {
                answer.reason = reason;
                return answer;
            }
        };
        answer.route = Some(route.index);
        if !is_preflight && route.origins.is_some() {
            answer.vary = Vary::Origin;
        }
        match inner.read_origin(route, || asked.map_or_else(origin_line, |(_, origin)| origin)) {
            OriginRead::None => answer.reason = Reason::NoOrigin,
            OriginRead::Refused(reason) => answer.reason = reason,
            OriginRead::Allowed { entry, value, reason } => {
                answer.entry = entry;
                match asked.map_or(Ok(()), |(method, _)| check_preflight(route, method, head.headers)) {
                    Err(refused) => answer.reason = refused,
                    Ok(()) => {
                        answer.reason = reason;
                        answer.granting = Some(route);
                        answer.allow_origin = Some(value);
                        if is_preflight {
                            answer.kind = AnswerKind::PreflightGranted;
                            answer.vary =
                                if route.origins.is_some() { Vary::Preflight } else { Vary::Nothing };
                        }
                    }
                }
            }
        }
        answer
    }

    /// Whether some route is for a host. If none is, the request's host decides nothing and need not be looked for.
    #[must_use]
    #[inline]
    pub fn has_hosts(&self) -> bool {
        self.0.router.has_hosts()
    }

    /// The policy's normal form: groups written out, everything sorted, nothing said twice. Policies with equal
    /// normal forms answer alike, and the normal form's normal form is itself.
    #[must_use]
    pub fn to_config(&self) -> Config {
        self.0.config.clone()
    }

    /// What compiling found that is no error: warnings and notes.
    #[must_use]
    pub fn warnings(&self) -> &[Problem] {
        &self.0.warnings
    }

    /// Whether the policy is for development, so that a refused preflight may say why.
    #[must_use]
    pub fn is_development(&self) -> bool {
        self.0.config.development
    }

    /// Whether the policy only observes.
    #[must_use]
    pub fn is_report_only(&self) -> bool {
        self.0.config.report_only
    }
}

impl Inner {
    #[inline]
    fn read_origin<'p, 'r>(&'p self, route: &'p Route, line: impl FnOnce() -> Line<'r>) -> OriginRead<'p> {
        let Some(set) = &route.origins else {
            // The same for everybody, also without an origin, so that no cache can mix answers up.
            return OriginRead::Allowed { entry: None, value: Value::Fixed(&ANY), reason: Reason::AnyOrigin };
        };
        let line = line();
        let Some(origin) = line.first else { return OriginRead::None };
        if line.is_repeated {
            return OriginRead::Refused(Reason::SeveralOrigins);
        }
        match set.find(origin) {
            Some(found) => OriginRead::Allowed {
                entry: self.entries.get(found.entry as usize),
                value: found.value.map_or(Value::RequestOrigin, Value::Fixed),
                reason: Reason::OriginAllowed,
            },
            None => OriginRead::Refused(Reason::OriginNotAllowed),
        }
    }
}

/// What the route says of a preflight's method and headers.
fn check_preflight<H: Headers>(route: &Route, method: Line<'_>, headers: &H) -> Result<(), Reason> {
    if method.is_repeated {
        return Err(Reason::SeveralMethods);
    }
    if !route.grants_method(method.first.unwrap_or_default()) {
        return Err(Reason::MethodNotAllowed);
    }
    route.granted.check(headers.lines(&REQUEST_HEADERS)).map_err(|ungranted| match ungranted {
        Ungranted::Name { line, start, end } => Reason::HeaderNotAllowed { line, start, end },
        Ungranted::TooMany => Reason::TooManyHeaders,
    })
}
