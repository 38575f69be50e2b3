//! An origin to make others from: what a careless comparison takes for it.

use corslet::words::registrable_domain;

/// An `http` or `https` origin in its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base {
    /// The scheme.
    pub scheme: String,
    /// The host.
    pub host: String,
    /// The port, when it is not the scheme's own.
    pub port: Option<u16>,
    /// The host's registrable domain.
    pub domain: Option<String>,
}

impl Base {
    /// The parts of an origin; none for another scheme, and for an opaque origin.
    #[must_use]
    pub fn parse(origin: &str) -> Option<Base> {
        let (scheme, authority) = origin.split_once("://")?;
        if !matches!(scheme, "http" | "https") || authority.is_empty() {
            return None;
        }
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) if !port.ends_with(']') => (host, Some(port.parse().ok()?)),
            _ => (authority, None),
        };
        let domain = registrable_domain(host).map(str::to_owned);
        Some(Base { scheme: scheme.to_owned(), host: host.to_owned(), port, domain })
    }

    /// The origin of the same scheme and port on another host.
    #[must_use]
    pub fn on(&self, host: &str) -> String {
        match self.port {
            Some(port) => format!("{}://{host}:{port}", self.scheme),
            None => format!("{}://{host}", self.scheme),
        }
    }

    /// The origin of the same scheme on another host, with the default port.
    #[must_use]
    pub fn plain(&self, host: &str) -> String {
        format!("{}://{host}", self.scheme)
    }

    /// The public suffix of the domain.
    #[must_use]
    pub fn suffix(&self) -> Option<&str> {
        Some(self.domain.as_deref()?.split_once('.')?.1)
    }

    /// The domain's first label.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        Some(self.domain.as_deref()?.split_once('.')?.0)
    }

    /// The host without its public suffix.
    #[must_use]
    pub fn without_suffix(&self) -> Option<&str> {
        self.host.strip_suffix(self.suffix()?)?.strip_suffix('.')
    }

    /// Whether the host is an address, to which nothing can be added.
    #[must_use]
    pub fn is_address(&self) -> bool {
        self.host.starts_with('[') || self.host.parse::<std::net::Ipv4Addr>().is_ok()
    }

    /// Whether the host is the machine that the browser runs on.
    #[must_use]
    pub fn is_on_loopback(&self) -> bool {
        is_loopback(&self.host)
    }

    /// Whether somebody else can register a name under which `host` is: it has a domain, and another one.
    #[must_use]
    pub fn is_foreign(&self, host: &str) -> bool {
        registrable_domain(host).is_some_and(|domain| self.domain.as_deref() != Some(domain))
    }
}

/// Whether a host is the machine that the browser runs on.
pub(super) fn is_loopback(host: &str) -> bool {
    host == "localhost"
        || host.ends_with(".localhost")
        || host == "[::1]"
        || host.parse::<std::net::Ipv4Addr>().is_ok_and(|address| address.is_loopback())
}
