//! Where a diagnosis points: a line of an exchange, and the bytes in it.

use std::ops::Range;

use super::case::Case;

/// A place in the evidence, and what is to be seen there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// In which exchange.
    pub of: Of,
    /// Where in it.
    pub place: Place,
    /// What is to be seen there: a few words, to stand beside a caret.
    pub label: String,
}

/// An exchange of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Of {
    /// One of the conversation, by its index in [`Case::exchanges`].
    Exchange(usize),
    /// An extra request, by its index in [`Case::probes`].
    Probe(usize),
    /// One that was asked otherwise: the index in [`Case::compared`], and the exchange's in there.
    Compared(usize, usize),
}

/// A place in an exchange.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The request's method and URL.
    RequestLine,
    /// Bytes of the value of a header line that was sent.
    RequestHeader {
        /// The line's index in [`Seen::request`](super::case::Seen::request).
        line: usize,
        /// Which bytes of its value.
        bytes: Range<usize>,
    },
    /// The response's status.
    Status,
    /// Bytes of the value of a header line of the response.
    Header {
        /// The line's index in the response's header list.
        line: usize,
        /// Which bytes of its value.
        bytes: Range<usize>,
    },
    /// A header that the response does not have.
    NoHeader(&'static str),
    /// Bytes of the beginning of the body.
    Body(Range<usize>),
    /// Why there is no response.
    NoResponse,
}

impl Evidence {
    /// A place in an exchange of the conversation.
    #[must_use]
    pub fn new(exchange: usize, place: Place, label: impl Into<String>) -> Evidence {
        Evidence { of: Of::Exchange(exchange), place, label: label.into() }
    }

    /// The same place in an extra request.
    #[must_use]
    pub fn in_probe(mut self, probe: usize) -> Evidence {
        self.of = Of::Probe(probe);
        self
    }

    /// The status of a response.
    #[must_use]
    pub fn status(exchange: usize, label: impl Into<String>) -> Evidence {
        Evidence::new(exchange, Place::Status, label)
    }

    /// A header that a response does not have.
    #[must_use]
    pub fn missing(exchange: usize, name: &'static str) -> Evidence {
        Evidence::new(exchange, Place::NoHeader(name), format!("no {name}"))
    }

    /// A request's method and URL.
    #[must_use]
    pub fn request(exchange: usize, label: impl Into<String>) -> Evidence {
        Evidence::new(exchange, Place::RequestLine, label)
    }

    /// Why there is no response.
    #[must_use]
    pub fn no_response(exchange: usize, label: impl Into<String>) -> Evidence {
        Evidence::new(exchange, Place::NoResponse, label)
    }
}

impl Case {
    /// Every line of a header of a response; the label stands at the last.
    #[must_use]
    pub fn at_header(&self, exchange: usize, name: &str, label: &str) -> Vec<Evidence> {
        self.at_header_part(exchange, name, label, |value| 0..value.len())
    }

    /// A part of every line of a header of a response; the label stands at the last. The header being absent is no evidence
    /// here: see [`Evidence::missing`].
    #[must_use]
    pub fn at_header_part(
        &self,
        exchange: usize,
        name: &str,
        label: &str,
        part: impl Fn(&[u8]) -> Range<usize>,
    ) -> Vec<Evidence> {
        let Some(seen) = self.exchanges.get(exchange) else { return Vec::new() };
        let lines: Vec<_> = seen.lines(name).collect();
        let last = lines.len().saturating_sub(1);
        lines
            .into_iter()
            .enumerate()
            .map(|(nth, (line, value))| {
                let label = if nth == last { label } else { "" };
                Evidence::new(exchange, Place::Header { line, bytes: part(value.as_bytes()) }, label)
            })
            .collect()
    }

    /// An element of a header line that was sent: all of the value when it is not found there.
    #[must_use]
    pub fn at_request_header(
        &self,
        exchange: usize,
        name: &str,
        element: &str,
        label: &str,
    ) -> Vec<Evidence> {
        let Some(seen) = self.exchanges.get(exchange) else { return Vec::new() };
        let Some(line) = seen.request_line(name) else { return Vec::new() };
        let value = seen.request[line].1.as_slice();
        let bytes = position(value, element.as_bytes()).unwrap_or(0..value.len());
        vec![Evidence::new(exchange, Place::RequestHeader { line, bytes }, label)]
    }

    /// Where a text stands in the beginning of a response's body.
    #[must_use]
    pub fn at_body(&self, exchange: usize, text: &str, label: &str) -> Option<Evidence> {
        let bytes = position(&self.exchanges.get(exchange)?.body, text.as_bytes())?;
        Some(Evidence::new(exchange, Place::Body(bytes), label))
    }
}

/// Where some bytes stand in others.
#[must_use]
pub fn position(bytes: &[u8], wanted: &[u8]) -> Option<Range<usize>> {
    if wanted.is_empty() {
        return None;
    }
    let start = bytes.windows(wanted.len()).position(|window| window.eq_ignore_ascii_case(wanted))?;
    Some(start..start + wanted.len())
}
