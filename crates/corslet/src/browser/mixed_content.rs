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
        if !matches!(self.hop.url.scheme(), "http" | "ws") {
            return;
        }
        if self.request.policies.upgrades_insecure_requests {
            let is_upgraded = match self.rules().mixed.loopback_upgrade {
                LoopbackUpgrade::Never => !is_potentially_trustworthy(&self.hop.url),
                LoopbackUpgrade::OfWebSockets => {
                    self.request.mode == Mode::WebSocket || !is_potentially_trustworthy(&self.hop.url)
                }
                LoopbackUpgrade::Always => true,
            };
            self.observer
                .step(&INSECURE_REQUEST_IS_UPGRADED, is_upgraded, || format!("URL {}", self.hop.url));
            if is_upgraded {
                return self.use_https();
            }
        }
        if self.request.prohibits_mixed_content() {
            let url = &self.hop.url;
            let upgrades_redirects = self.rules().mixed.redirects_to_loopback_upgraded && self.hop.index > 0;
            let is_upgraded = self.request.destination.is_upgradeable()
                && (upgrades_redirects || !is_potentially_trustworthy(url) && !is_address(url));
            self.observer.step(&MIXED_CONTENT_IS_UPGRADED, is_upgraded, || {
                format!("URL {url}, destination `{}`", self.request.destination.as_str())
            });
            if is_upgraded {
                self.use_https();
            }
        }
    }

    fn use_https(&mut self) {
        let mut url = Url::clone(&self.hop.url);
        let scheme = if url.scheme() == "ws" { "wss" } else { "https" };
        // From one special scheme to another this cannot fail; the port 80 that was implied becomes 443.
        if url.set_scheme(scheme).is_ok() {
            self.hop.url = Arc::new(url);
        }
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

fn is_address(url: &Url) -> bool {
    matches!(url.host(), Some(Host::Ipv4(_) | Host::Ipv6(_)))
}
