//! A connection made: TCP, the way through a proxy, and TLS.

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use rustls::ClientConfig;
use tokio::time::Instant;
use url::Host;

use super::connection::{Connection, Ends, Io};
use super::failure::TransportFailure;
use super::phases::{Phase, Phases};
use super::proxy::{Proxy, ProxyKind};
use super::route::Route;
use super::settings::{Settings, Version};
use super::{address, connect, tls, tunnel};

/// The longest wait for a connection.
const CONNECT_LIMIT: Duration = Duration::from_secs(10);

/// A connection, by the protocol that it speaks.
pub(super) enum Reached {
    Http1(Connection),
    Http2(Io, Ends),
}

/// Connects to the first of the addresses that answers, and from there to the server.
pub(super) async fn reach(
    route: &Route,
    addresses: &[SocketAddr],
    tls: Option<Arc<ClientConfig>>,
    settings: &Settings,
    deadline: Instant,
    phases: &mut Phases,
) -> Result<Reached, TransportFailure> {
    let shown = match &route.proxy {
        Some(proxy) => format!("the proxy {proxy}"),
        None => route.target.to_string(),
    };
    let begun = Instant::now();
    let limit = CONNECT_LIMIT.min(deadline.saturating_duration_since(begun));
    let stream = connect::connect(addresses, &shown, limit).await?;
    phases.connect = Some(begun.elapsed());
    let mut ends = Ends { peer: stream.peer_addr().ok(), local: stream.local_addr().ok(), tls: None };
    let mut io: Io = Box::new(stream);

    if let Some(proxy) = &route.proxy {
        let begun = Instant::now();
        let through = through(io, proxy, route, tls.clone(), settings);
        io = timed(deadline, Phase::Proxy, settings, through).await?;
        phases.proxy = Some(begun.elapsed());
    }
    let Some(config) = tls.filter(|_| route.is_tls) else {
        return Ok(Reached::Http1(Connection { io, ends }));
    };
    let begun = Instant::now();
    let config = if settings.network.version == Version::Http1 { config } else { tls::with_http2(&config) };
    let stream = timed(deadline, Phase::Tls, settings, tls::handshake(config, &route.host, io)).await?;
    phases.tls = Some(begun.elapsed());
    ends.tls = stream.get_ref().1.protocol_version().and_then(tls::version_name);
    let is_http2 = stream.get_ref().1.alpn_protocol() == Some(b"h2");
    let io: Io = Box::new(stream);
    Ok(if is_http2 { Reached::Http2(io, ends) } else { Reached::Http1(Connection { io, ends }) })
}

/// The way through a proxy: none is needed where the proxy forwards the request itself.
async fn through(
    mut io: Io,
    proxy: &Proxy,
    route: &Route,
    tls: Option<Arc<ClientConfig>>,
    settings: &Settings,
) -> Result<Io, TransportFailure> {
    if let (ProxyKind::Https, Some(config)) = (proxy.kind, tls) {
        io = Box::new(tls::handshake(config, &proxy.host, io).await?);
    }
    match proxy.kind {
        ProxyKind::Http | ProxyKind::Https if route.is_forwarded() => {}
        ProxyKind::Http | ProxyKind::Https => tunnel::connect(&mut io, proxy, &route.target).await?,
        ProxyKind::Socks5h => tunnel::socks5(&mut io, proxy, &route.target, None).await?,
        ProxyKind::Socks5 => {
            let target = &route.target;
            let found = match target.host {
                Host::Domain(_) => address::addresses(&target.host, target.port, &settings.network).await?,
                _ => Vec::new(),
            };
            tunnel::socks5(&mut io, proxy, target, found.first().copied()).await?;
        }
    }
    Ok(io)
}

async fn timed<T>(
    deadline: Instant,
    phase: Phase,
    settings: &Settings,
    future: impl Future<Output = Result<T, TransportFailure>>,
) -> Result<T, TransportFailure> {
    match tokio::time::timeout_at(deadline, future).await {
        Ok(ended) => ended,
        Err(_) => Err(TransportFailure::timed_out(phase, settings.limit, "")),
    }
}
