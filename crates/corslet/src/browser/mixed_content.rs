//! [Mixed content](https://w3c.github.io/webappsec-mixed-content/#should-block-fetch): http below an https page.

use url::Url;

use super::{Mode, Request};
use crate::words::is_potentially_trustworthy;

/// Whether a page on https is kept from asking for this URL.
///
/// `fetch()` and `XMLHttpRequest` make [blockable](https://w3c.github.io/webappsec-mixed-content/#category-blockable)
/// content: never upgraded, always blocked. A navigation replaces the page and mixes nothing.
pub(super) fn is_blocked(request: &Request, url: &Url) -> bool {
    request.mode != Mode::Navigate
        && matches!(request.origin.scheme(), Some("https" | "wss"))
        && matches!(url.scheme(), "http" | "ws" | "ftp")
        && !is_potentially_trustworthy(url)
}
