//! Whether addresses and hosts belong to the public network or to a private one.

use std::net::{IpAddr, Ipv4Addr};

use corslet::words::Origin;

/// Whether the address is this machine's or a private network's.
pub(super) fn is_local_address(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(v4) => {
            let is_shared = matches!(v4.octets(), [100, 64..=127, ..]);
            v4.is_loopback()
                || v4.is_private()
                || v4.is_link_local()
                || is_shared
                || v4 == Ipv4Addr::UNSPECIFIED
        }
        IpAddr::V6(v6) => {
            v6.is_loopback() || v6.is_unique_local() || v6.is_unicast_link_local() || v6.is_unspecified()
        }
    }
}

/// Whether pages of this origin look as if they came from the public network.
pub(super) fn looks_public(origin: &Origin) -> bool {
    let Some(host) = origin.host() else { return false };
    if let Ok(address) = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>() {
        return !is_local_address(address);
    }
    let name = host.strip_suffix('.').unwrap_or(host);
    let is_local = ["localhost", "local", "internal", "home.arpa", "lan", "intranet", "test"]
        .iter()
        .any(|suffix| name == *suffix || name.strip_suffix(suffix).is_some_and(|rest| rest.ends_with('.')));
    name.contains('.') && !is_local
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_sorted() {
        for local in
            ["127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.1.1", "100.64.0.1", "::1", "fd00::1", "fe80::1"]
        {
            assert!(is_local_address(local.parse().unwrap()), "{local}");
        }
        for public in ["1.1.1.1", "100.128.0.1", "2606:4700::1111"] {
            assert!(!is_local_address(public.parse().unwrap()), "{public}");
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
            assert_eq!(looks_public(&Origin::parse(origin).unwrap()), public, "{origin}");
        }
    }
}
