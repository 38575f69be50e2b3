//! Sends one request after another, each on its own connection, within a time limit.

use std::future::Future;
use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use corslet::verdict::{NetworkFailure, ResponseHead};
use hyper::body::Bytes;
use rustls::ClientConfig;
use url::{Host, Url};

use super::connect::connect;
use super::failure::TransportFailure;
use super::metadata::{is_metadata_address, is_metadata_host};
use super::phases::{Phase, Phases};
use super::tls::{self, Trust};
use super::{address, http};

/// The longest wait for a connection.
const CONNECT_LIMIT: Duration = Duration::from_secs(10);

/// A request as it goes on the wire. `Host`, `User-Agent` and the framing are the client's.
pub(crate) struct Outgoing<'a> {
    pub(crate) method: &'a str,
    pub(crate) url: &'a Url,
    pub(crate) lines: Vec<(String, Vec<u8>)>,
    pub(crate) body: Option<Bytes>,
}

/// What came of a request.
pub(crate) enum Reply {
    /// The response's head.
    Head(Arc<ResponseHead>),
    /// No response.
    Failed(TransportFailure),
    /// Not sent, because this host is asked only when it is named: why, as a sentence.
    Refused(String),
}

/// What came of a request, when, and from where.
pub(crate) struct Received {
    pub(crate) reply: Reply,
    pub(crate) phases: Phases,
    pub(crate) peer: Option<SocketAddr>,
}

/// The client.
pub(crate) struct Client {
    trust: Trust,
    /// Made for the first https URL: it takes a while to read the system's certificates.
    tls: OnceLock<Result<Arc<ClientConfig>, String>>,
    limit: Duration,
    /// The host that the user wrote, which may be asked whatever it is.
    named: Option<Host<String>>,
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
    /// A client that gives each request `limit`.
    ///
    /// `named` is the URL that the user wrote.
    pub(crate) fn new(trust: Trust, limit: Duration, named: &Url) -> Self {
        Client { trust, tls: OnceLock::new(), limit, named: named.host().map(|host| host.to_owned()) }
    }

    fn tls(&self) -> Result<Arc<ClientConfig>, TransportFailure> {
        self.tls.get_or_init(|| tls::config(&self.trust)).clone().map_err(|why| {
            TransportFailure::new(
                Phase::Tls,
                NetworkFailure::Tls,
                format!("no certificate can be verified: {why}"),
                "install the system's authorities (ca-certificates), or name yours with `--cacert FILE`",
            )
        })
    }

    /// Sends the request, and waits for the head of its response.
    pub(crate) async fn send(&self, outgoing: &Outgoing<'_>) -> Received {
        let (mut phases, mut peer) = (Phases::default(), None);
        let reply = match self.run(outgoing, &mut phases, &mut peer).await {
            Ok(head) => Reply::Head(Arc::new(head)),
            Err(Stop::Failed(failure)) => Reply::Failed(failure),
            Err(Stop::Refused(why)) => Reply::Refused(why),
        };
        Received { reply, phases, peer }
    }

    async fn run(
        &self,
        outgoing: &Outgoing<'_>,
        phases: &mut Phases,
        peer: &mut Option<SocketAddr>,
    ) -> Result<ResponseHead, Stop> {
        let deadline = Instant::now() + self.limit;
        let (Some(host), Some(port)) = (outgoing.url.host(), outgoing.url.port_or_known_default()) else {
            return Err(Stop::Refused(format!("`{}` has no host to ask", outgoing.url)));
        };
        // A harmless name may lead to one of these addresses: only who writes such a host itself wants to ask it.
        let is_wanted =
            is_metadata_host(&host) && self.named.as_ref().is_some_and(|named| *named == host.to_owned());
        if is_metadata_host(&host) && !is_wanted {
            return Err(Stop::Refused(metadata_refusal(&host.to_string())));
        }

        let looked_up = self.timed(deadline, Phase::Dns, address::addresses(&host, port)).await;
        let (addresses, took) = looked_up?;
        phases.dns = matches!(host, Host::Domain(_)).then_some(took);
        let metadata = addresses.iter().find(|address| is_metadata_address(address.ip()));
        if let Some(address) = metadata.filter(|_| !is_wanted) {
            return Err(Stop::Refused(metadata_refusal(&format!("{host} ({})", address.ip()))));
        }

        let shown_host = format!("{host}:{port}");
        let limit = CONNECT_LIMIT.min(deadline.saturating_duration_since(Instant::now()));
        let begun = Instant::now();
        let stream = connect(&addresses, &shown_host, limit).await?;
        phases.connect = Some(begun.elapsed());
        *peer = stream.peer_addr().ok();

        if outgoing.url.scheme() != "https" {
            return self.wait(deadline, http::exchange(stream, outgoing), phases).await;
        }
        let shaken = tls::handshake(self.tls()?, &host, stream);
        let (stream, took) = self.timed(deadline, Phase::Tls, shaken).await?;
        phases.tls = Some(took);
        self.wait(deadline, http::exchange(stream, outgoing), phases).await
    }

    async fn wait(
        &self,
        deadline: Instant,
        exchange: impl Future<Output = Result<ResponseHead, TransportFailure>>,
        phases: &mut Phases,
    ) -> Result<ResponseHead, Stop> {
        let (head, took) = self.timed(deadline, Phase::Wait, exchange).await?;
        phases.wait = Some(took);
        Ok(head)
    }

    /// Runs one phase, and says how long it took.
    async fn timed<T>(
        &self,
        deadline: Instant,
        phase: Phase,
        future: impl Future<Output = Result<T, TransportFailure>>,
    ) -> Result<(T, Duration), TransportFailure> {
        let begun = Instant::now();
        match tokio::time::timeout_at(deadline.into(), future).await {
            Ok(Ok(value)) => Ok((value, begun.elapsed())),
            Ok(Err(failure)) => Err(failure),
            Err(_) => Err(self.timed_out(phase)),
        }
    }

    fn timed_out(&self, phase: Phase) -> TransportFailure {
        let what = match phase {
            Phase::Dns => "the host name was not looked up",
            Phase::Connect => "no connection was made",
            Phase::Tls => "the TLS handshake was not finished",
            Phase::Wait => "the connection stands, but no answer came",
        };
        let advice = match phase {
            Phase::Tls => "if the port speaks plain HTTP, write http://; `-m SECONDS` waits longer",
            _ => "see what keeps the server; `-m SECONDS` waits longer",
        };
        let what = format!("{what} within {} s", self.limit.as_secs_f32());
        TransportFailure::new(phase, NetworkFailure::TimedOut, what, advice)
    }
}

fn metadata_refusal(host: &str) -> String {
    format!("{host} is a cloud's metadata service, which is asked only when it is the URL that you write")
}
