//! Sends requests within a time limit, over connections that are used again.

use std::future::Future;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use corslet::verdict::{NetworkFailure, ResponseHead};
use corslet_inspect::networks::is_local;
use hyper::body::Bytes;
use rustls::ClientConfig;
use tokio::time::Instant;
use url::{Host, Url};

use super::body::Body;
use super::connection::{Connection, Ends};
use super::failure::TransportFailure;
use super::http1::{self, Answered, NoAnswer};
use super::http2;
use super::metadata::{is_metadata_address, is_metadata_host};
use super::phases::{Phase, Phases};
use super::pool::Pool;
use super::raw_head::RawHead;
use super::reach::{self, Reached};
use super::route::Route;
use super::settings::Settings;
use super::{address, tls};

/// A request as it goes on the wire. `Host`, `User-Agent` and the framing are the client's.
pub(crate) struct Outgoing<'a> {
    pub(crate) method: &'a str,
    pub(crate) url: &'a Url,
    pub(crate) lines: Vec<(String, Vec<u8>)>,
    pub(crate) body: Option<Bytes>,
    /// The URL that the user wrote, whose host may be asked whatever it is.
    pub(crate) named: &'a Url,
    /// Whether somebody else named the host, and it must not lead into a private network.
    pub(crate) stays_public: bool,
    /// How long the body is waited for.
    pub(crate) body_wait: Duration,
}

impl Outgoing<'_> {
    /// Whether a second sending changes nothing: <https://www.rfc-editor.org/rfc/rfc9110#section-9.2.1>.
    fn is_safe(&self) -> bool {
        matches!(self.method, "GET" | "HEAD" | "OPTIONS")
    }
}

/// What came of a request.
pub(crate) enum Reply {
    /// The response's head, in the reading with the most lines.
    Head(Arc<ResponseHead>),
    /// No response.
    Failed(TransportFailure),
    /// Not sent, because this host is asked only when it is named: why, as a sentence.
    Refused(String),
}

/// What came of a request, when, and from where.
pub(crate) struct Received {
    pub(crate) reply: Reply,
    /// The head's bytes, unless it came by HTTP/2.
    pub(crate) raw: Option<Arc<RawHead>>,
    pub(crate) seen: Seen,
}

/// What was seen of an exchange beside its head.
#[derive(Clone, Debug, Default)]
pub(crate) struct Seen {
    pub(crate) phases: Phases,
    pub(crate) ends: Ends,
    /// The beginning of the body.
    pub(crate) body: Body,
    pub(crate) is_http2: bool,
    /// Whether an earlier request's connection was used again.
    pub(crate) is_reused: bool,
    /// Whether a proxy was asked.
    pub(crate) is_proxied: bool,
    /// Whether it was sent twice: a connection that had waited was closed without an answer.
    pub(crate) is_resent: bool,
}

/// The client.
pub(crate) struct Client {
    settings: Settings,
    /// Made for the first https URL: it takes a while to read the system's certificates.
    tls: OnceLock<Result<Arc<ClientConfig>, String>>,
    pool: Pool,
}

/// Why a request ends without a head.
enum Stop {
    Failed(TransportFailure),
    Refused(String),
}

impl From<TransportFailure> for Stop {
    fn from(failure: TransportFailure) -> Self {
        Stop::Failed(failure)
    }
}

impl Client {
    /// A client that has no connection yet.
    pub(crate) fn new(settings: Settings) -> Self {
        Client { settings, tls: OnceLock::new(), pool: Pool::default() }
    }

    fn tls(&self) -> Result<Arc<ClientConfig>, TransportFailure> {
        let made = self.tls.get_or_init(|| tls::config(&self.settings));
        made.clone().map_err(|why| {
            TransportFailure::new(
                Phase::Tls,
                NetworkFailure::Tls,
                format!("TLS cannot be spoken: {why}"),
                "install the system's authorities (ca-certificates), or name yours with `--cacert FILE`",
            )
        })
    }

    /// Sends the request, and waits for the head of its response and for the beginning of its body.
    pub(crate) async fn send(&self, outgoing: &Outgoing<'_>) -> Received {
        let mut seen = Seen::default();
        let (reply, raw) = match self.run(outgoing, &mut seen).await {
            Ok((head, raw)) => (Reply::Head(Arc::new(head)), raw),
            Err(Stop::Failed(failure)) => (Reply::Failed(failure), None),
            Err(Stop::Refused(why)) => (Reply::Refused(why), None),
        };
        Received { reply, raw, seen }
    }

    /// Closes the connections that wait for a URL's server.
    pub(crate) fn close(&self, url: &Url) {
        if let Some(route) = Route::of(url, &self.settings.network) {
            self.pool.forget(&route);
        }
    }

