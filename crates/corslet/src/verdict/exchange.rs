//! One request that went out, and what came back.

use std::sync::Arc;

use url::Url;

use super::{NetworkFailure, Referrer};
use crate::words::{HeaderList, Method, Origin, Status};

/// Which of a hop's two exchanges.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "lowercase"))]
pub enum Kind {
    /// The [CORS-preflight request](https://fetch.spec.whatwg.org/#cors-preflight-request).
    Preflight,
    /// The request that the page asked for.
    #[default]
    Actual,
}

impl Kind {
    /// `preflight` or `actual`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Preflight => "preflight",
            Kind::Actual => "actual",
        }
    }
}

/// A response's status and header list, as they came over the network. Bodies pass by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResponseHead {
    /// The status code.
    pub status: Status,
    /// The header lines, in order, one entry a line.
    pub headers: HeaderList,
}

/// What a request got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A response's head.
    Head(Arc<ResponseHead>),
    /// No response: the network failed.
    Failed(NetworkFailure),
}

/// One request that went out, and what came back.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// 0 for the request's URL, n after the nth redirect.
    pub hop: usize,
    /// Preflight or actual.
    pub kind: Kind,
    /// The method on the wire.
    pub method: Method,
    /// Where it went.
    pub url: Arc<Url>,
    /// The `Origin` header sent, if any.
    pub origin: Option<Origin>,
    /// `Access-Control-Request-Method`, on a preflight.
    pub request_method: Option<Method>,
    /// `Access-Control-Request-Headers`, on a preflight with CORS-unsafe request-header names.
    pub request_headers: Option<String>,
    /// Whether [credentials](https://fetch.spec.whatwg.org/#credentials) went along: cookies, stored HTTP
    /// authentication, a client certificate.
    pub credentials: bool,
    /// How much of the page's URL the `Referer` header tells.
    pub referrer: Referrer,
    /// The headers that the page set, as this browser sends them on this hop; none on a preflight.
    pub headers: Option<Arc<HeaderList>>,
    /// Whether an HTTP cache answered, so that nothing was sent.
    pub from_cache: bool,
    /// What came back; `None` while the answer is outstanding.
    pub answer: Option<Answer>,
}

impl Exchange {
    /// The response's head, if there was a response.
    #[must_use]
    pub fn head(&self) -> Option<&ResponseHead> {
        match &self.answer {
            Some(Answer::Head(head)) => Some(head),
            _ => None,
        }
    }

    /// Every header line that the page set or that the standard adds, as sent.
    ///
    /// `Referer`, `User-Agent`, `Sec-Fetch-*` and the like are the user agent's and are not here.
    #[must_use]
    pub fn header_lines(&self) -> Vec<(String, Vec<u8>)> {
        let page = self.headers.as_deref();
        let mut lines: Vec<(String, Vec<u8>)> = Vec::new();
        // https://fetch.spec.whatwg.org/#concept-fetch adds it unless the page did.
        if !page.is_some_and(|headers| headers.contains("accept")) {
            lines.push(("Accept".into(), b"*/*".to_vec()));
        }
        for (name, value) in page.into_iter().flat_map(HeaderList::iter) {
            lines.push((name.as_str().into(), value.as_bytes().to_vec()));
        }
        if let Some(origin) = &self.origin {
            lines.push(("Origin".into(), origin.serialize().as_bytes().to_vec()));
        }
        if let Some(method) = &self.request_method {
            lines.push(("Access-Control-Request-Method".into(), method.as_str().as_bytes().to_vec()));
        }
        if let Some(names) = &self.request_headers {
            lines.push(("Access-Control-Request-Headers".into(), names.as_bytes().to_vec()));
        }
        lines
    }
}
