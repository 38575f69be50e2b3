//! One HTTP/1.1 request on a connection, up to the beginning of its response's body.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use corslet::browser::Rules;
use corslet::browser::head::ReadHead;
use corslet::verdict::NetworkFailure;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::Instant;
use url::{Position, Url};

use super::body::{self, Body, BodyEnd, Framing};
use super::client::Outgoing;
use super::connection::Connection;
use super::failure::TransportFailure;
use super::phases::{Phase, Phases};
use super::raw_head::RawHead;
use super::route::Route;
use super::settings::Settings;
use super::tls;

/// The most that is read of a head: more than any browser takes that has a limit.
const LONGEST_HEAD: usize = 512 * 1024;

/// Most heads come in one piece of this size.
const READ_AT_ONCE: usize = 8 * 1024;

/// The longest silence.
const LONGEST_SILENCE: Duration = Duration::from_secs(60);

/// What a request got.
pub(super) struct Answered {
    pub(super) raw: Arc<RawHead>,
    /// The reading that is shown.
    pub(super) shown: ReadHead,
    pub(super) body: Body,
    /// Whether the connection can take another request.
    pub(super) is_reusable: bool,
}

/// Why there is no answer.
pub(super) enum NoAnswer {
    /// The connection was closed before the first byte: one that has waited for long may be.
    Stale(TransportFailure),
    Failed(TransportFailure),
}

/// Sends the request, and reads until the head is complete and as much of the body as is kept.
pub(super) async fn exchange(
    connection: &mut Connection,
    outgoing: &Outgoing<'_>,
    route: &Route,
    settings: &Settings,
    deadline: Instant,
    phases: &mut Phases,
) -> Result<Answered, NoAnswer> {
    let request = request(outgoing, route).map_err(NoAnswer::Failed)?;
    let begun = Instant::now();
    let write = async {
        // A server may answer and close before it has read everything: what it said counts.
        let _ = connection.io.write_all(&request).await;
        let _ = connection.io.flush().await;
    };
    if tokio::time::timeout_at(deadline, write).await.is_err() {
        return Err(NoAnswer::Failed(TransportFailure::timed_out(Phase::Wait, settings.limit, "")));
    }
    let bytes = Vec::with_capacity(READ_AT_ONCE);
    let mut raw = RawHead { bytes, is_default_port: outgoing.url.port().is_none() };
    let end = head(connection, &mut raw, settings, deadline).await;
    phases.wait = Some(begun.elapsed());
    let Some(shown) = raw.fullest(&settings.readers) else {
        return Err(no_head(outgoing.url, &raw, end, settings));
    };

    let framing = Framing::of(&shown, outgoing.method);
    let body_begun = Instant::now();
    let until = deadline.min(body_begun + outgoing.body_wait);
    let came = raw.bytes.split_off(shown.at.end);
    let (body, is_at_end) = body::read(&mut connection.io, framing, &came, until).await;
    phases.body = (framing != Framing::Length(0)).then(|| body_begun.elapsed());
    let is_reusable = is_at_end
        && body.end == BodyEnd::Whole
        && framing != Framing::UntilClose
        && is_kept_alive(&raw, &shown);
    Ok(Answered { raw: Arc::new(raw), shown, body, is_reusable })
}

/// Why reading ended.
enum End {
    /// Every reader knows what the bytes are.
    Decided,
    Closed,
    Broken(io::Error),
    TooLong,
    TimedOut,
    Silent,
}

async fn head(connection: &mut Connection, raw: &mut RawHead, settings: &Settings, deadline: Instant) -> End {
    loop {
        let silent = Instant::now() + LONGEST_SILENCE;
        match tokio::time::timeout_at(deadline.min(silent), connection.io.read_buf(&mut raw.bytes)).await {
            Err(_) if silent < deadline => return End::Silent,
            Err(_) => return End::TimedOut,
            Ok(Ok(0)) => return End::Closed,
            Ok(Err(error)) => return End::Broken(error),
            // No browser reads a head here, and the server may wait for ever.
            Ok(Ok(_)) if is_tls(&raw.bytes) => return End::Decided,
            Ok(Ok(_)) if raw.is_decided(&settings.readers) => return End::Decided,
            Ok(Ok(_)) if raw.bytes.len() > LONGEST_HEAD => return End::TooLong,
            Ok(Ok(_)) => {}
        }
    }
}

