//! Where a connection for a URL goes: straight, elsewhere by `--connect-to`, or through a proxy.

use url::{Host, Url};

use super::proxy::Proxy;
use super::settings::Network;

/// Where a connection for a URL goes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Route {
    /// The name that the server proves, and that the request names.
    pub(super) host: Host<String>,
    pub(super) is_tls: bool,
    /// The end of the connection, behind the proxy.
    pub(super) target: Target,
    /// The proxy before it.
    pub(super) proxy: Option<Proxy>,
}

/// A host and port.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Target {
    pub(super) host: Host<String>,
    pub(super) port: u16,
}

impl std::fmt::Display for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.host, self.port)
    }
}

impl Route {
    /// The route for a URL, unless it has no host.
    pub(super) fn of(url: &Url, network: &Network) -> Option<Route> {
        let host = url.host()?.to_owned();
        let port = url.port_or_known_default()?;
        let is_tls = url.scheme() == "https";
        let proxy = network.proxies.of(&host, is_tls).cloned();
        let target = elsewhere(Target { host: host.clone(), port }, network);
        Some(Route { host, is_tls, target, proxy })
    }

    /// Whether the request names the whole URL: a proxy forwards it.
    pub(super) fn is_forwarded(&self) -> bool {
        !self.is_tls && self.proxy.as_ref().is_some_and(Proxy::speaks_http)
    }
}

/// The first `--connect-to` that fits decides.
fn elsewhere(asked: Target, network: &Network) -> Target {
    let shown = asked.host.to_string();
    let fits = network.connect_to.iter().find(|rule| {
        rule.from_host.as_ref().is_none_or(|host| host.eq_ignore_ascii_case(&shown))
            && rule.from_port.is_none_or(|port| port == asked.port)
    });
    let Some(rule) = fits else { return asked };
    let host = rule.to_host.as_deref().and_then(|host| Host::parse(host).ok());
    Target { host: host.unwrap_or(asked.host), port: rule.to_port.unwrap_or(asked.port) }
}
