//! One exchange as it was seen: the request's lines, the response's head, the beginning of its body, or why there is none.

use std::net::SocketAddr;
use std::sync::Arc;

use corslet::Url;
use corslet::verdict::{Kind, NetworkFailure, ResponseHead};
use corslet::words::{Extracted, HeaderValue, is_token};

use super::Phase;

/// One exchange as it was seen.
#[derive(Clone, Debug)]
pub struct Seen {
    /// 0 for the request's URL, n after the nth redirect.
    pub hop: usize,
    /// Preflight or actual.
    pub kind: Kind,
    /// The method on the wire.
    pub method: String,
    /// Where it went.
    pub url: Arc<Url>,
    /// Every header line that was sent.
    pub request: Vec<(String, Vec<u8>)>,
    /// What came of it.
    pub came: Came,
    /// The beginning of the response's body.
    pub body: Vec<u8>,
    /// The address that answered.
    pub peer: Option<SocketAddr>,
    /// The version of HTTP of the answer.
    pub version: Option<String>,
    /// Whether a cache of the browser answered, so that nothing was sent.
    pub from_cache: bool,
}

/// What came of a request.
#[derive(Clone, Debug)]
pub enum Came {
    /// A response.
    Head(Arc<ResponseHead>),
    /// No response.
    Failed(NoAnswer),
    /// It was not sent: why, as a sentence.
    NotSent(String),
}

/// Why there is no response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoAnswer {
    /// Where it stopped; not known of what somebody else has recorded.
    pub phase: Option<Phase>,
    /// The same in the engine's words.
    pub failure: NetworkFailure,
    /// What happened, as a sentence without a full stop.
    pub what: String,
    /// What to do about it; may be empty.
    pub advice: String,
}

impl Seen {
    /// The response's head.
    #[must_use]
    pub fn head(&self) -> Option<&ResponseHead> {
        match &self.came {
            Came::Head(head) => Some(head),
            Came::Failed(_) | Came::NotSent(_) => None,
        }
    }

    /// The response's status; 0 without a response.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.head().map_or(0, |head| head.status.code())
    }

    /// Whether the status is 200 to 299.
    #[must_use]
    pub fn is_ok(&self) -> bool {
        (200..300).contains(&self.status())
    }

    /// Whether the response sends the client elsewhere.
    #[must_use]
    pub fn is_redirect(&self) -> bool {
        self.head().is_some_and(|head| head.status.is_redirect() && head.headers.contains("location"))
    }

    /// Where the response sends the client.
    #[must_use]
    pub fn location(&self) -> Option<Url> {
        let value = self.header("location").filter(|_| self.is_redirect())?;
        self.url.join(&value).ok()
    }

    /// Whether the response has the header.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.head().is_some_and(|head| head.headers.contains(name))
    }

    /// A header of the response, its lines joined as browsers join them.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<String> {
        self.head()?.headers.get(name).map(|value| String::from_utf8_lossy(&value).into_owned())
    }

    /// The lines of a header of the response: each one's index among all lines, and its value.
    pub fn lines<'s>(&'s self, name: &'s str) -> impl Iterator<Item = (usize, &'s HeaderValue)> {
        self.head().into_iter().flat_map(move |head| head.headers.named(name))
    }

    /// The elements of a header that is a list of names; nothing when there is no such header or when it cannot be parsed.
    #[must_use]
    pub fn list(&self, name: &str) -> Vec<String> {
        let Some(head) = self.head() else { return Vec::new() };
        match head.headers.extract_list(name, is_token) {
            Extracted::Values(names) => {
                names.into_iter().map(|name| String::from_utf8_lossy(name).into_owned()).collect()
            }
            Extracted::Null | Extracted::Failure(_) => Vec::new(),
        }
    }

    /// Whether a header that is a list has this element, in any case of letters.
    #[must_use]
    pub fn lists(&self, header: &str, element: &str) -> bool {
        let value = self.header(header).unwrap_or_default();
        value.split(',').any(|one| one.trim().eq_ignore_ascii_case(element))
    }

    /// Whether the response has any header that grants something: `Access-Control-Allow-*` or `-Expose-Headers`.
    #[must_use]
    pub fn has_any_grant(&self) -> bool {
        self.head().is_some_and(|head| {
            head.headers.iter().any(|(name, _)| {
                let name = name.to_lowercase();
                name.starts_with("access-control-allow-") || name == "access-control-expose-headers"
            })
        })
    }

    /// Whether the response lets a page of this origin read it.
    #[must_use]
    pub fn grants(&self, origin: &str, with_credentials: bool) -> bool {
        let allowed = self.header("access-control-allow-origin");
        let credentials = self.header("access-control-allow-credentials");
        match allowed.as_deref() {
            Some("*") => !with_credentials,
            Some(value) => value == origin && (!with_credentials || credentials.as_deref() == Some("true")),
            None => false,
        }
    }

    /// A header line that was sent.
    #[must_use]
    pub fn request_header(&self, name: &str) -> Option<String> {
        self.request
            .iter()
            .find(|(own, _)| own.eq_ignore_ascii_case(name))
            .map(|(_, value)| String::from_utf8_lossy(value).into_owned())
    }

    /// The index of a header line that was sent.
    #[must_use]
    pub fn request_line(&self, name: &str) -> Option<usize> {
        self.request.iter().position(|(own, _)| own.eq_ignore_ascii_case(name))
    }

    /// The beginning of the body as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Whether the response says that it is HTML.
    #[must_use]
    pub fn is_html(&self) -> bool {
        let kind = self.header("content-type").unwrap_or_default().to_lowercase();
        kind.starts_with("text/html") || kind.starts_with("application/xhtml")
    }

    /// The method and the URL: `OPTIONS https://api.example.com/orders`.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{} {}", self.method, self.url)
    }
}
