//! What browsers call a failed request, as the phase in which it failed.

use corslet::verdict::NetworkFailure;

use crate::transport::{Phase, TransportFailure};

/// What a recorder's error says.
pub(super) enum Said {
    /// The network failed.
    Network(TransportFailure),
    /// The browser, or something in it, said no; the recorder does not say why.
    Refused(String),
}

/// The beginnings of Chromium's and Firefox's names for errors: <https://source.chromium.org/chromium/chromium/src/+/main:net/base/net_error_list.h>.
const NAMES: &[(&str, Phase, NetworkFailure)] = &[
    ("ERR_NAME_NOT_RESOLVED", Phase::Dns, NetworkFailure::Dns),
    ("ERR_NAME_RESOLUTION_FAILED", Phase::Dns, NetworkFailure::Dns),
    ("ERR_DNS_", Phase::Dns, NetworkFailure::Dns),
    ("ERR_ADDRESS_UNREACHABLE", Phase::Connect, NetworkFailure::Connect),
    ("ERR_ADDRESS_INVALID", Phase::Connect, NetworkFailure::Connect),
    ("ERR_INTERNET_DISCONNECTED", Phase::Connect, NetworkFailure::Connect),
    ("ERR_NETWORK_CHANGED", Phase::Connect, NetworkFailure::Connect),
    ("ERR_CONNECTION_REFUSED", Phase::Connect, NetworkFailure::Connect),
    ("ERR_CONNECTION_FAILED", Phase::Connect, NetworkFailure::Connect),
    ("ERR_CONNECTION_TIMED_OUT", Phase::Connect, NetworkFailure::TimedOut),
    ("ERR_PROXY_", Phase::Proxy, NetworkFailure::Connect),
    ("ERR_TUNNEL_", Phase::Proxy, NetworkFailure::Connect),
    ("ERR_SOCKS_", Phase::Proxy, NetworkFailure::Connect),
    ("ERR_SSL_", Phase::Tls, NetworkFailure::Tls),
    ("ERR_CERT_", Phase::Tls, NetworkFailure::Tls),
    ("ERR_BAD_SSL_", Phase::Tls, NetworkFailure::Tls),
    ("ERR_TIMED_OUT", Phase::Wait, NetworkFailure::TimedOut),
    ("ERR_CONNECTION_RESET", Phase::Wait, NetworkFailure::Closed),
    ("ERR_CONNECTION_CLOSED", Phase::Wait, NetworkFailure::Closed),
    ("ERR_CONNECTION_ABORTED", Phase::Wait, NetworkFailure::Closed),
    ("ERR_EMPTY_RESPONSE", Phase::Wait, NetworkFailure::Closed),
    ("ERR_HTTP2_", Phase::Wait, NetworkFailure::Closed),
    ("ERR_QUIC_", Phase::Wait, NetworkFailure::Closed),
    ("ERR_INVALID_HTTP_RESPONSE", Phase::Wait, NetworkFailure::NotHttp),
    ("ERR_INVALID_RESPONSE", Phase::Wait, NetworkFailure::NotHttp),
    ("ERR_RESPONSE_HEADERS_", Phase::Wait, NetworkFailure::NotHttp),
    ("NS_ERROR_UNKNOWN_HOST", Phase::Dns, NetworkFailure::Dns),
    ("NS_ERROR_UNKNOWN_PROXY_HOST", Phase::Proxy, NetworkFailure::Dns),
    ("NS_ERROR_CONNECTION_REFUSED", Phase::Connect, NetworkFailure::Connect),
    ("NS_ERROR_OFFLINE", Phase::Connect, NetworkFailure::Connect),
    ("NS_ERROR_PROXY_", Phase::Proxy, NetworkFailure::Connect),
    ("NS_ERROR_NET_TIMEOUT", Phase::Wait, NetworkFailure::TimedOut),
    ("NS_ERROR_NET_RESET", Phase::Wait, NetworkFailure::Closed),
    ("NS_ERROR_NET_INTERRUPT", Phase::Wait, NetworkFailure::Closed),
    ("NS_ERROR_NET_PARTIAL_TRANSFER", Phase::Wait, NetworkFailure::Closed),
    ("SSL_ERROR_", Phase::Tls, NetworkFailure::Tls),
    ("SEC_ERROR_", Phase::Tls, NetworkFailure::Tls),
    ("MOZILLA_PKIX_ERROR_", Phase::Tls, NetworkFailure::Tls),
];

/// Reads an error; `phase` is what `--har` has written beside it.
pub(super) fn read(error: &str, phase: Option<&str>) -> Said {
    let name = error.trim().trim_start_matches("net::");
    let advice = "this is what the recording says: ask again without --from-har to see it yourself";
    let network = |phase: Phase, failure: &NetworkFailure| {
        let what = format!("the recorder's browser met {error}");
        Said::Network(TransportFailure::new(phase, failure.clone(), what, advice))
    };
    if let Some((_, phase, failure)) = NAMES.iter().find(|(start, ..)| name.starts_with(start)) {
        return network(*phase, failure);
    }
    match phase.and_then(|phase| phase.parse::<Phase>().ok()) {
        Some(own) => Said::Network(TransportFailure::new(own, failure_of(own), error, advice)),
        None => Said::Refused(error.to_owned()),
    }
}

fn failure_of(phase: Phase) -> NetworkFailure {
    match phase {
        Phase::Dns => NetworkFailure::Dns,
        Phase::Connect | Phase::Proxy => NetworkFailure::Connect,
        Phase::Tls => NetworkFailure::Tls,
        Phase::Wait | Phase::Body => NetworkFailure::Closed,
    }
}
