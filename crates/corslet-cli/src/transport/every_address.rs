//! Every address of a URL's host, for whoever wants to ask each.

use std::net::IpAddr;
use std::time::Duration;

use url::Url;

use super::address;
use super::failure::TransportFailure;
use super::phases::Phase;
use super::route::Route;
use super::settings::Network;

/// Every address of a host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Every {
    /// The host that is looked up, and its port: by `--connect-to` another than the URL's.
    pub(crate) host: String,
    pub(crate) port: u16,
    /// Each once, in the order in which they are tried.
    pub(crate) addresses: Vec<IpAddr>,
}

/// The addresses; none when a proxy looks the host up.
///
/// # Errors
/// Why there is no address.
pub(crate) async fn every_address(
    url: &Url,
    network: &Network,
    limit: Duration,
) -> Result<Option<Every>, TransportFailure> {
    let Some(route) = Route::of(url, network).filter(|route| route.proxy.is_none()) else { return Ok(None) };
    let (host, port) = (&route.target.host, route.target.port);
    let found = tokio::time::timeout(limit, address::addresses(host, port, network)).await;
    let found = found.unwrap_or_else(|_| Err(TransportFailure::timed_out(Phase::Dns, limit, "")))?;
    let mut addresses: Vec<IpAddr> = Vec::new();
    for address in found {
        if !addresses.contains(&address.ip()) {
            addresses.push(address.ip());
        }
    }
    Ok(Some(Every { host: host.to_string(), port, addresses }))
}
