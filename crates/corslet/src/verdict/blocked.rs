//! A failed condition: what failed, where, by which step, and whose fault it is.

use std::fmt;

use super::{Failure, Kind, Step};

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
        if self.failure.is_of_the_cors_check() {
            format!("{}:{code}", self.on.as_str())
        } else {
            code.to_owned()
        }
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
