//! What is audited: a URL, and the parts of it that probes are made of.

use corslet::Url;
use corslet::words::registrable_domain;

use super::base::is_loopback;

/// What is audited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The URL.
    pub url: Url,
    /// Its scheme: `https` or `http`.
    pub scheme: String,
    /// Its host, as in a URL.
    pub host: String,
    /// The registrable domain of the host; none for an address, and for a host that is itself a public suffix.
    pub domain: Option<String>,
}

impl Target {
    /// The target at a URL; none when it has no host, or its scheme is neither `http` nor `https`.
    #[must_use]
    pub fn new(mut url: Url) -> Option<Target> {
        if !matches!(url.scheme(), "http" | "https") {
            return None;
        }
        url.set_fragment(None);
        let host = url.host_str()?.to_owned();
        let domain = registrable_domain(&host).map(str::to_owned);
        Some(Target { scheme: url.scheme().to_owned(), host, domain, url })
    }

    /// Whether it is asked over TLS.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.scheme == "https"
    }

    /// Whether it is on the machine of whoever asks, by its name.
    #[must_use]
    pub fn is_on_loopback(&self) -> bool {
        is_loopback(&self.host)
    }

    /// The target's own origin.
    #[must_use]
    pub fn origin(&self) -> String {
        self.url.origin().ascii_serialization()
    }

    /// An origin of the target's scheme on this host, with the default port.
    #[must_use]
    pub fn origin_on(&self, host: &str) -> String {
        format!("{}://{host}", self.scheme)
    }
}
