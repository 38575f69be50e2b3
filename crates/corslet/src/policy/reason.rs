//! Why a policy answered as it did.

use std::fmt;

use super::path::Ambiguity;

/// Why a policy answered as it did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case", rename_all_fields = "kebab-case"))]
#[non_exhaustive]
pub enum Reason {
    /// The request has no `Origin`: it is no CORS request.
    NoOrigin,
    /// The route lets every origin read.
    AnyOrigin,
    /// The origin is one that the route lists.
    OriginAllowed,
    /// The origin is none that the route lists.
    OriginNotAllowed,
    /// There is more than one `Origin`, which no browser sends.
    SeveralOrigins,
    /// The route does not grant the method that the preflight asks for.
    MethodNotAllowed,
    /// The preflight asks for more than one method, which no browser does.
    SeveralMethods,
    /// The route does not grant a header that the preflight asks for.
    HeaderNotAllowed {
        /// The line of `Access-Control-Request-Headers`, counted from 0.
        line: usize,
        /// Where the name begins in the line.
        start: usize,
        /// Where it ends.
        end: usize,
    },
    /// The preflight asks for more headers than any honest one, or on more lines: browsers send one, with each name
    /// once and nothing empty; up to eight lines, and a few repeated names, empty elements and blanks are let pass.
    TooManyHeaders,
    /// No route is for this host and path.
    NoRoute,
    /// The path could mean several, so that it matches no route.
    PathAmbiguous(Ambiguity),
    /// The host is none, so that it cannot be told which route is meant.
    HostAmbiguous,
}

impl Reason {
    /// The stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Reason::NoOrigin => "no-origin",
            Reason::AnyOrigin => "any-origin",
            Reason::OriginAllowed => "origin-allowed",
            Reason::OriginNotAllowed => "origin-not-allowed",
            Reason::SeveralOrigins => "several-origins",
            Reason::MethodNotAllowed => "method-not-allowed",
            Reason::SeveralMethods => "several-methods",
            Reason::HeaderNotAllowed { .. } => "header-not-allowed",
            Reason::TooManyHeaders => "too-many-headers",
            Reason::NoRoute => "no-route",
            Reason::PathAmbiguous(_) => "path-ambiguous",
            Reason::HostAmbiguous => "host-ambiguous",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Reason::NoOrigin => "the request has no Origin",
            Reason::AnyOrigin => "the route lets every origin read",
            Reason::OriginAllowed => "the route lists the origin",
            Reason::OriginNotAllowed => "the route does not list the origin",
            Reason::SeveralOrigins => "the request has more than one Origin",
            Reason::MethodNotAllowed => "the route does not grant the method",
            Reason::SeveralMethods => "the preflight asks for more than one method",
            Reason::HeaderNotAllowed { .. } => "the route does not grant a header",
            Reason::TooManyHeaders => "the preflight asks for more headers than any honest one",
            Reason::NoRoute => "no route is for this host and path",
            Reason::PathAmbiguous(ambiguity) => ambiguity.sentence(),
            Reason::HostAmbiguous => "the host is none, so no route can be told",
        })
    }
}
