//! Whether addresses and hosts belong to the public network or to a private one.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr};

use corslet::words::Origin;

/// The [address spaces](https://wicg.github.io/local-network-access/#ip-address-space-heading) that browsers tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Network {
    /// This machine.
    Loopback,
    /// A private network.
    Local,
    /// Everything else.
    Public,
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Network::Loopback => "this machine",
            Network::Local => "a private network",
            Network::Public => "the public network",
        })
    }
}

/// The network that an address belongs to.
#[must_use]
pub fn network_of(address: IpAddr) -> Network {
    let (is_loopback, is_local) = match address.to_canonical() {
        IpAddr::V4(v4) => {
            let is_shared = matches!(v4.octets(), [100, 64..=127, ..]);
            (
                v4.is_loopback() || v4 == Ipv4Addr::UNSPECIFIED,
                v4.is_private() || v4.is_link_local() || is_shared,
            )
        }
        IpAddr::V6(v6) => {
            (v6.is_loopback() || v6.is_unspecified(), v6.is_unique_local() || v6.is_unicast_link_local())
        }
    };
    match (is_loopback, is_local) {
        (true, _) => Network::Loopback,
        (false, true) => Network::Local,
        (false, false) => Network::Public,
    }
}

/// Whether an address is this machine's or a private network's.
#[must_use]
pub fn is_local(address: IpAddr) -> bool {
    network_of(address) != Network::Public
}

/// Suffixes of names that are never the public network's.
const LOCAL_SUFFIXES: &[&str] = &["localhost", "local", "internal", "home.arpa", "lan", "intranet", "test"];

/// Whether pages of this origin look as if they came from the public network.
#[must_use]
pub fn is_public_origin(origin: &Origin) -> bool {
    let Some(host) = origin.host() else { return false };
    if let Ok(address) = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>() {
        return !is_local(address);
    }
    let name = host.strip_suffix('.').unwrap_or(host);
    let is_below =
        |suffix: &str| name == suffix || name.strip_suffix(suffix).is_some_and(|rest| rest.ends_with('.'));
    name.contains('.') && !LOCAL_SUFFIXES.iter().any(|suffix| is_below(suffix))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_sorted() {
        for (address, network) in [
            ("127.0.0.1", Network::Loopback),
            ("::1", Network::Loopback),
            ("::ffff:127.0.0.1", Network::Loopback),
            ("10.1.2.3", Network::Local),
            ("192.168.0.1", Network::Local),
            ("169.254.1.1", Network::Local),
            ("100.64.0.1", Network::Local),
            ("fd00::1", Network::Local),
            ("fe80::1", Network::Local),
            ("1.1.1.1", Network::Public),
            ("100.128.0.1", Network::Public),
            ("2606:4700::1111", Network::Public),
        ] {
            assert_eq!(network_of(address.parse().unwrap()), network, "{address}");
        }
    }

    #[test]
    fn origins_are_sorted() {
        for (origin, public) in [
            ("https://app.example.com", true),
            ("https://app.localhost", false),
            ("https://intranet", false),
            ("https://192.168.1.1", false),
            ("https://8.8.8.8", true),
            ("null", false),
        ] {
            assert_eq!(is_public_origin(&Origin::parse(origin).unwrap()), public, "{origin}");
        }
    }
}
