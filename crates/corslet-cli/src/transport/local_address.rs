//! Whether an address is this machine's or a private network's.

use std::net::{IpAddr, Ipv4Addr};

/// Whether the address is this machine's or a private network's.
pub(crate) fn is_local_address(address: IpAddr) -> bool {
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
}
