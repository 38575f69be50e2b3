//! One request and what came of it.

use std::sync::Arc;
use std::time::Duration;

use corslet::Url;
use corslet::verdict::{NetworkFailure, ResponseHead};
use corslet::words::HeaderList;

/// A request as it went out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The method, as on the wire.
    pub method: String,
    /// Where it went.
    pub url: Url,
    /// The header lines that matter, in order: `Origin`, `Cookie`, `Access-Control-Request-*`. `Host`, `User-Agent` and the
    /// framing are the transport's.
    pub headers: HeaderList,
    /// The body.
    pub body: Option<Vec<u8>>,
}

impl Request {
    /// A `GET` without any header.
    #[must_use]
    pub fn get(url: Url) -> Self {
        Request { method: "GET".to_owned(), url, headers: HeaderList::default(), body: None }
    }

    /// The value of `Origin`, when it is text.
    #[must_use]
    pub fn origin(&self) -> Option<&str> {
        self.headers.get_all("origin").next().and_then(|value| std::str::from_utf8(value.as_bytes()).ok())
    }

    /// Whether it is a [CORS-preflight request](https://fetch.spec.whatwg.org/#cors-preflight-request).
    #[must_use]
    pub fn is_preflight(&self) -> bool {
        self.method == "OPTIONS"
            && self.headers.contains("origin")
            && self.headers.contains("access-control-request-method")
    }
}

/// A response: its head, and the beginning of its body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// Status and header lines.
    pub head: Arc<ResponseHead>,
    /// The beginning of the body.
    pub body: Vec<u8>,
    /// Whether that is all of it.
    pub is_body_whole: bool,
}

impl Response {
    /// The status code.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.head.status.code()
    }

    /// Whether the status is an [ok status](https://fetch.spec.whatwg.org/#ok-status).
    #[must_use]
    pub fn is_ok(&self) -> bool {
        (200..300).contains(&self.status())
    }

    /// A header's lines, joined as the standard's *get* does, as text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<String> {
        self.head.headers.get(name).map(|value| String::from_utf8_lossy(&value).into_owned())
    }
}

/// What a request got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A response.
    Response(Response),
    /// No response.
    Failed {
        /// The same in the engine's words.
        failure: NetworkFailure,
        /// The phase in which it stopped: `dns`, `connect`, `proxy`, `tls`, `wait` or `body`.
        phase: &'static str,
        /// What happened, as a sentence without a full stop.
        what: String,
    },
    /// It was not sent: why.
    NotSent(String),
}

/// What was seen of an exchange beside its bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// The HTTP version of the answer, such as `HTTP/2`.
    pub version: Option<String>,
    /// The TLS version, such as `TLSv1.3`.
    pub tls: Option<String>,
    /// The address that answered.
    pub peer: Option<String>,
    /// How long each phase took, by its name, in the order they happened.
    pub phases: Vec<(&'static str, Duration)>,
}

/// One request and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// The request.
    pub request: Request,
    /// What came of it.
    pub answer: Answer,
    /// What was seen beside.
    pub seen: Seen,
}

impl Exchange {
    /// The response, if there was one.
    #[must_use]
    pub fn response(&self) -> Option<&Response> {
        match &self.answer {
            Answer::Response(response) => Some(response),
            Answer::Failed { .. } | Answer::NotSent(_) => None,
        }
    }
}