/// The request's bytes: names as they are spelt, lines in their order.
fn request(outgoing: &Outgoing<'_>, route: &Route) -> Result<Vec<u8>, TransportFailure> {
    let url = outgoing.url;
    let target = if route.is_forwarded() {
        let mut whole = url.clone();
        whole.set_fragment(None);
        // Names and passwords are no part of what a proxy is asked for; without a host these calls fail, and there is one.
        let _ = whole.set_username("");
        let _ = whole.set_password(None);
        whole.to_string()
    } else {
        url[Position::BeforePath..Position::AfterQuery].to_owned()
    };
    let mut lines: Vec<(&str, &[u8])> = Vec::new();
    let host = &url[Position::BeforeHost..Position::AfterPort];
    lines.push(("Host", host.as_bytes()));
    lines.push(("Connection", b"keep-alive"));
    let authorization =
        route.proxy.as_ref().filter(|_| route.is_forwarded()).and_then(|it| it.authorization());
    if let Some(value) = &authorization {
        lines.push(("Proxy-Authorization", value.as_bytes()));
    }
    let length = outgoing.body.as_ref().map(|body| body.len().to_string()).or_else(|| {
        // https://fetch.spec.whatwg.org/#http-network-or-cache-fetch; some servers answer 411 without it.
        matches!(outgoing.method, "POST" | "PUT").then(|| "0".to_owned())
    });
    if let Some(length) = &length {
        lines.push(("Content-Length", length.as_bytes()));
    }
    if !outgoing.lines.iter().any(|(name, _)| name.eq_ignore_ascii_case("user-agent")) {
        lines.push(("User-Agent", concat!("corslet/", env!("CARGO_PKG_VERSION")).as_bytes()));
    }
    lines.extend(outgoing.lines.iter().map(|(name, value)| (name.as_str(), value.as_slice())));

    let mut bytes = format!("{} {target} HTTP/1.1\r\n", outgoing.method).into_bytes();
    for (name, value) in lines {
        let breaks = |byte: &u8| matches!(byte, b'\r' | b'\n' | 0);
        if name.as_bytes().iter().chain(value).any(breaks) {
            return Err(cannot_be_written(name));
        }
        bytes.extend_from_slice(name.as_bytes());
        bytes.extend_from_slice(b": ");
        bytes.extend_from_slice(value);
        bytes.extend_from_slice(b"\r\n");
    }
    bytes.extend_from_slice(b"\r\n");
    bytes.extend_from_slice(outgoing.body.as_deref().unwrap_or_default());
    Ok(bytes)
}

fn cannot_be_written(name: &str) -> TransportFailure {
    let what = format!(
        "the request cannot be written as HTTP/1.1: `{}` has a line break or a NUL",
        name.escape_debug()
    );
    let failure = NetworkFailure::Other(what.clone());
    TransportFailure::new(Phase::Wait, failure, what, "write the headers without control characters")
}

/// <https://www.rfc-editor.org/rfc/rfc9112#section-9.3>
fn is_kept_alive(raw: &RawHead, shown: &ReadHead) -> bool {
    let says = |word: &str| {
        let values = shown.head.headers.get_decode_split("connection").unwrap_or_default();
        values.iter().any(|value| value.eq_ignore_ascii_case(word))
    };
    let is_current = raw.bytes.get(shown.at.start..).is_some_and(|head| head.starts_with(b"HTTP/1.1"));
    !says("close") && (is_current || says("keep-alive")) && shown.head.status.code() != 101
}

fn no_head(url: &Url, raw: &RawHead, end: End, settings: &Settings) -> NoAnswer {
    let bytes = &raw.bytes;
    if let End::Broken(error) = &end
        && let Some(refused) = tls::refused_later(error)
    {
        return NoAnswer::Failed(refused);
    }
    let is_http = bytes.is_empty() || raw.read(&Rules::STANDARD.head) != Err(NetworkFailure::NotHttp);
    let failure = match end {
        _ if !is_http => not_http(url, bytes),
        End::TooLong => too_long(format!("the response's head has more than {} KiB", LONGEST_HEAD / 1024)),
        End::TimedOut if bytes.is_empty() => TransportFailure::timed_out(Phase::Wait, settings.limit, ""),
        End::TimedOut => {
            let came = format!(", though {} bytes of a head did", bytes.len());
            TransportFailure::timed_out(Phase::Wait, settings.limit, &came)
        }
        End::Silent => TransportFailure::timed_out(Phase::Wait, LONGEST_SILENCE, " after the last byte"),
        End::Closed | End::Broken(_) if bytes.is_empty() => {
            return NoAnswer::Stale(closed("the server closed the connection without an answer"));
        }
        End::Closed | End::Broken(_) | End::Decided => no_browser_reads(raw, settings),
    };
    NoAnswer::Failed(failure)
}

/// What the first of the readers has against the head.
fn no_browser_reads(raw: &RawHead, settings: &Settings) -> TransportFailure {
    let why = settings.readers.first().and_then(|rules| raw.read(rules).err());
    match why {
        Some(NetworkFailure::Other(what)) => TransportFailure::new(
            Phase::Wait,
            NetworkFailure::Other(what.clone()),
            format!("no browser reads this head: {what}"),
            "see what the server writes, and what a proxy before it adds",
        ),
        _ => closed("the server closed the connection in the middle of its answer"),
    }
}

fn closed(what: &str) -> TransportFailure {
    let advice = "see the server's log for a crash; a proxy or a firewall may cut the connection as well";
    TransportFailure::new(Phase::Wait, NetworkFailure::Closed, what, advice)
}

fn too_long(what: String) -> TransportFailure {
    let failure = NetworkFailure::Other(what.clone());
    let advice = "browsers give up on such heads too: see what the server puts into its headers";
    TransportFailure::new(Phase::Wait, failure, what, advice)
}

/// Whether the bytes begin as a TLS record does: <https://www.rfc-editor.org/rfc/rfc8446#section-5.1>.
fn is_tls(bytes: &[u8]) -> bool {
    matches!(bytes, [0x15 | 0x16, 0x03, ..])
}

fn not_http(url: &Url, seen: &[u8]) -> TransportFailure {
    let (what, advice) = if is_tls(seen) && url.scheme() == "http" {
        ("this port speaks TLS, not plain HTTP".to_owned(), "write https:// in place of http://")
    } else {
        let start = seen.get(..seen.len().min(40)).unwrap_or_default();
        (
            format!("what came back is not HTTP/1.1: it begins with `{}`", start.escape_ascii()),
            "check the port: another service may listen there",
        )
    };
    TransportFailure::new(Phase::Wait, NetworkFailure::NotHttp, what, advice)
}
