//! Every way for a fetch to fail, with the data that proves it.

use std::fmt;

use super::{Kind, Step};

/// A failed condition: what, where in the conversation, and by which step of the standard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blocked {
    /// What failed, with the data that proves it.
    pub failure: Failure,
    /// 0 for the request's URL, n after the nth redirect.
    pub hop: usize,
    /// The exchange whose answer failed, or which was never sent.
    pub on: Kind,
    /// The step of the standard that says no.
    pub step: &'static Step,
}

impl Blocked {
    /// The failure's code: stable, the exchange first where it can be either (`preflight:missing-acao`).
    #[must_use]
    pub fn code(&self) -> String {
        let code = self.failure.code();
        if self.failure.is_of_the_cors_check() { format!("{}:{code}", self.on.as_str()) } else { code.to_owned() }
    }
}

/// In which way an `Access-Control-Allow-Origin` that is not the request's origin differs from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
pub enum AllowOriginMismatch {
    /// Several `Access-Control-Allow-Origin` lines; browsers join them.
    SeveralLines,
    /// One line with several values.
    SeveralValues,
    /// Empty.
    Empty,
    /// The origin, but for the case of its letters.
    Case,
    /// The origin with a `/` at its end.
    TrailingSlash,
    /// The origin with a path behind it.
    Path,
    /// The same host and port under another scheme.
    Scheme,
    /// The same scheme and host with another port, or a default port written out.
    Port,
    /// `null`, while the request's origin is not.
    Null,
    /// An origin, while the request's is `null`.
    OriginIsNull,
    /// `*` with something beside it, or a pattern: browsers know no patterns.
    Pattern,
    /// Another origin.
    Other,
    /// Not an origin at all.
    NotAnOrigin,
}

/// What went wrong below HTTP.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum NetworkFailure {
    /// The host name did not resolve.
    Dns,
    /// No connection.
    Connect,
    /// The TLS handshake failed, or the certificate was refused.
    Tls,
    /// The answer was not HTTP.
    NotHttp,
    /// The connection ended too early.
    Closed,
    /// No answer in time.
    TimedOut,
    /// Something else, in words.
    Other(String),
}

impl fmt::Display for NetworkFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            NetworkFailure::Dns => "the host name did not resolve",
            NetworkFailure::Connect => "no connection could be made",
            NetworkFailure::Tls => "the TLS handshake failed",
            NetworkFailure::NotHttp => "the answer was not HTTP",
            NetworkFailure::Closed => "the connection was closed before an answer came",
            NetworkFailure::TimedOut => "no answer came in time",
            NetworkFailure::Other(text) => text,
        })
    }
}

/// Who has to change something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "lowercase"))]
pub enum Fault {
    /// The page asked for what a page cannot have.
    Page,
    /// The server did not grant it, or answered wrongly.
    Server,
    /// The network between them.
    Network,
}

impl Fault {
    /// `page`, `server` or `network`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Fault::Page => "page",
            Fault::Server => "server",
            Fault::Network => "network",
        }
    }
}

