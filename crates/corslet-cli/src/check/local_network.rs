//! Whether a page's origin looks as if it came from the public network.

use std::net::IpAddr;

use corslet::words::Origin;

use crate::transport::is_local_address;

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
