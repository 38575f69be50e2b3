//! Which proxy a request goes through, if any.

use std::net::IpAddr;

use corslet_inspect::base64::encoded;
use url::Host;

/// How a proxy is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum ProxyKind {
    Http,
    /// HTTP behind TLS.
    Https,
    /// SOCKS5, which is told addresses.
    Socks5,
    /// SOCKS5, which is told names.
    Socks5h,
}

/// A proxy.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Proxy {
    pub(crate) kind: ProxyKind,
    pub(crate) host: Host<String>,
    pub(crate) port: u16,
    /// The user's name and password.
    pub(crate) user: Option<(String, String)>,
}

impl Proxy {
    pub(super) fn speaks_http(&self) -> bool {
        matches!(self.kind, ProxyKind::Http | ProxyKind::Https)
    }

    /// The value of `Proxy-Authorization`: <https://www.rfc-editor.org/rfc/rfc7617#section-2>.
    pub(super) fn authorization(&self) -> Option<String> {
        let (user, password) = self.user.as_ref()?;
        Some(format!("Basic {}", encoded(format!("{user}:{password}").as_bytes())))
    }
}

impl std::fmt::Display for Proxy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.host, self.port)
    }
}

/// The proxies by scheme, and the hosts that are asked without one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Proxies {
    pub(crate) http: Option<Proxy>,
    pub(crate) https: Option<Proxy>,
    pub(crate) bypass: Bypass,
}

impl Proxies {
    /// The proxy for a host.
    pub(super) fn of(&self, host: &Host<String>, is_tls: bool) -> Option<&Proxy> {
        let proxy = if is_tls { &self.https } else { &self.http };
        proxy.as_ref().filter(|_| !self.bypass.has(host))
    }
}

/// The hosts that are asked without a proxy.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bypass {
    /// A list as curl reads `NO_PROXY`: names with all below them, addresses, networks, or `*`.
    pub(crate) list: Vec<String>,
    /// This machine's own addresses and names, which browsers never ask a proxy for. curl does.
    pub(crate) loopback: bool,
}

impl Bypass {
    /// Reads a list.
    pub(crate) fn list(text: &str) -> Vec<String> {
        let entries = text.split([',', ' ', '\t']).map(|entry| entry.trim().trim_start_matches('.'));
        entries
            .filter(|entry| !entry.is_empty())
            .map(|entry| entry.trim_end_matches('.').to_owned())
            .collect()
    }

    fn has(&self, host: &Host<String>) -> bool {
        let address = match host {
            Host::Domain(_) => None,
            Host::Ipv4(v4) => Some(IpAddr::V4(*v4)),
            Host::Ipv6(v6) => Some(IpAddr::V6(*v6)),
        };
        let is_loopback = match host {
            Host::Domain(name) => super::address::is_localhost(name),
            _ => address.is_some_and(|address| address.is_loopback()),
        };
        (self.loopback && is_loopback) || self.list.iter().any(|entry| covers(entry, host, address))
    }
}

fn covers(entry: &str, host: &Host<String>, address: Option<IpAddr>) -> bool {
    if entry == "*" {
        return true;
    }
    match (host, address) {
        (Host::Domain(name), _) => {
            let name = name.trim_end_matches('.');
            let before = name.len().checked_sub(entry.len()).and_then(|at| name.split_at_checked(at));
            before.is_some_and(|(before, end)| {
                end.eq_ignore_ascii_case(entry) && (before.is_empty() || before.ends_with('.'))
            })
        }
        (_, Some(address)) => {
            let (network, bits) =
                entry.split_once('/').map_or((entry, None), |(net, bits)| (net, Some(bits)));
            let network = network.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>().ok();
            match (network, address) {
                (Some(IpAddr::V4(network)), IpAddr::V4(address)) => {
                    same_bits(network.to_bits().into(), address.to_bits().into(), 32, bits)
                }
                (Some(IpAddr::V6(network)), IpAddr::V6(address)) => {
                    same_bits(network.to_bits(), address.to_bits(), 128, bits)
                }
                _ => false,
            }
        }
        _ => false,
    }
}

/// Whether the first bits of two addresses are the same: all of them unless a number is given.
fn same_bits(network: u128, address: u128, all: u32, bits: Option<&str>) -> bool {
    match bits.map_or(Some(all), |bits| bits.parse::<u32>().ok().filter(|&bits| bits <= all)) {
        Some(bits) => (network ^ address).checked_shr(all - bits).unwrap_or(0) == 0,
        None => false,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_without_a_proxy() {
        let table: &[(&str, &[&str], &[&str])] = &[
            ("example.com", &["example.com", "a.example.com", "EXAMPLE.com"], &["notexample.com", "com"]),
            (".example.com, other.test", &["example.com", "a.example.com", "other.test"], &["test"]),
            ("192.168.0.0/16 10.0.0.1", &["192.168.7.7", "10.0.0.1"], &["10.0.0.2", "192.169.0.1"]),
            ("::1,fd00::/8", &["[::1]", "[fd12::1]"], &["[fe80::1]", "localhost"]),
            ("*", &["example.com", "127.0.0.1"], &[]),
            ("", &[], &["example.com", "localhost"]),
        ];
        for (list, with, without) in table {
            let bypass = Bypass { list: Bypass::list(list), loopback: false };
            for host in *with {
                assert!(bypass.has(&Host::parse(host).unwrap()), "{list}: {host}");
            }
            for host in *without {
                assert!(!bypass.has(&Host::parse(host).unwrap()), "{list}: {host}");
            }
        }
        let bypass = Bypass { list: Vec::new(), loopback: true };
        for host in ["localhost", "a.localhost", "127.0.0.2", "[::1]"] {
            assert!(bypass.has(&Host::parse(host).unwrap()), "{host}");
        }
    }
}
