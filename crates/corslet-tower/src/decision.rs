//! What was decided about a request, for those who want to know.

use std::fmt;

use corslet::policy::{Answer, AnswerKind, Reason};
use http::{HeaderMap, HeaderValue, Method, Uri, header};

/// A decision, as [`CorsLayer::on_decision`](crate::CorsLayer::on_decision) tells it, with the request that it is about.
#[derive(Clone, Copy)]
pub struct Decision<'a> {
    pub(crate) answer: &'a Answer<'a>,
    pub(crate) method: &'a Method,
    pub(crate) uri: &'a Uri,
    pub(crate) headers: &'a HeaderMap,
    pub(crate) report_only: bool,
}

impl<'a> Decision<'a> {
    /// What the request is to the policy.
    #[must_use]
    pub fn kind(&self) -> AnswerKind {
        self.answer.kind
    }

    /// Why it was decided so.
    #[must_use]
    pub fn reason(&self) -> Reason {
        self.answer.reason
    }

    /// The policy's whole answer: also the line of the policy that decided.
    #[must_use]
    pub fn answer(&self) -> &'a Answer<'a> {
        self.answer
    }

    /// The request's method.
    #[must_use]
    pub fn method(&self) -> &'a Method {
        self.method
    }

    /// The request's target.
    #[must_use]
    pub fn uri(&self) -> &'a Uri {
        self.uri
    }

    /// The request's headers.
    #[must_use]
    pub fn headers(&self) -> &'a HeaderMap {
        self.headers
    }

    /// The request's `Origin`. Anyone can send anything here: escape it before it goes into a log of lines.
    #[must_use]
    pub fn origin(&self) -> Option<&'a HeaderValue> {
        self.headers.get(header::ORIGIN)
    }

    /// Whether the decision is only told, and nothing is changed.
    #[must_use]
    pub fn is_report_only(&self) -> bool {
        self.report_only
    }

    /// The decision without the request, to be kept.
    #[must_use]
    pub fn decided(&self) -> Decided {
        Decided {
            kind: self.answer.kind,
            reason: self.answer.reason,
            route: self.answer.route,
            is_allowed: self.answer.is_allowed(),
            report_only: self.report_only,
        }
    }

    #[cfg(feature = "tracing")]
    pub(crate) fn trace(&self) {
        tracing::debug!(
            target: "corslet",
            kind = ?self.kind(),
            reason = self.reason().code(),
            allowed = self.answer.is_allowed(),
            route = self.answer.route,
            origin = ?self.origin(),
            method = %self.method,
            path = ?self.uri.path(),
            report_only = self.report_only,
            "cors"
        );
    }
}

impl fmt::Debug for Decision<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.decided().fmt(f)
    }
}

/// A decision to keep: what [`CorsLayer::insert_decision`](crate::CorsLayer::insert_decision) puts among the request's
/// extensions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Decided {
    /// What the request is to the policy.
    pub kind: AnswerKind,
    /// Why it was decided so.
    pub reason: Reason,
    /// The route's number in the policy as written, from 0.
    pub route: Option<usize>,
    /// Whether the page may read the response.
    pub is_allowed: bool,
    /// Whether nothing is changed.
    pub report_only: bool,
}