/// Declares the failures in one table: variant, code, fault.
macro_rules! failures {
    ($($(#[$doc:meta])* $name:ident $({ $($(#[$field_doc:meta])* $field:ident: $type:ty),+ $(,)? })? => $code:literal $fault:ident;)+) => {
        /// Every condition that can fail.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Failure {
            $($(#[$doc])* $name $({ $($(#[$field_doc])* $field: $type),+ })?,)+
        }

        impl Failure {
            /// The code of this kind of failure, without the exchange it happened on.
            #[must_use]
            pub fn code(&self) -> &'static str {
                match self { $(Failure::$name $({ $($field: _),+ })? => $code,)+ }
            }

            /// Who has to change something.
            #[must_use]
            pub fn fault(&self) -> Fault {
                match self { $(Failure::$name $({ $($field: _),+ })? => Fault::$fault,)+ }
            }

            /// All codes.
            pub const CODES: &'static [&'static str] = &[$($code),+];
        }
    };
}

failures! {
    /// A page cannot construct this request: `fetch()` or `XMLHttpRequest` throws.
    NotConstructible {
        /// Why, as a sentence.
        why: String,
    } => "type-error" Page;
    /// Mode `same-origin`, and the URL is cross-origin.
    ModeIsSameOrigin => "same-origin-mode" Page;
    /// Mode `no-cors` follows redirects, and the page asked not to.
    NoCorsRedirectModeIsNotFollow => "no-cors-redirect-mode" Page;
    /// CORS exists for `http:` and `https:` only.
    SchemeIsNotHttp {
        /// The URL's scheme.
        scheme: String,
    } => "scheme" Page;
    /// The port is one that browsers never connect to.
    PortIsBad {
        /// The port.
        port: u16,
    } => "bad-port" Page;
    /// An `https:` page asks for an `http:` URL that is not potentially trustworthy.
    MixedContent => "mixed-content" Page;
    /// No response.
    Network {
        /// What went wrong.
        failure: NetworkFailure,
    } => "network" Network;

    /// No `Access-Control-Allow-Origin`.
    AllowOriginIsMissing {
        /// The response's status: a failing server often leaves its CORS headers out.
        status: u16,
    } => "missing-acao" Server;
    /// `Access-Control-Allow-Origin: *` on a request with credentials.
    AllowOriginIsWildcardWithCredentials => "wildcard-with-credentials" Server;
    /// `Access-Control-Allow-Origin` is not the request's origin, byte for byte.
    AllowOriginDiffers {
        /// The value as the standard's *get* sees it: lines joined with `, `.
        received: Vec<u8>,
        /// How many lines it came in.
        lines: usize,
        /// The request's origin, serialised.
        expected: String,
        /// In which way they differ.
        mismatch: AllowOriginMismatch,
        /// The response's status.
        status: u16,
    } => "acao-mismatch" Server;
    /// Credentials asked for, and `Access-Control-Allow-Credentials` is not exactly `true`.
    AllowCredentialsIsNotTrue {
        /// The value, if there is one.
        received: Option<Vec<u8>>,
    } => "acac-not-true" Server;

    /// The preflight was answered with a redirect: browsers do not follow it.
    PreflightIsRedirected {
        /// The redirect status.
        status: u16,
    } => "preflight:status" Server;
    /// The preflight's status is not 200 to 299.
    PreflightStatusIsNotOk {
        /// The status.
        status: u16,
    } => "preflight:status" Server;
    /// `Access-Control-Allow-Methods` is not a list of methods; all of it counts for nothing.
    AllowMethodsIsInvalid {
        /// The lines joined with `, `.
        received: Vec<u8>,
        /// The first element that is not a token.
        element: Vec<u8>,
    } => "preflight:invalid-acam" Server;
    /// `Access-Control-Allow-Headers` is not a list of header names; all of it counts for nothing.
    AllowHeadersIsInvalid {
        /// The lines joined with `, `.
        received: Vec<u8>,
        /// The first element that is not a token.
        element: Vec<u8>,
    } => "preflight:invalid-acah" Server;
    /// The preflight does not allow the method.
    MethodIsNotAllowed {
        /// The method.
        method: String,
        /// The methods allowed; `None` without the header.
        allowed: Option<Vec<u8>>,
    } => "preflight:method" Server;
    /// The preflight does not allow a header.
    HeaderIsNotAllowed {
        /// The header's name in lower case.
        name: String,
        /// The names allowed; `None` without the header.
        allowed: Option<Vec<u8>>,
    } => "preflight:header" Server;
    /// `Authorization` must be listed: `*` does not cover it.
    AuthorizationIsNotListed {
        /// The names allowed; `None` without the header.
        allowed: Option<Vec<u8>>,
    } => "preflight:authorization" Server;

    /// Redirect mode `error`, and the response is a redirect.
    RedirectModeIsError {
        /// The redirect status.
        status: u16,
    } => "redirect-error-mode" Page;
    /// `Location` cannot be parsed against the response's URL.
    LocationIsInvalid {
        /// The value.
        received: Vec<u8>,
    } => "redirect:bad-location" Server;
    /// Several `Location` lines.
    SeveralLocations {
        /// How many.
        lines: usize,
    } => "redirect:two-locations" Server;
    /// An empty `Location`, in a browser that refuses it at once.
    LocationIsEmpty => "redirect:empty" Server;
    /// The redirect leads out of HTTP.
    RedirectSchemeIsNotHttp {
        /// Where it leads.
        location: String,
    } => "redirect:scheme" Server;
    /// The twenty-first redirect.
    TooManyRedirects => "redirect:count" Server;
    /// The redirect's URL has a user name or a password, which a cross-origin request may not be sent to.
    RedirectUrlHasCredentials {
        /// Where it leads.
        location: String,
    } => "redirect:userinfo" Server;
    /// The redirect's URL has a user name or a password, in a browser that always refuses this.
    RedirectUrlHasCredentialsAnyMode {
        /// Where it leads.
        location: String,
    } => "redirect:userinfo-any" Server;
    /// A body that is a stream cannot be sent again.
    RedirectOfStreamBody {
        /// The redirect status.
        status: u16,
    } => "redirect:stream-body" Page;
    /// The redirect was checked once more as if credentials were included, and that check failed.
    RedirectIsCheckedWithCredentials {
        /// What failed in that check.
        failure: Box<Failure>,
    } => "actual:redirect-credentialed-check" Server;
}

impl Failure {
    /// Whether this is a condition of the CORS check, which runs on both kinds of exchange.
    #[must_use]
    pub fn is_of_the_cors_check(&self) -> bool {
        matches!(
            self,
            Failure::AllowOriginIsMissing { .. }
                | Failure::AllowOriginIsWildcardWithCredentials
                | Failure::AllowOriginDiffers { .. }
                | Failure::AllowCredentialsIsNotTrue { .. }
        )
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let list = |allowed: &Option<Vec<u8>>, header: &str| match allowed {
            Some(value) => format!("{header} says `{}`", text(value)),
            None => format!("there is no {header}"),
        };
        match self {
            Failure::NotConstructible { why } => f.write_str(why),
            Failure::ModeIsSameOrigin => {
                f.write_str("the request's mode is `same-origin`, and the URL is of another origin")
            }
            Failure::NoCorsRedirectModeIsNotFollow => {
                f.write_str("mode `no-cors` needs redirect mode `follow` on a cross-origin URL")
            }
            Failure::SchemeIsNotHttp { scheme } => {
                write!(f, "cross-origin requests exist for http and https only, not for `{scheme}:`")
            }
            Failure::PortIsBad { port } => write!(f, "browsers never connect to port {port}"),
            Failure::MixedContent => f.write_str("a page on https may not ask a URL on http (mixed content)"),
            Failure::Network { failure } => write!(f, "{failure}"),
            Failure::AllowOriginIsMissing { status } => {
                write!(f, "the response (status {status}) has no Access-Control-Allow-Origin")
            }
            Failure::AllowOriginIsWildcardWithCredentials => f.write_str(
                "Access-Control-Allow-Origin is `*`, which grants nothing to a request with credentials",
            ),
            Failure::AllowOriginDiffers { received, lines, expected, mismatch, .. } => {
                write!(f, "Access-Control-Allow-Origin is `{}`, not `{expected}`", text(received))?;
                if *lines > 1 {
                    write!(f, " ({lines} lines, which browsers join)")?;
                }
                write!(f, ": {mismatch}")
            }
            Failure::AllowCredentialsIsNotTrue { received: Some(value) } => {
                write!(f, "Access-Control-Allow-Credentials is `{}`, not exactly `true`", text(value))
            }
            Failure::AllowCredentialsIsNotTrue { received: None } => f.write_str(
                "the request carries credentials, and there is no Access-Control-Allow-Credentials: true",
            ),
            Failure::PreflightIsRedirected { status } => {
                write!(f, "the preflight was answered with a redirect ({status}), which browsers do not follow")
            }
            Failure::PreflightStatusIsNotOk { status } => {
                write!(f, "the preflight's status is {status}, and must be 200 to 299")
            }
            Failure::AllowMethodsIsInvalid { element, .. } => write!(
                f,
                "Access-Control-Allow-Methods cannot be parsed: `{}` is not a method; the whole header is void",
                text(element)
            ),
            Failure::AllowHeadersIsInvalid { element, .. } => write!(
                f,
                "Access-Control-Allow-Headers cannot be parsed: `{}` is not a header name; the whole header is void",
                text(element)
            ),
            Failure::MethodIsNotAllowed { method, allowed } => {
                write!(
                    f,
                    "the preflight does not allow the method `{method}`: {}",
                    list(allowed, "Access-Control-Allow-Methods")
                )
            }
            Failure::HeaderIsNotAllowed { name, allowed } => {
                write!(
                    f,
                    "the preflight does not allow the header `{name}`: {}",
                    list(allowed, "Access-Control-Allow-Headers")
                )
            }
            Failure::AuthorizationIsNotListed { allowed } => write!(
                f,
                "`authorization` must be listed by its name (`*` does not cover it): {}",
                list(allowed, "Access-Control-Allow-Headers")
            ),
            Failure::RedirectModeIsError { status } => {
                write!(f, "the response is a redirect ({status}), and the request's redirect mode is `error`")
            }
            Failure::LocationIsInvalid { received } => {
                write!(f, "Location `{}` is not a URL", text(received))
            }
            Failure::SeveralLocations { lines } => write!(f, "the redirect has {lines} Location lines"),
            Failure::LocationIsEmpty => f.write_str("the redirect's Location is empty"),
            Failure::RedirectSchemeIsNotHttp { location } => {
                write!(f, "the redirect leads to `{location}`, which is neither http nor https")
            }
            Failure::TooManyRedirects => f.write_str("more than 20 redirects"),
            Failure::RedirectUrlHasCredentials { location } => write!(
                f,
                "the redirect leads to `{location}`, which has a user name or password in it: not allowed cross-origin"
            ),
            Failure::RedirectUrlHasCredentialsAnyMode { location } => {
                write!(f, "the redirect leads to `{location}`, which has a user name or password in it")
            }
            Failure::RedirectOfStreamBody { status } => {
                write!(f, "a body that is a stream cannot be sent again after a redirect ({status})")
            }
            Failure::RedirectIsCheckedWithCredentials { failure } => {
                write!(f, "this browser checks this redirect as if credentials were included, and then {failure}")
            }
        }
    }
}

impl fmt::Display for AllowOriginMismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            AllowOriginMismatch::SeveralLines => "send one line with one origin",
            AllowOriginMismatch::SeveralValues => "it holds one origin, never a list",
            AllowOriginMismatch::Empty => "it is empty",
            AllowOriginMismatch::Case => "origins compare byte for byte, so case counts",
            AllowOriginMismatch::TrailingSlash => "an origin has no slash at its end",
            AllowOriginMismatch::Path => "an origin has no path",
            AllowOriginMismatch::Scheme => "the scheme differs",
            AllowOriginMismatch::Port => "the port differs",
            AllowOriginMismatch::Null => "`null` is the origin of sandboxed and local documents only",
            AllowOriginMismatch::OriginIsNull => "the request's origin is opaque and prints as `null`",
            AllowOriginMismatch::Pattern => "browsers know no patterns here",
            AllowOriginMismatch::Other => "it is another origin",
            AllowOriginMismatch::NotAnOrigin => "it is not an origin",
        })
    }
}
