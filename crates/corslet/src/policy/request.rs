//! What a policy looks at: the head of a request.

use http::{HeaderMap, HeaderName};

use crate::words::HeaderList;

/// The head of a request, as much of it as a policy looks at; all of it is borrowed.
#[derive(Debug)]
pub struct RequestHead<'r, H> {
    /// The method, as sent.
    pub method: &'r str,
    /// The host, from `:authority` or `Host`, perhaps with a port; never from a forwarded header.
    pub host: Option<&'r [u8]>,
    /// The path as sent, without the query.
    pub path: &'r [u8],
    /// The headers.
    pub headers: &'r H,
}

impl<H> Clone for RequestHead<'_, H> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<H> Copy for RequestHead<'_, H> {}

/// Headers, as a request has them: lines, in order, never merged.
pub trait Headers {
    /// The value of each line of this name, in order.
    fn lines<'a>(&'a self, name: &'a HeaderName) -> impl Iterator<Item = &'a [u8]>;

    /// Whether there is a line of this name.
    fn has(&self, name: &HeaderName) -> bool {
        self.lines(name).next().is_some()
    }
}

impl Headers for HeaderMap {
    #[inline]
    fn lines<'a>(&'a self, name: &'a HeaderName) -> impl Iterator<Item = &'a [u8]> {
        self.get_all(name).iter().map(http::HeaderValue::as_bytes)
    }

    #[inline]
    fn has(&self, name: &HeaderName) -> bool {
        self.contains_key(name)
    }
}

impl Headers for HeaderList {
    fn lines<'a>(&'a self, name: &'a HeaderName) -> impl Iterator<Item = &'a [u8]> {
        self.iter()
            .filter(move |(known, _)| known.eq_ignore_case(name.as_str()))
            .map(|(_, value)| value.as_bytes())
    }
}
