//! One HTTP/1.1 request on a fresh connection, up to the head of its response.

use corslet::verdict::{NetworkFailure, ResponseHead};
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper::header::{HOST, HeaderName, HeaderValue, USER_AGENT};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use url::{Position, Url};

use super::client::Outgoing;
use super::failure::TransportFailure;
use super::head;
use super::phases::Phase;
use super::tap::{Seen, Tap};

/// The longest head taken: what Chromium takes.
const LONGEST_HEAD: usize = 256 * 1024;

/// Sends the request, and reads until the response's head is complete.
pub(super) async fn exchange<S>(stream: S, outgoing: &Outgoing<'_>) -> Result<ResponseHead, TransportFailure>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let request = request(outgoing).map_err(cannot_be_written)?;
    let (tap, seen) = Tap::new(stream);
    let mut builder = http1::Builder::new();
    builder
        .title_case_headers(true)
        .max_headers(head::MOST_LINES)
        .max_header_size(LONGEST_HEAD)
        .max_buf_size(LONGEST_HEAD)
        .allow_spaces_after_header_name_in_responses(true)
        .allow_obsolete_multiline_headers_in_responses(true)
        .ignore_invalid_headers_in_responses(true);
    let (mut sender, connection) =
        builder.handshake(TokioIo::new(tap)).await.map_err(|error| broken(outgoing.url, &error, &seen))?;
    let connection = tokio::spawn(connection);
    let answered = sender.send_request(request).await;
    // The body is nobody's business: the connection ends here.
    connection.abort();
    match answered {
        Ok(_) => head::read(&seen.take()).ok_or_else(|| not_http(outgoing.url, b"")),
        Err(error) => Err(broken(outgoing.url, &error, &seen)),
    }
}

fn request(outgoing: &Outgoing<'_>) -> Result<hyper::Request<Full<Bytes>>, hyper::http::Error> {
    let url = outgoing.url;
    let mut request = hyper::Request::builder()
        .method(outgoing.method.as_bytes())
        .uri(&url[Position::BeforePath..Position::AfterQuery])
        .body(Full::new(outgoing.body.clone().unwrap_or_default()))?;
    let headers = request.headers_mut();
    headers.insert(HOST, HeaderValue::from_str(&url[Position::BeforeHost..Position::AfterPort])?);
    headers.insert(hyper::header::CONNECTION, HeaderValue::from_static("close"));
    if outgoing.body.is_none() && matches!(outgoing.method, "POST" | "PUT") {
        // https://fetch.spec.whatwg.org/#http-network-or-cache-fetch; some servers answer 411 without it.
        headers.insert(hyper::header::CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
    for (name, value) in &outgoing.lines {
        headers.append(HeaderName::from_bytes(name.as_bytes())?, HeaderValue::from_bytes(value)?);
    }
    if !headers.contains_key(USER_AGENT) {
        headers.insert(USER_AGENT, HeaderValue::from_static(concat!("corslet/", env!("CARGO_PKG_VERSION"))));
    }
    Ok(request)
}

fn cannot_be_written(error: hyper::http::Error) -> TransportFailure {
    let what = format!("the request cannot be written as HTTP/1.1: {error}");
    TransportFailure::new(
        Phase::Wait,
        NetworkFailure::Other(what.clone()),
        what,
        "write the URL and the headers without control characters",
    )
}

fn broken(url: &Url, error: &hyper::Error, seen: &Seen) -> TransportFailure {
    if error.is_parse_too_large() || seen.is_full() {
        let what = format!(
            "the response's head has more than {} KiB or {} lines",
            LONGEST_HEAD / 1024,
            head::MOST_LINES
        );
        return TransportFailure::new(
            Phase::Wait,
            NetworkFailure::Other(what.clone()),
            what,
            "browsers give up on such heads too: see what the server puts into its headers",
        );
    }
    let seen = seen.take();
    if error.is_parse() || error.is_parse_status() {
        return not_http(url, &seen);
    }
    let what = if seen.is_empty() {
        "the server closed the connection without an answer"
    } else {
        "the server closed the connection in the middle of its answer"
    };
    TransportFailure::new(
        Phase::Wait,
        NetworkFailure::Closed,
        what,
        "see the server's log for a crash; a proxy or a firewall may cut the connection as well",
    )
}

fn not_http(url: &Url, seen: &[u8]) -> TransportFailure {
    let is_tls = matches!(seen, [0x15 | 0x16, 0x03, ..]);
    let (what, advice) = if is_tls && url.scheme() == "http" {
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