    async fn run(
        &self,
        outgoing: &Outgoing<'_>,
        seen: &mut Seen,
    ) -> Result<(ResponseHead, Option<Arc<RawHead>>), Stop> {
        let deadline = Instant::now() + self.settings.limit;
        let Some(route) = Route::of(outgoing.url, &self.settings.network) else {
            return Err(Stop::Refused(format!("`{}` has no host to ask", outgoing.url)));
        };
        // A harmless name may lead to one of these addresses: only who writes such a host itself wants to ask it.
        let is_metadata = is_metadata_host(&route.host) || is_metadata_host(&route.target.host);
        let is_wanted = is_metadata
            && !outgoing.stays_public
            && outgoing.named.host().map(|host| host.to_owned()) == Some(route.host.clone());
        if is_metadata && !is_wanted {
            return Err(Stop::Refused(metadata_refusal(&route.host.to_string())));
        }
        seen.is_proxied = route.proxy.is_some();

        // What is not safe goes out once, so it gets no connection that the server may be closing at this moment.
        if outgoing.is_safe() {
            if let Some((sender, ends)) = self.pool.http2(&route) {
                (seen.is_reused, seen.ends) = (true, ends);
                if let Ok(answered) = self.http2(sender, outgoing, deadline, seen).await {
                    return Ok(answered);
                }
            } else if let Some(connection) = self.pool.take(&route) {
                (seen.is_reused, seen.ends) = (true, connection.ends);
                match self.http1(connection, &route, outgoing, deadline, seen).await {
                    Ok(answered) => return Ok(answered),
                    Err(NoAnswer::Failed(failure)) => return Err(failure.into()),
                    Err(NoAnswer::Stale(_)) => {}
                }
            }
            *seen = Seen { is_proxied: seen.is_proxied, is_resent: seen.is_reused, ..Seen::default() };
        }
        match self.reach(&route, outgoing, is_wanted, deadline, seen).await? {
            Reached::Http1(connection) => {
                seen.ends = connection.ends;
                let answered = self.http1(connection, &route, outgoing, deadline, seen).await;
                answered.map_err(|(NoAnswer::Stale(failure) | NoAnswer::Failed(failure))| failure.into())
            }
            Reached::Http2(io, ends) => {
                let sender = self.timed(deadline, Phase::Wait, http2::open(io)).await?;
                seen.ends = ends;
                self.pool.keep_http2(&route, sender.clone(), ends);
                self.http2(sender, outgoing, deadline, seen).await
            }
        }
    }

    /// Looks the host up, and makes the connection.
    async fn reach(
        &self,
        route: &Route,
        outgoing: &Outgoing<'_>,
        is_wanted: bool,
        deadline: Instant,
        seen: &mut Seen,
    ) -> Result<Reached, Stop> {
        let network = &self.settings.network;
        let (host, port) = match &route.proxy {
            Some(proxy) => (&proxy.host, proxy.port),
            None => (&route.target.host, route.target.port),
        };
        let begun = Instant::now();
        let addresses = self.timed(deadline, Phase::Dns, address::addresses(host, port, network)).await?;
        seen.phases.dns = matches!(host, Host::Domain(_)).then(|| begun.elapsed());
        let metadata = addresses.iter().find(|address| is_metadata_address(address.ip()));
        // An address that `--resolve` gives was written by the user.
        let is_written = is_wanted
            || network
                .resolve
                .iter()
                .any(|one| one.addresses.iter().any(|address| is_metadata_address(*address)));
        if let Some(address) = metadata.filter(|_| !is_written) {
            return Err(Stop::Refused(metadata_refusal(&format!("{host} ({})", address.ip()))));
        }
        // Through a proxy the address is not this machine's to see; `--resolve` and `--connect-to` are the user's.
        let is_own_way =
            route.proxy.is_some() || route.target.host != route.host || network.is_resolved(host, port);
        let local = addresses.iter().find(|address| is_local(address.ip()));
        if let Some(address) = local.filter(|_| outgoing.stays_public && !is_own_way) {
            return Err(Stop::Refused(format!(
                "{host} ({}) is on a private network, which is asked only where you write the host yourself",
                address.ip()
            )));
        }
        let proxies_tls = route.proxy.as_ref().is_some_and(|it| it.kind == super::proxy::ProxyKind::Https);
        let tls = if route.is_tls || proxies_tls { Some(self.tls()?) } else { None };
        let reached =
            reach::reach(route, &addresses, tls, &self.settings, deadline, &mut seen.phases).await?;
        Ok(reached)
    }

    async fn http1(
        &self,
        mut connection: Connection,
        route: &Route,
        outgoing: &Outgoing<'_>,
        deadline: Instant,
        seen: &mut Seen,
    ) -> Result<(ResponseHead, Option<Arc<RawHead>>), NoAnswer> {
        let Answered { raw, shown, body, is_reusable } =
            http1::exchange(&mut connection, outgoing, route, &self.settings, deadline, &mut seen.phases)
                .await?;
        if is_reusable {
            self.pool.keep(route, connection);
        }
        seen.body = body;
        Ok((shown.head, Some(raw)))
    }

    async fn http2(
        &self,
        sender: http2::Sender,
        outgoing: &Outgoing<'_>,
        deadline: Instant,
        seen: &mut Seen,
    ) -> Result<(ResponseHead, Option<Arc<RawHead>>), Stop> {
        seen.is_http2 = true;
        let (head, body) =
            http2::exchange(sender, outgoing, self.settings.limit, deadline, &mut seen.phases).await?;
        seen.body = body;
        Ok((head, None))
    }

    /// Runs one phase.
    async fn timed<T>(
        &self,
        deadline: Instant,
        phase: Phase,
        future: impl Future<Output = Result<T, TransportFailure>>,
    ) -> Result<T, TransportFailure> {
        match tokio::time::timeout_at(deadline, future).await {
            Ok(ended) => ended,
            Err(_) => Err(TransportFailure::timed_out(phase, self.settings.limit, "")),
        }
    }
}

fn metadata_refusal(host: &str) -> String {
    format!("{host} is a cloud's metadata service, which is asked only when it is the URL that you write")
}
