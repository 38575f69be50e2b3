//! From a URL's host to the addresses to try.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use corslet::verdict::NetworkFailure;
use url::Host;

use super::failure::TransportFailure;
use super::phases::Phase;
use super::settings::{Family, Network};

/// The addresses of a host, in the order in which they are tried.
pub(super) async fn addresses(
    host: &Host<String>,
    port: u16,
    network: &Network,
) -> Result<Vec<SocketAddr>, TransportFailure> {
    let found = found(host, port, network).await?;
    let used: Vec<SocketAddr> =
        found.iter().copied().filter(|address| network.family.has(address.ip())).collect();
    if used.is_empty() { Err(no_such_family(host, network.family)) } else { Ok(used) }
}

async fn found(
    host: &Host<String>,
    port: u16,
    network: &Network,
) -> Result<Vec<SocketAddr>, TransportFailure> {
    let shown = host.to_string();
    if let Some(written) = network.resolved(&shown, port) {
        return Ok(written.addresses.iter().map(|&address| SocketAddr::new(address, port)).collect());
    }
    let name = match host {
        Host::Ipv4(address) => return Ok(vec![SocketAddr::new(IpAddr::V4(*address), port)]),
        Host::Ipv6(address) => return Ok(vec![SocketAddr::new(IpAddr::V6(*address), port)]),
        Host::Domain(name) => name.as_str(),
    };
    if is_localhost(name) {
        // Browsers never look these names up: https://www.rfc-editor.org/rfc/rfc6761#section-6.3
        let loopback = [IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)];
        return Ok(loopback.map(|address| SocketAddr::new(address, port)).to_vec());
    }
    match tokio::net::lookup_host((name, port)).await {
        Ok(found) => {
            let found: Vec<SocketAddr> = found.collect();
            if found.is_empty() { Err(unknown(name)) } else { Ok(families_by_turns(&found)) }
        }
        Err(_) => Err(unknown(name)),
    }
}

fn no_such_family(host: &Host<String>, family: Family) -> TransportFailure {
    let (number, letter) = if family == Family::V4 { (4, "-4") } else { (6, "-6") };
    TransportFailure::new(
        Phase::Dns,
        NetworkFailure::Dns,
        format!("{host} has no IPv{number} address"),
        format!("leave out `{letter}`, or give the host such an address"),
    )
}

/// Whether the name is this machine's by its very name.
pub(super) fn is_localhost(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name);
    name == "localhost" || name.ends_with(".localhost")
}

fn unknown(name: &str) -> TransportFailure {
    TransportFailure::new(
        Phase::Dns,
        NetworkFailure::Dns,
        format!("the host name `{name}` does not resolve"),
        "check its spelling, and whether this machine's resolver knows it (VPN, /etc/hosts)",
    )
}

/// One broken family must not keep the other waiting: <https://www.rfc-editor.org/rfc/rfc8305#section-4>.
fn families_by_turns(found: &[SocketAddr]) -> Vec<SocketAddr> {
    let first_is_v6 = found.first().is_some_and(SocketAddr::is_ipv6);
    let (mut preferred, mut other): (Vec<_>, Vec<_>) =
        found.iter().copied().partition(|address| address.is_ipv6() == first_is_v6);
    preferred.reverse();
    other.reverse();
    let mut ordered = Vec::with_capacity(found.len());
    while !(preferred.is_empty() && other.is_empty()) {
        ordered.extend(preferred.pop());
        ordered.extend(other.pop());
    }
    ordered
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn families_take_turns() {
        let found: Vec<SocketAddr> =
            ["[::1]:1", "[::2]:1", "[::3]:1", "1.1.1.1:1"].map(|text| text.parse().unwrap()).to_vec();
        let ordered: Vec<String> = families_by_turns(&found).iter().map(ToString::to_string).collect();
        assert_eq!(ordered, ["[::1]:1", "1.1.1.1:1", "[::2]:1", "[::3]:1"]);
    }
}
