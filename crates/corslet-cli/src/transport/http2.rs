//! One HTTP/2 request, by hyper: the order and the spelling of header lines are not the wire's.

use std::time::Duration;

use corslet::verdict::{NetworkFailure, ResponseHead};
use corslet::words::{HeaderList, HeaderName, HeaderValue, Status};
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http2;
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::time::Instant;

use super::body::{self, Body, BodyEnd};
use super::client::Outgoing;
use super::connection::Io;
use super::failure::TransportFailure;
use super::phases::{Phase, Phases};

/// What sends requests on a connection.
pub(super) type Sender = http2::SendRequest<Full<Bytes>>;

/// The longest head, as in Chromium: net/spdy/spdy_session.h, `kSpdyMaxHeaderListSize`.
const LONGEST_HEAD: u32 = 256 * 1024;

/// Opens a connection that speaks HTTP/2.
pub(super) async fn open(io: Io) -> Result<Sender, TransportFailure> {
    let mut builder = http2::Builder::new(TokioExecutor::new());
    builder.max_header_list_size(LONGEST_HEAD);
    let (sender, connection) = builder.handshake(TokioIo::new(io)).await.map_err(|error| broken(&error))?;
    // It ends with the runtime, or when the last sender is gone.
    tokio::spawn(async move {
        let _ = connection.await;
    });
    Ok(sender)
}

/// Sends the request, and reads the head and as much of the body as is kept.
pub(super) async fn exchange(
    mut sender: Sender,
    outgoing: &Outgoing<'_>,
    limit: Duration,
    deadline: Instant,
    phases: &mut Phases,
) -> Result<(ResponseHead, Body), TransportFailure> {
    let request = request(outgoing).map_err(|error| {
        let what = format!("the request cannot be written as HTTP/2: {error}");
        let failure = NetworkFailure::Other(what.clone());
        TransportFailure::new(Phase::Wait, failure, what, "write the headers without control characters")
    })?;
    let begun = Instant::now();
    let sent = async {
        sender.ready().await?;
        sender.send_request(request).await
    };
    let response = match tokio::time::timeout_at(deadline, sent).await {
        Ok(Ok(response)) => response,
        Ok(Err(error)) => return Err(broken(&error)),
        Err(_) => return Err(TransportFailure::timed_out(Phase::Wait, limit, "")),
    };
    phases.wait = Some(begun.elapsed());
    let (parts, incoming) = response.into_parts();
    let lines = parts.headers.iter().filter_map(|(name, value)| {
        Some((HeaderName::parse(name.as_str()).ok()?, HeaderValue::received(value.as_bytes())))
    });
    let headers: HeaderList = lines.collect();
    let status = Status::new(parts.status.as_u16()).unwrap_or_default();
    let body_begun = Instant::now();
    let body = read(incoming, deadline.min(body_begun + outgoing.body_wait)).await;
    phases.body = (!body.bytes.is_empty()).then(|| body_begun.elapsed());
    Ok((ResponseHead { status, headers }, body))
}

async fn read(mut incoming: Incoming, until: Instant) -> Body {
    let mut body = Body::default();
    loop {
        match tokio::time::timeout_at(until, incoming.frame()).await {
            Ok(None) => return body,
            Ok(Some(Ok(frame))) => {
                body.bytes.extend_from_slice(frame.data_ref().map_or(&[], |data| &data[..]));
                if body.bytes.len() > body::MOST_KEPT {
                    body.bytes.truncate(body::MOST_KEPT);
                    body.end = BodyEnd::Cut;
                    return body;
                }
            }
            Ok(Some(Err(_))) => {
                body.end = BodyEnd::Broken;
                return body;
            }
            Err(_) => {
                body.end = BodyEnd::Cut;
                return body;
            }
        }
    }
}

fn request(outgoing: &Outgoing<'_>) -> Result<hyper::Request<Full<Bytes>>, hyper::http::Error> {
    let body = Full::new(outgoing.body.clone().unwrap_or_default());
    let mut request =
        hyper::Request::builder().method(outgoing.method.as_bytes()).uri(outgoing.url.as_str()).body(body)?;
    let headers = request.headers_mut();
    for (name, value) in &outgoing.lines {
        let name = hyper::header::HeaderName::from_bytes(name.as_bytes())?;
        headers.append(name, hyper::header::HeaderValue::from_bytes(value)?);
    }
    if !headers.contains_key(hyper::header::USER_AGENT) {
        let agent = concat!("corslet/", env!("CARGO_PKG_VERSION"));
        headers.insert(hyper::header::USER_AGENT, hyper::header::HeaderValue::from_static(agent));
    }
    Ok(request)
}

fn broken(error: &hyper::Error) -> TransportFailure {
    use std::error::Error;
    let cause = error.source().map(|cause| format!(": {cause}")).unwrap_or_default();
    TransportFailure::new(
        Phase::Wait,
        NetworkFailure::Closed,
        format!("the HTTP/2 connection broke before an answer came{cause}"),
        "see the server's log; `--http1.1` asks it in HTTP/1.1",
    )
}
