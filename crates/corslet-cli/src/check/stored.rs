//! What the browser has stored for a site: cookies and HTTP authentication.

use corslet::Url;
use corslet::verdict::{Exchange, Kind};
use corslet::words::Origin;
use corslet_inspect::base64::encoded;

use super::cookie_jar::CookieJar;

/// What the browser has stored before the page asks.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stored {
    pub(crate) cookies: CookieJar,
    pub(crate) login: Option<Login>,
}

/// HTTP authentication that the user has typed once: `user:password`, for the origin it was asked by.
#[derive(Clone, Debug)]
pub(crate) struct Login {
    pub(crate) text: String,
    pub(crate) origin: Origin,
}

impl Login {
    /// The value of `Authorization`.
    pub(crate) fn value(&self) -> String {
        format!("Basic {}", encoded(self.text.as_bytes()))
    }

    fn fits(&self, url: &Url) -> bool {
        self.origin.same_origin_as_url(url)
    }
}

impl Stored {
    pub(crate) fn is_empty(&self) -> bool {
        self.cookies.is_empty() && self.login.is_none()
    }

    /// The header lines that a browser adds to a request: its `Cookie`, and the login where credentials go along.
    ///
    /// Neither is a header of the page's, so neither causes a preflight:
    /// [HTTP-network-or-cache fetch](https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch), step 8.21.
    pub(crate) fn lines(&self, exchange: &Exchange, cookie: Option<Vec<u8>>) -> Vec<(String, Vec<u8>)> {
        let mut lines: Vec<(String, Vec<u8>)> =
            cookie.into_iter().map(|value| ("Cookie".to_owned(), value)).collect();
        if !exchange.credentials || exchange.kind == Kind::Preflight {
            return lines;
        }
        let is_set_by_page =
            exchange.headers.as_ref().is_some_and(|headers| headers.contains("authorization"));
        if let Some(login) = self.login.as_ref().filter(|login| !is_set_by_page && login.fits(&exchange.url))
        {
            lines.push(("Authorization".to_owned(), login.value().into_bytes()));
        }
        lines
    }
}
