//! [Mixed content](https://w3c.github.io/webappsec-mixed-content/) and
//! [upgrade-insecure-requests](https://w3c.github.io/webappsec-upgrade-insecure-requests/): http below an https page.

use std::sync::Arc;

use url::{Host, Url};

use super::fetch::Fetch;
use super::main_fetch::{INSECURE_REQUEST_IS_UPGRADED, MIXED_CONTENT_IS_UPGRADED};
use super::profile::LoopbackUpgrade;
use super::{Destination, Mode, Request};
use crate::verdict::Observe;
use crate::words::is_potentially_trustworthy;

impl Request {
    /// Whether an insecure URL would be [mixed content](https://w3c.github.io/webappsec-mixed-content/#categorize-settings-object)
    /// in the page. A top-level navigation replaces the page and mixes nothing.
    fn prohibits_mixed_content(&self) -> bool {
        (self.mode != Mode::Navigate || self.destination == Destination::Iframe)
            && matches!(self.origin.scheme(), Some("https" | "wss"))
    }
}

impl<O: Observe> Fetch<'_, O> {
    /// Steps 5 and 6 of main fetch: [upgrades the request](https://w3c.github.io/webappsec-upgrade-insecure-requests/#upgrade-request),
    /// or [the mixed content](https://w3c.github.io/webappsec-mixed-content/#upgrade-algorithm), to https.
    pub(super) fn upgrade(&mut self) {
        let url = Arc::clone(&self.hop.url);
        if !matches!(url.scheme(), "http" | "ws") {
            return;
        }
        let mut upgraded = false;
        if self.request.policies.upgrades_insecure_requests {
            upgraded = self.upgrades_insecure_request(&url);
            self.observer.step(&INSECURE_REQUEST_IS_UPGRADED, upgraded, || format!("URL {url}"));
        }
        if !upgraded && self.request.prohibits_mixed_content() {
            upgraded = self.upgrades_mixed_content(&url, self.hop.index);
            self.observer.step(&MIXED_CONTENT_IS_UPGRADED, upgraded, || {
                format!("URL {url}, destination `{}`", self.request.destination.as_str())
            });
        }
        if let Some(secure) = upgraded.then(|| with_https(&url)).flatten() {
            self.hop.url = Arc::new(secure);
            self.hop.before_upgrade = Some(url);
        }
    }

    /// Where a redirect leads once main fetch has upgraded it.
    pub(super) fn upgraded_location(&self, location: &Url) -> Option<Url> {
        let is_upgraded = matches!(location.scheme(), "http" | "ws")
            && (self.request.policies.upgrades_insecure_requests && self.upgrades_insecure_request(location)
                || self.request.prohibits_mixed_content()
                    && self.upgrades_mixed_content(location, self.hop.index + 1));
        is_upgraded.then(|| with_https(location)).flatten()
    }

    fn upgrades_insecure_request(&self, url: &Url) -> bool {
        match self.rules().mixed.loopback_upgrade {
            LoopbackUpgrade::Never => !is_potentially_trustworthy(url),
            LoopbackUpgrade::OfWebSockets => {
                self.request.mode == Mode::WebSocket || !is_potentially_trustworthy(url)
            }
            LoopbackUpgrade::Always => true,
        }
    }

    fn upgrades_mixed_content(&self, url: &Url, hop: usize) -> bool {
        let upgrades_redirects = self.rules().mixed.redirects_to_loopback_upgraded && hop > 0;
        self.request.destination.is_upgradeable()
            && (upgrades_redirects || !is_potentially_trustworthy(url) && !is_address(url))
    }

    /// [Should fetching request be blocked as mixed content](https://w3c.github.io/webappsec-mixed-content/#should-block-fetch).
    pub(super) fn is_blocked_as_mixed_content(&self) -> bool {
        let url = &self.hop.url;
        if !self.request.prohibits_mixed_content() || !matches!(url.scheme(), "http" | "ws" | "ftp") {
            return false;
        }
        let is_trustworthy = is_potentially_trustworthy(url);
        if self.rules().mixed.loopback_is_exempt {
            return !is_trustworthy;
        }
        // What could have been upgraded, had the host a name of its own, is shown as it is.
        !(is_trustworthy && self.request.destination.is_upgradeable() && self.hop.index == 0)
    }
}

/// The URL under https; the port 80 that was implied becomes 443.
fn with_https(url: &Url) -> Option<Url> {
    let mut secure = url.clone();
    // From one special scheme to another this cannot fail.
    secure.set_scheme(if url.scheme() == "ws" { "wss" } else { "https" }).ok()?;
    Some(secure)
}

fn is_address(url: &Url) -> bool {
    matches!(url.host(), Some(Host::Ipv4(_) | Host::Ipv6(_)))
}
