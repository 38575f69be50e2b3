//! [Filtered responses](https://fetch.spec.whatwg.org/#concept-filtered-response): what of a response a page may read.

use std::sync::Arc;

use super::fetch::{Fetch, Flow, Tainting};
use super::profile::{EmptyLines, ExposeList};
use crate::verdict::{Observe, Outcome, ResponseHead, ResponseType, steps};
use crate::words::{
    Extracted, HeaderName, HeaderValue, is_cors_safelisted_response_header_name, is_forbidden_response_header_name, is_token,
};

steps! {
    /// The steps that decide what a page may read.
    FILTERED_RESPONSE, "main fetch, filtered response", "https://fetch.spec.whatwg.org/#concept-main-fetch";
    "14.1" EXPOSE_HEADERS_IS_READ "the response tainting is cors, so Access-Control-Expose-Headers counts"
    "14.1.2" EXPOSES_ALL "the credentials mode is not include, and Access-Control-Expose-Headers contains *"
    "14.1.3" EXPOSES_NAMES "Access-Control-Expose-Headers is a list of names"
    "14.2" IS_OPAQUE "the response tainting is opaque, so the page reads nothing"
}

/// The names that `Access-Control-Expose-Headers` adds to the CORS-safelisted ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Exposed {
    /// A basic response: all but `Set-Cookie`.
    Everything,
    /// All but `Set-Cookie`, by `*`.
    ByWildcard,
    /// These, lower-case.
    Names(Vec<String>),
}

/// What a page may read of a response: its status and the headers that the filter lets through.
#[derive(Clone, Debug)]
pub struct Readable {
    pub(super) head: Arc<ResponseHead>,
    pub(super) exposed: Exposed,
    pub(super) empty_lines: EmptyLines,
    pub(super) invalid_utf8_replaced: bool,
}

impl Readable {
    /// The status that `response.status` shows.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.head.status.code()
    }

    /// Whether a page may read this header line's value.
    #[must_use]
    pub fn is_visible(&self, name: &HeaderName) -> bool {
        // A forbidden response-header name is never shown, exposed or not.
        if is_forbidden_response_header_name(name) {
            return false;
        }
        match &self.exposed {
            Exposed::Everything | Exposed::ByWildcard => true,
            Exposed::Names(names) => {
                is_cors_safelisted_response_header_name(name) || names.iter().any(|exposed| name.is(exposed))
            }
        }
    }

    /// The header lines that the page may read, in the order received.
    pub fn lines(&self) -> impl Iterator<Item = (&HeaderName, &HeaderValue)> {
        self.head.headers.iter().filter(|(name, _)| self.is_visible(name))
    }

    /// The header lines that came and stay hidden from the page.
    pub fn hidden_lines(&self) -> impl Iterator<Item = (&HeaderName, &HeaderValue)> {
        self.head.headers.iter().filter(|(name, _)| !self.is_visible(name))
    }

    /// The headers as `response.headers` iterates them: names in lower case and sorted, values joined with `, `.
    #[must_use]
    pub fn headers(&self) -> Vec<(String, Vec<u8>)> {
        let mut headers: Vec<(String, Vec<u8>)> = Vec::new();
        for (name, value) in self.lines() {
            let name = name.to_lowercase();
            let value = if self.invalid_utf8_replaced { replace_invalid_utf8(value) } else { value.clone() };
            if let Some((_, joined)) = headers.iter_mut().find(|(seen, _)| *seen == name) {
                if self.empty_lines == EmptyLines::Dropped && (value.is_empty() || joined.is_empty()) {
                    joined.extend_from_slice(value.as_bytes());
                    continue;
                }
                joined.extend_from_slice(b", ");
                joined.extend_from_slice(value.as_bytes());
            } else {
                headers.push((name, value.as_bytes().to_vec()));
            }
        }
        headers.sort_by(|a, b| a.0.cmp(&b.0));
        headers
    }
}

/// Some network libraries hand header values over as UTF-8, with U+FFFD for each byte that is none.
fn replace_invalid_utf8(value: &HeaderValue) -> HeaderValue {
    let mut text = String::with_capacity(value.len());
    for chunk in value.as_bytes().utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|_| char::REPLACEMENT_CHARACTER));
    }
    HeaderValue::received(text)
}

/// Wraps the response by the request's response tainting: the last steps of main fetch.
pub(super) fn filtered<O: Observe>(fetch: &mut Fetch<'_, O>, head: &ResponseHead) -> Flow {
    let is_cors = fetch.hop.tainting == Tainting::Cors;
    fetch.observer.step(&EXPOSE_HEADERS_IS_READ, is_cors, || format!("response tainting {:?}", fetch.hop.tainting));
    if is_cors {
        fetch.exposed = exposed_names(fetch, head);
        return Flow::Done(Outcome::Readable, ResponseType::Cors);
    }
    let is_opaque = fetch.hop.tainting == Tainting::Opaque;
    fetch.observer.step(&IS_OPAQUE, is_opaque, || format!("response tainting {:?}", fetch.hop.tainting));
    if is_opaque {
        return Flow::Done(Outcome::Opaque, ResponseType::Opaque);
    }
    fetch.exposed = Exposed::Everything;
    Flow::Done(Outcome::Readable, ResponseType::Basic)
}

fn exposed_names<O: Observe>(fetch: &mut Fetch<'_, O>, head: &ResponseHead) -> Exposed {
    let extracted = head.headers.extract_list("access-control-expose-headers", is_token);
    let shown = || match head.headers.get("access-control-expose-headers") {
        Some(value) => format!("Access-Control-Expose-Headers: {}", String::from_utf8_lossy(&value)),
        None => "no Access-Control-Expose-Headers".to_owned(),
    };
    let includes_credentials = fetch.request.includes_credentials();
    let star_before_failure = fetch.rules().expose_list == ExposeList::UpToTheFirstInvalid
        && matches!(extracted, Extracted::Failure(_))
        && star_comes_first(head);
    let names: &[&[u8]] = match &extracted {
        Extracted::Values(names) => names,
        _ => &[],
    };
    let exposes_all = !includes_credentials && (names.contains(&b"*".as_slice()) || star_before_failure);
    fetch.observer.step(&EXPOSES_ALL, exposes_all, shown);
    if exposes_all {
        return Exposed::ByWildcard;
    }
    fetch.observer.step(&EXPOSES_NAMES, !matches!(extracted, Extracted::Null | Extracted::Failure(_)), shown);
    Exposed::Names(names.iter().map(|name| String::from_utf8_lossy(name).to_ascii_lowercase()).collect())
}

/// Whether `*` stands before the first element that is not a token.
fn star_comes_first(head: &ResponseHead) -> bool {
    let value = head.headers.get("access-control-expose-headers").unwrap_or_default();
    let mut elements = value.split(|&byte| byte == b',').map(<[u8]>::trim_ascii).filter(|element| !element.is_empty());
    elements.by_ref().take_while(|element| is_token(element)).any(|element| element == b"*")
}
